//! Looks on from outside, and asks every rule about what it sees.
//!
//! It hears what the engine really sounded, reads the log through a connection of its own, and plans every
//! adopted schedule itself. It changes nothing, and never asks the station what it thinks, but for whether
//! it doubts its clock: that has a rule of its own.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::{
    entry::{self, chain_fault, open, open_before, subject},
    rules::RULES,
    scene::{Scene, Seen},
    taken::Taken,
};
use crate::{
    air::EngineEvent,
    asrun::{self, last_beat},
    plan::Airing,
    words::Message,
};

/// A turn may find an airing this much later, and no disturbance is needed for it.
const TURN: TimeDelta = TimeDelta::seconds(3);

/// A rule that did not hold.
pub(super) struct Broken {
    pub(super) at: DateTime<Utc>,
    pub(super) rule: Message,
    pub(super) airing: Option<String>,
    pub(super) seen: String,
}

/// The time that really passed, and by how much the computer's clock is ahead of it.
#[derive(Clone, Copy)]
pub(super) struct Now {
    pub(super) real: DateTime<Utc>,
    pub(super) ahead: TimeDelta,
}

/// The state of the station after a turn.
#[derive(Clone, Copy)]
pub(super) struct After {
    /// Whether the turn was in time, written down, and by a clock that is believed.
    pub(super) checks: bool,
    /// Whether the station doubts its clock.
    pub(super) doubts: bool,
}

pub(super) struct Watch {
    pub(super) scene: Scene,
    pub(super) broken: Vec<Broken>,
    /// Rules and airings that were found broken: each is told once.
    told: BTreeSet<(&'static str, Option<String>)>,
    last: i64,
    taken: Taken,
}

impl Watch {
    pub(super) fn new(from: DateTime<Utc>, until: DateTime<Utc>, faulty_files: bool) -> Self {
        Self {
            scene: Scene::new(from, until, faulty_files),
            broken: Vec::new(),
            told: BTreeSet::new(),
            last: 0,
            taken: Taken::default(),
        }
    }

    /// Asks every rule about an event, and adds it to the evidence.
    fn see(&mut self, seen: &Seen<'_>) {
        for rule in RULES {
            for broken in (rule.broken_by)(&self.scene, seen) {
                self.fault(rule.code, broken.airing, broken.seen);
            }
        }
        self.scene.take(seen);
    }

    pub(super) fn fault(&mut self, rule: &'static str, airing: Option<String>, seen: String) {
        if self.told.insert((rule, airing.clone())) {
            let at = self.scene.real;
            self.broken.push(Broken { at, rule: Message::new(rule), airing, seen });
        }
    }

    fn at(&mut self, now: Now) {
        (self.scene.real, self.scene.ahead) = (now.real, now.ahead);
    }

    /// The engine is ordered to start this one.
    pub(super) fn claimed(
        &mut self,
        connection: &Connection,
        now: Now,
        airing: &str,
    ) -> anyhow::Result<()> {
        self.at(now);
        let row = open(connection, airing)?;
        self.see(&Seen::Claimed { airing, row: row.as_ref() });
        Ok(())
    }

    /// What the engine told, before the station hears of it.
    pub(super) fn hear(
        &mut self,
        connection: &Connection,
        now: Now,
        told: &EngineEvent,
    ) -> anyhow::Result<()> {
        self.at(now);
        match told {
            EngineEvent::Started { airing, at } => {
                let (subject, beat) = (subject(connection, airing), last_beat(connection)?);
                let subject = subject.as_ref();
                self.see(&Seen::Started { airing, at: *at, subject, beat });
            }
            EngineEvent::Progress { airing, frames, heard } => {
                self.see(&Seen::Counted { airing, consumed: *frames, heard: *heard });
            }
            EngineEvent::Ended(aired) => {
                let airing = &aired.airing;
                if aired.started_at.is_some() {
                    let (consumed, heard) = (aired.frames_consumed, aired.frames_heard);
                    self.see(&Seen::Counted { airing, consumed, heard });
                }
                self.see(&Seen::Ended { airing });
            }
            EngineEvent::Output { .. } => {}
        }
        Ok(())
    }

    /// After a turn.
    pub(super) fn look(
        &mut self,
        connection: &Connection,
        now: Now,
        after: After,
    ) -> anyhow::Result<()> {
        self.at(now);
        let wall = self.scene.wall();
        self.scene.adopted.look(connection, wall)?;
        self.read(connection)?;
        let open = if after.checks { open_before(connection, wall - TURN)? } else { Vec::new() };
        let (beat, doubts) = (last_beat(connection)?, after.doubts);
        self.see(&Seen::Turned { open: &open, beat, doubts });
        Ok(())
    }

    /// Sees what is new in the log.
    fn read(&mut self, connection: &Connection) -> anyhow::Result<()> {
        for logged in entry::since(connection, &mut self.last)? {
            let unarmed = self.taken.wrongly_cancelled(&logged);
            self.see(&Seen::Entered { logged: &logged, unarmed });
        }
        for airing in self.taken.look(connection)? {
            self.see(&Seen::Gone { airing: &airing });
        }
        Ok(())
    }

    /// Every fault is over, and the station has run on past the hour of `next`.
    pub(super) fn went_on(&mut self, next: &Airing) {
        self.see(&Seen::WentOn { next });
    }

    /// When all is over and the station has stopped.
    pub(super) fn finish(&mut self, connection: &Connection, now: Now) -> anyhow::Result<()> {
        self.at(now);
        let wall = self.scene.wall();
        self.scene.adopted.look(connection, wall)?;
        self.read(connection)?;
        self.scene.adopted.reach(wall);
        let (verdict, chain) = (asrun::verify(connection)?, chain_fault(connection)?);
        self.see(&Seen::Over { verdict: &verdict, chain: chain.as_deref() });
        Ok(())
    }
}
