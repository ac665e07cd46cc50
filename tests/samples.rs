//! A simulated day of the sample station, rendered to samples: every start, join and end stands on the
//! frame that its mark says, and nothing sounds in between.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails says where")]

use std::{path::Path, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use loa::{
    air::{EngineEvent, FrameSource, Order, Rendered, render},
    check::{self, Folder, assemble, known},
    clip::{HOUSE_CHANNELS, HOUSE_RATE, HouseReader, Memory},
    clock::midnight,
    plan::{Kind, plan},
    rundown::{Mark, Rundown, lay_out},
};

/// A clip as the engine reads it.
struct Clip(HouseReader);

impl FrameSource for Clip {
    fn read(&mut self, out: &mut [f32]) -> usize {
        self.0.read(out)
    }
}

/// An airing of the day: its key, its instant, what is laid out.
struct Airing {
    key: String,
    at: DateTime<Utc>,
    rundown: Rundown,
}

#[test]
fn every_start_and_join_of_a_day_stands_on_its_frame() {
    let folder = folder();
    let zone = folder.schedule.station.zone;
    let date = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let (from, to) = (midnight(zone, date), midnight(zone, date + TimeDelta::days(1)));
    let airings = airings(&folder, from, to);
    assert!(airings.len() >= 3, "the sample has a morning and reminders");

    let rendered = render(&orders(&airings), from, to, Arc::new(open));

    for airing in &airings {
        hold(airing, from, &rendered);
    }
    let ended =
        rendered.events.iter().filter(|event| matches!(event, EngineEvent::Ended(_))).count();
    assert_eq!(ended, airings.len());
    silence_elsewhere(&airings, from, &rendered);
}

#[test]
fn a_reminder_lasts_a_minute_at_most() {
    let folder = folder();
    let Folder { schedule, scripts, library, .. } = &folder;
    let reminder = schedule.programme("nhac-vneid").unwrap();
    let at = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(10, 45, 0).unwrap();
    for id in scripts.airable_ids() {
        let script = assemble(schedule, scripts, reminder, at, &[id]).unwrap();
        let rundown = lay_out(&script, library, schedule.output.loudness).unwrap();
        assert!(rundown.frames <= 60 * u64::from(HOUSE_RATE), "{}", script.text);
    }
}

fn folder() -> Folder {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    check::read(path, &mut Memory::default(), &mut |_, _| {}).unwrap()
}

fn airings(folder: &Folder, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Airing> {
    let Folder { schedule, scripts, library, .. } = folder;
    let known = known(schedule, scripts, library, from);
    let planned = plan(schedule, &known, from, to);
    let airings = planned.into_iter().filter(|it| it.kind == Kind::Recorded).map(|airing| {
        let programme = schedule.programme(&airing.programme).unwrap();
        let local = airing.planned_at.with_timezone(&schedule.station.zone).naive_local();
        let script = assemble(schedule, scripts, programme, local, &airing.utilities).unwrap();
        let rundown = lay_out(&script, library, schedule.output.loudness).unwrap();
        Airing { key: airing.key(), at: airing.planned_at, rundown }
    });
    airings.collect()
}

fn orders(airings: &[Airing]) -> Vec<(DateTime<Utc>, Order)> {
    let orders = airings.iter().flat_map(|Airing { key, at, rundown }| {
        let (airing, start_at, rundown) = (key.clone(), *at, rundown.clone());
        let claim = Order::Claim { airing: key.clone() };
        let arm = Order::Arm { airing, take: 1, start_at, rundown, from_frame: 0 };
        [(*at - TimeDelta::seconds(30), arm), (*at - TimeDelta::seconds(1), claim)]
    });
    orders.collect()
}

fn open(mark: &Mark) -> Result<Box<dyn FrameSource>, String> {
    Ok(Box::new(Clip(decode(mark)?)))
}

fn decode(mark: &Mark) -> Result<HouseReader, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&mark.path);
    loa::clip::open(&path, mark.frames).map_err(|error| error.to_string())
}

fn frame_of(at: DateTime<Utc>, from: DateTime<Utc>) -> u64 {
    let micros = u64::try_from((at - from).num_microseconds().unwrap()).unwrap();
    (micros * u64::from(HOUSE_RATE)).div_ceil(1_000_000)
}

/// The samples of an airing are those of its clips, one after another, each brought to its loudness.
fn hold(airing: &Airing, from: DateTime<Utc>, rendered: &Rendered) {
    let start = frame_of(airing.at, from);
    let mut at = 0;
    for mark in &airing.rundown.marks {
        assert_eq!(mark.at, at, "{}: {} begins where the one before ends", airing.key, mark.clip);
        let heard = samples(rendered, start + mark.at, mark.frames);
        let mut decoded = vec![0.0; heard.len()];
        let frames = read_all(&mut decode(mark).unwrap(), &mut decoded);
        assert_eq!(frames as u64, mark.frames, "{}", mark.clip);
        let differs = heard
            .iter()
            .zip(&decoded)
            .position(|(heard, sample)| (heard - sample * mark.gain).abs() > 1e-6);
        assert_eq!(differs, None, "{}: {} differs at that sample", airing.key, mark.clip);
        at += mark.frames;
    }
    assert_eq!(airing.rundown.frames, at);
}

fn read_all(reader: &mut HouseReader, into: &mut [f32]) -> usize {
    let mut frames = 0;
    loop {
        match reader.read(&mut into[frames * HOUSE_CHANNELS..]) {
            0 => return frames,
            read => frames += read,
        }
    }
}

/// Samples from a frame on; what was not kept was silence.
fn samples(rendered: &Rendered, from: u64, frames: u64) -> Vec<f32> {
    let stretch = rendered.sound.iter().find(|stretch| {
        let end = stretch.at + (stretch.samples.len() / HOUSE_CHANNELS) as u64;
        stretch.at <= from && from + frames <= end
    });
    let stretch = stretch.expect("a stretch of sound holds the clip");
    let first = usize::try_from(from - stretch.at).unwrap() * HOUSE_CHANNELS;
    stretch.samples[first..first + usize::try_from(frames).unwrap() * HOUSE_CHANNELS].to_vec()
}

fn silence_elsewhere(airings: &[Airing], from: DateTime<Utc>, rendered: &Rendered) {
    let spans: Vec<(u64, u64)> = airings
        .iter()
        .map(|airing| {
            let start = frame_of(airing.at, from);
            (start, start + airing.rundown.frames)
        })
        .collect();
    for stretch in &rendered.sound {
        for (place, frame) in stretch.samples.chunks_exact(HOUSE_CHANNELS).enumerate() {
            let at = stretch.at + place as u64;
            if frame.iter().any(|sample| *sample != 0.0) {
                let inside = spans.iter().any(|(start, end)| (*start..*end).contains(&at));
                assert!(inside, "a sound at frame {at}, outside every airing");
            }
        }
    }
}
