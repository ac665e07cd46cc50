//! Rules of the claim: the line in the log without which nothing may start.

use chrono::TimeDelta;

use super::Break;
use crate::{
    asrun::Origin,
    daemon::faults::scene::{Scene, Seen},
    schedule::Priority,
};

/// A claim is made so long before the planned instant at the earliest.
const AHEAD_AT_MOST: TimeDelta = TimeDelta::seconds(1);

/// When the engine is ordered to start an airing, its claim is committed, and its instant is at most a second
/// away.
pub(super) fn on_disk_and_not_before(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Claimed { airing, row } = seen else { return Vec::new() };
    let Some(row) = row else { return Break::of(airing, "it has no row".to_owned()) };
    if row.phase != "claimed" {
        return Break::of(airing, format!("its row is {}", row.phase));
    }
    // By a clock that is set back in the same turn the instant may be further away.
    let ahead = row.at - scene.wall();
    if ahead > AHEAD_AT_MOST {
        return Break::of(airing, format!("{ahead} before its instant"));
    }
    Vec::new()
}

/// While there is a reason to doubt the clock, nothing is claimed but an emergency and what a person asks
/// for.
pub(super) fn in_doubt(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Claimed { airing, row: Some(row) } = seen else { return Vec::new() };
    let by_itself = matches!(row.origin, Origin::Schedule | Origin::Makegood);
    if by_itself && row.priority != Priority::Emergency && scene.doubt.has_reason() {
        return Break::of(airing, format!("{:?} at {}", scene.doubt, scene.wall()));
    }
    Vec::new()
}
