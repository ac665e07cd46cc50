//! Rules of time: in an hour in which nothing is wrong, an airing is whole and on time, everything that
//! sounded is written down, and no airing is left without its outcome.

use chrono::{DateTime, TimeDelta, Utc};

use super::Break;
use crate::{
    asrun::{Origin, Outcome},
    clip::HOUSE_RATE,
    daemon::faults::{
        entry::{Logged, Row},
        scene::{Scene, Seen},
    },
    plan::Kind,
};

/// Progress is stored once a second: a power cut loses so many frames at most.
pub(super) const SECOND: u64 = HOUSE_RATE as u64;
/// A turn may find an airing this much later, and no disturbance is needed for it.
const TURN: TimeDelta = TimeDelta::seconds(3);
/// An airing that the player lost is ended half a minute after its length.
const LOST: TimeDelta = TimeDelta::seconds(35);
/// A frame, rounded up: the start is the first frame at the instant or after.
const FRAME: TimeDelta = TimeDelta::microseconds(21);
/// The reasons of an airing whose files were faulty from the beginning.
const FAULTY_FILES: [&str; 5] = [
    "reason-clip-missing",
    "reason-clip-refused",
    "reason-clip-unreadable",
    "reason-script-mistake",
    "reason-empty",
];
/// A start and an end may be off by so much and be in time.
const HALF_A_SECOND: TimeDelta = TimeDelta::milliseconds(500);
/// An airing that is claimed for the same instant begins just after.
const JUST_AFTER: TimeDelta = TimeDelta::seconds(1);

/// In a calm hour the log says all that sounded, but for the last second.
pub(super) fn less_than_sounded(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Entered { logged, .. } = seen else { return Vec::new() };
    let heard = scene.sounded.get(&logged.airing).map_or(0, |it| it.heard);
    if is_held_to_time(scene, logged) && heard > logged.heard + SECOND {
        return Break::of(&logged.airing, format!("{heard} heard, the log says {}", logged.heard));
    }
    Vec::new()
}

/// While an airing is on air, its row in the log is at most a second behind what sounded.
pub(super) fn each_second(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Turned { open, .. } = seen else { return Vec::new() };
    // A computer that hung has the sound of that time still to hear of.
    if scene.real - scene.woke < TURN {
        return Vec::new();
    }
    let late = |row: &Row| {
        let sounded = scene.sounded.get(&row.key).filter(|_| row.phase == "claimed")?;
        let lost = sounded.consumed.saturating_sub(row.frames);
        (lost > SECOND).then(|| Break {
            airing: Some(row.key.clone()),
            seen: format!("{} frames sounded, {} are stored", sounded.consumed, row.frames),
        })
    };
    open.iter().filter_map(late).collect()
}

/// An airing whose hour is over has its outcome.
pub(super) fn overdue(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Turned { open, .. } = seen else { return Vec::new() };
    let woke = scene.woke + scene.ahead;
    let overdue = open.iter().filter(|row| {
        let lost = if row.phase == "claimed" { LOST } else { TimeDelta::zero() };
        scene.on_air.as_ref() != Some(&row.key)
            && row.over_at.max(woke) + scene.adopted.patience + lost + TURN < scene.wall()
    });
    let told = |row: &Row| Break {
        airing: Some(row.key.clone()),
        seen: format!("{}, over at {}", row.phase, row.over_at),
    };
    overdue.map(told).collect()
}

/// An airing that was not whole or not on time in a calm hour had another one of no lower priority in its
/// way.
pub(super) fn on_time(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Over { .. } = seen else { return Vec::new() };
    let unexplained = scene.suspects.iter().filter(|(logged, from, to)| {
        !scene.sounded.iter().any(|(key, other)| {
            let meets = other.from <= *to + JUST_AFTER && *from <= other.until;
            *key != logged.airing && meets && other.priority >= logged.priority
        })
    });
    let told = |(logged, ..): &(Logged, _, _)| Break {
        airing: Some(logged.airing.clone()),
        seen: format!("{:?} {}, {:?}", logged.outcome, logged.why(), logged.started_at()),
    };
    unexplained.map(told).collect()
}

