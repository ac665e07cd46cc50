//! Numbers of papers, digit by digit: identity cards, accounts, taxes, insurance, one-time codes, files, post.

use super::{
    Here, Said, context::counts, letter::name_of, list::Class, month::are_years, number::in_groups,
    phone::gather, token::Page,
};

/// Words that make a number of six and more digits in the same sentence the number of a paper.
const PAPERS: [&str; 10] =
    ["khoản", "thuế", "thẻ", "chiếu", "hiểm", "stk", "mst", "sổ", "phép", "doanh"];

/// Pairs of words with the same effect.
const PAPER_PAIRS: [(&str, &str); 5] =
    [("căn", "cước"), ("định", "danh"), ("chứng", "minh"), ("tài", "khoản"), ("y", "tế")];

/// Words that announce a code: `mã hồ sơ H29-260101-0001`, `mã OTP 483920`.
const CODES: [&str; 3] = ["mã", "hồ", "code"];

/// Signs between the parts of a code.
const BETWEEN: [&str; 5] = ["-", "–", ".", " ", "\u{a0}"];

/// The number of a paper at this place.
pub(super) fn paper(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    if page.is_glued_before(at) {
        return None;
    }
    // A quick test that excludes most words and amounts.
    let none = match page.word(at) {
        Some(word) => !is_part(word),
        None => page.digits(at).is_none_or(|it| it.len() < 3 && page.is_glued(at + 1)),
    };
    if none {
        return None;
    }
    let sentence = here.sentence();
    let coded = sentence.has(5, &CODES);
    let listed = here.list == Some(Class::Paper);
    // `mã OTP gồm 6 số: 123456`
    let named =
        sentence.has(6, &PAPERS) || sentence.has(8, &CODES) || sentence.has_pair(7, &PAPER_PAIRS);
    if !(coded || listed || named) {
        return None;
    }
    let file = code(page, at).filter(|_| coded || named || listed);
    file.or_else(|| {
        let least = if coded { 4 } else { 6 };
        digits(here, least, here.before.last == "mã" || here.before.second == "mã")
    })
}

/// A tax number with its branch, or a code. They look like phone numbers, so that this rule comes before
/// `phone`.
pub(super) fn tax(here: &Here<'_, '_>) -> Option<Said> {
    let named = here.sentence().has(5, &["mã", "thuế", "mst"]);
    paper(here).filter(|_| named)
}

/// Whether letters at this place begin a code such as `DN4480123456789`, even if they mean something alone.
pub(super) fn is_glued_code(page: &Page<'_>, at: usize) -> bool {
    page.word(at).is_some() && page.digits(at + 1).is_some_and(|it| it.len() >= 6)
}

/// Digits, in groups or not: `001085012345`, `1903 4567 8910 11`, `483 920`.
fn digits(here: &Here<'_, '_>, least: usize, at_once: bool) -> Option<Said> {
    /// The most digits of such a number.
    const MOST: usize = 24;
    let (page, at) = (here.page, here.at);
    let first = page.digits(at)?;
    let (end, groups) = gather(page, at, MOST)?;
    let total: usize = groups.iter().map(|it| it.len()).sum();
    // Points before groups of three digits separate thousands, so that the number may be an amount.
    let amount = groups.len() > 1
        && page.is_sign(at + 1, '.')
        && first.len() <= 3
        && !first.starts_with('0');
    let decimal = page.is_sign(end, ',') && page.digits(end + 1).is_some();
    let divided = page.is_sign(end, '/');
    let spaced = groups.len() > 1 && page.is_space(at + 1);
    let short = spaced && groups.iter().any(|it| it.len() < 2);
    let enough = total >= least || total == 3 && at_once && groups.len() == 1;
    let dashed = groups.len() > 1 && page.is_dash(at + 1) && at_once;
    if !(enough || dashed)
        || amount
        || decimal
        || divided
        || short
        || are_years(page, at)
        || page.is_glued(end)
        || counts(page, end)
    {
        return None;
    }
    Some((end, in_groups(&groups)))
}

/// Whether a word is up to three capitals, as in a code.
fn is_part(word: &str) -> bool {
    word.chars().nth(3).is_none() && word.chars().all(char::is_uppercase)
}

/// A code of letters and digits: `H29-260101-0001`, `DN 4 79 7912345678`, `G22.99-240101-0001`.
fn code(page: &Page<'_>, at: usize) -> Option<Said> {
    /// The most parts of a code.
    const PARTS: usize = 20;
    let (mut parts, mut end, mut letters, mut figures) = (vec![String::new()], at, false, 0);
    for _ in 0..PARTS {
        let names = page
            .word(end)
            .filter(|it| is_part(it))
            .and_then(|it| it.chars().map(name_of).collect::<Option<Vec<_>>>());
        let said = match (names, page.digits(end)) {
            (Some(names), _) => {
                letters = true;
                names.join(" ")
            }
            (None, Some(digits)) => {
                figures += digits.len();
                in_groups(&[digits])
            }
            (None, None) => break,
        };
        let part = parts.last_mut()?;
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(&said);
        end += 1;
        let part_follows =
            |at: usize| page.digits(at).is_some() || page.word(at).is_some_and(is_part);
        // `PIN 1234` is a word and a number, not a code.
        let apart = page.is_space(end)
            && figures == 0
            && end > at
            && page.word(at).is_some_and(|it| it.chars().count() > 2);
        let between = !apart && page.get(end).is_some_and(|it| BETWEEN.contains(&it.text));
        if between
            && part_follows(end + 1)
            && (!page.is_space(end) || page.digits(end + 1).is_some())
        {
            parts.push(String::new());
            end += 1;
        }
    }
    let whole = letters && figures >= 4 && !page.is_glued(end) && !page.is_sign(end, '/');
    let said = parts.iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    whole.then_some((end, said))
}
