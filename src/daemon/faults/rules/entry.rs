//! Rules of a single entry: its figures, its outcome, its reason.

use super::Break;
use crate::{
    asrun::Outcome,
    daemon::faults::{
        entry::Logged,
        scene::{Scene, Seen},
    },
    plan::Kind,
};

/// Reasons that name a trouble, and the faults of which one must have been thrown before.
///
/// A reason that is missing here needs none: another airing, a rule of the schedule, a late start.
const CAUSES: &[(&str, &[&str])] = &[
    ("reason-power-off", &["fault-power-cut", "fault-power-cut-within"]),
    ("reason-clock-wrong", &["fault-clock-step", "fault-clock-far"]),
    ("reason-clock-step", &["fault-clock-step", "fault-clock-far"]),
    ("reason-asleep", &["fault-held"]),
    ("reason-disk-full", &["fault-store-fails", "fault-power-cut-within"]),
    ("reason-log-failed", &["fault-store-fails", "fault-power-cut-within"]),
    ("reason-device-lost", &["fault-device-lost", "fault-held"]),
    ("reason-no-device", &["fault-device-lost"]),
    ("reason-clip-unreadable", &["fault-clip-breaks"]),
    ("reason-operator", &["fault-person-stops"]),
    ("reason-schedule-edited", EDITS),
    ("reason-no-programme", EDITS),
];

const EDITS: &[&str] = &[
    "fault-edit-moved",
    "fault-edit-retitled",
    "fault-edit-renamed",
    "fault-edit-removed",
    "fault-edit-half-written",
    "fault-edit-added",
    "fault-edit-late",
    "fault-edit-day-off",
    "fault-edit-mistake",
    "fault-edit-restored",
];

fn entered<'s>(seen: &Seen<'s>) -> Option<&'s Logged> {
    if let Seen::Entered { logged, .. } = seen { Some(logged) } else { None }
}

/// Heard is at most consumed, consumed at most the whole.
pub(super) fn figures(_: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Some(Logged { airing, consumed, heard, total, .. }) = entered(seen) else {
        return Vec::new();
    };
    if heard > consumed || (consumed > total && *total > 0) {
        return Break::of(airing, format!("{heard} of {consumed} of {total}"));
    }
    Vec::new()
}

/// The outcome fits the share that was heard, and an airing that loa plays has one.
pub(super) fn outcome(_: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Some(logged) = entered(seen) else { return Vec::new() };
    let Logged { airing, heard, total, outcome, kind, .. } = logged;
    let silent = matches!(outcome, Some(Outcome::Skipped | Outcome::Cancelled));
    if outcome.is_none() != (*kind != Kind::Recorded) && !silent {
        return Break::of(airing, format!("{kind:?}: {outcome:?}"));
    }
    let fits = match outcome {
        Some(Outcome::Aired) => *heard > 0 && heard * 100 >= total * 95,
        Some(Outcome::Cut) => *heard > 0 && heard * 100 < total * 95,
        _ => *heard == 0,
    };
    if fits {
        Vec::new()
    } else {
        Break::of(airing, format!("{outcome:?} with {heard} of {total}"))
    }
}

/// An airing that was not aired whole has a reason.
pub(super) fn reason(_: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Some(logged) = entered(seen) else { return Vec::new() };
    let whole = matches!(logged.outcome, Some(Outcome::Aired) | None);
    if whole || logged.reason.is_some() {
        return Vec::new();
    }
    Break::of(&logged.airing, format!("{:?}", logged.outcome))
}

/// A reason that names a trouble is given only where that trouble was thrown.
pub(super) fn reason_without_cause(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Some(logged) = entered(seen) else { return Vec::new() };
    let needed = CAUSES.iter().find(|(reason, _)| *reason == logged.why());
    match needed {
        Some((_, faults)) if !faults.iter().any(|fault| scene.thrown.contains(fault)) => {
            Break::of(&logged.airing, format!("{}, though none was thrown", logged.why()))
        }
        _ => Vec::new(),
    }
}

/// The log has one outcome of an airing.
pub(super) fn two_outcomes(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    match entered(seen) {
        Some(logged) if scene.logged.contains_key(&logged.airing) => {
            Break::of(&logged.airing, format!("{:?}", logged.outcome))
        }
        _ => Vec::new(),
    }
}

/// The log never claims more than sounded.
pub(super) fn more_than_sounded(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Some(Logged { airing, consumed, heard, .. }) = entered(seen) else { return Vec::new() };
    let (really, really_heard) =
        scene.sounded.get(airing).map_or((0, 0), |it| (it.consumed, it.heard));
    if *consumed > really || *heard > really_heard {
        let seen = format!("log {heard}/{consumed}, sounded {really_heard}/{really}");
        return Break::of(airing, seen);
    }
    Vec::new()
}
