//! What `loa check` finds in the sample station, as a person and as a program reads it.

use snapbox::{assert_data_eq, str};

use crate::station::{Station, json::shape};

#[test]
fn the_sample_station_has_no_errors() {
    let output = Station::sample().loa(&["check"]);
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


"#]]
    );
    assert_data_eq!(
        output.stderr,
        str![[r#"
Lịch phát hợp lệ: 6 chương trình; 2 chỗ nên xem

"#]]
    );
}

#[test]
fn check_prints_every_mistake_as_an_object() {
    let station = Station::sample();
    station.edit("schedule.toml", "level = 2", "lvel = 2").remove("audio/nhac-cat.ogg");
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
  }
]

"#]]
    );
}
