//! What a person or the station did near an airing, as the log has it.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::Reader;
use crate::{
    asrun::{
        ActKind, Row,
        act::{ADOPTED, EDITED, STARTED},
        entry::ActBody,
    },
    clock::from_micros,
    store::Error,
    words::{Message, Reason},
};

/// How far from an airing's end an act still explains it.
const NEAR: TimeDelta = TimeDelta::minutes(2);

/// The acts that bear on this airing: who stopped it, the station's own stop, the edit that took it
/// away, the clock's step, and when the station was there again.
pub(super) fn bearing_on(
    connection: &Connection,
    reader: Reader,
    row: &Row,
) -> Result<Vec<Message>, Error> {
    let Some(begins) = row.planned_at.or(row.started_at).map(|at| at.to_utc()) else {
        return Ok(Vec::new());
    };
    let ends = row.ended_at.map_or(begins, |at| at.to_utc());
    let during = between(connection, begins - NEAR, ends + NEAR)?;
    let mut acts: Vec<_> =
        during.into_iter().filter(|(_, body)| explains(row, &body.act.what)).collect();
    match row.reason {
        Some(Reason::ScheduleEdited { .. }) => acts.extend(edit(connection, &row.airing)?),
        Some(Reason::PowerOff { .. } | Reason::NotRunning { .. } | Reason::ClockWrong) => {
            acts.extend(first(connection, ends, STARTED)?);
        }
        _ => {}
    }
    let said = acts.into_iter().map(|(at, body)| {
        let act = Message::new(if body.act.by.is_some() { "why-act-by" } else { "why-act" })
            .with("at", reader.moment(at))
            .with("what", body.act.what.render(reader.lang));
        match body.act.by {
            Some(by) => act.with("by", by),
            None => act,
        }
    });
    Ok(said.collect())
}

/// Whether an act near the airing is about it.
fn explains(row: &Row, act: &ActKind) -> bool {
    match act {
        ActKind::StopAiring { airing } => *airing == row.airing,
        ActKind::Stopped => row.reason == Some(Reason::Stopped),
        ActKind::ClockStep { .. } => row.outcome != Some(crate::asrun::Outcome::Aired),
        _ => false,
    }
}

/// The adoption of the schedule that cancelled the airing.
pub(super) fn edit(
    connection: &Connection,
    airing: &str,
) -> Result<Option<(DateTime<Utc>, ActBody)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT act.at_us, act.body FROM entry AS own, entry AS act
         WHERE own.airing = ?1 AND own.kind = 'outcome' AND act.kind = 'act'
             AND json_extract(act.body, '$.act.what.code') IN (?2, ?3, ?4)
             AND json_extract(act.body, '$.act.what.args.revision')
                 = json_extract(own.body, '$.reason.args.to')
         ORDER BY act.n LIMIT 1",
    )?;
    let mut rows = statement.query([airing, EDITED, ADOPTED, STARTED])?;
    rows.next()?.map(act_of).transpose()
}

/// The first act of that code from an instant on.
fn first(
    connection: &Connection,
    from: DateTime<Utc>,
    code: &str,
) -> Result<Option<(DateTime<Utc>, ActBody)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT at_us, body FROM entry WHERE kind = 'act' AND at_us >= ?1
         AND json_extract(body, '$.act.what.code') = ?2 ORDER BY at_us LIMIT 1",
    )?;
    let mut rows = statement.query((from.timestamp_micros(), code))?;
    rows.next()?.map(act_of).transpose()
}

fn between(
    connection: &Connection,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<(DateTime<Utc>, ActBody)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT at_us, body FROM entry WHERE kind = 'act' AND at_us >= ?1 AND at_us <= ?2 ORDER BY n",
    )?;
    let mut rows = statement.query([from.timestamp_micros(), to.timestamp_micros()])?;
    let mut acts = Vec::new();
    while let Some(row) = rows.next()? {
        acts.push(act_of(row)?);
    }
    Ok(acts)
}

fn act_of(row: &rusqlite::Row<'_>) -> Result<(DateTime<Utc>, ActBody), Error> {
    let body: String = row.get(1)?;
    let body = serde_json::from_str(&body).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into())
    })?;
    Ok((from_micros(row.get(0)?), body))
}
