//! Groups of airings that can meet, apart from all others.

use chrono::{DateTime, Utc};

use super::{CUT_AHEAD, Contender, rank::in_turn};

/// The airings on whose fates those of the wanted ones can depend, themselves among them: from one to the
/// next there is no moment of certain silence. What becomes of a wanted one does not depend on any other,
/// so that only these have to be known exactly. Contenders are called by their places.
pub fn clusters(contenders: &[Contender], wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let (mut found, mut cluster): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut taken_until = DateTime::<Utc>::MIN_UTC;
    for next in in_turn(contenders) {
        let contender = &contenders[next];
        if taken_until < contender.at - CUT_AHEAD {
            keep_wanted(&mut found, &mut cluster, &wanted);
        }
        cluster.push(next);
        taken_until = taken_until.max(contender.last_start() + contender.length);
    }
    keep_wanted(&mut found, &mut cluster, &wanted);
    found
}

/// Empties a cluster, into `found` if one of it is wanted.
fn keep_wanted(found: &mut Vec<usize>, cluster: &mut Vec<usize>, wanted: &impl Fn(usize) -> bool) {
    if cluster.iter().any(|place| wanted(*place)) {
        found.append(cluster);
    }
    cluster.clear();
}
