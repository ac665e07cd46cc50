//! The edits of the schedule that were made: as the log names them, and how often.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{
    Edit,
    edit::airs_as,
    entry::{ActBody, parsed},
};
use crate::{clock::from_micros, store::Error, words::Phrase};

/// The acts that are edits of the schedule. The second is what 0.1.0 wrote, without saying what it took.
pub(super) const EDITS: [&str; 2] = ["act-edited", "act-adopted"];

/// An edit as the log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// When it was taken up.
    pub at: DateTime<Utc>,
    /// The act.
    pub what: Phrase,
    /// What it took and added; `None`: 0.1.0 did not say.
    pub edit: Option<Edit>,
}

/// The edits that were taken up between two instants, in their order.
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
    let bounds = (from.timestamp_micros(), to.timestamp_micros(), EDITS[0], EDITS[1]);
    let logged = acts.query_map(bounds, |row| {
        let body: ActBody = parsed(row, 1)?;
        Ok(Logged { at: from_micros(row.get(0)?), what: body.act.what, edit: body.edit })
    })?;
    Ok(logged.collect::<Result<_, _>>()?)
}

/// How often what is broadcast was edited between two instants. Another setting of the file, or a remark
/// in it, is no edit of what is broadcast.
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
