//! What the schedule's rules and faulty files take off the air.

use snapbox::str;

use super::check;

#[test]
fn an_airing_that_cannot_sound_takes_no_air() {
    check(
        "mot 05:30:00 60 silent\nhai 05:30:30 20",
        str![[r#"
mot missed 05:30:00, cannot sound
hai airs 05:30:30-05:30:50

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:30 20 emergency silent\nba 05:31:00 20",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:30:30, cannot sound
ba airs 05:31:00-05:31:20

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:30 20 silent start 90\nba 05:31:00 20",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:30:30, cannot sound
ba airs 05:31:00-05:31:20

"#]],
    );
}

#[test]
fn a_late_airing_does_not_begin_where_a_rule_forbids_it() {
    let waits = |forbidden: &str| {
        format!("mot 20:59:30 60\nhai 20:59:40 20 start 90 forbidden {forbidden}")
    };
    check(
        &waits("20:59:50"),
        str![[r#"
mot airs 20:59:30-21:00:30
hai missed 20:59:50, forbidden

"#]],
    );
    check(
        &waits("20:59:59"),
        str![[r#"
mot airs 20:59:30-21:00:30
hai missed 20:59:59, forbidden

"#]],
    );
    check(
        &waits("21:00:30"),
        str![[r#"
mot airs 20:59:30-21:00:30
hai missed 21:00:30, forbidden

"#]],
    );
    check(
        &waits("21:00:31"),
        str![[r#"
mot airs 20:59:30-21:00:30
hai airs 21:00:30-21:00:50, after MOT

"#]],
    );
    // A start that is on time is not late.
    check(
        "mot 20:59:30 30.4\nhai 21:00:00 20 forbidden 21:00:00.2",
        str![[r#"
mot airs 20:59:30-21:00:00.4
hai airs 21:00:00.4-21:00:20.4

"#]],
    );
}

#[test]
fn an_airing_is_silent_when_the_quiet_hours_begin() {
    check(
        "mot 20:59:00 120 quiet 21:00:00",
        str![[r#"
mot airs 20:59:00-20:59:59.8, stopped 20:59:59.5 for the quiet hours

"#]],
    );
    check(
        "mot 20:59:00 60.5 quiet 21:00:00",
        str![[r#"
mot airs 20:59:00-21:00:00.5

"#]],
    );
    check(
        "mot 20:59:00 60.6 quiet 21:00:00",
        str![[r#"
mot airs 20:59:00-20:59:59.8, stopped 20:59:59.5 for the quiet hours

"#]],
    );
    // One that is let through finds the air free.
    check(
        "mot 20:59:00 120 quiet 21:00:00\nhai 21:00:00 30",
        str![[r#"
mot airs 20:59:00-20:59:59.8, stopped 20:59:59.5 for the quiet hours
hai airs 21:00:00-21:00:30

"#]],
    );
    check(
        "mot 20:59:00 120 quiet 21:00:00\nhai 20:59:59 30 start 5",
        str![[r#"
mot airs 20:59:00-20:59:59.8, stopped 20:59:59.5 for the quiet hours
hai airs 20:59:59.8-21:00:29.8, after MOT

"#]],
    );
    // There is nothing left of one that waited until then.
    check(
        "mot 20:59:00 120 quiet 21:00:00\nhai 20:59:10 30 start 120 quiet 21:00:00",
        str![[r#"
mot airs 20:59:00-20:59:59.8, stopped 20:59:59.5 for the quiet hours
hai missed 20:59:59.8, forbidden

"#]],
    );
}
