//! The station: what it knows between two turns, and what can happen to it.

use std::{collections::BTreeMap, path::PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Ask, Delivery, Posted, claimed::Claimed, closing::Absence, doubt, posting::Posting,
    swept::Held, upkeep::Upkeep,
};
use crate::{
    air::{EngineEvent, Order},
    asrun::{self, Coming, OutputName, Phase, Reader},
    check::{Folder, known},
    clip::Memory,
    clock::{Boot, Change, Trust},
    diagnostic::Diagnostic,
    plan::{Dealt, Hand, Known, plan},
    report::Month,
    schedule::{self, Schedule},
    store::{Error, Store, Tables},
    words::Message,
};

/// Airings are written down as due this far ahead.
const DUE_AHEAD: TimeDelta = TimeDelta::hours(24);
/// How much of that may be missing before it is filled up again: so that it is not done every second.
const REFILL: TimeDelta = TimeDelta::hours(1);
/// How many removed, added and cancelled airings of an edit the terminal names, of each.
const TOLD: usize = 5;

/// Everything that can happen to the station.
pub enum Event {
    /// Look whether something is due: the bell rang, or the loop's own wait ended.
    Look,
    /// The engine told something.
    Engine(EngineEvent),
    /// A person edited the files and asks to have them read.
    Edited(Box<Folder>),
    /// The sweep found the files changed: the new folder, or why its schedule cannot be read.
    Swept(Result<Box<Folder>, Box<Diagnostic>>),
    /// A person asks for something; the answer goes back under this number.
    Asked(u64, Ask),
    /// The post told something of a letter on its way.
    Posted(Posted),
    /// The computer's clock was set by so much, nobody knows why.
    Stepped(TimeDelta),
    /// A time server has confirmed the computer's clock, or set it by so much.
    Synchronised(TimeDelta),
    /// Nothing could wake the station for so long: the computer slept, or hung.
    Slept(TimeDelta),
    /// The station is to stop in good order.
    Stop,
}

impl From<Change> for Event {
    fn from(change: Change) -> Self {
        match change {
            Change::Stepped(step) => Self::Stepped(step),
            Change::Synchronised(step) => Self::Synchronised(step),
            Change::Slept(length) => Self::Slept(length),
        }
    }
}

/// What is to be done about an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// For the engine.
    Air(Order),
    /// To the person who asked: done, or why not.
    Answer(u64, Result<Message, Message>),
    /// For the operator's terminal: messages that make one line.
    Say(Vec<Message>),
    /// For the post: hand this letter to the mail server.
    Post(Box<Delivery>),
    /// To the post, which asked: whether the letter may be handed over.
    HandOver(bool),
    /// For the sweep: read the files once more, whether they change or not.
    ReadAgain,
    /// Everything is written; the loop may end.
    Quit,
}

/// Which output there is, and whether anybody hears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// Its name in the log.
    pub output: OutputName,
    /// Whether what it consumes is heard.
    pub heard: bool,
}

/// Whether the coming day must be planned again. A later variant includes the work of the earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anew {
    /// Nothing is to be done.
    Planned,
    /// The clock was set back, so that hours ahead have no planned airings yet.
    ClockSetBack,
    /// An edit waits to be adopted.
    Edited,
}

/// A station at work.
pub struct Station {
    pub(super) store: Store,
    pub(super) folder: Folder,
    /// Plan data, except for the dealt hands, which are read from the log.
    pub(super) known: Known,
    /// Hands that were dealt before the log begins: a rehearsal continues from those of the real station.
    pub(super) dealt_before: Vec<Hand>,
    pub(super) revision: i64,
    pub(super) hearing: Hearing,
    /// `None`: the clock was not judged yet.
    pub(super) trust: Option<Trust>,
    /// Which start of the computer this is, once the clock was judged.
    pub(super) boot: Option<Boot>,
    /// Since when nothing stood in the way of what was planned, and what did before.
    pub(super) began_at: DateTime<Utc>,
    pub(super) absence: Absence,
    /// Since when the engine had every chance to tell an end: the clock was set, or the computer slept.
    pub(super) waits_from: DateTime<Utc>,
    /// Airings whose rundown the engine has, and which arming that was.
    pub(super) armed: BTreeMap<String, u64>,
    /// Armings so far.
    pub(super) takes: u64,
    /// The next instant at which an airing is to be claimed, stopped or missed.
    pub(super) next_step: Option<DateTime<Utc>>,
    pub(super) claimed: Claimed,
    pub(super) stopping: Option<DateTime<Utc>>,
    /// When the last entry of this run was written: nothing happens any more.
    pub(super) stopped: Option<DateTime<Utc>>,
    /// Whether the hours before this run were accounted for.
    pub(super) settled: bool,
    /// The store fails: what was planned meanwhile could not be claimed.
    pub(super) unwritten: Option<Absence>,
    /// Whether the coming day is to be planned again, and why.
    pub(super) anew: Anew,
    pub(super) last_beat: Option<DateTime<Utc>>,
    /// Files that the sweep found and has to read once more before they are adopted.
    pub(super) held: Option<Held>,
    /// Mistakes of files that could not be adopted, or only in part.
    pub(super) refused: Vec<Diagnostic>,
    /// Whether a schedule of before is on air in their place; on a new station there is none.
    pub(super) kept_old: bool,
    /// Where reports and letters are written.
    pub(super) data: Option<PathBuf>,
    /// Whether this is a rehearsal, so that the papers are marked.
    pub(super) rehearsed: bool,
    /// The last month whose report was looked after in this run.
    pub(super) reported: Option<Month>,
    /// When a report that failed is tried again.
    pub(super) report_again: Option<DateTime<Utc>>,
    pub(super) posting: Posting,
    pub(super) upkeep: Upkeep,
    /// When what was missed is to be looked at; `None`: nothing waits for a make-good.
    pub(super) owed_at: Option<DateTime<Utc>>,
    pub(super) said: Vec<Vec<Message>>,
}

