//! Plays rundowns at their instant and tells what really went out.
//!
//! The engine owns the timeline and one output. It is handed [`Order`]s and answers with what it
//! [`EngineEvent`]; both are plain data. It starts an airing only when it was armed and then *claimed* (the
//! claim is on disk before the first frame can leave), at the frame that the output's own clock maps
//! to the planned instant, rounded up, never earlier. It writes no log, knows no plan, and one bad
//! clip ends one airing.
//!
//! [`Engine`] is a plain machine that is called: for marks ([`Engine::turn`]) and for samples
//! ([`Engine::fill`]). [`Air`] runs it on a thread of its own; [`drive`] runs it on the caller's, as
//! fast as it goes. Both end with every armed airing told as [`EngineEvent::Ended`].

mod card;
mod clocked;
mod deck;
mod engine;
mod feed;
mod file;
mod frames;
mod shell;
mod simulate;
#[cfg(test)]
mod tests;

pub use card::{CardOutput, Listed, outputs};
pub use clocked::ClockOutput;
pub use engine::Engine;
pub use feed::{FrameSource, OpenClip};
pub use file::FileOutput;
pub use shell::{Air, Pulse};
pub use simulate::{Rendered, Stretch, drive, render};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    asrun::{Aired, OutputName},
    rundown::Rundown,
    words::Reason,
};

/// What the engine is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Get an airing ready: open its clips, fill its buffers. It will not start before it is claimed.
    /// Armed again before it began, it takes its former place, and must be claimed again; once it is
    /// on air, arming it again does nothing.
    Arm {
        /// The airing's key.
        airing: String,
        /// Comes back with its end, so that nobody takes the end of a former arming for that of this one.
        take: u64,
        /// The instant of the first frame; one in the past means as soon as possible.
        start_at: DateTime<Utc>,
        /// What is to be heard.
        rundown: Rundown,
        /// The rundown is entered at this frame, 0 unless it is joined late; the frames before it
        /// count as not consumed.
        from_frame: u64,
    },
    /// The airing may start: its claim is on disk. Half a second past the start it still may, at the
    /// next frame possible; after that it has ended as `reason-late`.
    Claim {
        /// The airing's key.
        airing: String,
    },
    /// Fade out what is on air of this airing (0.3 s) and end it; one that has not begun is dropped.
    Stop {
        /// The airing's key.
        airing: String,
        /// Why.
        why: Reason,
    },
}

/// What the engine tells.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineEvent {
    /// The first frame has left.
    Started {
        /// The airing's key.
        airing: String,
        /// When, by the output's own clock.
        at: DateTime<Utc>,
    },
    /// Once a second while on air; live, twice.
    Progress {
        /// The airing's key.
        airing: String,
        /// Frames of it consumed so far.
        frames: u64,
        /// Frames of it heard so far.
        heard: u64,
    },
    /// It has ended, however it ended. Reported exactly once for every airing that was armed.
    Ended(Aired),
    /// From now on the output is another: a card was lost, or is back.
    Output {
        /// Its name.
        name: OutputName,
        /// Whether it is heard.
        hears: bool,
    },
}

/// Where the frames go. One output is the master: its clock is the station's frame clock, and frame 0
/// leaves when it is opened.
pub trait Output: Send {
    /// Its name in the log: `none`, `file`, a device, `missing` for one that is not there. May change.
    fn name(&self) -> &str;
    /// Whether what it consumes is heard by anybody.
    fn hears(&self) -> bool;
    /// Whether it takes samples. One that does not only counts: no clip is opened for it.
    fn takes_samples(&self) -> bool;
    /// Whether it may be kept waiting for a slow clip, as a file may; a device gets silence instead.
    fn waits(&self) -> bool {
        false
    }
    /// Frames that have left since it was opened. Never runs back.
    fn consumed(&mut self, now: DateTime<Utc>) -> u64;
    /// The first frame that leaves at `at` or later. One whose clock is an estimate adds what that may
    /// be off by; asked again later, it may know better.
    fn frame_at(&self, at: DateTime<Utc>) -> u64;
    /// When a frame leaves (or left), rounded down to the microsecond, so that
    /// `frame_at(time_of(frame))` is that frame again where the clock is no estimate.
    fn time_of(&self, frame: u64) -> DateTime<Utc>;
    /// The wall clock was set by so much: frames go on leaving as before, at other hours. One whose
    /// clock is observed finds out by itself.
    fn clock_set(&mut self, _by: TimeDelta) {}
    /// How many frames it would take now; 0 for outputs that only count.
    fn room(&mut self, now: DateTime<Utc>) -> usize;
    /// Takes interleaved samples of the house format; never more frames than `room`.
    fn write(&mut self, samples: &[f32]);
}
