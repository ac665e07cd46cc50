//! The fates of airings, as data: sentences are made where they are shown.

use chrono::{DateTime, TimeDelta, Utc};

use crate::words::Reason;

/// The fate of each airing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fates {
    /// Of those on air, in the order in which they were given.
    pub on_air: Vec<Run>,
    /// Of those that want the air, in the order in which they were given.
    pub contenders: Vec<Fate>,
}

/// The fate of an airing that wants the air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It begins.
    Airs(Run),
    /// Nothing of it is heard.
    Missed(Missed),
}

/// An airing's time on air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first frame.
    pub from: DateTime<Utc>,
    /// The instant after its last frame.
    pub until: DateTime<Utc>,
    /// How much of its beginning is left out, because it joins late.
    pub left_out: TimeDelta,
    /// The airing that it waited for, where it does not start on time.
    pub waited_for: Option<Rival>,
    /// Why it does not play to its end; `None`: it does.
    pub stop: Option<Stop>,
}

/// An order to fade an airing out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// When the fade begins.
    pub at: DateTime<Utc>,
    /// Why.
    pub why: StopReason,
}

/// Why an airing is stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// It gives way to a higher priority.
    GivesWay(Rival),
    /// Quiet hours begin: the rule, as the log keeps it.
    Quiet(Reason),
}

/// An airing that does not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// From when on that is certain.
    pub at: DateTime<Utc>,
    /// Why.
    pub why: MissReason,
}

/// Why an airing does not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissReason {
    /// Its script or a clip is faulty.
    CannotSound,
    /// Another one has the air for longer than it may wait.
    Busy(Rival),
    /// A rule forbids it to begin so late: the rule, as the log keeps it.
    Forbidden(Reason),
    /// It is this much too late, and no other was in its way: the station did not run, or could not tell
    /// the time.
    TooLate(TimeDelta),
}

/// The other airing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    /// Its key.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// Its instant, if it comes; its first frame, if it is on air.
    pub from: DateTime<Utc>,
    /// The end of its time on air, as far as is known then.
    pub until: DateTime<Utc>,
}

impl Run {
    /// How much of it is heard, if nothing else happens.
    pub fn heard(&self) -> TimeDelta {
        (self.until - self.from).max(TimeDelta::zero())
    }

    /// Whether it counts as aired, of a rundown of this length, and not as cut.
    pub fn is_whole(&self, length: TimeDelta) -> bool {
        let micros = |it: TimeDelta| it.num_microseconds().unwrap_or_default().unsigned_abs();
        is_whole(micros(self.heard()), micros(length))
    }
}

impl StopReason {
    /// The reason that the log keeps.
    pub fn reason(&self) -> Reason {
        match self {
            Self::GivesWay(rival) => Reason::CutIn { title: rival.title.clone() },
            Self::Quiet(rule) => rule.clone(),
        }
    }
}

impl Rival {
    /// The reason that the log keeps of an airing that was missed because of this one.
    pub fn was_on_air(&self) -> Reason {
        Reason::Busy { title: self.title.clone() }
    }
}

/// Whether an airing counts as aired, and not as cut, if so much of its whole was heard; both in the same
/// unit.
pub fn is_whole(heard: u64, whole: u64) -> bool {
    heard.saturating_mul(100) >= whole.saturating_mul(95)
}
