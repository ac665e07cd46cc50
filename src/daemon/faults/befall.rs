//! What a fault does to the world, and how it ends.

use std::sync::atomic::Ordering::Relaxed;

use chrono::{DateTime, TimeDelta};

use super::{
    dice::Dice,
    edit::{Edit, edit},
    fault::Fault,
    world::{Thing, World},
};
use crate::{
    air::Order,
    daemon::{Ask, Event},
    words::Reason,
};

/// 1 January 2010, where a computer wakes up whose battery is flat.
const FLAT_BATTERY: i64 = 1_262_304_000;

impl World {
    /// Something happens.
    pub(super) fn befall(&mut self, thing: Thing) -> anyhow::Result<()> {
        match thing {
            Thing::Fault(number, fault) => {
                self.dice = Dice::of_fault(self.seed, number);
                self.thrown.push((self.real, fault.said()));
                self.watch.scene.thrown.insert(fault.code());
                self.throw(fault)
            }
            Thing::PowerOn => self.power_on(),
            Thing::CardBack => {
                self.plug.lost.store(false, Relaxed);
                self.end_of_disturbance();
                Ok(())
            }
            Thing::ClipBack(clip) => {
                self.gone.retain(|(gone, _)| *gone != clip);
                self.end_of_disturbance();
                self.save(false)
            }
            Thing::ClockRight => self.set_clock(TimeDelta::zero()),
            Thing::StoreWell => {
                self.disk.each.store(0, Relaxed);
                self.end_of_disturbance();
                Ok(())
            }
            Thing::DiskFast => {
                self.slow = TimeDelta::zero();
                self.end_of_disturbance();
                Ok(())
            }
            Thing::TurnsPrompt => {
                self.late = TimeDelta::zero();
                self.end_of_disturbance();
                Ok(())
            }
            Thing::Whole(text) => {
                self.text = text;
                self.save(false)
            }
            Thing::Sweep => self.save(false),
            Thing::WakesOnce => {
                self.doubled = false;
                Ok(())
            }
        }
    }

    fn throw(&mut self, fault: Fault) -> anyhow::Result<()> {
        match fault {
            Fault::PowerCut { within: None, off } => return self.power_off(off),
            Fault::PowerCut { within: Some((commits, actions)), off } => {
                self.power_off_within(commits, actions, off);
            }
            Fault::Stopped { off } => {
                self.off_after_stop = off;
                return self.happen(Event::Stop);
            }
            Fault::DeviceLost { lasts } => {
                self.plug.lost.store(true, Relaxed);
                self.begin(lasts, Thing::CardBack);
            }
            Fault::ClipBreaks => self.break_clip(),
            Fault::ClipGone { refused, lasts } => {
                if let Some(clip) = self.some_clip() {
                    self.gone.insert((clip.clone(), refused));
                    self.begin(lasts, Thing::ClipBack(clip));
                    return self.save(false);
                }
            }
            Fault::ClockStep { by, lasts } => {
                if let Some(lasts) = lasts {
                    self.after(lasts, Thing::ClockRight);
                }
                return self.set_clock(by);
            }
            Fault::ClockFar { lasts } => {
                self.after(lasts, Thing::ClockRight);
                let far = DateTime::from_timestamp(FLAT_BATTERY, 0).unwrap_or_default();
                return self.set_clock(far - self.real);
            }
            Fault::Edited(kind) => return self.edit(kind),
            Fault::StoreFails { each, lasts } => {
                self.disk.each.store(each, Relaxed);
                self.begin(lasts, Thing::StoreWell);
            }
            Fault::SlowDisk { by, lasts } => {
                self.slow = by;
                self.watch.scene.slow = by;
                self.begin(lasts, Thing::DiskFast);
            }
            Fault::LateTurns { by, lasts } => {
                self.late = by;
                self.begin(lasts, Thing::TurnsPrompt);
            }
            Fault::Played => return self.play(),
            Fault::PersonStops => {
                if let Some(airing) = self.on_air() {
                    self.watch.scene.excused.insert(airing);
                }
                return self.happen(Event::Asked(0, Ask::Stop { by: None }));
            }
            Fault::Held { lasts } if self.station.is_some() => {
                return self.hold_still(lasts);
            }
            Fault::Held { .. } => {}
            Fault::Doubled { lasts } => {
                self.doubled = true;
                self.after(lasts, Thing::WakesOnce);
            }
        }
        Ok(())
    }

