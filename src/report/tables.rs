//! The report's tables: which columns they have, and the words of their rows.

use chrono::{DateTime, FixedOffset, TimeDelta};
use chrono_tz::Tz;

use super::{
    Figures, Line, Tally,
    figures::{heard, instant_of, rows_of},
    paper::{minutes, note_words, outcome_words},
    table::{Align, Table},
};
use crate::{
    asrun::{Outcome, Row},
    words::{Lang, Phrase, date_words, duration_words, text, thousands},
};

/// What became of the plan.
pub(super) fn outcomes(figures: &Figures, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "report-table-outcomes",
        &[
            ("report-column-outcome", 6570, Align::Left),
            ("report-column-airings", 2500, Align::Right),
        ],
    );
    for outcome in Outcome::ALL {
        let name = text(lang, &format!("outcome-{}", outcome.code()));
        table.row([name, number(figures.total.of(outcome), lang)]);
    }
    table.total([text(lang, "report-total"), number(figures.total.planned, lang)]);
    table
}

/// Airings by topic.
pub(super) fn topics(figures: &Figures, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "report-table-topics",
        &[
            ("report-column-topic", 2570, Align::Left),
            ("report-column-planned", 1000, Align::Right),
            ("outcome-aired", 1000, Align::Right),
            ("report-column-repeats", 1200, Align::Right),
            ("report-column-items", 1000, Align::Right),
            ("outcome-cut", 900, Align::Right),
            ("report-column-heard", 1400, Align::Right),
        ],
    );
    let cells = |title: String, tally: &Tally| {
        let Tally { planned, aired, repeats, items, cut, heard_s, .. } = *tally;
        let [planned, aired, repeats, items, cut] =
            [planned, aired, repeats, items, cut].map(|count| number(count, lang));
        [title, planned, aired, repeats, items, cut, minutes(heard_s)]
    };
    for line in &figures.topics {
        table.row(cells(line.title.clone(), &line.tally));
    }
    table.total(cells(text(lang, "report-total"), &figures.total));
    table
}

/// Airings by time of day.
pub(super) fn slots(figures: &Figures, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "report-table-slots",
        &[
            ("report-column-slot", 3570, Align::Left),
            ("report-column-planned", 1000, Align::Right),
            ("outcome-aired", 1000, Align::Right),
            ("outcome-cut", 900, Align::Right),
            ("outcome-missed", 1200, Align::Right),
            ("report-column-heard", 1400, Align::Right),
        ],
    );
    let cells = |title: String, tally: &Tally| {
        let Tally { planned, aired, cut, missed, heard_s, .. } = *tally;
        let [planned, aired, cut, missed] =
            [planned, aired, cut, missed].map(|count| number(count, lang));
        [title, planned, aired, cut, missed, minutes(heard_s)]
    };
    for line in &figures.slots {
        table.row(cells(slot_words(line, lang), &line.tally));
    }
    table.total(cells(text(lang, "report-total"), &figures.total));
    table
}

/// Airings of each utility.
pub(super) fn utilities(figures: &Figures, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "report-table-utilities",
        &[
            ("report-column-no", 650, Align::Center),
            ("report-column-utility", 5620, Align::Left),
            ("report-column-level", 800, Align::Center),
            ("outcome-aired", 1000, Align::Right),
            ("outcome-cut", 1000, Align::Right),
        ],
    );
    for (place, line) in figures.coverage.utilities.iter().enumerate() {
        let level = line.level.map(|level| level.to_string()).unwrap_or_default();
        let [aired, cut] = [line.aired, line.cut].map(|count| number(count, lang));
        table.row([(place + 1).to_string(), line.title.clone(), level, aired, cut]);
    }
    table
}

/// What was broken off or not heard.
pub(super) fn misses(figures: &Figures, zone: Tz, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "report-table-misses",
        &[
            ("report-column-no", 650, Align::Center),
            ("report-column-when", 1350, Align::Center),
            ("report-column-programme", 2320, Align::Left),
            ("report-column-outcome", 1250, Align::Left),
            ("report-column-reason", 2000, Align::Left),
            ("report-column-makegood", 1500, Align::Left),
        ],
    );
    for (place, miss) in figures.misses.iter().enumerate() {
        table.row([
            (place + 1).to_string(),
            miss.planned_at.map(|at| instant_words(at, zone, lang)).unwrap_or_default(),
            miss.title.clone(),
            text(lang, &format!("outcome-{}", miss.outcome.code())),
            miss.reason_text.clone().unwrap_or_default(),
            made_good_words(miss, zone, lang),
        ]);
    }
    table
}

