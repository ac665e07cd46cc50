//! "Did we air it last Tuesday?": what `loa log`, `loa why` and `loa slip` answer on a station with a
//! log, and what other people's readers see in it.

#[path = "papers/judges.rs"]
#[cfg(test)]
mod judges;
#[path = "asked/slips.rs"]
#[cfg(test)]
mod slips;
#[cfg(test)]
mod station;
#[path = "asked/story.rs"]
#[cfg(test)]
mod story;

use serde_json::json;
use snapbox::{assert_data_eq, str};
use station::{
    Station,
    json::{rows, shape, text},
};
use story::{week, write_log};

const DAYS: [&str; 4] = ["--from", "2026-11-10", "--to", "2026-11-11"];

fn logged() -> Station {
    let station = Station::silent();
    write_log(&station, &week(&station));
    station
}

#[test]
fn the_log_is_told_day_by_day() {
    let output = logged().loa(&[&["log"], &DAYS[..]].concat());
    assert_eq!(output.code, 0);
    assert_data_eq!(
        output.stdout,
        str![[r#"
Thứ Ba 10/11/2026
  05:30    Bản tin VNeID buổi sáng  Đã phát          1 phút 42 giây                                         ban-tin-sang
  10:45    Nhắc bà con dùng VNeID   Không phát được                  không có tệp âm thanh `tieng; "chim"`  nhac-vneid
Thứ Tư 11/11/2026
  05:30    Bản tin VNeID buổi sáng  Phát dở         40 giây  người trực dừng phát                    ban-tin-sang
  22:00    =1+1 tin khuya           Nghỉ theo lịch           rơi vào giờ không phát loa 21:00-05:00  khuya
Cộng 4 lượt theo lịch: Đã phát 1, Phát dở 1, Không phát được 1, Nghỉ theo lịch 1

"#]]
    );
    assert_data_eq!(
        output.stderr,
        str![[r#"
In phiếu của một lượt: loa slip, tên chương trình ở cột cuối, ngày, giờ

"#]]
    );
}

#[test]
fn the_log_is_searched_with_or_without_tone_marks() {
    let station = logged();
    let found = |args: &[&str]| -> Vec<String> {
        let rows = station.json(&[&["log", "--json", "--search"], args].concat());
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| text(row, "planned_at")[..16].replace('T', " ")).collect()
    };
    let both = ["2026-11-10 05:30", "2026-11-11 05:30"];
    assert_eq!(found(&["buoi", "sang"]), both, "of the title, the whole log");
    assert_eq!(found(&["BUỔI SÁNG"]), both);
    assert_eq!(found(&["buo\u{302}\u{309}i sa\u{301}ng"]), both, "letters put together from parts");
    assert_eq!(found(&["the-can-cuoc"]), both, "of a utility");
    assert_eq!(found(&["số định danh"]), ["2026-11-10 10:45"], "of the words");
    assert_eq!(found(&["so dinh danh"]), ["2026-11-10 10:45"]);
    assert_eq!(found(&["buổi sáng", "--from", "2026-11-11"]), both[1..]);
    assert_eq!(found(&["buổi sáng", "--to", "2026-11-10"]), both[..1]);
    assert!(found(&["tet nguyen dan"]).is_empty());
    // An official title, which neither the log nor the words have.
    assert!(
        !station.json(&["log", "--json", "--from", "2026-11-10"]).to_string().contains("online")
    );
    assert_eq!(found(&["ho khau online"]), both);
}

#[test]
fn a_spreadsheet_opens_the_table_with_its_letters_and_columns() {
    let station = logged();
    let output = station.loa(&[&["log", "--csv"], &DAYS[..]].concat());
    assert!(output.stdout.starts_with('\u{feff}'));
    assert_eq!(output.stdout.matches("\r\n").count(), output.stdout.matches('\n').count());
    let file = station.path("nhat-ky.csv");
    std::fs::write(&file, &output.stdout).unwrap();
    let sheet = slips::spreadsheet(&station, &file);
    // A date is a date, in whatever country the reader thinks itself; a formula is a text.
    let lines: Vec<Vec<String>> = serde_json::from_value(sheet).unwrap();
    assert_data_eq!(
        lines.iter().map(|line| line.join(" | ")).collect::<Vec<_>>().join("\n"),
        str![[r#"
Ngày | Giờ dự kiến | Giờ phát thực tế | Hết lúc | Chương trình | Chuyên mục | Kết quả | Thời lượng (giây) | Lý do | Tiện ích | Mã lượt phát
2026-11-10 00:00:00 | 05:30:00 | 05:30:00 | 05:31:42 | Bản tin VNeID buổi sáng | Đề án 06 | Đã phát | 102 |  | Thông tin cư trú (Hộ khẩu online), Tích hợp thông tin thẻ căn cước công dân gắn chip mới nhất và lịch sử thông tin thẻ căn cước công dân, chứng minh nhân dân | ban-tin-sang@2026-11-09T22:30:00Z
2026-11-10 00:00:00 | 10:45:00 |  |  | Nhắc bà con dùng VNeID | Đề án 06 | Không phát được | 0 | không có tệp âm thanh `tieng; "chim"` |  | nhac-vneid@2026-11-10T03:45:00Z
2026-11-11 00:00:00 | 05:30:00 | 05:30:00 | 05:30:40 | Bản tin VNeID buổi sáng | Đề án 06 | Phát dở | 40 | người trực dừng phát | Thông tin cư trú (Hộ khẩu online), Tích hợp thông tin thẻ căn cước công dân gắn chip mới nhất và lịch sử thông tin thẻ căn cước công dân, chứng minh nhân dân | ban-tin-sang@2026-11-10T22:30:00Z
2026-11-11 00:00:00 | 22:00:00 |  |  | '=1+1 tin khuya | Đề án 06 | Nghỉ theo lịch | 0 | rơi vào giờ không phát loa 21:00-05:00 |  | khuya@2026-11-11T15:00:00Z
"#]]
    );
}

#[test]
fn why_answers_in_words_and_as_json() {
    let station = logged();
    let output = station.loa(&["why", "bản tin vneid buổi sáng", "11/11/2026", "5h30"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_data_eq!(
        output.stdout,
        str![[r#"
Phát dở: Bản tin VNeID buổi sáng, lượt 05:30, Thứ Tư 11/11/2026
  Lý do: người trực dừng phát
  Phát từ 05:30 đến 05:30:40, nghe được 40 giây
  Theo lịch phát bản 1, dùng từ 00:30, Thứ Ba 10/11/2026
  schedule.toml, dòng 39:
  39 | at = ["05:30"]

"#]]
    );
    let never = station.json(&["why", "ban-tin-sang", "2026-11-10 12:00", "--json"]);
    assert_eq!(never["answer"], json!("never_planned"));
    assert_eq!(never["before"], json!("2026-11-10T05:30:00+07:00"));
    let line = never["place"]["line"].as_u64().unwrap();
    let schedule = station.read("schedule.toml");
    let written = schedule.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    assert_eq!(never["place"]["text"], json!(written));
    assert_data_eq!(
        shape(&never),
        str![[r#"
after: time
airing: null
answer: text
asked_at: time
before: time
ended_at: null
place: {file: text, line: number, revision: null, text: text}
planned_at: null
programme: text
reason: null
said: [{args: {at: text, outcome: text}, code: text, text: text} | {args: {at: text, title: text}, code: text, text: text} | {args: {at: text}, code: text, text: text} | {args: {hours: text}, code: text, text: text} | {args: {}, code: text, text: text}]
started_at: null
title: text

"#]]
    );
    let future = station.loa(&["--lang", "en", "why", "ban-tin-sang", "2027-02-06T05:30:00+07:00"]);
    assert_eq!(future.code, 0);
    assert_data_eq!(
        future.stdout,
        str![[r#"
Will be skipped: Bản tin VNeID buổi sáng, 05:30, Saturday 2027-02-06
  Reason: an exception in the schedule: Nghỉ Tết
  schedule.toml, line 81:
  81 | [[except]]
  82 | lunar = "01/01..03/01"            # mùng một đến mùng ba Tết, năm nào cũng vậy
  83 | programmes = "all"                # mọi chương trình; hoặc ["ban-tin-sang"]
  84 | reason = "Nghỉ Tết"               # lý do, in trong nhật ký phát sóng và báo cáo

"#]]
    );
    let unknown = station.loa(&["why", "khong-co", "2026-11-10 12:00"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (1, ""));
    assert!(unknown.stderr.contains("ban-tin-sang"), "{}", unknown.stderr);
}

#[test]
fn the_log_and_its_answers_outlive_the_files() {
    let station = logged();
    station.remove("schedule.toml");
    assert_eq!(station.loa(&[&["log"], &DAYS[..]].concat()).code, 0);
    let why = station.json(&["why", "ban-tin-sang", "2026-11-10 05:31", "--json"]);
    assert_eq!((&why["answer"], &why["reason"]), (&json!("aired"), &json!(null)));
    let slip = station.loa(&["slip", "ban-tin-sang@2026-11-09T22:30:00Z"]);
    assert_eq!(slip.code, 0, "{}", slip.stderr);
    assert!(rows(&station.json(&["log", "--json"])).is_empty());
}
