//! Doubtful hours: silence, a question, `clock_wrong` in the log, and on again by itself.

use snapbox::{assert_data_eq, str};

use super::*;

const EVERY_MORNING: &str = "at = [\"05:30\", \"06:00\"]";

impl Bench {
    pub(super) fn notices(&self) -> String {
        self.station.as_ref().unwrap().status(self.now).unwrap().notices.join("\n")
    }

    fn acts(&self) -> Vec<String> {
        let store = Store::open_to_read(&self.path().join("data/loa.db")).unwrap();
        let sql = "SELECT json_extract(body, '$.act.what.code') FROM entry WHERE kind = 'act'";
        let mut acts = store.connection().prepare(sql).unwrap();
        let acts = acts.query_map([], |row| row.get(0)).unwrap();
        acts.collect::<Result<_, _>>().unwrap()
    }
}

pub(super) fn confirm() -> Ask {
    Ask::Clock { by: Some("trực".into()) }
}

#[test]
fn a_station_that_wakes_up_years_off_is_silent_until_the_clock_is_right() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:45");
    bench.power_cut();
    bench.now = at("2010-01-01 05:29");
    bench.start();
    bench.until("2010-01-01 05:31");
    assert!(bench.engine.is_idle(), "nothing starts at a doubtful hour");
    assert_data_eq!(
        bench.said.split_off(2).join("\n"),
        str![
            "The computer's clock may be wrong, the station starts nothing by itself: the computer's clock shows a time before this program was made\nThe computer shows 05:29 on 01/01/2010. If that is right, type loa clock ok; if not, set its date and time. The station then goes on by itself"
        ]
    );
    assert!(bench.ask(confirm()).unwrap_err().contains("cannot be right"), "not even by a person");
    bench.set_clock("2026-12-01 06:30", Event::Stepped);
    bench.until("2026-12-02 05:31");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
02 05:30 sang aired 10.0

"#]]
    );
}

/// It ran for seven hours past its last sign of life, and was no more right than before.
#[test]
fn a_clock_that_is_hours_behind_does_not_become_right_by_running_on() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 04:00");
    bench.until("2026-12-01 05:00");
    bench.power_cut();
    bench.now = at("2026-11-30 22:00");
    bench.start();
    bench.until("2026-12-01 05:35");
    assert!(bench.notices().contains("trước lần ghi cuối của đài"), "{}", bench.notices());
    assert_eq!(bench.log(), "");
    bench.set_clock("2026-12-01 12:35", Event::Synchronised);
    assert_eq!(bench.notices(), "");
    bench.until("2026-12-02 05:31");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
01 06:00 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
02 05:30 sang aired 10.0

"#]]
    );
}

#[test]
fn a_step_of_an_hour_is_doubtful_and_a_person_can_say_that_it_is_right() {
    let schedule = programme("sang", 10, "at = [\"08:00\", \"09:30\", \"10:30\", \"11:00\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 07:00");
    bench.until("2026-12-01 09:00");
    bench.set_clock("2026-12-01 10:00", Event::Stepped);
    bench.until("2026-12-01 10:45");
    assert!(bench.notices().contains("nhảy tới 60 phút"), "{}", bench.notices());
    assert!(bench.notices().contains("10:45 ngày 01/12/2026"), "{}", bench.notices());
    // By the clock that nobody set it is 09:45: only what is past by both is missed for certain.
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 08:00 sang aired 10.0
01 09:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)

"#]]
    );
    assert!(bench.ask(confirm()).unwrap().contains("goes on"));
    bench.until("2026-12-01 12:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 08:00 sang aired 10.0
01 09:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
01 10:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
01 11:00 sang aired 10.0

"#]]
    );
    assert_eq!(bench.acts(), ["act-started", "act-clock-step", "act-clock-confirmed"]);
}

#[test]
fn a_clock_that_comes_back_by_itself_has_cost_only_what_fell_into_the_doubt() {
    let schedule = programme("sang", 10, "at = [\"09:10\", \"09:30\", \"10:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 08:00");
    bench.until("2026-12-01 09:00");
    bench.set_clock("2026-12-01 10:00", Event::Stepped);
    bench.until("2026-12-01 10:15");
    bench.set_clock("2026-12-01 09:15:20", Event::Stepped);
    assert_eq!(bench.notices(), "");
    bench.until("2026-12-01 11:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 09:10 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
01 09:30 sang aired 10.0
01 10:30 sang aired 10.0

"#]]
    );
}

