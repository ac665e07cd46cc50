//! The log and the totals as a workbook: real dates and lengths, filters, a fixed heading.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{
    Error, Figures, Head, Tally,
    figures::{heard, instant_of, rows_of, whole},
    paper::{kind_words, note_words, outcome_words, revision_words},
    tables::slot_words,
};
use crate::{
    asrun::{Outcome, Row},
    words::{Lang, Phrase, date_words, text},
};

/// Columns of the log: heading and width in letters.
const LOG: [(&str, f64); 11] = [
    ("report-column-date", 12.0),
    ("report-column-planned-at", 10.0),
    ("report-column-started-at", 12.0),
    ("report-column-programme", 30.0),
    ("report-column-topic", 16.0),
    ("report-column-kind", 14.0),
    ("report-column-outcome", 17.0),
    ("report-column-note", 34.0),
    ("report-column-duration", 12.0),
    ("letter-heard", 14.0),
    ("report-column-utilities", 60.0),
];

/// Height of a heading of two lines.
const HEADING_POINTS: f64 = 34.0;

/// The number by which a spreadsheet calls A4.
const A4: u8 = 9;

/// A workbook of two sheets: the log, a line for each row of the period, and the totals. The same
/// input gives the same bytes.
pub fn xlsx(figures: &Figures, head: &Head, rows: &[Row], lang: Lang) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    // Not the time of making: the same figures are the same file.
    let made = date(figures.period.to)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    log_sheet(book.add_worksheet(), figures, head, rows, lang)?;
    summary_sheet(book.add_worksheet(), figures, head, lang)?;
    Ok(book.save_to_buffer()?)
}

fn log_sheet(
    sheet: &mut Worksheet,
    figures: &Figures,
    head: &Head,
    rows: &[Row],
    lang: Lang,
) -> Result<(), Error> {
    let rows = rows_of(figures.period, rows, head.zone);
    let [day, hour, length] = ["dd/mm/yyyy", "hh:mm:ss", "[h]:mm:ss"]
        .map(|form| words().set_num_format(form).set_align(FormatAlign::Center));
    sheet.set_name(text(lang, "report-sheet-log"))?;
    on_paper(sheet);
    sheet.set_row_height(0, HEADING_POINTS)?;
    for (column, (key, width)) in (0..).zip(LOG) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, text(lang, key), &heading())?;
    }
    for (line, row) in (1..).zip(&rows) {
        let local = |at: chrono::DateTime<_>| at.with_timezone(&head.zone).naive_local();
        if let Some(at) = instant_of(row).map(local) {
            sheet.write_datetime_with_format(line, 0, date(at.date())?, &day)?;
        }
        for (column, at) in [(1, row.planned_at), (2, row.started_at)] {
            if let Some(at) = at.map(local) {
                sheet.write_datetime_with_format(line, column, time(at)?, &hour)?;
            }
        }
        let said = [
            row.title.clone(),
            row.topic.clone(),
            kind_words(row.kind, lang),
            outcome_words(row, lang),
            note_words(row, lang),
        ];
        for (column, said) in (3..).zip(said) {
            sheet.write_string_with_format(line, column, cell(&said), &words())?;
        }
        if let Some(seconds) = row.duration_s {
            sheet.write_number_with_format(line, 8, days(whole(seconds)), &length)?;
        }
        sheet.write_number_with_format(line, 9, days(heard(row)), &length)?;
        let named = cell(&utilities(row, figures));
        sheet.write_string_with_format(line, 10, named, &words())?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last, 10)?.set_repeat_rows(0, 0)?;
    Ok(())
}

