//! The words an announcer would say for a written text.
//!
//! [`read`] goes through the text once, from left to right: what the station's own words hold is
//! said as they say it, numbers, dates, hours, amounts and legal numbers are put in words, and all else
//! stays as it is, signs included. An acronym that nobody explained is never guessed: it stays, and is
//! named in [`Reading::unknown`]. What decides how a number is read is what was *said* before it, so
//! that reading a reading changes nothing.

mod acronym;
mod clock;
mod code;
mod date;
mod legal;
mod measure;
mod number;
mod phone;
#[cfg(test)]
mod tests;
mod token;
mod unit;
mod words;

use std::collections::HashSet;

use token::{Kind, Page, tidy};
pub use words::{WORDS_FILE, Words, words};

/// A text for the ear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words, NFC, with the text's punctuation and white space.
    pub spoken: String,
    /// Acronyms that stand in it as they were written, for want of a reading; each once, in order.
    pub unknown: Vec<String>,
}

/// How a region says its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// `linh`, `nghìn`: the north, and the national radio.
    #[default]
    North,
    /// `lẻ`, `ngàn`.
    South,
}

impl Manner {
    /// Reads `north` or `south`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "north" => Some(Self::North),
            "south" => Some(Self::South),
            _ => None,
        }
    }

    /// What stands for tens that are zero.
    fn and(self) -> &'static str {
        match self {
            Self::North => "linh",
            Self::South => "lẻ",
        }
    }

    fn thousand(self) -> &'static str {
        match self {
            Self::North => "nghìn",
            Self::South => "ngàn",
        }
    }
}

/// Where a phrase ends, as a place on the page, and its words.
type Said = (usize, String);

/// A place on the page, and what was said just before it.
struct Here<'p, 't> {
    page: &'p Page<'t>,
    at: usize,
    before: Before,
    words: &'p Words,
    manner: Manner,
}

/// The last three words said, in small letters; empty where something else stands between.
#[derive(Debug, Default)]
struct Before {
    last: String,
    second: String,
    third: String,
}

/// Reads a text aloud. It never fails: what it cannot read stays as it is.
pub fn read(text: &str, words: &Words, manner: Manner) -> Reading {
    let text = tidy(text);
    let page = Page::of(&text);
    let (mut speech, mut at) = (Speech::default(), 0);
    while let Some(token) = page.get(at) {
        let said = words.longest(&page, at).or_else(|| {
            let readable = !matches!(token.kind, Kind::Space | Kind::Other);
            let before = readable.then(|| Before::of(&speech.spoken))?;
            phrase(&Here { page: &page, at, before, words, manner })
        });
        if let Some((end, said)) = said {
            speech.say(&said);
            at = end.max(at + 1);
            continue;
        }
        if acronym::is_unexplained(&page, at) && speech.seen.insert(token.text) {
            speech.unknown.push(token.text.to_owned());
        }
        speech.keep(token.text);
        at += 1;
    }
    Reading { spoken: speech.spoken, unknown: speech.unknown }
}

/// What is read at this place by rule; `None` where it stays as it is.
fn phrase(here: &Here<'_, '_>) -> Option<Said> {
    match here.page.get(here.at)?.kind {
        Kind::Word => {
            code::roman(here).or_else(|| code::letter(here)).or_else(|| unit::alone(here))
        }
        Kind::Digits if code::is_glued(here) => code::digits(here),
        Kind::Digits => phone::phone(here)
            .or_else(|| legal::number(here))
            .or_else(|| date::date(here))
            .or_else(|| clock::clock(here))
            .or_else(|| measure::measure(here)),
        Kind::Sign => {
            phone::phone(here).or_else(|| measure::measure(here)).or_else(|| unit::alone(here))
        }
        Kind::Space | Kind::Other => None,
    }
}

/// What has been said so far.
#[derive(Default)]
struct Speech<'t> {
    spoken: String,
    unknown: Vec<String>,
    seen: HashSet<&'t str>,
}

impl Speech<'_> {
    /// Adds words, apart from what stands before them.
    fn say(&mut self, words: &str) {
        let apart = |it: char| it.is_alphanumeric() || matches!(it, ')' | ']' | '}' | ',' | ';');
        if self.spoken.ends_with(apart) {
            self.spoken.push(' ');
        }
        self.spoken.push_str(words);
    }

    /// Adds what stays as it is; letters that were written close to a number stand apart from its words.
    fn keep(&mut self, text: &str) {
        let close = self.spoken.ends_with(char::is_alphabetic);
        if close && text.starts_with(char::is_alphabetic) {
            self.spoken.push(' ');
        }
        self.spoken.push_str(text);
    }
}

impl Before {
    /// A longer word decides nothing, bytes.
    const LONGEST: usize = 40;

    fn of(spoken: &str) -> Self {
        let (last, rest) = Self::word_before(spoken);
        let (second, rest) = Self::word_before(rest);
        let (third, _) = Self::word_before(rest);
        Self { last, second, third }
    }

    /// The word before the spaces at the end, with or without a colon, and what stands before it.
    fn word_before(spoken: &str) -> (String, &str) {
        let rest = spoken.trim_end_matches([' ', '\t', '\u{a0}']);
        if rest.len() == spoken.len() {
            return (String::new(), "");
        }
        let rest = rest.strip_suffix(':').unwrap_or(rest);
        let letters = rest.chars().rev().take_while(|it| it.is_alphabetic());
        let length: usize = letters.take(Self::LONGEST).map(char::len_utf8).sum();
        let (rest, word) = rest.split_at(rest.len() - length);
        (word.to_lowercase(), rest)
    }

    fn last_is(&self, words: &[&str]) -> bool {
        words.contains(&self.last.as_str())
    }

    fn both_are(&self, second: &str, last: &str) -> bool {
        self.second == second && self.last == last
    }
}
