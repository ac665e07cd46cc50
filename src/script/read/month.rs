//! Months, school years and terms of office: `tháng 10/2026`, `tháng 3, 4`, `năm học 2026-2027`.

use super::{Here, Said, context::counts, date::continues, list::Class, number::cardinal};

/// The last words of names for a pair of years, which is not a span: `năm học`, `nhiệm kỳ`, `mùa giải`.
const NAMED_YEARS: [&str; 9] = ["học", "kỳ", "kì", "khóa", "xuân", "giải", "mùa", "vụ", "chính"];

/// A month or a quarter with its year, a month after `tháng`, or a pair of years.
pub(super) fn months(here: &Here<'_, '_>) -> Option<Said> {
    month_of_year(here).or_else(|| month(here)).or_else(|| years(here))
}

/// `10/2026` as a month or a quarter of a year.
fn month_of_year(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let month = page.small(at, 2).filter(|it| (1..=12).contains(it))?;
    let year = page.small(at + 2, 4).filter(|it| (1900..2200).contains(it))?;
    let ends = !page.is_glued(at + 3) && !continues(here, at + 3, '/');
    let begins = at == 0 || !page.is_sign(at - 1, '/');
    let listed = here.list == Some(Class::Month);
    let announced = here.before.last_is(&["tháng", "quý"]) || listed;
    let divided = page.is_sign(at + 1, '/') || page.is_sign(at + 1, '-') && announced;
    if !divided || !ends || !begins {
        return None;
    }
    let number = match here.before.last.as_str() {
        "quý" => cardinal(u64::from(month), here.manner),
        "tháng" => month_words(here, month),
        _ if listed => month_words(here, month),
        _ => format!("tháng {}", month_words(here, month)),
    };
    Some((at + 3, format!("{number} năm {}", cardinal(u64::from(year), here.manner))))
}

/// A month after `tháng`, or the next month of a list: `tháng 3, 4`.
fn month(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let number = page.small(at, 2).filter(|it| (1..=12).contains(it))?;
    let announced =
        here.before.last == "tháng" || here.list == Some(Class::Month) && !counts(page, at + 1);
    let longer = ['/', ',', '.'].iter().any(|sign| continues(here, at + 1, *sign));
    let alone = !page.is_glued(at + 1) && !longer && page.past_dash(at + 1).is_none();
    (announced && alone).then(|| (at + 1, month_words(here, number)))
}

/// A pair of years, such as `2026-2027` after `năm học`, which is not a span.
fn years(here: &Here<'_, '_>) -> Option<Said> {
    let page = here.page;
    let year = |at: usize| page.small(at, 4).filter(|it| (1900..2200).contains(it));
    let first = year(here.at)?;
    let at = page.past_dash(here.at + 1)?;
    let short = page
        .small(at, 2)
        .filter(|it| page.digits(at).is_some_and(|it| it.len() == 2) && *it == (first + 1) % 100);
    let second = year(at).filter(|it| *it > first).or(short)?;
    let named = here.before.last_is(&NAMED_YEARS)
        && !page.is_glued(at + 1)
        && !continues(here, at + 1, '/');
    let words = |year: u32| cardinal(u64::from(year), here.manner);
    named.then(|| (at + 1, format!("{} - {}", words(first), words(second))))
}

/// The words of a month's number; the fourth month is read `tháng tư`.
pub(super) fn month_words(here: &Here<'_, '_>, month: u32) -> String {
    if month == 4 { "tư".to_owned() } else { cardinal(u64::from(month), here.manner) }
}
