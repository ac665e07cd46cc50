//! A programme that takes cards: the cards that it was dealt, and the choice of its next ones.
//!
//! It chooses from the cards that are left in its round. The rules below sort them, each one where those
//! before it leave a tie:
//!
//! 1. cards that none of its later airings was dealt already;
//! 2. cards that the fewest airings of the local day have, or are sure to take;
//! 3. cards that are not in the half of a round that it was dealt last;
//! 4. cards that it had longest ago on this day of the week;
//! 5. cards that it had longest ago on any day;
//! 6. a hash of station, programme, card and instant, so that the choice can be reproduced.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use super::{day::Day, table::Turn};
use crate::{
    plan::Card,
    schedule::{Programme, Schedule},
};

/// The state of one programme in the rotation. Cards are given by their index in the pack.
pub(super) struct Taker<'s> {
    pub(super) programme: &'s Programme,
    /// The cards that fit it, each with the last day on which its facts hold.
    fits: Vec<(usize, NaiveDate)>,
    /// How many of its earlier hands count.
    reach: u32,
    /// By card: the seed of the hash that decides a tie.
    seeds: Vec<u64>,
    /// The number of hands that it was dealt.
    hands: u32,
    /// By card: the number of the last hand that had it; 0: none.
    last: Vec<u32>,
    /// The same for each day of the week.
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

    /// Records a hand. Its last `fresh` cards begin a new round; a card that the pack no longer has (`None`)
    /// is counted among them all the same.
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

    /// The fitting cards that its round has not dealt yet.
    fn left(&self, fitting: &[usize]) -> Vec<usize> {
        fitting.iter().copied().filter(|card| !self.had[*card]).collect()
    }

    /// The cards that the next hand has in any case: the rest of the round, if it is no more than one hand.
    pub(super) fn sure(&self, day: NaiveDate) -> Vec<usize> {
        let left = self.left(&self.fitting(day));
        if left.len() <= self.programme.utilities { left } else { Vec::new() }
    }

    /// How many cards of a hand that was dealt before begin a new round; `None` if the round does not allow
    /// this hand.
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

    /// The next hand, and how many of its cards, counted from the end, begin a new round.
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
        debug_assert_eq!(hand.len(), size, "a hand has more cards than were asked for, or fewer");
        debug_assert!(
            hand.iter().enumerate().all(|(place, card)| !hand[..place].contains(card)),
            "a hand has a card twice"
        );
        (hand.into_iter().map(Some).collect(), fresh)
    }

    /// The cards sorted by the rules above, the preferred ones first.
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

/// A hash of a card's seed and an instant (the finaliser of `SplitMix64`), so that ties are broken in another
/// order each time.
fn mixed(seed: u64, at: DateTime<Utc>) -> u64 {
    let mut mixed = seed ^ at.timestamp().cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}
