//! A month's papers, and the words that all of them share.

use chrono::{Datelike, NaiveDate};

use super::{Coming, Error, Figures, Head, Mark, Month, docx::docx, mark::mark_names, xlsx::xlsx};
use crate::{
    asrun::{Origin, Row},
    plan::Kind,
    words::{Lang, Message, text, thousands},
};

/// A month's papers as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Papers {
    /// Their file name without its ending.
    pub stem: String,
    /// The report, for Word or LibreOffice.
    pub docx: Vec<u8>,
    /// The log and the totals, for a spreadsheet.
    pub xlsx: Vec<u8>,
    /// What they were made from.
    pub figures: Figures,
}

/// Makes the month's papers from its figures and rows, and from what the next period promises.
pub fn papers(
    figures: &Figures,
    head: &Head,
    rows: &[Row],
    coming: &Coming,
    lang: Lang,
) -> Result<Papers, Error> {
    Ok(Papers {
        stem: head.stem(),
        docx: docx(figures, head, rows, coming, lang)?,
        xlsx: xlsx(figures, head, rows, lang)?,
        figures: figures.clone(),
    })
}

/// A month as the decree writes it: only 1 and 2 take a leading zero.
pub(super) fn month_words(month: Month) -> String {
    match month.first().month() {
        small @ (1 | 2) => format!("0{small}"),
        other => other.to_string(),
    }
}

/// The year in which a report of the period will be signed.
pub(super) fn signing_year(last_day: NaiveDate) -> i32 {
    last_day.succ_opt().unwrap_or(last_day).year()
}

pub(super) fn number(count: u64, lang: Lang) -> String {
    thousands(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// What became of the row, in words; a row without outcome says what it is instead.
pub(super) fn outcome_words(row: &Row, lang: Lang) -> String {
    match (row.outcome, row.kind) {
        (Some(outcome), _) => text(lang, &format!("outcome-{}", outcome.code())),
        (None, Kind::Elsewhere | Kind::Declared) => kind_words(row.kind, lang),
        (None, Kind::Recorded | Kind::Live) => text(lang, "report-outcome-open"),
    }
}

/// Who sounded it, in words.
pub(super) fn kind_words(kind: Kind, lang: Lang) -> String {
    let key = match kind {
        Kind::Recorded => "report-kind-recorded",
        Kind::Live => "report-kind-live",
        Kind::Elsewhere => "report-kind-elsewhere",
        Kind::Declared => "report-kind-declared",
    };
    text(lang, key)
}

/// Everything that the log says beside the outcome: who asked for it, why, a person's remark.
pub(super) fn note_words(row: &Row, lang: Lang) -> String {
    let origin = match row.origin {
        Origin::Schedule => None,
        // Nobody asked loa for it.
        _ if row.kind == Kind::Declared => None,
        Origin::Makegood => Some("report-origin-makegood"),
        Origin::Operator => Some("report-origin-operator"),
        Origin::Emergency => Some("report-origin-emergency"),
    };
    let origin = origin.map(|key| text(lang, key));
    // The reason of a corrected outcome ends with the remark.
    let said = |note: &String| row.reason_text.as_ref().is_some_and(|why| why.ends_with(note));
    let note = row.note.clone().filter(|note| !said(note));
    let parts = [origin, row.reason_text.clone(), note];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    quoted(&parts.collect::<Vec<_>>().join("; "))
}

/// What became of the row and why, for one cell; a reason that begins with the outcome's own words
/// says them once.
pub(super) fn result_words(row: &Row, lang: Lang) -> String {
    let (outcome, note) = (outcome_words(row, lang), note_words(row, lang));
    if note.is_empty() {
        return outcome;
    }
    let rest: String = note.chars().skip(outcome.chars().count()).collect();
    if note.to_lowercase() == format!("{}{}", outcome.to_lowercase(), rest.to_lowercase()) {
        return format!("{outcome}{rest}");
    }
    format!("{outcome}, {note}")
}

/// Names that a screen sets between backticks, between quotation marks as papers want them.
pub(super) fn quoted(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    pieces.fold(String::new(), |said, (place, piece)| match place {
        0 => piece.to_owned(),
        odd if odd % 2 == 1 => format!("{said}“{piece}"),
        _ => format!("{said}”{piece}"),
    })
}

/// `1.125:30`: minutes and seconds, so that a column adds up to the second.
pub(super) fn minutes(seconds: u64, lang: Lang) -> String {
    format!("{}:{:02}", number(seconds / 60, lang), seconds % 60)
}

/// A length in words, `125 phút 30 giây`; [`minutes`] is the form for a column.
pub(super) fn minutes_words(seconds: u64, lang: Lang) -> String {
    let code = match (seconds / 60, seconds % 60) {
        (_, 0) => "report-minutes",
        (0, _) => "report-seconds",
        _ => "report-minutes-seconds",
    };
    Message::new(code)
        .with("m", number(seconds / 60, lang))
        .with("s", number(seconds % 60, lang))
        .render(lang)
}

/// `lần 2, thay thế lần 1`.
pub(super) fn revision_words(head: &Head, lang: Lang) -> String {
    // A paper of an incomplete period has no revision number.
    if head.marks.iter().any(|mark| matches!(mark, Mark::Early { .. })) {
        return mark_names(&head.marks, lang);
    }
    let message = match head.replaces {
        Some(before) => Message::new("letter-revision-next").with("before", i64::from(before)),
        None => Message::new("letter-revision"),
    };
    message.with("n", i64::from(head.revision)).render(lang)
}
