//! The simulation of the air, from one instant at which something changes to the next.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    CUT_AHEAD, Contender, FADE, Fate, Fates, MissReason, Missed, ON_TIME, OnAir, Rival, Run, Stop,
    StopReason,
    rank::{Rank, gives_way, in_turn},
};

/// An instant of each of some contenders, the earliest first. Contenders are named by their turn.
type Agenda = BTreeSet<(DateTime<Utc>, usize)>;

/// The air, the contenders and all that is decided up to an instant.
pub(super) struct Stage<'c> {
    /// The contenders by their turn, each with its place among those given.
    turns: Vec<(usize, &'c Contender)>,
    /// How many of them are so near their instants that the air is kept for them.
    near: usize,
    /// How many of them have had their instants.
    due: usize,
    /// The contenders that want the air now; the first one gets it.
    wanting: BTreeSet<Rank>,
    /// The last start of each contender whose instant has come.
    patience: Agenda,
    /// The same of those that do not wait.
    impatient: Agenda,
    /// The instants from which on a rule forbids them to begin.
    forbidden: Agenda,
    air: Vec<Held>,
    /// The airing that had the air last.
    before: Option<Rival>,
    on_air: Vec<Option<Run>>,
    fates: Vec<Option<Fate>>,
}

/// An airing that has the air.
struct Held {
    airing: OnAir,
    run: Run,
    whose: Whose,
}

/// The list and place in which its run is reported.
#[derive(Clone, Copy)]
enum Whose {
    OnAir(usize),
    Turn(usize),
}

impl<'c> Stage<'c> {
    /// The air as it is at `now`, before anything is decided.
    pub(super) fn new(on_air: &[OnAir], contenders: &'c [Contender], now: DateTime<Utc>) -> Self {
        let turns = in_turn(contenders);
        let given = on_air.iter().enumerate();
        let air = given.map(|(place, it)| Held::new(it.clone(), Whose::OnAir(place), now));
        Self {
            turns: turns.into_iter().map(|place| (place, &contenders[place])).collect(),
            near: 0,
            due: 0,
            wanting: BTreeSet::new(),
            patience: Agenda::new(),
            impatient: Agenda::new(),
            forbidden: Agenda::new(),
            air: air.collect(),
            before: None,
            on_air: vec![None; on_air.len()],
            fates: vec![None; contenders.len()],
        }
    }

    /// Makes the decisions of one instant. An airing that ends then frees the air for one that begins then.
    pub(super) fn step(&mut self, now: DateTime<Utc>) {
        self.let_go(now);
        self.draw_near(now);
        self.fall_due(now);
        self.forbid(now);
        while self.give_air(now) {}
        self.give_up(now);
    }

    /// The next instant at which something changes by itself.
    pub(super) fn next_change(&self) -> Option<DateTime<Utc>> {
        let first = |agenda: &Agenda| agenda.first().map(|(at, _)| *at);
        let ends = self.air.iter().map(|it| it.airing.ends_at);
        let coming = self.turns.get(self.near).map(|(_, it)| it.at - CUT_AHEAD);
        let due = self.turns.get(self.due).map(|(_, it)| it.at);
        let agendas = [first(&self.patience), first(&self.forbidden)];
        ends.chain(coming).chain(due).chain(agendas.into_iter().flatten()).min()
    }

    /// The fate of each airing, once nothing changes any more.
    pub(super) fn into_fates(self) -> Fates {
        debug_assert!(self.on_air.iter().all(Option::is_some), "whoever is on air ends");
        debug_assert!(self.fates.iter().all(Option::is_some), "everybody has a fate");
        Fates {
            on_air: self.on_air.into_iter().flatten().collect(),
            contenders: self.fates.into_iter().flatten().collect(),
        }
    }

