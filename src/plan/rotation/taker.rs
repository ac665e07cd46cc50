//! One programme at the table: what it was dealt, and which cards it takes next.
//!
//! Of those that its round has left it takes, one rule after the other: those that a later airing which
//! was dealt already does not have; those that the fewest other airings of the local day have, or are
//! sure to take; those that are not among the half that it had last; those that it had longest ago on
//! this day of the week; those that it had longest ago at all. Where all this is equal a hash of station,
//! programme, card and instant decides, so that anybody can work it out again.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use super::{day::Day, table::Turn};
use crate::{
    plan::Card,
    schedule::{Programme, Schedule},
};

/// What one programme was dealt. Cards are told by their place in the pack.
pub(super) struct Taker<'s> {
    pub(super) programme: &'s Programme,
    /// The cards that fit it, and the last day of each.
    fits: Vec<(usize, NaiveDate)>,
    /// How many hands back it remembers.
    reach: u32,
    /// By card: what decides where nothing else does.
    seeds: Vec<u64>,
    /// How many hands it was dealt.
    hands: u32,
    /// By card: the number of the last hand that had it; 0: none.
    last: Vec<u32>,
    /// The same, of each day of the week.
    last_on: Vec<[u32; 7]>,
    /// By card: whether this round had it.
    had: Vec<bool>,
    /// By card: how many later airings have it already.
    pub(super) later: Vec<u16>,
}

impl<'s> Taker<'s> {
    pub(super) fn new(
        schedule: &Schedule,
        programme: &'s Programme,
        cards: &[Card],
        reach: usize,
    ) -> Self {
        let fits = cards.iter().enumerate().filter(|(_, card)| card.fits(programme));
        let fits = fits.map(|(place, card)| (place, card.valid_until.unwrap_or(NaiveDate::MAX)));
        let seed = |card: &Card| {
            let name = format!("{}/{}/{}", schedule.station.name, programme.id, card.id);
            let hash = Sha256::digest(name);
            hash.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
        };
        Self {
            programme,
            fits: fits.collect(),
            reach: u32::try_from(reach).unwrap_or(u32::MAX),
            seeds: cards.iter().map(seed).collect(),
            hands: 0,
            last: vec![0; cards.len()],
            last_on: vec![[0; 7]; cards.len()],
            had: vec![false; cards.len()],
            later: vec![0; cards.len()],
        }
    }

    /// Takes a hand in. A card that is in the pack no more (`None`) still counts among those that began a
    /// new round, the last `fresh` ones.
    pub(super) fn take(&mut self, day: NaiveDate, hand: &[Option<usize>], fresh: usize) {
        self.hands += 1;
        for (place, card) in hand.iter().enumerate() {
            if fresh > 0 && place == hand.len().saturating_sub(fresh) {
                self.had.fill(false);
            }
            let Some(card) = *card else { continue };
            self.had[card] = true;
            self.last[card] = self.hands;
            self.last_on[card][weekday(day)] = self.hands;
        }
    }

    /// The cards that fit it on a day.
    fn fitting(&self, day: NaiveDate) -> Vec<usize> {
        self.fits.iter().filter(|(_, last)| day <= *last).map(|(card, _)| *card).collect()
    }

    /// What its round has left.
    fn left(&self, fitting: &[usize]) -> Vec<usize> {
        fitting.iter().copied().filter(|card| !self.had[*card]).collect()
    }

    /// The next hand whatever else happens: what is left of the round, if that is no more than a hand.
    pub(super) fn sure(&self, day: NaiveDate) -> Vec<usize> {
        let left = self.left(&self.fitting(day));
        if left.len() <= self.programme.utilities { left } else { Vec::new() }
    }

    /// How many of a hand that was dealt before begin a new round; `None`: its round does not allow it.
    pub(super) fn allows(&self, hand: &[Option<usize>], day: NaiveDate) -> Option<usize> {
        let fitting = self.fitting(day);
        if hand.len() != self.programme.utilities.min(fitting.len()) {
            return None;
        }
        let mut cards = Vec::with_capacity(hand.len());
        for card in hand {
            let card = card.filter(|card| fitting.contains(card) && !cards.contains(card))?;
            cards.push(card);
        }
        let left = self.left(&fitting);
        let (old, fresh) = cards.split_at(left.len().min(hand.len()));
        (old.iter().all(|card| left.contains(card))).then_some(fresh.len())
    }

    /// The next hand, and how many of it, the last ones, begin a new round.
    pub(super) fn next(&self, turn: &Turn, day: &Day) -> (Vec<Option<usize>>, usize) {
        let fitting = self.fitting(turn.day);
        let size = self.programme.utilities.min(fitting.len());
        // Half a round in hands.
        let half = fitting.len() / size.max(1) / 2;
        let mut hand = self.best(self.left(&fitting), half, turn, day);
        let fresh = size.saturating_sub(hand.len());
        hand.truncate(size);
        if fresh > 0 {
            let others = fitting.into_iter().filter(|card| !hand.contains(card)).collect();
            hand.extend(self.best(others, half, turn, day).into_iter().take(fresh));
        }
        (hand.into_iter().map(Some).collect(), fresh)
    }

    /// The cards, those first that are to be taken first.
    fn best(&self, mut cards: Vec<usize>, half: usize, turn: &Turn, day: &Day) -> Vec<usize> {
        let weekday = weekday(turn.day);
        let half = u32::try_from(half).unwrap_or(u32::MAX);
        let seen = |hand: u32| if self.hands - hand < self.reach { hand } else { 0 };
        cards.sort_by_cached_key(|card| {
            let last = seen(self.last[*card]);
            (
                self.later[*card],
                day.times(*card),
                last > 0 && self.hands - last < half,
                seen(self.last_on[*card][weekday]),
                last,
                mixed(self.seeds[*card], turn.at),
            )
        });
        cards
    }
}

fn weekday(day: NaiveDate) -> usize {
    day.weekday().num_days_from_monday() as usize
}

/// A card's seed and an instant, so mixed that no order comes again (the finaliser of `SplitMix64`).
fn mixed(seed: u64, at: DateTime<Utc>) -> u64 {
    let mut mixed = seed ^ at.timestamp().cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}
