//! The oldest months go under a seal once their reports are gone; a disk that fills up is told.

use super::*;
use crate::{
    asrun::{self, Ending, Outcome, Subject, month_back, sealed},
    plan::{self, Kind},
    schedule::Priority,
};

/// Nothing is planned while the log is filled.
const FAR: &str = "on = [\"2031-01-01\"]\nat = [\"05:30\"]";

/// A log with one airing on the 5th of each of 28 months from December 2026 on, read in March 2029; the
/// letters of the last 24 were put.
fn old_log() -> Bench {
    let mut bench = Bench::new(&programme("sang", 10, FAR), "2026-12-01 00:00");
    bench.power_cut();
    let mut store = Store::open(&bench.path().join("data/loa.db"), &tables()).unwrap();
    for month in (0..28).map(|months| 11 + months) {
        let day = format!("{}-{:02}-05 10:00", 2026 + month / 12, month % 12 + 1);
        let airing = plan::Airing {
            programme: "sang".into(),
            title: "Bản tin sang".into(),
            topic: "Đề án 06".into(),
            kind: Kind::Recorded,
            planned_at: at(&day),
            length: later(10),
            priority: Priority::Normal,
            state: plan::State::Planned,
            utilities: Vec::new(),
            fresh: 0,
        };
        let ending = Ending { outcome: Some(Outcome::Aired), ..Ending::default() };
        let (key, subject) = (airing.key(), Subject::of(&airing, 1));
        assert!(asrun::close(&mut store, at(&day) + later(10), &key, &subject, &ending).unwrap());
    }
    put_letters(&store, 2027 * 12 + 2..2029 * 12 + 2);
    bench.now = at("2029-03-10 09:00");
    bench
}

/// Puts the letters of these months, counted from the year 0: quicker than to make their papers.
fn put_letters(store: &Store, months: std::ops::Range<i32>) {
    for month in months {
        let month = format!("{}-{:02}", month / 12, month % 12 + 1);
        let put = "INSERT INTO letter (letter, kind, month, revision, recipient, state, message_id,
                file, bytes, figures_sha256, created_at)
            VALUES (?1, 'log', ?1, 1, 'to-cong-tac@example.vn', 'written', ?1, ?1, x'', 'x', 0)";
        store.connection().execute(put, [&month]).unwrap();
        let made = "INSERT INTO reported VALUES
            (?1, 1, ?1 || '-01', date(?1 || '-01', '+1 month', '-1 day'), 'x', 9e15)";
        store.connection().execute(made, [&month]).unwrap();
    }
}

/// How many months were sealed when one more is tried.
fn seal(bench: &mut Bench) -> Option<u64> {
    let now = bench.now;
    bench.station().seal_oldest(now).unwrap().map(|seal| seal.planned.aired)
}

fn report(bench: &mut Bench, month: &str) -> Result<String, String> {
    bench.ask(Ask::Report { month: month.into() })
}

#[test]
fn a_month_is_sealed_after_24_months_and_never_before_its_report_is_gone() {
    let mut bench = old_log().on();
    // Three months are older than those whose letters were put.
    assert_eq!(seal(&mut bench), None, "December 2026 was not reported");
    report(&mut bench, "2026-12").unwrap();
    assert_eq!(seal(&mut bench), Some(1));
    assert_eq!(seal(&mut bench), None, "January 2027 was not reported");
    report(&mut bench, "2027-01").unwrap();
    // Papers without a letter are a report too.
    let february =
        bench.path().join("data/reports/BC-DA06_2027-02_dai-truyen-thanh-phuong-thu_lan1.docx");
    let january =
        bench.path().join("data/reports/BC-DA06_2027-01_dai-truyen-thanh-phuong-thu_lan1.docx");
    fs::copy(january, february).unwrap();
    assert_eq!(seal(&mut bench), Some(2));
    assert_eq!(seal(&mut bench), Some(3));
    assert_eq!(seal(&mut bench), None, "24 whole months and the present one stay");

    let rows = bench.rows();
    assert_eq!(rows[0].planned_at.unwrap().to_utc(), at("2027-03-05 10:00"));
    let refused = report(&mut bench, "2027-01").unwrap_err();
    assert!(refused.contains("tháng 01/2027 đã niêm phong"), "{refused}");
    assert!(report(&mut bench, "2027-03").unwrap().contains("revision 2"), "its log is whole");
}

#[test]
fn a_live_station_seals_once_a_day_at_rest_and_says_so() {
    let mut bench = old_log();
    bench.write(&programme("sang", 10, "on = [\"2029-03-10\"]\nat = [\"09:01:30\"]"));
    bench.start();
    put_letters(bench.station().store(), 2026 * 12 + 11..2027 * 12 + 2);
    bench.until("2029-03-10 09:00:20");
    assert_eq!(sealed(bench.station().store().connection()).unwrap(), None, "keeps no house");
    bench.station().keep_house();
    bench.until("2029-03-10 09:01:20");
    assert_eq!(sealed(bench.station().store().connection()).unwrap(), None, "a start is near");
    bench.until("2029-03-10 09:02");
    let through = |bench: &mut Bench| {
        sealed(bench.station().store().connection()).unwrap().map(|seal| seal.planned.aired)
    };
    assert_eq!(through(&mut bench), Some(1));
    assert!(bench.said.iter().any(|said| said.contains("was sealed")), "{:#?}", bench.said);
    bench.until("2029-03-11 09:00");
    assert_eq!(through(&mut bench), Some(1), "not twice a day");
    bench.until("2029-03-11 22:00");
    assert_eq!(through(&mut bench), Some(2));
}

#[test]
fn a_clock_that_ran_ahead_by_years_ages_no_month() {
    let mut bench = old_log();
    let store = Store::open(&bench.path().join("data/loa.db"), &tables()).unwrap();
    put_letters(&store, 2026 * 12 + 11..2027 * 12 + 2);
    put_letters(&store, 2047 * 12 + 2..2049 * 12 + 2);
    bench.now = at("2049-03-10 09:00");
    bench.start();
    // By its calendar everything is old. By the log itself, these are the last months there are.
    let oldest = month_back(bench.station().store().connection(), 25).unwrap().unwrap();
    while seal(&mut bench).is_some() {}
    let rows = bench.rows();
    assert!(rows[0].planned_at.unwrap().to_utc() >= oldest);
    assert_eq!(sealed(bench.station().store().connection()).unwrap().unwrap().planned.aired, 4);
}

#[test]
fn a_disk_that_fills_up_is_told_once_and_shown_as_long_as_it_lasts() {
    let mut bench = Bench::new(&programme("sang", 10, FAR), "2026-12-01 00:00");
    let now = bench.now;
    let notices = |bench: &mut Bench| bench.station().status(now).unwrap().notices;
    for free in [199_999_999, 150_000_000, 199_000_000] {
        bench.station().weigh(free);
        bench.turn(Event::Look);
    }
    let told =
        |bench: &Bench, words: &str| bench.said.iter().filter(|said| said.contains(words)).count();
    assert_eq!(told(&bench, "Only 199 MB are free"), 1);
    assert!(notices(&mut bench)[0].contains("199 MB"), "{:?}", notices(&mut bench));
    bench.station().weigh(200_000_000);
    bench.turn(Event::Look);
    assert_eq!((told(&bench, "room on the disk again"), notices(&mut bench).len()), (1, 0));
    assert!(crate::store::free_bytes(bench.path()).unwrap() > 0);
}