/// Once every fault is over, the next planned airing that nothing is in the way of goes out, whole and on
/// time.
pub(super) fn goes_on(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::WentOn { next } = seen else { return Vec::new() };
    let (key, logged) = (next.key(), scene.logged.get(&next.key()));
    let whole = logged.is_some_and(|it| it.outcome == Some(Outcome::Aired) && !is_late(it));
    if whole {
        return Vec::new();
    }
    let seen = logged.map_or_else(
        || "it has no outcome".to_owned(),
        |it| format!("{:?} {}, {:?}", it.outcome, it.why(), it.started_at()),
    );
    Break::of(&key, seen)
}

/// Why an entry is to be looked at when the run is over: it was not whole or not on time in a calm hour.
/// From when to when another airing may have been in its way.
pub(in crate::daemon::faults) fn suspicion(
    scene: &Scene,
    logged: &Logged,
) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let planned = logged.planned_at().filter(|_| is_held_to_time(scene, logged))?;
    let silent = matches!(logged.outcome, Some(Outcome::Skipped | Outcome::Cancelled));
    let file = FAULTY_FILES.contains(&logged.why());
    let excused = scene.excused.contains(&logged.airing) || (scene.faulty_files && file);
    // The airing that cut in is held to its own hour.
    let gave_way = logged.why() == "reason-cut-in" || faded_for_quiet_hours(scene, logged);
    let whole = logged.outcome == Some(Outcome::Aired) && !is_late(logged);
    let looked_at = !silent && !excused && !gave_way && !whole;
    looked_at.then(|| (planned - scene.ahead - TimeDelta::milliseconds(1_100), scene.real))
}

/// In a calm hour an airing is silent when quiet hours begin; half a second counts as silent.
pub(super) fn quiet(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Entered { logged, .. } = seen else { return Vec::new() };
    let runs_on = || {
        let ended = logged.started_at()? + heard(logged);
        let border = quiet_hours(scene, logged)?;
        (border + HALF_A_SECOND < ended).then(|| format!("until {ended}, quiet from {border}"))
    };
    match runs_on().filter(|_| is_held_to_time(scene, logged)) {
        Some(seen) => Break::of(&logged.airing, seen),
        None => Vec::new(),
    }
}

/// Whether it was faded out for quiet hours, and was silent in time and not earlier.
fn faded_for_quiet_hours(scene: &Scene, logged: &Logged) -> bool {
    let ended = logged.started_at().map(|at| at + heard(logged));
    let border = quiet_hours(scene, logged);
    logged.why() == "reason-quiet-hours"
        && ended
            .zip(border)
            .is_some_and(|(ended, border)| (border - HALF_A_SECOND..=border).contains(&ended))
}

/// When quiet hours begin for an airing that had begun and is played to its end.
fn quiet_hours(scene: &Scene, logged: &Logged) -> Option<DateTime<Utc>> {
    let schedule = scene.adopted.schedule.as_ref()?;
    let programme = schedule.programme(logged.airing.split('@').next()?)?;
    let from = logged.started_at()?;
    let end = from + length(logged.total) + HALF_A_SECOND;
    Some(schedule.quiet_from(programme, from, end)?.at)
}

fn heard(logged: &Logged) -> TimeDelta {
    length(logged.consumed)
}

fn length(frames: u64) -> TimeDelta {
    let micros = frames.saturating_mul(1_000_000) / SECOND;
    TimeDelta::microseconds(i64::try_from(micros).unwrap_or(i64::MAX))
}

fn is_late(logged: &Logged) -> bool {
    let started = logged.started_at().zip(logged.planned_at());
    started.is_none_or(|(at, planned)| at - planned > FRAME)
}

/// Whether it is an airing of the schedule that loa plays, in a calm hour.
fn is_held_to_time(scene: &Scene, logged: &Logged) -> bool {
    let scheduled = logged.kind == Kind::Recorded && logged.origin == Origin::Schedule;
    let calm = |planned| scene.calm.held(planned, scene.ahead, scene.real);
    scheduled && logged.planned_at().is_some_and(calm)
}
