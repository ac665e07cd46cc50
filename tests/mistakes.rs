//! What `loa check` says about files that a person got wrong: each mistake with the whole message that
//! is shown, in bounded time, and never more than the folder deserves.

#[path = "mistakes/facts.rs"]
#[cfg(test)]
mod facts;
#[path = "mistakes/files.rs"]
#[cfg(test)]
mod files;
#[path = "mistakes/schedule.rs"]
#[cfg(test)]
mod schedule;
#[cfg(test)]
mod station;
#[path = "mistakes/templates.rs"]
#[cfg(test)]
mod templates;

use serde_json::Value;
use snapbox::{assert_data_eq, str};
use station::{
    Output, Station,
    json::{rows, text},
};

/// Everything wrong at once, in one folder.
fn all_at_once() -> Station {
    let station = Station::small();
    station
        .edit("schedule.toml", "title =", "tilte =")
        .append("schedule.toml", PROGRAMMES)
        .write("scripts/ten-sai.hbs", "{{#cue \"nhac\"}}{{staton.name}}{{/cue}}\n")
        .write("scripts/neu-sai.hbs", "{{#if sai}}{{#cue \"nhac\"}}{{/cue}}{{/if}}\n")
        .write(
            "scripts/thieu-tep.hbs",
            "{{#cue \"nhac\"}}{{/cue}}\n{{#cue \"loi-chao\"}}{{/cue}}\n",
        )
        .write("scripts/lap.hbs", "{{> vong}}\n")
        .write("scripts/vong.hbs", "{{> lap}}\n")
        .write("audio/chu.ogg", "đây không phải là âm thanh\n");
    let music = station.bytes("audio/nhac.ogg");
    station.write("audio/cut.ogg", &music[..music.len() * 2 / 3]);
    station
}

const PROGRAMMES: &str = r#"
[[programme]]
id = "sai-kieu"
script = "tin"
at = 530

[[programme]]
id = "sai-gio"
script = "tin"
at = ["25:00"]

[[programme]]
id = "sai-cron"
script = "tin"
cron = "30 5 * * *"

[[programme]]
id = "khong-kich-ban"
script = "ban-tin"
at = ["06:00"]

[[programme]]
id = "ten-sai"
script = "ten-sai"
at = ["07:00"]

[[programme]]
id = "neu-sai"
script = "neu-sai"
at = ["08:00"]

[[programme]]
id = "thieu-tep"
script = "thieu-tep"
at = ["09:00"]

[[except]]
dates = "31/02/2027"
programmes = "all"
reason = "Nghỉ"
"#;

