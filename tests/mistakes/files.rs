//! Files that are missing, or are not what their names say.

use snapbox::{assert_data_eq, str};

use crate::{
    station::{Output, Station},
    told,
};

#[test]
fn a_clip_that_is_not_there_is_told_where_it_is_named() {
    let station = Station::small();
    station.remove("audio/nhac.ogg");
    assert_data_eq!(
        told(&station),
        str![[r#"
scripts/tin.hbs:1:1: không có tệp âm thanh `nhac` trong thư mục audio/
  |
1 | {{#cue "nhac"}}{{/cue}}
  | ^^^^^^
  = cách sửa: thu và chép tệp vào audio/. Trong lúc này lượt phát nào cần tệp ấy sẽ không phát được


"#]]
    );
}

#[test]
fn a_clip_that_is_no_sound_is_told() {
    let station = Station::small();
    station.write("audio/nhac.ogg", "đây không phải là âm thanh\n");
    assert_data_eq!(
        told(&station),
        str![[r#"
audio/nhac.ogg: tệp này không phải là âm thanh, hoặc đã hỏng
  = cách sửa: mở thử bằng phần mềm nghe nhạc; nếu nghe được thì lưu lại dạng ogg, mp3 hoặc wav, nếu không thì thu lại


"#]]
    );
    station.write("audio/nhac.ogg", "");
    assert_data_eq!(
        told(&station),
        str![[r#"
audio/nhac.ogg: tệp âm thanh trống, không có gì để nghe
  = cách sửa: chép lại tệp từ bản gốc, hoặc thu lại


"#]]
    );
}

#[test]
fn a_clip_that_cannot_hold_its_words_and_words_that_nobody_can_read_are_told() {
    let station = Station::small();
    let words =
        "Đề nghị bà con liên hệ bộ phận ABCX của xã để được hướng dẫn, từ thứ hai đến thứ sáu.";
    station.write("scripts/tin.hbs", format!("{{{{#cue \"nhac\"}}}}{words}{{{{/cue}}}}"));
    station.write("audio/nhac.txt", words);
    let output = station.loa(&["check"]);
    assert_eq!(output.code, 0, "it airs all the same");
    assert_data_eq!(
        output.stdout,
        str![[r#"
audio/nhac.ogg: lưu ý: tệp âm thanh `nhac` dài 2,0 giây, mà lời của nó đọc mất chừng 6,3 giây: có lẽ nhầm tệp
  = cách sửa: nghe lại tệp ấy; nếu nhầm thì chép đúng tệp vào

scripts/tin.hbs:1:1: lưu ý: chưa biết đọc `ABCX` thế nào
  |
1 | {{#cue "nhac"}}Đề nghị bà con liên hệ bộ phận ABCX của xã để được hướng dẫn, từ thứ hai đến thứ sáu.{{/cue}}
  | ^^^^^^
  = cách sửa: ghi cách đọc vào scripts/words.toml, ví dụ: ABCX = "…"


"#]]
    );
}

#[test]
fn facts_that_were_true_long_ago_are_told_where_they_are_read_aloud() {
    let station = Station::small();
    station.write("scripts/vneid.toml", OLD_FACTS).append("schedule.toml", "utilities = 1\n").write(
        "scripts/tin.hbs",
        "{{#cue \"a\"}}{{figures.da-cap.spoken}}{{/cue}}\n{{#cue \"b\"}}Đã có 68,4 triệu.{{/cue}}\n\
         {{#each utilities}}{{#cue \"c\"}}{{how_to}}{{/cue}}{{/each}}\n",
    );
    let said = station.loa(&["check"]).stdout;
    let about_facts: Vec<&str> =
        said.split("\n\n").filter(|it| !it.contains("không có tệp âm thanh")).collect();
    assert_data_eq!(
        about_facts.join("\n\n"),
        str![[r#"
scripts/tin.hbs:2:1: lưu ý: kịch bản đọc con số `68,4 triệu` mà không lấy từ số liệu `da-cap`: có thể thiếu ngày của số liệu
  |
2 | {{#cue "b"}}Đã có 68,4 triệu.{{/cue}}
  | ^^^^^^
  = cách sửa: thay cả câu bằng {{figures.da-cap.spoken}}

scripts/vneid.toml:3:6: lưu ý: lời hướng dẫn cách dùng của các tiện ích này đã quá 12 tháng chưa ai xem lại, cũ nhất ngày 01/03/2024: luu-tru; trong lúc này đài vẫn đọc
  |
3 | id = "luu-tru"
  |      ^^^^^^^^^
  = cách sửa: mở VNeID làm thử hoặc hỏi Công an xã, phường, sửa lời nếu cần, rồi sửa checked_on

scripts/vneid.toml:12:6: lưu ý: số liệu đang được đọc đã quá 12 tháng, cũ nhất ngày 28/02/2024: da-cap; đài vẫn đọc, kèm ngày
   |
12 | id = "da-cap"
   |      ^^^^^^^^
   = cách sửa: tìm số liệu mới, sửa value, as_of và source; hoặc bỏ số liệu này khỏi kịch bản


"#]]
    );
}

const OLD_FACTS: &str = r#"
[[utility]]
id = "luu-tru"
level = 1
title = "Thông báo lưu trú"
spoken = "Bà con gửi thông báo lưu trú trên VNeID."
[utility.how_to]
spoken = "Bà con bấm nút thông báo lưu trú."
source = "Công an phường"
checked_on = "01/03/2024"
[[figure]]
id = "da-cap"
title = "Số tài khoản đã cấp"
value = "68,4 triệu"
as_of = "28/02/2024"
source = "Công văn"
"#;

#[test]
fn a_clip_cut_anywhere_is_told() {
    let station = Station::small();
    let whole = station.bytes("audio/nhac.ogg");
    for tenth in 1..10 {
        station.write("audio/nhac.ogg", &whole[..whole.len() * tenth / 10]);
        assert!(told(&station).starts_with("audio/nhac.ogg: "), "{tenth}/10");
    }
    station.write("audio/nhac.ogg", &whole[..whole.len() / 2]);
    assert_data_eq!(
        told(&station),
        str![[r#"
audio/nhac.ogg: tệp này không phải là âm thanh, hoặc đã hỏng
  = cách sửa: mở thử bằng phần mềm nghe nhạc; nếu nghe được thì lưu lại dạng ogg, mp3 hoặc wav, nếu không thì thu lại


"#]]
    );
}

#[test]
fn without_a_schedule_nothing_can_be_done() {
    let station = Station::empty();
    for command in [&["check"][..], &["plan"], &["clips"], &["script", "tin"], &["rehearse"]] {
        let output = station.loa(command);
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{command:?}");
        assert_data_eq!(
            output.stderr,
            str![[r#"
schedule.toml: không có tệp schedule.toml trong thư mục [..]
  = cách sửa: đứng trong thư mục của đài rồi gõ lệnh, hoặc chỉ thư mục: loa --station THƯ-MỤC …

"#]]
        );
    }
    let output = station.loa(&["--lang", "en", "check"]);
    assert_data_eq!(
        output.stderr,
        str![[r#"
schedule.toml: there is no schedule.toml in the folder [..]
  = what to do: change to the station's folder, or name it: loa --station FOLDER …

"#]]
    );
}

#[test]
fn an_empty_schedule_says_what_belongs_there() {
    let station = Station::small();
    station.write("schedule.toml", "");
    assert_data_eq!(
        told(&station),
        str![[r#"
schedule.toml: lưu ý: chưa ghi địa danh của đài; báo cáo sẽ in dấu chấm ở chỗ đó
  = cách sửa: ghi tên chính thức của địa phương trong nhóm [station]: place = "…"

schedule.toml:1:1: thiếu mục `format`
  |
1 | 
  | ^
  = cách sửa: thêm một dòng: format = 1

schedule.toml:1:1: thiếu nhóm [station]: chưa biết đài nào phát
  |
1 | 
  | ^
  = cách sửa: thêm hai dòng: [station] rồi đến name = "Đài Truyền thanh phường …"

schedule.toml:1:1: lưu ý: lịch phát chưa có chương trình nào
  |
1 | 
  | ^
  = cách sửa: thêm một nhóm [[programme]] có id, title, script và at


"#]]
    );
}

#[test]
fn a_schedule_in_another_code_page_is_told() {
    let station = Station::small();
    let mut bytes = station.read("schedule.toml").into_bytes();
    bytes.extend(b"# Ph\xe1t thanh\n");
    station.write("schedule.toml", &bytes);
    let Output { code, stdout, stderr } = station.loa(&["check"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert_data_eq!(
        stderr,
        str![[r#"
schedule.toml: tệp này không phải chữ UTF-8, nên không đọc được tiếng Việt trong đó
  = cách sửa: mở tệp bằng trình soạn thảo rồi lưu lại, chọn bảng mã UTF-8

"#]]
    );
    let station = Station::small();
    station.write("scripts/tin.hbs", b"{{#cue \"nhac\"}}Ph\xe1t thanh{{/cue}}");
    assert_data_eq!(
        told(&station),
        str![[r#"
scripts/tin.hbs: tệp này không phải chữ UTF-8, nên không đọc được tiếng Việt trong đó
  = cách sửa: mở tệp bằng trình soạn thảo rồi lưu lại, chọn bảng mã UTF-8


"#]]
    );
}

#[test]
fn marks_and_line_ends_of_windows_change_nothing() {
    let station = Station::small();
    for file in ["schedule.toml", "scripts/tin.hbs"] {
        let windows = format!("\u{feff}{}", station.read(file).replace('\n', "\r\n"));
        station.write(file, windows);
    }
    let output = station.loa(&["check"]);
    assert_eq!((output.code, output.stdout.as_str()), (0, ""), "{}", output.stderr);
    station.edit("schedule.toml", "title", "tilte");
    assert_data_eq!(
        told(&station),
        str![[r#"
schedule.toml:9:1: không có mục nào tên là `tilte`
  |
9 | tilte = "Bản tin"
  | ^^^^^
  = cách sửa: có lẽ muốn viết `title`


"#]]
    );
}

#[test]
fn five_megabytes_of_anything_are_told_soon() {
    let station = Station::small();
    for odd in ["x", "[", "x = {", "[[programme]]\n", "a b\n", "\n"] {
        station.write("schedule.toml", odd.repeat(5_000_000 / odd.len()));
        let Output { code, stdout, stderr } = station.loa(&["check"]);
        assert_eq!((code, stdout.as_str()), (2, ""), "{odd:?}");
        assert_data_eq!(
            stderr,
            str![[r#"
schedule.toml: tệp này lớn quá 128 KB, không thể là tệp do người viết
  = cách sửa: xem có chép nhầm tệp khác vào đây không

"#]]
        );
    }
}

#[test]
fn what_is_just_small_enough_to_be_read_ends_too() {
    let station = Station::small();
    for odd in ["x", "[", "x = {", "x=[", "[[programme]]\n", "a b\n", "a.", "\"", "\"\"\"", "\u{0}"]
    {
        station.write("schedule.toml", odd.repeat(128_000 / odd.len()));
        let output = station.loa(&["check"]);
        assert_eq!(output.code, 2, "{odd:?}");
    }
}
