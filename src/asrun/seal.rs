//! Seals: how the oldest part of the log goes, and the chain holds all the same.
//!
//! A seal stands at the end of the chain and vouches for everything up to an entry: how many entries
//! that were since the log began, what the airings came to, and the hash of the last one. In the same
//! transaction those entries go, with the working rows and words that only they needed. Which entries
//! are old enough, and whether their reports are gone, is decided by the caller.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};

use super::{
    Outcomes, chain, correction,
    entry::{OutcomeBody, parsed},
};
use crate::{
    clock::from_micros,
    store::{Error, Store},
};

/// At most so many entries go at once, a fraction of a second's work: three weeks of a busy station, and
/// the rest the next day.
const MOST: i64 = 500;

/// What a seal vouches for: all entries from the first of the log, also those of seals before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Operator's and station's acts.
    pub acts: u64,
    /// Airings beside the plan, and of other equipment.
    pub apart: u64,
    /// Corrections; the outcomes below are counted after them.
    pub corrections: u64,
    /// The instant that the first airing was about, microseconds.
    pub from_us: Option<i64>,
    /// Hash of the last entry.
    pub hash: String,
    /// Planned airings by their outcome.
    pub planned: Outcomes,
    /// Seals that were sealed themselves.
    pub seals: u64,
    /// Number of the last entry: so many they were.
    pub through: i64,
    /// The instant that the last airing was about, microseconds.
    pub until_us: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct SealBody {
    n: i64,
    prev: String,
    seal: Seal,
    v: u32,
    written_us: i64,
}

/// Entries that might be sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oldest {
    /// Number of the last one.
    pub through: i64,
    /// What their airings were about.
    pub instants: Vec<DateTime<Utc>>,
}

/// The latest seal.
pub fn sealed(connection: &Connection) -> Result<Option<Seal>, Error> {
    let body = connection
        .prepare_cached("SELECT body FROM entry WHERE kind = 'seal' ORDER BY n DESC LIMIT 1")?
        .query_row([], |row| parsed::<SealBody>(row, 0))
        .optional()?;
    Ok(body.map(|body| body.seal))
}

/// Up to and with which instant airings are sealed; no row of before is whole any more.
pub fn until(connection: &Connection) -> Result<Option<DateTime<Utc>>, Error> {
    Ok(sealed(connection)?.and_then(|seal| seal.until_us).map(from_micros))
}

/// When the first entry that is there was written, or is about, whichever is later.
pub fn oldest_at(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let oldest = connection
        .query_row(
            "SELECT at_us, json_extract(body, '$.written_us') FROM entry ORDER BY n LIMIT 1",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )
        .optional()?;
    let believed = |at: &i64| *at <= now.timestamp_micros();
    Ok(oldest
        .and_then(|(at, written)| [at, written].into_iter().filter(believed).max())
        .map(from_micros))
}

/// The start (UTC) of the last of `months` months that have airings, the newest counted first; `None`
/// when there are fewer. Months by the log itself: a clock that ran ahead for a day ages nothing.
pub fn month_back(connection: &Connection, months: usize) -> Result<Option<DateTime<Utc>>, Error> {
    let start = connection
        .prepare(
            "SELECT DISTINCT unixepoch(at_us / 1000000, 'unixepoch', 'start of month') AS month
             FROM entry WHERE kind = 'outcome' ORDER BY month DESC LIMIT 1 OFFSET ?1",
        )?
        .query_row([months.saturating_sub(1)], |row| row.get::<_, i64>(0))
        .optional()?;
    Ok(start.map(|seconds| from_micros(seconds * 1_000_000)))
}

