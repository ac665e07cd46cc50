//! Phone numbers, digit by digit.

use super::{Here, Said, number::one_by_one};

/// Words after which a number is one to be called.
const CALLED: [&str; 8] = ["gọi", "đài", "nóng", "thoại", "hotline", "sđt", "sát", "thương"];

/// Short numbers of the emergency and help services.
const SHORT: [&str; 5] = ["111", "112", "113", "114", "115"];

/// A phone number at this place: `0912 345 678`, `+84 912 345 678`, `1900 1234`, `gọi 113`.
pub(super) fn phone(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    if page.is_sign(at, '+') && !page.is_glued_before(at) {
        let (end, digits) = gather(here, at + 1, |digits| digits.len() >= 11)?;
        let abroad = digits.starts_with("84") && digits.len() <= 12;
        return abroad.then(|| (end, format!("cộng {}", one_by_one(&digits))));
    }
    if page.is_sign(at, '(') {
        return with_area(here).map(|(end, digits)| (end, one_by_one(&digits)));
    }
    let first = page.digits(at)?;
    let alone = !page.is_glued(at + 1);
    let called = here.before.last_is(&CALLED) || here.before.both_are("gọi", "số");
    let number = match first {
        _ if alone && called && SHORT.contains(&first) => Some((at + 1, first.to_owned())),
        "1900" | "1800" => hotline(here, called),
        _ if first.starts_with('0') && first.len() >= 2 => subscriber(here, first),
        _ if first.starts_with("1900") || called && first.starts_with("1800") => {
            (alone && matches!(first.len(), 8 | 10)).then(|| (at + 1, first.to_owned()))
        }
        _ => None,
    };
    let (end, digits) = number?;
    Some((end, one_by_one(&digits)))
}

/// A subscriber's number: mobile numbers have ten digits, those of a place eleven.
fn subscriber(here: &Here<'_, '_>, first: &str) -> Option<Said> {
    let wanted = if first.starts_with("02") { 11 } else { 10 };
    if first.len() == 11 && !here.page.is_glued(here.at + 1) {
        return Some((here.at + 1, first.to_owned()));
    }
    let (end, digits) = gather(here, here.at, |digits| digits.len() >= wanted)?;
    (digits.len() == wanted).then_some((end, digits))
}

/// `(0236) 3 822 131`
fn with_area(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let area = page.digits(at + 1).filter(|it| it.starts_with("02") && it.len() <= 4)?;
    let rest = page.past_space(at + 3);
    let (end, digits) = gather(here, rest, |digits| area.len() + digits.len() >= 11)?;
    let whole = page.is_sign(at + 2, ')') && area.len() + digits.len() == 11;
    whole.then(|| (end, format!("{area}{digits}")))
}

/// `1900 1234`, `1900.561.234`; a year or an amount of a thousand and nine hundred is none.
fn hotline(here: &Here<'_, '_>, called: bool) -> Option<Said> {
    let years = here.page.is_sign(here.at + 1, '-') && !called;
    let (end, digits) = gather(here, here.at, |digits| digits.len() >= 10)?;
    let fits = matches!(digits.len(), 8 | 10) && !years && here.before.last != "năm";
    fits.then_some((end, digits))
}

/// Groups of digits with one kind of sign between them, until there are enough.
fn gather(here: &Here<'_, '_>, at: usize, enough: impl Fn(&str) -> bool) -> Option<Said> {
    /// No number is written in more groups.
    const GROUPS: usize = 6;
    let page = here.page;
    let mut digits = page.digits(at).filter(|it| it.len() <= 12)?.to_owned();
    let mut end = at + 1;
    let between =
        page.get(end).map(|it| it.text).filter(|it| matches!(*it, " " | "\u{a0}" | "." | "-"));
    for _ in 1..GROUPS {
        let goes_on = between.is_some() && page.get(end).map(|it| it.text) == between;
        let next = page.digits(end + 1).filter(|it| goes_on && (1..=7).contains(&it.len()));
        let Some(next) = next.filter(|_| !enough(&digits)) else { break };
        digits.push_str(next);
        end += 2;
    }
    (!page.is_glued(end)).then_some((end, digits))
}
