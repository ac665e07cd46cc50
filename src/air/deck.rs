//! One airing's place on the timeline: armed, on air, or over.

use chrono::{DateTime, Utc};

use super::{
    EngineEvent, Output,
    feed::Feed,
    frames::{after, frames_in, in_samples, micros},
};
use crate::{asrun::Aired, clip::HOUSE_CHANNELS, plan::precedence, words::Reason};

/// Short for a stop, long enough not to click.
pub(super) const FADE: u64 = frames_in(precedence::FADE);

/// An airing that was armed and has not been told as ended.
pub(super) struct Deck {
    pub(super) airing: String,
    pub(super) take: u64,
    pub(super) start_at: DateTime<Utc>,
    /// The earliest output frame on which it may begin.
    pub(super) start: u64,
    /// The rundown's frame that is heard first.
    pub(super) from_frame: u64,
    pub(super) total: u64,
    pub(super) claimed: bool,
    pub(super) run: Option<Run>,
    /// `None` on an output that takes no samples.
    pub(super) feed: Option<Feed>,
}

/// Its frames on the output's timeline, and how many of them have left.
pub(super) struct Run {
    pub(super) since: u64,
    /// The first frame after it.
    pub(super) ends: u64,
    /// A stop was ordered: whoever is due next may wait for its end.
    pub(super) stopping: bool,
    fade_from: Option<u64>,
    why: Option<Reason>,
    started_at: Option<DateTime<Utc>>,
    counted: u64,
    heard: u64,
    /// The output that it was heard on.
    heard_on: Option<String>,
    told_steps: u64,
    /// Since it began: its end by the clock is no measure of its length any more.
    pub(super) clock_was_set: bool,
}

impl Deck {
    /// Puts it on air from frame `head` on.
    pub(super) fn begin(&mut self, head: u64) {
        debug_assert!(self.claimed, "an airing begins that nobody has claimed");
        debug_assert!(self.start <= head, "an airing begins before its instant");
        debug_assert!(self.run.is_none(), "an airing begins twice");
        debug_assert!(self.from_frame < self.total, "an airing begins that has nothing left");
        self.run = Some(Run {
            since: head,
            ends: head.saturating_add(self.total.saturating_sub(self.from_frame)),
            stopping: false,
            fade_from: None,
            why: None,
            started_at: None,
            counted: 0,
            heard: 0,
            heard_on: None,
            told_steps: 0,
            clock_was_set: false,
        });
    }

    /// Whether it has begun and frame `head` is still its own.
    pub(super) fn run_at(&self, head: u64) -> Option<&Run> {
        self.run.as_ref().filter(|run| run.since <= head && head < run.ends)
    }

    /// Writes its sound from frame `head` on into `sound`, which holds silence; a broken clip ends it
    /// there. Returns whether frames were missing.
    pub(super) fn render(&mut self, head: u64, sound: &mut [f32], wait: bool) -> bool {
        let (Some(run), Some(feed)) = (&mut self.run, &mut self.feed) else { return false };
        debug_assert!(head + in_samples(sound) <= run.ends, "an airing sounds past its end");
        let pulled = feed.pull(self.from_frame + (head - run.since), sound, wait);
        if let Some(clip) = pulled.broken {
            run.ends = head + pulled.frames;
            run.why.get_or_insert(Reason::ClipUnreadable { clip });
        }
        if let Some(from) = run.fade_from {
            fade(sound, head - from);
        }
        pulled.underrun
    }

