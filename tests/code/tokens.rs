//! Rust source as words, texts and marks, without its comments.
//!
//! Enough of the language to hold the house's rules against it, and no more: it never fails, and what
//! it cannot place it takes for a mark.

/// A token and the line on which it begins, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name, a keyword or a number.
    Word(String),
    /// What stands between a string's quotes, escapes as written.
    Text(String),
    /// `::`
    Join,
    /// Any other sign.
    Mark(char),
}

/// The tokens of `source`, in order.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let (mut found, mut rest, mut line) = (Vec::new(), source, 1);
    while !rest.is_empty() {
        let (length, kind) = first(rest);
        found.extend(kind.map(|kind| Token { line, kind }));
        let (read, unread) = rest.split_at(length);
        line += read.matches('\n').count();
        rest = unread;
    }
    found
}

/// The length of what `rest` begins with, and the token that it is.
fn first(rest: &str) -> (usize, Option<Kind>) {
    let sign = rest.chars().next().unwrap_or_default();
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if rest.starts_with("/*") {
        (block_comment(rest), None)
    } else if let Some((length, text)) = raw_string(rest).or_else(|| string(rest)) {
        (length, Some(Kind::Text(text.to_owned())))
    } else if sign == '\'' {
        (character_or_tick(rest), None)
    } else if rest.starts_with("::") {
        (2, Some(Kind::Join))
    } else if is_of_word(sign) {
        let start = if rest.starts_with("r#") { 2 } else { 0 };
        let end =
            rest[start..].find(|letter| !is_of_word(letter)).map_or(rest.len(), |n| start + n);
        (end, Some(Kind::Word(rest[start..end].to_owned())))
    } else {
        (sign.len_utf8(), (!sign.is_whitespace()).then_some(Kind::Mark(sign)))
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// `r"…"`, `br#"…"#` and their like: the whole length, and what is inside.
fn raw_string(rest: &str) -> Option<(usize, &str)> {
    let hashes = ["r", "br", "cr"].iter().find_map(|prefix| rest.strip_prefix(prefix))?;
    let quote = hashes.trim_start_matches('#');
    let fence = "#".repeat(hashes.len() - quote.len());
    let inside = quote.strip_prefix('"')?;
    let end = inside.find(&format!("\"{fence}")).unwrap_or(inside.len());
    let length = rest.len() - inside.len() + end + 1 + fence.len();
    Some((length.min(rest.len()), &inside[..end]))
}

/// `"…"`: the whole length, and what is inside.
fn string(rest: &str) -> Option<(usize, &str)> {
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (at, letter) in inside.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((at + 2, &inside[..at])),
            _ => {}
        }
    }
    Some((rest.len(), inside))
}

/// The length of `'x'` or `'\n'`; of a lifetime only its tick.
fn character_or_tick(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let from = at + escaped.len_utf8();
            rest[from..].find('\'').map_or(rest.len(), |end| from + end + 1)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 1,
    }
}
