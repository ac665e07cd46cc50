//! Which words are told to have changed.

use proptest::prelude::*;

use crate::clip::{changed_words, changes::Text, same_words, transcript::words};

#[track_caller]
fn check(from: &str, to: &str, expected: &str) {
    assert_eq!(changed_words(from, to).as_deref(), Some(expected), "{from} / {to}");
}

#[test]
fn changed_words_are_shown_among_their_neighbours() {
    check("bà con gửi thông báo", "bà con khai báo thông báo", "bà con [gửi → khai báo] thông báo");
    check(
        "Nhà có người đến lưu trú, bà con gửi thông báo lưu trú ngay trên VNeID.",
        "Nhà có người đến lưu trú, bà con khai báo thông báo lưu trú ngay trên VNeID.",
        "… lưu trú, bà con [gửi → khai báo] thông báo lưu trú …",
    );
    check("lúc năm giờ", "lúc sáu giờ", "lúc [năm → sáu] giờ");
    check("gửi ngay", "gửi", "gửi [- ngay]");
    check("gửi", "Gửi ngay!", "Gửi [+ ngay]");
    check("", "Kính chào", "[+ Kính chào]");
    check("Kính chào", "", "[- Kính chào]");
    check("một hai", "hai  một", "[+ hai] một [- hai]");
}

#[test]
fn spelling_habits_are_no_changes() {
    for (from, to) in [
        ("hòa bình, thủy lợi", "HOÀ BÌNH – thuỷ lợi."),
        ("trên/dưới", "trên dưới"),
        ("bà\u{a0}con\u{200b}", "bà con"),
        ("", " … "),
    ] {
        assert_eq!(changed_words(from, to), None, "{from} / {to}");
    }
    check("Hoà bình là 5%", "HÒA BÌNH là 6%", "HÒA BÌNH là [5 → 6] %");
}

#[test]
fn a_long_text_is_shortened_around_its_changes() {
    let numbers = |count: usize| -> Vec<String> { (0..count).map(|it| format!("n{it}")).collect() };
    let old = numbers(30);
    let mut new = old.clone();
    new[5] = "x".into();
    new[20] = "y".into();
    check(
        &old.join(" "),
        &new.join(" "),
        "… n1 n2 n3 n4 [n5 → x] n6 n7 n8 n9 … n16 n17 n18 n19 [n20 → y] n21 n22 n23 n24 …",
    );
    let all = numbers(40).join(" ");
    check("", &all, "[+ n0 n1 n2 n3 n4 n5 n6 n7 … n32 n33 n34 n35 n36 n37 n38 n39]");

    let (old, new) = (numbers(40), numbers(40));
    let new: Vec<String> = new
        .into_iter()
        .enumerate()
        .map(|(at, word)| if at % 4 == 0 { format!("x{at}") } else { word })
        .collect();
    let said = changed_words(&old.join(" "), &new.join(" ")).unwrap();
    assert_eq!(said.matches('→').count(), 6);
    assert!(said.ends_with("[n20 → x20] n21 n22 n23 …"), "{said}");
}

proptest! {
    #[test]
    fn a_text_has_the_words_that_are_compared(text in "(\\PC|[ %½ạ\u{301}\u{323}\u{200b}\u{338}=¨]){0,30}") {
        let text = Text::of(&text).keys.concat().eq(&words(&text));
        prop_assert!(text);
    }

    #[test]
    fn something_has_changed_where_the_words_differ(
        from in "([abà]|[ ,%]){0,12}", to in "([abà]|[ ,%]){0,12}",
    ) {
        prop_assert_eq!(changed_words(&from, &to).is_none(), same_words(&from, &to));
    }
}
