//! Which words of a recording are no longer those of the script, as one line for a person.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::UnicodeNormalization;

use super::transcript::{Kind, kind, words};

/// Words kept on each side of a change.
const AROUND: usize = 4;
/// A change is shown with no more words than this of either text, half of them from each end.
const LONGEST: usize = 16;
/// Changes shown; whoever has to read more of them reads the whole.
const MOST: usize = 6;
/// Stands for words left out.
const MORE: &str = "…";

/// Where `to` says other words than `from`, with the words around it as `to` writes them:
/// `… bà con [gửi → khai báo] thông báo …`; words that were added are `[+ ngay]`, words that are gone
/// `[- ngay]`. `None` where [`same_words`](super::same_words) would say yes.
pub fn changed_words(from: &str, to: &str) -> Option<String> {
    let (old, new) = (Text::of(from), Text::of(to));
    let ops = capture_diff_slices(Algorithm::Myers, &old.keys, &new.keys);
    let (mut parts, mut changes) = (Vec::new(), 0);
    for (place, op) in ops.iter().enumerate() {
        if let DiffOp::Equal { .. } = op {
            parts.extend(new.around(op.new_range(), place == 0, place + 1 == ops.len()));
            continue;
        }
        if changes == MOST {
            parts.push(MORE.to_owned());
            break;
        }
        changes += 1;
        parts.push(change(&old.ends(op.old_range()), &new.ends(op.new_range())));
    }
    (changes > 0).then(|| parts.join(" "))
}

fn change(old: &str, new: &str) -> String {
    match (old, new) {
        ("", new) => format!("[+ {new}]"),
        (old, "") => format!("[- {old}]"),
        (old, new) => format!("[{old} → {new}]"),
    }
}

/// A text and its words.
pub(super) struct Text<'t> {
    whole: &'t str,
    /// Where each word stands.
    places: Vec<Range<usize>>,
    /// What of each word makes a difference; several where one letter holds several words, such as ½.
    pub(super) keys: Vec<Vec<String>>,
}

impl<'t> Text<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        for (at, letter) in text.char_indices() {
            let (part, end) = (part(letter), at + letter.len_utf8());
            match places.last_mut().filter(|_| open) {
                _ if part == Kind::Between => {}
                Some(place) if part != Kind::Sign => place.end = end,
                _ => places.push(at..end),
            }
            open = !matches!(part, Kind::Between | Kind::Sign);
        }
        // A word of nothing but marks that nobody sees is none.
        places.retain(|place| !words(&text[place.clone()]).is_empty());
        let keys = places.iter().map(|place| words(&text[place.clone()])).collect();
        Self { whole: text, places, keys }
    }

    /// These words as written, white space tidied.
    fn written(&self, words: Range<usize>) -> String {
        let places = self.places.get(words).unwrap_or_default();
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return String::new();
        };
        let written = &self.whole[first.start..last.end];
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// These words; of many, those at both ends.
    fn ends(&self, words: Range<usize>) -> String {
        if words.len() <= LONGEST {
            return self.written(words);
        }
        let (first, last) = (words.start + LONGEST / 2, words.end - LONGEST / 2);
        format!("{} {MORE} {}", self.written(words.start..first), self.written(last..words.end))
    }

    /// Of words that did not change, those next to a change; at the text's ends there is none on one
    /// side.
    fn around(&self, words: Range<usize>, is_first: bool, is_last: bool) -> Vec<String> {
        let head = if is_first { 0 } else { AROUND };
        let tail = if is_last { 0 } else { AROUND };
        if words.len() <= head + tail {
            return vec![self.written(words)];
        }
        let (first, last) = (words.start + head, words.end - tail);
        let parts =
            [self.written(words.start..first), MORE.to_owned(), self.written(last..words.end)];
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    }
}

/// What a letter as written does in a word: the most that one of the letters it stands for does.
fn part(letter: char) -> Kind {
    let mut found = Kind::Between;
    for inner in letter.nfkd().flat_map(char::to_lowercase).nfd() {
        match kind(inner) {
            Kind::Sign if found == Kind::Between => found = Kind::Sign,
            Kind::Between | Kind::Sign => {}
            other => found = other,
        }
    }
    found
}
