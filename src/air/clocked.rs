//! The output that has only a clock: it counts frames as time goes by and takes no samples.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Output, frames};

/// Consumes frames by the wall clock alone: a rehearsal's output, and the station's where there is no
/// sound card.
///
/// A step of the clock that it is told of ([`Output::clock_set`]) changes nothing of the count. One that
/// it is not told of is a jump of frames, or holds the count until the clock has caught up.
#[derive(Debug)]
pub struct ClockOutput {
    name: String,
    hears: bool,
    epoch: DateTime<Utc>,
    consumed: u64,
}

impl ClockOutput {
    /// A rehearsal's: whatever is on air counts as heard.
    pub fn counting(name: impl Into<String>, epoch: DateTime<Utc>) -> Self {
        Self::null(name, epoch, true)
    }

    /// The paced null output. It `hears` where the operator declared that there is no card, and does
    /// not where a card is missing.
    pub fn null(name: impl Into<String>, epoch: DateTime<Utc>, hears: bool) -> Self {
        Self { name: name.into(), hears, epoch, consumed: 0 }
    }
}

impl Output for ClockOutput {
    fn name(&self) -> &str {
        &self.name
    }

    fn hears(&self) -> bool {
        self.hears
    }

    fn takes_samples(&self) -> bool {
        false
    }

    fn consumed(&mut self, now: DateTime<Utc>) -> u64 {
        self.consumed = self.consumed.max(frames::frames_by(self.epoch, now));
        self.consumed
    }

    fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        frames::frame_at(self.epoch, at)
    }

    fn time_of(&self, frame: u64) -> DateTime<Utc> {
        frames::time_of(self.epoch, frame)
    }

    fn clock_set(&mut self, by: TimeDelta) {
        self.epoch += by;
    }

    fn room(&mut self, _now: DateTime<Utc>) -> usize {
        0
    }

    fn write(&mut self, _samples: &[f32]) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_micros;

    #[test]
    fn a_clock_that_steps_back_holds_the_count() {
        let epoch = from_micros(1_796_083_200_000_000);
        let mut output = ClockOutput::null("none", epoch, false);
        let counts = [0, 10_000_000, 4_000_000, 9_999_999, 10_000_125, 3_610_000_000]
            .map(|micros| output.consumed(frames::after(epoch, micros)));
        assert_eq!(counts, [0, 480_000, 480_000, 480_000, 480_006, 173_280_000]);
    }
}