#[test]
fn a_clock_set_back_plays_nothing_twice_and_nothing_while_it_is_doubtful() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:45");
    bench.set_clock("2026-12-01 05:00", Event::Stepped);
    bench.until("2026-12-01 05:40");
    assert!(bench.notices().contains("lùi lại 45 phút"), "{}", bench.notices());
    bench.ask(confirm()).unwrap();
    bench.until("2026-12-01 07:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang aired 10.0

"#]]
    );
}

/// The computer ran seven hours ahead from the start, with no sign of it; then the network came.
#[test]
fn the_network_corrects_a_clock_that_ran_ahead_and_the_hours_come_again() {
    let schedule = programme("dem", 10, "at = [\"22:00\"]") + &programme("sang", 10, EVERY_MORNING);
    let schedule = format!("[hours]\nquiet = []\n{schedule}");
    let mut bench = Bench::new(&schedule, "2026-12-02 04:00");
    bench.until("2026-12-02 05:45");
    bench.set_clock("2026-12-01 21:45", Event::Synchronised);
    bench.until("2026-12-02 07:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 22:00 dem aired 10.0
02 05:30 sang aired 10.0
02 06:00 sang aired 10.0

"#]]
    );
    let rows = bench.rows();
    let started = |at: usize| rows[at].started_at.unwrap().to_utc();
    assert_eq!(started(1), at("2026-12-02 05:30"), "once, by the wrong clock");
    assert_eq!(rows.len(), 3, "nothing twice");
    assert_eq!(bench.acts(), ["act-started", "act-clock-step"]);
    bench.power_cut();
    bench.start();
    assert_eq!(bench.notices(), "", "the signs of life from ahead are not held against it");
}

#[test]
fn a_time_server_that_sets_the_clock_forward_leaps_over_hours_for_a_reason() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:15");
    bench.set_clock("2026-12-01 05:35", Event::Synchronised);
    bench.until("2026-12-01 06:30");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (the computer's clock was set forward by 1200 seconds, past this hour)
01 06:00 sang aired 10.0

"#]]
    );
}

#[test]
fn half_a_minute_is_a_small_correction() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:20");
    bench.set_clock("2026-12-01 05:29:50", Event::Stepped);
    bench.until("2026-12-01 05:59:45");
    bench.set_clock("2026-12-01 05:59:30", Event::Stepped);
    bench.until("2026-12-01 06:30");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang aired 10.0

"#]]
    );
    assert!(bench.rows().iter().all(|row| row.start_error_ms == Some(0.0)));
}

#[test]
fn what_is_on_air_when_the_clock_steps_is_heard_to_its_end() {
    for to in ["2026-12-01 06:32", "2026-12-01 04:32"] {
        let schedule = programme("sang", 600, "at = [\"05:30\"]");
        let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
        bench.until("2026-12-01 05:32");
        bench.set_clock(to, Event::Stepped);
        bench.now += later(1);
        bench.turn(Event::Look);
        let now = bench.now;
        let on_air = bench.station().status(now).unwrap().on_air.unwrap();
        assert_eq!(on_air.ends_at.to_utc() - bench.now, later(8 * 60 - 1), "{to}");
        let end = bench.now + later(600);
        while bench.now < end {
            bench.now += later(1);
            bench.turn(Event::Look);
        }
        let row = bench.rows().remove(0);
        assert_eq!((row.outcome.unwrap().code(), row.heard_s), ("aired", Some(600.0)), "{to}");
        assert_eq!((row.start_error_ms, row.duration_s), (Some(0.0), Some(600.0)), "{to}");
    }
}

