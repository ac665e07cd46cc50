//! Thousands of random days, each told twice: by the core and by the literal model.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::literal::{Became, First, Late, Literal, Other, Stopped, Tick, Wish};
use crate::{
    plan::precedence::{
        Contender, Fate, MissReason, OnAir, Rival, Run, Stop, StopReason, clusters, fates,
    },
    schedule::{self, Border, Priority},
    words::Reason,
};

/// The key of what is on air at first; others have their places.
const FIRST: &str = "first";
const TICK: i64 = 100_000;

fn instant(tick: Tick) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_796_083_200_000_000 + tick * TICK).unwrap()
}

/// The tick of an instant, or the next one after it: the core's instants lie a microsecond beside a tick
/// where nothing is left of an airing, or where it has just become late.
fn tick(at: DateTime<Utc>) -> Tick {
    (at.timestamp_micros() - 1_796_083_200_000_000 + TICK - 1).div_euclid(TICK)
}

fn ticks(length: TimeDelta) -> Tick {
    length.num_microseconds().unwrap() / TICK
}

fn span(ticks: Tick) -> TimeDelta {
    TimeDelta::microseconds(ticks * TICK)
}

fn priority(number: u8) -> Priority {
    [Priority::Normal, Priority::Priority, Priority::Emergency][usize::from(number)]
}

fn border(tick: Option<Tick>) -> Option<Border> {
    tick.map(|it| Border {
        at: instant(it),
        rule: Reason::QuietHours { hours: "21:00-05:00".into() },
    })
}

fn contender(place: usize, wish: &Wish) -> Contender {
    Contender {
        key: place.to_string(),
        title: String::new(),
        priority: priority(wish.priority),
        at: instant(wish.at),
        length: span(wish.length),
        late: match wish.late {
            Late::Skip => schedule::Late::Skip,
            Late::Start(grace) => schedule::Late::Start { grace: span(grace) },
            Late::Join(grace) => schedule::Late::Join { grace: span(grace) },
        },
        can_sound: wish.sounds,
        forbidden: border(wish.forbidden),
        quiet: border(wish.quiet),
    }
}

fn on_air(first: &First) -> OnAir {
    OnAir {
        key: FIRST.to_owned(),
        title: String::new(),
        priority: priority(first.priority),
        starts_at: instant(0),
        ends_at: instant(first.end),
        planned_end: instant(first.planned_end),
        quiet: border(first.quiet),
        stopping: first.stopping,
    }
}

fn other(rival: &Rival) -> Other {
    (rival.key != FIRST).then(|| rival.key.parse().unwrap())
}

fn heard(run: &Run) -> Became {
    let stopped = |stop: &Stop| match &stop.why {
        StopReason::GivesWay(rival) => (tick(stop.at), Stopped::For(rival.key.parse().unwrap())),
        StopReason::Quiet(_) => (tick(stop.at), Stopped::Quiet),
    };
    Became::Heard {
        from: tick(run.from),
        until: tick(run.until),
        left_out: ticks(run.left_out),
        after: run.waited_for.as_ref().map(other),
        stopped: run.stop.as_ref().map(stopped),
    }
}

fn became(fate: &Fate) -> Became {
    let missed = match fate {
        Fate::Airs(run) => return heard(run),
        Fate::Missed(missed) => missed,
    };
    let at = tick(missed.at);
    match &missed.why {
        MissReason::CannotSound => Became::Silent(at),
        MissReason::Busy(rival) => Became::Busy(at, other(rival)),
        MissReason::Forbidden(_) => Became::Forbidden(at),
        MissReason::TooLate(_) => Became::TooLate(at),
    }
}

/// Round lengths and instants, and a few tenths beside them: airings that touch, or overlap by a little.
fn near(round: std::ops::Range<Tick>) -> impl Strategy<Value = Tick> {
    let beside = prop::sample::select(vec![0, 0, 0, 0, 2, 3, 4, 5, 6, 9, -1, -3, -5]);
    (round, beside).prop_map(|(round, beside)| (round * 20 + beside).max(1))
}

fn wish() -> impl Strategy<Value = Wish> {
    let late = prop_oneof![
        3 => Just(Late::Skip),
        2 => near(0..8).prop_map(Late::Start),
        2 => near(0..8).prop_map(Late::Join),
    ];
    let border = || prop::option::weighted(0.25, near(0..8));
    let sounds = prop::bool::weighted(0.9);
    (0_u8..3, near(0..8), near(0..6), late, sounds, border(), border()).prop_map(
        |(priority, at, length, late, sounds, forbidden, quiet)| Wish {
            priority,
            at,
            length,
            late,
            sounds,
            forbidden: forbidden.map(|after| at + after),
            quiet: quiet.map(|after| at + after),
        },
    )
}

fn first() -> impl Strategy<Value = Option<First>> {
    let quiet = prop::option::weighted(0.25, near(0..6));
    let first = (0_u8..3, near(1..5), -6_i64..1, quiet, prop::bool::weighted(0.1)).prop_map(
        |(priority, end, earlier, quiet, stopping)| First {
            priority,
            end,
            planned_end: end + earlier,
            quiet,
            stopping,
        },
    );
    prop::option::weighted(0.4, first)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_core_says_what_the_rules_say_tick_by_tick(
        wishes in prop::collection::vec(wish(), 1..7),
        first in first(),
        now in prop_oneof![2 => Just(0), 1 => 0_i64..80],
    ) {
        let (expected_first, expected) = Literal::play(&wishes, first, now);
        let contenders: Vec<_> = wishes.iter().enumerate().map(|(n, it)| contender(n, it)).collect();
        let on_air: Vec<_> = first.iter().map(on_air).collect();
        let told = fates(&on_air, &contenders, instant(now));
        let told_first = told.on_air.first().map(heard);
        prop_assert_eq!(told_first, expected_first, "the one on air");
        let told: Vec<_> = told.contenders.iter().map(became).collect();
        prop_assert_eq!(told, expected);
    }

    #[test]
    fn a_fate_depends_on_its_cluster_alone(
        wishes in prop::collection::vec(wish(), 1..20),
        apart in 0_i64..60,
    ) {
        let apart = |(n, mut it): (usize, Wish)| {
            let later = i64::try_from(n).unwrap() * apart;
            it.at += later;
            it.forbidden = it.forbidden.map(|at| at + later);
            it.quiet = it.quiet.map(|at| at + later);
            contender(n, &it)
        };
        let contenders: Vec<_> = wishes.into_iter().enumerate().map(apart).collect();
        let now = instant(0);
        let all = fates(&[], &contenders, now).contenders;
        for (place, fate) in all.iter().enumerate() {
            let cluster = clusters(&contenders, |it| it == place);
            let own: Vec<_> = cluster.iter().map(|it| contenders[*it].clone()).collect();
            let told = fates(&[], &own, now).contenders;
            let among = cluster.iter().position(|it| *it == place).unwrap();
            prop_assert_eq!(&told[among], fate);
        }
    }
}
