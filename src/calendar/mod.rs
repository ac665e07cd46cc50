//! Việt Nam's lunar calendar.
//!
//! Pure arithmetic for the meridian of UTC+7; knows nothing of the station. The rules are those that
//! Hồ Ngọc Đức published: a month begins on the day of the new moon; the month that holds the winter
//! solstice is the eleventh; where thirteen months lie between two such months, the first that holds
//! no principal term (trung khí) is the leap one. The sky's own arithmetic is in [`sky`].

mod sky;

use chrono::{Datelike, NaiveDate};

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

/// The months from one eleventh to the month before the next, counted as new moons.
struct Round {
    /// Number of the new moon that opens the eleventh month.
    first: i64,
    /// Which month after it is the leap one, 1 to 12.
    leap: Option<i64>,
}

/// Days by which chrono's count from the common era lies behind the Julian day number.
const COMMON_ERA: i64 = 1_721_425;

/// Years in which the formulas are meant to be used, with a wide margin: they drift by a day far
/// outside of 1800 to 2200, and nothing may overflow.
const YEARS: std::ops::RangeInclusive<i32> = -3000..=6000;

impl LunarDate {
    /// The lunar date of a civil one. Exact for 1990 to 2060 (checked day by day), sound for 1800 to
    /// 2200, an approximation beyond.
    pub fn of(date: NaiveDate) -> Self {
        let day = i64::from(date.num_days_from_ce()) + COMMON_ERA;
        let moon = sky::moon_before(day);
        let this_year = eleventh(date.year());
        let (opened_in, first, next) = if moon >= this_year {
            (date.year(), this_year, eleventh(date.year().saturating_add(1)))
        } else {
            (date.year() - 1, eleventh(date.year() - 1), this_year)
        };
        let round = Round::between(first, next);
        let (month, leap, later) = round.month(moon - first);
        Self {
            year: if later { opened_in + 1 } else { opened_in },
            month,
            leap,
            day: u32::try_from(day - sky::new_moon(moon) + 1).unwrap_or(1),
        }
    }

    /// The civil date; `None` where there is no such lunar date: a 30th in a month of 29 days, a leap
    /// month that the year does not have.
    pub fn to_solar(self) -> Option<NaiveDate> {
        if !YEARS.contains(&self.year) || !(1..=12).contains(&self.month) {
            return None;
        }
        let opened_in = if self.month >= 11 { self.year } else { self.year - 1 };
        let round = Round::of(opened_in);
        let moon = round.first + round.place(self.month, self.leap)?;
        let (from, to) = (sky::new_moon(moon), sky::new_moon(moon + 1));
        let day = from + i64::from(self.day) - 1;
        if self.day == 0 || day >= to {
            return None;
        }
        NaiveDate::from_num_days_from_ce_opt(i32::try_from(day - COMMON_ERA).ok()?)
    }
}

/// Which month the lunar year repeats; `None`: none.
pub fn leap_month(year: i32) -> Option<u32> {
    if !YEARS.contains(&year) {
        return None;
    }
    // A year's eleventh and twelfth month lie in the round that opens in it, the others in the one before.
    [year - 1, year].into_iter().find_map(|opened_in| {
        let round = Round::of(opened_in);
        let (month, _, later) = round.month(round.leap?);
        (later == (opened_in < year)).then_some(month)
    })
}

impl Round {
    fn of(opened_in: i32) -> Self {
        Self::between(eleventh(opened_in), eleventh(opened_in + 1))
    }

    fn between(first: i64, next: i64) -> Self {
        let no_term = |month: &i64| sky::term(first + month) == sky::term(first + month + 1);
        let leap = if next - first == 13 { (1..=12).find(no_term) } else { None };
        Self { first, leap }
    }

    /// Number of the month `place` months after the eleventh, whether it is the leap one, and whether
    /// it belongs to the year after the one in which the round opened.
    fn month(&self, place: i64) -> (u32, bool, bool) {
        let repeated = self.leap.is_some_and(|leap| place >= leap);
        let number = if repeated { place - 1 } else { place };
        let month = u32::try_from((number + 10).rem_euclid(12) + 1).unwrap_or(1);
        (month, self.leap == Some(place), number >= 2)
    }

    /// The inverse: how many months after the eleventh.
    fn place(&self, month: u32, leap: bool) -> Option<i64> {
        let number = i64::from((month + 1) % 12);
        match self.leap {
            Some(place) if leap => (place == number + 1).then_some(place),
            None if leap => None,
            Some(place) if number >= place => Some(number + 1),
            _ => Some(number),
        }
    }
}

/// The new moon that opens the month of the winter solstice at the end of the civil year.
fn eleventh(year: i32) -> i64 {
    let year = i64::from(year);
    let new_years_eve =
        COMMON_ERA + 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let moon = sky::moon_before(new_years_eve);
    // Term 9 begins with the solstice: a month that opens after it holds it no more.
    if sky::term(moon) >= 9 { moon - 1 } else { moon }
}

#[cfg(test)]
mod tests;
