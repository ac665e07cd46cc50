//! Number plates: the series by letter and digit, a pause, then digit by digit.

use super::{Here, Said, letter::name_of, number::one_by_one, token::Page};

/// Words that show that a sentence is about a plate.
const SPOKEN_OF: [&str; 5] = ["biển", "soát", "bks", "xe", "ô"];

/// A plate at this place: `29A-123.45`, `61C1-234.56`, `51F-67890`, `29-A1 234.56`, `TM-12-34`.
pub(super) fn plate(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    if page.is_glued_before(at) {
        return None;
    }
    if let Some(word) = page.word(at) {
        if !(word.chars().count() == 2 && word.chars().all(char::is_uppercase)) {
            return None;
        }
        return if here.sentence().has(3, &["biển", "số", "soát"]) {
            of_army(page, at)
        } else {
            None
        };
    }
    let (end, series) = series(page, at)?;
    let between = page
        .get(end)
        .map(|it| it.text)
        .filter(|it| matches!(*it, "-" | "–" | " " | "." | "\u{a0}"));
    let spaced = between.is_some_and(|it| it.trim().is_empty());
    let (end, number) = number(page, end + usize::from(between.is_some()))?;
    // Without a dash or a point it is a plate only if the sentence is about one: `12A 12345`.
    let spoken_of = || here.sentence().has(6, &SPOKEN_OF);
    let sure = spoken_of() || between.is_some() && !spaced || number.contains(',');
    (sure && !page.is_glued(end)).then(|| (end, format!("{series}, {number}")))
}

/// The series of a plate, `29A`, `61C1`, `29LD`, `29-A1`: a province, one or two letters, perhaps a digit.
fn series(page: &Page<'_>, at: usize) -> Option<Said> {
    let place = page.digits(at).filter(|it| it.len() == 2)?;
    let letters = at + 1 + usize::from(page.is_sign(at + 1, '-'));
    let word = page.word(letters).filter(|it| it.chars().count() <= 2)?;
    let names = word.chars().map(name_of).collect::<Option<Vec<_>>>()?.join(" ");
    let (place, end) = (one_by_one(place), letters + 1);
    match page.digits(end).filter(|it| it.len() == 1) {
        Some(digit) => Some((end + 1, format!("{place} {names} {}", one_by_one(digit)))),
        None => Some((end, format!("{place} {names}"))),
    }
}

/// The number of a plate: `123.45`, `67890`, `1234`.
fn number(page: &Page<'_>, at: usize) -> Option<Said> {
    let digits = page.digits(at)?;
    let rest = page.digits(at + 2).filter(|it| it.len() == 2 && page.is_sign(at + 1, '.'));
    match (digits.len(), rest) {
        (3, Some(rest)) => Some((at + 3, format!("{}, {}", one_by_one(digits), one_by_one(rest)))),
        (4 | 5, None) => Some((at + 1, one_by_one(digits))),
        _ => None,
    }
}

/// A military plate, `TM-12-34`, `KC 12-34`: two letters and twice two digits.
fn of_army(page: &Page<'_>, at: usize) -> Option<Said> {
    let word = page.word(at).filter(|it| it.chars().count() == 2)?;
    let names = word.chars().map(name_of).collect::<Option<Vec<_>>>()?.join(" ");
    let two = |at: usize| page.digits(at).filter(|it| it.len() == 2);
    let (first, second) = (two(at + 2)?, two(at + 4)?);
    let joined = page.is_sign(at + 1, '-') || page.is_space(at + 1);
    let whole = joined
        && (page.is_sign(at + 3, '-') || page.is_sign(at + 3, '.'))
        && !page.is_glued(at + 5);
    whole.then(|| (at + 5, format!("{names}, {}, {}", one_by_one(first), one_by_one(second))))
}
