//! What an entry says, and how an airing's end becomes an outcome.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Act, Aired, ClipHeard, Edit, Origin, Outcome, OutputName, Subject};
use crate::{clip::HOUSE_RATE, plan::Kind, schedule::Priority, words::Reason};

/// How an airing ended: all that its entry says beside what the airing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// `None` for what loa did not sound itself.
    pub outcome: Option<Outcome>,
    /// Why; none is needed for `aired`.
    pub reason: Option<Reason>,
    /// First frame.
    pub started_at: Option<DateTime<Utc>>,
    /// End of the last frame.
    pub ended_at: Option<DateTime<Utc>>,
    /// Frames that a device accepted.
    pub heard: u64,
    /// Frames that the output consumed.
    pub consumed: u64,
    /// Frames of the whole rundown.
    pub total: u64,
    /// Which output.
    pub output: Option<OutputName>,
}

impl Ending {
    /// Whether it says all that the log promises: an outcome of whatever loa sounds itself, and a reason of
    /// whatever was not aired. Only assertions ask.
    pub(super) fn is_complete(&self, kind: Kind) -> bool {
        let sounded = matches!(kind, Kind::Recorded | Kind::Live);
        match self.outcome {
            None => !sounded,
            Some(Outcome::Aired) => sounded,
            Some(_) => self.reason.is_some(),
        }
    }
}

/// A stored body.
pub(super) fn parsed<T: DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> Result<T, rusqlite::Error> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into())
    })
}

/// An outcome's entry, canonical once it is written: keys in alphabetical order, no floats, instants in
/// microseconds UTC. Absent values are `null`, so that every entry has every key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OutcomeBody {
    pub(super) aircheck: Option<String>,
    pub(super) airing: String,
    pub(super) approval: Option<String>,
    pub(super) by: Option<String>,
    pub(super) clips: Vec<ClipHeard>,
    pub(super) ended_us: Option<i64>,
    pub(super) frames: u64,
    pub(super) frames_heard: u64,
    pub(super) frames_total: u64,
    pub(super) kind: Kind,
    /// Always `null`: an entry is written before anything can make it good. The log's rows tell it.
    pub(super) made_good_by: Option<String>,
    pub(super) makes_good: Option<String>,
    pub(super) n: i64,
    pub(super) note: Option<String>,
    pub(super) origin: Origin,
    pub(super) outcome: Option<Outcome>,
    pub(super) output: Option<OutputName>,
    pub(super) planned_us: Option<i64>,
    pub(super) prev: String,
    pub(super) priority: Priority,
    pub(super) programme: String,
    pub(super) rate: u32,
    pub(super) reason: Option<Reason>,
    pub(super) schedule_revision: Option<i64>,
    pub(super) started_us: Option<i64>,
    pub(super) text_sha256: Option<String>,
    pub(super) title: String,
    pub(super) topic: String,
    pub(super) utilities: Vec<String>,
    pub(super) v: u32,
    pub(super) written_us: i64,
}

impl OutcomeBody {
    /// The body of entry `n`, which follows the entry whose hash is `prev`.
    pub(super) fn of(
        key: &str,
        subject: &Subject,
        ending: &Ending,
        n: i64,
        prev: String,
        now: DateTime<Utc>,
    ) -> Self {
        let subject = subject.clone();
        Self {
            aircheck: None,
            airing: key.to_owned(),
            approval: None,
            by: subject.by,
            clips: subject.clips,
            ended_us: ending.ended_at.map(|at| at.timestamp_micros()),
            frames: ending.consumed,
            frames_heard: ending.heard,
            frames_total: subject.frames_total.max(ending.total),
            kind: subject.kind,
            made_good_by: None,
            makes_good: subject.makes_good,
            n,
            note: None,
            origin: subject.origin,
            outcome: ending.outcome,
            output: ending.output.clone(),
            planned_us: subject.planned_us,
            prev,
            priority: subject.priority,
            programme: subject.programme,
            rate: HOUSE_RATE,
            reason: ending.reason.clone(),
            schedule_revision: subject.revision,
            started_us: ending.started_at.map(|at| at.timestamp_micros()),
            text_sha256: subject.text_sha256,
            title: subject.title,
            topic: subject.topic,
            utilities: subject.utilities,
            v: 1,
            written_us: now.timestamp_micros(),
        }
    }
}

