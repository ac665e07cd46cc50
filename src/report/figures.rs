//! Counts a period: every planned airing once, by its outcome.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Range,
    coverage::{Coverage, coverage},
    misses::{Miss, Why, misses, whys},
};
use crate::{
    asrun::{HELLO, Origin, Outcome, Row},
    plan::Kind,
    script::Utility,
    words::DayPart,
};

/// A period in figures. Whole numbers only, so that the same log gives the same JSON.
///
/// A row belongs to the period that holds the day of its planned instant, or of its start where
/// nothing was planned; a row with neither belongs to none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The days.
    pub period: Range,
    /// Everything planned: origin `schedule`, kind `recorded`. The tables below add up to it.
    pub total: Tally,
    /// Planned airings whose time is not over: in no tally yet.
    pub open: u64,
    /// How often the schedule was edited in the period. Rows do not tell it: 0 until the caller fills it in.
    #[serde(default)]
    pub edits: u64,
    /// Everything else, each in its own line.
    pub apart: Apart,
    /// Planned airings by topic, in the order in which they first came up.
    pub topics: Vec<Line>,
    /// Planned airings by programme, in the same order; its title is the last one in the period.
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

/// Airings by outcome. The four counts that reports confuse are kept apart: items, airings, repeats,
/// time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// `aired + cut + missed + skipped + cancelled`.
    pub planned: u64,
    /// Đã phát; what papers call lượt phát.
    pub aired: u64,
    /// Phát dở.
    pub cut: u64,
    /// Không phát được.
    pub missed: u64,
    /// Nghỉ theo lịch.
    pub skipped: u64,
    /// Đã hủy.
    pub cancelled: u64,
    /// Different items among those aired: the same words, or where there were none the same clips,
    /// under one topic are one item. Topics add up; one item may air in two slots or programmes.
    pub items: u64,
    /// Phát lại: aired − items.
    pub repeats: u64,
    /// Seconds heard, of aired and cut ones. Each airing is rounded to the second before it is added,
    /// as the annex prints it: whoever adds up the annex gets this number.
    pub heard_s: u64,
}

/// What went out beside the plan, counted apart. `elsewhere` and `declared` have no outcome and are
/// only counted.
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
    /// Rows of other equipment: never aired by loa.
    pub elsewhere: u64,
    /// Rows that a person stated afterwards: never aired by loa.
    pub declared: u64,
}

/// Counts the rows of `period`. Rows of other days are passed over; `utilities` are those of the
/// facts, in their order.
pub fn figures(period: Range, rows: &[Row], utilities: &[Utility], zone: Tz) -> Figures {
    let all = rows;
    let rows = rows_of(period, rows, zone);
    let planned: Vec<&Row> = rows.iter().copied().filter(|row| is_planned(row)).collect();
    let ended: Vec<&Row> = planned.iter().copied().filter(|row| row.outcome.is_some()).collect();
    Figures {
        period,
        total: tally(&ended),
        open: count(planned.len() - ended.len()),
        edits: 0,
        apart: apart(&rows),
        topics: lines(&ended, |row| row.topic.clone(), |row| row.topic.clone()),
        programmes: lines(&ended, |row| row.programme.clone(), |row| row.title.clone()),
        slots: slots(&ended, zone),
        coverage: coverage(&rows, utilities),
        misses: misses(&ended, all),
        skips: whys(&ended),
        worst_start_error_us: worst_start_error(&ended),
    }
}

impl Figures {
    /// Hash of the figures' JSON: a report whose hash is unchanged needs no new revision. Words that
    /// follow the reader's language or the facts' present wording are left out of it, and so are the edits:
    /// what came of them is in the airings.
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

impl Tally {
    /// How many ended so.
    pub fn of(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Aired => self.aired,
            Outcome::Cut => self.cut,
            Outcome::Missed => self.missed,
            Outcome::Skipped => self.skipped,
            Outcome::Cancelled => self.cancelled,
        }
    }
}

/// Whether the row counts as planned.
pub(super) fn is_planned(row: &Row) -> bool {
    row.origin == Origin::Schedule && row.kind == Kind::Recorded
}

/// The instant a row is filed under: planned, or else started.
pub(super) fn instant_of(row: &Row) -> Option<DateTime<FixedOffset>> {
    row.planned_at.or(row.started_at)
}

