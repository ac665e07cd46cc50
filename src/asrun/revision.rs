//! Schedule revisions: every text of `schedule.toml` that was ever on air, numbered.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::chain::hash;
use crate::store::{Error, Store};

/// An adopted schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// 1, 2, 3 …
    pub id: i64,
    /// The file's text.
    pub schedule: String,
}

/// The revision that is or was last on air.
pub fn latest(connection: &Connection) -> Result<Option<Revision>, Error> {
    let latest = connection
        .query_row("SELECT id, schedule FROM revision ORDER BY id DESC LIMIT 1", [], |row| {
            Ok(Revision { id: row.get(0)?, schedule: row.get(1)? })
        })
        .optional()?;
    Ok(latest)
}

/// Makes `schedule` the revision on air. The text that is already the latest keeps its number; an older
/// text that comes back gets a new one.
pub fn adopt(store: &mut Store, now: DateTime<Utc>, schedule: &str) -> Result<i64, Error> {
    if let Some(latest) = latest(store.connection())?
        && latest.schedule == schedule
    {
        return Ok(latest.id);
    }
    store.connection().execute(
        "INSERT INTO revision (adopted_us, sha256, schedule) VALUES (?1, ?2, ?3)",
        (now.timestamp_micros(), hash(schedule), schedule),
    )?;
    Ok(store.connection().last_insert_rowid())
}
