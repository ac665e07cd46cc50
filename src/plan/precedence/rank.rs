//! The order among airings. No other file compares two priorities.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::Contender;
use crate::schedule::Priority;

/// A key to sort airings by their turn: by their instants, of one instant the higher priority first.
pub fn by_turn(at: DateTime<Utc>, priority: Priority) -> impl Ord {
    (at, Reverse(priority))
}

/// Whether an airing of priority `on_air` gives way to a newcomer.
pub(super) fn gives_way(on_air: Priority, newcomer: Priority) -> bool {
    on_air < newcomer
}

/// The contenders by their turn; the key decides between two that are alike.
pub(super) fn in_turn(contenders: &[Contender]) -> Vec<usize> {
    let mut turns: Vec<usize> = (0..contenders.len()).collect();
    turns.sort_by_key(|place| {
        let it = &contenders[*place];
        (by_turn(it.at, it.priority), &it.key)
    });
    turns
}

/// A contender's place among those that want the free air: the first one gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    priority: Reverse<Priority>,
    turn: usize,
}

impl Rank {
    /// The rank of an airing that is number `turn` by [`in_turn`].
    pub(super) fn new(priority: Priority, turn: usize) -> Self {
        Self { priority: Reverse(priority), turn }
    }

    /// Its number by [`in_turn`].
    pub(super) fn turn(self) -> usize {
        self.turn
    }
}
