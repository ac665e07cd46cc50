//! What `loa plan` foretells of airings that meet.

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::station::{
    Station,
    json::{rows, text},
    wav::tone,
};

/// A day on which everything happens to airings of 40 s that can happen to them.
fn busy() -> Station {
    let station = Station::small();
    station.write("audio/nhac.wav", tone(40)).remove("audio/nhac.ogg");
    for (id, more) in [
        ("muon", "at = \"05:30:10\"\nlate = \"start\"\ngrace = \"1m\""),
        ("moi", "at = \"05:30:40\""),
        ("khan", "at = \"05:31:10\"\npriority = \"emergency\""),
        ("dem", "at = \"20:59:30\""),
        ("ngu", "at = \"22:00\""),
        ("thieu", "at = \"08:00\""),
    ] {
        let script = if id == "thieu" { "thieu" } else { "tin" };
        let programme = format!("\n[[programme]]\nid = \"{id}\"\nscript = \"{script}\"\n{more}\n");
        station.append("schedule.toml", &programme);
    }
    station.append(
        "schedule.toml",
        "\n[[programme]]\nid = \"tiep\"\nsource = \"elsewhere\"\nlasts = \"30m\"\nat = \"11:00\"\n",
    );
    station.write("scripts/thieu.hbs", "{{#cue \"khong-co\"}}{{/cue}}\n");
    station
}

const DAY: [&str; 4] = ["--from", "2098-12-02", "--to", "2098-12-02"];

#[test]
fn the_plan_says_in_words_who_will_be_late_cut_or_missed() {
    let output = busy().loa(&[&["plan"], &DAY[..]].concat());
    assert_data_eq!(
        output.stdout,
        str![[r#"
Thứ Ba 02/12/2098
  05:30     Bản tin
  05:30:10  muon     phát muộn, lúc 05:30:40: đài đang phát `Bản tin`; tắt lúc 05:31:09: nhường sóng cho `khan`
  05:30:40  moi      sẽ không phát được: đài đang phát `muon`
  05:31:10  khan
  08:00     thieu    sẽ không phát được: không có tệp âm thanh `khong-co`
  11:00     tiep     Thiết bị khác phát
  20:59:30  dem      tắt lúc 20:59:59: rơi vào giờ không phát loa 21:00-05:00
  22:00     ngu      rơi vào giờ không phát loa 21:00-05:00

"#]]
    );
}

#[test]
fn the_plan_as_data_has_the_forecast_and_its_reason() {
    let plan = busy().json(&[&["plan", "--json"], &DAY[..]].concat());
    let line = |row: &Value| {
        let fields = ["forecast", "forecast_reason", "starts_at"].map(|name| match &row[name] {
            Value::Null => "-".to_owned(),
            _ => text(row, name).trim_start_matches("2098-12-02T").to_owned(),
        });
        format!("{} {}\n", text(row, "programme"), fields.join(" "))
    };
    assert_data_eq!(
        rows(&plan).iter().map(line).collect::<String>(),
        str![[r#"
tin will_air - 05:30:00+07:00
muon will_air cut_in 05:30:40+07:00
moi will_not busy -
khan will_air - 05:31:10+07:00
thieu will_not clip_missing -
tiep unknown - -
dem will_air quiet_hours 20:59:30+07:00
ngu will_not quiet_hours -

"#]]
    );
    let told = |id: &str| {
        let mut of = rows(&plan).iter().filter(|row| row["programme"] == id);
        of.next().unwrap()["forecast_text"].clone()
    };
    assert_eq!(told("tin"), Value::Null);
    assert_eq!(told("moi"), "sẽ không phát được: đài đang phát `muon`");
    assert_eq!(told("ngu"), "rơi vào giờ không phát loa 21:00-05:00");
}

#[test]
fn of_an_hour_that_has_passed_nothing_is_foretold() {
    let days = ["--from", "2025-12-02", "--to", "2025-12-02"];
    let plan = busy().json(&[&["plan", "--json"], &days[..]].concat());
    let rows: Vec<&Value> = rows(&plan).iter().filter(|row| row["state"] == "planned").collect();
    assert!(rows.len() > 5 && rows.iter().all(|row| row["forecast"] == "unknown"), "{plan}");
}
