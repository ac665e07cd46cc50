//! Runs an engine on a thread of its own.
//!
//! The thread wakes for every order at once, every 10 ms while something is near or the output wants
//! samples, every 100 ms otherwise; the start of an airing does not depend on it, only the telling does. A panic inside a
//! turn ends what is armed, told as such, and the thread goes on. It ends when [`Air`] is finished or
//! dropped.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};

use super::{Engine, EngineEvent, OpenClip, Order, Output};
use crate::{
    asrun::Aired,
    clock::{Clock, StepWatch},
    words::Reason,
};

const NEAR: Duration = Duration::from_millis(10);
const IDLE: Duration = Duration::from_millis(100);
/// The fade and what an output holds in its buffers are over by then.
const FADED: Duration = Duration::from_millis(1_500);
/// How long [`Air::finish`] waits for the thread: twice that, for a busy computer.
const FINISHED: Duration = Duration::from_secs(3);
/// So many failed turns in a row, and the engine is not asked again.
const FAULTS: u32 = 3;

/// The running engine.
#[derive(Debug)]
pub struct Air {
    /// Signs of life.
    pub pulse: Arc<Pulse>,
    asks: Sender<Ask>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

/// What the watchdog looks at. Counters only ever grow.
#[derive(Debug, Default)]
pub struct Pulse {
    /// Turns that came to their end: at least ten a second, or something is wrong.
    pub turns: AtomicU64,
    /// [`Engine::underruns`].
    pub underruns: AtomicU64,
}

#[derive(Clone, Debug)]
pub(super) enum Ask {
    Order(Order),
    StopAll(Reason),
    Finish(Reason),
}

impl Air {
    /// Starts the thread. `tell` is called on it and must neither block nor panic. Fails when the computer gives no
    /// thread.
    pub fn start(
        output: Box<dyn Output>,
        open: OpenClip,
        clock: Clock,
        tell: impl Fn(EngineEvent) + Send + 'static,
    ) -> io::Result<Self> {
        let (asks, asked) = mpsc::channel();
        let (ending, ended) = mpsc::channel();
        let shell = Shell::new(output, open);
        let pulse = shell.pulse.clone();
        thread::Builder::new().name("air".to_owned()).spawn(move || {
            shell.run(&asked, &clock, tell);
            drop(ending);
        })?;
        Ok(Self { pulse, asks, ended })
    }

    /// Hands an order over.
    pub fn order(&self, order: Order) {
        self.ask(Ask::Order(order));
    }

    /// Stops everything that is armed or on air.
    pub fn stop_all(&self, why: Reason) {
        self.ask(Ask::StopAll(why));
    }

    /// Fades out, tells every end and stops the thread; at most 3 s. Returns whether it got there.
    pub fn finish(self, why: Reason) -> bool {
        self.ask(Ask::Finish(why));
        self.ended.recv_timeout(FINISHED) == Err(RecvTimeoutError::Disconnected)
    }

    fn ask(&self, ask: Ask) {
        if let Err(gone) = self.asks.send(ask) {
            tracing::error!(ask = ?gone.0, "the engine's thread is gone");
        }
    }
}

/// The engine as its thread holds it.
pub(super) struct Shell {
    /// The output's name, for when the engine cannot be asked.
    output: String,
    engine: Engine,
    /// Failed turns in a row.
    faults: u32,
    pulse: Arc<Pulse>,
}

impl Shell {
    pub(super) fn new(output: Box<dyn Output>, open: OpenClip) -> Self {
        Self {
            output: output.name().to_owned(),
            engine: Engine::new(output, open).telling_twice(),
            faults: 0,
            pulse: Arc::default(),
        }
    }

    fn run(mut self, asked: &Receiver<Ask>, clock: &Clock, tell: impl Fn(EngineEvent)) {
        let mut leaving: Option<(Instant, Reason)> = None;
        let mut steps = StepWatch::default();
        loop {
            let lively = self.engine.takes_samples() || self.engine.is_near(clock.now());
            let wait = if lively { NEAR } else { IDLE };
            let ask = match asked.recv_timeout(wait) {
                Ok(ask) => Some(ask),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => {
                    let why = Reason::Stopped;
                    return self.engine.abandon(&why).into_iter().for_each(tell);
                }
            };
            if let Some(Ask::Finish(why)) = &ask {
                leaving = Some((Instant::now(), why.clone()));
            }
            let both = clock.both();
            if let Some(step) = steps.look(both) {
                self.engine.clock_set(step);
            }
            self.step(ask, both.0).into_iter().for_each(&tell);
            if let Some((since, why)) = &leaving
                && (self.engine.is_idle() || since.elapsed() > FADED)
            {
                return self.engine.abandon(why).into_iter().for_each(tell);
            }
        }
    }

    /// One turn that cannot fail: whatever panics in it, every airing has its end.
    pub(super) fn step(&mut self, ask: Option<Ask>, now: DateTime<Utc>) -> Vec<EngineEvent> {
        let why = Reason::PlayerFault;
        if self.faults >= FAULTS {
            return ask.and_then(|ask| self.refuse(ask, why)).into_iter().collect();
        }
        let again = ask.clone();
        let engine = &mut self.engine;
        if let Ok(events) = catch_unwind(AssertUnwindSafe(|| turn(engine, ask, now))) {
            self.faults = 0;
            self.pulse.turns.fetch_add(1, Ordering::Relaxed);
            self.pulse.underruns.store(self.engine.underruns, Ordering::Relaxed);
            return events;
        }
        tracing::error!("a turn of the engine panicked");
        self.faults += 1;
        let mut events = self.engine.abandon(&why);
        // The engine may have failed before it took the order in.
        let refused = again.and_then(|ask| self.refuse(ask, why));
        events.extend(refused.filter(|refused| !events.iter().any(|event| same(event, refused))));
        events
    }

    /// The end of an airing that could not even be armed.
    fn refuse(&self, ask: Ask, why: Reason) -> Option<EngineEvent> {
        let Ask::Order(Order::Arm { airing, take, rundown, .. }) = ask else { return None };
        Some(EngineEvent::Ended(Aired {
            airing,
            take,
            started_at: None,
            ended_at: None,
            frames_consumed: 0,
            frames_heard: 0,
            frames_total: rundown.frames,
            output: self.output.as_str().into(),
            broken_off: Some(why),
        }))
    }
}

fn turn(engine: &mut Engine, ask: Option<Ask>, now: DateTime<Utc>) -> Vec<EngineEvent> {
    match ask {
        Some(Ask::Order(order)) => engine.order(order, now),
        Some(Ask::StopAll(why) | Ask::Finish(why)) => engine.stop_all(&why, now),
        None => {}
    }
    engine.fill(now);
    engine.turn(now)
}

fn same(one: &EngineEvent, other: &EngineEvent) -> bool {
    matches!((one, other), (EngineEvent::Ended(one), EngineEvent::Ended(other)) if one.airing == other.airing && one.take == other.take)
}
