//! Two airings that meet: both are claimed for a second, and each must still have its own end.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::{air::EngineEvent, asrun::Aired, words::Reason};

/// One that never began.
fn aired() -> Aired {
    Aired {
        airing: String::new(),
        take: 0,
        started_at: None,
        ended_at: None,
        frames_consumed: 0,
        frames_heard: 0,
        frames_total: 480_000,
        output: "none".into(),
        broken_off: None,
    }
}

/// The one on air ends a few tenths into the other's first second, which is too late for an emergency.
#[test]
fn an_emergency_waits_for_no_last_half_second_of_another() {
    let schedule = programme("khan", 10, "at = [\"05:31:00\"]\npriority = \"emergency\"");
    let schedule = schedule + &programme("sang", 10, "at = [\"12:00\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:50.465");
    bench.ask(Ask::Play { programme: "sang".into(), by: None }).unwrap();
    bench.until("2026-12-01 05:32");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cut 9.3 (gave way to `Bản tin khan`)
01 05:31 khan aired 10.0

"#]]
    );
    assert_eq!(bench.rows()[1].start_error_ms, Some(0.0));
}

/// Of what is joined when it is over nothing is left to be heard: it was claimed all the same, and took
/// the next one off the air. That one was armed again at once, and the engine's word on the first time
/// ended the second.
#[test]
fn what_is_over_is_not_joined_and_keeps_nobody_waiting() {
    let schedule = programme("mot", 60, "at = [\"05:30\"]")
        + &programme("noi", 60, "at = [\"05:30\"]\nlate = \"join\"\ngrace = \"5m\"")
        + &programme("hai", 60, "at = [\"05:31:20\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:40");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 noi missed 0.0 (`Bản tin mot` was on air)
01 05:30 mot aired 60.0
01 05:31 hai aired 60.0

"#]]
    );
}

/// The engine may tell the end of the first arming when the second is at work: it once was taken for the
/// second one's, which sounded after its outcome.
#[test]
fn what_was_taken_back_for_another_is_armed_again_when_that_one_is_gone() {
    let schedule =
        programme("dai", 600, "at = [\"12:00\"]") + &programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:40");
    bench.ask(Ask::Play { programme: "dai".into(), by: None }).unwrap();
    bench.until("2026-12-01 05:29:45");
    bench.ask(Ask::Stop { by: None }).unwrap();
    bench.until("2026-12-01 05:29:59.500");
    let airing = "sang@2026-11-30T22:30:00Z".to_owned();
    let why = Some(Reason::Late { seconds: 1 });
    bench.turn(Event::Engine(EngineEvent::Ended(Aired {
        airing,
        take: 1,
        broken_off: why,
        ..aired()
    })));
    bench.until("2026-12-01 05:31");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:29 dai cut 5.3 (stopped by the operator)
01 05:30 sang aired 10.0

"#]]
    );
}

/// A late start and the next programme were claimed in one turn; the first was taken for lost, for its
/// hour was past by long and only the second was remembered.
#[test]
fn a_late_start_just_before_the_next_programme_is_not_lost() {
    let schedule = programme("mot", 600, "at = [\"12:00\"]")
        + &programme("muon", 10, "at = [\"05:30\"]\nlate = \"start\"\ngrace = \"5m\"")
        + &programme("sang", 10, "at = [\"05:32:10\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29");
    bench.power_cut();
    bench.now = at("2026-12-01 05:31:59.700");
    bench.start();
    bench.until("2026-12-01 05:33");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 muon aired 10.0
01 05:32 sang aired 10.0

"#]]
    );
}

#[test]
fn in_the_second_in_which_two_are_claimed_a_person_stops_the_one_that_is_heard() {
    let schedule =
        programme("mot", 60, "at = [\"05:30\"]") + &programme("hai", 60, "at = [\"05:31\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:59.500");
    let stopped = bench.ask(Ask::Stop { by: None });
    assert_eq!(stopped, Ok("Stopped Bản tin mot".into()));
    bench.until("2026-12-01 05:33");
    let log = bench.log();
    assert!(log.contains("hai aired 60.0"), "{log}");
}

#[test]
fn in_that_second_a_doubtful_clock_takes_back_only_the_one_that_is_not_heard_yet() {
    let schedule =
        programme("mot", 60, "at = [\"05:30\"]") + &programme("hai", 60, "at = [\"05:31\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:59.500");
    bench.set_clock("2026-12-01 06:30:59.500", Event::Stepped);
    bench.until("2026-12-01 06:33");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 mot aired 60.0
01 05:31 hai missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)

"#]]
    );
}

/// It was taken for lost, for its hour was past by two minutes, though it had begun.
#[test]
fn what_has_begun_when_the_clock_is_set_is_waited_for() {
    let schedule = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:59.100");
    bench.now = at("2026-12-01 05:30:00.100");
    let told = bench.engine.turn(bench.now);
    bench.set_clock("2026-12-01 05:32:00.100", Event::Stepped);
    for told in told {
        bench.turn(Event::Engine(told));
    }
    bench.until("2026-12-01 05:33");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cut 0.4 (the computer's clock may have been wrong, the station started nothing by itself)

"#]]
    );
}

