//! Finds the edit that added or removed an hour of a programme, by comparing the stored revisions.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::{Sources, ground::SEARCHED};
use crate::{
    asrun::revision::{Revision, latest, revision, revision_at, revision_before},
    schedule,
    store::Error,
    words::Message,
};

/// An edit that was made longer than this before an airing is not mentioned.
const NEWS: TimeDelta = TimeDelta::days(31);

/// The message that names the edit which removed an airing at `at`, or that the schedule on air still has
/// it; `None` if no revision had the airing.
pub(super) fn taken(
    sources: &Sources<'_>,
    programme: &str,
    at: DateTime<Utc>,
) -> Result<Option<Message>, Error> {
    let Some(connection) = sources.connection else { return Ok(None) };
    let meant = |revision: &Revision| has(revision, programme, at, TimeDelta::minutes(1));
    let mut since = revision_at(connection, at.min(sources.now))?;
    if let Some(on_air) = since.as_ref().filter(|on_air| meant(on_air)) {
        return Ok(Some(Message::new("why-still-has").with("n", on_air.id)));
    }
    for _ in 0..SEARCHED {
        let Some(edited) = since else { break };
        let before = revision_before(connection, edited.id)?;
        if let Some(before) = before.as_ref().filter(|before| meant(before)) {
            return Ok(Some(said(sources, "why-taken", before, &edited)));
        }
        since = before;
    }
    Ok(None)
}

/// The message for the edit that added the airing planned at `at` to revision `id`, or to the newest one;
/// `None` if the first revision had it already, or if the edit is older than `NEWS`.
pub(super) fn added(
    sources: &Sources<'_>,
    programme: &str,
    at: DateTime<Utc>,
    id: Option<i64>,
) -> Result<Option<Message>, Error> {
    let Some(connection) = sources.connection else { return Ok(None) };
    let planned = |revision: &Revision| has(revision, programme, at, TimeDelta::seconds(1));
    let mut since = of(connection, id)?.filter(|since| planned(since));
    while let Some(edited) = since.filter(|since| at - since.adopted_at < NEWS) {
        let Some(before) = revision_before(connection, edited.id)? else { break };
        if !planned(&before) {
            return Ok(Some(said(sources, "why-added", &before, &edited)));
        }
        since = Some(before);
    }
    Ok(None)
}

fn of(connection: &Connection, id: Option<i64>) -> Result<Option<Revision>, Error> {
    id.map_or_else(|| latest(connection), |id| revision(connection, id))
}

fn said(
    sources: &Sources<'_>,
    code: &'static str,
    before: &Revision,
    edited: &Revision,
) -> Message {
    Message::new(code)
        .with("at", sources.reader.moment(edited.adopted_at))
        .with("from", before.id)
        .with("to", edited.id)
}

/// Whether the programme starts in this revision at `at`, or within `reach` after it.
fn has(revision: &Revision, programme: &str, at: DateTime<Utc>, reach: TimeDelta) -> bool {
    // A search for the id is faster than parsing the schedule.
    if !revision.schedule.contains(programme) {
        return false;
    }
    let schedule = schedule::read(&revision.schedule).schedule;
    let zone = schedule.station.zone;
    schedule.programme(programme).is_some_and(|it| !it.starts(at, at + reach, zone).is_empty())
}
