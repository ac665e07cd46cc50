//! The clips in `audio/`: decode, length, loudness, silence, whether they may be played.
//!
//! [`Library::scan`] decodes every file once from beginning to end, because headers lie, and
//! remembers what it measured by path, size and time of change. Playing reads the same file again
//! through [`open`], brought to the house rate, so that a clip is exactly as long as it was measured.
//! This room changes no file that is there; [`compress`] writes a new one where it is told to. A file
//! that cannot be read, or that makes a decoder panic, becomes a refused clip.

mod changes;
mod compress;
mod container;
mod folder;
mod house;
mod level;
mod measure;
mod memory;
mod mp4;
mod native;
mod scan;
mod transcript;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::wav;

pub use changes::changed_words;
pub use compress::compress;
pub use house::{HouseReader, open};
pub use measure::file_sha256;
pub use memory::{Memory, TABLES};
pub use native::Error;
pub use transcript::{marks, on_one_line, same_words, synthetic_text};

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::words::Message;

/// Frames per second of everything inside the station.
pub const HOUSE_RATE: u32 = 48_000;
/// Samples per frame: left and right.
pub const HOUSE_CHANNELS: usize = 2;

/// All clips by name.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Name (the file's name without its ending) to clip.
    pub clips: BTreeMap<String, Clip>,
}

/// One file in `audio/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// `nhac-hieu` for `audio/nhac-hieu.ogg`; folders count: `vneid/luu-tru`.
    pub name: String,
    /// From the station folder: `audio/nhac-hieu.ogg`.
    pub path: PathBuf,
    /// Of the file's bytes, lower-case hex; empty when they were not read: a link, an unknown ending.
    pub sha256: String,
    /// `None` when nothing could be decoded.
    pub measured: Option<Measured>,
    /// Why it may not be played: codes of `locales/*/clips.ftl`. Empty: it may.
    pub refused: Vec<Message>,
    /// What is odd about it without keeping it off the air.
    pub doubts: Vec<Message>,
    /// The words beside it, `NAME.txt`.
    pub transcript: Option<Transcript>,
}

/// Whether a clip may go on air.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It may.
    Ok,
    /// It may, and something about it is odd.
    Warning,
    /// It may not.
    Refused,
}

/// What a whole decode found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// `ogg`, `wav`, `mp3`, `flac`, `mp4`, `aac`.
    pub container: String,
    /// `vorbis`, `pcm_s16le`, `mp3` …
    pub codec: String,
    /// Channels in the file. One is played on both sides, of more than two the mean is.
    pub channels: u16,
    /// Length at the house rate.
    pub frames: u64,
    /// Length that the header claims, seconds; `None` where it claims none.
    pub header_duration_s: Option<f64>,
    /// Integrated loudness of the file (ITU-R BS.1770), LUFS; `None` when silent or shorter than 0.4 s.
    pub lufs: Option<f64>,
    /// True peak, dBTP; `None` when silent.
    pub true_peak_dbtp: Option<f64>,
    /// Silence (below -60 dBFS) at the beginning, seconds.
    pub lead_silence_s: f64,
    /// Silence at the end, seconds.
    pub trail_silence_s: f64,
}

/// The words that were recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// The words, without the marking line, NFC, white space trimmed.
    pub words: String,
    /// The text that a machine was given to speak, from the line `# lời đọc: …`; `None` without such a line.
    pub spoken: Option<String>,
    /// `# giọng máy: <command>, <sha256>`: a machine spoke, and the file is still that one.
    pub synthetic: bool,
}

impl State {
    /// Its code in JSON and in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Refused => "refused",
        }
    }
}

impl Library {
    /// Clips that stand on no disk, by name and length in frames: for rehearsals that decode nothing.
    pub fn imagined(lengths: impl IntoIterator<Item = (String, u64)>) -> Self {
        let clip = |(name, frames): (String, u64)| {
            let measured = Measured {
                container: "wav".into(),
                codec: "pcm_s16le".into(),
                channels: 1,
                frames,
                header_duration_s: None,
                lufs: None,
                true_peak_dbtp: None,
                lead_silence_s: 0.0,
                trail_silence_s: 0.0,
            };
            let clip = Clip {
                path: PathBuf::from(format!("audio/{name}.wav")),
                name: name.clone(),
                sha256: String::new(),
                measured: Some(measured),
                refused: Vec::new(),
                doubts: Vec::new(),
                transcript: None,
            };
            (name, clip)
        };
        Self { clips: lengths.into_iter().map(clip).collect() }
    }
}

impl Clip {
    /// Whether it may go on air.
    pub fn state(&self) -> State {
        match (self.refused.is_empty(), self.doubts.is_empty()) {
            (false, _) => State::Refused,
            (true, false) => State::Warning,
            (true, true) => State::Ok,
        }
    }
}

impl Measured {
    /// Loudness of what is heard, LUFS: one channel sounds on both sides, which doubles its power.
    pub fn house_lufs(&self) -> Option<f64> {
        let both_sides = if self.channels == 1 { 10.0 * 2.0_f64.log10() } else { 0.0 };
        self.lufs.map(|loudness| loudness + both_sides)
    }
}
