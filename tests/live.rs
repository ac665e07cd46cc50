//! A live station: the program itself on its paced output, with programmes seconds apart.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod live {
    pub(crate) mod running;
}
mod station;

use std::time::Duration;

use chrono::TimeDelta;
use live::running::{Running, local, short_station};
use serde_json::Value;

/// Fields of a row that tell when or through what, not what happened.
const OF_THE_MOMENT: [&str; 6] =
    ["started_at", "ended_at", "start_error_ms", "output", "duration_s", "heard_s"];

#[test]
fn a_live_log_is_the_plan_and_the_rehearsals_but_for_its_times() {
    let from = local().format("%F").to_string();
    let station = short_station(&[8, 12, 16]);
    let running = Running::start(&station);
    running.wait_for("Đã phát Bản tin 3", Duration::from_secs(40));
    let to = local().format("%F").to_string();
    let days = ["--from", from.as_str(), "--to", to.as_str()];
    assert!(running.stop(), "a stop in good order");

    let log = station.json(&[&["log", "--json"], &days[..]].concat());
    let plan = station.json(&[&["plan", "--json"], &days[..]].concat());
    let (log, plan) = (log.as_array().unwrap(), plan.as_array().unwrap());
    assert_eq!(log.len(), plan.len(), "every planned airing once");
    for (row, airing) in log.iter().zip(plan) {
        assert_eq!(row["outcome"], "aired", "{row}");
        let instant = |value: &Value| value.as_str().unwrap().replace(".000+", "+");
        assert_eq!(instant(&row["planned_at"]), instant(&airing["planned_at"]));
        assert!(row["start_error_ms"].as_f64().unwrap() >= 0.0, "never early: {row}");
        assert_eq!(row["duration_s"], 2.0, "{row}");
    }

    let out = station.path("out");
    let rehearse = ["rehearse", "--out", out.to_str().unwrap(), "--json"];
    let summary = station.json(&[&rehearse[..], &days[..]].concat());
    assert_eq!(summary["aired"], 3);
    let rehearsed: Value = serde_json::from_str(&station.read("out/log.json")).unwrap();
    assert_eq!(bare(log), bare(rehearsed.as_array().unwrap()));
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

fn bare(rows: &[Value]) -> Vec<Value> {
    let mut rows = rows.to_vec();
    for row in &mut rows {
        let row = row.as_object_mut().unwrap();
        row.retain(|field, _| !OF_THE_MOMENT.contains(&field.as_str()));
    }
    rows
}

#[test]
fn a_station_killed_on_air_accounts_for_everything_when_it_is_back() {
    let station = short_station(&[8, 12, 40]);
    let running = Running::start(&station);
    running.wait_for("Đang phát Bản tin 1", Duration::from_secs(30));
    std::thread::park_timeout(Duration::from_millis(1_300));
    running.kill();
    std::thread::park_timeout(Duration::from_secs(6));

    let back = Running::start(&station);
    back.wait_for("Đã phát Bản tin 3", Duration::from_mins(1));
    assert!(back.stop());
    let yesterday = (local() - TimeDelta::days(1)).format("%F").to_string();
    let log = station.json(&["log", "--json", "--from", &yesterday]);
    let told = |row: &Value| format!("{} {} {}", row["programme"], row["outcome"], row["reason"]);
    let told: Vec<String> = log.as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        told,
        [r#""mot" "cut" "power_off""#, r#""hai" "missed" "power_off""#, r#""ba" "aired" null"#]
    );
    let heard = log[0]["heard_s"].as_f64().unwrap();
    assert!((0.9..=2.0).contains(&heard), "to the second: {heard}");
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

/// The make-goods that are planned until `to`, once there is one.
#[cfg(test)]
fn makegoods(station: &station::Station, to: &str) -> Vec<Value> {
    for _ in 0..40 {
        let plan = station.json(&["plan", "--json", "--to", to]);
        let plan = plan.as_array().unwrap().iter();
        let planned: Vec<Value> = plan.filter(|row| row["origin"] == "makegood").cloned().collect();
        if !planned.is_empty() {
            return planned;
        }
        std::thread::park_timeout(Duration::from_millis(500));
    }
    Vec::new()
}

#[test]
fn what_a_kill_took_is_made_good_once_and_at_the_hour_that_a_person_asks_for() {
    let station = short_station(&[10, 12, 1200]);
    let with_rule = "id = \"mot\"\nmakegood = \"1d\"";
    station.edit("schedule.toml", "id = \"mot\"", with_rule);
    Running::start(&station).kill();
    let told = station.loa(&["makegood", "mot"]);
    assert_eq!(told.code, 1);
    assert!(told.stderr.contains("Đài chưa chạy"), "{}", told.stderr);
    std::thread::park_timeout(Duration::from_secs(13));

    // Killed again as soon as it has planned the make-good: the next start must not plan another.
    let to = (local() + TimeDelta::days(1)).format("%F").to_string();
    let running = Running::start(&station);
    assert_eq!(makegoods(&station, &to).len(), 1);
    running.kill();
    let back = Running::start(&station);
    let planned = makegoods(&station, &to);
    assert_eq!(planned.len(), 1, "{planned:?}");
    assert!(planned[0]["makes_good"].as_str().unwrap().starts_with("mot@"), "{planned:?}");
    assert!(station.loa(&["plan", "--to", &to]).stdout.contains("Bản tin 1 (phát bù)"));
    let again = station.loa(&["makegood", "mot"]);
    assert_eq!(again.code, 1, "it has a slot: {}", again.stdout);

    let soon = (local() + TimeDelta::seconds(34)).format("%F %T").to_string();
    let done = station.loa(&["makegood", "hai", "--at", &soon]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    assert!(done.stdout.starts_with("Sẽ phát bù Bản tin 2"), "{}", done.stdout);
    back.wait_for("Đã phát Bản tin 2", Duration::from_mins(1));
    assert!(back.stop());
    let yesterday = (local() - TimeDelta::days(1)).format("%F").to_string();
    let log = station.json(&["log", "--json", "--from", &yesterday]);
    let log = log.as_array().unwrap();
    let told: Vec<String> =
        log.iter().map(|row| format!("{} {}", row["origin"], row["outcome"])).collect();
    let missed = r#""schedule" "missed""#;
    assert_eq!(told, [missed, missed, r#""makegood" "aired""#]);
    assert_eq!(log[1]["made_good_by"], log[2]["airing"]);
    assert_eq!(log[2]["makes_good"], log[1]["airing"]);
    assert!(log[2]["start_error_ms"].as_f64().unwrap() >= 0.0, "never early: {}", log[2]);
    let shown = station.loa(&["log", "--from", &yesterday]).stdout;
    for remark in ["sẽ phát bù lúc", "đã phát bù lúc", "phát bù cho lượt"] {
        assert!(shown.contains(remark), "{shown}");
    }
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

#[test]
fn no_edited_file_ends_a_live_station() {
    let station = short_station(&[3600]);
    let running = Running::start(&station);
    let deep = "{{#if counts.all}}".repeat(5) + &"{{/if}}".repeat(5);
    let each = "{{#each utilities}}".repeat(4) + "x" + &"{{/each}}".repeat(4);
    let long = format!("{{{{#cue \"tieng\"}}}}{}{{{{/cue}}}}", "lời ".repeat(40_000));
    let hostile = [
        "{{> ngan}}",
        "{{#*inline \"x\"}}{{> x}}{{/inline}}{{> x}}",
        deep.as_str(),
        each.as_str(),
        long.as_str(),
        "{{#if sai_ten}}x{{/if}}",
        "{{#cue \"tieng\"}}",
        &"(".repeat(20_000),
    ];
    for template in hostile {
        station.write("scripts/ngan.hbs", template);
        running.sweep();
        running.wait_for("lịch cũ", Duration::from_secs(30));
    }
    let played = station.loa(&["play", "mot"]);
    assert_eq!(played.code, 0, "the scripts of before are on air: {}", played.stderr);
    running.wait_for("Đã phát Bản tin 1", Duration::from_secs(30));

    station.write("schedule.toml", "[[programme\nid = ");
    running.sweep();
    running.wait_for("lịch cũ", Duration::from_secs(30));
    assert!(running.stop());
    assert_eq!(station.loa(&["log", "verify"]).code, 0);
}

#[test]
fn an_edit_takes_effect_without_a_restart() {
    let station = short_station(&[3600]);
    let running = Running::start(&station);
    station.append(
        "schedule.toml",
        "\n[[programme]]\nid = \"moi\"\ntitle = \"Mới\"\nscript = \"ngan\"\nat = [\"23:59:59\"]\n",
    );
    running.sweep();
    running.wait_for("bản 1 thay bằng bản 2", Duration::from_secs(30));
    assert_eq!(station.loa(&["play", "moi"]).code, 0);
    running.wait_for("Đang phát Mới", Duration::from_secs(30));
    assert!(running.stop(), "stopped while on air");
    let log = station.json(&["log", "--json"]);
    assert_eq!(log[0]["outcome"], "cut", "{log}");
    assert_eq!(log[0]["reason"], "stopped");
}

#[test]
fn a_play_without_a_running_station_is_aired_and_logged_all_the_same() {
    let station = short_station(&[3600]);
    let played = station.loa(&["play", "mot"]);
    assert_eq!(played.code, 0, "{}", played.stderr);
    assert!(played.stdout.contains("Đã phát Bản tin 1"), "{}", played.stdout);
    let yesterday = (local() - TimeDelta::days(1)).format("%F").to_string();
    let log = station.json(&["log", "--json", "--from", &yesterday]);
    assert_eq!((&log[0]["origin"], &log[0]["outcome"]), (&"operator".into(), &"aired".into()));
    assert_eq!(station.loa(&["play", "khong-co"]).code, 1);
}

#[test]
fn a_station_whose_schedule_is_gone_airs_the_one_of_before() {
    let station = short_station(&[12]);
    assert!(Running::start(&station).stop());
    station.remove("schedule.toml");
    let running = Running::start(&station);
    running.wait_for("Đã phát Bản tin 1", Duration::from_secs(30));
    assert!(running.stop());
}
