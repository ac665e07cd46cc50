//! Two numbers about one thing: fractions, house numbers, results of a match.

use super::{
    Here, Said,
    context::counts,
    feast::is_house,
    measure::{Amount, numeral, size},
    number::{cardinal, ordinal, whole},
};

/// Words after which two numbers are a result out of a whole, or a pressure: `đạt 5/6 tiêu chí`.
const OUT_OF: [&str; 7] = ["đạt", "được", "áp", "ép", "trực", "điểm", "lệ"];

/// Words of a sentence about a match.
const MATCH: [&str; 7] = ["thắng", "thua", "hòa", "bại", "dẫn", "gỡ", "hiệp"];

/// A fraction: `3/4` is read `ba phần tư`, `15/20` `mười lăm trên hai mươi`. House numbers are read in the
/// second way.
pub(super) fn fraction(here: &Here<'_, '_>, at: usize) -> Option<Amount> {
    let page = here.page;
    // `tỷ lệ 1:10`, `bản đồ 1:5.000`
    let ratio =
        page.is_sign(at + 1, ':') && (here.before.last == "lệ" || page.digits(at) == Some("1"));
    let divides = |at: usize| page.is_sign(at, '/') || ratio && page.is_sign(at, ':');
    let (above, below) = (page.digits(at)?, page.digits(at + 2)?);
    if !divides(at + 1) || at > 0 && divides(at - 1) {
        return None;
    }
    if divides(at + 3) {
        return house(here, at);
    }
    // `tỷ lệ 1/25.000`
    let large = numeral(here, at + 2).filter(|it| it.end > at + 3);
    let (end, lower_words) =
        large.map_or_else(|| (at + 3, whole(below, here.manner)), |it| (it.end, it.words));
    let (upper, lower) = (above.parse().unwrap_or(u64::MAX), below.parse().unwrap_or(u64::MAX));
    let result = ratio
        || here.before.last_is(&OUT_OF)
        || is_house(here, at, end)
        || upper > 1 && counts(page, end);
    let words = if upper < lower && lower <= 10 && upper > 0 && end == at + 3 && !result {
        format!("{} phần {}", cardinal(upper, here.manner), ordinal(lower, here.manner))
    } else {
        format!("{} trên {lower_words}", whole(above, here.manner))
    };
    let size = size(above, "") / size(below, "").max(1.0);
    Some(Amount { end, words, size, has_unit: false })
}

/// A house number in an alley, `12/5/3`, after a word for a house.
fn house(here: &Here<'_, '_>, at: usize) -> Option<Amount> {
    /// The longest number of a house, in parts.
    const MOST: usize = 5;
    let page = here.page;
    let (mut words, mut end) = (vec![whole(page.digits(at)?, here.manner)], at + 1);
    while let Some(digits) =
        page.digits(end + 1).filter(|_| page.is_sign(end, '/') && words.len() < MOST)
    {
        words.push(whole(digits, here.manner));
        end += 2;
    }
    let known = is_house(here, at, end) && !page.is_sign(end, '/') && !page.is_glued(end);
    known.then(|| Amount { end, words: words.join(" trên "), size: 0.0, has_unit: false })
}

/// A score, read as two numbers: `thắng 3-2`, `hòa 0-0`, `tỷ số 1-2`.
pub(super) fn score(here: &Here<'_, '_>) -> Option<Said> {
    let page = here.page;
    let small = |at: usize| page.digits(at).filter(|it| it.len() <= 2);
    let first = small(here.at)?;
    let at = page.past_dash(here.at + 1)?;
    let second = small(at)?;
    let longer = page.past_dash(at + 1).is_some()
        || ['/', ',', '.', ':', '%'].iter().any(|it| page.is_sign(at + 1, *it))
            && (page.digits(at + 2).is_some() || page.is_sign(at + 1, '%'));
    let sentence = here.sentence();
    let victory = sentence.has_pair(8, &[("chiến", "thắng")]);
    let played =
        !victory && sentence.has(8, &MATCH) || sentence.has_pair(4, &[("tỷ", "số"), ("tỉ", "số")]);
    let is_score = played
        && !longer
        && !page.is_glued(at + 1)
        && !counts(page, at + 1)
        && !page.is_after_dash(here.at);
    is_score.then(|| {
        let join = if page.is_space(here.at + 1) { " - " } else { "-" };
        (at + 1, format!("{}{join}{}", whole(first, here.manner), whole(second, here.manner)))
    })
}
