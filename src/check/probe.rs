//! Every script that a programme's airings can be, tried beforehand.
//!
//! Words vary with the part of the day and with the utilities that the rotation deals. Trying each part in
//! which the programme airs, with every utility, meets every clip.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Timelike, Utc};

use super::Folder;
use crate::{
    clip::{Library, changed_words, on_one_line},
    diagnostic::Diagnostic,
    plan::{Card, Known},
    rundown,
    schedule::{Content, Programme, Schedule},
    script::{self, Airtime, Cue, Script, Scripts, Utility, read::read},
    words::{DayPart, Reason},
};

/// How far ahead a programme's hours are looked up.
const HORIZON: TimeDelta = TimeDelta::days(8);

/// Assembles the script of one airing.
pub fn assemble(
    schedule: &Schedule,
    scripts: &Scripts,
    programme: &Programme,
    at: NaiveDateTime,
    utilities: &[String],
) -> Result<Script, Diagnostic> {
    let script = match &programme.content {
        Content::Script(script) => script.as_str(),
        Content::Elsewhere { .. } => "",
    };
    script::assemble(scripts, &airtime(schedule, programme, script, at, utilities))
}

fn airtime<'a>(
    schedule: &'a Schedule,
    programme: &'a Programme,
    script: &'a str,
    at: NaiveDateTime,
    utilities: &'a [String],
) -> Airtime<'a> {
    Airtime {
        script,
        station_name: &schedule.station.name,
        station_place: &schedule.station.place,
        programme_title: &programme.title,
        programme_topic: &programme.topic,
        at,
        utilities,
    }
}

