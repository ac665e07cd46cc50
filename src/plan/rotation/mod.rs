//! The rotation: distributes the utilities over the airings, so that every programme mentions all utilities
//! that fit it before it repeats one.
//!
//! The words are those of a card game. A *card* is a utility, the *pack* is all of them, a *taker* is a
//! programme that mentions utilities, and a *hand* is the utilities of one airing. A *round* of a programme
//! is every utility that fits it, once. An airing takes the next cards of its programme's round; if the
//! round has fewer left than the airing takes, it takes these first and begins the next round with the
//! others. So n airings with hands of k cards mention n·k different utilities, or all of them, before one
//! returns, whatever the timetable. [`taker::Taker`] chooses the next cards of a round.
//!
//! A hand depends on the hands dealt before, never on a calendar month or on what really went out. The
//! caller reads them from the log and passes them as [`Dealt`]:
//!
//! - before `goes_on`, an airing has the hand that it was dealt. If it was dealt none, because the log does
//!   not reach back so far or the station never ran, it gets the hand of a station that began on the first
//!   of December before; so the answer is the same for every caller at any time;
//! - from `goes_on` on, dealing continues from the earlier hands. An airing that was dealt a hand already
//!   keeps it as long as its programme's round allows it, so that an edit of one programme does not change
//!   the hands of the others;
//! - a *fixed* hand (its words are frozen, or it was on air) stays, even if the round does not allow it.
//!
//! An airing that a rule forbids takes no utilities. The hand of an airing never depends on the interval of
//! the plan: the plans of two adjacent intervals equal the plan of both together. The work is linear in the
//! number of airings between `goes_on` and the interval's end.

mod day;
mod table;
mod taker;

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use table::{Table, Turn};

use super::{Airing, Card, Known, State, precedence::by_turn};
use crate::{
    clock::midnight,
    schedule::{Programme, Schedule},
};

/// How many earlier hands of each programme are read: four months of a daily one, so that a weekday does
/// not repeat the hand of the week before.
const REMEMBERED: usize = 128;
/// How many earlier hands of all programmes together are read, if each then still has a whole round.
const REMEMBERED_IN_ALL: usize = 20_000;
/// The month with which dealing begins where the log has no hands: the month of loa's first release.
const FIRST_MONTH: u32 = 12;

/// The hands that were dealt, as far back as the rotation needs them. Plain data, gathered by the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dealt {
    /// Hands in the order of their instants: for every programme that takes utilities, the last [`reach`]
    /// hands before the day of `goes_on`, and all from that day on. Older ones change nothing.
    pub hands: Vec<Hand>,
    /// The instant from which airings are dealt by the schedule; earlier airings keep their hands. `None` if
    /// the station never ran.
    pub goes_on: Option<DateTime<Utc>>,
}

/// The utilities that an airing was dealt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Programme id.
    pub programme: String,
    /// The airing's planned instant.
    pub at: DateTime<Utc>,
    /// Ids of utilities, in the order dealt.
    pub utilities: Vec<String>,
    /// How many of these utilities, counted from the end, begin a new round of the programme; 0 if all belong
    /// to the running one.
    pub fresh: usize,
    /// Whether nothing can change it any more: its words are frozen, or it has had its outcome.
    pub fixed: bool,
}

impl Hand {
    /// The hand of a planned airing; `None`: it takes no utilities.
    pub fn of(airing: &Airing) -> Option<Self> {
        let dealt = !airing.utilities.is_empty();
        dealt.then(|| Self {
            programme: airing.programme.clone(),
            at: airing.planned_at,
            utilities: airing.utilities.clone(),
            fresh: airing.fresh,
            fixed: false,
        })
    }
}

/// How many earlier hands of each programme the rotation needs.
pub fn reach(schedule: &Schedule, cards: &[Card]) -> usize {
    let takers = takers(schedule).count().max(1);
    (REMEMBERED_IN_ALL / takers).min(REMEMBERED).max(cards.len() + 1)
}

/// The programmes that take utilities.
pub fn takers(schedule: &Schedule) -> impl Iterator<Item = &Programme> {
    schedule.programmes.iter().filter(|programme| programme.utilities > 0)
}

/// Every hand before an instant, for a rehearsal whose rotation continues from there.
pub fn hands_until(schedule: &Schedule, known: &Known, until: DateTime<Utc>) -> Vec<Hand> {
    let goes_on = known.dealt.goes_on.filter(|goes_on| *goes_on <= until);
    let from = goes_on.unwrap_or_else(|| begins(schedule, until));
    let before = known.dealt.hands.iter().filter(|hand| hand.at < from).cloned();
    let planned = super::plan(schedule, known, from, until);
    before.chain(planned.iter().filter_map(Hand::of)).collect()
}

/// Utilities, and how many of them begin a new round, by programme and instant.
type Hands<'a> = HashMap<(&'a str, DateTime<Utc>), (Vec<String>, usize)>;

