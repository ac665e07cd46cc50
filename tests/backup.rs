//! Backups, and the log that comes back out of them.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod live {
    pub(crate) mod running;
}
mod station;

use std::{fs, path::Path, time::Duration};

use live::running::{Running, short_station};
use loa::{daemon::tables, store::Store};
use serde_json::Value;
use station::{Output, Station};

/// Every day that a station of these tests can have seen.
const DAYS: [&str; 4] = ["--from", "2026-01-01", "--to", "2099-12-31"];

fn log(station: &Station) -> Value {
    station.json(&[&["log", "--json"], &DAYS[..]].concat())
}

/// A station that put a programme on air, and its backup.
fn backed_up() -> (Station, String) {
    let station = short_station(&[3600]);
    assert_eq!(station.loa(&["play", "mot"]).code, 0);
    let file = station.path("sao-luu.db").to_str().unwrap().to_owned();
    let done = station.loa(&["backup", &file]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    (station, file)
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn refused(output: &Output, words: &str) {
    assert_eq!((output.code, output.stdout.as_str()), (1, ""));
    assert!(output.stderr.contains(words), "{}", output.stderr);
}

#[test]
fn a_backup_of_a_running_station_becomes_the_log_of_a_new_folder() {
    let station = short_station(&[6, 3600]);
    let running = Running::start(&station);
    running.wait_for("Đã phát Bản tin 1", Duration::from_secs(40));
    let file = station.path("sao-luu.db").to_str().unwrap().to_owned();
    let done = station.loa(&["backup", &file]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    assert!(done.stdout.contains("nguyên vẹn"), "{}", done.stdout);
    let before = fs::read(&file).unwrap();
    refused(&station.loa(&["backup", &file]), "không ghi đè");
    assert_eq!(fs::read(&file).unwrap(), before);
    refused(&station.loa(&["restore", &file]), "không ghi đè");
    assert!(running.stop());

    let new = Station::empty();
    let restored = new.loa(&["restore", &file]);
    assert_eq!(restored.code, 0, "{}", restored.stderr);
    assert_eq!(files(&new.path("data")), ["loa.db", "lock"]);
    assert_eq!(log(&new)[0]["outcome"], "aired");
    assert_eq!(log(&new), log(&station));
    assert_eq!(new.loa(&["log", "verify"]).code, 0);
    // The schedule that was last on air is there; a station that has its own keeps it.
    assert_eq!(new.read("schedule.toml"), station.read("schedule.toml"));
}

#[test]
fn a_restored_station_goes_on_air_and_its_log_goes_on() {
    let (old, file) = backed_up();
    let new = short_station(&[3600]);
    let own = old.read("schedule.toml") + "# Máy mới.\n";
    new.write("schedule.toml", &own);
    let restored = new.loa(&["restore", &file]);
    assert_eq!(restored.code, 0, "{}", restored.stderr);
    assert_eq!(new.read("schedule.toml"), own);
    assert_eq!(new.loa(&["play", "mot"]).code, 0);
    let rows = log(&new);
    assert_eq!(rows[0], log(&old)[0]);
    assert_eq!(rows.as_array().unwrap().len(), 2, "{rows}");
    let proven = new.loa(&["log", "verify"]);
    assert_eq!(proven.code, 0, "{}", proven.stdout);
}

#[test]
fn a_restore_that_was_broken_off_is_begun_again() {
    let (old, file) = backed_up();
    let new = Station::empty();
    assert_eq!(new.loa(&["restore", &file]).code, 0);
    // The power failed just before the copy got its name.
    fs::rename(new.path("data/loa.db"), new.path("data/loa.db.part")).unwrap();
    new.write("data/loa.db.part-wal", "half a page");
    refused(&new.loa(&["log"]), "chưa có nhật ký");
    assert_eq!(new.loa(&["restore", &file]).code, 0);
    assert_eq!(files(&new.path("data")), ["loa.db", "lock"]);
    assert_eq!(log(&new), log(&old));
    assert_eq!(new.loa(&["log", "verify"]).code, 0);
}

#[test]
fn what_is_no_whole_backup_changes_nothing() {
    let (_old, file) = backed_up();
    let whole = fs::read(&file).unwrap();
    let new = Station::empty();
    let bad = new.path("bad.db").to_str().unwrap().to_owned();
    refused(&new.loa(&["restore", &bad]), "Không có tệp");
    for (bytes, words) in [
        (&b""[..], "không phải bản sao lưu dùng được"),
        (b"a letter to a friend", "không phải bản sao lưu dùng được"),
        (&whole[..whole.len() / 2], "không phải bản sao lưu dùng được"),
    ] {
        fs::write(&bad, bytes).unwrap();
        refused(&new.loa(&["restore", &bad]), words);
        assert_eq!(files(&new.path("data")), ["lock"]);
    }
    let spoil = |sql: &str, words: &str| {
        fs::write(&bad, &whole).unwrap();
        let store = Store::open(Path::new(&bad), &tables()).unwrap();
        store.connection().execute_batch(sql).unwrap();
        drop(store);
        refused(&new.loa(&["restore", &bad]), words);
        assert_eq!(files(&new.path("data")), ["lock"]);
    };
    spoil("INSERT INTO migration VALUES ('asrun', 99)", "phần mềm loa mới hơn");
    spoil(
        "DROP TRIGGER entry_is_final; UPDATE entry SET body = replace(body, 'aired', 'cut')",
        "bị sửa hoặc hỏng từ mục",
    );
    assert!(!new.path("schedule.toml").exists());
}

/// The log-to-be of an old database would be read into the new one.
#[test]
fn what_is_left_of_an_old_log_is_not_mixed_with_the_new() {
    let (_old, file) = backed_up();
    for left in ["loa.db", "loa.db-wal", "loa.db-shm", "loa.db-journal"] {
        let new = Station::empty();
        fs::create_dir(new.path("data")).unwrap();
        new.write(&format!("data/{left}"), "old");
        refused(&new.loa(&["restore", &file]), "không ghi đè");
        assert_eq!(files(&new.path("data")), [left]);
    }
}

#[test]
fn a_backup_of_a_broken_log_is_kept_and_told() {
    let (station, _file) = backed_up();
    let store = Store::open(&station.path("data/loa.db"), &tables()).unwrap();
    let spoil = "DROP TRIGGER entry_is_final; UPDATE entry SET at_us = 0 WHERE n = 2";
    store.connection().execute_batch(spoil).unwrap();
    drop(store);
    let file = station.path("hong.db").to_str().unwrap().to_owned();
    refused(&station.loa(&["backup", &file]), "từ mục 2");
    assert!(Path::new(&file).exists());
    let nowhere = station.path("khong-co/x.db").to_str().unwrap().to_owned();
    assert_eq!(station.loa(&["backup", &nowhere]).code, 1);
    assert!(!files(&station.path("")).iter().any(|name| name.contains(".part")));
}
