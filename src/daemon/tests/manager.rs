//! A live station and its service manager: it is called ready when it is, and called alive only while
//! its loop and its engine both are.

use std::{
    sync::{
        Condvar, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use tokio::runtime::Runtime;

use super::*;
use crate::{
    air::Output,
    asrun,
    clock::Clock,
    daemon::{Handle, Manager, Parts, Running, Word, start},
    mail::Limits,
};

/// Longer than anything here takes on a slow computer; a wait that gets there has failed.
const AT_MOST: Duration = Duration::from_secs(20);
/// What the manager asks for.
const WATCHDOG: Duration = Duration::from_millis(400);
/// So long without a sign of life, and there is none.
const SILENCE: Duration = Duration::from_millis(1_600);

/// A place where a thread can be held up, as a driver or a full pipe holds it up.
#[derive(Default)]
struct Gate {
    shut: Mutex<bool>,
    opened: Condvar,
    passed: AtomicU64,
    held: Mutex<Option<Sender<()>>>,
}

impl Gate {
    fn pass(&self) {
        let shut = self.shut.lock().unwrap();
        if *shut && let Some(held) = self.held.lock().unwrap().take() {
            held.send(()).unwrap();
        }
        drop(self.opened.wait_while(shut, |shut| *shut).unwrap());
        self.passed.fetch_add(1, Ordering::Relaxed);
    }

    /// From now on nobody passes; the receiver hears when the first one is held up.
    fn shut(&self) -> Receiver<()> {
        let (held, holds) = channel();
        *self.held.lock().unwrap() = Some(held);
        *self.shut.lock().unwrap() = true;
        holds
    }

    fn open(&self) {
        *self.shut.lock().unwrap() = false;
        self.opened.notify_all();
    }
}

/// A driver that may not come back.
struct Gated(Arc<Gate>, ClockOutput);

impl Output for Gated {
    fn name(&self) -> &str {
        self.1.name()
    }

    fn hears(&self) -> bool {
        true
    }

    fn takes_samples(&self) -> bool {
        false
    }

    fn consumed(&mut self, now: DateTime<Utc>) -> u64 {
        self.0.pass();
        self.1.consumed(now)
    }

    fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        self.1.frame_at(at)
    }

    fn time_of(&self, frame: u64) -> DateTime<Utc> {
        self.1.time_of(frame)
    }

    fn room(&mut self, _now: DateTime<Utc>) -> usize {
        0
    }

    fn write(&mut self, _samples: &[f32]) {}
}

/// A live station that can be held up in its engine and in its loop.
struct Live {
    engine: Arc<Gate>,
    /// In the way of what the loop says.
    terminal: Arc<Gate>,
    words: Receiver<Word>,
    handle: Handle,
    running: Option<Running>,
    runtime: Runtime,
    _folder: TempDir,
}

impl Live {
    fn start(engine: Arc<Gate>) -> Self {
        Self::start_after(engine, None)
    }

    /// The same, where a run before was last alive at `beat`.
    fn start_after(engine: Arc<Gate>, beat: Option<DateTime<Utc>>) -> Self {
        let bench = Bench::off(&programme("tin", 10, "at = [\"05:30\"]"), "2026-12-01 05:00");
        // Quicker read without them.
        for seconds in [60, 600] {
            fs::remove_file(bench.path().join(format!("audio/tieng-{seconds}.wav"))).unwrap();
            fs::remove_file(bench.path().join(format!("scripts/dai-{seconds}.hbs"))).unwrap();
        }
        let folder = bench.read();
        let store = Store::open(&bench.path().join("data/loa.db"), &tables()).unwrap();
        if let Some(beat) = beat {
            asrun::beat(&store, beat).unwrap();
        }
        let (tell, words) = channel();
        let terminal = Arc::new(Gate::default());
        let passes = terminal.clone();
        let runtime = Runtime::new().unwrap();
        let parts = Parts {
            folder,
            memory: Memory::default(),
            store,
            output: Box::new(Gated(
                engine.clone(),
                ClockOutput::counting("none", Clock::System.now()),
            )),
            // Whoever listened may have heard enough.
            manager: Some(Manager::new(Some(WATCHDOG), move |word| drop(tell.send(word)))),
            say: Box::new(move |_| passes.pass()),
            limits: Limits::default(),
        };
        let running = start(parts, runtime.handle()).unwrap();
        Self {
            engine,
            terminal,
            words,
            handle: running.handle.clone(),
            running: Some(running),
            runtime,
            _folder: bench.folder,
        }
    }

    #[track_caller]
    fn wait_for(&self, wanted: &Word) -> Vec<Word> {
        let until = Instant::now() + AT_MOST;
        let mut before = Vec::new();
        loop {
            match self.words.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(word) if word == *wanted => return before,
                Ok(word) => before.push(word),
                Err(error) => panic!("no {wanted:?} ({error}), but: {before:?}"),
            }
        }
    }

    /// Signs of life within the time in which there ought to be many.
    fn signs(&self) -> usize {
        let until = Instant::now() + SILENCE;
        let mut signs = 0;
        loop {
            match self.words.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(word) => signs += usize::from(word == Word::Alive),
                Err(RecvTimeoutError::Timeout) => return signs,
                Err(RecvTimeoutError::Disconnected) => panic!("the station has ended"),
            }
        }
    }

    fn ask(&self, ask: Ask) -> Result<Message, Message> {
        self.runtime.block_on(self.handle.ask(ask))
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.engine.open();
        self.terminal.open();
        self.handle.stop();
        let ended = self.running.take().map(Running::wait);
        assert!(std::thread::panicking() || matches!(ended, Some(Ok(()))));
    }
}

