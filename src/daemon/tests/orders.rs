//! What a person asks for.

use super::*;
use crate::asrun::{Origin, Outcome};

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
    assert_eq!(row.reason.as_deref(), Some("operator"));
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
    let mut bench = Bench::new(&schedule, "2026-12-01 07:00");
    assert_eq!(bench.ask(Ask::Hello), Ok("On air: Bản tin ngan".into()));
    let mut night = Bench::new(&schedule, "2026-12-01 23:00");
    assert!(night.ask(Ask::Hello).unwrap_err().contains("quiet hours"));
    assert!(night.engine.is_idle());
}

#[test]
fn a_play_counts_apart_and_leaves_the_plan_alone() {
    let mut bench = Bench::new(&programme("nhac", 10, "at = [\"10:00\"]"), "2026-12-01 09:00");
    bench.ask(play("nhac")).unwrap();
    bench.until("2026-12-01 11:00");
    let origins: Vec<_> = bench.rows().into_iter().map(|row| row.origin).collect();
    assert_eq!(origins, [Origin::Operator, Origin::Schedule]);
}
