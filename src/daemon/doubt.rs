//! What the station does about its clock: which hour is doubtful, and what happens meanwhile.
//!
//! While the hour is doubtful nothing starts but an emergency and what a person puts on air; what is on
//! air plays to its end. An airing is missed once its hour is past by the doubtful clock *and* by the
//! one that nobody set: before that it may yet be on air on time. No sign of life is written, no report
//! and no letter leaves. When the clock is right again, the station goes on by itself.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{
    Action, Station,
    closing::{Absence, stop, withdraw},
    station::Anew,
};
use crate::{
    asrun::{self, Act, ActKind},
    clock::{Boot, RELEASED, Signs, Trust, from_micros, is_suspicious, judge},
    schedule::Priority,
    store::{Error, Store, Tables},
    words::{Message, Reason, clock_words, date_words},
};

/// The heartbeat's pace while nothing is on air.
const HEARTBEAT: TimeDelta = TimeDelta::seconds(10);

/// One row: the start of the computer in which the clock was last right, and when that was.
pub(super) const TABLES: Tables = Tables {
    room: "daemon",
    steps: &["CREATE TABLE boot (
        one   INTEGER PRIMARY KEY CHECK (one = 1),
        id    TEXT NOT NULL,
        at_us INTEGER NOT NULL
    ) STRICT"],
};

impl Station {
    /// Judges the clock by what the computer says of it, and accounts for the hours before if it can be
    /// believed. A station that is not woken judges it by its own signs of life alone, at its first turn.
    pub fn wake(&mut self, now: DateTime<Utc>, signs: &Signs) -> Result<(), Error> {
        let before = last_boot(self.store.connection())?;
        self.boot = Boot::of(signs, now);
        let trust = judge(now, self.last_beat, before.as_ref(), signs);
        self.trust = Some(trust);
        if self.trusts() {
            self.believe_boot()?;
            return self.settle(now);
        }
        self.absence = Absence::clock_wrong();
        self.ask_about_clock(now);
        Ok(())
    }

    /// Whether programmes may start by this clock.
    pub(super) fn trusts(&self) -> bool {
        self.trust == Some(Trust::Right)
    }

    /// The hour that it is at least: an airing planned before it is past, whichever way the doubt ends.
    pub(super) fn surely(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.trust {
            Some(Trust::Wrong { off: Some(off), .. }) => now - off.max(TimeDelta::zero()),
            _ => now,
        }
    }

    /// The clock was set, and nobody knows why. A minute and more is doubtful; a step back to where the
    /// clock was right ends the doubt, and so does any step of a clock that was wrong from the start: it
    /// is what the operator was asked for.
    pub(super) fn stepped(
        &mut self,
        now: DateTime<Utc>,
        step: TimeDelta,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        self.shift(now, step);
        match &self.trust {
            Some(Trust::Right) if is_suspicious(step) => self.doubt(now, step, actions),
            Some(Trust::Right) => self.corrected(now, step),
            Some(Trust::Wrong { off: Some(off), .. }) => {
                let off = *off + step;
                if is_suspicious(off) {
                    self.trust = Some(Trust::stepped(off));
                } else {
                    self.believe(now);
                }
            }
            Some(Trust::Wrong { off: None, .. }) if is_suspicious(step) => {
                if judge(now, self.last_beat, None, &Signs::default()) == Trust::Right {
                    self.believe(now);
                }
            }
            Some(Trust::Wrong { .. }) | None => {}
        }
        self.note_step(now, step)
    }

    /// A time server's word: the clock is right, whatever it showed before.
    pub(super) fn synchronised(
        &mut self,
        now: DateTime<Utc>,
        step: TimeDelta,
    ) -> Result<(), Error> {
        self.shift(now, step);
        if self.trusts() {
            self.corrected(now, step);
        } else if now >= RELEASED {
            self.believe(now);
        }
        self.note_step(now, step)
    }

    /// A person says that the clock is right.
    pub(super) fn confirm_clock(
        &mut self,
        now: DateTime<Utc>,
        by: Option<String>,
    ) -> Result<Result<Message, Message>, Error> {
        if self.trusts() {
            return Ok(Ok(self.with_time(Message::new("answer-clock-trusted"), now)));
        }
        if now < RELEASED {
            return Ok(Err(self.with_time(Message::new("answer-clock-impossible"), now)));
        }
        let what = ActKind::ClockConfirmed;
        asrun::note(&mut self.store, now, Act { what, by })?;
        self.believe(now);
        Ok(Ok(self.with_time(Message::new("answer-clock-confirmed"), now)))
    }

    /// What the operator is asked about the clock; `None` while it is trusted.
    pub(super) fn clock_question(&self, now: DateTime<Utc>) -> Option<[Message; 3]> {
        let Some(Trust::Wrong { why, .. }) = &self.trust else { return None };
        let ask = self.with_time(Message::new("say-clock-ask"), now);
        Some([Message::new("say-clock-wrong"), why.clone(), ask])
    }

