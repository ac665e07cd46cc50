//! Turns a script into marks: which clip, fade, start or end falls on which frame.
//!
//! A [`Rundown`] is frame arithmetic only: the engine renders it to samples, a rehearsal drives the
//! marks alone, and a test holds the two against each other. No I/O, no clock.

use std::path::PathBuf;

use crate::{
    clip::{HOUSE_RATE, Library},
    script::Script,
    words::Reason,
};

/// One airing's sound, laid out on frames of the house rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Rundown {
    /// Ascending, without gap or overlap: each begins where the one before ends.
    pub marks: Vec<Mark>,
    /// Length of the whole.
    pub frames: u64,
}

/// A clip's place in a rundown.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The clip's name.
    pub clip: String,
    /// Its file, from the station folder.
    pub path: PathBuf,
    /// Hash of the bytes that were measured.
    pub sha256: String,
    /// First frame, counted from the rundown's beginning.
    pub at: u64,
    /// Length.
    pub frames: u64,
    /// Linear factor that brings it to the station's loudness.
    pub gain: f32,
}

/// True peak that no clip may pass after its gain, dBTP.
const PEAK_CEILING: f64 = -1.0;

/// Lays the script's cues end to end. `loudness` is the station's, LUFS. Fails with every clip that is
/// missing or refused, each as a reason that the log can keep.
pub fn lay_out(script: &Script, library: &Library, loudness: f64) -> Result<Rundown, Vec<Reason>> {
    let mut marks = Vec::new();
    let mut faults = Vec::new();
    let mut at = 0;
    for cue in &script.cues {
        let Some(clip) = library.clips.get(&cue.clip) else {
            faults.push(Reason::ClipMissing { clip: cue.clip.clone() });
            continue;
        };
        let (Some(measured), true) = (&clip.measured, clip.refused.is_empty()) else {
            faults.push(Reason::ClipRefused { clip: cue.clip.clone() });
            continue;
        };
        marks.push(Mark {
            clip: clip.name.clone(),
            path: clip.path.clone(),
            sha256: clip.sha256.clone(),
            at,
            frames: measured.frames,
            gain: gain(measured.house_lufs(), measured.true_peak_dbtp, loudness),
        });
        at += measured.frames;
    }
    if faults.is_empty() { Ok(Rundown { marks, frames: at }) } else { Err(faults) }
}

impl Rundown {
    /// Whether each mark begins where the one before ends, and the last one ends the whole.
    pub fn is_gapless(&self) -> bool {
        let follows = |at: u64, mark: &Mark| (mark.at == at).then_some(at + mark.frames);
        self.marks.iter().try_fold(0, follows) == Some(self.frames)
    }

    /// Length in microseconds, rounded up.
    pub fn micros(&self) -> i64 {
        let micros = (self.frames * 1_000_000).div_ceil(u64::from(HOUSE_RATE));
        i64::try_from(micros).unwrap_or(i64::MAX)
    }
}

/// Brings a clip to `loudness` unless its peaks would pass the ceiling; a clip of unknown loudness is
/// left as it is.
fn gain(lufs: Option<f64>, true_peak: Option<f64>, loudness: f64) -> f32 {
    let (Some(lufs), Some(true_peak)) = (lufs, true_peak) else { return 1.0 };
    let decibels = (loudness - lufs).min(PEAK_CEILING - true_peak);
    #[expect(clippy::cast_possible_truncation, reason = "a factor near 1 fits an f32 well")]
    let factor = 10_f64.powf(decibels / 20.0) as f32;
    factor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loudness_gives_way_to_the_peak_ceiling() {
        let quiet = gain(Some(-26.0), Some(-20.0), -16.0);
        assert!((quiet - 3.162).abs() < 0.001, "{quiet}");
        let peaky = gain(Some(-26.0), Some(-4.0), -16.0);
        assert!((peaky - 1.4125).abs() < 0.001, "only 3 dB are left below -1 dBTP: {peaky}");
        assert!((gain(None, None, -16.0) - 1.0).abs() < f32::EPSILON);
    }
}
