//! What a person or the station did that is no airing, as a type: code decides by the variant.
//!
//! The stored form is that of a [`Message`]; an act that this version does not know is kept as it stands.

use serde::{Deserialize, Serialize};

use crate::words::{Lang, Message};

/// The code of an edit, for queries of the log.
pub(super) const EDITED: &str = "act-edited";
/// The code of an edit in a log of loa 0.1.0, which named no airings.
pub(super) const ADOPTED: &str = "act-adopted";
/// The code of a start, for queries of the log.
pub(super) const STARTED: &str = "act-started";
/// The code of a restore, for queries of the log.
pub(super) const RESTORED: &str = "act-restored";
/// The code of a make-good that found no slot, for queries of the log.
pub(super) const NOT_MADE_GOOD: &str = "act-not-made-good";

/// An act in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    pub what: ActKind,
    /// Who; `None`: the station itself.
    pub by: Option<String>,
}

/// What was done, with its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "args")]
pub enum ActKind {
    /// The station started.
    #[serde(rename = "act-started")]
    Started {
        /// The revision of the schedule that it adopted.
        revision: i64,
    },
    /// The station stopped in good order.
    #[serde(rename = "act-stopped")]
    Stopped,
    /// An edit of the schedule, in a log of loa 0.1.0.
    #[serde(rename = "act-adopted")]
    Adopted {
        /// The new revision.
        revision: i64,
    },
    /// An edit that changed neither programmes nor hours.
    #[serde(rename = "act-settings")]
    Settings {
        /// The new revision.
        revision: i64,
    },
    /// An edit of the schedule, with the counts of the airings that it changed.
    #[serde(rename = "act-edited")]
    Edited {
        /// The former revision.
        from: i64,
        /// The new one.
        revision: i64,
        /// Airings that it removed before they were armed.
        took: i64,
        /// Airings that it added.
        added: i64,
        /// Airings that one of its rules forbids now.
        put_off: i64,
        /// Airings that none of its rules forbids any more.
        resumed: i64,
        /// Armed airings that it cancelled.
        cancelled: i64,
    },
    /// A person stopped an airing.
    #[serde(rename = "act-stop-airing")]
    StopAiring {
        /// Its key.
        airing: String,
    },
    /// A person confirmed the computer's clock.
    #[serde(rename = "act-clock-confirmed")]
    ClockConfirmed,
    /// The computer's clock was set.
    #[serde(rename = "act-clock-step")]
    ClockStep {
        /// By how much.
        seconds: i64,
    },
    /// The computer slept or hung.
    #[serde(rename = "act-slept")]
    Slept {
        /// For how long.
        seconds: i64,
    },
    /// A report was made.
    #[serde(rename = "act-report")]
    Report {
        /// Its month, `2026-11`.
        month: String,
        /// Its revision.
        revision: i64,
        /// The letters that left with it.
        letters: i64,
    },
    /// The log was restored from a backup.
    #[serde(rename = "act-restored")]
    Restored {
        /// The last sign of life in the backup, microseconds; `None`: it has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alive_us: Option<i64>,
    },
    /// No slot was found for a make-good.
    #[serde(rename = "act-not-made-good")]
    NotMadeGood {
        /// Key of the missed airing.
        airing: String,
        /// Its title.
        title: String,
        /// Its planned instant, in words.
        missed: String,
        /// Until when a slot was looked for, in words.
        at: String,
    },
    /// An act of another version of loa.
    #[serde(untagged)]
    Other(Message),
}

impl ActKind {
    /// The act as a message.
    pub fn message(&self) -> Message {
        Message::of(self)
    }

    /// The act in words.
    pub fn render(&self, lang: Lang) -> String {
        self.message().render(lang)
    }

    /// The revision of the schedule that counts from this act on; `None`: it changed none.
    pub(super) fn revision(&self) -> Option<i64> {
        match self {
            Self::Started { revision }
            | Self::Adopted { revision }
            | Self::Settings { revision }
            | Self::Edited { revision, .. } => Some(*revision),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stored: &str, expected: &ActKind) {
        let read: ActKind = serde_json::from_str(stored).unwrap();
        assert_eq!(read, *expected);
        let message: Message = serde_json::from_str(stored).unwrap();
        assert_eq!(read.message(), message);
        assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    }

    #[test]
    fn an_act_is_stored_as_a_phrase_and_an_unknown_one_is_kept() {
        check(r#"{"code":"act-stopped"}"#, &ActKind::Stopped);
        check(r#"{"code":"act-slept","args":{"seconds":90}}"#, &ActKind::Slept { seconds: 90 });
        let later = Message::new("act-danced").with("steps", 3_i64);
        check(r#"{"code":"act-danced","args":{"steps":3}}"#, &ActKind::Other(later));
    }

    #[test]
    fn the_codes_of_queries_are_those_of_the_acts() {
        let text = String::new;
        let not =
            ActKind::NotMadeGood { airing: text(), title: text(), missed: text(), at: text() };
        for (code, act) in [
            (ADOPTED, ActKind::Adopted { revision: 1 }),
            (STARTED, ActKind::Started { revision: 1 }),
            (RESTORED, ActKind::Restored { alive_us: Some(1) }),
            (NOT_MADE_GOOD, not),
        ] {
            assert_eq!(act.message().code, code);
        }
    }
}
