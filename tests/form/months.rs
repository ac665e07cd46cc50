//! The documents to be set: one rehearsed month of the sample station, and what can become of it.

use std::sync::LazyLock;

use loa::{
    asrun::{Origin, Outcome, Row},
    check::{self, Folder},
    clip::Memory,
    clock::midnight,
    daemon::rehearse,
    diagnostic::form::Written,
    report::{Coming, Head, Month, Range, coming, docx, figures, period_for},
    schedule::{Annex, Period, Topics},
    words::Lang,
};

use crate::{judges::eventful, press::Document};

/// How many documents let the report end at another height, so that some have the foot of a page in the
/// middle of what must stay together.
const HEIGHTS: usize = 26;

/// A rehearsed December with what reports are made from.
struct December {
    folder: Folder,
    rows: Vec<Row>,
}

/// Every kind of month that a station may have to report. Both tests need them; they are made once.
pub(crate) static MONTHS: LazyLock<Vec<Document>> = LazyLock::new(months);

fn months() -> Vec<Document> {
    let december = rehearsed();
    let head = december.head("2026-12");
    let mut documents = vec![
        december.document("usual", &usual(&head), &december.eventful(), Lang::Vi),
        december.document("empty", &bare(&december.head("2027-02")), &[], Lang::Vi),
        december.document("big", &head, &december.big(), Lang::Vi),
        december.document("long", &long(&head), &december.eventful(), Lang::Vi),
        december.document(
            "second",
            &Head { revision: 2, replaces: Some(1), ..usual(&head) },
            &december.eventful(),
            Lang::Vi,
        ),
        december.document("english", &head, &december.eventful(), Lang::En),
    ];
    documents.extend((0..HEIGHTS).map(|misses| {
        let rows = december.with_misses(misses);
        december.document(&format!("height{misses}"), &usual(&head), &rows, Lang::Vi)
    }));
    documents
}

fn rehearsed() -> December {
    let station = eventful();
    let mut memory = Memory::default();
    let mut read = || check::read(&station.path(""), &mut memory, &mut |_, _| {}).unwrap();
    let folder = read();
    let zone = folder.schedule.station.zone;
    let [from, to] = ["2026-12", "2027-01"].map(|month| midnight(zone, month_of(month).first()));
    let rows = rehearse(read(), Vec::new(), from, to, None).unwrap().rows;
    assert!(rows.len() > 80, "{}", rows.len());
    December { folder, rows }
}

fn month_of(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.into()).collect()
}

/// What a station settles once.
fn usual(head: &Head) -> Head {
    Head {
        parent: "Ủy ban nhân dân phường".into(),
        unit: "Đài Truyền thanh".into(),
        place: "Phường Liên Chiểu".into(),
        number: "…/BC-ĐTT".into(),
        addressees: lines(&["Tổ công tác Đề án 06 phường"]),
        basis: lines(&["Công văn số 12/TCTĐA06 ngày 28/02/2024"]),
        post: lines(&["KT. TRƯỞNG ĐÀI", "PHÓ TRƯỞNG ĐÀI"]),
        signer: "(Họ và tên)".into(),
        recipients: lines(&["Như trên", "UBND phường (để báo cáo)", "Lưu: VT"]),
        ..head.clone()
    }
}

/// Nothing settled: dots everywhere, no parent.
fn bare(head: &Head) -> Head {
    Head { parent: String::new(), place: String::new(), ..head.clone() }
}

/// Names too long for their lines, two addressees, two papers that ask for the report.
fn long(head: &Head) -> Head {
    Head {
        parent: "Ủy ban nhân dân phường có tên gọi dài".into(),
        unit: "Trung tâm Cung ứng dịch vụ công, Văn hóa, Thông tin và Truyền thanh phường".into(),
        addressees: lines(&["Tổ công tác Đề án 06 phường", "Phòng Văn hóa - Xã hội phường"]),
        basis: lines(&[
            "Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ phê duyệt Đề án 06",
            "Công văn số 12/TCTĐA06 ngày 28/02/2024 của Tổ công tác Đề án 06;",
        ]),
        post: lines(&["TL. CHỦ TỊCH", "GIÁM ĐỐC TRUNG TÂM"]),
        annex: Annex::Landscape,
        ..usual(head)
    }
}

