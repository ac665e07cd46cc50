//! Whatever is ordered and whenever: one end for each airing, none early, no two at once.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{air::Output, asrun::Aired};

#[derive(Clone, Debug)]
enum Act {
    Arm { start_in: i64, frames: u64, from: u64 },
    Claim,
    Stop,
    StopAll,
    Turn,
}

fn act() -> impl Strategy<Value = (i64, usize, Act)> {
    let what = prop_oneof![
        4 => (-1_000_000..2_000_000_i64, 0..100_000_u64, prop_oneof![3 => Just(0), 1 => 0..100_000_u64])
            .prop_map(|(start_in, frames, from)| Act::Arm { start_in, frames, from }),
        4 => Just(Act::Claim),
        2 => Just(Act::Stop),
        1 => Just(Act::StopAll),
        3 => Just(Act::Turn),
    ];
    // Now and then the clock steps back, or the computer sleeps for a while.
    let passes = prop_oneof![8 => 0..700_000_i64, 1 => -2_000_000..0_i64, 1 => 0..20_000_000_i64];
    (passes, 0..4_usize, what)
}

/// What was armed and has not ended: earliest start, frames, whether it started.
type Live = BTreeMap<String, (DateTime<Utc>, u64, bool)>;

fn order(key: &str, now: i64, act: &Act) -> Option<Order> {
    Some(match act {
        Act::Arm { start_in, frames, from } => Order::Arm {
            airing: key.to_owned(),
            take: 1,
            start_at: at(now + start_in),
            rundown: rundown(&[("a", frames / 3), ("b", frames - frames / 3)]),
            from_frame: *from,
        },
        Act::Claim => claim(key),
        Act::Stop => stop(key),
        Act::StopAll | Act::Turn => return None,
    })
}

/// Holds everything told against what was armed, and returns the ends.
fn hold(live: &mut Live, events: Vec<EngineEvent>) -> Vec<Aired> {
    let mut ends = Vec::new();
    for event in events {
        match event {
            EngineEvent::Output { .. } => unreachable!("this output stays what it is"),
            EngineEvent::Started { airing, at } => {
                let (start_at, _, started) = live.get_mut(&airing).expect("started unarmed");
                assert!(at >= *start_at, "early: {at} before {start_at}");
                assert!(!*started, "started twice");
                *started = true;
            }
            EngineEvent::Progress { airing, frames, heard } => {
                let (_, most, started) = live[&airing];
                assert!(started && frames <= most && heard <= frames);
            }
            EngineEvent::Ended(aired) => {
                let (_, most, started) = live.remove(&aired.airing).expect("ended twice");
                assert_eq!(started, aired.started_at.is_some());
                assert_eq!(started, aired.frames_consumed > 0);
                assert!(
                    aired.frames_consumed <= most && aired.frames_heard <= aired.frames_consumed
                );
                let whole = started && aired.frames_consumed == most;
                assert!(whole || aired.broken_off.is_some(), "ended for no reason: {aired:?}");
                ends.push(aired);
            }
        }
    }
    ends
}

fn check(output: Box<dyn Output>, acts: &[(i64, usize, Act)]) {
    let mut engine = Engine::new(output, ramps());
    let (mut live, mut ends, mut now) = (Live::new(), Vec::new(), 0);
    for (passes, number, act) in acts {
        now = (now + passes).max(0);
        let key = ["an", "binh", "chi", "dung"][*number];
        engine.fill(at(now));
        ends.extend(hold(&mut live, engine.turn(at(now))));
        if let Act::Arm { start_in, frames, from } = act
            && !live.get(key).is_some_and(|(_, _, started)| *started)
        {
            live.insert(key.to_owned(), (at(now + start_in), frames.saturating_sub(*from), false));
        }
        match (order(key, now, act), act) {
            (Some(order), _) => engine.order(order, at(now)),
            (None, Act::StopAll) => engine.stop_all(&Reason::Stopped, at(now)),
            _ => {}
        }
        ends.extend(hold(&mut live, engine.turn(at(now))));
    }
    for aired in &ends {
        let Some((from, to)) = aired.started_at.zip(aired.ended_at) else { continue };
        let frames = frames::frame_at(epoch(), to) - frames::frame_at(epoch(), from);
        assert_eq!(frames, aired.frames_consumed, "times and frames disagree");
    }
    let given_up = engine.abandon(&Reason::Stopped);
    ends.extend(hold(&mut live, given_up));
    assert!(live.is_empty(), "no end for {live:?}");
    let mut spans: Vec<_> =
        ends.iter().filter_map(|aired| aired.started_at.zip(aired.ended_at)).collect();
    spans.sort();
    assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "two at a time: {spans:?}");
}

proptest! {
    #[test]
    fn whatever_is_ordered_every_airing_ends_once(acts in proptest::collection::vec(act(), 1..40)) {
        check(Box::new(ClockOutput::counting("none", epoch())), &acts);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn with_samples_too(acts in proptest::collection::vec(act(), 1..12)) {
        let (output, _) = crate::air::simulate::MemoryOutput::new(epoch());
        check(Box::new(output), &acts);
    }

    #[test]
    fn marks_and_samples_agree(acts in proptest::collection::vec(act(), 1..10)) {
        let mut now = 0;
        let orders: Vec<_> = acts
            .iter()
            .filter_map(|(passes, number, act)| {
                now += passes.abs() / 4;
                Some((now, order(["an", "binh", "chi", "dung"][*number], now, act)?))
            })
            .collect();
        story(orders, now + 5_000_000);
    }
}
