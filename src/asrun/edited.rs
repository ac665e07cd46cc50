//! Reads the edits of the schedule from the log, and counts them.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{
    ActKind, Edit,
    act::{ADOPTED, EDITED},
    edit::airs_as,
    entry::{ActBody, parsed},
};
use crate::{clock::from_micros, store::Error};

/// An edit, read from the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// When it was adopted.
    pub at: DateTime<Utc>,
    /// The act.
    pub what: ActKind,
    /// Its removed and added airings; `None` for an edit that loa 0.1.0 logged.
    pub edit: Option<Edit>,
}

/// The edits that were adopted between two instants, in their order.
pub fn edits_logged(
    connection: &Connection,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Logged>, Error> {
    let mut acts = connection.prepare_cached(
        "SELECT at_us, body FROM entry
         WHERE kind = 'act' AND at_us >= ?1 AND at_us < ?2
             AND json_extract(body, '$.act.what.code') IN (?3, ?4) ORDER BY n",
    )?;
    let bounds = (from.timestamp_micros(), to.timestamp_micros(), EDITED, ADOPTED);
    let logged = acts.query_map(bounds, |row| {
        let body: ActBody = parsed(row, 1)?;
        Ok(Logged { at: from_micros(row.get(0)?), what: body.act.what, edit: body.edit })
    })?;
    Ok(logged.collect::<Result<_, _>>()?)
}

/// The number of edits between two instants that changed what is broadcast. A change of another setting
/// or of a comment in the file is not counted.
pub fn edits(
    connection: &Connection,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<usize, Error> {
    let mut adopted = connection.prepare_cached(
        "SELECT now.schedule, before.schedule FROM revision AS now
         JOIN revision AS before ON before.id = now.id - 1
         WHERE now.adopted_us >= ?1 AND now.adopted_us < ?2",
    )?;
    let mut rows = adopted.query([from.timestamp_micros(), to.timestamp_micros()])?;
    let mut edits = 0;
    while let Some(row) = rows.next()? {
        let (now, before): (String, String) = (row.get(0)?, row.get(1)?);
        edits += usize::from(!airs_as(&now, &before));
    }
    Ok(edits)
}
