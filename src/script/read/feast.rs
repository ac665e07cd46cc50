//! Distinguishes a day with its month, `1/6`, from a fraction, a house number and a score.

use super::{
    Here,
    context::{Before, counts},
    hotline::list_step,
    list::Class,
    token::Page,
};

/// Words after which `2/9` is a day and not a fraction.
pub(super) const DAY_COMES: [&str; 25] = [
    "ngày", "hôm", "mùng", "mồng", "sáng", "trưa", "chiều", "tối", "đêm", "lễ", "dịp", "rằm",
    "tết", "đợt", "mừng", "niệm", "khánh", "nghỉ", "trước", "sau", "giảng", "mạc", "hạn", "chót",
    "cử",
];

/// Pairs of words with the same effect: days of the week, words for a deadline.
const DAY_COMES_PAIRS: [(&str, &str); 13] = [
    ("thứ", "hai"),
    ("thứ", "ba"),
    ("thứ", "tư"),
    ("thứ", "năm"),
    ("thứ", "sáu"),
    ("thứ", "bảy"),
    ("chủ", "nhật"),
    ("hạn", "nộp"),
    ("hạn", "cuối"),
    ("chậm", "nhất"),
    ("muộn", "nhất"),
    ("trễ", "nhất"),
    ("tựu", "trường"),
];

/// Words after which a day needs no `ngày`.
pub(super) const NAMES_DAY: [&str; 4] = ["ngày", "hôm", "mùng", "mồng"];

/// Words that show that a sentence is about feasts.
const FEASTS: [&str; 9] = ["ngày", "lễ", "dịp", "đợt", "mừng", "niệm", "khánh", "tết", "giỗ"];

/// Pairs of words that show the same: international days, days of founding and of tradition.
const FEAST_PAIRS: [(&str, &str); 7] = [
    ("quốc", "tế"),
    ("thế", "giới"),
    ("truyền", "thống"),
    ("thành", "lập"),
    ("giải", "phóng"),
    ("cách", "mạng"),
    ("thiếu", "nhi"),
];

/// Words after which `25/3` is the number of a house or a plot.
const NUMBERED: [&str; 15] = [
    "số", "nhà", "hẻm", "ngõ", "ngách", "kiệt", "lô", "tờ", "thửa", "phòng", "tại", "ở", "chỉ",
    "hộ", "ấp",
];

/// Words after which `3/4` is a share or a result, whatever the sentence is about.
const SHARES: [&str; 26] = [
    "đạt", "được", "chiếm", "giảm", "tăng", "còn", "khoảng", "hơn", "gần", "có", "uống", "áp",
    "ép", "lệ", "điểm", "thắng", "thua", "hòa", "số", "quá", "bằng", "mất", "xong", "thành",
    "trực", "nửa",
];

/// Words after a share: `1/2 số hộ`, `2/3 diện tích`.
const OF: [&str; 17] = [
    "số", "dân", "diện", "hộ", "tổng", "quãng", "thời", "lượng", "khối", "sản", "đại", "thành",
    "chỉ", "tiêu", "kế", "chặng", "năm",
];

/// Whether the words before it are a place that is named after a day: `đường 3/2`, `quảng trường 2/9`.
/// Words that only end like a place, `môi trường` and `tiểu đường`, are excluded.
pub(super) fn is_place(before: &Before) -> bool {
    match (before.second.as_str(), before.last.as_str()) {
        (
            "môi" | "tiểu" | "toàn" | "địa" | "thành" | "hoàn" | "lao" | "tựu" | "thị" | "lập",
            "trường" | "đường" | "phố" | "cầu",
        ) => false,
        (_, "đường" | "phố" | "cầu" | "trường" | "chợ" | "bến" | "rạp")
        | ("công", "viên")
        | ("vận", "động")
        | ("bệnh", "viện")
        | ("nhà", "máy" | "hát" | "trẻ")
        | ("khách", "sạn")
        | ("tượng", "đài")
        | ("tiểu", "học")
        | ("phổ", "thông")
        | ("mầm", "non")
        | ("mẫu", "giáo")
        | ("tác", "xã") => true,
        ("cơ", "sở") => before.third == "học",
        _ => false,
    }
}

