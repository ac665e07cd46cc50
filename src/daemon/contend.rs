//! Gives the air to the airings that want it.
//!
//! It hands the claimed airings and the open ones of the next half minute to [`precedence`], and does what
//! falls due of the answer: orders for the engine to fade out or to start, and the outcome of an airing that
//! is missed. It compares no two airings itself, so that what `loa why` foretells is what happens here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Action, Station,
    claimed::Current,
    closing::{stop, withdraw},
    look::CLAIM_AHEAD,
};
use crate::{
    air::Order,
    asrun::{self, Expected, Open, Outcome, Phase},
    plan::precedence::{Contender, Fate, Fates, MissReason, Missed, OnAir, Run, StopReason, fates},
    schedule::Priority,
    store::Error,
    words::Reason,
};

/// Why the script or a clip of some airings keeps them from sounding, by their keys.
type Faults = BTreeMap<String, Reason>;

impl Station {
    /// Decides about the airings that want the air, and does what falls due now.
    pub(super) fn give_air(
        &mut self,
        now: DateTime<Utc>,
        mut wanting: Vec<Open>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        let mut faults = self.arm_first(now, &mut wanting, actions)?;
        let (wanting, contenders): (Vec<Open>, Vec<Contender>) = wanting
            .into_iter()
            .filter_map(|open| self.contender(now, &open, &mut faults).map(|it| (open, it)))
            .unzip();
        let on_air = self.on_air();
        let fates = fates(&on_air, &contenders, now);
        self.next_step = next_step(now, &fates, &wanting);
        for (current, run) in on_air.iter().zip(&fates.on_air) {
            self.fade_out(now, &current.key, run, actions);
        }
        let cutting_in = cutting_in(now, &fates);
        for ((open, contender), fate) in wanting.into_iter().zip(contenders).zip(fates.contenders) {
            match fate {
                Fate::Missed(missed) if missed.at <= now => {
                    let reason = self.reason_missed(now, &open, &contender, missed, &faults);
                    self.disarm(&open.key, actions);
                    self.close_unheard(now, &open, Outcome::Missed, reason)?;
                }
                Fate::Missed(_) => self.disarm(&open.key, actions),
                Fate::Airs(run) => {
                    let cuts_in = cutting_in.contains(&open.key);
                    self.bring_on(now, open, &contender, (&run, cuts_in), actions)?;
                }
            }
        }
        Ok(())
    }

    /// Arms what was never armed before its instant: only then is its real length known. Files that keep it
    /// from sounding may yet be mended.
    fn arm_first(
        &mut self,
        now: DateTime<Utc>,
        wanting: &mut [Open],
        actions: &mut Vec<Action>,
    ) -> Result<Faults, Error> {
        let mut faults = Faults::new();
        for open in wanting.iter_mut().filter(|open| open.phase == Phase::Due && now <= open.at) {
            match self.arm(open, open.at, TimeDelta::zero())? {
                Ok(order) => actions.push(Action::Air(order)),
                Err(reason) => drop(faults.insert(open.key.clone(), reason)),
            }
        }
        Ok(faults)
    }

    /// The claimed airings. By a clock in doubt no quiet hours begin: what is on air plays to its end.
    fn on_air(&self) -> Vec<OnAir> {
        let on_air = self.claimed.iter().map(|it| match it.on_air.clone() {
            on_air if it.by_hand => on_air,
            on_air if self.trusts() => on_air.by(&self.folder.schedule),
            on_air => OnAir { quiet: None, ..on_air },
        });
        on_air.collect()
    }

    /// An open airing as it wants the air. The files of one that the engine does not have are looked at for
    /// as long as it may begin: they may be mended since it was planned, or gone since it was armed.
    fn contender(&self, now: DateTime<Utc>, open: &Open, faults: &mut Faults) -> Option<Contender> {
        let Expected { airing, key, .. } = Expected::from(open.clone());
        let of = |length| Contender::of(&self.folder.schedule, &airing, key.clone(), length);
        let planned = of(Some(TimeDelta::microseconds(open.subject.length_us)))?;
        if self.armed.contains_key(&open.key) || !planned.may_begin(now) {
            return Some(planned);
        }
        let fault = faults.get(&open.key).cloned();
        match fault.map_or_else(|| self.prepared(open), Err) {
            Ok((subject, ..)) => of(Some(TimeDelta::microseconds(subject.length_us))),
            Err(reason) => {
                faults.insert(open.key.clone(), reason);
                of(None)
            }
        }
    }

