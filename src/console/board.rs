//! Renders the page and its live board from a status.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, TimeDelta, Timelike};
use handlebars::Handlebars;
use serde::Serialize;

use crate::{
    daemon::{Status, TodayRow},
    words::{Lang, clock_words, date_words, duration_words, text},
};

static TEMPLATES: LazyLock<Handlebars<'static>> = LazyLock::new(|| {
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    // Both are part of this program; a test renders them.
    for (name, source) in
        [("page", include_str!("page/page.hbs")), ("board", include_str!("page/board.hbs"))]
    {
        if let Err(error) = templates.register_template_string(name, source) {
            tracing::error!(%error, name, "a page template cannot be read");
        }
    }
    templates
});

/// What the templates are filled with: words only, nothing left to decide.
#[derive(Serialize)]
struct Board {
    lang: Lang,
    title: String,
    station: String,
    date: String,
    clock: String,
    now_ms: i64,
    labels: Labels,
    on_air: Option<Live>,
    next: Option<Coming>,
    today: Vec<Line>,
    output: String,
    heard: bool,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct Labels {
    on_air: String,
    silence: String,
    next: String,
    nothing_next: String,
    left: String,
    in_time: String,
    today: String,
    none_today: String,
    time: String,
    programme: String,
    outcome: String,
    length: String,
    output: String,
    all_well: String,
    attention: String,
    lost: String,
}

#[derive(Serialize)]
struct Live {
    title: String,
    since: String,
    ends_ms: i64,
}

#[derive(Serialize)]
struct Coming {
    title: String,
    at: String,
    at_ms: i64,
}

#[derive(Serialize)]
struct Line {
    time: String,
    title: String,
    topic: String,
    state: String,
    state_words: String,
    reason: Option<String>,
    length: String,
}

/// The whole page.
pub(super) fn page(status: &Status) -> String {
    fill("page", status)
}

/// The board alone, as the page takes it by server-sent events: no line breaks.
pub fn render(status: &Status) -> String {
    fill("board", status).replace(['\n', '\r'], " ")
}

fn fill(template: &str, status: &Status) -> String {
    TEMPLATES.render(template, &board(status)).unwrap_or_else(|error| {
        tracing::error!(%error, template, "the page could not be rendered");
        String::new()
    })
}

fn board(status: &Status) -> Board {
    let lang = status.language;
    Board {
        lang,
        title: text(lang, "page-title"),
        station: status.station.clone(),
        date: date_words(lang, status.at.date_naive()),
        clock: clock(status.at),
        now_ms: status.at.timestamp_millis(),
        labels: labels(lang),
        on_air: status.on_air.as_ref().map(|live| Live {
            title: live.title.clone(),
            since: live.started_at.map(clock).unwrap_or_default(),
            ends_ms: live.ends_at.timestamp_millis(),
        }),
        next: status.next.as_ref().map(|next| Coming {
            title: next.title.clone(),
            at: day_and_clock(lang, status.at, next.planned_at),
            at_ms: next.planned_at.timestamp_millis(),
        }),
        today: status.today.iter().map(|row| line(lang, row)).collect(),
        output: output(lang, &status.output),
        heard: status.heard,
        notices: status.notices.clone(),
    }
}

fn line(lang: Lang, row: &TodayRow) -> Line {
    let state_words = match row.state.as_str() {
        state @ ("planned" | "on_air" | "elsewhere") => {
            text(lang, &format!("page-state-{}", state.replace('_', "-")))
        }
        outcome => text(lang, &format!("outcome-{outcome}")),
    };
    #[expect(clippy::cast_possible_truncation, reason = "airings are shorter than centuries")]
    let millis = row.duration_s.map(|seconds| (seconds * 1000.0) as i64);
    Line {
        time: clock(row.at),
        title: row.title.clone(),
        topic: row.topic.clone(),
        state: row.state.clone(),
        state_words,
        reason: row.reason_text.clone(),
        length: millis
            .filter(|millis| *millis > 0)
            .map(|millis| duration_words(lang, TimeDelta::milliseconds(millis)))
            .unwrap_or_default(),
    }
}

/// A device by its name, the two that are none in words.
fn output(lang: Lang, name: &str) -> String {
    match name {
        "none" => text(lang, "page-output-none"),
        "missing" => text(lang, "page-output-missing"),
        device => device.to_owned(),
    }
}

fn clock(at: DateTime<FixedOffset>) -> String {
    clock_words(at.time().with_nanosecond(0).unwrap_or(at.time()))
}

/// The hour alone today, with its date otherwise.
fn day_and_clock(lang: Lang, now: DateTime<FixedOffset>, at: DateTime<FixedOffset>) -> String {
    if now.date_naive() == at.date_naive() {
        return clock(at);
    }
    format!("{} {}", clock(at), date_words(lang, at.date_naive()))
}

fn labels(lang: Lang) -> Labels {
    Labels {
        on_air: text(lang, "page-on-air"),
        silence: text(lang, "page-silence"),
        next: text(lang, "page-next"),
        nothing_next: text(lang, "page-nothing-next"),
        left: text(lang, "page-left"),
        in_time: text(lang, "page-in"),
        today: text(lang, "page-today"),
        none_today: text(lang, "page-none-today"),
        time: text(lang, "page-time"),
        programme: text(lang, "page-programme"),
        outcome: text(lang, "page-outcome"),
        length: text(lang, "page-length"),
        output: text(lang, "page-output"),
        all_well: text(lang, "page-all-well"),
        attention: text(lang, "page-attention"),
        lost: text(lang, "page-lost"),
    }
}
