//! A period's report leaves when the period is complete, once, whatever happens around its last day.

use super::{
    months::{self, letters},
    *,
};
use crate::{mail, report::Month, schedule::Schedule};

const SANG: &str =
    "[[programme]]\nid = \"sang\"\ntopic = \"Đề án 06\"\nscript = \"dai-10\"\nat = [\"05:30\"]\n";
const TO: &str = "to-cong-tac@example.vn";

fn sent(month: &str, revision: u32) -> String {
    format!("{month} r{revision} {TO}")
}

/// Every letter in the outbox, in the order in which they were put.
fn put(bench: &Bench) -> Vec<String> {
    let mut letters = letters(bench);
    letters.sort();
    letters
}

fn report(month: &str) -> Ask {
    Ask::Report { month: month.into() }
}

impl Bench {
    /// Replaces a piece of the schedule on the running station.
    fn edit_settings(&mut self, from: &str, to: &str) {
        let path = self.path().join("schedule.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        let folder = self.read();
        self.turn(Event::Edited(Box::new(folder)));
    }

    fn off_until(&mut self, local: &str) {
        self.power_cut();
        self.now = at(local);
        self.start();
    }

    fn schedule(&self) -> Schedule {
        self.read().schedule
    }

    /// The words of a revision of the report, from `data/reports`.
    fn paper(&self, ending: &str) -> String {
        let reports = fs::read_dir(self.path().join("data/reports")).unwrap();
        let mut papers = reports.map(|it| it.unwrap().path());
        let found = papers.find(|it| it.to_string_lossy().ends_with(ending)).unwrap();
        let file = fs::File::open(found).unwrap();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let mut part = archive.by_name("word/document.xml").unwrap();
        let mut words = String::new();
        std::io::Read::read_to_string(&mut part, &mut words).unwrap();
        words
    }
}

/// `--send` on the 28th put a letter with part of the month, and the real one never left.
#[test]
fn a_period_that_is_not_over_is_refused_and_its_report_leaves_on_its_day() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.until("2026-11-28 12:00");
    let refused = bench.ask(report("2026-11")).unwrap_err();
    for says in ["11/2026", "from 01/11/2026 to 30/11/2026 is not over"] {
        assert!(refused.contains(says), "{refused}");
    }
    bench.until("2026-12-01 00:00");
    bench.ask(report("2026-12")).unwrap_err();
    assert_eq!(put(&bench), [""; 0]);
    bench.until("2026-12-01 08:00:01");
    assert_eq!(put(&bench), [sent("2026-11", 1)]);
    assert!(bench.paper("_lan1.docx").contains("từ ngày 10/11/2026 là ngày đài bắt đầu dùng loa"));
    bench.until("2027-01-01 08:00:01");
    assert_eq!(put(&bench), [sent("2026-11", 1), sent("2026-12", 1)]);
}

#[test]
fn a_period_before_the_first_start_is_refused() {
    let mut bench = Bench::new(SANG, "2026-12-02 09:00");
    let refused = bench.ask(report("2026-11")).unwrap_err();
    assert!(refused.contains("over before the station began"), "{refused}");
    bench.until("2026-12-03 00:00");
    assert_eq!(put(&bench), [""; 0]);
}

/// An airing of the last evening that is on air at midnight belongs to the period.
#[test]
fn the_last_airing_of_a_period_has_its_outcome_before_the_report_leaves() {
    let late = "[[programme]]\nid = \"dem\"\nscript = \"dai-600\"\nat = [\"23:55\"]\n[hours]\nquiet = []\n";
    let mut bench = Bench::new(late, "2026-11-28 00:00");
    bench.edit_settings("at = \"08:00\"", "at = \"00:00\"");
    bench.until("2026-12-01 00:01");
    let refused = bench.ask(report("2026-11")).unwrap_err();
    assert!(refused.contains("complete up to 23:55 30/11/2026 only"), "{refused}");
    assert_eq!(put(&bench), [""; 0]);
    bench.until("2026-12-01 00:08");
    assert_eq!(put(&bench), [sent("2026-11", 1)]);
    assert!(!bench.paper("_lan1.docx").contains("chưa tính vào báo cáo này"), "nothing is open");
}

