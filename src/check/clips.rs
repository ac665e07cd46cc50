//! Every clip with what it is, whether it may air, and who uses it: `loa clips`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Folder, is_read_otherwise, probe, stale_words};
use crate::{
    clip::{Clip, HOUSE_RATE, State},
    script::Cue,
    words::Message,
};

/// A clip as `clips --json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClipRow {
    /// Its name.
    pub clip: String,
    /// From the station folder.
    pub path: String,
    /// Whether it may air.
    pub state: State,
    /// Why not, or what is odd: codes.
    pub reasons: Vec<String>,
    /// `ogg`, `wav` …
    pub container: Option<String>,
    /// `vorbis`, `pcm_s16le` …
    pub codec: Option<String>,
    /// Length by whole decode.
    pub duration_s: Option<f64>,
    /// Length that the header claims.
    pub header_duration_s: Option<f64>,
    /// Integrated loudness.
    pub lufs: Option<f64>,
    /// True peak.
    pub true_peak_dbtp: Option<f64>,
    /// Silence before.
    pub lead_silence_s: Option<f64>,
    /// Silence after.
    pub trail_silence_s: Option<f64>,
    /// Whether its words are those of the scripts; `None` for music.
    pub transcript: Option<Freshness>,
    /// Scripts that use it.
    pub used_by: Vec<String>,
    /// Whether a machine speaks, as its transcript says; `None` without a transcript.
    pub synthetic: Option<bool>,
    /// Which words of a stale clip have changed: `… bà con [gửi → khai báo] thông báo …`.
    pub changes: Option<String>,
    /// The reasons as sentences are made from these.
    #[serde(skip)]
    pub messages: Vec<Message>,
}

/// How a clip's words stand to the scripts'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Freshness {
    /// The same.
    Fresh,
    /// Recorded with other words, or spoken by a machine that would read the same words differently now.
    Stale,
    /// There is no transcript.
    Missing,
}

impl Freshness {
    /// Its code in JSON and in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Missing => "missing",
        }
    }
}

/// A row for every clip, by name.
pub fn clip_rows(folder: &Folder, now: DateTime<Utc>) -> Vec<ClipRow> {
    let mut uses: BTreeMap<String, Vec<(String, Cue)>> = BTreeMap::new();
    for (script, cue) in probe::every_cue(&folder.schedule, &folder.scripts, now) {
        uses.entry(cue.clip.clone()).or_default().push((script, cue));
    }
    let none = Vec::new();
    let clips = folder.library.clips.values();
    clips.map(|clip| row(folder, clip, uses.get(&clip.name).unwrap_or(&none))).collect()
}

fn row(folder: &Folder, clip: &Clip, uses: &[(String, Cue)]) -> ClipRow {
    let measured = clip.measured.as_ref();
    let messages: Vec<Message> = clip.refused.iter().chain(&clip.doubts).cloned().collect();
    let changes = uses.iter().find_map(|(_, cue)| stale_words(cue, &folder.library));
    let read_otherwise = uses.iter().any(|(_, cue)| is_read_otherwise(folder, cue));
    let used_by: BTreeSet<&String> = uses.iter().map(|(script, _)| script).collect();
    ClipRow {
        clip: clip.name.clone(),
        path: clip.path.display().to_string(),
        state: clip.state(),
        reasons: messages.iter().map(Message::json_code).collect(),
        container: measured.map(|it| it.container.clone()),
        codec: measured.map(|it| it.codec.clone()),
        duration_s: measured.map(|it| seconds(it.frames)),
        header_duration_s: measured.and_then(|it| it.header_duration_s),
        lufs: measured.and_then(|it| it.lufs),
        true_peak_dbtp: measured.and_then(|it| it.true_peak_dbtp),
        lead_silence_s: measured.map(|it| it.lead_silence_s),
        trail_silence_s: measured.map(|it| it.trail_silence_s),
        transcript: freshness(clip, uses, changes.is_some() || read_otherwise),
        used_by: used_by.into_iter().cloned().collect(),
        synthetic: clip.transcript.as_ref().map(|transcript| transcript.synthetic),
        changes,
        messages,
    }
}

fn freshness(clip: &Clip, uses: &[(String, Cue)], stale: bool) -> Option<Freshness> {
    let spoken = uses.iter().any(|(_, cue)| !cue.text.is_empty());
    if clip.transcript.is_none() {
        return spoken.then_some(Freshness::Missing);
    }
    Some(if stale { Freshness::Stale } else { Freshness::Fresh })
}

/// Length in seconds, to the millisecond.
pub fn seconds(frames: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "clips are shorter than 2^52 frames")]
    let millis = (frames * 1000 / u64::from(HOUSE_RATE)) as f64;
    millis / 1000.0
}
