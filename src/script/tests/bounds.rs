//! What could not end, or would not fit, is refused before it is filled.

use snapbox::{assert_data_eq, str};

use super::*;

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
