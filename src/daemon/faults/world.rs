//! The world around a station: time, power, disk, card, files, and a person.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use super::{
    card::Plug,
    dice::Dice,
    disk::Disk,
    fault::{Fault, forecast},
    power::engine,
    watch::{After, Now, Watch},
};
use crate::{
    air::{Engine, EngineEvent, Order},
    asrun::{self, Phase},
    check::{Folder, known},
    clip::Library,
    daemon::{Action, Event, Station, tables, unpersisted::UnpersistedEvents},
    plan::{Airing, Known, plan},
    schedule::{Content, Programme},
    script::Sources,
    store::Store,
    words::{Message, Reason},
};

/// The live loop looks after this long at the latest.
const LOOK_AT_MOST: TimeDelta = TimeDelta::seconds(2);
/// The interval between two sweeps.
const SWEEP: TimeDelta = TimeDelta::seconds(10);
/// The calm after the last fault, in which everything has to find its end.
const CALM: TimeDelta = TimeDelta::hours(1);
/// More broken rules than this tell nothing new.
const ENOUGH: usize = 5;

/// What happens at an instant beside what the station does.
#[derive(Debug)]
pub(super) enum Thing {
    /// A fault, and which of the seed's it is.
    Fault(usize, Fault),
    PowerOn,
    CardBack,
    ClipBack(String),
    ClockRight,
    StoreWell,
    DiskFast,
    TurnsPrompt,
    WakesOnce,
    /// The rest of a half-written file is written.
    Whole(String),
    /// The next sweep comes and reads the files again.
    Sweep,
}

pub(super) struct World {
    pub(super) seed: u64,
    pub(super) dice: Dice,
    /// The time that really passed; the computer's clock may be ahead of it, or behind.
    pub(super) real: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
    pub(super) zone: Tz,
    pub(super) plug: Arc<Plug>,
    pub(super) disk: Arc<Disk>,
    pub(super) database: String,
    /// Keeps the database through power cuts, and is the watch's own way into it.
    pub(super) keeper: Store,
    /// The files as they lie in the folder.
    pub(super) text: String,
    pub(super) texts_before: Vec<String>,
    pub(super) sources: Sources,
    pub(super) library: Library,
    /// Clips that are away, and those that cannot be used.
    pub(super) gone: BTreeSet<(String, bool)>,
    pub(super) station: Option<Station>,
    pub(super) engine: Engine,
    pub(super) unpersisted: UnpersistedEvents,
    pub(super) things: BTreeMap<(DateTime<Utc>, u64), Thing>,
    numbered: u64,
    pub(super) slow: TimeDelta,
    pub(super) late: TimeDelta,
    pub(super) doubled: bool,
    /// The power goes within the next turn: after so many of its actions, for so long.
    pub(super) dying: Option<(usize, TimeDelta)>,
    /// Off for so long once the station has stopped in good order.
    pub(super) off_after_stop: TimeDelta,
    /// How many faults the seed has.
    pub(super) faults: usize,
    pub(super) thrown: Vec<(DateTime<Utc>, Message)>,
    pub(super) watch: Watch,
    pub(super) turns: u64,
    /// Whether the last turn's work was written down.
    pub(super) well: bool,
    /// Whether the station doubts its clock and there is a reason: it is silent and has said why.
    doubts: bool,
    /// The airing that went out after every fault was over, or should have.
    pub(super) next: Option<Airing>,
}

