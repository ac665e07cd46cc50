//! Days, dates, windows and lengths as operators spell them. Every function takes one text and gives
//! `Err` with the message that says what is wrong with it.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::{DateSpan, DaySet, LunarDay, Window};
use crate::{
    calendar::leap_month,
    words::{Message, parse_date, parse_time, plain_letters},
};

/// Years in which a lunar rule must meet a day.
const YEARS: std::ops::Range<i32> = 2000..2100;

/// `05:30`, `5h30`.
pub(super) fn time(text: &str) -> Result<NaiveTime, Message> {
    parse_time(text).ok_or_else(|| {
        let hour = text.trim().split(|letter: char| !letter.is_ascii_digit()).next();
        let over = hour.and_then(|hour| hour.parse::<u32>().ok()).is_some_and(|hour| hour > 23);
        let code = if over { "time-over" } else { "time-unreadable" };
        Message::new(code).with("value", text)
    })
}

/// What stands between two ends within a week or a day. Dates have hyphens of their own: see [`ends`].
const BETWEEN: [&str; 3] = ["-", "–", "đến"];

/// `21:00-05:00`, `từ 21h đến 5h`.
pub(super) fn window(text: &str) -> Result<Window, Message> {
    let unreadable = || Message::new("window-unreadable").with("value", text);
    let (from, to) = split(from_word(text), &BETWEEN).ok_or_else(unreadable)?;
    Ok(Window { from: time(from.trim())?, to: time(to.trim())? })
}

/// `60s`, `2m`, `1h30m`, `1 giờ 30 phút`: longer than nothing, a day at most.
pub fn length(text: &str) -> Result<TimeDelta, Message> {
    seconds(text)
        .filter(|seconds| (1..=86_400).contains(seconds))
        .and_then(TimeDelta::try_seconds)
        .ok_or_else(|| Message::new("length-unreadable").with("value", text))
}

/// The longest time after a miss in which it may be made good: after two weeks a notice is no news.
const WITHIN_AT_MOST: i64 = 14 * 86_400;

/// `2d`, `36h`, `2 ngày`: from an hour to two weeks.
pub(super) fn within(text: &str) -> Result<TimeDelta, Message> {
    seconds(text)
        .filter(|seconds| (3600..=WITHIN_AT_MOST).contains(seconds))
        .and_then(TimeDelta::try_seconds)
        .ok_or_else(|| Message::new("within-unreadable").with("value", text))
}

fn seconds(text: &str) -> Option<i64> {
    let mut sum = 0_i64;
    let mut number = String::new();
    let mut unit = String::new();
    let plain = plain_letters(text);
    // A digit after a unit, or the end, closes a part such as `30m`.
    for letter in plain.chars().filter(|letter| !letter.is_whitespace()).chain(['0']) {
        if letter.is_ascii_digit() && unit.is_empty() {
            number.push(letter);
            continue;
        }
        if !letter.is_ascii_digit() {
            unit.push(letter);
            continue;
        }
        let factor = match unit.as_str() {
            "d" | "ngay" => 86_400,
            "h" | "gio" => 3600,
            "m" | "p" | "min" | "phut" => 60,
            "s" | "giay" => 1,
            _ => return None,
        };
        sum = sum.checked_add(number.parse::<i64>().ok()?.checked_mul(factor)?)?;
        number = letter.to_string();
        unit.clear();
    }
    // What is left is the closing nought alone, unless a number stood there without a unit.
    (number == "0").then_some(sum)
}

/// `t2-t7`, `cn`, `mon,wed`, `thứ hai`, `từ thứ 2 đến thứ 7`.
pub(super) fn days(text: &str) -> Result<DaySet, Message> {
    let mut set = DaySet::NONE;
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let unknown = || Message::new("days-unknown").with("value", part);
        if matches!(plain_letters(part).as_str(), "hang ngay" | "moi ngay" | "daily") {
            return Ok(DaySet::ALL);
        }
        let (first, last) = split(from_word(part), &BETWEEN).unwrap_or((part, part));
        let first = weekday(first).ok_or_else(unknown)?;
        let last = weekday(last).or_else(|| bare_weekday(last)).ok_or_else(unknown)?;
        let mut day = first;
        set = set.with(day);
        while day != last {
            day = day.succ();
            set = set.with(day);
        }
    }
    Ok(set)
}

