//! The station's signs of life, and what it or a person did.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::{Act, ActKind, Edit, chain, entry::ActBody};
use crate::{
    clock::from_micros,
    store::{Error, Store},
};

/// The last sign of life, and whether the station had been stopped in good order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    /// When.
    pub at: DateTime<Utc>,
    /// The last act in the log is that it was stopped, or restored.
    pub stopped: bool,
}

/// Whether it is an act after which no power cut is to blame for silence: a run ended in good order, or the log was
/// taken from a backup and cannot know what came after it.
fn is_at_rest(act: &ActKind) -> bool {
    matches!(act, ActKind::Stopped | ActKind::Restored { .. })
}

/// Stores the instant of a sign of life.
pub(super) const BEAT: &str =
    "INSERT INTO heartbeat VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET at_us = ?1";

const LAST_ACT: &str = "SELECT body FROM entry WHERE kind = 'act' ORDER BY n DESC LIMIT 1";

/// Writes down that the station is alive.
pub fn beat(store: &Store, now: DateTime<Utc>) -> Result<(), Error> {
    store.connection().prepare_cached(BEAT)?.execute([now.timestamp_micros()])?;
    Ok(())
}

/// The last sign of life; `None` on a new station.
pub fn last_beat(connection: &Connection) -> Result<Option<Beat>, Error> {
    let at = connection
        .query_row("SELECT at_us FROM heartbeat", [], |row| row.get::<_, i64>(0))
        .optional()?;
    let last_act = connection.query_row(LAST_ACT, [], |row| row.get::<_, String>(0)).optional()?;
    let stopped = last_act
        .and_then(|body| serde_json::from_str::<ActBody>(&body).ok())
        .is_some_and(|body| is_at_rest(&body.act.what));
    Ok(at.map(|at| Beat { at: from_micros(at), stopped }))
}

/// Appends an act to the log.
pub fn note(store: &mut Store, now: DateTime<Utc>, act: Act) -> Result<(), Error> {
    store.transaction(|transaction| append(transaction, now, act, None))
}

/// The same within a transaction; `edit` lists the airings that an edit of the schedule changed.
pub(super) fn append(
    transaction: &Transaction<'_>,
    now: DateTime<Utc>,
    act: Act,
    edit: Option<&Edit>,
) -> Result<(), Error> {
    let (n, prev) = chain::next(transaction)?;
    let written_us = now.timestamp_micros();
    let body = ActBody { act, edit: edit.cloned(), n, prev, v: 1, written_us };
    chain::append(transaction, n, "act", None, written_us, &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asrun::TABLES;

    /// A station that ran for years without an act needed three seconds to start: it read every entry
    /// back to the last one.
    #[test]
    fn the_last_act_is_found_without_reading_every_entry() {
        let store = Store::in_memory(&[TABLES]).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {LAST_ACT}");
        let plan: String = store.connection().query_row(&sql, [], |row| row.get("detail")).unwrap();
        assert!(plan.contains("USING INDEX entry_act"), "{plan}");
    }
}
