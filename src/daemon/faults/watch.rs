//! Looks on from outside, and holds the rules.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::{
    calm::Calm,
    entry::{self, Logged, open_before, subject},
    plan::{Adopted, grace},
    taken::Taken,
};
use crate::{
    air::Told,
    asrun::{self, Origin, Outcome},
    clip::HOUSE_RATE,
    clock::RELEASED,
    plan::Kind,
    schedule::Priority,
    words::Phrase,
};

/// Progress is stored once a second: a power cut loses so many frames at most.
const SECOND: u64 = HOUSE_RATE as u64;
/// A turn may find an airing this much later, and no disturbance is needed for it.
const TURN: TimeDelta = TimeDelta::seconds(3);
/// An airing that the player lost is ended half a minute after its length.
const LOST: TimeDelta = TimeDelta::seconds(35);
/// A frame, rounded up: the start is the first frame at the instant or after.
const FRAME: TimeDelta = TimeDelta::microseconds(21);
/// A claim is made a second ahead, and holds half a second after the start.
const CLAIM_HOLDS: TimeDelta = TimeDelta::milliseconds(1_600);

/// A rule that did not hold.
pub(super) struct Broken {
    pub(super) at: DateTime<Utc>,
    pub(super) rule: Phrase,
    pub(super) airing: Option<String>,
    pub(super) seen: String,
}

/// What the engine really sounded of an airing.
struct Sounded {
    priority: Priority,
    /// By the time that really passed.
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    consumed: u64,
    heard: u64,
}

pub(super) struct Watch {
    /// The airings before this instant have to be accounted for.
    until: DateTime<Utc>,
    pub(super) broken: Vec<Broken>,
    last: i64,
    logged: BTreeMap<String, Logged>,
    sounded: BTreeMap<String, Sounded>,
    /// When each was claimed, and under which revision.
    claimed: BTreeMap<String, (DateTime<Utc>, i64)>,
    on_air: Option<String>,
    adopted: Adopted,
    taken: Taken,
    pub(super) calm: Calm,
    /// Airings that a person stopped, or whose clip broke.
    excused: BTreeSet<String>,
    /// Files that were faulty from the beginning excuse what misses them.
    faulty_files: bool,
    /// To be held against all that sounded: from when to when somebody else may have been on air.
    suspects: Vec<(Logged, DateTime<Utc>, DateTime<Utc>)>,
    /// When the computer last went on after it had hung, or its clock was set.
    pub(super) woke: DateTime<Utc>,
    /// How long the slowest claim took to be written.
    pub(super) slow: TimeDelta,
    real: DateTime<Utc>,
}

impl Watch {
    pub(super) fn new(from: DateTime<Utc>, until: DateTime<Utc>, faulty_files: bool) -> Self {
        let mut calm = Calm::default();
        calm.begin(from);
        Self {
            until,
            broken: Vec::new(),
            last: 0,
            logged: BTreeMap::new(),
            sounded: BTreeMap::new(),
            claimed: BTreeMap::new(),
            on_air: None,
            adopted: Adopted::new(),
            taken: Taken::default(),
            calm,
            excused: BTreeSet::new(),
            faulty_files,
            suspects: Vec::new(),
            woke: from,
            slow: TimeDelta::zero(),
            real: from,
        }
    }

    /// A person or a clip ends this one before its time.
    pub(super) fn excuse(&mut self, airing: String) {
        self.excused.insert(airing);
    }

    /// The engine was told that this one may start.
    pub(super) fn claimed(&mut self, airing: &str, real: DateTime<Utc>) {
        self.claimed.insert(airing.to_owned(), (real, self.adopted.revision));
    }

