//! Months, school years and terms of office: `tháng 10/2026`, `tháng 3, 4`, `năm học 2026-2027`.

use super::{
    Here, Said, context::counts, date::continues, list::Class, number::cardinal, token::Page,
};

/// The last words of names for a pair of years, which is not a span: `năm học`, `nhiệm kỳ`, `mùa giải`.
const NAMED_YEARS: [&str; 9] = ["học", "kỳ", "kì", "khóa", "xuân", "giải", "mùa", "vụ", "chính"];

/// A month or a quarter with its year, a month after `tháng`, or a pair of years.
pub(super) fn months(here: &Here<'_, '_>) -> Option<Said> {
    month_span(here).or_else(|| month_of_year(here)).or_else(|| month(here)).or_else(|| years(here))
}

/// `4-5/2026`, `11/2026 - 2/2027`, `11/2026 - tháng 2/2027` after `tháng`: a span.
fn month_span(here: &Here<'_, '_>) -> Option<Said> {
    let page = here.page;
    if here.before.last != "tháng" {
        return None;
    }
    let (end, first) = month_of_year(here).or_else(|| {
        let number = page.small(here.at, 2).filter(|it| (1..=12).contains(it))?;
        (!page.is_glued(here.at + 1)).then(|| (here.at + 1, month_words(here, number)))
    })?;
    let dash = page.past_space(end);
    let next = page.past_space(dash + 1);
    let again = page.word(next) == Some("tháng") && page.is_space(next + 1);
    let at = if again { next + 2 } else { next };
    let (month, year) = (page.small(at, 2)?, year(page, at + 2)?);
    let fits = page.is_dash(dash)
        && (1..=12).contains(&month)
        && page.is_sign(at + 1, '/')
        && !page.is_glued(at + 3)
        && !continues(here, at + 3, '/');
    let year = cardinal(u64::from(year), here.manner);
    let month = month_words(here, month);
    fits.then(|| (at + 3, format!("{first} đến tháng {month} năm {year}")))
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

/// Whether two years with a dash between them stand at `at`, which look like eight digits of a phone or a paper.
pub(super) fn are_years(page: &Page<'_>, at: usize) -> bool {
    let second = page.past_dash(at + 1).and_then(|next| year(page, next));
    year(page, at).is_some_and(|first| second.is_some_and(|it| it > first))
}

/// Four digits that are a year of our time.
fn year(page: &Page<'_>, at: usize) -> Option<u32> {
    page.small(at, 4).filter(|it| (1900..2200).contains(it))
}

/// A pair of years, such as `2026-2027` after `năm học`, which is not a span.
fn years(here: &Here<'_, '_>) -> Option<Said> {
    let page = here.page;
    let first = year(page, here.at)?;
    let stroke = page.is_sign(here.at + 1, '/').then_some(here.at + 2);
    let at = page.past_dash(here.at + 1).or(stroke)?;
    let short = page
        .small(at, 2)
        .filter(|it| page.digits(at).is_some_and(|it| it.len() == 2) && *it == (first + 1) % 100)
        .map(|it| first / 100 * 100 + it);
    let second = year(page, at).filter(|it| *it > first).or(short)?;
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
