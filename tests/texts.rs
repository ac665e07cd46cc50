//! Both languages say the same things, every text that is asked for exists and is used, and the
//! Vietnamese is the operator's.

#[path = "code/files.rs"]
mod files;
#[path = "texts/locale.rs"]
mod locale;
#[path = "texts/spoken.rs"]
mod spoken;
#[path = "code/tokens.rs"]
mod tokens;

use std::collections::BTreeSet;

use files::ending;
use locale::{locale, read};
use spoken::{in_code, in_template, spoken};
use unicode_normalization::is_nfc;

/// Ids whose end is filled in by the code: how they begin, and what fills them.
const FAMILIES: &[(&str, &str)] = &[
    ("cli-about-", "the name of a command"),
    ("cli-arg-", "the name of an argument"),
    ("cli-clips-", "a column, a state or how fresh a transcript is"),
    ("cli-csv-", "a column"),
    ("cli-voice-", "what became of a clip's words"),
    ("mail-state-", "what became of a letter"),
    ("outcome-", "the name of an airing's outcome"),
    ("page-state-", "where an airing stands that has no outcome"),
    ("weekday-", "the number of a day"),
    ("wrong-", "the kind of value that belongs there"),
];

/// Words that no operator should meet: "bạn" takes the wrong tone, the others are a programmer's, and
/// a slot is "khung giờ".
const BANNED: &[&str] = &[
    "bạn",
    "khung phát",
    "parse",
    "field",
    "panic",
    "notepad",
    "error",
    "warning",
    "file",
    "slot",
    "timeout",
    "exception",
    "thread",
    "token",
    "null",
    "crash",
    "thư đã đến",
];

/// One spelling of the tone mark, the one on the first vowel.
const SPELLED: &[&str] = &["huỷ", "hoà", "hoá", "toà", "thuỷ", "uỷ", "tuỳ", "khoá", "xoá", "loá"];

#[test]
fn both_languages_say_the_same_things() {
    let (vi, en) = (locale("vi"), locale("en"));
    let mut seen = Vec::new();
    for (id, text) in &vi {
        match en.get(id) {
            None => seen.push(format!("{id}: not in English")),
            Some(other) if other.args != text.args => {
                seen.push(format!(
                    "{id}: {:?} in Vietnamese, {:?} in English",
                    text.args, other.args
                ));
            }
            Some(other) if other.file != text.file => {
                seen.push(format!("{id}: in {} and in {}", text.file, other.file));
            }
            Some(_) => {}
        }
    }
    seen.extend(
        en.keys().filter(|id| !vi.contains_key(*id)).map(|id| format!("{id}: not in Vietnamese")),
    );
    none(&seen);
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let vi = locale("vi");
    let mut seen = Vec::new();
    for spoken in spoken() {
        for (line, id) in spoken.asked.iter().filter(|(_, id)| !vi.contains_key(id)) {
            seen.push(format!("{}:{line}: there is no text {id}", spoken.file));
        }
    }
    none(&seen);
}

#[test]
fn every_text_is_said_somewhere() {
    let vi = locale("vi");
    let mut said: BTreeSet<String> = vi.values().flat_map(|text| text.others.clone()).collect();
    said.extend(spoken().into_iter().flat_map(|spoken| spoken.literals));
    let filled = |id: &str| FAMILIES.iter().any(|(family, _)| id.starts_with(family));
    let idle = vi.keys().filter(|id| !id.contains('.') && !said.contains(*id) && !filled(id));
    none(&idle.map(|id| format!("{id}: nobody says it")).collect::<Vec<_>>());
}

#[test]
fn every_family_is_filled_in_somewhere() {
    let (vi, spoken) = (locale("vi"), spoken());
    for (family, what) in FAMILIES {
        let opening = format!("{family}{{");
        let mut literals = spoken.iter().flat_map(|spoken| &spoken.literals);
        assert!(
            literals.any(|text| text.starts_with(&opening)),
            "{family}: nobody fills in {what}"
        );
        assert!(vi.keys().any(|id| id.starts_with(family)), "{family}: there is no such text");
    }
}

#[test]
fn every_argument_of_a_text_is_given() {
    let vi = locale("vi");
    let mut seen = Vec::new();
    for spoken in spoken().iter().filter(|spoken| ending(&spoken.file) == "rs") {
        for (line, id) in &spoken.asked {
            let sides = [id.clone(), format!("{id}.fix")];
            let wanted = sides.iter().filter_map(|id| vi.get(id)).flat_map(|text| &text.args);
            for arg in wanted.filter(|arg| !spoken.literals.contains(*arg)) {
                seen.push(format!("{}:{line}: {id} wants {arg}", spoken.file));
            }
        }
    }
    none(&seen);
}

