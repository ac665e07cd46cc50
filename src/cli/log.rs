//! `loa log`: the as-run log, and the proof that nothing in it was altered.

use chrono::{NaiveDate, TimeDelta};

use super::{Desk, Done, FAILED, FINE, Failure, in_order, screen};
use crate::{
    asrun::{self, Outcome, Reader, Row},
    clock::midnight,
    plan::Kind,
    schedule,
    store::Store,
    words::{Lang, Phrase, clock_words, date_words, duration_words, text},
};

pub(super) fn run(
    desk: &Desk,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    json: bool,
    csv: bool,
) -> Done {
    let store = desk.log_to_read()?;
    let reader = reader(desk, &store)?;
    let today = desk.clock.now().with_timezone(&reader.zone).date_naive();
    let from = from.unwrap_or(today);
    let to = to.unwrap_or(today.max(from));
    in_order(from, to, reader.lang)?;
    let begins = midnight(reader.zone, from);
    if let Some(until) = asrun::until(store.connection())?.filter(|until| begins <= *until) {
        let until = date_words(reader.lang, until.with_timezone(&reader.zone).date_naive());
        let sealed = Phrase::new("cli-log-sealed").with("until", until);
        screen::message(&sealed.say(reader.lang));
    }
    let rows = asrun::rows(
        store.connection(),
        reader,
        begins,
        midnight(reader.zone, to + TimeDelta::days(1)),
    )?;
    if json {
        screen::json(&rows)?;
    } else if csv {
        comma_separated(&rows, reader.lang);
    } else {
        show(&rows, reader.lang);
    }
    Ok(FINE)
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
            screen::data(&Phrase::new("cli-log-no-mark").with("mark", mark).say(lang));
            return Ok(FAILED);
        }
        let proven =
            Phrase::new("cli-log-proven").with("entries", entries).with("mark", verdict.mark);
        screen::data(&proven.say(lang));
        return Ok(FINE);
    };
    let airing = airing.unwrap_or_else(|| "-".to_owned());
    let broken = Phrase::new("cli-log-broken").with("n", n).with("airing", airing);
    screen::data(&broken.say(lang));
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

fn show(rows: &[Row], lang: Lang) {
    if rows.is_empty() {
        screen::message(&text(lang, "cli-log-empty"));
    }
    let mut day = None;
    let mut lines = Vec::new();
    for row in rows {
        let Some(at) = row.planned_at.or(row.started_at) else { continue };
        if day != Some(at.date_naive()) {
            screen::table(&lines);
            lines.clear();
            day = Some(at.date_naive());
            let weekday = text(lang, &format!("weekday-{}", at.format("%u")));
            screen::data(&format!("{weekday} {}", date_words(lang, at.date_naive())));
        }
        let time = at.format("%H:%M:%S").to_string();
        lines.push(vec![
            format!("  {}", time.strip_suffix(":00").unwrap_or(&time)),
            row.title.clone(),
            outcome_words(row, lang),
            heard(row, lang),
            row.reason_text.clone().unwrap_or_default(),
        ]);
    }
    screen::table(&lines);
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

fn heard(row: &Row, lang: Lang) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "airings are shorter than centuries")]
    let millis = row.heard_s.map(|seconds| (seconds * 1000.0) as i64).unwrap_or_default();
    if millis == 0 {
        return String::new();
    }
    duration_words(lang, TimeDelta::milliseconds(millis))
}

/// Semicolons and a byte-order mark: what Excel in Việt Nam opens as a table with its letters intact.
fn comma_separated(rows: &[Row], lang: Lang) {
    let heading = ["date", "time", "started", "title", "topic", "outcome", "heard", "reason"];
    let heading: Vec<String> =
        heading.iter().map(|it| quoted(&text(lang, &format!("cli-csv-{it}")))).collect();
    screen::data(&format!("\u{feff}{}", heading.join(";")));
    for row in rows {
        let Some(at) = row.planned_at.or(row.started_at) else { continue };
        let started = row.started_at.map(|at| clock_words(whole_second(at.time())));
        let cells = [
            date_words(lang, at.date_naive()),
            clock_words(whole_second(at.time())),
            started.unwrap_or_default(),
            row.title.clone(),
            row.topic.clone(),
            outcome_words(row, lang),
            row.heard_s.map(|it| crate::words::decimal(lang, it)).unwrap_or_default(),
            row.reason_text.clone().unwrap_or_default(),
        ];
        screen::data(&cells.map(|cell| quoted(&cell)).join(";"));
    }
}

fn whole_second(time: chrono::NaiveTime) -> chrono::NaiveTime {
    use chrono::Timelike;
    time.with_nanosecond(0).unwrap_or(time)
}

/// Quotes where needed. A cell that a spreadsheet would take for a formula is made plain text.
fn quoted(cell: &str) -> String {
    let plain =
        if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() };
    if plain.contains([';', '"', '\n', '\r']) {
        return format!("\"{}\"", plain.replace('"', "\"\""));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_can_neither_break_the_table_nor_run_as_a_formula() {
        assert_eq!(quoted("Đã phát"), "Đã phát");
        assert_eq!(quoted("a;\"b\""), "\"a;\"\"b\"\"\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
    }
}
