//! The log, read from outside: entries as they stand in the database.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{
    asrun::{self, Origin, Outcome, Subject},
    clock::from_micros,
    plan::Kind,
    schedule::Priority,
    words::Message,
};

/// An outcome as it was written.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Logged {
    pub(super) airing: String,
    pub(super) kind: Kind,
    pub(super) origin: Origin,
    pub(super) priority: Priority,
    pub(super) outcome: Option<Outcome>,
    pub(super) reason: Option<Message>,
    planned_us: Option<i64>,
    started_us: Option<i64>,
    #[serde(rename = "frames")]
    pub(super) consumed: u64,
    #[serde(rename = "frames_heard")]
    pub(super) heard: u64,
    #[serde(rename = "frames_total")]
    pub(super) total: u64,
}

impl Logged {
    pub(super) fn planned_at(&self) -> Option<DateTime<Utc>> {
        self.planned_us.map(from_micros)
    }

    pub(super) fn started_at(&self) -> Option<DateTime<Utc>> {
        self.started_us.map(from_micros)
    }

    /// The code of its reason; empty: none.
    pub(super) fn why(&self) -> &str {
        self.reason.as_ref().map_or("", |reason| reason.code.as_ref())
    }
}

/// Outcomes after entry `last`, which moves on.
pub(super) fn since(connection: &Connection, last: &mut i64) -> anyhow::Result<Vec<Logged>> {
    let mut statement = connection
        .prepare_cached("SELECT n, kind = 'outcome', body FROM entry WHERE n > ?1 ORDER BY n")?;
    let mut rows = statement.query([*last])?;
    let mut logged = Vec::new();
    while let Some(row) = rows.next()? {
        *last = row.get(0)?;
        if row.get(1)? {
            logged.push(serde_json::from_str(&row.get::<_, String>(2)?)?);
        }
    }
    Ok(logged)
}

/// Airings that the edits after entry `last` name as removed, and whether these are all removed ones.
pub(super) fn taken_since(
    connection: &Connection,
    last: &mut i64,
) -> anyhow::Result<(BTreeSet<String>, bool)> {
    let mut statement = connection.prepare_cached(
        "SELECT n, json_extract(body, '$.edit.took') FROM entry WHERE n > ?1 ORDER BY n",
    )?;
    let mut rows = statement.query([*last])?;
    let (mut named, mut all) = (BTreeSet::new(), true);
    while let Some(row) = rows.next()? {
        *last = row.get(0)?;
        let Some(took) = row.get::<_, Option<String>>(1)? else { continue };
        let took: asrun::Airings = serde_json::from_str(&took)?;
        all &= took.count == took.first.len();
        named.extend(took.first.into_iter().map(|it| it.airing));
    }
    Ok((named, all))
}

/// The key of every working row, with `true` for an armed airing.
pub(super) fn rows(connection: &Connection) -> anyhow::Result<BTreeMap<String, bool>> {
    let mut statement = connection.prepare_cached("SELECT key, phase = 'armed' FROM airing")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What an airing is, from its working row.
pub(super) fn subject(connection: &Connection, airing: &str) -> Option<Subject> {
    let text: Option<String> = connection
        .prepare_cached("SELECT subject FROM airing WHERE key = ?1")
        .and_then(|mut it| it.query_row([airing], |row| row.get(0)).optional())
        .ok()?;
    serde_json::from_str(&text?).ok()
}

/// A row of an airing that has no outcome yet.
pub(super) struct Row {
    pub(super) key: String,
    pub(super) phase: String,
    /// Planned, or asked for.
    pub(super) at: DateTime<Utc>,
    /// When it should have its outcome; the end, if it is on air.
    pub(super) over_at: DateTime<Utc>,
    /// Frames that are stored as consumed.
    pub(super) frames: u64,
    pub(super) origin: Origin,
    pub(super) priority: Priority,
}

const OPEN: &str =
    "SELECT key, phase, at_us, at_us + CASE phase WHEN 'due' THEN CASE subject ->> 'kind'
         WHEN 'elsewhere' THEN subject ->> 'length_us' ELSE 0 END
         WHEN 'claimed' THEN subject ->> 'length_us' ELSE 0 END,
         frames, subject ->> '$.origin', subject ->> '$.priority'
     FROM airing WHERE phase <> 'done'";

fn row(row: &rusqlite::Row<'_>) -> anyhow::Result<Row> {
    let of_text = |text: String| serde_json::Value::String(text);
    Ok(Row {
        key: row.get(0)?,
        phase: row.get(1)?,
        at: from_micros(row.get(2)?),
        over_at: from_micros(row.get(3)?),
        frames: row.get(4)?,
        origin: serde_json::from_value(of_text(row.get(5)?))?,
        priority: serde_json::from_value(of_text(row.get(6)?))?,
    })
}

/// The airings without an outcome whose instant lies before.
pub(super) fn open_before(
    connection: &Connection,
    before: DateTime<Utc>,
) -> anyhow::Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(&format!("{OPEN} AND at_us < ?1"))?;
    let mut rows = statement.query([before.timestamp_micros()])?;
    let mut open = Vec::new();
    while let Some(found) = rows.next()? {
        open.push(row(found)?);
    }
    Ok(open)
}

/// The row of one airing, if it has no outcome yet.
pub(super) fn open(connection: &Connection, airing: &str) -> anyhow::Result<Option<Row>> {
    let mut statement = connection.prepare_cached(&format!("{OPEN} AND key = ?1"))?;
    let mut rows = statement.query([airing])?;
    rows.next()?.map(row).transpose()
}

/// What does not hold of the chain: numbers without a hole, each hash that of its body, each body holding
/// the hash before it. Shares no code with the station's own proof.
pub(super) fn chain_fault(connection: &Connection) -> anyhow::Result<Option<String>> {
    let mut statement = connection.prepare("SELECT n, body, hash FROM entry ORDER BY n")?;
    let mut rows = statement.query([])?;
    let (mut before, mut expected) = ("0".to_owned(), 1_i64);
    while let Some(row) = rows.next()? {
        let (n, body, hash): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let read: serde_json::Value = serde_json::from_str(&body)?;
        let holds = n == expected
            && read["n"] == n
            && read["prev"] == *before
            && hash == hex(&Sha256::digest(&body));
        if !holds {
            return Ok(Some(format!("entry {n}, expected {expected} after {before}")));
        }
        (before, expected) = (hash, n + 1);
    }
    Ok(None)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