    /// What the engine told, before the station hears of it.
    pub(super) fn hear(
        &mut self,
        connection: &Connection,
        real: DateTime<Utc>,
        ahead: TimeDelta,
        told: &Told,
    ) {
        self.real = real;
        match told {
            Told::Started { airing, at } => self.started(connection, ahead, airing, *at),
            Told::Progress { airing, frames, heard } => self.counted(airing, *frames, *heard),
            Told::Ended(aired) => {
                if aired.started_at.is_some() {
                    self.counted(&aired.airing, aired.frames_consumed, aired.frames_heard);
                }
                self.on_air = self.on_air.take().filter(|on_air| *on_air != aired.airing);
            }
            Told::Output { .. } => {}
        }
    }

    fn started(
        &mut self,
        connection: &Connection,
        ahead: TimeDelta,
        airing: &str,
        at: DateTime<Utc>,
    ) {
        let from = at - ahead;
        if self.sounded.contains_key(airing) {
            self.fault("rule-twice", airing, format!("started again at {at}"));
        }
        if let Some(logged) = self.logged.get(airing) {
            let seen = format!("started at {at} after its outcome {:?}", logged.outcome);
            self.fault("rule-after-outcome", airing, seen);
        }
        if let Some(other) = self.on_air.clone() {
            self.fault("rule-two-at-once", airing, format!("{other} is on air at {at}"));
        }
        let Some(subject) = subject(connection, airing) else {
            return self.fault("rule-unplanned", airing, "it has no row".to_owned());
        };
        self.on_air = Some(airing.to_owned());
        let priority = subject.priority;
        let sounded = Sounded { priority, from, until: from, consumed: 0, heard: 0 };
        self.sounded.insert(airing.to_owned(), sounded);
        let Some(planned) = subject.planned_us.map(crate::clock::from_micros) else { return };
        if at < planned {
            self.fault("rule-early", airing, format!("{at} before {planned}"));
        }
        let programme = self.adopted.schedule.as_ref().and_then(|it| {
            it.programme(&subject.programme).map(|found| (it.clone(), found.clone()))
        });
        let may = programme.as_ref().map_or(TimeDelta::zero(), |(_, it)| grace(it.late));
        let claim = self.claimed.get(airing).copied();
        let waited = claim.map_or(TimeDelta::zero(), |(claim, _)| from - claim);
        if at - planned > may + CLAIM_HOLDS && waited > CLAIM_HOLDS {
            self.fault(
                "rule-late",
                airing,
                format!("{at}, planned {planned}, claimed {waited} ago"),
            );
        }
        if subject.origin != Origin::Schedule || priority == Priority::Emergency {
            return;
        }
        // What was claimed before a file was saved goes out: its second has come.
        let unchanged = claim.is_some_and(|(_, revision)| revision == self.adopted.revision);
        let rule = programme.and_then(|(schedule, it)| {
            // It may have been decided before.
            schedule.rule_against(&it, at - self.slow)?;
            schedule.rule_against(&it, at)
        });
        if let Some(rule) = rule.filter(|_| unchanged) {
            self.fault("rule-forbidden", airing, format!("{at}: {}", rule.code));
        }
        let beat = asrun::last_beat(connection).ok().flatten();
        let beat_ahead = beat.is_some_and(|beat| at + TimeDelta::minutes(1) < beat.at);
        if at < RELEASED || beat_ahead {
            self.fault("rule-clock", airing, format!("{at}, last sign of life {beat:?}"));
        }
    }

    fn counted(&mut self, airing: &str, consumed: u64, heard: u64) {
        let real = self.real;
        if let Some(sounded) = self.sounded.get_mut(airing) {
            (sounded.consumed, sounded.heard, sounded.until) = (consumed, heard, real);
        }
        if let Some(logged) = self.logged.get(airing)
            && heard > logged.heard + SECOND
        {
            let seen = format!("{heard} frames heard, the log says {}", logged.heard);
            self.fault("rule-after-outcome", airing, seen);
        }
    }

