//! The letter: what it says, and what goes with it.

use snapbox::{assert_data_eq, str};

use super::{
    paper::{head, promised},
    sample::{counted, rows},
};
use crate::{
    report::{Draft, Head, letter, papers},
    schedule::Letter,
    words::Lang,
};

pub(crate) fn draft(kind: Letter, revision: u32, lang: Lang) -> Option<Draft> {
    let replaces = revision.checked_sub(1).filter(|before| *before > 0);
    let head = Head { revision, replaces, ..head() };
    let papers = papers(&counted(), &head, &rows(), &promised(), lang).unwrap();
    letter(&papers, &head, lang, kind).unwrap()
}

#[test]
fn the_letter_says_the_totals_and_that_nobody_signed() {
    let letter = draft(Letter::Log, 1, Lang::Vi).unwrap();
    assert_data_eq!(
        letter.text,
        str![[r#"
Kính gửi: Tổ công tác Đề án 06

Đài Truyền thanh gửi nhật ký phát sóng tuyên truyền Đề án 06 tháng 11/2026, từ ngày 01/11/2026 đến ngày 30/11/2026 (lần 1).

Đây là số liệu tự động, chưa ký: phần mềm của đài lập từ nhật ký phát sóng. Báo cáo có chữ ký được gửi riêng.

- Theo lịch: 7 lượt
- Đã phát: 3 lượt
- Phát dở: 1 lượt
- Không phát được: 1 lượt
- Nghỉ theo lịch: 1 lượt
- Đã hủy: 1 lượt
- Thời lượng phát được: 4 phút
- Phát bù: 1 lượt, 1 phút
- Phát theo yêu cầu: 1 lượt, 1 phút
- Đài tự ghi nhận: 1 lượt, 1 phút
- Thiết bị khác phát: 1 lượt
- Nội dung khác: 0 lượt, 0 phút

Tiện ích chưa được nhắc trong kỳ: Thông tin cư trú (Hộ khẩu online)

Các lượt phát dở, không phát được:
- 03/11/2026 05:30, Bản tin VNeID buổi sáng, Không phát được, mất điện từ 04:50, đã phát bù 04/11/2026 11:30
- 08/11/2026 18:30, An toàn <giao thông> & “mũ bảo hiểm”, Phát dở, người trực dừng phát, chưa phát bù

Tệp kèm theo:
- BC-DA06_2026-11_dai-truyen-thanh_lan1.xlsx

Trân trọng.
Đài Truyền thanh

"#]]
    );
    for text in ["Đã phát</td><td align=\"right\">3 lượt", "An toàn &lt;giao thông&gt; &amp; “mũ"]
    {
        assert!(letter.html.contains(text), "{}", letter.html);
    }
}

#[test]
fn a_letter_is_found_by_its_subject_and_carries_what_its_kind_allows() {
    let check = |kind, revision, lang, expected: &str| {
        let letter = draft(kind, revision, lang).unwrap();
        let files: Vec<String> = letter.attachments.into_iter().map(|file| file.name).collect();
        assert_eq!(format!("{} | {}", letter.subject, files.join(" ")), expected);
    };
    check(
        Letter::Log,
        1,
        Lang::Vi,
        "[Đài Truyền thanh] Nhật ký phát sóng tuyên truyền Đề án 06 tháng 11/2026 (lần 1; số liệu \
         tự động, chưa ký) | BC-DA06_2026-11_dai-truyen-thanh_lan1.xlsx",
    );
    check(
        Letter::Unsigned,
        2,
        Lang::Vi,
        "[Đài Truyền thanh] Báo cáo tuyên truyền Đề án 06 tháng 11/2026 (lần 2, thay thế lần 1; số \
         liệu tự động, chưa ký) | BC-DA06_2026-11_dai-truyen-thanh_lan2.docx \
         BC-DA06_2026-11_dai-truyen-thanh_lan2.xlsx",
    );
    check(
        Letter::Log,
        1,
        Lang::En,
        "[Đài Truyền thanh] Broadcast log on Project 06 for 11/2026 (revision 1; automatic figures, \
         unsigned) | BC-DA06_2026-11_dai-truyen-thanh_lan1.xlsx",
    );
    assert_eq!(draft(Letter::Signed, 1, Lang::Vi), None);
}
