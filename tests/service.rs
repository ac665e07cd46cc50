//! The station as a service: what systemd hears from it, and that it is there after every power cut.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "live/running.rs"]
mod running;
mod station;
mod service {
    mod installed;
    mod systemd;
    pub(crate) use systemd::Systemd;
}

use std::{
    os::unix::fs::PermissionsExt,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use running::{local, short_station};
use service::Systemd;

#[test]
fn systemd_hears_that_the_station_is_ready_alive_and_stopping() {
    let watchdog = Duration::from_secs(4);
    let systemd = Systemd::new(watchdog);
    let station = short_station(&[3600]);
    let running = systemd.start(&station);
    let before = systemd.wait_for("READY=1");
    // The clip was measured, and the line for people may come first.
    let early = |line: &String| line == "WATCHDOG=1" || line == "STOPPING=1";
    assert!(!before.iter().any(early), "{before:?}");
    let line = before.iter().rfind(|line| line.starts_with("STATUS=")).unwrap();
    assert!(line.contains("Bản tin 1"), "what comes next: {line}");
    let played = station.loa(&["play", "mot"]);
    assert_eq!(played.code, 0, "ready is ready: {}", played.stderr);

    systemd.wait_for("STATUS=▶ Đang phát Bản tin 1");
    systemd.wait_for("WATCHDOG=1");
    let began = Instant::now();
    for _ in 0..6 {
        let since = Instant::now();
        systemd.wait_for("WATCHDOG=1");
        assert!(since.elapsed() < watchdog, "systemd would have ended it");
    }
    assert!(began.elapsed() > watchdog, "no more often than is of use");

    assert!(running.stop_by("TERM"), "a stop in good order");
    systemd.wait_for("STOPPING=1");
    assert_eq!(systemd.rest(), [""; 0], "nothing after the last word");
}

#[test]
fn a_station_killed_again_and_again_is_ready_again_and_again() {
    let systemd = Systemd::new(Duration::from_secs(30));
    let station = short_station(&[10, 3600]);
    let running = systemd.start(&station);
    systemd.wait_for("READY=1");
    running.wait_for("Đang phát Bản tin 1", Duration::from_secs(30));
    std::thread::park_timeout(Duration::from_millis(1_300));
    running.kill();
    assert!(station.path("data/loa.sock").exists(), "left behind, as by a power cut");
    for _ in 0..3 {
        systemd.rest();
        let began = Instant::now();
        let running = systemd.start(&station);
        systemd.wait_for("READY=1");
        println!("ready again after {:?}", began.elapsed());
        running.kill();
    }

    systemd.rest();
    let running = systemd.start(&station);
    systemd.wait_for("READY=1");
    assert_eq!(station.loa(&["play", "hai"]).code, 0, "by the new socket");
    running.wait_for("Đã phát Bản tin 2", Duration::from_secs(30));
    assert!(running.stop_by("TERM"));
    let yesterday = (local() - TimeDelta::days(1)).format("%F").to_string();
    let log = station.json(&["log", "--json", "--from", &yesterday]);
    let of_first = log.as_array().unwrap().iter().filter(|row| row["programme"] == "mot");
    let outcomes: Vec<_> = of_first.map(|row| (&row["outcome"], &row["reason"])).collect();
    assert_eq!(outcomes, [(&"cut".into(), &"power_off".into())]);
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

#[test]
fn a_systemd_that_does_not_read_keeps_nobody_waiting() {
    let systemd = Systemd::new(Duration::from_millis(40));
    systemd.fill();
    let station = short_station(&[3600]);
    let running = systemd.start(&station);
    running.wait_for("Ctrl-C", Duration::from_secs(30));
    assert_eq!(station.loa(&["play", "mot"]).code, 0);
    running.wait_for("Đã phát Bản tin 1", Duration::from_secs(30));
    assert!(running.stop_by("TERM"));
}

#[test]
fn a_shared_folder_is_shared_with_its_group() {
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let systemd = Systemd::new(Duration::from_secs(30));
    let station = short_station(&[3600]);
    std::fs::create_dir(station.path("data")).unwrap();
    let shared = std::fs::Permissions::from_mode(0o2770);
    std::fs::set_permissions(station.path("data"), shared).unwrap();
    let running = systemd.start(&station);
    systemd.wait_for("READY=1");
    for name in ["loa.db", "loa.db-wal", "loa.sock", "lock"] {
        let path = station.path("data").join(name);
        assert_eq!(mode(path), 0o660, "the operator's commands reach {name}");
    }
    assert!(running.stop_by("TERM"));
}
