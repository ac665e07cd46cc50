//! The program itself on a computer whose clock is set while it runs. The clock is faketime's, which
//! leaves alone the one that nobody sets.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod live {
    pub(crate) mod running;
}
mod station;

use std::{path::PathBuf, process::Stdio, time::Duration};

use live::running::{Running, local, short_station};
use station::Station;

const AT_MOST: Duration = Duration::from_secs(90);

/// A station on a computer with a clock of its own.
struct Computer {
    station: Station,
    running: Running,
}

impl Computer {
    /// Programmes are due so many seconds from now.
    fn start(seconds: &[i64]) -> Self {
        let station = short_station(seconds);
        let clock = station.path("clock");
        std::fs::write(&clock, "+0").unwrap();
        let library = library();
        let env = [
            ("LD_PRELOAD", library.to_str().unwrap()),
            ("FAKETIME_TIMESTAMP_FILE", clock.to_str().unwrap()),
            ("FAKETIME_NO_CACHE", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ("NO_FAKE_STAT", "1"),
        ];
        let running = Running::start_with(&station, &env, Stdio::null());
        Self { station, running }
    }

    /// Sets the clock so far from the right time.
    fn set(&self, off: &str) {
        // In one step: the program may read it at any time.
        let (new, clock) = (self.station.path("clock.new"), self.station.path("clock"));
        std::fs::write(&new, off).unwrap();
        std::fs::rename(new, clock).unwrap();
    }

    fn says(&self, words: &str) {
        self.running.wait_for(words, AT_MOST);
    }
}

/// Debian's package `faketime`; its folder has the computer's kind in its name.
fn library() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib").unwrap().flatten();
    let mut found = folders.map(|it| it.path().join("faketime/libfaketimeMT.so.1"));
    found.find(|path| path.exists()).unwrap()
}

#[test]
fn a_clock_that_leaps_an_hour_silences_the_station_until_it_is_back() {
    let from = local().format("%F").to_string();
    let computer = Computer::start(&[10, 30, 75]);
    computer.says("Đã phát Bản tin 1");
    computer.set("+1h");
    computer.says("nhảy tới 60 phút");
    computer.says("loa clock ok");
    computer.says("Không phát được Bản tin 2");
    computer.set("+0");
    computer.says("Đồng hồ đã đúng");
    computer.says("Đã phát Bản tin 3");
    let Computer { station, running } = computer;
    assert!(running.stop(), "a stop in good order");
    let to = local().format("%F").to_string();
    let log = station.json(&["log", "--json", "--from", &from, "--to", &to]);
    let told: Vec<_> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["outcome"].as_str().unwrap(), row["reason"].as_str()))
        .collect();
    assert_eq!(told, [("aired", None), ("missed", Some("clock_wrong")), ("aired", None)]);
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

#[test]
fn a_person_says_that_a_clock_that_was_set_back_is_right() {
    let computer = Computer::start(&[600]);
    let asked = computer.station.loa(&["clock", "ok"]);
    assert!(asked.stdout.contains("đài vẫn phát theo đồng hồ này"), "{}", asked.stdout);
    computer.set("-1h");
    computer.says("lùi lại 60 phút");
    let asked = computer.station.loa(&["clock", "ok"]);
    assert_eq!((asked.code, asked.stderr.as_str()), (0, ""));
    assert!(asked.stdout.contains("Đài phát tiếp theo lịch"), "{}", asked.stdout);
    computer.says("Đồng hồ đã đúng");
    assert!(computer.running.stop());
    let asked = computer.station.loa(&["clock", "ok"]);
    assert_eq!(asked.code, 1, "nobody asks any more");
    assert!(computer.station.loa(&["clock"]).stdout.starts_with("Máy đang chỉ"));
}
