//! A month rehearsed: its figures, and its log held against the plan.

use std::{collections::BTreeSet, fs};

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::station::{
    DECEMBER, Station,
    json::{column, rows, shape, text},
};

#[test]
fn a_whole_month_is_rehearsed_in_seconds() {
    let output = Station::sample().loa(&[&["rehearse"], &DECEMBER[..]].concat());
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_data_eq!(
        output.stdout,
        str![[r#"
Chạy thử từ 01/12/2026 đến 31/12/2026 (mất [..] giây):
  Lượt phát theo lịch  103
  Đã phát              103
  Phát dở              0
  Không phát được      0
  Nghỉ theo lịch       0
  Đã hủy               0
Số lượt nhắc từng tiện ích:
  an-ninh-trat-tu    16
  bao-hiem-xa-hoi    18
  bao-hiem-y-te      21
  canh-bao-toi-pham  18
  chia-se-thong-tin  17
  cu-tru             20
  dich-vu-cong       16
  doi-so-dien-thoai  16
  doi-thiet-bi       16
  giay-phep-lai-xe   20
  luu-tru            16
  nguoi-phu-thuoc    21
  so-suc-khoe        19
  the-can-cuoc       20
  thong-bao-thu-tuc  16
  thong-tin-ca-nhan  17

"#]]
    );
}

#[test]
fn days_before_the_program_was_released_are_rehearsed_like_any() {
    let station = Station::sample();
    for (from, to) in [("2025-06-02", "2025-06-03"), ("2026-11-01", "2026-11-02")] {
        let found = station.json(&["rehearse", "--json", "--from", from, "--to", to]);
        assert!(found["planned"].as_u64().unwrap() >= 4, "{found}");
        assert_eq!(found["aired"], found["planned"], "{found}");
    }
}

#[test]
fn in_a_rehearsed_month_every_airing_has_an_outcome_and_every_utility_is_heard() {
    let month = Station::sample().json(&[&["rehearse", "--json"], &DECEMBER[..]].concat());
    let figures = [&month["aired"], &month["cut"], &month["missed"], &month["skipped"]];
    let ended: u64 = figures.map(|it| it.as_u64().unwrap()).into_iter().sum();
    assert_eq!(month["planned"], ended + month["cancelled"].as_u64().unwrap());
    let why = "27 mornings, 31 reminders, 31 evenings, 10 calls, 4 how-tos";
    assert_eq!(month["planned"], 103, "{why}; a relay by other equipment is none of them");
    let utilities = month["utilities"].as_object().unwrap();
    assert_eq!(utilities.len(), 16);
    assert!(utilities.values().all(|times| times.as_u64().unwrap() >= 1), "{month}");
    assert_eq!(month["simulated_s"], 31 * 86_400);
    assert!(month["took_s"].as_f64().unwrap() < 60.0, "{month}");
    let mut month = month;
    month["utilities"] = serde_json::json!({});
    assert_data_eq!(
        shape(&month),
        str![[r#"
aired: number
cancelled: number
cut: number
from: text
missed: number
not_aired: 
not_aired_groups: 
planned: number
simulated_s: number
skipped: number
to: text
took_s: number
utilities: {}

"#]]
    );
}

#[test]
fn a_utility_that_is_added_to_the_facts_is_on_air_without_anything_else() {
    let station = Station::sample();
    station.append("scripts/vneid.toml", SEVENTEENTH);
    let clip = station.bytes("audio/vneid-luu-tru.ogg");
    station.write("audio/vneid-dang-ky-xe.ogg", clip);
    station.write(
        "audio/vneid-dang-ky-xe.txt",
        "Với tài khoản mức hai, bà con đăng ký xe trên VNeID.",
    );
    let told = station.loa(&["check"]);
    assert_eq!(told.code, 0);
    assert!(told.stdout.contains("`level_2` ghi 16 tiện ích, nhưng danh sách có 17"), "{told:?}");
    let month = station.json(&[&["rehearse", "--json"], &DECEMBER[..]].concat());
    assert!(month["utilities"]["dang-ky-xe"].as_u64().unwrap() >= 15, "{month}");
    assert_eq!(month["aired"], month["planned"]);
}

const SEVENTEENTH: &str = r#"
[[utility]]
id = "dang-ky-xe"
level = 2
title = "Đăng ký xe trực tuyến"
spoken = "Với tài khoản mức hai, bà con đăng ký xe trên VNeID."
"#;

#[test]
fn the_rehearsed_log_accounts_for_every_planned_airing_once() {
    let station = Station::sample();
    let log: Value = serde_json::from_slice(&log_of(&station)).unwrap();
    assert_data_eq!(
        shape(&log),
        str![[r#"
aircheck: null
airing: text
approval: null
by: null
clips: [{clip: text, sha256: text}]
duration_s: null | number
ended_at: null | time.000
heard_s: null | number
kind: text
made_good_by: null
makes_good: null
note: null
origin: text
outcome: null | text
output: null | text
planned_at: time.000
priority: text
programme: text
reason: null
reason_text: null
schedule_revision: number
script: null | text
start_error_ms: null | number
started_at: null | time.000
text_sha256: null | text
title: text
topic: text
utilities: [text]

"#]]
    );
    let plan = station.json(&[&["plan", "--json"], &DECEMBER[..]].concat());
    let planned: Vec<String> = rows(&plan).iter().map(airing).collect();
    let logged: Vec<String> = rows(&log).iter().map(airing).collect();
    assert_eq!(logged, planned);
    let ids: BTreeSet<&str> = column(&log, "airing").into_iter().collect();
    assert_eq!(ids.len(), logged.len());
}

#[test]
fn the_same_month_rehearsed_twice_gives_the_same_bytes() {
    let station = Station::sample();
    assert!(log_of(&station) == log_of(&station), "the two logs differ");
}

/// A rehearsal counted the missed airings, but did not name them or the reasons.
#[test]
fn what_a_rehearsed_month_misses_is_named_with_its_reason() {
    let station = Station::sample();
    station.remove("audio/vneid-luu-tru.ogg");
    station.append(
        "schedule.toml",
        "\n[[except]]\ndates = \"24/12/2026\"\nprogrammes = [\"ban-tin-sang\"]\nreason = \"Bảo trì\"\n",
    );
    let month = station.json(&[&["rehearse", "--json"], &DECEMBER[..]].concat());
    let lost = rows(&month["not_aired"]);
    let count = |outcome: &str| lost.iter().filter(|it| it["outcome"] == outcome).count();
    assert_eq!((&month["missed"], &month["skipped"]), (&count("missed").into(), &1.into()));
    assert!(count("missed") > 5 && count("skipped") == 1, "{month}");
    let missed = lost.iter().find(|it| it["outcome"] == "missed").unwrap();
    assert_eq!((text(missed, "reason"), &missed["title"]), ("clip_missing", &missed["title"]));
    assert!(text(missed, "reason_text").contains("vneid-luu-tru"), "{missed}");
    let groups = rows(&month["not_aired_groups"]);
    let sum: u64 = groups.iter().map(|it| it["airings"].as_u64().unwrap()).sum();
    assert_eq!(usize::try_from(sum), Ok(lost.len()));
    let told = station.loa(&[&["rehearse"], &DECEMBER[..]].concat()).stdout;
    assert!(
        told.contains(
            "Bản tin VNeID buổi sáng, 1 lượt: Nghỉ theo lịch: Bảo trì (05:30 24/12/2026)"
        ),
        "{told}"
    );
    let why = "lượt: Không phát được, không có tệp âm thanh `vneid-luu-tru` (";
    assert!(told.contains(why) && told.contains(", và "), "{told}");
}

/// `log.json` of a rehearsed December.
fn log_of(station: &Station) -> Vec<u8> {
    fs::read(station.rehearse(&DECEMBER).join("log.json")).unwrap()
}

/// Which airing a row of the plan or of the log is about.
fn airing(row: &Value) -> String {
    let at = text(row, "planned_at").replace(".000", "");
    format!("{} {at} {}", text(row, "programme"), text(row, "title"))
}

#[test]
fn a_seed_throws_faults_at_the_station_and_every_rule_holds() {
    let days = ["--from", "2026-12-01", "--to", "2026-12-01"];
    let station = Station::sample();
    let thrown = station.json(&[&["rehearse", "--faults", "7", "--json"], &days[..]].concat());
    assert_eq!(thrown["violations"], serde_json::json!([]));
    assert_eq!((&thrown["seed"], &thrown["from"]), (&7.into(), &"2026-12-01".into()));
    assert!(thrown["planned"].as_u64().unwrap() >= 4, "{thrown}");
    let faults: u64 =
        thrown["faults"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    assert_eq!(faults, thrown["thrown"].as_array().unwrap().len() as u64);
    let told = station.loa(&[&["rehearse", "--faults", "7"], &days[..]].concat());
    assert_eq!((told.code, told.stderr.as_str()), (0, ""));
    let first = thrown["thrown"][0]["fault_text"].as_str().unwrap();
    assert!(told.stdout.contains(first) && told.stdout.contains("Đã phát"), "{}", told.stdout);
    let wrong = station.loa(&["rehearse", "--faults", "bay"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("một số nguyên"), "{}", wrong.stderr);
}
