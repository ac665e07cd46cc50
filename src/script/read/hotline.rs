//! Short numbers to call, digit by digit: `113`, `1022`, `nhắn tin 1414`, `114 (cứu hỏa)`.
//!
//! A short number looks like an amount. It is a number to call if the sentence is about calling or help, if
//! the service is named after it, or if it stands in a list of such numbers. It is not if it counts
//! something: `gọi 113 thanh niên`.

use super::{
    Here, Said,
    context::{counts, goes_on},
    list::Class,
    number::one_by_one,
    token::Page,
};

/// Emergency and help services.
const EMERGENCY: [&str; 5] = ["111", "112", "113", "114", "115"];

/// Words that make an emergency number in the same sentence a number to call.
const HELP: [&str; 10] =
    ["gọi", "báo", "nóng", "thoại", "hotline", "khẩn", "cứu", "cháy", "alo", "bấm"];

/// Pairs of words with the same effect.
const HELP_PAIRS: [(&str, &str); 9] = [
    ("công", "an"),
    ("cảnh", "sát"),
    ("tổng", "đài"),
    ("số", "máy"),
    ("liên", "hệ"),
    ("liên", "lạc"),
    ("trực", "ban"),
    ("tai", "nạn"),
    ("trẻ", "em"),
];

/// Words with which any number of three to five digits in the same sentence may be a number to call.
const CALLED: [&str; 12] =
    ["gọi", "đài", "nóng", "thoại", "hotline", "nhắn", "soạn", "bấm", "quay", "cổng", "alo", "đầu"];

/// Pairs of words that make a well-known number in the same sentence a number to call.
const CALLED_PAIRS: [(&str, &str); 2] = [("phản", "ánh"), ("liên", "hệ")];

/// Words right before the number that a message is sent to.
const SENT: [&str; 4] = ["gửi", "đến", "tới", "về"];

/// Words right before a number to call, unless that number counts something.
const CALLS: [&str; 6] = ["đài", "nóng", "hotline", "lẻ", "cổng", "alo"];

/// Words right before a number to call, if nothing that could be counted follows.
const MAY_CALL: [&str; 3] = ["gọi", "thoại", "máy"];

/// Words right before a number that is not to call: it counts, or names something else.
const COUNTS: [&str; 33] = [
    "có",
    "được",
    "gồm",
    "hơn",
    "khoảng",
    "gần",
    "tổng",
    "thêm",
    "còn",
    "điều",
    "khoản",
    "lớp",
    "phòng",
    "tổ",
    "nhà",
    "ngõ",
    "hẻm",
    "lộ",
    "lô",
    "trang",
    "năm",
    "tháng",
    "cáo",
    "văn",
    "định",
    "quyết",
    "hoạch",
    "thị",
    "thửa",
    "đường",
    "tới",
    "cộng",
    "trên",
];

/// Words that make a bare `số 113` a number to call: `gọi số 113`, `các số 113, 114`.
const NUMBERS_TO_CALL: [&str; 17] = [
    "gọi", "các", "những", "hai", "ba", "máy", "vào", "đến", "tới", "qua", "theo", "bấm", "quay",
    "thoại", "hệ", "đầu", "cấp",
];

/// Services, by their first word: `113 (công an)`, `114: Cứu hỏa`.
const SERVICES: [(&str, &str); 11] = [
    ("công", "an"),
    ("cảnh", "sát"),
    ("cứu", ""),
    ("chữa", "cháy"),
    ("phòng", "cháy"),
    ("cấp", "cứu"),
    ("y", "tế"),
    ("báo", "cháy"),
    ("tìm", "kiếm"),
    ("bảo", "vệ"),
    ("pccc", ""),
];

/// Words that may follow a number to call of three to five digits that is not well known.
const GOES_ON: [&str; 22] = [
    "để", "khi", "nếu", "hoặc", "hay", "và", "ngay", "của", "tại", "theo", "do", "trong", "từ",
    "là", "báo", "miễn", "nhánh", "với", "cho", "thì", "hoạt", "rồi",
];