/// Whether the number at `at` is that of a house: `nhà số 5/4`, `tại 15/3 Trần Phú`, `12/5 đường Lê Lợi`.
pub(super) fn is_house(here: &Here<'_, '_>, at: usize, end: usize) -> bool {
    let page = here.page;
    let next = page.past_space(end);
    let street =
        page.word(next).is_some_and(|it| matches!(it, "đường" | "phố" | "khu" | "ấp" | "tổ"))
            && !here.before.last_is(&NAMES_DAY);
    let named = page.word(next).is_some_and(|it| it.starts_with(char::is_uppercase));
    let at_place = here.before.last_is(&["tại", "ở", "chỉ"]);
    let begins = at == here.at;
    begins && (here.before.last_is(&NUMBERED) && (!at_place || named || street) || street)
}

/// Whether `number/month` at this place, which ends at `end`, is a day. The caller has checked that the
/// numbers are possible for one.
pub(super) fn is_day(here: &Here<'_, '_>, number: u32, month: u32, end: usize, sign: char) -> bool {
    let (page, before) = (here.page, &here.before);
    // `ngày 2-3 lần`, `ngày 5-7 tháng 4` are spans.
    let spans = sign == '-' && (counts(page, end) || before.second == "mỗi");
    if before.last_is(&NAMES_DAY) && !spans {
        return true;
    }
    if is_house(here, here.at, end) || is_share(here, number, end) {
        return false;
    }
    let listed = matches!(here.list, Some(Class::Day | Class::DayNumber));
    let around = sign == '-' && before.last_is(&["trước", "sau"]);
    let sentence = here.sentence();
    // `đợt 1-2` are two of them.
    let rounds = sign == '-' && before.last == "đợt" && number <= month;
    if rounds {
        return false;
    }
    let comes = before.last_is(&DAY_COMES) && !around || sentence.has_pair(2, &DAY_COMES_PAIRS);
    if listed || comes || is_place(before) {
        return true;
    }
    let victory = sentence.has_pair(6, &[("chiến", "thắng")]);
    let named = sentence.has(10, &FEASTS) || sentence.has_pair(8, &FEAST_PAIRS);
    // The number of `chuyển đổi số`, `dân số` counts nothing.
    let digital = sentence.has_pair(5, &[("đổi", "số"), ("dân", "số")]);
    let feast = victory || named && (digital || !sentence.has(4, &SHARES));
    let bracketed = here.at > 0 && page.is_sign(here.at - 1, '(') && page.is_sign(end, ')');
    let spoken_of = feast || bracketed && number > 12;
    match sign {
        // `31/12` and `8/3` are hardly fractions, because they are more than one. `24/7` is not a day.
        '/' => {
            let likely = number > month
                && (number, month) != (24, 7)
                && (victory || !sentence.has(2, &SHARES));
            spoken_of || likely || joins_a_day(page, end)
        }
        // `2-9` is a span unless the sentence is about a feast.
        '-' => feast && !sentence.has(1, &["từ", "giờ", "lớp"]),
        _ => false,
    }
}

fn is_share(here: &Here<'_, '_>, number: u32, end: usize) -> bool {
    let page = here.page;
    let next = page.word(page.past_space(end)).filter(|_| page.is_space(end));
    let of = next.is_some_and(|it| OF.contains(&it)) && number <= 12;
    let percent = page.is_sign(page.past_space(end), '%');
    let result = here.before.last_is(&SHARES) && !here.before.both_are("chiến", "thắng");
    of || percent || counts(page, end) || result
}

/// Whether the same list contains a day that cannot be a fraction: `1/5 và 30/4`.
fn joins_a_day(page: &Page<'_>, end: usize) -> bool {
    /// The longest list of feasts that is looked at.
    const MOST: usize = 6;
    let mut end = end;
    for _ in 0..MOST {
        let Some(next) = list_step(page, end) else { return false };
        let (Some(number), Some(month)) = (page.small(next, 2), page.small(next + 2, 2)) else {
            return false;
        };
        if !page.is_sign(next + 1, '/')
            || !(1..=12).contains(&month)
            || number > 31
            || page.is_glued(next + 3)
        {
            return false;
        }
        if number > 12 && !counts(page, next + 3) {
            return true;
        }
        end = next + 3;
    }
    false
}