fn weekday(text: &str) -> Option<Weekday> {
    let plain = plain_letters(text.trim()).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(number) = plain.strip_prefix("thu ").or_else(|| plain.strip_prefix('t'))
        && let Some(day) = bare_weekday(number)
    {
        return Some(day);
    }
    Some(match plain.as_str() {
        "thu hai" | "mon" | "monday" => Weekday::Mon,
        "thu ba" | "tue" | "tuesday" => Weekday::Tue,
        "thu tu" | "wed" | "wednesday" => Weekday::Wed,
        "thu nam" | "thu" | "thursday" => Weekday::Thu,
        "thu sau" | "fri" | "friday" => Weekday::Fri,
        "thu bay" | "sat" | "saturday" => Weekday::Sat,
        "cn" | "chu nhat" | "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// The number in `thứ 2`; alone only where a range ends, as in `thứ 2-7`.
fn bare_weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim() {
        "2" => Weekday::Mon,
        "3" => Weekday::Tue,
        "4" => Weekday::Wed,
        "5" => Weekday::Thu,
        "6" => Weekday::Fri,
        "7" => Weekday::Sat,
        _ => return None,
    })
}

/// `05/02/2027` or `2027-02-05`.
pub(super) fn date(text: &str) -> Result<NaiveDate, Message> {
    parse_date(text).ok_or_else(|| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let others = text.trim().chars().filter(|letter| !letter.is_ascii_digit());
        // Written like a date, so that the day itself must be what is wrong.
        let shaped = (6..=8).contains(&digits)
            && (others.clone().eq("--".chars()) || others.eq("//".chars()));
        let code = if shaped { "date-impossible" } else { "date-unreadable" };
        Message::new(code).with("value", text.trim())
    })
}

/// `05/02/2027..09/02/2027`, or one date.
pub(super) fn dates(text: &str) -> Result<DateSpan, Message> {
    let (from, to) = ends(text);
    let (from, to) = (date(from)?, date(to)?);
    if from > to {
        return Err(Message::new("dates-reversed").with("value", text));
    }
    Ok(DateSpan::Solar { from, to })
}

/// `01/01..03/01`, `15/06n`, or one day.
pub(super) fn lunar_dates(text: &str) -> Result<DateSpan, Message> {
    let (from, to) = ends(text);
    Ok(DateSpan::Lunar { from: lunar_day(from)?, to: lunar_day(to)? })
}

fn lunar_day(text: &str) -> Result<LunarDay, Message> {
    let text = text.trim();
    let message = |code: &'static str| Message::new(code).with("value", text);
    let (written, leap) = match text.strip_suffix(['n', 'N']) {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let (day, month) = written.split_once('/').ok_or_else(|| message("lunar-unreadable"))?;
    let number = |part: &str| {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten().ok_or_else(|| message("lunar-unreadable"))
    };
    let (day, month) = (number(day)?, number(month)?);
    if !(1..=30).contains(&day) || !(1..=12).contains(&month) {
        return Err(message("lunar-impossible"));
    }
    if leap && !YEARS.into_iter().any(|year| leap_month(year) == Some(month)) {
        return Err(message("lunar-never"));
    }
    Ok(LunarDay { day, month, leap })
}

fn ends(text: &str) -> (&str, &str) {
    let text = from_word(text);
    split(text, &["..", "–", " - ", "đến"])
        .map_or((text.trim(), text.trim()), |(from, to)| (from.trim(), to.trim()))
}

/// Both sides of the first of these that stands in the text.
fn split<'t>(text: &'t str, between: &[&str]) -> Option<(&'t str, &'t str)> {
    between.iter().find_map(|between| text.split_once(between))
}

