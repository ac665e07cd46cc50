//! What a planned airing wants, by the rules of its schedule.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    plan::{
        Airing, Known, State, plan,
        precedence::Contender,
        tests::{at, schedule},
    },
    schedule::{Late, Priority, Schedule},
    words::Reason,
};

const PROGRAMMES: &str = r#"
[[programme]]
id = "tin"
script = "x"
at = ["20:50", "22:00"]
late = "start"
grace = "30m"
[[programme]]
id = "khan"
script = "x"
at = ["20:50"]
priority = "emergency"
[[programme]]
id = "tiep"
source = "elsewhere"
lasts = "30m"
at = ["11:00"]
[[except]]
dates = "02/12/2026"
programmes = ["khan"]
reason = "x"
"#;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn wanted(schedule: &Schedule, id: &str, planned: &str) -> (Airing, Option<Contender>) {
    let airings = plan(schedule, &Known::default(), at(planned), at(planned) + MINUTE);
    let airing = airings.into_iter().find(|it| it.programme == id).unwrap();
    let contender = Contender::of(schedule, &airing, airing.key(), Some(MINUTE * 15));
    (airing, contender)
}

#[test]
fn only_recorded_airings_that_nothing_keeps_off_want_the_air() {
    let schedule = schedule(PROGRAMMES);
    let wants = |id, planned| wanted(&schedule, id, planned).1.is_some();
    assert!(wants("tin", "2026-12-01T20:50"));
    assert!(!wants("tin", "2026-12-01T22:00"), "quiet hours");
    assert!(!wants("khan", "2026-12-02T20:50"), "a day off");
    assert!(!wants("tiep", "2026-12-01T11:00"), "other equipment");
    let (airing, contender) = wanted(&schedule, "tin", "2026-12-01T20:50");
    let held =
        Airing { state: State::Held(Reason::ClipStale { clip: "loi".into() }), ..airing.clone() };
    assert_eq!(Contender::of(&schedule, &held, held.key(), Some(MINUTE)), None);
    let sounds =
        |length| Contender::of(&schedule, &airing, airing.key(), length).unwrap().can_sound;
    assert!(contender.unwrap().can_sound && !sounds(None) && !sounds(Some(TimeDelta::zero())));
}

#[test]
fn the_rules_that_it_may_meet_are_known_beforehand() {
    let schedule = schedule(PROGRAMMES);
    let borders = |it: &Contender| -> [Option<DateTime<Utc>>; 2] {
        [&it.forbidden, &it.quiet].map(|border| border.as_ref().map(|border| border.at))
    };
    let (_, tin) = wanted(&schedule, "tin", "2026-12-01T20:50");
    let tin = tin.unwrap();
    let night = Some(at("2026-12-01T21:00"));
    assert_eq!((tin.late, borders(&tin)), (Late::Start { grace: MINUTE * 30 }, [night, night]));
    let (airing, khan) = wanted(&schedule, "khan", "2026-12-01T20:50");
    assert_eq!(borders(&khan.unwrap()), [None, None]);
    // What is left of an emergency is none: it keeps the quiet hours.
    let made_good = Airing { priority: Priority::Normal, ..airing };
    let key = made_good.key() + "+makegood";
    let made_good = Contender::of(&schedule, &made_good, key, Some(MINUTE * 15)).unwrap();
    assert_eq!(borders(&made_good), [None, night], "it does not wait, but runs into them");
}
