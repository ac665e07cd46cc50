//! When a frame of the card leaves, by the computer's clock.
//!
//! A card counts frames by a crystal of its own, some millionths fast or slow. Every callback says when
//! the frame that it was asked for will leave; through the last of these observations goes a straight
//! line. It is fitted by the engine's thread, never in the callback, and never fails: without
//! observations it is the nominal rate.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "frames and microseconds are counted from the first observation: years fit"
)]

use std::collections::VecDeque;

use crate::air::frames::RATE;

/// Some ten seconds of callbacks.
const KEPT: usize = 256;
/// Observations that make a line; that many odd ones in a row make another.
const SETTLED: usize = 8;
/// 5 ms off the line is odd: a callback that was held up, or a jump of the clock or the card.
const ODD_US: f64 = 5_000.0;
/// 3,000 millionths: measured on a sink that rounds its chunks; a crystal stays below 100.
const STEEPEST: f64 = 0.003;
/// Microseconds per frame at the nominal rate.
const NOMINAL: f64 = 1_000_000.0 / RATE as f64;
/// The weight of the nominal rate, in square frames: it yields once observations span some seconds.
const NOMINAL_WEIGHT: f64 = (RATE * RATE) as f64;

/// A line through observations.
#[derive(Debug)]
pub(super) struct ClockMap {
    /// What the points are counted from.
    frame: i64,
    us: i64,
    points: VecDeque<(f64, f64)>,
    /// Those that lie off the line, since the last one on it.
    odd: Vec<(f64, f64)>,
    /// Microseconds per frame.
    slope: f64,
    /// Of frame 0.
    offset: f64,
    scratch: Vec<f64>,
}

impl ClockMap {
    /// Frame 0 leaves at `us` at the nominal rate, until more is known.
    pub(super) fn new(us: i64) -> Self {
        Self {
            frame: 0,
            us,
            points: VecDeque::with_capacity(KEPT),
            odd: Vec::with_capacity(SETTLED),
            slope: NOMINAL,
            offset: 0.0,
            scratch: Vec::with_capacity(KEPT),
        }
    }

    /// Takes an observation in: this frame leaves at this microsecond. [`ClockMap::fit`] uses it.
    pub(super) fn see(&mut self, frame: i64, us: i64) {
        if self.points.is_empty() && self.odd.is_empty() {
            (self.frame, self.us) = (frame, us);
            (self.slope, self.offset) = (NOMINAL, 0.0);
        }
        let point = ((frame - self.frame) as f64, (us - self.us) as f64);
        if self.is_settled() && self.off(point).abs() > ODD_US {
            self.odd.push(point);
            if self.odd.len() < SETTLED {
                return;
            }
            self.points.clear();
            self.points.extend(self.odd.drain(..));
            return;
        }
        self.odd.clear();
        if self.points.len() == KEPT {
            self.points.pop_front();
        }
        self.points.push_back(point);
    }

    /// Lays the line through the observations: its slope by least squares, its height by the median.
    pub(super) fn fit(&mut self) {
        if self.points.is_empty() {
            return;
        }
        self.slope = NOMINAL;
        if self.is_settled() {
            let count = self.points.len() as f64;
            let mean = |of: fn(&(f64, f64)) -> f64| self.points.iter().map(of).sum::<f64>() / count;
            let (x, y) = (mean(|point| point.0), mean(|point| point.1 - point.0 * NOMINAL));
            let mut products = 0.0;
            let mut squares = NOMINAL_WEIGHT;
            for point in &self.points {
                let from_mean = point.0 - x;
                products += from_mean * (point.1 - point.0 * NOMINAL - y);
                squares += from_mean * from_mean;
            }
            let most = NOMINAL * STEEPEST;
            self.slope += (products / squares).clamp(-most, most);
        }
        self.scratch.clear();
        self.scratch.extend(self.points.iter().map(|point| point.1 - point.0 * self.slope));
        let middle = self.scratch.len() / 2;
        self.offset = *self.scratch.select_nth_unstable_by(middle, f64::total_cmp).1;
    }

    /// Whether it rests on enough observations.
    pub(super) fn is_settled(&self) -> bool {
        self.points.len() >= SETTLED
    }

    /// Frames from the first observation to the last.
    pub(super) fn span(&self) -> u64 {
        let ends = self.points.front().zip(self.points.back());
        ends.map_or(0, |(first, last)| (last.0 - first.0).max(0.0) as u64)
    }

