//! What the engine tells of an airing, and a line of the log as people and programs read it.

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};

use super::OutputName;
use crate::{plan::Kind, schedule::Priority, words::Reason};

/// What really went out: told by the engine when a rundown has ended, however it ended. Counted in
/// frames that the output consumed, never taken from the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aired {
    /// The airing's key.
    pub airing: String,
    /// Which time it was armed: the number that came with the order. One that was taken back and armed
    /// again is told twice.
    pub take: u64,
    /// When its first frame left; `None`: none did.
    pub started_at: Option<DateTime<Utc>>,
    /// When its last frame had left.
    pub ended_at: Option<DateTime<Utc>>,
    /// Frames of it that the output consumed.
    pub frames_consumed: u64,
    /// Frames of it that somebody could hear: 0 on an output that only keeps the time.
    pub frames_heard: u64,
    /// Frames of the whole rundown.
    pub frames_total: u64,
    /// The output that it was heard on, or would have been.
    pub output: OutputName,
    /// Why it did not play to its end; `None`: it did.
    pub broken_off: Option<Reason>,
}

/// The value of `by` in the log for the sample station's greeting, `loa run --hello`.
pub const HELLO: &str = "loa run --hello";

/// How an airing ended. The five are complete: there is no "unknown".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Đã phát: heard for at least 95 % of its length.
    Aired,
    /// Phát dở: some of it was heard.
    Cut,
    /// Không phát được: none of it was heard, and it should have been.
    Missed,
    /// Nghỉ theo lịch: a rule said no.
    Skipped,
    /// Đã hủy: a person said no, or edited it away.
    Cancelled,
}

impl Outcome {
    /// All five, in the order of reports.
    pub const ALL: [Self; 5] =
        [Self::Aired, Self::Cut, Self::Missed, Self::Skipped, Self::Cancelled];

    /// Its code in JSON, and with `outcome-` before it in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Aired => "aired",
            Self::Cut => "cut",
            Self::Missed => "missed",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Who asked for an airing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The schedule.
    Schedule,
    /// Phát bù: in place of a missed one.
    Makegood,
    /// A person, at once.
    Operator,
    /// An emergency.
    Emergency,
}

/// A clip that an airing used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClipHeard {
    /// Its name.
    pub clip: String,
    /// Of the file's bytes.
    pub sha256: String,
}

/// A line of the as-run log, in the form of `log --json`: instants in the station's zone with
/// milliseconds, lengths in seconds.
///
/// Planned = rows of origin `schedule` and kind `recorded`; each of them has an outcome once its
/// time is over. All else is counted apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The airing's key.
    pub airing: String,
    /// Programme id; empty, in JSON `null`, for what a person declared that was none.
    #[serde(serialize_with = "nothing_is_null")]
    pub programme: String,
    /// Title at that time.
    pub title: String,
    /// Topic at that time.
    pub topic: String,
    /// Who sounded it.
    pub kind: Kind,
    /// Who asked for it.
    pub origin: Origin,
    /// Who gave way.
    pub priority: Priority,
    /// `None` for origin operator and emergency.
    #[serde(serialize_with = "millis")]
    pub planned_at: Option<DateTime<FixedOffset>>,
    /// `None` while on air, for kind declared, and for kind elsewhere unless it was put off.
    pub outcome: Option<Outcome>,
    /// The reason; in JSON its code.
    #[serde(serialize_with = "code")]
    pub reason: Option<Reason>,
    /// The reason as a sentence.
    pub reason_text: Option<String>,
    /// First frame.
    #[serde(serialize_with = "millis")]
    pub started_at: Option<DateTime<FixedOffset>>,
    /// End of the last frame.
    #[serde(serialize_with = "millis")]
    pub ended_at: Option<DateTime<FixedOffset>>,
    /// `started_at` − `planned_at`, milliseconds with three decimals.
    pub start_error_ms: Option<f64>,
    /// `ended_at` − `started_at`.
    pub duration_s: Option<f64>,
    /// Seconds that a device accepted.
    pub heard_s: Option<f64>,
    /// Which output.
    pub output: Option<OutputName>,
    /// Utilities spoken of.
    pub utilities: Vec<String>,
    /// The script, by the schedule it came from; `None` for an airing that loa does not sound.
    pub script: Option<String>,
    /// Of the words, when there were any.
    pub text_sha256: Option<String>,
    /// What was played.
    pub clips: Vec<ClipHeard>,
    /// The schedule it came from.
    pub schedule_revision: Option<i64>,
    /// The airing that this one makes good.
    pub makes_good: Option<String>,
    /// The airing that made this one good, once it has been heard.
    pub made_good_by: Option<String>,
    /// Who acted.
    pub by: Option<String>,
    /// A person's remark.
    pub note: Option<String>,
    /// Who approved the content.
    pub approval: Option<String>,
    /// The recording of what went out.
    pub aircheck: Option<String>,
}

impl Row {
    /// Whether other equipment sounded it, as far as the log can know: a relay that a rule or a person
    /// cancelled has an outcome, and does not count as relayed.
    pub fn was_relayed(&self) -> bool {
        self.kind == Kind::Elsewhere && self.outcome.is_none()
    }
}

#[expect(clippy::ref_option, reason = "serde hands the field over by reference")]
fn code<S: serde::Serializer>(reason: &Option<Reason>, serializer: S) -> Result<S::Ok, S::Error> {
    reason.as_ref().map(Reason::json_code).serialize(serializer)
}

fn nothing_is_null<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if text.is_empty() { serializer.serialize_none() } else { serializer.serialize_str(text) }
}

#[expect(clippy::ref_option, reason = "serde hands the field over by reference")]
fn millis<S: serde::Serializer>(
    at: &Option<DateTime<FixedOffset>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => {
            let text = at.to_rfc3339_opts(chrono::SecondsFormat::Millis, false);
            serializer.serialize_some(&text)
        }
        None => serializer.serialize_none(),
    }
}