impl December {
    fn head(&self, month: &str) -> Head {
        let schedule = &self.folder.schedule;
        let head = Head::of(&schedule.station, &schedule.report, month_of(month), 1);
        // As a station with a name of its own reports.
        Head { marks: Vec::new(), ..head }
    }

    fn document(&self, name: &str, head: &Head, rows: &[Row], lang: Lang) -> Document {
        let period: Range = period_for(head.month, Period::Month);
        // The report counts every topic of the rows, so that its table has many lines.
        let named = |row: &Row| Written { value: row.topic.clone(), span: 0..0 };
        let topics = Topics::of(rows.iter().map(named).collect());
        let figures = figures(period, rows, &self.folder.scripts.utilities, &topics, head.zone);
        let coming: Coming = coming(&self.folder.schedule, head.month.plus(1));
        let docx = docx(&figures, head, rows, &coming, lang).unwrap();
        let landscape = head.annex == Annex::Landscape;
        Document { name: name.into(), lang, landscape, docx }
    }

    /// The second half of the month, with everything that can happen to an airing: some missed and skipped
    /// as rehearsed, three broken off, one of the missed made good, one asked for.
    fn eventful(&self) -> Vec<Row> {
        let mut rows = self.rows[self.rows.len() / 2..].to_vec();
        let aired = |row: &&mut Row| row.outcome == Some(Outcome::Aired);
        for row in rows.iter_mut().filter(aired).skip(5).step_by(12) {
            row.outcome = Some(Outcome::Cut);
            row.heard_s = Some(9.6);
            row.reason_text = Some("mất điện, hoặc máy hay phần mềm bị tắt ngang, từ 05:30".into());
        }
        let missed = |row: &Row| row.outcome == Some(Outcome::Missed);
        let place = rows.iter().position(missed).unwrap();
        let heard = rows.iter().find(|row| row.outcome == Some(Outcome::Aired)).unwrap().clone();
        let later = rows[place].planned_at.map(|at| at + chrono::TimeDelta::hours(3));
        let [makegood, asked] = ["bu", "yeu-cau"].map(|airing| Row {
            airing: airing.into(),
            planned_at: later,
            started_at: later,
            ..heard.clone()
        });
        rows[place].made_good_by = Some(makegood.airing.clone());
        rows.push(Row { origin: Origin::Makegood, ..makegood });
        rows.push(Row { origin: Origin::Operator, planned_at: None, ..asked });
        rows
    }

    /// Four times as many, under seven topics.
    fn big(&self) -> Vec<Row> {
        let copies = (0..4).flat_map(|copy| self.rows.iter().map(move |row| (copy, row.clone())));
        let rows = copies.enumerate().map(|(place, (copy, row))| Row {
            airing: format!("{}#{copy}", row.airing),
            topic: format!("Chuyên mục tuyên truyền số {}", place % 7 + 1),
            planned_at: row.planned_at.map(|at| at + chrono::TimeDelta::minutes(copy * 7)),
            ..row
        });
        rows.collect()
    }

    /// The first days of the month with so many airings that were missed.
    fn with_misses(&self, misses: usize) -> Vec<Row> {
        let mut rows = self.rows[..HEIGHTS + 2].to_vec();
        for row in rows.iter_mut().take(misses) {
            row.outcome = Some(Outcome::Missed);
            row.reason_text = Some("không có cạc âm thanh".into());
            (row.started_at, row.ended_at, row.heard_s) = (None, None, Some(0.0));
        }
        rows
    }
}