    /// Nothing runs for so long; then the station hears of that first, and of what the engine has to tell
    /// after it.
    fn hold_still(&mut self, lasts: TimeDelta) -> anyhow::Result<()> {
        self.watch.scene.calm.begin(self.real);
        self.real += lasts;
        self.watch.scene.woke = self.real;
        self.watch.scene.calm.end(self.real);
        let told = self.engine_told()?;
        self.happen(Event::Slept(lasts))?;
        told.into_iter().try_for_each(|told| self.happen(Event::Engine(told)))
    }

    fn begin(&mut self, lasts: TimeDelta, end: Thing) {
        self.watch.scene.calm.begin(self.real);
        self.after(lasts, end);
    }

    fn end_of_disturbance(&mut self) {
        self.watch.scene.calm.end(self.real);
    }

    /// The engine ends the airing as it does when a clip's frames end before their time.
    fn break_clip(&mut self) {
        let Some(airing) = self.on_air() else { return };
        self.watch.scene.excused.insert(airing.clone());
        let why = Reason::ClipUnreadable { clip: "x".into() };
        let wall = self.wall();
        self.engine.order(Order::Stop { airing, why }, wall);
    }

    /// Sets the computer's clock so much ahead of the time that really passed.
    fn set_clock(&mut self, ahead: TimeDelta) -> anyhow::Result<()> {
        let (before, beat) = (self.plug.ahead(), self.last_beat()?);
        self.watch.scene.calm.clock_set(self.real, before, ahead);
        self.watch.scene.woke = self.real;
        self.plug.ahead_us.store(ahead.num_microseconds().unwrap_or_default(), Relaxed);
        let step = ahead - before;
        if self.station.is_some() {
            self.watch.scene.doubt.set(step, self.wall(), beat);
        }
        self.happen(Event::Stepped(step))
    }

    fn edit(&mut self, kind: Edit) -> anyhow::Result<()> {
        let today = self.wall().with_timezone(&self.zone).date_naive();
        let text = edit(kind, &self.text, &self.texts_before, today, &mut self.dice);
        let before = std::mem::replace(&mut self.text, text);
        self.texts_before.push(before.clone());
        let half = kind == Edit::HalfWritten;
        if half && self.dice.chance(70) {
            // Sometimes the rest comes too late: then the station adopts the half.
            let wait = self.dice.some_time(TimeDelta::seconds(1), TimeDelta::minutes(1));
            self.after(wait, Thing::Whole(before));
        }
        let asked = !half && self.dice.chance(50);
        self.save(asked)
    }

    /// Saves the files: the sweep finds them changed, or a person asks to have them read.
    fn save(&mut self, asked: bool) -> anyhow::Result<()> {
        if self.station.is_none() {
            return Ok(());
        }
        let folder = Box::new(self.folder());
        self.happen(if asked { Event::Edited(folder) } else { Event::Swept(Ok(folder)) })
    }

    fn play(&mut self) -> anyhow::Result<()> {
        let Some(station) = &self.station else { return Ok(()) };
        let programmes = station.schedule().programmes.len();
        let at = self.dice.index(programmes);
        let Some(station) = &self.station else { return Ok(()) };
        let Some(programme) = station.schedule().programmes.get(at) else { return Ok(()) };
        let programme = programme.id.clone();
        self.happen(Event::Asked(0, Ask::Play { programme, by: None }))
    }
}
