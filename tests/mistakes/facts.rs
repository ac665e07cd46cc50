//! Messages of `check` about facts without a valid source, and about scripts on VNeID.

use snapbox::{IntoData, assert_data_eq, str};

use crate::station::Station;

/// A day later than any build of the program.
const LATER: &str = "28/02/2096";

/// The small station, with a script that reads every utility of `facts` and its how-to.
fn speaking(facts: &str) -> Station {
    let station = Station::small();
    station.append("schedule.toml", "utilities = 3\n").write("scripts/vneid.toml", facts);
    station.write("scripts/an-toan.hbs", "{{#cue \"nhac\"}}Không đưa mã OTP cho ai.{{/cue}}\n");
    station.write(
        "scripts/tin.hbs",
        "{{#each utilities}}{{#cue \"nhac\"}}{{spoken}}{{/cue}}\n\
         {{#if how_to}}{{#cue \"nhac\"}}{{how_to}}{{/cue}}{{/if}}{{/each}}\n{{> an-toan}}\n",
    );
    station.write(
        "scripts/words.toml",
        "[words]\n\"OTP\" = \"ô tê pê\"\n\"VNeID\" = \"vi en i ai đi\"\n",
    );
    station
}

/// The messages, except those about clips.
fn about_facts(station: &Station) -> String {
    let said = station.loa(&["check"]).stdout;
    let about = said.split("\n\n").filter(|it| !it.contains("`nhac`") && !it.trim().is_empty());
    about.map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

fn check_script(station: &Station, script: &str, expected: impl IntoData) {
    station.write("scripts/tin.hbs", script);
    assert_data_eq!(about_facts(station), expected);
}

fn utility(id: &str, more: &str) -> String {
    format!(
        "[[utility]]\nid = \"{id}\"\nlevel = 1\ntitle = \"T\"\nspoken = \"Lời {id}.\"\n{more}\n"
    )
}

fn how_to(more: &str) -> String {
    format!("{SOURCED}[utility.how_to]\nspoken = \"Bà con hỏi Công an.\"\n{more}")
}

const SOURCED: &str = "source = \"Công an phường\"\nas_of = \"28/02/2096\"\n";

#[test]
fn facts_without_source_or_day_are_named_together() {
    let facts = utility("a", "as_of = \"28/02/2096\"\n")
        + &utility("b", &how_to("source = \"Công an phường\"\n"))
        + &utility("c", "source = \"Công an phường\"\n")
        + &utility("d", "on_air = false\n");
    let station = speaking(&facts);
    assert_data_eq!(
        about_facts(&station),
        str![[r#"
scripts/vneid.toml:2:6: lưu ý: lời đọc của các tiện ích này chưa ghi nguồn hoặc ngày: a, c; trong lúc này đài vẫn đọc
  |
2 | id = "a"
  |      ^^^
  = cách sửa: trong [[utility]], ghi ai nói như vậy (source) và nguồn ấy ghi ngày nào (as_of); không có nguồn thì tạm bỏ: on_air = false
scripts/vneid.toml:9:6: lưu ý: lời hướng dẫn cách dùng của các tiện ích này chưa ghi nguồn hoặc ngày: b; trong lúc này đài vẫn đọc
  |
9 | id = "b"
  |      ^^^
  = cách sửa: trong [utility.how_to], ghi ai hướng dẫn (source) và ngày của nguồn hoặc ngày đã làm thử (checked_on); hoặc chỉ nói nơi nhờ hướng dẫn

"#]]
    );
    station.write(
        "schedule.toml",
        station.read("schedule.toml").replace("[station]", "[station]\nlanguage = \"en\""),
    );
    assert_data_eq!(
        about_facts(&station),
        str![[r#"
scripts/vneid.toml:2:6: note: what is said of these utilities has no source or no day: a, c; meanwhile the station still says it
  |
2 | id = "a"
  |      ^^^
  = what to do: in [[utility]], write who says so (source) and of which day that is (as_of); without any source, leave it out: on_air = false
scripts/vneid.toml:9:6: note: the how-tos of these utilities have no source or no day: b; meanwhile the station still reads them
  |
9 | id = "b"
  |      ^^^
  = what to do: in [utility.how_to], write who says so (source) and the source's day or when it was tried (checked_on); or say only where help is

"#]]
    );
}

#[test]
fn facts_grow_old_after_as_many_months_as_the_file_says() {
    let facts = utility("a", "source = \"CA\"\nas_of = \"01/10/2024\"\n")
        + &utility("b", "source = \"CA\"\nas_of = \"01/09/2024\"\n")
        + &utility("c", SOURCED);
    let station = speaking(&facts);
    assert_data_eq!(
        about_facts(&station),
        str![[r#"
scripts/vneid.toml:2:6: lưu ý: lời đọc của các tiện ích này dựa vào nguồn đã quá 12 tháng, cũ nhất ngày 01/09/2024: a, b; trong lúc này đài vẫn đọc
  |
2 | id = "a"
  |      ^^^
  = cách sửa: hỏi Công an xã, phường hoặc xem tin mới, sửa lời nếu cần, rồi sửa as_of và source

"#]]
    );
    station.write("scripts/vneid.toml", format!("old_after_months = 120\n{facts}"));
    assert_eq!(about_facts(&station), "\n");
    station.write("scripts/vneid.toml", format!("old_after_months = 0\n{facts}"));
    assert_data_eq!(
        about_facts(&station),
        str![[r#"
scripts/vneid.toml:1:20: `old_after_months` chỉ là số tháng, từ 1 đến 120
  |
1 | old_after_months = 0
  |                    ^
  = cách sửa: viết ví dụ: old_after_months = 12
scripts/vneid.toml:3:6: lưu ý: lời đọc của các tiện ích này dựa vào nguồn đã quá 12 tháng, cũ nhất ngày 01/09/2024: a, b; trong lúc này đài vẫn đọc
  |
3 | id = "a"
  |      ^^^
  = cách sửa: hỏi Công an xã, phường hoặc xem tin mới, sửa lời nếu cần, rồi sửa as_of và source

"#]]
    );
}

#[test]
fn what_is_past_its_last_day_is_not_said_any_more() {
    let facts = utility("a", &format!("{SOURCED}valid_until = \"31/12/2025\"\n"))
        + &utility(
            "b",
            &how_to("source = \"CA\"\nchecked_on = \"28/02/2096\"\nvalid_until = \"31/12/2025\"\n"),
        )
        + &utility(
            "c",
            &how_to(&format!(
                "source = \"CA\"\nchecked_on = \"{LATER}\"\nvalid_until = \"{LATER}\"\n"
            )),
        );
    let station = speaking(&facts);
    assert_data_eq!(
        about_facts(&station),
        str![[r#"
scripts/vneid.toml:2:6: lưu ý: các tiện ích này đã quá ngày ghi ở valid_until nên đài không nhắc đến nữa: a
  |
2 | id = "a"
  |      ^^^
  = cách sửa: viết lại lời cho đúng bây giờ rồi sửa valid_until (hoặc bỏ dòng ấy); không dùng nữa thì ghi on_air = false
scripts/vneid.toml:11:6: lưu ý: lời hướng dẫn cách dùng của các tiện ích này đã quá ngày ghi ở valid_until nên đài không đọc nữa, chỉ nói nơi nhờ hướng dẫn: b
   |
11 | id = "b"
   |      ^^^
   = cách sửa: viết lại lời cho đúng bây giờ rồi sửa valid_until, hoặc bỏ cả nhóm [utility.how_to]

"#]]
    );
    let script = station.json(&["script", "tin", "--json", "--at", "2026-12-01 05:30"]);
    assert_data_eq!(
        script["text"].as_str().unwrap(),
        str![[r#"
Lời c.

Bà con hỏi Công an.

Lời b.

Không đưa mã OTP cho ai.
"#]]
    );
    let plan = station.json(&["plan", "--json", "--from", "2026-12-01", "--to", "2026-12-01"]);
    assert_data_eq!(plan[0]["utilities"].to_string(), str![[r#"["c","b"]"#]]);
}

#[test]
fn what_no_official_text_confirms_is_told_until_somebody_asked() {
    let facts = utility("a", &format!("{SOURCED}unconfirmed = \"chỉ thấy trên báo\"\n"))
        + &utility(
            "b",
            &how_to(
                "source = \"CA\"\nchecked_on = \"28/02/2096\"\nunconfirmed = \"chỉ thấy trên báo\"\n",
            ),
        );
    assert_data_eq!(
        about_facts(&speaking(&facts)),
        str![[r#"
scripts/vneid.toml:2:6: lưu ý: lời đọc của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: a; trong lúc này đài vẫn đọc
  |
2 | id = "a"
  |      ^^^
  = cách sửa: xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời
scripts/vneid.toml:11:6: lưu ý: lời hướng dẫn cách dùng của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: b; trong lúc này đài vẫn đọc
   |
11 | id = "b"
   |      ^^^
   = cách sửa: xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời

"#]]
    );
}

#[test]
fn words_of_the_screen_are_told_in_utilities_and_in_scripts() {
    let facts = utility("a", "").replace("Lời a.", "Bà con bấm nút Gửi.")
        + &utility("b", SOURCED).replace("Lời b.", "Bà con bấm nút Gửi ngay.");
    let station = speaking(&facts);
    station.append(
        "scripts/tin.hbs",
        "{{#cue \"nhac\"}}Trong chuyên mục này, bà con vào mục Giấy tờ.{{/cue}}\n",
    );
    assert_data_eq!(
        about_facts(&station),
        str![[r#"
scripts/tin.hbs:4:1: lưu ý: lời trong kịch bản nói đến nút hoặc mục trên màn hình (`mục`) mà không ai biết lấy từ đâu, ngày nào; trong lúc này đài vẫn đọc
  |
4 | {{#cue "nhac"}}Trong chuyên mục này, bà con vào mục Giấy tờ.{{/cue}}
  | ^^^^^^
  = cách sửa: chuyển lời ấy vào [utility.how_to] của scripts/vneid.toml, kèm source và checked_on; hoặc bỏ phần nói về màn hình. Dấu ngoặc kép thì bỏ đi: không ai nghe thấy
scripts/vneid.toml:2:6: lưu ý: lời đọc của các tiện ích này chưa ghi nguồn hoặc ngày: a; trong lúc này đài vẫn đọc
  |
2 | id = "a"
  |      ^^^
  = cách sửa: trong [[utility]], ghi ai nói như vậy (source) và nguồn ấy ghi ngày nào (as_of); không có nguồn thì tạm bỏ: on_air = false
scripts/vneid.toml:2:6: lưu ý: lời đọc của tiện ích `a` nói đến nút hoặc mục trên màn hình (`bấm`) mà chưa ghi nguồn và ngày; trong lúc này đài vẫn đọc
  |
2 | id = "a"
  |      ^^^
  = cách sửa: thêm source và as_of, hoặc bỏ phần nói về màn hình: ứng dụng hay đổi

"#]]
    );
}

/// A bulletin about VNeID went on air without the warning against fraud, and `check` did not report it.
#[test]
fn a_script_about_vneid_says_the_whole_safety_line() {
    let station = speaking(&utility("a", SOURCED));
    assert_eq!(about_facts(&station), "\n");
    let script = station.read("scripts/tin.hbs");
    check_script(
        &station,
        &script.replace("{{> an-toan}}", "{{#if (gt (len utilities) 9)}}{{> an-toan}}{{/if}}"),
        str![[r#"
scripts/tin.hbs: lưu ý: kịch bản nói về VNeID mà có lượt phát không đọc đủ lời dặn an toàn; trong lúc này đài vẫn phát
  = cách sửa: thêm dòng {{> an-toan}} vào kịch bản, ngoài mọi khối if, each

"#]],
    );
    check_script(
        &station,
        "{{#cue \"nhac\"}}Mời bà con dùng VNeID.{{/cue}}\n",
        str![[r#"
scripts/tin.hbs: lưu ý: kịch bản nói về VNeID mà có lượt phát không đọc đủ lời dặn an toàn; trong lúc này đài vẫn phát
  = cách sửa: thêm dòng {{> an-toan}} vào kịch bản, ngoài mọi khối if, each

"#]],
    );
    check_script(
        &station,
        "{{#cue \"nhac\"}}Mời bà con đi họp.{{/cue}}\n",
        str![[r#"


"#]],
    );
    // The line's words count, even outside the part `an-toan`.
    check_script(
        &station,
        "{{#cue \"nhac\"}}Mời bà con dùng VNeID. Không đưa mã OTP cho ai.{{/cue}}\n",
        str![[r#"


"#]],
    );
    station.remove("scripts/an-toan.hbs");
    check_script(
        &station,
        "{{#cue \"nhac\"}}Mời bà con dùng VNeID.{{/cue}}\n",
        str![[r#"
scripts/tin.hbs: lưu ý: kịch bản nói về VNeID mà đài chưa có lời dặn an toàn; trong lúc này đài vẫn phát
  = cách sửa: tạo tệp scripts/an-toan.hbs ghi lời dặn ấy trong một khối cue, rồi thêm dòng {{> an-toan}} vào kịch bản

"#]],
    );
}
