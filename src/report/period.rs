//! Which days a report covers, and when it is due.

use std::fmt;

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::schedule::{Period, Report};

/// The month a report is named after; `2026-11` in JSON and in file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
}

/// Days from `from` to `to`, both inclusive, of the station's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Month {
    /// The month that holds `date`.
    pub fn of(date: NaiveDate) -> Self {
        use chrono::Datelike;
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    /// Reads `2026-11`, `11/2026` or `11-2026`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (left, right) = text.trim().split_once(['-', '/'])?;
        let (year, month) = if left.len() == 4 { (left, right) } else { (right, left) };
        let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
            lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4..=4) || !digits(month, 1..=2) {
            return None;
        }
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)
            .map(|first| Self { first })
    }

    /// The month after, or before for a negative `count`; the calendar's end stays where it is.
    #[must_use]
    pub fn plus(self, count: i32) -> Self {
        let months = Months::new(count.unsigned_abs());
        let moved = if count < 0 {
            self.first.checked_sub_months(months)
        } else {
            self.first.checked_add_months(months)
        };
        moved.map_or(self, |first| Self { first })
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// `11/2026`, as Vietnamese papers write a month.
    pub fn slashed(self) -> String {
        self.first.format("%m/%Y").to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.first.format("%Y-%m"))
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or(text)
    }
}

/// The days that the report of `month` covers: the calendar month, or from the 15th of the month
/// before to the 14th (Nghị định 09/2019/NĐ-CP, Điều 12, counts so for administrative bodies).
pub fn period_for(month: Month, period: Period) -> Range {
    let (from, next) = match period {
        Period::Month => (month.first, month.plus(1).first),
        Period::Until { first } => {
            let days = Days::new(u64::from(first.saturating_sub(1)));
            let from = month.plus(-1).first;
            (from.checked_add_days(days).unwrap_or(from), month.first + days)
        }
    };
    Range { from, to: next.pred_opt().unwrap_or(next) }
}

/// When the report of `month` leaves: on day `send_day` counted from the first day after its period,
/// at the local hour `send_at`. An hour that a clock change leaves out is the first one after it.
pub fn send_instant(month: Month, report: &Report, zone: Tz) -> DateTime<Utc> {
    let range = period_for(month, report.period);
    let days = Days::new(u64::from(report.send_day.max(1)));
    let date = range.to.checked_add_days(days).unwrap_or(range.to);
    instant(date, report.send_at, zone)
}

/// The last report that is due at `now`; the one before it was due a month earlier.
pub fn due_month(report: &Report, zone: Tz, now: DateTime<Utc>) -> Month {
    next_month(report, zone, now).plus(-1)
}

/// The first report that is not due yet at `now`. The time it is due is its [`send_instant`].
pub fn next_month(report: &Report, zone: Tz, now: DateTime<Utc>) -> Month {
    let mut month = Month::of(now.with_timezone(&zone).date_naive());
    // A late sending day may lie months after its period; each step back is a month.
    while send_instant(month, report, zone) > now {
        let before = month.plus(-1);
        if before == month {
            return month;
        }
        month = before;
    }
    debug_assert!(
        month.plus(1) == month || send_instant(month.plus(1), report, zone) > now,
        "the next report is due already"
    );
    month.plus(1)
}

fn instant(date: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let local = date.and_time(time);
    // No zone has ever left out more than a day; a quarter of an hour is the finest step in use.
    (0..=96)
        .find_map(|quarter| {
            zone.from_local_datetime(&(local + TimeDelta::minutes(15 * quarter))).earliest()
        })
        .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Asia::Ho_Chi_Minh;

    fn report(period: Period, send_day: u32) -> Report {
        let send_at = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
        Report { period, send_day, send_at, ..crate::schedule::read("").schedule.report }
    }

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        for text in ["2026-11", "11/2026", "11-2026", " 2026-11 "] {
            assert_eq!(month(text).to_string(), "2026-11", "{text}");
        }
        for text in ["2026", "2026-13", "2026-00", "11/26", "2026-11-01", "-", "", "+1-2026"] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_is_a_month_or_runs_from_the_15th_to_the_14th() {
        let check = |text: &str, period, expected: &str| {
            let range = period_for(month(text), period);
            assert_eq!(format!("{}..{}", range.from, range.to), expected);
        };
        check("2026-11", Period::Month, "2026-11-01..2026-11-30");
        check("2028-02", Period::Month, "2028-02-01..2028-02-29");
        check("2026-11", Period::Until { first: 15 }, "2026-10-15..2026-11-14");
        check("2027-01", Period::Until { first: 15 }, "2026-12-15..2027-01-14");
        check("2027-03", Period::Until { first: 28 }, "2027-02-28..2027-03-27");
    }

    #[test]
    fn a_report_leaves_on_a_day_counted_from_the_end_of_its_period() {
        let check = |text: &str, period, day, expected: &str| {
            let at = send_instant(month(text), &report(period, day), ZONE);
            assert_eq!(at.with_timezone(&ZONE).to_rfc3339(), expected);
        };
        check("2026-11", Period::Month, 1, "2026-12-01T08:00:00+07:00");
        check("2026-12", Period::Month, 5, "2027-01-05T08:00:00+07:00");
        check("2026-11", Period::Until { first: 15 }, 1, "2026-11-15T08:00:00+07:00");
        check("2026-11", Period::Until { first: 15 }, 3, "2026-11-17T08:00:00+07:00");
    }

    #[test]
    fn an_hour_that_a_clock_change_leaves_out_is_the_first_after_it() {
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        let spring = NaiveDate::from_ymd_opt(2027, 3, 28).unwrap();
        let at = instant(spring, half_past_two, chrono_tz::Europe::Berlin);
        assert_eq!(at.to_rfc3339(), "2027-03-28T01:00:00+00:00");
    }

    #[test]
    fn the_report_that_is_due_is_the_last_whose_hour_has_come() {
        let check = |period, day, now: &str, expected: &str| {
            let now = DateTime::parse_from_rfc3339(now).unwrap().to_utc();
            let report = report(period, day);
            assert_eq!(due_month(&report, ZONE, now).to_string(), expected);
            let next = send_instant(next_month(&report, ZONE, now), &report, ZONE);
            let last = send_instant(due_month(&report, ZONE, now), &report, ZONE);
            assert!(last <= now && now < next);
        };
        check(Period::Month, 1, "2026-12-01T07:59:59+07:00", "2026-10");
        check(Period::Month, 1, "2026-12-01T08:00:00+07:00", "2026-11");
        check(Period::Month, 28, "2026-12-20T08:00:00+07:00", "2026-10");
        check(Period::Until { first: 15 }, 1, "2026-11-15T08:00:00+07:00", "2026-11");
        check(Period::Until { first: 15 }, 1, "2026-11-14T08:00:00+07:00", "2026-10");
        check(Period::Month, 100, "2026-12-20T08:00:00+07:00", "2026-08");
    }
}