#[test]
fn hours_off_are_reconciled_before_a_report_leaves() {
    let mut bench = Bench::new(SANG, "2026-12-01 00:00");
    bench.until("2026-12-20 12:00");
    bench.power_cut();
    bench.now = at("2027-01-05 10:00");
    // If the station does not run, its log ends with its last sign of life.
    let path = bench.path().join("data/loa.db");
    let month = Month::parse("2026-12").unwrap();
    let store = Store::open_to_read(&path).unwrap();
    let beside = standing(&store, &bench.schedule(), month, bench.now, false).unwrap();
    let why = beside.why_not().unwrap();
    assert!(why.render(Lang::En).contains("complete up to 12:00 20/12/2026 only"), "{why:?}");
    // It was due on the first of January: an hour that is past would be no answer.
    let fix = why.render_attribute(Lang::En, "fix").unwrap();
    assert!(
        fix.contains("loa run") && fix.ends_with("sends the report by itself right away"),
        "{fix}"
    );
    bench.start();
    assert_eq!(put(&bench), [sent("2026-12", 1)]);
    let paper = bench.paper("_lan1.docx");
    assert!(
        paper.contains("lịch phát sóng có 31 lượt phát thuộc chuyên mục Đề án 06, đã phát 20 lượt"),
        "{paper}"
    );
}

/// A database of loa 0.1.0 in which a letter was put before its period was over.
#[test]
fn an_early_letter_of_an_older_loa_is_replaced_by_the_report_on_its_day() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.until("2026-11-28 12:00");
    let early = "INSERT INTO letter (letter, kind, month, revision, recipient, state, message_id,
            file, bytes, figures_sha256, created_at)
        VALUES ('x', 'log', '2026-11', 1, ?1, 'sent', 'x', 'x', x'', 'early', ?2)";
    let made = "INSERT INTO reported VALUES ('2026-11', 1, NULL, NULL, 'early', ?1)";
    let now = bench.now.timestamp_micros();
    bench.station().store.connection().execute(early, (TO, now)).unwrap();
    bench.station().store.connection().execute(made, [now]).unwrap();
    bench.until("2026-12-01 07:59");
    assert_eq!(put(&bench), [sent("2026-11", 1)]);
    bench.until("2026-12-01 08:00:01");
    assert_eq!(put(&bench), [sent("2026-11", 1), sent("2026-11", 2)]);
    assert!(bench.paper("_lan2.docx").contains("(lần 2, thay thế lần 1)"));
    bench.off_until("2026-12-03 10:00");
    assert_eq!(put(&bench).len(), 2);
}

#[test]
fn another_kind_of_letter_makes_no_second_first_revision() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.until("2026-12-01 09:00");
    for kind in ["unsigned", "signed", "log"] {
        let text = fs::read_to_string(bench.path().join("schedule.toml")).unwrap();
        let was = text.lines().find(|line| line.starts_with("letter")).map(|it| format!("{it}\n"));
        let from = was.unwrap_or_default() + "to = [";
        bench.edit_settings(&from, &format!("letter = \"{kind}\"\nto = ["));
        let _ = bench.ask(report("2026-11"));
        assert_eq!(put(&bench), [sent("2026-11", 1)], "{kind}");
    }
}

#[test]
fn signed_papers_are_numbered_and_made_once() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.edit_settings("to = [", "letter = \"signed\"\nto = [");
    bench.until("2026-12-01 08:00:01");
    let made = |bench: &Bench| {
        let store = Store::open_to_read(&bench.path().join("data/loa.db")).unwrap();
        mail::reported(store.connection()).unwrap().len()
    };
    assert_eq!((made(&bench), put(&bench).len()), (1, 0));
    let reports = bench.path().join("data/reports");
    let paper = fs::read_dir(&reports).unwrap().map(|it| it.unwrap().path());
    let paper = paper.into_iter().find(|it| it.extension().unwrap() == "docx").unwrap();
    fs::write(&paper, "signed").unwrap();
    bench.off_until("2026-12-02 08:00");
    bench.until("2026-12-03 08:00");
    assert_eq!((made(&bench), fs::read(&paper).unwrap()), (1, b"signed".to_vec()));
    months::lower(&mut bench, 0);
    bench.ask(report("2026-11")).unwrap();
    assert_eq!((made(&bench), fs::read(&paper).unwrap()), (2, b"signed".to_vec()));
    assert!(bench.paper("_lan2.docx").contains("(lần 2, thay thế lần 1)"));
}

/// After a change of `period`, the days between the old and the new periods were in no report.
#[test]
fn a_change_of_the_period_leaves_no_day_out_and_sends_nothing_again() {
    let mut bench = Bench::new(SANG, "2026-12-20 00:00");
    bench.edit_settings("to = [", "period = \"15-14\"\nto = [");
    bench.until("2027-02-20 12:00");
    let before = [sent("2027-01", 1), sent("2027-02", 1)];
    assert_eq!(put(&bench), before);
    bench.edit_settings("period = \"15-14\"", "period = \"month\"");
    bench.until("2027-03-01 07:59");
    assert_eq!(put(&bench), before);
    bench.until("2027-03-01 08:00:01");
    assert_eq!(put(&bench), [&before[..], &[sent("2027-02", 2)]].concat());
    let paper = bench.paper("2027-02_dai-truyen-thanh-phuong-thu_lan2.docx");
    assert!(paper.contains("từ ngày 01/02/2027 đến ngày 28/02/2027"), "{paper}");
    assert!(paper.contains("(lần 2)"), "it replaces no report of the same days");
    // The setting is changed back in the middle of a period: its report leaves on its day.
    bench.edit_settings("period = \"month\"", "period = \"15-14\"");
    bench.until("2027-03-14 12:00");
    assert_eq!(put(&bench).len(), 3);
    bench.until("2027-03-15 08:00:01");
    assert_eq!(put(&bench).len(), 4);
    bench.off_until("2027-03-20 08:00");
    assert_eq!(put(&bench).len(), 4);
}

