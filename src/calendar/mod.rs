//! Việt Nam's lunar calendar and holidays.
//!
//! Pure arithmetic for the meridian of UTC+7; knows nothing of the station.

use chrono::NaiveDate;

/// A day of the Vietnamese lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDate {
    /// Lunar year, numbered by the civil year in which it begins.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// Whether it is the repeated month of that number (tháng nhuận).
    pub leap: bool,
    /// 1 to 30.
    pub day: u32,
}

impl LunarDate {
    /// The lunar date of a civil one.
    pub fn of(date: NaiveDate) -> Self {
        let _ = date;
        Self { year: 0, month: 1, leap: false, day: 1 }
    }
}