/// The tables of every room that owns some.
pub fn tables() -> Vec<Tables> {
    vec![asrun::TABLES, crate::clip::TABLES, crate::mail::TABLES, doubt::TABLES]
}

impl Station {
    /// Opens a station. A folder with errors does not replace a schedule that was once on air; without
    /// one, what is faultless in it airs. Nothing is accounted for before its clock is judged:
    /// [`Station::wake`], or the first turn.
    pub fn open(
        store: Store,
        mut folder: Folder,
        hearing: Hearing,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let beat = asrun::last_beat(store.connection())?;
        let before = asrun::latest(store.connection())?;
        let mut refused = Vec::new();
        if folder.has_errors() {
            refused.clone_from(&folder.diagnostics);
        }
        if let Some(before) = before.as_ref().filter(|_| folder.has_errors()) {
            folder.schedule = schedule::read(&before.schedule).schedule;
            folder.schedule_text.clone_from(&before.schedule);
        }
        Ok(Self {
            known: known(&folder.schedule, &folder.scripts, &folder.library, now),
            dealt_before: Vec::new(),
            revision: before.as_ref().map_or(0, |before| before.id),
            absence: Absence::since(beat, folder.schedule.station.zone),
            folder,
            hearing,
            trust: None,
            boot: None,
            began_at: now,
            waits_from: now,
            armed: BTreeMap::new(),
            takes: 0,
            next_step: None,
            claimed: Claimed::default(),
            stopping: None,
            stopped: None,
            settled: false,
            unwritten: None,
            anew: Anew::Planned,
            last_beat: beat.map(|beat| beat.at),
            held: None,
            refused,
            kept_old: before.is_some(),
            data: None,
            rehearsed: false,
            reported: None,
            report_again: None,
            posting: Posting::default(),
            upkeep: Upkeep::default(),
            owed_at: Some(DateTime::<Utc>::MIN_UTC),
            said: Vec::new(),
            store,
        })
    }

    /// Accounts for the hours since the last sign of life by the schedule adopted then, and adopts the
    /// folder's. A folder with errors leaves the schedule of before adopted.
    pub(super) fn settle(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.account_for_past(now)?;
        self.close_claimed(now)?;
        self.replan(now, true)?;
        self.began_at = now;
        self.settled = true;
        Ok(())
    }

    /// One turn: an event at an instant, and what is to be done about it. What was decided before the
    /// store failed is to be done all the same: it is on disk.
    pub fn turn(&mut self, now: DateTime<Utc>, event: Event) -> (Vec<Action>, Result<(), Error>) {
        let mut actions = Vec::new();
        if self.stopped.is_some() {
            return (actions, Ok(()));
        }
        if let Some(unwritten) = &self.unwritten {
            self.absence = unwritten.clone();
            self.began_at = now;
        }
        let done = self.happen(now, event, &mut actions);
        if let Err(error) = &done {
            let zone = self.folder.schedule.station.zone;
            self.unwritten.get_or_insert_with(|| Absence::unwritten(now, zone, error));
        }
        actions.extend(self.said.drain(..).map(Action::Say));
        debug_assert!(
            self.stopping.is_some() || self.is_claimed_throughout(),
            "memory, engine and log do not agree on what is claimed"
        );
        (actions, done)
    }

    fn happen(
        &mut self,
        now: DateTime<Utc>,
        event: Event,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        match event {
            Event::Look => {}
            Event::Engine(event) => self.hear(now, event)?,
            Event::Edited(folder) => self.edit(now, *folder, actions)?,
            Event::Swept(found) => self.swept(now, found, actions)?,
            Event::Asked(id, ask) => {
                let answer = self.asked(now, ask, actions);
                // Whoever asked is told also when the store failed: the next answer is another's.
                let told = match &answer {
                    Ok(answer) => answer.clone(),
                    Err(error) => Err(store_failed(error)),
                };
                actions.push(Action::Answer(id, told));
                answer.map(drop)?;
            }
            Event::Posted(posted) => self.hear_posted(now, posted, actions)?,
            Event::Stepped(step) => self.stepped(now, step, actions)?,
            Event::Synchronised(step) => self.synchronised(now, step)?,
            Event::Slept(length) => self.slept(now, length)?,
            Event::Stop => self.begin_to_stop(now, actions),
        }
        self.look(now, actions)?;
        self.beat(now)
    }