/// A short number to call at this place.
pub(super) fn hotline(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let number = page.digits(at).filter(|it| (3..=5).contains(&it.len()))?;
    if goes_on_as_amount(page, at + 1) || page.is_glued_before(at) || counts(page, at + 1) {
        return None;
    }
    let emergency = EMERGENCY.contains(&number);
    let known = emergency || number == "1022" || number.len() == 4 && number.starts_with("14");
    let called = if here.list == Some(Class::Called) && !here.before.last_is(&COUNTS) {
        known || number.len() <= 4 && is_apart(page, at + 1)
    } else if emergency {
        is_help(here)
    } else {
        let near = here.before.last_is(&MAY_CALL)
            || names_numbers(here) && here.sentence().has(6, &CALLED);
        let told = here.sentence().has(8, &CALLED) || here.sentence().has_pair(8, &CALLED_PAIRS);
        let spoken_of = known && told && !is_counting(here);
        // `soạn tin gửi 5656`
        let sent = here.before.last_is(&SENT) && here.sentence().has(10, &["soạn", "nhắn"]);
        let near = near || sent;
        here.before.last_is(&CALLS) || spoken_of || near && (known || is_apart(page, at + 1))
    };
    called.then(|| (at + 1, one_by_one(number)))
}

/// Whether the number is only the beginning of a longer one; `113/114` counts as two numbers.
fn goes_on_as_amount(page: &Page<'_>, end: usize) -> bool {
    let two = (page.is_sign(end, '/') || page.is_dash(end))
        && page.digits(end + 1).is_some_and(|it| EMERGENCY.contains(&it));
    let list =
        page.is_sign(end, ',') && page.digits(end + 1).is_some_and(|it| EMERGENCY.contains(&it));
    !two && !list && goes_on(page, end)
}

fn is_help(here: &Here<'_, '_>) -> bool {
    let (page, at) = (here.page, here.at);
    if is_counting(here) {
        return false;
    }
    let sentence = here.sentence();
    let helps = sentence.has(14, &HELP) || sentence.has_pair(14, &HELP_PAIRS);
    helps || is_named_after(page, at + 1) || names_numbers(here) || is_listed(page, at)
}

/// Whether the word before shows that the number counts or names something else.
fn is_counting(here: &Here<'_, '_>) -> bool {
    let to_call = NUMBERS_TO_CALL.contains(&here.before.second.as_str());
    let numbered = here.before.last == "số" && !to_call;
    let heard = here.before.both_are("vào", "tổ") || here.before.both_are("tổng", "cộng");
    let reported = here.before.both_are("báo", "cáo");
    numbered && !here.sentence().has(6, &["khẩn", "nóng", "đài", "thoại", "máy"])
        || heard
        || reported
        || here.before.last_is(&COUNTS) && here.before.last != "tới"
}

/// Whether `số` before the number announces a number to call: `gọi số 1022`, `các số 113`.
fn names_numbers(here: &Here<'_, '_>) -> bool {
    here.before.last == "số" && NUMBERS_TO_CALL.contains(&here.before.second.as_str())
}

/// Whether nothing that could be counted follows.
fn is_apart(page: &Page<'_>, end: usize) -> bool {
    let next = page.word(page.past_space(end));
    next.is_none_or(|word| GOES_ON.contains(&word) || word.starts_with(char::is_uppercase))
}

/// Whether the service is named after the number, in brackets, after a colon or a dash, or at once.
fn is_named_after(page: &Page<'_>, end: usize) -> bool {
    let mut next = page.past_space(end);
    if page.is_sign(next, '(') || page.is_sign(next, ':') || page.is_dash(next) {
        next = page.past_space(next + 1);
    }
    let small = |at: usize| page.word(at).map(str::to_lowercase).unwrap_or_default();
    let (first, second) = (small(next), small(next + 2));
    SERVICES.iter().any(|(one, other)| *one == first && (other.is_empty() || *other == second))
}

/// Whether the number stands in a list with another emergency number, and the list counts nothing.
fn is_listed(page: &Page<'_>, at: usize) -> bool {
    /// The longest list that is looked at.
    const MOST: usize = 5;
    let mut end = at + 1;
    for found in 0..MOST {
        let next = list_step(page, end)
            .filter(|next| page.digits(*next).is_some_and(|it| EMERGENCY.contains(&it)));
        match next {
            Some(next) => end = next + 1,
            None => return found > 0 && !counts(page, end) && !goes_on(page, end),
        }
    }
    true
}

/// The place after a separator of a list: `, `, ` và `, ` hoặc `, `/`, ` - `.
pub(super) fn list_step(page: &Page<'_>, end: usize) -> Option<usize> {
    let joins = |at: usize| {
        [',', ';', '/', '&'].iter().any(|sign| page.is_sign(at, *sign)) || page.is_dash(at)
    };
    let mut at = page.past_space(end);
    if joins(at) {
        at = page.past_space(at + 1);
    } else if at == end {
        return None;
    }
    if page.word(at).is_some_and(|it| matches!(it, "và" | "hoặc" | "hay" | "với" | "cùng")) {
        at = page.past_space(at + 1);
    }
    (at > end + 1 || at > end && page.digits(at).is_some()).then_some(at)
}
