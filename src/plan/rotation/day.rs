//! What a local day speaks of: how often each card is dealt on it, and is sure to be dealt later on it.

/// A day's cards, by their place in the pack.
#[derive(Default)]
pub(super) struct Day {
    times: Vec<u16>,
    /// By taker: the cards that its next airing of this day is sure to take. They are in `times`.
    promised: Vec<Vec<usize>>,
}

impl Day {
    /// A day on which nothing was dealt yet.
    pub(super) fn new(cards: usize, takers: usize) -> Self {
        Self { times: vec![0; cards], promised: vec![Vec::new(); takers] }
    }

    /// How often the day speaks of a card.
    pub(super) fn times(&self, card: usize) -> u16 {
        self.times[card]
    }

    pub(super) fn add<'a>(&mut self, hand: impl IntoIterator<Item = &'a usize>) {
        for card in hand {
            self.times[*card] = self.times[*card].saturating_add(1);
        }
    }

    /// What a taker's next airing will take, whatever the others do.
    pub(super) fn promise(&mut self, taker: usize, hand: Vec<usize>) {
        self.keep(taker);
        self.add(&hand);
        self.promised[taker] = hand;
    }

    /// The airing has come that was promised some.
    pub(super) fn keep(&mut self, taker: usize) {
        for card in std::mem::take(&mut self.promised[taker]) {
            self.times[card] = self.times[card].saturating_sub(1);
        }
    }
}
