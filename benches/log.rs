//! What a large log costs: proving it, a month of it, opening a station on it, one more airing. `make
//! bench` prints the table that `docs/performance.md` keeps.
//!
//! The log is filled in memory, an airing every few minutes as a busy station has them, and written to a
//! file; everything is then measured on that file, with the settings of a station on air.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a program for developers")]

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use loa::{
    asrun::{self, ClipHeard, Ending, Outcome, Reader, Subject},
    check,
    clip::Memory,
    clock::Clock,
    daemon::{Event, Hearing, Station, tables},
    plan::{Airing, Kind, State},
    schedule::Priority,
    store::Store,
    words::Lang,
};

/// Entries of the logs that are measured.
const SIZES: [i64; 3] = [10_000, 100_000, 1_000_000];
/// From one airing to the next: 1,000,000 of them are nearly ten years.
const EVERY: TimeDelta = TimeDelta::minutes(5);
/// Airings whose whole life is timed on each log.
const LIVES: i64 = 200;
const READER: Reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::Vi };
const SECONDS: u64 = 90 * 48_000;

fn main() {
    println!(
        "| entries | file | verify | 930 airings | 8,928 airings | open a station | an airing p50 | p99 |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for size in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/loa.db");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let end = fill(size, &path);
        measure(size, folder.path(), &path, end);
    }
}

/// Writes a log of so many airings into a file; returns the instant after the last of them.
fn fill(size: i64, path: &Path) -> DateTime<Utc> {
    let mut store = Store::in_memory(&tables()).unwrap();
    let first = Clock::System.now() - EVERY * i32::try_from(size).unwrap();
    asrun::adopt(&mut store, first, "format = 1\n").unwrap();
    let mut at = first;
    for number in 0..size {
        let subject = subject(at);
        let key = format!("ban-tin-{number}");
        let outcome = if number % 50 == 0 { Outcome::Missed } else { Outcome::Aired };
        asrun::close(&mut store, at, &key, &subject, &ending(at, outcome)).unwrap();
        at += EVERY;
    }
    asrun::expect(&mut store, &[], 1, first, at).unwrap();
    asrun::beat(&store, at).unwrap();
    store.connection().execute("VACUUM INTO ?1", [path.to_str().unwrap()]).unwrap();
    at
}

fn measure(size: i64, folder: &Path, path: &Path, end: DateTime<Utc>) {
    let bytes = fs::metadata(path).unwrap().len();
    let mut store = Store::open(path, &tables()).unwrap();
    let verify = time(|| assert_eq!(asrun::verify(store.connection()).unwrap().broken, None));
    let [month, full] = [930, 8_928].map(|airings| {
        let from = end - EVERY * airings;
        let look = || asrun::rows(store.connection(), READER, from, end).unwrap();
        let read = || time(|| assert_eq!(look().len(), usize::try_from(airings).unwrap()));
        (0..5).map(|_| read()).min().unwrap()
    });
    let mut lives: Vec<Duration> =
        (0..LIVES).map(|number| time(|| live(&mut store, number, end))).collect();
    lives.sort_unstable();
    drop(store);
    let opened = open_station(folder, path, end);
    println!(
        "| {size} | {} MB | {:.2} s | {:.1} ms | {:.1} ms | {:.2} s | {:.2} ms | {:.2} ms |",
        bytes / 1_000_000,
        verify.as_secs_f64(),
        millis(month),
        millis(full),
        opened.as_secs_f64(),
        millis(lives[lives.len() / 2]),
        millis(lives[lives.len() * 99 / 100]),
    );
}

/// From due to its outcome, with one stored second of progress.
fn live(store: &mut Store, number: i64, end: DateTime<Utc>) {
    let at = end + EVERY * i32::try_from(number).unwrap();
    let airing = airing(at);
    asrun::expect(store, std::slice::from_ref(&airing), 1, at, at + EVERY).unwrap();
    let (key, subject) = (airing.key(), subject(at));
    asrun::arm(store, &key, &subject, "Kính chào bà con.").unwrap();
    assert!(asrun::claim(store, &key).unwrap());
    asrun::progress(store, &key, at, at, (48_000, 48_000), Some(at)).unwrap();
    assert!(asrun::close(store, at, &key, &subject, &ending(at, Outcome::Aired)).unwrap());
}

/// What stands between a start of the program and a station that can start a programme.
fn open_station(folder: &Path, path: &Path, now: DateTime<Utc>) -> Duration {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(repository.join("schedule.toml"), folder.join("schedule.toml")).unwrap();
    time(|| {
        let store = Store::open(path, &tables()).unwrap();
        let read = check::read(folder, &mut Memory::default(), &mut |_, _| {}).unwrap();
        let hearing = Hearing { output: "none".into(), heard: true };
        let mut station = Station::open(store, read, hearing, now).unwrap();
        station.turn(now, Event::Look).1.unwrap();
        station.status(now).unwrap();
    })
}

fn airing(at: DateTime<Utc>) -> Airing {
    Airing {
        programme: "ban-tin".into(),
        title: "Bản tin VNeID buổi sáng".into(),
        topic: "Đề án 06".into(),
        kind: Kind::Recorded,
        planned_at: at,
        length: TimeDelta::seconds(90),
        priority: Priority::Normal,
        state: State::Planned,
        utilities: ["luu-tru", "cu-tru", "dich-vu-cong", "so-suc-khoe"].map(str::to_owned).into(),
        fresh: 0,
    }
}

/// With as many clips as a bulletin has.
fn subject(at: DateTime<Utc>) -> Subject {
    let clip = |number: i32| ClipHeard { clip: format!("tep-{number}"), sha256: "0".repeat(64) };
    let mut subject = Subject::of(&airing(at), 1);
    subject.clips = (0..14).map(clip).collect();
    subject.frames_total = SECONDS;
    subject.set_words("Kính chào bà con.");
    subject
}

fn ending(at: DateTime<Utc>, outcome: Outcome) -> Ending {
    let heard = if outcome == Outcome::Aired { SECONDS } else { 0 };
    Ending {
        outcome: Some(outcome),
        started_at: (heard > 0).then_some(at),
        ended_at: (heard > 0).then(|| at + TimeDelta::seconds(90)),
        heard,
        consumed: heard,
        total: SECONDS,
        output: Some("alsa:default".into()),
        ..Ending::default()
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let from = Instant::now();
    work();
    from.elapsed()
}

fn millis(length: Duration) -> f64 {
    length.as_secs_f64() * 1_000.0
}
