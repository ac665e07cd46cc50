//! An open card as the engine's thread sees it: its clock, its ring, and whether it lives.
//!
//! Two counts of frames meet here. The *card's* begins with its stream and holds every frame that it
//! was given, silence too; its clock map speaks of these. The *station's* is the one that airings are
//! put on. They differ by what was given before the station was placed on the card, and by all silence
//! given since.

use std::{
    sync::atomic::Ordering,
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};

use super::{
    map::ClockMap,
    stream::{Card, LEAD},
};
use crate::{
    air::frames::{self, in_memory},
    clip::HOUSE_CHANNELS,
    clock::from_micros,
};

/// A card that does not call for so long is lost, or for three of its periods if that is longer.
const SILENT_AT_MOST: Duration = Duration::from_millis(500);
/// More errors than these without a call in between, and it is lost. A living card now and then tells
/// one error and goes on.
const ERRORS_AT_MOST: u64 = 10;

/// 0.25 ms: the line through ten seconds of a card's observations is not off by more, and nothing may be
/// early. Through fewer it is off by more in proportion: a start on a card just opened was 5.4 ms early.
const MARGIN: u64 = frames::RATE / 4_000;
const WELL_KNOWN: u64 = frames::RATE * 10;
const MARGIN_AT_MOST: u64 = frames::RATE / 100;

pub(super) struct Line {
    pub(super) opened: Instant,
    map: ClockMap,
    card: Card,
    place: Option<Place>,
    // The callbacks' counts at the last look.
    given: u64,
    taken: u64,
    silent: u64,
    dry: u64,
    errors: u64,
    /// The errors that had been told when it called last.
    errors_then: u64,
    called: Instant,
}

/// Where the station's count meets the card's.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The station's first frame that goes to the card.
    first: u64,
    /// Frames of silence written before it, so that it leaves when it should.
    lead_in: u64,
    /// Frames of the station that are yet to be thrown away before the first.
    discard: u64,
}

impl Line {
    pub(super) fn new(card: Card, now: DateTime<Utc>) -> Self {
        let instant = Instant::now();
        Self {
            opened: instant,
            map: ClockMap::new(now.timestamp_micros()),
            card,
            place: None,
            given: 0,
            taken: 0,
            silent: 0,
            dry: 0,
            errors: 0,
            errors_then: 0,
            called: instant,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.card.name
    }

    /// Takes in what the callbacks have told since the last look.
    pub(super) fn look(&mut self, instant: Instant) {
        let mut news = false;
        while let Ok(seen) = self.card.seen.pop() {
            self.map.see(signed(seen.frame), seen.us);
            news = true;
        }
        if news {
            self.map.fit();
        }
        let counts = &self.card.counts;
        self.taken = counts.taken.load(Ordering::Acquire);
        self.dry = counts.dry.load(Ordering::Relaxed);
        self.silent = counts.silent.load(Ordering::Relaxed);
        self.errors = counts.errors.load(Ordering::Relaxed);
        if self.taken + self.silent != self.given {
            self.given = self.taken + self.silent;
            self.called = instant;
            self.errors_then = self.errors;
        }
    }

    /// Whether the card calls, and its clock is known.
    pub(super) fn is_settled(&self) -> bool {
        self.map.is_settled()
    }

    /// Why it is lost, if it is.
    pub(super) fn lost(&self, instant: Instant) -> Option<&'static str> {
        let longest = self.card.counts.longest.load(Ordering::Relaxed);
        let periods = Duration::from_micros(frames::micros(longest * 3).unsigned_abs());
        if self.card.counts.gone.load(Ordering::Relaxed) {
            return Some("it is gone");
        }
        if self.errors - self.errors_then > ERRORS_AT_MOST {
            return Some("it tells only errors");
        }
        let quiet = instant.saturating_duration_since(self.called);
        (quiet > SILENT_AT_MOST.max(periods)).then_some("it does not call")
    }

