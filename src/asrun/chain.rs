//! The chain: entries are appended one after another, each holding the hash of the one before.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::store::Error;

/// What a first entry holds in place of a hash.
const BEGINNING: &str = "0";

/// What a proof of the log found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Entries that were read.
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
    transaction
        .prepare_cached("INSERT INTO entry (n, kind, airing, at_us, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![n, kind, airing, at_us, body, hash(&body)])?;
    Ok(())
}

/// Reads the whole log and proves it: numbers without a hole, every hash right, every entry holding
/// the hash of the one before, and every column that has a counterpart in the body equal to it.
pub fn verify(connection: &Connection) -> Result<Verdict, Error> {
    let mut verdict = Verdict { entries: 0, mark: BEGINNING.to_owned(), broken: None };
    let mut statement =
        connection.prepare("SELECT n, kind, airing, at_us, body, hash FROM entry ORDER BY n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (n, airing): (i64, Option<String>) = (row.get(0)?, row.get(2)?);
        let (kind, at_us, body, stored): (String, i64, String, String) =
            (row.get(1)?, row.get(3)?, row.get(4)?, row.get(5)?);
        let good = n == verdict.entries + 1
            && hash(&body) == stored
            && agrees(&body, n, &verdict.mark, &kind, airing.as_deref(), at_us);
        if !good {
            verdict.broken = Some((n, airing));
            return Ok(verdict);
        }
        verdict.entries = n;
        verdict.mark = stored;
    }
    Ok(verdict)
}

fn agrees(body: &str, n: i64, prev: &str, kind: &str, airing: Option<&str>, at_us: i64) -> bool {
    let Ok(body) = serde_json::from_str::<serde_json::Value>(body) else { return false };
    let instants = ["planned_us", "started_us", "written_us"];
    // The column repeats the first of these that the body has.
    let about = instants.iter().find_map(|key| body.get(*key).and_then(serde_json::Value::as_i64));
    let kind_of_body = if body.get("act").is_some() { "act" } else { "outcome" };
    body["n"] == n
        && body["prev"] == prev
        && kind_of_body == kind
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
