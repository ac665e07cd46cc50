//! Tells an acronym from a word written in capitals.

use super::{syllable::is_syllable, token::Page};

/// A heading's words vouch for each other over so many places.
const NEAR: usize = 4;

/// Whether at `at` stands an acronym: two or more capital letters that are no word of a heading.
pub(super) fn is_unexplained(page: &Page<'_>, at: usize) -> bool {
    let Some(word) = page.word(at).filter(|it| is_capitals(it)) else { return false };
    let heading = is_syllable(word) && (is_marked(word) || stands_in_heading(page, at));
    !heading
}

pub(super) fn is_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

/// Whether a word of the same heading can only be a word: it bears a mark of Vietnamese.
fn stands_in_heading(page: &Page<'_>, at: usize) -> bool {
    let vouches = |at: usize| page.word(at).filter(|it| is_capitals(it)).map(is_vietnamese);
    let after = (1..=NEAR).map(|step| page.is_space(at + 2 * step - 1).then(|| at + 2 * step));
    let before = (1..=NEAR).map(|step| {
        let place = at.checked_sub(2 * step)?;
        page.is_space(place + 1).then_some(place)
    });
    let seen = |places: &mut dyn Iterator<Item = Option<usize>>| {
        places.map_while(|place| vouches(place?)).any(|it| it)
    };
    seen(&mut after.into_iter()) || seen(&mut before.into_iter())
}

fn is_vietnamese(word: &str) -> bool {
    is_marked(word) && is_syllable(word)
}

/// Whether a vowel bears a mark; `Đ` alone may begin an acronym.
fn is_marked(word: &str) -> bool {
    word.chars().any(|letter| !letter.is_ascii() && letter != 'Đ')
}
