//! Counts, for a local day, how often each card is dealt on it, including cards that are sure to be dealt
//! later that day.

/// The cards of a day, by their index in the pack.
#[derive(Default)]
pub(super) struct Day {
    times: Vec<u16>,
    /// For each taker, the cards that its next airing of this day is sure to take. `times` counts them too.
    promised: Vec<Vec<usize>>,
}

impl Day {
    /// A day without any dealt card.
    pub(super) fn new(cards: usize, takers: usize) -> Self {
        Self { times: vec![0; cards], promised: vec![Vec::new(); takers] }
    }

    /// How many airings of the day have a card or are sure to take it.
    pub(super) fn times(&self, card: usize) -> u16 {
        self.times[card]
    }

    pub(super) fn add<'a>(&mut self, hand: impl IntoIterator<Item = &'a usize>) {
        for card in hand {
            self.times[*card] = self.times[*card].saturating_add(1);
        }
    }

    /// Counts the cards that a taker's next airing is sure to take.
    pub(super) fn promise(&mut self, taker: usize, hand: Vec<usize>) {
        self.keep(taker);
        self.add(&hand);
        self.promised[taker] = hand;
    }

    /// Removes a taker's promised cards, because that airing is now dealt its hand.
    pub(super) fn keep(&mut self, taker: usize) {
        for card in std::mem::take(&mut self.promised[taker]) {
            self.times[card] = self.times[card].saturating_sub(1);
        }
    }
}
