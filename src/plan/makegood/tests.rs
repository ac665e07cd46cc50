//! Where a make-good goes in small schedules; and that no slot ever breaks a rule.

use proptest::prelude::*;

use super::*;
use crate::{
    plan::tests::{at, schedule},
    words::Lang,
};

const NIGHT: &str = "[hours]\nquiet = [\"21:00-05:00\"]\n";
const RELAY: &str =
    "[[programme]]\nid = \"tiep-am\"\nsource = \"elsewhere\"\nlasts = \"30m\"\nat = [\"11:00\"]\n";

fn programme(id: &str, more: &str) -> String {
    format!("[[programme]]\nid = \"{id}\"\nscript = \"x\"\n{more}\n")
}

fn known(minutes: i64) -> Known {
    let ids = ["sang", "trua", "chieu"];
    Known {
        lengths: ids.map(|id| (id.to_owned(), TimeDelta::minutes(minutes))).into(),
        ..Known::default()
    }
}

fn wish<'s>(schedule: &'s Schedule, missed: &str, now: &str, days: i64) -> Wish<'s> {
    Wish {
        programme: schedule.programme("sang").unwrap(),
        missed_at: at(missed),
        length: TimeDelta::minutes(3),
        earliest: at(now) + TimeDelta::minutes(5),
        latest: at(missed) + TimeDelta::days(days),
    }
}

fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono_tz::Asia::Ho_Chi_Minh).format("%d %H:%M:%S").to_string()
}

fn check(programmes: &str, now: &str, days: i64, expected: &str) {
    let schedule = schedule(&format!("{NIGHT}{programmes}"));
    let wish = wish(&schedule, "2026-12-01T05:30", now, days);
    let slot = free_slot(&schedule, &known(3), &wish, &[]);
    assert_eq!(slot.map_or("none".to_owned(), local), expected, "{programmes}");
}

#[test]
fn it_goes_right_after_what_is_on_the_air_anyway() {
    let morning = programme("sang", "at = [\"05:30\"]");
    let evening = programme("chieu", "at = [\"17:00\"]");
    let both = format!("{morning}{evening}");
    check(&both, "2026-12-01T06:10", 1, "01 17:04:00");
    check(&format!("{both}{RELAY}"), "2026-12-01T06:10", 1, "01 11:31:00");
    check(&format!("{both}{RELAY}"), "2026-12-01T11:28", 1, "01 17:04:00");
    // Two programmes that follow one another leave no room between them.
    let third = programme("trua", "at = [\"17:05\"]");
    check(&format!("{both}{third}"), "2026-12-01T06:10", 1, "01 17:09:00");
    // A station with one programme a day: next to it on the following day, if that is within the time.
    check(&morning, "2026-12-01T06:10", 2, "02 05:34:00");
    check(&morning, "2026-12-01T06:10", 1, "none");
}

#[test]
fn it_takes_its_own_hour_on_a_day_on_which_it_does_not_air() {
    // 1 December 2026 is a Tuesday.
    let tuesdays = programme("sang", "at = [\"05:30\"]\ndays = \"t3\"");
    check(&tuesdays, "2026-12-01T06:10", 2, "02 05:30:00");
    let cron = programme("sang", "cron = \"20 30 5 * * TUE\"");
    check(&cron, "2026-12-01T06:10", 2, "02 05:31:00");
}

#[test]
fn no_rule_is_broken_not_even_at_its_end() {
    let late = programme("chieu", "at = [\"20:55\"]");
    let both = format!("{}{late}", programme("sang", "at = [\"05:30\"]"));
    check(&both, "2026-12-01T06:10", 2, "02 05:34:00");
    let holiday =
        "[[except]]\ndates = \"02/12/2026\"\nprogrammes = [\"sang\"]\nreason = \"Sửa loa\"\n";
    check(&format!("{both}{holiday}"), "2026-12-01T06:10", 2, "none");
    check(&format!("{both}{holiday}"), "2026-12-01T06:10", 3, "03 05:34:00");
    // An emergency may air at night; what is left of it the next day may not.
    let emergency = programme("sang", "at = [\"05:30\", \"23:00\"]\npriority = \"emergency\"");
    check(&emergency, "2026-12-01T06:10", 1, "none");
}

