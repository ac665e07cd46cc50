//! Restores of the log from a backup. The log lacks what the old computer did after that backup.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Act, ActKind, act::RESTORED, entry::ActBody, last_beat, note};
use crate::{
    clock::from_micros,
    store::{Error, Store},
};

/// The stretch of time that is missing from a restored log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The last sign of life in the backup.
    pub from: DateTime<Utc>,
    /// When it was restored.
    pub to: DateTime<Utc>,
}

const LAST: &str = "SELECT body FROM entry WHERE kind = 'act'
    AND json_extract(body, '$.act.what.code') = ?1 ORDER BY n DESC LIMIT 1";

/// Adds an entry to a log that was just restored: the restore, and the last instant that the backup covers.
pub fn note_restored(
    store: &mut Store,
    now: DateTime<Utc>,
    by: Option<String>,
) -> Result<(), Error> {
    let beat = last_beat(store.connection())?;
    let alive_us = beat.map(|beat| beat.at.timestamp_micros());
    let what = ActKind::Restored { alive_us };
    note(store, now, Act { what, by })
}

/// The stretch that the last restore left unknown; `None` if the log was never restored, or was restored by
/// loa 0.1.0, which made no entry of it.
pub fn last_restored(connection: &Connection) -> Result<Option<Restored>, Error> {
    let body = connection.query_row(LAST, [RESTORED], |row| row.get::<_, String>(0)).optional()?;
    let body = body.and_then(|body| serde_json::from_str::<ActBody>(&body).ok());
    Ok(body.and_then(|body| match body.act.what {
        ActKind::Restored { alive_us: Some(alive) } => {
            Some(Restored { from: from_micros(alive), to: from_micros(body.written_us) })
        }
        _ => None,
    }))
}
