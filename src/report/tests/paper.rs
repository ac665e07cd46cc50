//! Papers opened again: their parts, their words, their well-formedness.

use std::io::{Cursor, Read};

use snapbox::{assert_data_eq, str};

use super::sample::{ZONE, counted, november, row, rows, topics, utilities};
use crate::{
    asrun::{Outcome, Row},
    report::{Coming, Head, Month, coming, docx, figures, papers, xlsx},
    schedule::Annex,
    script::Dispatch,
    words::Lang,
};

pub(crate) fn head() -> Head {
    Head {
        unit: "Đài Truyền thanh".into(),
        parent: String::new(),
        place: String::new(),
        month: Month::parse("2026-11").unwrap(),
        revision: 1,
        replaces: None,
        began: None,
        marks: Vec::new(),
        zone: ZONE,
        number: String::new(),
        addressees: Vec::new(),
        basis: Vec::new(),
        dispatch: Dispatch::default(),
        post: Vec::new(),
        signer: String::new(),
        recipients: Vec::new(),
        annex: Annex::Portrait,
    }
}

/// What the next month promises: two programmes.
pub(super) fn promised() -> Coming {
    let read = crate::schedule::read(
        "[[programme]]\nid = \"sang\"\ntitle = \"Bản tin sáng\"\ntopic = \"Đề án 06\"\nscript = \"a\"\n\
         at = [\"05:30\", \"17:00\"]\ndays = \"t2-t6\"\n\
         [[programme]]\nid = \"vov\"\nsource = \"elsewhere\"\nlasts = \"30m\"\nat = [\"05:00\"]\n\
         [[programme]]\nid = \"an-toan\"\ntitle = \"An toàn\"\nscript = \"a\"\nat = [\"18:30\"]\n\
         [[except]]\ndates = \"24/12/2026\"\nprogrammes = \"all\"\nreason = \"Nghỉ\"\n",
    );
    coming(&read.schedule, Month::parse("2026-12").unwrap())
}

/// The report's own part of its archive.
pub(super) fn report(head: &Head, lang: Lang) -> String {
    let made = docx(&counted(), head, &rows(), &promised(), lang).unwrap();
    part(&made, "word/document.xml")
}

fn parts(archive: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).unwrap();
            let mut body = String::new();
            part.read_to_string(&mut body).unwrap();
            (part.name().unwrap().into_owned(), body)
        })
        .collect()
}

pub(super) fn part(archive: &[u8], name: &str) -> String {
    parts(archive).into_iter().find(|(it, _)| it == name).unwrap().1
}

/// Fails where a tag is not closed, closed in the wrong order, or an entity is strange.
fn assert_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    let body = xml.split_once("?>").unwrap().1;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag that ends");
        assert!(!text.contains('>'), "{text}");
        for entity in piece.split('&').skip(1) {
            let name = entity.split_once(';').unwrap().0;
            assert!(["amp", "lt", "gt", "quot"].contains(&name), "{name}");
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed));
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!body.contains(|letter: char| letter.is_control() && letter != '\n'));
}

