//! Instants to frames of the house rate and back, in whole numbers only.

use chrono::{DateTime, TimeDelta, Utc};

use crate::clip::{HOUSE_CHANNELS, HOUSE_RATE};

/// Frames in a second.
pub(super) const RATE: u64 = HOUSE_RATE as u64;

const MICROS: i128 = 1_000_000;

/// Frames in a constant length of whole milliseconds.
pub(super) const fn frames_in(length: TimeDelta) -> u64 {
    length.num_milliseconds().unsigned_abs() * RATE / 1_000
}

/// The first frame that begins at `at` or later, when frame 0 began at `epoch`.
pub(super) fn frame_at(epoch: DateTime<Utc>, at: DateTime<Utc>) -> u64 {
    let frame = whole(scaled(epoch, at) + MICROS - 1);
    debug_assert!(time_of(epoch, frame) >= at, "a frame would leave before its instant");
    frame
}

/// Frames that have gone by at `now`.
pub(super) fn frames_by(epoch: DateTime<Utc>, now: DateTime<Utc>) -> u64 {
    whole(scaled(epoch, now))
}

/// When `frame` begins, rounded down to the microsecond.
pub(super) fn time_of(epoch: DateTime<Utc>, frame: u64) -> DateTime<Utc> {
    after(epoch, micros(frame))
}

/// `at` and so many microseconds; the calendar's end where there is none.
pub(super) fn after(at: DateTime<Utc>, micros: i64) -> DateTime<Utc> {
    at.checked_add_signed(TimeDelta::microseconds(micros)).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Length of so many frames, microseconds, rounded down.
pub(super) fn micros(frames: u64) -> i64 {
    i64::try_from(i128::from(frames) * MICROS / i128::from(RATE)).unwrap_or(i64::MAX)
}

/// Frames in a stretch of interleaved samples.
pub(super) fn in_samples(samples: &[f32]) -> u64 {
    (samples.len() / HOUSE_CHANNELS) as u64
}

/// A number of frames that fits the memory.
pub(super) fn in_memory(frames: u64) -> usize {
    usize::try_from(frames).unwrap_or(usize::MAX / HOUSE_CHANNELS)
}

/// Time since `epoch` in frames, times a million.
fn scaled(epoch: DateTime<Utc>, at: DateTime<Utc>) -> i128 {
    i128::from(at.timestamp_micros() - epoch.timestamp_micros()) * i128::from(RATE)
}

/// Before the epoch there are no frames.
fn whole(scaled: i128) -> u64 {
    u64::try_from(scaled.div_euclid(MICROS).max(0)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_micros;

    fn check(micros: i64, at: u64, by: u64) {
        let epoch = from_micros(1_796_083_200_000_000);
        let then = after(epoch, micros);
        assert_eq!((frame_at(epoch, then), frames_by(epoch, then)), (at, by), "{micros} µs");
    }

    #[test]
    fn an_instant_between_two_frames_belongs_to_the_later() {
        check(0, 0, 0);
        check(1, 1, 0);
        check(20, 1, 0);
        check(21, 2, 1);
        check(125, 6, 6);
        check(126, 7, 6);
        check(1_000_000, 48_000, 48_000);
        check(31 * 86_400_000_000, 31 * 86_400 * 48_000, 31 * 86_400 * 48_000);
        check(-1, 0, 0);
        check(-1_000_000, 0, 0);
    }

    #[test]
    fn a_frame_survives_the_way_to_its_instant_and_back() {
        let epoch = from_micros(1_796_083_200_123_457);
        for frame in (0..2_000).chain(4_147_200_000..4_147_200_100) {
            let at = time_of(epoch, frame);
            assert_eq!(frame_at(epoch, at), frame);
            assert_eq!(frames_by(epoch, after(at, 1)), frame, "a microsecond on, it is there");
        }
        assert_eq!(time_of(epoch, u64::MAX), DateTime::<Utc>::MAX_UTC);
    }
}
