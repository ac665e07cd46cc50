//! Airings that want the air, and airings that have it.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};

use super::ON_TIME;
use crate::{
    plan::{Airing, Kind, State},
    schedule::{Border, Late, Priority, Programme, Schedule},
};

/// The shortest time there is here: a joined airing must have this much left.
const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

/// An airing that wants the air at its instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contender {
    /// Its key.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// Its rank in a conflict.
    pub priority: Priority,
    /// Its planned instant.
    pub at: DateTime<Utc>,
    /// How long it is.
    pub length: TimeDelta,
    /// What happens to it if it cannot start on time.
    pub late: Late,
    /// Whether its script and its clips are in order.
    pub can_sound: bool,
    /// From when on a rule forbids it to begin late, if it can still be waiting then.
    pub forbidden: Option<Border>,
    /// The quiet hours that it may run into.
    pub quiet: Option<Border>,
}

/// An airing on air, or one that will be in a moment and is not asked any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnAir {
    /// Its key.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// Its rank in a conflict.
    pub priority: Priority,
    /// Its first frame.
    pub starts_at: DateTime<Utc>,
    /// The instant after its last frame, as far as is known now.
    pub ends_at: DateTime<Utc>,
    /// The same as it was planned: earlier by as much as another one kept it waiting.
    pub planned_end: DateTime<Utc>,
    /// The quiet hours that it may run into; `None` for one that a person put on air.
    pub quiet: Option<Border>,
    /// It was stopped, and fades.
    pub stopping: bool,
}

impl Contender {
    /// A planned airing as it wants the air, by the rules of its schedule. `None`: it does not, for a rule or
    /// a person keeps it off, or other equipment sounds it. `length` is that of its rundown; `None`: it
    /// cannot sound.
    pub fn of(
        schedule: &Schedule,
        airing: &Airing,
        key: String,
        length: Option<TimeDelta>,
    ) -> Option<Self> {
        if airing.kind != Kind::Recorded || airing.state != State::Planned {
            return None;
        }
        let programme = schedule.programme(&airing.programme);
        let mut contender = Self {
            key,
            title: airing.title.clone(),
            priority: airing.priority,
            at: airing.planned_at,
            length: length.unwrap_or_default(),
            late: programme.map_or(Late::Skip, |programme| programme.late),
            can_sound: programme.is_some() && length.is_some_and(|length| !length.is_zero()),
            forbidden: None,
            quiet: None,
        };
        if let Some(programme) = programme {
            contender.keep_rules(schedule, &ranked(programme, airing.priority));
        }
        Some(contender)
    }

    fn keep_rules(&mut self, schedule: &Schedule, programme: &Programme) {
        let last_start = self.last_start();
        let end = last_start + self.length;
        self.quiet = schedule.quiet_from(programme, self.at, end);
        if self.last_start() > self.at + ON_TIME {
            // An edit may have made a day off of the day on which it waits.
            let rule = schedule.rule_against(programme, self.at);
            let already = rule.map(|rule| Border { at: self.at, rule });
            self.forbidden =
                already.or_else(|| schedule.forbidden_from(programme, self.at, last_start));
        }
    }

    /// The last instant at which it may begin. Of a joined airing something must be left.
    pub(super) fn last_start(&self) -> DateTime<Utc> {
        let patience = match self.late {
            Late::Skip => ON_TIME,
            Late::Start { grace } => grace,
            Late::Join { grace } => grace.min(self.length - MICROSECOND),
        };
        self.at + patience.max(ON_TIME)
    }

    /// Whether it may still begin at `now`, or later. A joined one of unknown length may, for all that is
    /// known.
    pub fn may_begin(&self, now: DateTime<Utc>) -> bool {
        match self.late {
            Late::Join { grace } if self.length.is_zero() => now <= self.at + grace.max(ON_TIME),
            _ => now <= self.last_start(),
        }
    }

    /// How much of it is left out if it begins at `start`: a joined airing enters where it would be by
    /// then.
    pub fn left_out(&self, start: DateTime<Utc>) -> TimeDelta {
        match self.late {
            Late::Join { .. } if !self.is_on_time(start) => start - self.at,
            _ => TimeDelta::zero(),
        }
    }

    /// Whether a start at `start` is on time.
    pub fn is_on_time(&self, start: DateTime<Utc>) -> bool {
        start <= self.at + ON_TIME
    }

    /// The airing on air, if it begins at `start`.
    pub fn begun(&self, start: DateTime<Utc>) -> OnAir {
        let length = self.length - self.left_out(start);
        let planned_start = if self.is_on_time(start) { self.at } else { start };
        OnAir {
            key: self.key.clone(),
            title: self.title.clone(),
            priority: self.priority,
            starts_at: start,
            ends_at: start + length,
            planned_end: planned_start + length,
            quiet: self.quiet.clone(),
            stopping: false,
        }
    }
}

impl OnAir {
    /// The airing by the quiet hours of a schedule that may have been edited since it began. A programme that
    /// is gone keeps those of before.
    #[must_use]
    pub fn by(self, schedule: &Schedule) -> Self {
        let id = self.key.split('@').next().unwrap_or_default();
        let Some(programme) = schedule.programme(id) else { return self };
        let programme = ranked(programme, self.priority);
        let quiet = schedule.quiet_from(&programme, self.starts_at, self.ends_at);
        Self { quiet, ..self }
    }
}

/// The programme as an airing of this priority keeps its rules: an emergency that is made good is none any
/// more.
fn ranked(programme: &Programme, priority: Priority) -> Cow<'_, Programme> {
    if programme.priority == priority {
        Cow::Borrowed(programme)
    } else {
        Cow::Owned(Programme { priority, ..programme.clone() })
    }
}
