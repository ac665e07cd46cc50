//! Tells an acronym from a word written in capitals.

use unicode_normalization::UnicodeNormalization;

use super::token::Page;

/// A heading's words vouch for each other over so many places.
const NEAR: usize = 4;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

const VOWELS: [&str; 37] = [
    "a", "e", "i", "o", "u", "y", "ai", "ao", "au", "ay", "eo", "eu", "ia", "ie", "ieu", "iu",
    "oa", "oai", "oay", "oe", "oeo", "oi", "oo", "ua", "uay", "ue", "ui", "uo", "uoi", "uou", "uu",
    "uy", "uya", "uye", "uyu", "ye", "yeu",
];

const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether at `at` stands an acronym: two or more capital letters that are no word of a heading.
pub(super) fn is_unexplained(page: &Page<'_>, at: usize) -> bool {
    let Some(word) = page.word(at).filter(|it| is_capitals(it)) else { return false };
    let heading = is_syllable(word) && (is_marked(word) || stands_in_heading(page, at));
    !heading
}

fn is_capitals(word: &str) -> bool {
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

/// Whether a word has the shape of a Vietnamese syllable, its marks aside.
fn is_syllable(word: &str) -> bool {
    let plain: String = word.to_lowercase().nfd().filter(|it| it.is_alphabetic()).collect();
    ONSETS.iter().any(|onset| {
        let rest = plain.strip_prefix(onset);
        rest.is_some_and(|rest| {
            CODAS.iter().any(|coda| rest.strip_suffix(coda).is_some_and(|it| VOWELS.contains(&it)))
        })
    })
}
