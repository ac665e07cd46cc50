//! Rules of what sounds: when an airing may start, and what must not sound.

use chrono::TimeDelta;

use super::Break;
use crate::{
    asrun::{Origin, Subject},
    clock::{RELEASED, from_micros},
    daemon::faults::{
        plan::grace,
        scene::{Scene, Seen},
    },
    schedule::{Priority, Programme, Schedule},
};

/// A claim is made a second ahead, and holds half a second after the start.
const CLAIM_HOLDS: TimeDelta = TimeDelta::milliseconds(1_600);

/// An airing starts at its planned instant at the earliest.
pub(super) fn early(_: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Started { airing, at, subject: Some(subject), .. } = seen else { return Vec::new() };
    match subject.planned_us.map(from_micros) {
        Some(planned) if *at < planned => Break::of(airing, format!("{at} before {planned}")),
        _ => Vec::new(),
    }
}

/// An airing starts within the grace of its programme, or within the time that its claim holds.
pub(super) fn late(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Started { airing, at, subject: Some(subject), .. } = seen else { return Vec::new() };
    let Some(planned) = subject.planned_us.map(from_micros) else { return Vec::new() };
    let may = programme(scene, subject).map_or(TimeDelta::zero(), |(_, it)| grace(it.late));
    let waited = scene.claimed.get(*airing).map(|claim| *at - scene.ahead - claim.at);
    let waited = waited.unwrap_or_default();
    if *at - planned > may + CLAIM_HOLDS && waited > CLAIM_HOLDS {
        return Break::of(airing, format!("{at}, planned {planned}, claimed {waited} ago"));
    }
    Vec::new()
}

/// No airing starts a second time.
pub(super) fn twice(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    match seen {
        Seen::Started { airing, at, .. } if scene.sounded.contains_key(*airing) => {
            Break::of(airing, format!("started again at {at}"))
        }
        _ => Vec::new(),
    }
}

/// One airing is on air at a time.
pub(super) fn two_at_once(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    match (seen, &scene.on_air) {
        (Seen::Started { airing, at, .. }, Some(other)) => {
            Break::of(airing, format!("{other} is on air at {at}"))
        }
        _ => Vec::new(),
    }
}

/// Only an airing that has a row in the log sounds, and only one that was claimed.
pub(super) fn unplanned(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Started { airing, subject, .. } = seen else { return Vec::new() };
    match subject {
        None => Break::of(airing, "it has no row".to_owned()),
        Some(_) if !scene.claimed.contains_key(*airing) => {
            Break::of(airing, "it was never claimed".to_owned())
        }
        Some(_) => Vec::new(),
    }
}

/// An airing that has its outcome sounds no more; a second may have left before it was written.
pub(super) fn after_outcome(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let (airing, seen) = match seen {
        Seen::Started { airing, at, .. } => (*airing, Err(at)),
        Seen::Counted { airing, heard, .. } => (*airing, Ok(*heard)),
        _ => return Vec::new(),
    };
    match (scene.logged.get(airing), seen) {
        (Some(logged), Err(at)) => {
            Break::of(airing, format!("started at {at} after its outcome {:?}", logged.outcome))
        }
        (Some(logged), Ok(heard)) if heard > logged.heard + super::timely::SECOND => {
            Break::of(airing, format!("{heard} frames heard, the log says {}", logged.heard))
        }
        _ => Vec::new(),
    }
}

/// In quiet hours and on days off nothing planned starts but an emergency.
pub(super) fn forbidden(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Started { airing, at, subject: Some(subject), .. } = seen else { return Vec::new() };
    let Some((schedule, programme)) = programme(scene, subject).filter(|_| is_ordinary(subject))
    else {
        return Vec::new();
    };
    // An airing that was claimed before a file was saved goes out: its second has come.
    let claim = scene.claimed.get(*airing);
    let unchanged = claim.is_some_and(|claim| claim.revision == scene.adopted.revision);
    // On a slow disk the claim may have been decided before the hour began.
    let decided = *at - scene.slow;
    let rule = schedule.rule_against(programme, decided).and(schedule.rule_against(programme, *at));
    match rule.filter(|_| unchanged) {
        Some(rule) => Break::of(airing, format!("{at}: {}", rule.json_code())),
        None => Vec::new(),
    }
}

/// Nothing planned starts by a clock that shows a time before the release or the last sign of life.
pub(super) fn clock(_: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Started { airing, at, subject: Some(subject), beat } = seen else {
        return Vec::new();
    };
    let behind = beat.is_some_and(|beat| *at + TimeDelta::minutes(1) < beat.at);
    if is_ordinary(subject) && subject.planned_us.is_some() && (*at < RELEASED || behind) {
        return Break::of(airing, format!("{at}, last sign of life {beat:?}"));
    }
    Vec::new()
}

/// Whether it is an airing of the schedule that a doubtful clock and quiet hours hold back.
fn is_ordinary(subject: &Subject) -> bool {
    subject.origin == Origin::Schedule && subject.priority != Priority::Emergency
}

/// The programme of an airing in the schedule that counts now.
fn programme<'s>(scene: &'s Scene, subject: &Subject) -> Option<(&'s Schedule, &'s Programme)> {
    let schedule = scene.adopted.schedule.as_ref()?;
    Some((schedule, schedule.programme(&subject.programme)?))
}
