//! What a paper is headed with, what it is called, and the words that all papers share.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::{Error, Figures, Month, docx::docx, xlsx::xlsx};
use crate::{
    asrun::{Origin, Row},
    plan::Kind,
    schedule::{Report, Station},
    words::{Lang, Phrase, plain_letters, text},
};

/// Who reports, which month, and for which time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The issuing body: the station's name.
    pub unit: String,
    /// The parent body; empty: no such line.
    pub parent: String,
    /// Địa danh; empty: dots.
    pub place: String,
    /// The month the report is named after.
    pub month: Month,
    /// From 1. Later ones replace the one before.
    pub revision: u32,
    /// The zone of every hour in the papers.
    pub zone: Tz,
    /// Number and symbol; empty: dots.
    pub number: String,
    /// Kính gửi; empty: the working group with dots.
    pub addressee: String,
    /// Papers that ask for the report; empty: dots.
    pub basis: Vec<String>,
    /// Authority and post over the signature, a line each; empty: dots.
    pub post: Vec<String>,
    /// Name under the signature; empty: dots.
    pub signer: String,
    /// Nơi nhận, a line each; empty: the usual ones.
    pub recipients: Vec<String>,
}

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

impl Head {
    /// The head of a station's report.
    pub fn of(station: &Station, report: &Report, month: Month, revision: u32) -> Self {
        Self {
            unit: station.name.clone(),
            parent: station.parent.clone(),
            place: station.place.clone(),
            month,
            revision,
            zone: station.zone,
            number: report.number.clone(),
            addressee: report.working_group.clone(),
            basis: report.basis.clone(),
            post: report.signer_title.clone(),
            signer: report.signer.clone(),
            recipients: report.recipients.clone(),
        }
    }

    /// `BC-DA06_2026-11_dai-truyen-thanh_lan1`: ASCII without spaces, for any unit.
    pub fn stem(&self) -> String {
        format!("BC-DA06_{}_{}_lan{}", self.month, slug(&self.unit), self.revision)
    }
}

/// Makes the month's papers from its figures and rows.
pub fn papers(figures: &Figures, head: &Head, rows: &[Row], lang: Lang) -> Result<Papers, Error> {
    Ok(Papers {
        stem: head.stem(),
        docx: docx(figures, head, rows, lang)?,
        xlsx: xlsx(figures, head, rows, lang)?,
        figures: figures.clone(),
    })
}

/// A name in lower case ASCII with hyphens, at most 60 letters; `dai` for a name that has none.
pub fn slug(name: &str) -> String {
    let plain = plain_letters(name);
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words {
        let room = 60_usize.saturating_sub(slug.len() + 1);
        if !word.is_empty() && room > 0 {
            let hyphen = if slug.is_empty() { "" } else { "-" };
            slug = format!("{slug}{hyphen}{}", &word[..word.len().min(room)]);
        }
    }
    if slug.is_empty() { "dai".into() } else { slug }
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
        Origin::Makegood => Some("report-origin-makegood"),
        Origin::Operator => Some("report-origin-operator"),
        Origin::Emergency => Some("report-origin-emergency"),
    };
    let origin = origin.map(|key| text(lang, key));
    let parts = [origin, row.reason_text.clone(), row.note.clone()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// `125:30`: minutes and seconds, so that a column adds up to the second.
pub(super) fn minutes(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// `lần 2, thay thế lần 1`.
pub(super) fn revision_words(revision: u32, lang: Lang) -> String {
    if revision <= 1 {
        return text(lang, "letter-revision-first");
    }
    let (n, before) = (i64::from(revision), i64::from(revision) - 1);
    Phrase::new("letter-revision-next").with("n", n).with("before", before).say(lang)
}
