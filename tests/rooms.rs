//! A room uses the rooms above it and no other, no file belongs to no room, and files stay small.

#[path = "code/files.rs"]
mod files;
#[path = "rooms/priority.rs"]
mod priority;
#[path = "rooms/scan.rs"]
mod scan;
#[path = "code/tokens.rs"]
mod tokens;

use files::{ending, files};
use scan::{ROOMS, faults};
use tokens::{Kind, tokens};

/// No file is longer; most are under 150 lines.
const MOST_LINES: usize = 400;

#[test]
fn the_map_lists_the_rooms_in_the_order_of_the_day() {
    let (_, map) = files("src").into_iter().find(|(name, _)| name == "lib.rs").unwrap();
    let words: Vec<_> = tokens(&map).into_iter().map(|token| token.kind).collect();
    let rooms: Vec<_> = words
        .windows(2)
        .filter(|pair| pair[0] == Kind::Word("mod".to_owned()))
        .map(|pair| match &pair[1] {
            Kind::Word(name) => name.as_str(),
            other => panic!("a module named {other:?}"),
        })
        .collect();
    assert_eq!(rooms, ROOMS);
}

#[test]
fn no_file_belongs_to_no_room() {
    let strays: Vec<_> = files("src")
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !["lib.rs", "main.rs"].contains(&name.as_str()))
        .filter(|name| !name.split_once('/').is_some_and(|(room, _)| ROOMS.contains(&room)))
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn a_room_uses_only_the_rooms_above_it() {
    let mut seen = Vec::new();
    for (name, source) in files("src") {
        let Some(path) = name.strip_suffix(".rs").filter(|path| path.contains('/')) else {
            continue;
        };
        let module: Vec<_> = path.trim_end_matches("/mod").split('/').collect();
        seen.extend(faults(&module, &source).iter().map(|fault| format!("src/{name}:{fault}")));
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
}

#[test]
fn files_stay_small() {
    let mut seen = Vec::new();
    for folder in ["src", "tests"] {
        for (name, text) in files(folder) {
            let code = ["rs", "hbs", "html", "css", "js"];
            let lines = text.lines().count();
            if code.contains(&ending(&name)) && lines > MOST_LINES {
                seen.push(format!("{folder}/{name}: {lines} lines"));
            }
        }
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in ["src", "tests"] {
        for (name, text) in files(folder) {
            assert!(ending(&name) != "rs" || text.starts_with("//! "), "{folder}/{name}");
        }
    }
}

/// Who gives way to whom is decided in one place. The fault trial judges by a rule of its own.
#[test]
fn priorities_are_compared_in_one_file() {
    let mut seen = Vec::new();
    for (name, source) in files("src") {
        let judges = name.starts_with("daemon/faults/") || name.contains("/tests/");
        if name != "plan/precedence/rank.rs" && !judges {
            seen.extend(priority::comparisons(&source).iter().map(|line| format!("{name}:{line}")));
        }
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
    let rank = files("src").into_iter().find(|(name, _)| name == "plan/precedence/rank.rs");
    assert!(!priority::comparisons(&rank.unwrap().1).is_empty());
}

#[test]
fn a_planted_comparison_is_seen_in_every_form() {
    let lines = |code: &str| priority::comparisons(code).len();
    for code in [
        "if a.priority < b.priority {}",
        "if open.subject.priority > current.priority {}",
        "if priority <= other {}",
        "if other >= self.airing.priority {}",
        "a.priority.cmp(&b.priority)",
        "found.sort_by_key(|it| Reverse(it.priority));",
        "one.max(it.priority)",
    ] {
        assert!(lines(code) > 0, "{code}");
    }
    for code in [
        "fn f(priority: Priority) -> Priority { priority }",
        "match x { Some(priority) => priority, None => it.priority }",
        "it.priority == Priority::Emergency",
        "let priorities: Vec<Priority> = vec![it.priority];",
    ] {
        assert_eq!(lines(code), 0, "{code}");
    }
}

/// What is seen of `code` that stands in the module `air::engine`.
#[track_caller]
fn check(code: &str, expected: &[&str]) {
    assert_eq!(faults(&["air", "engine"], code), expected, "{code}");
}

#[test]
fn a_planted_fault_is_seen_in_every_form() {
    check("use crate::daemon;", &["1: uses daemon"]);
    check("use crate::daemon::Order;", &["1: uses daemon"]);
    check("pub(crate) use crate::cli as c;", &["1: uses cli"]);
    check("use crate::{plan, mail::desk::Desk};", &["1: uses mail"]);
    check(
        "use crate::{\n  plan::{self, Known},\n  daemon::{Order, turn},\n};",
        &["3: uses daemon", "3: uses daemon"],
    );
    check("use crate::{{{console}}, clip,};", &["1: uses console"]);
    check("use super::super::report;", &["1: uses report"]);
    check("use super::super::{mail, clip};", &["1: uses mail"]);
    check("use self::super::super::cli::run;", &["1: uses cli"]);
    check("use ::loa::daemon;", &["1: uses daemon"]);
    check("mod tests { use super::super::super::daemon; }", &["1: uses daemon"]);
    check("mod a { mod b {} } use super::super::daemon;", &["1: uses daemon"]);
    check("#[cfg(test)]\nmod tests {\n use crate::report::*;\n}", &["3: uses report"]);
    check("fn f() -> crate::daemon::Event { todo() }", &["1: uses daemon"]);
    check("fn f() { super::super::mail::send(); }", &["1: uses mail"]);
    check("assert_eq!(1, crate::cli::run());", &["1: uses cli"]);
    check("macro_rules! m { () => { $crate::daemon::turn() } }", &["1: uses daemon"]);
    check("impl From<crate :: mail :: Error> for E {}", &["1: uses mail"]);
    check("use crate::r#daemon;", &["1: uses daemon"]);
    check("fn f<'a>(x: &'a str) -> crate::daemon::D<'a> {}", &["1: uses daemon"]);
    check("let quote = '\"'; crate::daemon::x(); let other = '\"';", &["1: uses daemon"]);
    check("let b = b'\\''; crate::daemon::x(); let c = '\\'';", &["1: uses daemon"]);
}

#[test]
fn a_way_around_the_order_is_seen() {
    check("use crate::*;", &["1: uses the whole crate"]);
    check("use crate as root;", &["1: uses the whole crate"]);
    check("use crate::{self as root};", &["1: uses the whole crate"]);
    check("use super::super::*;", &["1: uses the whole crate"]);
    check("use super::super as root;", &["1: uses the whole crate"]);
    check("crate::shout!(1);", &["1: uses shout, which is no room"]);
    check("extern crate self as it;", &["1: names a crate"]);
    check("include!(\"../daemon/turn.rs\");", &["1: includes code"]);
    check("#[path = \"../daemon/turn.rs\"]\nmod turn;", &["1: moves a module"]);
}

#[test]
fn what_only_looks_like_a_fault_is_not_seen() {
    check("use crate::{words::Message, clip, plan::{Known, rotation}, asrun};", &[]);
    check("use super::{Aired, engine::*}; use self::inner::x; use super::*;", &[]);
    check("use std::{fs, path::Path}; use daemon::x; use rodio::cli::y;", &[]);
    check("// use crate::daemon;\n/* use crate::cli; /* nested */ crate::mail::x */", &[]);
    check("/// See [`crate::daemon`].\n//! use crate::daemon;\nfn f() {}", &[]);
    check("let s = \"use crate::daemon; \\\" crate::cli::x\";", &[]);
    check("let s = r#\"crate::daemon::x \" crate::cli\"#; let b = br\"crate::mail::x\";", &[]);
    check("pub(crate) fn f() {} pub(super) fn g() {} pub(in crate::air) fn h() {}", &[]);
    check("mod tests { use super::*; use super::super::Aired; }", &[]);
    check("fn f<'a>(it: impl Iterator<Item = &'a str> + use<'a>) { thing.daemon::<u8>(); }", &[]);
    check("let path = \"x\"; let include = 3; struct S { daemon: u8 }", &[]);
    check("use crate::{};", &[]);
}
