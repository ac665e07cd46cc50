//! `loa slip`: one page on paper about one airing.

use std::path::{Path, PathBuf};

use super::{Desk, Done, FINE, Failure, airing, log, screen};
use crate::{
    asrun, mail,
    plan::Kind,
    report::{Head, Month, Slip, slip_docx, slip_html},
    words::Message,
};
use anyhow::Context as _;

pub(super) fn run(desk: &Desk, typed: &[String], out: Option<PathBuf>) -> Done {
    let is_page = out.as_deref().map(is_page).transpose()?.unwrap_or_default();
    let store = desk.log_to_read()?;
    let reader = log::reader(desk, &store)?;
    let key = airing::key(desk, &store, reader, typed)?;
    let row = asrun::by_key(store.connection(), reader, &key)?;
    let none = || Failure::Told(Message::new("cli-airing-none").with("airing", key.as_str()));
    let row = row.ok_or_else(none)?;
    let told = |code| Failure::Told(Message::new(code).with("title", row.title.as_str()));
    if row.outcome.is_none() && matches!(row.kind, Kind::Recorded | Kind::Live) {
        return Err(told("cli-slip-on-air"));
    }
    let mark = asrun::mark_of(store.connection(), &row.airing)?;
    let mark = mark.ok_or_else(|| told("cli-slip-on-air"))?;
    let verdict = asrun::verify(store.connection())?;
    if let Some((n, _)) = verdict.broken.filter(|(n, _)| *n <= mark.n) {
        return Err(Failure::Told(Message::new("cli-slip-broken").with("n", n)));
    }
    let sha256 = row.text_sha256.as_deref();
    let words = sha256.map(|it| asrun::words_of(store.connection(), it)).transpose()?.flatten();
    let made_on = desk.clock.now().with_timezone(&reader.zone).date_naive();
    let titles = log::titles(desk);
    let slip = Slip { row, words, titles, mark, proven: verdict.entries, made_on };
    let schedule = airing::schedule(desk, &store)?;
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
            Err(Failure::Told(Message::new("cli-slip-ending").with("file", file)))
        }
    }
}