/// An act's entry, canonical in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ActBody {
    pub(super) act: Act,
    /// The airings of an edit of the schedule; any other act lacks this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<Edit>,
    pub(super) n: i64,
    pub(super) prev: String,
    pub(super) v: u32,
    pub(super) written_us: i64,
}

/// Turns what the engine told into an ending.
///
/// Heard for at least 95 % of its length is aired; anything less that was heard is cut; nothing heard
/// is missed. An output that nobody hears gives `reason-no-device`; one that was heard for a part of
/// the time, `reason-device-lost`. Whatever is not aired has a reason: "unknown" does not exist.
pub fn ending_of(aired: &Aired) -> Ending {
    debug_assert!(aired.frames_heard <= aired.frames_consumed, "more was heard than has left");
    debug_assert!(aired.frames_consumed <= aired.frames_total, "more has left than there was");
    let outcome = Outcome::of_heard(aired.frames_heard, aired.frames_total);
    let unheard = aired.frames_heard < aired.frames_consumed;
    let reason = match (&aired.broken_off, outcome) {
        (Some(why), _) => Some(why.clone()),
        (None, Outcome::Aired) => None,
        (None, Outcome::Missed) if unheard => Some(Reason::NoDevice),
        (None, _) if unheard => Some(Reason::DeviceLost),
        (None, Outcome::Missed) => Some(Reason::NothingLeft),
        (None, _) => {
            let before = aired.frames_total.saturating_sub(aired.frames_consumed);
            let seconds = i64::try_from(before / u64::from(HOUSE_RATE)).unwrap_or(i64::MAX);
            Some(Reason::JoinedLate { seconds })
        }
    };
    Ending {
        outcome: Some(outcome),
        reason,
        started_at: aired.started_at,
        ended_at: aired.ended_at,
        heard: aired.frames_heard,
        consumed: aired.frames_consumed,
        total: aired.frames_total,
        output: Some(aired.output.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Aired {
        Aired {
            airing: "a".into(),
            take: 1,
            started_at: None,
            ended_at: None,
            frames_consumed: 0,
            frames_heard: 0,
            frames_total: 1000,
            output: "none".into(),
            broken_off: None,
        }
    }

    fn check(heard: u64, consumed: u64, expected: Outcome, reason: Option<&Reason>) {
        let aired = Aired { frames_consumed: consumed, frames_heard: heard, ..told() };
        let ending = ending_of(&aired);
        assert_eq!(ending.outcome, Some(expected));
        assert_eq!(ending.reason.as_ref(), reason);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_not_aired_has_a_reason(
            total in 0_u64..2_000,
            consumed in 0_u64..2_000,
            heard in 0_u64..2_000,
            stopped: bool,
        ) {
            let broken_off = stopped.then_some(Reason::Stopped);
            let aired = Aired {
                frames_consumed: consumed.min(total),
                frames_heard: heard.min(consumed).min(total),
                frames_total: total,
                broken_off,
                ..told()
            };
            let ending = ending_of(&aired);
            proptest::prop_assert!(
                ending.outcome == Some(Outcome::Aired) || ending.reason.is_some(), "{aired:?}"
            );
        }
    }

    #[test]
    fn an_outcome_follows_from_what_was_heard() {
        check(1000, 1000, Outcome::Aired, None);
        check(950, 1000, Outcome::Aired, None);
        check(949, 1000, Outcome::Cut, Some(&Reason::DeviceLost));
        check(0, 1000, Outcome::Missed, Some(&Reason::NoDevice));
        check(0, 0, Outcome::Missed, Some(&Reason::NothingLeft));
    }
}
