//! Signs: the words for them, signs that are only punctuation, and signs that have no sound.

use std::cell::OnceCell;

use super::{
    Here, Said,
    context::{Before, counts},
    measure::measure,
    unit,
};

/// Punctuation: signs that sound as a pause or not at all.
const PUNCTUATION: &str = ".,;:!?…()[]{}\"'“”‘’„«»‹›-–—\n\r\u{2028}\u{2029}";

/// Marks at the beginning of a line or a list item.
const BULLETS: &str = "•●○▪■□◆◇►▶➤➢✓✔*+·–—-";

/// Signs before a number.
const BEFORE_NUMBER: [(char, &str); 8] = [
    ('±', "cộng trừ"),
    ('>', "trên"),
    ('<', "dưới"),
    ('≤', "không quá"),
    ('~', "khoảng"),
    ('≈', "khoảng"),
    ('+', "cộng"),
    ('≥', "từ"),
];

/// Signs that are read as a word at any place.
const ANYWHERE: [(char, &str); 8] = [
    ('&', "và"),
    ('=', "bằng"),
    ('+', "cộng"),
    ('×', "nhân"),
    ('÷', "chia"),
    ('½', "một phần hai"),
    ('¼', "một phần tư"),
    ('¾', "ba phần tư"),
];

/// Units after which `≥` is read with `trở lên`: `≥ 18 tuổi`.
const MEASURED: [&str; 14] = [
    "tuổi", "người", "hộ", "điểm", "năm", "tháng", "ngày", "lần", "giờ", "phút", "đồng", "triệu",
    "mét", "độ",
];

/// Whether a sign may stand in what is read.
pub(super) fn is_punctuation(text: &str) -> bool {
    PUNCTUATION.contains(text)
}

/// Whether a sign at the beginning of a line is only a mark of a list: `• `, `+ `. A dash stays.
pub(super) fn is_bullet(here: &Here<'_, '_>) -> bool {
    let (page, at) = (here.page, here.at);
    let text = page.get(at).map_or("", |it| it.text);
    let begins = here.spoken.trim_end_matches([' ', '\t']);
    let first = begins.is_empty() || begins.ends_with('\n');
    first && page.is_space(at + 1) && BULLETS.contains(text) && !PUNCTUATION.contains(text)
}

/// The words of a sign at this place.
pub(super) fn sign(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let sign = page.get(at)?.text.chars().next()?;
    if sign == '/' {
        return each(here);
    }
    let equal = page.is_sign(at + 1, '=') && matches!(sign, '<' | '>');
    let sign = match sign {
        '<' if equal => '≤',
        '>' if equal => '≥',
        sign => sign,
    };
    let next = page.past_space(at + 1 + usize::from(equal));
    if page.digits(next).is_some() {
        if sign == '≥' {
            return Some(at_least(here, next));
        }
        if let Some((_, words)) = BEFORE_NUMBER.iter().find(|(it, _)| *it == sign) {
            return Some((next, format!("{words} ")));
        }
    }
    let (_, words) = ANYWHERE.iter().find(|(it, _)| *it == sign)?;
    let apart = if page.is_glued(at + 1) { " " } else { "" };
    Some((at + 1, format!("{words}{apart}")))
}

/// `≥ 18 tuổi`: `từ mười tám tuổi trở lên`.
fn at_least(here: &Here<'_, '_>, at: usize) -> Said {
    let Here { page, spoken, words, manner, .. } = *here;
    let number = Here {
        page,
        at,
        spoken,
        before: Before::default(),
        sentence: OnceCell::new(),
        list: None,
        amount: false,
        words,
        manner,
    };
    let Some((end, words)) = measure(&number) else { return (at, "từ ".to_owned()) };
    let next = here.page.past_space(end);
    let counted = here
        .page
        .word(next)
        .filter(|it| next > end && (MEASURED.contains(it) || counts(here.page, end)));
    match counted {
        Some(word) => (next + 1, format!("từ {words} {word} trở lên")),
        None => (end, format!("từ {words} trở lên")),
    }
}

/// Words after the stroke of an amount: `12 người/đoàn`, `3 lần/ngày`.
const SHARED_BY: [&str; 41] = [
    "người", "hộ", "tháng", "năm", "ngày", "tuần", "giờ", "lần", "lượt", "đoàn", "lớp", "suất",
    "con", "cây", "lít", "buổi", "ca", "xe", "vụ", "khẩu", "nhân", "học", "đêm", "phút", "quý",
    "chuyến", "sào", "mẫu", "gia", "cháu", "em", "trẻ", "cụ", "bữa", "bàn", "chiếc", "cái", "đợt",
    "công", "điểm", "giây",
];

/// `/` after an amount: `đồng/người/tháng`.
fn each(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let next = page.word(at + 1)?;
    let money = here.spoken.ends_with("đồng")
        || here.spoken.ends_with("người")
        || here.spoken.ends_with("hộ");
    let once_more = here.sentence().second_is("một");
    let shared =
        money || once_more || SHARED_BY.contains(&next) || unit::named(page, at + 1).is_some();
    // `tấn/ha`: the unit has no number of its own.
    let (end, what) = match unit::named(page, at + 1) {
        Some(unit) => (unit.end, format!("một {}", unit.spoken)),
        None => (at + 1, "một".to_owned()),
    };
    (here.amount && shared).then_some((end, what))
}
