//! Who is on time, who waits, and for how long.

use snapbox::str;

use super::check;

/// `why` said of the second one that it would be missed, and it aired.
#[test]
fn half_a_second_is_on_time() {
    check(
        "mot 05:30:00 60.3\nhai 05:31:00 60",
        str![[r#"
mot airs 05:30:00-05:31:00.3
hai airs 05:31:00.3-05:32:00.3

"#]],
    );
    check(
        "mot 05:30:00 60.5\nhai 05:31:00 60",
        str![[r#"
mot airs 05:30:00-05:31:00.5
hai airs 05:31:00.5-05:32:00.5

"#]],
    );
    check(
        "mot 05:30:00 60.501\nhai 05:31:00 60",
        str![[r#"
mot airs 05:30:00-05:31:00.501
hai missed 05:31:00, MOT until 05:31:00.501

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:31:00 60",
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:00-05:32:00

"#]],
    );
}

/// Each runs over by 0.3 s and hands it on; the third one finds 0.6 s.
#[test]
fn delays_within_the_half_second_add_up() {
    check(
        "mot 05:30:00 60.3\nhai 05:31:00 60.3\nba 05:32:00 60",
        str![[r#"
mot airs 05:30:00-05:31:00.3
hai airs 05:31:00.3-05:32:00.6
ba missed 05:32:00, HAI until 05:32:00.6

"#]],
    );
}

/// `why` said of the second one that it would air, and it was missed: its patience is too short.
#[test]
fn an_airing_waits_as_long_as_its_grace_and_no_longer() {
    check(
        "mot 05:30:00 60\nhai 05:30:10 20 start 50",
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:00-05:31:20, after MOT

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:10 20 start 49",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:30:59, MOT until 05:31:00

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:10 80 join 50",
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:00-05:31:30, without its first 50s, after MOT

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:10 20 join 50",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:30:29.999, MOT until 05:31:00

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:10 50 join 50",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:30:59.999, MOT until 05:31:00

"#]],
    );
    check(
        "mot 05:30:00 60.4\nhai 05:31:00 50 join 50",
        str![[r#"
mot airs 05:30:00-05:31:00.4
hai airs 05:31:00.4-05:31:50.4

"#]],
    );
}

#[test]
fn the_one_that_waits_comes_before_the_one_that_is_new() {
    check(
        "
        mot 05:30:00 60
        hai 05:30:30 20 start 90
        ba 05:31:00 20
        bon 05:31:20 20
        ",
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:00-05:31:20, after MOT
ba missed 05:31:00, HAI until 05:31:20
bon airs 05:31:20-05:31:40

"#]],
    );
    // A higher priority goes first, and the other goes on waiting.
    check(
        "mot 05:30:00 60\nhai 05:30:30 20 start 90\nba 05:31:00 20 priority",
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:20-05:31:40, after BA
ba airs 05:31:00-05:31:20

"#]],
    );
    check(
        "mot 05:30:00 60\nhai 05:30:30 20 start 40\nba 05:31:00 20 priority",
        str![[r#"
mot airs 05:30:00-05:31:00
hai missed 05:31:10, BA until 05:31:20
ba airs 05:31:00-05:31:20

"#]],
    );
    // A lower priority that waits does not.
    check(
        "mot 05:30:00 60 priority\nhai 05:30:30 20 start 90\nba 05:31:00 20 priority",
        str![[r#"
mot airs 05:30:00-05:31:00
hai airs 05:31:20-05:31:40, after BA
ba airs 05:31:00-05:31:20

"#]],
    );
}
