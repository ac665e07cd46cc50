//! Roman numerals after the words that announce them, and letters with a number: `C06`, `hạng B2`.

use super::{
    Here, Said,
    number::{cardinal, one_by_one, ordinal, whole},
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

/// Roman numerals, largest first.
const SIGNS: [(u64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Words after which a Roman numeral stands.
const NUMBERED: [&str; 14] = [
    "thứ", "khóa", "kỷ", "kỉ", "chương", "phần", "mục", "quý", "hội", "lục", "điều", "khoản",
    "tập", "kỳ",
];

/// Words after which every letter is a numeral; elsewhere `C` and `D` alone are letters of a list.
const COUNTED: [&str; 4] = ["thứ", "khóa", "kỷ", "kỉ"];

/// A Roman numeral, where the word before says that it is one.
pub(super) fn roman(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let word = page.word(at)?;
    let number = value(word)?;
    let listed = matches!(word, "C" | "D" | "L" | "M") && !here.before.last_is(&COUNTED);
    if listed || !here.before.last_is(&NUMBERED) {
        return None;
    }
    let is_ordinal = here.before.last == "thứ";
    let say = if is_ordinal { ordinal } else { cardinal };
    let words = say(number, here.manner);
    // `quý IV/2026`
    let year = page.digits(at + 2).filter(|it| it.len() == 4 && page.is_sign(at + 1, '/'));
    match year.filter(|_| here.before.last == "quý") {
        Some(year) => Some((at + 3, format!("{words} năm {}", whole(year, here.manner)))),
        None => Some((at + 1, words)),
    }
}

/// The value of a Roman numeral in its one right form, below four thousand.
fn value(word: &str) -> Option<u64> {
    const LONGEST: usize = "MMMDCCCLXXXVIII".len();
    if word.len() > LONGEST {
        return None;
    }
    let (mut number, mut rest) = (0, word);
    while let Some((value, sign)) = SIGNS.iter().find(|(_, sign)| rest.starts_with(sign)) {
        number += value;
        rest = &rest[sign.len()..];
    }
    (rest.is_empty() && (1..4000).contains(&number) && roman_form(number) == word).then_some(number)
}

fn roman_form(mut number: u64) -> String {
    let mut form = String::new();
    while let Some((value, sign)) = SIGNS.iter().find(|(value, _)| *value <= number) {
        number -= value;
        form += sign;
    }
    form
}

/// One capital letter with a number: its name. Before the number as in `C06`, or after it as in `1A`.
pub(super) fn letter(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let word = page.word(at)?;
    let before = at > 0 && page.digits(at - 1).is_some() && !page.is_glued(at + 1);
    let after = !page.is_glued_before(at) && page.digits(at + 1).is_some();
    let is_word = |letter: char| word.chars().eq([letter]);
    let name = LETTERS.iter().find(|(letter, _)| is_word(*letter)).map(|(_, name)| *name)?;
    (before || after).then(|| (at + 1, name.to_owned()))
}

/// Whether the digits at this place belong to the letters before them; `2x3m` are two lengths.
pub(super) fn is_glued(here: &Here<'_, '_>) -> bool {
    let times = here.at > 0 && here.page.word(here.at - 1) == Some("x");
    here.page.is_glued_before(here.at) && !times
}

/// The digits after a letter: a number if it is short, else digit by digit.
pub(super) fn digits(here: &Here<'_, '_>) -> Option<Said> {
    let digits = here.page.digits(here.at)?;
    let words = if digits.len() <= 3 { whole(digits, here.manner) } else { one_by_one(digits) };
    Some((here.at + 1, words))
}
