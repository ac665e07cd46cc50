//! Chance that a seed reproduces.

use chrono::TimeDelta;

/// `SplitMix64` (Steele, Lea and Flood, 2014). Four lines of our own, because a seed has to throw the
/// same faults for years: no library promises its sequence over its versions.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The dice of one fault of a seed: whichever other faults are thrown, it falls the same.
    pub(super) fn of_fault(seed: u64, number: usize) -> Self {
        let mut dice = Self(seed ^ (number as u64 + 1).rotate_left(32));
        Self(dice.roll())
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to one less than `sides`; 0 where there is none.
    pub(super) fn below(&mut self, sides: u64) -> u64 {
        let roll = self.roll();
        if sides == 0 { 0 } else { roll % sides }
    }

    /// An index into something of this length.
    pub(super) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or_default()
    }

    /// True in so many of a hundred rolls.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A time from `from` up to `to`, to the microsecond.
    pub(super) fn time(&mut self, from: TimeDelta, to: TimeDelta) -> TimeDelta {
        let span = (to - from).num_microseconds().unwrap_or_default();
        let part = self.below(u64::try_from(span).unwrap_or_default());
        from + TimeDelta::microseconds(i64::try_from(part).unwrap_or_default())
    }

    /// A time up to `most`, short ones as likely as long ones: each power of two has the same chance.
    pub(super) fn some_time(&mut self, least: TimeDelta, most: TimeDelta) -> TimeDelta {
        let mut upper = least * 2;
        while upper < most && self.chance(75) {
            upper = upper * 2;
        }
        self.time(least, upper.min(most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_published_sequence() {
        let mut dice = Dice::new(1_234_567);
        let rolls = [dice.roll(), dice.roll(), dice.roll()];
        // Of the reference implementation, seed 1234567.
        assert_eq!(
            rolls,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }
}
