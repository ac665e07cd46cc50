//! Counts a period: every planned airing once, by its outcome.

use std::{collections::BTreeMap, fmt::Write};

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Range, Tally,
    coverage::{Coverage, coverage},
    misses::{Miss, Why, misses, whys},
    place::{Place, by_topic, is_sounded, seconds},
    tally::first_runs,
};
use crate::{
    asrun::{HELLO, Row},
    plan::Kind,
    schedule::{Topics, is_same_topic},
    script::Utility,
    words::DayPart,
};

/// A period in figures. Whole numbers only, so that the same log gives the same JSON.
///
/// A row belongs to the period that holds the day of its planned instant, or of its start where
/// nothing was planned; a row with neither belongs to none. Rows of the report's topics
/// (`[report] topics`) are counted in every figure; rows of other topics only in [`Apart::other`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The days.
    pub period: Range,
    /// Everything planned: origin `schedule`, kind `recorded`. The tables below add up to it.
    pub total: Tally,
    /// Planned airings whose time is not over: in no tally yet.
    pub open: u64,
    /// How often the schedule was edited in the period. The rows do not contain it: 0 until the caller sets it.
    #[serde(default)]
    pub edits: u64,
    /// Everything else, each in its own line.
    pub apart: Apart,
    /// Planned airings by topic: every topic of `[report] topics` in that order, also those without airings.
    pub topics: Vec<Line>,
    /// Planned airings by programme, in the order of the programmes' first airings, each under its last title
    /// in the period.
    pub programmes: Vec<Line>,
    /// Planned airings by part of the day; all four lines, also empty ones.
    pub slots: Vec<Line>,
    /// How often each utility was spoken of.
    pub coverage: Coverage,
    /// Airings that were broken off or not heard at all.
    pub misses: Vec<Miss>,
    /// Why airings were skipped or cancelled, and how many for each reason.
    pub skips: Vec<Why>,
    /// The largest distance of a start from its plan, microseconds; papers do not print it.
    pub worst_start_error_us: Option<i64>,
}

/// One line of a table, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The topic, the programme's id, or the slot's code.
    pub key: String,
    /// What papers print; for a slot its code, whose words are in `locales/`.
    pub title: String,
    /// Its figures.
    #[serde(flatten)]
    pub tally: Tally,
}

/// Airings beside the plan, counted apart. None of them is part of the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// Phát bù.
    pub makegood: Tally,
    /// A person put it on air.
    pub operator: Tally,
    /// Khẩn cấp.
    pub emergency: Tally,
    /// Đọc trực tiếp, whoever asked for it.
    pub live: Tally,
    /// Rows of other equipment: never aired by loa. A relay that was cancelled is not counted.
    pub elsewhere: u64,
    /// Rows that a person stated afterwards: never aired by loa.
    pub declared: Stated,
    /// Nội dung khác: all rows of other topics.
    pub other: Other,
}

/// Airings that people declared afterwards and no output of loa played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Number of airings.
    pub airings: u64,
    /// Seconds as declared, rounded for each airing before they are added.
    pub seconds: u64,
}

/// The rows of topics that the report does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Airings that loa sounds, whoever asked for them.
    pub sounded: Tally,
    /// Rows that a person declared afterwards.
    pub declared: Stated,
    /// Rows of other equipment.
    pub elsewhere: u64,
}

/// Counts the rows of `period`. Rows of other days are passed over; `utilities` are those of the
/// facts, in their order.
pub fn figures(
    period: Range,
    rows: &[Row],
    utilities: &[Utility],
    topics: &Topics,
    zone: Tz,
) -> Figures {
    let all = rows;
    let (rows, other) = by_topic(&rows_of(period, rows, zone), topics);
    let planned = of_place(&rows, Place::Planned);
    let ended: Vec<&Row> = planned.iter().copied().filter(|row| row.outcome.is_some()).collect();
    let total = Tally::of_rows(&ended);
    let figures = Figures {
        period,
        open: count(planned.len() - ended.len()),
        edits: 0,
        apart: apart(&rows, &other),
        topics: topic_lines(&ended, topics),
        programmes: programme_lines(&ended),
        slots: slots(&ended, zone),
        coverage: coverage(&rows, utilities),
        misses: misses(&ended, all),
        skips: whys(&ended),
        worst_start_error_us: worst_start_error(&ended),
        total,
    };
    figures.hold(planned.len());
    figures
}

impl Figures {
    /// Asserts that every planned airing is counted once in each table.
    fn hold(&self, planned: usize) {
        let total = &self.total;
        debug_assert_eq!(total.planned + self.open, count(planned), "a row is in no tally");
        for lines in [&self.topics, &self.programmes, &self.slots] {
            let sum = |of: fn(&Tally) -> u64| lines.iter().map(|line| of(&line.tally)).sum::<u64>();
            debug_assert_eq!(sum(|it| it.planned), total.planned, "a table counts other airings");
            debug_assert_eq!(sum(|it| it.aired), total.aired, "a table counts other outcomes");
            debug_assert_eq!(sum(|it| it.items), total.items, "a table counts other first runs");
        }
        let skips: u64 = self.skips.iter().map(|why| why.airings).sum();
        debug_assert_eq!(count(self.misses.len()), total.cut + total.missed, "misses are missing");
        debug_assert_eq!(skips, total.skipped + total.cancelled, "a skip has no reason");
    }

