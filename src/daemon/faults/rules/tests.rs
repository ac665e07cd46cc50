//! Each rule sees what breaks it: an event is made up, and the rules that it breaks are named.

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    asrun::{Beat, Origin, Verdict},
    clock::RELEASED,
    daemon::faults::{
        doubt::Doubt,
        entry::{Logged, Row},
        scene::Sounded,
    },
    plan::{self, Airing, Known},
    schedule::{self, Priority},
};

const SECOND: TimeDelta = TimeDelta::seconds(1);
const KEY: &str = "tin@2026-12-01T05:30:00Z";

/// Half past five on a quiet day of the seeds.
fn now() -> DateTime<Utc> {
    RELEASED + TimeDelta::days(30) + TimeDelta::minutes(330)
}

/// A calm scene.
fn scene() -> Scene {
    let mut scene = Scene::new(now() - TimeDelta::hours(5), now() + TimeDelta::hours(1), false);
    scene.calm.end(now() - TimeDelta::hours(4));
    scene.real = now();
    scene
}

/// The codes of the rules that an event breaks.
fn broken(scene: &Scene, seen: &Seen<'_>) -> Vec<&'static str> {
    let broken = RULES.iter().filter(|rule| !(rule.broken_by)(scene, seen).is_empty());
    broken.map(|rule| rule.code).collect()
}

fn row(phase: &str) -> Row {
    Row {
        key: KEY.to_owned(),
        phase: phase.to_owned(),
        at: now() + SECOND,
        over_at: now() + SECOND,
        frames: 0,
        origin: Origin::Schedule,
        priority: Priority::Normal,
    }
}

/// An entry of an airing of 480,000 frames that starts now.
fn logged(outcome: &str, reason: &str, heard: u64) -> Logged {
    let reason = if reason.is_empty() {
        "null".to_owned()
    } else {
        format!("{{\"code\":\"{reason}\",\"args\":{{}}}}")
    };
    let at = now().timestamp_micros();
    let body = format!(
        "{{\"airing\":\"{KEY}\",\"kind\":\"recorded\",\"origin\":\"schedule\",\"priority\":\"normal\",\
         \"outcome\":\"{outcome}\",\"reason\":{reason},\"planned_us\":{at},\"started_us\":{at},\
         \"frames\":{heard},\"frames_heard\":{heard},\"frames_total\":480000}}"
    );
    serde_json::from_str(&body).unwrap()
}

/// A scene in which so many frames of the airing were heard.
fn sounded(heard: u64) -> Scene {
    let mut scene = scene();
    let sounded =
        Sounded { priority: Priority::Normal, from: now(), until: now(), consumed: heard, heard };
    scene.sounded.insert(KEY.to_owned(), sounded);
    scene
}

#[test]
fn a_claim_is_on_disk_a_second_ahead_at_most_and_not_in_doubt() {
    let claim =
        |scene: &Scene, row: Option<&Row>| broken(scene, &Seen::Claimed { airing: KEY, row });
    assert_eq!(claim(&scene(), Some(&row("claimed"))), [""; 0]);
    assert_eq!(claim(&scene(), Some(&row("armed"))), ["rule-claim"]);
    assert_eq!(claim(&scene(), None), ["rule-claim"]);
    let early = Row { at: now() + SECOND * 2, ..row("claimed") };
    assert_eq!(claim(&scene(), Some(&early)), ["rule-claim"]);
    let mut doubted = scene();
    doubted.doubt = Doubt::Behind;
    assert_eq!(claim(&doubted, Some(&row("claimed"))), ["rule-claim-in-doubt"]);
    let emergency = Row { priority: Priority::Emergency, ..row("claimed") };
    assert_eq!(claim(&doubted, Some(&emergency)), [""; 0]);
    let by_hand = Row { origin: Origin::Operator, ..row("claimed") };
    assert_eq!(claim(&doubted, Some(&by_hand)), [""; 0]);
}

#[test]
fn a_doubt_needs_a_reason_and_a_reason_a_doubt() {
    let beat = |at| Some(Beat { at, stopped: false });
    let turned = |doubts, beat| Seen::Turned { open: &[], beat, doubts };
    let mut doubted = scene();
    doubted.doubt = Doubt::Set(TimeDelta::hours(1));
    assert_eq!(broken(&scene(), &turned(true, None)), ["rule-doubt"]);
    assert_eq!(broken(&doubted, &turned(true, None)), [""; 0]);
    assert_eq!(broken(&doubted, &turned(false, None)), ["rule-no-doubt"]);
    assert_eq!(broken(&doubted, &turned(true, beat(now()))), ["rule-sign-of-life"]);
    assert_eq!(broken(&scene(), &turned(false, beat(now() + SECOND))), ["rule-sign-of-life"]);
    assert_eq!(broken(&scene(), &turned(false, beat(now()))), [""; 0]);
}

#[test]
fn an_airing_on_air_is_written_down_every_second_and_ends() {
    let open = |row| [row];
    let turned = |open: &[Row], scene: &Scene| {
        broken(scene, &Seen::Turned { open, beat: None, doubts: false })
    };
    let past = Row { at: now() - SECOND * 60, over_at: now() - SECOND * 50, ..row("claimed") };
    let mut on_air = sounded(480_000);
    on_air.on_air = Some(KEY.to_owned());
    let stored = Row { frames: 432_000, key: KEY.to_owned(), phase: "claimed".to_owned(), ..past };
    assert_eq!(
        turned(&open(Row { frames: 431_999, ..row("claimed") }), &on_air),
        ["rule-each-second"]
    );
    assert_eq!(turned(&open(stored), &on_air), [""; 0]);
    let due = Row { over_at: now() - SECOND * 5, ..row("due") };
    assert_eq!(turned(&open(due), &scene()), ["rule-overdue"]);
    let due = Row { over_at: now() - SECOND * 4, ..row("due") };
    assert_eq!(turned(&open(due), &scene()), [""; 0]);
}

#[test]
fn an_entry_says_what_sounded_and_a_reason_that_was() {
    let entered =
        |scene: &Scene, logged: &Logged| broken(scene, &Seen::Entered { logged, unarmed: false });
    let aired = logged("aired", "", 480_000);
    assert_eq!(entered(&sounded(480_000), &aired), [""; 0]);
    assert_eq!(entered(&sounded(479_999), &aired), ["rule-more-than-sounded"]);
    assert_eq!(
        entered(&sounded(480_000), &logged("cut", "reason-busy", 48_000)),
        ["rule-less-than-sounded"]
    );
    assert_eq!(entered(&sounded(480_000), &logged("aired", "", 455_999)), ["rule-outcome"]);
    assert_eq!(entered(&scene(), &logged("missed", "", 0)), ["rule-reason"]);
    let power = logged("missed", "reason-power-off", 0);
    assert_eq!(entered(&scene(), &power), ["rule-reason-fits"]);
    let mut cut_off = scene();
    cut_off.thrown.insert("fault-power-cut");
    assert_eq!(entered(&cut_off, &power), [""; 0]);
    cut_off.logged.insert(KEY.to_owned(), power.clone());
    assert_eq!(entered(&cut_off, &power), ["rule-two-outcomes"]);
}

#[test]
fn an_airing_in_a_calm_hour_is_whole_and_on_time_or_another_was_in_its_way() {
    let verdict = Verdict { entries: 1, mark: String::new(), broken: None };
    let over = Seen::Over { verdict: &verdict, chain: None };
    let missed = logged("missed", "reason-late", 0);
    let mut scene = scene();
    scene.adopted.expected.insert(KEY.to_owned(), now());
    assert_eq!(broken(&scene, &over), ["rule-unaccounted"]);
    scene.take(&Seen::Entered { logged: &missed, unarmed: false });
    assert_eq!(broken(&scene, &over), ["rule-on-time"]);
    let other =
        Sounded { priority: Priority::Normal, from: now(), until: now(), consumed: 1, heard: 1 };
    scene.sounded.insert("other".to_owned(), other);
    assert_eq!(broken(&scene, &over), [""; 0]);
    assert_eq!(
        broken(&scene, &Seen::Over { verdict: &verdict, chain: Some("entry 1") }),
        ["rule-chain"]
    );
}

#[test]
fn a_station_that_never_comes_back_is_seen() {
    let text = "format = 1\n[station]\nname = \"Đài\"\n[report]\nto = []\n[[programme]]\n\
        id = \"tin\"\nscript = \"tin\"\nat = [\"12:30\"]\n";
    let schedule = schedule::read(text).schedule;
    let next: Airing =
        plan::plan(&schedule, &Known::default(), now() - SECOND, now() + SECOND).remove(0);
    assert_eq!(next.key(), KEY);
    let mut scene = sounded(480_000);
    assert_eq!(broken(&scene, &Seen::WentOn { next: &next }), ["rule-goes-on"]);
    scene.take(&Seen::Entered {
        logged: &logged("missed", "reason-clock-wrong", 0),
        unarmed: false,
    });
    assert_eq!(broken(&scene, &Seen::WentOn { next: &next }), ["rule-goes-on"]);
    scene.take(&Seen::Entered { logged: &logged("aired", "", 480_000), unarmed: false });
    assert_eq!(broken(&scene, &Seen::WentOn { next: &next }), [""; 0]);
}