    /// Fades out an airing on air whose stop falls due.
    fn fade_out(&mut self, now: DateTime<Utc>, key: &str, run: &Run, actions: &mut Vec<Action>) {
        let Some(order) = run.stop.as_ref().filter(|order| order.at <= now) else { return };
        if let Some(current) = self.claimed.get_mut(key).filter(|it| !it.on_air.stopping) {
            current.stop(now);
            actions.push(stop(key.to_owned(), order.why.reason()));
        }
    }

    /// Takes an airing back from the engine that does not begin on time, or not at all.
    fn disarm(&mut self, key: &str, actions: &mut Vec<Action>) {
        if self.armed.remove(key).is_some() {
            actions.push(withdraw(key.to_owned()));
        }
    }

    /// Claims an airing whose turn comes: a second ahead, or at once if it had to wait. One that cuts in is
    /// claimed once the other one fades.
    fn bring_on(
        &mut self,
        now: DateTime<Utc>,
        mut open: Open,
        contender: &Contender,
        (run, cuts_in): (&Run, bool),
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        let on_time = contender.is_on_time(run.from);
        if !on_time {
            self.disarm(&open.key, actions);
        }
        let turn_comes = if on_time {
            open.at - CLAIM_AHEAD <= now && !cuts_in
        } else {
            run.from <= now && self.claimed.is_empty()
        };
        if !self.armed.contains_key(&open.key) && (on_time || turn_comes) {
            match self.arm(&mut open, run.from, run.left_out)? {
                Ok(order) => actions.push(Action::Air(order)),
                Err(reason) if open.at <= now => {
                    return self.close_unheard(now, &open, Outcome::Missed, reason);
                }
                Err(_) => return Ok(()),
            }
        }
        if turn_comes { self.claim(now, &open, contender.begun(run.from), actions) } else { Ok(()) }
    }

    fn claim(
        &mut self,
        now: DateTime<Utc>,
        open: &Open,
        on_air: OnAir,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        debug_assert!(
            self.trusts() || open.subject.priority == Priority::Emergency,
            "{} is claimed by a clock in doubt",
            open.key
        );
        debug_assert!(now >= open.at - CLAIM_AHEAD, "{} is claimed before its time", open.key);
        debug_assert!(self.armed.contains_key(&open.key), "{} is claimed unarmed", open.key);
        let claimed = asrun::claim(&self.store, &open.key)?;
        debug_assert!(claimed, "{} is armed in the engine and not in the log", open.key);
        if claimed {
            self.claimed.add(Current::new(on_air));
            actions.push(Action::Air(Order::Claim { airing: open.key.clone() }));
        }
        Ok(())
    }

    fn reason_missed(
        &self,
        now: DateTime<Utc>,
        open: &Open,
        contender: &Contender,
        missed: Missed,
        faults: &Faults,
    ) -> Reason {
        match missed.why {
            MissReason::CannotSound => match faults.get(&open.key) {
                Some(fault) if contender.is_on_time(now) => fault.clone(),
                // The station was not there, or too late, whatever the files are now.
                _ => self.reason_too_late(open, now),
            },
            MissReason::Busy(rival) => rival.was_on_air(),
            MissReason::Forbidden(rule) => rule,
            MissReason::TooLate(_) => self.reason_too_late(open, now),
        }
    }
}

/// The airings for which one on air has yet to be stopped.
fn cutting_in(now: DateTime<Utc>, fates: &Fates) -> BTreeSet<String> {
    let coming = fates.on_air.iter().filter_map(|run| run.stop.as_ref()).filter(|it| now < it.at);
    let rivals = coming.filter_map(|stop| match &stop.why {
        StopReason::GivesWay(rival) => Some(rival.key.clone()),
        StopReason::Quiet(_) => None,
    });
    rivals.collect()
}

/// The next instant at which something is to be done that the fates foresee.
fn next_step(now: DateTime<Utc>, fates: &Fates, wanting: &[Open]) -> Option<DateTime<Utc>> {
    let stops = fates.on_air.iter().filter_map(|run| Some(run.stop.as_ref()?.at));
    let begins = wanting.iter().zip(&fates.contenders).map(|(open, fate)| match fate {
        Fate::Missed(missed) => missed.at,
        Fate::Airs(run) if now < open.at - CLAIM_AHEAD => run.from.min(open.at - CLAIM_AHEAD),
        Fate::Airs(run) => run.from,
    });
    stops.chain(begins).filter(|step| now < *step).min()
}
