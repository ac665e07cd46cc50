//! The sample's scripts as `docs/kich-ban-mau.md` prints them: they are what the station says.

use std::fmt::Write as _;

use serde_json::Value;
use snapbox::{assert_data_eq, file};

use crate::station::{
    Station,
    json::{rows, text},
};

/// Programme, and the instant of an airing of it in December 2026.
const AIRINGS: [(&str, &str); 5] = [
    ("ban-tin-sang", "2026-12-01 05:30"),
    ("nhac-vneid", "2026-12-01 10:45"),
    ("ban-tin-chieu", "2026-12-01 17:00"),
    ("dang-ky-muc-2", "2026-12-01 17:10"),
    ("huong-dan-vneid", "2026-12-06 06:30"),
];

const HEAD: &str = "\
# Năm kịch bản mẫu

Lời của năm lượt phát tháng 12/2026, đúng như lệnh `loa script` lắp ra từ `scripts/` và `schedule.toml` mẫu. Cột
giữa là lời trong kịch bản; cột phải là cách đọc trên loa, chỉ ghi khi khác.
";

#[test]
fn the_guide_prints_what_the_station_says() {
    let station = Station::sample();
    let plan = station.json(&["plan", "--json", "--from", "2026-12-01", "--to", "2026-12-06"]);
    let mut page = HEAD.to_owned();
    for (programme, at) in AIRINGS {
        let script = station.json(&["script", programme, "--at", at, "--json"]);
        page += &chapter(&plan, programme, at, &script);
    }
    assert_data_eq!(page, file!["../../docs/kich-ban-mau.md"].raw());
}

fn chapter(plan: &Value, programme: &str, at: &str, script: &Value) -> String {
    let airing = rows(plan).iter().find(|it| it["programme"] == programme).unwrap();
    let seconds = script["real_s"].as_f64().unwrap();
    let mut chapter = format!(
        "\n## {}\n\n{at}, dài {seconds:.0} giây\n\n| Tệp âm thanh | Lời | Đọc là |\n|---|---|---|\n",
        text(airing, "title")
    );
    for cue in rows(&script["cues"]) {
        let [clip, words, spoken] = ["clip", "text", "spoken"].map(|it| text(cue, it));
        let words = if words.is_empty() { "*(nhạc)*" } else { words };
        let spoken = if spoken == words { "" } else { spoken };
        writeln!(chapter, "| `{clip}` | {words} | {spoken} |").unwrap();
    }
    chapter
}
