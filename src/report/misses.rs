//! What did not go out as planned, why, and whether it was made good.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::{
    asrun::{Outcome, Row},
    words::Reason,
};

/// A planned airing that was broken off or not heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Miss {
    /// The airing's key.
    pub airing: String,
    /// When it should have been.
    pub planned_at: Option<DateTime<FixedOffset>>,
    /// The programme's title at that time.
    pub title: String,
    /// `cut` or `missed`.
    pub outcome: Outcome,
    /// Code of the reason.
    pub reason: Option<String>,
    /// Why, as the log says it.
    pub reason_text: Option<String>,
    /// Phát bù: whether it was heard another time.
    pub made_good: bool,
    /// When, where the log's rows tell it.
    pub made_good_at: Option<DateTime<FixedOffset>>,
}

/// A reason and how many airings ended for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// `skipped` or `cancelled`.
    pub outcome: Outcome,
    /// Code of the reason.
    pub reason: Option<String>,
    /// Why, as the log says it.
    pub reason_text: Option<String>,
    /// How many.
    pub airings: u64,
}

/// The misses among `planned`; `all` is searched for what made them good, also after the period.
pub(super) fn misses(planned: &[&Row], all: &[Row]) -> Vec<Miss> {
    planned
        .iter()
        .filter_map(|row| {
            let outcome = row.outcome?;
            let (made_good, made_good_at) = match outcome {
                Outcome::Cut | Outcome::Missed => made_good(row, all),
                Outcome::Aired | Outcome::Skipped | Outcome::Cancelled => return None,
            };
            Some(Miss {
                airing: row.airing.clone(),
                planned_at: row.planned_at,
                title: row.title.clone(),
                outcome,
                reason: row.reason.as_ref().map(Reason::json_code),
                reason_text: row.reason_text.clone(),
                made_good,
                made_good_at,
            })
        })
        .collect()
}

/// The reasons of skipped and cancelled airings, the commonest first.
pub(super) fn whys(planned: &[&Row]) -> Vec<Why> {
    let mut whys: Vec<Why> = Vec::new();
    for row in planned {
        let Some(outcome @ (Outcome::Skipped | Outcome::Cancelled)) = row.outcome else { continue };
        let same = |why: &&mut Why| why.outcome == outcome && why.reason_text == row.reason_text;
        match whys.iter_mut().find(same) {
            Some(why) => why.airings += 1,
            None => whys.push(Why {
                outcome,
                reason: row.reason.as_ref().map(Reason::json_code),
                reason_text: row.reason_text.clone(),
                airings: 1,
            }),
        }
    }
    whys.sort_by_key(|why| std::cmp::Reverse(why.airings));
    whys
}

/// A make-good counts once it has been heard. Where its row is not at hand, the log's word counts.
fn made_good(missed: &Row, all: &[Row]) -> (bool, Option<DateTime<FixedOffset>>) {
    let by = missed.made_good_by.as_deref();
    let mut found = all
        .iter()
        .filter(|row| {
            by == Some(row.airing.as_str())
                || row.makes_good.as_deref() == Some(missed.airing.as_str())
        })
        .peekable();
    if found.peek().is_none() {
        return (by.is_some(), None);
    }
    let heard = found.find(|row| row.outcome == Some(Outcome::Aired));
    (heard.is_some(), heard.and_then(|row| row.started_at.or(row.planned_at)))
}
