//! Amounts: whole numbers and decimals with their units, amounts per unit, products, and spans.

use super::{
    Here, Said,
    context::counts,
    fraction::{fraction, score},
    list::Class,
    number::{one_by_one, ordinal, whole},
    unit::{self, Sort},
};

/// Words after which the zero of `06` is only there to fill two places.
const FILLED: [&str; 14] = [
    "mức", "độ", "điều", "khoản", "mục", "phần", "tập", "quý", "tuần", "giờ", "phút", "tháng",
    "ngày", "lớp",
];

/// Words after which `06` is a name and keeps its zero whatever follows.
const NAMED: [&str; 6] = ["án", "số", "mã", "cục", "kênh", "đường"];

/// Words that are repeated before the end of a span: `lớp một đến lớp năm`.
const REPEATED: [&str; 23] = [
    "thứ", "tháng", "lớp", "khối", "tổ", "tầng", "trang", "điều", "khoản", "bài", "phòng", "thôn",
    "xóm", "ấp", "cấp", "hạng", "bậc", "đợt", "vòng", "mũi", "tuần", "quý", "nhóm",
];

/// An amount as written.
pub(super) struct Amount {
    pub(super) end: usize,
    pub(super) words: String,
    pub(super) size: f64,
    pub(super) has_unit: bool,
}

/// An amount at this place, or the span between two.
pub(super) fn measure(here: &Here<'_, '_>) -> Option<Said> {
    if let Some(said) = score(here).or_else(|| product(here)) {
        return Some(said);
    }
    let first = amount(here, here.at)?;
    if let Some(end) = named_again(here, first.end) {
        return Some((end, format!("{} đến", first.words)));
    }
    let Some(second) = span_end(here, &first) else { return Some((first.end, first.words)) };
    let before = here.before.last.as_str();
    let words = match before {
        "từ" => format!("{} đến {}", first.words, second.words),
        _ if REPEATED.contains(&before) && !shares(here, second.end) => {
            format!("{} đến {before} {}", first.words, second.words)
        }
        _ => format!("từ {} đến {}", first.words, second.words),
    };
    Some((second.end, words))
}

/// Whether the span that ends here is an amount for each: `mỗi tuần 2-3 buổi`, `lớp 30-35 học sinh`. A place
/// may follow a name: `lớp 1-5 trường Lê Lợi`.
fn shares(here: &Here<'_, '_>, end: usize) -> bool {
    const PLACES: [&str; 6] = ["trường", "thôn", "xóm", "ấp", "xã", "phường"];
    let page = here.page;
    let next = page.past_space(end);
    let month =
        page.word(next) == Some("tháng") && page.digits(page.past_space(next + 1)).is_some();
    let place = page.word(next).is_some_and(|it| PLACES.contains(&it));
    counts(page, end) && !month && !place
}

/// The place after the dash and the repeated word in `thứ 2 - thứ 6`, `lớp 1 - lớp 5`.
fn named_again(here: &Here<'_, '_>, end: usize) -> Option<usize> {
    let page = here.page;
    let dash = page.past_space(end);
    let next = page.past_space(dash + 1);
    let again = page.word(next).is_some_and(|it| it.to_lowercase() == here.before.last);
    let spaced = page.is_space(next + 1) && page.digits(next + 2).is_some();
    (page.is_dash(dash) && again && spaced).then_some(next)
}

/// The second amount of a span: larger, and the last of its row. `2-1` is a score, `1-2-3` a code.
fn span_end(here: &Here<'_, '_>, first: &Amount) -> Option<Amount> {
    let at = here.page.past_dash(first.end)?;
    let second = amount(here, at)?;
    let last = here.page.past_dash(second.end).is_none();
    let fits = second.size > first.size && (second.has_unit || !first.has_unit);
    (fits && last && !here.page.is_after_dash(here.at)).then_some(second)
}

fn amount(here: &Here<'_, '_>, at: usize) -> Option<Amount> {
    let page = here.page;
    let minus = page.is_sign(at, '−') || page.is_sign(at, '-');
    let money = page.is_sign(at, '$') || page.is_sign(at, '€');
    let opens =
        at == 0 || !page.is_glued(at - 1) && !page.is_dash(at - 1) && !page.is_sign(at - 1, '.');
    if minus && opens {
        let amount = positive(here, at + 1)?;
        return Some(Amount {
            words: format!("âm {}", amount.words),
            size: -amount.size,
            ..amount
        });
    }
    if money && opens {
        let amount = positive(here, at + 1)?;
        let name = unit::named(page, at)?.spoken;
        return Some(Amount {
            words: format!("{} {name}", amount.words),
            has_unit: true,
            ..amount
        });
    }
    positive(here, at)
}

fn positive(here: &Here<'_, '_>, at: usize) -> Option<Amount> {
    let page = here.page;
    let mut amount = fraction(here, at).or_else(|| numeral(here, at))?;
    let Some(unit) = unit::after(page, amount.end, here.manner) else { return Some(amount) };
    amount.has_unit = true;
    amount.end = unit.end;
    amount.words = format!("{} {}", amount.words, unit.spoken);
    per(here, &mut amount, unit.sort != Sort::Measure);
    Some(amount)
}