/// A programme that may start late waited for the air, and as it became free another one was due: the new
/// one took the air, and the first waited again.
#[test]
fn the_airing_that_waits_comes_before_the_new_one() {
    let schedule = programme("mot", 60, "at = [\"05:30\"]")
        + &programme("cho", 60, "at = [\"05:30:30\"]\nlate = \"start\"\ngrace = \"5m\"")
        + &programme("moi", 10, "at = [\"05:31\"]")
        + &programme("khan", 10, "at = [\"05:32\"]\npriority = \"priority\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:40");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 mot aired 60.0
01 05:30 cho aired 60.0
01 05:31 moi missed 0.0 (`Bản tin cho` was on air)
01 05:32 khan aired 10.0

"#]]
    );
}

/// A programme ran on into the quiet hours to its end, and woke the town.
#[test]
fn an_airing_is_silent_on_the_second_at_which_quiet_hours_begin() {
    let quiet = "[hours]\nquiet = [\"21:00-05:00\"]\n";
    let schedule = quiet.to_owned()
        + &programme("toi", 60, "at = [\"20:59:30\"]")
        + &programme("khan", 60, "at = [\"21:30\"]\npriority = \"emergency\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 20:00");
    bench.until("2026-12-01 22:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 20:59 toi cut 29.8 (it falls into the quiet hours 21:00-05:00)
01 21:30 khan aired 60.0

"#]]
    );
    let ended = bench.rows()[0].ended_at.unwrap();
    assert_eq!(ended.to_utc(), at("2026-12-01 20:59:59.800"));
}

/// A station that was started again had a priority programme whose words were frozen, and its clip was gone
/// since: the programme on air was faded out for it, and the town heard neither.
#[test]
fn a_programme_that_cannot_sound_any_more_cuts_no_other() {
    let schedule = programme("dai", 600, "at = [\"05:29:55\"]")
        + &programme("khan", 60, "at = [\"05:30\"]\npriority = \"priority\"")
        + &programme("cung", 10, "at = [\"05:30\"]\nlate = \"start\"\ngrace = \"15m\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:45");
    bench.power_cut();
    fs::remove_file(bench.path().join("audio/tieng-60.wav")).unwrap();
    bench.start();
    bench.until("2026-12-01 05:50");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:29 dai aired 600.0
01 05:30 khan missed 0.0 (there is no clip `tieng-60`)
01 05:30 cung aired 10.0

"#]]
    );
}

/// A doubt of the clock took a priority programme back from the engine; when the clock was right again it was
/// given back only as the other one faded, half a second before its instant: too late for a slow disk.
#[test]
fn a_programme_that_cuts_in_is_armed_ahead_also_after_a_doubt() {
    let schedule = programme("dai", 600, "at = [\"05:29\"]")
        + &programme("khan", 60, "at = [\"05:30\"]\npriority = \"priority\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:40");
    bench.set_clock("2026-12-01 05:34:40", Event::Stepped);
    assert_eq!(bench.station().armed.len(), 1, "{:?}", bench.station().armed);
    bench.set_clock("2026-12-01 05:29:40", Event::Stepped);
    bench.until("2026-12-01 05:29:58");
    assert_eq!(bench.station().armed.len(), 2, "{:?}", bench.station().armed);
    bench.until("2026-12-01 05:35");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:29 dai cut 59.8 (gave way to `Bản tin khan`)
01 05:30 khan aired 60.0

"#]]
    );
}

/// The clock was set past nine in the evening while a programme was on air, and nobody knew why: it was
/// faded out for quiet hours that had not begun.
#[test]
fn a_clock_in_doubt_begins_no_quiet_hours() {
    let quiet = "[hours]\nquiet = [\"21:00-05:00\"]\n";
    let schedule = quiet.to_owned() + &programme("toi", 600, "at = [\"20:55\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 20:00");
    bench.until("2026-12-01 20:56");
    bench.set_clock("2026-12-01 21:30", Event::Stepped);
    bench.until("2026-12-01 21:45");
    bench.set_clock("2026-12-01 21:11", Event::Stepped);
    bench.until("2026-12-01 21:20");
    let row = &bench.rows()[0];
    assert_eq!((row.heard_s, &row.reason), (Some(600.0), &None));
}

/// A programme waited for the air as a person made it a day off: it began all the same when the air was free.
#[test]
fn an_airing_that_waits_does_not_begin_on_what_is_a_day_off_by_then() {
    let schedule = programme("mot", 60, "at = [\"05:30\"]")
        + &programme("cho", 60, "at = [\"05:30:30\"]\nlate = \"start\"\ngrace = \"5m\"");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:40");
    let off = "[[except]]\ndates = \"01/12/2026\"\nprogrammes = \"all\"\nreason = \"Nghỉ\"\n";
    bench.edit(&(schedule + off));
    bench.until("2026-12-01 05:40");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 mot aired 60.0
01 05:30 cho missed 0.0 (an exception in the schedule: Nghỉ)

"#]]
    );
}

/// A person let a programme that was on air run on into quiet hours, and it was faded out as if nobody had.
#[test]
fn quiet_hours_are_those_of_the_schedule_in_force() {
    let schedule = "[hours]\nquiet = [\"21:00-05:00\"]\n".to_owned()
        + &programme("toi", 600, "at = [\"20:55\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 20:00");
    bench.until("2026-12-01 20:56");
    let allow = "[[allow]]\ndates = \"01/12/2026\"\nhours = \"21:00-21:30\"\nprogrammes = [\"toi\"]\n\
        reason = \"Họp dân\"\nordered_by = \"UBND\"\n";
    bench.edit(&(schedule + allow));
    bench.until("2026-12-01 21:20");
    assert_eq!(bench.log(), "01 20:55 toi aired 600.0\n");
}
