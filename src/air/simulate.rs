//! Drives an engine through a stretch of time at once, from one instant with something due to the
//! next. What goes out is the same as if the time had passed.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::{Engine, EngineEvent, OpenClip, Order, Output, frames};

/// What went out between two instants.
#[derive(Debug, Default)]
pub struct Rendered {
    /// What the engine told.
    pub events: Vec<EngineEvent>,
    /// The sound while anything was armed or on air, in order; all else was silence.
    pub sound: Vec<Stretch>,
}

/// Sound without a gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stretch {
    /// Its first frame, counted from the beginning of the rendering.
    pub at: u64,
    /// Interleaved, of the house format.
    pub samples: Vec<f32>,
}

/// Gives each order at its instant (they are in order of time) and turns the engine whenever something
/// is due, up to `until`. Returns what was told.
pub fn drive(
    engine: &mut Engine,
    orders: &[(DateTime<Utc>, Order)],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Vec<EngineEvent> {
    let mut events = Vec::new();
    drive_in_steps(engine, orders, from, until, |engine, now| {
        engine.fill(now);
        events.extend(engine.turn(now));
    });
    events
}

/// Renders what the orders make of the time between two instants, sample for sample. Only what is near
/// an airing is kept, so that a day fits the memory.
pub fn render(
    orders: &[(DateTime<Utc>, Order)],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    open: OpenClip,
) -> Rendered {
    let (output, kept) = MemoryOutput::new(from);
    let mut engine = Engine::new(Box::new(output), open);
    let mut events = Vec::new();
    drive_in_steps(&mut engine, orders, from, until, |engine, now| {
        with(&kept, |kept| kept.keeping = engine.is_near(now));
        engine.fill(now);
        events.extend(engine.turn(now));
    });
    let sound = with(&kept, |kept| std::mem::take(&mut kept.sound));
    Rendered { events, sound }
}

/// At most a second at a time, so that an engine that fills its output in part keeps up.
fn drive_in_steps(
    engine: &mut Engine,
    orders: &[(DateTime<Utc>, Order)],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    mut turn: impl FnMut(&mut Engine, DateTime<Utc>),
) {
    let mut orders = orders.iter().peekable();
    let mut now = from;
    loop {
        turn(engine, now);
        while let Some((_, order)) = orders.next_if(|(at, _)| *at <= now) {
            engine.order(order.clone(), now);
        }
        turn(engine, now);
        if now >= until {
            return;
        }
        let next = orders.peek().map(|(at, _)| *at).into_iter().chain(engine.next_due()).min();
        let step = if engine.takes_samples() { frames::after(now, 1_000_000) } else { until };
        now = next.unwrap_or(until).min(step).min(until).max(frames::after(now, 1));
    }
}

/// Keeps samples in memory; its clock is the wall's.
pub(super) struct MemoryOutput {
    epoch: DateTime<Utc>,
    written: u64,
    consumed: u64,
    /// Frames taken before they are due, as a device's buffer does.
    pub(super) lead: u64,
    /// A clip that is slow is waited for.
    pub(super) waits: bool,
    kept: Arc<Mutex<Kept>>,
}

/// What a [`MemoryOutput`] has kept.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) keeping: bool,
    pub(super) sound: Vec<Stretch>,
}

impl MemoryOutput {
    pub(super) fn new(epoch: DateTime<Utc>) -> (Self, Arc<Mutex<Kept>>) {
        let kept = Arc::new(Mutex::new(Kept { keeping: true, sound: Vec::new() }));
        (Self { epoch, written: 0, consumed: 0, lead: 0, waits: true, kept: kept.clone() }, kept)
    }
}

impl Output for MemoryOutput {
    fn name(&self) -> &'static str {
        "memory"
    }

    fn hears(&self) -> bool {
        true
    }

    fn takes_samples(&self) -> bool {
        true
    }

    fn waits(&self) -> bool {
        self.waits
    }

    fn consumed(&mut self, now: DateTime<Utc>) -> u64 {
        self.consumed = self.consumed.max(frames::frames_by(self.epoch, now).min(self.written));
        self.consumed
    }

    fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        frames::frame_at(self.epoch, at)
    }

    fn time_of(&self, frame: u64) -> DateTime<Utc> {
        frames::time_of(self.epoch, frame)
    }

    fn room(&mut self, now: DateTime<Utc>) -> usize {
        let due = frames::frames_by(self.epoch, now) + self.lead;
        frames::in_memory(due.saturating_sub(self.written))
    }

    fn write(&mut self, samples: &[f32]) {
        let at = self.written;
        self.written += frames::in_samples(samples);
        with(&self.kept, |kept| {
            if kept.keeping {
                kept.add(at, samples);
            }
        });
    }
}

impl Kept {
    fn add(&mut self, at: u64, samples: &[f32]) {
        match self.sound.last_mut() {
            Some(last) if last.at + frames::in_samples(&last.samples) == at => {
                last.samples.extend(samples);
            }
            _ => self.sound.push(Stretch { at, samples: samples.to_vec() }),
        }
    }
}

/// A panic elsewhere does not spoil what was kept.
pub(super) fn with<T>(kept: &Mutex<Kept>, look: impl FnOnce(&mut Kept) -> T) -> T {
    look(&mut kept.lock().unwrap_or_else(PoisonError::into_inner))
}
