//! `loa why`: why an airing did, did not, will or will not go out.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Desk, Done, FINE, Failure, instant, screen, spoken_name};
use crate::{
    asrun::{self, Answer, Fate, LONGEST, Place, Reader, Sources},
    check::{self, Folder},
    clip::Memory,
    words::{Arg, Message},
};

/// An answer as `why --json` prints it.
#[derive(Serialize)]
struct Printed<'a> {
    programme: &'a str,
    title: &'a str,
    asked_at: String,
    answer: Fate,
    airing: Option<&'a str>,
    planned_at: Option<String>,
    started_at: Option<String>,
    ended_at: Option<String>,
    reason: Option<&'a str>,
    place: Option<&'a Place>,
    before: Option<String>,
    after: Option<String>,
    said: Vec<Said<'a>>,
}

/// A sentence of it: its code, what is filled in, and the words.
#[derive(Serialize)]
struct Said<'a> {
    code: String,
    args: std::collections::BTreeMap<&'a str, &'a Arg>,
    text: String,
}

pub(super) fn run(desk: &Desk, typed: &str, time: &[String], json: bool) -> Done {
    let store = desk.store_to_read()?;
    let connection = store.as_ref().map(crate::store::Store::connection);
    let folder = folder(desk, connection)?;
    let reader = Reader { zone: folder.schedule.station.zone, lang: desk.lang(Some(&folder)) };
    let at = instant(&time.join(" "), reader.zone)?;
    let programme = spoken_name(&folder.schedule, typed);
    let now = desk.clock.now();
    let known = desk.known(&folder, at - LONGEST)?;
    let sources = Sources { connection, folder: &folder, known: &known, reader, now };
    let Some(answer) = asrun::why(&sources, &programme, at)? else {
        let ids = folder.schedule.programmes.iter().map(|it| it.id.as_str()).collect::<Vec<_>>();
        let none = Message::new("answer-no-programme").with("id", typed);
        return Err(Failure::Told(none.with("known", ids.join(", "))));
    };
    if json {
        screen::json(&printed(&answer, reader, at))?;
    } else {
        show(&answer, reader);
    }
    Ok(FINE)
}

/// The station's files; a schedule that is not there leaves the one that was last on air.
fn folder(desk: &Desk, connection: Option<&rusqlite::Connection>) -> Result<Folder, Failure> {
    let (mut memory, before) = match connection {
        Some(connection) => (Memory::load(connection)?, asrun::latest(connection)?),
        None => (Memory::default(), None),
    };
    let mut progress = desk.progress();
    let mut show = |done, total| progress.show(done, total);
    let before = before.map(|revision| revision.schedule);
    check::read_to_start(&desk.folder, before, &mut memory, &mut show)
        .map_err(|diagnostic| Failure::Files(vec![diagnostic]))
}

fn show(answer: &Answer, reader: Reader) {
    for (place, message) in answer.said.iter().enumerate() {
        let indent = if place == 0 { "" } else { "  " };
        screen::data(&format!("{indent}{}", message.render(reader.lang)));
    }
    let Some(Place { file, line, text, revision }) = &answer.place else { return };
    let heading = match revision {
        None => Message::new("why-file-line"),
        Some(n) => Message::new("why-file-line-of").with("n", *n),
    };
    let heading = heading.with("file", *file).with("line", *line);
    screen::data(&format!("  {}", heading.render(reader.lang)));
    let last = line + text.lines().count();
    let width = last.to_string().len();
    for (number, quoted) in (*line..).zip(text.lines()) {
        screen::data(format!("  {number:>width$} | {quoted}").trim_end());
    }
}

fn printed(answer: &Answer, reader: Reader, at: DateTime<Utc>) -> Printed<'_> {
    let local = |at: DateTime<Utc>| at.with_timezone(&reader.zone).to_rfc3339();
    let [before, after] = answer.nearest;
    let said = answer.said.iter().map(|message| Said {
        code: message.json_code(),
        args: message.args.iter().map(|(name, arg)| (&**name, arg)).collect(),
        text: message.render(reader.lang),
    });
    Printed {
        programme: &answer.programme,
        title: &answer.title,
        asked_at: local(at),
        answer: answer.fate,
        airing: answer.airing.as_deref(),
        planned_at: answer.planned_at.map(local),
        started_at: answer.started_at.map(local),
        ended_at: answer.ended_at.map(local),
        reason: answer.reason.as_deref(),
        place: answer.place.as_ref(),
        before: before.map(local),
        after: after.map(local),
        said: said.collect(),
    }
}
