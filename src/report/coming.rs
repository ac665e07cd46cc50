//! What the schedule promises for the next period, for the report's third section.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{Month, Range, period::period_for};
use crate::{
    clock::midnight,
    plan::{Kind, Known, State, plan},
    schedule::Schedule,
};

/// The airings on the report's topics that a schedule plans for a period, by programme. Relays by other
/// equipment and airings that a rule forbids are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The days.
    pub period: Range,
    /// A line for each programme, in the order in which they first come up.
    pub lines: Vec<Promise>,
}

/// One programme of the next period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    /// Its id.
    pub programme: String,
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// The local hours at which it starts.
    pub hours: BTreeSet<NaiveTime>,
    /// The days on which it airs.
    pub days: BTreeSet<NaiveDate>,
    /// Its airings.
    pub airings: u64,
}

impl Coming {
    /// Airings of all programmes.
    pub fn airings(&self) -> u64 {
        self.lines.iter().map(|line| line.airings).sum()
    }
}

/// What `schedule` plans for the period of `month`.
pub fn coming(schedule: &Schedule, month: Month) -> Coming {
    let zone = schedule.station.zone;
    let period = period_for(month, schedule.report.period);
    let [from, to] = [period.from, period.to + TimeDelta::days(1)].map(|day| midnight(zone, day));
    let mut lines: Vec<Promise> = Vec::new();
    for airing in plan(schedule, &Known::default(), from, to) {
        if airing.kind != Kind::Recorded || airing.state != State::Planned {
            continue;
        }
        let Some(topic) = schedule.report.topics.name_of(&airing.topic) else { continue };
        let same = |line: &Promise| line.programme == airing.programme;
        let place = lines.iter().position(same).unwrap_or(lines.len());
        if place == lines.len() {
            let (programme, title, topic) = (airing.programme, airing.title, topic.to_owned());
            lines.push(Promise { programme, title, topic, ..Promise::default() });
        }
        let local = airing.planned_at.with_timezone(&zone);
        lines[place].hours.insert(local.time());
        lines[place].days.insert(local.date_naive());
        lines[place].airings += 1;
    }
    Coming { period, lines }
}
