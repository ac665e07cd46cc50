//! Phone numbers, digit by digit, with a pause between their groups.

use super::{
    Here, Said, context::counts, list::Class, month::are_years, number::in_groups, token::Page,
};

/// Words right before a local number, which has no zero: `điện thoại: 3822 131`.
const PHONES: [&str; 9] = ["thoại", "máy", "sđt", "đt", "tel", "fax", "hotline", "nóng", "đài"];

/// A phone number at this place: `0912 345 678`, `(+84) 24 3942 1234`, `1900 1234`, `điện thoại 3822 131`.
pub(super) fn phone(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    if page.is_sign(at, '+') && !page.is_glued_before(at) {
        let (end, groups) = from_abroad(page, at + 1).or_else(|| foreign(page, at + 1))?;
        return Some((end, format!("cộng {}", in_groups(&groups))));
    }
    if page.is_sign(at, '(') {
        return with_brackets(page, at);
    }
    let first = page.digits(at)?;
    if page.is_glued_before(at) {
        return None;
    }
    let (end, groups) = if first.starts_with("1900") || first.starts_with("1800") {
        hotline(here, first)?
    } else if first.starts_with('0') && first.len() >= 2 {
        subscriber(page, at, first).or_else(|| of_place(here))?
    } else if first == "84" && here.before.last_is(&PHONES) {
        from_abroad(page, at)?
    } else {
        of_place(here)?
    };
    Some((end, in_groups(&groups)))
}

/// The end of a number, and its groups.
type Groups<'t> = (usize, Vec<&'t str>);

/// A subscriber's number: mobile numbers have ten digits, those of a place eleven.
fn subscriber<'t>(page: &Page<'t>, at: usize, first: &'t str) -> Option<Groups<'t>> {
    if first.len() == 11 && !page.is_glued(at + 1) {
        return Some((at + 1, vec![first]));
    }
    exactly(page, at, if first.starts_with("02") { 11 } else { 10 })
}

/// `+84 24 3942 1234`, from the `84` on, with or without a bracket around it.
fn from_abroad<'t>(page: &Page<'t>, at: usize) -> Option<Groups<'t>> {
    let code = page.digits(at)?;
    if code.len() > 2 {
        let fits = code.starts_with("84") && !page.is_glued(at + 1);
        if fits && matches!(code.len(), 11 | 12) {
            let (land, rest) = code.split_at(2);
            return Some((at + 1, vec![land, rest]));
        }
        return [11, 12]
            .iter()
            .find_map(|wanted| exactly(page, at, *wanted))
            .filter(|_| code.starts_with("84"));
    }
    let next = page.get(at + 1).filter(|it| matches!(it.text, " " | "\u{a0}" | "." | "-"));
    let rest = at + 1 + usize::from(next.is_some());
    let (end, groups) = [9, 10, 11].iter().find_map(|wanted| exactly(page, rest, *wanted))?;
    (code == "84").then(|| (end, [vec![code], groups].concat()))
}

/// `+1 202 555 0123`, from its first digit on: a number of another country.
fn foreign<'t>(page: &Page<'t>, at: usize) -> Option<Groups<'t>> {
    /// The least and the most digits of a number with its country (ITU-T E.164).
    const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
    let (end, groups) = gather(page, at, *DIGITS.end())?;
    let fits = DIGITS.contains(&groups.iter().map(|it| it.len()).sum());
    let amount = page.is_sign(at + 1, '.');
    let last = !page.is_glued(end) && !counts(page, end);
    (fits && !amount && last).then_some((end, groups))
}

/// `(0236) 3 822 131`, `(+84) 24 3942 1234`, `(84-24) 3942 1234`
fn with_brackets(page: &Page<'_>, at: usize) -> Option<Said> {
    let plus = page.is_sign(at + 1, '+');
    let begins = at + 1 + usize::from(plus);
    let (closes, mut groups) = gather(page, begins, 6)?;
    let area = groups.concat();
    let abroad = area.starts_with("84");
    if !page.is_sign(closes, ')') || !(abroad || !plus && area.starts_with('0')) || area.len() > 6 {
        return None;
    }
    let more = page.get(closes + 1).is_some_and(|it| matches!(it.text, " " | "." | "-"));
    let rest = closes + 1 + usize::from(more);
    let wanted: &[usize] = match (abroad, area.starts_with("02")) {
        (true, _) => &[11, 12],
        (_, true) => &[11],
        _ => &[10],
    };
    let found = wanted.iter().find_map(|all| exactly(page, rest, all.checked_sub(area.len())?));
    let (end, others) = found?;
    groups.extend(others);
    let plus = if plus { "cộng " } else { "" };
    Some((end, format!("{plus}{}", in_groups(&groups))))
}

