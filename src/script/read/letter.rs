//! Letters with a number: `C06`, `hạng B2`, `H5N1`, `nhà 12b`.

use super::{
    Here, Said,
    number::{one_by_one, whole},
};

/// Names of the letters.
const LETTERS: [(char, &str); 27] = [
    ('A', "a"),
    ('B', "bê"),
    ('C', "xê"),
    ('D', "dê"),
    ('Đ', "đê"),
    ('E', "e"),
    ('F', "ép"),
    ('G', "giê"),
    ('H', "hát"),
    ('I', "i"),
    ('J', "gi"),
    ('K', "ca"),
    ('L', "e lờ"),
    ('M', "em mờ"),
    ('N', "en nờ"),
    ('O', "o"),
    ('P', "pê"),
    ('Q', "quy"),
    ('R', "e rờ"),
    ('S', "ét sì"),
    ('T', "tê"),
    ('U', "u"),
    ('V', "vê"),
    ('W', "vê kép"),
    ('X', "ích xì"),
    ('Y', "i dài"),
    ('Z', "dét"),
];

/// Small letters after the number of a house, a class or a point: `12b`.
const SMALL: [char; 5] = ['a', 'b', 'c', 'd', 'e'];

/// The name of a letter, capital or small.
pub(super) fn name_of(letter: char) -> Option<&'static str> {
    let capital = letter.to_uppercase().next()?;
    LETTERS.iter().find(|(it, _)| *it == capital).map(|(_, name)| *name)
}

/// The name of a letter next to a number: a capital on either side, `C06`, `1A`, `H5N1`; a small letter only
/// after the number, `12b`.
pub(super) fn letter(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let word = page.word(at)?;
    let first = word.chars().next().filter(|it| word.len() == it.len_utf8())?;
    let after = page.digits(at + 1).is_some();
    let before = at > 0 && page.digits(at - 1).is_some();
    let fits = if first.is_uppercase() {
        (before || !page.is_glued_before(at)) && (after || before && !page.is_glued(at + 1))
    } else {
        before && SMALL.contains(&first) && (after || !page.is_glued(at + 1))
    };
    name_of(first).filter(|_| fits).map(|name| (at + 1, name.to_owned()))
}

/// Whether the digits at this place belong to the letters before them; `2x3m` are two lengths.
pub(super) fn is_glued(here: &Here<'_, '_>) -> bool {
    let times = here.at > 0 && matches!(here.page.word(here.at - 1), Some("x" | "X"));
    here.page.is_glued_before(here.at) && !times
}

/// The digits after a letter: a number if it is short, else digit by digit.
pub(super) fn digits(here: &Here<'_, '_>) -> Option<Said> {
    let digits = here.page.digits(here.at)?;
    let words = if digits.len() <= 3 { whole(digits, here.manner) } else { one_by_one(digits) };
    Some((here.at + 1, words))
}
