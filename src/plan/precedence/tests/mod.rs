//! Each rule in a day of two or three airings; then thousands of random days.

mod day;
mod literal;
mod planned;
mod random;
mod rules;
mod waiting;

use snapbox::{assert_data_eq, data::Inline, str};

use self::day::{at, border, told, told_from};
use super::{OnAir, is_whole};
use crate::schedule::Priority;

#[track_caller]
fn check(lines: &str, expected: Inline) {
    assert_data_eq!(told(lines.trim()), expected);
}

fn on_air(key: &str, from: &str, until: &str) -> OnAir {
    OnAir {
        key: key.to_owned(),
        title: key.to_uppercase(),
        priority: Priority::Normal,
        starts_at: at(from),
        ends_at: at(until),
        planned_end: at(until),
        quiet: None,
        stopping: false,
    }
}

/// `why` said of the third one that it would be missed, and it aired.
#[test]
fn an_airing_that_is_missed_blocks_nobody() {
    check(
        "
        mot 05:30:00 60
        hai 05:30:30 60
        ba 05:31:10 30
        ",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:30:30, MOT until 05:31:00
ba airs 05:31:10-05:31:40

"#]],
    );
}

#[test]
fn a_higher_priority_cuts_in_on_its_second() {
    check(
        "mot 05:30:00 60\nhai 05:30:30 20 priority",
        str![[r#"
mot airs 05:30:00-05:30:29.8, stopped 05:30:29.5 for HAI
hai airs 05:30:30-05:30:50

"#]],
    );
    check(
        "mot 05:30:00 60 priority\nhai 05:30:30 20 emergency",
        str![[r#"
mot airs 05:30:00-05:30:29.8, stopped 05:30:29.5 for HAI
hai airs 05:30:30-05:30:50

"#]],
    );
    check(
        "mot 05:30:00 60 priority\nhai 05:30:30 20 priority",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:30:30, MOT until 05:31:00

"#]],
    );
    // However little they overlap by plan.
    check(
        "mot 05:30:00 60.001\nhai 05:31:00 20 priority",
        str![[r#"
mot airs 05:30:00-05:30:59.8, stopped 05:30:59.5 for HAI
hai airs 05:31:00-05:31:20

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:31:00 20 priority",
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:00-05:31:20

"#]],
    );
}

#[test]
fn a_higher_priority_waits_for_one_that_was_to_end_in_time_and_runs_over_by_half_a_second() {
    check(
        "mot 05:30:00 60.3\nhai 05:31:00 60\nba 05:32:00 20 emergency",
        str![[r#"
mot airs 05:30:00-05:31:00.3
hai airs 05:31:00.3-05:32:00.3
ba airs 05:32:00.3-05:32:20.3

"#]],
    );
    let late = OnAir { planned_end: at("05:31:00"), ..on_air("mot", "05:30:00.6", "05:31:00.6") };
    let told = told_from(&[late], "hai 05:31:00 20 emergency", "05:30:30");
    assert_data_eq!(
        told,
        str![[r#"
mot airs 05:30:00.6-05:30:59.8, stopped 05:30:59.5 for HAI
hai airs 05:31:00-05:31:20

"#]]
    );
}

#[test]
fn of_one_instant_the_higher_priority_takes_the_air_and_the_other_is_not_begun() {
    check(
        "mot 05:30:00 60\nhai 05:30:00 20 priority",
        str![[r#"
mot missed 05:30:00, HAI until 05:30:20
hai airs 05:30:00-05:30:20

"#]],
    );
    check(
        "mot 05:30:00 60 start 30\nhai 05:30:00 20 priority",
        str![[r#"
mot airs 05:30:20-05:31:20, after HAI
hai airs 05:30:00-05:30:20

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:00 20",
        str![[r#"
mot missed 05:30:00, HAI until 05:30:20
hai airs 05:30:00-05:30:20

"#]],
    );
    // Nor is one that would be cut before it is heard.
    check(
        "mot 05:30:00 60\nhai 05:30:00.5 20 priority",
        str![[r#"
mot missed 05:30:00.5, HAI until 05:30:20.5
hai airs 05:30:00.5-05:30:20.5

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:01 20 priority",
        str![[r#"
mot airs 05:30:00-05:30:00.8, stopped 05:30:00.5 for HAI
hai airs 05:30:01-05:30:21

"#]],
    );
}

#[test]
fn it_is_told_from_what_is_on_air() {
    let first = || on_air("mot", "05:30:00", "05:31:00");
    let told = |on_air: &[OnAir], now| told_from(on_air, "hai 05:30:30 20 start 60", now);
    assert_data_eq!(
        told(&[first()], "05:30:20"),
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:00-05:31:20, after MOT

"#]]
    );
    assert_data_eq!(
        told(&[], "05:30:40"),
        str![[r#"
hai airs 05:30:40-05:31:00

"#]]
    );
    assert_data_eq!(
        told(&[first()], "05:31:10"),
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:10-05:31:30, after MOT

"#]]
    );
    assert_data_eq!(
        told(&[], "05:31:31"),
        str![[r#"
hai missed 05:31:31, 61s too late

"#]]
    );
    let longer = on_air("mot", "05:30:00", "05:40:00");
    assert_data_eq!(
        told(&[longer], "05:31:31"),
        str![[r#"
mot airs 05:30:00-05:40:00
hai missed 05:31:31, MOT until 05:40:00

"#]]
    );
    // It is stopped at once for one that should have begun.
    let urgent = told_from(&[first()], "hai 05:30:30 20 emergency start 60", "05:30:40");
    assert_data_eq!(
        urgent,
        str![[r#"
mot airs 05:30:00-05:30:40.3, stopped 05:30:40 for HAI
hai airs 05:30:40.3-05:31:00.3, after MOT

"#]]
    );
    // Nobody stops it twice, and quiet hours that have begun find it fading.
    let fading = OnAir { stopping: true, ..on_air("mot", "05:30:00", "05:30:30.2") };
    assert_data_eq!(
        told(&[fading], "05:30:29.950"),
        str![[r#"
mot airs 05:30:00-05:30:30.2
hai airs 05:30:30.2-05:30:50.2

"#]]
    );
    let runs_on = OnAir { quiet: Some(border("05:30:10")), ..first() };
    assert_data_eq!(
        told(&[runs_on], "05:30:20"),
        str![[r#"
mot airs 05:30:00-05:30:20.3, stopped 05:30:20 for the quiet hours
hai airs 05:30:30-05:30:50

"#]]
    );
}

#[test]
fn an_airing_that_is_only_claimed_gives_way_without_a_fade() {
    let both = [on_air("mot", "05:30:00", "05:31:00"), on_air("hai", "05:31:00", "05:31:20")];
    let told = told_from(&both, "ba 05:31:00 20 emergency", "05:30:59.300");
    assert_data_eq!(
        told,
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:00-05:30:59.5, stopped 05:30:59.5 for BA
ba airs 05:31:00-05:31:20

"#]]
    );
}

#[test]
fn ninety_five_in_a_hundred_are_as_good_as_all() {
    assert!(is_whole(95, 100) && !is_whole(94, 100) && is_whole(0, 0));
}
