//! One cue held against its clip: is it there, are its words the recorded ones, can it be that long,
//! and does everybody know how to read it?

use chrono::TimeDelta;

use super::{Folder, NO_CLIP, is_read_otherwise, nearest, seconds, stale_words, with_near};
use crate::{
    clip::Clip,
    diagnostic::Diagnostic,
    script::{Cue, estimate, read::read},
    words::{Message, decimal},
};

/// A clip so much shorter or longer than its words take to say is probably another's: an announcer is
/// never that quick or that slow.
const LIKELY: std::ops::RangeInclusive<f64> = 0.6..=1.6;
/// Of a few words nothing can be said: a breath is as long.
const WORTH_TIMING: TimeDelta = TimeDelta::seconds(3);

/// Everything wrong or odd about a cue.
pub(super) fn check_cue(folder: &Folder, cue: &Cue) -> Vec<Diagnostic> {
    let reading = read(&cue.text, &folder.words, folder.words.manner);
    let mut diagnostics: Vec<Diagnostic> =
        clip_diagnostic(folder, cue, &reading.spoken).into_iter().collect();
    for token in reading.unknown {
        let message = Message::new("check-unknown-token").with("token", token);
        diagnostics.push(in_template(folder, cue, message, Diagnostic::warning));
    }
    diagnostics
}

fn clip_diagnostic(folder: &Folder, cue: &Cue, spoken: &str) -> Option<Diagnostic> {
    let about = |code: &'static str| Message::new(code).with("clip", cue.clip.as_str());
    let Some(clip) = folder.library.clips.get(&cue.clip) else {
        let near = nearest(&cue.clip, folder.library.clips.keys().map(String::as_str));
        let message = with_near(NO_CLIP, near).with("clip", cue.clip.as_str());
        return Some(in_template(folder, cue, message, Diagnostic::error));
    };
    if !cue.text.is_empty() && clip.transcript.is_none() {
        let message = about("check-no-transcript").with("words", cue.text.as_str());
        return Some(Diagnostic::warning(clip.path.display().to_string(), message));
    }
    if let Some(changes) = stale_words(cue, &folder.library) {
        let message = about("check-stale-clip").with("changes", changes);
        let message = message.with("words", cue.text.as_str());
        return Some(in_template(folder, cue, message, Diagnostic::warning));
    }
    if is_read_otherwise(folder, cue) {
        let message = about("check-read-otherwise").with("reading", spoken);
        return Some(in_template(folder, cue, message, Diagnostic::warning));
    }
    let lang = folder.schedule.station.language;
    let (length, expected) = unlikely_length(clip, spoken)?;
    let message = about("check-wrong-length")
        .with("length", decimal(lang, length))
        .with("expected", decimal(lang, expected));
    Some(Diagnostic::warning(clip.path.display().to_string(), message))
}

/// The clip's length and that of its words, in seconds, where the two cannot belong together.
fn unlikely_length(clip: &Clip, spoken: &str) -> Option<(f64, f64)> {
    let expected = estimate(spoken);
    let length = seconds(clip.measured.as_ref()?.frames);
    let timed = expected >= WORTH_TIMING && !LIKELY.contains(&(length / expected.as_seconds_f64()));
    timed.then(|| (length, expected.as_seconds_f64()))
}

/// A mistake at the cue's place in its template.
pub(super) fn in_template(
    folder: &Folder,
    cue: &Cue,
    message: Message,
    kind: fn(String, Message) -> Diagnostic,
) -> Diagnostic {
    let text = folder.sources.templates.get(&cue.template).map_or("", String::as_str);
    let diagnostic = kind(format!("scripts/{}.hbs", cue.template), message);
    diagnostic.on(text, cue.line, cue.column, "{{#cue".len())
}
