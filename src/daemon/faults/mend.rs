//! After the last fault: everything is mended, and the station has to go on by itself.
//!
//! A rule that is only held while nothing is wrong excuses a station that never comes back. So every
//! disturbance ends here, a person answers if the clock is in question, and the next planned airing has to
//! go out.

use std::sync::atomic::Ordering::Relaxed;

use chrono::TimeDelta;

use super::world::{Thing, World};
use crate::{
    check::known,
    daemon::{Ask, Event},
    plan::{Airing, Kind, Known, State, plan},
};

/// Two sweeps adopt a file that was just saved.
const SETTLES: TimeDelta = TimeDelta::minutes(1);
/// The next airing is looked for so far ahead.
const HORIZON: TimeDelta = TimeDelta::days(3);
/// An airing that begins so long before another may still wait for the air by then: the longest grace of a
/// seed, and its clip.
const IN_THE_WAY: TimeDelta = TimeDelta::minutes(12);
/// An outcome is written so long after the last frame at the latest.
const WRITTEN: TimeDelta = TimeDelta::seconds(5);

impl World {
    /// Ends everything that was thrown.
    pub(super) fn mend(&mut self) -> anyhow::Result<()> {
        self.dying = None;
        self.disk.left.store(-1, Relaxed);
        for (_, thing) in std::mem::take(&mut self.things) {
            if !matches!(thing, Thing::Fault(..)) {
                self.hear_engine()?;
                self.befall(thing)?;
            }
        }
        self.power_on()?;
        if self.watch.scene.doubt.has_reason() {
            self.watch.scene.doubt.confirm(self.wall());
            self.happen(Event::Asked(0, Ask::Clock { by: None }))?;
        }
        self.watch.scene.calm.mended(self.real);
        self.pass(self.real + SETTLES)
    }

    /// Lets the time pass until the next planned airing must have gone out.
    pub(super) fn go_on(&mut self) -> anyhow::Result<()> {
        let Some(next) = self.next_airing() else { return Ok(()) };
        let over = next.planned_end() + WRITTEN - self.plug.ahead();
        self.pass(over)?;
        if self.real >= over {
            self.watch.went_on(&next);
        }
        self.next = Some(next);
        Ok(())
    }

    /// The next planned airing that loa plays and that no other one can be in the way of.
    fn next_airing(&self) -> Option<Airing> {
        let scene = &self.watch.scene;
        let schedule = scene.adopted.schedule.as_ref()?;
        let wall = self.wall();
        let folder = self.folder();
        let lengths = known(schedule, &folder.scripts, &folder.library, wall).lengths;
        let from = scene.calm.excuses_until(wall);
        let known = Known { lengths, ..Known::default() };
        let mut airings = plan(schedule, &known, from - IN_THE_WAY, from + HORIZON);
        airings.retain(|it| it.kind == Kind::Recorded && it.state == State::Planned);
        let mut alone = airings.iter().filter(|it| {
            let about = it.planned_at - IN_THE_WAY..=it.planned_end();
            airings.iter().filter(|other| about.contains(&other.planned_at)).count() == 1
        });
        // An airing that runs into quiet hours is faded out there, and is not whole.
        let runs_on = |it: &Airing| {
            let programme = schedule.programme(&it.programme);
            programme.is_some_and(|programme| {
                schedule.quiet_from(programme, it.planned_at, it.planned_end()).is_some()
            })
        };
        let sounds =
            |it: &&Airing| it.length > TimeDelta::zero() && it.planned_at >= from && !runs_on(it);
        alone.find(sounds).cloned()
    }
}
