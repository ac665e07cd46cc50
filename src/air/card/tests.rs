//! The rings between engine and card, with callbacks called by hand.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use cpal::ErrorKind;

use super::{
    line::Line,
    stream::{Feeder, count, rings},
};
use crate::{air::frames, clock::from_micros};

const PERIOD: usize = 2_048;
/// Frames that wait in the card.
const WAITING: u64 = 4_096;

/// A card at the nominal rate that calls when it should; what it was given, left and right in turn.
struct Rig {
    line: Line,
    feeder: Feeder,
    given: Vec<f32>,
}

fn start() -> DateTime<Utc> {
    from_micros(1_796_083_200_000_000)
}

impl Rig {
    fn new() -> Self {
        let (card, feeder) = rings("hw:CARD=0,DEV=0", 2);
        Self { line: Line::new(card, start()), feeder, given: Vec::new() }
    }

    /// So many callbacks, then a look.
    fn calls(&mut self, count: usize) {
        for _ in 0..count {
            let leaves = frames::time_of(start(), self.given() + WAITING);
            let mut out = [0.0_f32; PERIOD * 2];
            self.feeder.feed(&mut out, leaves.timestamp_micros());
            self.given.extend(out);
        }
        self.line.look(Instant::now());
    }

    fn given(&self) -> u64 {
        frames::in_samples(&self.given)
    }

    /// The instant of the next callback.
    fn now(&self) -> DateTime<Utc> {
        frames::time_of(start(), self.given())
    }

    /// Writes frames that carry their own number, from `first` on, as many as there is room for.
    fn write(&mut self, first: u16) -> u16 {
        let room = u16::try_from(self.line.room()).unwrap();
        let samples: Vec<f32> = (first..first + room).flat_map(|n| [f32::from(n); 2]).collect();
        self.line.write(&samples);
        first + room
    }

    /// When the frame of that number left.
    fn left(&self, number: u16) -> Option<DateTime<Utc>> {
        let at =
            self.given.iter().step_by(2).position(|it| (*it - f32::from(number)).abs() < 0.5)?;
        Some(frames::time_of(start(), at as u64 + WAITING))
    }
}

/// Places frame 1,000 so many frames after the next callback: the first frame that is heard.
fn check_place(ahead: u64, expected: u64) {
    let mut rig = Rig::new();
    rig.calls(10);
    assert!(rig.line.is_settled());
    let at = frames::time_of(start(), rig.given() + ahead);
    rig.line.place(1_000, at);
    let first = rig.line.first().unwrap();
    assert!(first.abs_diff(expected) <= 1, "{first}, not {expected}");
    rig.write(1_000);
    rig.calls(8);
    let number = u16::try_from(first).unwrap();
    let due = frames::time_of(at, first - 1_000);
    let off = rig.left(number).unwrap() - due;
    assert!(off.num_microseconds().unwrap().abs() <= 42, "{off}");
    assert_eq!(rig.left(number - 1), None, "thrown away");
}

#[test]
fn frames_leave_where_the_time_alone_would_have_put_them() {
    check_place(12_000, 1_000);
    check_place(WAITING + 2_048, 1_000);
    // Too soon: what would leave before the next period but one is thrown away.
    check_place(WAITING, 1_000 + 2_048);
    check_place(0, 1_000 + 6_144);
}

#[test]
fn what_left_is_counted_frame_by_frame() {
    let mut rig = Rig::new();
    rig.calls(10);
    rig.line.place(1_000, frames::time_of(start(), rig.given() + WAITING + 3_000));
    let end = rig.write(1_000);
    let mut before = 0;
    for call in 0..12 {
        rig.calls(1);
        let now = rig.now();
        let left = rig.line.left(now);
        assert!(left >= before && left <= u64::from(end), "{before}, then {left}");
        before = left;
        // From then on the ring is dry, and what may follow is later.
        if left > 1_000 && call < 5 {
            let by_time = frames::frames_by(rig.line.epoch(now), now);
            assert!(left.abs_diff(by_time) <= 2, "{left}, by the time {by_time}");
        }
    }
    assert_eq!(before, u64::from(end), "silence is no frame of the station");
}

#[test]
fn a_ring_that_ran_dry_moves_what_follows() {
    let mut rig = Rig::new();
    rig.calls(10);
    rig.line.place(0, frames::time_of(start(), rig.given() + WAITING + 2_048));
    let next = rig.write(0);
    rig.calls(9);
    let foreseen = rig.line.time_of(u64::from(next));
    rig.write(next);
    rig.calls(3);
    let left = rig.left(next).unwrap();
    assert!((left - foreseen).num_microseconds().unwrap().abs() <= 42, "{left}, not {foreseen}");
    let frame = rig.line.frame_at(left);
    assert!(frame.abs_diff(next.into()) <= 2, "{frame}");
}

/// A start on a card that had just been opened was 5.4 ms early.
#[test]
fn the_less_is_known_of_a_card_the_later_a_start_is_aimed() {
    let mut rig = Rig::new();
    let margins = [1, 40, 300].map(|calls| {
        rig.calls(calls);
        rig.line.margin()
    });
    assert_eq!(margins[0], 480, "10 ms at most");
    assert!(margins[0] > margins[1] && margins[1] > margins[2], "{margins:?}");
    assert_eq!(margins[2], 12, "0.25 ms at the least");
}

#[test]
fn a_card_that_is_gone_or_mute_is_lost() {
    let soon = Instant::now() + Duration::from_millis(400);
    let later = Instant::now() + Duration::from_millis(700);
    let told = |errors: &[(ErrorKind, usize)], at| {
        let (card, feeder) = rings("default", 2);
        let counts = card.counts.clone();
        let mut rig = Rig { line: Line::new(card, start()), feeder, given: Vec::new() };
        rig.calls(10);
        for (kind, times) in errors {
            (0..*times).for_each(|_| count(&counts, *kind));
        }
        rig.line.look(soon);
        rig.line.lost(at)
    };
    assert_eq!(told(&[], soon), None);
    assert_eq!(told(&[], later), Some("it does not call"));
    assert_eq!(told(&[(ErrorKind::DeviceNotAvailable, 1)], soon), Some("it is gone"));
    assert_eq!(told(&[(ErrorKind::BackendError, 11)], soon), Some("it tells only errors"));
    assert_eq!(told(&[(ErrorKind::BackendError, 10), (ErrorKind::Xrun, 99)], soon), None);
}

#[test]
fn a_card_of_one_channel_hears_both() {
    let (mut card, mut feeder) = rings("default", 1);
    card.ring.push_entire_slice(&[1.0, 0.0, -0.5, -0.5, 0.25, 0.75]).unwrap();
    let mut out = [7_i16; 4];
    feeder.feed(&mut out, 0);
    assert_eq!(out, [16_384, -16_384, 16_384, 0]);
}
