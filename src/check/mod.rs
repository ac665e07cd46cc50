//! Checks a station folder before anything airs, and reports mistakes and warnings.
//!
//! [`folder::read`] reads a station folder; [`check`] then looks at the whole: does every script
//! assemble, is every clip there and fresh, do airings overlap, is every utility ever heard. It
//! changes nothing, and what it finds never stops the station: a missing clip concerns its airing.

mod clips;
mod cues;
mod facts;
mod folder;
mod lengths;
mod mailing;
mod meetings;
mod probe;
mod stamp;
mod topics;
mod vary;
mod vneid;

pub use clips::{ClipRow, Freshness, clip_rows, seconds};
use cues::check_cue;
use facts::check_facts;
pub use folder::{Folder, read, read_to_start, utility_titles, words_of};
pub use lengths::Lengths;
pub use mailing::{MailFiles, PASSWORD, Password, password, roots};
use meetings::check_meetings;
pub use probe::{assemble, cards, every_cue, is_read_otherwise, known, stale_words};
pub use stamp::Stamp;
pub use vary::varying_clips;
use vneid::check_vneid;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    diagnostic::{self, Diagnostic},
    plan::{Dealt, Kind, Known, State, plan},
    schedule::{Content, FILE, Programme},
    script::Cue,
    words::Message,
};

/// How far ahead meetings and coverage are looked for: a month and a few days.
const HORIZON: TimeDelta = TimeDelta::days(35);

/// Cues that were told about: template, line, clip.
type Reported = BTreeSet<(String, usize, String)>;

const NO_CLIP: [&str; 2] = ["check-no-clip", "check-no-clip-near"];

/// All mistakes of the folder, in the order in which a person works through them. `dealt` holds the
/// hands from which the rotation continues.
pub fn check(folder: &Folder, dealt: &Dealt, now: DateTime<Utc>) -> Vec<Diagnostic> {
    let mut diagnostics = folder.diagnostics.clone();
    let mut told = BTreeSet::new();
    for programme in &folder.schedule.programmes {
        diagnostics.extend(check_script(folder, programme, now, &mut told));
    }
    for script in &folder.named {
        diagnostics.extend(check_set_aside(folder, script, now, &mut told));
    }
    let cues = every_cue(&folder.schedule, &folder.scripts, now);
    diagnostics.extend(check_vneid(folder, &cues, now));
    let cues: Vec<Cue> = cues.into_iter().map(|(_, cue)| cue).collect();
    diagnostics.extend(check_facts(folder, &cues, now));
    diagnostics.extend(varying_clips(folder, now).into_values());
    diagnostics.extend(clip_faults(folder));
    let known = known(&folder.schedule, &folder.scripts, &folder.library, now);
    let known = Known { dealt: dealt.clone(), ..known };
    diagnostics.extend(check_plan(folder, &known, now));
    diagnostics.extend(mailing::check_mailing(folder));
    diagnostics.extend(topics::check_topics(folder));
    if folder.schedule.station.place.is_empty() {
        let place = Diagnostic::warning(FILE, Message::new("check-no-place"));
        diagnostics.push(place);
    }
    diagnostics.extend(sample_name(folder));
    diagnostic::sort(&mut diagnostics);
    diagnostics.dedup();
    diagnostics
}

/// The warning for a station that still has the sample's name: its papers are marked and no letter leaves.
fn sample_name(folder: &Folder) -> Option<Diagnostic> {
    let name = &folder.schedule.station.name;
    let told =
        Diagnostic::warning(FILE, Message::new("check-sample-name").with("name", name.as_str()));
    let quoted = format!("\"{name}\"");
    let lines = folder.schedule_text.lines().enumerate();
    let mut named = lines.filter(|(_, line)| line.trim_start().starts_with("name"));
    let place = named.find_map(|(line, text)| Some((line + 1, text.find(&quoted)?, text)));
    folder.schedule.station.is_sample().then(|| match place {
        Some((line, at, text)) => {
            let column = text[..at].chars().count() + 1;
            told.on(&folder.schedule_text, line, column, quoted.chars().count())
        }
        None => told,
    })
}

