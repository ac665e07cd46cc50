//! Phát bù: the next free slot for an airing that was missed.
//!
//! A town does not want its loudspeakers to come on at any odd hour, and an amplifier is warm where a
//! programme has just ended. So a make-good goes right after something else that is on the air anyway,
//! also after a relay by other equipment; or, on a day on which its own programme does not air, at its
//! programme's own hour. Of those the first that is free and that no rule forbids.

use std::collections::BTreeSet;

use chrono::{DateTime, DurationRound, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::{Airing, Known, State, precedence::Span, undealt};
use crate::{
    schedule::{Priority, Programme, Schedule},
    words::Reason,
};

/// What is left free before and after a make-good: what is on air may run a little long, the hour of the
/// day chooses among greetings of different length, and a listener hears that something new begins.
const MARGIN: TimeDelta = TimeDelta::minutes(1);
/// Nothing lasts longer; whatever began before this is over.
const LONGEST: TimeDelta = TimeDelta::days(1);
/// From how far back a programme's own hours are known: each of its weekdays comes by.
const WEEK: TimeDelta = TimeDelta::days(7);

/// A make-good that wants a slot.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'s> {
    /// Whose airing was missed.
    pub programme: &'s Programme,
    /// When it should have been.
    pub missed_at: DateTime<Utc>,
    /// How long it will be.
    pub length: TimeDelta,
    /// No slot before this.
    pub earliest: DateTime<Utc>,
    /// No slot that starts after this.
    pub latest: DateTime<Utc>,
}

/// What takes the air without being in the schedule: another make-good, or what a person plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Programme id of a make-good; empty for anything else.
    pub makegood_of: String,
    /// What people call it.
    pub title: String,
    /// Its first frame.
    pub at: DateTime<Utc>,
    /// How long it is.
    pub length: TimeDelta,
}

/// The next free slot: a whole minute, a margin away from everything on the air, never in the quiet hours
/// nor on a day of an exception, and never two of one programme's make-goods on a day: after three days
/// without power a town is not to hear one notice six times in a row.
///
/// Which slots there are does not follow from `earliest`: whoever asks later gets the same answer, for
/// as long as it has not passed.
pub fn free_slot(
    schedule: &Schedule,
    known: &Known,
    wish: &Wish<'_>,
    taken: &[Taken],
) -> Option<DateTime<Utc>> {
    if wish.latest < wish.earliest {
        return None;
    }
    let zone = schedule.station.zone;
    let until = wish.latest + wish.length + MARGIN;
    let busy = busy(schedule, known, wish.missed_at, until, taken);
    let after = busy.iter().filter_map(|it| whole_minute(it.span().until + MARGIN));
    let mut slots: Vec<DateTime<Utc>> = after.chain(own_hours(wish, zone)).collect();
    slots.sort_unstable();
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let days: BTreeSet<NaiveDate> = taken
        .iter()
        .filter(|it| it.makegood_of == wish.programme.id)
        .map(|it| day(it.at))
        .collect();
    slots.into_iter().find(|at| {
        let kept_free = Span::new(*at, wish.length).widened(MARGIN);
        (wish.earliest..=wish.latest).contains(at)
            && *at > wish.missed_at
            && !days.contains(&day(*at))
            && rule_against(schedule, wish.programme, *at, wish.length).is_none()
            && !busy.iter().any(|it| it.span().meets(kept_free))
    })
}

/// Why a make-good of `programme` cannot be on the air at that instant; `None`: it can. No margin is
/// asked for.
pub fn slot_against(
    schedule: &Schedule,
    known: &Known,
    programme: &Programme,
    at: DateTime<Utc>,
    length: TimeDelta,
    taken: &[Taken],
) -> Option<Reason> {
    rule_against(schedule, programme, at, length).or_else(|| {
        let busy = busy(schedule, known, at, at + length, taken);
        let met = busy.into_iter().find(|it| it.span().meets(Span::new(at, length)))?;
        let local = met.at.with_timezone(&schedule.station.zone).format("%H:%M %d/%m/%Y");
        Some(Reason::SlotTaken { title: met.title, at: local.to_string() })
    })
}

/// The schedule's rules hold for all of a make-good, not for its start alone; and in the quiet hours an
/// emergency that is made good is no emergency any more.
fn rule_against(
    schedule: &Schedule,
    programme: &Programme,
    at: DateTime<Utc>,
    length: TimeDelta,
) -> Option<Reason> {
    let ordinary = Programme { priority: Priority::Normal, ..programme.clone() };
    let last = at + (length - TimeDelta::seconds(1)).max(TimeDelta::zero());
    let minutes = (0..=length.num_minutes()).map(|minute| at + TimeDelta::minutes(minute));
    minutes
        .take_while(|minute| *minute < last)
        .chain([last])
        .find_map(|minute| schedule.rule_against(&ordinary, minute))
}

/// All that takes the air between two instants. What waits for a person may yet be let go.
fn busy(
    schedule: &Schedule,
    known: &Known,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    taken: &[Taken],
) -> Vec<Taken> {
    let planned = undealt(schedule, known, from - LONGEST, to);
    let on_air = planned.into_iter().filter(|it| !matches!(it.state, State::Skipped(_)));
    on_air.map(Taken::from).chain(taken.iter().cloned()).collect()
}

/// The programme's own hours on the days on which it is not planned.
fn own_hours(wish: &Wish<'_>, zone: Tz) -> Vec<DateTime<Utc>> {
    let local = |at: &DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let starts = wish.programme.starts(wish.missed_at - WEEK, wish.latest + LONGEST, zone);
    let days: BTreeSet<NaiveDate> = starts.iter().map(|at| local(at).date()).collect();
    let hours: BTreeSet<_> = starts.iter().map(|at| local(at).time()).collect();
    let (first, last) = (local(&wish.missed_at).date(), local(&wish.latest).date());
    first
        .iter_days()
        .take_while(|date| *date <= last)
        .filter(|date| !days.contains(date))
        .flat_map(|date| hours.iter().map(move |hour| date.and_time(*hour)))
        .filter_map(|wall| zone.from_local_datetime(&wall).earliest())
        .filter_map(|at| whole_minute(at.to_utc()))
        .collect()
}

/// The first whole minute that is not before `at`.
fn whole_minute(at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minute = TimeDelta::minutes(1);
    let floor = at.duration_trunc(minute).ok()?;
    Some(if floor < at { floor + minute } else { floor })
}

impl Taken {
    fn span(&self) -> Span {
        Span::new(self.at, self.length)
    }
}

impl From<Airing> for Taken {
    fn from(airing: Airing) -> Self {
        let title = airing.title;
        Self { makegood_of: String::new(), title, at: airing.planned_at, length: airing.length }
    }
}

#[cfg(test)]
mod tests;
