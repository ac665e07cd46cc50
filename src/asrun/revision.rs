//! Schedule revisions: every text of `schedule.toml` that was ever on air, numbered.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::chain::hash;
use crate::{
    clock::from_micros,
    plan::Kind,
    schedule::{self, Content},
    store::{Error, Store},
};

/// Finds the script of a programme in a revision, and reads each revision once.
pub(super) struct Scripts<'c> {
    connection: &'c Connection,
    read: BTreeMap<i64, BTreeMap<String, String>>,
}

impl<'c> Scripts<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection, read: BTreeMap::new() }
    }

    /// The script of a row; `None` for an airing that loa does not sound, or if the revision lacks the
    /// programme.
    pub(super) fn of(
        &mut self,
        kind: Kind,
        revision: Option<i64>,
        programme: &str,
    ) -> Result<Option<String>, Error> {
        let (Kind::Recorded | Kind::Live, Some(id)) = (kind, revision) else { return Ok(None) };
        if !self.read.contains_key(&id) {
            let text = self::revision(self.connection, id)?.map(|it| it.schedule);
            self.read.insert(id, text.map(|text| scripts_in(&text)).unwrap_or_default());
        }
        Ok(self.read.get(&id).and_then(|scripts| scripts.get(programme)).cloned())
    }
}

/// The script of every programme of a schedule's text.
fn scripts_in(text: &str) -> BTreeMap<String, String> {
    let programmes = schedule::read(text).schedule.programmes.into_iter();
    programmes
        .filter_map(|programme| match programme.content {
            Content::Script(script) => Some((programme.id, script)),
            Content::Elsewhere { .. } => None,
        })
        .collect()
}

/// An adopted schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// 1, 2, 3 …
    pub id: i64,
    /// Since when it was on air.
    pub adopted_at: DateTime<Utc>,
    /// The file's text.
    pub schedule: String,
}

/// The revision that is or was last on air.
pub fn latest(connection: &Connection) -> Result<Option<Revision>, Error> {
    last_where(connection, "id >= ?1", 0)
}

/// The revision of this number.
pub(super) fn revision(connection: &Connection, id: i64) -> Result<Option<Revision>, Error> {
    last_where(connection, "id = ?1", id)
}

/// The revision that was on air at an instant; `None`: the station had not begun.
pub fn revision_at(connection: &Connection, at: DateTime<Utc>) -> Result<Option<Revision>, Error> {
    last_where(connection, "adopted_us <= ?1", at.timestamp_micros())
}

/// The last revision before number `id`.
pub(super) fn revision_before(connection: &Connection, id: i64) -> Result<Option<Revision>, Error> {
    last_where(connection, "id < ?1", id)
}

/// The revision that followed number `id`.
pub(super) fn revision_after(connection: &Connection, id: i64) -> Result<Option<Revision>, Error> {
    revision(connection, id + 1)
}

fn last_where(connection: &Connection, which: &str, value: i64) -> Result<Option<Revision>, Error> {
    let query = format!(
        "SELECT id, adopted_us, schedule FROM revision WHERE {which} ORDER BY id DESC LIMIT 1"
    );
    let found = connection
        .prepare_cached(&query)?
        .query_row([value], |row| {
            let adopted_at = from_micros(row.get(1)?);
            Ok(Revision { id: row.get(0)?, adopted_at, schedule: row.get(2)? })
        })
        .optional()?;
    Ok(found)
}

/// Makes `schedule` the revision on air. The text that is already the latest keeps its number; an older
/// text that comes back gets a new one.
pub fn adopt(store: &mut Store, now: DateTime<Utc>, schedule: &str) -> Result<i64, Error> {
    store.transaction(|transaction| adopt_text(transaction, now, schedule))
}

/// The same within a transaction.
pub(super) fn adopt_text(
    transaction: &Transaction<'_>,
    now: DateTime<Utc>,
    schedule: &str,
) -> Result<i64, Error> {
    if let Some(latest) = latest(transaction)?
        && latest.schedule == schedule
    {
        return Ok(latest.id);
    }
    transaction.execute(
        "INSERT INTO revision (adopted_us, sha256, schedule) VALUES (?1, ?2, ?3)",
        (now.timestamp_micros(), hash(schedule), schedule),
    )?;
    Ok(transaction.last_insert_rowid())
}
