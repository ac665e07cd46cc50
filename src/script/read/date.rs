//! Dates: `28/02/2024`, `5-7/4`, `dịp 30-4, 1-5`, `2026-11-23`, and the span between two of them.

use chrono::NaiveDate;

use super::{
    Here, Said,
    context::counts,
    feast::{DAY_COMES, NAMES_DAY, is_day, is_place},
    list::Class,
    month::{month_words, months},
    number::cardinal,
};

/// A year without one of its own: a leap year, so that 29/02 exists.
const ANY_YEAR: i32 = 2024;

/// A day as written.
struct Day {
    end: usize,
    number: u32,
    month: u32,
    year: Option<u32>,
    /// The sign between day and month.
    sign: char,
    /// Whether nothing else could be meant.
    sure: bool,
}

/// A date, two dates or a month at this place, and the class of a list that it begins.
pub(super) fn date(here: &Here<'_, '_>) -> Option<(Said, Class)> {
    let days = days_of_month(here).or_else(|| days(here)).map(|said| (said, Class::Day));
    days.or_else(|| months(here).map(|said| (said, Class::Month)))
        .or_else(|| day_of_text(here).map(|said| (said, Class::DayNumber)))
}

/// One day, or the span between two.
fn days(here: &Here<'_, '_>) -> Option<Said> {
    let first = day(here, here.at)?;
    let told = here.before.last_is(&NAMES_DAY);
    // Fractions that are often said have small numbers: `từ 1/2 đến 3/4`.
    let fraction = first.number < first.month && first.month <= 5;
    let spanned = first.sign == '/'
        && (here.before.last_is(&["từ", "đến"]) && !fraction
            || here.before.last_is(&["đến", "và", "hoặc"]) && here.before.third == "tháng");
    let second = here
        .page
        .past_dash(first.end)
        .and_then(|at| day(here, at))
        .filter(|it| it.sign == first.sign);
    let year_follows = second.as_ref().is_some_and(|it| it.year.is_some());
    // `1/6 - 15/6`: the second can be no fraction.
    let ends = second
        .as_ref()
        .is_some_and(|it| it.sign == '/' && it.number > 12 && !counts(here.page, it.end));
    let read = first.sure
        || year_follows
        || ends && !here.before.last_is(&["số", "ngõ", "hẻm", "ngách", "kiệt", "nhà"])
        || spanned
        || is_day(here, first.number, first.month, first.end, first.sign);
    if !read {
        return None;
    }
    let Some(second) = second else {
        let name = if told || first.year.is_none() { "" } else { "ngày " };
        return Some((first.end, format!("{name}{}", words(here, &first))));
    };
    let (one, other) = (words(here, &first), words(here, &second));
    // Two feasts, not the days between them: `dịp lễ 30/4 - 1/5`.
    let feasts = second.year.is_none()
        && is_feast(&first)
        && is_feast(&second)
        && here.before.last_is(&DAY_COMES)
        && !here.before.last_is(&["hôm", "nghỉ"]);
    if feasts && !told {
        return Some((second.end, format!("{one}, {other}")));
    }
    let from = if told || here.before.last == "từ" { "" } else { "từ " };
    let name = if told { "" } else { "ngày " };
    Some((second.end, format!("{from}{name}{one} đến ngày {other}")))
}

/// Whether the day is a feast that is named beside another: `30/4 - 1/5`, `19/8 - 2/9`.
fn is_feast(day: &Day) -> bool {
    /// Public holidays and days of remembrance, each with its month.
    const FEASTS: [(u32, u32); 14] = [
        (1, 1),
        (3, 2),
        (8, 3),
        (26, 3),
        (30, 4),
        (1, 5),
        (7, 5),
        (19, 5),
        (1, 6),
        (27, 7),
        (19, 8),
        (2, 9),
        (20, 11),
        (22, 12),
    ];
    FEASTS.contains(&(day.number, day.month))
}

