//! Days of the week: `T2-T6`, `T7, CN`, `thứ 2-4-6`.

use super::{
    Here, Said,
    list::Class,
    number::{cardinal, ordinal, whole},
};

/// Words before `T2` after which it is not a day: the number of a house, a train, a place.
const OTHERS: [&str; 12] =
    ["nhà", "tòa", "tàu", "tăng", "xe", "cổng", "lô", "mã", "ga", "phòng", "khối", "block"];

/// Days of the week: `T2` to `T7`, `CN` in a list of such, and days joined by dashes or strokes.
pub(super) fn weekday(here: &Here<'_, '_>) -> Option<Said> {
    if here.page.digits(here.at).is_some() {
        return joined(here);
    }
    let of_week = here.before.last_is(&["sáng", "trưa", "chiều", "tối", "đêm"]);
    let listed = here.list == Some(Class::Weekday) || of_week;
    if !listed && here.before.last_is(&OTHERS) {
        return None;
    }
    let (end, first) = short(here, here.at, listed)?;
    let page = here.page;
    let dash = page.past_space(end);
    let next = page.past_space(dash + 1);
    let second =
        page.is_dash(dash).then(|| short(here, next, true).or_else(|| bare(here, next))).flatten();
    let Some((after, second)) = second else { return Some((end, first)) };
    // Three days are a list, not a span.
    let third = page.past_space(after);
    if page.is_dash(third) && short(here, page.past_space(third + 1), true).is_some() {
        return Some((end, first));
    }
    Some((after, format!("{first} đến {second}")))
}

/// One day as `T2` or `CN`.
fn short(here: &Here<'_, '_>, at: usize, sunday: bool) -> Option<Said> {
    let page = here.page;
    if sunday && page.word(at) == Some("CN") && !page.is_glued(at + 1) {
        return Some((at + 1, "chủ nhật".to_owned()));
    }
    if page.word(at) != Some("T") || page.is_glued_before(at) || page.is_glued(at + 2) {
        return None;
    }
    let joined = page.is_sign(at + 2, '/') || page.is_sign(at + 2, '-');
    let year = page.digits(at + 3).filter(|it| joined && it.len() == 4);
    let number = page.small(at + 1, 2)?;
    match year {
        Some(year) if (1..=12).contains(&number) => {
            let month = if number == 4 {
                "tư".to_owned()
            } else {
                cardinal(u64::from(number), here.manner)
            };
            Some((at + 4, format!("tháng {month} năm {}", whole(year, here.manner))))
        }
        _ if (2..=7).contains(&number) => {
            Some((at + 2, format!("thứ {}", ordinal(u64::from(number), here.manner))))
        }
        _ => None,
    }
}

/// A bare number after a day, such as the `6` of `T2-6`.
fn bare(here: &Here<'_, '_>, at: usize) -> Option<Said> {
    let day =
        here.page.small(at, 1).filter(|it| (3..=7).contains(it) && !here.page.is_glued(at + 1))?;
    let last = here.page.is_dash(at + 1) || here.page.is_sign(at + 1, '/');
    (!last).then(|| (at + 1, format!("thứ {}", ordinal(u64::from(day), here.manner))))
}

/// A list of three and more days after `thứ`: `2-4-6`.
fn joined(here: &Here<'_, '_>) -> Option<Said> {
    /// The days of a week.
    const DAYS: usize = 7;
    let page = here.page;
    if here.before.last != "thứ" {
        return None;
    }
    let (mut names, mut at) = (Vec::new(), here.at);
    let day =
        |at: usize| page.small(at, 1).filter(|it| (2..=8).contains(it) && !page.is_glued(at + 1));
    while let Some(day) = day(at).filter(|_| names.len() < DAYS) {
        names.push(match day {
            4 => "tư".to_owned(),
            8 => "chủ nhật".to_owned(),
            day => cardinal(u64::from(day), here.manner),
        });
        let close = page.is_dash(at + 1) || page.is_sign(at + 1, '/');
        if !close || page.digits(at + 2).is_none() {
            return (names.len() > 2).then(|| (at + 1, names.join(" ")));
        }
        at += 2;
    }
    None
}
