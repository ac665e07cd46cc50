//! `loa script`: the words of one airing, as an announcer would read them, with the clips that say them.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::{Desk, Done, FINE, Failure, instant, screen};
use crate::{
    check::{Folder, assemble, seconds},
    plan::next_airing,
    schedule::{Content, Programme},
    script::{Cue, Script, estimate, read::read},
    words::{Message, duration_words},
};

/// How far ahead the next airing is looked for.
const HORIZON: TimeDelta = TimeDelta::days(62);

/// The script as `script --json` prints it.
#[derive(Serialize)]
struct Printed {
    programme: String,
    at: String,
    text: String,
    estimated_s: f64,
    real_s: Option<f64>,
    utilities: Vec<String>,
    cues: Vec<PrintedCue>,
}

#[derive(Serialize)]
struct PrintedCue {
    clip: String,
    text: String,
    spoken: String,
    duration_s: Option<f64>,
    state: Option<&'static str>,
}

pub(super) fn run(desk: &Desk, id: &str, at: Option<String>, json: bool) -> Done {
    let folder = desk.read_and_warn()?;
    let lang = desk.lang(Some(&folder));
    let programme = programme(&folder, id)?;
    let zone = folder.schedule.station.zone;
    let asked = at.map(|at| instant(&at, zone)).transpose()?;
    let (at, utilities) = airing(desk, &folder, programme, asked)?;
    let local = at.with_timezone(&zone).naive_local();
    let script = assemble(&folder.schedule, &folder.scripts, programme, local, &utilities)
        .map_err(|diagnostic| Failure::Files(vec![diagnostic]))?;
    let unknown = read(&script.text, &folder.words, folder.words.manner).unknown;
    if json {
        screen::json(&printed(&folder, id, at, script))?;
        screen::unread(&unknown, lang);
        return Ok(FINE);
    }
    for cue in &script.cues {
        screen::data(&format!("[{}]", cue.clip));
        if !cue.text.is_empty() {
            screen::data(&cue.text);
        }
        screen::data("");
    }
    let real: Option<u64> = script.cues.iter().map(|cue| frames(&folder, cue)).sum();
    let length = real.map_or_else(
        || estimated(&folder, &script),
        |frames| TimeDelta::milliseconds(i64::try_from(frames / 48).unwrap_or(i64::MAX)),
    );
    let code = if real.is_some() { "cli-script-real" } else { "cli-script-estimated" };
    let summary = Message::new(code)
        .with("at", at.with_timezone(&zone).format("%H:%M:%S %d/%m/%Y").to_string())
        .with("length", duration_words(lang, length));
    screen::notice(&summary.render(lang));
    screen::unread(&unknown, lang);
    Ok(FINE)
}

/// A programme of the schedule, or a failure that names those that there are.
fn programme<'f>(folder: &'f Folder, id: &str) -> Result<&'f Programme, Failure> {
    let known = folder.schedule.programmes.iter().map(|it| it.id.as_str()).collect::<Vec<_>>();
    let none =
        || Message::new("answer-no-programme").with("id", id).with("known", known.join(", "));
    let programme = folder.schedule.programme(id).ok_or_else(|| Failure::Told(none()))?;
    if matches!(programme.content, Content::Elsewhere { .. }) {
        let title = programme.title.as_str();
        return Err(Failure::Told(Message::new("answer-elsewhere").with("title", title)));
    }
    Ok(programme)
}

/// The asked instant or the programme's next airing, and the utilities dealt to it.
fn airing(
    desk: &Desk,
    folder: &Folder,
    programme: &Programme,
    asked: Option<DateTime<Utc>>,
) -> Result<(DateTime<Utc>, Vec<String>), Failure> {
    let from = asked.unwrap_or_else(|| desk.clock.now());
    let known = desk.known(folder, from)?;
    let next = next_airing(&folder.schedule, &known, programme, from, HORIZON);
    let at = asked.or_else(|| next.as_ref().map(|it| it.planned_at)).unwrap_or(from);
    let day = at.with_timezone(&folder.schedule.station.zone).date_naive();
    Ok((at, next.map_or_else(|| known.first_hand(programme, day), |it| it.utilities)))
}

fn printed(folder: &Folder, id: &str, at: DateTime<Utc>, script: Script) -> Printed {
    let real: Option<u64> = script.cues.iter().map(|cue| frames(folder, cue)).sum();
    Printed {
        programme: id.to_owned(),
        at: at.with_timezone(&folder.schedule.station.zone).to_rfc3339(),
        estimated_s: estimated(folder, &script).as_seconds_f64(),
        text: script.text,
        real_s: real.map(seconds),
        utilities: script.utilities,
        cues: script
            .cues
            .into_iter()
            .map(|cue| PrintedCue {
                duration_s: frames(folder, &cue).map(seconds),
                state: folder.library.clips.get(&cue.clip).map(|clip| clip.state().code()),
                spoken: read(&cue.text, &folder.words, folder.words.manner).spoken,
                clip: cue.clip,
                text: cue.text,
            })
            .collect(),
    }
}

fn frames(folder: &Folder, cue: &Cue) -> Option<u64> {
    let clip = folder.library.clips.get(&cue.clip)?;
    clip.measured.as_ref().map(|measured| measured.frames)
}

/// How long the words take to say, once figures and acronyms are words.
fn estimated(folder: &Folder, script: &Script) -> TimeDelta {
    estimate(&read(&script.text, &folder.words, folder.words.manner).spoken)
}
