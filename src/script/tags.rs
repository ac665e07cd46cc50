//! The tags of a template's text, found before it is parsed.
//!
//! The parser calls itself for every bracket and every block that opens, so a text of ten thousand
//! brackets would end the program. This room therefore finds the tags first and refuses what is
//! nested too deep. It can only be trusted to see the same tags as the parser if nothing in a text
//! can mislead it: that is why square brackets, braces and backslashes are refused inside a tag.

use std::ops::Range;

use crate::words::Message;

/// How deep round brackets may stand in each other within one tag.
const BRACKETS: usize = 8;
/// How deep blocks may stand in each other as far as the parser is concerned, each `else` counted;
/// what a person may write is narrower and checked where it can be said better.
const BLOCKS: usize = 32;

/// One `{{…}}`.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// Bytes of the text, braces included.
    pub(super) span: Range<usize>,
    /// What it does.
    pub(super) kind: Kind,
}

/// What a tag does to the blocks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Opens a block.
    Open,
    /// Begins the other branch of a block.
    Else,
    /// Closes a block.
    Close,
    /// Says nothing.
    Comment,
    /// Prints, or includes another template.
    Other,
}

/// What is wrong, and where.
type Wrong = (Range<usize>, Message);

/// A block that is still open.
struct Open<'t> {
    /// `None` where the parser itself compares the names.
    name: Option<&'t str>,
    tag: Range<usize>,
    branches: usize,
}

/// All tags of `text`, or the first thing in it that keeps it from being parsed.
pub(super) fn find(text: &str) -> Result<Vec<Tag>, Wrong> {
    if let Some((at, letter)) = text.char_indices().find(|(_, letter)| unprintable(*letter)) {
        return Err((at..at + letter.len_utf8(), Message::new("template-control-letter")));
    }
    let mut tags = Vec::new();
    let mut open = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        let tag = read(text, start)?;
        nest(text, &tag, &mut open)?;
        from = tag.span.end;
        tags.push(tag);
    }
    match open.pop() {
        Some(open) => {
            let name = open.name.unwrap_or_default();
            Err((open.tag, Message::new("template-block-open").with("name", name)))
        }
        None => Ok(tags),
    }
}

/// Letters that no text needs; the markers between cues are among them.
pub(super) fn unprintable(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
}

/// Reads the tag that opens at `start`.
fn read(text: &str, start: usize) -> Result<Tag, Wrong> {
    let bytes = text.as_bytes();
    if text[start..].starts_with("{{{{") || (start > 0 && bytes[start - 1] == b'\\') {
        return Err((start..start + 2, Message::new("template-odd-letter").with("letter", "{{")));
    }
    if text[start..].starts_with("{{!") {
        return comment(text, start);
    }
    let braces = if text[start..].starts_with("{{{") { 3 } else { 2 };
    let unclosed = || (start..text.len(), Message::new("template-tag-open"));
    let mut quote = None;
    let mut depth = 0;
    for (at, byte) in bytes.iter().enumerate().skip(start + braces) {
        match (byte, quote) {
            (b'}', None) => {
                let end = if text[at..].starts_with("}}}") { at + braces } else { at + 2 };
                if !text[at..].starts_with("}}") {
                    return Err(odd(at, '}'));
                }
                let kind = kind(inside(&text[start..end]));
                return Ok(Tag { span: start..end, kind });
            }
            (b'{' | b'}', Some((_, opened))) => {
                return Err((opened..at, Message::new("template-quote-open")));
            }
            (b'[' | b']' | b'{' | b'\\', _) => return Err(odd(at, char::from(*byte))),
            (b'"' | b'\'', None) => quote = Some((byte, at)),
            (byte, Some((open, _))) if byte == open => quote = None,
            (b'(', None) => depth += 1,
            (b')', None) => depth = depth.max(1) - 1,
            _ => {}
        }
        if depth > BRACKETS {
            return Err((at..at + 1, Message::new("template-too-deep").with("limit", BRACKETS)));
        }
    }
    Err(unclosed())
}

fn odd(at: usize, letter: char) -> Wrong {
    (at..at + 1, Message::new("template-odd-letter").with("letter", letter.to_string()))
}

fn comment(text: &str, start: usize) -> Result<Tag, Wrong> {
    let rest = &text[start..];
    let long = rest.starts_with("{{!--").then(|| rest.find("--}}").map(|at| at + 4)).flatten();
    let Some(length) = long.or_else(|| rest.find("}}").map(|at| at + 2)) else {
        return Err((start..text.len(), Message::new("template-tag-open")));
    };
    Ok(Tag { span: start..start + length, kind: Kind::Comment })
}

/// What stands between the braces, without `~` and blanks.
fn inside(tag: &str) -> &str {
    tag.trim_matches(|letter: char| matches!(letter, '{' | '}' | '~') || letter.is_whitespace())
}

fn kind(inside: &str) -> Kind {
    match inside.as_bytes().first() {
        Some(b'#') => Kind::Open,
        Some(b'/') => Kind::Close,
        Some(b'^') => Kind::Else,
        _ if inside.starts_with("else") => Kind::Else,
        _ => Kind::Other,
    }
}

/// Keeps account of the blocks that are open.
fn nest<'t>(text: &'t str, tag: &Tag, open: &mut Vec<Open<'t>>) -> Result<(), Wrong> {
    let wrong = |message| Err((tag.span.clone(), message));
    let inside = inside(&text[tag.span.clone()]);
    match tag.kind {
        Kind::Open => {
            let name = inside[1..].trim_start();
            let name = (!name.starts_with(['>', '*'])).then(|| first_word(name));
            open.push(Open { name, tag: tag.span.clone(), branches: 0 });
        }
        Kind::Else => match open.last_mut() {
            Some(block) => block.branches += 1,
            None => return wrong(Message::new("template-nothing-open").with("tag", inside)),
        },
        Kind::Close => {
            let name = inside[1..].trim();
            match open.pop() {
                None => return wrong(Message::new("template-nothing-open").with("tag", inside)),
                Some(Open { name: Some(opened), .. }) if opened != name => {
                    let message = Message::new("template-closes-other");
                    return wrong(message.with("name", name).with("opened", opened));
                }
                Some(_) => {}
            }
        }
        Kind::Comment | Kind::Other => {}
    }
    if open.len() + open.iter().map(|block| block.branches).sum::<usize>() > BLOCKS {
        return wrong(Message::new("template-too-deep").with("limit", BLOCKS));
    }
    Ok(())
}

fn first_word(text: &str) -> &str {
    text.split(|letter: char| letter.is_whitespace() || letter == '(').next().unwrap_or_default()
}
