//! Words and numbers that all papers share.

use super::{
    super::paper::{minutes, minutes_words, result_words},
    sample::row,
};
use crate::{
    asrun::{Outcome, Row},
    report::slug,
    words::Lang,
};

#[test]
fn a_reason_that_begins_with_the_outcome_has_it_once() {
    let check = |outcome, why: &str, expected: &str| {
        let row = Row { reason_text: Some(why.into()), ..row("11-01T05:30", outcome) };
        assert_eq!(result_words(&row, Lang::Vi), expected);
    };
    check(Outcome::Skipped, "nghỉ theo lịch: 20/11", "Nghỉ theo lịch: 20/11");
    check(
        Outcome::Missed,
        "không có tệp âm thanh `a`",
        "Không phát được, không có tệp âm thanh “a”",
    );
    check(Outcome::Aired, "", "Đã phát");
}

#[test]
fn lengths_are_written_as_people_read_them() {
    let check = |seconds, lang, expected: &str| assert_eq!(minutes(seconds, lang), expected);
    check(0, Lang::Vi, "0:00");
    check(67_505, Lang::Vi, "1.125:05");
    check(67_505, Lang::En, "1,125:05");
    let check = |seconds, expected: &str| assert_eq!(minutes_words(seconds, Lang::Vi), expected);
    check(0, "0 phút");
    check(33, "33 giây");
    check(300, "5 phút");
    check(67_505, "1.125 phút 5 giây");
}

#[test]
fn paper_names_are_plain_for_any_unit() {
    let check = |unit: &str, expected: &str| assert_eq!(slug(unit), expected);
    check("Đài Truyền thanh phường Ngọc Hà", "dai-truyen-thanh-phuong-ngoc-ha");
    check("../../etc/passwd\0", "etc-passwd");
    check("  — ", "dai");
    check(&"ă".repeat(300), &"a".repeat(59));
}
