//! Marks of papers that are not reports: papers of a rehearsal, of the sample station, and of a period that
//! is not complete. Every page, sheet, letter and file name has them, so that nobody numbers, signs and
//! sends such a paper.

use chrono::NaiveDate;

use crate::words::{Lang, Message, date_words, text};

/// A reason why a paper is not a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its airings were rehearsed on a computer; nothing was sounded.
    Rehearsal,
    /// The station still has the sample's name.
    Sample,
    /// The period is not complete.
    Early {
        /// The day on which the paper is made.
        today: NaiveDate,
        /// The last day that the log covers.
        until: NaiveDate,
    },
}

impl Mark {
    /// The prefix of the file name.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Rehearsal => "CHAY-THU_",
            Self::Sample => "DU-LIEU-MAU_",
            Self::Early { .. } => "",
        }
    }

    /// The mark in capitals, such as `CHẠY THỬ`.
    fn name(self, lang: Lang) -> String {
        match self {
            Self::Rehearsal => text(lang, "report-mark-rehearsal"),
            Self::Sample => text(lang, "report-mark-sample"),
            Self::Early { .. } => text(lang, "report-mark-today"),
        }
    }

    /// Its meaning, as a sentence.
    fn sentence(self, lang: Lang) -> String {
        match self {
            Self::Rehearsal => text(lang, "report-mark-rehearsal-note"),
            Self::Sample => text(lang, "report-mark-sample-note"),
            Self::Early { today, until } => {
                let reaches = today <= until;
                let code =
                    if reaches { "report-mark-today-note" } else { "report-mark-until-note" };
                let [today, until] = [today, until].map(|day| date_words(lang, day));
                Message::new(code).with("today", today).with("until", until).render(lang)
            }
        }
    }
}

/// The marks in one line, such as `CHẠY THỬ – DỮ LIỆU MẪU`; empty for a report.
pub(super) fn mark_names(marks: &[Mark], lang: Lang) -> String {
    marks.iter().map(|mark| mark.name(lang)).collect::<Vec<_>>().join(" – ")
}

/// The line over every page and sheet: the marks, and that this is no report. Empty for a report.
pub(super) fn banner(marks: &[Mark], lang: Lang) -> String {
    if marks.is_empty() {
        return String::new();
    }
    Message::new("report-mark-banner").with("marks", mark_names(marks, lang)).render(lang)
}

/// The meaning of the marks, a sentence each.
pub(super) fn mark_notes(marks: &[Mark], lang: Lang) -> Vec<String> {
    marks.iter().map(|mark| mark.sentence(lang)).collect()
}
