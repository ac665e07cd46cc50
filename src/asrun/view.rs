//! The log as people and programs read it: entries turned into rows of the station's zone and a
//! reader's language. A view: nothing is stored, and of an airing's corrections the latest is read.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension};

use super::{
    Open, Outcome, Phase, Row, correction,
    entry::{OutcomeBody, parsed},
    makegood::made_good_since,
    open_airings,
    revision::Scripts,
};
use crate::{clock::from_micros, store::Error, words::Lang};

/// For whom rows are made.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Whose hours.
    pub zone: Tz,
    /// Whose words.
    pub lang: Lang,
}

/// The log of `from..to`, by the planned instant (or the start, where nothing was planned), in that
/// order. Airings that are on air are in it, without an outcome yet.
pub fn rows(
    connection: &Connection,
    reader: Reader,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Row>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT at_us, body FROM entry
         WHERE kind = 'outcome' AND at_us >= ?1 AND at_us < ?2 ORDER BY at_us, n",
    )?;
    let bounds = [from.timestamp_micros(), to.timestamp_micros()];
    let mut scripts = Scripts::new(connection);
    let mut rows = Vec::new();
    let mut entries = statement.query(bounds)?;
    while let Some(entry) = entries.next()? {
        let mut body: OutcomeBody = parsed(entry, 1)?;
        if let Some(correction) = correction::latest(connection, &body.airing)? {
            correction.apply(&mut body);
        }
        let script = scripts.of(body.kind, body.schedule_revision, &body.programme)?;
        rows.push((entry.get::<_, i64>(0)?, row_of(body, script, reader)));
    }
    for open in open_airings(connection)? {
        let at = open.at.timestamp_micros();
        if open.phase == Phase::Claimed && bounds[0] <= at && at < bounds[1] {
            let Open { subject, .. } = &open;
            let script = scripts.of(subject.kind, subject.revision, &subject.programme)?;
            rows.push((at, row_on_air(open, script, reader)));
        }
    }
    rows.sort_by_key(|(at, _)| *at);
    let mut rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let mut made_good = made_good_since(connection, from)?;
    for row in &mut rows {
        row.made_good_by = row.made_good_by.take().or_else(|| made_good.remove(&row.airing));
    }
    Ok(rows)
}

/// The words that were read in an airing, by their hash.
pub fn words_of(connection: &Connection, sha256: &str) -> Result<Option<String>, Error> {
    let words = connection
        .query_row("SELECT words FROM words WHERE sha256 = ?1", [sha256], |row| row.get(0))
        .optional()?;
    Ok(words)
}

fn row_of(body: OutcomeBody, script: Option<String>, reader: Reader) -> Row {
    let started = body.started_us.map(from_micros);
    let ended = body.ended_us.map(from_micros);
    let planned = body.planned_us.map(from_micros);
    let sounded = body.outcome.is_some() && started.is_some();
    Row {
        airing: body.airing,
        programme: body.programme,
        title: body.title,
        topic: body.topic,
        kind: body.kind,
        origin: body.origin,
        priority: body.priority,
        planned_at: planned.map(|at| reader.local(at)),
        outcome: body.outcome,
        reason_text: body.reason.as_ref().map(|it| it.render(reader.lang)),
        reason: body.reason,
        started_at: started.map(|at| reader.local(at)),
        ended_at: ended.map(|at| reader.local(at)),
        start_error_ms: planned.zip(started).map(|(planned, started)| millis(started - planned)),
        duration_s: started.zip(ended).map(|(started, ended)| millis(ended - started) / 1000.0),
        heard_s: heard_s(body.outcome, sounded, body.frames_heard, body.rate),
        output: body.output,
        utilities: body.utilities,
        script,
        text_sha256: body.text_sha256,
        clips: body.clips,
        schedule_revision: body.schedule_revision,
        makes_good: body.makes_good,
        made_good_by: body.made_good_by,
        by: body.by,
        note: body.note,
        approval: body.approval,
        aircheck: body.aircheck,
    }
}

fn row_on_air(open: Open, script: Option<String>, reader: Reader) -> Row {
    let subject = open.subject;
    let planned = subject.planned_us.map(from_micros);
    Row {
        airing: open.key,
        programme: subject.programme,
        title: subject.title,
        topic: subject.topic,
        kind: subject.kind,
        origin: subject.origin,
        priority: subject.priority,
        planned_at: planned.map(|at| reader.local(at)),
        outcome: None,
        reason: None,
        reason_text: None,
        started_at: open.started_at.map(|at| reader.local(at)),
        ended_at: None,
        start_error_ms: planned.zip(open.started_at).map(|(planned, at)| millis(at - planned)),
        duration_s: None,
        heard_s: None,
        output: None,
        utilities: subject.utilities,
        script,
        text_sha256: subject.text_sha256,
        clips: subject.clips,
        schedule_revision: subject.revision,
        makes_good: subject.makes_good,
        made_good_by: None,
        by: subject.by,
        note: None,
        approval: None,
        aircheck: None,
    }
}

/// Seconds heard; 0 for what was missed, nothing for what loa does not sound.
fn heard_s(outcome: Option<Outcome>, sounded: bool, frames: u64, rate: u32) -> Option<f64> {
    outcome?;
    if !sounded {
        return Some(0.0);
    }
    let micros = frames.saturating_mul(1_000_000) / u64::from(rate.max(1));
    Some(millis(TimeDelta::microseconds(i64::try_from(micros).unwrap_or(i64::MAX))) / 1000.0)
}

/// Milliseconds with three decimals.
fn millis(length: TimeDelta) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "centuries of microseconds fit 52 bits")]
    let micros = length.num_microseconds().unwrap_or(i64::MAX) as f64;
    micros / 1000.0
}

impl Reader {
    /// An instant in digits, which either language reads.
    pub(super) fn digits(self, at: DateTime<Utc>) -> String {
        self.local(at).format("%H:%M %d/%m/%Y").to_string()
    }

    pub(super) fn local(self, at: DateTime<Utc>) -> DateTime<chrono::FixedOffset> {
        at.with_timezone(&self.zone).fixed_offset()
    }
}
