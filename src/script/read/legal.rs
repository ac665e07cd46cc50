//! Numbers of legal texts: `59/2022/NĐ-CP`, `06/QĐ-TTg`, `26/2023/QH15`, `57-NQ/TW`.

use super::{
    Here, Said,
    number::{cardinal, whole},
};

/// What a text is: it is said before its number, so its sign is not.
const KINDS: [&str; 23] = [
    "NĐ", "QĐ", "CT", "TT", "NQ", "TTLT", "TB", "KH", "BC", "HD", "CV", "PL", "TTr", "CTr", "CĐ",
    "QC", "QyĐ", "GM", "ĐA", "PA", "KL", "QyC", "NQLT",
];

/// Who issues them, as Nghị định 30/2020/NĐ-CP and the ministries' own rules abbreviate it.
const ISSUERS: [(&str, &str); 34] = [
    ("CP", "Chính phủ"),
    ("TTg", "Thủ tướng Chính phủ"),
    ("CTN", "Chủ tịch nước"),
    ("QH", "Quốc hội"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("TW", "Trung ương"),
    ("TƯ", "Trung ương"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("BCA", "Bộ Công an"),
    ("BCT", "Bộ Công Thương"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BGTVT", "Bộ Giao thông vận tải"),
    ("BKHCN", "Bộ Khoa học và Công nghệ"),
    ("BKHĐT", "Bộ Kế hoạch và Đầu tư"),
    ("BLĐTBXH", "Bộ Lao động, Thương binh và Xã hội"),
    ("BNG", "Bộ Ngoại giao"),
    ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("BNNMT", "Bộ Nông nghiệp và Môi trường"),
    ("BNV", "Bộ Nội vụ"),
    ("BQP", "Bộ Quốc phòng"),
    ("BTC", "Bộ Tài chính"),
    ("BTNMT", "Bộ Tài nguyên và Môi trường"),
    ("BTP", "Bộ Tư pháp"),
    ("BTTTT", "Bộ Thông tin và Truyền thông"),
    ("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("BXD", "Bộ Xây dựng"),
    ("BYT", "Bộ Y tế"),
    ("NHNN", "Ngân hàng Nhà nước"),
    ("TTCP", "Thanh tra Chính phủ"),
    ("TANDTC", "Tòa án nhân dân tối cao"),
    ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
    ("UBDT", "Ủy ban Dân tộc"),
];

/// Two words that name a text, so that `Nghị định 59/2022` has a year and is no fraction.
const NAMED: [(&str, &str); 8] = [
    ("nghị", "định"),
    ("nghị", "quyết"),
    ("quyết", "định"),
    ("thông", "tư"),
    ("chỉ", "thị"),
    ("công", "văn"),
    ("kế", "hoạch"),
    ("báo", "cáo"),
];

/// The number of a legal text at this place, with who issued it unless the text says so itself. A sign
/// that is not known is left to be read on its own.
pub(super) fn number(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    let number = page.digits(at)?;
    let divided = page.is_sign(at + 1, '/');
    let year = page.digits(at + 2).filter(|it| divided && it.len() == 4);
    let mut end = if year.is_some() { at + 3 } else { at + 1 };
    let named = NAMED.iter().any(|(second, last)| here.before.both_are(second, last));
    let sign = page.is_sign(end, '/') && page.word(end + 1).is_some_and(is_capital);
    let party = year.is_none()
        && page.is_sign(end, '-')
        && page.word(end + 1).is_some_and(|it| KINDS.contains(&it))
        && page.is_sign(end + 2, '/');
    let signed = sign || party;
    if !(signed || named && year.is_some()) {
        return None;
    }
    let mut words = if here.before.last_is(&["số"]) { String::new() } else { "số ".to_owned() };
    words += &whole(number, here.manner);
    if let Some(year) = year {
        words += " năm ";
        words += &whole(year, here.manner);
    }
    if !signed {
        return (!page.is_glued(end) && !page.is_sign(end, '/')).then_some((end, words));
    }
    match issuer(here, end + 1) {
        Some((after, issuer)) => {
            end = after;
            if !is_said_next(here, after) {
                words += " của ";
                words += &issuer;
            }
        }
        None => end += 1,
    }
    Some((end, words))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Reads a sign such as `NĐ-CP`, `TT-BTTTT`, `TTLT-BTC-BNV`, `QH15`, `UBND-VX`, `NQ/TW`.
fn issuer(here: &Here<'_, '_>, at: usize) -> Option<Said> {
    let page = here.page;
    let joins = |at: usize| page.is_dash(at) || page.is_sign(at, '/');
    let kind = page.word(at).is_some_and(|it| KINDS.contains(&it)) && joins(at + 1);
    let (mut end, first) = one_issuer(here, if kind { at + 2 } else { at })?;
    let mut names = vec![first];
    while joins(end) && page.word(end + 1).is_some_and(is_capital) {
        // What follows an issuer is either another one or the desk that wrote the letter.
        match one_issuer(here, end + 1).filter(|_| kind) {
            Some((after, name)) => {
                end = after;
                names.push(name);
            }
            None => end += 2,
        }
    }
    (!page.is_glued(end)).then(|| (end, names.join(" và ")))
}

fn one_issuer(here: &Here<'_, '_>, at: usize) -> Option<Said> {
    let word = here.page.word(at)?;
    let Some((_, name)) = ISSUERS.iter().find(|(sign, _)| *sign == word) else {
        return here.words.longest(here.page, at);
    };
    match here.page.small(at + 1, 2) {
        Some(term) if word.ends_with("QH") => {
            Some((at + 2, format!("{name} khóa {}", cardinal(u64::from(term), here.manner))))
        }
        _ => Some((at + 1, (*name).to_owned())),
    }
}

/// Whether the text goes on with `của …`, maybe after `ngày …` or `, ngày …`.
fn is_said_next(here: &Here<'_, '_>, at: usize) -> bool {
    /// As long as `ngày 05 tháng 9 năm 2022` is, in tokens.
    const DATE: usize = 12;
    let page = here.page;
    let mut next = page.past_space(at + usize::from(page.is_sign(at, ',')));
    if page.word(next) == Some("ngày") {
        let of_date = |at: &usize| {
            page.digits(*at).is_some()
                || page.is_space(*at)
                || page.is_sign(*at, '/')
                || page.word(*at).is_some_and(|it| matches!(it, "tháng" | "năm"))
        };
        next = (next + 1..next + DATE).find(|at| !of_date(at)).unwrap_or(next);
    }
    page.word(next) == Some("của")
}
