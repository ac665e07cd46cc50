//! Reads `[utility.how_to]`: how a utility is used, in words for the ear.
//!
//! The app's menus change often, and no dispatch describes them. Words that name a menu or a button are
//! kept only with their source and the day on which somebody looked; without, they are left out, and
//! the script says where help is.

use super::{
    HowTo,
    facts::{date, optional, words},
};
use crate::{mistake::form::Form, words::Phrase};

/// Words that speak of something on the screen, in small letters.
const ON_SCREEN: [&str; 12] =
    ["bấm", "nhấn", "ấn", "chạm", "vuốt", "chọn", "tick", "nút", "mục", "menu", "tab", "icon"];
/// The same in two words.
const ON_SCREEN_PAIRS: [&str; 3] = ["biểu tượng", "trình đơn", "màn hình"];
/// What is quoted is what stands on a button.
const QUOTES: [char; 7] = ['"', '“', '”', '‘', '’', '«', '»'];

/// What holds of the table; `None` where there is none, or where it may not be said.
pub(super) fn how_to(utility: &Form<'_>) -> Option<HowTo> {
    let form = utility.table("how_to")?;
    let spoken = words(&form, "spoken", "spoken = \"Bà con chuẩn bị thẻ căn cước và điện thoại.\"");
    let source = optional(&form, "source");
    let checked_on = form.text("checked_on").and_then(|written| date(&form, &written));
    form.refuse_unknown();
    let spoken = spoken?;
    if let Some(word) = on_screen(&spoken)
        && (source.is_empty() || checked_on.is_none())
    {
        let place = form.place_of("spoken").unwrap_or_default();
        form.warning(place, Phrase::new("facts-how-to-unsourced").with("word", word));
        return None;
    }
    Some(HowTo { spoken, source, checked_on })
}

/// The first word that speaks of a menu, a button or anything else on the screen.
fn on_screen(spoken: &str) -> Option<String> {
    let lower = spoken.to_lowercase();
    let pair = ON_SCREEN_PAIRS.iter().find(|pair| lower.contains(*pair));
    let quote = spoken.chars().find(|letter| QUOTES.contains(letter));
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    let word = words.find(|word| ON_SCREEN.contains(word));
    let found = word.or(pair.copied()).map(str::to_owned);
    found.or_else(|| quote.map(String::from))
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
    }
}
