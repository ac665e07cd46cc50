//! A line for each row of the period.

use chrono::{DateTime, NaiveDateTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, FormatAlign, Worksheet, XlsxError};

use super::cells::{
    HEADING_POINTS, date, days, heading, on_paper, points, words, write_banner, write_words,
};
use crate::{
    asrun::Row,
    report::{
        Error, Figures, Head,
        figures::instant_of,
        paper::{kind_words, note_words, outcome_words},
        place::{Place, is_sounded, seconds, was_heard, whole},
    },
    words::{Lang, text},
};

/// Columns of the log: heading and width in letters.
const LOG: [(&str, f64); 12] = [
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
    ("report-column-place", 17.0),
];

/// The first sheet.
pub(super) fn sheet(
    sheet: &mut Worksheet,
    figures: &Figures,
    head: &Head,
    rows: &[Row],
    lang: Lang,
) -> Result<(), Error> {
    let rows = figures.counted(rows, head.zone);
    let [day, hour, length] = ["dd/mm/yyyy", "hh:mm:ss", "[h]:mm:ss"]
        .map(|form| words().set_num_format(form).set_align(FormatAlign::Center));
    sheet.set_name(text(lang, "report-sheet-log"))?;
    on_paper(sheet);
    let top = write_banner(sheet, head, lang)?;
    sheet.set_row_height(top, HEADING_POINTS)?;
    for (column, (key, width)) in (0..).zip(LOG) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(top, column, text(lang, key), &heading())?;
    }
    for (line, row) in (top + 1..).zip(&rows) {
        let local = |at: DateTime<_>| at.with_timezone(&head.zone).naive_local();
        if let Some(at) = instant_of(row).map(local) {
            sheet.write_datetime_with_format(line, 0, date(at.date())?, &day)?;
        }
        for (column, at) in [(1, row.planned_at), (2, row.started_at)] {
            if let Some(at) = at.map(local) {
                sheet.write_datetime_with_format(line, column, time(at)?, &hour)?;
            }
        }
        let said = [
            (3, row.title.clone()),
            (4, figures.topic_of(row).unwrap_or_default().to_owned()),
            (5, kind_words(row.kind, lang)),
            (6, outcome_words(row, lang)),
            (7, note_words(row, lang)),
            (10, utilities(row, figures)),
            (11, Place::of(row).words(lang)),
        ];
        let mut tallest = 1;
        for (column, said) in said {
            let (_, width) = LOG[usize::from(column)];
            tallest = tallest.max(write_words(sheet, line, column, &said, width)?);
        }
        sheet.set_row_height(line, points(tallest))?;
        // The length is negative if the clock was set back while the airing was on air: it is left out.
        if row.duration_s.is_some_and(|seconds| seconds >= 0.0) {
            sheet.write_number_with_format(line, 8, days(whole(row.duration_s)), &length)?;
        }
        // Relays and declared airings have no measured length.
        if is_sounded(row) {
            sheet.write_number_with_format(line, 9, days(seconds(row)), &length)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_add(top);
    sheet.set_freeze_panes(top + 1, 0)?.autofilter(top, 0, last, 11)?.set_repeat_rows(top, top)?;
    Ok(())
}

/// The utilities of a row by title, or by id if the facts no longer have it; empty for an
/// airing of loa that nobody heard.
fn utilities(row: &Row, figures: &Figures) -> String {
    if is_sounded(row) && !was_heard(row) {
        return String::new();
    }
    let known = |id: &String| {
        let line = figures.coverage.utilities.iter().find(|line| line.id == *id);
        line.map_or_else(|| id.clone(), |line| line.title.clone())
    };
    row.utilities.iter().map(known).collect::<Vec<_>>().join("; ")
}

/// A time of day.
fn time(at: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let hour = u16::try_from(at.hour()).unwrap_or(0);
    let minute = u8::try_from(at.minute()).unwrap_or(0);
    ExcelDateTime::from_hms(hour, minute, f64::from(at.second()))
}
