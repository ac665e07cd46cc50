//! Planned airings counted by outcome: which airings count as planned, which outcome follows from what was
//! heard, and the five counts. Every total of loa is counted here.

use serde::{Deserialize, Serialize};

use super::{Origin, Outcome, Row};
use crate::plan::{Kind, precedence::is_whole};

impl Outcome {
    /// The outcome of an airing of which `heard` of `total` frames were heard.
    pub fn of_heard(heard: u64, total: u64) -> Self {
        match heard {
            0 => Self::Missed,
            heard if is_whole(heard, total) => Self::Aired,
            _ => Self::Cut,
        }
    }
}

impl Origin {
    /// Whether an airing of this origin and kind counts as planned: the schedule has it, and loa plays it.
    pub fn is_planned(self, kind: Kind) -> bool {
        self == Self::Schedule && kind == Kind::Recorded
    }
}

impl Row {
    /// Whether it counts as planned. Each planned airing has an outcome once its time is over; all other
    /// rows are counted apart.
    pub fn is_planned(&self) -> bool {
        self.origin.is_planned(self.kind)
    }
}

/// Airings counted by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Đã phát.
    pub aired: u64,
    /// Phát dở.
    pub cut: u64,
    /// Không phát được.
    pub missed: u64,
    /// Nghỉ theo lịch.
    pub skipped: u64,
    /// Đã hủy.
    pub cancelled: u64,
}

impl Outcomes {
    /// Counts rows; a row without an outcome is not counted.
    pub fn count<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Self {
        let mut counted = Self::default();
        rows.into_iter().filter_map(|row| row.outcome).for_each(|outcome| counted.add(outcome));
        counted
    }

    /// Counts one more.
    pub fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Aired => &mut self.aired,
            Outcome::Cut => &mut self.cut,
            Outcome::Missed => &mut self.missed,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Cancelled => &mut self.cancelled,
        } += 1;
    }

    /// The count of one outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Aired => self.aired,
            Outcome::Cut => self.cut,
            Outcome::Missed => self.missed,
            Outcome::Skipped => self.skipped,
            Outcome::Cancelled => self.cancelled,
        }
    }

    /// The sum of the five.
    pub fn total(&self) -> u64 {
        Outcome::ALL.iter().map(|outcome| self.of(*outcome)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_airing_is_aired_from_95_per_cent_on() {
        let outcomes = [0, 1, 949, 950].map(|heard| Outcome::of_heard(heard, 1000));
        assert_eq!(outcomes, [Outcome::Missed, Outcome::Cut, Outcome::Cut, Outcome::Aired]);
        assert_eq!(Outcome::of_heard(0, 0), Outcome::Missed);
    }

    #[test]
    fn the_five_counts_add_up_to_their_total() {
        let mut counted = Outcomes::default();
        for (times, outcome) in Outcome::ALL.into_iter().enumerate() {
            (0..=times).for_each(|_| counted.add(outcome));
        }
        assert_eq!(Outcome::ALL.map(|outcome| counted.of(outcome)), [1, 2, 3, 4, 5]);
        assert_eq!(counted.total(), 15);
    }
}