    /// The message with the time that the computer shows, as the station writes it.
    fn with_time(&self, message: Message, now: DateTime<Utc>) -> Message {
        let station = &self.folder.schedule.station;
        let local = now.with_timezone(&station.zone);
        let date = date_words(station.language, local.date_naive());
        message.with("time", clock_words(local.time())).with("date", date)
    }

    /// Whether a sign of life may be written. A doubtful clock gives none: it would be held against the right
    /// one later; nor does a station that has yet to account for the hours since the last one, which tells
    /// why they were silent.
    pub(super) fn gives_signs(&self) -> bool {
        self.trusts() && self.settled
    }

    /// A sign of life.
    pub(super) fn beat(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let rested = self.last_beat.is_none_or(|last| now - last >= HEARTBEAT || now < last);
        if (rested || self.unwritten.is_some()) && self.gives_signs() {
            asrun::beat(&self.store, now)?;
            self.believe_boot()?;
            self.last_beat = Some(now);
            self.unwritten = None;
        }
        Ok(())
    }

    /// Nothing starts by this clock any more. What is armed is taken back; what is on air stays.
    fn doubt(&mut self, now: DateTime<Utc>, off: TimeDelta, actions: &mut Vec<Action>) {
        self.trust = Some(Trust::stepped(off));
        self.ask_about_clock(now);
        for (airing, take) in std::mem::take(&mut self.armed) {
            let Some(current) = self.claimed.get(&airing) else {
                actions.push(withdraw(airing));
                continue;
            };
            let stays =
                current.started_at.is_some() || current.on_air.priority == Priority::Emergency;
            // The engine's last word on what was claimed gives it its outcome.
            self.armed.insert(airing.clone(), take);
            if !stays {
                actions.push(stop(airing, Reason::ClockWrong));
            }
        }
    }

    /// The clock is right from now on; what was planned before went by in doubt.
    fn believe(&mut self, now: DateTime<Utc>) {
        self.trust = Some(Trust::Right);
        self.said.push(vec![Message::new("say-clock-right")]);
        self.began_at = now;
        self.absence = Absence::clock_wrong();
        self.anew = self.anew.max(Anew::ClockSetBack);
        // To be written again at once, also if it was ahead.
        self.last_beat = None;
    }

    /// A clock that was right all along was set: hours were leapt over, or come again.
    fn corrected(&mut self, now: DateTime<Utc>, step: TimeDelta) {
        if step > TimeDelta::zero() {
            self.began_at = now;
            self.absence = Absence::clock_step(step);
        }
        if step < TimeDelta::zero() {
            self.anew = self.anew.max(Anew::ClockSetBack);
        }
    }

    /// What was counted by the clock before the step is now this much later by it.
    fn shift(&mut self, now: DateTime<Utc>, step: TimeDelta) {
        self.waits_from = now;
        if let Some(boot) = &mut self.boot {
            boot.at += step;
        }
        self.claimed.clock_set(step);
    }

    fn ask_about_clock(&mut self, now: DateTime<Utc>) {
        if let Some([what, why, ask]) = self.clock_question(now) {
            self.said.extend([vec![what, why], vec![ask]]);
        }
    }

    fn note_step(&mut self, now: DateTime<Utc>, step: TimeDelta) -> Result<(), Error> {
        if step.is_zero() {
            return Ok(());
        }
        let what = ActKind::ClockStep { seconds: step.num_seconds() };
        self.said.push(vec![what.message()]);
        asrun::note(&mut self.store, now, Act { what, by: None })
    }

    /// Keeps which start of the computer this is, as soon as the clock is right.
    fn believe_boot(&self) -> Result<(), Error> {
        match &self.boot {
            Some(boot) if self.trusts() => keep_boot(&self.store, boot),
            _ => Ok(()),
        }
    }
}

fn last_boot(connection: &Connection) -> Result<Option<Boot>, Error> {
    let found = connection
        .query_row("SELECT id, at_us FROM boot", [], |row| {
            Ok(Boot { id: row.get(0)?, at: from_micros(row.get(1)?) })
        })
        .optional()?;
    Ok(found)
}

/// Written only when it has changed by more than what two readings of two clocks differ.
fn keep_boot(store: &Store, boot: &Boot) -> Result<(), Error> {
    let connection = store.connection();
    let kept = last_boot(connection)?;
    let same =
        |kept: &Boot| kept.id == boot.id && (kept.at - boot.at).abs() < TimeDelta::seconds(1);
    if kept.as_ref().is_some_and(same) {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO boot VALUES (1, ?1, ?2) ON CONFLICT (one) DO UPDATE SET id = ?1, at_us = ?2",
        )?
        .execute((&boot.id, boot.at.timestamp_micros()))?;
    Ok(())
}
