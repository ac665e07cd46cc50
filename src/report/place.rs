//! Where a row of the log is counted: in exactly one place, or as other content.
//!
//! The topics of `[report] topics` make the report. What they put on air is counted by who asked for it
//! and who sounded it; every table and every paper takes its rows from here, so that they agree.

use crate::{
    asrun::{Origin, Outcome, Row},
    plan::Kind,
    schedule::Topics,
    words::{Lang, text},
};

/// Where a row is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// What the schedule planned and loa sounds: the figures of the report.
    Planned,
    /// Phát bù.
    Makegood,
    /// A person put it on air.
    Operator,
    /// Khẩn cấp.
    Emergency,
    /// Đọc trực tiếp, whoever asked for it.
    Live,
    /// Stated by a person afterwards.
    Declared,
    /// Sounded by other equipment.
    Elsewhere,
}

impl Place {
    /// All of them, in the order of reports.
    pub(super) const ALL: [Self; 7] = [
        Self::Planned,
        Self::Makegood,
        Self::Operator,
        Self::Emergency,
        Self::Live,
        Self::Declared,
        Self::Elsewhere,
    ];

    /// Where the row is counted within its topics.
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

    /// Its name on papers.
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

/// Seconds of the row as papers print them, rounded: what was heard, or what a person stated. Whoever
/// adds up the rows of a place gets the place's total.
pub(super) fn seconds(row: &Row) -> u64 {
    match row.kind {
        Kind::Recorded | Kind::Live if was_heard(row) => whole(row.heard_s),
        Kind::Declared => whole(row.duration_s),
        Kind::Recorded | Kind::Live | Kind::Elsewhere => 0,
    }
}

/// The rows of these topics and all others.
pub(super) fn by_topic<'r>(rows: &[&'r Row], topics: &Topics) -> (Vec<&'r Row>, Vec<&'r Row>) {
    rows.iter().partition(|row| topics.name_of(&row.topic).is_some())
}

/// A length rounded to the second; what is no length is 0.
pub(super) fn whole(seconds: Option<f64>) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounded and not negative; the cast holds what is too large at its end"
    )]
    let whole = seconds.unwrap_or(0.0).max(0.0).round() as u64;
    whole
}
