//! The lines of a slip's table: what is known of the airing, each with its name.

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::Serialize;

use super::{Slip, fit::clipped};
use crate::{
    asrun::{ClipHeard, Origin},
    report::{
        Head,
        paper::{kind_words, note_words, outcome_words, result_words},
    },
    words::{Lang, Message, date_words, duration_words, text},
};

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Fact {
    /// What it is.
    pub(super) name: String,
    /// What the log says.
    pub(super) value: String,
}

pub(super) fn facts(slip: &Slip, head: &Head, lang: Lang) -> Vec<Fact> {
    let row = &slip.row;
    let mut facts = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push(Fact { name: text(lang, name), value: clipped(&value) });
        }
    };
    let topic = if row.topic.is_empty() { String::new() } else { format!(" ({})", row.topic) };
    add("slip-programme", Some(format!("{}{topic}", row.title)));
    add("slip-planned", Some(planned(slip, lang)));
    let moment = |at: Option<DateTime<FixedOffset>>| at.map(|at| moment(at, head, lang));
    add("slip-started", moment(row.started_at));
    add("slip-ended", moment(row.ended_at));
    add("slip-heard", row.heard_s.map(|seconds| length(seconds, lang)));
    // An off-schedule origin is said with the planned hour.
    let outcome = match row.origin {
        Origin::Schedule => result_words(row, lang),
        _ => outcome_words(row, lang),
    };
    add("slip-outcome", Some(outcome));
    add("slip-kind", Some(kind_words(row.kind, lang)));
    add("slip-output", row.output.as_ref().map(|it| it.words(lang)));
    let title = |id: &String| slip.titles.get(id).unwrap_or(id).clone();
    add("slip-utilities", Some(row.utilities.iter().map(title).collect::<Vec<_>>().join("; ")));
    add("slip-clips", Some(clips(&row.clips)));
    add("slip-makes-good", row.makes_good.clone());
    add("slip-made-good", row.made_good_by.clone());
    add("slip-aircheck", row.aircheck.clone());
    add("slip-by", row.by.clone());
    let dots = || text(lang, "slip-approval-dots");
    add("slip-approval", Some(row.approval.clone().unwrap_or_else(dots)));
    add("slip-airing", Some(row.airing.clone()));
    add("slip-mark", Some(mark(slip, lang)));
    facts
}

/// When it was planned; an airing that nobody planned says who asked for it.
fn planned(slip: &Slip, lang: Lang) -> String {
    let row = &slip.row;
    let apart = (row.origin != Origin::Schedule).then(|| note_words(row, lang));
    let at = row.planned_at.map(|at| {
        let local = at.naive_local();
        format!("{}, {}", crate::words::clock_words(local.time()), day(at, lang))
    });
    let parts = [at, apart].into_iter().flatten().collect::<Vec<_>>();
    parts.join("; ")
}

/// `05:30:00, Thứ Ba 01/12/2026`, in the station's zone.
fn moment(at: DateTime<FixedOffset>, head: &Head, lang: Lang) -> String {
    let at = at.with_timezone(&head.zone).fixed_offset();
    format!("{}, {}", at.format("%H:%M:%S"), day(at, lang))
}

fn day(at: DateTime<FixedOffset>, lang: Lang) -> String {
    let weekday = text(lang, &format!("weekday-{}", at.format("%u")));
    format!("{weekday} {}", date_words(lang, at.date_naive()))
}

fn length(seconds: f64, lang: Lang) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "airings are shorter than centuries")]
    let millis = (seconds * 1000.0) as i64;
    duration_words(lang, TimeDelta::milliseconds(millis))
}

/// Each clip once, with the first letters of its hash.
fn clips(clips: &[ClipHeard]) -> String {
    let mut named: Vec<String> = Vec::new();
    for clip in clips {
        let short = clip.sha256.get(..8).unwrap_or(&clip.sha256);
        let name = format!("{} ({short})", clip.clip);
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named.join(", ")
}

fn mark(slip: &Slip, lang: Lang) -> String {
    let short = slip.mark.hash.get(..16).unwrap_or(&slip.mark.hash);
    Message::new("slip-mark-words")
        .with("n", slip.mark.n)
        .with("mark", short)
        .with("proven", slip.proven)
        .render(lang)
}
