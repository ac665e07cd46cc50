//! Abbreviations with a point or a stroke: `P.5`, `TP. Hà Nội`, `đ/c`.

use super::{Here, Said};

/// Abbreviations of places before a number or a name, with their full words.
const PLACES: [(&str, &str); 15] = [
    ("P", "phường"),
    ("Q", "quận"),
    ("TP", "thành phố"),
    ("Tp", "thành phố"),
    ("tp", "thành phố"),
    ("TX", "thị xã"),
    ("Tx", "thị xã"),
    ("TT", "thị trấn"),
    ("Tt", "thị trấn"),
    ("H", "huyện"),
    ("X", "xã"),
    ("KP", "khu phố"),
    ("Kp", "khu phố"),
    ("Đ", "đường"),
    ("T", "tỉnh"),
];

/// Abbreviations of titles before a name.
const TITLES: [(&str, &str); 6] = [
    ("ThS", "thạc sĩ"),
    ("TS", "tiến sĩ"),
    ("GS", "giáo sư"),
    ("PGS", "phó giáo sư"),
    ("BS", "bác sĩ"),
    ("KS", "kỹ sư"),
];

/// Abbreviations with a stroke.
const STROKES: [(&str, &str, &str); 5] = [
    ("đ", "c", "đồng chí"),
    ("t", "m", "thay mặt"),
    ("k", "t", "ký thay"),
    ("t", "l", "thừa lệnh"),
    ("k", "g", "kính gửi"),
];

/// An abbreviation at this place.
pub(super) fn short(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);

    match page.word(at) {
        // The abbreviation of a road before a number, of a telephone elsewhere.
        Some("ĐT") if page.digits(at + 1).is_some() => Some((at + 1, "đường tỉnh".to_owned())),
        Some("ĐT") if is_road(here) => Some((at + 1, "đường tỉnh".to_owned())),
        Some("ĐT") => Some((at + 1, "điện thoại".to_owned())),
        Some("TL") => authority_or_road(here),
        // A doctor before a name, a plate before its number.
        Some("BS") if page.digits(page.past_space(at + 1)).is_some() => {
            Some((at + 1, "biển số".to_owned()))
        }
        _ if page.is_sign(at + 1, '/') => by_stroke(here),
        // `TS Lê Hùng`, `BS Mai`
        Some(word) if page.is_space(at + 1) && is_name(here, at + 2) => {
            let (_, title) = TITLES.iter().find(|(it, _)| *it == word)?;
            Some((at + 1, (*title).to_owned()))
        }
        _ => by_point(here),
    }
}

/// Whether three digits that are no number to call follow: `ĐT 743`.
fn is_road(here: &Here<'_, '_>) -> bool {
    let page = here.page;
    let number = here.at + 2;
    let road = page
        .digits(number)
        .is_some_and(|it| it.len() == 3 && !it.starts_with('0') && !it.starts_with("11"));
    let more = page.get(number + 1).is_some_and(|it| matches!(it.text, " " | "." | "-"))
        && page.digits(number + 2).is_some();
    page.is_space(here.at + 1) && road && !more
}

/// `TL. Chủ tịch` signs for another; `TL 419`, `TL.419` is a road.
fn authority_or_road(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let point = page.is_sign(at + 1, '.');
    let next = page.past_space(at + 1 + usize::from(point));
    let apart = if next > at + 1 { " " } else { "" };
    if page.digits(next).is_some() {
        return Some((next, format!("tỉnh lộ{apart}")));
    }
    let capital = page.word(next).is_some_and(|it| it.starts_with(char::is_uppercase));
    (point && capital).then(|| (next, "thừa lệnh ".to_owned()))
}

fn by_point(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let word = page.word(at)?;
    if !page.is_sign(at + 1, '.') {
        return None;
    }
    let next = page.past_space(at + 2);
    let close = next == at + 2;
    let one_letter = word.chars().nth(1).is_none();
    if let Some((_, title)) = TITLES.iter().find(|(it, _)| *it == word) {
        let another = page.word(next).is_some_and(|it| TITLES.iter().any(|(one, _)| *one == it));
        return (another || is_name(here, next)).then(|| (next, format!("{title} ")));
    }
    let (_, place) = PLACES.iter().find(|(it, _)| *it == word)?;
    let numbered = page.digits(next).is_some() && matches!(word, "P" | "Q" | "KP" | "Kp");
    // No ward has a number of three digits.
    let place = if word == "P" && page.digits(next).is_some_and(|it| it.len() > 2) {
        "phòng"
    } else {
        place
    };
    let named = is_name(here, next) && (close || !one_letter || !follows_name(here));
    (numbered || named).then(|| (next, format!("{place} ")))
}

/// Whether a word is a capital followed by small letters.
fn is_name(here: &Here<'_, '_>, at: usize) -> bool {
    let word = here.next_word(at).unwrap_or_default();
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Whether a name stands before it, so that `B.` in `Lê Thị B.` is the initial of a person.
fn follows_name(here: &Here<'_, '_>) -> bool {
    let before = here.at.checked_sub(2).and_then(|at| here.page.word(at));
    before.is_some_and(|it| it.starts_with(char::is_uppercase))
}

/// An abbreviation with a stroke. `đ/c` is `địa chỉ` where an address follows, else `đồng chí`.
fn by_stroke(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let (first, second) = (page.word(at)?, page.word(at + 2)?);
    let small = first.to_lowercase();
    let (_, _, words) = STROKES.iter().find(|(one, other, _)| *one == small && *other == second)?;
    let end = at + 3 + usize::from(page.is_sign(at + 3, '.'));
    let next = page.past_space(at + 3);
    let address = page.digits(next).is_some()
        || page.is_sign(next, ':')
        || here.before.last_is(&["ở", "tại", "theo"]);
    let words = if small == "đ" && address { "địa chỉ" } else { words };
    let capital = first.starts_with(char::is_uppercase);
    let words = if capital { with_capital(words) } else { words.to_owned() };
    (!page.is_glued(at + 3)).then_some((end, words))
}

fn with_capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
