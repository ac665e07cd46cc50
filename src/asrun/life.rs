//! The life of an airing: due, armed, claimed, and its one outcome.
//!
//! Every step is committed before the next can happen: a claim is on disk before the first frame can
//! leave, and an outcome ends the working row in the same transaction that writes the entry.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Ending, Outcome, Subject, chain, dealt, edit::free_key, entry::OutcomeBody, journal};
use crate::{
    clock::from_micros,
    plan,
    store::{Error, Store},
};

/// How far an airing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Written down, its hour has not come.
    Due,
    /// Words frozen, clips open.
    Armed,
    /// It may be on air from now on; never started again.
    Claimed,
}

/// An airing without an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its key.
    pub key: String,
    /// How far it has come.
    pub phase: Phase,
    /// Planned, or asked for.
    pub at: DateTime<Utc>,
    /// What it is.
    pub subject: Subject,
    /// First frame, as last stored.
    pub started_at: Option<DateTime<Utc>>,
    /// When the figures below were true.
    pub progress_at: Option<DateTime<Utc>>,
    /// Frames consumed.
    pub frames: u64,
    /// Frames heard.
    pub heard: u64,
}

/// Writes down as due every airing of `airings`, and that all up to `until` are written. On a new
/// station `from` becomes the instant its log begins.
pub fn expect(
    store: &mut Store,
    airings: &[plan::Airing],
    revision: i64,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), Error> {
    store
        .transaction(|transaction| write_due(transaction, airings, revision, from, until).map(drop))
}

/// Stores planned airings as due. Returns those that were not stored before, with their keys.
pub(super) fn write_due<'a>(
    transaction: &Transaction<'_>,
    airings: &'a [plan::Airing],
    revision: i64,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(String, &'a plan::Airing)>, Error> {
    if cfg!(debug_assertions) {
        let before = covered(transaction)?.unwrap_or(from);
        debug_assert!(before <= until, "hours that are written down are to be written down again");
    }
    let mut written = Vec::new();
    for airing in airings {
        debug_assert!(
            from <= airing.planned_at && airing.planned_at < until,
            "an airing is written down with hours that are not its own"
        );
        let subject = Subject::of(airing, revision);
        let Some(key) = free_key(transaction, &airing.key())? else { continue };
        debug_assert_eq!(plan::instant_in(&key), Some(airing.planned_at), "a key misses its hour");
        transaction
            .prepare_cached(
                "INSERT INTO airing (key, phase, at_us, subject, dealt) VALUES (?1, 'due', ?2, ?3, ?4)",
            )?
            .execute(params![
                key,
                airing.planned_at.timestamp_micros(),
                to_json(&subject)?,
                dealt::given(airing)?
            ])?;
        written.push((key, airing));
    }
    transaction.execute(
        "INSERT INTO watermark VALUES (1, ?1, ?2) ON CONFLICT (one) DO UPDATE SET covered_us = ?2",
        [from.timestamp_micros(), until.timestamp_micros()],
    )?;
    Ok(written)
}

/// Until when airings are written down; `None` on a new station.
pub fn covered(connection: &Connection) -> Result<Option<DateTime<Utc>>, Error> {
    watermark(connection, "SELECT covered_us FROM watermark")
}

/// Since when the log accounts for airings; `None` on a new station.
pub fn since(connection: &Connection) -> Result<Option<DateTime<Utc>>, Error> {
    watermark(connection, "SELECT since_us FROM watermark")
}

/// Freezes words and clips.
pub fn arm(store: &mut Store, key: &str, subject: &Subject, words: &str) -> Result<(), Error> {
    store.transaction(|transaction| {
        keep_words(transaction, subject, words)?;
        let armed = transaction.execute(
            "UPDATE airing SET phase = 'armed', subject = ?2 WHERE key = ?1 AND phase IN ('due', 'armed')",
            params![key, to_json(subject)?],
        )?;
        debug_assert_eq!(armed, 1, "an airing is armed that is not due: {key}");
        Ok(())
    })
}

/// An airing that nobody planned, armed and claimed at once.
pub fn put_on_air(
    store: &mut Store,
    key: &str,
    at: DateTime<Utc>,
    subject: &Subject,
    words: &str,
) -> Result<(), Error> {
    debug_assert!(subject.planned_us.is_none(), "an airing that was planned is put on air unasked");
    store.transaction(|transaction| {
        keep_words(transaction, subject, words)?;
        transaction.execute(
            "INSERT INTO airing (key, phase, at_us, subject) VALUES (?1, 'claimed', ?2, ?3)",
            params![key, at.timestamp_micros(), to_json(subject)?],
        )?;
        Ok(())
    })
}

/// Claims an armed airing: from now on it may be on air, and is never started again. `false` when it
/// was not armed.
pub fn claim(store: &Store, key: &str) -> Result<bool, Error> {
    let changed = store
        .connection()
        .prepare_cached("UPDATE airing SET phase = 'claimed' WHERE key = ?1 AND phase = 'armed'")?
        .execute([key])?;
    Ok(changed == 1)
}

