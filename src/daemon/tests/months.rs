//! The month's report: made on its day, sent once.

use super::*;
use crate::{
    asrun::{Correction, Reader},
    mail,
};

pub(super) fn letters(bench: &Bench) -> Vec<String> {
    let store = Store::open_to_read(&bench.path().join("data/loa.db")).unwrap();
    let reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::En };
    let rows = mail::list(store.connection(), reader).unwrap();
    rows.into_iter()
        .map(|row| format!("{} r{} {}", row.month, row.revision, row.recipient))
        .collect()
}

/// A person corrects an airing as not heard, which changes the figures.
pub(super) fn lower(bench: &mut Bench, place: usize) {
    let airing = bench.rows()[place].airing.clone();
    let outcome = Some(crate::asrun::Outcome::Missed);
    let (by, why) = ("Lan".into(), "tăng âm tắt".into());
    let correction = Correction { airing, by, why, outcome, ..Correction::default() };
    bench.ask(Ask::Correct(correction)).unwrap();
}

fn files(bench: &Bench, folder: &str) -> usize {
    fs::read_dir(bench.path().join("data").join(folder)).map_or(0, Iterator::count)
}

#[test]
fn a_months_letter_lies_in_the_outbox_on_its_day_and_only_once() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-11-28 00:00");
    bench.until("2026-12-01 07:59:59");
    assert_eq!(letters(&bench), [""; 0]);
    bench.until("2026-12-01 08:00:01");
    assert_eq!(letters(&bench), ["2026-11 r1 to-cong-tac@example.vn"]);
    assert_eq!((files(&bench, "reports"), files(&bench, "outbox")), (2, 1));
    bench.power_cut();
    bench.now += later(60);
    bench.start();
    bench.until("2026-12-02 09:00");
    assert_eq!(letters(&bench).len(), 1, "a restart sends nothing again");
}

#[test]
fn a_station_that_was_off_on_the_day_sends_when_it_is_back() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-11-28 00:00");
    bench.until("2026-11-29 09:00");
    bench.power_cut();
    bench.now = at("2027-01-04 09:00");
    bench.start();
    let months = ["2026-12 r1 to-cong-tac@example.vn", "2026-11 r1 to-cong-tac@example.vn"];
    let mut sent = letters(&bench);
    sent.sort_by(|a, b| b.cmp(a));
    assert_eq!(sent, months);
}

#[test]
fn a_month_before_the_station_began_is_not_reported() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 00:00");
    bench.until("2026-12-03 00:00");
    assert_eq!(letters(&bench), [""; 0]);
}

#[test]
fn asked_again_with_the_same_figures_nothing_is_sent_and_with_others_a_revision() {
    let schedule = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&schedule, "2026-11-28 00:00");
    bench.until("2026-12-01 06:00");
    let ask = || Ask::Report { month: "2026-11".into() };
    assert!(bench.ask(ask()).unwrap().contains("1 letters"));
    assert!(bench.ask(ask()).unwrap().contains("not sent again"));
    bench.until("2026-12-01 09:00");
    assert_eq!(letters(&bench).len(), 1, "its day has come, and it is gone already");
    lower(&mut bench, 0);
    assert!(bench.ask(ask()).unwrap().contains("revision 2"));
    assert_eq!(letters(&bench).len(), 2);
    assert!(bench.ask(Ask::Report { month: "2026-13".into() }).is_err());
}

#[test]
fn a_letter_leaves_once_whatever_it_carries() {
    let schedule = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&schedule, "2026-11-28 00:00");
    bench.until("2026-12-01 09:00");
    bench.power_cut();
    let text = fs::read_to_string(bench.path().join("schedule.toml")).unwrap();
    let other = text.replace("[report]", "[report]\nletter = \"unsigned\"");
    fs::write(bench.path().join("schedule.toml"), other).unwrap();
    bench.start();
    bench.until("2026-12-01 10:00");
    assert_eq!(letters(&bench).len(), 1);
}

#[test]
fn papers_looked_at_before_their_day_do_not_stop_the_letter() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-11-28 00:00");
    bench.until("2026-11-30 00:00");
    let folder = bench.read();
    let month = crate::report::Month::parse("2026-11").unwrap();
    let store = Store::open_to_read(&bench.path().join("data/loa.db")).unwrap();
    let standing = standing(&store, &folder.schedule, month, bench.now, true).unwrap();
    let (_, papers) = papers_of(&store, &folder, &standing, Lang::Vi).unwrap();
    write_papers(&bench.path().join("data/reports"), &papers).unwrap();
    bench.until("2026-12-01 09:00");
    assert_eq!(letters(&bench).len(), 1);
}

#[test]
fn what_a_person_edited_in_a_paper_is_kept() {
    let schedule = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&schedule, "2026-11-28 00:00");
    bench.until("2026-12-01 09:00");
    let ask = || Ask::Report { month: "2026-11".into() };
    let reports = bench.path().join("data/reports");
    let named = |ending: &str| {
        let files = fs::read_dir(&reports).unwrap().map(|it| it.unwrap().path());
        let found: Vec<_> = files.filter(|it| it.to_string_lossy().ends_with(ending)).collect();
        found
    };
    let paper = named("_lan1.docx").remove(0);
    fs::write(&paper, "with a number, and signed").unwrap();
    bench.ask(ask()).unwrap();
    assert_eq!(fs::read(&paper).unwrap(), b"with a number, and signed", "the same figures");

    // A draft of the next revision, which others figures then take the name of.
    let draft = paper.to_string_lossy().replace("_lan1", "_lan2");
    fs::write(&draft, "a draft").unwrap();
    lower(&mut bench, 0);
    bench.ask(ask()).unwrap();
    assert_eq!(fs::read(&named("_lan2.truoc-1.docx")[0]).unwrap(), b"a draft");
    assert!(fs::read(&draft).unwrap().starts_with(b"PK"));
    assert_eq!(fs::read(&paper).unwrap(), b"with a number, and signed");
}

#[test]
fn a_letter_that_could_not_be_written_is_written_later() {
    let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-11-28 00:00");
    bench.until("2026-12-01 07:00");
    // A file stands where the folder of reports belongs.
    fs::write(bench.path().join("data/reports"), "").unwrap();
    bench.until("2026-12-01 08:05");
    assert_eq!(letters(&bench), [""; 0]);
    assert!(bench.said.iter().any(|line| line.contains("could not be made")), "{:?}", bench.said);
    fs::remove_file(bench.path().join("data/reports")).unwrap();
    bench.until("2026-12-01 09:00");
    assert_eq!(letters(&bench).len(), 1);
}
