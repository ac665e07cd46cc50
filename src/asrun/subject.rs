//! What an airing is, as its working row keeps it.

use serde::{Deserialize, Serialize};

use super::{ClipHeard, Origin, chain::hash};
use crate::{
    plan::{self, Kind},
    schedule::Priority,
    words::Reason,
};

/// What an airing is. Fixed when it is due, its words and clips when it is armed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Programme id.
    pub programme: String,
    /// Title at that time.
    pub title: String,
    /// Topic at that time.
    pub topic: String,
    /// Who sounds it.
    pub kind: Kind,
    /// Who asked for it.
    pub origin: Origin,
    /// Who gives way.
    pub priority: Priority,
    /// `None` for an operator's or an emergency.
    pub planned_us: Option<i64>,
    /// As far as was known.
    pub length_us: i64,
    /// The schedule it comes from.
    pub revision: Option<i64>,
    /// Dealt by the rotation.
    pub utilities: Vec<String>,
    /// A rule says no, or it waits for a person.
    pub off: Option<Reason>,
    /// For a make-good: the airing that was missed.
    #[serde(default)]
    pub makes_good: Option<String>,
    /// Who asked, for an operator's.
    pub by: Option<String>,
    /// Of its words, once armed.
    pub text_sha256: Option<String>,
    /// Its clips, once armed.
    pub clips: Vec<ClipHeard>,
    /// Frames of its rundown, once armed.
    pub frames_total: u64,
}

impl Subject {
    /// The subject of a planned airing.
    pub fn of(airing: &plan::Airing, revision: i64) -> Self {
        let off = match &airing.state {
            plan::State::Planned => None,
            plan::State::Skipped(why) | plan::State::Held(why) => Some(why.clone()),
        };
        Self {
            programme: airing.programme.clone(),
            title: airing.title.clone(),
            topic: airing.topic.clone(),
            kind: airing.kind,
            origin: Origin::Schedule,
            priority: airing.priority,
            planned_us: Some(airing.planned_at.timestamp_micros()),
            length_us: airing.length.num_microseconds().unwrap_or(i64::MAX),
            revision: Some(revision),
            utilities: airing.utilities.clone(),
            off,
            makes_good: None,
            by: None,
            text_sha256: None,
            clips: Vec::new(),
            frames_total: 0,
        }
    }

    /// Puts in the words of an assembled script, by their hash.
    pub fn set_words(&mut self, words: &str) {
        self.text_sha256 = Some(hash(words));
    }
}
