//! What each text of the scripts needs.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::{
    check::{Folder, every_cue, is_read_otherwise, stale_words, varying_clips},
    clip::Clip,
    script::{Cue, read::read},
};

/// A text, the clip that should say it, and what is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The clip's name.
    pub clip: String,
    /// The words as the script writes them.
    pub text: String,
    /// The same for the ear: figures and acronyms put in words.
    pub spoken: String,
    /// Parts of the text without a reading; words are spoken as they are written, signs not at all.
    pub unknown: Vec<String>,
    /// Which words have changed since the clip was recorded.
    pub changes: Option<String>,
    /// What is to be done.
    pub duty: Duty,
}

/// What is to be done about a clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// There is none: make it.
    Make,
    /// A machine spoke other words, or the same words with another reading: it must be spoken again.
    Replace,
    /// It says the words.
    Nothing,
    /// A person recorded other words, and has to record these.
    Record,
    /// A person recorded it, and which words nobody wrote down.
    Unwritten,
    /// The scripts bind it to different words: nothing can say both.
    Vary,
}

/// A task for every clip that has words, by name. `again`: also what a machine spoke and is fresh is to
/// be made anew.
pub fn tasks(folder: &Folder, again: bool, now: DateTime<Utc>) -> Vec<Task> {
    let varying = varying_clips(folder, now);
    let mut cues: BTreeMap<String, Cue> = BTreeMap::new();
    for (_, cue) in every_cue(&folder.schedule, &folder.scripts, now) {
        if !cue.text.is_empty() {
            cues.entry(cue.clip.clone()).or_insert(cue);
        }
    }
    let task = |cue: Cue| {
        let reading = read(&cue.text, &folder.words, folder.words.manner);
        let changes = stale_words(&cue, &folder.library);
        let clip = folder.library.clips.get(&cue.clip);
        let duty = if varying.contains_key(&cue.clip) {
            Duty::Vary
        } else {
            duty(clip, changes.is_some() || is_read_otherwise(folder, &cue), again)
        };
        Task {
            clip: cue.clip,
            text: cue.text,
            spoken: reading.spoken,
            unknown: reading.unknown,
            changes,
            duty,
        }
    };
    cues.into_values().map(task).collect()
}

/// Whatever is no machine's for certain is a person's, also a file that cannot be played.
fn duty(clip: Option<&Clip>, stale: bool, again: bool) -> Duty {
    let Some(clip) = clip else { return Duty::Make };
    match &clip.transcript {
        None => Duty::Unwritten,
        Some(transcript) if transcript.synthetic && (stale || again) => Duty::Replace,
        Some(_) if stale => Duty::Record,
        Some(_) => Duty::Nothing,
    }
}
