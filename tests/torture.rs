//! The crash test: the real daemon on a dense schedule, killed again and again, and what a recorder outside
//! it has heard against what its log says.
//!
//! `LOA_KILLS` says how often (30), `LOA_SEED` repeats a run; both are printed.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails says where")]
#![expect(clippy::print_stdout, reason = "a run tells its seed, its counts and its figures")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "recordings of some minutes"
)]

#[path = "live/running.rs"]
mod running;
mod sound;
mod station;
mod torture {
    pub(crate) mod fate;
    pub(crate) mod judge;
    pub(crate) mod markers;
    pub(crate) mod rig;
    pub(crate) mod troubles;
}

use std::{process::Stdio, time::Duration};

use fate::Slot;
use judge::{Rules, judge, undisturbed};
use rig::{Evidence, Rig};
use torture::{fate, judge, markers, rig, troubles};
use troubles::{WrongClock, locked, set_room, with_a_disk_that_can_be_full};

/// A kill leaves what a power cut does; on a busy computer the station may be late, or its card.
const KILLED: Rules = Rules { reasons: &["power_off", "late", "no_device"], unwritten_s: 0.0 };
/// Nothing starts that cannot be claimed on disk first.
const UNWRITABLE: &[&str] = &["power_off", "late", "no_device", "disk_full", "log_failed"];
/// Held still, it slept. A card that nobody fed has to be found again, which may take a part of what comes
/// next.
const HELD: Rules =
    Rules { reasons: &["asleep", "no_device", "device_lost", "busy"], unwritten_s: 0.0 };
/// The hours that a clock leaps over are over.
const SET: Rules = Rules { reasons: &["late", "clock_wrong", "busy"], unwritten_s: 0.0 };
const A_MINUTE: Duration = Duration::from_mins(1);
/// Kills of one station: so many airings have markers of their own.
const OF_ONE_STATION: usize = 100;

#[test]
fn a_station_killed_at_any_instant_tells_the_truth() {
    let mut left = number("LOA_KILLS").map_or(30, |kills| kills as usize);
    let mut seed = number("LOA_SEED").unwrap_or_else(|| fastrand::u64(..));
    while left > 0 {
        let kills = left.min(OF_ONE_STATION);
        killed(seed, kills);
        left -= kills;
        seed = seed.wrapping_add(1);
    }
}

fn killed(seed: u64, kills: usize) {
    let (slots, instants) = fate::draw(seed, kills);
    println!("seed {seed}: {kills} kills, {} airings", slots.len());
    let mut rig = Rig::new(&slots);
    for instant in instants {
        let running = rig.start();
        rig.wait_until(instant);
        rig.kill(running);
    }
    let running = rig.start();
    let evidence = rig.close(running);
    hold(&evidence, KILLED, &format!("seed {seed}, {kills} kills"));
}

#[test]
fn a_second_station_on_the_folder_keeps_its_hands_off() {
    let mut rig = Rig::new(&every_four_seconds(4));
    let running = rig.start();
    running.wait_for("Ctrl-C", A_MINUTE);
    for instant in [-500, 200, 1_500] {
        rig.wait_until(instant);
        let second = rig.daemon().stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8(second.stderr).unwrap();
        assert_eq!(second.status.code(), Some(1), "{said}");
        assert!(said.contains(&running.pid().to_string()), "names the first one: {said}");
    }
    rig.wait_until(5_000);
    rig.kill(running);
    let running = rig.start();
    running.wait_for("Ctrl-C", A_MINUTE);
    hold(&rig.close(running), KILLED, "two stations on one folder");
}

#[test]
fn a_station_that_was_held_still_goes_on_with_what_is_due_then() {
    let still = number("LOA_STILL").map_or(10, u64::cast_signed);
    let mut rig = Rig::new(&every_four_seconds(usize::try_from(still / 4 + 4).unwrap()));
    let running = rig.start();
    running.wait_for("Đang phát", A_MINUTE);
    rig.wait_until(4_800);
    running.signal("STOP");
    rig.wait_until(4_800 + still * 1_000);
    running.signal("CONT");
    hold(&rig.close(running), HELD, &format!("held still for {still} s"));
}

