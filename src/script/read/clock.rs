//! Hours of the day: `17h30`, `5g sáng`, `05:05`, `17:30:15`, the span between two of them, and `30'`.

use super::{
    Here, Said,
    number::{cardinal, whole},
    token::Page,
};

/// Words after which `5g` is an hour and no weight.
const TIME_COMES: [&str; 12] =
    ["lúc", "từ", "đến", "tới", "vào", "hồi", "khoảng", "trước", "sau", "hẹn", "giờ", "đúng"];

/// An hour, the span between two, or minutes: `30'`.
pub(super) fn clock(here: &Here<'_, '_>) -> Option<Said> {
    hours(here).or_else(|| minutes(here)).or_else(|| minute_span(here))
}

/// Minutes and seconds by their signs, `30'`, `90′`, `15''`; a closing quotation mark is not such a sign.
fn minutes(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let number = page.digits(at).filter(|it| it.len() <= 3)?;
    let quoted = at > 0 && ['\'', '‘', '"', '“'].iter().any(|sign| page.is_sign(at - 1, *sign));
    let mark = |at: usize| page.is_sign(at, '\'') || page.is_sign(at, '′');
    // A closing quotation mark without an opening one is a sign for minutes.
    let curly = page.is_sign(at + 1, '’') && !opened(page, at);
    if quoted || page.is_glued_before(at) || !(mark(at + 1) || curly) {
        return None;
    }
    let seconds = mark(at + 1) && mark(at + 2);
    let end = at + 2 + usize::from(seconds);
    let name = if seconds { "giây" } else { "phút" };
    (!page.is_glued(end)).then(|| (end, format!("{} {name}", whole(number, here.manner))))
}

/// `5-10'`: a span of minutes.
fn minute_span(here: &Here<'_, '_>) -> Option<Said> {
    let page = here.page;
    let number = |at: usize| page.small(at, 3);
    let first = number(here.at).filter(|_| !page.is_glued_before(here.at))?;
    let at = page.past_dash(here.at + 1)?;
    let second = number(at).filter(|it| *it > first)?;
    let quoted = (1..=2).any(|back| {
        here.at
            .checked_sub(back)
            .is_some_and(|at| ['\'', '‘'].iter().any(|it| page.is_sign(at, *it)))
    });
    let mark = ['\'', '′'].iter().any(|it| page.is_sign(at + 1, *it))
        || page.is_sign(at + 1, '’') && !opened(page, at);
    let ends = !page.is_glued(at + 2) && !page.is_sign(at + 2, '\'');
    let from = if here.before.last == "từ" { "" } else { "từ " };
    let words = |it: u32| cardinal(u64::from(it), here.manner);
    (mark && ends && !quoted)
        .then(|| (at + 2, format!("{from}{} đến {} phút", words(first), words(second))))
}

/// Whether `at` is inside single quotation marks; only a limited number of words before it is searched.
fn opened(page: &Page<'_>, at: usize) -> bool {
    /// Words and spaces that are searched.
    const LONGEST: usize = 60;
    let before = (at.saturating_sub(LONGEST)..at).rev();
    let quotes = |at: usize| ['‘', '’'].into_iter().find(|sign| page.is_sign(at, *sign));
    before.into_iter().find_map(quotes) == Some('‘')
}

fn hours(here: &Here<'_, '_>) -> Option<Said> {
    let (end, first) = hour(here, here.at)?;
    let second = here.page.past_dash(end).and_then(|at| hour(here, at));
    let Some((end, second)) = second else {
        return part_span(here, end, &first).or(Some((end, first)));
    };
    let from = if here.before.last_is(&["từ", "lúc"]) { "" } else { "từ " };
    Some((end, format!("{from}{first} đến {second}")))
}

/// Parts of the day, said after the hour.
const PARTS: [&str; 5] = ["sáng", "trưa", "chiều", "tối", "đêm"];

