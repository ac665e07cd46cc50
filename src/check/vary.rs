//! Clips whose words vary: a recording says one text, so that of two texts one is never heard.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{Folder, cues::in_template, probe::every_cue};
use crate::{clip::changed_words, diagnostic::Diagnostic, script::Cue, words::Message};

/// The clips that cues bind to different words, each with what to say about it.
pub fn varying_clips(folder: &Folder, now: DateTime<Utc>) -> BTreeMap<String, Diagnostic> {
    let mut first: BTreeMap<String, Cue> = BTreeMap::new();
    let mut varying = BTreeMap::new();
    for (_, cue) in every_cue(&folder.schedule, &folder.scripts, now) {
        let Some(before) = first.get(&cue.clip) else {
            first.insert(cue.clip.clone(), cue);
            continue;
        };
        if let Some(changes) = changed_words(&before.text, &cue.text) {
            varying
                .entry(cue.clip.clone())
                .or_insert_with(|| diagnostic(folder, before, &cue, changes));
        }
    }
    varying
}

fn diagnostic(folder: &Folder, before: &Cue, cue: &Cue, changes: String) -> Diagnostic {
    let message = Message::new("check-words-vary")
        .with("clip", cue.clip.as_str())
        .with("script", before.template.as_str())
        .with("line", before.line)
        .with("changes", changes);
    in_template(folder, cue, message, Diagnostic::warning)
}
