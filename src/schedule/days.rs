//! Days and hours of a rule: `t2-t7`, `05/02/2027..09/02/2027`, `lunar = "01/01..03/01"`, `21:00-05:00`.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::calendar::LunarDate;

/// A set of weekdays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySet(u8);

impl DaySet {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// No day yet.
    pub const NONE: Self = Self(0);

    /// The set with `day` added.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.num_days_from_monday())
    }

    /// The days of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `day` is in it.
    pub fn holds(self, day: Weekday) -> bool {
        self.0 & 1 << day.num_days_from_monday() != 0
    }
}

/// The dates of a rule, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateSpan {
    /// By the civil calendar.
    Solar {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// By the lunar calendar, every year. May cross the lunar new year.
    Lunar {
        /// First day.
        from: LunarDay,
        /// Last day.
        to: LunarDay,
    },
}

/// A day of any lunar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// 1 to 30.
    pub day: u32,
    /// 1 to 12.
    pub month: u32,
    /// Written with `n`: the leap month (tháng nhuận) of that number.
    pub leap: bool,
}

impl DateSpan {
    /// Whether `date` is one of the rule's days.
    pub fn holds(&self, date: NaiveDate) -> bool {
        match self {
            Self::Solar { from, to } => (*from..=*to).contains(&date),
            Self::Lunar { from, to } => {
                let day = place_in_year(&LunarDate::of(date));
                let (from, to) = (from.place(), to.place());
                if from <= to { (from..=to).contains(&day) } else { day >= from || day <= to }
            }
        }
    }
}

impl LunarDay {
    fn place(self) -> (u32, bool, u32) {
        (self.month, self.leap, self.day)
    }
}

fn place_in_year(date: &LunarDate) -> (u32, bool, u32) {
    (date.month, date.leap, date.day)
}

/// Hours of a day, `from` included, `to` not; may cross midnight. Equal ends mean the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Begins at this time.
    pub from: NaiveTime,
    /// Ends before this time.
    pub to: NaiveTime,
}

impl Window {
    /// Whether `time` falls into it.
    pub fn holds(self, time: NaiveTime) -> bool {
        if self.from < self.to {
            self.from <= time && time < self.to
        } else {
            time >= self.from || time < self.to
        }
    }

    /// For a window that crosses midnight: the day on which the hours that hold `time` began.
    pub fn began(self, date: NaiveDate, time: NaiveTime) -> NaiveDate {
        if self.from > self.to && time < self.to { date.pred_opt().unwrap_or(date) } else { date }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn a_window_may_cross_midnight() {
        let quiet = Window { from: time(21, 0), to: time(5, 0) };
        assert!(quiet.holds(time(21, 0)) && quiet.holds(time(3, 15)) && quiet.holds(time(0, 0)));
        assert!(!quiet.holds(time(5, 0)) && !quiet.holds(time(20, 59)));
        let noon = Window { from: time(11, 0), to: time(13, 0) };
        assert!(noon.holds(time(12, 0)) && !noon.holds(time(13, 0)));
    }

    #[test]
    fn a_day_set_holds_what_was_added() {
        let set = DaySet::NONE.with(Weekday::Mon).with(Weekday::Sun);
        assert!(set.holds(Weekday::Mon) && set.holds(Weekday::Sun) && !set.holds(Weekday::Tue));
        assert!(DaySet::ALL.holds(Weekday::Sat));
    }
}