    /// Counts what has left and tells it, each with the frame at which it came true; progress every
    /// `step` frames.
    pub(super) fn tell(
        &mut self,
        consumed: u64,
        step: u64,
        output: &dyn Output,
        events: &mut Vec<(u64, EngineEvent)>,
    ) {
        let Some(run) = &mut self.run else { return };
        let counted = consumed.min(run.ends).saturating_sub(run.since);
        if output.hears() && counted > run.counted {
            run.heard += counted - run.counted;
            run.heard_on.get_or_insert_with(|| output.name().to_owned());
        }
        debug_assert!(counted >= run.counted, "frames that had left have not left any more");
        debug_assert!(self.from_frame + counted <= self.total, "more has left than there was");
        debug_assert!(run.heard <= counted, "more was heard than has left");
        run.counted = counted;
        let airing = self.airing.clone();
        if counted > 0 && run.started_at.is_none() {
            let at = output.time_of(run.since);
            run.started_at = Some(at);
            events.push((run.since, EngineEvent::Started { airing: airing.clone(), at }));
        }
        let (ends, steps) = (run.ends, counted / step);
        if consumed >= ends {
            let ended_at = Some(output.time_of(ends));
            events.push((ends, self.aired(output.name(), ended_at, None)));
        } else if steps > run.told_steps {
            run.told_steps = steps;
            let (frames, heard) = (counted, run.heard);
            events.push((run.since + frames, EngineEvent::Progress { airing, frames, heard }));
        }
    }

    /// The frame at which [`Deck::tell`] has something next, once it is on air.
    pub(super) fn next_told(&self, step: u64) -> Option<u64> {
        let run = self.run.as_ref()?;
        if run.started_at.is_none() {
            return Some((run.since + 1).min(run.ends));
        }
        Some((run.since + (run.told_steps + 1) * step).min(run.ends))
    }

    /// Its end, at a frame's boundary or, where no output can be asked, by the frames alone. `why`
    /// counts only where no reason is known yet.
    pub(super) fn aired(
        &self,
        output: &str,
        ended_at: Option<DateTime<Utc>>,
        why: Option<Reason>,
    ) -> EngineEvent {
        let run = self.run.as_ref();
        let started_at = run.and_then(|run| run.started_at);
        let heard_on = run.and_then(|run| run.heard_on.as_deref());
        let frames_consumed = run.map_or(0, |run| run.counted);
        let told_by_clock = run.is_some_and(|run| !run.clock_was_set);
        let by_frames = started_at.map(|at| after(at, micros(frames_consumed)));
        debug_assert!(
            started_at.is_some() || frames_consumed == 0,
            "frames left of an airing whose start was never told"
        );
        debug_assert!(
            why.is_some()
                || run.is_some_and(|run| run.why.is_some())
                || self.from_frame + frames_consumed == self.total,
            "an airing ended early, and nothing says why"
        );
        EngineEvent::Ended(Aired {
            airing: self.airing.clone(),
            take: self.take,
            started_at,
            ended_at: started_at.and(ended_at).filter(|_| told_by_clock).or(by_frames),
            frames_consumed,
            frames_heard: run.map_or(0, |run| run.heard),
            frames_total: self.total,
            output: heard_on.unwrap_or(output).into(),
            broken_off: run.and_then(|run| run.why.clone()).or(why),
        })
    }
}

impl Run {
    /// Fades out from frame `head` on. What ends within the fade's length ends by itself.
    pub(super) fn stop(&mut self, head: u64, why: Reason) {
        if self.stopping || self.ends <= head {
            return;
        }
        self.stopping = true;
        if self.ends - head > FADE {
            self.fade_from = Some(head);
            self.ends = head + FADE;
            self.why = Some(why);
        }
    }
}

/// A raised cosine over [`FADE`] frames, of which `gone` are over; its last frame is silent.
fn fade(sound: &mut [f32], gone: u64) {
    for (frame, step) in sound.chunks_exact_mut(HOUSE_CHANNELS).zip(gone + 1..) {
        let factor = fade_factor(step);
        for sample in frame {
            *sample *= factor;
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "at most 14,400 steps, and the factor lies between 0 and 1"
)]
fn fade_factor(step: u64) -> f32 {
    let angle = std::f64::consts::PI * step.min(FADE) as f64 / FADE as f64;
    f64::midpoint(1.0, angle.cos()) as f32
}
