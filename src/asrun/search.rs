//! Finds rows of the log by words: of the title, the topic, the utilities, or of what was read.
//!
//! Letters are compared without tone marks and capitals, however they are put together, and syllables
//! from their beginning: `can cu` finds `Căn cước` and the utility `can-cuoc`.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;

use super::{Row, words_of};
use crate::{store::Error, words::plain_letters};

/// The rows in which `sought` is found. `titles` are what people call the utilities, by id.
pub fn search(
    connection: &Connection,
    rows: Vec<Row>,
    sought: &str,
    titles: &BTreeMap<String, String>,
) -> Result<Vec<Row>, Error> {
    let sought = syllables(sought);
    // The same words go out again and again.
    let mut read: HashMap<String, String> = HashMap::new();
    let mut found = Vec::new();
    for row in rows {
        let mut places =
            vec![syllables(&row.title), syllables(&row.topic), syllables(&row.programme)];
        for id in &row.utilities {
            places.push(syllables(id));
            places.extend(titles.get(id).map(|title| syllables(title)));
        }
        let spoken = match &row.text_sha256 {
            None => "",
            Some(sha256) => {
                if !read.contains_key(sha256) {
                    let words = words_of(connection, sha256)?.unwrap_or_default();
                    read.insert(sha256.clone(), syllables(&words));
                }
                read.get(sha256).map_or("", String::as_str)
            }
        };
        if spoken.contains(&sought) || places.iter().any(|it| it.contains(&sought)) {
            found.push(row);
        }
    }
    Ok(found)
}

/// Plain syllables, a space before each.
fn syllables(text: &str) -> String {
    let plain = plain_letters(text);
    let mut spaced = String::with_capacity(plain.len() + 1);
    for syllable in plain.split(|letter: char| !letter.is_alphanumeric()) {
        if !syllable.is_empty() {
            spaced.push(' ');
            spaced.push_str(syllable);
        }
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sought: &str, text: &str, expected: bool) {
        assert_eq!(syllables(text).contains(&syllables(sought)), expected, "{sought} in {text}");
    }

    #[test]
    fn words_are_found_with_or_without_marks_and_however_they_are_put_together() {
        let text = "Thẻ căn cước, đổi ở Công an xã";
        for sought in ["căn cước", "can cuoc", "CĂN CƯỚC", "ca\u{306}n cu\u{31b}\u{1edb}c", "doi o"]
        {
            check(sought, text, true);
        }
        check("can-cuoc", text, true);
        check("can cu", text, true);
        check("an cuoc", text, false);
        check("cước căn", text, false);
        check("cu tru", "sổ cũ, không trừ", false);
    }
}
