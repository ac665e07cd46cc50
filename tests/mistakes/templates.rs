//! Mistakes in `scripts/`, each alone. Those that could keep handlebars busy for ever, or end the
//! process, are told before it ever sees them.

use snapbox::{IntoData, assert_data_eq, str};

use crate::{station::Station, told};

/// The small station with this script.
fn check(script: &str, expected: impl IntoData) {
    let station = Station::small();
    station.write("scripts/tin.hbs", script);
    assert_data_eq!(told(&station), expected);
}

/// The small station with these further scripts.
fn check_all(scripts: &[(&str, &str)], expected: impl IntoData) {
    let station = Station::small();
    for (name, text) in scripts {
        station.write(&format!("scripts/{name}.hbs"), text);
    }
    assert_data_eq!(told(&station), expected);
}

#[test]
fn an_unknown_name_is_told_with_those_there_are() {
    check(
        "{{#cue \"nhac\"}}\nĐây là {{staton.name}}.\n{{/cue}}\n",
        str![[r#"
scripts/tin.hbs:2:8: kịch bản dùng `staton.name`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
2 | Đây là {{staton.name}}.
  |        ^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `station.name`; dùng được: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities


"#]],
    );
}

#[test]
fn a_condition_on_an_unknown_name_is_no_silent_no() {
    check(
        "{{#if buoi_sang}}{{#cue \"nhac\"}}{{/cue}}{{/if}}\n",
        str![[r#"
scripts/tin.hbs:1:1: kịch bản dùng `buoi_sang`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#if buoi_sang}}{{#cue "nhac"}}{{/cue}}{{/if}}
  | ^^^^^^^^^^^^^^^^^
  = cách sửa: dùng một trong các tên: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities


"#]],
    );
    check(
        "{{#unless (eq part_of_dya \"sang\")}}{{#cue \"nhac\"}}{{/cue}}{{/unless}}\n",
        str![[r#"
scripts/tin.hbs:1:1: kịch bản dùng `part_of_dya`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#unless (eq part_of_dya "sang")}}{{#cue "nhac"}}{{/cue}}{{/unless}}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `part_of_day`; dùng được: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities


"#]],
    );
    check(
        "{{#each utilites}}{{#cue \"nhac\"}}{{/cue}}{{/each}}\n",
        str![[r#"
scripts/tin.hbs:1:1: kịch bản dùng `utilites`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#each utilites}}{{#cue "nhac"}}{{/cue}}{{/each}}
  | ^^^^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `utilities`; dùng được: counts.all, counts.level_1, counts.level_2, date_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities


"#]],
    );
}

#[test]
fn what_is_opened_must_be_closed() {
    check(
        "{{#cue \"nhac\"}}Kính chào bà con.\n",
        str![[r#"
scripts/tin.hbs:1:1: đã mở khối `cue` ở đây mà chưa đóng
  |
1 | {{#cue "nhac"}}Kính chào bà con.
  | ^^^^^^^^^^^^^^^
  = cách sửa: thêm {{/cue}} ở chỗ kết thúc phần này


"#]],
    );
    check(
        "{{#cue \"nhac\"}}{{/if}}\n",
        str![[r#"
scripts/tin.hbs:1:16: ở đây đóng khối `if`, trong khi khối đang mở là `cue`
  |
1 | {{#cue "nhac"}}{{/if}}
  |                ^^^^^^^
  = cách sửa: đóng khối đang mở trước: {{/cue}}


"#]],
    );
    check(
        "{{#cue \"nhac\"}}{{station.name}{{/cue}}\n",
        str![[r#"
scripts/tin.hbs:1:30: không dùng được } ở đây
  |
1 | {{#cue "nhac"}}{{station.name}{{/cue}}
  |                              ^
  = cách sửa: trong cặp ngoặc nhọn chỉ viết tên, chữ trong ngoặc kép và ngoặc tròn


"#]],
    );
}

#[test]
fn words_without_a_clip_are_told() {
    check(
        "{{#cue \"nhac\"}}{{/cue}}\nKính chào bà con.\n",
        str![[r#"
scripts/tin.hbs:2:1: lời này không gắn với tệp âm thanh nào nên không ai nghe được
  |
2 | Kính chào bà con.
  | ^^^^^^^^^^^^^^^^^
  = cách sửa: đặt trong {{#cue "ten-tep"}}…{{/cue}}


"#]],
    );
}

#[test]
fn a_script_cannot_include_itself() {
    check(
        "{{> tin}}\n",
        str![[r#"
scripts/tin.hbs:1:1: kịch bản này gọi lại chính nó: tin → tin
  |
1 | {{> tin}}
  | ^^^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này


"#]],
    );
    check(
        "{{#if station.name}}{{> tin}}{{/if}}\n",
        str![[r#"
scripts/tin.hbs:1:21: kịch bản này gọi lại chính nó: tin → tin
  |
1 | {{#if station.name}}{{> tin}}{{/if}}
  |                     ^^^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này


"#]],
    );
    check(
        "{{#> tin}}{{/tin}}\n",
        str![[r#"
scripts/tin.hbs:1:1: kịch bản này gọi lại chính nó: tin → tin
  |
1 | {{#> tin}}{{/tin}}
  | ^^^^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này


"#]],
    );
}

#[test]
fn not_through_others_either() {
    check_all(
        &[("tin", "{{> a}}\n"), ("a", "{{> b}}\n"), ("b", "{{> tin}}\n")],
        str![[r#"
scripts/a.hbs:1:1: kịch bản này gọi lại chính nó: a → b → tin → a
  |
1 | {{> b}}
  | ^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này

scripts/b.hbs:1:1: kịch bản này gọi lại chính nó: b → tin → a → b
  |
1 | {{> tin}}
  | ^^^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này

scripts/tin.hbs:1:1: kịch bản này gọi lại chính nó: tin → a → b → tin
  |
1 | {{> a}}
  | ^^^^^^^
  = cách sửa: bỏ một trong các dòng gọi này


"#]],
    );
}

#[test]
fn nor_through_a_part_written_inside() {
    check(
        "{{#*inline \"a\"}}{{> a}}{{/inline}}\n{{> a}}\n",
        str![[r#"
scripts/tin.hbs:1:1: không được viết một kịch bản nhỏ bên trong kịch bản này
  |
1 | {{#*inline "a"}}{{> a}}{{/inline}}
  | ^^^^^^^^^^^^^^^^
  = cách sửa: đặt phần này vào tệp riêng trong scripts/ rồi gọi bằng {{> ten-kich-ban}}

scripts/tin.hbs:2:1: không có kịch bản nào tên là `a`
  |
2 | {{> a}}
  | ^^^^^^^
  = cách sửa: kiểm tra tên tệp trong thư mục scripts/; đang có: tin


"#]],
    );
    check(
        "{{#*inline \"a\"}}{{> tin}}{{/inline}}\n{{> a}}\n",
        str![[r#"
scripts/tin.hbs:1:1: không được viết một kịch bản nhỏ bên trong kịch bản này
  |
1 | {{#*inline "a"}}{{> tin}}{{/inline}}
  | ^^^^^^^^^^^^^^^^
  = cách sửa: đặt phần này vào tệp riêng trong scripts/ rồi gọi bằng {{> ten-kich-ban}}

scripts/tin.hbs:2:1: không có kịch bản nào tên là `a`
  |
2 | {{> a}}
  | ^^^^^^^
  = cách sửa: kiểm tra tên tệp trong thư mục scripts/; đang có: tin


"#]],
    );
    check(
        "{{> (lookup station \"name\")}}\n",
        str![[r#"
scripts/tin.hbs:1:1: tên kịch bản được gọi phải viết rõ, không tính từ nơi khác
  |
1 | {{> (lookup station "name")}}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = cách sửa: viết dạng {{> ten-kich-ban}}


"#]],
    );
}

#[test]
fn a_part_that_is_not_there_is_told() {
    check(
        "{{> an-toan}}\n",
        str![[r#"
scripts/tin.hbs:1:1: không có kịch bản nào tên là `an-toan`
  |
1 | {{> an-toan}}
  | ^^^^^^^^^^^^^
  = cách sửa: kiểm tra tên tệp trong thư mục scripts/; đang có: tin


"#]],
    );
    check_all(
        &[("tin", "{{> an-tona}}\n"), ("an-toan", "{{#cue \"nhac\"}}{{/cue}}\n")],
        str![[r#"
scripts/tin.hbs:1:1: không có kịch bản nào tên là `an-tona`
  |
1 | {{> an-tona}}
  | ^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `an-toan`


"#]],
    );
}

#[test]
fn blocks_nest_four_deep_and_no_deeper() {
    let nested = |depth: usize| {
        let (open, close) = ("{{#if station.name}}\n".repeat(depth), "{{/if}}\n".repeat(depth));
        format!("{open}{{{{#cue \"nhac\"}}}}{{{{/cue}}}}\n{close}")
    };
    let station = Station::small();
    station.write("scripts/tin.hbs", nested(3));
    assert_eq!(station.loa(&["check"]).code, 0, "the cue is the fourth");
    check(
        &nested(4),
        str![[r#"
scripts/tin.hbs:5:1: các khối lồng nhau quá sâu, nhiều nhất là 4 lớp
  |
5 | {{#cue "nhac"}}{{/cue}}
  | ^^^^^^^^^^^^^^^
  = cách sửa: bớt lớp, hoặc tách một phần thành kịch bản khác


"#]],
    );
    // So deep that reading it by descent would end the process.
    let station = Station::small();
    station.write("scripts/tin.hbs", nested(1_000));
    assert!(told(&station).contains("các khối lồng nhau quá sâu"));
}

#[test]
fn brackets_without_end_are_told() {
    for odd in ["(", "{{", "{{#if ", "[", "a.b", "\"", "{{{{x}}}}", "@root/", "{{!--"] {
        let station = Station::small();
        station.write("scripts/tin.hbs", format!("{{{{#cue {}", odd.repeat(20_000 / odd.len())));
        told(&station);
    }
}

#[test]
fn loops_turn_ten_thousand_times_at_most() {
    let station = with_utilities(60);
    let turns = "{{#each utilities}}{{#each @root.utilities}}{{#each @root.utilities}}\
                 {{#cue \"nhac\"}}{{/cue}}\n{{/each}}{{/each}}{{/each}}\n";
    station.write("scripts/tin.hbs", turns);
    assert_data_eq!(
        told(&station),
        str![[r#"
scripts/tin.hbs:1:1: các vòng lặp của kịch bản này chạy quá nhiều lượt, nhiều nhất là 10000 lượt
  |
1 | {{#each utilities}}{{#each @root.utilities}}{{#each @root.utilities}}{{#cue "nhac"}}{{/cue}}
  | ^^^^^^^^^^^^^^^^^^^
  = cách sửa: bớt vòng lặp lồng nhau


"#]]
    );
}

#[test]
fn words_stay_under_64_kilobytes() {
    let station = with_utilities(60);
    let words = "Kính chào bà con. ".repeat(60);
    let script =
        format!("{{{{#each utilities}}}}{{{{#cue \"nhac\"}}}}{words}{{{{/cue}}}}{{{{/each}}}}\n");
    station.write("scripts/tin.hbs", script);
    assert_data_eq!(
        told(&station),
        str![[r#"
scripts/tin.hbs: lời của kịch bản dài quá 64 KB
  = cách sửa: bớt lời, hoặc bớt vòng lặp


"#]]
    );
    let words = "Kính chào bà con. ".repeat(4_000);
    check(
        &format!("{{{{#cue \"nhac\"}}}}{words}{{{{/cue}}}}\n"),
        str![[r#"
scripts/tin.hbs: mẫu kịch bản dài quá 64 KB
  = cách sửa: chia nội dung thành nhiều kịch bản ngắn hơn


"#]],
    );
}

/// The small station with this many utilities that its programme takes in turn.
fn with_utilities(count: usize) -> Station {
    let utility = |n| {
        format!(
            "[[utility]]\nid = \"u{n}\"\nlevel = 1\ntitle = \"Tiện ích {n}\"\nspoken = \"Lời {n}.\"\n\
             as_of = \"28/02/2024\"\nsource = \"Công văn\"\n\n"
        )
    };
    let station = Station::small();
    station.write("scripts/vneid.toml", (0..count).map(utility).collect::<String>());
    station.edit(
        "schedule.toml",
        "script = \"tin\"",
        &format!("script = \"tin\"\nutilities = {count}"),
    );
    station
}
