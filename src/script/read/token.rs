//! A written text as words, digits, spaces and signs, in one spelling.

use unicode_normalization::{
    UnicodeNormalization,
    char::{compose, is_combining_mark},
};

/// The five marks of tone.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with their marks.
    Word,
    /// ASCII digits.
    Digits,
    /// White space within a line.
    Space,
    /// Any other single sign, the end of a line among them.
    Sign,
    /// Digits or a sign with a mark that belongs on a letter: nobody can read it.
    Other,
}

/// A stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
}

/// The tokens of a text. Whatever is asked about a place outside it is answered with no.
pub(super) struct Page<'t>(pub(super) Vec<Token<'t>>);

/// The text in NFC without invisible characters, and with the tone mark on the first vowel of a final `oa`,
/// `oe`, `uy`: `hòa`, not `hoà`.
pub(super) fn tidy(text: &str) -> String {
    let text: String = text.chars().filter(|it| !is_unseen(*it)).nfc().collect();
    let mut tidied = String::with_capacity(text.len());
    for token in Page::of(&text).0 {
        match first_vowel(token.text) {
            Some(word) if token.kind == Kind::Word => tidied.push_str(&word),
            _ => tidied.push_str(token.text),
        }
    }
    tidied
}

/// Whether a character is invisible: soft hyphens, joiners, direction marks, tags, and control characters
/// other than white space.
fn is_unseen(letter: char) -> bool {
    let format = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{feff}' | '\u{61c}' | '\u{180e}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    format || letter.is_control() && !letter.is_whitespace()
}

fn first_vowel(word: &str) -> Option<String> {
    let mut letters = word.chars().rev();
    let (last, before, third) = (letters.next()?, letters.next()?, letters.next());
    if last.is_ascii() {
        return None;
    }
    let mut parts = last.nfd();
    let (plain, tone) = (parts.next()?, parts.next()?);
    let moves = match (before.to_ascii_lowercase(), plain.to_ascii_lowercase()) {
        ('o', 'a' | 'e') => true,
        ('u', 'y') => !matches!(third, Some('q' | 'Q')),
        _ => false,
    };
    if !moves || parts.next().is_some() || !TONES.contains(&tone) {
        return None;
    }
    let kept = word.len() - last.len_utf8() - before.len_utf8();
    Some(format!("{}{}{plain}", &word[..kept], compose(before, tone)?))
}

impl<'t> Page<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let (mut tokens, mut rest) = (Vec::new(), text);
        while let Some(first) = rest.chars().next() {
            let (mut kind, mut length) = match first {
                _ if first.is_alphabetic() => (Kind::Word, run(rest, of_word)),
                '0'..='9' => (Kind::Digits, run(rest, |it| it.is_ascii_digit())),
                _ if of_space(first) => (Kind::Space, run(rest, of_space)),
                _ => (Kind::Sign, first.len_utf8()),
            };
            if kind != Kind::Space {
                let marks = run(&rest[length..], is_combining_mark);
                if marks > 0 || is_combining_mark(first) {
                    (kind, length) = (Kind::Other, length + marks);
                }
            }
            let (text, unread) = rest.split_at(length);
            tokens.push(Token { kind, text });
            rest = unread;
        }
        Self(tokens)
    }

    pub(super) fn get(&self, at: usize) -> Option<Token<'t>> {
        self.0.get(at).copied()
    }

    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        self.text(at, Kind::Word)
    }

    pub(super) fn digits(&self, at: usize) -> Option<&'t str> {
        self.text(at, Kind::Digits)
    }

    /// The digits at `at` as a small number, if there are no more than `most` of them.
    pub(super) fn small(&self, at: usize, most: usize) -> Option<u32> {
        self.digits(at).filter(|it| it.len() <= most)?.parse().ok()
    }

    pub(super) fn is_sign(&self, at: usize, sign: char) -> bool {
        self.text(at, Kind::Sign).is_some_and(|it| it.starts_with(sign))
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.text(at, Kind::Sign).is_some_and(|it| it.starts_with(['-', '–', '—']))
    }

    pub(super) fn is_space(&self, at: usize) -> bool {
        self.text(at, Kind::Space).is_some()
    }

    /// Whether a letter or a digit stands there, so that what is beside it is only a piece of something.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|it| !matches!(it.kind, Kind::Space | Kind::Sign))
    }

    /// The same for the place before `at`.
    pub(super) fn is_glued_before(&self, at: usize) -> bool {
        at > 0 && self.is_glued(at - 1)
    }

    /// Past one space, if there is one.
    pub(super) fn past_space(&self, at: usize) -> usize {
        at + usize::from(self.is_space(at))
    }

    /// Past a dash that stands between two numbers, with or without spaces.
    pub(super) fn past_dash(&self, at: usize) -> Option<usize> {
        let dash = self.past_space(at);
        let next = self.past_space(dash + 1);
        (self.is_dash(dash) && self.digits(next).is_some()).then_some(next)
    }

    /// Whether a dash and a number stand before `at`.
    pub(super) fn is_after_dash(&self, at: usize) -> bool {
        let back = |at: usize| at - usize::from(at > 0 && self.is_space(at - 1));
        let dash = back(at);
        dash > 0
            && self.is_dash(dash - 1)
            && self.is_glued_before(back(dash - 1))
            && self.digits(back(dash - 1) - 1).is_some()
    }

    fn text(&self, at: usize, kind: Kind) -> Option<&'t str> {
        self.get(at).filter(|it| it.kind == kind).map(|it| it.text)
    }
}

fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !fits(letter)).unwrap_or(text.len())
}

pub(super) fn of_word(letter: char) -> bool {
    letter.is_alphabetic() || is_combining_mark(letter)
}

fn of_space(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}
