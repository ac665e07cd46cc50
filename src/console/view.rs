//! What the page's templates are filled with: words only, nothing left to decide.

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta, Timelike};
use serde::Serialize;

use crate::{
    daemon::{NextUp, OnAir, Status, TodayRow},
    plan::Kind,
    words::{Lang, Message, clock_words, date_words, duration_words, text},
};

/// In the order in which a day is summed up.
const STATES: [&str; 9] = [
    "missed",
    "cut",
    "aired",
    "elsewhere",
    "declared",
    "skipped",
    "cancelled",
    "on_air",
    "planned",
];

#[derive(Serialize)]
pub(super) struct View {
    lang: Lang,
    /// The window's title: what is on air, and where.
    title: String,
    station: String,
    date: String,
    clock: String,
    now_ms: i64,
    /// What the station's zone is ahead of UTC.
    offset_ms: i64,
    report: Option<String>,
    notices: Vec<String>,
    /// What is on air, as a screen reader says it when it changes.
    say: String,
    on_air: Option<Live>,
    /// Whether anybody hears what is on air.
    heard: bool,
    next: Option<Coming>,
    sums: Vec<Sum>,
    today: Vec<Line>,
    output: String,
}

#[derive(Serialize)]
struct Live {
    title: String,
    from: String,
    to: String,
    left: String,
    from_ms: i64,
    gone_ms: i64,
    length_ms: i64,
    ends_ms: i64,
}

#[derive(Serialize)]
struct Coming {
    title: String,
    at: String,
    left: String,
    at_ms: i64,
}

/// How many of today's airings are in one state.
#[derive(Serialize)]
struct Sum {
    state: &'static str,
    words: String,
    count: usize,
}

#[derive(Serialize)]
struct Line {
    time: String,
    title: String,
    /// Its topic and length.
    about: String,
    state: String,
    state_words: String,
    reason: Option<String>,
    /// Whether this is what comes next.
    coming: bool,
}

pub(super) fn view(status: &Status) -> View {
    let lang = status.language;
    let say = match &status.on_air {
        Some(live) => Message::new("page-live").with("title", live.title.as_str()).render(lang),
        None => text(lang, "page-silence"),
    };
    let today: Vec<Line> = status.today.iter().map(|row| line(status, row)).collect();
    let sums = sums(lang, &today);
    View {
        lang,
        title: format!("{say} · {}", status.station),
        station: status.station.clone(),
        date: date(lang, status.at),
        clock: status.at.format("%H:%M:%S").to_string(),
        now_ms: status.at.timestamp_millis(),
        offset_ms: i64::from(status.at.offset().local_minus_utc()) * 1000,
        report: status.report.as_ref().map(|report| report.text.clone()),
        notices: notices(status, &sums),
        say,
        on_air: status.on_air.as_ref().map(|live| on_air(lang, status.at, live)),
        heard: status.heard,
        next: status.next.as_ref().map(|next| coming(lang, status.at, next)),
        sums,
        today,
        output: status.output.words(lang),
    }
}

fn on_air(lang: Lang, now: DateTime<FixedOffset>, live: &OnAir) -> Live {
    let from = live.started_at.unwrap_or(now);
    Live {
        title: live.title.clone(),
        from: clock(from),
        to: clock(live.ends_at),
        left: duration_words(lang, live.ends_at - now),
        from_ms: from.timestamp_millis(),
        gone_ms: (now - from).num_milliseconds().max(0),
        // A bar without a length is no bar.
        length_ms: (live.ends_at - from).num_milliseconds().max(1),
        ends_ms: live.ends_at.timestamp_millis(),
    }
}

/// The hour alone today, with its date otherwise.
fn coming(lang: Lang, now: DateTime<FixedOffset>, next: &NextUp) -> Coming {
    let at = next.planned_at;
    let today = now.date_naive() == at.date_naive();
    Coming {
        title: next.title.clone(),
        at: if today { clock(at) } else { format!("{}, {}", clock(at), date(lang, at)) },
        left: duration_words(lang, at - now),
        at_ms: at.timestamp_millis(),
    }
}

/// The station's own notices, and one about today's misses.
fn notices(status: &Status, sums: &[Sum]) -> Vec<String> {
    let mut notices = status.notices.clone();
    if let Some(missed) = sums.iter().find(|sum| sum.state == "missed") {
        let missed = Message::new("page-missed-today").with("count", missed.count);
        notices.push(missed.render(status.language));
    }
    notices
}

fn sums(lang: Lang, today: &[Line]) -> Vec<Sum> {
    let count = |state| today.iter().filter(|line| line.state == state).count();
    let sum = |state| Sum { state, words: state_words(lang, state), count: count(state) };
    STATES.into_iter().map(sum).filter(|sum| sum.count > 0).collect()
}

fn line(status: &Status, row: &TodayRow) -> Line {
    let lang = status.language;
    // What other equipment sounds has no claim that would tell when it begins.
    let sounded_by_others =
        row.kind == Kind::Elsewhere && row.state == "planned" && row.at <= status.at;
    let state = if sounded_by_others { "elsewhere" } else { row.state.as_str() };
    let is_next = |next: &NextUp| next.planned_at == row.at && next.programme == row.programme;
    Line {
        time: clock(row.at),
        title: row.title.clone(),
        about: about(lang, row, state),
        state: state.to_owned(),
        state_words: state_words(lang, state),
        reason: row.reason_text.clone(),
        coming: state == "planned" && status.next.as_ref().is_some_and(is_next),
    }
}

/// What stands below a programme's title: its topic, its length, who sounds it.
fn about(lang: Lang, row: &TodayRow, state: &str) -> String {
    let mut about = Vec::new();
    if row.topic != row.title {
        about.push(row.topic.clone());
    }
    #[expect(clippy::cast_possible_truncation, reason = "airings are shorter than centuries")]
    let millis = row.duration_s.map(|seconds| (seconds * 1000.0) as i64);
    if let Some(millis) = millis.filter(|millis| *millis > 0) {
        about.push(duration_words(lang, TimeDelta::milliseconds(millis)));
    }
    if row.kind == Kind::Elsewhere && state != "elsewhere" {
        about.push(text(lang, "page-state-elsewhere"));
    }
    about.join(" · ")
}

fn state_words(lang: Lang, state: &str) -> String {
    match state {
        "planned" | "on_air" | "elsewhere" | "declared" => {
            text(lang, &format!("page-state-{}", state.replace('_', "-")))
        }
        outcome => text(lang, &format!("outcome-{outcome}")),
    }
}

fn date(lang: Lang, at: DateTime<FixedOffset>) -> String {
    let weekday = text(lang, &format!("weekday-{}", at.weekday().number_from_monday()));
    format!("{weekday}, {}", date_words(lang, at.date_naive()))
}

fn clock(at: DateTime<FixedOffset>) -> String {
    clock_words(at.time().with_nanosecond(0).unwrap_or(at.time()))
}
