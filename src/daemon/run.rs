//! The shell around the turns: a live station.
//!
//! One thread takes whatever wakes it (the bell, the engine, the sweep, a person), hands it to
//! [`Station::turn`] with the time, and does what comes back. It waits two seconds at most, and never
//! past the instant of a claim. It ends when the station has written its last entry.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Arc,
        atomic::Ordering,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use tokio::{
    runtime,
    sync::{oneshot, watch},
};

use super::{
    Action, Ask, Event, Hearing, Posted, Station, Status,
    bell::{Bell, Ring},
    manager::Manager,
    post::{Post, Word},
    sweep::{Found, Sweep},
    unpersisted::UnpersistedEvents,
};
use crate::{
    air::{self, Air, EngineEvent, FrameSource, Order, Output},
    check::Folder,
    clip::{self, HouseReader, Memory},
    clock::{Clock, Watch},
    mail::Limits,
    store::Store,
    words::{Message, Reason},
};

/// The loop looks by itself after this long at the latest.
const WAIT_AT_MOST: Duration = Duration::from_secs(2);

/// Shows a line, made of messages, to the operator.
pub type Say = Box<dyn Fn(&[Message]) + Send>;

/// What a live station is made of.
pub struct Parts {
    /// The folder, read.
    pub folder: Folder,
    /// What is known of its clips.
    pub memory: Memory,
    /// Its database, the only one that writes.
    pub store: Store,
    /// The master output.
    pub output: Box<dyn Output>,
    /// Who is to be told how the station does; `None`: nobody asked.
    pub manager: Option<Manager>,
    /// Lines for the operator's terminal.
    pub say: Say,
    /// How long the mail server is waited for.
    pub limits: Limits,
}

/// A way to a running station, for the page and the commands. Clones share it.
#[derive(Clone)]
pub struct Handle {
    wake: Sender<Wake>,
    /// The station as it is, renewed with every turn.
    pub status: watch::Receiver<Arc<Status>>,
}

/// A running station.
pub struct Running {
    /// The way to it.
    pub handle: Handle,
    thread: JoinHandle<anyhow::Result<()>>,
}

enum Wake {
    Ring(Ring),
    Engine(EngineEvent),
    Found(Found),
    Reload,
    Posted(Word),
    Asked(Ask, oneshot::Sender<Result<Message, Message>>),
    Reachable,
    Stop,
}

/// Starts a station on a thread of its own. The bell rings on `runtime`.
pub fn start(parts: Parts, runtime: &runtime::Handle) -> anyhow::Result<Running> {
    let Parts { folder, mut memory, store, output, manager, say, limits } = parts;
    let clock = Clock::System;
    let (path, seen) = (folder.path.clone(), folder.stamp.clone());
    let hearing = Hearing { output: output.name().into(), heard: output.hears() };
    let mut station = Station::open(store, folder, hearing, clock.now())?;
    station.wake(clock.now(), &clock.signs())?;
    station.remember(&mut memory)?;
    station.papers_to(Some(&path.join("data")));
    station.keep_house();
    station.send_letters(clock.now())?;
    let (wake, woken) = channel();
    let (publish, status) = watch::channel(Arc::new(station.status(clock.now())?));
    let handle = Handle { wake: wake.clone(), status };

    let (ring, rung) = channel();
    let bell = runtime.block_on(Bell::start(ring))?;
    forward(rung, wake.clone(), Wake::Ring)?;
    let found = wake.clone();
    let sweep = Sweep::start(path.clone(), seen, memory, move |read| {
        let _ = found.send(Wake::Found(read));
    })?;
    let posted = wake.clone();
    let post = Post::start(path.clone(), limits, move |word| {
        // The loop may have ended; what is not written is found at the next start.
        let _ = posted.send(Wake::Posted(word));
    })?;
    let told = wake;
    let tell = move |word| {
        // The loop outlives the engine; what comes after its end has no reader.
        let _ = told.send(Wake::Engine(word));
    };
    let air = Air::start(output, open_clip(path), clock.clone(), tell)?;
    let shell = Shell {
        station,
        air,
        bell,
        sweep,
        post,
        clock,
        publish,
        manager,
        say,
        runtime: runtime.clone(),
        asked: VecDeque::new(),
        may_hand_over: None,
        unpersisted: UnpersistedEvents::default(),
        bell_missed: 0,
        failed: String::new(),
    };
    let thread =
        std::thread::Builder::new().name("station".into()).spawn(move || shell.serve(&woken))?;
    Ok(Running { handle, thread })
}

