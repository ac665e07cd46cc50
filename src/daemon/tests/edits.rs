//! Files edited while the station runs.

use snapbox::{assert_data_eq, str};

use super::*;

#[test]
fn a_new_schedule_takes_over_and_the_old_airings_are_accounted_for() {
    let mut bench = Bench::new(
        &(programme("sang", 10, "at = [\"05:30\"]") + &programme("trua", 10, "at = [\"11:00\"]")),
        "2026-12-01 05:00",
    );
    bench.until("2026-12-01 05:10");
    bench.edit(
        &(programme("sang", 10, "at = [\"05:40\"]") + &programme("trua", 10, "at = [\"11:00\"]")),
    );
    bench.until("2026-12-01 12:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:40 sang aired 10.0
01 11:00 trua aired 10.0

"#]]
    );
}

#[test]
fn any_mistake_keeps_the_whole_old_schedule_on_air() {
    let good = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    let moved = good.replace("05:30", "05:40");
    bench.edit(&(moved + "[[programme]]\nid = \"hong\"\nscrpt = \"x\"\n"));
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
    assert!(bench.said.iter().any(|line| line.contains("old schedule stays on air")));
    let status = bench.station.as_ref().unwrap().status(bench.now).unwrap();
    assert!(status.notices.iter().any(|line| line.contains("schedule.toml:")), "{status:?}");
}

#[test]
fn a_broken_template_keeps_the_scripts_on_air_and_a_mended_one_is_taken_up() {
    let good = programme("sang", 10, "at = [\"05:30\", \"06:00\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    let script = bench.path().join("scripts/dai-10.hbs");
    let itself = "{{> dai-10}}{{#cue \"tieng-10\"}}{{/cue}}";
    fs::write(&script, itself).unwrap();
    bench.edit(&good);
    bench.until("2026-12-01 05:45");
    fs::write(&script, "{{#cue \"tieng-60\"}}{{/cue}}").unwrap();
    bench.edit(&good);
    bench.until("2026-12-01 06:45");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang aired 60.0

"#]]
    );
}

#[test]
fn what_is_armed_keeps_its_words_and_what_is_taken_away_is_not_heard() {
    let good = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:45");
    bench.edit("");
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cancelled 0.0 (the schedule was edited (revision 1 replaced by 2))

"#]]
    );
}

#[test]
fn a_broken_schedule_at_the_start_leaves_the_last_good_one_on_air() {
    let good = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    bench.until("2026-12-01 05:10");
    bench.power_cut();
    bench.write("[[programme\nid = \"hong\"");
    bench.now = at("2026-12-01 05:20");
    bench.start();
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
}

#[test]
fn a_broken_schedule_on_a_new_station_airs_what_is_faultless_in_it() {
    let schedule =
        programme("sang", 10, "at = [\"05:30\"]") + &programme("hong", 10, "at = [\"25:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
}
