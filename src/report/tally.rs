//! Counts airings by outcome, and distinguishes first runs from repeats.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    figures::count,
    place::{seconds, was_heard},
};
use crate::{
    asrun::{Outcome, Outcomes, Row},
    schedule::plain_topic,
};

/// Counts of airings by outcome. Items, airings, repeats and time are four different counts, which reports
/// easily confuse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// `aired + cut + missed + skipped + cancelled`.
    pub planned: u64,
    /// Đã phát; papers call these lượt phát.
    pub aired: u64,
    /// Phát dở.
    pub cut: u64,
    /// Không phát được.
    pub missed: u64,
    /// Nghỉ theo lịch.
    pub skipped: u64,
    /// Đã hủy.
    pub cancelled: u64,
    /// Số tin, bài: items whose first run in the period is among these airings. An item is one script with
    /// the utilities that it mentions, under one topic; another greeting or date in its words does not make
    /// it another item.
    pub items: u64,
    /// Phát lại: aired − items.
    pub repeats: u64,
    /// Seconds heard, of aired and cut ones. Each airing is rounded to the second before it is added, as in
    /// the annex, so that the annex adds up to this number.
    pub heard_s: u64,
}

impl Tally {
    /// Counts the rows. The outcomes are counted one by one and `planned` is their sum, so that it cannot
    /// differ from it. `firsts` are the keys of the airings that were the first run of their item. Lines that
    /// count parts of one whole must share it, so that their items add up to the items of the whole.
    pub(super) fn counting(rows: &[&Row], firsts: &BTreeSet<&str>) -> Self {
        let counted = Outcomes::count(rows.iter().copied());
        let Outcomes { aired, cancelled, cut, missed, skipped } = counted;
        let is_first = |row: &&&Row| {
            row.outcome == Some(Outcome::Aired) && firsts.contains(row.airing.as_str())
        };
        let items = count(rows.iter().filter(is_first).count());
        let heard = rows.iter().filter(|row| was_heard(row));
        Self {
            planned: counted.total(),
            aired,
            cut,
            missed,
            skipped,
            cancelled,
            items,
            repeats: aired - items,
            heard_s: heard.map(|row| seconds(row)).fold(0, u64::saturating_add),
        }
    }

    /// Counts rows that are not a part of a larger whole.
    pub(super) fn of_rows(rows: &[&Row]) -> Self {
        Self::counting(rows, &first_runs(rows))
    }

    /// The number of airings with this outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        let Self { aired, cancelled, cut, missed, skipped, .. } = *self;
        Outcomes { aired, cut, missed, skipped, cancelled }.of(outcome)
    }
}

/// The keys of the airings that were the first run of their item; `rows` in the order of their instants.
pub(super) fn first_runs<'r>(rows: &[&'r Row]) -> BTreeSet<&'r str> {
    let mut items = BTreeSet::new();
    let aired = rows.iter().filter(|row| row.outcome == Some(Outcome::Aired));
    aired.filter(|row| items.insert(item(row))).map(|row| row.airing.as_str()).collect()
}

/// The identity of an airing's item: topic, script and utilities. If the log does not have the script, the
/// programme is used instead.
fn item(row: &Row) -> (String, &str, Vec<&str>) {
    let script = row.script.as_deref().unwrap_or(&row.programme);
    let utilities: BTreeSet<&str> = row.utilities.iter().map(String::as_str).collect();
    (plain_topic(&row.topic), script, utilities.into_iter().collect())
}
