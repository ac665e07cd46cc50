//! Deals hands to the airings of all programmes, one airing after the other.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Hand, Hands, day::Day, reach, taker::Taker, takers};
use crate::{plan::Card, schedule::Schedule};

/// An airing that takes cards.
pub(super) struct Turn {
    /// Its programme, as an index into the programmes that take cards.
    pub(super) taker: usize,
    pub(super) at: DateTime<Utc>,
    /// Its local day.
    pub(super) day: NaiveDate,
}

/// Hands that coming airings were dealt before, by taker and instant.
type Ahead<'h> = HashMap<(usize, DateTime<Utc>), &'h Hand>;

/// The state that the next hand depends on.
pub(super) struct Table<'s> {
    schedule: &'s Schedule,
    cards: &'s [Card],
    places: HashMap<&'s str, usize>,
    takers: Vec<Taker<'s>>,
    by_id: HashMap<&'s str, usize>,
    /// The local day of the current turn; `None` before the first.
    date: Option<NaiveDate>,
    day: Day,
}

impl<'s> Table<'s> {
    /// The state after the hands of `past`, taken in their order.
    pub(super) fn new(schedule: &'s Schedule, cards: &'s [Card], past: &[Hand]) -> Self {
        let reach = reach(schedule, cards);
        let takers = takers(schedule).map(|it| Taker::new(schedule, it, cards, reach));
        let takers: Vec<Taker<'_>> = takers.collect();
        let by_id = takers.iter().enumerate().map(|(place, it)| (it.programme.id.as_str(), place));
        let mut table = Self {
            schedule,
            cards,
            places: cards.iter().enumerate().map(|(place, it)| (it.id.as_str(), place)).collect(),
            by_id: by_id.collect(),
            date: None,
            day: Day::new(cards.len(), takers.len()),
            takers,
        };
        table.look_back(past);
        table
    }

    fn look_back(&mut self, past: &[Hand]) {
        for hand in past {
            let day = hand.at.with_timezone(&self.schedule.station.zone).date_naive();
            let cards = self.places_of(hand);
            self.turn_to(day);
            self.day.add(cards.iter().flatten());
            if let Some(taker) = self.by_id.get(hand.programme.as_str()) {
                self.takers[*taker].take(day, &cards, hand.fresh);
            }
        }
    }

    /// Deals a hand to every turn. `ahead` holds the hands that coming airings were dealt before.
    pub(super) fn play(&mut self, turns: &[Turn], ahead: &[Hand]) -> Hands<'s> {
        let mut ahead = self.still_planned(turns, ahead);
        for ((taker, _), hand) in &ahead {
            for card in self.places_of(hand).into_iter().flatten() {
                self.takers[*taker].later[card] += 1;
            }
        }
        let mut hands = HashMap::with_capacity(turns.len());
        for of_day in turns.chunk_by(|a, b| a.day == b.day) {
            self.turn_to(of_day[0].day);
            let following = self.promise_firsts(of_day, &ahead);
            for (turn, following) in of_day.iter().zip(following) {
                let hand = self.serve(turn, ahead.remove(&(turn.taker, turn.at)));
                if let Some(following) = following {
                    self.promise(&of_day[following], &ahead);
                }
                let id = self.takers[turn.taker].programme.id.as_str();
                hands.insert((id, turn.at), hand);
            }
        }
        hands
    }

    /// Gives one airing its hand: the one that it was dealt before, if its round still allows it, else a new
    /// one.
    fn serve(&mut self, turn: &Turn, dealt: Option<&Hand>) -> (Vec<String>, usize) {
        self.day.keep(turn.taker);
        let places = dealt.map(|hand| self.places_of(hand)).unwrap_or_default();
        let taker = &mut self.takers[turn.taker];
        for card in places.iter().flatten() {
            taker.later[*card] = taker.later[*card].saturating_sub(1);
        }
        let kept = dealt.and_then(|hand| {
            let fresh = if hand.fixed { Some(hand.fresh) } else { taker.allows(&places, turn.day) };
            Some((places, fresh?))
        });
        let (hand, fresh) = kept.unwrap_or_else(|| taker.next(turn, &self.day));
        taker.take(turn.day, &hand, fresh);
        self.day.add(hand.iter().flatten());
        let ids = || hand.iter().flatten().map(|card| self.cards[*card].id.clone()).collect();
        let fixed = dealt.filter(|hand| hand.fixed);
        (fixed.map_or_else(ids, |hand| hand.utilities.clone()), fresh)
    }

    /// Counts for the day the cards that the first airing of each programme is sure to take. Returns, for
    /// each turn, the index of its programme's next turn.
    fn promise_firsts(&mut self, turns: &[Turn], ahead: &Ahead<'_>) -> Vec<Option<usize>> {
        let mut following = vec![None; turns.len()];
        let mut firsts: HashMap<usize, usize> = HashMap::new();
        for (place, turn) in turns.iter().enumerate().rev() {
            following[place] = firsts.insert(turn.taker, place);
        }
        for first in firsts.into_values() {
            self.promise(&turns[first], ahead);
        }
        following
    }

    fn promise(&mut self, turn: &Turn, ahead: &Ahead<'_>) {
        let cards = match ahead.get(&(turn.taker, turn.at)) {
            Some(hand) => self.places_of(hand).into_iter().flatten().collect(),
            None => self.takers[turn.taker].sure(turn.day),
        };
        self.day.promise(turn.taker, cards);
    }

    /// Those hands in `ahead` whose airing is still planned.
    fn still_planned<'h>(&self, turns: &[Turn], ahead: &'h [Hand]) -> Ahead<'h> {
        let by_turn = ahead
            .iter()
            .filter_map(|hand| Some(((*self.by_id.get(hand.programme.as_str())?, hand.at), hand)));
        let by_turn: Ahead<'h> = by_turn.collect();
        if by_turn.is_empty() {
            return by_turn;
        }
        let planned = turns.iter().map(|turn| (turn.taker, turn.at));
        planned.filter_map(|turn| Some((turn, *by_turn.get(&turn)?))).collect()
    }

    fn turn_to(&mut self, day: NaiveDate) {
        if self.date != Some(day) {
            self.date = Some(day);
            self.day = Day::new(self.cards.len(), self.takers.len());
        }
    }

    /// The indexes of a hand's cards in the pack; `None` for a card that the pack no longer has.
    fn places_of(&self, hand: &Hand) -> Vec<Option<usize>> {
        hand.utilities.iter().map(|id| self.places.get(id.as_str()).copied()).collect()
    }
}
