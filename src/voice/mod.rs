//! Speaks the clips that are missing or stale, by a program of the station's choice.
//!
//! [`tasks`] holds the words of the scripts against the clips and says what each text needs: plain data,
//! nothing is touched. A [`Speaker`] then makes a clip at a time: the program writes a WAV in
//! `data/voice/`, it becomes Ogg Vorbis, and clip and transcript are put in place by renaming, so that
//! a running station sees only finished files and a power cut parts no pair. A person's recording is
//! never touched, however stale. No shell is asked, and nothing is written outside the station folder;
//! a program that does not end is ended, with all that it started.

mod place;
mod program;
mod speaker;
mod tasks;

pub use speaker::{Speaker, Spoken};
pub use tasks::{Duty, Task, tasks};

use crate::words::Message;

/// Why a clip was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// What concerns this clip alone: the next one may succeed.
    Clip(Message),
    /// What the program wrote cannot air, and why: a code of `locales/*/clips.ftl`.
    Sound(Message),
    /// No clip can be made.
    All(Message),
}