/// Every row of the period, in the order of time.
pub(super) fn annex(figures: &Figures, rows: &[Row], zone: Tz, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "",
        &[
            ("report-column-no", 650, Align::Center),
            ("report-column-due", 1300, Align::Center),
            ("report-column-started-at", 1150, Align::Center),
            ("report-column-title", 2470, Align::Left),
            ("report-column-minutes", 850, Align::Right),
            ("report-column-outcome", 1200, Align::Left),
            ("report-column-note", 1450, Align::Left),
        ],
    );
    for (place, row) in rows_of(figures.period, rows, zone).into_iter().enumerate() {
        let start = row.started_at.map(|at| at.with_timezone(&zone).time());
        let seconds = heard(row);
        table.row([
            (place + 1).to_string(),
            due_words(row, zone, lang),
            start.map(|time| time.format("%H:%M:%S").to_string()).unwrap_or_default(),
            titled(row),
            if seconds == 0 { String::new() } else { minutes(seconds) },
            outcome_words(row, lang),
            note_words(row, lang),
        ]);
    }
    table
}

/// Official wordings of the utilities that were never aired; empty: all were.
pub(super) fn never(figures: &Figures) -> String {
    let title = |id: &String| {
        let known = figures.coverage.utilities.iter().find(|line| line.id == *id);
        known.map_or_else(|| id.clone(), |line| line.title.clone())
    };
    figures.coverage.never.iter().map(title).collect::<Vec<_>>().join("; ")
}

/// A line for each reason of skipped and cancelled airings.
pub(super) fn skips(figures: &Figures, lang: Lang) -> Vec<String> {
    figures
        .skips
        .iter()
        .map(|why| {
            let outcome = || text(lang, &format!("outcome-{}", why.outcome.code()));
            Phrase::new("report-skip-line")
                .with("why", why.reason_text.clone().unwrap_or_else(outcome))
                .with("n", number(why.airings, lang))
                .say(lang)
        })
        .collect()
}

/// Whether and when a miss was made good, in words.
pub(super) fn made_good_words(miss: &super::Miss, zone: Tz, lang: Lang) -> String {
    match (miss.made_good, miss.made_good_at) {
        (false, _) => text(lang, "report-not-made-good"),
        (true, None) => text(lang, "report-made-good"),
        (true, Some(at)) => {
            Phrase::new("report-made-good-at").with("at", instant_words(at, zone, lang)).say(lang)
        }
    }
}

/// `03/11/2026 05:30`.
pub(super) fn instant_words(at: DateTime<FixedOffset>, zone: Tz, lang: Lang) -> String {
    let local = at.with_timezone(&zone).naive_local();
    let minute = local.time().format("%H:%M").to_string();
    format!("{} {minute}", date_words(lang, local.date()))
}

/// A length in words: `2 giờ 5 phút`.
pub(super) fn heard_words(seconds: u64, lang: Lang) -> String {
    let seconds = i64::try_from(seconds).unwrap_or(0);
    duration_words(lang, TimeDelta::try_seconds(seconds).unwrap_or_default())
}

pub(super) fn slot_words(line: &Line, lang: Lang) -> String {
    let key = match line.key.as_str() {
        "morning" => "report-slot-morning",
        "noon" => "report-slot-noon",
        "afternoon" => "report-slot-afternoon",
        _ => "report-slot-evening",
    };
    text(lang, key)
}

pub(super) fn number(count: u64, lang: Lang) -> String {
    thousands(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// The planned day and hour; the day alone where nothing was planned.
fn due_words(row: &Row, zone: Tz, lang: Lang) -> String {
    let day = |at: DateTime<_>| date_words(lang, at.with_timezone(&zone).date_naive());
    match row.planned_at {
        Some(at) => instant_words(at, zone, lang),
        None => instant_of(row).map(day).unwrap_or_default(),
    }
}

fn titled(row: &Row) -> String {
    if row.topic.is_empty() { row.title.clone() } else { format!("{} ({})", row.title, row.topic) }
}