/// Adds what an amount is per: `km/h`, `đ/người/tháng`, `50mg/100ml`. A word that is not a unit is left to
/// the other rules.
fn per(here: &Here<'_, '_>, amount: &mut Amount, mut each: bool) {
    /// The most strokes after one amount.
    const MOST: usize = 3;
    let page = here.page;
    for _ in 0..MOST {
        let next = amount.end + 1;
        if !page.is_sign(amount.end, '/') {
            return;
        }
        if let Some(below) = numeral(here, next) {
            let Some(unit) = unit::after(page, below.end, here.manner) else { return };
            amount.words = format!("{} trên {} {}", amount.words, below.words, unit.spoken);
            amount.end = unit.end;
            return;
        }
        if page.word(next).is_none() {
            return;
        }
        let known = unit::named(page, next).or_else(|| unit::close(page, next));
        each |= known.is_none();
        amount.words = format!("{} {}", amount.words, if each { "một" } else { "trên" });
        amount.end = next;
        let Some(known) = known else { return };
        amount.words = format!("{} {}", amount.words, known.spoken);
        amount.end = known.end;
    }
}

/// A product of two amounts: `3x4 cm`, `2 x 3m`.
fn product(here: &Here<'_, '_>) -> Option<Said> {
    let page = here.page;
    let first = numeral(here, here.at)?;
    let times = page.past_space(first.end);
    let sign = matches!(page.word(times), Some("x" | "X"))
        || page.is_sign(times, '×')
        || page.is_sign(times, '*');
    let next = page.past_space(times + 1);
    let even = page.is_space(first.end) == page.is_space(times + 1);
    let named = page.word(next).is_some() && page.is_space(first.end);
    let follows = sign && even && (named || page.digits(next).is_some());
    follows.then(|| (next, format!("{} nhân", first.words)))
}

/// The `x` of `5m x 20m`, `1 viên x 2 lần`, after an amount and before another.
pub(super) fn times(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let sign = matches!(page.word(at), Some("x" | "X")) && !page.is_glued_before(at);
    let next = page.past_space(at + 1);
    (here.amount && sign && page.digits(next).is_some()).then(|| (next, "nhân ".to_owned()))
}

/// A number with its points and its comma.
pub(super) fn numeral(here: &Here<'_, '_>, at: usize) -> Option<Amount> {
    let page = here.page;
    let first = page.digits(at)?;
    let listed = at > 1 && page.is_sign(at - 1, ',') && page.digits(at - 2).is_some();
    let points = parts(here, at, '.');
    let amount =
        |end: usize, words: String, size: f64| Amount { end, words, size, has_unit: false };
    if points.len() > 1 && !are_thousands(&points) {
        let words: Vec<_> = points.iter().map(|it| whole(it, here.manner)).collect();
        return Some(amount(at + 2 * points.len() - 1, words.join(" chấm "), size(first, "")));
    }
    let digits = points.concat();
    let end = at + 2 * points.len() - 1;
    let commas = if listed { Vec::new() } else { parts(here, end - 1, ',') };
    match commas.as_slice() {
        [_, fraction] => {
            let words = format!("{} phẩy {}", whole(&digits, here.manner), one_by_one(fraction));
            Some(amount(end + 2, words, size(&digits, fraction)))
        }
        // As English writes its thousands.
        [_, _, _, ..] if points.len() == 1 && are_thousands(&commas) => {
            let digits = commas.concat();
            let words = whole(&digits, here.manner);
            Some(amount(at + 2 * commas.len() - 1, words, size(&digits, "")))
        }
        _ => Some(amount(end, plain(here, at, &digits), size(&digits, ""))),
    }
}

/// A number without a fraction: after `thứ` an ordinal, and a month's own word after `tháng`.
fn plain(here: &Here<'_, '_>, at: usize, digits: &str) -> String {
    let filled = digits.len() == 2 && digits.starts_with('0') && only_fills(here, at);
    let number = if filled { digits.trim_start_matches('0') } else { digits };
    let number = if number.is_empty() { "0" } else { number };
    match number.parse() {
        Ok(number @ (1 | 4)) if here.before.last == "thứ" => ordinal(number, here.manner),
        Ok(4) if here.before.last == "tháng" || here.list == Some(Class::Weekday) => {
            ordinal(4, here.manner)
        }
        _ => whole(number, here.manner),
    }
}

/// Whether the zero of `06` only fills two places: `06 tháng`, `mức 01`, but not `Đề án 06`.
fn only_fills(here: &Here<'_, '_>, at: usize) -> bool {
    let counted = here.page.is_space(at + 1)
        && here.page.word(at + 2).is_some_and(|it| it.starts_with(char::is_lowercase));
    here.before.last_is(&FILLED) || counted && !here.before.last_is(&NAMED)
}

/// Digits joined by `sign`, from `at` on.
fn parts<'t>(here: &Here<'_, 't>, at: usize, sign: char) -> Vec<&'t str> {
    let mut found: Vec<_> = here.page.digits(at).into_iter().collect();
    let mut at = at + 1;
    while let Some(digits) = here.page.digits(at + 1).filter(|_| here.page.is_sign(at, sign)) {
        found.push(digits);
        at += 2;
    }
    found
}

fn are_thousands(parts: &[&str]) -> bool {
    let (Some(first), rest) = (parts.first(), parts.get(1..).unwrap_or_default()) else {
        return false;
    };
    first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|it| it.len() == 3)
        || rest.is_empty()
}

/// Only to tell which of two amounts is larger.
pub(super) fn size(digits: &str, fraction: &str) -> f64 {
    format!("{digits}.{fraction}0").parse().unwrap_or(f64::INFINITY)
}
