//! Plays rundowns at their instant and tells what really went out.
//!
//! The engine owns the timeline and one output. It is handed [`Order`]s and answers with what it
//! [`Told`]; both are plain data. It starts an airing only when it was armed and then *claimed* (the
//! claim is on disk before the first frame can leave), at the frame that the output's own clock maps
//! to the planned instant, rounded up, never earlier. It writes no log, knows no plan, and one bad
//! clip ends one airing.

use chrono::{DateTime, Utc};

use crate::{asrun::Aired, rundown::Rundown, words::Phrase};

/// What the engine is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Get an airing ready: open its clips, fill its buffers. It will not start before it is claimed.
    Arm {
        /// The airing's key.
        airing: String,
        /// The instant of the first frame.
        start_at: DateTime<Utc>,
        /// What is to be heard.
        rundown: Rundown,
    },
    /// The airing may start: its claim is on disk.
    Claim {
        /// The airing's key.
        airing: String,
    },
    /// Fade out what is on air of this airing (0.3 s) and end it; one that has not begun is dropped.
    Stop {
        /// The airing's key.
        airing: String,
        /// Why.
        why: Phrase,
    },
}

/// What the engine tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The first frame has left.
    Started {
        /// The airing's key.
        airing: String,
        /// When, by the output's own clock.
        at: DateTime<Utc>,
    },
    /// Once a second while on air.
    Progress {
        /// The airing's key.
        airing: String,
        /// Frames of it consumed so far.
        frames: u64,
        /// Frames of it heard so far.
        heard: u64,
    },
    /// It has ended, however it ended. Told exactly once for every airing that was armed.
    Ended(Aired),
}

/// Where the frames go. One output is the master: its clock is the station's frame clock.
pub trait Output: Send {
    /// Its name in the log: `none`, `file`, a device.
    fn name(&self) -> &str;
    /// Whether what it consumes is heard by anybody.
    fn hears(&self) -> bool;
    /// Frames that have left since it was opened.
    fn consumed(&mut self, now: DateTime<Utc>) -> u64;
    /// The first frame that leaves at `at` or later.
    fn frame_at(&self, at: DateTime<Utc>) -> u64;
    /// When a frame leaves (or left).
    fn time_of(&self, frame: u64) -> DateTime<Utc>;
    /// How many frames it would take now; 0 for outputs that only count.
    fn room(&mut self, now: DateTime<Utc>) -> usize;
    /// Takes interleaved samples of the house format; never more frames than `room`.
    fn write(&mut self, samples: &[f32]);
}
