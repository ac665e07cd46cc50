//! Checks scripts about VNeID: each has the safety line, and no template itself names a menu of the app.
//!
//! An airing is about VNeID when it mentions a utility or VNeID. It must read every word of the part
//! `scripts/an-toan.hbs`, so that the line has one wording in all programmes.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{Folder, cues::in_template, probe};
use crate::{
    diagnostic::Diagnostic,
    schedule::Content,
    script::{Airtime, Cue, Script, assemble, figure_words, on_screen},
    words::Message,
};

/// The part that holds the safety line.
const SAFETY: &str = "an-toan";

/// Mistakes of scripts without the safety line, and of cues whose own words name something on the screen.
/// `cues` are the cues of every airing, each with its script.
pub(super) fn check_vneid(
    folder: &Folder,
    cues: &[(String, Cue)],
    now: DateTime<Utc>,
) -> Vec<Diagnostic> {
    let line = safety_line(folder);
    let (mut about, mut without) = (BTreeSet::new(), BTreeSet::new());
    for programme in &folder.schedule.programmes {
        let Content::Script(name) = &programme.content else { continue };
        if without.contains(name.as_str()) {
            continue;
        }
        let airings = probe::few_airings(&folder.schedule, &folder.scripts, programme, now);
        for script in airings.iter().filter(|script| is_about_vneid(script)) {
            about.insert(name.as_str());
            let says = |words: &String| script.cues.iter().any(|cue| cue.text.contains(words));
            if line.is_empty() || !line.iter().all(says) {
                without.insert(name.as_str());
            }
        }
    }
    let code = if line.is_empty() { "check-safety-missing" } else { "check-safety" };
    let without = without
        .into_iter()
        .map(|script| Diagnostic::warning(format!("scripts/{script}.hbs"), Message::new(code)));
    let cues = cues.iter().filter(|(script, _)| about.contains(script.as_str()));
    without.chain(menu_words(folder, cues.map(|(_, cue)| cue))).collect()
}

fn is_about_vneid(script: &Script) -> bool {
    !script.utilities.is_empty() || script.text.to_lowercase().contains("vneid")
}

/// The text of each cue of the safety line; empty if the station has no such part.
fn safety_line(folder: &Folder) -> Vec<String> {
    let airtime = Airtime {
        script: SAFETY,
        station_name: &folder.schedule.station.name,
        station_place: &folder.schedule.station.place,
        programme_title: "",
        programme_topic: "",
        at: NaiveDateTime::default(),
        utilities: &[],
    };
    let cues = assemble(&folder.scripts, &airtime).map(|script| script.cues).unwrap_or_default();
    cues.into_iter().map(|cue| cue.text).filter(|text| !text.is_empty()).collect()
}

/// Mistakes of cues that name something on the screen in the template's own words.
fn menu_words<'c>(folder: &Folder, cues: impl Iterator<Item = &'c Cue>) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let suspects = cues.filter(|cue| {
        on_screen(&cue.text).is_some() && told.insert((&cue.template, cue.line, &cue.text))
    });
    let mut suspects = suspects.peekable();
    if suspects.peek().is_none() {
        return Vec::new();
    }
    let facts = facts(folder);
    let found = suspects.filter_map(|cue| {
        let own = facts.iter().fold(cue.text.clone(), |own, fact| own.replace(fact, " "));
        let message = Message::new("check-cue-on-screen").with("word", on_screen(&own)?);
        Some(in_template(folder, cue, message, Diagnostic::warning))
    });
    found.collect()
}

/// Texts that come from the facts' file; the check of that file decides whether they may name a button.
fn facts(folder: &Folder) -> Vec<String> {
    let utilities = folder.scripts.utilities.iter().flat_map(|utility| {
        let how_to = utility.how_to.as_ref().map(|how_to| how_to.spoken.clone());
        how_to.into_iter().chain([utility.spoken.clone(), utility.title.clone()])
    });
    utilities.chain(folder.scripts.figures.iter().map(figure_words)).collect()
}
