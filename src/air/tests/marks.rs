//! What the engine tells, frame by frame, on an output that only counts.

use chrono::TimeDelta;
use snapbox::{IntoData, assert_data_eq, data::Inline, str};

use super::*;
use crate::air::Output;

fn check(orders: impl IntoIterator<Item = (i64, Order)>, until: i64, expected: Inline) {
    assert_data_eq!(story(orders, until), expected.raw());
}

#[test]
fn an_airing_starts_on_the_first_frame_that_is_not_early() {
    check(
        ready("tin", 1_000_010, 120_000),
        5_000_000,
        str![[r#"
tin started 1000020
tin at 48000, 48000 heard
tin at 96000, 96000 heard
tin ended 1000020..3500020 120000/120000 of 120000

"#]],
    );
}

/// Without a card the frames are counted by the clock: set by an hour, it counts on evenly.
#[test]
fn a_clock_that_is_set_neither_shortens_nor_stretches_what_is_on_air() {
    for by in [TimeDelta::hours(1), TimeDelta::hours(-1)] {
        let mut engine = Engine::new(Box::new(ClockOutput::counting("none", epoch())), ramps());
        for (_, order) in ready("tin", 1_000_000, 144_000) {
            engine.order(order, at(0));
        }
        let mut events = engine.turn(at(2_500_000));
        engine.clock_set(by);
        events.extend((3..6).flat_map(|second| engine.turn(at(second * 1_000_000) + by)));
        assert_data_eq!(
            lines(&events),
            str![[r#"
tin started 1000000
tin at 72000, 72000 heard
tin at 96000, 96000 heard
tin ended 1000000..4000000 144000/144000 of 144000

"#]]
        );
    }
}

#[test]
fn one_that_is_never_claimed_never_starts() {
    check(
        [(0, arm("tin", 1_000_000, rundown(&[("a", 48_000)])))],
        5_000_000,
        str![[r#"
tin ended 0/0 of 48000: reason-late {"seconds": Number(1)}

"#]],
    );
}

#[test]
fn a_claim_may_come_half_a_second_late_and_no_later() {
    let tin = || (0, arm("tin", 1_000_000, rundown(&[("a", 4_800)])));
    check(
        [tin(), (1_500_000, claim("tin"))],
        5_000_000,
        str![[r#"
tin started 1500000
tin ended 1500000..1600000 4800/4800 of 4800

"#]],
    );
    check(
        [tin(), (1_500_021, claim("tin"))],
        5_000_000,
        str![[r#"
tin ended 0/0 of 4800: reason-late {"seconds": Number(1)}

"#]],
    );
}

#[test]
fn play_now_means_the_earliest_frame() {
    check(
        [(2_000_010, arm("tin", 0, rundown(&[("a", 4_800)]))), (2_000_030, claim("tin"))],
        5_000_000,
        str![[r#"
tin started 2000020
tin ended 2000020..2100020 4800/4800 of 4800

"#]],
    );
}

#[test]
fn joining_in_the_middle_counts_only_what_is_left() {
    let join = |from_frame| Order::Arm {
        take: 1,
        airing: "tin".to_owned(),
        start_at: at(1_000_000),
        rundown: rundown(&[("a", 96_000)]),
        from_frame,
    };
    check(
        [(0, join(91_200)), (0, claim("tin"))],
        5_000_000,
        str![[r#"
tin started 1000000
tin ended 1000000..1100000 4800/4800 of 96000

"#]],
    );
    check(
        [(0, join(96_000)), (0, claim("tin"))],
        5_000_000,
        str![[r#"
tin ended 0/0 of 96000: reason-late {"seconds": Number(2)}

"#]],
    );
    check(
        [(0, arm("tin", 1_000_000, rundown(&[])))],
        5_000_000,
        str![[r#"
tin ended 0/0 of 0: reason-empty

"#]],
    );
}

#[test]
fn a_stop_fades_what_is_on_air_and_drops_what_is_not() {
    let tin = || ready("tin", 1_000_000, 96_000);
    check(
        tin().into_iter().chain([(1_500_000, stop("tin")), (1_600_000, stop("tin"))]),
        5_000_000,
        str![[r#"
tin started 1000000
tin ended 1000000..1800000 38400/38400 of 96000: reason-operator

"#]],
    );
    check(
        tin().into_iter().chain([(999_999, stop("tin"))]),
        5_000_000,
        str![[r#"
tin ended 0/0 of 96000: reason-operator

"#]],
    );
    check(
        tin().into_iter().chain([(2_700_000, stop("tin"))]),
        5_000_000,
        str![[r#"
tin started 1000000
tin at 48000, 48000 heard
tin ended 1000000..3000000 96000/96000 of 96000

"#]],
    );
}

#[test]
fn what_was_planned_to_meet_is_heard_though_a_card_runs_slow() {
    // Every second one of a row of programmes was once missed: the one before it ended some frames late.
    check(
        ready("tin", 1_000_000, 24_000).into_iter().chain(ready("nhac", 1_499_970, 4_800)),
        5_000_000,
        str![[r#"
tin started 1000000
tin ended 1000000..1500000 24000/24000 of 24000
nhac started 1500000
nhac ended 1500000..1600000 4800/4800 of 4800

"#]],
    );
}

#[test]
fn one_airing_at_a_time() {
    // Back to back there is no gap; into the middle there is no way.
    let both = |start, frames| {
        ready("tin", 1_000_000, frames).into_iter().chain(ready("nhac", start, 4_800))
    };
    check(
        both(1_500_000, 24_000),
        5_000_000,
        str![[r#"
tin started 1000000
tin ended 1000000..1500000 24000/24000 of 24000
nhac started 1500000
nhac ended 1500000..1600000 4800/4800 of 4800

"#]],
    );
    check(
        both(1_499_970, 48_000),
        5_000_000,
        str![[r#"
tin started 1000000
nhac ended 0/0 of 4800: reason-busy {"title": Text("tin")}
tin ended 1000000..2000000 48000/48000 of 48000

"#]],
    );
}

#[test]
fn a_newcomer_waits_for_the_fade_of_one_that_is_stopped() {
    check(
        ready("tin", 1_000_000, 96_000).into_iter().chain([
            (1_200_000, stop("tin")),
            (1_200_000, arm("khan", 1_200_000, rundown(&[("a", 4_800)]))),
            (1_200_000, claim("khan")),
        ]),
        5_000_000,
        str![[r#"
tin started 1000000
tin ended 1000000..1500000 24000/24000 of 96000: reason-operator
khan started 1500000
khan ended 1500000..1600000 4800/4800 of 4800

"#]],
    );
}

#[test]
fn armed_again_is_one_airing_still() {
    check(
        [
            (0, arm("tin", 1_000_000, rundown(&[("a", 96_000)]))),
            (0, claim("tin")),
            (500_000, arm("tin", 2_000_000, rundown(&[("a", 48_000)]))),
            (600_000, claim("tin")),
            (2_500_000, arm("tin", 2_600_000, rundown(&[("a", 96_000)]))),
        ],
        5_000_000,
        str![[r#"
tin started 2000000
tin ended 2000000..3000000 48000/48000 of 48000

"#]],
    );
}

#[test]
fn what_nobody_hears_is_consumed_all_the_same() {
    let output = ClockOutput::null("none", epoch(), false);
    let mut engine = Engine::new(Box::new(output), ramps());
    let orders = timed(ready("tin", 1_000_000, 60_000));
    let events = drive(&mut engine, &orders, epoch(), at(5_000_000));
    assert_data_eq!(
        lines(&events),
        str![[r#"
tin started 1000000
tin at 48000, 0 heard
tin ended 1000000..2250000 0/60000 of 60000

"#]]
        .raw()
    );
}

#[test]
fn turns_that_come_late_tell_the_same_times_in_the_same_order() {
    let mut engine = Engine::new(Box::new(ClockOutput::counting("none", epoch())), ramps());
    let tin = ready("tin", 1_000_000, 24_000);
    for (_, order) in ready("nhac", 1_500_000, 4_800).into_iter().chain(tin) {
        engine.order(order, epoch());
    }
    assert_data_eq!(
        lines(&engine.turn(at(3_600_000_000))),
        str![[r#"
tin started 1000000
tin ended 1000000..1500000 24000/24000 of 24000
nhac started 1500000
nhac ended 1500000..1600000 4800/4800 of 4800

"#]]
        .raw()
    );
    assert!(engine.is_idle());
}

#[test]
fn a_clock_that_steps_back_neither_repeats_nor_takes_back() {
    let mut engine = Engine::new(Box::new(ClockOutput::counting("none", epoch())), ramps());
    for (_, order) in ready("tin", 1_000_000, 96_000) {
        engine.order(order, epoch());
    }
    let events: Vec<EngineEvent> = [1_000_000, 2_500_000, 1_200_000, 2_400_000, 3_000_000]
        .into_iter()
        .flat_map(|micros| engine.turn(at(micros)))
        .collect();
    assert_data_eq!(
        lines(&events),
        str![[r#"
tin started 1000000
tin at 72000, 72000 heard
tin ended 1000000..3000000 96000/96000 of 96000

"#]]
        .raw()
    );
}

#[test]
fn the_next_turn_is_named() {
    let mut engine = Engine::new(Box::new(ClockOutput::counting("none", epoch())), ramps());
    assert_eq!(engine.next_due(), None);
    let mut visited = Vec::new();
    for (_, order) in ready("tin", 1_000_000, 60_000) {
        engine.order(order, epoch());
    }
    while let Some(due) = engine.next_due() {
        visited.push((due - epoch()).num_microseconds().unwrap());
        assert!(!engine.turn(due).is_empty(), "nothing to tell at {due}");
        assert!(engine.turn(due + TimeDelta::microseconds(1)).is_empty());
    }
    assert_eq!(visited, [1_000_021, 2_000_001, 2_250_001]);
}

#[test]
fn everything_can_be_stopped_or_given_up_at_once() {
    let output = || Box::new(ClockOutput::counting("none", epoch())) as Box<dyn Output>;
    let why = Reason::Stopped;
    let orders = || ready("tin", 0, 96_000).into_iter().chain(ready("nhac", 9_000_000, 4_800));
    let armed = |output| {
        let mut engine = Engine::new(output, ramps());
        for (_, order) in orders() {
            engine.order(order, epoch());
        }
        let started = engine.turn(at(1_000_010)).len();
        assert_eq!(started, 2, "a start, and a second of it");
        engine
    };
    let mut stopped = armed(output());
    stopped.stop_all(&why, at(1_000_010));
    assert_data_eq!(
        lines(&stopped.turn(at(2_000_000))),
        str![[r#"
nhac ended 0/0 of 4800: reason-stopped
tin ended 0..1300000 62400/62400 of 96000: reason-stopped

"#]]
        .raw()
    );
    assert_data_eq!(
        lines(&armed(output()).abandon(&why)),
        str![[r#"
tin ended 0..1000000 48000/48000 of 96000: reason-stopped
nhac ended 0/0 of 4800: reason-stopped

"#]]
        .raw()
    );
}
