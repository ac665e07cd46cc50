//! The chain: entries are appended one after another, each holding the hash of the one before.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::seal;
use crate::store::Error;

/// What a first entry holds in place of a hash.
const BEGINNING: &str = "0";

/// What a proof of the log found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Entries that are proven, with those that a seal stands for.
    pub entries: i64,
    /// Hash of the last good one: whoever keeps it can tell whether anything before it was altered.
    pub mark: String,
    /// The first entry that does not hold, if any: its number and its airing.
    pub broken: Option<(i64, Option<String>)>,
}

/// Where the next entry stands: its number and the hash of the one before it.
pub(super) fn next(transaction: &Transaction<'_>) -> Result<(i64, String), Error> {
    let last = transaction
        .query_row("SELECT n, hash FROM entry ORDER BY n DESC LIMIT 1", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(last.map_or((1, BEGINNING.to_owned()), |(n, hash)| (n + 1, hash)))
}

/// Appends an entry whose body holds what [`next`] gave.
pub(super) fn append(
    transaction: &Transaction<'_>,
    n: i64,
    kind: &str,
    airing: Option<&str>,
    at_us: i64,
    body: &impl Serialize,
) -> Result<(), Error> {
    // By way of a value, whose keys are in order whatever the order of the fields.
    let body = serde_json::to_value(body)
        .map(|value| value.to_string())
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    if cfg!(debug_assertions) {
        let (here, prev) = next(transaction)?;
        debug_assert_eq!(n, here, "an entry leaves a hole in the log, or stands twice");
        let holds = agrees(&body, n, &prev, kind, airing, at_us);
        debug_assert!(holds, "an entry is written that the proof of the log refuses: {body}");
    }
    transaction
        .prepare_cached("INSERT INTO entry (n, kind, airing, at_us, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![n, kind, airing, at_us, body, hash(&body)])?;
    Ok(())
}

/// Reads the whole log and proves it: numbers without a hole, every hash right, every entry holding
/// the hash of the one before, and every column that has a counterpart in the body equal to it. Where
/// its beginning went under a seal, the first entry follows the one that the latest seal names last.
///
/// A log whose last entries were taken away is whole as far as the chain can tell. That an airing is
/// done and has no outcome gives it away, unless the working rows were altered as well; beyond that
/// only a [`mark`](Verdict::mark) that was kept elsewhere tells.
pub fn verify(connection: &Connection) -> Result<Verdict, Error> {
    let seal = seal::sealed(connection).ok().flatten();
    let (entries, mark) = seal.map_or((0, BEGINNING.to_owned()), |seal| (seal.through, seal.hash));
    let mut verdict = Verdict { entries, mark, broken: None };
    let mut statement =
        connection.prepare("SELECT n, kind, airing, at_us, body, hash FROM entry ORDER BY n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(0)?;
        let Some(stored) = proven(row, n, &verdict) else {
            verdict.broken = Some((n, row.get(2).ok().flatten()));
            return Ok(verdict);
        };
        verdict.entries = n;
        verdict.mark = stored;
    }
    verdict.broken = without_outcome(connection)?.map(|airing| (verdict.entries + 1, Some(airing)));
    Ok(verdict)
}

/// Whether the log has the entry whose hash is `mark`, or is sealed just after it: together with a
/// [`verify`] that found nothing broken, all up to that entry is as it was.
pub fn holds(connection: &Connection, mark: &str) -> Result<bool, Error> {
    let sealed = seal::sealed(connection)?.is_some_and(|seal| seal.hash == mark);
    Ok(sealed || connection.prepare("SELECT 1 FROM entry WHERE hash = ?1")?.exists([mark])?)
}

/// The hash of entry `n`, if it holds and follows what was proven before it.
fn proven(row: &Row<'_>, n: i64, before: &Verdict) -> Option<String> {
    let kind: String = row.get(1).ok()?;
    let airing: Option<String> = row.get(2).ok()?;
    let (at_us, body, stored): (i64, String, String) =
        (row.get(3).ok()?, row.get(4).ok()?, row.get(5).ok()?);
    let follows = n == before.entries + 1 && hash(&body) == stored;
    let agrees = follows && agrees(&body, n, &before.mark, &kind, airing.as_deref(), at_us);
    agrees.then_some(stored)
}

/// An airing that is done and whose entry is gone.
fn without_outcome(connection: &Connection) -> Result<Option<String>, Error> {
    let airing = connection
        .query_row(
            "SELECT key FROM airing WHERE phase = 'done' AND NOT EXISTS
                (SELECT 1 FROM entry WHERE entry.airing = key AND kind = 'outcome')
             ORDER BY at_us, key LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok(airing)
}

fn agrees(body: &str, n: i64, prev: &str, kind: &str, airing: Option<&str>, at_us: i64) -> bool {
    let Ok(body) = serde_json::from_str::<serde_json::Value>(body) else { return false };
    let instants = ["planned_us", "started_us", "written_us"];
    // The column repeats the first of these that the body has.
    let about = instants.iter().find_map(|key| body.get(*key).and_then(serde_json::Value::as_i64));
    let kinds = [("act", "act"), ("corrects", "correction"), ("seal", "seal")];
    let kind_of_body = kinds.iter().find(|(key, _)| body.get(*key).is_some());
    body["n"] == n
        && body["prev"] == prev
        && kind_of_body.map_or("outcome", |(_, kind)| *kind) == kind
        && body.get("airing").and_then(serde_json::Value::as_str) == airing
        && about == Some(at_us)
}

pub(super) fn hash(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
