//! The sample station with a week in its log, written by the log's own functions.

use std::fs;

use chrono::{DateTime, TimeDelta, Utc};
use loa::{
    asrun::{self, Act, ActKind, ClipHeard, Ending, Outcome, arm, open_airings},
    daemon,
    plan::{self, Airing, Kind},
    schedule::Priority,
    store::Store,
    words::Reason,
};

use crate::station::{Station, json::text};

/// What became of an airing.
pub(crate) struct Logged {
    pub(crate) programme: &'static str,
    pub(crate) title: &'static str,
    /// `2026-11-10 05:30`, in the station's zone.
    pub(crate) at: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) reason: Option<Reason>,
    /// How long it was heard; 0: not at all.
    pub(crate) seconds: i64,
    pub(crate) words: String,
    pub(crate) utilities: &'static [&'static str],
}

fn at(local: &str) -> DateTime<Utc> {
    format!("{local}:00+07:00").replace(' ', "T").parse().unwrap()
}

/// A Tuesday and a Wednesday in November: aired, cut off by a person, missed, kept off by a rule.
pub(crate) fn week(station: &Station) -> Vec<Logged> {
    let script = |programme: &str, at: &str| {
        let script = station.json(&["script", programme, "--at", at, "--json"]);
        text(&script, "text").to_owned()
    };
    let sang = |at, outcome, reason, seconds| Logged {
        programme: "ban-tin-sang",
        title: "Bản tin VNeID buổi sáng",
        at,
        outcome,
        reason,
        seconds,
        words: script("ban-tin-sang", at),
        utilities: &["cu-tru", "the-can-cuoc"],
    };
    let quiet = Reason::QuietHours { hours: "21:00-05:00".into() };
    vec![
        sang("2026-11-10 05:30", Outcome::Aired, None, 102),
        sang("2026-11-11 05:30", Outcome::Cut, Some(Reason::Operator), 40),
        Logged {
            programme: "nhac-vneid",
            title: "Nhắc bà con dùng VNeID",
            at: "2026-11-10 10:45",
            outcome: Outcome::Missed,
            reason: Some(Reason::ClipMissing { clip: "tieng; \"chim\"".into() }),
            seconds: 0,
            words: "Bà con nhớ cập nhật số định danh.".into(),
            utilities: &[],
        },
        Logged {
            programme: "khuya",
            title: "=1+1 tin khuya",
            at: "2026-11-11 22:00",
            outcome: Outcome::Skipped,
            reason: Some(quiet),
            seconds: 0,
            words: String::new(),
            utilities: &[],
        },
    ]
}

/// Writes the airings into the station's log.
pub(crate) fn write_log(station: &Station, logged: &[Logged]) {
    fs::create_dir_all(station.path("data")).unwrap();
    let mut store = Store::open(&station.path("data/loa.db"), &daemon::tables()).unwrap();
    let first = logged.iter().map(|it| at(it.at)).min().unwrap() - TimeDelta::hours(5);
    let last = logged.iter().map(|it| at(it.at)).max().unwrap() + TimeDelta::hours(5);
    let revision = asrun::adopt(&mut store, first, &station.read("schedule.toml")).unwrap();
    let what = ActKind::Started { revision };
    asrun::note(&mut store, first, Act { what, by: None }).unwrap();
    let airings: Vec<Airing> = logged.iter().map(airing).collect();
    asrun::expect(&mut store, &airings, revision, first, last).unwrap();
    let open = open_airings(store.connection()).unwrap();
    for it in logged {
        let key = plan::key(it.programme, at(it.at));
        let mut subject = open.iter().find(|open| open.key == key).unwrap().subject.clone();
        if !it.words.is_empty() {
            subject.set_words(&it.words);
            let clips = ["nhac-hieu", "loi-xuong"]
                .map(|clip| ClipHeard { clip: clip.into(), sha256: "1a2b3c4d5e6f7081".repeat(4) });
            subject.clips = clips.into();
            arm(&mut store, &key, &subject, &it.words).unwrap();
        }
        let begins = at(it.at) + TimeDelta::microseconds(180);
        let heard = it.seconds > 0;
        let ends = begins + TimeDelta::seconds(it.seconds);
        let frames = u64::try_from(it.seconds).unwrap() * 48_000;
        let ending = Ending {
            outcome: Some(it.outcome),
            reason: it.reason.clone(),
            started_at: heard.then_some(begins),
            ended_at: heard.then_some(ends),
            heard: frames,
            consumed: frames,
            total: 102 * 48_000,
            output: heard.then(|| "none".into()),
        };
        assert!(asrun::close(&mut store, ends, &key, &subject, &ending).unwrap());
    }
    asrun::beat(&store, last).unwrap();
}

fn airing(it: &Logged) -> Airing {
    Airing {
        programme: it.programme.into(),
        title: it.title.into(),
        topic: "Đề án 06".into(),
        kind: Kind::Recorded,
        planned_at: at(it.at),
        length: TimeDelta::seconds(102),
        priority: Priority::Normal,
        state: plan::State::Planned,
        utilities: it.utilities.iter().map(|&id| id.to_owned()).collect(),
        fresh: 0,
    }
}
