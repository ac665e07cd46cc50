//! `[report] topics`: the topics that the monthly report counts, because they answer the dispatch.
//!
//! All other airings are one line of the report. Two spellings mean the same topic if they differ only in
//! capitals, spaces, tone marks, Unicode composition, or the Icelandic Ð that some keyboards give for Đ.

use crate::{diagnostic::form::Written, words::plain_letters};

/// The default topic.
const USUAL: &str = "Đề án 06";

/// The topics that a report counts, in the order in which it prints them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topics {
    /// Their names as papers print them, with the bytes of the file where each is written; `0..0` for
    /// the default topic, which is not in the file. Never empty, no topic twice.
    names: Vec<Written<String>>,
}

impl Default for Topics {
    fn default() -> Self {
        Self { names: vec![Written { value: USUAL.to_owned(), span: 0..0 }] }
    }
}

impl Topics {
    /// Builds the list from the file's names; empty and repeated names are left out. Without any name it
    /// holds the default topic.
    pub fn of(written: Vec<Written<String>>) -> Self {
        let mut topics = Self { names: Vec::new() };
        for name in written {
            if !name.value.trim().is_empty() && topics.name_of(&name.value).is_none() {
                topics.names.push(name);
            }
        }
        if topics.names.is_empty() { Self::default() } else { topics }
    }

    /// The names as papers print them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| name.value.as_str())
    }

    /// The names with the bytes of the file where each is written.
    pub fn written(&self) -> &[Written<String>] {
        &self.names
    }

    /// The name under which a report counts `topic`; `None` if it is other content.
    pub fn name_of(&self, topic: &str) -> Option<&str> {
        self.names().find(|name| is_same_topic(name, topic))
    }
}

/// Whether two writings mean the same topic.
pub fn is_same_topic(one: &str, other: &str) -> bool {
    plain_topic(one) == plain_topic(other)
}

/// The form of a topic's name that is compared.
pub fn plain_topic(topic: &str) -> String {
    plain_letters(topic).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(names: &[&str]) -> Topics {
        let written = |name: &&str| Written { value: (*name).to_owned(), span: 1..2 };
        Topics::of(names.iter().map(written).collect())
    }

    #[test]
    fn a_topic_is_the_same_however_it_was_typed() {
        let usual = Topics::default();
        for typed in [
            "Đề án 06",
            "ĐỀ ÁN 06",
            "  đề  án\u{a0}06 ",
            "De an 06",
            "Đe\u{302}\u{300} a\u{301}n 06",
            "\u{d0}ề án 06",
        ] {
            assert_eq!(usual.name_of(typed), Some("Đề án 06"), "{typed:?}");
        }
        for other in ["Đề án 6", "Thông báo", "", "Đề án 06 và Thông báo"] {
            assert_eq!(usual.name_of(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_topic_that_is_named_twice_or_not_at_all_is_there_once() {
        let names = |topics: &Topics| topics.names().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            names(&topics(&["An ninh", "an  ninh", " ", "Đề án 06"])),
            ["An ninh", "Đề án 06"]
        );
        assert_eq!(topics(&["", " "]), Topics::default());
    }
}