    /// The schedule on air.
    pub fn schedule(&self) -> &Schedule {
        &self.folder.schedule
    }

    /// The database, for reading.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Writes down as due what the adopted schedule had planned up to now and nobody has written down yet:
    /// the station was off, or slept, or doubted its clock for more than a day. The next look then finds
    /// those hours past. If another schedule is about to be adopted, the airings of the coming day are
    /// stored too, so that the edit can name those that it removes.
    pub(super) fn account_for_past(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let Some(adopted) = asrun::latest(self.store.connection())? else { return Ok(()) };
        let covered = asrun::covered(self.store.connection())?;
        let edited = adopted.schedule != self.folder.schedule_text;
        let until = if edited { now + DUE_AHEAD } else { now };
        if let Some(covered) = covered.filter(|covered| *covered < until) {
            let schedule = schedule::read(&adopted.schedule).schedule;
            let known = known(&schedule, &self.folder.scripts, &self.folder.library, now);
            let known = Known { dealt: self.dealt(&schedule, covered)?, ..known };
            let airings = plan(&schedule, &known, covered, until);
            asrun::expect(&mut self.store, &airings, adopted.id, covered, until)?;
        }
        Ok(())
    }

    /// Fills up what is due within the next day.
    pub(super) fn refill(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let covered = asrun::covered(self.store.connection())?.unwrap_or(now);
        let until = now + DUE_AHEAD;
        if covered + REFILL > until {
            return Ok(());
        }
        let known = self.known_from(covered)?;
        let airings = plan(&self.folder.schedule, &known, covered, until);
        asrun::expect(&mut self.store, &airings, self.revision, covered, until)
    }

    /// Adopts the schedule and plans the coming day again by it, in one transaction, and prints the airings
    /// that an edit removed and added. `starts`: the station starts now.
    pub(super) fn replan(&mut self, now: DateTime<Utc>, starts: bool) -> Result<(), Error> {
        // After the clock was set back there may be more.
        let covered = asrun::covered(self.store.connection())?;
        let until = covered.unwrap_or(now).max(now + DUE_AHEAD);
        let known = self.known_from(now)?;
        let airings = plan(&self.folder.schedule, &known, now, until);
        let schedule = self.folder.schedule_text.as_str();
        let coming = Coming { schedule, airings: &airings, until, starts };
        let (edit, act) = asrun::replan(&mut self.store, now, &coming)?;
        self.revision = edit.to;
        let station = &self.folder.schedule.station;
        let named = edit.named(Reader { zone: station.zone, lang: station.language }, TOLD);
        if let Some(act) = act {
            self.said.extend(std::iter::once(act.message()).chain(named).map(|line| vec![line]));
        }
        Ok(())
    }

    /// The data for a plan whose rotation continues from an instant.
    pub(super) fn known_from(&self, goes_on: DateTime<Utc>) -> Result<Known, Error> {
        Ok(Known { dealt: self.dealt(&self.folder.schedule, goes_on)?, ..self.known.clone() })
    }

    fn dealt(&self, schedule: &Schedule, goes_on: DateTime<Utc>) -> Result<Dealt, Error> {
        let cards = &self.known.utilities;
        let own = asrun::dealt(self.store.connection(), schedule, cards, goes_on, goes_on)?;
        let hands = self.dealt_before.iter().cloned().chain(own.hands).collect();
        Ok(Dealt { hands, ..own })
    }

    /// Notes that the engine is given an airing's rundown; the number goes with it.
    pub(super) fn take(&mut self, airing: &str) -> u64 {
        debug_assert!(self.stopping.is_none(), "{airing} is armed by a station that stops");
        self.takes += 1;
        let before = self.armed.insert(airing.to_owned(), self.takes);
        debug_assert!(before.is_none(), "{airing} is armed that the engine still has");
        self.takes
    }

    /// Whether what is claimed here is in the engine's hands and claimed in the log. Only assertions ask.
    fn is_claimed_throughout(&self) -> bool {
        self.claimed.iter().all(|current| {
            let open = self.open_airing(current.key());
            // A store that cannot be read says nothing.
            let in_log = open.map_or(true, |it| it.is_some_and(|it| it.phase == Phase::Claimed));
            in_log && self.armed.contains_key(current.key())
        })
    }

    /// Keeps what was measured of the clips, so that the next start need not decode them again.
    pub(super) fn remember(&mut self, memory: &mut Memory) -> Result<(), Error> {
        memory.save(&mut self.store)
    }
}

pub(super) fn store_failed(error: &Error) -> Message {
    Message::new("say-store-failed").with("error", error.to_string())
}