fn summary_sheet(
    sheet: &mut Worksheet,
    figures: &Figures,
    head: &Head,
    lang: Lang,
) -> Result<(), Error> {
    let bold = Format::new().set_bold();
    sheet.set_name(text(lang, "report-sheet-summary"))?;
    on_paper(sheet);
    sheet.set_column_width(0, 60)?.set_column_range_width(1, 9, 13)?;
    let days = Phrase::new("report-period-days")
        .with("from", date_words(lang, figures.period.from))
        .with("to", date_words(lang, figures.period.to))
        .say(lang);
    let facts = [
        ("report-unit", head.unit.clone()),
        ("report-period", format!("{}. {days}", head.month.slashed())),
        ("report-revision", revision_words(head.revision, lang)),
    ];
    let mut line = 0;
    for (key, value) in facts {
        sheet.write_string_with_format(line, 0, text(lang, key), &bold)?;
        sheet.write_string(line, 1, cell(&value))?;
        line += 1;
    }
    sheet.write_string_with_format(line, 0, text(lang, "report-unsigned"), &bold)?;
    line += 2;

    let named = |key: &str| text(lang, key);
    let topics = figures.topics.iter().map(|line| (line.title.clone(), line.tally));
    let programmes = figures.programmes.iter().map(|line| (line.title.clone(), line.tally));
    let slots = figures.slots.iter().map(|line| (slot_words(line, lang), line.tally));
    let total = (named("report-total"), figures.total);
    let apart = [
        ("report-origin-makegood", figures.apart.makegood),
        ("report-origin-operator", figures.apart.operator),
        ("report-origin-emergency", figures.apart.emergency),
        ("report-kind-live", figures.apart.live),
    ];
    let apart = apart.map(|(key, tally)| (named(key), tally));
    let planned = |title| [title, "report-column-planned"];
    let [topics, programmes] = [topics.collect::<Vec<_>>(), programmes.collect()];
    for (title, mut lines) in [
        ("report-column-topic", topics),
        ("report-table-programmes", programmes),
        ("report-column-slot", slots.collect()),
    ] {
        lines.push(total.clone());
        line = tallies(sheet, line, planned(title), lines, lang)?;
    }
    line = tallies(sheet, line, ["report-apart", "report-column-airings"], apart, lang)?;
    for (key, count) in [
        ("report-kind-elsewhere", figures.apart.elsewhere),
        ("report-kind-declared", figures.apart.declared),
        ("report-open", figures.open),
    ] {
        sheet.write_string(line, 0, named(key))?;
        sheet.write_number(line, 1, float(count))?;
        line += 1;
    }
    mentions(sheet, line + 1, figures, lang)
}

/// A heading and a line for each tally; returns the line after a blank one.
fn tallies(
    sheet: &mut Worksheet,
    mut line: u32,
    [title, rows]: [&str; 2],
    lines: impl IntoIterator<Item = (String, Tally)>,
    lang: Lang,
) -> Result<u32, Error> {
    let length = Format::new().set_num_format("[h]:mm:ss");
    let outcomes = Outcome::ALL.map(|outcome| format!("outcome-{}", outcome.code()));
    let others = ["report-column-items", "report-column-repeats", "letter-heard"];
    let keys = [title, rows].into_iter();
    let keys = keys.chain(outcomes.iter().map(String::as_str)).chain(others);
    sheet.set_row_height(line, HEADING_POINTS)?;
    for (column, key) in (0..).zip(keys) {
        sheet.write_string_with_format(line, column, text(lang, key), &heading())?;
    }
    for (name, tally) in lines {
        line += 1;
        sheet.write_string_with_format(line, 0, cell(&name), &words())?;
        let counts = [tally.planned].into_iter().chain(Outcome::ALL.map(|it| tally.of(it)));
        for (column, count) in (1..).zip(counts.chain([tally.items, tally.repeats])) {
            sheet.write_number(line, column, float(count))?;
        }
        sheet.write_number_with_format(line, 9, days(tally.heard_s), &length)?;
    }
    Ok(line + 2)
}

fn mentions(
    sheet: &mut Worksheet,
    mut line: u32,
    figures: &Figures,
    lang: Lang,
) -> Result<(), Error> {
    let keys = ["report-column-utility", "report-column-level", "outcome-aired", "outcome-cut"];
    sheet.set_row_height(line, HEADING_POINTS)?;
    for (column, key) in (0..).zip(keys) {
        sheet.write_string_with_format(line, column, text(lang, key), &heading())?;
    }
    for utility in &figures.coverage.utilities {
        line += 1;
        sheet.write_string_with_format(line, 0, cell(&utility.title), &words())?;
        if let Some(level) = utility.level {
            sheet.write_number(line, 1, level)?;
        }
        sheet.write_number(line, 2, float(utility.aired))?;
        sheet.write_number(line, 3, float(utility.cut))?;
    }
    Ok(())
}

/// A4, lying, as wide as the sheet.
fn on_paper(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
}

/// A cell shows all of its words.
fn words() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color("DDE6F0")
}

/// Titles where the facts still hold them.
fn utilities(row: &Row, figures: &Figures) -> String {
    let known = |id: &String| {
        let line = figures.coverage.utilities.iter().find(|line| line.id == *id);
        line.map_or_else(|| id.clone(), |line| line.title.clone())
    };
    row.utilities.iter().map(known).collect::<Vec<_>>().join("; ")
}

/// A cell holds 32,767 characters (UTF-16) at most.
fn cell(text: &str) -> String {
    text.chars().take(16_000).collect()
}

/// A spreadsheet counts lengths in days.
fn days(seconds: u64) -> f64 {
    float(seconds) / 86_400.0
}

fn float(count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a month's counts are far below 2^53")]
    let float = count as f64;
    float
}

/// A day; one that no spreadsheet can write is an error.
fn date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(0);
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    ExcelDateTime::from_ymd(year, small(date.month()), small(date.day()))
}

/// A time of day.
fn time(at: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let hour = u16::try_from(at.hour()).unwrap_or(0);
    let minute = u8::try_from(at.minute()).unwrap_or(0);
    ExcelDateTime::from_hms(hour, minute, f64::from(at.second()))
}
