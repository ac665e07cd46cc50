//! The timeline: what has been decided up to which frame, and what of it has left.
//!
//! Everything is decided at the *head*: the first frame that is not yet rendered, or, on an output
//! that only counts, not yet consumed. With samples and without, the same lines decide. Called by
//! [`super::Air`] or a simulation; no thread, no clock, no sleep of its own.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    EngineEvent, OpenClip, Order, Output,
    deck::{Deck, Run},
    feed::Feed,
    frames::{RATE, after, frames_in, in_memory},
};
use crate::{clip::HOUSE_CHANNELS, plan::precedence::ON_TIME, words::Reason};

/// An airing that is claimed later than this after its start does not begin, and one that is on air at its
/// start, but for no longer, is waited for: on a card with a clock of its own, what was planned to meet
/// overlaps by some frames.
const CLAIM_GRACE: u64 = frames_in(ON_TIME);
/// 100 ms are rendered at a time.
const BLOCK: usize = 4_800;
static SILENCE: [f32; BLOCK * HOUSE_CHANNELS] = [0.0; BLOCK * HOUSE_CHANNELS];
/// 10 s: after a clock's jump the turns go on while the output catches up.
const FILL_AT_MOST: usize = 480_000;

/// Starts, joins and ends airings on one output, at exact frames.
///
/// One airing is on air at a time. One that falls due while another is on air ends as `reason-busy`;
/// if the other is being stopped, or ends within half a second, it waits for the end.
pub struct Engine {
    /// How many blocks went out with silence in them because a clip's frames were not there in time.
    pub underruns: u64,
    output: Box<dyn Output>,
    /// The output's name when it was last asked.
    name: String,
    open: OpenClip,
    decks: Vec<Deck>,
    head: u64,
    /// Where the output stands; the head runs ahead of it only while a block is rendered.
    written: u64,
    consumed: u64,
    now: DateTime<Utc>,
    events: Vec<EngineEvent>,
    block: Vec<f32>,
    /// Progress is told every so many frames.
    step: u64,
}

impl Engine {
    /// An engine with nothing armed. `open` is called on feeds' threads only, and never for an output
    /// that takes no samples.
    pub fn new(output: Box<dyn Output>, open: OpenClip) -> Self {
        Self {
            underruns: 0,
            name: output.name().to_owned(),
            output,
            open,
            decks: Vec::new(),
            head: 0,
            written: 0,
            consumed: 0,
            now: DateTime::UNIX_EPOCH,
            events: Vec::new(),
            block: Vec::new(),
            step: RATE,
        }
    }

    /// Tells progress twice a second instead of once.
    ///
    /// What a power cut leaves in the log is right to the second: told once a second it would be so only
    /// on a disk that takes no time to write.
    #[must_use]
    pub fn telling_twice(mut self) -> Self {
        self.step = RATE / 2;
        self
    }

    /// Takes an order. What follows from it at once is told by the next turn.
    pub fn order(&mut self, order: Order, now: DateTime<Utc>) {
        self.look(now);
        match order {
            Order::Arm { .. } => self.arm(order),
            Order::Claim { airing } => {
                if let Some(deck) = self.decks.iter_mut().find(|deck| deck.airing == airing) {
                    deck.claimed = true;
                }
            }
            Order::Stop { airing, why } => {
                if let Some(place) = self.decks.iter().position(|deck| deck.airing == airing) {
                    self.stop(place, why);
                }
            }
        }
    }

    /// Stops everything that is armed or on air.
    pub fn stop_all(&mut self, why: &Reason, now: DateTime<Utc>) {
        self.look(now);
        for place in (0..self.decks.len()).rev() {
            self.stop(place, why.clone());
        }
    }

    /// What has become true since the last turn, from the frames that the output consumed.
    pub fn turn(&mut self, now: DateTime<Utc>) -> Vec<EngineEvent> {
        self.look(now);
        std::mem::take(&mut self.events)
    }

    /// The wall clock was set by so much. What is on air goes on evenly; what is armed keeps its hour.
    pub fn clock_set(&mut self, by: TimeDelta) {
        self.output.clock_set(by);
        self.aim();
        for run in self.decks.iter_mut().filter_map(|deck| deck.run.as_mut()) {
            run.clock_was_set = true;
        }
    }

    /// Renders as much as the output has room for. Does nothing for one that takes no samples.
    pub fn fill(&mut self, now: DateTime<Utc>) {
        if !self.output.takes_samples() {
            return;
        }
        // A panic while rendering may have left the head where no sample stands.
        self.head = self.written;
        self.aim();
        let mut block = std::mem::take(&mut self.block);
        let mut left = FILL_AT_MOST;
        loop {
            let frames = self.output.room(now).min(BLOCK).min(left);
            if frames == 0 {
                break;
            }
            left -= frames;
            block.clear();
            block.extend_from_slice(&SILENCE[..frames * HOUSE_CHANNELS]);
            self.carry_on(self.head + frames as u64, &mut block);
            self.output.write(&block);
            debug_assert_eq!(self.head, self.written + frames as u64, "the head left the sound");
            self.written = self.head;
        }
        self.block = block;
    }