#[test]
fn what_was_armed_or_claimed_when_the_clock_stepped_is_not_heard() {
    for before in ["2026-12-01 05:29:45", "2026-12-01 05:29:59.500"] {
        let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
        bench.until(before);
        assert!(!bench.engine.is_idle());
        bench.set_clock("2026-12-01 06:20", Event::Stepped);
        bench.until("2026-12-01 06:25");
        assert_data_eq!(
            bench.log(),
            str![[r#"
01 05:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)

"#]]
        );
    }
}

#[test]
fn a_person_and_an_emergency_are_heard_at_a_doubtful_hour_and_nobody_else() {
    let schedule = programme("sang", 10, EVERY_MORNING)
        + &programme("khan", 10, "at = [\"05:40\"]\npriority = \"emergency\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 04:00");
    bench.set_clock("2026-12-01 05:00", Event::Stepped);
    bench.until("2026-12-01 05:45");
    let play = Ask::Play { programme: "sang".into(), by: None };
    assert!(bench.ask(play).is_ok());
    assert!(bench.ask(Ask::Hello).is_err(), "nobody asked for that");
    bench.until("2026-12-01 05:59");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:40 khan aired 10.0
01 05:45 sang aired 10.0

"#]]
    );
    let beat = crate::asrun::last_beat(bench.station().store().connection()).unwrap().unwrap();
    assert_eq!(beat.at, at("2026-12-01 04:00"), "a doubtful clock gives no sign of life");
}

/// The report of December is not sent on the word of a clock that leapt into January.
#[test]
fn no_report_leaves_at_a_doubtful_hour() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-10 04:00");
    bench.set_clock("2027-01-05 09:00", Event::Stepped);
    bench.until("2027-01-05 10:00");
    let outbox = bench.path().join("data/outbox");
    assert!(!outbox.exists(), "{outbox:?}");
    bench.set_clock("2026-12-10 05:00", Event::Stepped);
    assert_eq!(bench.notices(), "");
    assert!(!outbox.exists());
}

/// An hour was missed that the engine was about to begin: it keeps the hour of what has not begun.
#[test]
fn what_is_claimed_when_the_clock_is_set_back_a_little_begins_at_its_hour() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:59.500");
    bench.set_clock("2026-12-01 05:29:15", Event::Stepped);
    bench.until("2026-12-01 05:31");
    assert_eq!(bench.log(), "01 05:30 sang aired 10.0\n");
    assert_eq!(bench.rows()[0].start_error_ms, Some(0.0));
}

/// By a doubtful clock an edit would plan hours that nobody planned, and stand in the log with a date
/// that never was.
#[test]
fn an_edit_at_a_doubtful_hour_is_taken_up_when_the_clock_is_right() {
    let mut bench = Bench::new(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.until("2026-12-01 05:40");
    bench.set_clock("2026-12-01 04:40", Event::Stepped);
    let schedule =
        programme("sang", 10, EVERY_MORNING) + &programme("moi", 10, "at = [\"05:10\", \"05:50\"]");
    bench.edit(&schedule);
    assert!(bench.said.iter().any(|said| said.contains("used once it is right")));
    bench.until("2026-12-01 04:45");
    assert_eq!(bench.log(), "01 05:30 sang aired 10.0\n");
    bench.set_clock("2026-12-01 05:45", Event::Stepped);
    bench.until("2026-12-01 06:30");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 05:50 moi aired 10.0
01 06:00 sang aired 10.0

"#]]
    );
    let revision = crate::asrun::latest(bench.station().store().connection()).unwrap().unwrap();
    assert_eq!(revision.adopted_at, at("2026-12-01 05:45"));
}

/// The station plans a day ahead; what came after was never written down, and lost without a word.
#[test]
fn a_doubt_of_three_days_is_accounted_for_by_the_schedule_of_before() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 05:00");
    bench.until("2026-12-01 05:10");
    bench.set_clock("2026-12-01 05:20", Event::Stepped);
    bench.edit(&programme("moi", 10, "at = [\"05:40\"]"));
    bench.until("2026-12-04 05:35");
    bench.ask(confirm()).unwrap();
    bench.until("2026-12-04 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
02 05:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
03 05:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
04 05:30 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
04 05:40 moi aired 10.0

"#]]
    );
}

#[test]
fn a_schedule_edited_in_a_sleep_of_three_days_was_not_on_air_in_them() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 05:00");
    bench.until("2026-12-01 05:10");
    bench.now = at("2026-12-04 05:35");
    bench.edit(&programme("moi", 10, "at = [\"05:40\"]"));
    bench.until("2026-12-04 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (259500 seconds past its time)
02 05:30 sang missed 0.0 (173100 seconds past its time)
03 05:30 sang missed 0.0 (86700 seconds past its time)
04 05:30 sang missed 0.0 (300 seconds past its time)
04 05:40 moi aired 10.0

"#]]
    );
}
