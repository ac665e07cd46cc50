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
use crate::mistake::{Mistake, sort};

/// Reads the texts of `scripts/`. A template with a mistake, or that includes one, is left out.
pub fn load(sources: &Sources) -> Loaded {
    let (mut scripts, mut mistakes) = match &sources.facts {
        Some(text) => facts::read(text),
        None => (Scripts::default(), Vec::new()),
    };
    let mut parts = BTreeMap::new();
    for (name, text) in &sources.templates {
        match Part::parse(name, text) {
            Ok(part) => {
                parts.insert(name.clone(), part);
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    let names: BTreeSet<String> = sources.templates.keys().cloned().collect();
    keep_faultless(&mut scripts, &parts, &names, &mut mistakes);
    sort(&mut mistakes);
    mistakes.dedup();
    Loaded { scripts, mistakes }
}

/// Fills `templates`, `scripts` and `faulty`.
fn keep_faultless(
    scripts: &mut Scripts,
    parts: &BTreeMap<String, Part>,
    names: &BTreeSet<String>,
    mistakes: &mut Vec<Mistake>,
) {
    let (order, endless) = includes::in_order(parts, scripts.utilities.len().max(1));
    mistakes.extend(endless);
    let included: BTreeSet<String> =
        parts.values().flat_map(|part| includes::names(&part.template)).collect();
    scripts.templates = cue::engine();
    let (offer, turn) = (offer::specimen(scripts), Turn::default());
    let mut sound = BTreeSet::new();
    for part in order {
        let whole = includes::names(&part.template).iter().all(|name| sound.contains(name));
        let mut lint = Lint::new(parts, names);
        lint.script(part, Scope::root(&offer, &turn));
        let mut found = lint.mistakes;
        // What is only a part of others need not make sense on its own: they are judged with it.
        let is_part = included.contains(&part.name);
        if whole && (found.is_empty() || is_part) {
            sound.insert(part.name.clone());
            scripts.templates.register_template(&part.name, part.template.clone());
        }
        if whole && found.is_empty() {
            found.extend(trial(scripts, &part.name));
        }
        if whole && found.is_empty() {
            scripts.scripts.insert(part.name.clone());
        }
        if !is_part {
            mistakes.extend(found);
        }
    }
    scripts.faulty =
        names.iter().filter(|name| !scripts.scripts.contains(*name)).cloned().collect();
}

/// Fills the script once with every utility, so that what only filling can tell is told now.
fn trial(scripts: &Scripts, name: &str) -> Option<Mistake> {
    let all: Vec<String> = scripts.utilities.iter().map(|utility| utility.id.clone()).collect();
    let airtime = Airtime {
        script: name,
        station_name: "",
        programme_title: "",
        programme_topic: "",
        at: NaiveDateTime::new(NaiveDate::default(), chrono::NaiveTime::MIN),
        utilities: &all,
    };
    assemble::fill(scripts, &airtime).err()
}