/// Without the `từ` that goes with `đến`.
fn from_word(text: &str) -> &str {
    let text = text.trim();
    ["từ ", "Từ "].iter().find_map(|from| text.strip_prefix(from)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_days(text: &str, expected: &str) {
        let names = [
            (Weekday::Mon, '2'),
            (Weekday::Tue, '3'),
            (Weekday::Wed, '4'),
            (Weekday::Thu, '5'),
            (Weekday::Fri, '6'),
            (Weekday::Sat, '7'),
            (Weekday::Sun, 'C'),
        ];
        let read = days(text).map_or_else(
            |message| message.code.into_owned(),
            |set| names.iter().filter(|(day, _)| set.holds(*day)).map(|(_, name)| name).collect(),
        );
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn days_are_read_in_every_spelling() {
        check_days("t2-t7", "234567");
        check_days("T2,t4 , cn", "24C");
        check_days("từ thứ 2 đến thứ 7, cn", "234567C");
        check_days("t7-t2", "27C");
        check_days("cn-t3", "23C");
        check_days("thứ 2", "2");
        check_days("thứ 2 - thứ 6", "23456");
        check_days("thứ 2-6", "23456");
        check_days("Thứ hai,thứ Tư,chủ nhật", "24C");
        check_days("mon-sat", "234567");
        check_days("Mon,wed,thu", "245");
        check_days("hằng ngày", "234567C");
        check_days("", "");
        check_days("t8", "days-unknown");
        check_days("t1", "days-unknown");
        check_days("2-6", "days-unknown");
        check_days("mo", "days-unknown");
        check_days("t2-t4-t6", "days-unknown");
    }

    fn check_length(text: &str, expected: Option<i64>) {
        assert_eq!(length(text).ok().map(|length| length.num_seconds()), expected, "{text}");
    }

    #[test]
    fn lengths_have_units() {
        check_length("60s", Some(60));
        check_length("2m", Some(120));
        check_length("1h30m", Some(5400));
        check_length("1h 0m 5s", Some(3605));
        check_length("30 phút", Some(1800));
        check_length("1 giờ 30 phút", Some(5400));
        check_length("24h", Some(86_400));
        for text in ["", "0s", "60", "m", "25h", "1h30", "-5m", "1x", "99999999999999999999h"] {
            check_length(text, None);
        }
    }

    fn check_within(text: &str, hours: Option<i64>) {
        assert_eq!(within(text).ok().map(|length| length.num_hours()), hours, "{text}");
    }

    #[test]
    fn days_are_a_length_where_a_day_is_not_too_long() {
        check_within("2d", Some(48));
        check_within("36h", Some(36));
        check_within("2 ngày", Some(48));
        check_within("1 ngày 12 giờ", Some(36));
        check_within("14d", Some(14 * 24));
        for text in ["", "2", "30m", "0d", "15d", "2 tuần", "99999999999999999999d"] {
            check_within(text, None);
        }
        check_length("1d", Some(86_400));
        check_length("2d", None);
    }

    fn check_dates(read: Result<DateSpan, Message>, expected: &str) {
        let shown = match read {
            Err(message) => message.code.into_owned(),
            Ok(DateSpan::Solar { from, to }) => format!("{from} {to}"),
            Ok(DateSpan::Lunar { from, to }) => {
                let show = |it: LunarDay| {
                    format!("{}/{}{}", it.day, it.month, if it.leap { "n" } else { "" })
                };
                format!("{} {}", show(from), show(to))
            }
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn dates_are_read_alone_or_as_a_span() {
        check_dates(dates("05/02/2027..09/02/2027"), "2027-02-05 2027-02-09");
        check_dates(dates("2027-02-05 .. 2027-02-09"), "2027-02-05 2027-02-09");
        check_dates(dates("5/2/2027 đến 9/2/2027"), "2027-02-05 2027-02-09");
        check_dates(dates("từ 5/2/2027 đến 9/2/2027"), "2027-02-05 2027-02-09");
        check_dates(dates("2026-12-22"), "2026-12-22 2026-12-22");
        check_dates(dates("31/02/2027"), "date-impossible");
        check_dates(dates("2027-13-01"), "date-impossible");
        check_dates(dates("Tết"), "date-unreadable");
        check_dates(dates("05/02"), "date-unreadable");
        check_dates(dates("09/02/2027..05/02/2027"), "dates-reversed");
    }

    #[test]
    fn lunar_days_belong_to_every_year() {
        check_dates(lunar_dates("01/01..03/01"), "1/1 3/1");
        check_dates(lunar_dates("28/12 - 3/1"), "28/12 3/1");
        check_dates(lunar_dates("15/06n"), "15/6n 15/6n");
        check_dates(lunar_dates("31/01"), "lunar-impossible");
        check_dates(lunar_dates("01/13"), "lunar-impossible");
        check_dates(lunar_dates("01/01n"), "lunar-never");
        check_dates(lunar_dates("rằm"), "lunar-unreadable");
        check_dates(lunar_dates("01/01/2027"), "lunar-unreadable");
    }

    #[test]
    fn a_window_has_two_ends() {
        assert!(window("21:00-05:00").is_ok() && window("21h - 5h").is_ok());
        assert!(window("từ 21 giờ đến 5 giờ").is_ok());
        assert_eq!(window("21:00").unwrap_err().code, "window-unreadable");
        assert_eq!(window("21:00-25:00").unwrap_err().code, "time-over");
        assert_eq!(window("tối-sáng").unwrap_err().code, "time-unreadable");
    }
}
