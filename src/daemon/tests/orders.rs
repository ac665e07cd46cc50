//! What a person asks for.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::asrun::{Correction, Declaration, Origin, Outcome};

fn play(id: &str) -> Ask {
    Ask::Play { programme: id.into(), by: Some("trực".into()) }
}

#[test]
fn a_person_puts_a_programme_on_air_and_takes_it_off_again() {
    let schedule =
        programme("sang", 600, "at = [\"05:30\"]") + &programme("nhac", 10, "at = [\"10:00\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 07:00");
    assert_eq!(bench.ask(play("sang")), Ok("On air: Bản tin sang".into()));
    bench.until("2026-12-01 07:01");
    assert_eq!(
        bench.ask(play("nhac")),
        Err("Bản tin sang is on air; wait for its end, or stop it first".into())
    );
    assert_eq!(bench.ask(Ask::Stop { by: None }), Ok("Stopped Bản tin sang".into()));
    bench.until("2026-12-01 07:02");
    let row = bench.rows().remove(0);
    assert_eq!((row.planned_at, row.by.as_deref()), (None, Some("trực")));
    assert_eq!(row.outcome.map(Outcome::code), Some("cut"));
    assert_eq!(row.reason, Some(Reason::Operator));
    assert_eq!(bench.ask(Ask::Stop { by: None }), Err("Nothing is on air".into()));
}

#[test]
fn a_programme_that_is_not_there_is_answered_with_those_that_are() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 07:00");
    let answer = bench.ask(play("sagn")).unwrap_err();
    assert_eq!(answer, "There is no programme named `sagn`. There are: sang");
}