    /// After a turn. `checks`: the turn was in time, written down, and the clock is believed.
    pub(super) fn look(
        &mut self,
        connection: &Connection,
        real: DateTime<Utc>,
        ahead: TimeDelta,
        checks: bool,
    ) -> anyhow::Result<()> {
        self.real = real;
        let wall = real + ahead;
        self.adopted.look(connection, wall)?;
        for logged in entry::since(connection, &mut self.last)? {
            if self.taken.wrongly_cancelled(&logged) {
                self.fault("rule-never-planned", &logged.airing, "cancelled unarmed".to_owned());
            }
            self.entered(ahead, logged);
        }
        for airing in self.taken.look(connection)? {
            self.fault("rule-gone", &airing, "no edit names it".to_owned());
        }
        if !checks {
            return Ok(());
        }
        for (airing, phase, at) in open_before(connection, wall - TURN)? {
            if self.on_air.as_ref() == Some(&airing) {
                continue;
            }
            let lost = if phase == "claimed" { LOST } else { TimeDelta::zero() };
            if at.max(self.woke + ahead) + self.adopted.patience + lost + TURN < wall {
                self.fault("rule-overdue", &airing, format!("{phase}, over at {at}"));
            }
        }
        Ok(())
    }

    fn entered(&mut self, ahead: TimeDelta, logged: Logged) {
        let airing = logged.airing.clone();
        let Logged { consumed, heard, total, .. } = logged;
        let silent = matches!(logged.outcome, Some(Outcome::Skipped | Outcome::Cancelled));
        if logged.outcome.is_none() != (logged.kind != Kind::Recorded) && !silent {
            self.fault("rule-outcome", &airing, format!("{:?}: {:?}", logged.kind, logged.outcome));
        }
        if heard > consumed || consumed > total.max(consumed * u64::from(total == 0)) {
            self.fault("rule-figures", &airing, format!("{heard} of {consumed} of {total}"));
        }
        let fits = match logged.outcome {
            Some(Outcome::Aired) => heard > 0 && heard * 100 >= total * 95,
            Some(Outcome::Cut) => heard > 0 && heard * 100 < total * 95,
            _ => heard == 0,
        };
        if !fits {
            let seen = format!("{:?} with {heard} of {total}", logged.outcome);
            self.fault("rule-outcome", &airing, seen);
        }
        let whole = matches!(logged.outcome, Some(Outcome::Aired) | None);
        if !whole && logged.reason.is_none() {
            self.fault("rule-reason", &airing, format!("{:?}", logged.outcome));
        }
        let (really, really_heard) =
            self.sounded.get(&airing).map_or((0, 0), |it| (it.consumed, it.heard));
        if consumed > really || heard > really_heard {
            let seen = format!("log {heard}/{consumed}, sounded {really_heard}/{really}");
            self.fault("rule-more-than-sounded", &airing, seen);
        }
        if self.logged.contains_key(&airing) {
            self.fault("rule-two-outcomes", &airing, format!("{:?}", logged.outcome));
        }
        if logged.origin == Origin::Schedule && logged.outcome != Some(Outcome::Cancelled) {
            self.adopted.note(&logged);
        }
        self.hold_calm(ahead, &logged, really_heard);
        self.logged.insert(airing, logged);
    }

    /// Where nothing was wrong, an airing is whole and on time, and the log says all that sounded.
    fn hold_calm(&mut self, ahead: TimeDelta, logged: &Logged, really_heard: u64) {
        let Some(planned) = logged.planned_at() else { return };
        let airing = &logged.airing;
        let scheduled = logged.kind == Kind::Recorded && logged.origin == Origin::Schedule;
        let silent = matches!(logged.outcome, Some(Outcome::Skipped | Outcome::Cancelled));
        if !scheduled || !self.calm.held(planned, ahead, self.real) {
            return;
        }
        if really_heard > logged.heard + SECOND {
            let seen = format!("{really_heard} heard, the log says {}", logged.heard);
            return self.fault("rule-less-than-sounded", airing, seen);
        }
        let file = logged.why().starts_with("reason-clip") || logged.why().ends_with("-mistake");
        if silent || self.excused.contains(airing) || (self.faulty_files && file) {
            return;
        }
        // Whoever it gave way to is held to its own hour.
        if logged.why() == "reason-cut-in" {
            return;
        }
        let late = logged.started_at().is_none_or(|at| at - planned > FRAME);
        if logged.outcome == Some(Outcome::Aired) && !late {
            return;
        }
        let from = planned - ahead - TimeDelta::milliseconds(1_100);
        self.suspects.push((logged.clone(), from, self.real));
    }

