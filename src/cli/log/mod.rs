//! `loa log`: the as-run log, and the proof that nothing in it was altered.

mod comma;
mod table;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Desk, Done, FAILED, FINE, Failure, in_order, screen};
use crate::{
    asrun::{self, Outcome, Reader, Row},
    check,
    clock::midnight,
    plan::Kind,
    schedule,
    store::Store,
    words::{Lang, Message, date_words, text},
};

/// What was asked of the log.
pub(super) struct Asked {
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) search: Option<String>,
    pub(super) json: bool,
    pub(super) csv: bool,
}

pub(super) fn run(desk: &Desk, asked: &Asked) -> Done {
    let store = desk.log_to_read()?;
    let reader = reader(desk, &store)?;
    let (from, to) = days(desk, &store, reader, asked)?;
    in_order(from, to, reader.lang)?;
    let begins = midnight(reader.zone, from);
    if let Some(until) = asrun::until(store.connection())?.filter(|until| begins <= *until) {
        let until = date_words(reader.lang, until.with_timezone(&reader.zone).date_naive());
        let sealed = Message::new("cli-log-sealed").with("until", until);
        screen::notice(&sealed.render(reader.lang));
    }
    let end = midnight(reader.zone, to + TimeDelta::days(1));
    let mut rows = asrun::rows(store.connection(), reader, begins, end)?;
    let titles = titles(desk);
    if let Some(sought) = &asked.search {
        rows = asrun::search(store.connection(), rows, sought, &titles)?;
    }
    if asked.json {
        screen::json(&rows)?;
        return Ok(FINE);
    }
    let remarks = asrun::makegood_remarks(store.connection(), reader, begins)?;
    if asked.csv {
        screen::bytes(&comma::separated(&rows, &titles, &remarks, reader.lang));
    } else {
        let mut edits = asrun::edits_logged(store.connection(), begins, end)?;
        // A search is for airings, not for edits.
        edits.retain(|_| asked.search.is_none());
        table::show(&rows, &edits, &remarks, reader);
    }
    Ok(FINE)
}

/// Why a row ended as it did, what there is to say of its make-good, and what a person remarked.
fn why(row: &Row, remarks: &BTreeMap<String, String>) -> String {
    let remark = remarks.get(&row.airing).cloned();
    let parts = [row.reason_text.clone(), remark, row.note.clone()];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}

/// The days that are asked for: today unless said; a search looks through the whole log.
fn days(
    desk: &Desk,
    store: &Store,
    reader: Reader,
    asked: &Asked,
) -> Result<(NaiveDate, NaiveDate), Failure> {
    let day = |at: DateTime<Utc>| at.with_timezone(&reader.zone).date_naive();
    let today = day(desk.clock.now());
    let first = match asked.from {
        Some(from) => from,
        None if asked.search.is_none() => today,
        None => asrun::since(store.connection())?.map_or(today, day).min(asked.to.unwrap_or(today)),
    };
    Ok((first, asked.to.unwrap_or(today.max(first))))
}

/// What people call the utilities, by id; without readable facts nothing.
pub(super) fn titles(desk: &Desk) -> BTreeMap<String, String> {
    check::utility_titles(&desk.folder)
}

pub(super) fn verify(desk: &Desk, mark: Option<&str>) -> Done {
    let store = desk.log_to_read()?;
    let lang = desk.lang(None);
    let verdict = asrun::verify(store.connection())?;
    let entries = verdict.entries;
    let Some((n, airing)) = verdict.broken else {
        if let Some(mark) = mark
            && !asrun::holds(store.connection(), mark)?
        {
            screen::data(&Message::new("cli-log-no-mark").with("mark", mark).render(lang));
            return Ok(FAILED);
        }
        let proven =
            Message::new("cli-log-proven").with("entries", entries).with("mark", verdict.mark);
        screen::data(&proven.render(lang));
        return Ok(FINE);
    };
    let airing = airing.unwrap_or_else(|| "-".to_owned());
    let broken = Message::new("cli-log-broken").with("n", n).with("airing", airing);
    screen::data(&broken.render(lang));
    Ok(FAILED)
}

/// Zone and language by the schedule that was last on air, so that the log can be read whatever has
/// become of the file.
pub(super) fn reader(desk: &Desk, store: &Store) -> Result<Reader, Failure> {
    let revision = asrun::latest(store.connection())?;
    let text = revision.map(|revision| revision.schedule).unwrap_or_default();
    let station = schedule::read(&text).schedule.station;
    Ok(Reader { zone: station.zone, lang: desk.asked_lang.unwrap_or(station.language) })
}

fn outcome_words(row: &Row, lang: Lang) -> String {
    let running = match row.kind {
        Kind::Recorded => "on-air",
        Kind::Declared => "declared",
        Kind::Live | Kind::Elsewhere => "elsewhere",
    };
    let code = row.outcome.map(Outcome::code);
    code.map_or_else(
        || text(lang, &format!("page-state-{running}")),
        |code| text(lang, &format!("outcome-{code}")),
    )
}
