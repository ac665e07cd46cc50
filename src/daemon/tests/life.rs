//! From due to an outcome, when all goes well and when something is in the way.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::asrun::Outcome;

#[test]
fn an_airing_starts_on_the_frame_and_is_heard_to_its_end() {
    let mut bench = Bench::new(&programme("sang", 60, "at = [\"05:30\"]"), "2026-12-01 05:00");
    bench.until("2026-12-01 06:00");
    let row = bench.rows().remove(0);
    assert_eq!(row.outcome.map(Outcome::code), Some("aired"));
    assert_eq!(row.start_error_ms, Some(0.0));
    assert_eq!((row.duration_s, row.heard_s), (Some(60.0), Some(60.0)));
    assert_eq!(row.clips.len(), 1);
    assert_eq!(row.schedule_revision, Some(1));
}

#[test]
fn one_programme_that_cannot_play_delays_no_other() {
    let schedule = programme("hong", 10, "at = [\"05:30\"]").replace("dai-10", "khong-co")
        + &programme("thieu", 10, "at = [\"05:31\"]").replace("dai-10", "thieu-tieng")
        + &programme("tot", 10, "at = [\"05:32\"]");
    let mut bench = Bench::off(&schedule, "2026-12-01 05:00");
    let missing = "{{#cue \"khong-co-tieng\"}}{{/cue}}";
    fs::write(bench.path().join("scripts/thieu-tieng.hbs"), missing).unwrap();
    bench.start();
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 hong missed 0.0 (the script `scripts/khong-co.hbs` has a mistake)
01 05:31 thieu missed 0.0 (there is no clip `khong-co-tieng`)
01 05:32 tot aired 10.0

"#]]
    );
}

#[test]
fn a_rule_that_says_no_is_logged_with_its_reason() {
    let schedule = programme("dem", 10, "at = [\"22:00\"]")
        + &programme("sang", 10, "at = [\"05:30\"]")
        + "[[except]]\ndates = \"02/12/2026\"\nprogrammes = \"all\"\nreason = \"Sửa loa\"\n"
        + "[[programme]]\nid = \"tiep-am\"\nsource = \"elsewhere\"\nlasts = \"30m\"\nat = [\"05:00\"]\n";
    let mut bench = Bench::new(&schedule, "2026-12-01 00:00");
    bench.until("2026-12-02 23:59");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:00 tiep-am - 0.0
01 05:30 sang aired 10.0
01 22:00 dem skipped 0.0 (it falls into the quiet hours 21:00-05:00)
02 05:00 tiep-am skipped 0.0 (an exception in the schedule: Sửa loa)
02 05:30 sang skipped 0.0 (an exception in the schedule: Sửa loa)
02 22:00 dem skipped 0.0 (an exception in the schedule: Sửa loa)

"#]]
    );
}

#[test]
fn programmes_that_meet_are_both_heard_in_full() {
    let schedule = programme("mot", 600, "at = [\"05:30\"]")
        + &programme("hai", 60, "at = [\"05:40\"]")
        + &programme("ba", 60, "at = [\"05:41\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 mot aired 600.0
01 05:40 hai aired 60.0
01 05:41 ba aired 60.0

"#]]
    );
}

#[test]
fn what_comes_while_another_is_on_air_is_missed_or_waits_as_its_policy_says() {
    let schedule = programme("mot", 600, "at = [\"05:30\"]")
        + &programme("bo", 60, "at = [\"05:35\"]")
        + &programme("doi", 60, "at = [\"05:38\"]\nlate = \"start\"\ngrace = \"5m\"")
        + &programme("ngan", 60, "at = [\"05:36\"]\nlate = \"start\"\ngrace = \"1m\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 mot aired 600.0
01 05:35 bo missed 0.0 (`Bản tin mot` was on air)
01 05:36 ngan missed 0.0 (`Bản tin mot` was on air)
01 05:38 doi aired 60.0

"#]]
    );
    let waited = bench.rows().remove(3);
    assert_eq!(waited.start_error_ms.map(f64::round), Some(120_000.0));
}

#[test]
fn a_higher_priority_cuts_in_on_time() {
    let schedule = programme("thuong", 600, "at = [\"05:30\"]")
        + &programme("khan", 60, "at = [\"05:32\"]\npriority = \"emergency\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 thuong cut 119.8 (gave way to `Bản tin khan`)
01 05:32 khan aired 60.0

"#]]
    );
    assert_eq!(bench.rows()[1].start_error_ms, Some(0.0));
}

#[test]
fn without_a_device_everything_is_missed_and_says_why() {
    let schedule = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::off(&schedule, "2026-12-01 05:00");
    bench.hearing = Hearing { output: "missing".into(), heard: false };
    bench.start();
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (there is no sound card: nobody could hear it)

"#]]
    );
}
