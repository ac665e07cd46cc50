//! Where moon and sun stand, to the day, on the meridian of UTC+7.
//!
//! The series are those of Jean Meeus (*Astronomical Formulae for Calculators* for the new moon,
//! *Astronomical Algorithms* for the sun), shortened as in Hồ Ngọc Đức's rules: good to a minute or
//! two in our time.

/// What UTC+7 is of a day.
const ZONE: f64 = 7.0 / 24.0;

/// Mean length of a month in days.
const MONTH: f64 = 29.530_588_68;

/// The Julian day number on which the new moon of this number falls; number 0 is that of
/// 1 January 1900.
pub(super) fn new_moon(number: i64) -> i64 {
    let k = whole_to_real(number);
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let mean = 2_415_020.759_33 + MONTH * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * sin(166.56 + 132.87 * t - 0.009_173 * t2);
    let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    let shift = (0.1734 - 0.000_393 * t) * sin(sun) + 0.0021 * sin(2.0 * sun) - 0.4068 * sin(moon)
        + 0.0161 * sin(2.0 * moon)
        - 0.0004 * sin(3.0 * moon)
        + 0.0104 * sin(2.0 * node)
        - 0.0051 * sin(sun + moon)
        - 0.0074 * sin(sun - moon)
        + 0.0004 * sin(2.0 * node + sun)
        - 0.0004 * sin(2.0 * node - sun)
        - 0.0006 * sin(2.0 * node + moon)
        + 0.0010 * sin(2.0 * node - moon)
        + 0.0005 * sin(2.0 * moon + sun);
    // What the earth's rotation lags behind even time.
    let lag = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    floor(mean + shift - lag + 0.5 + ZONE)
}

/// Number of the last new moon on or before this day.
pub(super) fn moon_before(day: i64) -> i64 {
    let mut number = floor((whole_to_real(day) - 2_415_021.0) / MONTH);
    while new_moon(number) > day {
        number -= 1;
    }
    while new_moon(number + 1) <= day {
        number += 1;
    }
    number
}

/// Which twelfth of its way, 0 to 11 from the spring equinox, the sun stands in as the day of this
/// new moon begins.
pub(super) fn term(moon: i64) -> i64 {
    let t = (whole_to_real(new_moon(moon)) - 2_451_545.5 - ZONE) / 36_525.0;
    let (t2, t3) = (t * t, t * t * t);
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let anomaly = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t3;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * sin(anomaly)
        + (0.019_993 - 0.000_101 * t) * sin(2.0 * anomaly)
        + 0.000_290 * sin(3.0 * anomaly);
    floor((mean + centre).rem_euclid(360.0) / 30.0)
}

fn sin(degrees: f64) -> f64 {
    degrees.to_radians().sin()
}

#[expect(clippy::cast_possible_truncation, reason = "day and moon numbers are far from 2^63")]
fn floor(number: f64) -> i64 {
    number.floor() as i64
}

#[expect(clippy::cast_precision_loss, reason = "day and moon numbers are far from 2^52")]
fn whole_to_real(number: i64) -> f64 {
    number as f64
}
