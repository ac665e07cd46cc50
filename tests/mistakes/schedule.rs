//! Mistakes in `schedule.toml`, each alone.

use snapbox::{IntoData, assert_data_eq, str};

use crate::{station::Station, told};

/// The small station's schedule with `from` replaced by `to`.
fn check(from: &str, to: &str, expected: impl IntoData) {
    let station = Station::small();
    station.edit("schedule.toml", from, to);
    assert_data_eq!(told(&station), expected);
}

const AT: &str = r#"at = ["05:30"]"#;
const END: &str = r#"at = ["05:30"]
"#;

/// The small station's schedule with further lines.
fn check_more(lines: &str, expected: impl IntoData) {
    check(END, &format!("{END}{lines}"), expected);
}

#[test]
fn a_wrong_key_is_told_with_the_right_one() {
    check(
        "title",
        "tilte",
        str![[r#"
schedule.toml:9:1: không có mục nào tên là `tilte`
  |
9 | tilte = "Bản tin"
  | ^^^^^
  = cách sửa: có lẽ muốn viết `title`


"#]],
    );
}

/// The messages of `check` about the small station with further lines, none of which is an error.
fn warned(lines: &str) -> String {
    let station = Station::small();
    station.edit("schedule.toml", END, &format!("{END}{lines}"));
    let output = station.loa(&["check"]);
    assert_eq!(output.code, 0, "{}", output.stdout);
    output.stdout
}

#[test]
fn a_topic_of_the_report_that_no_programme_has_is_told_with_the_nearest() {
    let topics = "topics = [\"Thong  bao\", \"Thông bào 1\", \"Nông nghiệp\"]";
    assert_data_eq!(
        warned(&format!("topic = \"Thông báo\"\n[report]\n{topics}\n")),
        str![[r#"
schedule.toml:14:25: lưu ý: không có chương trình nào thuộc chuyên mục "Thông bào 1" ghi ở mục `topics`
   |
14 | topics = ["Thong  bao", "Thông bào 1", "Nông nghiệp"]
   |                         ^^^^^^^^^^^^^
   = cách sửa: có lẽ muốn viết "Thông báo". Trong lúc này báo cáo không có lượt phát nào của chuyên mục ấy

schedule.toml:14:40: lưu ý: không có chương trình nào thuộc chuyên mục "Nông nghiệp" ghi ở mục `topics`
   |
14 | topics = ["Thong  bao", "Thông bào 1", "Nông nghiệp"]
   |                                        ^^^^^^^^^^^^^
   = cách sửa: viết đúng như dòng topic của chương trình. Trong lúc này báo cáo không có lượt phát nào của chuyên mục ấy


"#]]
    );
}

#[test]
fn what_no_report_would_ever_count_is_told() {
    assert_data_eq!(
        warned("topic = \"An ninh\"\nutilities = 1\n"),
        str![[r#"
schedule.toml:7:1: lưu ý: `Bản tin` nhắc các tiện ích VNeID nhưng thuộc chuyên mục "An ninh"; báo cáo chỉ kể chuyên mục Đề án 06
  |
7 | [[programme]]
  | ^^^^^^^^^^^^^
  = cách sửa: sửa dòng topic của chương trình: topic = "Đề án 06", hoặc ghi thêm chuyên mục này vào `topics` của nhóm [report]. Trong lúc này các lượt phát ấy chỉ được cộng vào dòng Nội dung khác


"#]]
    );
    assert_data_eq!(
        warned("[report]\nto = [\"a@example.vn\"]\n"),
        str![[r#"
schedule.toml: lưu ý: không chương trình nào thuộc chuyên mục "Đề án 06", nên báo cáo tháng không có lượt phát nào
  = cách sửa: thêm vào chương trình một dòng: topic = "Đề án 06", hoặc ghi chuyên mục khác vào nhóm [report]: topics = ["…"]


"#]]
    );
    check_more(
        "[report]\ntopics = [\" \"]\n",
        str![[r#"
schedule.toml:13:10: mục `topics` đang để trống: báo cáo không có lượt phát nào
   |
13 | topics = [" "]
   |          ^^^^^
   = cách sửa: viết chuyên mục mà báo cáo kể lại, ví dụ: topics = ["Đề án 06"]; hoặc bỏ dòng này


"#]],
    );
}

#[test]
fn a_key_spoiled_by_the_keyboard_is_recognised() {
    check_more(
        "[[except]]\ndates = \"01/01/2027\"\nprogrammes = \"all\"\nréaon = \"Nghỉ\"\n",
        str![[r#"
schedule.toml:12:1: thiếu mục `reason`
   |
12 | [[except]]
   | ^^^^^^^^^^
   = cách sửa: thêm một dòng: reason = "Nghỉ Tết"

schedule.toml:15:1: không có mục nào tên là `réaon`; có lẽ bộ gõ tiếng Việt đang bật
   |
15 | réaon = "Nghỉ"
   | ^^^^^
   = cách sửa: tắt bộ gõ tiếng Việt rồi viết lại: `reason`


"#]],
    );
}

#[test]
fn a_key_like_no_other_is_told_with_all() {
    check(
        "title",
        "mau-sac",
        str![[r#"
schedule.toml:9:1: không có mục nào tên là `mau-sac`
  |
9 | mau-sac = "Bản tin"
  | ^^^^^^^
  = cách sửa: bỏ dòng này, hoặc dùng một trong các mục: at, cron, days, grace, id, lasts, late, level, makegood, on, priority, script, source, stale, title, topic, utilities


"#]],
    );
}

#[test]
fn a_wrong_type_is_told_with_an_example() {
    check(
        AT,
        "at = 530",
        str![[r#"
schedule.toml:11:6: mục `at` cần một dòng chữ, hoặc một danh sách dòng chữ
   |
11 | at = 530
   |      ^^^
   = cách sửa: viết dạng: at = ["…", "…"]


"#]],
    );
    check(
        "\"Bản tin\"",
        "5",
        str![[r#"
schedule.toml:9:9: mục `title` cần một dòng chữ trong ngoặc kép
  |
9 | title = 5
  |         ^
  = cách sửa: viết dạng: title = "…"


"#]],
    );
}

#[test]
fn a_day_has_no_hour_25() {
    check(
        "05:30",
        "25:00",
        str![[r#"
schedule.toml:11:7: một ngày chỉ có giờ từ 00:00 đến 23:59, ở đây viết "25:00"
   |
11 | at = ["25:00"]
   |       ^^^^^^^
   = cách sửa: viết giờ từ 00 đến 23; nửa đêm là "00:00"


"#]],
    );
    check(
        "05:30",
        "5 rưỡi",
        str![[r#"
schedule.toml:11:7: không đọc được giờ "5 rưỡi"
   |
11 | at = ["5 rưỡi"]
   |       ^^^^^^^^
   = cách sửa: viết giờ:phút trong ngoặc kép, ví dụ: "05:30"


"#]],
    );
}

#[test]
fn an_impossible_day_is_none() {
    check_more(
        "[[except]]\ndates = \"31/02/2027\"\nprogrammes = \"all\"\nreason = \"Nghỉ\"\n",
        str![[r#"
schedule.toml:13:9: không có ngày 31/02/2027 trong lịch
   |
13 | dates = "31/02/2027"
   |         ^^^^^^^^^^^^
   = cách sửa: xem lại số ngày của tháng; viết ngày/tháng/năm, ví dụ: "05/02/2027"


"#]],
    );
    check_more(
        "on = [\"29/02/2027\"]\n",
        str![[r#"
schedule.toml:12:7: không có ngày 29/02/2027 trong lịch
   |
12 | on = ["29/02/2027"]
   |       ^^^^^^^^^^^^
   = cách sửa: xem lại số ngày của tháng; viết ngày/tháng/năm, ví dụ: "05/02/2027"


"#]],
    );
    check_more(
        "days = \"t8\"\n",
        str![[r#"
schedule.toml:12:8: không có ngày nào trong tuần tên là "t8"
   |
12 | days = "t8"
   |        ^^^^
   = cách sửa: viết t2, t3, t4, t5, t6, t7, cn; nhiều ngày viết "t2-t7" hoặc "t2,t4"


"#]],
    );
}

#[test]
fn a_cron_has_six_fields_that_can_come() {
    check(
        AT,
        r#"cron = "30 5 * * *""#,
        str![[r#"
schedule.toml:11:8: giờ phát theo cron có 5 phần, cần đúng 6 phần
   |
11 | cron = "30 5 * * *"
   |        ^^^^^^^^^^^^
   = cách sửa: thêm phần giây ở đầu: cron = "0 30 5 * * *"; hoặc dùng at = ["05:30"]


"#]],
    );
    check(
        AT,
        r#"cron = "0 30 25 * * *""#,
        str![[r#"
schedule.toml:11:8: không đọc được giờ phát theo cron "0 30 25 * * *"
   |
11 | cron = "0 30 25 * * *"
   |        ^^^^^^^^^^^^^^^
   = cách sửa: viết theo thứ tự: giây phút giờ ngày tháng thứ, ví dụ "0 30 5 * * MON-SAT"; hoặc dùng at = ["05:30"]


"#]],
    );
    check(
        AT,
        r#"cron = "0 30 5 30 2 *""#,
        str![[r#"
schedule.toml:11:8: giờ phát theo cron "0 30 5 30 2 *" không bao giờ đến: không có ngày nào như vậy
   |
11 | cron = "0 30 5 30 2 *"
   |        ^^^^^^^^^^^^^^^
   = cách sửa: xem lại phần ngày, tháng và thứ; hoặc dùng at = ["05:30"]


"#]],
    );
    check(
        AT,
        r#"cron = "sáng nào cũng phát""#,
        str![[r#"
schedule.toml:11:8: giờ phát theo cron có 4 phần, cần đúng 6 phần
   |
11 | cron = "sáng nào cũng phát"
   |        ^^^^^^^^^^^^^^^^^^^^
   = cách sửa: viết theo thứ tự: giây phút giờ ngày tháng thứ; hoặc dùng at = ["05:30"]


"#]],
    );
}

#[test]
fn a_script_that_is_not_there_is_told_where_it_is_named() {
    check(
        "script = \"tin\"",
        "script = \"tni\"",
        str![[r#"
schedule.toml:10:10: không có kịch bản scripts/tni.hbs
   |
10 | script = "tni"
   |          ^^^^^
   = cách sửa: có lẽ muốn viết `tin`


"#]],
    );
    check(
        "script = \"tin\"",
        "script = \"thoi-su\"",
        str![[r#"
schedule.toml:10:10: không có kịch bản scripts/thoi-su.hbs
   |
10 | script = "thoi-su"
   |          ^^^^^^^^^
   = cách sửa: sửa tên kịch bản, hoặc chép tệp ấy vào thư mục scripts/


"#]],
    );
}

#[test]
fn curly_quotes_from_zalo_are_told() {
    check(
        "\"Bản tin\"",
        "“Bản tin”",
        str![[r#"
schedule.toml:9:9: dấu ngoặc kép cong “ ” không dùng được ở đây
  |
9 | title = “Bản tin”
  |         ^^^^^^^^^
  = cách sửa: thay bằng dấu ngoặc kép thẳng " (gõ trực tiếp, đừng dán từ Word hay Zalo)


"#]],
    );
}

#[test]
fn a_programme_that_nobody_knows_is_told() {
    check_more(
        "[[except]]\ndates = \"01/01/2027\"\nprogrammes = [\"tn\"]\nreason = \"Nghỉ\"\n",
        str![[r#"
schedule.toml:14:15: không có chương trình nào có mã `tn`
   |
14 | programmes = ["tn"]
   |               ^^^^
   = cách sửa: có lẽ muốn viết `tin`


"#]],
    );
}