impl Running {
    /// Waits until the station has stopped.
    pub fn wait(self) -> anyhow::Result<()> {
        self.thread.join().map_err(|_| anyhow::anyhow!("the station's loop broke down"))?
    }
}

impl Handle {
    /// Asks, and waits for the answer.
    pub async fn ask(&self, ask: Ask) -> Result<Message, Message> {
        let gone = || Message::new("answer-stopping");
        let (reply, answer) = oneshot::channel();
        self.wake.send(Wake::Asked(ask, reply)).map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Page and commands reach the station by now: it may be called ready once it can start a programme
    /// on time.
    pub fn reachable(&self) {
        let _ = self.wake.send(Wake::Reachable);
    }

    /// Stops the station in good order.
    pub fn stop(&self) {
        let _ = self.wake.send(Wake::Stop);
    }

    /// Reads edited files now and adopts them without a second reading.
    pub fn reload(&self) {
        let _ = self.wake.send(Wake::Reload);
    }
}

struct Shell {
    station: Station,
    air: Air,
    bell: Bell,
    sweep: Sweep,
    post: Post,
    clock: Clock,
    publish: watch::Sender<Arc<Status>>,
    manager: Option<Manager>,
    say: Say,
    runtime: runtime::Handle,
    asked: VecDeque<oneshot::Sender<Result<Message, Message>>>,
    /// The post waits for this answer.
    may_hand_over: Option<oneshot::Sender<bool>>,
    unpersisted: UnpersistedEvents,
    bell_missed: u64,
    /// What was last said of a failing store; empty while it works.
    failed: String,
}

impl Shell {
    fn serve(mut self, woken: &Receiver<Wake>) -> anyhow::Result<()> {
        let mut watch = Watch::new(&self.clock);
        let mut event = Some(Event::Look);
        loop {
            for change in watch.look(&self.clock) {
                self.turn(change.into());
            }
            let quit = event.take().is_some_and(|event| self.turn(event));
            if quit {
                self.air.finish(Reason::Stopped);
                tracing::debug!(self.bell_missed, "the station has stopped");
                return Ok(());
            }
            if let Some(manager) = &mut self.manager {
                manager.look(Instant::now(), self.air.pulse.turns.load(Ordering::Relaxed));
            }
            event = match woken.recv_timeout(self.wait()) {
                Ok(wake) => self.event_of(wake),
                Err(RecvTimeoutError::Timeout) => Some(Event::Look),
                Err(RecvTimeoutError::Disconnected) => Some(Event::Stop),
            };
        }
    }

    fn event_of(&mut self, wake: Wake) -> Option<Event> {
        match wake {
            Wake::Ring(Ring::Look) => Some(Event::Look),
            Wake::Reload | Wake::Ring(Ring::Sweep) => {
                self.sweep.look(matches!(wake, Wake::Reload));
                None
            }
            Wake::Engine(event) => Some(Event::Engine(event)),
            Wake::Found(mut found) => {
                if let Err(error) = self.station.remember(&mut found.memory) {
                    tracing::warn!(%error, "what was measured of the clips could not be kept");
                }
                Some(found.event())
            }
            Wake::Posted(Word::Asks(id, reply)) => {
                self.may_hand_over = Some(reply);
                Some(Event::Posted(Posted::Asks(id)))
            }
            Wake::Posted(Word::Ended(id, outcome)) => {
                Some(Event::Posted(Posted::Ended(id, outcome)))
            }
            Wake::Asked(ask, reply) => {
                self.asked.push_back(reply);
                Some(Event::Asked(0, ask))
            }
            Wake::Reachable => {
                if let Some(manager) = &mut self.manager {
                    manager.reachable();
                }
                None
            }
            Wake::Stop => Some(Event::Stop),
        }
    }

