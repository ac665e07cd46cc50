//! A filled template: words, clips, places; and no text that makes it panic.

use snapbox::{assert_data_eq, str};

use super::*;

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

/// "Đây là Đài Truyền thanh." is not a station call, because it names no place.
#[test]
fn a_station_calls_itself_by_its_name_and_its_place() {
    let scripts =
        load(&sources(&[("a", "{{#cue \"x\"}}Đây là {{station.call}}.{{/cue}}")], FACTS)).scripts;
    let check = |station_name, station_place, expected: &str| {
        let airtime = Airtime { station_name, station_place, ..airtime("a", &[]) };
        assert_eq!(assemble(&scripts, &airtime).unwrap().text, format!("Đây là {expected}."));
    };
    check("Đài Truyền thanh", "", "Đài Truyền thanh");
    check("Đài Truyền thanh", "Phường Liên Chiểu", "Đài Truyền thanh phường Liên Chiểu");
    check("Đài Truyền thanh", "Liên Chiểu", "Đài Truyền thanh Liên Chiểu");
    check("Đài Truyền thanh xã Hòa Vang", "Xã Hòa Vang", "Đài Truyền thanh xã Hòa Vang");
    check("Đài Truyền thanh xã Hòa Vang", "Hòa Vang", "Đài Truyền thanh xã Hòa Vang");
    check("Đài", "Đặc khu Phú Quốc", "Đài đặc khu Phú Quốc");
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
        {{counts.level_1}}|{{counts.level_2}}|{{#with figures.da-cap}}{{spoken}} {{source}}{{/with}}|\
        {{#each utilities}}{{number}} {{@index}} {{level}} {{title}}{{how_to}} {{../station.name}} {{@root.part_of_day}}\
        {{#if @last}}.{{/if}}{{/each}}{{#if (eq (len utilities) 1)}}!{{else if (gt counts.all 1)}}?{{/if}}{{/cue}}";
    assert_data_eq!(
        air(text, &["luu-tru"]).text,
        str![
            "Đài Truyền thanh|Bản tin VNeID buổi sáng|Đề án 06|2|1|1|Tính đến ngày 28 tháng 2 năm 2024, số tài khoản đã cấp là 68,4 triệu. Công văn|1 0 1 Thực hiện thông báo lưu trú Đài Truyền thanh sang.!"
        ]
    );
}

#[test]
fn a_cue_in_a_part_has_its_place_in_the_parts_own_file() {
    let part = "{{!-- phần chung --}}\n\n  {{#cue ten}}{{loi}}{{/cue}}";
    let text = "{{#each utilities}}{{> p ten=id loi=spoken}}{{/each}}";
    let loaded = load(&sources(&[("a", text), ("p", part)], FACTS));
    assert_eq!(loaded.diagnostics, []);
    assert_eq!(loaded.scripts.names().collect::<Vec<_>>(), ["a"]);
    let alone = assemble(&loaded.scripts, &airtime("p", &[])).unwrap_err();
    assert_eq!(alone.message.code, "script-is-part");
    let ids = loaded.scripts.airable_ids();
    let script = assemble(&loaded.scripts, &airtime("a", &ids)).unwrap();
    let places = script.cues.iter().map(|cue| (&*cue.template, cue.line, cue.column));
    assert_eq!(places.collect::<Vec<_>>(), [("p", 3, 3), ("p", 3, 3)]);
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
    let diagnostic = assemble(&loaded.scripts, &airtime("c", &unknown)).unwrap_err();
    assert_data_eq!(
        diagnostic.headline(Lang::Vi),
        str!["scripts/vneid.toml: không có tiện ích nào mang mã `ho-chieu`"]
    );
}

#[test]
fn a_length_is_estimated_from_syllables() {
    assert_eq!(estimate("Kính chào bà con,\n một buổi sáng tốt lành.").num_milliseconds(), 2_700);
    assert_eq!(estimate("").num_milliseconds(), 0);
}

#[test]
fn the_same_airing_gives_the_same_script() {
    let (first, second) = (load(&station()).scripts, load(&station()).scripts);
    let all = first.airable_ids();
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
        if loaded.diagnostics.is_empty() {
            let ids = loaded.scripts.airable_ids();
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
