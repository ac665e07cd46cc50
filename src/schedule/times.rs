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
        debug_assert!(
            starts.iter().all(|start| start.timestamp_subsec_nanos() == 0),
            "a start within a second: its key would name another instant"
        );
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::read;

    fn programme(lines: &str) -> Programme {
        let head =
            "format = 1\n[station]\nname = \"Đài\"\n[[programme]]\nid = \"a\"\nscript = \"a\"\n";
        read(&format!("{head}{lines}\n")).schedule.programmes.pop().unwrap()
    }

    fn check(lines: &str, zone: Tz, from: &str, to: &str, expected: &[&str]) {
        let starts = programme(lines).starts(from.parse().unwrap(), to.parse().unwrap(), zone);
        let shown: Vec<String> =
            starts.iter().map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()).collect();
        assert_eq!(shown, expected, "{lines}");
    }

    #[test]
    fn hours_are_those_of_the_station() {
        let zone = Tz::Asia__Ho_Chi_Minh;
        let (from, to) = ("2026-11-27T00:00:00Z", "2026-12-01T00:00:00Z");
        // 28 November is a Saturday.
        check(
            "at = [\"17:00\", \"05:30\"]\ndays = \"t7-cn\"",
            zone,
            from,
            to,
            &[
                "2026-11-27T22:30:00Z",
                "2026-11-28T10:00:00Z",
                "2026-11-28T22:30:00Z",
                "2026-11-29T10:00:00Z",
            ],
        );
        check(
            "at = \"05:30\"\non = [\"29/11/2026\", \"01/01/2027\"]",
            zone,
            from,
            to,
            &["2026-11-28T22:30:00Z"],
        );
        let cron = "cron = \"15 30 5 * * MON\"";
        check(cron, zone, from, to, &["2026-11-29T22:30:15Z"]);
        check(
            cron,
            zone,
            "2026-11-29T22:30:15Z",
            "2026-11-29T22:30:16Z",
            &["2026-11-29T22:30:15Z"],
        );
        check(cron, zone, "2026-11-29T22:30:15.001Z", to, &[]);
        check(cron, zone, from, "2026-11-29T22:30:15Z", &[]);
        check(cron, zone, to, from, &[]);
    }

    #[test]
    fn day_of_month_and_weekday_together_mean_both() {
        let (from, to) = ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        check(
            "cron = \"0 0 7 13 * FRI\"",
            Tz::UTC,
            from,
            to,
            &["2026-02-13T07:00:00Z", "2026-03-13T07:00:00Z", "2026-11-13T07:00:00Z"],
        );
    }

    #[test]
    fn where_clocks_change_nothing_is_lost_and_nothing_comes_twice() {
        let zone = Tz::Europe__London;
        // 29 March 2026: 01:00 becomes 02:00 at 01:00 UTC.
        let spring = ("2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z");
        for lines in ["at = [\"01:30\", \"02:00\", \"02:30\"]", "cron = \"0 0,30 1,2 * * *\""] {
            check(
                lines,
                zone,
                spring.0,
                spring.1,
                &["2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"],
            );
            check(
                lines,
                zone,
                "2026-03-29T01:00:00Z",
                "2026-03-29T01:00:01Z",
                &["2026-03-29T01:00:00Z"],
            );
        }
        // 25 October 2026: 02:00 becomes 01:00 at 01:00 UTC.
        for lines in ["at = \"01:30\"", "cron = \"0 30 1 * * *\""] {
            let (from, middle, to) =
                ("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T03:00:00Z");
            check(lines, zone, from, to, &["2026-10-25T00:30:00Z"]);
            check(lines, zone, middle, to, &[]);
        }
        // On 30 December 2011 Samoa had no day at all.
        let day = ("2011-12-30T00:00:00Z", "2011-12-31T00:00:00Z");
        check(
            "at = [\"05:30\", \"12:00\"]",
            Tz::Pacific__Apia,
            day.0,
            day.1,
            &["2011-12-30T10:00:00Z", "2011-12-30T15:30:00Z", "2011-12-30T22:00:00Z"],
        );
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        let everything = programme("at = \"05:30\"\non = \"22/12/2026\"");
        for zone in [Tz::Asia__Ho_Chi_Minh, Tz::America__New_York] {
            let (min, max) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
            assert_eq!(everything.starts(min, max, zone).len(), 1);
            assert!(everything.starts(max, min, zone).is_empty());
            wall(min, zone);
            wall(max, zone);
        }
    }

    proptest! {
        #[test]
        fn two_halves_are_the_whole(
            begin in prop_oneof![
                Just("2026-03-28T00:00:00Z"),
                Just("2026-10-24T00:00:00Z"),
                Just("2027-02-05T00:00:00Z"),
            ],
            cuts in proptest::array::uniform3(0_i64..4 * 86_400_000),
            london in any::<bool>(),
            which in 0_usize..6,
        ) {
            let zone = if london { Tz::Europe__London } else { Tz::Asia__Ho_Chi_Minh };
            let programme = programme([
                "at = [\"00:00\", \"00:59:59\", \"01:00\", \"01:30\", \"02:00\", \"23:59:59\"]",
                "at = [\"01:15\", \"05:30\"]\ndays = \"t7-cn\"",
                "at = \"01:30\"\non = [\"29/03/2026\", \"25/10/2026\", \"06/02/2027\"]",
                "cron = \"0 */20 * * * *\"",
                "cron = \"30 30 1 * * SUN\"",
                "cron = \"59 59 0-2 * * *\"",
            ][which]);
            let begin: DateTime<Utc> = begin.parse().unwrap();
            let mut cuts = cuts.map(|cut| begin + TimeDelta::milliseconds(cut));
            cuts.sort();
            let [a, b, c] = cuts;
            let halves = [programme.starts(a, b, zone), programme.starts(b, c, zone)].concat();
            let whole = programme.starts(a, c, zone);
            prop_assert!(whole.is_sorted_by(|one, next| one < next));
            prop_assert!(whole.iter().all(|at| (a..c).contains(at) && at.timestamp_subsec_nanos() == 0));
            prop_assert_eq!(halves, whole);
        }
    }
}
