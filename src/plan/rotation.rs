//! Deals the utilities out: one pack per station and month, shuffled, dealt from again and again, so
//! that no utility is ever more than one airing ahead of another.
//!
//! Which cards an airing gets depends only on the schedule and on how many were dealt before it in
//! its month; never on the interval that was asked for, nor on what really went out.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use sha2::{Digest, Sha256};

use super::Airing;
use crate::{
    clock::midnight,
    schedule::{Programme, Schedule},
};

/// Fills in the utilities of every airing in `airings` that takes some. `airings` are all those of
/// `from..to`.
pub(super) fn deal(
    schedule: &Schedule,
    utilities: &[String],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    airings: &mut [Airing],
) {
    let takers: Vec<&Programme> =
        schedule.programmes.iter().filter(|programme| programme.utilities > 0).collect();
    if takers.is_empty() || utilities.is_empty() || airings.is_empty() {
        return;
    }
    let mut hands: BTreeMap<(&str, DateTime<Utc>), Vec<String>> = BTreeMap::new();
    let (mut month, mut pack, mut dealt) = (None, Vec::new(), 0);
    for (at, programme) in turns(schedule, &takers, month_start(schedule, from), to) {
        let local = at.with_timezone(&schedule.station.zone);
        let this_month = Some((local.year(), local.month()));
        if month != this_month {
            (month, dealt) = (this_month, 0);
            pack = shuffled(utilities, &schedule.station.name, local.year(), local.month());
        }
        let count = programme.utilities.min(pack.len());
        let hand = (dealt..dealt + count).map(|card| pack[card % pack.len()].clone()).collect();
        dealt += count;
        hands.insert((&programme.id, at), hand);
    }
    for airing in airings {
        if let Some(hand) = hands.remove(&(airing.programme.as_str(), airing.planned_at)) {
            airing.utilities = hand;
        }
    }
}

/// Every airing that takes cards, in order; those that a rule forbids take none.
fn turns<'s>(
    schedule: &Schedule,
    takers: &[&'s Programme],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, &'s Programme)> {
    let mut turns = Vec::new();
    for programme in takers {
        for at in programme.starts(from, to, schedule.station.zone) {
            if schedule.rule_against(programme, at).is_none() {
                turns.push((at, *programme));
            }
        }
    }
    turns.sort_by_key(|(at, programme)| (*at, std::cmp::Reverse(programme.priority)));
    turns
}

fn month_start(schedule: &Schedule, at: DateTime<Utc>) -> DateTime<Utc> {
    let zone = schedule.station.zone;
    let date = at.with_timezone(&zone).date_naive();
    midnight(zone, date.with_day(1).unwrap_or(date))
}

/// The pack of a month: sorted by a hash, so that every month and every station has another order and
/// anybody can work it out again.
fn shuffled(utilities: &[String], station: &str, year: i32, month: u32) -> Vec<String> {
    let mut pack = utilities.to_vec();
    pack.sort_by_cached_key(|id| {
        Sha256::digest(format!("{station}/{year}-{month:02}/{id}")).to_vec()
    });
    pack
}
