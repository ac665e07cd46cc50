//! Whether a recording still says what the script says.

use crate::clip::same_words;

fn check(a: &str, b: &str, same: bool) {
    assert_eq!(same_words(a, b), same, "{a} / {b}");
    assert_eq!(same_words(b, a), same, "{b} / {a}");
}

#[test]
fn spelling_habits_make_no_difference() {
    check("Kính chào bà con.", "kính  chào\nbà con", true);
    check("hòa bình, thủy lợi", "hoà bình thuỷ lợi", true);
    check("ủy ban, hóa đơn, khỏe", "uỷ ban hoá đơn khoẻ", true);
    check("Việt Nam", "Vie\u{323}\u{302}t Nam", true);
    check("“VNeID” – ứng dụng", "VNeID ứng dụng", true);
    check("ĐÀI TRUYỀN THANH", "đài truyền thanh", true);
    check("bà\u{a0}con\u{200b}", "bà con", true);
    check("", " … ", true);
}

#[test]
fn another_word_does() {
    check("mở loa lúc năm giờ", "mở loa lúc sáu giờ", false);
    check("hòa", "hóa", false);
    check("hoa", "hòa", false);
    check("ba", "bà", false);
    check("lưu trú", "lưu trữ", false);
    check("đi", "di", false);
    check("3,5", "35", false);
    check("100%", "100", false);
    check("bà con", "bàcon", false);
}

proptest::proptest! {
    #[test]
    fn every_text_has_its_own_words(text in ".{0,60}") {
        proptest::prop_assert!(same_words(&text, &text));
    }
}
