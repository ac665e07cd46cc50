//! Decides whether a period is complete, so that its report may leave. A period is complete when it is over
//! and the log accounts for it to its last second, from its first day or, in the station's first period,
//! from the first start. Hours in which the station was off are accounted for once it has started again and
//! reconciled them. All code that sends, refuses or announces a report calls [`completeness`].

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Range;
use crate::clock::midnight;

/// The stretch of time that the log accounts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// When the station first started.
    pub since: DateTime<Utc>,
    /// Every planned airing before this instant has its outcome.
    pub until: DateTime<Utc>,
}

/// The state of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It is over, and the log accounts for all of it.
    Complete {
        /// The day of the station's first start, if it is in this period and not at its beginning.
        began: Option<NaiveDate>,
    },
    /// It is not over, or has not begun.
    Running,
    /// It is over, but the log does not reach its last second.
    Unsettled {
        /// The instant up to which the log reaches.
        until: DateTime<Utc>,
    },
    /// It was over when the station first started: there is nothing to report.
    Before {
        /// The day of the first start.
        began: NaiveDate,
    },
}

/// The state of `period` at `now`.
pub fn completeness(period: Range, zone: Tz, covered: Covered, now: DateTime<Utc>) -> Completeness {
    let (begins, ends) = (midnight(zone, period.from), period.ends(zone));
    let day = covered.since.with_timezone(&zone).date_naive();
    if now < ends {
        Completeness::Running
    } else if covered.since >= ends {
        Completeness::Before { began: day }
    } else if covered.until < ends {
        Completeness::Unsettled { until: covered.until }
    } else {
        Completeness::Complete { began: (covered.since > begins).then_some(day) }
    }
}

impl Range {
    /// The instant after its last second.
    pub fn ends(self, zone: Tz) -> DateTime<Utc> {
        midnight(zone, self.to + TimeDelta::days(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::{Month, period_for},
        schedule::Period,
    };

    const ZONE: Tz = chrono_tz::Asia::Ho_Chi_Minh;

    fn at(local: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(&format!("2026-{local}+07:00")).unwrap().to_utc()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_complete_when_it_is_over_and_the_log_reaches_its_last_second() {
        use Completeness::{Before, Complete, Running, Unsettled};
        let month = Month::parse("2026-11").unwrap();
        let check = |period, since: &str, until: &str, now: &str, expected| {
            let covered = Covered { since: at(since), until: at(until) };
            let found = completeness(period_for(month, period), ZONE, covered, at(now));
            assert_eq!(found, expected, "since {since}, until {until}, now {now}");
        };
        let november = |since, until, now, expected| {
            check(Period::Month, since, until, now, expected);
        };
        let whole = Complete { began: None };
        november("10-05T08:00:00", "11-30T23:59:59", "11-30T23:59:59", Running);
        november("10-05T08:00:00", "12-01T00:00:00", "12-01T00:00:00", whole);
        november("11-01T00:00:00", "12-01T00:00:00", "12-01T00:00:00", whole);
        let from = |text| Complete { began: Some(day(text)) };
        november("11-01T09:00:00", "12-05T08:00:00", "12-05T08:00:00", from("2026-11-01"));
        november("11-30T23:59:59", "12-05T08:00:00", "12-05T08:00:00", from("2026-11-30"));
        // The station has been off since the 28th, or its last airing is still on air.
        let off = Unsettled { until: at("11-28T20:00:00") };
        november("10-05T08:00:00", "11-28T20:00:00", "12-05T08:00:00", off);
        let on_air = Unsettled { until: at("11-30T23:55:00") };
        november("10-05T08:00:00", "11-30T23:55:00", "12-01T00:00:30", on_air);
        let before = Before { began: day("2026-12-01") };
        november("12-01T00:00:00", "12-05T08:00:00", "12-05T08:00:00", before);
        let fifteen = Period::Until { first: 15 };
        check(fifteen, "10-01T00:00:00", "11-14T23:59:59", "11-14T23:59:59", Running);
        check(fifteen, "10-01T00:00:00", "11-15T00:00:00", "11-15T00:00:00", whole);
        check(fifteen, "11-10T07:00:00", "11-20T00:00:00", "11-20T00:00:00", from("2026-11-10"));
        check(fifteen, "11-15T07:00:00", "11-20T00:00:00", "11-20T00:00:00", {
            Before { began: day("2026-11-15") }
        });
    }
}
