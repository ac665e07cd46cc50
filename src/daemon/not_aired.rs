//! Lists the airings that, by a rehearsal, will not be aired whole, with the reason: one by one, and in
//! groups that a person can read.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use crate::{
    asrun::{Outcome, Row},
    words::Reason,
};

/// How many airings are listed one by one; the groups count them all.
const LISTED: usize = 500;
/// How many groups are printed, the largest first.
const GROUPS: usize = 100;
/// How many instants a group names.
const FIRST: usize = 3;

/// A planned airing that was not aired whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotAired {
    /// Its programme's id.
    pub programme: String,
    /// Its title.
    pub title: String,
    /// When it was planned.
    pub planned_at: Option<DateTime<FixedOffset>>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why: a code.
    pub reason: Option<String>,
    /// The same as a sentence.
    pub reason_text: Option<String>,
}

/// The airings of one programme with the same outcome and reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotAiredGroup {
    /// Number of airings.
    pub airings: usize,
    /// Their outcome.
    pub outcome: Outcome,
    /// The programme's id.
    pub programme: String,
    /// Its title.
    pub title: String,
    /// Why: a code.
    pub reason: Option<String>,
    /// The same as a sentence.
    pub reason_text: Option<String>,
    /// Their first planned instants, three at most.
    pub first: Vec<DateTime<FixedOffset>>,
}

/// The airings of `planned` that were not aired whole, in their order, 500 at most.
pub(super) fn listed(planned: &[&Row]) -> Vec<NotAired> {
    not_aired(planned)
        .take(LISTED)
        .map(|(row, outcome)| NotAired {
            programme: row.programme.clone(),
            title: row.title.clone(),
            planned_at: row.planned_at,
            outcome,
            reason: row.reason.as_ref().map(Reason::json_code),
            reason_text: row.reason_text.clone(),
        })
        .collect()
}

/// The same by programme and reason, the largest group first.
pub(super) fn grouped(planned: &[&Row]) -> Vec<NotAiredGroup> {
    let mut groups = BTreeMap::new();
    for (row, outcome) in not_aired(planned) {
        let key = (outcome, row.reason_text.as_deref(), row.programme.as_str());
        let group = groups.entry(key).or_insert_with(|| NotAiredGroup {
            airings: 0,
            outcome,
            programme: row.programme.clone(),
            title: row.title.clone(),
            reason: row.reason.as_ref().map(Reason::json_code),
            reason_text: row.reason_text.clone(),
            first: Vec::new(),
        });
        group.airings += 1;
        if group.first.len() < FIRST {
            group.first.extend(row.planned_at);
        }
    }
    let mut groups: Vec<NotAiredGroup> = groups.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.airings), group.first.first().copied()));
    groups.truncate(GROUPS);
    groups
}

fn not_aired<'r>(planned: &'r [&Row]) -> impl Iterator<Item = (&'r Row, Outcome)> {
    let ended = planned.iter().filter_map(|row| Some((*row, row.outcome?)));
    ended.filter(|(_, outcome)| *outcome != Outcome::Aired)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::sample::row;

    #[test]
    fn a_month_of_misses_is_grouped_by_reason_and_bounded() {
        let missed = |minute: usize| {
            let at =
                format!("11-{:02}T{:02}:{:02}", 1 + minute / 600, minute / 60 % 10, minute % 60);
            let no_clip = minute.is_multiple_of(4);
            let reason = if no_clip { Reason::Empty } else { Reason::NoDevice };
            let why = if no_clip { "no clip" } else { "no card" };
            let (reason, reason_text) = (Some(reason), Some(why.to_owned()));
            Row { reason, reason_text, ..row(&at, Outcome::Missed) }
        };
        let mut rows: Vec<Row> = (0..2000).map(missed).collect();
        rows.push(row("11-30T05:30", Outcome::Aired));
        let planned: Vec<&Row> = rows.iter().collect();
        assert_eq!(listed(&planned).len(), LISTED);
        let told: Vec<_> = grouped(&planned)
            .into_iter()
            .map(|it| (it.airings, it.reason_text.unwrap(), it.first.len()))
            .collect();
        assert_eq!(told, [(1500, "no card".into(), 3), (500, "no clip".into(), 3)]);
    }
}
