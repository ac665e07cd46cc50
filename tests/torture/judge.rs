//! Holds the log against what a recorder outside the daemon has heard.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use serde_json::Value;

use crate::{
    markers::Piece,
    rig::{Airing, Evidence, Life},
};

/// The log says how much was heard to the second.
const A_SECOND: f64 = 1.0;
/// The recorder's own: it hears a chunk early, and an edge lies within a hop of where it is found.
const RECORDER: f64 = 0.1;
/// What the trouble that was made explains.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// Why an airing may not have been heard in full.
    pub(crate) reasons: &'static [&'static str],
    /// Seconds before an end without warning in which nothing could be written.
    pub(crate) unwritten_s: f64,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Airings of each outcome.
    pub(crate) outcomes: BTreeMap<String, usize>,
    /// Airings of which anything sounded.
    pub(crate) sounded: usize,
    /// Seconds that sounded, and that the log claims.
    pub(crate) recorded_s: f64,
    pub(crate) claimed_s: f64,
    /// The most that the log is short of the recording, and that it claims too much.
    pub(crate) most_short: f64,
    pub(crate) most_over: f64,
    /// The earliest start, in milliseconds after its planned instant by the station's own clock.
    pub(crate) earliest_ms: Option<f64>,
    /// What must not be, in words.
    pub(crate) violations: Vec<String>,
}

/// Judges.
pub(crate) fn judge(evidence: &Evidence, rules: Rules) -> Verdict {
    let mut verdict = Verdict::default();
    for (airing, pieces) in evidence.airings.iter().zip(&evidence.heard) {
        let rows: Vec<_> =
            evidence.rows.iter().filter(|row| row["programme"] == airing.id.as_str()).collect();
        if let [row] = rows[..] {
            let mut faults = heard_once(airing, pieces, &evidence.lives);
            faults.extend(told_truly(airing, pieces, row, rules));
            let wrong = |fault| format!("{}: {fault}; heard {pieces:?}; {row}", airing.id);
            verdict.violations.extend(faults.into_iter().map(wrong));
            verdict.count(pieces, row);
        } else {
            verdict.violations.push(format!("{}: {} rows", airing.id, rows.len()));
        }
    }
    let strangers = evidence.rows.len() - evidence.airings.len().min(evidence.rows.len());
    if strangers > 0 {
        verdict.violations.push(format!("{strangers} rows of nothing that was planned"));
    }
    let verified = evidence.station.loa(&["log", "verify"]);
    if verified.code != 0 {
        verdict.violations.push(format!("the log's proof: {}", verified.stdout));
    }
    verdict
}

impl Verdict {
    fn count(&mut self, pieces: &[Piece], row: &Value) {
        let outcome = row["outcome"].as_str().unwrap_or("none").to_owned();
        *self.outcomes.entry(outcome).or_default() += 1;
        let (recorded, claimed) = (seconds(pieces), row["heard_s"].as_f64().unwrap_or_default());
        let error = row["start_error_ms"].as_f64();
        self.earliest_ms = error.into_iter().chain(self.earliest_ms).reduce(f64::min);
        self.sounded += usize::from(!pieces.is_empty());
        self.recorded_s += recorded;
        self.claimed_s += claimed;
        self.most_short = self.most_short.max(recorded - claimed);
        self.most_over = self.most_over.max(claimed - recorded);
    }
}

/// At most once, in one life, not before its second, not longer than it is.
fn heard_once(airing: &Airing, pieces: &[Piece], lives: &[Life]) -> Vec<String> {
    let mut faults = Vec::new();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return faults };
    let reach = TimeDelta::milliseconds((RECORDER * 1_000.0) as i64);
    let within = |life: &Life| life.from <= first.from && last.to - reach <= life.to;
    if !lives.iter().any(within) {
        faults.push("sounded in more than one life, or in none".to_owned());
    }
    if seconds(pieces) > airing.length + RECORDER {
        faults.push(format!("sounded for longer than its {} s", airing.length));
    }
    if first.from + reach < airing.at {
        faults.push(format!("sounded before {}", airing.at));
    }
    faults
}

/// The row says what was heard.
fn told_truly(airing: &Airing, pieces: &[Piece], row: &Value, rules: Rules) -> Vec<String> {
    let mut faults = Vec::new();
    let (recorded, claimed) = (seconds(pieces), row["heard_s"].as_f64().unwrap_or_default());
    let short = recorded - claimed;
    if short > A_SECOND + RECORDER + rules.unwritten_s || short < -A_SECOND - RECORDER {
        faults.push(format!("{recorded:.3} s were recorded, the log says {claimed} s"));
    }
    let aired = claimed >= 0.95 * airing.length;
    let fits = match row["outcome"].as_str() {
        Some("aired") => aired,
        Some("cut") => claimed > 0.0 && !aired,
        Some("missed") => claimed == 0.0,
        _ => false,
    };
    if !fits {
        faults.push("an outcome that does not fit".to_owned());
    }
    let reason = row["reason"].as_str();
    if row["outcome"] != "aired" && !reason.is_some_and(|reason| rules.reasons.contains(&reason)) {
        faults.push("a reason that nobody gave".to_owned());
    }
    if row["duration_s"].as_f64().is_some_and(|length| length > airing.length + RECORDER) {
        faults.push("lasted longer than it is".to_owned());
    }
    let started = row["started_at"].as_str().map(|at| DateTime::parse_from_rfc3339(at).unwrap());
    if let (Some(started), Some(first)) = (started, pieces.first()) {
        let apart = (started.to_utc() - first.from).num_milliseconds().abs();
        if apart > 1_100 {
            faults.push(format!("began {apart} ms from where the log says"));
        }
    }
    faults
}

/// How long it sounded in all.
pub(crate) fn seconds(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| piece.seconds).sum()
}

/// Airings that one life had to itself: it was there in good time, and stayed.
pub(crate) fn undisturbed(evidence: &Evidence) -> Vec<&Airing> {
    const BEFORE: TimeDelta = TimeDelta::seconds(3);
    let whole = |airing: &Airing, life: &Life| {
        let end = airing.at + TimeDelta::milliseconds((airing.length * 1_000.0) as i64 + 500);
        life.from + BEFORE < airing.at && end < life.to
    };
    let airings = evidence.airings.iter();
    airings.filter(|airing| evidence.lives.iter().any(|life| whole(airing, life))).collect()
}
