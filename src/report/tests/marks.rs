//! Papers that are not reports, and the sentence about a report's first day.

use chrono::TimeDelta;

use super::{
    paper::{head, part, promised, report, words},
    sample::{counted, rows},
};
use crate::{
    report::{Head, Mark, papers, xlsx},
    words::Lang,
};

/// The report of a rehearsal looked like a real one and had the same file name, so that people confused
/// them.
#[test]
fn a_paper_that_is_no_report_is_marked_on_every_page_and_sheet_and_in_its_name() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
    let early = |behind| Mark::Early { today: day, until: day - TimeDelta::days(behind) };
    for (marks, name, banner, note) in [
        (
            vec![Mark::Rehearsal, Mark::Sample],
            "CHAY-THU_DU-LIEU-MAU_BC-DA06_2026-11_dai-truyen-thanh_lan1",
            "CHẠY THỬ – DỮ LIỆU MẪU – KHÔNG PHẢI BÁO CÁO",
            "số liệu dưới đây không có thật",
        ),
        (
            vec![early(0)],
            "BC-DA06_2026-11_dai-truyen-thanh_den-2026-11-28",
            "SỐ LIỆU ĐẾN HÔM NAY – KHÔNG PHẢI BÁO CÁO",
            "số liệu đến hôm nay, ngày 28/11/2026",
        ),
        (
            vec![early(8)],
            "BC-DA06_2026-11_dai-truyen-thanh_den-2026-11-28",
            "SỐ LIỆU ĐẾN HÔM NAY – KHÔNG PHẢI BÁO CÁO",
            "nhật ký mới đủ đến ngày 20/11/2026",
        ),
    ] {
        let head = Head { marks, ..head() };
        let made = papers(&counted(), &head, &rows(), &promised(), Lang::Vi).unwrap();
        assert_eq!(made.stem, name);
        assert!(part(&made.docx, "word/header1.xml").contains(banner), "{banner}");
        let document = part(&made.docx, "word/document.xml");
        let marks = banner.strip_suffix(" – KHÔNG PHẢI BÁO CÁO").unwrap();
        assert!(words(&document).contains(&format!("\nBÁO CÁO\n{marks}\n")), "{document}");
        assert!(words(&document).contains(note), "{note}");
        // The report and its annex, first pages too.
        assert_eq!(document.matches("w:type=\"default\" r:id=\"rId2\"").count(), 2);
        assert_eq!(document.matches("w:type=\"first\" r:id=\"rId2\"").count(), 2);
        for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
            let sheet = part(&made.xlsx, sheet);
            assert!(sheet.contains(&format!("<oddHeader>&amp;C&amp;\"-,Bold\"&amp;20{banner}<")));
            assert!(sheet.contains("<row r=\"1\""), "its first line");
        }
        assert!(part(&made.xlsx, "xl/sharedStrings.xml").contains(banner));
    }
    let report = papers(&counted(), &head(), &rows(), &promised(), Lang::Vi).unwrap();
    let pages = part(&report.docx, "word/header1.xml") + &part(&report.docx, "word/document.xml");
    assert!(!pages.contains("Banner") && !pages.contains("\"first\""), "a report carries no mark");
}

#[test]
fn a_first_report_names_its_first_day() {
    let began = chrono::NaiveDate::from_ymd_opt(2026, 11, 15);
    let read = words(&report(&Head { began, ..head() }, Lang::Vi));
    let says = "Số liệu từ ngày 15/11/2026 là ngày đài bắt đầu dùng loa.";
    assert!(read.contains(says), "{read}");
    let made = xlsx(&counted(), &Head { began, ..head() }, &rows(), Lang::Vi).unwrap();
    assert!(part(&made, "xl/sharedStrings.xml").contains(says));
}
