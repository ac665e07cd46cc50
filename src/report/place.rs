//! Sorts the rows of the log: each is counted in exactly one place, or as other content.
//!
//! A report counts the topics of `[report] topics`. A row of these is counted by who asked for the airing
//! and who sounded it. Every table and every paper takes its rows from here, so that they agree.

use crate::{
    asrun::{Origin, Outcome, Row},
    plan::Kind,
    schedule::Topics,
    words::{Lang, text},
};

/// The place in the report where a row is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Planned by the schedule and sounded by loa: the figures of the report.
    Planned,
    /// Phát bù.
    Makegood,
    /// Put on air by a person.
    Operator,
    /// Khẩn cấp.
    Emergency,
    /// Đọc trực tiếp, whoever asked for it.
    Live,
    /// Declared by a person afterwards.
    Declared,
    /// Sounded by other equipment.
    Elsewhere,
}

impl Place {
    /// All places, in the order of reports.
    pub(super) const ALL: [Self; 7] = [
        Self::Planned,
        Self::Makegood,
        Self::Operator,
        Self::Emergency,
        Self::Live,
        Self::Declared,
        Self::Elsewhere,
    ];

    /// The place of a row, whatever its topic.
    pub(super) fn of(row: &Row) -> Self {
        match (row.kind, row.origin) {
            (Kind::Live, _) => Self::Live,
            (Kind::Declared, _) => Self::Declared,
            (Kind::Elsewhere, _) => Self::Elsewhere,
            (Kind::Recorded, Origin::Schedule) => Self::Planned,
            (Kind::Recorded, Origin::Makegood) => Self::Makegood,
            (Kind::Recorded, Origin::Operator) => Self::Operator,
            (Kind::Recorded, Origin::Emergency) => Self::Emergency,
        }
    }

    /// The name of the place on papers.
    pub(super) fn words(self, lang: Lang) -> String {
        let key = match self {
            Self::Planned => "report-place-planned",
            Self::Makegood => "report-place-makegood",
            Self::Operator => "report-place-operator",
            Self::Emergency => "report-place-emergency",
            Self::Live => "report-place-live",
            Self::Declared => "report-place-declared",
            Self::Elsewhere => "report-place-elsewhere",
        };
        text(lang, key)
    }
}

/// Whether loa sounds such a row itself.
pub(super) fn is_sounded(row: &Row) -> bool {
    matches!(row.kind, Kind::Recorded | Kind::Live)
}

/// Whether some of the row was heard.
pub(super) fn was_heard(row: &Row) -> bool {
    matches!(row.outcome, Some(Outcome::Aired | Outcome::Cut))
}

/// Whole seconds of the row as papers print them: heard seconds, or those that a person declared. The sum
/// over the rows of a place is exactly the place's total.
pub(super) fn seconds(row: &Row) -> u64 {
    match row.kind {
        Kind::Recorded | Kind::Live if was_heard(row) => whole(row.heard_s),
        Kind::Declared => whole(row.duration_s),
        Kind::Recorded | Kind::Live | Kind::Elsewhere => 0,
    }
}

/// Splits rows into those of these topics and the others.
pub(super) fn by_topic<'r>(rows: &[&'r Row], topics: &Topics) -> (Vec<&'r Row>, Vec<&'r Row>) {
    rows.iter().partition(|row| topics.name_of(&row.topic).is_some())
}

/// A length rounded to the second; 0 for none, or for a number that is no length.
pub(super) fn whole(seconds: Option<f64>) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounded and not negative; the cast holds what is too large at its end"
    )]
    let whole = seconds.unwrap_or(0.0).max(0.0).round() as u64;
    whole
}
