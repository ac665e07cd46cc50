//! Dates: `28/02/2024`, `5-7/4`, `tháng 10/2026`, `2026-11-23`, and the span between two of them.

use chrono::NaiveDate;

use super::{Here, Said, number::cardinal};

/// A year without one of its own: a leap year, so that 29/02 exists.
const ANY_YEAR: i32 = 2024;

/// Words after which `2/9` is a day and not a fraction.
const DAY_COMES: [&str; 13] = [
    "ngày", "hôm", "mùng", "mồng", "sáng", "trưa", "chiều", "tối", "đêm", "lễ", "dịp", "rằm", "tết",
];

/// Words after which a day needs no `ngày`.
const NAMES_DAY: [&str; 4] = ["ngày", "hôm", "mùng", "mồng"];

/// Words after which `25/3` is the number of a house or a plot.
const NUMBERED: [&str; 9] = ["số", "nhà", "hẻm", "ngõ", "ngách", "kiệt", "lô", "tờ", "thửa"];

/// A day as written.
struct Day {
    end: usize,
    number: u32,
    month: u32,
    year: Option<u32>,
    /// Whether nothing else could be meant.
    sure: bool,
}

/// A date, two dates or a month at this place.
pub(super) fn date(here: &Here<'_, '_>) -> Option<Said> {
    days_of_month(here).or_else(|| days(here)).or_else(|| month(here)).or_else(|| day_of_text(here))
}

/// One day, or the span between two.
fn days(here: &Here<'_, '_>) -> Option<Said> {
    let first = day(here, here.at)?;
    let told = here.before.last_is(&NAMES_DAY);
    // Fractions that are often said have small numbers: `từ 1/2 đến 3/4`.
    let fraction = first.number < first.month && first.month <= 5;
    let spanned = here.before.last_is(&["từ", "đến"]) && !fraction
        || here.before.last_is(&["đến", "và", "hoặc"]) && here.before.third == "tháng";
    let second = here.page.past_dash(first.end).and_then(|at| day(here, at));
    let year_follows = second.as_ref().is_some_and(|it| it.year.is_some());
    let told_or_likely = here.before.last_is(&DAY_COMES) || is_likely(here, &first);
    if !(first.sure || year_follows || spanned || told_or_likely) {
        return None;
    }
    let Some(second) = second else {
        let name = if told || first.year.is_none() { "" } else { "ngày " };
        return Some((first.end, format!("{name}{}", words(here, &first))));
    };
    let from = if told || here.before.last == "từ" { "" } else { "từ " };
    let name = if told { "" } else { "ngày " };
    let (one, other) = (words(here, &first), words(here, &second));
    Some((second.end, format!("{from}{name}{one} đến ngày {other}")))
}

/// `31/12` is hardly a fraction: it is more than one. `24/7` is no day, nor is a house number.
fn is_likely(here: &Here<'_, '_>, day: &Day) -> bool {
    day.number > 12 && (day.number, day.month) != (24, 7) && !here.before.last_is(&NUMBERED)
}

/// `5-7/4/2026`: two days of one month.
fn days_of_month(here: &Here<'_, '_>) -> Option<Said> {
    let first = here.page.small(here.at, 2).filter(|it| (1..=31).contains(it))?;
    let at = here.page.past_dash(here.at + 1)?;
    let last = day(here, at).filter(|it| it.number > first)?;
    let told = here.before.last_is(&NAMES_DAY);
    if !last.sure && !told {
        return None;
    }
    let from = if told || here.before.last == "từ" { "" } else { "từ " };
    let name = if told { "" } else { "ngày " };
    let first = day_words(here, first);
    Some((last.end, format!("{from}{name}{first} đến ngày {}", words(here, &last))))
}

/// `10/2026` as a month or a quarter of a year.
fn month(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let month = page.small(at, 2).filter(|it| (1..=12).contains(it))?;
    let year = page.small(at + 2, 4).filter(|it| (1900..2200).contains(it))?;
    let ends = !page.is_glued(at + 3) && !continues(here, at + 3, '/');
    let begins = at == 0 || !page.is_sign(at - 1, '/');
    let divided =
        page.is_sign(at + 1, '/') || page.is_sign(at + 1, '-') && here.before.last == "tháng";
    if !divided || !ends || !begins {
        return None;
    }
    let number = match here.before.last.as_str() {
        "quý" => cardinal(u64::from(month), here.manner),
        "tháng" => month_words(here, month),
        _ => format!("tháng {}", month_words(here, month)),
    };
    Some((at + 3, format!("{number} năm {}", cardinal(u64::from(year), here.manner))))
}

