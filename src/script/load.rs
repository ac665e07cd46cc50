//! Reads everything in `scripts/` at once: what holds is kept, what does not is said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Airtime, Loaded, Scripts, Sources, assemble, cue, facts, includes,
    lint::Lint,
    offer,
    part::Part,
    scope::{Scope, Turn},
};
use crate::diagnostic::{Diagnostic, sort};

/// Reads the texts of `scripts/`. A template with a mistake, or that includes one, is left out.
pub fn load(sources: &Sources) -> Loaded {
    let (mut scripts, mut diagnostics) = match &sources.facts {
        Some(text) => facts::read(text),
        None => (Scripts::default(), Vec::new()),
    };
    let mut parts = BTreeMap::new();
    for (name, text) in &sources.templates {
        match Part::parse(name, text) {
            Ok(part) => {
                parts.insert(name.clone(), part);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    keep_faultless(&mut scripts, &parts, &sources.templates, &mut diagnostics);
    sort(&mut diagnostics);
    diagnostics.dedup();
    Loaded { scripts, diagnostics }
}

/// Fills `templates`, `complete` and `faulty`.
fn keep_faultless(
    scripts: &mut Scripts,
    parts: &BTreeMap<String, Part>,
    templates: &BTreeMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let names: BTreeSet<String> = templates.keys().cloned().collect();
    let unread = templates.iter().filter(|(name, _)| !parts.contains_key(*name));
    let guessed = unread.flat_map(|(_, text)| guess_names(text));
    let (order, endless) = includes::in_order(parts, scripts.utilities.len().max(1));
    diagnostics.extend(endless);
    let included: BTreeSet<String> =
        parts.values().flat_map(|part| includes::names(&part.template)).chain(guessed).collect();
    scripts.templates = cue::engine();
    let (offer, turn) = (offer::specimen(scripts), Turn::default());
    let mut sound = BTreeSet::new();
    for part in order {
        let whole = includes::names(&part.template).iter().all(|name| sound.contains(name));
        let mut lint = Lint::new(parts, &names);
        lint.script(part, Scope::root(&offer, &turn));
        let mut found = lint.diagnostics;
        // What is only a part of others need not make sense on its own: they are judged with it.
        let is_part = included.contains(&part.name);
        if whole && (found.is_empty() || is_part) {
            sound.insert(part.name.clone());
            scripts.templates.register_template(&part.name, part.template.clone());
        }
        if whole && found.is_empty() {
            found.extend(trial(scripts, &part.name));
            if found.is_empty() {
                scripts.complete.insert(part.name.clone());
            } else if !is_part {
                sound.remove(&part.name);
            }
        }
        if !is_part {
            diagnostics.extend(found);
        }
    }
    scripts.faulty = names.difference(&sound).cloned().collect();
}

/// The names that a text seems to include which could not be parsed: its parts shall not be taken
/// for whole scripts meanwhile.
fn guess_names(text: &str) -> impl Iterator<Item = String> {
    text.split("{{>").skip(1).map(|rest| {
        let rest = rest.trim_start();
        rest.split(|letter: char| letter.is_whitespace() || letter == '}')
            .next()
            .unwrap_or("")
            .into()
    })
}

/// Fills the script once with every utility, so that what only filling can tell is told now.
fn trial(scripts: &Scripts, name: &str) -> Option<Diagnostic> {
    let all: Vec<String> = scripts.utilities.iter().map(|utility| utility.id.clone()).collect();
    let airtime = Airtime {
        script: name,
        station_name: "",
        station_place: "",
        programme_title: "",
        programme_topic: "",
        at: NaiveDateTime::new(NaiveDate::default(), chrono::NaiveTime::MIN),
        utilities: &all,
    };
    assemble::fill(scripts, &airtime).err()
}