#[test]
fn a_station_is_ready_once_its_engine_turns_and_it_can_be_reached() {
    let engine = Arc::new(Gate::default());
    let held = engine.shut();
    let live = Live::start(engine);
    live.handle.reachable();
    held.recv_timeout(AT_MOST).unwrap();
    assert_eq!(live.signs(), 0);
    assert!(live.ask(Ask::Stop { by: None }).is_err(), "the loop answers: nothing is on air");
    live.engine.open();
    let before = live.wait_for(&Word::Ready);
    assert_eq!(before, [], "neither ready nor alive before");

    let live = Live::start(Arc::default());
    assert_eq!(live.signs(), 0);
    live.handle.reachable();
    live.wait_for(&Word::Ready);
    live.wait_for(&Word::Alive);
    live.handle.stop();
    live.wait_for(&Word::Stopping);
}

#[test]
fn a_station_with_a_wrong_clock_is_ready_to_be_told_the_time() {
    let later = Clock::System.now() + TimeDelta::days(30);
    let live = Live::start_after(Arc::default(), Some(later));
    live.handle.reachable();
    let before = live.wait_for(&Word::Ready);
    let line = before.iter().find_map(|word| match word {
        Word::Line(line) => Some(line.as_str()),
        _ => None,
    });
    assert!(line.unwrap().starts_with("Đồng hồ máy tính có thể sai"), "{line:?}");
    live.wait_for(&Word::Alive);
    let play = Ask::Play { programme: "tin".to_owned(), by: None };
    assert!(live.ask(play).is_ok(), "a person's command airs");
}

#[test]
fn an_engine_that_hangs_stops_the_signs_of_life() {
    let live = Live::start(Arc::default());
    live.handle.reachable();
    live.wait_for(&Word::Ready);
    assert!(live.signs() > 2);
    let held = live.engine.shut();
    held.recv_timeout(AT_MOST).unwrap();
    // One for the turn that ended just before.
    assert!(live.signs() <= 1);
    assert!(live.ask(Ask::Stop { by: None }).is_err(), "the loop answers: nothing is on air");
    assert_eq!(live.signs(), 0);
    live.engine.open();
    live.wait_for(&Word::Alive);
}

#[test]
fn a_loop_that_hangs_stops_the_signs_of_life() {
    let live = Live::start(Arc::default());
    live.handle.reachable();
    live.wait_for(&Word::Ready);
    live.wait_for(&Word::Alive);
    let held = live.terminal.shut();
    let handle = live.handle.clone();
    let play = Ask::Play { programme: "tin".to_owned(), by: None };
    let asked = live.runtime.spawn(async move { handle.ask(play).await });
    held.recv_timeout(AT_MOST).unwrap();
    while live.words.try_recv().is_ok() {}
    let turns = live.engine.passed.load(Ordering::Relaxed);
    assert_eq!(live.signs(), 0);
    assert!(live.engine.passed.load(Ordering::Relaxed) > turns, "the engine goes on");
    live.terminal.open();
    live.wait_for(&Word::Alive);
    live.runtime.block_on(asked).unwrap().unwrap();
}
