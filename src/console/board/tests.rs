//! The page as it reads, in every state, and titles that nobody should trust.

use chrono::DateTime;
use snapbox::{assert_data_eq, str};

use super::*;
use crate::{
    daemon::{NextUp, OnAir, TodayRow},
    plan::Kind,
    words::Lang,
};

fn at(clock: &str) -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-12-01T{clock}+07:00")).unwrap()
}

fn row(clock: &str, kind: Kind, state: &str, reason: Option<&str>) -> TodayRow {
    TodayRow {
        at: at(clock),
        programme: format!("{state}-programme"),
        title: format!("Programme {clock}"),
        topic: "Topic".to_owned(),
        kind,
        state: state.to_owned(),
        reason_text: reason.map(str::to_owned),
        duration_s: (reason.is_none()).then_some(95.2),
    }
}

/// A day in which everything happens, at 17:00:20.
fn busy(language: Lang) -> Status {
    Status {
        at: at("17:00:20"),
        station: "Đài Truyền thanh".to_owned(),
        language,
        on_air: Some(OnAir {
            airing: "nhac@2026-12-01T10:00:00Z".to_owned(),
            title: "Programme 17:00:00".to_owned(),
            started_at: Some(at("17:00:00")),
            ends_at: at("17:01:00"),
        }),
        next: Some(NextUp {
            programme: "planned-programme".to_owned(),
            title: "Programme 18:30:00".to_owned(),
            planned_at: at("18:30:00"),
        }),
        clock_doubtful: false,
        today: vec![
            row("05:00:00", Kind::Elsewhere, "elsewhere", None),
            row("05:30:00", Kind::Recorded, "aired", None),
            row("06:00:00", Kind::Recorded, "missed", Some("why missed")),
            row("07:00:00", Kind::Recorded, "cut", Some("why cut")),
            row("08:00:00", Kind::Recorded, "cancelled", Some("why cancelled")),
            row("16:45:00", Kind::Elsewhere, "planned", None),
            row("17:00:00", Kind::Recorded, "on_air", None),
            row("18:00:00", Kind::Elsewhere, "planned", None),
            row("18:30:00", Kind::Recorded, "planned", None),
            row("21:30:00", Kind::Recorded, "skipped", Some("why skipped")),
        ],
        output: "none".into(),
        heard: true,
        report: None,
        notices: Vec::new(),
    }
}

fn calm() -> Status {
    let (on_air, next, today) = (None, None, Vec::new());
    Status { on_air, next, today, output: "missing".into(), heard: false, ..busy(Lang::Vi) }
}

/// What a reader sees: the words between the tags, a line for each line that has some.
fn words(html: &str) -> String {
    let mut words = String::new();
    for line in html.lines() {
        let mut inside = false;
        let mut seen = String::new();
        for letter in line.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    seen.push(' ');
                }
                letter if !inside => seen.push(letter),
                _ => {}
            }
        }
        let seen: Vec<_> = seen.split_whitespace().collect();
        if !seen.is_empty() {
            words.push_str(&seen.join(" "));
            words.push('\n');
        }
    }
    words
}

