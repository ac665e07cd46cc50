//! Compares a saved file with the schedule on air and lists the missing parts: a copy may have broken off,
//! or an editor may still be writing.
//!
//! Such a file may have no error: a schedule that ends after its first programme simply has one programme.
//! The sweep therefore reads it once more, at the next sweep, before the station adopts it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    check::Folder,
    schedule::{FILE, Programme, Schedule},
    words::Message,
};

/// A programme without a start within this time has lost its hours, if it had some.
const AHEAD: TimeDelta = TimeDelta::days(8);
/// How many missing parts of each kind are named.
const NAMED: usize = 5;

/// The parts of `on_air` that `found` lacks; empty if the file does not look cut short.
pub(super) fn lost(on_air: &Folder, found: &Folder, now: DateTime<Utc>) -> Vec<Message> {
    let utilities = on_air.scripts.utilities.iter();
    let utilities = utilities.filter(|it| found.scripts.utility(&it.id).is_none());
    let groups = [
        some("lost-programmes", &programmes(&on_air.schedule, &found.schedule, now)),
        some("lost-exceptions", &exceptions(&on_air.schedule, &found.schedule)),
        some("lost-utilities", &utilities.map(|it| it.title.as_str()).collect::<Vec<_>>()),
        some("lost-groups", &groups(&on_air.schedule, &found.schedule)),
    ];
    let groups: Vec<Message> = groups.into_iter().flatten().collect();
    // The names of missing programmes say more than a missing end of file.
    if groups.is_empty() {
        some("lost-ends", &ends(on_air, found)).into_iter().collect()
    } else {
        groups
    }
}

fn some(code: &'static str, names: &[impl AsRef<str>]) -> Option<Message> {
    let first = names.iter().take(NAMED).map(AsRef::as_ref).collect::<Vec<_>>();
    let more = if names.len() > NAMED { "…" } else { "" };
    let said = Message::new(code).with("count", names.len());
    (!names.is_empty()).then(|| said.with("names", format!("{}{more}", first.join(", "))))
}

/// Titles of programmes that are missing, or have no start any more.
fn programmes<'s>(on_air: &'s Schedule, found: &Schedule, now: DateTime<Utc>) -> Vec<&'s str> {
    let airs = |schedule: &Schedule, programme: &Programme| {
        !programme.starts(now, now + AHEAD, schedule.station.zone).is_empty()
    };
    let gone = on_air.programmes.iter().filter(|had| match found.programme(&had.id) {
        None => true,
        Some(has) => airs(on_air, had) && !airs(found, has),
    });
    gone.map(|programme| programme.title.as_str()).collect()
}

/// Reasons of exceptions that are missing; a changed exception is not missing.
fn exceptions<'s>(on_air: &'s Schedule, found: &Schedule) -> Vec<&'s str> {
    if found.exceptions.len() >= on_air.exceptions.len() {
        return Vec::new();
    }
    let gone = on_air.exceptions.iter().filter(|had| {
        !found.exceptions.iter().any(|has| has.reason == had.reason || has.days == had.days)
    });
    gone.map(|exception| exception.reason.as_str()).collect()
}

/// The groups `[report]` and `[mail]`, as far as they are missing; they usually stand last in the file.
fn groups(on_air: &Schedule, found: &Schedule) -> Vec<&'static str> {
    let report = !on_air.report.to.is_empty() && found.report.to.is_empty();
    let mail = on_air.mail.is_some() && found.mail.is_none();
    [(report, "[report]"), (mail, "[mail]")].iter().filter(|it| it.0).map(|it| it.1).collect()
}

/// Files whose new text is only the beginning of the old one.
fn ends(on_air: &Folder, found: &Folder) -> Vec<String> {
    let cut = |had: &str, has: &str| {
        let (had, has) = (had.trim_end(), has.trim_end());
        has.len() < had.len() && had.starts_with(has)
    };
    let mut files = Vec::new();
    if cut(&on_air.schedule_text, &found.schedule_text) {
        files.push(FILE.to_owned());
    }
    let [had, has] = [on_air, found].map(|it| it.sources.facts.as_deref().unwrap_or_default());
    if cut(had, has) {
        files.push("scripts/vneid.toml".to_owned());
    }
    for (name, has) in &found.sources.templates {
        if on_air.sources.templates.get(name).is_some_and(|had| cut(had, has)) {
            files.push(format!("scripts/{name}.hbs"));
        }
    }
    files
}