/// `1900 1234`, `1900.561.234`, `18001234`; a year or an amount of a thousand and nine hundred is not a phone number.
fn hotline<'t>(here: &Here<'_, 't>, first: &'t str) -> Option<Groups<'t>> {
    let (page, at) = (here.page, here.at);
    if matches!(first.len(), 8 | 10) {
        let alone = !page.is_glued(at + 1) && !counts(page, at + 1);
        return alone.then(|| (at + 1, vec![first]));
    }
    let years = page.is_dash(at + 1) && page.digits(at + 2).is_some_and(|it| it.len() == 4);
    let called = here.before.last_is(&PHONES) || here.before.last_is(&["gọi", "hệ"]);
    if first.len() != 4 || here.before.last == "năm" || years && !called {
        return None;
    }
    let halves = exactly(page, at, 8).filter(|(_, groups)| groups.len() == 2);
    let found = halves.or_else(|| exactly(page, at, 10)).or_else(|| exactly(page, at, 8))?;
    (!counts(page, found.0)).then_some(found)
}

/// A number of six to eight digits after a word for phones, or in a list of such.
fn of_place<'t>(here: &Here<'_, 't>) -> Option<Groups<'t>> {
    let named = here.before.last_is(&PHONES)
        || here.before.last_is(&["số", "bàn", "định", "động", "trực"])
            && here.sentence().has(4, &PHONES);
    if !named && here.list != Some(Class::Called) || are_years(here.page, here.at) {
        return None;
    }
    // After an area code, the number may also be that of a service: `0236.1022`.
    let most = if here.page.digits(here.at)?.starts_with('0') { 11 } else { 8 };
    let (end, groups) = gather(here.page, here.at, most)?;
    let fits = (6..=most).contains(&groups.iter().map(|it| it.len()).sum::<usize>());
    let more = here.page.is_space(end) && here.page.digits(end + 1).is_some();
    let ends = !(more || here.page.is_glued(end) || counts(here.page, end));
    (fits && ends).then_some((end, groups))
}

/// Groups of exactly so many digits together, whatever stands between the groups.
fn exactly<'t>(page: &Page<'t>, at: usize, wanted: usize) -> Option<Groups<'t>> {
    let (end, groups) = gather(page, at, wanted)?;
    let whole = groups.iter().map(|it| it.len()).sum::<usize>() == wanted;
    (whole && !page.is_glued(end)).then_some((end, groups))
}

/// Groups of digits with a space, a point or a dash between them, as long as they are no more than `most`
/// digits together. A group that belongs to the following words is left out: `1900 1234 24/24`.
pub(super) fn gather<'t>(page: &Page<'t>, at: usize, most: usize) -> Option<Groups<'t>> {
    let first = page.digits(at).filter(|it| it.len() <= most)?;
    let (mut groups, mut end, mut total) = (vec![first], at + 1, first.len());
    while total < most {
        let joined =
            page.get(end).is_some_and(|it| matches!(it.text, " " | "\u{a0}" | "." | "-" | "–"));
        let Some(next) = page.digits(end + 1).filter(|it| joined && total + it.len() <= most)
        else {
            break;
        };
        let divided = page.is_sign(end + 2, '/') || page.is_sign(end + 2, ':');
        let elsewhere = divided && page.digits(end + 3).is_some_and(|it| it.len() <= 2)
            || page.is_sign(end + 2, '%');
        if elsewhere || page.is_glued(end + 2) {
            break;
        }
        groups.push(next);
        total += next.len();
        end += 2;
    }
    Some((end, groups))
}