    /// When a frame leaves, rounded down to the microsecond.
    pub(super) fn time_of(&self, frame: i64) -> i64 {
        let leaves = (frame - self.frame) as f64 * self.slope + self.offset;
        self.us.saturating_add(leaves.floor() as i64)
    }

    /// The first frame that leaves at this microsecond or later.
    pub(super) fn frame_at(&self, us: i64) -> i64 {
        self.frame.saturating_add(self.frames_to(us).ceil() as i64)
    }

    /// How many frames, from frame 0 on, have left by this microsecond.
    pub(super) fn frames_by(&self, us: i64) -> i64 {
        self.frame.saturating_add(self.frames_to(us).floor() as i64)
    }

    fn frames_to(&self, us: i64) -> f64 {
        (us.saturating_sub(self.us) as f64 - self.offset) / self.slope
    }

    fn off(&self, point: (f64, f64)) -> f64 {
        point.1 - point.0 * self.slope - self.offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_796_083_200_000_000;

    /// Frames of a callback.
    const PERIOD: i64 = 2_048;

    /// The instant of a frame on a card that is so many millionths slow.
    fn leaves(frame: i64, slow: f64) -> i64 {
        START + (frame as f64 * NOMINAL * (1.0 + slow * 1e-6)) as i64
    }

    /// A map of so many callbacks, each seen `noise(n)` microseconds off.
    fn seen(callbacks: i64, slow: f64, noise: impl Fn(i64) -> i64) -> ClockMap {
        let mut map = ClockMap::new(START);
        for n in 0..callbacks {
            map.see(n * PERIOD, leaves(n * PERIOD, slow) + noise(n));
            map.fit();
        }
        map
    }

    /// How far, in microseconds, the map is off so many seconds after the last callback.
    fn check(map: &ClockMap, callbacks: i64, slow: f64, seconds: i64, at_most: i64) {
        let frame = callbacks * PERIOD + seconds * 48_000;
        let off = map.time_of(frame) - leaves(frame, slow);
        assert!(off.abs() <= at_most, "{off} µs off after {callbacks} callbacks, {seconds} s on");
    }

    #[test]
    fn a_card_that_runs_fast_or_slow_is_followed() {
        for slow in [-1_700.0, -90.0, 0.0, 90.0, 2_900.0] {
            check(&seen(256, slow, |_| 0), 256, slow, 1, 20);
            check(&seen(2_000, slow, |_| 0), 2_000, slow, 30, 500);
        }
        check(&seen(12, 90.0, |_| 0), 12, 90.0, 1, 100);
        check(&seen(256, 90.0, |n| (n * 7 % 31) - 15), 256, 90.0, 1, 40);
    }

    #[test]
    fn before_eight_observations_the_rate_is_the_nominal_one() {
        let map = seen(7, 2_500.0, |_| 0);
        assert!(!map.is_settled());
        assert_eq!(map.time_of(480_000) - map.time_of(0), 10_000_000);
        assert!(seen(8, 2_500.0, |_| 0).is_settled());
        assert_eq!(ClockMap::new(START).time_of(48_000), START + 1_000_000);
    }

    #[test]
    fn no_card_is_believed_to_be_off_by_more_than_three_thousandths() {
        let map = seen(256, 50_000.0, |_| 0);
        assert!(map.time_of(48_000) - map.time_of(0) <= 1_003_001);
    }

    #[test]
    fn single_late_callbacks_are_left_out() {
        let odd = |n: i64| if n % 9 == 8 { 40_000 } else { 0 };
        check(&seen(200, 20.0, odd), 200, 20.0, 1, 20);
    }

    #[test]
    fn a_jump_is_followed_after_eight_callbacks() {
        let jump = |n: i64| if n >= 100 { 3_600_000_000 } else { 0 };
        for (callbacks, expected) in [(107, 0), (108, 3_600_000_000)] {
            let map = seen(callbacks, 0.0, jump);
            let frame = callbacks * PERIOD;
            let off = map.time_of(frame) - leaves(frame, 0.0);
            assert!((off - expected).abs() <= 2, "{off} after {callbacks} callbacks");
        }
    }

    #[test]
    fn a_frame_survives_the_way_to_its_instant_and_back() {
        let map = seen(300, 83.0, |n| n % 5);
        for frame in (0..2_000).chain(600_000..602_000) {
            assert_eq!(map.frame_at(map.time_of(frame)), frame);
            assert_eq!(map.frames_by(map.time_of(frame) + 1), frame);
        }
    }
}
