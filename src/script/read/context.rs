//! The context of a number: the words read before it, and the thing that it counts after it.

use super::{token::Page, unit};

/// The longest word that is looked at, in bytes.
const LONGEST: usize = 40;
/// How many earlier words of the sentence are looked at.
const SEEN: usize = 14;

/// The last three words before a place, in small letters; a word is empty if anything but spaces follows it.
#[derive(Debug, Default)]
pub(super) struct Before {
    pub(super) last: String,
    pub(super) second: String,
    pub(super) third: String,
}

impl Before {
    pub(super) fn of(spoken: &str) -> Self {
        let (last, rest) = word_before(spoken);
        let (second, rest) = word_before(rest);
        let (third, _) = word_before(rest);
        Self { last, second, third }
    }

    pub(super) fn last_is(&self, words: &[&str]) -> bool {
        words.contains(&self.last.as_str())
    }

    pub(super) fn both_are(&self, second: &str, last: &str) -> bool {
        self.second == second && self.last == last
    }
}

/// The word before the spaces at the end, with or without a colon, and what stands before it.
fn word_before(spoken: &str) -> (String, &str) {
    let rest = spoken.trim_end_matches([' ', '\t', '\u{a0}']);
    if rest.len() == spoken.len() {
        return (String::new(), "");
    }
    let rest = rest.strip_suffix(':').unwrap_or(rest);
    let (word, rest) = word_at_end(rest);
    (word.to_lowercase(), rest)
}

fn word_at_end(text: &str) -> (&str, &str) {
    let letters = text.chars().rev().take_while(|it| it.is_alphabetic());
    let length: usize = letters.take(LONGEST).map(char::len_utf8).sum();
    let (rest, word) = text.split_at(text.len() - length);
    (word, rest)
}

/// The last words of the sentence, the nearest first, in small letters; at most fourteen.
#[derive(Debug, Default)]
pub(super) struct Sentence(Vec<String>);

impl Sentence {
    pub(super) fn of(spoken: &str) -> Self {
        let (mut words, mut rest) = (Vec::new(), spoken);
        while words.len() < SEEN {
            let (between, ended) = passed(rest);
            rest = &rest[..rest.len() - between];
            let (word, before) = word_at_end(rest);
            if ended || word.is_empty() {
                break;
            }
            words.push(word.to_lowercase());
            rest = before;
        }
        Self(words)
    }

    /// Whether one of the `near` last words is one of `words`.
    pub(super) fn has(&self, near: usize, words: &[&str]) -> bool {
        self.0.iter().take(near).any(|it| words.contains(&it.as_str()))
    }

    /// Whether the word before the last is this one.
    pub(super) fn second_is(&self, word: &str) -> bool {
        self.0.get(1).is_some_and(|it| it == word)
    }

    /// Whether one of the pairs stands together among the `near` last words.
    pub(super) fn has_pair(&self, near: usize, pairs: &[(&str, &str)]) -> bool {
        let words = &self.0[..near.min(self.0.len())];
        words.windows(2).any(|two| pairs.contains(&(two[1].as_str(), two[0].as_str())))
    }
}

/// The number of bytes at the end that are not letters, and whether a sentence ends there.
fn passed(text: &str) -> (usize, bool) {
    /// More signs than this in a row are not looked at.
    const SIGNS: usize = 8;
    let (mut bytes, mut ended) = (0, false);
    for letter in text.chars().rev().take(SIGNS).take_while(|it| !it.is_alphabetic()) {
        bytes += letter.len_utf8();
        ended |= matches!(letter, '.' | '!' | '?' | '…' | '\n' | '\r' | '\u{2028}' | '\u{2029}');
    }
    (bytes, ended)
}

/// Things that are counted, as one word.
const COUNTED: [&str; 55] = [
    "người",
    "hộ",
    "em",
    "cháu",
    "cụ",
    "trẻ",
    "lượt",
    "ca",
    "vụ",
    "cuộc",
    "suất",
    "phần",
    "chiếc",
    "cái",
    "con",
    "cây",
    "xe",
    "nghìn",
    "ngàn",
    "vạn",
    "triệu",
    "tỷ",
    "tỉ",
    "đồng",
    "lần",
    "ngày",
    "giờ",
    "phút",
    "giây",
    "tháng",
    "tuổi",
    "thôn",
    "xóm",
    "ấp",
    "xã",
    "phường",
    "tiêu",
    "điểm",
    "câu",
    "mẫu",
    "sào",
    "tấn",
    "tạ",
    "thửa",
    "căn",
    "bài",
    "lớp",
    "trường",
    "tân",
    "tập",
    "tin",
    "viên",
    "bữa",
    "chuyến",
    "buổi",
];

/// Things that are counted, by their first two words.
const COUNTED_PAIRS: [(&str, &str); 24] = [
    ("công", "dân"),
    ("công", "nhân"),
    ("công", "trình"),
    ("gia", "đình"),
    ("học", "sinh"),
    ("thanh", "niên"),
    ("cán", "bộ"),
    ("chiến", "sĩ"),
    ("chiến", "sỹ"),
    ("đoàn", "viên"),
    ("hội", "viên"),
    ("đảng", "viên"),
    ("đại", "biểu"),
    ("đơn", "vị"),
    ("tin", "nhắn"),
    ("nạn", "nhân"),
    ("bệnh", "nhân"),
    ("thí", "sinh"),
    ("giáo", "viên"),
    ("dân", "quân"),
    ("phụ", "nữ"),
    ("tài", "khoản"),
    ("hồ", "sơ"),
    ("thành", "viên"),
];

/// Whether the number before `end` counts what follows: `115 người`, `1022 đồng`.
pub(super) fn counts(page: &Page<'_>, end: usize) -> bool {
    let next = page.past_space(end);
    if unit::named(page, next).is_some() {
        return true;
    }
    let Some(word) = page.word(next) else { return false };
    let second = page.word(next + 2).filter(|_| page.is_space(next + 1)).unwrap_or_default();
    COUNTED.contains(&word) || COUNTED_PAIRS.contains(&(word, second))
}

/// Whether the number goes on after `end`: `1.022`, `1,5`, `10/2026`.
pub(super) fn goes_on(page: &Page<'_>, end: usize) -> bool {
    let joined = ['.', ',', '/', ':'].iter().any(|sign| page.is_sign(end, *sign));
    page.is_glued(end) || joined && page.digits(end + 1).is_some()
}