/// The number after a written `ngày` or `tháng`: `ngày 5 tháng 4`.
fn day_of_text(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let number = page.small(at, 2)?;
    let ends = !page.is_glued(at + 1) && !continues(here, at + 1, '/');
    let decimal = continues(here, at + 1, ',') || continues(here, at + 1, '.');
    if !ends || decimal || page.past_dash(at + 1).is_some() {
        return None;
    }
    let words = match here.before.last.as_str() {
        "tháng" if (1..=12).contains(&number) => month_words(here, number),
        "ngày" if (1..=31).contains(&number) && names_a_day(here) => day_words(here, number),
        _ => return None,
    };
    Some((at + 1, words))
}

/// Whether the number after `ngày` is that day's own: `ngày 5 tháng 4`, not `ngày 5 lần`.
fn names_a_day(here: &Here<'_, '_>) -> bool {
    let next = here.page.past_space(here.at + 1);
    match here.page.word(next) {
        Some(word) => matches!(word, "tháng" | "hằng" | "hàng" | "âm" | "dương" | "này"),
        None => !matches!(here.before.second.as_str(), "mỗi" | "một" | "hằng" | "hàng" | "mấy"),
    }
}

/// Reads a day at `at`: with a year, or without one.
fn day(here: &Here<'_, '_>, at: usize) -> Option<Day> {
    let page = here.page;
    let sign = page.get(at + 1)?.text.chars().next().filter(|it| matches!(it, '/' | '.' | '-'))?;
    let begins = at == 0 || !page.is_sign(at - 1, '/') && !page.is_sign(at - 1, '.');
    if !begins || !page.is_sign(at + 1, sign) {
        return None;
    }
    let whole = page.is_sign(at + 3, sign) && page.digits(at + 4).is_some();
    let end = if whole { at + 5 } else { at + 3 };
    if page.is_glued(end) || continues(here, end, sign) || sign == '/' && page.is_sign(end, '/') {
        return None;
    }
    let (first, month, last) = (page.digits(at)?, page.small(at + 2, 2)?, page.digits(at + 4));
    let (day, year) = match last.filter(|_| whole) {
        Some(last) if first.len() == 4 && sign == '-' => (last, Some(first.parse().ok()?)),
        Some(last) if last.len() == 4 || last.len() == 2 && sign == '/' => {
            (first, Some(last.parse().ok()?))
        }
        None if sign == '/' => (first, None),
        _ => return None,
    };
    let number = if day.len() <= 2 { day.parse().ok()? } else { return None };
    let known = year.and_then(|it| i32::try_from(it).ok()).filter(|it| *it > 99);
    NaiveDate::from_ymd_opt(known.unwrap_or(ANY_YEAR), month, number)?;
    let zero_led = day.starts_with('0') || page.digits(at + 2)?.starts_with('0');
    Some(Day { end, number, month, year, sure: whole || zero_led })
}

fn continues(here: &Here<'_, '_>, at: usize, sign: char) -> bool {
    here.page.is_sign(at, sign) && here.page.digits(at + 1).is_some()
}

fn words(here: &Here<'_, '_>, day: &Day) -> String {
    let year = day.year.map(|it| format!(" năm {}", cardinal(u64::from(it), here.manner)));
    let (month, year) = (month_words(here, day.month), year.unwrap_or_default());
    format!("{} tháng {month}{year}", day_words(here, day.number))
}

/// The first ten days are called `mùng`.
fn day_words(here: &Here<'_, '_>, day: u32) -> String {
    let number = cardinal(u64::from(day), here.manner);
    let called = here.before.last_is(&["mùng", "mồng"]);
    if day <= 10 && !called { format!("mùng {number}") } else { number }
}

/// The fourth month is `tháng tư`.
fn month_words(here: &Here<'_, '_>, month: u32) -> String {
    if month == 4 { "tư".to_owned() } else { cardinal(u64::from(month), here.manner) }
}
