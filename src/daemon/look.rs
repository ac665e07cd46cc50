//! Looks what is due, and takes each airing one step further.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Action, Station,
    claimed::Current,
    closing::{stop, withdraw},
    station::Anew,
};
use crate::{
    air::Order,
    asrun::{self, Ending, Open, Outcome, Phase},
    clock::Signs,
    plan::Kind,
    schedule::{Late, Priority},
    store::Error,
    words::Reason,
};

/// An airing's words freeze and its clips open this long before its start.
pub(super) const ARM_AHEAD: TimeDelta = TimeDelta::seconds(30);
/// Its claim is on disk this long before its first frame can leave.
pub(super) const CLAIM_AHEAD: TimeDelta = TimeDelta::seconds(1);
/// A higher priority takes the air this long before its start: the fade of what was on air.
const CUT_AHEAD: TimeDelta = TimeDelta::milliseconds(500);
/// How late a start still counts as on time: the engine's own tolerance.
pub(super) const ON_TIME: TimeDelta = TimeDelta::milliseconds(500);

impl Station {
    pub(super) fn look(
        &mut self,
        now: DateTime<Utc>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        if let Some(since) = self.stopping {
            return self.finish_stopping(now, since, actions);
        }
        if self.trust.is_none() {
            self.wake(now, &Signs::default())?;
        }
        if self.trusts() {
            self.catch_up(now)?;
        }
        if !self.settled {
            return Ok(());
        }
        self.take_up(now, actions)?;
        // A make-good whose slot an edit took must not start in it.
        if self.trusts() {
            self.make_good(now, actions)?;
        }
        for open in asrun::open_until(self.store.connection(), now + ARM_AHEAD)? {
            self.advance(now, open, actions)?;
        }
        if !self.trusts() {
            return Ok(());
        }
        self.make_good(now, actions)?;
        self.follow_settings(now)?;
        self.monthly(now)?;
        self.look_after(now)?;
        self.post(now, actions)
    }

    /// Sees to it that what is due within the next day is written down.
    fn catch_up(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if !self.settled {
            self.settle(now)?;
        }
        match self.anew {
            // Adopting a schedule plans the whole coming day.
            Anew::Edited => return Ok(()),
            Anew::ClockSetBack => {
                self.account_for_past(now)?;
                self.replan(now, false)?;
                self.anew = Anew::Planned;
            }
            Anew::Planned => {}
        }
        self.refill(now)
    }

    /// When there will be something to look at again, if nothing else happens.
    pub fn next_look(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
        let mut next = self.next_monthly(now).unwrap_or(now + TimeDelta::hours(12));
        next = self.report_again.filter(|at| *at > now).map_or(next, |again| again.min(next));
        next = self.owed_at.filter(|at| *at > now).map_or(next, |owed| owed.min(next));
        next = self.next_post(now)?.map_or(next, |post| post.min(next));
        let near = now + ARM_AHEAD;
        if let Some(at) = asrun::next_open(self.store.connection(), near)? {
            next = next.min(at - ARM_AHEAD);
        }
        for open in asrun::open_until(self.store.connection(), near)? {
            let end = open.at + length(&open);
            let steps =
                [open.at - ARM_AHEAD, open.at - CLAIM_AHEAD, open.at - CUT_AHEAD, open.at, end];
            if let Some(step) = steps.into_iter().find(|step| *step > now) {
                next = next.min(step);
            }
        }
        debug_assert!(next > now, "the next look is not ahead: the loop would never rest");
        Ok(next.min(now + TimeDelta::hours(12)))
    }

    /// The next instant that must not be slept through: a claim, or a cut for a higher priority.
    pub(super) fn next_claim(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
        let near = asrun::open_until(self.store.connection(), now + ARM_AHEAD)?;
        let steps =
            near.iter().flat_map(|open| [open.at - CLAIM_AHEAD, open.at - CUT_AHEAD, open.at]);
        Ok(steps.filter(|step| *step > now).min())
    }

