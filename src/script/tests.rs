//! The rules of templates and facts, each with what a person is told; and the sample station's own.

use chrono::{NaiveDate, NaiveDateTime};
use snapbox::{assert_data_eq, str};

use super::*;
use crate::words::Lang;

fn sources(templates: &[(&str, &str)], facts: &str) -> Sources {
    let templates = templates.iter().map(|(name, text)| ((*name).into(), (*text).into()));
    Sources { templates: templates.collect(), facts: Some(facts.into()) }
}

const FACTS: &str = r#"
[[utility]]
id = "luu-tru"
level = 1
title = "Thực hiện thông báo lưu trú"
spoken = "Bà con gửi thông báo lưu trú trên VNeID."
[[utility]]
id = "cu-tru"
level = 2
title = "Thông tin cư trú"
spoken = "Bà con xem thông tin cư trú trên VNeID."
[[figure]]
id = "da-cap"
value = "68,4 triệu"
as_of = "28/02/2024"
source = "Công văn"
"#;

fn said(sources: &Sources) -> String {
    let mistakes = load(sources).mistakes;
    mistakes.iter().map(|mistake| mistake.headline(Lang::En) + "\n").collect()
}

/// What is said of a template `a`, beside one good partial.
fn check(template: &str, expected: impl snapbox::data::IntoData) {
    let part = ("loi", "{{! trống }}");
    assert_data_eq!(said(&sources(&[("a", template), part], FACTS)), expected);
}

fn at(hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(hour, 30, 0).unwrap()
}

fn airtime<'a>(script: &'a str, utilities: &'a [String]) -> Airtime<'a> {
    Airtime {
        script,
        station_name: "Đài Truyền thanh",
        programme_title: "Bản tin VNeID buổi sáng",
        programme_topic: "Đề án 06",
        at: at(5),
        utilities,
    }
}

fn air(template: &str, utilities: &[&str]) -> Script {
    let loaded = load(&sources(&[("a", template), ("loi", "{{! trống }}")], FACTS));
    assert_eq!(loaded.mistakes, []);
    let utilities: Vec<String> = utilities.iter().map(|id| (*id).to_owned()).collect();
    assemble(&loaded.scripts, &airtime("a", &utilities)).unwrap()
}