/// The rows of a period, in the order of their instants. The sample's hello to a newcomer is in none.
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

/// Seconds of the row that somebody could hear, rounded.
pub(super) fn heard(row: &Row) -> u64 {
    whole(row.heard_s.unwrap_or(0.0))
}

/// A length rounded to the second; what is no length is 0.
pub(super) fn whole(seconds: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounded and not negative; the cast holds what is too large at its end"
    )]
    let whole = seconds.max(0.0).round() as u64;
    whole
}

pub(super) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The outcomes are counted one by one and `planned` is their sum, so that it cannot differ from it.
fn tally(rows: &[&Row]) -> Tally {
    let of = |outcome| count(rows.iter().filter(|row| row.outcome == Some(outcome)).count());
    let aired = of(Outcome::Aired);
    let [cut, missed] = [of(Outcome::Cut), of(Outcome::Missed)];
    let [skipped, cancelled] = [of(Outcome::Skipped), of(Outcome::Cancelled)];
    let items: BTreeSet<String> = rows
        .iter()
        .filter(|row| row.outcome == Some(Outcome::Aired))
        .map(|row| item(row))
        .collect();
    let items = count(items.len());
    Tally {
        planned: aired + cut + missed + skipped + cancelled,
        aired,
        cut,
        missed,
        skipped,
        cancelled,
        items,
        repeats: aired - items,
        heard_s: rows
            .iter()
            .filter(|row| matches!(row.outcome, Some(Outcome::Aired | Outcome::Cut)))
            .map(|row| heard(row))
            .fold(0, u64::saturating_add),
    }
}

/// What makes two airings the same item.
fn item(row: &Row) -> String {
    let topic = &row.topic;
    if let Some(words) = &row.text_sha256 {
        return format!("{topic}\ntext {words}");
    }
    if row.clips.is_empty() {
        return format!("{topic}\nprogramme {}", row.programme);
    }
    row.clips.iter().fold(format!("{topic}\nclips"), |all, clip| format!("{all} {}", clip.sha256))
}

fn lines(rows: &[&Row], key: impl Fn(&Row) -> String, title: impl Fn(&Row) -> String) -> Vec<Line> {
    let mut order: Vec<String> = Vec::new();
    let mut groups: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let group = groups.entry(key(row)).or_default();
        if group.is_empty() {
            order.push(key(row));
        }
        group.push(row);
    }
    order
        .into_iter()
        .map(|key| {
            let rows = groups.remove(&key).unwrap_or_default();
            let title = rows.last().map_or_else(|| key.clone(), |row| title(row));
            Line { tally: tally(&rows), key, title }
        })
        .collect()
}

fn slots(rows: &[&Row], zone: Tz) -> Vec<Line> {
    use chrono::Timelike;
    let hour = |row: &Row| instant_of(row).map(|at| at.with_timezone(&zone).hour());
    DayPart::ALL
        .iter()
        .map(|part| {
            let within = |row: &&&Row| hour(row).is_some_and(|hour| part.hours().contains(&hour));
            let rows: Vec<&Row> = rows.iter().filter(within).copied().collect();
            Line { key: part.code().into(), title: part.code().into(), tally: tally(&rows) }
        })
        .collect()
}

fn apart(rows: &[&Row]) -> Apart {
    let of_kind = |kind| count(rows.iter().filter(|row| row.kind == kind).count());
    let of_origin = |origin| {
        let rows: Vec<&Row> = rows
            .iter()
            .copied()
            .filter(|row| row.kind == Kind::Recorded && row.origin == origin)
            .collect();
        tally(&rows)
    };
    let live: Vec<&Row> = rows.iter().copied().filter(|row| row.kind == Kind::Live).collect();
    Apart {
        makegood: of_origin(Origin::Makegood),
        operator: of_origin(Origin::Operator),
        emergency: of_origin(Origin::Emergency),
        live: tally(&live),
        elsewhere: of_kind(Kind::Elsewhere),
        declared: of_kind(Kind::Declared),
    }
}

fn worst_start_error(rows: &[&Row]) -> Option<i64> {
    rows.iter()
        .filter_map(|row| (row.started_at? - row.planned_at?).num_microseconds())
        .max_by_key(|error| error.unsigned_abs())
}
