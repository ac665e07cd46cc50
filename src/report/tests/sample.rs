//! A short November: every outcome, every kind, every origin once.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use crate::{
    asrun::{Origin, Outcome, Row},
    diagnostic::form::Written,
    plan::Kind,
    report::{Figures, Range, figures},
    schedule::{Priority, Topics},
    script::Utility,
};

pub(crate) const ZONE: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;

pub(crate) fn november() -> Range {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    Range { from: day(1), to: day(30) }
}

pub(crate) fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-{text}:00+07:00")).unwrap()
}

/// A planned airing of the morning bulletin, 60.4 s long.
pub(crate) fn row(planned: &str, outcome: Outcome) -> Row {
    let planned_at = at(planned);
    let heard = matches!(outcome, Outcome::Aired | Outcome::Cut);
    let length = TimeDelta::milliseconds(60_400);
    Row {
        airing: format!("ban-tin-sang@{planned}"),
        programme: "ban-tin-sang".into(),
        title: "Bản tin VNeID buổi sáng".into(),
        topic: "Đề án 06".into(),
        kind: Kind::Recorded,
        origin: Origin::Schedule,
        priority: Priority::Normal,
        planned_at: Some(planned_at),
        outcome: Some(outcome),
        reason: None,
        reason_text: None,
        started_at: heard.then_some(planned_at),
        ended_at: heard.then(|| planned_at + length),
        start_error_ms: heard.then_some(0.0),
        duration_s: heard.then_some(60.4),
        heard_s: Some(if heard { 60.4 } else { 0.0 }),
        output: heard.then(|| "none".into()),
        utilities: Vec::new(),
        script: Some("ban-tin-vneid".into()),
        text_sha256: None,
        clips: Vec::new(),
        schedule_revision: Some(1),
        makes_good: None,
        made_good_by: None,
        by: None,
        note: None,
        approval: None,
        aircheck: None,
    }
}

/// The topics that the sample's report counts.
pub(crate) fn topics() -> Topics {
    let written = |name: &str| Written { value: name.into(), span: 0..0 };
    Topics::of(["Đề án 06", "Giao thông"].map(written).into())
}

pub(crate) fn rows() -> Vec<Row> {
    let said = |row: Row, why: &str| Row { reason_text: Some(why.into()), ..row };
    let spoke = |row: Row, text: &str, ids: &[&str]| Row {
        text_sha256: Some(text.into()),
        utilities: ids.iter().map(|&id| id.into()).collect(),
        ..row
    };
    let evening = |row: Row| Row {
        airing: row.airing.replace("sang", "chieu"),
        programme: "an-toan-chieu".into(),
        title: "An toàn <giao thông> & “mũ bảo hiểm”".into(),
        topic: "Giao thông".into(),
        ..row
    };
    let mut makegood = spoke(row("11-04T11:30", Outcome::Aired), "một", &["luu-tru"]);
    makegood.origin = Origin::Makegood;
    makegood.makes_good = Some("ban-tin-sang@11-03T05:30".into());
    let mut relay = row("11-05T05:00", Outcome::Aired);
    (relay.kind, relay.outcome, relay.title) = (Kind::Elsewhere, None, "Tiếp âm VOV1".into());
    (relay.started_at, relay.ended_at, relay.heard_s, relay.script) = (None, None, None, None);
    relay.duration_s = None;
    let mut declared = row("11-06T16:00", Outcome::Aired);
    (declared.kind, declared.outcome, declared.heard_s) = (Kind::Declared, None, None);
    (declared.origin, declared.planned_at) = (Origin::Operator, None);
    let mut asked = row("11-07T09:00", Outcome::Aired);
    (asked.origin, asked.planned_at) = (Origin::Operator, None);
    asked.title = "Thông báo cắt điện".into();
    vec![
        spoke(row("11-01T05:30", Outcome::Aired), "một", &["luu-tru", "doi-so"]),
        spoke(row("11-02T05:30", Outcome::Aired), "hai", &["luu-tru"]),
        said(row("11-03T05:30", Outcome::Missed), "mất điện từ 04:50"),
        makegood,
        spoke(row("11-04T05:30", Outcome::Aired), "một", &["luu-tru", "doi-so"]),
        relay,
        declared,
        asked,
        said(
            evening(spoke(row("11-08T18:30", Outcome::Cut), "ba", &["doi-so", "ho-khau"])),
            "người trực dừng phát",
        ),
        said(evening(row("11-20T17:00", Outcome::Skipped)), "nghỉ theo lịch: 20/11"),
        said(evening(row("11-21T12:15", Outcome::Cancelled)), "lịch phát đã được sửa"),
        row("12-01T05:30", Outcome::Aired),
    ]
}

pub(crate) fn utilities() -> Vec<Utility> {
    let utility = |id: &str, level, title: &str| Utility {
        id: id.into(),
        level,
        title: title.into(),
        on_air: true,
        ..Utility::default()
    };
    vec![
        utility("luu-tru", 1, "Thực hiện thông báo lưu trú"),
        utility("doi-so", 1, "Đổi số điện thoại trực tuyến"),
        utility("ho-khau", 2, "Thông tin cư trú (Hộ khẩu online)"),
    ]
}

pub(crate) fn counted() -> Figures {
    figures(november(), &rows(), &utilities(), &topics(), ZONE)
}
