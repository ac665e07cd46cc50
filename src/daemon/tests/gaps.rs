//! Power cuts, stops, and everything else that leaves a gap.

use snapbox::{assert_data_eq, str};

use super::*;

const EVERY_MORNING: &str = "at = [\"05:30\", \"06:00\"]";

#[test]
fn a_power_cut_in_the_middle_is_cut_and_never_started_again() {
    let mut bench = Bench::new(&programme("sang", 600, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:34:00.500");
    bench.power_cut();
    bench.now = at("2026-12-01 05:35");
    bench.start();
    bench.until("2026-12-01 07:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cut 240.0 (the power failed, or the computer or the program was cut off, from 05:34:00 01/12/2026)
01 06:00 sang aired 600.0

"#]]
    );
}

#[test]
fn hours_without_power_are_written_from_the_schedule_adopted_then() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:45");
    bench.power_cut();
    bench.write(&programme("khac", 10, "at = [\"06:10\"]"));
    bench.now = at("2026-12-03 06:05");
    bench.start();
    bench.until("2026-12-03 07:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 06:00 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
03 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
03 06:00 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
03 06:10 khac aired 10.0

"#]]
    );
}

#[test]
fn a_stop_in_good_order_fades_out_and_says_so() {
    let mut bench = Bench::new(&programme("sang", 600, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:31");
    bench.turn(Event::Stop);
    bench.until("2026-12-01 05:31:02");
    bench.power_cut();
    bench.now = at("2026-12-01 08:00");
    bench.start();
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cut 60.3 (the station was stopped)
01 06:00 sang missed 0.0 (the station's program did not run, from 05:31:00 01/12/2026)

"#]]
    );
}

/// A flat battery after a power cut, and the operator stops the station to set the clock: the log blamed
/// the stop for what the power had cut.
#[test]
fn a_stop_at_a_doubtful_hour_is_not_to_blame_for_what_the_power_cut() {
    let mut bench = Bench::new(&programme("sang", 600, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:34:00.500");
    bench.power_cut();
    bench.now = at("2010-01-01 00:01");
    bench.start();
    bench.turn(Event::Stop);
    assert!(bench.quit);
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cut 240.0 (the power failed, or the computer or the program was cut off, from 05:34:00 01/12/2026)

"#]]
    );
}

/// The end of what was on air could not be written down at once. When it could, it ended the run, and the
/// event at hand ended it again: the log had two stops.
#[test]
fn a_station_stops_once() {
    let mut bench = Bench::new(&programme("sang", 600, EVERY_MORNING), "2026-12-01 05:00");
    bench.turn(Event::Stop);
    assert!(bench.quit);
    bench.turn(Event::Look);
    bench.turn(Event::Stop);
    let sql = "SELECT count(*) FROM entry WHERE body LIKE '%act-stopped%'";
    let count = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
    let stops = bench.station().store().connection().query_row(sql, [], count).unwrap();
    assert_eq!(stops, 1);
}

#[test]
fn what_was_armed_when_the_station_stopped_plays_if_it_is_back_in_time() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:40");
    bench.turn(Event::Stop);
    bench.power_cut();
    bench.now += later(10);
    bench.start();
    bench.until("2026-12-01 05:45");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
}

#[test]
fn a_late_policy_joins_or_starts_after_a_power_cut() {
    let schedule = programme("bo", 60, "at = [\"05:30\"]")
        + &programme("vao-giua", 600, "at = [\"05:31\"]\nlate = \"join\"\ngrace = \"5m\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:10");
    bench.power_cut();
    bench.now = at("2026-12-01 05:33");
    bench.start();
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 bo missed 0.0 (the power failed, or the computer or the program was cut off, from 05:10:00 01/12/2026)
01 05:31 vao-giua cut 480.0 (joined 120 seconds late)

"#]]
    );
}

#[test]
fn an_airing_that_the_player_has_lost_ends_all_the_same() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:05");
    bench.engine = engine(bench.now, &bench.hearing);
    bench.until("2026-12-01 06:30");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cut 5.0 (the station's program failed while playing)
01 06:00 sang aired 10.0

"#]]
    );
}

/// A power cut in the second between claim and first frame, and the power back within it: the airing
/// had its outcome, and the plan of the new run found its hour still to come.
#[test]
fn an_airing_lost_between_claim_and_start_is_missed_and_not_planned_again() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:59.200");
    bench.power_cut();
    bench.now = at("2026-12-01 05:29:59.700");
    bench.start();
    bench.until("2026-12-01 06:30");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:29:59 01/12/2026)
01 06:00 sang aired 10.0

"#]]
    );
}

/// It slept through an end of its own: the engine tells it late, and nobody says that it failed.
#[test]
fn a_computer_that_sleeps_says_so_and_goes_on() {
    let schedule =
        programme("sang", 60, EVERY_MORNING) + &programme("tin", 10, "at = [\"05:40\", \"06:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:20");
    bench.now = at("2026-12-01 06:10");
    bench.turn(Event::Slept(later(2380)));
    bench.until("2026-12-01 07:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 60.0
01 05:40 tin missed 0.0 (the computer slept or hung from 05:30:20 01/12/2026, the station could not run)
01 06:00 sang missed 0.0 (the computer slept or hung from 05:30:20 01/12/2026, the station could not run)
01 06:30 tin aired 10.0

"#]]
    );
    assert!(bench.said.iter().any(|said| said.contains("slept or hung for 2380 seconds")));
}
