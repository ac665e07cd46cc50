//! The report's tables: which columns they have, and the words of their rows.

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

use super::{
    Coming, Figures, Line, Tally,
    figures::count,
    paper::{minutes, number, quoted},
    table::{Align, Table},
};
use crate::{
    asrun::Outcome,
    words::{DayPart, Lang, Message, clock_words, date_words, text},
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
        [title, planned, aired, repeats, items, cut, minutes(heard_s, lang)]
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
        [title, planned, aired, cut, missed, minutes(heard_s, lang)]
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
            ("report-column-utility", 4620, Align::Left),
            ("report-column-level", 800, Align::Center),
            ("report-column-on-schedule", 1000, Align::Right),
            ("report-column-beside", 1000, Align::Right),
            ("outcome-cut", 1000, Align::Right),
        ],
    );
    for (place, line) in figures.coverage.utilities.iter().enumerate() {
        let level = line.level.map(|level| level.to_string()).unwrap_or_default();
        let [aired, beside, cut] =
            [line.aired, line.beside, line.cut].map(|count| number(count, lang));
        table.row([(place + 1).to_string(), line.title.clone(), level, aired, beside, cut]);
    }
    table
}

/// What was broken off or not heard.
pub(super) fn misses(figures: &Figures, zone: Tz, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "report-table-misses",
        &[
            ("report-column-no", 600, Align::Center),
            ("report-column-when", 1300, Align::Center),
            ("report-column-programme", 2120, Align::Left),
            ("report-column-outcome", 1150, Align::Left),
            ("report-column-reason", 2500, Align::Left),
            ("report-column-makegood", 1400, Align::Left),
        ],
    );
    for (place, miss) in figures.misses.iter().enumerate() {
        table.row([
            (place + 1).to_string(),
            miss.planned_at.map(|at| instant_words(at, zone, lang)).unwrap_or_default(),
            miss.title.clone(),
            text(lang, &format!("outcome-{}", miss.outcome.code())),
            quoted(miss.reason_text.as_deref().unwrap_or_default()),
            made_good_words(miss, zone, lang),
        ]);
    }
    table
}

/// What the schedule promises for the next period.
pub(super) fn coming(coming: &Coming, lang: Lang) -> Table {
    let mut table = Table::new(
        lang,
        "report-table-coming",
        &[
            ("report-column-no", 600, Align::Center),
            ("report-column-programme", 3020, Align::Left),
            ("report-column-topic", 1950, Align::Left),
            ("report-column-hours", 1500, Align::Center),
            ("report-column-days", 1000, Align::Right),
            ("report-column-airings", 1000, Align::Right),
        ],
    );
    for (place, line) in coming.lines.iter().enumerate() {
        let hours: Vec<String> = line.hours.iter().map(|hour| clock_words(*hour)).collect();
        let [days, airings] =
            [count(line.days.len()), line.airings].map(|count| number(count, lang));
        let (title, topic) = (line.title.clone(), line.topic.clone());
        table.row([(place + 1).to_string(), title, topic, hours.join(", "), days, airings]);
    }
    if !table.is_empty() {
        let [no, topic, hours, days] = std::array::from_fn(|_| String::new());
        let total = text(lang, "report-total");
        table.total([no, total, topic, hours, days, number(coming.airings(), lang)]);
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

/// What was never spoken of, as a sentence; empty: everything was. Where nothing was, the table above
/// says the names.
pub(super) fn never_text(figures: &Figures, lang: Lang) -> String {
    let coverage = &figures.coverage;
    let silent = coverage.utilities.iter().all(|line| line.aired + line.beside + line.cut == 0);
    match never(figures) {
        names if names.is_empty() => names,
        _ if silent => text(lang, "report-none-aired-text"),
        names => Message::new("report-never-text").with("names", names).render(lang),
    }
}

/// A line for each reason of skipped and cancelled airings.
pub(super) fn skips(figures: &Figures, lang: Lang) -> Vec<String> {
    figures
        .skips
        .iter()
        .map(|why| {
            let outcome = || text(lang, &format!("outcome-{}", why.outcome.code()));
            Message::new("report-skip-line")
                .with("why", why.reason_text.as_deref().map_or_else(outcome, quoted))
                .with("n", number(why.airings, lang))
                .render(lang)
        })
        .collect()
}

/// Whether and when a miss was made good, in words.
pub(super) fn made_good_words(miss: &super::Miss, zone: Tz, lang: Lang) -> String {
    match (miss.made_good, miss.made_good_at) {
        (false, _) => text(lang, "report-not-made-good"),
        (true, None) => text(lang, "report-made-good"),
        (true, Some(at)) => Message::new("report-made-good-at")
            .with("at", instant_words(at, zone, lang))
            .render(lang),
    }
}

/// `03/11/2026 05:30`.
pub(super) fn instant_words(at: DateTime<FixedOffset>, zone: Tz, lang: Lang) -> String {
    let local = at.with_timezone(&zone).naive_local();
    let minute = local.time().format("%H:%M").to_string();
    format!("{} {minute}", date_words(lang, local.date()))
}

pub(super) fn slot_words(line: &Line, lang: Lang) -> String {
    let part = DayPart::ALL.into_iter().find(|part| part.code() == line.key);
    let part = part.unwrap_or(DayPart::Evening);
    let message = match part {
        DayPart::Morning => Message::new("report-slot-morning"),
        DayPart::Noon => Message::new("report-slot-noon"),
        DayPart::Afternoon => Message::new("report-slot-afternoon"),
        DayPart::Evening => Message::new("report-slot-evening"),
    };
    let hours = part.hours();
    message.with("from", hours.start.to_string()).with("to", hours.end.to_string()).render(lang)
}