/// `5h sáng - 7h tối`: a span whose first hour is followed by its part of the day.
fn part_span(here: &Here<'_, '_>, end: usize, first: &str) -> Option<Said> {
    let page = here.page;
    let at = page.past_space(end);
    let part = page.word(at).filter(|it| PARTS.contains(it))?;
    let (end, second) = page.past_dash(at + 1).and_then(|at| hour(here, at))?;
    let from = if here.before.last == "từ" { "" } else { "từ " };
    Some((end, format!("{from}{first} {part} đến {second}")))
}

fn hour(here: &Here<'_, '_>, at: usize) -> Option<Said> {
    let hour = here.page.small(at, 2).filter(|it| *it <= 24)?;
    let (end, rest) = after_letter(here, at + 1).or_else(|| after_colon(here, at))?;
    Some((end, format!("{} giờ{rest}", cardinal(u64::from(hour), here.manner))))
}

/// `h`, `h30`, `g30`, `h30p`, `h30'`.
fn after_letter(here: &Here<'_, '_>, at: usize) -> Option<Said> {
    let page = here.page;
    let letter = page.word(at).filter(|it| matches!(*it, "h" | "H" | "g"))?;
    let Some(minute) = page.small(at + 1, 2) else {
        let second = at > here.at + 1;
        let fits = letter != "g" || second || is_time(here, at + 1);
        return (fits && !page.is_glued(at + 1)).then(|| (at + 1, String::new()));
    };
    let named = page.word(at + 2).is_some_and(|it| matches!(it, "p" | "ph" | "m"))
        || page.is_sign(at + 2, '\'')
        || page.is_sign(at + 2, '’');
    let end = at + 2 + usize::from(named);
    let said_again = page.is_space(end) && page.word(end + 1) == Some("phút");
    let end = if said_again { end + 2 } else { end };
    (minute < 60 && !page.is_glued(end)).then(|| (end, part(here, minute, "phút")))
}

/// Whether `5g` that ends here is an hour: the words beside it are about the time of day.
fn is_time(here: &Here<'_, '_>, end: usize) -> bool {
    let page = here.page;
    let next = page.word(page.past_space(end));
    let part = next.is_some_and(|it| {
        matches!(it, "sáng" | "trưa" | "chiều" | "tối" | "đêm" | "kém" | "rưỡi" | "ngày")
    });
    let spans = page.past_dash(end).is_some_and(|at| matches!(page.word(at + 1), Some("g" | "h")));
    part || spans || here.before.last_is(&TIME_COMES)
}

/// `:05`, `:30:15`.
fn after_colon(here: &Here<'_, '_>, at: usize) -> Option<Said> {
    let page = here.page;
    let two = |at: usize| {
        let fits = page.is_sign(at, ':') && page.digits(at + 1).is_some_and(|it| it.len() == 2);
        page.small(at + 1, 2).filter(|it| fits && *it < 60)
    };
    let minute = two(at + 1)?;
    let second = two(at + 3);
    let end = if second.is_some() { at + 5 } else { at + 3 };
    // `tỷ lệ 1:10` is no hour.
    let begins = (at == 0 || !page.is_sign(at - 1, ':')) && here.before.last != "lệ";
    let goes_on = page.is_sign(end, ':') && page.digits(end + 1).is_some();
    let letter = page.word(end).is_some_and(|it| it != "h");
    let number =
        (page.is_sign(end, ',') || page.is_sign(end, '.')) && page.digits(end + 1).is_some();
    if !begins || goes_on || letter || number || page.digits(end).is_some() {
        return None;
    }
    let end = end + usize::from(page.word(end) == Some("h"));
    let second = second.map(|it| part(here, it, "giây")).unwrap_or_default();
    Some((end, part(here, minute, "phút") + &second))
}

/// A part of an hour; nothing when it is none.
fn part(here: &Here<'_, '_>, number: u32, name: &str) -> String {
    if number == 0 {
        return String::new();
    }
    format!(" {} {name}", cardinal(u64::from(number), here.manner))
}