impl World {
    /// The world of a seed. `keep`: only these of its faults are thrown, by their numbers.
    pub(super) fn new(
        folder: &Folder,
        seed: u64,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        keep: Option<&[usize]>,
    ) -> anyhow::Result<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let database = format!("faults-{}", NUMBER.fetch_add(1, Relaxed));
        let keeper = Store::in_shared_memory(&database, &tables())?;
        let mut dice = Dice::new(seed);
        let mut starts: Vec<_> = plan(&folder.schedule, &Known::default(), from, to)
            .into_iter()
            .map(|airing| airing.planned_at)
            .collect();
        starts.dedup();
        let forecast = forecast(&mut dice, from, to, &starts);
        let plug = Arc::<Plug>::default();
        let lengths = known(&folder.schedule, &folder.scripts, &folder.library, from).lengths;
        let sounds = |it: &&Programme| matches!(it.content, Content::Script(_));
        let mut programmes = folder.schedule.programmes.iter().filter(sounds);
        let faulty_files = programmes.any(|it| !lengths.contains_key(&it.id));
        let mut world = Self {
            seed,
            dice,
            real: from,
            until: to,
            zone: folder.schedule.station.zone,
            engine: engine(from, &plug),
            plug,
            disk: Arc::default(),
            watch: Watch::new(from, to, faulty_files),
            database,
            keeper,
            text: folder.schedule_text.clone(),
            texts_before: Vec::new(),
            sources: folder.sources.clone(),
            library: folder.library.clone(),
            gone: BTreeSet::new(),
            station: None,
            unpersisted: UnpersistedEvents::default(),
            things: BTreeMap::new(),
            numbered: 0,
            slow: TimeDelta::zero(),
            late: TimeDelta::zero(),
            doubled: false,
            dying: None,
            off_after_stop: TimeDelta::zero(),
            faults: forecast.len(),
            thrown: Vec::new(),
            turns: 0,
            well: true,
            doubts: false,
            next: None,
        };
        for (number, (at, fault)) in forecast.into_iter().enumerate() {
            if keep.is_none_or(|keep| keep.contains(&number)) {
                world.at(at, Thing::Fault(number, fault));
            }
        }
        Ok(world)
    }

    /// What the computer's clock shows.
    pub(super) fn wall(&self) -> DateTime<Utc> {
        self.real + self.plug.ahead()
    }

    pub(super) fn now(&self) -> Now {
        Now { real: self.real, ahead: self.plug.ahead() }
    }

    /// The last sign of life in the log.
    pub(super) fn last_beat(&self) -> anyhow::Result<Option<DateTime<Utc>>> {
        Ok(asrun::last_beat(self.log())?.map(|beat| beat.at))
    }

    /// The log, for reading.
    pub(super) fn log(&self) -> &Connection {
        self.keeper.connection()
    }

    pub(super) fn at(&mut self, at: DateTime<Utc>, thing: Thing) {
        self.numbered += 1;
        self.things.insert((at, self.numbered), thing);
    }

    pub(super) fn after(&mut self, wait: TimeDelta, thing: Thing) {
        self.at(self.real + wait, thing);
    }

    /// Lets the time pass, the calm afterwards and the next airing included, and stops the station.
    pub(super) fn run(&mut self) -> anyhow::Result<()> {
        self.power_on()?;
        self.pass(self.until + CALM)?;
        self.mend()?;
        self.go_on()?;
        self.happen(Event::Stop)?;
        let late = self.real + TimeDelta::seconds(30);
        while self.station.is_some() && self.real < late {
            self.step()?;
        }
        self.watch.finish(self.keeper.connection(), self.now())
    }

    /// Lets the time pass up to `until`, or until enough is broken.
    pub(super) fn pass(&mut self, until: DateTime<Utc>) -> anyhow::Result<()> {
        while self.real < until && self.watch.broken.len() < ENOUGH {
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> anyhow::Result<()> {
        let thing = self.things.first_key_value().map(|(key, _)| key.0);
        let next = [thing, self.next_look()?, self.next_engine()].into_iter().flatten().min();
        // With the power off and nothing to come, a minute passes.
        let next = next.unwrap_or(self.real + TimeDelta::minutes(1));
        let next = next.max(self.real + TimeDelta::microseconds(1));
        self.real = next;
        let due = self.things.first_entry().filter(|entry| entry.key().0 <= next);
        if let Some(entry) = due {
            let thing = entry.remove();
            self.hear_engine()?;
            self.befall(thing)?;
        } else {
            self.hear_engine()?;
        }
        self.happen(Event::Look)?;
        if self.doubled { self.happen(Event::Look) } else { Ok(()) }
    }

    /// When the loop would look by itself.
    fn next_look(&mut self) -> anyhow::Result<Option<DateTime<Utc>>> {
        let (wall, ahead) = (self.wall(), self.plug.ahead());
        let Some(station) = &self.station else { return Ok(None) };
        let mut look = station.next_look(wall)? - ahead;
        if !self.well || !self.unpersisted.is_empty() || station.stopping.is_some() {
            look = look.min(self.real + LOOK_AT_MOST);
        }
        if !self.late.is_zero() {
            look += self.dice.time(TimeDelta::zero(), self.late);
        }
        Ok(Some(look))
    }

    fn next_engine(&self) -> Option<DateTime<Utc>> {
        self.station.as_ref()?;
        let due = self.engine.next_due()? - self.plug.ahead();
        Some(due.max(self.real))
    }

    /// What the engine tells at this instant reaches the station.
    pub(super) fn hear_engine(&mut self) -> anyhow::Result<()> {
        if self.station.is_none() {
            return Ok(());
        }
        for told in self.engine_told()? {
            self.happen(Event::Engine(told))?;
        }
        Ok(())
    }

    pub(super) fn engine_told(&mut self) -> anyhow::Result<Vec<EngineEvent>> {
        let (wall, now) = (self.wall(), self.now());
        let told = self.engine.turn(wall);
        for told in &told {
            self.watch.hear(self.keeper.connection(), now, told)?;
        }
        Ok(told)
    }

    /// An event, and everything that follows from it at once.
    pub(super) fn happen(&mut self, event: Event) -> anyhow::Result<()> {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let mut unpersisted = std::mem::take(&mut self.unpersisted);
            let mut seen = Ok(());
            unpersisted.hand_over(event, |event| {
                let (well, claims) = self.take(event);
                seen = std::mem::replace(&mut seen, Ok(())).and(claims);
                well
            });
            seen?;
            self.unpersisted = unpersisted;
            if self.station.is_none() {
                self.unpersisted = UnpersistedEvents::default();
                return Ok(());
            }
            self.look_on()?;
            if let Some((_, off)) = self.dying.take() {
                return self.power_off(off);
            }
            events.extend(self.engine_told()?.into_iter().map(Event::Engine));
        }
        Ok(())
    }

    /// One turn; whether the store took it, and whether the claims could be looked at.
    fn take(&mut self, event: Event) -> (bool, anyhow::Result<()>) {
        let wall = self.wall();
        let mut seen = Ok(());
        let Some(station) = &mut self.station else { return (true, seen) };
        self.turns += 1;
        let (actions, done) = station.turn(wall, event);
        self.real += self.slow;
        let wall = self.wall();
        let reach = self.dying.as_ref().map_or(usize::MAX, |(actions, _)| *actions);
        for action in actions.into_iter().take(reach) {
            match action {
                Action::Air(order) => {
                    if let Order::Claim { airing } = &order {
                        let now = self.now();
                        seen = seen.and(self.watch.claimed(self.keeper.connection(), now, airing));
                    }
                    self.engine.order(order, wall);
                }
                Action::ReadAgain => self.after(SWEEP, Thing::Sweep),
                Action::Quit => {
                    self.station = None;
                    self.engine.stop_all(&Reason::Stopped, wall);
                    seen = seen.and(self.lose_engine());
                    let off = self.off_after_stop;
                    if self.real < self.until + CALM {
                        self.after(off, Thing::PowerOn);
                    }
                    return (true, seen);
                }
                _ => {}
            }
        }
        self.well = done.is_ok();
        (self.well, seen)
    }

    fn look_on(&mut self) -> anyhow::Result<()> {
        let Some(station) = &self.station else { return Ok(()) };
        if self.disk.refused.swap(false, Relaxed) {
            self.watch.scene.calm.moment(self.real);
        }
        let busy = self.well && station.settled && self.late.is_zero() && self.slow.is_zero();
        let trusted = station.trusts();
        let checks = busy && trusted && self.unpersisted.is_empty() && station.stopping.is_none();
        let scene = &mut self.watch.scene;
        let excused = !trusted && scene.doubt.has_reason();
        match (self.doubts, excused) {
            (false, true) => scene.calm.begin(self.real),
            (true, false) => scene.calm.end(self.real),
            _ => {}
        }
        self.doubts = excused;
        let after = After { checks, doubts: !trusted };
        self.watch.look(self.keeper.connection(), self.now(), after)
    }

    /// The folder as it lies there.
    pub(super) fn folder(&self) -> Folder {
        let mut library = self.library.clone();
        for (clip, refused) in &self.gone {
            match library.clips.get_mut(clip).filter(|_| *refused) {
                Some(clip) => {
                    clip.refused.push(Message::new("clip-unreadable").with("detail", "x"));
                }
                None => drop(library.clips.remove(clip)),
            }
        }
        Folder::imagined(self.text.clone(), self.sources.clone(), library)
    }

    /// Some clip of the folder.
    pub(super) fn some_clip(&mut self) -> Option<String> {
        let at = self.dice.index(self.library.clips.len());
        self.library.clips.keys().nth(at).cloned()
    }

    /// What is on air or claimed.
    pub(super) fn on_air(&self) -> Option<String> {
        let open = asrun::open_airings(self.log()).ok()?;
        open.into_iter().find(|open| open.phase == Phase::Claimed).map(|open| open.key)
    }
}
