//! The clips in `audio/`: decode, length, loudness, silence, whether they may be played.
//!
//! [`Library::scan`] decodes every file once from beginning to end, because headers lie, and
//! remembers what it measured by path, size and time of change. Playing reads the same file again
//! through [`open`], brought to the house rate, so that a clip is exactly as long as it was measured.
//! This room never changes a file in `audio/`.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::words::Phrase;

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
    /// Of the file's bytes, lower-case hex.
    pub sha256: String,
    /// `None` when nothing could be decoded.
    pub measured: Option<Measured>,
    /// Why it may not be played: codes of `locales/*/clips.ftl`. Empty: it may.
    pub refused: Vec<Phrase>,
    /// What is odd about it without keeping it off the air.
    pub doubts: Vec<Phrase>,
    /// The words beside it, `NAME.txt`.
    pub transcript: Option<Transcript>,
}

/// What a whole decode found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// `ogg`, `wav`, `mp3`, `flac`, `mp4`.
    pub container: String,
    /// `vorbis`, `pcm_s16le`, `mp3` …
    pub codec: String,
    /// Length at the house rate.
    pub frames: u64,
    /// Length that the header claims, seconds.
    pub header_duration_s: Option<f64>,
    /// Integrated loudness, LUFS; `None` when silent or too short to say.
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
    /// `# giọng máy: <command>, <sha256>`: a machine spoke, and the file is still that one.
    pub synthetic: bool,
}