#[test]
fn a_full_disk_costs_no_truth() {
    let mut rig = Rig::new(&every_four_seconds(8));
    let running = rig.start_by(with_a_disk_that_can_be_full(&rig));
    running.wait_for("Đang phát", A_MINUTE);
    rig.wait_until(4_800);
    set_room(running.pid(), Some(4_096));
    rig.wait_until(11_000);
    set_room(running.pid(), None);
    rig.wait_until(16_900);
    set_room(running.pid(), Some(4_096));
    rig.wait_until(17_900);
    rig.kill(running);
    let running = rig.start();
    // It had been full for a second.
    hold(&rig.close(running), Rules { reasons: UNWRITABLE, unwritten_s: 1.0 }, "a full disk");
}

#[test]
fn a_database_that_cannot_be_written_for_a_while_costs_no_truth() {
    let mut rig = Rig::new(&every_four_seconds(8));
    let running = rig.start();
    running.wait_for("Đang phát", A_MINUTE);
    rig.wait_until(4_800);
    locked(&rig, || rig.wait_until(15_000));
    rig.wait_until(20_500);
    locked(&rig, || rig.wait_until(21_500));
    hold(&rig.close(running), Rules { reasons: UNWRITABLE, ..KILLED }, "a locked database");
}

#[test]
fn a_clock_that_is_set_an_hour_on_starts_nothing_twice() {
    clock_set(3_600, &[(5_000, 3_600)]);
}

#[test]
fn a_clock_that_is_set_an_hour_back_and_right_again_starts_nothing_twice() {
    clock_set(-3_600, &[(5_000, -3_600), (13_000, 0)]);
}

/// Sets the daemon's clock at these instants, to so many seconds off.
fn clock_set(hour: i64, steps: &[(i64, i64)]) {
    let mut rig = Rig::new(&every_four_seconds(8));
    let clock = WrongClock::new(&rig);
    let running = rig.start_by(clock.daemon(&rig));
    running.wait_for("Đang phát", A_MINUTE);
    for (instant, seconds) in steps {
        rig.wait_until(*instant);
        clock.set(*seconds);
    }
    hold(&rig.close(running), SET, &format!("a clock set by {hour} s"));
}

fn every_four_seconds(airings: usize) -> Vec<Slot> {
    (0..).step_by(4_000).map(|at| Slot { at, length: 2_400 }).take(airings).collect()
}

#[test]
fn programmes_that_meet_on_a_card_are_all_heard() {
    // On a card whose clock is not the computer's every second one was once missed: the one before it
    // ended some frames too late.
    let slots: Vec<_> = (0..5).map(|number| Slot { at: number * 3_000, length: 3_000 }).collect();
    let mut rig = Rig::new(&slots);
    let running = rig.start();
    let evidence = rig.close(running);
    hold(&evidence, KILLED, "programmes that meet");
    let heard = evidence.heard.iter().filter(|pieces| !pieces.is_empty()).count();
    assert_eq!(heard, slots.len());
}

/// Prints what was found and fails if any of it must not be.
fn hold(evidence: &Evidence, rules: Rules, what: &str) {
    let verdict = judge(evidence, rules);
    let undisturbed = undisturbed(evidence);
    let aired = |id: &str| {
        evidence.rows.iter().any(|row| row["programme"] == id && row["outcome"] == "aired")
    };
    let whole = undisturbed.iter().filter(|airing| aired(&airing.id)).count();
    println!(
        "{what}: {} airings {:?}, {} sounded; {:.1} s recorded, {:.1} s claimed, at most {:.3} s short and \
         {:.3} s over, earliest start {:?} ms; {whole} of {} undisturbed aired; {} violations",
        evidence.airings.len(),
        verdict.outcomes,
        verdict.sounded,
        verdict.recorded_s,
        verdict.claimed_s,
        verdict.most_short,
        verdict.most_over,
        verdict.earliest_ms,
        undisturbed.len(),
        verdict.violations.len(),
    );
    assert!(verdict.violations.is_empty(), "{what}: {:#?}", verdict.violations);
    assert!(whole > 0, "{what}: something of what nobody killed is aired");
    assert!(verdict.sounded > 0, "{what}: something was heard");
}

fn number(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is a whole number, not {value:?}")))
}
