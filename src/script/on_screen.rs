//! Recognises words about something on the screen: a menu, a button, its label.
//!
//! The app's menus change often, and no dispatch describes them, so that such words need a recent check. The
//! rule is the same for a how-to, for a utility's words and for the template's own words.

/// Words about something on the screen, in small letters.
const WORDS: [&str; 12] =
    ["bấm", "nhấn", "ấn", "chạm", "vuốt", "chọn", "tick", "nút", "mục", "menu", "tab", "icon"];
/// Phrases about something on the screen.
const PAIRS: [&str; 3] = ["biểu tượng", "trình đơn", "màn hình"];
/// Phrases that contain one of these words in another meaning: `chuyên mục`, `nhấn mạnh`.
const OTHERWISE: [&str; 20] = [
    "chuyên mục",
    "danh mục",
    "hạng mục",
    "tiết mục",
    "mục đích",
    "mục tiêu",
    "mục lục",
    "nhấn mạnh",
    "điểm nhấn",
    "ấn tượng",
    "ấn phẩm",
    "ấn định",
    "dấu ấn",
    "ấn độ",
    "va chạm",
    "nút giao",
    "nút thắt",
    "kén chọn",
    "tuyển chọn",
    "chọn lọc",
];
/// Words that turn an instruction into a warning, which is not about the app: `không bấm đường link lạ`.
const FORBIDS: [&str; 4] = ["không", "đừng", "chớ", "cấm"];
/// Quotation marks: quoted words are taken for the label of a button.
const QUOTES: [char; 7] = ['"', '“', '”', '‘', '’', '«', '»'];

/// The first word about a menu, a button or anything else on the screen.
pub fn on_screen(spoken: &str) -> Option<String> {
    let lower = spoken.to_lowercase();
    let split = lower.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = split.filter(|word| !word.is_empty()).collect();
    let pair_at = |at: usize| words.get(at..at + 2).map(|two| two.join(" "));
    let word = words.iter().enumerate().find_map(|(at, word)| {
        let before = at.checked_sub(1);
        let forbidden = before.is_some_and(|before| FORBIDS.contains(&words[before]));
        let mut pairs = [before.and_then(pair_at), pair_at(at)].into_iter().flatten();
        let otherwise = pairs.any(|pair| OTHERWISE.contains(&pair.as_str()));
        (WORDS.contains(word) && !forbidden && !otherwise).then(|| (*word).to_owned())
    });
    let pair = || PAIRS.iter().find(|pair| lower.contains(*pair)).map(|pair| (*pair).to_owned());
    let quote = || spoken.chars().find(|letter| QUOTES.contains(letter)).map(String::from);
    word.or_else(pair).or_else(quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_the_screen_are_recognised_and_others_are_not() {
        let check = |spoken: &str, expected: Option<&str>| {
            assert_eq!(on_screen(spoken).as_deref(), expected, "{spoken}");
        };
        check("Bấm nút đăng nhập", Some("bấm"));
        check("Vào mục Ví giấy tờ", Some("mục"));
        check("Ở góc có biểu tượng hình người", Some("biểu tượng"));
        check("Mở “Ví giấy tờ”", Some("“"));
        check("Bà con chuẩn bị thẻ căn cước, đăng nhập VNeID.", None);
        check("Giấy phép lái xe ô tô đã tích hợp thì mang theo cũng được.", None);
        check("Mời bà con nghe chuyên mục hướng dẫn.", None);
        check("Trong chuyên mục này, bà con vào mục Giấy tờ.", Some("mục"));
        check("Không bấm đường link lạ.", None);
        check("Đừng ấn vào đường link lạ, hãy nhấn nút Thoát.", Some("nhấn"));
        check("Cần nhấn mạnh: mục đích là phòng tránh.", None);
        check("Mục", Some("mục"));
        check("", None);
    }
}
