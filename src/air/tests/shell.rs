//! The engine on its thread: it answers at once, survives a failed turn, and ends in time.

use std::{
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{atomic::Ordering, mpsc},
    time::Duration,
};

use super::*;
use crate::{
    air::{
        Air, Output,
        shell::{Ask, Shell},
        simulate::{MemoryOutput, with},
    },
    clock::Clock,
};

fn start(output: impl Output + 'static) -> (Air, Clock, mpsc::Receiver<EngineEvent>) {
    let (tell, told) = mpsc::channel();
    let clock = Clock::simulated(epoch());
    let air = Air::start(Box::new(output), ramps(), clock.clone(), move |it| {
        tell.send(it).unwrap();
    });
    (air.unwrap(), clock, told)
}

fn next(told: &mpsc::Receiver<EngineEvent>) -> String {
    lines(&[told.recv_timeout(Duration::from_secs(20)).unwrap()])
}

/// Hands orders over and waits until they have been taken: an airing without sound ends at once.
fn give(
    air: &Air,
    told: &mpsc::Receiver<EngineEvent>,
    orders: impl IntoIterator<Item = (i64, Order)>,
) {
    for (_, order) in orders {
        air.order(order);
    }
    air.order(arm("taken", 0, rundown(&[])));
    assert_eq!(next(told), "taken ended 0/0 of 0: reason-empty\n");
}

#[test]
fn the_thread_tells_what_its_engine_tells() {
    let (air, clock, told) = start(ClockOutput::counting("none", epoch()));
    give(&air, &told, ready("tin", 0, 96_000));
    give(&air, &told, ready("nhac", 60_000_000, 96_000));
    clock.set(at(400_000));
    assert_eq!(next(&told), "tin started 0\n");
    // A power cut soon after the first second once left an airing of which more than a second had been
    // heard with none of it in the log.
    for (micros, frames) in [(500_000, 24_000), (1_000_000, 48_000)] {
        clock.set(at(micros));
        assert_eq!(next(&told), format!("tin at {frames}, {frames} heard\n"));
    }
    air.stop_all(Reason::Stopped);
    assert_eq!(next(&told), "nhac ended 0/0 of 96000: reason-stopped\n");
    clock.set(at(1_300_000));
    assert_eq!(next(&told), "tin ended 0..1300000 62400/62400 of 96000: reason-stopped\n");
    assert!(air.pulse.turns.load(Ordering::Relaxed) > 3);
    assert!(air.finish(Reason::Stopped));
}

#[test]
fn no_airing_is_left_without_its_end() {
    let (air, clock, told) = start(ClockOutput::counting("none", epoch()));
    give(&air, &told, ready("tin", 0, 96_000));
    clock.set(at(400_000));
    assert_eq!(next(&told), "tin started 0\n");
    assert!(air.finish(Reason::Stopped), "though the clock stands still");
    assert_eq!(next(&told), "tin ended 0..400000 19200/19200 of 96000: reason-stopped\n");

    let (air, _, told) = start(ClockOutput::counting("none", epoch()));
    give(&air, &told, ready("nhac", 60_000_000, 96_000));
    drop(air);
    assert_eq!(next(&told), "nhac ended 0/0 of 96000: reason-stopped\n");
}

/// Fails in a given stretch of time.
struct Faulty {
    output: Box<dyn Output>,
    fails: Range<DateTime<Utc>>,
    now: DateTime<Utc>,
}

impl Faulty {
    fn new(output: impl Output + 'static, fails: Range<i64>) -> Self {
        Self { output: Box::new(output), fails: at(fails.start)..at(fails.end), now: epoch() }
    }

    fn fail_at(&self, now: DateTime<Utc>) {
        assert!(!self.fails.contains(&now), "the driver failed");
    }
}

impl Output for Faulty {
    fn name(&self) -> &str {
        self.output.name()
    }

    fn hears(&self) -> bool {
        self.output.hears()
    }

    fn takes_samples(&self) -> bool {
        self.output.takes_samples()
    }

    fn waits(&self) -> bool {
        self.output.waits()
    }

    fn consumed(&mut self, now: DateTime<Utc>) -> u64 {
        self.fail_at(now);
        self.output.consumed(now)
    }

    fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        self.output.frame_at(at)
    }

    fn time_of(&self, frame: u64) -> DateTime<Utc> {
        self.output.time_of(frame)
    }

    fn room(&mut self, now: DateTime<Utc>) -> usize {
        self.now = now;
        self.output.room(now)
    }

    fn write(&mut self, samples: &[f32]) {
        self.fail_at(self.now);
        self.output.write(samples);
    }
}

#[test]
fn a_panic_ends_what_is_on_air_and_is_told() {
    let output = ClockOutput::counting("none", epoch());
    let (air, clock, told) = start(Faulty::new(output, 2_000_000..9_000_000));
    give(&air, &told, ready("tin", 0, 480_000));
    clock.set(at(400_000));
    assert_eq!(next(&told), "tin started 0\n");
    clock.set(at(2_000_000));
    assert_eq!(next(&told), "tin ended 0..400000 19200/19200 of 480000: reason-player-fault\n");
    air.order(arm("nhac", 0, rundown(&[("a", 480_000)])));
    assert_eq!(next(&told), "nhac ended 0/0 of 480000: reason-player-fault\n");
    assert!(air.finish(Reason::Stopped));
    assert!(told.try_recv().is_err(), "each end is told once");
}

#[test]
fn one_bad_turn_does_not_silence_the_station() {
    let output = ClockOutput::counting("none", epoch());
    let mut shell = Shell::new(Box::new(Faulty::new(output, 1_000_000..1_000_001)), ramps());
    let mut step = |order, micros| lines(&shell.step(order, at(micros)));
    for (_, order) in ready("tin", 0, 480_000) {
        step(Some(Ask::Order(order)), 0);
    }
    let ended = "tin ended 0/0 of 480000: reason-player-fault\n";
    assert_eq!(step(None, 1_000_000), ended);
    for (_, order) in ready("nhac", 1_200_000, 4_800) {
        step(Some(Ask::Order(order)), 1_100_000);
    }
    assert_eq!(
        step(None, 2_000_000),
        "nhac started 1200000\nnhac ended 1200000..1300000 4800/4800 of 4800\n"
    );
}

#[test]
fn after_a_panic_the_sound_is_on_its_frame_again() {
    let (output, kept) = MemoryOutput::new(epoch());
    let mut engine = Engine::new(Box::new(Faulty::new(output, 1_000_000..1_000_001)), ramps());
    let failed = catch_unwind(AssertUnwindSafe(|| engine.fill(at(1_000_000))));
    assert!(failed.is_err());
    for (_, order) in ready("tin", 2_000_000, 4_800) {
        engine.order(order, at(1_100_000));
    }
    engine.fill(at(3_000_000));
    let sound = with(&kept, |kept| std::mem::take(&mut kept.sound));
    let first = sound[0].samples.iter().position(|sample| *sample > 0.0);
    assert_eq!(first, Some(96_000 * 2));
}