    /// Removes the airings that have ended from the air.
    fn let_go(&mut self, now: DateTime<Utc>) {
        for held in self.air.extract_if(.., |it| it.airing.ends_at <= now) {
            let Held { airing, run, whose } = held;
            let ran = (run.from < run.until).then(|| rival(&airing));
            self.before = ran.or(self.before.take());
            match whose {
                Whose::OnAir(place) => self.on_air[place] = Some(run),
                Whose::Turn(turn) => self.fates[self.turns[turn].0] = Some(Fate::Airs(run)),
            }
        }
    }

    /// Keeps the air for the contenders whose instants are near.
    fn draw_near(&mut self, now: DateTime<Utc>) {
        while let Some((_, next)) = self.turns.get(self.near)
            && next.at - CUT_AHEAD <= now
        {
            if next.can_sound {
                self.wanting.insert(Rank::new(next.priority, self.near));
            }
            self.near += 1;
        }
    }

    /// Notes how long the contenders wait whose instants have come.
    fn fall_due(&mut self, now: DateTime<Utc>) {
        while let Some((_, next)) = self.turns.get(self.due)
            && next.at <= now
        {
            let turn = self.due;
            self.due += 1;
            let last = next.last_start();
            if !next.can_sound {
                self.miss(turn, now, MissReason::CannotSound);
            } else if last < now {
                let too_late = || MissReason::TooLate(now - next.at);
                let why = self.in_the_way(last).map_or_else(too_late, MissReason::Busy);
                self.miss(turn, now, why);
            } else {
                self.patience.insert((last, turn));
                if last == next.at + ON_TIME {
                    self.impatient.insert((last, turn));
                }
                self.forbidden.extend(forbidden_from(next).map(|at| (at, turn)));
            }
        }
    }

    /// Misses the late contenders where a rule begins to forbid them.
    fn forbid(&mut self, now: DateTime<Utc>) {
        while let Some((at, turn)) = self.forbidden.first().copied()
            && at <= now
        {
            self.forbidden.pop_first();
            if let Some(border) = &self.turns[turn].1.forbidden {
                self.miss(turn, now, MissReason::Forbidden(border.rule.clone()));
            }
        }
    }

    /// Gives the free air to the first contender, or stops the airing that gives way to it. Returns whether
    /// there may be more to decide at this instant.
    fn give_air(&mut self, now: DateTime<Utc>) -> bool {
        let Some(turn) = self.wanting.first().map(|rank| rank.turn()) else { return false };
        let first = self.turns[turn].1;
        if self.air.is_empty() {
            // The air is kept for it until its instant.
            let is_due = first.at <= now;
            if is_due {
                self.begin(turn, now);
            }
            return is_due;
        }
        let mut in_the_way = self.air.iter().filter(|it| it.blocks(first));
        if in_the_way.any(|it| !gives_way(it.airing.priority, first.priority)) {
            return false;
        }
        for held in &mut self.air {
            if held.blocks(first) {
                held.give_way(first, now);
            }
        }
        self.let_go(now);
        self.air.is_empty()
    }

    fn begin(&mut self, turn: usize, now: DateTime<Utc>) {
        let contender = self.turns[turn].1;
        let waited_for = self.before.clone().filter(|it| contender.at < it.until);
        let mut held = Held::new(contender.begun(now), Whose::Turn(turn), now);
        if let Some(Stop { at, why: StopReason::Quiet(rule) }) = &held.run.stop
            && *at <= now
        {
            return self.miss(turn, now, MissReason::Forbidden(rule.clone()));
        }
        self.forget(turn);
        held.run.left_out = contender.left_out(now);
        held.run.waited_for = waited_for.filter(|_| !contender.is_on_time(now));
        self.air.push(held);
        self.let_go(now);
    }

