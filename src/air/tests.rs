//! Stories told on marks and on samples alike: every one is counted and rendered, and must come out
//! the same.

mod chance;
mod marks;
mod samples;
mod shell;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{
    ClockOutput, Engine, EngineEvent, FrameSource, OpenClip, Order, Rendered, drive, frames, render,
};
use crate::{
    clock::from_micros,
    rundown::{Mark, Rundown},
    words::Reason,
};

/// Whole seconds since 1970, so that story times are easy to read.
fn epoch() -> DateTime<Utc> {
    from_micros(1_796_083_200_000_000)
}

fn at(micros: i64) -> DateTime<Utc> {
    frames::after(epoch(), micros)
}

/// A rundown of these clips and lengths, whose sound is a ramp through all of them: frame 0 is 1.
fn rundown(clips: &[(&str, u64)]) -> Rundown {
    let mut marks = Vec::new();
    let mut at = 0;
    for (clip, frames) in clips {
        marks.push(Mark {
            clip: (*clip).to_owned(),
            path: format!("audio/{clip}.wav").into(),
            sha256: String::new(),
            at,
            frames: *frames,
            gain: 1.0,
        });
        at += frames;
    }
    Rundown { marks, frames: at }
}

/// Goes on for ever unless it is `short`, in reads of an odd size.
struct Ramp {
    next: u16,
    left: usize,
}

impl FrameSource for Ramp {
    fn read(&mut self, out: &mut [f32]) -> usize {
        let frames = (out.len() / 2).min(777).min(self.left);
        for frame in out.chunks_exact_mut(2).take(frames) {
            frame.copy_from_slice(&[f32::from(self.next), -f32::from(self.next)]);
            self.next = self.next.wrapping_add(1);
        }
        self.left -= frames;
        frames
    }
}

struct Panics;

impl FrameSource for Panics {
    fn read(&mut self, _out: &mut [f32]) -> usize {
        panic!("a damaged file")
    }
}

/// `missing` cannot be opened, `short` has 1,000 frames, `damaged` panics, all else is a ramp.
fn ramps() -> OpenClip {
    Arc::new(|mark| {
        let next = u16::try_from((mark.at + 1) % 65_536).unwrap();
        match mark.clip.as_str() {
            "missing" => Err("no such file".to_owned()),
            "damaged" => Ok(Box::new(Panics)),
            "short" => Ok(Box::new(Ramp { next, left: 1_000 })),
            _ => Ok(Box::new(Ramp { next, left: usize::MAX })),
        }
    })
}

fn arm(airing: &str, start: i64, rundown: Rundown) -> Order {
    Order::Arm { airing: airing.to_owned(), take: 1, start_at: at(start), rundown, from_frame: 0 }
}

fn claim(airing: &str) -> Order {
    Order::Claim { airing: airing.to_owned() }
}

fn stop(airing: &str) -> Order {
    Order::Stop { airing: airing.to_owned(), why: Reason::Operator }
}

/// An airing that is armed and claimed at the story's beginning.
fn ready(airing: &str, start: i64, frames: u64) -> [(i64, Order); 2] {
    [(0, arm(airing, start, rundown(&[("a", frames)]))), (0, claim(airing))]
}

fn timed(orders: impl IntoIterator<Item = (i64, Order)>) -> Vec<(DateTime<Utc>, Order)> {
    orders.into_iter().map(|(micros, order)| (at(micros), order)).collect()
}

fn rendered(orders: &[(DateTime<Utc>, Order)], until: i64) -> Rendered {
    render(orders, epoch(), at(until), ramps())
}

fn counted(orders: &[(DateTime<Utc>, Order)], until: i64) -> Vec<EngineEvent> {
    let output = ClockOutput::counting("none", epoch());
    let mut engine = Engine::new(Box::new(output), ramps());
    drive(&mut engine, orders, epoch(), at(until))
}

/// The story as both tell it.
fn story(orders: impl IntoIterator<Item = (i64, Order)>, until: i64) -> String {
    let orders = timed(orders);
    let story = lines(&counted(&orders, until));
    assert_eq!(story, lines(&rendered(&orders, until).events), "marks and samples differ");
    story
}

/// A line for each, times in microseconds since the epoch.
fn lines(events: &[EngineEvent]) -> String {
    let micros = |at: &DateTime<Utc>| at.timestamp_micros() - epoch().timestamp_micros();
    let line = |event: &EngineEvent| match event {
        EngineEvent::Output { name, hears } => format!("output {name}, heard: {hears}\n"),
        EngineEvent::Started { airing, at } => format!("{airing} started {}\n", micros(at)),
        EngineEvent::Progress { airing, frames, heard } => {
            format!("{airing} at {frames}, {heard} heard\n")
        }
        EngineEvent::Ended(aired) => {
            let times = aired.started_at.as_ref().zip(aired.ended_at.as_ref());
            let times = times.map(|(from, to)| format!(" {}..{}", micros(from), micros(to)));
            let why = aired
                .broken_off
                .as_ref()
                .map(Reason::message)
                .map(|why| format!(": {} {:?}", why.code, why.args));
            format!(
                "{} ended{} {}/{} of {}{}\n",
                aired.airing,
                times.unwrap_or_default(),
                aired.frames_heard,
                aired.frames_consumed,
                aired.frames_total,
                why.unwrap_or_default().replace(" {}", "")
            )
        }
    };
    events.iter().map(line).collect()
}