#[test]
fn hello_is_the_shortest_programme_and_keeps_quiet_at_night() {
    let schedule =
        programme("dai", 600, "at = [\"05:30\"]") + &programme("ngan", 10, "at = [\"10:00\"]");
    let sample = |now| {
        let bench = Bench::off(&schedule, now);
        let path = bench.path().join("schedule.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace(" phường Thử", "")).unwrap();
        bench.on()
    };
    let mut bench = sample("2026-12-01 07:00");
    assert_eq!(bench.ask(Ask::Hello), Ok("On air: Bản tin ngan".into()));
    let mut night = sample("2026-12-01 23:00");
    assert!(night.ask(Ask::Hello).unwrap_err().contains("quiet hours"));
    assert!(night.engine.is_idle());
    let mut real = Bench::new(&schedule, "2026-12-01 07:00");
    assert!(real.ask(Ask::Hello).unwrap_err().contains("only the sample"));
    assert!(real.engine.is_idle(), "a real street hears nothing that is not planned");
}

/// The sample's greeting was counted in the first report of the station that was made from it.
#[test]
fn hello_is_in_the_log_and_in_no_report() {
    let schedule = programme("ngan", 10, "topic = \"Đề án 06\"\nat = [\"10:00\"]");
    let mut bench = Bench::off(&schedule, "2026-11-30 07:00");
    let path = bench.path().join("schedule.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace(" phường Thử", "")).unwrap();
    bench.start();
    bench.ask(Ask::Hello).unwrap();
    bench.until("2026-11-30 09:00");
    bench.edit(&schedule);
    bench.ask(play("ngan")).unwrap();
    bench.until("2026-12-01 07:00");
    assert_eq!(bench.rows().iter().filter(|row| row.origin == Origin::Operator).count(), 2);
    let month = crate::report::Month::parse("2026-11").unwrap();
    let station = bench.station();
    let standing =
        standing(&station.store, station.schedule(), month, at("2026-12-01 07:00"), true);
    let (_, papers) =
        papers_of(&station.store, &station.folder, &standing.unwrap(), Lang::Vi).unwrap();
    assert_eq!(papers.figures.apart.operator.aired, 1, "what a person asked for");
    assert_eq!(papers.figures.total.aired, 1);
}

#[test]
fn a_play_counts_apart_and_leaves_the_plan_alone() {
    let mut bench = Bench::new(&programme("nhac", 10, "at = [\"10:00\"]"), "2026-12-01 09:00");
    bench.ask(play("nhac")).unwrap();
    bench.until("2026-12-01 11:00");
    let origins: Vec<_> = bench.rows().into_iter().map(|row| row.origin).collect();
    assert_eq!(origins, [Origin::Operator, Origin::Schedule]);
}

#[test]
fn a_correction_of_a_reported_month_makes_the_next_revision_and_a_note_none() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-11-29 00:00");
    // The period is over, but the day of sending has not come.
    bench.until("2026-12-01 00:00:01");
    let report = || Ask::Report { month: "2026-11".into() };
    bench.ask(report()).unwrap();
    let airing = bench.rows()[0].airing.clone();
    let note = Correction {
        airing: airing.clone(),
        by: "Lan".into(),
        why: "loa cụm 3 rè".into(),
        ..Correction::default()
    };
    assert!(bench.ask(Ask::Correct(note.clone())).unwrap().contains("note"));
    assert!(bench.ask(report()).unwrap().contains("not sent again"));
    let off = Correction { outcome: Some(Outcome::Missed), ..note };
    assert!(bench.ask(Ask::Correct(off.clone())).unwrap().contains("was corrected"));
    assert!(bench.ask(report()).unwrap().contains("revision 2"));
    let unknown = Correction { airing: "sang".into(), ..off };
    assert!(bench.ask(Ask::Correct(unknown)).unwrap_err().contains("no airing with the key"));
    let log = bench.log();
    let corrected = "29 05:30 sang missed 0.0 (corrected by the operator: loa cụm 3 rè)";
    assert_eq!(log.lines().next(), Some(corrected), "{log}");
}

#[test]
fn what_is_declared_has_its_programmes_title_and_is_never_aired() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 07:00");
    let declaration = Declaration {
        programme: "sang".into(),
        title: String::new(),
        topic: String::new(),
        at: at("2026-12-01 05:30"),
        lasts_s: 600,
        by: "Lan".into(),
        why: "mất điện, đọc bằng máy nổ".into(),
        utilities: Vec::new(),
    };
    assert!(bench.ask(Ask::Declare(declaration.clone())).unwrap().contains("Bản tin sang"));
    let row = bench.rows().remove(0);
    assert_eq!((row.outcome, row.title.as_str()), (None, "Bản tin sang"));
    let other = Declaration { programme: "trua".into(), ..declaration.clone() };
    assert!(bench.ask(Ask::Declare(other)).unwrap_err().contains("no programme named"));
    let spoken = Declaration { utilities: vec!["x".into()], ..declaration };
    assert!(bench.ask(Ask::Declare(spoken)).unwrap_err().contains("no utility `x`"));
}

/// The answer to a person whose wish the disk did not take went to whoever asked next.
#[test]
fn whoever_asks_while_the_store_fails_is_answered() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 07:00");
    let broken =
        "CREATE TRIGGER full BEFORE INSERT ON airing BEGIN SELECT RAISE(ABORT, 'disk full'); END";
    bench.station().store().connection().execute_batch(broken).unwrap();
    let now = bench.now;
    let (actions, done) = bench.station().turn(now, Event::Asked(7, play("sang")));
    assert!(done.is_err());
    let answers = actions.iter().filter(|action| matches!(action, Action::Answer(7, Err(_))));
    assert_eq!(answers.count(), 1);
}

/// What was open from before the start got its end when the clock was believed; what a person had put on
/// air since then got one too, in the middle, and sounded on.
#[test]
fn what_a_person_plays_before_the_clock_is_believed_is_logged_to_its_end() {
    let schedule = programme("sang", 60, "at = [\"05:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:20");
    bench.power_cut();
    bench.now = at("2026-12-01 04:00");
    bench.start();
    bench.ask(Ask::Play { programme: "sang".into(), by: None }).unwrap();
    bench.until("2026-12-01 04:00:20");
    bench.ask(Ask::Clock { by: None }).unwrap();
    bench.until("2026-12-01 04:02");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 04:00 sang aired 60.0
01 05:30 sang cut 20.0 (the power failed, or the computer or the program was cut off, from 05:30:20 01/12/2026)

"#]]
    );
}
