//! Works out what should be on air between two instants, and why something is not.
//!
//! [`plan`] is pure: it takes the schedule, what is [`Known`] about scripts and clips, and an
//! interval, and never reads the log, a file or a clock. An airing belongs to the interval that holds
//! its start, so that `plan(a..b)` and `plan(b..c)` together are `plan(a..c)`.

mod makegood;
pub mod precedence;
mod rotation;

pub use makegood::{Taken, Wish, free_slot, slot_against};
pub use rotation::{Dealt, Hand, hands_until, reach, takers};

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    schedule::{Content, Priority, Programme, Schedule},
    words::Reason,
};

/// What a plan must know beside the schedule. Plain data, gathered by the caller.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Programme id to the length of its rundown, where it could be worked out.
    pub lengths: BTreeMap<String, TimeDelta>,
    /// Programme id to why it is held back, such as a stale clip.
    pub held: BTreeMap<String, Reason>,
    /// The utilities that take part in the rotation, in the order of the facts.
    pub utilities: Vec<Card>,
    /// The hands from which the rotation continues.
    pub dealt: Dealt,
}

/// A utility as the rotation deals it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Account level that offers it, 1 or 2.
    pub level: u8,
    /// The last day on which its facts hold; `None` if the facts' file sets none.
    pub valid_until: Option<NaiveDate>,
}

/// One planned airing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Airing {
    /// Programme id.
    pub programme: String,
    /// The programme's title at the time of planning.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Who sounds it.
    pub kind: Kind,
    /// The instant of its first frame.
    pub planned_at: DateTime<Utc>,
    /// How long it will be, as far as is known.
    pub length: TimeDelta,
    /// Who gives way to whom.
    pub priority: Priority,
    /// Whether a rule says no.
    pub state: State,
    /// Utilities dealt to it by the rotation.
    pub utilities: Vec<String>,
    /// How many of these utilities, counted from the end, begin a new round of its programme.
    pub fresh: usize,
}

/// Who sounds an airing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// loa plays clips.
    Recorded,
    /// The microphone through loa.
    Live,
    /// Other equipment.
    Elsewhere,
    /// A person states afterwards what went out without loa.
    Declared,
}

/// Whether an airing will go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It will.
    Planned,
    /// A rule says no.
    Skipped(Reason),
    /// It waits for a person.
    Held(Reason),
}

/// Every airing whose start lies in `from..to`, in the order of their starts; at the same instant the
/// higher priority first, then the order of the file.
pub fn plan(
    schedule: &Schedule,
    known: &Known,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Vec<Airing> {
    let mut airings = undealt(schedule, known, from, to);
    rotation::deal(schedule, known, to, &mut airings);
    airings
}

/// A plan without utilities, for callers that only need the times.
fn undealt(
    schedule: &Schedule,
    known: &Known,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Vec<Airing> {
    let mut airings: Vec<Airing> = Vec::new();
    for programme in &schedule.programmes {
        for at in programme.starts(from, to, schedule.station.zone) {
            airings.push(airing(schedule, known, programme, at));
        }
    }
    airings.sort_by_key(|it| precedence::by_turn(it.planned_at, it.priority));
    debug_assert!(
        airings.iter().all(|it| from <= it.planned_at && it.planned_at < to),
        "a plan has an airing of other hours"
    );
    airings
}

/// The next airing of `programme` within so long from `from` that no rule forbids.
pub fn next_airing(
    schedule: &Schedule,
    known: &Known,
    programme: &Programme,
    from: DateTime<Utc>,
    within: TimeDelta,
) -> Option<Airing> {
    let ahead = plan(schedule, known, from, from + within);
    ahead.into_iter().find(|it| it.programme == programme.id && it.state == State::Planned)
}

fn airing(schedule: &Schedule, known: &Known, programme: &Programme, at: DateTime<Utc>) -> Airing {
    let (kind, length) = match &programme.content {
        Content::Elsewhere { lasts } => (Kind::Elsewhere, *lasts),
        Content::Script(_) => {
            (Kind::Recorded, known.lengths.get(&programme.id).copied().unwrap_or_default())
        }
    };
    let state = match (schedule.rule_against(programme, at), known.held.get(&programme.id)) {
        (Some(rule), _) => State::Skipped(rule),
        (None, Some(why)) => State::Held(why.clone()),
        (None, None) => State::Planned,
    };
    Airing {
        programme: programme.id.clone(),
        title: programme.title.clone(),
        topic: programme.topic.clone(),
        kind,
        planned_at: at,
        length,
        priority: programme.priority,
        state,
        utilities: Vec::new(),
        fresh: 0,
    }
}

impl Known {
    /// The utilities that an airing of `programme` may be dealt on a day; empty if it takes none.
    pub fn fitting(&self, programme: &Programme, day: NaiveDate) -> Vec<String> {
        let cards = self.utilities.iter().filter(|card| card.fits(programme) && card.holds(day));
        if programme.utilities == 0 {
            Vec::new()
        } else {
            cards.map(|card| card.id.clone()).collect()
        }
    }

    /// A hand for an airing that nobody planned: the first utilities of the facts.
    pub fn first_hand(&self, programme: &Programme, day: NaiveDate) -> Vec<String> {
        let mut hand = self.fitting(programme, day);
        hand.truncate(programme.utilities);
        hand
    }
}

impl Card {
    fn fits(&self, programme: &Programme) -> bool {
        programme.level.is_none_or(|level| level == self.level)
    }

    /// Whether its facts hold on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.valid_until.is_none_or(|until| day <= until)
    }
}

impl Airing {
    /// The instant after its last frame, as far as its length is known.
    pub fn planned_end(&self) -> DateTime<Utc> {
        self.planned_at + self.length
    }

    /// The key of an airing over its whole life: programme and planned instant, UTC to the second.
    pub fn key(&self) -> String {
        key(&self.programme, self.planned_at)
    }
}

/// The key of the airing of `programme` planned at `at`.
pub fn key(programme: &str, at: DateTime<Utc>) -> String {
    format!("{programme}@{}", at.format("%Y-%m-%dT%H:%M:%SZ"))
}

/// The planned instant that a key names; also that of a make-good's key, which begins with the key of
/// what was missed.
pub fn instant_in(key: &str) -> Option<DateTime<Utc>> {
    let (_, instant) = key.split_once('@')?;
    let end = instant.find('Z')? + 1;
    DateTime::parse_from_rfc3339(instant.get(..end)?).ok().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests;
