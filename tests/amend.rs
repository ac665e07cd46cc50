//! What a person adds to the log afterwards, through a running station and without one.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod live {
    pub(crate) mod running;
}
mod station;

use std::time::Duration;

use chrono::TimeDelta;
use live::running::{Running, local, short_station};
use serde_json::Value;
use snapbox::{assert_data_eq, str};
use station::Station;

fn log(station: &Station) -> Value {
    let yesterday = (local() - TimeDelta::days(1)).format("%F").to_string();
    station.json(&["log", "--json", "--from", &yesterday])
}

#[test]
fn a_running_station_takes_a_correction_and_a_declaration() {
    let station = short_station(&[6, 3600]);
    let running = Running::start(&station);
    running.wait_for("Đã phát Bản tin 1", Duration::from_secs(40));
    let aired = log(&station)[0].clone();
    let key = aired["airing"].as_str().unwrap();
    let off = ["correct", key, "--outcome", "missed", "--why", "tăng âm tắt", "--by", "Lan"];
    let done = station.loa(&off);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stdout.starts_with("Đã ghi lại lượt phát mot@"), "{}", done.stdout);
    // By its hour as the operator reads it, too.
    let hour = aired["planned_at"].as_str().unwrap()[..19].replace('T', " ");
    let noted = station.loa(&["correct", "mot", &hour, "--why", "đã sửa", "--by", "Lan"]);
    assert_eq!(noted.code, 0, "{}", noted.stderr);

    let began = (local() - TimeDelta::minutes(10)).format("%F %T").to_string();
    let declare = ["declare", "--title", "Thông báo cắt nước", "--topic", "Thông báo"];
    let how = ["--at", &began, "--lasts", "3m", "--why", "đọc thẳng ra tăng âm", "--by", "Lan"];
    let done = station.loa(&[&declare[..], &how].concat());
    assert_eq!(done.code, 0, "{}", done.stderr);
    let again = station.loa(&[&declare[..], &how].concat());
    assert_eq!((again.code, again.stdout.as_str()), (1, ""));

    let rows = log(&station);
    let told =
        |row: &Value| format!("{} {} {} {}", row["kind"], row["outcome"], row["note"], row["by"]);
    let told: Vec<String> = rows.as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        told,
        [
            r#""declared" null "đọc thẳng ra tăng âm" "Lan""#,
            r#""recorded" "missed" "đã sửa" "Lan""#,
        ]
    );
    assert_eq!((&rows[0]["programme"], &rows[0]["duration_s"]), (&Value::Null, &180.0.into()));
    assert_eq!((&rows[1]["heard_s"], &rows[1]["reason"]), (&0.0.into(), &"corrected".into()));
    // All else is as it was recorded.
    for field in ["airing", "started_at", "ended_at", "output", "clips", "text_sha256", "title"] {
        assert_eq!(rows[1][field], aired[field], "{field}");
    }
    // What is not over is refused, also by the station.
    let coming = station.json(&["plan", "--json"]);
    let coming = coming.as_array().unwrap().iter().find(|row| row["programme"] == "hai");
    let hour = coming.unwrap()["planned_at"].as_str().unwrap()[..19].replace('T', " ");
    let early = station.loa(&["correct", "hai", &hour, "--why", "x", "--by", "Lan"]);
    assert_eq!((early.code, early.stdout.as_str()), (1, ""));
    assert!(early.stderr.contains("không có lượt nào của `hai`"), "{}", early.stderr);
    assert!(running.stop());
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

#[test]
fn without_a_running_station_the_command_writes_by_itself() {
    let station = short_station(&[3600]);
    assert_eq!(station.loa(&["correct", "mot@x", "--why", "x"]).code, 1, "no log yet");
    assert!(!station.path("data").exists());
    assert_eq!(station.loa(&["play", "mot"]).code, 0);
    let key = log(&station)[0]["airing"].as_str().unwrap().to_owned();
    let told = |args: &[&str]| {
        let output = station.loa(args);
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{args:?}");
        output.stderr
    };
    assert_data_eq!(
        told(&["correct", &key, "--why", "tăng âm tắt"]),
        str![[r#"
Chưa biết ai ghi
  = thêm tên người ghi: --by "Họ tên"

"#]]
    );
    assert_data_eq!(
        told(&["correct", "mot", "--why", "tăng âm tắt", "--by", "Lan"]),
        str![[r#"
Chưa rõ lượt nào của `mot`
  = ghi thêm ngày, giờ, ví dụ: mot 01/12/2026 05:30

"#]]
    );
    assert_data_eq!(
        told(&["correct", &key, "--outcome", "skipped", "--why", "x", "--by", "Lan"]),
        str![[r#"
Không hiểu `skipped` ở `--outcome <aired|cut|missed>`
  = aired (đã phát), cut (phát dở) hoặc missed (không phát được)

"#]]
    );
    assert_data_eq!(
        told(&["correct", &key]),
        str![[r#"
Lệnh này còn thiếu `--why <TEXT>`
  = xem cách dùng: gõ lại lệnh, thêm --help

"#]]
    );
    assert_data_eq!(
        told(&["declare", "--at", "2026-12-01 05:30", "--lasts", "5", "--why", "x"]),
        str![[r#"
Không hiểu `5` ở `--lasts <5m>`
  = viết như 90s, 5m hoặc 1h

"#]]
    );
    let cut =
        ["correct", &key, "--outcome", "cut", "--heard", "1s", "--why", "đứt dây", "--by", "Lan"];
    let done = station.loa(&cut);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let row = log(&station)[0].clone();
    assert_eq!((&row["outcome"], &row["heard_s"]), (&"cut".into(), &1.0.into()));
    assert_eq!(row["reason_text"], "người trực ghi lại: đứt dây");
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}