/// A line for each paragraph outside a table, and for each row of one.
pub(super) fn words(document: &str) -> String {
    let paragraph = |paragraph: &str| -> String {
        let runs = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        runs.filter_map(|run| run.split_once("</w:t>")).map(|(text, _)| text).collect()
    };
    let cell = |cell: &str| {
        let words: Vec<String> = cell.split("</w:p>").map(paragraph).collect();
        words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let rows = document.split("<w:tr>").flat_map(|row| row.split("</w:tr>"));
    let lines = rows.map(|row| row.split("</w:tc>").map(cell).collect::<Vec<_>>().join(" | "));
    let lines = lines.map(|line| line.trim_end_matches([' ', '|']).to_owned());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_report_reads_as_the_form_wants_it() {
    let read = words(&report(&head(), Lang::Vi));
    assert_data_eq!(
        read,
        str![[r#"
ĐÀI TRUYỀN THANH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: ........./BC-......... | ...................., ngày ..... tháng ..... năm 2026
BÁO CÁO
Kết quả tuyên truyền Đề án 06 tháng 11 năm 2026
Kính gửi: Tổ công tác Đề án 06 .............................................
Thực hiện Công văn số .................... ngày ...................., Đài Truyền thanh báo cáo kết quả tuyên truyền Đề án 06 tháng 11 năm 2026 (từ ngày 01/11/2026 đến ngày 30/11/2026) như sau:
I. KẾT QUẢ THỰC HIỆN
1. Công tác chỉ đạo, triển khai
2. Kết quả tuyên truyền
Trong kỳ, lịch phát sóng có 7 lượt phát thuộc chuyên mục Đề án 06, Giao thông, đã phát 3 lượt. Thời lượng phát được: 4 phút. Từng lượt phát được ghi tại Phụ lục kèm theo.
Bảng 1. Kết quả thực hiện lịch phát sóng
Kết quả | Số lượt
Đã phát | 3
Phát dở | 1
Không phát được | 1
Nghỉ theo lịch | 1
Đã hủy | 1
Tổng cộng | 7
Bảng 2. Kết quả theo chuyên mục
Chuyên mục | Theo lịch | Đã phát | Trong đó phát lại | Số tin, bài | Phát dở | Thời lượng (phút:giây)
Đề án 06 | 4 | 3 | 1 | 2 | 0 | 3:00
Giao thông | 3 | 0 | 0 | 0 | 1 | 1:00
Tổng cộng | 7 | 3 | 1 | 2 | 1 | 4:00
Bảng 3. Kết quả theo khung giờ
Khung giờ | Theo lịch | Đã phát | Phát dở | Không phát được | Thời lượng (phút:giây)
Buổi sáng (trước 11 giờ) | 4 | 3 | 0 | 1 | 3:00
Buổi trưa (11 giờ đến 13 giờ) | 1 | 0 | 0 | 0 | 0:00
Buổi chiều (13 giờ đến 18 giờ) | 1 | 0 | 0 | 0 | 0:00
Buổi tối (từ 18 giờ) | 1 | 0 | 1 | 0 | 1:00
Tổng cộng | 7 | 3 | 1 | 1 | 4:00
Một tin, bài là một kịch bản với những tiện ích được nhắc trong đó; phát ở nhiều buổi, nhiều ngày vẫn là một tin, bài. Từ lần thứ hai trong kỳ là phát lại.
Tính riêng, không cộng vào các bảng trên (lượt do thiết bị khác phát và lượt đài tự ghi nhận không tính là đã phát):
- Phát bù: 1 lượt, 1 phút.
- Phát theo yêu cầu: 1 lượt, 1 phút.
- Đài tự ghi nhận: 1 lượt, 1 phút.
- Thiết bị khác phát: 1 lượt.
Nội dung khác: 0 lượt, 0 phút.
3. Nội dung đã tuyên truyền
Bảng 4. Số lượt phát của từng tiện ích VNeID
STT | Tiện ích | Mức | Phát theo lịch | Phát ngoài lịch | Phát dở
1 | Thực hiện thông báo lưu trú | 1 | 3 | 1 | 0
2 | Đổi số điện thoại trực tuyến | 1 | 2 | 0 | 1
3 | Thông tin cư trú (Hộ khẩu online) | 2 | 0 | 0 | 1
Mỗi lượt nhắc đến một tiện ích được tính một lần. Lượt phát dở tính riêng, chưa coi là đã nhắc, vì nhật ký không ghi được bà con đã nghe đến đoạn nào.
Tiện ích chưa được nhắc trong kỳ: Thông tin cư trú (Hộ khẩu online).
4. Các lượt phát dở, không phát được
Bảng 5. Các lượt phát dở, không phát được
STT | Ngày, giờ | Chương trình | Kết quả | Lý do | Phát bù
1 | 03/11/2026 05:30 | Bản tin VNeID buổi sáng | Không phát được | mất điện từ 04:50 | đã phát bù 04/11/2026 11:30
2 | 08/11/2026 18:30 | An toàn &lt;giao thông&gt; &amp; “mũ bảo hiểm” | Phát dở | người trực dừng phát | chưa phát bù
Các lượt nghỉ theo lịch hoặc đã hủy:
- 1 lượt do nghỉ theo lịch: 20/11.
- 1 lượt do lịch phát đã được sửa.
II. KHÓ KHĂN, VƯỚNG MẮC
III. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG TỚI
Theo lịch phát sóng, từ ngày 01/12/2026 đến ngày 31/12/2026 đài dự kiến phát 44 lượt.
Bảng 6. Lịch phát sóng dự kiến
STT | Chương trình | Chuyên mục | Giờ phát | Số ngày | Số lượt
1 | Bản tin sáng | Đề án 06 | 05:30, 17:00 | 22 | 44
 | Tổng cộng |  |  |  | 44
IV. KIẾN NGHỊ, ĐỀ XUẤT
Trên đây là báo cáo kết quả tuyên truyền Đề án 06 tháng 11 năm 2026 của Đài Truyền thanh./.
Nơi nhận:
- Như trên;
- Lưu: VT, ..... | ..............................
..............................
Phụ lục
NHẬT KÝ PHÁT SÓNG
(Kèm theo Báo cáo số ........./BC-......... ngày ..... tháng ..... năm 2026 của Đài Truyền thanh)
Theo lịch
STT | Ngày, giờ dự kiến | Giờ phát thực tế | Chương trình, chuyên mục | Phút: giây | Kết quả, ghi chú
1 | 01/11/2026 05:30 | 05:30:00 | Bản tin VNeID buổi sáng (Đề án 06) | 1:00 | Đã phát
2 | 02/11/2026 05:30 | 05:30:00 | Bản tin VNeID buổi sáng (Đề án 06) | 1:00 | Đã phát
3 | 03/11/2026 05:30 |  | Bản tin VNeID buổi sáng (Đề án 06) |  | Không phát được, mất điện từ 04:50
4 | 04/11/2026 05:30 | 05:30:00 | Bản tin VNeID buổi sáng (Đề án 06) | 1:00 | Đã phát
5 | 08/11/2026 18:30 | 18:30:00 | An toàn &lt;giao thông&gt; &amp; “mũ bảo hiểm” (Giao thông) | 1:00 | Phát dở, người trực dừng phát
6 | 20/11/2026 17:00 |  | An toàn &lt;giao thông&gt; &amp; “mũ bảo hiểm” (Giao thông) |  | Nghỉ theo lịch: 20/11
7 | 21/11/2026 12:15 |  | An toàn &lt;giao thông&gt; &amp; “mũ bảo hiểm” (Giao thông) |  | Đã hủy, lịch phát đã được sửa
 |  |  | Tổng cộng | 4:00
Phát bù
STT | Ngày, giờ dự kiến | Giờ phát thực tế | Chương trình, chuyên mục | Phút: giây | Kết quả, ghi chú
1 | 04/11/2026 11:30 | 11:30:00 | Bản tin VNeID buổi sáng (Đề án 06) | 1:00 | Đã phát, phát bù
 |  |  | Tổng cộng | 1:00
Phát theo yêu cầu
STT | Ngày, giờ dự kiến | Giờ phát thực tế | Chương trình, chuyên mục | Phút: giây | Kết quả, ghi chú
1 | 07/11/2026 | 09:00:00 | Thông báo cắt điện (Đề án 06) | 1:00 | Đã phát, phát theo yêu cầu
 |  |  | Tổng cộng | 1:00
Đài tự ghi nhận
STT | Ngày, giờ dự kiến | Giờ phát thực tế | Chương trình, chuyên mục | Phút: giây | Kết quả, ghi chú
1 | 06/11/2026 | 16:00:00 | Bản tin VNeID buổi sáng (Đề án 06) | 1:00 | đài tự ghi nhận
 |  |  | Tổng cộng | 1:00
Thiết bị khác phát
STT | Ngày, giờ dự kiến | Giờ phát thực tế | Chương trình, chuyên mục | Phút: giây | Kết quả, ghi chú
1 | 05/11/2026 05:00 |  | Tiếp âm VOV1 (Đề án 06) |  | thiết bị khác phát
"#]]
    );
}

#[test]
fn every_part_is_well_formed_whatever_people_wrote() {
    let hostile = "</w:t>&amp; \"<b>\u{1}\u{FFFF}\n\t{{head}} ']]>";
    let mut rows = rows();
    for row in &mut rows {
        row.title = hostile.into();
        row.topic = hostile.into();
        row.reason_text = Some(hostile.into());
        row.utilities = vec![hostile.into()];
    }
    let figures = figures(november(), &rows, &utilities(), &topics(), ZONE);
    let head = Head { unit: hostile.into(), place: hostile.into(), revision: 2, ..head() };
    for lang in [Lang::Vi, Lang::En] {
        let made = docx(&figures, &head, &rows, &promised(), lang).unwrap();
        for (name, body) in parts(&made) {
            assert_well_formed(&body);
            assert!(name != "word/document.xml" || body.contains("&lt;b&gt;"));
        }
        for (_, body) in parts(&xlsx(&figures, &head, &rows, lang).unwrap()) {
            assert!(body.starts_with("<?xml"));
        }
    }
}

#[test]
fn a_report_says_how_often_the_schedule_was_edited() {
    let said = |edits| {
        let figures = crate::report::Figures { edits, ..counted() };
        let made = papers(&figures, &head(), &rows(), &promised(), Lang::Vi).unwrap();
        assert_eq!(figures.sha256(), counted().sha256(), "no figure of an airing has changed");
        words(&part(&made.docx, "word/document.xml"))
    };
    assert!(said(3).contains("Lịch phát được sửa 3 lần trong kỳ."));
    assert!(!said(0).contains("Lịch phát được sửa"));
}

#[test]
fn the_same_month_gives_the_same_bytes() {
    let make = || papers(&counted(), &head(), &rows(), &promised(), Lang::Vi).unwrap();
    assert_eq!(make(), make());
}

#[test]
fn an_empty_month_still_gives_a_report_and_a_log() {
    let figures = figures(november(), &[], &[], &topics(), ZONE);
    for lang in [Lang::Vi, Lang::En] {
        let papers = papers(&figures, &head(), &[], &promised(), lang).unwrap();
        assert_well_formed(&part(&papers.docx, "word/document.xml"));
        assert!(!papers.xlsx.is_empty());
    }
}

#[test]
fn every_word_of_a_paper_is_in_both_languages() {
    for lang in [Lang::Vi, Lang::En] {
        let papers = papers(&counted(), &head(), &rows(), &promised(), lang).unwrap();
        let read = words(&part(&papers.docx, "word/document.xml"))
            + &part(&papers.xlsx, "xl/sharedStrings.xml")
            + &part(&papers.xlsx, "xl/workbook.xml");
        for prefix in ["report-", "outcome-", "letter-"] {
            assert!(!read.contains(prefix), "{lang:?} {prefix}");
        }
    }
}

#[test]
fn a_second_revision_says_what_it_replaces() {
    let head =
        Head { revision: 2, replaces: Some(1), parent: "Ủy ban nhân dân".into(), ..head() };
    let read = words(&report(&head, Lang::Vi));
    assert!(read.contains("(lần 2, thay thế lần 1)"), "{read}");
    assert!(read.starts_with("ỦY BAN NHÂN DÂN\nĐÀI TRUYỀN THANH | "), "{read}");
    assert_eq!(head.stem(), "BC-DA06_2026-11_dai-truyen-thanh_lan2");
}

#[test]
fn what_the_station_has_settled_stands_in_place_of_the_dots() {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    let head = Head {
        number: "…/BC-ĐTT".into(),
        addressees: lines(&["Tổ công tác Đề án 06 phường"]),
        basis: lines(&["Công văn số 1/TCTĐA06"]),
        post: lines(&["KT. TRƯỞNG ĐÀI", "PHÓ TRƯỞNG ĐÀI"]),
        signer: "(họ và tên)".into(),
        recipients: lines(&["Như trên;", "Lưu: VT, ....."]),
        ..head()
    };
    let read = words(&report(&head, Lang::Vi));
    for stands in [
        "Số: …/BC-ĐTT",
        "Kính gửi: Tổ công tác Đề án 06 phường\n",
        "Thực hiện Công văn số 1/TCTĐA06, Đài Truyền thanh báo cáo",
        "KT. TRƯỞNG ĐÀI\nPHÓ TRƯỞNG ĐÀI\n",
        "(họ và tên)",
        "- Như trên;\n- Lưu: VT, ......",
        "(Kèm theo Báo cáo số …/BC-ĐTT ngày",
    ] {
        assert!(read.contains(stands), "{stands:?} is not in {read}");
    }
}

#[test]
fn two_addressees_and_two_bases_stand_on_lines_of_their_own() {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    let head = Head {
        addressees: lines(&["Tổ công tác", "UBND phường."]),
        basis: lines(&["Quyết định số 06/QĐ-TTg;", "Công văn số 1/TCTĐA06"]),
        ..head()
    };
    let read = words(&report(&head, Lang::Vi));
    for stands in [
        "\nKính gửi:\n- Tổ công tác;\n- UBND phường.\n",
        "\nCăn cứ Quyết định số 06/QĐ-TTg;\nCăn cứ Công văn số 1/TCTĐA06.\nĐài Truyền thanh báo cáo",
    ] {
        assert!(read.contains(stands), "{stands:?} is not in {read}");
    }
}

#[test]
fn an_annex_that_lies_has_a_column_for_each_thing() {
    let read = report(&Head { annex: Annex::Landscape, ..head() }, Lang::Vi);
    assert!(read.contains("w:orient=\"landscape\""));
    let row = "3 | 03/11/2026 | 05:30 |  | Bản tin VNeID buổi sáng | Đề án 06 | thu trước |  | \
               Không phát được | mất điện từ 04:50";
    assert!(words(&read).contains(row), "{}", words(&read));
}

#[test]
fn the_workbook_holds_real_dates_and_lengths() {
    let made = xlsx(&counted(), &head(), &rows(), Lang::Vi).unwrap();
    let log = part(&made, "xl/worksheets/sheet1.xml");
    let cell = |sheet: &str, name: &str| {
        let from = sheet.split_once(&format!("<c r=\"{name}\"")).unwrap().1;
        let value = from.split_once("<v>").unwrap().1.split_once("</v>").unwrap().0;
        value.parse::<f64>().unwrap()
    };
    let near = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-9, "{value}");
    // 2026-11-01 is day 46327 of a spreadsheet.
    near(cell(&log, "A2"), 46_327.0);
    near(cell(&log, "B2"), 5.5 / 24.0);
    near(cell(&log, "J2"), 60.0 / 86_400.0);
    assert!(log.contains("<autoFilter ref=\"A1:L12\"/>"), "a heading and eleven rows");
    assert!(log.contains("state=\"frozen\""));
    assert!(log.contains("paperSize=\"9\""), "A4");
    let summary = part(&made, "xl/worksheets/sheet2.xml");
    near(cell(&summary, "B7"), 4.0);
    near(cell(&summary, "B9"), 7.0);
    let words = part(&made, "xl/sharedStrings.xml");
    assert!(words.contains("số liệu tự động, chưa ký"));
    assert!(part(&made, "xl/workbook.xml").contains("name=\"Nhật ký\""));
}

#[test]
fn a_text_longer_than_a_cell_is_shortened() {
    let long = Row { title: "ă".repeat(40_000), ..row("11-01T05:30", Outcome::Aired) };
    let figures = figures(november(), std::slice::from_ref(&long), &[], &topics(), ZONE);
    assert!(xlsx(&figures, &head(), &[long], Lang::Vi).is_ok());
}