#[test]
fn one_programme_gets_one_make_good_a_day_and_never_on_top_of_another() {
    let text = format!("{NIGHT}{RELAY}{}", programme("sang", "at = [\"05:30\"]"));
    let schedule = schedule(&text);
    let wish = wish(&schedule, "2026-12-01T05:30", "2026-12-01T06:10", 3);
    let mut taken = Taken {
        makegood_of: "chieu".to_owned(),
        title: "Chiều".to_owned(),
        at: at("2026-12-01T11:31"),
        length: TimeDelta::minutes(10),
    };
    let slot = |taken| free_slot(&schedule, &known(3), &wish, &[taken]).map(local);
    assert_eq!(slot(taken.clone()).as_deref(), Some("01 11:42:00"));
    taken.makegood_of = "sang".to_owned();
    assert_eq!(slot(taken).as_deref(), Some("02 05:34:00"));
}

#[test]
fn why_a_slot_cannot_be_taken_is_said() {
    let schedule = schedule(&format!("{NIGHT}{}", programme("sang", "at = [\"05:30\"]")));
    let programme = schedule.programme("sang").unwrap();
    let against = |time: &str| {
        let length = TimeDelta::minutes(3);
        let why = slot_against(&schedule, &known(3), programme, at(time), length, &[]);
        why.map_or_else(String::new, |why| why.render(Lang::En))
    };
    assert_eq!(against("2026-12-01T05:28"), "at that time there is `sang` (05:30 01/12/2026)");
    assert_eq!(against("2026-12-01T05:27"), "");
    assert_eq!(against("2026-12-01T05:33"), "");
    assert_eq!(against("2026-12-01T20:58"), "it falls into the quiet hours 21:00-05:00");
    assert_eq!(against("2026-12-01T20:57"), "");
}

proptest! {
    #[test]
    fn a_slot_clashes_with_nothing_breaks_no_rule_and_stays_the_same(
        minutes in 1_i64..50,
        length in 10_i64..4000,
        hours in proptest::collection::vec(0_u32..24 * 12, 1..7),
        quiet in (0_u32..24, 0_u32..24),
        days in 1_i64..6,
        gone in 0_i64..6 * 24 * 60,
        later in 0_i64..24 * 60,
        off in proptest::option::of(1_u32..6),
    ) {
        let times: Vec<String> =
            hours.iter().map(|it| format!("\"{:02}:{:02}\"", it / 12, it % 12 * 5)).collect();
        let (own, others) = times.split_at(1);
        let mut text = format!(
            "[hours]\nquiet = [\"{:02}:00-{:02}:00\"]\n{RELAY}{}",
            quiet.0,
            quiet.1,
            programme("sang", &format!("at = [{}]\ndays = \"t2-t6\"", own.concat())),
        );
        if !others.is_empty() {
            text += &programme("trua", &format!("at = [{}]", others.join(", ")));
        }
        let holiday = |day: u32| {
            let date = format!("{day:02}/12/2026");
            format!("[[except]]\ndates = \"{date}\"\nprogrammes = [\"sang\"]\nreason = \"x\"\n")
        };
        text.extend(off.map(holiday));
        let schedule = schedule(&text);
        let known = known(minutes);
        let missed_at = at("2026-12-01T05:30");
        let wish = Wish {
            programme: schedule.programme("sang").unwrap(),
            missed_at,
            length: TimeDelta::seconds(length),
            earliest: missed_at + TimeDelta::minutes(gone),
            latest: missed_at + TimeDelta::days(days),
        };
        let Some(slot) = free_slot(&schedule, &known, &wish, &[]) else { return Ok(()) };
        prop_assert!((wish.earliest..=wish.latest).contains(&slot) && slot > missed_at);
        prop_assert_eq!(slot.timestamp() % 60, 0);
        let end = slot + wish.length;
        let from = slot - TimeDelta::days(1);
        for airing in crate::plan::plan(&schedule, &known, from, end + TimeDelta::days(1)) {
            let on_air = !matches!(airing.state, State::Skipped(_));
            let apart = airing.planned_end() + MARGIN <= slot || end + MARGIN <= airing.planned_at;
            prop_assert!(apart || !on_air, "{} meets {}", local(slot), local(airing.planned_at));
        }
        let mut second = slot;
        while second < end {
            prop_assert_eq!(schedule.rule_against(wish.programme, second), None);
            second += TimeDelta::seconds(1);
        }
        let asked_later = Wish { earliest: slot.min(wish.earliest + TimeDelta::minutes(later)), ..wish };
        prop_assert_eq!(free_slot(&schedule, &known, &asked_later, &[]), Some(slot));
    }
}