fn heard(script: &Script) -> String {
    let lines = script.cues.iter().map(|cue| format!("{}: {}", cue.clip, cue.text));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn station() -> Sources {
    let text = |path: &str| std::fs::read_to_string(path).unwrap();
    let names = ["an-toan", "ban-tin-vneid", "nhac-vneid"];
    let templates = names.map(|name| (name.to_owned(), text(&format!("scripts/{name}.hbs"))));
    Sources { templates: templates.into(), facts: Some(text(FACTS_FILE)) }
}

#[test]
fn a_cue_binds_words_to_the_clip_that_speaks_them() {
    let script = air(
        "{{#cue \"nhac\"}}{{/cue}}\n{{#each utilities as |u i|}}{{#cue (clip \"v\" u.id)}}\n  {{spoken}}\n{{/cue}}{{/each}}",
        &["cu-tru", "luu-tru", "cu-tru"],
    );
    assert_data_eq!(
        heard(&script),
        str![[r#"
nhac: 
v-cu-tru: Bà con xem thông tin cư trú trên VNeID.
v-luu-tru: Bà con gửi thông báo lưu trú trên VNeID.

"#]]
    );
    assert_data_eq!(
        script.text.as_str(),
        str![[r#"
Bà con xem thông tin cư trú trên VNeID.

Bà con gửi thông báo lưu trú trên VNeID.
"#]]
    );
    assert_eq!(script.utilities, ["cu-tru", "luu-tru"]);
    assert_eq!((script.cues[1].line, script.cues[1].column), (2, 29));
    assert_eq!(script.cues[1].template, "a");
}

#[test]
fn the_clip_follows_the_part_of_the_day() {
    let text = "{{#cue (clip \"chao\" part_of_day)}}Chào buổi {{part_of_day_words}}, {{date_words}}.{{/cue}}";
    let scripts = load(&sources(&[("a", text)], FACTS)).scripts;
    let heard_at = |hour| {
        let airtime = Airtime { at: at(hour), ..airtime("a", &[]) };
        heard(&assemble(&scripts, &airtime).unwrap())
    };
    let all: String = [0, 10, 11, 12, 13, 17, 18, 23].map(heard_at).concat();
    assert_data_eq!(
        all,
        str![[r#"
chao-sang: Chào buổi sáng, ngày 1 tháng 12 năm 2026.
chao-sang: Chào buổi sáng, ngày 1 tháng 12 năm 2026.
chao-trua: Chào buổi trưa, ngày 1 tháng 12 năm 2026.
chao-trua: Chào buổi trưa, ngày 1 tháng 12 năm 2026.
chao-chieu: Chào buổi chiều, ngày 1 tháng 12 năm 2026.
chao-chieu: Chào buổi chiều, ngày 1 tháng 12 năm 2026.
chao-toi: Chào buổi tối, ngày 1 tháng 12 năm 2026.
chao-toi: Chào buổi tối, ngày 1 tháng 12 năm 2026.

"#]]
    );
}

#[test]
fn everything_on_offer_can_be_used() {
    let text = "{{#cue \"x\"}}{{station.name}}|{{programme.title}}|{{programme.topic}}|{{counts.all}}|\
        {{counts.level_1}}|{{counts.level_2}}|{{#with figures.da-cap}}{{value_words}}, {{as_of_words}}, {{source}}{{/with}}|\
        {{#each utilities}}{{number}} {{@index}} {{level}} {{title}} {{../station.name}} {{@root.part_of_day}}\
        {{#if @last}}.{{/if}}{{/each}}{{#if (eq (len utilities) 1)}}!{{else if (gt counts.all 1)}}?{{/if}}{{/cue}}";
    assert_data_eq!(
        air(text, &["luu-tru"]).text,
        str![
            "Đài Truyền thanh|Bản tin VNeID buổi sáng|Đề án 06|2|1|1|68,4 triệu, ngày 28 tháng 2 năm 2024, Công văn|1 0 1 Thực hiện thông báo lưu trú Đài Truyền thanh sang.!"
        ]
    );
}

#[test]
fn a_cue_in_a_part_has_its_place_in_the_parts_own_file() {
    let part = "{{!-- phần chung --}}\n\n  {{#cue ten}}{{loi}}{{/cue}}";
    let text = "{{#each utilities}}{{> p ten=id loi=spoken}}{{/each}}";
    let loaded = load(&sources(&[("a", text), ("p", part)], FACTS));
    assert_eq!(loaded.mistakes, []);
    assert_eq!(loaded.scripts.names().collect::<Vec<_>>(), ["a"]);
    let alone = assemble(&loaded.scripts, &airtime("p", &[])).unwrap_err();
    assert_eq!(alone.phrase.code, "script-is-part");
    let ids = loaded.scripts.airable();
    let script = assemble(&loaded.scripts, &airtime("a", &ids)).unwrap();
    let places = script.cues.iter().map(|cue| (&*cue.template, cue.line, cue.column));
    assert_eq!(places.collect::<Vec<_>>(), [("p", 3, 3), ("p", 3, 3)]);
}

#[test]
fn a_name_that_is_not_there_is_found_wherever_it_stands() {
    check(
        "{{#cue \"x\"}}Đây là {{station.nmae}}{{/cue}}\n\
        {{#if wrong}}{{/if}}\n\
        {{#if date_words}}\n{{else if utilites}}\n{{/if}}\n\
        {{#each utilities}}\n  {{#cue (clip \"v\" idd)}}{{spokn}}{{station.name}}{{/cue}}\n{{/each}}\n\
        {{#each utilities as |u|}}{{#cue u.id}}{{u.nmae}}{{v}}{{@indx}}{{../../station}}{{/cue}}{{/each}}\n\
        {{#with figures.x}}{{/with}}{{#each nothing}}{{a}}{{/each}}{{#unless (eq lvl 1)}}{{/unless}}\n\
        {{#cue \"x\"}}{{@first}}{{utilities.0.id}}{{> loi chao=ten}}{{/cue}}",
        str![[r#"
scripts/a.hbs:1:20: the script uses `station.nmae`, but nothing of that name is there at this place
scripts/a.hbs:2:1: the script uses `wrong`, but nothing of that name is there at this place
scripts/a.hbs:4:1: the script uses `utilites`, but nothing of that name is there at this place
scripts/a.hbs:7:3: the script uses `idd`, but nothing of that name is there at this place
scripts/a.hbs:7:26: the script uses `spokn`, but nothing of that name is there at this place
scripts/a.hbs:7:35: the script uses `station.name`, but nothing of that name is there at this place
scripts/a.hbs:9:40: the script uses `u.nmae`, but nothing of that name is there at this place
scripts/a.hbs:9:50: the script uses `v`, but nothing of that name is there at this place
scripts/a.hbs:9:55: the script uses `@indx`, but nothing of that name is there at this place
scripts/a.hbs:9:64: the script uses `../../station`, but nothing of that name is there at this place
scripts/a.hbs:10:1: the script uses `figures.x`, but nothing of that name is there at this place
scripts/a.hbs:10:29: the script uses `nothing`, but nothing of that name is there at this place
scripts/a.hbs:10:60: the script uses `lvl`, but nothing of that name is there at this place
scripts/a.hbs:11:13: the script uses `@first`, but nothing of that name is there at this place
scripts/a.hbs:11:23: the script uses `utilities.0.id`, but nothing of that name is there at this place
scripts/a.hbs:11:41: the script uses `ten`, but nothing of that name is there at this place

"#]],
    );
}

#[test]
fn a_misspelt_name_is_answered_with_the_nearest_one() {
    let all = load(&sources(&[("a", "{{#cue \"x\"}}Đây là {{station.nmae}}.{{/cue}}")], FACTS));
    assert_data_eq!(
        all.mistakes[0].show(Lang::Vi),
        str![[r#"
scripts/a.hbs:1:20: kịch bản dùng `station.nmae`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#cue "x"}}Đây là {{station.nmae}}.{{/cue}}
  |                    ^^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `station.name`; dùng được: counts.all, counts.level_1, counts.level_2, date_words, figures.da-cap.as_of_words, figures.da-cap.source, figures.da-cap.title, figures.da-cap.value_words, part_of_day, part_of_day_words, programme.title, programme.topic, station.name, utilities
"#]]
    );
    let inside = "{{#each utilities}}{{#cue id}}{{station.name}}{{/cue}}{{/each}}";
    let all = load(&sources(&[("a", inside)], FACTS));
    assert_data_eq!(
        all.mistakes[0].show(Lang::Vi),
        str![[r#"
scripts/a.hbs:1:31: kịch bản dùng `station.name`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#each utilities}}{{#cue id}}{{station.name}}{{/cue}}{{/each}}
  |                               ^^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `../station.name`; dùng được: @first, @index, @last, id, level, number, spoken, title
"#]]
    );
}

#[test]
fn what_cannot_be_called_is_refused() {
    check(
        "{{#cua \"x\"}}{{/cua}}\n{{#cue}}{{/cue}}\n{{#cue \"a\" \"b\"}}{{/cue}}\n{{#log \"x\"}}{{/log}}\n\
        {{#cue \"x\"}}{{lookup utilities 0}}{{clp \"a\"}}{{cue \"a\"}}{{> lo}}{{> xin-chao}}{{/cue}}\n\
        {{#eq 1 2}}{{/eq}}\n{{#each station}}{{/each}}\n{{#cue \"x\"}}{{station}}{{utilities}}{{/cue}}\n{{#cue station}}{{/cue}}",
        str![[r#"
scripts/a.hbs:1:1: there is no command named `cua`
scripts/a.hbs:2:1: `cue` must be followed by one value
scripts/a.hbs:3:1: `cue` must be followed by one value
scripts/a.hbs:4:1: there is no command named `log`
scripts/a.hbs:5:13: there is no command named `lookup`
scripts/a.hbs:5:35: there is no command named `clp`
scripts/a.hbs:5:46: `cue` must open and close a block
scripts/a.hbs:5:57: there is no script named `lo`
scripts/a.hbs:5:65: there is no script named `xin-chao`
scripts/a.hbs:6:1: `eq` cannot open a block
scripts/a.hbs:7:1: `station` is not a list and cannot be repeated
scripts/a.hbs:8:13: `station` is a whole group and cannot be read aloud
scripts/a.hbs:8:24: `utilities` is a whole group and cannot be read aloud
scripts/a.hbs:9:1: `station` is a whole group and cannot be read aloud

"#]],
    );
}

#[test]
fn a_part_is_judged_with_the_script_that_includes_it() {
    let part = ("p", "{{#cue id}}{{spoken}}{{titel}}{{/cue}}");
    let script = ("a", "{{#each utilities}}{{> p}}{{/each}}");
    assert_data_eq!(
        said(&sources(&[part, script], FACTS)),
        str![[r#"
scripts/p.hbs:1:22: the script uses `titel`, but nothing of that name is there at this place

"#]]
    );
    let broken = ("a", "{{#each utilities}}{{> p}}");
    assert_data_eq!(
        said(&sources(&[part, broken], FACTS)),
        str![[r#"
scripts/a.hbs:1:1: the block `each` is opened here and never closed

"#]]
    );
}

#[test]
fn words_need_a_clip() {
    check(
        "{{! không đọc }}\n{{#if counts.all}}\n  Xin chào bà con. {{station.name}}\n{{/if}}\n\
        {{#cue \"x\"}}a{{#cue \"y\"}}b{{/cue}}{{/cue}}\n{{> loi}}\n{{#cue \"../x\"}}{{/cue}}\n{{#cue 3}}{{/cue}}\n{{#cue \"Nhạc\"}}{{/cue}}",
        str![[r#"
scripts/a.hbs:3:3: these words have no clip, so nobody could hear them
scripts/a.hbs:3:20: these words have no clip, so nobody could hear them
scripts/a.hbs:5:14: words that have their clip cannot hold another clip's words
scripts/a.hbs:7:1: `../x` cannot be a clip's name
scripts/a.hbs:8:1: `3` cannot be a clip's name
scripts/a.hbs:9:1: `Nhạc` cannot be a clip's name

"#]],
    );
}

#[test]
fn a_clips_name_that_only_filling_tells_is_judged_too() {
    check(
        "\n {{#cue (clip \"Chào\" part_of_day)}}{{/cue}}",
        str![[r#"
scripts/a.hbs:2:2: `Chào-sang` cannot be a clip's name

"#]],
    );
}

#[test]
fn a_text_that_cannot_be_read_is_shown_where_it_goes_wrong() {
    for (text, expected) in [
        (
            "a\n{{#if counts}}\n{{#cue \"x\"}}\n{{/cue}}",
            str![[r#"
scripts/a.hbs:2:1: the block `if` is opened here and never closed

"#]],
        ),
        (
            "{{#if counts}}{{#cue \"x\"}}{{/if}}{{/cue}}",
            str![[r#"
scripts/a.hbs:1:27: this closes `if`, but the open block is `cue`

"#]],
        ),
        (
            "Đài {{/if}}",
            str![[r#"
scripts/a.hbs:1:5: `/if` belongs to no open block

"#]],
        ),
        (
            "{{else}}",
            str![[r#"
scripts/a.hbs:1:1: `else` belongs to no open block

"#]],
        ),
        (
            "{{#cue \"x}}a{{/cue}}",
            str![[r#"
scripts/a.hbs:1:8: a quote is opened here and never closed

"#]],
        ),
        (
            "Đài {{station.name",
            str![[r#"
scripts/a.hbs:1:5: these braces are opened and never closed

"#]],
        ),
        (
            "{{station..name x=}}",
            str![[r#"
scripts/a.hbs:1:11: this cannot be read

"#]],
        ),
        (
            "{{{{raw}}}}{{{{/raw}}}}",
            str![[r#"
scripts/a.hbs:1:1: {{ cannot be used here

"#]],
        ),
        (
            "{{a.[b]}}",
            str![[r#"
scripts/a.hbs:1:5: [ cannot be used here

"#]],
        ),
        (
            "a\u{2}b",
            str![[r#"
scripts/a.hbs:1:2: there is an invisible letter here that cannot be read

"#]],
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn what_could_not_end_is_found_before_it_is_filled() {
    let said_of = |templates: &[(&str, &str)]| said(&sources(templates, FACTS));
    assert_data_eq!(
        said_of(&[("a", "\n{{> a}}")]),
        str![[r#"
scripts/a.hbs:2:1: this script includes itself: a → a

"#]]
    );
    assert_data_eq!(
        said_of(&[
            ("a", "{{> b}}"),
            ("b", "{{#if counts}}{{> c}}{{/if}}"),
            ("c", "{{> a}}"),
            ("d", "{{> a}}")
        ]),
        str![[r#"
scripts/a.hbs:1:1: this script includes itself: a → b → c → a
scripts/b.hbs:1:15: this script includes itself: b → c → a → b
scripts/c.hbs:1:1: this script includes itself: c → a → b → c

"#]]
    );
    for text in [
        "{{#*inline \"x\"}}{{> x}}{{/inline}}{{> x}}",
        "{{#> loi}}{{> a}}{{/loi}}",
        "{{> (lookup utilities 0)}}",
        "{{> @partial-block}}",
    ] {
        assert_ne!(said_of(&[("a", text), ("loi", "")]), "", "{text}");
    }
    let deep = "{{#if counts}}".repeat(5) + &"{{/if}}".repeat(5);
    assert_data_eq!(
        said_of(&[("a", &deep)]),
        str![[r#"
scripts/a.hbs:1:57: blocks stand too deep in each other, at most 4 are possible

"#]]
    );
    let half = "{{#if counts}}".repeat(3) + "{{> b}}" + &"{{/if}}".repeat(3);
    let rest = "{{#if counts}}".repeat(2) + &"{{/if}}".repeat(2);
    assert_data_eq!(
        said_of(&[("a", &half), ("b", &rest)]),
        str![[r#"
scripts/b.hbs:1:15: blocks stand too deep in each other, at most 4 are possible

"#]]
    );
}

#[test]
fn loops_and_lengths_are_bounded() {
    let one = "[[utility]]\nlevel = 1\ntitle = \"t\"\nspoken = \"s\"\nid = ";
    let facts = (0..120).map(|i| format!("{one}\"u{i}\"\n")).collect::<Vec<_>>().concat();
    let twice = "{{#each utilities}}{{#each @root.utilities}}{{/each}}{{/each}}";
    assert_data_eq!(
        said(&sources(&[("a", twice)], &facts)),
        str![[r#"
scripts/a.hbs:1:1: the loops of this script make too many turns, at most 10000 are possible

"#]]
    );
    let through =
        [("a", "{{#each utilities}}{{> b}}{{/each}}"), ("b", "{{#each @root.utilities}}{{/each}}")];
    assert_data_eq!(
        said(&sources(&through, &facts)),
        str![[r#"
scripts/a.hbs:1:1: the loops of this script make too many turns, at most 10000 are possible

"#]]
    );
    let long = format!(
        "{{{{#each utilities}}}}{{{{#cue \"x\"}}}}{}{{{{/cue}}}}{{{{/each}}}}",
        "lời ".repeat(400)
    );
    assert_data_eq!(
        said(&sources(&[("a", &long)], &facts)),
        str![[r#"
scripts/a.hbs: the words of the script are longer than 64 KB

"#]]
    );
    assert_data_eq!(
        said(&sources(&[("a", &"x".repeat(70_000))], FACTS)),
        str![[r#"
scripts/a.hbs: the template is longer than 64 KB

"#]]
    );
    let doubling: Vec<_> =
        (0..8).map(|i| (format!("p{i}"), format!("{{{{> p{}}}}}", i + 1).repeat(9))).collect();
    let mut all: Vec<_> = doubling.iter().map(|(name, text)| (&**name, &**text)).collect();
    all.push(("p8", ""));
    assert!(said(&sources(&all, FACTS)).contains("too many turns"));
}

#[test]
fn hostile_nesting_is_refused_before_it_is_parsed() {
    for text in [
        "(a ".repeat(20_000),
        format!("{{{{a {}}}}}", "(a ".repeat(10_000)),
        format!("{{{{a \"}}}}\" {}", "(a \"{{\" ".repeat(5_000)),
        "{{#if counts}}".repeat(4_000),
        format!("{{{{#if counts}}}}{}{{{{/if}}}}", "{{else if counts}}".repeat(3_000)),
        format!("{{{{a {}", "[".repeat(60_000)),
        "{{#if (not ".repeat(3_000),
    ] {
        assert_ne!(said(&sources(&[("a", &text)], FACTS)), "");
    }
}

#[test]
fn facts_are_held_to_their_form() {
    let facts = r#"
[[utility]]
id = "Lưu trú"
level = 3
title = ""
spoken = "  "
[[utility]]
id = "x"
level = 1
title = "t"
spoken = "s"
spokn = "s"
[[utility]]
id = "x"
level = 2
title = "t"
spoken = "s"
as_of = "31/02/2024"
[[figure]]
id = "n"
value = "68,4 triệu"
[dispatch]
level_1 = 9
[[basis]]
title = "Luật"
"#;
    assert_data_eq!(
        said(&sources(&[], facts)),
        str![[r#"
scripts/vneid.toml:3:6: the id `Lưu trú` is not well formed
scripts/vneid.toml:4:9: an account level is 1 or 2
scripts/vneid.toml:5:9: `title` is empty
scripts/vneid.toml:6:10: `spoken` is empty
scripts/vneid.toml:12:1: there is no key named `spokn`
scripts/vneid.toml:14:6: the id `x` was used above
scripts/vneid.toml:18:9: `31/02/2024` is not a real date
scripts/vneid.toml:19:1: `as_of` is missing
scripts/vneid.toml:19:1: `source` is missing
scripts/vneid.toml:23:11: note: `level_1` says 9 utilities, but the list has 1
scripts/vneid.toml:24:1: `number` is missing

"#]]
    );
}

#[test]
fn a_script_that_is_not_there_is_told_from_one_with_a_mistake() {
    let loaded = load(&sources(&[("a", "{{x}}"), ("b", "{{> a}}"), ("c", "")], FACTS));
    let what =
        |script| assemble(&loaded.scripts, &airtime(script, &[])).unwrap_err().headline(Lang::En);
    assert_data_eq!(
        ["a", "b", "d"].map(what).join("\n"),
        str![[r#"
scripts/a.hbs: the script `a` is only a part of others and cannot be aired by itself
scripts/b.hbs: the script `b` has a mistake and cannot be used yet
scripts/d.hbs: there is no script named `d`
"#]]
    );
    let unknown = ["ho-chieu".to_owned()];
    let mistake = assemble(&loaded.scripts, &airtime("c", &unknown)).unwrap_err();
    assert_data_eq!(
        mistake.headline(Lang::Vi),
        str!["scripts/vneid.toml: không có tiện ích nào mang mã `ho-chieu`"]
    );
}

#[test]
fn a_length_is_estimated_from_syllables() {
    assert_eq!(estimate("Kính chào bà con,\n một buổi sáng tốt lành.").num_milliseconds(), 2_700);
    assert_eq!(estimate("").num_milliseconds(), 0);
}

#[test]
fn the_sample_stations_scripts_have_no_mistake() {
    let loaded = load(&station());
    assert_eq!(loaded.mistakes, []);
    let scripts = &loaded.scripts;
    let level = |level| scripts.utilities.iter().filter(|it| it.level == level).count();
    assert_eq!((level(1), level(2)), (9, 7), "as many as the letter lists");
    for utility in &scripts.utilities {
        for sentence in utility.spoken.split_inclusive(['.', '?']) {
            assert!(sentence.split_whitespace().count() <= 35, "{sentence}");
        }
    }
    let four = &scripts.airable()[..4];
    let script = assemble(scripts, &airtime("ban-tin-vneid", four)).unwrap();
    assert_data_eq!(
        heard(&script),
        str![[r#"
nhac-hieu: 
loi-xuong: Đây là Đài Truyền thanh.
chao-sang: Kính chào bà con, chúc bà con một buổi sáng tốt lành.
gioi-thieu: Mời bà con nghe bản tin về các tiện ích của ứng dụng định danh điện tử VNeID.
vneid-thong-tin-ca-nhan: Mở VNeID, bà con xem được thông tin cá nhân của mình. Thông tin này lấy từ Cơ sở dữ liệu quốc gia về dân cư.
vneid-dich-vu-cong: Bà con chỉ cần đăng nhập một lần bằng VNeID để dùng các dịch vụ công trực tuyến.
vneid-luu-tru: Nhà có người đến lưu trú, bà con gửi thông báo lưu trú ngay trên VNeID.
vneid-an-ninh-trat-tu: Thấy việc ảnh hưởng đến an ninh, trật tự, bà con gửi phản ánh, kiến nghị qua VNeID.
huong-dan: Cần hướng dẫn, mời bà con đến Công an xã, phường hoặc Tổ công nghệ số cộng đồng.
an-toan: Chỉ tải VNeID từ App Store hoặc CH Play. Không bấm đường link lạ, không cung cấp mã OTP. Công an không hướng dẫn cài đặt, kích hoạt VNeID qua điện thoại, tin nhắn.
loi-ket: Bản tin đến đây là hết. Kính chào và hẹn gặp lại bà con.
nhac-ket: 

"#]]
    );
    assert_eq!(script.utilities, four);
}

#[test]
fn every_clip_that_the_sample_can_need_holds_the_words_of_its_cue() {
    let scripts = load(&station()).scripts;
    let all = scripts.airable();
    let mut needed = BTreeMap::new();
    for script in ["ban-tin-vneid", "nhac-vneid"] {
        for (hour, utilities) in [5, 11, 17, 20].into_iter().flat_map(|h| [(h, &all[..]), (h, &[])])
        {
            let airtime = Airtime { at: at(hour), ..airtime(script, utilities) };
            for cue in possible_cues(&scripts, &airtime).unwrap() {
                let before = needed.insert(cue.clip.clone(), cue.text.clone());
                assert!(
                    before.is_none_or(|text| text == cue.text),
                    "the words of {} vary",
                    cue.clip
                );
            }
        }
    }
    assert_eq!(needed.len(), 29);
    for (clip, words) in needed {
        assert!(std::path::Path::new(&format!("audio/{clip}.ogg")).exists(), "{clip}");
        if words.is_empty() {
            continue;
        }
        let transcript = std::fs::read_to_string(format!("audio/{clip}.txt")).unwrap();
        assert_eq!(transcript.lines().nth(1), Some(&*words), "{clip}");
    }
}

#[test]
fn a_reminder_takes_a_minute_at_most() {
    let scripts = load(&station()).scripts;
    for id in scripts.airable() {
        let script = assemble(&scripts, &airtime("nhac-vneid", &[id])).unwrap();
        assert!(estimate(&script.text).num_seconds() < 50, "{}", script.text);
    }
}

#[test]
fn the_same_airing_gives_the_same_script() {
    let (first, second) = (load(&station()).scripts, load(&station()).scripts);
    let all = first.airable();
    let airtime = airtime("ban-tin-vneid", &all);
    assert_eq!(assemble(&first, &airtime), assemble(&second, &airtime));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(400))]

    #[test]
    fn no_template_makes_it_panic(
        a in "(\\{\\{|\\}\\}|\\{\\{#|\\{\\{/|\\{\\{> |\\{\\{else |~|cue|if|each|with|\"x\"|'|\\(|\\)| |utilities|id|as \\|u\\||\\.\\./|@index|=|!--|--|\n|&|\\^|\\*inline|b|\\PC){0,30}",
        b in "(\\PC|\\{\\{> a\\}\\}|\n){0,20}",
    ) {
        let loaded = load(&sources(&[("a", &a), ("b", &b)], FACTS));
        let _ = assemble(&loaded.scripts, &airtime("a", &[]));
    }

    #[test]
    fn tags_that_fit_together_never_make_it_panic(
        a in proptest::collection::vec(0..BITS.len(), 0..14),
    ) {
        let text: String = a.iter().map(|bit| BITS[*bit]).collect();
        let loaded = load(&sources(&[("a", &text), ("b", "{{#cue \"y\"}}{{id}}{{/cue}}")], FACTS));
        if loaded.mistakes.is_empty() {
            let ids = loaded.scripts.airable();
            proptest::prop_assert!(assemble(&loaded.scripts, &airtime("a", &ids)).is_ok(), "{text}");
            proptest::prop_assert!(assemble(&loaded.scripts, &airtime("a", &[])).is_ok(), "{text}");
        }
    }
}

const BITS: &[&str] = &[
    "{{#cue \"x\"}}",
    "{{~#cue (clip \"x\" part_of_day)~}}",
    "{{/cue}}",
    "{{#each utilities}}",
    "{{#each utilities as |u i|}}",
    "{{/each}}",
    "{{#with station}}",
    "{{/with}}",
    "{{#if (eq level 1)}}",
    "{{#unless utilities}}",
    "{{else if counts.all}}",
    "{{~else~}}",
    "{{^}}",
    "{{/if}}",
    "{{/unless}}",
    "{{> b}}",
    "{{> b id=\"z\"}}",
    "{{>b u}}",
    "{{id}}",
    "{{u.id}}",
    "{{i}}",
    "{{{../station.name}}}",
    "{{&name}}",
    "{{@../index}}",
    "{{this.spoken}}",
    "{{./number}}",
    "{{!-- lời --}}",
    " lời ",
    "\n",
];