/// Fills in the utilities of every airing in `airings` that takes some. `airings` are all those of an
/// interval that ends at `to`, in their order.
pub(super) fn deal(schedule: &Schedule, known: &Known, to: DateTime<Utc>, airings: &mut [Airing]) {
    if known.utilities.is_empty() || takers(schedule).next().is_none() {
        return;
    }
    let Dealt { hands, goes_on } = &known.dealt;
    debug_assert!(hands.is_sorted_by_key(|hand| hand.at), "the dealt hands are in no order");
    let goes_on = goes_on.unwrap_or(DateTime::<Utc>::MAX_UTC);
    let split = airings.partition_point(|airing| airing.planned_at < goes_on);
    let (before, after) = airings.split_at_mut(split);
    deal_past(schedule, known, before);
    if !after.is_empty() {
        let (past, ahead) = hands.split_at(hands.partition_point(|hand| hand.at < goes_on));
        let last = ahead.last().map_or(to, |hand| hand.at.max(to));
        let turns = turns(schedule, goes_on, last);
        let mut table = Table::new(schedule, &known.utilities, past);
        give(&mut *after, table.play(&turns, ahead));
    }
    debug_assert!(
        after.iter().all(|it| it.utilities.is_empty() || !matches!(it.state, State::Skipped(_))),
        "an airing that a rule forbids takes utilities"
    );
}

/// The instant with which dealing begins for a time that the log does not cover: at most a year before it,
/// so that the work is bounded.
fn begins(schedule: &Schedule, at: DateTime<Utc>) -> DateTime<Utc> {
    let zone = schedule.station.zone;
    let date = at.with_timezone(&zone).date_naive();
    let year = if date.month() == FIRST_MONTH { date.year() } else { date.year() - 1 };
    NaiveDate::from_ymd_opt(year, FIRST_MONTH, 1).map_or(at, |first| midnight(zone, first))
}

/// Gives airings before `goes_on` the hands that they were dealt, and to airings without one the hand that
/// a station would have dealt.
fn deal_past(schedule: &Schedule, known: &Known, airings: &mut [Airing]) {
    let (Some(first), Some(last)) = (airings.first(), airings.last()) else { return };
    let (first, last) = (first.planned_at, last.planned_at);
    let hands = &known.dealt.hands;
    let dealt = hands[hands.partition_point(|hand| hand.at < first)..].iter();
    let dealt: Hands<'_> = dealt
        .take_while(|hand| hand.at <= last)
        .map(|hand| ((hand.programme.as_str(), hand.at), (hand.utilities.clone(), hand.fresh)))
        .collect();
    give(&mut *airings, dealt);
    let takes = |airing: &&mut Airing| {
        let programme = schedule.programme(&airing.programme);
        airing.utilities.is_empty()
            && !matches!(airing.state, State::Skipped(_))
            && programme.is_some_and(|it| it.utilities > 0)
    };
    let open: Vec<&mut Airing> = airings.iter_mut().filter(takes).collect();
    let mut open = open.into_iter().peekable();
    while let Some(next) = open.peek() {
        let began = begins(schedule, next.planned_at);
        let same = |it: &&mut Airing| begins(schedule, it.planned_at) == began;
        let of_year: Vec<_> = std::iter::from_fn(|| open.next_if(same)).collect();
        let last = of_year.last().map_or(last, |it| it.planned_at);
        let turns = turns(schedule, began, last);
        give(of_year, Table::new(schedule, &known.utilities, &[]).play(&turns, &[]));
    }
}

/// Gives each airing its hand from the map.
fn give<'a>(airings: impl IntoIterator<Item = &'a mut Airing>, mut hands: Hands<'a>) {
    for airing in airings {
        if let Some(hand) = hands.remove(&(airing.programme.as_str(), airing.planned_at)) {
            (airing.utilities, airing.fresh) = hand;
        }
    }
}

/// Every airing that takes cards, in order, up to the end of the local day of `last`: the rest of that day
/// influences the choice, wherever the interval ends. Airings that a rule forbids are left out.
fn turns(schedule: &Schedule, from: DateTime<Utc>, last: DateTime<Utc>) -> Vec<Turn> {
    let zone = schedule.station.zone;
    let day = last.with_timezone(&zone).date_naive();
    let to = day.succ_opt().map_or(last, |next| midnight(zone, next));
    let mut turns = Vec::new();
    for (taker, programme) in takers(schedule).enumerate() {
        for at in programme.starts(from, to, zone) {
            if schedule.rule(programme, at).is_none() {
                let day = at.with_timezone(&zone).date_naive();
                turns.push((programme.priority, Turn { taker, at, day }));
            }
        }
    }
    turns.sort_by_key(|(priority, turn)| by_turn(turn.at, *priority));
    turns.into_iter().map(|(_, turn)| turn).collect()
}

#[cfg(test)]
mod tests;
