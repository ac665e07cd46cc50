//! The annex: the log of the period, a line for each row that the report counts.
//!
//! Each [`Place`] has a table of its own with a total, which equals the figure in the report's body. A place
//! without minutes, such as relays by other equipment, has no total.

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

use super::{
    Figures, Head,
    figures::instant_of,
    paper::{kind_words, minutes, note_words, outcome_words, result_words},
    place::{Place, seconds},
    table::{Align, Table},
    tables::instant_words,
};
use crate::{
    asrun::Row,
    schedule::Annex,
    words::{Lang, date_words, text},
};

/// Columns of the annex in portrait: heading, width in twips, alignment.
const UPRIGHT: [(&str, u32, Align); 6] = [
    ("report-column-no", 650, Align::Center),
    ("report-column-due", 1300, Align::Center),
    ("report-column-started-at", 1150, Align::Center),
    ("report-column-title", 2460, Align::Left),
    ("report-column-minutes", 1010, Align::Right),
    ("report-column-result", 2500, Align::Left),
];

/// Columns of the annex in landscape.
const SIDEWAYS: [(&str, u32, Align); 10] = [
    ("report-column-no", 650, Align::Center),
    ("report-column-date", 1300, Align::Center),
    ("report-column-planned-at", 950, Align::Center),
    ("report-column-started-at", 1150, Align::Center),
    ("report-column-programme", 2700, Align::Left),
    ("report-column-topic", 1350, Align::Left),
    ("report-column-kind", 1250, Align::Left),
    ("report-column-minutes", 1010, Align::Right),
    ("report-column-outcome", 1250, Align::Left),
    ("report-column-note", 2390, Align::Left),
];

/// A table for each place that has rows, in the order of reports; the rows in the order of time.
pub(super) fn annex(figures: &Figures, rows: &[Row], head: &Head, lang: Lang) -> Vec<Table> {
    let rows = figures.counted(rows, head.zone);
    let tables = Place::ALL.map(|place| {
        let rows: Vec<&Row> = rows.iter().copied().filter(|row| Place::of(row) == place).collect();
        let mut table = match head.annex {
            Annex::Portrait => upright(figures, &rows, head.zone, lang),
            Annex::Landscape => sideways(figures, &rows, head.zone, lang),
        };
        table.title(place.words(lang));
        table
    });
    tables.into_iter().filter(|table| !table.is_empty()).collect()
}

/// Seven columns and more are hard to read upright: what became of a row stands with its reason.
fn upright(figures: &Figures, rows: &[&Row], zone: Tz, lang: Lang) -> Table {
    let mut table = Table::new(lang, "report-annex-title", &UPRIGHT);
    for (place, row) in rows.iter().enumerate() {
        table.row([
            (place + 1).to_string(),
            due_words(row, zone, lang),
            started_words(row, zone),
            titled(row, figures.topic_of(row).unwrap_or_default()),
            minutes_of(row, lang),
            result_words(row, lang),
        ]);
    }
    if let Some(sum) = total(rows, lang) {
        let [no, due, started, result] = std::array::from_fn(|_| String::new());
        table.total([no, due, started, text(lang, "report-total"), sum, result]);
    }
    table
}

/// A column for each thing.
fn sideways(figures: &Figures, rows: &[&Row], zone: Tz, lang: Lang) -> Table {
    let mut table = Table::new(lang, "report-annex-title", &SIDEWAYS);
    for (place, row) in rows.iter().enumerate() {
        let local = |at: DateTime<FixedOffset>| at.with_timezone(&zone).naive_local();
        let day = instant_of(row).map(|at| date_words(lang, local(at).date()));
        let hour = row.planned_at.map(|at| local(at).format("%H:%M").to_string());
        table.row([
            (place + 1).to_string(),
            day.unwrap_or_default(),
            hour.unwrap_or_default(),
            started_words(row, zone),
            row.title.clone(),
            figures.topic_of(row).unwrap_or_default().to_owned(),
            kind_words(row.kind, lang),
            minutes_of(row, lang),
            outcome_words(row, lang),
            note_words(row, lang),
        ]);
    }
    if let Some(sum) = total(rows, lang) {
        let [no, day, hour, started, topic, kind, outcome, note] =
            std::array::from_fn(|_| String::new());
        let name = text(lang, "report-total");
        table.total([no, day, hour, started, name, topic, kind, sum, outcome, note]);
    }
    table
}

/// The sum of the column of minutes; `None` if the column is empty.
fn total(rows: &[&Row], lang: Lang) -> Option<String> {
    let sum = rows.iter().map(|row| seconds(row)).fold(0, u64::saturating_add);
    (sum > 0).then(|| minutes(sum, lang))
}

fn minutes_of(row: &Row, lang: Lang) -> String {
    let seconds = seconds(row);
    if seconds == 0 { String::new() } else { minutes(seconds, lang) }
}

fn started_words(row: &Row, zone: Tz) -> String {
    let time = |at: DateTime<FixedOffset>| at.with_timezone(&zone).format("%H:%M:%S").to_string();
    row.started_at.map(time).unwrap_or_default()
}

/// The planned day and hour; the day alone where nothing was planned.
fn due_words(row: &Row, zone: Tz, lang: Lang) -> String {
    let day = |at: DateTime<_>| date_words(lang, at.with_timezone(&zone).date_naive());
    match row.planned_at {
        Some(at) => instant_words(at, zone, lang),
        None => instant_of(row).map(day).unwrap_or_default(),
    }
}

fn titled(row: &Row, topic: &str) -> String {
    if topic == row.title { topic.to_owned() } else { format!("{} ({topic})", row.title) }
}