/// `5-7/4/2026`: two days of one month.
fn days_of_month(here: &Here<'_, '_>) -> Option<Said> {
    let first = here.page.small(here.at, 2).filter(|it| (1..=31).contains(it))?;
    let at = here.page.past_dash(here.at + 1)?;
    let told = here.before.last_is(&NAMES_DAY);
    // `ngày 5-7 tháng 4`
    let bare = here.page.small(at, 2).filter(|it| (first + 1..=31).contains(it));
    if let (true, Some(last), true) = (told, bare, here.page.word(at + 2) == Some("tháng")) {
        return Some((at + 1, format!("{} đến {}", day_words(here, first), day_words(here, last))));
    }
    let last = day(here, at).filter(|it| it.number > first && it.sign != '-')?;
    if !last.sure && !told {
        return None;
    }
    let from = if told || here.before.last == "từ" { "" } else { "từ " };
    let name = if told { "" } else { "ngày " };
    let first = day_words(here, first);
    Some((last.end, format!("{from}{name}{first} đến ngày {}", words(here, &last))))
}

/// The number after a written `ngày`, the next of such a list, or the first of `từ 5 đến 10/12`.
fn day_of_text(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let number = page.small(at, 2).filter(|it| (1..=31).contains(it))?;
    let ends = !page.is_glued(at + 1) && !continues(here, at + 1, '/');
    let decimal = continues(here, at + 1, ',') || continues(here, at + 1, '.');
    if !ends || decimal || page.past_dash(at + 1).is_some() {
        return None;
    }
    let told = here.before.last == "ngày" && names_a_day(here);
    let listed = here.list == Some(Class::DayNumber)
        && (!counts(page, at + 1) || page.word(at + 2) == Some("tháng"));
    let first =
        here.before.last == "từ" && page.word(at + 2) == Some("đến") && page.is_space(at + 3);
    let of_date =
        || day(here, at + 4).is_some_and(|it| it.sure || it.number > 12 && it.sign == '/');
    (told || listed || first && of_date()).then(|| (at + 1, day_words(here, number)))
}

/// Whether the number after `ngày` is that day's own: `ngày 5 tháng 4`, not `ngày 5 lần`.
fn names_a_day(here: &Here<'_, '_>) -> bool {
    let next = here.page.past_space(here.at + 1);
    let each = matches!(here.before.second.as_str(), "mỗi" | "một" | "hằng" | "hàng" | "mấy");
    match here.page.word(next) {
        Some("tháng" | "hằng" | "hàng" | "âm" | "dương" | "này" | "tết" | "Tết") => {
            true
        }
        Some("đến" | "tới" | "và" | "hoặc" | "hay") | None => !each,
        Some(_) => false,
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
    // A comma separates days in `30-4, 1-5`; `1-5,5` is not a day.
    let decimal = sign != '/' && continues(here, end, ',');
    let longer = sign != '/' && ['/', '.', '-'].iter().any(|it| continues(here, end, *it));
    if page.is_glued(end)
        || continues(here, end, sign)
        || sign == '/' && page.is_sign(end, '/')
        || decimal
        || longer
    {
        return None;
    }
    let (first, month, last) = (page.digits(at)?, page.small(at + 2, 2)?, page.digits(at + 4));
    let (day, year) = match last.filter(|_| whole) {
        Some(last) if first.len() == 4 && sign == '-' => (last, Some(first.parse().ok()?)),
        Some(last) if last.len() == 4 || last.len() == 2 && sign == '/' => {
            (first, Some(last.parse().ok()?))
        }
        None => (first, None),
        _ => return None,
    };
    let number = if day.len() <= 2 { day.parse().ok()? } else { return None };
    let known = year.and_then(|it| i32::try_from(it).ok()).filter(|it| *it > 99);
    NaiveDate::from_ymd_opt(known.unwrap_or(ANY_YEAR), month, number)?;
    let zero_led = day.starts_with('0') || page.digits(at + 2)?.starts_with('0');
    Some(Day { end, number, month, year, sign, sure: whole || zero_led && sign == '/' })
}

pub(super) fn continues(here: &Here<'_, '_>, at: usize, sign: char) -> bool {
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
    // The name of a street is read without `ngày`.
    let called = here.before.last_is(&["mùng", "mồng"]) || is_place(&here.before);
    if day <= 10 && !called { format!("mùng {number}") } else { number }
}
