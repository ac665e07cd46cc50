//! The power: what a cut takes with it, and what a start finds.

use std::sync::{Arc, atomic::Ordering::Relaxed};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    card::{Card, Plug},
    doubt::Doubt,
    world::{Thing, World},
};
use crate::{
    air::Engine,
    daemon::{Event, Hearing, Station, tables, unpersisted::UnpersistedEvents},
    store::Store,
    words::Reason,
};

/// A station that could not start is started again by the service manager.
const START_AGAIN: TimeDelta = TimeDelta::seconds(5);

impl World {
    /// Everything in memory is gone, without a word.
    pub(super) fn power_off(&mut self, off: TimeDelta) -> anyhow::Result<()> {
        self.dying = None;
        if self.station.is_none() {
            return Ok(());
        }
        self.engine_told()?;
        self.station = None;
        self.unpersisted = UnpersistedEvents::default();
        self.lose_engine()?;
        self.after(off, Thing::PowerOn);
        Ok(())
    }

    /// What had sounded when the engine went.
    pub(super) fn lose_engine(&mut self) -> anyhow::Result<()> {
        let now = self.now();
        for told in self.engine.abandon(&Reason::Stopped) {
            self.watch.hear(self.keeper.connection(), now, &told)?;
        }
        self.watch.scene.calm.begin(self.real);
        Ok(())
    }

    pub(super) fn power_on(&mut self) -> anyhow::Result<()> {
        if self.station.is_some() {
            return Ok(());
        }
        if self.dying.is_none() {
            self.disk.left.store(-1, Relaxed);
        }
        let mut store = Store::in_shared_memory(&self.database, &tables())?;
        let disk = self.disk.clone();
        store.ask_before_commit(move || disk.may_commit())?;
        let heard = !self.plug.lost.load(Relaxed);
        let output = if heard { "card" } else { "missing" };
        let hearing = Hearing { output: output.into(), heard };
        self.engine = engine(self.real, &self.plug);
        let Ok(station) = Station::open(store, self.folder(), hearing, self.wall()) else {
            let again = self.dying.take().map_or(START_AGAIN, |(_, off)| off);
            self.after(again, Thing::PowerOn);
            return Ok(());
        };
        self.station = Some(station);
        self.well = true;
        self.watch.scene.doubt = Doubt::start(self.wall(), self.last_beat()?);
        self.watch.scene.calm.end(self.real);
        self.happen(Event::Look)
    }

    /// The power goes within the next turn, after so many commits and actions.
    pub(super) fn power_off_within(&mut self, commits: u64, actions: usize, off: TimeDelta) {
        self.disk.left.store(i64::try_from(commits).unwrap_or_default(), Relaxed);
        self.dying = Some((actions, off));
    }
}

pub(super) fn engine(opened: DateTime<Utc>, plug: &Arc<Plug>) -> Engine {
    let open = Arc::new(|_: &_| Err("faults open no clip".to_owned()));
    Engine::new(Box::new(Card::new(opened, plug.clone())), open)
}
