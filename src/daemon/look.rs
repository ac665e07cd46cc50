//! Looks what is due, and takes each airing one step further.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Action, Station, station::Anew};
use crate::{
    asrun::{self, Ending, Open, Outcome, Phase},
    clock::Signs,
    plan::Kind,
    schedule::Priority,
    store::Error,
    words::Reason,
};

/// An airing's words freeze and its clips open this long before its start.
pub(super) const ARM_AHEAD: TimeDelta = TimeDelta::seconds(30);
/// Its claim is on disk this long before its first frame can leave.
pub(super) const CLAIM_AHEAD: TimeDelta = TimeDelta::seconds(1);

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
        let mut wanting = Vec::new();
        for open in asrun::open_until(self.store.connection(), now + ARM_AHEAD)? {
            wanting.extend(self.advance(now, open)?);
        }
        self.give_air(now, wanting, actions)?;
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
        next = self.next_step.filter(|at| *at > now).map_or(next, |step| step.min(next));
        let near = now + ARM_AHEAD;
        if let Some(at) = asrun::next_open(self.store.connection(), near)? {
            next = next.min(at - ARM_AHEAD);
        }
        for open in asrun::open_until(self.store.connection(), near)? {
            let end = open.at + length(&open);
            let steps = [open.at - ARM_AHEAD, open.at - CLAIM_AHEAD, open.at, end];
            if let Some(step) = steps.into_iter().find(|step| *step > now) {
                next = next.min(step);
            }
        }
        debug_assert!(next > now, "the next look is not ahead: the loop would never rest");
        Ok(next.min(now + TimeDelta::hours(12)))
    }

    /// The next instant that must not be slept through: a claim, a fade for another airing or for quiet hours.
    pub(super) fn next_claim(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
        let near = asrun::open_until(self.store.connection(), now + ARM_AHEAD)?;
        let steps = near.iter().flat_map(|open| [open.at - CLAIM_AHEAD, open.at]);
        Ok(steps.chain(self.next_step).filter(|step| *step > now).min())
    }

    /// The instants that the bell is asked to ring at: each airing is armed, the report is due.
    pub(super) fn wakes(&self, now: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>, Error> {
        let open = asrun::open_airings(self.store.connection())?;
        let arm = open.iter().map(|open| open.at - ARM_AHEAD);
        Ok(arm.chain(self.next_monthly(now)).filter(|at| *at > now).collect())
    }

    /// Takes an airing that wants no air one step further; returns one that wants it.
    fn advance(&mut self, now: DateTime<Utc>, open: Open) -> Result<Option<Open>, Error> {
        if open.phase == Phase::Claimed {
            return self.end_lost(now, &open).map(|()| None);
        }
        let past = open.at <= self.surely(now);
        if let Some(off) = &open.subject.off {
            if past {
                self.close_unheard(now, &open, Outcome::Skipped, off.clone())?;
            }
            return Ok(None);
        }
        if open.subject.kind == Kind::Elsewhere {
            if open.at + length(&open) <= self.surely(now) {
                self.close(now, &open, &Ending::default())?;
            }
            return Ok(None);
        }
        if !self.trusts() && open.subject.priority != Priority::Emergency {
            if past {
                let reason = Reason::ClockWrong;
                self.close_unheard(now, &open, Outcome::Missed, reason)?;
            }
            return Ok(None);
        }
        Ok(Some(open))
    }
}

fn length(open: &Open) -> TimeDelta {
    TimeDelta::microseconds(open.subject.length_us)
}
