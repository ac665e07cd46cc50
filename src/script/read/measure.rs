//! Amounts: whole numbers, decimals, fractions, with their units, and the span between two of them.

use super::{
    Here, Said,
    number::{cardinal, one_by_one, ordinal, whole},
    unit::{self, Sort},
};

/// Words after which the zero of `06` is only there to fill two places.
const FILLED: [&str; 14] = [
    "mức", "độ", "điều", "khoản", "mục", "phần", "tập", "quý", "tuần", "giờ", "phút", "tháng",
    "ngày", "lớp",
];

/// Words after which `06` is a name and keeps its zero whatever follows.
const NAMED: [&str; 6] = ["án", "số", "mã", "cục", "kênh", "đường"];

/// Words that are said again before the end of a span: `thứ hai đến thứ sáu`.
const REPEATED: [&str; 2] = ["thứ", "tháng"];

/// An amount as written.
struct Amount {
    end: usize,
    words: String,
    size: f64,
    has_unit: bool,
}

/// An amount at this place, or the span between two.
pub(super) fn measure(here: &Here<'_, '_>) -> Option<Said> {
    let first = amount(here, here.at)?;
    let Some(second) = span_end(here, &first) else { return Some((first.end, first.words)) };
    let before = here.before.last.as_str();
    let words = match before {
        "từ" => format!("{} đến {}", first.words, second.words),
        _ if REPEATED.contains(&before) => {
            format!("{} đến {before} {}", first.words, second.words)
        }
        _ => format!("từ {} đến {}", first.words, second.words),
    };
    Some((second.end, words))
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
    // `km/h`, `đ/kg`, `kg/người`; a word that is no unit is read on its own.
    if page.is_sign(unit.end, '/') && page.word(unit.end + 1).is_some() {
        amount.end = unit.end + 1;
        let known = unit::named(page, amount.end).or_else(|| unit::close(page, amount.end));
        let each = unit.sort == Sort::Money || known.is_none();
        amount.words = format!("{} {}", amount.words, if each { "một" } else { "trên" });
        if let Some(known) = known {
            amount.words = format!("{} {}", amount.words, known.spoken);
            amount.end = known.end;
        }
    }
    Some(amount)
}

/// `3/4` is `ba phần tư`, `15/20` is `mười lăm trên hai mươi`; of three parts it is none.
fn fraction(here: &Here<'_, '_>, at: usize) -> Option<Amount> {
    let page = here.page;
    let divides = |at: usize| page.is_sign(at, '/');
    let (above, below) = (page.digits(at)?, page.digits(at + 2)?);
    let chain = divides(at + 3) || at > 0 && divides(at - 1);
    if !divides(at + 1) || chain {
        return None;
    }
    let (upper, lower) = (above.parse().unwrap_or(u64::MAX), below.parse().unwrap_or(u64::MAX));
    let words = if upper < lower && lower <= 10 && upper > 0 {
        format!("{} phần {}", cardinal(upper, here.manner), ordinal(lower, here.manner))
    } else {
        format!("{} trên {}", whole(above, here.manner), whole(below, here.manner))
    };
    let size = size(above, "") / size(below, "").max(1.0);
    Some(Amount { end: at + 3, words, size, has_unit: false })
}

/// A number with its points and its comma.
fn numeral(here: &Here<'_, '_>, at: usize) -> Option<Amount> {
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
        Ok(4) if here.before.last == "tháng" => ordinal(4, here.manner),
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
fn size(digits: &str, fraction: &str) -> f64 {
    format!("{digits}.{fraction}0").parse().unwrap_or(f64::INFINITY)
}
