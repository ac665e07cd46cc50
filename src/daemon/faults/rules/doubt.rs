//! Rules of the doubted clock: a doubt is silence, so it needs a reason, and ends with it.

use super::Break;
use crate::daemon::faults::scene::{Scene, Seen};

/// The station doubts its clock only while what was thrown gives a reason.
pub(super) fn without_reason(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    match seen {
        Seen::Turned { doubts: true, .. } if !scene.doubt.has_reason() => {
            vec![Break { airing: None, seen: format!("at {}", scene.wall()) }]
        }
        _ => Vec::new(),
    }
}

/// The station doubts its clock while there is a reason.
pub(super) fn missing(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    match seen {
        Seen::Turned { doubts: false, .. } if scene.doubt.has_reason() => {
            vec![Break { airing: None, seen: format!("{:?} at {}", scene.doubt, scene.wall()) }]
        }
        _ => Vec::new(),
    }
}

/// A doubted clock gives no sign of life, and none is ahead of the clock that gave it.
pub(super) fn sign_of_life(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Turned { beat: Some(beat), doubts, .. } = seen else { return Vec::new() };
    if scene.beat == Some(beat.at) {
        return Vec::new();
    }
    if *doubts && scene.doubt.has_reason() {
        return vec![Break { airing: None, seen: format!("{} in doubt", beat.at) }];
    }
    if beat.at > scene.wall() {
        let seen = format!("{} by a clock that shows {}", beat.at, scene.wall());
        return vec![Break { airing: None, seen }];
    }
    Vec::new()
}
