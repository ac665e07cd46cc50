//! What was changed while the station was off: the hours of the gap are written from the schedule that
//! was adopted before it, and the new files hold from the start on.

use snapbox::{assert_data_eq, str};

use super::*;

const TWICE: &str = "at = [\"05:30\", \"06:00\"]";

/// A station that loses its power at 05:45 on 1 December and finds `after` when it is back.
fn gap(before: &str, after: &str, back: &str) -> Bench {
    let mut bench = Bench::new(before, "2026-12-01 05:00");
    bench.until("2026-12-01 05:45");
    bench.power_cut();
    bench.write(after);
    bench.now = at(back);
    bench.start();
    bench
}

#[test]
fn a_broken_file_after_a_gap_leaves_the_old_schedule_on_air_until_it_is_mended() {
    let good = programme("sang", 10, TWICE);
    let mut bench = gap(&good, &(good.clone() + "[[programme\n"), "2026-12-02 05:45");
    bench.until("2026-12-02 06:10");
    bench.edit(&programme("sang", 10, "at = [\"06:20\"]"));
    bench.until("2026-12-02 06:30");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 06:00 sang aired 10.0
02 06:20 sang aired 10.0

"#]]
    );
    let revisions: Vec<_> = bench.rows().iter().map(|row| row.schedule_revision.unwrap()).collect();
    assert_eq!(revisions, [1, 1, 1, 1, 2]);
}

#[test]
fn an_older_file_that_comes_back_is_a_new_revision_from_then_on() {
    let older = programme("sang", 10, TWICE);
    let newer = programme("sang", 10, "at = [\"05:40\", \"06:00\"]");
    let mut bench = Bench::new(&older, "2026-12-01 05:00");
    bench.edit(&newer);
    bench.until("2026-12-01 05:45");
    bench.power_cut();
    bench.write(&older);
    bench.now = at("2026-12-02 05:50");
    bench.start();
    bench.until("2026-12-03 05:45");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:40 sang aired 10.0
01 06:00 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 05:40 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 06:00 sang aired 10.0
03 05:30 sang aired 10.0

"#]]
    );
    let revisions: Vec<_> = bench.rows().iter().map(|row| row.schedule_revision.unwrap()).collect();
    assert_eq!(revisions, [2, 2, 2, 3, 3]);
}

#[test]
fn a_programme_renamed_in_a_gap_keeps_its_old_name_before_and_is_another_after() {
    let before = programme("sang", 10, TWICE);
    let renamed = before.replace("Bản tin sang", "Bản tin mới");
    let mut bench = gap(&before, &renamed, "2026-12-01 06:10");
    bench.until("2026-12-02 05:45");
    let titles: Vec<_> = bench.rows().into_iter().map(|row| row.title).collect();
    assert_eq!(titles, ["Bản tin sang", "Bản tin sang", "Bản tin mới"]);

    let mut bench = gap(&before, &programme("moi", 10, TWICE), "2026-12-01 05:50");
    bench.until("2026-12-01 06:10");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 moi aired 10.0

"#]]
    );
}

/// Tokyo is two hours ahead of Việt Nam: its 08:00 is 06:00.
#[test]
fn a_zone_changed_in_a_gap_moves_the_hours_to_come_and_none_that_were() {
    let before = programme("sang", 10, "at = [\"05:30\", \"06:00\", \"08:00\"]");
    let mut bench = gap(&before, &before, "2026-12-02 05:45");
    bench.power_cut();
    let text = fs::read_to_string(bench.path().join("schedule.toml")).unwrap();
    let moved = text.replace("[report]", "timezone = \"Asia/Tokyo\"\n[report]");
    fs::write(bench.path().join("schedule.toml"), moved).unwrap();
    bench.start();
    bench.until("2026-12-02 09:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
01 08:00 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:45:00 01/12/2026)
02 06:00 sang aired 10.0

"#]]
    );
}

/// In 2027 the lunar year begins on 6 February.
#[test]
fn days_off_within_a_gap_are_days_off_and_the_months_border_is_none() {
    let schedule = programme("sang", 10, "at = [\"05:30\"]")
        + "[[except]]\nlunar = \"01/01..03/01\"\nprogrammes = \"all\"\nreason = \"Tết\"\n";
    let mut bench = Bench::new(&schedule, "2027-01-30 05:00");
    bench.until("2027-01-30 06:00");
    bench.power_cut();
    bench.now = at("2027-02-10 05:00");
    bench.start();
    bench.until("2027-02-10 06:00");
    let outcomes: Vec<_> = bench
        .rows()
        .iter()
        .map(|row| {
            format!("{} {}", row.planned_at.unwrap().format("%d"), row.outcome.unwrap().code())
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            "30 aired",
            "31 missed",
            "01 missed",
            "02 missed",
            "03 missed",
            "04 missed",
            "05 missed",
            "06 skipped",
            "07 skipped",
            "08 skipped",
            "09 missed",
            "10 aired",
        ]
    );
}

/// Where clocks change, an hour that does not exist moves to the gap's end, and one that comes twice is
/// the first: also in a gap, once a day.
#[test]
fn a_gap_over_the_change_of_the_clocks_has_each_days_airing_once() {
    let zone =
        HEAD.replace("[report]", "timezone = \"Europe/Berlin\"\n[hours]\nquiet = []\n[report]");
    let text = zone + &programme("dem", 10, "at = [\"02:30\"]");
    for (stop, back, expected) in [
        (
            "2027-03-27T06:00:00Z",
            "2027-03-29T06:00:00Z",
            ["2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"],
        ),
        (
            "2027-10-30T06:00:00Z",
            "2027-11-01T06:00:00Z",
            ["2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"],
        ),
    ] {
        let utc = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let mut bench = Bench::off("", "2026-12-01 05:00");
        fs::write(bench.path().join("schedule.toml"), &text).unwrap();
        bench.now = utc(stop);
        bench.start();
        bench.power_cut();
        bench.now = utc(back);
        bench.start();
        let planned: Vec<_> =
            bench.rows().iter().map(|row| row.planned_at.unwrap().to_utc()).collect();
        assert_eq!(planned, expected.map(utc), "{stop}");
    }
}
