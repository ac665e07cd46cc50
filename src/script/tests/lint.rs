//! Every wrong name, helper and bracket is found where it stands.

use snapbox::{assert_data_eq, str};

use super::*;

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
        all.diagnostics[0].show(Lang::Vi),
        str![[r#"
scripts/a.hbs:1:20: kịch bản dùng `station.nmae`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#cue "x"}}Đây là {{station.nmae}}.{{/cue}}
  |                    ^^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `station.name`; dùng được: counts.all, counts.level_1, counts.level_2, date_words, figures.da-cap.source, figures.da-cap.spoken, part_of_day, part_of_day_words, programme.title, programme.topic, station.call, station.name, utilities
"#]]
    );
    let inside = "{{#each utilities}}{{#cue id}}{{station.name}}{{/cue}}{{/each}}";
    let all = load(&sources(&[("a", inside)], FACTS));
    assert_data_eq!(
        all.diagnostics[0].show(Lang::Vi),
        str![[r#"
scripts/a.hbs:1:31: kịch bản dùng `station.name`, nhưng ở chỗ này không có thông tin nào tên như vậy
  |
1 | {{#each utilities}}{{#cue id}}{{station.name}}{{/cue}}{{/each}}
  |                               ^^^^^^^^^^^^^^^^
  = cách sửa: có lẽ muốn viết `../station.name`; dùng được: @first, @index, @last, how_to, id, level, number, spoken, title
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
