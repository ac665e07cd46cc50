//! The schedule that a question stands on: the one on air now, or the one that was on air then.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Sources;
use crate::{
    asrun::revision::{Revision, latest, revision_at, revision_before},
    schedule::{self, Programme, Schedule},
    store::Error,
};

/// Revisions that are searched for a programme at most; a station that edits every day makes so many
/// in three years.
pub(super) const SEARCHED: usize = 1000;

/// A schedule, and what its programme says.
pub(super) struct Ground {
    /// What holds of it.
    pub(super) schedule: Schedule,
    /// As written.
    pub(super) text: String,
    /// Which revision it is; `None`: the file, which was never on air.
    pub(super) revision: Option<Revision>,
    /// It is the file as it is now.
    pub(super) current: bool,
    /// It was on air at an instant that has passed.
    pub(super) of_then: bool,
    /// The programme that is asked about.
    pub(super) programme: String,
    /// Its title: in this schedule, else when it was last in one.
    pub(super) title: String,
    /// The last revision that had the programme, where this one has not.
    pub(super) last_with: Option<Revision>,
}

impl Ground {
    /// The schedule of an instant in the past, or of now and what is to come; `None`: no schedule ever
    /// had the programme.
    pub(super) fn of(
        sources: &Sources<'_>,
        programme: &str,
        then: Option<DateTime<Utc>>,
    ) -> Result<Option<Self>, Error> {
        let folder = sources.folder;
        let adopted = match (sources.connection, then) {
            (None, _) => None,
            (Some(connection), None) => latest(connection)?,
            // Before the first one the log does not reach: what the first said is nearest to an answer.
            (Some(connection), Some(at)) => revision_at(connection, at)?
                .map_or_else(|| latest(connection), |it| Ok(Some(it)))?,
        };
        // What is to come follows the file, unless an error keeps the old schedule on air.
        let by_file = then.is_none() && !folder.has_errors();
        let (schedule, text, revision) = match adopted {
            Some(adopted) if adopted.schedule == folder.schedule_text => {
                (folder.schedule.clone(), folder.schedule_text.clone(), Some(adopted))
            }
            Some(adopted) if !by_file => (
                schedule::read(&adopted.schedule).schedule,
                adopted.schedule.clone(),
                Some(adopted),
            ),
            _ => (folder.schedule.clone(), folder.schedule_text.clone(), None),
        };
        let current = text == folder.schedule_text;
        let mut last_with = None;
        let mut title = schedule.programme(programme).map(|it| it.title.clone());
        if title.is_none()
            && let Some(connection) = sources.connection
            && let Some((revision, found)) = last_with_programme(connection, programme)?
        {
            title = Some(found);
            last_with = Some(revision);
        }
        // A programme that was written down a moment ago was never on air.
        let written = || folder.schedule.programme(programme).map(|it| it.title.clone());
        let (of_then, programme) = (then.is_some(), programme.to_owned());
        Ok(title.or_else(written).map(|title| Self {
            schedule,
            text,
            revision,
            current,
            of_then,
            programme,
            title,
            last_with,
        }))
    }

    /// The programme, if this schedule has it.
    pub(super) fn programme(&self) -> Option<&Programme> {
        self.schedule.programme(&self.programme)
    }
}

/// The last revision that had the programme, and its title there.
fn last_with_programme(
    connection: &Connection,
    programme: &str,
) -> Result<Option<(Revision, String)>, Error> {
    let mut next = latest(connection)?;
    for _ in 0..SEARCHED {
        let Some(revision) = next else { break };
        // Reading a schedule takes longer than looking whether the id is anywhere in it.
        if revision.schedule.contains(programme) {
            let schedule = schedule::read(&revision.schedule).schedule;
            if let Some(found) = schedule.programme(programme) {
                return Ok(Some((revision, found.title.clone())));
            }
        }
        next = revision_before(connection, revision.id)?;
    }
    Ok(None)
}