    /// One turn and everything that follows from it. Returns whether the station has stopped.
    fn turn(&mut self, event: Event) -> bool {
        let mut unpersisted = std::mem::take(&mut self.unpersisted);
        let mut quit = false;
        unpersisted.hand_over(event, |event| match self.take(event) {
            Some(stopped) => {
                quit |= stopped;
                true
            }
            None => false,
        });
        self.unpersisted = unpersisted;
        quit
    }

    /// `None` when the store failed.
    fn take(&mut self, event: Event) -> Option<bool> {
        let now = self.clock.now();
        let by_itself = matches!(event, Event::Look);
        if let (Event::Stop, Some(manager)) = (&event, &mut self.manager) {
            manager.stopping();
        }
        let (actions, done) = self.station.turn(now, event);
        let arms = actions.iter().any(|it| matches!(it, Action::Air(Order::Arm { .. })));
        self.bell_missed += u64::from(arms && by_itself);
        // The engine first; and whoever is answered finds the status as it is now.
        let (orders, rest): (Vec<_>, Vec<_>) =
            actions.into_iter().partition(|it| matches!(it, Action::Air(_)));
        let mut quit = false;
        for action in orders {
            quit |= self.act(action);
        }
        self.renew();
        for action in rest {
            quit |= self.act(action);
        }
        if let Err(error) = done {
            self.complain(&error.to_string());
            return None;
        }
        self.failed.clear();
        if let Some(manager) = &mut self.manager {
            manager.well();
        }
        Some(quit)
    }

    /// Says once what is wrong with the store, not every two seconds again.
    fn complain(&mut self, error: &str) {
        if self.failed != error {
            error.clone_into(&mut self.failed);
            tracing::error!(error, "the database could not be written; trying again");
            (self.say)(&[Message::new("say-store-failed").with("error", error)]);
        }
    }

    fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Air(order) => self.air.order(order),
            Action::Answer(_, answer) => {
                if let Some(reply) = self.asked.pop_front() {
                    // Whoever asked may have gone away.
                    let _ = reply.send(answer);
                }
            }
            Action::Say(messages) => (self.say)(&messages),
            Action::Post(delivery) => self.post.send(*delivery),
            Action::HandOver(may) => {
                if let Some(reply) = self.may_hand_over.take() {
                    // It may have waited too long.
                    let _ = reply.send(may);
                }
            }
            Action::ReadAgain => self.sweep.read_again(),
            Action::Quit => return true,
        }
        false
    }

    fn renew(&mut self) {
        let now = self.clock.now();
        if let Ok(status) = self.station.status(now) {
            if let Some(manager) = &mut self.manager {
                manager.show(&status);
            }
            self.publish.send_replace(Arc::new(status));
        }
        if let Ok(wakes) = self.station.wakes(now)
            && let Err(error) = self.runtime.block_on(self.bell.add(now, &wakes))
        {
            tracing::warn!(%error, "the bell could not be set");
        }
    }

    fn wait(&self) -> Duration {
        let now = self.clock.now();
        let claim = self.station.next_claim(now).ok().flatten();
        let left = claim.map_or(TimeDelta::MAX, |claim| claim - now);
        let sign = self.manager.as_ref().map_or(WAIT_AT_MOST, Manager::wait);
        left.to_std().unwrap_or_default().min(WAIT_AT_MOST).min(sign)
    }
}

/// Opens a mark's clip for the engine.
fn open_clip(folder: PathBuf) -> air::OpenClip {
    Arc::new(move |mark| {
        let reader =
            clip::open(&folder.join(&mark.path), mark.frames).map_err(|error| error.to_string())?;
        Ok(Box::new(Clip(reader)) as Box<dyn FrameSource>)
    })
}

/// A clip's decoder as the engine reads it: one that broke in the middle has nothing more to give.
struct Clip(HouseReader);

impl FrameSource for Clip {
    fn read(&mut self, out: &mut [f32]) -> usize {
        let frames = self.0.read(out);
        if self.0.broken() { 0 } else { frames }
    }
}

fn forward<T: Send + 'static>(
    from: Receiver<T>,
    to: Sender<Wake>,
    wrap: fn(T) -> Wake,
) -> std::io::Result<()> {
    std::thread::Builder::new().name("bell".into()).spawn(move || {
        for word in from {
            if to.send(wrap(word)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}