#[test]
fn every_mistake_says_what_to_do() {
    let vi = locale("vi");
    let listed = vi.iter().filter(|(id, text)| {
        text.file == "mistakes.ftl" && !id.contains('.') && !id.starts_with("mistake-")
    });
    let mut diagnostics: BTreeSet<String> = listed.map(|(id, _)| id.clone()).collect();
    diagnostics.extend(spoken().into_iter().flat_map(|spoken| spoken.diagnostics));
    let helpless = diagnostics.iter().filter(|id| !vi.contains_key(&format!("{id}.fix")));
    none(&helpless.map(|id| format!("{id}: has no .fix")).collect::<Vec<_>>());
}

#[test]
fn the_vietnamese_is_the_operators() {
    let mut seen = Vec::new();
    for (id, text) in locale("vi") {
        seen.extend(
            wrong_words(&text.words).iter().map(|word| format!("{}: {id}: {word}", text.file)),
        );
    }
    none(&seen);
}

/// What an operator should not read in `words`. What stands in backticks is a name in a file.
fn wrong_words(words: &str) -> Vec<&'static str> {
    let outside: String = words.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let plain = outside.to_lowercase();
    let spaced: String =
        plain.chars().map(|it| if it.is_alphanumeric() { it } else { ' ' }).collect();
    let spaced = format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "));
    let stands = |word: &&&str| spaced.contains(&format!(" {word} "));
    let mut wrong: Vec<_> = BANNED.iter().chain(SPELLED).filter(stands).copied().collect();
    if !is_nfc(words) {
        wrong.push("letters put together from parts");
    }
    wrong
}

#[track_caller]
fn none(seen: &[String]) {
    assert!(seen.is_empty(), "\n{}", seen.join("\n"));
}

#[test]
fn a_wrong_word_is_seen_where_it_stands_alone() {
    assert_eq!(wrong_words("Bạn hãy sửa lại"), ["bạn"]);
    assert_eq!(wrong_words("khung phát này trống (field)"), ["khung phát", "field"]);
    assert_eq!(wrong_words("chương trình đã huỷ"), ["huỷ"]);
    assert_eq!(wrong_words("Đ\u{61}\u{300}i"), ["letters put together from parts"]);
    assert!(wrong_words("bạc, profile, hòa, hủy; viết `file = \"x\"` vào khung giờ").is_empty());
}

#[test]
fn a_text_is_read_with_all_that_it_fills_in() {
    let source = "\
a = { $n ->
    [one] một { $b }
   *[other] nhiều { NUMBER($c) } { d }
}
    .fix = sửa { $e }
";
    let texts = read("x.ftl", source);
    let ids: Vec<_> = texts.iter().map(|(id, text)| (id.as_str(), text.args.len())).collect();
    assert_eq!(ids, [("a", 3), ("a.fix", 1)]);
    assert!(texts[0].1.others.contains("d"));
    assert!(texts[0].1.words.contains("nhiều"));
}

#[test]
fn what_code_and_templates_say_is_seen() {
    let code = r#"
        // Message::new("in-comment")
        let a = Message::new("one").with("b", text(lang, "two",));
        form.text("not-a-message"); form.diagnostic(span, message("three").with("x", 1));
        list.push(Diagnostic::warning(file, Message::new("four")));
        #[cfg(test)]
        mod tests { fn f() { Message::new("five"); } }
        fn last() -> &'static str { "six" }
    "#;
    let spoken = in_code(code);
    let asked: Vec<_> = spoken.asked.iter().map(|(line, id)| (*line, id.as_str())).collect();
    assert_eq!(asked, [(3, "one"), (3, "two"), (4, "three"), (5, "four")]);
    assert_eq!(spoken.diagnostics, BTreeSet::from(["four".to_owned(), "three".to_owned()]));
    assert!(spoken.literals.contains("six") && !spoken.literals.contains("five"));

    let asked =
        in_template("{{t \"a\"}} {{~t \"b\" n=1}}\n{{#if (t \"c\")}} not \"d\" {{cat \"e\"}}")
            .asked;
    assert_eq!(asked, [(1, "a".to_owned()), (1, "b".to_owned()), (2, "c".to_owned())]);
}
