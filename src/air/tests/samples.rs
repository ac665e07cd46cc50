//! What goes out, sample by sample: starts, joins, gains, fades, silence where a clip is late.

use std::{
    sync::{Mutex, mpsc},
    time::Duration,
};

use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::air::{
    Output, Stretch,
    deck::FADE,
    feed::{Feed, Pulled},
    file::FileOutput,
    simulate::{MemoryOutput, with},
};

/// Left samples of everything between two frames; what was not kept was silence.
fn left(sound: &[Stretch], from: u64, to: u64) -> Vec<f32> {
    let mut samples = vec![0.0; usize::try_from(to - from).unwrap()];
    for stretch in sound {
        for (frame, at) in stretch.samples.chunks_exact(2).zip(stretch.at..) {
            assert!((frame[0] + frame[1]).abs() < f32::EPSILON, "left and right are mixed up");
            if (from..to).contains(&at) {
                samples[usize::try_from(at - from).unwrap()] = frame[0];
            }
        }
    }
    samples
}

/// The ramp's frames `from..to` of a rundown.
fn ramp(from: u16, to: u16) -> Vec<f32> {
    (from..to).map(|frame| f32::from(frame) + 1.0).collect()
}

fn silence(frames: usize) -> Vec<f32> {
    vec![0.0; frames]
}

#[test]
fn clips_are_joined_without_gap_or_overlap() {
    let clips = rundown(&[("a", 4_801), ("b", 1), ("c", 9_999), ("d", 4_800)]);
    let orders = timed([(0, arm("tin", 1_000_010, clips)), (0, claim("tin"))]);
    let sound = rendered(&orders, 3_000_000).sound;
    assert_eq!(left(&sound, 0, 48_001), silence(48_001));
    assert_eq!(left(&sound, 48_001, 67_602), ramp(0, 19_601));
    assert_eq!(left(&sound, 67_602, 144_000), silence(144_000 - 67_602));
}

#[test]
fn each_clip_has_its_own_gain() {
    let mut clips = rundown(&[("a", 5), ("b", 3)]);
    clips.marks[1].gain = 0.5;
    let orders = timed([(0, arm("tin", 0, clips)), (0, claim("tin"))]);
    let sound = rendered(&orders, 1_000_000).sound;
    assert_eq!(left(&sound, 0, 9), [1.0, 2.0, 3.0, 4.0, 5.0, 3.0, 3.5, 4.0, 0.0]);
}

#[test]
fn a_rundown_is_joined_in_the_middle_of_a_clip() {
    let order = Order::Arm {
        take: 1,
        airing: "tin".to_owned(),
        start_at: epoch(),
        rundown: rundown(&[("missing", 5_000), ("b", 20_000), ("c", 1_000)]),
        from_frame: 16_000,
    };
    let sound = rendered(&timed([(0, order), (0, claim("tin"))]), 1_000_000).sound;
    assert_eq!(left(&sound, 0, 10_001), [ramp(16_000, 26_000), silence(1)].concat());
}

#[test]
fn a_stop_fades_as_a_raised_cosine() {
    let orders = timed(ready("tin", 0, 60_000).into_iter().chain([(500_000, stop("tin"))]));
    let heard = rendered(&orders, 2_000_000);
    let sound = left(&heard.sound, 0, 60_000);
    let until = 24_000 + usize::try_from(FADE).unwrap();
    assert_eq!(sound[..24_000], ramp(0, 24_000));
    let factors: Vec<f32> = sound[24_000..until]
        .iter()
        .zip(ramp(24_000, 38_400))
        .map(|(got, full)| got / full)
        .collect();
    assert!(factors[0] > 0.999_999, "{}", factors[0]);
    assert!((factors[7_199] - 0.5).abs() < 0.001, "{}", factors[7_199]);
    assert!(factors.is_sorted_by(|one, next| one >= next));
    assert_eq!(sound[until - 1..], silence(60_001 - until));
}