/// The longest beginning of the chain that is wholly about instants before `until`. An entry about an
/// instant that is yet to come was written under a wrong clock and holds nothing up.
pub fn oldest(
    connection: &Connection,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Oldest>, Error> {
    let (first, last): (Option<i64>, Option<i64>) =
        connection.query_row("SELECT min(n), max(n) FROM entry", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
    let younger: Option<i64> = connection.query_row(
        "SELECT min(n) FROM entry WHERE at_us >= ?1 AND at_us <= ?2",
        [until.timestamp_micros(), now.timestamp_micros()],
        |row| row.get(0),
    )?;
    let through = younger.map_or(last, |younger| younger - 1).min(first - 1 + MOST);
    if through < first {
        return Ok(None);
    }
    let mut about =
        connection.prepare("SELECT at_us FROM entry WHERE n <= ?1 AND kind = 'outcome'")?;
    let instants = about.query_map([through], |row| row.get(0).map(from_micros))?;
    Ok(Some(Oldest { through, instants: instants.collect::<Result<_, _>>()? }))
}

/// Seals everything up to entry `through`, and drops it.
pub fn seal(store: &mut Store, now: DateTime<Utc>, through: i64) -> Result<Seal, Error> {
    store.transaction(|transaction| {
        let mut seal = sealed(transaction)?.unwrap_or_default();
        let mut words = BTreeSet::new();
        count(transaction, through, &mut seal, &mut words)?;
        let (n, prev) = chain::next(transaction)?;
        debug_assert!(through < n, "a seal is to stand for itself");
        let written_us = now.timestamp_micros();
        let body = SealBody { n, prev, seal: seal.clone(), v: 1, written_us };
        chain::append(transaction, n, "seal", None, written_us, &body)?;
        transaction.execute(
            "DELETE FROM airing WHERE phase = 'done' AND key IN
                (SELECT airing FROM entry WHERE kind = 'outcome' AND n <= ?1)",
            [through],
        )?;
        transaction.execute("DELETE FROM entry WHERE n <= ?1", [through])?;
        drop_words(transaction, words)?;
        Ok(seal)
    })
}

/// Adds the entries up to `through` to what was sealed before, and gathers the hashes of their words.
fn count(
    transaction: &Transaction<'_>,
    through: i64,
    seal: &mut Seal,
    words: &mut BTreeSet<String>,
) -> Result<(), Error> {
    let mut entries = transaction
        .prepare("SELECT kind, at_us, body, hash FROM entry WHERE n <= ?1 ORDER BY n")?;
    let mut rows = entries.query([through])?;
    while let Some(row) = rows.next()? {
        let (kind, at_us): (String, i64) = (row.get(0)?, row.get(1)?);
        seal.hash = row.get(3)?;
        match kind.as_str() {
            "act" => seal.acts += 1,
            "correction" => seal.corrections += 1,
            "seal" => seal.seals += 1,
            _ => {
                let mut body: OutcomeBody = parsed(row, 2)?;
                if let Some(correction) = correction::latest(transaction, &body.airing)? {
                    correction.apply(&mut body);
                }
                seal.from_us = Some(seal.from_us.map_or(at_us, |from| from.min(at_us)));
                seal.until_us = Some(seal.until_us.map_or(at_us, |until| until.max(at_us)));
                seal.count(&body);
                words.extend(body.text_sha256);
            }
        }
    }
    seal.through = through;
    Ok(())
}

impl Seal {
    fn count(&mut self, body: &OutcomeBody) {
        match body.outcome.filter(|_| body.origin.is_planned(body.kind)) {
            Some(outcome) => self.planned.add(outcome),
            None => self.apart += 1,
        }
    }
}

/// Drops those of `words` that nothing refers to any more.
fn drop_words(transaction: &Transaction<'_>, mut words: BTreeSet<String>) -> Result<(), Error> {
    for still in [
        "SELECT DISTINCT json_extract(body, '$.text_sha256') FROM entry WHERE kind = 'outcome'",
        "SELECT json_extract(subject, '$.text_sha256') FROM airing WHERE phase <> 'done'",
    ] {
        let mut used = transaction.prepare(still)?;
        let mut used = used.query([])?;
        while let Some(row) = used.next()? {
            if let Some(sha256) = row.get::<_, Option<String>>(0)? {
                words.remove(&sha256);
            }
        }
    }
    let mut drop = transaction.prepare("DELETE FROM words WHERE sha256 = ?1")?;
    for sha256 in words {
        drop.execute([sha256])?;
    }
    Ok(())
}