    /// The instants that the bell is asked to ring at: each airing is armed, the report is due.
    pub(super) fn wakes(&self, now: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>, Error> {
        let open = asrun::open_airings(self.store.connection())?;
        let arm = open.iter().map(|open| open.at - ARM_AHEAD);
        Ok(arm.chain(self.next_monthly(now)).filter(|at| *at > now).collect())
    }

    fn advance(
        &mut self,
        now: DateTime<Utc>,
        open: Open,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        if open.phase == Phase::Claimed {
            return self.end_lost(now, &open);
        }
        let past = open.at <= self.surely(now);
        if let Some(off) = &open.subject.off {
            if past {
                self.close_unheard(now, &open, Outcome::Skipped, off.clone())?;
            }
            return Ok(());
        }
        if open.subject.kind == Kind::Elsewhere {
            if open.at + length(&open) <= self.surely(now) {
                self.close(now, &open, &Ending::default())?;
            }
            return Ok(());
        }
        if !self.trusts() && open.subject.priority != Priority::Emergency {
            if past {
                let reason = Reason::ClockWrong;
                self.close_unheard(now, &open, Outcome::Missed, reason)?;
            }
            return Ok(());
        }
        self.advance_recorded(now, open, actions)
    }

    fn advance_recorded(
        &mut self,
        now: DateTime<Utc>,
        mut open: Open,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        let late = self.late_policy(&open);
        let in_the_way = self.claimed.in_the_way_of(&open);
        let blocking = in_the_way.first();
        if now - open.at > allowed(late, &open) {
            let reason = match blocking {
                Some(current) => reason_busy(current),
                None => self.reason_too_late(&open, now),
            };
            return self.close_unheard(now, &open, Outcome::Missed, reason);
        }
        if let Some(rule) = self.rule_against_late(now, &open) {
            return self.close_unheard(now, &open, Outcome::Missed, rule);
        }
        if let Some(current) = blocking
            && open.subject.priority <= current.priority
        {
            return self.wait(now, &open, current, late, actions);
        }
        if !self.armed.contains_key(&open.key) {
            match self.arm(now, &mut open, late)? {
                Ok(order) => actions.push(Action::Air(order)),
                // The files may yet be mended.
                Err(_) if open.at > now => return Ok(()),
                Err(reason) => {
                    return self.close_unheard(now, &open, Outcome::Missed, reason);
                }
            }
        }
        match blocking {
            Some(_) if open.at - CUT_AHEAD <= now => {
                let why = Reason::CutIn { title: open.subject.title.clone() };
                actions.extend(in_the_way.into_iter().map(|it| stop(it.key, why.clone())));
                Ok(())
            }
            None if open.at - CLAIM_AHEAD <= now => self.claim(now, &open, late, actions),
            _ => Ok(()),
        }
    }

    /// Another airing of no lower right is on air: the newcomer waits if its late policy lets it, and
    /// is missed otherwise.
    fn wait(
        &mut self,
        now: DateTime<Utc>,
        open: &Open,
        current: &Current,
        late: Late,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        let reason = reason_busy(current);
        if self.armed.remove(&open.key).is_some() {
            actions.push(withdraw(open.key.clone()));
        }
        if now < open.at || !matches!(late, Late::Skip) {
            return Ok(());
        }
        self.close_unheard(now, open, Outcome::Missed, reason)
    }

    fn claim(
        &mut self,
        now: DateTime<Utc>,
        open: &Open,
        late: Late,
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
            let starts_at = open.at.max(now);
            let missing = match late {
                Late::Join { .. } => starts_at - open.at,
                Late::Skip | Late::Start { .. } => TimeDelta::zero(),
            };
            self.claimed.add(Current {
                key: open.key.clone(),
                title: open.subject.title.clone(),
                priority: open.subject.priority,
                starts_at,
                length: length(open) - missing,
                started_at: None,
            });
            actions.push(Action::Air(Order::Claim { airing: open.key.clone() }));
        }
        Ok(())
    }

    /// What forbids an airing that is late to begin now, though it was planned for an hour that is free:
    /// the quiet hours may have begun.
    fn rule_against_late(&self, now: DateTime<Utc>, open: &Open) -> Option<Reason> {
        let schedule = &self.folder.schedule;
        let programme = schedule.programme(&open.subject.programme)?;
        schedule.rule_against(programme, now).filter(|_| now - open.at > ON_TIME)
    }

    fn late_policy(&self, open: &Open) -> Late {
        let programme = self.folder.schedule.programme(&open.subject.programme);
        programme.map_or(Late::Skip, |programme| programme.late)
    }
}

fn reason_busy(current: &Current) -> Reason {
    Reason::Busy { title: current.title.clone() }
}

/// How late an airing may start; what is joined must have something left, if its length is known.
fn allowed(late: Late, open: &Open) -> TimeDelta {
    match late {
        Late::Skip => ON_TIME,
        Late::Join { grace } if length(open) > TimeDelta::zero() => {
            grace.min(length(open)).max(ON_TIME)
        }
        Late::Join { grace } | Late::Start { grace } => grace.max(ON_TIME),
    }
}

fn length(open: &Open) -> TimeDelta {
    TimeDelta::microseconds(open.subject.length_us)
}
