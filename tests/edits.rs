//! Edits of `schedule.toml` under a running station: a copy that breaks off, and an edit that is undone.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod live {
    pub(crate) mod running;
}
mod station;

use std::time::Duration;

use chrono::TimeDelta;
use live::running::{Running, local, short_station};
use station::Station;

/// Sweeps are ten seconds apart; the machine may be busy.
const TWO_SWEEPS: Duration = Duration::from_secs(40);

/// Programme and outcome of every row since yesterday, in the log's order.
#[cfg(test)]
fn told(station: &Station) -> Vec<String> {
    let yesterday = (local() - TimeDelta::days(1)).format("%F").to_string();
    let log = station.json(&["log", "--json", "--from", &yesterday]);
    let rows = log.as_array().unwrap().iter();
    rows.map(|row| format!("{} {}", row["programme"], row["outcome"])).collect()
}

/// A broken-off copy lacked two programmes for a moment; each of their hours then stood twice in the log,
/// once as cancelled.
#[test]
fn a_copy_that_breaks_off_takes_no_airing_with_it() {
    let station = short_station(&[8, 55, 60]);
    let running = Running::start(&station);
    let whole = station.read("schedule.toml");
    let second = whole.find("[[programme]]\nid = \"hai\"").unwrap();
    station.write("schedule.toml", &whole[..second]);
    running.wait_for("thiếu so với lịch đang dùng: 2 chương trình", TWO_SWEEPS);
    station.write("schedule.toml", &whole);
    running.wait_for("Tệp đọc lại đã đủ", TWO_SWEEPS);
    running.wait_for("Đã phát Bản tin 3", Duration::from_mins(2));
    assert!(running.stop());
    assert_eq!(told(&station), [r#""mot" "aired""#, r#""hai" "aired""#, r#""ba" "aired""#]);
    let log = station.loa(&["log"]).stdout;
    assert!(!log.contains("lịch phát được sửa"), "{log}");
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

/// An airing that was moved by ten minutes and back gave three planned airings, two of them cancelled.
#[test]
fn an_hour_that_is_moved_and_moved_back_is_one_airing() {
    let station = short_station(&[5, 45, 600]);
    let whole = station.read("schedule.toml");
    let running = Running::start(&station);
    let (soon, later) = (local() + TimeDelta::seconds(45), local() + TimeDelta::minutes(30));
    let start = whole.split("id = \"hai\"").nth(1).unwrap().split("at = [\"").nth(1).unwrap();
    let moved = whole.replace(&start[..8], &later.format("%T").to_string());
    // Around midnight the dates would have to move too.
    if soon.date_naive() == later.date_naive() {
        station.write("schedule.toml", &moved);
        running.sweep();
        running.wait_for("bản 1 thay bằng bản 2: bỏ 1 lượt sắp tới, thêm 1 lượt", TWO_SWEEPS);
        station.write("schedule.toml", &whole);
        running.sweep();
        running.wait_for("bản 2 thay bằng bản 3: bỏ 1 lượt sắp tới, thêm 1 lượt", TWO_SWEEPS);
    }
    running.wait_for("Đã phát Bản tin 2", Duration::from_mins(2));
    assert!(running.stop());
    assert_eq!(told(&station), [r#""mot" "aired""#, r#""hai" "aired""#]);
    if soon.date_naive() == later.date_naive() {
        let log = station.loa(&["log"]).stdout;
        assert_eq!(log.matches("lịch phát được sửa").count(), 2, "{log}");
        assert!(log.contains("bỏ: ") && log.contains("thêm: "), "{log}");
        let at = later.format("%F %T").to_string();
        let why = station.loa(&["why", "hai", &at]).stdout;
        assert!(why.contains("Lịch phát bản 2 có lượt này; lần sửa lịch lúc "), "{why}");
        assert!(why.contains("đã bỏ (bản 2 thay bằng bản 3)"), "{why}");
    }
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}