    /// Airings that were not whole or not on time though nothing was wrong, and nobody of no lower right
    /// was in their way.
    fn hold_suspects(&mut self) {
        for (logged, from, to) in std::mem::take(&mut self.suspects) {
            // Whoever was claimed for the same instant begins just after.
            let to = to + TimeDelta::seconds(1);
            let in_the_way = self.sounded.iter().any(|(key, other)| {
                let meets = other.from <= to && from <= other.until;
                *key != logged.airing && meets && other.priority >= logged.priority
            });
            if !in_the_way {
                let started = logged.started_at();
                let seen = format!("{:?} {}, {started:?}", logged.outcome, logged.why());
                self.fault("rule-on-time", &logged.airing, seen);
            }
        }
    }

    /// When all is over and the station has stopped.
    pub(super) fn finish(
        &mut self,
        connection: &Connection,
        real: DateTime<Utc>,
        ahead: TimeDelta,
    ) -> anyhow::Result<()> {
        self.look(connection, real, ahead, false)?;
        self.hold_suspects();
        self.adopted.reach(real + ahead);
        for (key, planned) in self.adopted.expected.clone() {
            if planned >= self.until {
                continue;
            }
            let later = format!("{key}#");
            let own = self.logged.range(later.clone()..).take_while(|it| it.0.starts_with(&later));
            let entries: Vec<&Logged> =
                self.logged.get(&key).into_iter().chain(own.map(|it| it.1)).collect();
            let ends = entries.iter().filter(|it| it.outcome != Some(Outcome::Cancelled)).count();
            let codes: Vec<_> = entries.iter().map(|it| it.why().to_owned()).collect();
            match (entries.len(), ends) {
                (0, _) => self.fault("rule-unaccounted", &key, "no entry".to_owned()),
                (_, 0) if codes.iter().all(|code| code == "reason-schedule-edited") => {
                    self.fault(
                        "rule-wrongly-cancelled",
                        &key,
                        "the last schedule has it".to_owned(),
                    );
                }
                (_, 0 | 1) => {}
                _ => self.fault("rule-two-outcomes", &key, codes.join(", ")),
            }
        }
        self.hold_unplanned();
        let verdict = asrun::verify(connection)?;
        if let Some((n, airing)) = verdict.broken {
            self.fault("rule-chain", &airing.unwrap_or_default(), format!("entry {n}"));
        }
        Ok(())
    }

    /// Scheduled airings that have a row, although no adopted schedule had them when their hour came.
    fn hold_unplanned(&mut self) {
        let unplanned = self.logged.values().filter(|logged| {
            let key = logged.airing.split('#').next().unwrap_or_default();
            let taken = matches!(logged.outcome, Some(Outcome::Cancelled));
            let ours = logged.origin == Origin::Schedule && !taken;
            ours && !self.adopted.expected.contains_key(key)
                && !self.claimed.contains_key(&logged.airing)
                && logged.planned_at().is_some_and(|at| at < self.until)
        });
        let unplanned: Vec<_> = unplanned
            .map(|it| (it.airing.clone(), format!("{:?} {}", it.outcome, it.why())))
            .collect();
        for (airing, outcome) in unplanned {
            self.fault("rule-never-planned", &airing, outcome);
        }
    }

    fn fault(&mut self, rule: &'static str, airing: &str, seen: String) {
        let airing = Some(airing.to_owned()).filter(|airing| !airing.is_empty());
        self.broken.push(Broken { at: self.real, rule: Phrase::new(rule), airing, seen });
    }
}
