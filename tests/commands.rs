//! What the commands print on the sample station, and how they end.

#[path = "commands/checked.rs"]
#[cfg(test)]
mod checked;
#[path = "commands/foretold.rs"]
#[cfg(test)]
mod foretold;
#[path = "commands/printed.rs"]
#[cfg(test)]
mod printed;
#[path = "commands/rehearsed.rs"]
#[cfg(test)]
mod rehearsed;
#[cfg(test)]
mod station;
#[path = "commands/typed.rs"]
#[cfg(test)]
mod typed;

use std::collections::BTreeSet;

use serde_json::Value;
use snapbox::{assert_data_eq, str};
use station::{
    Station,
    json::{column, rows, shape},
};

#[test]
fn the_plan_is_told_day_by_day() {
    let station = Station::sample();
    let output = station.loa(&["plan", "--from", "2026-12-05", "--to", "2026-12-06"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_data_eq!(
        output.stdout,
        str![[r#"
Thứ Bảy 05/12/2026
  05:00  Tiếp âm thời sự           Thiết bị khác phát
  05:30  Bản tin VNeID buổi sáng   thong-bao-thu-tuc, bao-hiem-y-te, chia-se-thong-tin, doi-thiet-bi
  10:45  Nhắc bà con dùng VNeID    the-can-cuoc
  17:00  Bản tin VNeID buổi chiều  canh-bao-toi-pham, cu-tru, nguoi-phu-thuoc, thong-tin-ca-nhan
Chủ nhật 06/12/2026
  05:00  Tiếp âm thời sự           Thiết bị khác phát
  06:30  Hướng dẫn sử dụng VNeID   bao-hiem-y-te
  10:45  Nhắc bà con dùng VNeID    thong-tin-ca-nhan
  17:00  Bản tin VNeID buổi chiều  the-can-cuoc, doi-so-dien-thoai, chia-se-thong-tin, luu-tru

"#]]
    );
}

#[test]
fn the_plan_holds_both_of_its_days_and_nothing_else() {
    let plan =
        Station::silent().json(&["plan", "--json", "--from", "2026-12-05", "--to", "06/12/2026"]);
    assert_eq!(
        column(&plan, "planned_at"),
        [
            "2026-12-05T05:00:00+07:00",
            "2026-12-05T05:30:00+07:00",
            "2026-12-05T10:45:00+07:00",
            "2026-12-05T17:00:00+07:00",
            "2026-12-06T05:00:00+07:00",
            "2026-12-06T06:30:00+07:00",
            "2026-12-06T10:45:00+07:00",
            "2026-12-06T17:00:00+07:00",
        ]
    );
}

#[test]
fn the_plan_as_data_has_these_fields() {
    // Far ahead, so that it is still to come.
    let days = ["--from", "2098-12-06", "--to", "2098-12-07"];
    let plan = Station::silent().json(&[&["plan", "--json"], &days[..]].concat());
    assert_data_eq!(
        shape(&plan),
        str![[r#"
forecast: text
forecast_reason: null | text
forecast_text: null | text
kind: text
makes_good: null
origin: text
planned_at: time
planned_end: time
priority: text
programme: text
reason: null
reason_text: null
starts_at: null
state: text
title: text
topic: text
utilities: [text]

"#]]
    );
}

#[test]
fn at_tet_the_station_rests_and_says_why() {
    let station = Station::silent();
    let days = ["--from", "05/02/2027", "--to", "09/02/2027"];
    let plan = station.json(&[&["plan", "--json"], &days[..]].concat());
    let rests: Vec<&Value> = rows(&plan).iter().filter(|row| row["state"] == "skipped").collect();
    assert!(rests.iter().all(|row| row["reason"] == "exception"));
    assert!(rests.iter().all(|row| row["reason_text"] == "nghỉ theo lịch: Nghỉ Tết"));
    let days: BTreeSet<&str> =
        rests.iter().map(|row| &row["planned_at"].as_str().unwrap()[..10]).collect();
    assert_eq!(Vec::from_iter(days), ["2027-02-06", "2027-02-07", "2027-02-08"]);
}

#[test]
fn two_plans_side_by_side_are_the_plan_of_the_whole() {
    let station = Station::silent();
    let plan = |from, to| {
        let plan = station.json(&["plan", "--json", "--from", from, "--to", to]);
        rows(&plan).to_vec()
    };
    let cases = [
        ("2026-12-01", "2026-12-06", "2026-12-07", "2026-12-31"),
        ("2026-12-31", "2026-12-31", "2027-01-01", "2027-01-01"),
        ("2027-02-05", "2027-02-07", "2027-02-08", "2027-02-10"),
        ("2028-02-01", "2028-02-28", "2028-02-29", "2028-03-31"),
    ];
    for (from, until, again, to) in cases {
        assert_eq!([plan(from, until), plan(again, to)].concat(), plan(from, to), "{from}..{to}");
    }
}

#[test]
fn a_script_is_read_with_its_clips() {
    let output = Station::sample().loa(&["script", "nhac-vneid", "--at", "2026-12-01 10:45"]);
    assert_eq!(output.code, 0);
    assert_data_eq!(
        output.stdout,
        str![[r#"
[nhac-hieu]

[loi-xuong]
Đây là Đài Truyền thanh.

[chao-sang]
Kính chào bà con, chúc bà con một buổi sáng tốt lành.

[vneid-so-suc-khoe]
Lịch sử khám, chữa bệnh của bà con có trong Sổ sức khỏe điện tử trên VNeID. Mở sổ này cần tài khoản mức hai. Thông tin trong sổ có giá trị như bản giấy khi làm thủ tục hành chính.

[an-toan]
Chỉ tải VNeID từ App Store hoặc CH Play. Không bấm đường link lạ, không cung cấp mã OTP. Công an không hướng dẫn cài đặt, kích hoạt VNeID qua điện thoại, tin nhắn.

[loi-ket]
Chương trình đến đây là hết. Kính chào và hẹn gặp lại bà con.

[nhac-ket]


"#]]
    );
    assert_data_eq!(
        output.stderr,
        str![[r#"
Lúc 10:45:00 01/12/2026; dài 51 giây theo tệp âm thanh

"#]]
    );
}

#[test]
fn a_script_as_json_joins_words_and_clips() {
    let station = Station::sample();
    let script =
        station.json(&["script", "ban-tin-sang", "--at", "2026-12-01T05:30:00+07:00", "--json"]);
    assert_data_eq!(
        shape(&script),
        str![[r#"
at: time
cues: [{clip: text, duration_s: number, spoken: text, state: text, text: text}]
estimated_s: number
programme: text
real_s: number
text: text
utilities: [text]

"#]]
    );
    let cues = rows(&script["cues"]);
    let spoken: Vec<&str> = cues
        .iter()
        .filter_map(|cue| cue["text"].as_str())
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(script["text"], spoken.join("\n\n"));
    let clips: f64 = cues.iter().map(|cue| cue["duration_s"].as_f64().unwrap()).sum();
    let whole = script["real_s"].as_f64().unwrap();
    assert!((clips - whole).abs() < 0.05, "{clips} {whole}");
    let named: Vec<String> = rows(&script["utilities"])
        .iter()
        .map(|id| format!("vneid-{}", id.as_str().unwrap()))
        .collect();
    assert_eq!(named.len(), 4);
    assert!(named.iter().all(|name| cues.iter().any(|cue| cue["clip"] == name.as_str())));
}

#[test]
fn a_programme_that_does_not_exist_has_no_script() {
    let output = Station::silent().loa(&["script", "ban-tin"]);
    assert_eq!((output.code, output.stdout.as_str()), (1, ""));
    assert_data_eq!(
        output.stderr,
        str![[r#"
Không có chương trình nào tên là `ban-tin`. Đang có: tiep-am-sang, ban-tin-sang, nhac-vneid, ban-tin-chieu, dang-ky-muc-2, huong-dan-vneid

"#]]
    );
}

#[test]
fn every_sample_clip_may_air_and_says_what_the_scripts_say() {
    let clips = Station::sample().json(&["clips", "--json"]);
    assert_data_eq!(
        shape(&clips),
        str![[r#"
changes: null
clip: text
codec: text
container: text
duration_s: number
header_duration_s: number
lead_silence_s: number
lufs: number
path: text
reasons: 
state: text
synthetic: null | yes or no
trail_silence_s: number
transcript: null | text
true_peak_dbtp: number
used_by: [text]

"#]]
    );
    for clip in rows(&clips) {
        assert_eq!(clip["state"], "ok", "{clip}");
        let name = clip["clip"].as_str().unwrap();
        let unused = ["chao-toi", "chao-trua"].contains(&name);
        assert_eq!(rows(&clip["used_by"]).is_empty(), unused, "{clip}");
        let music = name.starts_with("nhac-");
        let fresh = if music { Value::Null } else { "fresh".into() };
        assert_eq!(clip["transcript"], fresh, "{clip}");
        // Its peaks leave room to be brought near -16 LUFS; one channel sounds 3 LU louder on both sides.
        let (loudness, peak) = (clip["lufs"].as_f64(), clip["true_peak_dbtp"].as_f64());
        assert!(loudness.unwrap() - 1.0 - peak.unwrap() + 3.0 > -18.5, "{clip}");
    }
}

#[test]
fn looking_changes_nothing_in_the_folder() {
    let station = Station::sample();
    let before = station.files();
    for args in [
        &["check"][..],
        &["plan"],
        &["script", "nhac-vneid"],
        &["clips"],
        &["rehearse", "--to", "2026-12-02", "--from", "2026-12-01"],
        &["outbox"],
        &["why", "nhac-vneid", "2027-11-10", "10:45"],
        &["why", "nhac-vneid", "2026-11-10", "10:45"],
    ] {
        assert_eq!(station.loa(args).code, 0, "{args:?}");
    }
    assert!(station.files() == before, "a command changed the folder");
}

#[test]
fn a_station_that_never_ran_has_no_log() {
    let station = Station::silent();
    for args in [
        &["log"][..],
        &["log", "--json"],
        &["log", "--csv"],
        &["log", "verify"],
        &["log", "--search", "căn cước"],
        &["slip", "ban-tin-sang", "2026-11-10 05:30"],
        &["report", "--month", "2026-11"],
        &["report", "--month", "2026-11", "--send"],
    ] {
        let output = station.loa(args);
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{args:?}");
        assert_data_eq!(
            output.stderr,
            str![[r#"
Đài này chưa chạy lần nào nên chưa có nhật ký
  = chạy đài bằng lệnh: loa run

"#]]
        );
    }
    assert!(!station.path("data").exists());
}

#[test]
fn without_a_report_the_outbox_is_empty() {
    let station = Station::silent();
    let output = station.loa(&["outbox"]);
    assert_eq!((output.code, output.stdout.as_str()), (0, ""));
    assert_data_eq!(
        output.stderr,
        str![[r#"
Chưa có thư nào

"#]]
    );
    assert_eq!(station.json(&["outbox", "--json"]), serde_json::json!([]));
}

#[test]
fn days_in_the_wrong_order_are_told() {
    let station = Station::silent();
    for command in ["plan", "rehearse"] {
        let output = station.loa(&[command, "--from", "2026-12-31", "--to", "2026-12-01"]);
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{command}");
        assert_data_eq!(
            output.stderr,
            str![[r#"
Ngày cuối 01/12/2026 đứng trước ngày đầu 31/12/2026
  = ghi ngày đầu sau --from, ngày cuối sau --to

"#]]
        );
    }
}
