//! What a slip may say of each outcome, and how its words are fitted to the page.

use super::*;
use crate::{
    report::{
        Month,
        tests::sample::{row, rows},
    },
    schedule,
};

fn head() -> Head {
    let text = "format = 1\n[station]\nname = \"Đài Truyền thanh\"\nparent = \"Ủy ban nhân dân\"\n";
    let schedule = schedule::read(text).schedule;
    let november = Month::parse("2026-11").unwrap();
    Head::of(&schedule.station, &schedule.report, november, 1)
}

fn slip(row: Row, words: &str) -> Slip {
    Slip {
        row,
        words: Some(words.to_owned()),
        titles: [("doi-so".to_owned(), "Đổi số điện thoại trực tuyến".to_owned())].into(),
        mark: Mark { n: 7, hash: "0123456789abcdef".repeat(4) },
        proven: 12,
        made_on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
    }
}

fn words_of(data: &Value) -> Vec<String> {
    serde_json::from_value(data["words"].clone()).unwrap()
}

#[test]
fn only_what_was_aired_is_confirmed() {
    for it in rows() {
        let slip = slip(it.clone(), "Kính chào bà con.");
        let data = data(&slip, &head(), Lang::Vi);
        let aired = it.outcome == Some(Outcome::Aired);
        let title = if aired {
            "PHIẾU XÁC NHẬN ĐÃ PHÁT"
        } else {
            "PHIẾU TRA CỨU LƯỢT PHÁT"
        };
        assert_eq!(data["title"], title, "{:?} {:?}", it.outcome, it.kind);
        assert_eq!(data["statement"].as_str().unwrap().contains("không xác nhận"), !aired);
        assert_eq!(slip.stem().starts_with("PXN_"), aired);
        let page = slip_html(&slip, &head(), Lang::Vi).unwrap();
        assert!(page.contains("Kính chào bà con.") && page.contains("0123456789abcdef…"), "{page}");
        slip_docx(&slip, &head(), Lang::En).unwrap();
    }
    assert_eq!(
        slip(row("11-03T05:30", Outcome::Cut), "").stem(),
        "PTC_2026-11-03_0530_ban-tin-sang"
    );
}

#[test]
fn an_approver_that_nobody_wrote_down_is_dots_to_be_filled_in() {
    let approver = |approval: Option<&str>| {
        let approval = approval.map(str::to_owned);
        let row = Row { approval, ..row("11-03T05:30", Outcome::Aired) };
        let facts = facts(&slip(row, ""), &head(), Lang::Vi);
        facts.into_iter().find(|it| it.name == "Người duyệt nội dung").unwrap().value
    };
    assert_eq!(approver(Some("Nguyễn Văn A, Phó Chủ tịch")), "Nguyễn Văn A, Phó Chủ tịch");
    assert!(approver(None).chars().all(|letter| letter == '.'));
}

#[test]
fn words_are_set_smaller_before_they_are_cut() {
    let set = |words: &str| {
        let data = data(&slip(row("11-03T05:30", Outcome::Aired), words), &head(), Lang::Vi);
        (data["size"].as_u64().unwrap(), words_of(&data))
    };
    let sentence = "Bà con dùng VNeID để thông báo lưu trú. ";
    assert_eq!(set(sentence), (12, vec![sentence.trim().to_owned()]));
    assert_eq!(set(""), (12, Vec::new()));
    let mut before = 12;
    for count in 1..80 {
        let words = sentence.repeat(count);
        let (size, said) = set(&words);
        assert!(size <= before, "the longer, the smaller");
        before = size;
        let given = words.split_whitespace().count();
        if said.len() == 1 {
            assert_eq!(said[0].split_whitespace().count(), given, "whole");
            continue;
        }
        assert_eq!(size, 9);
        let kept = said[0].strip_suffix(" […]").unwrap().split_whitespace().count();
        assert!(said[1].contains(&format!("lược {} chữ", given - kept)), "{}", said[1]);
    }
    assert_eq!(before, 9, "the last were cut");
}

#[test]
fn whatever_the_words_the_slip_is_made() {
    let row = || row("11-03T05:30", Outcome::Aired);
    for words in ["a".repeat(9000), "đ ".repeat(9000), "x\n".repeat(900), "\u{1}<&>\n\n ".into()] {
        let slip = slip(Row { title: words.clone(), ..row() }, &words);
        slip_docx(&slip, &head(), Lang::Vi).unwrap();
    }
}
