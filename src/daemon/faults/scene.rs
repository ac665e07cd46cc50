//! What the trial itself has seen of a station: the evidence that the rules are held against.
//!
//! It joins the events that a [`super::watch::Watch`] notices: claims, what the engine sounded, entries of
//! the log, adopted schedules, disturbances. It keeps facts only and judges nothing; see [`super::rules`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    calm::Calm,
    doubt::Doubt,
    entry::{Logged, Row},
    plan::Adopted,
    rules::suspicion,
};
use crate::{
    asrun::{Beat, Origin, Outcome, Subject, Verdict},
    plan::Airing,
    schedule::Priority,
};

/// An event or a state of the station that a rule may look at. The scene takes it up after the rules.
pub(super) enum Seen<'a> {
    /// The engine was ordered to start an airing at its second. `row`: the airing's row in the log.
    Claimed { airing: &'a str, row: Option<&'a Row> },
    /// The first frame has left. `subject`: what the log knows of the airing.
    Started { airing: &'a str, at: DateTime<Utc>, subject: Option<&'a Subject>, beat: Option<Beat> },
    /// So many frames of an airing have left, and so many were heard.
    Counted { airing: &'a str, consumed: u64, heard: u64 },
    /// The airing sounds no more.
    Ended { airing: &'a str },
    /// The log has a new outcome. `unarmed`: an edit cancelled an airing that was not armed.
    Entered { logged: &'a Logged, unarmed: bool },
    /// A row has disappeared from the log, and no edit names it.
    Gone { airing: &'a str },
    /// The station has had its turn. `open`: its airings without an outcome whose hour has passed, on a
    /// turn that was in time, written down, and by a clock that is believed.
    Turned { open: &'a [Row], beat: Option<Beat>, doubts: bool },
    /// Every fault is over, and the station has run on past the hour of this airing.
    WentOn { next: &'a Airing },
    /// The run is over and the station has stopped. `verdict`: the station's own proof of the log; `chain`:
    /// what the trial's proof found.
    Over { verdict: &'a Verdict, chain: Option<&'a str> },
}

/// What the engine really sounded of an airing.
pub(super) struct Sounded {
    pub(super) priority: Priority,
    /// By the time that really passed.
    pub(super) from: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
    pub(super) consumed: u64,
    pub(super) heard: u64,
}

/// A claim as the trial saw it.
#[derive(Clone, Copy)]
pub(super) struct Claim {
    /// By the time that really passed.
    pub(super) at: DateTime<Utc>,
    /// The revision of the schedule that counted then.
    pub(super) revision: i64,
}

/// The evidence so far.
pub(super) struct Scene {
    /// The airings before this instant have to be accounted for.
    pub(super) until: DateTime<Utc>,
    /// The time that really passed.
    pub(super) real: DateTime<Utc>,
    /// By how much the computer's clock is ahead of it.
    pub(super) ahead: TimeDelta,
    pub(super) logged: BTreeMap<String, Logged>,
    pub(super) sounded: BTreeMap<String, Sounded>,
    pub(super) claimed: BTreeMap<String, Claim>,
    pub(super) on_air: Option<String>,
    pub(super) adopted: Adopted,
    pub(super) calm: Calm,
    pub(super) doubt: Doubt,
    /// Code of every fault that was thrown so far.
    pub(super) thrown: BTreeSet<&'static str>,
    /// Airings that a person stopped, or whose clip broke.
    pub(super) excused: BTreeSet<String>,
    /// Whether the files were faulty from the beginning.
    pub(super) faulty_files: bool,
    /// When the computer last went on after it had hung, or its clock was set.
    pub(super) woke: DateTime<Utc>,
    /// How long the slowest claim took to be written.
    pub(super) slow: TimeDelta,
    /// Airings that were not whole or not on time in a calm hour: from when to when another one may have
    /// been in their way.
    pub(super) suspects: Vec<(Logged, DateTime<Utc>, DateTime<Utc>)>,
    /// The newest sign of life in the log.
    pub(super) beat: Option<DateTime<Utc>>,
}

impl Scene {
    pub(super) fn new(from: DateTime<Utc>, until: DateTime<Utc>, faulty_files: bool) -> Self {
        let mut calm = Calm::default();
        calm.begin(from);
        Self {
            until,
            real: from,
            ahead: TimeDelta::zero(),
            logged: BTreeMap::new(),
            sounded: BTreeMap::new(),
            claimed: BTreeMap::new(),
            on_air: None,
            adopted: Adopted::new(),
            calm,
            doubt: Doubt::default(),
            thrown: BTreeSet::new(),
            excused: BTreeSet::new(),
            faulty_files,
            woke: from,
            slow: TimeDelta::zero(),
            suspects: Vec::new(),
            beat: None,
        }
    }

    /// What the computer's clock shows.
    pub(super) fn wall(&self) -> DateTime<Utc> {
        self.real + self.ahead
    }

    /// Adds an event to the evidence.
    pub(super) fn take(&mut self, seen: &Seen<'_>) {
        let real = self.real;
        match seen {
            Seen::Claimed { airing, .. } => {
                let claim = Claim { at: real, revision: self.adopted.revision };
                self.claimed.insert((*airing).to_owned(), claim);
            }
            Seen::Started { airing, at, subject: Some(subject), .. } => {
                self.on_air = Some((*airing).to_owned());
                let (priority, from) = (subject.priority, *at - self.ahead);
                let sounded = Sounded { priority, from, until: from, consumed: 0, heard: 0 };
                self.sounded.insert((*airing).to_owned(), sounded);
            }
            Seen::Counted { airing, consumed, heard } => {
                if let Some(sounded) = self.sounded.get_mut(*airing) {
                    (sounded.consumed, sounded.heard, sounded.until) = (*consumed, *heard, real);
                }
            }
            Seen::Ended { airing } => {
                self.on_air = self.on_air.take().filter(|on_air| on_air != airing);
            }
            Seen::Entered { logged, .. } => {
                if let Some((from, to)) = suspicion(self, logged) {
                    self.suspects.push(((*logged).clone(), from, to));
                }
                if logged.origin == Origin::Schedule && logged.outcome != Some(Outcome::Cancelled) {
                    self.adopted.note(logged);
                }
                self.logged.insert(logged.airing.clone(), (*logged).clone());
            }
            Seen::Turned { beat, .. } => self.beat = beat.map(|beat| beat.at),
            _ => {}
        }
    }
}