#[test]
fn a_new_recipient_gets_what_is_asked_for_and_nobody_gets_it_twice() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.until("2026-12-01 09:00");
    bench.edit_settings("to = [", "to = [\"b@example.vn\", ");
    bench.until("2026-12-02 09:00");
    assert_eq!(put(&bench), [sent("2026-11", 1)], "not by itself");
    assert!(bench.ask(report("2026-11")).unwrap().contains("1 letters"));
    assert_eq!(put(&bench), ["2026-11 r1 b@example.vn".to_owned(), sent("2026-11", 1)]);
}

#[test]
fn a_later_day_of_sending_is_kept_and_a_person_may_send_before_it() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.edit_settings("day = 1", "day = 5");
    bench.until("2026-12-03 10:00");
    assert_eq!(put(&bench), [""; 0]);
    bench.ask(report("2026-11")).unwrap();
    bench.until("2026-12-06 10:00");
    assert_eq!(put(&bench), [sent("2026-11", 1)]);
}

#[test]
fn nothing_leaves_while_the_clock_is_doubtful() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.until("2026-11-20 10:00");
    bench.set_clock("2026-12-05 10:00", Event::Stepped);
    let refused = bench.ask(report("2026-11")).unwrap_err();
    assert!(refused.contains("clock may be wrong"), "{refused}");
    bench.until("2026-12-05 11:00");
    assert_eq!(put(&bench), [""; 0]);
    bench.ask(Ask::Clock { by: None }).unwrap();
    assert_eq!(put(&bench), [sent("2026-11", 1)]);
}

/// The sample station sent letters, to an address that does not exist.
#[test]
fn the_sample_sends_no_letter_until_it_has_a_name_of_its_own() {
    let mut bench = Bench::off(SANG, "2026-11-10 00:00");
    let path = bench.path().join("schedule.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace(" phường Thử", "")).unwrap();
    bench.start();
    bench.until("2026-12-02 09:00");
    assert_eq!(put(&bench), [""; 0]);
    let said = |bench: &Bench| bench.said.iter().filter(|it| it.contains("sample's name")).count();
    assert_eq!(said(&bench), 1, "{:?}", bench.said);
    let refused = bench.ask(report("2026-11")).unwrap_err();
    assert!(refused.contains("sample's name"), "{refused}");
    bench.edit_settings("Truyền thanh", "Truyền thanh phường Ngọc Hà");
    bench.until("2026-12-02 09:01");
    assert_eq!(put(&bench), [sent("2026-11", 1)]);
}

/// A log of the 28th was restored on the 5th: the old computer may have sent the report on the 1st.
#[test]
fn a_report_that_the_old_computer_may_have_sent_is_left_to_a_person() {
    let mut bench = Bench::new(SANG, "2026-11-10 00:00");
    bench.until("2026-11-28 12:00");
    bench.power_cut();
    bench.now = at("2026-12-05 10:00");
    let mut store = Store::open(&bench.path().join("data/loa.db"), &tables()).unwrap();
    crate::asrun::note_restored(&mut store, bench.now, None).unwrap();
    drop(store);
    bench.start();
    bench.until("2026-12-06 10:00");
    assert_eq!(put(&bench), [""; 0]);
    let said = bench.said.iter().filter(|it| it.contains("whether the old computer sent it"));
    assert_eq!(said.count(), 1, "{:?}", bench.said);
    let now = bench.now;
    let shown = bench.station().status(now).unwrap().report.unwrap();
    assert!(shown.complete && shown.text.contains("không rõ máy cũ đã gửi chưa"), "{shown:?}");
    bench.ask(report("2026-11")).unwrap();
    assert_eq!(put(&bench), [sent("2026-11", 1)]);
    let shown = bench.station().status(now).unwrap().report.unwrap();
    let coming = "Báo cáo tháng 12/2026 (từ ngày 01/12/2026 đến ngày 31/12/2026): đài tự gửi lúc 08:00 01/01/2027";
    assert_eq!((shown.month.as_str(), shown.text.as_str()), ("2026-12", coming));
    bench.until("2027-01-01 08:00:01");
    assert_eq!(put(&bench).len(), 2, "what comes after is the new computer's");
}
