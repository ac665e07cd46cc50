//! Fills one script for one airing.

use chrono::TimeDelta;
use handlebars::{RenderError, RenderErrorReason};

use super::{
    Airtime, Cue, Script, Scripts, Utility,
    cue::{LONGEST, Page, is_clip_name},
    offer::{holds, offer},
    part::file_of,
};
use crate::{diagnostic::Diagnostic, words::Message};

/// Length of a spoken syllable: 200 a minute, what loudspeakers outdoors bear (VOV's newsreaders
/// speak 233 in a studio).
const SYLLABLE: TimeDelta = TimeDelta::milliseconds(300);

/// Fills the airing's script. The same input gives the same bytes.
///
/// Fails when there is no such script, when it has a mistake, or when a utility is not in the facts.
pub fn assemble(scripts: &Scripts, airtime: &Airtime<'_>) -> Result<Script, Diagnostic> {
    let name = airtime.script;
    if !scripts.complete.contains(name) {
        let code = match name {
            _ if scripts.faulty.contains(name) => "script-faulty",
            _ if scripts.templates.has_template(name) => "script-is-part",
            _ => "script-unknown",
        };
        let known = scripts.names().collect::<Vec<_>>().join(", ");
        let message = Message::new(code).with("script", name).with("known", known);
        return Err(Diagnostic::error(file_of(name), message));
    }
    fill(scripts, airtime)
}

/// How long the words take to say, by counting syllables; replaced by the clips' real length as soon
/// as there are any.
pub fn estimate(text: &str) -> TimeDelta {
    let syllables = text.split_whitespace().count();
    SYLLABLE * i32::try_from(syllables).unwrap_or(i32::MAX)
}

/// Every cue that airings of this script at this hour may have, whatever the rotation chooses from
/// `airtime.utilities`: filled with all of them, and with each alone. A clip that stands here with
/// two texts has words that vary.
///
/// `check` asks it for each part of the day in which a programme starts, with every utility that may
/// be aired; with none for a programme that takes none.
pub fn possible_cues(scripts: &Scripts, airtime: &Airtime<'_>) -> Result<Vec<Cue>, Diagnostic> {
    let mut cues = assemble(scripts, airtime)?.cues;
    for utility in airtime.utilities {
        let alone = Airtime { utilities: std::slice::from_ref(utility), ..*airtime };
        cues.extend(assemble(scripts, &alone)?.cues);
    }
    let mut seen = std::collections::BTreeSet::new();
    cues.retain(|cue| seen.insert((cue.clip.clone(), cue.text.clone())));
    Ok(cues)
}

/// Fills a template that is there.
pub(super) fn fill(scripts: &Scripts, airtime: &Airtime<'_>) -> Result<Script, Diagnostic> {
    let utilities = chosen(scripts, airtime)?;
    let mut page = Page::default();
    scripts
        .templates
        .render_to_write(airtime.script, &offer(scripts, airtime, &utilities), &mut page)
        .map_err(|error| render_diagnostic(&error, airtime.script))?;
    let cues = page.cues();
    if let Some(cue) = cues.iter().find(|cue| !is_clip_name(&cue.clip)) {
        let message = Message::new("template-clip-name").with("clip", cue.clip.as_str());
        return Err(at(&cue.template, cue.line, cue.column, message));
    }
    let words = cues.iter().map(|cue| cue.text.as_str()).filter(|text| !text.is_empty());
    let text = words.collect::<Vec<_>>().join("\n\n");
    let utilities = spoken_of(&cues, &utilities);
    Ok(Script { text, cues, utilities })
}

/// The utilities that the airing mentions. A utility past its `valid_until` on that day is left out.
fn chosen<'s>(scripts: &'s Scripts, airtime: &Airtime<'_>) -> Result<Vec<&'s Utility>, Diagnostic> {
    let mut chosen: Vec<&Utility> = Vec::new();
    for id in airtime.utilities {
        let Some(utility) = scripts.utility(id) else {
            let message = Message::new("script-unknown-utility").with("utility", id.as_str());
            return Err(Diagnostic::error(super::FACTS_FILE, message));
        };
        let holds = holds(utility.valid_until, airtime.at.date());
        if holds && !chosen.iter().any(|it| it.id == utility.id) {
            chosen.push(utility);
        }
    }
    Ok(chosen)
}

fn spoken_of(cues: &[Cue], utilities: &[&Utility]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for cue in cues {
        for utility in utilities {
            let by_clip = cue.clip.strip_suffix(&utility.id);
            let by_clip = by_clip.is_some_and(|rest| rest.is_empty() || rest.ends_with(['-', '/']));
            // The facts' words were tidied when they were read.
            let said = by_clip || cue.text.contains(utility.spoken.as_str());
            if said && !ids.contains(&utility.id) {
                ids.push(utility.id.clone());
            }
        }
    }
    ids
}

/// What filling ran into; the walk at load has caught nearly all of it before.
fn render_diagnostic(error: &RenderError, script: &str) -> Diagnostic {
    let message = match error.reason() {
        RenderErrorReason::IOError(_) => {
            let message = Message::new("template-too-long").with("limit", LONGEST / 1024);
            return Diagnostic::error(file_of(script), message);
        }
        RenderErrorReason::MissingVariable(Some(name)) => {
            Message::new("template-empty-name").with("name", name.as_str())
        }
        other => Message::new("template-fails").with("detail", other.to_string()),
    };
    let template = error.template_name.as_deref().unwrap_or(script);
    at(template, error.line_no.unwrap_or(1), error.column_no.unwrap_or(1), message)
}

/// A mistake at a place whose text is not at hand.
fn at(template: &str, line: usize, column: usize, message: Message) -> Diagnostic {
    Diagnostic::error(file_of(template), message).on("", line, column, 1)
}
