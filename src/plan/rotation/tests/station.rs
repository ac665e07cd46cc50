//! A model of a station for tests of the rotation: it stores the airings of a day ahead with their hands,
//! and plans again at an edit.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::timetables::Timetable;
use crate::{
    clock::midnight,
    plan::{Airing, Dealt, Hand, Known, State, plan, reach, takers},
    schedule::Schedule,
};

const DAY: TimeDelta = TimeDelta::days(1);

pub(super) struct Desk {
    pub(super) schedule: Schedule,
    pub(super) known: Known,
    /// The stored airings up to `covered`, in order.
    pub(super) log: Vec<Airing>,
    pub(super) covered: DateTime<Utc>,
}

impl Desk {
    pub(super) fn new(timetable: &Timetable, begins: DateTime<Utc>) -> Self {
        let known = Known { utilities: timetable.cards(), ..Known::default() };
        Self { schedule: timetable.schedule(), known, log: Vec::new(), covered: begins }
    }

    /// The hands that the log has, no more of them than the rotation needs.
    pub(super) fn known_from(&self, goes_on: DateTime<Utc>) -> Known {
        let zone = self.schedule.station.zone;
        let since = midnight(zone, goes_on.with_timezone(&zone).date_naive());
        let reach = reach(&self.schedule, &self.known.utilities);
        let mut hands = Vec::new();
        for programme in takers(&self.schedule) {
            let own =
                self.log.iter().filter(|it| it.programme == programme.id).filter_map(Hand::of);
            let own: Vec<Hand> = own.collect();
            let first = own.partition_point(|hand| hand.at < since).saturating_sub(reach);
            hands.extend_from_slice(&own[first..]);
        }
        hands.sort_by_key(|hand| hand.at);
        Known { dealt: Dealt { hands, goes_on: Some(goes_on) }, ..self.known.clone() }
    }

    /// Stores the airings up to an instant.
    pub(super) fn cover(&mut self, until: DateTime<Utc>) {
        let known = self.known_from(self.covered);
        self.log.extend(plan(&self.schedule, &known, self.covered, until));
        self.covered = until;
    }

    /// Stores the airings of a day ahead again and again while time passes.
    pub(super) fn live(&mut self, from: DateTime<Utc>, to: DateTime<Utc>, step: i64) {
        let mut now = from;
        while now < to {
            self.cover(self.covered.max(now + DAY));
            now = (now + TimeDelta::minutes(step)).min(to);
        }
        self.cover(self.covered.max(to + DAY));
    }

    /// Plans the coming day again by another timetable. Returns the airings that were due and no longer are.
    pub(super) fn edit(&mut self, now: DateTime<Utc>, timetable: &Timetable) -> Vec<Airing> {
        self.schedule = timetable.schedule();
        self.known.utilities = timetable.cards();
        let known = self.known_from(now);
        let first = self.log.partition_point(|it| it.planned_at < now);
        let until = self.covered.max(now + DAY);
        let due = self.log.split_off(first);
        self.log.extend(plan(&self.schedule, &known, now, until));
        self.covered = until;
        due
    }

    /// The plan up to an instant, as the commands print it.
    pub(super) fn foretold(&self, now: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Airing> {
        plan(&self.schedule, &self.known_from(now), now, until)
    }
}

/// The day of an airing in the zone of these tests.
pub(super) fn local_day(airing: &Airing) -> NaiveDate {
    airing.planned_at.with_timezone(&chrono_tz::Asia::Ho_Chi_Minh).date_naive()
}

/// Checks the rounds: all that is left of a programme's round comes before any utility returns. `had`: the
/// utilities that its round has dealt already; `fits`: those that fit on a day; `size`: how many an airing
/// takes.
pub(super) fn goes_round<'a>(
    airings: impl Iterator<Item = &'a Airing>,
    had: &mut BTreeSet<String>,
    fits: impl Fn(NaiveDate) -> BTreeSet<String>,
    size: usize,
) -> Result<(), String> {
    for airing in airings.filter(|it| !matches!(it.state, State::Skipped(_))) {
        let fits = fits(local_day(airing));
        let hand: BTreeSet<String> = airing.utilities.iter().cloned().collect();
        let left: BTreeSet<String> = fits.difference(had).cloned().collect();
        let told = || format!("{}: {hand:?} of {left:?}", airing.key());
        if hand.len() != size.min(fits.len()) || hand.len() != airing.utilities.len() {
            return Err(format!("the size of {}", told()));
        }
        if hand.is_subset(&left) {
            had.extend(hand);
        } else if left.is_subset(&hand) && hand.is_subset(&fits) {
            *had = hand.difference(&left).cloned().collect();
        } else {
            return Err(format!("one returns too soon: {}", told()));
        }
    }
    Ok(())
}
