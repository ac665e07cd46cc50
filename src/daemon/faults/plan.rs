//! What had to happen: the airings of every adopted schedule, for as long as it was the one adopted.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::entry::Logged;
use crate::{
    asrun,
    plan::{Known, plan},
    schedule::{self, Late, Schedule},
};

/// The schedules as the watch reads them from the database.
pub(super) struct Adopted {
    pub(super) revision: i64,
    /// The one that counts now.
    pub(super) schedule: Option<Schedule>,
    /// Up to here the plan is known, by the computer's clock.
    reached: Option<DateTime<Utc>>,
    /// Key of every airing whose hour came, and its planned instant.
    pub(super) expected: BTreeMap<String, DateTime<Utc>>,
    /// How late the most patient programme may start.
    pub(super) patience: TimeDelta,
}

impl Adopted {
    pub(super) fn new() -> Self {
        Self {
            revision: 0,
            schedule: None,
            reached: None,
            expected: BTreeMap::new(),
            patience: TimeDelta::seconds(1),
        }
    }

    /// Sees whether another schedule was adopted by now. The former one's airings count up to here.
    pub(super) fn look(
        &mut self,
        connection: &Connection,
        wall: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let newest = "SELECT coalesce(max(id), 0) FROM revision";
        let newest: i64 = connection.prepare_cached(newest)?.query_row([], |row| row.get(0))?;
        if newest == self.revision {
            return Ok(());
        }
        self.reach(wall);
        let begun = self.reached.unwrap_or(wall).max(wall);
        self.reached = Some(begun);
        self.revision = newest;
        self.schedule =
            asrun::latest(connection)?.map(|latest| schedule::read(&latest.schedule).schedule);
        for programme in self.schedule.iter().flat_map(|schedule| &schedule.programmes) {
            self.patience = self.patience.max(grace(programme.late));
        }
        Ok(())
    }

    /// The time up to here belongs to the schedule that counts now.
    pub(super) fn reach(&mut self, wall: DateTime<Utc>) {
        let (Some(schedule), Some(from)) = (&self.schedule, self.reached) else { return };
        if wall <= from {
            return;
        }
        for airing in plan(schedule, &Known::default(), from, wall) {
            self.expected.insert(airing.key(), airing.planned_at);
        }
        self.reached = Some(wall);
    }
}

impl Adopted {
    /// Counts a logged outcome as expected if the schedule in force has its hour, even if the clock was set
    /// since.
    pub(super) fn note(&mut self, logged: &Logged) {
        let Some((schedule, at)) = self.schedule.as_ref().zip(logged.planned_at()) else { return };
        let key = logged.airing.split('#').next().unwrap_or_default();
        let programme = key.split('@').next().and_then(|id| schedule.programme(id));
        let until = at + TimeDelta::seconds(1);
        if programme.is_some_and(|it| !it.starts(at, until, schedule.station.zone).is_empty()) {
            self.expected.insert(key.to_owned(), at);
        }
    }
}

/// How late a programme may start.
pub(super) fn grace(late: Late) -> TimeDelta {
    match late {
        Late::Skip => TimeDelta::zero(),
        Late::Join { grace } | Late::Start { grace } => grace,
    }
}
