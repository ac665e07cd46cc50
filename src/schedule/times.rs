//! The instants at which a programme is due.
//!
//! Days and hours are worked out on the station's wall clock and only then become instants, so that
//! `at` and `cron` behave alike where clocks change: an hour that is left out moves to the end of the
//! gap, an hour that comes twice is meant the first time.

use chrono::{
    DateTime, MappedLocalTime, NaiveDateTime, Offset, SubsecRound, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

use super::{Days, Programme, Times};

/// Instants are looked for from 1970 to the year 2200, seconds of Unix time: nobody plans beyond, and
/// no arithmetic on them can overflow.
const REACH: std::ops::Range<i64> = 0..7_258_118_400;

impl Programme {
    /// Every planned instant from `from` on and before `to`: ascending, whole seconds, none twice.
    /// Exceptions and quiet hours are not asked.
    pub fn starts(&self, from: DateTime<Utc>, to: DateTime<Utc>, zone: Tz) -> Vec<DateTime<Utc>> {
        let (Some(from), Some(to)) = (within_reach(from), within_reach(to)) else {
            return Vec::new();
        };
        if from >= to {
            return Vec::new();
        }
        let mut starts = match &self.times {
            Times::At { times, days } => {
                let dates = (wall(from, zone).date(), wall(to, zone).date());
                // A gap can move an hour to the next day; the longest ever was a whole day.
                let first = dates.0 - TimeDelta::days(2);
                let moments =
                    |date: chrono::NaiveDate| times.iter().map(move |time| date.and_time(*time));
                let walls: Vec<NaiveDateTime> = match days {
                    Days::On(on) => {
                        let on = &on[on.partition_point(|date| *date < first)..];
                        on.iter()
                            .take_while(|date| **date <= dates.1)
                            .copied()
                            .flat_map(moments)
                            .collect()
                    }
                    Days::Weekly(set) => first
                        .iter_days()
                        .take_while(|date| *date <= dates.1)
                        .filter(|date| set.holds(chrono::Datelike::weekday(date)))
                        .flat_map(moments)
                        .collect(),
                };
                walls.into_iter().filter_map(|wall| instant(wall, zone)).collect()
            }
            Times::Cron(cron) => by_cron(cron, from, to, zone),
        };
        starts.retain(|start| (from..to).contains(start));
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}

/// The pattern is matched against wall-clock times that are handed over as if they were UTC: croner's
/// own reading of gaps and repeated hours depends on where its search begins.
fn by_cron(
    cron: &croner::Cron,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    zone: Tz,
) -> Vec<DateTime<Utc>> {
    let mut starts = Vec::new();
    // One second earlier the clock still stands before a gap that ends at `from`.
    let mut search = wall((from - TimeDelta::seconds(1)).trunc_subsecs(0), zone).and_utc();
    let mut inclusive = true;
    while let Ok(found) = cron.find_next_occurrence(&search, inclusive) {
        if !REACH.contains(&found.timestamp()) {
            break;
        }
        match instant(found.naive_utc(), zone) {
            Some(start) if start >= to => break,
            Some(start) => starts.push(start),
            None => {}
        }
        (search, inclusive) = (found, false);
    }
    starts
}

/// What the station's wall clock shows; UTC at the very ends of time, where no offset fits.
pub(super) fn wall(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let utc = at.naive_utc();
    utc.checked_add_offset(zone.offset_from_utc_datetime(&utc).fix()).unwrap_or(utc)
}

/// The instant of a wall-clock time, never falling where the wall clock's time rises.
fn instant(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => Some(at.to_utc()),
        MappedLocalTime::None => gap_end(wall, zone),
    }
}

/// The first instant after the gap that swallowed `wall`.
fn gap_end(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let before = zone.from_local_datetime(&(wall - TimeDelta::days(1))).earliest()?.to_utc();
    let old = zone.offset_from_utc_datetime(&before.naive_utc()).fix();
    let is_old = |second: i64| {
        DateTime::from_timestamp(second, 0)
            .is_some_and(|at| zone.offset_from_utc_datetime(&at.naive_utc()).fix() == old)
    };
    // With the old offset `wall` would lie just past the change.
    let (mut low, mut high) = (before.timestamp(), before.timestamp() + 86_400);
    while high - low > 1 {
        let middle = low.midpoint(high);
        if is_old(middle) { low = middle } else { high = middle }
    }
    DateTime::from_timestamp(high, 0)
}

fn within_reach(at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if REACH.contains(&at.timestamp()) {
        return Some(at);
    }
    DateTime::from_timestamp(at.timestamp().clamp(REACH.start, REACH.end), 0)
}