/// Stores how far a claimed airing is on air: frames consumed, and of them heard. Its start is what was
/// first told, though the clock was set since. With `beat` it is a sign of life as well.
pub fn progress(
    store: &mut Store,
    key: &str,
    started_at: DateTime<Utc>,
    now: DateTime<Utc>,
    (frames, heard): (u64, u64),
    beat: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    debug_assert!(heard <= frames, "more was heard than has left");
    store.transaction(|transaction| {
        transaction
            .prepare_cached(
                "UPDATE airing SET started_us = coalesce(started_us, ?2), progress_us = ?3, frames = ?4, heard = ?5
                 WHERE key = ?1 AND phase = 'claimed'",
            )?
            .execute(params![
                key,
                started_at.timestamp_micros(),
                now.timestamp_micros(),
                frames,
                heard
            ])?;
        if let Some(beat) = beat {
            transaction.prepare_cached(journal::BEAT)?.execute([beat.timestamp_micros()])?;
        }
        Ok(())
    })
}

/// Gives an airing its outcome: one entry, once. `false` when it has had one already.
pub fn close(
    store: &mut Store,
    now: DateTime<Utc>,
    key: &str,
    subject: &Subject,
    ending: &Ending,
) -> Result<bool, Error> {
    store.transaction(|transaction| write_outcome(transaction, now, key, subject, ending))
}

pub(super) fn write_outcome(
    transaction: &Transaction<'_>,
    now: DateTime<Utc>,
    key: &str,
    subject: &Subject,
    ending: &Ending,
) -> Result<bool, Error> {
    debug_assert!(
        ending.is_complete(subject.kind),
        "{key} ends without outcome or reason: {ending:?}"
    );
    let had = "SELECT 1 FROM entry WHERE airing = ?1 AND kind = 'outcome'";
    if transaction.prepare_cached(had)?.exists([key])? {
        return Ok(false);
    }
    let (n, prev) = chain::next(transaction)?;
    let body = OutcomeBody::of(key, subject, ending, n, prev, now);
    let about = body.planned_us.or(body.started_us).unwrap_or(body.written_us);
    chain::append(transaction, n, "outcome", Some(key), about, &body)?;
    // An airing that an edit took back has no working row left; its key stays taken all the same. What
    // it was stands in the entry alone: kept twice, it would be half of the file.
    transaction
        .prepare_cached(
            "INSERT INTO airing (key, phase, at_us, subject) VALUES (?1, 'done', ?2, '{}')
             ON CONFLICT (key) DO UPDATE SET phase = 'done', subject = '{}', dealt = iif(?3, NULL, dealt)",
        )?
        .execute(params![key, about, ending.outcome == Some(Outcome::Cancelled)])?;
    Ok(true)
}

/// Every airing without an outcome, in the order of their instants.
pub fn open_airings(connection: &Connection) -> Result<Vec<Open>, Error> {
    open_where(connection, "TRUE", [])
}

/// The same, of those whose instant is not later than `until`.
pub fn open_until(connection: &Connection, until: DateTime<Utc>) -> Result<Vec<Open>, Error> {
    open_where(connection, "at_us <= ?1", [until.timestamp_micros()])
}

/// The airing of this key, if it has no outcome yet.
pub fn open_airing(connection: &Connection, key: &str) -> Result<Option<Open>, Error> {
    Ok(open_where(connection, "key = ?1", [key])?.pop())
}

/// The instant of the first airing without an outcome after `after`.
pub fn next_open(
    connection: &Connection,
    after: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let next = "SELECT min(at_us) FROM airing WHERE phase <> 'done' AND at_us > ?1";
    let mut statement = connection.prepare_cached(next)?;
    let next: Option<i64> = statement.query_row([after.timestamp_micros()], |row| row.get(0))?;
    Ok(next.map(from_micros))
}

fn open_where(
    connection: &Connection,
    condition: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<Open>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT key, phase, at_us, subject, started_us, progress_us, frames, heard
         FROM airing WHERE phase <> 'done' AND {condition} ORDER BY at_us, key",
    ))?;
    let open = statement.query_map(params, |row| {
        let phase: String = row.get(1)?;
        let subject: String = row.get(3)?;
        Ok(Open {
            key: row.get(0)?,
            phase: match phase.as_str() {
                "due" => Phase::Due,
                "armed" => Phase::Armed,
                _ => Phase::Claimed,
            },
            at: from_micros(row.get(2)?),
            subject: serde_json::from_str(&subject).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(
                    3,
                    rusqlite::types::Type::Text,
                    error.into(),
                )
            })?,
            started_at: row.get::<_, Option<i64>>(4)?.map(from_micros),
            progress_at: row.get::<_, Option<i64>>(5)?.map(from_micros),
            frames: row.get(6)?,
            heard: row.get(7)?,
        })
    })?;
    Ok(open.collect::<Result<_, _>>()?)
}

fn watermark(connection: &Connection, query: &str) -> Result<Option<DateTime<Utc>>, Error> {
    let mut statement = connection.prepare_cached(query)?;
    let micros = statement.query_row([], |row| row.get::<_, i64>(0)).optional()?;
    Ok(micros.map(from_micros))
}

fn keep_words(transaction: &Transaction<'_>, subject: &Subject, words: &str) -> Result<(), Error> {
    if let Some(sha256) = &subject.text_sha256 {
        debug_assert_eq!(*sha256, chain::hash(words), "words are kept under the name of others");
        transaction
            .prepare_cached("INSERT OR IGNORE INTO words VALUES (?1, ?2)")?
            .execute([sha256.as_str(), words])?;
    }
    Ok(())
}

pub(super) fn to_json(subject: &Subject) -> Result<String, rusqlite::Error> {
    serde_json::to_string(subject)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
