//! Deals the utilities out: one pack per station and month, shuffled. An airing takes those that were
//! dealt least so far, in the order of the pack, so that no utility is ever more than one airing ahead
//! of another; only a programme that keeps to one account level can make a larger difference, and the
//! others then make up for it.
//!
//! Which cards an airing gets depends only on the schedule and on how many were dealt before it in
//! its month; never on the interval that was asked for, nor on what really went out.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use sha2::{Digest, Sha256};

use super::{Airing, Card};
use crate::{
    clock::midnight,
    schedule::{Programme, Schedule},
};

/// Fills in the utilities of every airing in `airings` that takes some. `airings` are all those of
/// `from..to`.
pub(super) fn deal(
    schedule: &Schedule,
    cards: &[Card],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    airings: &mut [Airing],
) {
    let takers: Vec<&Programme> =
        schedule.programmes.iter().filter(|programme| programme.utilities > 0).collect();
    if takers.is_empty() || cards.is_empty() || airings.is_empty() {
        return;
    }
    let mut hands: BTreeMap<(&str, DateTime<Utc>), Vec<String>> = BTreeMap::new();
    let (mut month, mut pack) = (None, Pack::default());
    for (at, programme) in turns(schedule, &takers, month_start(schedule, from), to) {
        let local = at.with_timezone(&schedule.station.zone);
        let this_month = Some((local.year(), local.month()));
        if month != this_month {
            month = this_month;
            pack = Pack::shuffled(cards, &schedule.station.name, local.year(), local.month());
        }
        hands.insert((&programme.id, at), pack.hand(programme));
    }
    for airing in airings {
        if let Some(hand) = hands.remove(&(airing.programme.as_str(), airing.planned_at)) {
            airing.utilities = hand;
        }
    }
}

/// The cards of a month, each with how often it was dealt.
#[derive(Default)]
struct Pack<'c> {
    cards: Vec<(&'c Card, usize)>,
}

impl<'c> Pack<'c> {
    /// Sorted by a hash, so that every month and every station has another order and anybody can work
    /// it out again.
    fn shuffled(cards: &'c [Card], station: &str, year: i32, month: u32) -> Self {
        let mut cards: Vec<(&Card, usize)> = cards.iter().map(|card| (card, 0)).collect();
        cards.sort_by_cached_key(|(card, _)| {
            Sha256::digest(format!("{station}/{year}-{month:02}/{}", card.id)).to_vec()
        });
        Self { cards }
    }

    /// Deals one airing its cards: those that fit the programme and were dealt least.
    fn hand(&mut self, programme: &Programme) -> Vec<String> {
        let mut fitting: Vec<&mut (&Card, usize)> =
            self.cards.iter_mut().filter(|(card, _)| card.fits(programme)).collect();
        // A stable sort: cards that were dealt alike stay in the order of the pack.
        fitting.sort_by_key(|(_, dealt)| *dealt);
        let hand = fitting.into_iter().take(programme.utilities);
        hand.map(|(card, dealt)| {
            *dealt += 1;
            card.id.clone()
        })
        .collect()
    }
}

/// Every airing that takes cards, in order; those that a rule forbids take none.
fn turns<'s>(
    schedule: &Schedule,
    takers: &[&'s Programme],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, &'s Programme)> {
    let mut turns = Vec::new();
    for programme in takers {
        for at in programme.starts(from, to, schedule.station.zone) {
            if schedule.rule_against(programme, at).is_none() {
                turns.push((at, *programme));
            }
        }
    }
    turns.sort_by_key(|(at, programme)| (*at, std::cmp::Reverse(programme.priority)));
    turns
}

fn month_start(schedule: &Schedule, at: DateTime<Utc>) -> DateTime<Utc> {
    let zone = schedule.station.zone;
    let date = at.with_timezone(&zone).date_naive();
    midnight(zone, date.with_day(1).unwrap_or(date))
}