/// Does the programme's script assemble, and is each of its clips there and fresh?
fn check_script(
    folder: &Folder,
    programme: &Programme,
    now: DateTime<Utc>,
    told: &mut Reported,
) -> Vec<Diagnostic> {
    let Content::Script(script) = &programme.content else { return Vec::new() };
    // A script that is not there, or has a mistake of its own, was told when the folder was read.
    if !folder.scripts.names().any(|name| name == script) {
        return Vec::new();
    }
    let cues = match probe::cues(&folder.schedule, &folder.scripts, programme, now) {
        Ok(cues) => cues,
        Err(diagnostic) => return vec![diagnostic],
    };
    let untold =
        cues.iter().filter(|cue| told.insert((cue.template.clone(), cue.line, cue.clip.clone())));
    untold.flat_map(|cue| check_cue(folder, cue)).collect()
}

/// The clips that a programme with a mistake of its own will miss too, so that all is told at once.
fn check_set_aside(
    folder: &Folder,
    script: &str,
    now: DateTime<Utc>,
    told: &mut Reported,
) -> Vec<Diagnostic> {
    let used =
        |programme: &Programme| matches!(&programme.content, Content::Script(it) if it == script);
    if folder.schedule.programmes.iter().any(used) {
        return Vec::new();
    }
    // What does not assemble was told when the folder was read.
    let cues = probe::cues_at_any_hour(&folder.schedule, &folder.scripts, script, now);
    cues.unwrap_or_default()
        .iter()
        .filter(|cue| !folder.library.clips.contains_key(&cue.clip))
        .filter(|cue| told.insert((cue.template.clone(), cue.line, cue.clip.clone())))
        .flat_map(|cue| check_cue(folder, cue))
        .collect()
}

/// What is wrong or odd about the files in `audio/`.
fn clip_faults(folder: &Folder) -> Vec<Diagnostic> {
    let clips = folder.library.clips.values();
    let faults = clips.flat_map(|clip| {
        let path = clip.path.display().to_string();
        let refused = clip.refused.iter().map({
            let path = path.clone();
            move |why| Diagnostic::error(path.clone(), why.clone())
        });
        refused.chain(
            clip.doubts.iter().map(move |why| Diagnostic::warning(path.clone(), why.clone())),
        )
    });
    faults.collect()
}

/// Airings that meet, and utilities that nobody would ever hear.
fn check_plan(folder: &Folder, known: &Known, now: DateTime<Utc>) -> Vec<Diagnostic> {
    let airings = plan(&folder.schedule, known, now, now + HORIZON);
    let mut diagnostics = check_meetings(folder, known, &airings, now);
    let heard: BTreeSet<&String> = airings
        .iter()
        .filter(|airing| airing.kind == Kind::Recorded && airing.state == State::Planned)
        .flat_map(|airing| &airing.utilities)
        .collect();
    let today = now.with_timezone(&folder.schedule.station.zone).date_naive();
    let cards = known.utilities.iter().filter(|card| card.holds(today));
    let unheard = cards.map(|card| &card.id).filter(|id| !heard.contains(id));
    let unheard: Vec<&str> = unheard.map(String::as_str).collect();
    if !unheard.is_empty() {
        let message = Message::new("check-unheard").with("ids", unheard.join(", "));
        diagnostics.push(Diagnostic::warning(FILE, message.with("days", HORIZON.num_days())));
    }
    diagnostics
}

fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|near| (strsim::damerau_levenshtein(name, near), near))
        .filter(|(distance, near)| *distance <= 2.max(near.len() / 3))
        .min()
        .map(|(_, near)| near)
}

/// The first code, or the second, which names what is probably meant.
fn with_near([far, near]: [&'static str; 2], name: Option<&str>) -> Message {
    name.map_or_else(|| Message::new(far), |name| Message::new(near).with("near", name))
}