    /// The rows that these figures count, in the order of their instants; papers list these rows.
    pub(super) fn counted<'r>(&self, rows: &'r [Row], zone: Tz) -> Vec<&'r Row> {
        let counts = |row: &&Row| self.topic_of(row).is_some();
        rows_of(self.period, rows, zone).into_iter().filter(counts).collect()
    }

    /// The topic under which the row is counted, spelt as on papers; the log may spell it differently.
    pub(super) fn topic_of(&self, row: &Row) -> Option<&str> {
        let line = self.topics.iter().find(|line| is_same_topic(&line.key, &row.topic));
        line.map(|line| line.title.as_str())
    }

    /// Hash of the figures' JSON: a report whose hash is unchanged needs no new revision. Words that
    /// follow the reader's language or the facts' present wording are left out, and so is the number of edits:
    /// their effect is in the airings.
    pub fn sha256(&self) -> String {
        let mut bare = self.clone();
        bare.edits = 0;
        bare.misses.iter_mut().for_each(|miss| miss.reason_text = None);
        bare.skips.iter_mut().for_each(|why| why.reason_text = None);
        bare.coverage.utilities.iter_mut().for_each(|line| line.title.clear());
        let json = serde_json::to_vec(&bare).unwrap_or_default();
        Sha256::digest(json).iter().fold(String::new(), |mut hex, byte| {
            // Writing to a String never fails.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// The instant a row is filed under: planned, or else started.
pub(super) fn instant_of(row: &Row) -> Option<DateTime<FixedOffset>> {
    row.planned_at.or(row.started_at)
}

/// The rows of a period, in the order of their instants. The greeting of `loa run --hello` is left out.
pub(super) fn rows_of(period: Range, rows: &[Row], zone: Tz) -> Vec<&Row> {
    let day = |row: &Row| -> Option<NaiveDate> {
        instant_of(row).map(|at| at.with_timezone(&zone).date_naive())
    };
    let mut found: Vec<&Row> = rows
        .iter()
        .filter(|row| day(row).is_some_and(|day| period.from <= day && day <= period.to))
        .filter(|row| row.by.as_deref() != Some(HELLO))
        .collect();
    found.sort_by_key(|row| (instant_of(row), row.airing.as_str()));
    found
}

pub(super) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn of_place<'r>(rows: &[&'r Row], place: Place) -> Vec<&'r Row> {
    rows.iter().copied().filter(|row| Place::of(row) == place).collect()
}

fn topic_lines(rows: &[&Row], topics: &Topics) -> Vec<Line> {
    let firsts = first_runs(rows);
    topics
        .names()
        .map(|name| {
            let of_it: Vec<&Row> =
                rows.iter().copied().filter(|row| is_same_topic(name, &row.topic)).collect();
            let tally = Tally::counting(&of_it, &firsts);
            Line { key: name.to_owned(), title: name.to_owned(), tally }
        })
        .collect()
}

fn programme_lines(rows: &[&Row]) -> Vec<Line> {
    let firsts = first_runs(rows);
    let mut order: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let group = groups.entry(row.programme.as_str()).or_default();
        if group.is_empty() {
            order.push(row.programme.as_str());
        }
        group.push(row);
    }
    order
        .into_iter()
        .map(|id| {
            let rows = groups.remove(id).unwrap_or_default();
            let title = rows.last().map_or(id, |row| row.title.as_str()).to_owned();
            Line { tally: Tally::counting(&rows, &firsts), key: id.to_owned(), title }
        })
        .collect()
}

fn slots(rows: &[&Row], zone: Tz) -> Vec<Line> {
    use chrono::Timelike;
    let firsts = first_runs(rows);
    let hour = |row: &Row| instant_of(row).map(|at| at.with_timezone(&zone).hour());
    DayPart::ALL
        .iter()
        .map(|part| {
            let within = |row: &&&Row| hour(row).is_some_and(|hour| part.hours().contains(&hour));
            let rows: Vec<&Row> = rows.iter().filter(within).copied().collect();
            let (key, title) = (part.code().into(), part.code().into());
            Line { key, title, tally: Tally::counting(&rows, &firsts) }
        })
        .collect()
}

fn apart(rows: &[&Row], other: &[&Row]) -> Apart {
    let of = |place| Tally::of_rows(&of_place(rows, place));
    let sounded: Vec<&Row> = other.iter().copied().filter(|row| is_sounded(row)).collect();
    Apart {
        makegood: of(Place::Makegood),
        operator: of(Place::Operator),
        emergency: of(Place::Emergency),
        live: of(Place::Live),
        elsewhere: relayed(rows),
        declared: stated(rows),
        other: Other {
            sounded: Tally::of_rows(&sounded),
            declared: stated(other),
            elsewhere: relayed(other),
        },
    }
}

fn relayed(rows: &[&Row]) -> u64 {
    count(rows.iter().filter(|row| row.was_relayed()).count())
}

fn stated(rows: &[&Row]) -> Stated {
    let declared = || rows.iter().filter(|row| row.kind == Kind::Declared);
    Stated {
        airings: count(declared().count()),
        seconds: declared().map(|row| seconds(row)).fold(0, u64::saturating_add),
    }
}

fn worst_start_error(rows: &[&Row]) -> Option<i64> {
    rows.iter()
        .filter_map(|row| (row.started_at? - row.planned_at?).num_microseconds())
        .max_by_key(|error| error.unsigned_abs())
}
