//! Finds one airing in the log, by its key or by what a person remembers: the programme and about when.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Outcome, Reader, Row, rows};
use crate::{clock::from_micros, store::Error};

/// No airing that is looked for began longer ago than this.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// Where an entry stands in the log's chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number.
    pub n: i64,
    /// Its hash.
    pub hash: String,
}

/// The airing with this key, as the log has it now; `None`: it has no outcome and is not on air.
pub fn by_key(connection: &Connection, reader: Reader, key: &str) -> Result<Option<Row>, Error> {
    let at: Option<i64> = connection
        .query_row(
            "SELECT at_us FROM entry WHERE airing = ?1 AND kind = 'outcome'
             UNION ALL SELECT at_us FROM airing WHERE key = ?1 AND phase = 'claimed'",
            [key],
            |row| row.get(0),
        )
        .optional()?;
    let Some(at) = at.map(from_micros) else { return Ok(None) };
    let rows = rows(connection, reader, at, at + TimeDelta::microseconds(1))?;
    Ok(rows.into_iter().find(|row| row.airing == key))
}

/// The airing of `programme` that is meant by `at`: the one that began then, else the one that was on
/// air then, else the one that began within that minute. One of which nothing was heard counts as
/// `length` long. What was cancelled is meant only where nothing else is.
pub fn find(
    connection: &Connection,
    reader: Reader,
    programme: &str,
    at: DateTime<Utc>,
    length: TimeDelta,
) -> Result<Option<Row>, Error> {
    let rows = rows(connection, reader, at - LONGEST, at + TimeDelta::minutes(1))?;
    let own = rows.into_iter().filter(|row| row.programme == programme);
    let best = own
        .filter_map(|row| {
            let begins = row.started_at.or(row.planned_at)?.to_utc();
            let planned = row.planned_at.map_or(begins, |at| at.to_utc());
            let ends = row.ended_at.map_or(planned + length, |at| at.to_utc());
            let nearness = nearness(at, planned.min(begins), ends)
                .or_else(|| (begins.trunc_subsecs(0) == at).then_some(0))?;
            Some(((nearness, row.outcome == Some(Outcome::Cancelled)), row))
        })
        .min_by_key(|(rank, _)| *rank);
    Ok(best.map(|(_, row)| row))
}

/// How well an airing from `begins` to `ends` fits `at`: 0 it begins then, 1 it is on air then, 2 it
/// begins within that minute; `None`: not at all.
pub(super) fn nearness(
    at: DateTime<Utc>,
    begins: DateTime<Utc>,
    ends: DateTime<Utc>,
) -> Option<u8> {
    if begins == at {
        Some(0)
    } else if begins < at && at < ends {
        Some(1)
    } else if at < begins && begins < at + TimeDelta::minutes(1) {
        Some(2)
    } else {
        None
    }
}

/// The last entry about an airing: its outcome's, or that of what was said about it later.
pub fn mark_of(connection: &Connection, key: &str) -> Result<Option<Mark>, Error> {
    let mark = connection
        .query_row(
            "SELECT n, hash FROM entry WHERE airing = ?1 ORDER BY n DESC LIMIT 1",
            params![key],
            |row| Ok(Mark { n: row.get(0)?, hash: row.get(1)? }),
        )
        .optional()?;
    Ok(mark)
}
