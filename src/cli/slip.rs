//! `loa slip`: one page on paper about one airing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use chrono::TimeDelta;

use super::{Desk, Done, FINE, Failure, instant, log, screen, spoken_name};
use crate::{
    asrun::{self, Reader, Row},
    mail,
    plan::Kind,
    report::{Head, Month, Slip, slip_docx, slip_html},
    schedule::{self, FILE, Schedule},
    store::Store,
    words::Phrase,
};

/// An airing of which nothing was heard is found by an instant within so long after its planned one.
const UNHEARD: TimeDelta = TimeDelta::minutes(1);

pub(super) fn run(desk: &Desk, airing: &str, when: &[String], out: Option<PathBuf>) -> Done {
    let is_page = out.as_deref().map(is_page).transpose()?.unwrap_or_default();
    let store = desk.log_to_read()?;
    let reader = log::reader(desk, &store)?;
    let row = row(desk, &store, reader, airing, when)?;
    let told = |code| Failure::Told(Phrase::new(code).with("title", row.title.as_str()));
    if row.outcome.is_none() && matches!(row.kind, Kind::Recorded | Kind::Live) {
        return Err(told("cli-slip-on-air"));
    }
    let mark = asrun::mark_of(store.connection(), &row.airing)?;
    let mark = mark.ok_or_else(|| told("cli-slip-on-air"))?;
    let verdict = asrun::verify(store.connection())?;
    if let Some((n, _)) = verdict.broken.filter(|(n, _)| *n <= mark.n) {
        return Err(Failure::Told(Phrase::new("cli-slip-broken").with("n", n)));
    }
    let sha256 = row.text_sha256.as_deref();
    let words = sha256.map(|it| asrun::words_of(store.connection(), it)).transpose()?.flatten();
    let made_on = desk.clock.now().with_timezone(&reader.zone).date_naive();
    let titles = log::titles(desk);
    let slip = Slip { row, words, titles, mark, proven: verdict.entries, made_on };
    let schedule = schedule(desk, &store)?;
    let head = Head::of(&schedule.station, &schedule.report, Month::of(made_on), 1);
    let folder = || desk.folder.join("data/reports");
    let path = out.unwrap_or_else(|| folder().join(format!("{}.docx", slip.stem())));
    let bytes = if is_page {
        slip_html(&slip, &head, reader.lang)?.into_bytes()
    } else {
        slip_docx(&slip, &head, reader.lang)?
    };
    mail::write_whole(&path, &bytes).with_context(|| path.display().to_string())?;
    screen::data(&path.display().to_string());
    Ok(FINE)
}

/// Whether the file is a page for a browser; `.docx` is the other kind.
fn is_page(out: &Path) -> Result<bool, Failure> {
    let ending = out.extension().map(|it| it.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("docx") => Ok(false),
        Some("html" | "htm") => Ok(true),
        _ => {
            let file = out.display().to_string();
            Err(Failure::Told(Phrase::new("cli-slip-ending").with("file", file)))
        }
    }
}

/// The airing by its key, or by its programme and about when.
fn row(
    desk: &Desk,
    store: &Store,
    reader: Reader,
    airing: &str,
    when: &[String],
) -> Result<Row, Failure> {
    if when.is_empty() {
        let found = asrun::by_key(store.connection(), reader, airing)?;
        let code = if airing.contains('@') { "cli-slip-none" } else { "cli-slip-when" };
        return found.ok_or_else(|| {
            Failure::Told(Phrase::new(code).with("airing", airing).with("programme", airing))
        });
    }
    let at = instant(&when.join(" "), reader.zone)?;
    let programme = spoken_name(&schedule(desk, store)?, airing);
    let found = asrun::find(store.connection(), reader, &programme, at, UNHEARD)?;
    let moment = reader.moment(at);
    found.ok_or_else(|| {
        let none = Phrase::new("cli-slip-none-then").with("programme", programme.as_str());
        Failure::Told(none.with("at", moment).with("typed", when.join(" ")))
    })
}

/// The station's settings as they are now, for head and signature; those last on air where the file is
/// not there.
fn schedule(desk: &Desk, store: &Store) -> Result<Schedule, Failure> {
    let text = match fs::read_to_string(desk.folder.join(FILE)) {
        Ok(text) => text,
        Err(_) => asrun::latest(store.connection())?.map(|it| it.schedule).unwrap_or_default(),
    };
    Ok(schedule::read(&text).schedule)
}