    /// Misses the contenders that cannot begin in time any more.
    fn give_up(&mut self, now: DateTime<Utc>) {
        while let Some((last, turn)) = self.impatient.first().copied()
            && let Some(rival) = self.in_the_way(last)
        {
            self.miss(turn, now, MissReason::Busy(rival));
        }
        while let Some((last, turn)) = self.patience.first().copied()
            && last <= now
        {
            let kept_for = || self.wanting.first().map(|rank| coming(self.turns[rank.turn()].1));
            let rival = self.in_the_way(last).or_else(kept_for);
            let too_late = || MissReason::TooLate(now - self.turns[turn].1.at);
            self.miss(turn, now, rival.map_or_else(too_late, MissReason::Busy));
        }
    }

    /// The airing that has the air after `last`, and has it longest.
    fn in_the_way(&self, last: DateTime<Utc>) -> Option<Rival> {
        let longest = self.air.iter().map(|it| &it.airing).max_by_key(|airing| airing.ends_at);
        longest.filter(|airing| last < airing.ends_at).map(rival)
    }

    fn miss(&mut self, turn: usize, now: DateTime<Utc>, why: MissReason) {
        self.forget(turn);
        self.fates[self.turns[turn].0] = Some(Fate::Missed(Missed { at: now, why }));
    }

    /// Removes a contender from every agenda.
    fn forget(&mut self, turn: usize) {
        let contender = self.turns[turn].1;
        let last = (contender.last_start(), turn);
        self.wanting.remove(&Rank::new(contender.priority, turn));
        self.patience.remove(&last);
        self.impatient.remove(&last);
        if let Some(at) = forbidden_from(contender) {
            self.forbidden.remove(&(at, turn));
        }
    }
}

impl Held {
    /// An airing that has the air from `now` on. Quiet hours that it meets set its end from the beginning.
    fn new(airing: OnAir, whose: Whose, now: DateTime<Utc>) -> Self {
        let (from, until) = (airing.starts_at, airing.ends_at);
        let run = Run { from, until, left_out: TimeDelta::zero(), waited_for: None, stop: None };
        let mut held = Self { airing, run, whose };
        if let Some(border) = held.airing.quiet.take()
            && border.at + ON_TIME < held.airing.ends_at
            && !held.airing.stopping
        {
            held.stop(now.max(border.at - CUT_AHEAD), StopReason::Quiet(border.rule));
        }
        held
    }

    /// Whether it keeps a newcomer from its instant.
    fn blocks(&self, newcomer: &Contender) -> bool {
        let airing = &self.airing;
        let overlaps = newcomer.at < airing.planned_end;
        newcomer.at + ON_TIME < airing.ends_at
            || (overlaps && gives_way(airing.priority, newcomer.priority))
    }

    /// Fades it out for a newcomer, unless it fades already.
    fn give_way(&mut self, newcomer: &Contender, now: DateTime<Utc>) {
        let stopped = self.run.stop.as_ref().is_some_and(|stop| stop.at <= now);
        if !self.airing.stopping && !stopped {
            self.stop(now, StopReason::GivesWay(coming(newcomer)));
            self.airing.stopping = true;
        }
    }

    /// Fades it out from `at` on; before it has begun there is nothing to fade.
    fn stop(&mut self, at: DateTime<Utc>, why: StopReason) {
        let silent = if at < self.airing.starts_at { at } else { at + FADE };
        if silent < self.airing.ends_at {
            self.airing.ends_at = silent;
            self.airing.planned_end = self.airing.planned_end.min(silent);
            self.run.until = silent;
            self.run.stop = Some(Stop { at, why });
        }
    }
}

/// The instant from which on a rule forbids a contender to begin. A start that is on time is not late.
fn forbidden_from(contender: &Contender) -> Option<DateTime<Utc>> {
    let late = contender.at + ON_TIME + TimeDelta::microseconds(1);
    contender.forbidden.as_ref().map(|border| border.at.max(late))
}

fn rival(airing: &OnAir) -> Rival {
    let (key, title) = (airing.key.clone(), airing.title.clone());
    Rival { key, title, from: airing.starts_at, until: airing.ends_at }
}

fn coming(contender: &Contender) -> Rival {
    rival(&contender.begun(contender.at))
}
