//! What `loa check` prints on the sample station.

use snapbox::{assert_data_eq, str};

use crate::station::{Station, json::shape};

#[test]
fn the_sample_station_has_no_errors() {
    let station = Station::sample();
    // Which facts are old depends on the day.
    station.edit("scripts/vneid.toml", "old_after_months = 12 ", "old_after_months = 120 ");
    let output = station.loa(&["check"]);
    assert_eq!(output.code, 0);
    assert_data_eq!(
        output.stdout,
        str![[r#"
schedule.toml: lưu ý: chưa ghi địa danh của đài; báo cáo sẽ in dấu chấm ở chỗ đó
  = cách sửa: ghi tên chính thức của địa phương trong nhóm [station]: place = "…"

schedule.toml:10:8: lưu ý: tên đài còn là tên mẫu “Đài Truyền thanh”: mọi giấy tờ đều ghi DỮ LIỆU MẪU, không thư báo cáo nào được gửi
   |
10 | name = "Đài Truyền thanh"         # tên đài, đúng như đọc trên loa
   |        ^^^^^^^^^^^^^^^^^^
   = cách sửa: ghi tên thật, có cả tên phường, xã, ví dụ: name = "Đài Truyền thanh phường …"

scripts/vneid.toml:39:6: lưu ý: lời đọc của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: dich-vu-cong, chia-se-thong-tin; trong lúc này đài vẫn đọc
   |
39 | id = "dich-vu-cong"
   |      ^^^^^^^^^^^^^^
   = cách sửa: xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời

scripts/vneid.toml:195:6: lưu ý: lời hướng dẫn cách dùng của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: giay-phep-lai-xe; trong lúc này đài vẫn đọc
    |
195 | id = "giay-phep-lai-xe"
    |      ^^^^^^^^^^^^^^^^^^
    = cách sửa: xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời


"#]]
    );
    assert_data_eq!(
        output.stderr,
        str![[r#"
Lịch phát hợp lệ: 6 chương trình; 4 chỗ nên xem

"#]]
    );
}

#[test]
fn check_prints_every_mistake_as_an_object() {
    let station = Station::sample();
    station.edit("schedule.toml", "level = 2", "lvel = 2").remove("audio/nhac-cat.ogg");
    station.edit("scripts/vneid.toml", "old_after_months = 12 ", "old_after_months = 120 ");
    let output = station.loa(&["check", "--json"]);
    assert_eq!(output.code, 2);
    assert_eq!(output.stderr, "");
    assert_data_eq!(
        shape(&output.json()),
        str![[r#"
code: text
column: null | number
file: text
fix: text
line: null | number
message: text
severity: text

"#]]
    );
    assert_data_eq!(
        output.stdout,
        str![[r#"
[
  {
    "file": "schedule.toml",
    "line": null,
    "column": null,
    "severity": "warning",
    "code": "check_no_place",
    "message": "chưa ghi địa danh của đài; báo cáo sẽ in dấu chấm ở chỗ đó",
    "fix": "ghi tên chính thức của địa phương trong nhóm [station]: place = /"…/""
  },
  {
    "file": "schedule.toml",
    "line": 10,
    "column": 8,
    "severity": "warning",
    "code": "check_sample_name",
    "message": "tên đài còn là tên mẫu “Đài Truyền thanh”: mọi giấy tờ đều ghi DỮ LIỆU MẪU, không thư báo cáo nào được gửi",
    "fix": "ghi tên thật, có cả tên phường, xã, ví dụ: name = /"Đài Truyền thanh phường …/""
  },
  {
    "file": "schedule.toml",
    "line": 68,
    "column": 1,
    "severity": "error",
    "code": "unknown_key",
    "message": "không có mục nào tên là `lvel`",
    "fix": "có lẽ muốn viết `level`"
  },
  {
    "file": "scripts/ban-tin-vneid.hbs",
    "line": 5,
    "column": 19,
    "severity": "error",
    "code": "check_no_clip_near",
    "message": "không có tệp âm thanh `nhac-cat` trong thư mục audio/",
    "fix": "thu và chép tệp vào audio/, hoặc có lẽ muốn viết `nhac-ket`. Trong lúc này lượt phát nào cần tệp ấy sẽ không phát được"
  },
  {
    "file": "scripts/vneid.toml",
    "line": 39,
    "column": 6,
    "severity": "warning",
    "code": "check_utility_unconfirmed",
    "message": "lời đọc của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: dich-vu-cong, chia-se-thong-tin; trong lúc này đài vẫn đọc",
    "fix": "xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời"
  },
  {
    "file": "scripts/vneid.toml",
    "line": 195,
    "column": 6,
    "severity": "warning",
    "code": "check_how_to_unconfirmed",
    "message": "lời hướng dẫn cách dùng của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: giay-phep-lai-xe; trong lúc này đài vẫn đọc",
    "fix": "xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời"
  }
]

"#]]
    );
}