#[test]
fn every_mistake_of_a_folder_is_told_at_once() {
    let output = all_at_once().loa(&["check"]);
    assert_eq!(output.code, 2);
    assert_data_eq!(
        output.stdout,
        str![[r#"
audio/chu.ogg: tệp này không phải là âm thanh, hoặc đã hỏng
  = cách sửa: mở thử bằng phần mềm nghe nhạc; nếu nghe được thì lưu lại dạng ogg, mp3 hoặc wav, nếu không thì thu lại

audio/cut.ogg: tệp âm thanh bị cắt cụt, thiếu phần cuối
  = cách sửa: chép lại tệp từ bản gốc, hoặc mở bằng phần mềm ghi âm, nghe hết rồi lưu lại

schedule.toml:9:1: không có mục nào tên là `tilte`
  |
9 | tilte = "Bản tin"
  | ^^^^^
  = cách sửa: có lẽ muốn viết `title`

schedule.toml:16:6: mục `at` cần một dòng chữ, hoặc một danh sách dòng chữ
   |
16 | at = 530
   |      ^^^
   = cách sửa: viết dạng: at = ["…", "…"]

schedule.toml:21:7: một ngày chỉ có giờ từ 00:00 đến 23:59, ở đây viết "25:00"
   |
21 | at = ["25:00"]
   |       ^^^^^^^
   = cách sửa: viết giờ từ 00 đến 23; nửa đêm là "00:00"

schedule.toml:26:8: giờ phát theo cron có 5 phần, cần đúng 6 phần
   |
26 | cron = "30 5 * * *"
   |        ^^^^^^^^^^^^
   = cách sửa: thêm phần giây ở đầu: cron = "0 30 5 * * *"; hoặc dùng at = ["05:30"]

schedule.toml:30:10: không có kịch bản scripts/ban-tin.hbs
   |
30 | script = "ban-tin"
   |          ^^^^^^^^^
   = cách sửa: sửa tên kịch bản, hoặc chép tệp ấy vào thư mục scripts/

schedule.toml:49:9: không có ngày 31/02/2027 trong lịch
   |
49 | dates = "31/02/2027"
   |         ^^^^^^^^^^^^
   = cách sửa: xem lại số ngày của tháng; viết ngày/tháng/năm, ví dụ: "05/02/2027"

scripts/lap.hbs:1:1: kịch bản này gọi lại chính nó: lap → vong → lap
  |
1 | {{> vong}}
  | ^^^^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này

scripts/neu-sai.hbs:1:1: kịch bản dùng `sai`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#if sai}}{{#cue "nhac"}}{{/cue}}{{/if}}
  | ^^^^^^^^^^^
  = cách sửa: dùng một trong các tên: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities

scripts/ten-sai.hbs:1:16: kịch bản dùng `staton.name`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#cue "nhac"}}{{staton.name}}{{/cue}}
  |                ^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `station.name`; dùng được: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities

scripts/thieu-tep.hbs:2:1: không có tệp âm thanh `loi-chao` trong thư mục audio/
  |
2 | {{#cue "loi-chao"}}{{/cue}}
  | ^^^^^^
  = cách sửa: thu và chép tệp vào audio/. Trong lúc này lượt phát nào cần tệp ấy sẽ không phát được

scripts/vong.hbs:1:1: kịch bản này gọi lại chính nó: vong → lap → vong
  |
1 | {{> lap}}
  | ^^^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này


"#]]
    );
    assert_data_eq!(
        output.stderr,
        str![[r#"
13 chỗ cần sửa, 0 chỗ nên xem. Chưa sửa xong thì đài đang chạy vẫn phát theo lịch cũ

"#]]
    );
}

#[test]
fn an_english_reader_is_told_the_same_in_english() {
    let station = all_at_once();
    let english = station.loa(&["--lang", "en", "check"]);
    assert_eq!(english.code, 2);
    assert_data_eq!(
        english.stdout,
        str![[r#"
audio/chu.ogg: this file is not audio, or is damaged
  = what to do: try it in a music player; if it sounds, save it again as ogg, mp3 or wav, else record it again

audio/cut.ogg: the audio file was cut short, its end is missing
  = what to do: copy it again from the original, or open it in a recorder, listen to the end and save it again

schedule.toml:9:1: there is no key named `tilte`
  |
9 | tilte = "Bản tin"
  | ^^^^^
  = what to do: perhaps `title` was meant

schedule.toml:16:6: `at` takes a text, or a list of texts
   |
16 | at = 530
   |      ^^^
   = what to do: write it as: at = ["…", "…"]

schedule.toml:21:7: a day has the hours 00:00 to 23:59, here it says "25:00"
   |
21 | at = ["25:00"]
   |       ^^^^^^^
   = what to do: write an hour from 00 to 23; midnight is "00:00"

schedule.toml:26:8: this cron has 5 parts, it takes exactly 6
   |
26 | cron = "30 5 * * *"
   |        ^^^^^^^^^^^^
   = what to do: put the seconds first: cron = "0 30 5 * * *"; or use at = ["05:30"]

schedule.toml:30:10: there is no script scripts/ban-tin.hbs
   |
30 | script = "ban-tin"
   |          ^^^^^^^^^
   = what to do: correct the name, or copy that file into scripts/

schedule.toml:49:9: the calendar has no 31/02/2027
   |
49 | dates = "31/02/2027"
   |         ^^^^^^^^^^^^
   = what to do: look at the days of that month; write day/month/year, for instance: "05/02/2027"

scripts/lap.hbs:1:1: this script includes itself: lap → vong → lap
  |
1 | {{> vong}}
  | ^^^^^^^^^^
  = what to do: remove one of these inclusions

scripts/neu-sai.hbs:1:1: the script uses `sai`, but nothing of that name is there at this place
  |
1 | {{#if sai}}{{#cue "nhac"}}{{/cue}}{{/if}}
  | ^^^^^^^^^^^
  = what to do: use one of: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities

scripts/ten-sai.hbs:1:16: the script uses `staton.name`, but nothing of that name is there at this place
  |
1 | {{#cue "nhac"}}{{staton.name}}{{/cue}}
  |                ^^^^^^^^^^^^^^^
  = what to do: perhaps `station.name` was meant; there are: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities

scripts/thieu-tep.hbs:2:1: there is no clip `loi-chao` in audio/
  |
2 | {{#cue "loi-chao"}}{{/cue}}
  | ^^^^^^
  = what to do: record it and copy it into audio/. Meanwhile airings that need it are missed

scripts/vong.hbs:1:1: this script includes itself: vong → lap → vong
  |
1 | {{> lap}}
  | ^^^^^^^^^
  = what to do: remove one of these inclusions


"#]]
    );
    let places = |lang| {
        let told = station.loa(&["--lang", lang, "check", "--json"]).json();
        let place = |row: &Value| {
            let code = text(row, "code").to_owned();
            (text(row, "file").to_owned(), row["line"].clone(), row["column"].clone(), code)
        };
        rows(&told).iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(places("vi"), places("en"));
}

#[test]
fn the_plan_answers_for_what_is_in_order() {
    let station = all_at_once();
    let output = station.loa(&["plan", "--from", "2098-12-02", "--to", "2098-12-02"]);
    assert_eq!(output.code, 0);
    assert_data_eq!(
        output.stdout,
        str![[r#"
Thứ Ba 02/12/2098
  06:00  khong-kich-ban  sẽ không phát được: kịch bản `scripts/ban-tin.hbs` có lỗi
  07:00  ten-sai         sẽ không phát được: kịch bản `scripts/ten-sai.hbs` có lỗi
  08:00  neu-sai         sẽ không phát được: kịch bản `scripts/neu-sai.hbs` có lỗi
  09:00  thieu-tep       sẽ không phát được: không có tệp âm thanh `loi-chao`

"#]]
    );
    let told: Vec<&str> = output.stderr.lines().filter(|line| line.contains(".toml:")).collect();
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
schedule.toml:9:1: không có mục nào tên là `tilte`
schedule.toml:16:6: mục `at` cần một dòng chữ, hoặc một danh sách dòng chữ
schedule.toml:21:7: một ngày chỉ có giờ từ 00:00 đến 23:59, ở đây viết "25:00"
schedule.toml:26:8: giờ phát theo cron có 5 phần, cần đúng 6 phần
schedule.toml:49:9: không có ngày 31/02/2027 trong lịch
schedule.toml:30:10: không có kịch bản scripts/ban-tin.hbs
"#]]
    );
}

/// What `check` says about a folder with errors.
fn told(station: &Station) -> String {
    let Output { code, stdout, stderr } = station.loa(&["check"]);
    assert_eq!(code, 2, "{stdout}{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    stdout
}
