//! Roman numerals after the words that announce them, alone, in lists and from one to another.

use super::{
    Here, Said,
    list::Class,
    number::{cardinal, ordinal, whole},
};

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

/// Words that announce a Roman numeral.
const NUMBERED: [&str; 31] = [
    "thứ", "khóa", "kỷ", "kỉ", "chương", "phần", "mục", "quý", "hội", "lục", "điều", "khoản",
    "tập", "kỳ", "kì", "vùng", "đợt", "cấp", "hạng", "loại", "bậc", "đoạn", "khu", "nhóm", "vòng",
    "tổ", "vực", "giải", "động", "tuyến", "bảng",
];

/// Words after which every letter is a numeral; elsewhere `C` and `D` alone are letters of a list.
const COUNTED: [&str; 4] = ["thứ", "khóa", "kỷ", "kỉ"];

/// A Roman numeral after a word that announces one, in a list of such, or at the beginning of a heading.
pub(super) fn roman(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let number = value(page.word(at)?)?;
    if page.is_glued_before(at) {
        return None;
    }
    let is_letter =
        matches!(page.word(at), Some("C" | "D" | "L" | "M")) && !here.before.last_is(&COUNTED);
    let announced = here.before.last_is(&NUMBERED) || here.list == Some(Class::Roman);
    if is_letter || !(announced || heads(here)) {
        return None;
    }
    let say = if here.before.last == "thứ" { ordinal } else { cardinal };
    let words = say(number, here.manner);
    let joined = page.is_sign(at + 1, '/') || page.is_sign(at + 1, '-');
    // `quý IV/2026`
    let year = page.digits(at + 2).filter(|it| it.len() == 4 && joined);
    if let Some(year) = year {
        return Some((at + 3, format!("{words} năm {}", whole(year, here.manner))));
    }
    // `vùng I - IV`
    let dash = page.past_space(at + 1);
    let other = page.past_space(dash + 1);
    let last = page.word(other).and_then(value).filter(|it| page.is_dash(dash) && *it > number);
    match last {
        Some(last) if !page.is_glued(other + 1) => {
            let (name, last) = (&here.before.last, say(last, here.manner));
            let again = if here.before.last_is(&["thứ", "khóa"]) {
                format!("{name} ")
            } else {
                String::new()
            };
            Some((other + 1, format!("{words} đến {again}{last}")))
        }
        _ => Some((at + 1, words)),
    }
}

/// Whether the numeral numbers a heading: `II. Nhiệm vụ` at the beginning of a line.
fn heads(here: &Here<'_, '_>) -> bool {
    let (page, at) = (here.page, here.at);
    let begins = here.spoken.trim_end_matches(' ').is_empty()
        || here.spoken.trim_end_matches(' ').ends_with('\n');
    begins && (page.is_sign(at + 1, '.') || page.is_sign(at + 1, ')'))
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
