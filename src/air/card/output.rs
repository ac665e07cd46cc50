//! The master output on a card, and what keeps the time while there is none.
//!
//! While the card is missing, frames go by with the computer's clock and what is written is thrown
//! away: programmes keep their time and are not heard. The card is looked for again and again, and
//! gets the frames back where they would be by then. A card is opened and closed on threads of their
//! own; no call of this output waits for one.

use std::{
    mem,
    sync::mpsc::{self, Receiver, TryRecvError},
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    devices,
    line::Line,
    stream::{self, Card, LEAD},
};
use crate::{
    air::{
        Output,
        frames::{self, in_memory},
    },
    clock::Clock,
};

/// Its name while there is no card.
const MISSING: &str = "missing";
/// Pauses between attempts, in seconds; the last one stays.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 16, 30];
/// A card that was lost sooner than this after it was found counts as not found.
const HELD: Duration = Duration::from_secs(30);
/// A card that does not tell its time within this is none.
const OPENED: Duration = Duration::from_secs(3);
const NAP: Duration = Duration::from_millis(10);

/// Plays on a sound card: the default one or one by its name.
pub struct CardOutput {
    /// `None`: the default one.
    wanted: Option<String>,
    way: Way,
    /// When frame 0 left: the time while there is no card.
    epoch: DateTime<Utc>,
    written: u64,
    consumed: u64,
    /// Attempts since a card was found and held.
    attempts: usize,
}

/// The way to the card.
enum Way {
    /// None; to be looked for at this instant.
    Missing(Instant),
    /// Being opened.
    Opening(Receiver<Result<Card, cpal::Error>>),
    /// Open. The station's frames go to it once its clock is known.
    Open(Box<Line>),
}

impl CardOutput {
    /// Looks for the card and waits for it, at most 3 s; without one the output is `missing` and goes
    /// on looking.
    pub fn start(wanted: Option<String>, clock: &Clock) -> Self {
        let mut output = Self {
            wanted,
            way: Way::Missing(Instant::now()),
            epoch: clock.now(),
            written: 0,
            consumed: 0,
            attempts: 0,
        };
        let since = Instant::now();
        while !output.hears() && output.attempts == 0 && since.elapsed() < OPENED {
            clock.nap(NAP);
            let now = clock.now();
            output.consumed(now);
            output.switch_over();
        }
        output
    }

    /// Follows the card: opens it when it is time to, gives it up when it is lost.
    fn look(&mut self, now: DateTime<Utc>) {
        let instant = Instant::now();
        self.way = match mem::replace(&mut self.way, Way::Missing(instant)) {
            Way::Missing(until) if until > instant => Way::Missing(until),
            Way::Missing(_) => self.open(instant),
            Way::Opening(opened) => match opened.try_recv() {
                Err(TryRecvError::Empty) => Way::Opening(opened),
                Ok(Ok(card)) => Way::Open(Box::new(Line::new(card, now))),
                Ok(Err(error)) => {
                    tracing::info!(%error, "no sound card");
                    self.pause(instant)
                }
                Err(TryRecvError::Disconnected) => self.pause(instant),
            },
            Way::Open(mut line) => {
                line.look(instant);
                let open_for = instant.saturating_duration_since(line.opened);
                let mute = !line.is_settled() && open_for > OPENED;
                match line.lost(instant).or(mute.then_some("it does not tell its time")) {
                    None => Way::Open(line),
                    Some(why) => {
                        tracing::warn!(card = line.name(), why, "the sound card is lost");
                        if line.first().is_some() {
                            self.epoch = line.epoch(now);
                        }
                        if open_for > HELD {
                            self.attempts = 0;
                        }
                        line.close();
                        self.pause(instant)
                    }
                }
            }
        };
    }

    /// Gives a card that has become ready the frames from the next one on.
    fn switch_over(&mut self) {
        if let Way::Open(line) = &mut self.way
            && line.first().is_none()
            && line.is_settled()
        {
            line.place(self.written, frames::time_of(self.epoch, self.written));
        }
    }

    fn open(&mut self, instant: Instant) -> Way {
        let wanted = self.wanted.clone();
        let (opened, opening) = mpsc::channel();
        let helper = thread::Builder::new().name("card".to_owned());
        let spawned = helper.spawn(move || {
            let card = devices::quietly(|| {
                devices::find(wanted.as_deref()).and_then(|device| stream::open(&device))
            });
            // If nobody waits any more, the card is closed here.
            let _ = opened.send(card);
        });
        match spawned {
            Ok(_) => Way::Opening(opening),
            Err(_) => self.pause(instant),
        }
    }

    fn pause(&mut self, instant: Instant) -> Way {
        let pause = PAUSES[self.attempts.min(PAUSES.len() - 1)];
        self.attempts += 1;
        Way::Missing(instant + Duration::from_secs(pause))
    }

    /// The card, once the station's frames go to it.
    fn placed(&self) -> Option<&Line> {
        match &self.way {
            Way::Open(line) if line.first().is_some() => Some(line),
            _ => None,
        }
    }

    /// The card, once the station's frames leave it.
    fn heard(&self) -> Option<&Line> {
        self.placed().filter(|line| line.first().is_some_and(|first| self.consumed >= first))
    }
}

impl Output for CardOutput {
    fn name(&self) -> &str {
        self.heard().map_or(MISSING, Line::name)
    }

    fn hears(&self) -> bool {
        self.heard().is_some()
    }

    fn takes_samples(&self) -> bool {
        true
    }

    fn consumed(&mut self, now: DateTime<Utc>) -> u64 {
        self.look(now);
        let left = match self.placed() {
            Some(line) => line.left(now),
            None => frames::frames_by(self.epoch, now),
        };
        self.consumed = self.consumed.max(left);
        self.consumed
    }

    fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        match self.placed() {
            Some(line) => line.frame_at(at) + line.margin(),
            None => frames::frame_at(self.epoch, at),
        }
    }

    fn time_of(&self, frame: u64) -> DateTime<Utc> {
        match self.placed() {
            Some(line) => line.time_of(frame),
            None => frames::time_of(self.epoch, frame),
        }
    }

    fn clock_set(&mut self, by: TimeDelta) {
        self.epoch += by;
    }

    fn room(&mut self, now: DateTime<Utc>) -> usize {
        self.switch_over();
        if let Some(line) = self.placed() {
            return line.room();
        }
        let ahead = frames::frames_by(self.epoch, now).saturating_add(LEAD);
        in_memory(ahead.saturating_sub(self.written))
    }

    fn write(&mut self, samples: &[f32]) {
        self.written += frames::in_samples(samples);
        if let Way::Open(line) = &mut self.way {
            line.write(samples);
        }
    }
}