#[test]
fn a_busy_day_is_read_at_a_glance() {
    assert_data_eq!(
        words(&page(&busy(Lang::Vi))),
        str![[r#"
Đang phát: Programme 17:00:00 · Đài Truyền thanh
Mất liên lạc với đài. Trang này sẽ tự cập nhật khi đài chạy lại.
Đài Truyền thanh
Thứ Ba, 01/12/2026 17:00:20
Đang phát
Programme 17:00:00
17:00 – 17:01 · còn 40 giây
Tiếp theo
Programme 18:30:00
18:30 · còn 1 giờ 29 phút
Cần xem
Hôm nay có 1 lượt không phát được; lý do ghi trong bảng dưới đây
Hôm nay
Không phát được 1 Phát dở 1 Đã phát 1 Thiết bị khác phát 2 Nghỉ theo lịch 1 Đã hủy 1 Đang phát 1 Sắp phát 2
Giờ Chương trình Kết quả
05:00 Programme 05:00:00 Topic · 1 phút 35 giây Thiết bị khác phát
05:30 Programme 05:30:00 Topic · 1 phút 35 giây Đã phát
06:00 Programme 06:00:00 Topic Không phát được why missed
07:00 Programme 07:00:00 Topic Phát dở why cut
08:00 Programme 08:00:00 Topic Đã hủy why cancelled
16:45 Programme 16:45:00 Topic · 1 phút 35 giây Thiết bị khác phát
17:00 Programme 17:00:00 Topic · 1 phút 35 giây Đang phát
18:00 Programme 18:00:00 Topic · 1 phút 35 giây · Thiết bị khác phát Sắp phát
18:30 Programme 18:30:00 Topic · 1 phút 35 giây Sắp phát
21:30 Programme 21:30:00 Topic Nghỉ theo lịch why skipped
Nơi phát: không dùng cạc âm thanh

"#]]
    );
}

#[test]
fn a_calm_day_says_so() {
    assert_data_eq!(
        words(&page(&calm())),
        str![[r#"
Đang nghỉ · Đài Truyền thanh
Mất liên lạc với đài. Trang này sẽ tự cập nhật khi đài chạy lại.
Đài Truyền thanh
Thứ Ba, 01/12/2026 17:00:20
Lúc này
Đang nghỉ
Tiếp theo
Không có chương trình nào trong 24 giờ tới
Mọi việc bình thường
Hôm nay
Hôm nay không có chương trình nào.
Nơi phát: không có cạc âm thanh

"#]]
    );
}

#[test]
fn no_text_is_missing_in_either_language() {
    for lang in [Lang::Vi, Lang::En] {
        let mut status = busy(lang);
        status.heard = false;
        let seen = words(&page(&status)) + &words(&page(&Status { language: lang, ..calm() }));
        for key in ["page-", "outcome-", "weekday-"] {
            assert!(!seen.contains(key), "{lang:?} {key}: {seen}");
        }
    }
}

#[test]
fn what_nobody_hears_is_no_red_lamp() {
    let heard = busy(Lang::Vi);
    assert!(render(&heard).contains("class=\"lamp live\""));
    let unheard = Status { heard: false, ..heard };
    assert!(render(&unheard).contains("class=\"lamp unheard\""));
    assert!(render(&unheard).contains("không ai nghe được"));
}

/// The busy day with `text` wherever people or files put theirs.
fn saying(text: &str) -> Status {
    let mut status = busy(Lang::Vi);
    status.station = text.to_owned();
    status.notices = vec![text.to_owned()];
    status.output = text.into();
    let (live, next) = (status.on_air.as_mut().unwrap(), status.next.as_mut().unwrap());
    (live.title, next.title) = (text.to_owned(), text.to_owned());
    for row in &mut status.today {
        (row.title, row.topic) = (text.to_owned(), format!("{text}!"));
        row.reason_text = Some(text.to_owned());
    }
    status
}

#[test]
fn titles_are_text_and_never_break_the_stream() {
    let evil = "</section><script>alert(1)</script>\r\n\n\" onload=\"x\"\ndata: x";
    let (evil, plain) = (saying(evil), saying("plain"));
    assert!(render(&evil).contains("&lt;script&gt;alert(1)"));
    assert!(!render(&evil).contains(['\n', '\r']));
    for mark in ['<', '>', '"'] {
        assert_eq!(page(&evil).matches(mark).count(), page(&plain).matches(mark).count(), "{mark}");
    }
}

/// Whether a page that shows the busy day of 17:00:20 is told of it as `change` made it.
#[track_caller]
fn check(change: impl FnOnce(&mut Status), expected: bool) {
    let sent = busy(Lang::Vi);
    let mut now = sent.clone();
    change(&mut now);
    assert_eq!(is_news(&sent, &now), expected, "{now:?}");
}

#[test]
fn only_what_changed_is_news() {
    check(|_| {}, false);
    check(|now| now.at = at("17:00:49.9"), false);
    check(|now| now.at = at("17:00:50"), true);
    check(|now| now.at = at("17:00:19"), true);
    check(|now| now.on_air = None, true);
    check(|now| now.today[8].state = "on_air".to_owned(), true);
    check(|now| now.notices.push("look".to_owned()), true);
    check(|now| now.heard = false, true);

    let late = Status { at: at("23:59:59"), ..calm() };
    let early = Status { at: late.at + TimeDelta::seconds(2), ..late.clone() };
    assert!(is_news(&late, &early), "a new day has a new date");
}
