//! Which texts the code and the templates ask for. Test modules do not count: they may invent some.

use std::collections::BTreeSet;

use crate::{
    files::{ending, files},
    tokens::{Kind, Token, tokens},
};

/// What one file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Spoken {
    /// The file, from the project's root.
    pub(crate) file: String,
    /// Ids that must exist: `Message::new("…")`, `text(lang, "…")`, `{{t "…"}}`, each with its line.
    pub(crate) asked: Vec<(usize, String)>,
    /// The ids among them that are said as a mistake in somebody's file.
    pub(crate) diagnostics: BTreeSet<String>,
    /// Every text in quotes, whatever it is for.
    pub(crate) literals: BTreeSet<String>,
}

/// What every file of `src/` says.
pub(crate) fn spoken() -> Vec<Spoken> {
    let mut all = Vec::new();
    for (name, source) in files("src") {
        let file = format!("src/{name}");
        if name.ends_with("/tests.rs") || name.contains("/tests/") {
            continue;
        }
        match ending(&name) {
            "rs" => all.push(Spoken { file, ..in_code(&source) }),
            "hbs" | "html" => all.push(Spoken { file, ..in_template(&source) }),
            _ => {}
        }
    }
    all
}

/// What Rust code says.
pub(crate) fn in_code(source: &str) -> Spoken {
    let tokens = without_tests(&tokens(source));
    let mut spoken = Spoken::default();
    for at in 0..tokens.len() {
        let rest = &tokens[at..];
        if let Kind::Text(text) = &rest[0].kind {
            spoken.literals.insert(text.clone());
        }
        spoken.asked.extend(message(rest).or_else(|| text_call(&tokens, at)));
        let names_a_diagnostic = begins(rest, &["Diagnostic", "::", "error", "("])
            || begins(rest, &["Diagnostic", "::", "warning", "("])
            || begins(rest, &[".", "diagnostic", "("])
            || begins(rest, &[".", "warning", "("]);
        if names_a_diagnostic {
            let inside = &rest[..closing(rest)];
            let codes = (0..inside.len()).filter_map(|from| message(&inside[from..]));
            spoken.diagnostics.extend(codes.map(|(_, code)| code));
        }
    }
    spoken
}

/// What a Handlebars template says: `{{t "id"}}`, `(t "id")`.
pub(crate) fn in_template(source: &str) -> Spoken {
    let mut spoken = Spoken::default();
    for (row, line) in source.lines().enumerate() {
        for (at, found) in line.match_indices("t \"") {
            let id = line[at + found.len()..].split('"').next().unwrap_or_default().to_owned();
            if line[..at].ends_with(['{', '(', '~']) {
                spoken.literals.insert(id.clone());
                spoken.asked.push((row + 1, id));
            }
        }
    }
    spoken
}

/// `Message::new("id")`, or `message("id")` where a function makes messages of its own.
fn message(rest: &[Token]) -> Option<(usize, String)> {
    let at = if begins(rest, &["Message", "::", "new", "("]) {
        4
    } else if begins(rest, &["message", "("]) {
        2
    } else {
        return None;
    };
    match &rest.get(at)?.kind {
        Kind::Text(id) => Some((rest[at].line, id.clone())),
        _ => None,
    }
}

/// `text(lang, "id")`, a function's call and no method's.
fn text_call(tokens: &[Token], at: usize) -> Option<(usize, String)> {
    let rest = &tokens[at..];
    if !begins(rest, &["text", "("]) || at > 0 && is(&tokens[at - 1], ".") {
        return None;
    }
    let inside = match &rest[..closing(rest)] {
        [inside @ .., comma] if is(comma, ",") => inside,
        inside => inside,
    };
    // A function of the same name may read something else than a reader's language.
    if !inside.iter().any(|it| is(it, "lang") || is(it, "language")) {
        return None;
    }
    match inside {
        [.., comma, Token { kind: Kind::Text(id), line }] if is(comma, ",") => {
            Some((*line, id.clone()))
        }
        _ => None,
    }
}

/// Where the first bracket of `rest` closes.
fn closing(rest: &[Token]) -> usize {
    let mut depth = 0;
    for (at, token) in rest.iter().enumerate() {
        match token.kind {
            Kind::Mark('(') => depth += 1,
            Kind::Mark(')') if depth == 1 => return at,
            Kind::Mark(')') => depth -= 1,
            _ => {}
        }
    }
    rest.len()
}

/// Leaves out `#[cfg(test)] mod … { … }`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if begins(&tokens[at..], &["#", "[", "cfg", "(", "test", ")", "]", "mod"]) {
            let mut depth = 0;
            let end = tokens[at..].iter().position(|token| {
                depth += i32::from(is(token, "{")) - i32::from(is(token, "}"));
                depth == 0 && (is(token, ";") || is(token, "}"))
            });
            at += end.map_or(tokens.len() - at, |end| end + 1);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

fn begins(rest: &[Token], signs: &[&str]) -> bool {
    rest.len() >= signs.len() && signs.iter().zip(rest).all(|(sign, token)| is(token, sign))
}

fn is(token: &Token, sign: &str) -> bool {
    match &token.kind {
        Kind::Word(word) => word == sign,
        Kind::Join => sign == "::",
        Kind::Mark(mark) => sign.chars().eq([*mark]),
        Kind::Text(_) => false,
    }
}