#[test]
fn a_clip_that_breaks_ends_its_airing_and_nothing_else() {
    let tin = |clip| {
        timed([
            (0, arm("tin", 1_000_000, rundown(&[("a", 500), (clip, 9_500)]))),
            (0, arm("nhac", 1_200_000, rundown(&[("a", 4_800)]))),
            (0, claim("tin")),
            (0, claim("nhac")),
        ])
    };
    let short = rendered(&tin("short"), 3_000_000);
    assert_data_eq!(
        lines(&short.events),
        str![[r#"
tin started 1000000
tin ended 1000000..1031250 1500/1500 of 10000: reason-clip-unreadable {"clip": Text("short")}
nhac started 1200000
nhac ended 1200000..1300000 4800/4800 of 4800

"#]]
        .raw()
    );
    assert_eq!(
        left(&short.sound, 48_000, 62_400),
        [ramp(0, 1_500), silence(8_100), ramp(0, 4_800)].concat()
    );
    for clip in ["missing", "damaged"] {
        let broken = rendered(&tin(clip), 3_000_000);
        let lines = lines(&broken.events);
        assert!(lines.contains("500/500 of 10000: reason-clip-unreadable"), "{lines}");
        assert!(lines.contains("nhac ended 1200000..1300000"), "{lines}");
    }
}

#[test]
fn an_airing_whose_first_clip_is_gone_does_not_start() {
    let orders = timed([(0, arm("tin", 0, rundown(&[("missing", 500)]))), (0, claim("tin"))]);
    assert_data_eq!(
        lines(&rendered(&orders, 1_000_000).events),
        str![[r#"
tin ended 0/0 of 500: reason-clip-unreadable {"clip": Text("missing")}

"#]]
        .raw()
    );
}

#[test]
fn a_slow_clip_leaves_silence_and_is_not_caught_up() {
    let (open_gate, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let open: OpenClip = Arc::new(move |mark| {
        gate.lock().unwrap().recv().unwrap();
        ramps()(mark)
    });
    let mut feed = Feed::start(rundown(&[("a", 9_600)]).marks, 0, open);
    let mut out = vec![0.0; 4_000 * 2];
    let late = Pulled { frames: 4_000, broken: None, underrun: true };
    assert_eq!(feed.pull(0, &mut out, false), late);
    assert_eq!(out, silence(8_000));

    open_gate.send(()).unwrap();
    let there = Pulled { frames: 4_000, broken: None, underrun: false };
    assert_eq!(feed.pull(4_000, &mut out, true), there);
    let heard: Vec<f32> = out.chunks_exact(2).map(|frame| frame[0]).collect();
    assert_eq!(heard, ramp(4_000, 8_000), "the frames whose time is over are left out");
}

/// Endless, and says when it is dropped how many frames were asked of it.
struct Counted(usize, mpsc::Sender<usize>);

impl FrameSource for Counted {
    fn read(&mut self, out: &mut [f32]) -> usize {
        self.0 += out.len() / 2;
        out.len() / 2
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.1.send(self.0).unwrap();
    }
}

#[test]
fn a_feed_keeps_four_seconds_and_ends_when_it_is_dropped() {
    let (tell, told) = mpsc::channel();
    let tell = Mutex::new(tell);
    let open: OpenClip = Arc::new(move |_| Ok(Box::new(Counted(0, tell.lock().unwrap().clone()))));
    let mut feed = Feed::start(rundown(&[("a", u64::MAX / 4)]).marks, 0, open);
    feed.pull(0, &mut [0.0; 2], true);
    drop(feed);
    let frames = told.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!((4_800..=42 * 4_800).contains(&frames), "{frames}");
}

#[test]
fn a_device_does_not_wait_for_a_slow_clip() {
    let (_closed_gate, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let open: OpenClip =
        Arc::new(move |_| Err(gate.lock().unwrap().recv().unwrap_err().to_string()));
    let (mut output, kept) = MemoryOutput::new(epoch());
    output.waits = false;
    let mut engine = Engine::new(Box::new(output), open);
    let events = drive(&mut engine, &timed(ready("tin", 0, 24_000)), epoch(), at(1_000_000));
    assert_eq!(lines(&events), "tin started 0\ntin ended 0..500000 24000/24000 of 24000\n");
    assert_eq!(engine.underruns, 6, "the first frame alone, then blocks of 100 ms");
    assert_eq!(left(&with(&kept, |kept| kept.sound.clone()), 0, 48_000), silence(48_000));
}

/// A clock that stepped back took frames back that had left, and the same frames were told again.
#[test]
fn what_has_left_does_not_come_back_with_the_clock() {
    let (mut output, _) = MemoryOutput::new(epoch());
    output.write(&vec![0.0; 9_600]);
    assert_eq!(output.consumed(at(100_000)), 4_800);
    assert_eq!(output.consumed(at(50_000)), 4_800);
}

#[test]
fn what_a_device_holds_in_its_buffer_has_not_left() {
    let (mut output, kept) = MemoryOutput::new(epoch());
    output.lead = 9_600;
    let mut engine = Engine::new(Box::new(output), ramps());
    let turn = |engine: &mut Engine, micros| {
        engine.fill(at(micros));
        lines(&engine.turn(at(micros)))
    };
    for (_, order) in ready("tin", 300_000, 48_000) {
        engine.order(order, epoch());
    }
    assert_eq!(turn(&mut engine, 200_000), "", "rendered, but not heard yet");
    assert_eq!(turn(&mut engine, 300_000), "");
    assert_eq!(turn(&mut engine, 300_021), "tin started 300000\n");
    engine.order(stop("tin"), at(400_000));
    assert_eq!(turn(&mut engine, 700_000), "", "what was rendered before the stop is heard");
    assert_eq!(
        turn(&mut engine, 900_000),
        "tin ended 300000..800020 24001/24001 of 48000: reason-operator\n"
    );
    assert_eq!(left(&with(&kept, |kept| kept.sound.clone()), 14_400, 24_001), ramp(0, 9_601));
    assert_eq!(engine.underruns, 0);
}

#[test]
fn an_airing_becomes_a_file_of_exactly_its_frames() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tin.wav");
    let output = FileOutput::create(&path, "file", epoch()).unwrap();
    assert!(output.hears());
    let mut engine = Engine::new(Box::new(output), ramps());
    let orders = timed(ready("tin", 500_000, 24_000));
    let events = drive(&mut engine, &orders, epoch(), at(1_500_000));
    drop(engine);
    assert_eq!(
        lines(&events),
        "tin started 500000\ntin ended 500000..1000000 24000/24000 of 24000\n"
    );
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(bytes.len(), 44 + 72_000 * 4);
    let frame = |frame: usize| bytes[44 + frame * 4..][..4].to_vec();
    assert_eq!(frame(23_999), [0, 0, 0, 0]);
    assert_eq!(frame(24_000), [0xff, 0x7f, 0x00, 0x80], "the ramp begins at 1, full scale");
    assert_eq!(frame(48_000), [0, 0, 0, 0]);
}

#[test]
fn a_day_on_marks_is_the_same_day_in_samples() {
    let starts = [330, 660, 1_020, 1_439].map(|minute| minute * 60_000_000 + 13);
    let orders: Vec<_> = starts
        .iter()
        .enumerate()
        .flat_map(|(number, start)| {
            let airing = format!("tin-{number}");
            let clips = rundown(&[("a", 30_011), ("b", 47_989), ("c", 60_000)]);
            let armed = (start - 30_000_000, arm(&airing, *start, clips));
            [armed, (start - 1_000_000, claim(&airing))]
        })
        .collect();
    let orders = timed(orders);
    let day = 24 * 3_600_000_000;
    let heard = rendered(&orders, day);
    assert_eq!(lines(&heard.events), lines(&counted(&orders, day)));
    assert_eq!(heard.events.len(), 4 * 4);
    for start in starts {
        let first = frames::frame_at(epoch(), at(start));
        let sound = left(&heard.sound, first - 1, first + 138_001);
        assert!(sound[0].abs() < f32::EPSILON && sound[138_001].abs() < f32::EPSILON);
        let wrong = (1..=138_000_u32).find(|frame| {
            let expected = f32::from(u16::try_from(frame % 65_536).unwrap());
            (sound[*frame as usize] - expected).abs() > f32::EPSILON
        });
        assert_eq!(wrong, None);
    }
}