    /// From the station's frame `frame` on the card gets the frames, so that this one leaves at `at`.
    /// Where that is too soon for the card, the first frames are thrown away.
    pub(super) fn place(&mut self, frame: u64, at: DateTime<Utc>) {
        debug_assert!(self.place.is_none(), "the station is put on one card twice");
        // What comes within the next period may be fetched before anything can be written.
        let soonest = self.given + self.card.counts.longest.load(Ordering::Relaxed);
        let due = unsigned(self.map.frame_at(at.timestamp_micros()));
        let lead_in = due.max(soonest).saturating_sub(self.given).min(LEAD);
        let discard = soonest.saturating_sub(due);
        self.place = Some(Place { first: frame + discard, lead_in, discard });
        self.push(&vec![0.0; in_memory(lead_in) * HOUSE_CHANNELS]);
    }

    /// The station's first frame that goes to the card; `None` while it is not placed.
    pub(super) fn first(&self) -> Option<u64> {
        self.place.map(|place| place.first)
    }

    /// Frames that it would take now.
    pub(super) fn room(&self) -> usize {
        let discard = self.place.map_or(0, |place| place.discard);
        self.card.ring.slots() / HOUSE_CHANNELS + in_memory(discard)
    }

    /// Takes interleaved samples, never more than it has room for.
    pub(super) fn write(&mut self, samples: &[f32]) {
        debug_assert!(
            self.place.is_none() || frames::in_samples(samples) <= self.room() as u64,
            "the card is given more frames than it has room for"
        );
        let Some(place) = &mut self.place else { return };
        let discard = place.discard.min(frames::in_samples(samples));
        place.discard -= discard;
        self.push(&samples[in_memory(discard) * HOUSE_CHANNELS..]);
    }

    /// Frames of the station that have left by `now`, as far as the card was given them.
    pub(super) fn left(&self, now: DateTime<Utc>) -> u64 {
        let Some(place) = self.place else { return 0 };
        let left = unsigned(self.map.frames_by(now.timestamp_micros())).min(self.given);
        // Silence that was given last waits behind the last frame, not before it.
        let waiting = (self.given - left).saturating_sub(self.dry);
        (place.first + self.taken.saturating_sub(waiting)).saturating_sub(place.lead_in)
    }

    /// When the station's frame 0 would have left, so that the time goes on without the card.
    pub(super) fn epoch(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let passing = self.map.frames_by(now.timestamp_micros()) - self.shift();
        frames::after(now, -frames::micros(unsigned(passing)))
    }

    /// The station's first frame that leaves at `at` or later, as far as is known.
    pub(super) fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        unsigned(self.map.frame_at(at.timestamp_micros()) - self.shift())
    }

    /// So many frames later it surely does.
    pub(super) fn margin(&self) -> u64 {
        (MARGIN * WELL_KNOWN / self.map.span().max(1)).clamp(MARGIN, MARGIN_AT_MOST)
    }

    /// When a frame of the station leaves.
    pub(super) fn time_of(&self, frame: u64) -> DateTime<Utc> {
        from_micros(self.map.time_of(signed(frame).saturating_add(self.shift())))
    }

    /// Closes the stream on a thread of its own: it waits for the card's, which may hang.
    pub(super) fn close(self) {
        let card = self.card;
        let closing = thread::Builder::new().name("card".to_owned());
        if let Err(error) = closing.spawn(move || drop(card.stream)) {
            tracing::warn!(%error, "the sound card's stream was closed in place");
        }
    }

    fn push(&mut self, samples: &[f32]) {
        if self.card.ring.push_entire_slice(samples).is_err() {
            tracing::debug!("more frames than the ring has room for");
        }
    }

    /// The card's count less the station's.
    fn shift(&self) -> i64 {
        let Some(place) = self.place else { return 0 };
        signed(place.lead_in + self.silent) - signed(place.first)
    }
}

fn signed(frames: u64) -> i64 {
    i64::try_from(frames).unwrap_or(i64::MAX)
}

/// Before the first frame there are none.
fn unsigned(frames: i64) -> u64 {
    u64::try_from(frames).unwrap_or_default()
}
