//! Handles places that no rule reads: the text stays, stays and is named as unknown, or is left out and named.

use super::{
    Here,
    acronym::is_unexplained,
    letter::name_of,
    sign::{is_bullet, is_punctuation},
    syllable::is_syllable,
    token::{Kind, Page},
};

/// The treatment of a place that no rule reads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays as it is written.
    Stays,
    /// It stays as it is written up to this place, and is named.
    Named(usize, String),
    /// It is left out, because it has no sound, and is named.
    LeftOut(String),
    /// It is left out and not named, because it is only the mark of a list item.
    Dropped,
    /// It is a stroke between two words, which is read as a pause.
    Pause,
}

/// The treatment of the place.
pub(super) fn fate(here: &Here<'_, '_>) -> Fate {
    let (page, at) = (here.page, here.at);
    let Some(token) = page.get(at) else { return Fate::Stays };
    match token.kind {
        Kind::Space | Kind::Digits => Fate::Stays,
        Kind::Sign if token.text == "/" => Fate::Pause,
        Kind::Sign if is_punctuation(token.text) => Fate::Stays,
        Kind::Sign if is_bullet(here) => Fate::Dropped,
        Kind::Sign | Kind::Other => Fate::LeftOut(token.text.to_owned()),
        Kind::Word => word(here, token.text),
    }
}

fn word(here: &Here<'_, '_>, text: &str) -> Fate {
    let (page, at) = (here.page, here.at);
    // `H'Hen`, `K'Ho`: letters that an apostrophe joins are one name.
    let apostrophe = ['\'', '’'].into_iter().find(|sign| page.is_sign(at + 1, *sign));
    let begins = text.chars().nth(1).is_none() || !is_syllable(text);
    if let (Some(sign), Some(rest), true) = (apostrophe, page.word(at + 2), begins) {
        return Fate::Named(at + 3, format!("{text}{sign}{rest}"));
    }
    let named = |name: String| Fate::Named(at + 1, name);
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return match half_read(here, letter) {
            Some(whole) => named(whole),
            None if name_of(letter).is_some() || is_syllable(text) => Fate::Stays,
            None => named(text.to_owned()),
        };
    }
    if here.words.has_reading_with(text) {
        return Fate::Stays;
    }
    if is_unexplained(page, at) || !is_syllable(text) {
        named(text.to_owned())
    } else {
        Fate::Stays
    }
}

/// Numbers with strokes that are neither a day nor a house number, such as `31/02/2024`, to be named as
/// unknown; each number is still read. `end` is the place after the first number.
pub(super) fn no_number(page: &Page<'_>, at: usize, end: usize) -> Option<String> {
    /// The most numbers that are named as one.
    const MOST: usize = 5;
    let stroke = |at: usize| page.is_sign(at, '/');
    let first = page
        .digits(at)
        .filter(|it| it.len() <= 2 && end == at + 1 && !(at > 0 && stroke(at - 1)))?;
    let (mut whole, mut next, mut joined) = (first.to_owned(), at + 1, 0);
    while let Some(digits) = page.digits(next + 1).filter(|_| stroke(next) && joined < MOST) {
        whole = format!("{whole}/{digits}");
        (next, joined) = (next + 2, joined + 1);
    }
    (joined > 1).then_some(whole)
}

/// An abbreviation of one letter with the rest that belongs to it: `K.5`, `c/o`, `v.v`.
fn half_read(here: &Here<'_, '_>, letter: char) -> Option<String> {
    let (page, at) = (here.page, here.at);
    let sign = ['.', '/'].into_iter().find(|sign| page.is_sign(at + 1, *sign))?;
    let next = page.get(at + 2)?;
    let numbered = sign == '.' && next.kind == Kind::Digits;
    let other =
        here.next_word(at + 2).filter(|it| letter.is_lowercase() && it.chars().count() == 1);
    let next = if numbered { next.text.to_owned() } else { other? };
    Some(format!("{letter}{sign}{next}"))
}
