//! A sound card that only counts: its crystal runs on whatever the computer's clock does, and its plug
//! can be pulled.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering::Relaxed},
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::air::{ClockOutput, Output};

/// What the world does to the card.
#[derive(Debug, Default)]
pub(super) struct Plug {
    /// By how much the computer's clock is ahead of the time that really passed, microseconds.
    pub(super) ahead_us: AtomicI64,
    pub(super) lost: AtomicBool,
}

impl Plug {
    pub(super) fn ahead(&self) -> TimeDelta {
        TimeDelta::microseconds(self.ahead_us.load(Relaxed))
    }
}

/// The card. Its count is that of a [`ClockOutput`] on a clock that nobody sets.
pub(super) struct Card {
    count: ClockOutput,
    plug: Arc<Plug>,
}

impl Card {
    /// Opened now, by the time that really passed.
    pub(super) fn new(opened: DateTime<Utc>, plug: Arc<Plug>) -> Self {
        Self { count: ClockOutput::counting("card", opened), plug }
    }
}

impl Output for Card {
    fn name(&self) -> &str {
        if self.hears() { self.count.name() } else { "missing" }
    }

    fn hears(&self) -> bool {
        !self.plug.lost.load(Relaxed)
    }

    fn takes_samples(&self) -> bool {
        false
    }

    fn consumed(&mut self, now: DateTime<Utc>) -> u64 {
        self.count.consumed(now - self.plug.ahead())
    }

    fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        self.count.frame_at(at - self.plug.ahead())
    }

    fn time_of(&self, frame: u64) -> DateTime<Utc> {
        self.count.time_of(frame) + self.plug.ahead()
    }

    fn room(&mut self, now: DateTime<Utc>) -> usize {
        self.count.room(now)
    }

    fn write(&mut self, samples: &[f32]) {
        self.count.write(samples);
    }
}