    /// The next instant at which a turn has something to tell if nothing is ordered before; `None`:
    /// nothing is armed.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        if !self.events.is_empty() {
            return Some(self.now);
        }
        let frame = self.decks.iter().filter_map(|deck| self.next_frame(deck)).min()?;
        debug_assert!(frame > self.consumed, "something is due that the last turn did not tell");
        // An instant is rounded down to the microsecond: one more, and the frame has left.
        Some(after(self.output.time_of(frame), 1))
    }

    /// Whether anything is on air, or begins within a second.
    pub fn is_near(&self, now: DateTime<Utc>) -> bool {
        self.decks.iter().any(|deck| deck.run.is_some() || deck.start_at <= after(now, 1_000_000))
    }

    /// Whether its output takes samples, so that [`Engine::fill`] has to be called.
    pub fn takes_samples(&self) -> bool {
        self.output.takes_samples()
    }

    /// Whether nothing is armed or on air, and everything has been told.
    pub fn is_idle(&self) -> bool {
        self.decks.is_empty() && self.events.is_empty()
    }

    /// Ends everything as it stands, without fade and without asking the output, which may be what
    /// failed.
    pub fn abandon(&mut self, why: &Reason) -> Vec<EngineEvent> {
        let mut events = std::mem::take(&mut self.events);
        let name = &self.name;
        events.extend(self.decks.drain(..).map(|deck| deck.aired(name, None, Some(why.clone()))));
        events
    }

    fn arm(&mut self, order: Order) {
        let Order::Arm { airing, take, start_at, rundown, from_frame } = order else { return };
        debug_assert!(rundown.is_gapless(), "the marks of a rundown have a gap or overlap");
        if let Some(place) = self.decks.iter().position(|deck| deck.airing == airing) {
            if self.decks[place].run.is_some() {
                return;
            }
            self.decks.remove(place);
        }
        let mut deck = Deck {
            airing,
            take,
            start_at,
            start: self.output.frame_at(start_at).max(self.head),
            from_frame,
            total: rundown.frames,
            claimed: false,
            run: None,
            feed: None,
        };
        if from_frame >= rundown.frames {
            let why = if rundown.frames == 0 { Reason::Empty } else { late(from_frame) };
            return self.drop_out(&deck, why);
        }
        if self.output.takes_samples() {
            deck.feed = Some(Feed::start(rundown.marks, from_frame, self.open.clone()));
        }
        debug_assert!(
            self.decks.iter().all(|other| other.airing != deck.airing),
            "an airing lies on two decks"
        );
        self.decks.push(deck);
    }

    /// Asks again for the first frames of those whose hour has not come: an output's clock is known
    /// the better the nearer the frame. Where the computer's clock was set past the hour meanwhile, a
    /// claim does not hold any longer than it ever does.
    fn aim(&mut self) {
        for deck in &mut self.decks {
            if deck.run.is_none() && deck.start > self.head {
                let start = self.output.frame_at(deck.start_at);
                deck.start = start.max(self.head);
                deck.claimed &= start.saturating_add(CLAIM_GRACE) >= self.head;
            }
        }
    }

    fn stop(&mut self, place: usize, why: Reason) {
        if let Some(run) = &mut self.decks[place].run {
            run.stop(self.head, why);
        } else {
            let deck = self.decks.remove(place);
            self.drop_out(&deck, why);
        }
    }

    /// Ends an airing that has not begun.
    fn drop_out(&mut self, deck: &Deck, why: Reason) {
        self.events.push(deck.aired(&self.name, None, Some(why)));
    }

    /// Brings everything up to `now`.
    fn look(&mut self, now: DateTime<Utc>) {
        self.now = now;
        let consumed = self.output.consumed(now);
        debug_assert!(consumed >= self.consumed, "the output's count of frames ran back");
        if self.name != self.output.name() {
            self.output.name().clone_into(&mut self.name);
            let hears = self.output.hears();
            self.events.push(EngineEvent::Output { name: self.name.as_str().into(), hears });
        }
        if !self.output.takes_samples() {
            self.aim();
            self.carry_on(consumed, &mut []);
        }
        let before = self.consumed;
        self.consumed = self.consumed.max(consumed.min(self.head));
        debug_assert!(self.consumed <= self.head, "frames left that nobody has decided on");
        self.drop_unclaimed();
        let mut events = Vec::new();
        for deck in &mut self.decks {
            deck.tell(self.consumed, self.step, self.output.as_ref(), &mut events);
        }
        let (decks, ended) = (self.decks.len(), events.iter().filter(|it| is_end(&it.1)).count());
        self.decks.retain(|deck| deck.run.as_ref().is_none_or(|run| self.consumed < run.ends));
        debug_assert_eq!(decks - self.decks.len(), ended, "an end is told twice, or never");
        debug_assert!(
            events.iter().all(|(frame, _)| (before..=self.consumed).contains(frame)),
            "an event is told before its frame has left, or a turn too late"
        );
        // By frame; on the same frame an end comes before a start.
        events.sort_by_key(|(frame, event)| (*frame, !matches!(event, EngineEvent::Ended(_))));
        self.events.extend(events.into_iter().map(|(_, event)| event));
    }

    fn drop_unclaimed(&mut self) {
        while let Some(place) = self.decks.iter().position(|deck| {
            !deck.claimed && self.consumed > deck.start.saturating_add(CLAIM_GRACE)
        }) {
            let deck = self.decks.remove(place);
            self.drop_out(&deck, late(self.consumed - deck.start));
        }
    }

    /// Moves the head on to `to`, deciding frame by frame who is on air; `sound` takes what is heard
    /// and is empty where nobody takes samples.
    fn carry_on(&mut self, to: u64, sound: &mut [f32]) {
        let (first, wait) = (self.head, self.output.waits());
        while self.head < to {
            self.begin_due();
            let until = self.next_change().min(to);
            let head = self.head;
            self.head = until;
            let Some(deck) = self.decks.iter_mut().find(|deck| deck.run_at(head).is_some()) else {
                continue;
            };
            let [begin, end] =
                [head - first, until - first].map(|frames| in_memory(frames) * HOUSE_CHANNELS);
            if let Some(piece) = sound.get_mut(begin..end) {
                self.underruns += u64::from(deck.render(head, piece, wait));
                // A clip that broke has ended the airing before its time.
                self.head = deck.run.as_ref().map_or(until, |run| run.ends.min(until));
            }
        }
        debug_assert!(!self.two_at_once(), "two airings are on air at once");
    }

    /// Whether two airings share a frame. Only assertions ask.
    fn two_at_once(&self) -> bool {
        let runs = self.decks.iter().filter_map(|deck| deck.run.as_ref());
        let mut runs: Vec<_> = runs.map(|run| (run.since, run.ends)).collect();
        runs.sort_unstable();
        runs.windows(2).any(|pair| pair[1].0 < pair[0].1)
    }

    /// Puts on air what is due at the head.
    fn begin_due(&mut self) {
        loop {
            let head = self.head;
            let due = |deck: &Deck| deck.claimed && deck.run.is_none() && deck.start <= head;
            let places = 0..self.decks.len();
            let Some(place) =
                places.filter(|at| due(&self.decks[*at])).min_by_key(|at| self.decks[*at].start)
            else {
                return;
            };
            let on_air = self.decks.iter().find_map(|deck| Some((deck, deck.run_at(head)?)));
            match on_air {
                None => self.decks[place].begin(head),
                Some((_, run)) if is_waited_for(run, self.decks[place].start) => return,
                Some((other, _)) => {
                    let why = Reason::Busy { title: other.airing.clone() };
                    let deck = self.decks.remove(place);
                    self.drop_out(&deck, why);
                }
            }
        }
    }

    /// The next frame after the head on which somebody begins or ends.
    fn next_change(&self) -> u64 {
        let changes = self.decks.iter().filter_map(|deck| match &deck.run {
            Some(run) => Some(run.ends),
            None => deck.claimed.then_some(deck.start),
        });
        changes.filter(|frame| *frame > self.head).min().unwrap_or(u64::MAX)
    }

    /// The frame whose leaving gives this deck something to tell.
    fn next_frame(&self, deck: &Deck) -> Option<u64> {
        if deck.run.is_some() {
            return deck.next_told(self.step);
        }
        if !deck.claimed {
            return Some(deck.start.saturating_add(CLAIM_GRACE + 1));
        }
        let first = deck.start.max(self.head);
        let waits =
            |other: &Deck| other.run_at(first).is_some_and(|run| is_waited_for(run, deck.start));
        (!self.decks.iter().any(waits)).then_some(first.saturating_add(1))
    }
}

/// Whether an airing that may start from frame `start` on waits for the end of the one on air.
fn is_waited_for(run: &Run, start: u64) -> bool {
    run.stopping || run.ends <= start.saturating_add(CLAIM_GRACE)
}

fn is_end(event: &EngineEvent) -> bool {
    matches!(event, EngineEvent::Ended(_))
}

fn late(frames: u64) -> Reason {
    let seconds = i64::try_from(frames.div_ceil(RATE)).unwrap_or(i64::MAX);
    Reason::Late { seconds }
}