/// Test airings of `programme`, in each part of the day: with all utilities, with one, with none.
pub(super) fn few_airings(
    schedule: &Schedule,
    scripts: &Scripts,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Vec<Script> {
    let utilities = fitting(schedule, scripts, programme, now);
    let sizes = BTreeSet::from([0, 1.min(utilities.len()), utilities.len()]);
    let hours = hours(schedule, programme, now);
    let airings = hours.iter().flat_map(|at| sizes.iter().map(move |size| (at, *size)));
    airings
        .filter_map(|(at, size)| {
            assemble(schedule, scripts, programme, *at, &utilities[..size]).ok()
        })
        .collect()
}

/// Every cue that an airing of `programme` can have, whatever the hour and whatever the rotation deals.
pub(super) fn cues(
    schedule: &Schedule,
    scripts: &Scripts,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<Vec<Cue>, Diagnostic> {
    let Content::Script(script) = &programme.content else { return Ok(Vec::new()) };
    let utilities = fitting(schedule, scripts, programme, now);
    let mut cues = Vec::new();
    for at in hours(schedule, programme, now) {
        let airtime = airtime(schedule, programme, script, at, &utilities);
        cues.extend(script::possible_cues(scripts, &airtime)?);
    }
    Ok(cues)
}

/// Every cue that an airing of `script` has at whatever hour, with every utility. For a script whose
/// programme has a mistake, so that its hours are not known; its title is not known either.
pub(super) fn cues_at_any_hour(
    schedule: &Schedule,
    scripts: &Scripts,
    script: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Cue>, Diagnostic> {
    let utilities = scripts.airable_ids();
    let today = now.with_timezone(&schedule.station.zone).date_naive();
    let mut always: Option<Vec<Cue>> = None;
    let hours = DayPart::ALL.map(|part| part.hours().start);
    for at in hours.iter().filter_map(|hour| today.and_hms_opt(*hour, 0, 0)) {
        let airtime = Airtime {
            script,
            station_name: &schedule.station.name,
            station_place: &schedule.station.place,
            programme_title: "",
            programme_topic: "",
            at,
            utilities: &utilities,
        };
        let cues = script::possible_cues(scripts, &airtime)?;
        always = Some(match always {
            None => cues,
            Some(mut always) => {
                always.retain(|cue| cues.iter().any(|it| it.clip == cue.clip));
                always
            }
        });
    }
    Ok(always.unwrap_or_default())
}

/// How long an airing of `programme` is at most; `None` when that cannot be said, because something is
/// missing.
fn longest(
    schedule: &Schedule,
    scripts: &Scripts,
    library: &Library,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Option<TimeDelta> {
    let hands = hands(&fitting(schedule, scripts, programme, now), programme.utilities);
    let hours = hours(schedule, programme, now);
    let lengths = hours.iter().flat_map(|at| hands.iter().map(move |hand| (at, hand))).filter_map(
        |(at, hand)| {
            let script = assemble(schedule, scripts, programme, *at, hand).ok()?;
            Some(rundown::lay_out(&script, library, schedule.output.loudness).ok()?.micros())
        },
    );
    lengths.max().map(TimeDelta::microseconds)
}

/// What a plan must know of a folder's contents: how long each programme is at most, what is held.
pub fn known(
    schedule: &Schedule,
    scripts: &Scripts,
    library: &Library,
    now: DateTime<Utc>,
) -> Known {
    let mut known = Known { utilities: cards(scripts), ..Known::default() };
    for programme in &schedule.programmes {
        let Ok(cues) = cues(schedule, scripts, programme, now) else { continue };
        if let Some(longest) = longest(schedule, scripts, library, programme, now) {
            known.lengths.insert(programme.id.clone(), longest);
        }
        let stale = cues.iter().find(|cue| is_stale(cue, library));
        if let (true, Some(cue)) = (programme.hold_stale, stale) {
            let why = Reason::ClipStale { clip: cue.clip.clone() };
            known.held.insert(programme.id.clone(), why);
        }
    }
    known
}

/// The utilities that an airing of `programme` may be dealt today.
fn fitting(
    schedule: &Schedule,
    scripts: &Scripts,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Vec<String> {
    let today = now.with_timezone(&schedule.station.zone).date_naive();
    Known { utilities: cards(scripts), ..Known::default() }.fitting(programme, today)
}

/// The utilities that the rotation deals, in the order of the facts.
pub fn cards(scripts: &Scripts) -> Vec<Card> {
    let card =
        |it: &Utility| Card { id: it.id.clone(), level: it.level, valid_until: it.valid_until };
    scripts.airable().map(card).collect()
}

/// Every cue that airings of the schedule can have, each text of a clip once, with its script. Scripts
/// that cannot be filled have none.
pub fn every_cue(schedule: &Schedule, scripts: &Scripts, now: DateTime<Utc>) -> Vec<(String, Cue)> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for programme in &schedule.programmes {
        let Content::Script(script) = &programme.content else { continue };
        for cue in cues(schedule, scripts, programme, now).unwrap_or_default() {
            if seen.insert((script.clone(), cue.clip.clone(), cue.text.clone())) {
                all.push((script.clone(), cue));
            }
        }
    }
    all
}

/// Whether a cue's clip was recorded with other words. Without a transcript nobody can say.
pub(super) fn is_stale(cue: &Cue, library: &Library) -> bool {
    stale_words(cue, library).is_some()
}

/// Which words of a cue are other ones than its clip was recorded with; `None` where it is fresh.
pub fn stale_words(cue: &Cue, library: &Library) -> Option<String> {
    let transcript = library.clips.get(&cue.clip)?.transcript.as_ref()?;
    changed_words(&transcript.words, &cue.text)
}

/// Whether a machine's clip must be spoken anew: a reading has changed since, or the transcript does not
/// record the text that the machine was given to speak.
pub fn is_read_otherwise(folder: &Folder, cue: &Cue) -> bool {
    let clip = folder.library.clips.get(&cue.clip);
    let transcript = clip.and_then(|clip| clip.transcript.as_ref()).filter(|it| it.synthetic);
    let Some(transcript) = transcript.filter(|_| !cue.text.is_empty()) else { return false };
    let reading = read(&cue.text, &folder.words, folder.words.manner).spoken;
    transcript.spoken.as_ref().is_none_or(|spoken| spoken.trim() != on_one_line(&reading).trim())
}

/// One instant for each part of the day in which the programme airs; noon where it never does. Words do
/// not vary within a part.
fn hours(schedule: &Schedule, programme: &Programme, now: DateTime<Utc>) -> Vec<NaiveDateTime> {
    let zone = schedule.station.zone;
    let mut parts = BTreeMap::new();
    for at in programme.starts(now, now + HORIZON, zone) {
        let local = at.with_timezone(&zone).naive_local();
        parts.entry(DayPart::of(local.hour())).or_insert(local);
    }
    if parts.is_empty() {
        let noon = now.with_timezone(&zone).date_naive().and_hms_opt(12, 0, 0);
        return noon.into_iter().collect();
    }
    parts.into_values().collect()
}

/// Hands of `size` cards in which every utility occurs once at least.
fn hands(utilities: &[String], size: usize) -> Vec<Vec<String>> {
    let size = size.min(utilities.len());
    if size == 0 {
        return vec![Vec::new()];
    }
    (0..utilities.len())
        .map(|start| utilities.iter().cycle().skip(start).take(size).cloned().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_utility_is_met() {
        let three = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(hands(&three, 1), [["a"], ["b"], ["c"]]);
        assert_eq!(hands(&three, 2), [["a", "b"], ["b", "c"], ["c", "a"]]);
        assert_eq!(hands(&three, 9).len(), 3, "at most all of them");
        assert_eq!(hands(&three, 0), [Vec::<String>::new()]);
    }
}
