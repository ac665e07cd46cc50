//! The letter that the report answers, in its first sentence.

use super::paper::{head, report, words};
use crate::{report::Head, script::Dispatch, words::Lang};

/// The sample names the day of its dispatch, but the report printed dots for it.
#[test]
fn the_known_parts_of_the_dispatch_are_printed() {
    let check = |number: &str, date: Option<(i32, u32, u32)>, sender: &str, expected: &str| {
        let dispatch = Dispatch {
            number: number.into(),
            date: date
                .and_then(|(year, month, day)| chrono::NaiveDate::from_ymd_opt(year, month, day)),
            sender: sender.into(),
            ..Dispatch::default()
        };
        let read = words(&report(&head().answering(&dispatch), Lang::Vi));
        assert!(read.contains(&format!("Thực hiện {expected}, Đài Truyền thanh")), "{read}");
    };
    let day = Some((2024, 2, 28));
    let dots = "....................";
    check("", day, "", &format!("Công văn số {dots} ngày 28/02/2024"));
    check("15/TCTĐA06", day, "", "Công văn số 15/TCTĐA06 ngày 28/02/2024");
    check(
        "15/TCTĐA06",
        day,
        "Tổ công tác Đề án 06",
        "Công văn số 15/TCTĐA06 ngày 28/02/2024 của Tổ công tác Đề án 06",
    );
    check("15/TCTĐA06", None, "", &format!("Công văn số 15/TCTĐA06 ngày {dots}"));
    check("", None, "", &format!("Công văn số {dots} ngày {dots}"));
    let own = Head { basis: vec!["Kế hoạch số 3".into()], ..head() };
    let dispatch = Dispatch { number: "15/TCTĐA06".into(), ..Dispatch::default() };
    let read = words(&report(&own.answering(&dispatch), Lang::Vi));
    assert!(read.contains("Thực hiện Kế hoạch số 3, "), "the station's own basis stands: {read}");
    assert!(!read.contains("15/TCTĐA06"), "{read}");
}
