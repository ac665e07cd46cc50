//! Rules of the account: every planned airing has one outcome, none was invented, none is gone, and the
//! log's chain holds.

use super::Break;
use crate::{
    asrun::{Origin, Outcome},
    daemon::faults::{
        entry::Logged,
        scene::{Scene, Seen},
    },
};

/// The airings of the adopted schedules whose hour has come, each with its entries: a key that an edit
/// cancelled and another planned again has more than one.
fn planned(scene: &Scene) -> impl Iterator<Item = (&String, Vec<&Logged>)> {
    let due = scene.adopted.expected.iter().filter(|(_, at)| **at < scene.until);
    due.map(|(key, _)| {
        let later = format!("{key}#");
        let again = scene.logged.range(later.clone()..);
        let again = again.take_while(|it| it.0.starts_with(&later)).map(|it| it.1);
        (key, scene.logged.get(key).into_iter().chain(again).collect())
    })
}

/// The planned airings whose entries do not hold, when the run is over.
fn each(scene: &Scene, seen: &Seen<'_>, is_broken: impl Fn(&[&Logged]) -> bool) -> Vec<Break> {
    let Seen::Over { .. } = seen else { return Vec::new() };
    let broken = planned(scene).filter(|(_, entries)| is_broken(entries));
    let told = |(key, entries): (&String, Vec<&Logged>)| Break {
        airing: Some(key.clone()),
        seen: entries.iter().map(|it| it.why()).collect::<Vec<_>>().join(", "),
    };
    broken.map(told).collect()
}

fn is_cancelled(logged: &Logged) -> bool {
    logged.outcome == Some(Outcome::Cancelled)
}

/// Every planned airing has an entry.
pub(super) fn unaccounted(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    each(scene, seen, |entries| entries.is_empty())
}

/// A planned airing ends once, however often it was cancelled and planned again.
pub(super) fn one_outcome(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    each(scene, seen, |entries| entries.iter().filter(|it| !is_cancelled(it)).count() > 1)
}

/// An airing that the schedule in force has is not left cancelled by an edit.
pub(super) fn wrongly_cancelled(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let edited = |it: &&Logged| is_cancelled(it) && it.why() == "reason-schedule-edited";
    each(scene, seen, |entries| !entries.is_empty() && entries.iter().all(edited))
}

/// An entry is of an airing that some adopted schedule had when its hour came; an edit cancels only an
/// armed one.
pub(super) fn never_planned(scene: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    match seen {
        Seen::Entered { logged, unarmed: true } => {
            Break::of(&logged.airing, "cancelled unarmed".to_owned())
        }
        Seen::Over { .. } => {
            let invented = scene.logged.values().filter(|logged| {
                let key = logged.airing.split('#').next().unwrap_or_default();
                logged.origin == Origin::Schedule
                    && !is_cancelled(logged)
                    && !scene.adopted.expected.contains_key(key)
                    && !scene.claimed.contains_key(&logged.airing)
                    && logged.planned_at().is_some_and(|at| at < scene.until)
            });
            let told = |it: &Logged| Break {
                airing: Some(it.airing.clone()),
                seen: format!("{:?} {}", it.outcome, it.why()),
            };
            invented.map(told).collect()
        }
        _ => Vec::new(),
    }
}

/// No row disappears unless an edit names it.
pub(super) fn gone(_: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    match seen {
        Seen::Gone { airing } => Break::of(airing, "no edit names it".to_owned()),
        _ => Vec::new(),
    }
}

/// The chain holds, by the station's own proof and by one that shares no code with it.
pub(super) fn chain(_: &Scene, seen: &Seen<'_>) -> Vec<Break> {
    let Seen::Over { verdict, chain } = seen else { return Vec::new() };
    let own = verdict.broken.iter().map(|(n, airing)| Break {
        airing: airing.clone(),
        seen: format!("entry {n} by the station's proof"),
    });
    let other = chain.iter().map(|seen| Break { airing: None, seen: (*seen).to_owned() });
    own.chain(other).collect()
}
