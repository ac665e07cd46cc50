//! Shrinks a seed that broke a rule to the few faults that matter.
//!
//! Each fault falls by dice of its own, so that it stays the same when others are left out. They are left
//! out one by one for as long as the same rule still breaks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};

use super::{rules::PANIC, world::World};
use crate::{check::Folder, words::Message};

/// A seed makes some thirty faults at most; so many runs shrink them, each as long as the first.
const RUNS_AT_MOST: usize = 120;

/// A seed on a folder.
pub(super) struct Trial<'f> {
    pub(super) folder: &'f Folder,
    pub(super) seed: u64,
    pub(super) from: DateTime<Utc>,
    pub(super) to: DateTime<Utc>,
}

impl Trial<'_> {
    /// Runs the seed; with `keep`, only with these of its faults. A panic of station or engine breaks a rule.
    pub(super) fn run(&self, keep: Option<&[usize]>) -> anyhow::Result<World> {
        let mut world = World::new(self.folder, self.seed, self.from, self.to, keep)?;
        match catch_unwind(AssertUnwindSafe(|| world.run())) {
            Ok(run) => run?,
            Err(panic) => world.watch.fault(PANIC, None, words_of(panic.as_ref())),
        }
        Ok(world)
    }

    /// The faults without which the first broken rule would hold, with their instants; none, if no rule is
    /// broken.
    pub(super) fn shrink(&self, world: &World) -> anyhow::Result<Vec<(DateTime<Utc>, Message)>> {
        let Some(first) = world.watch.broken.first() else { return Ok(Vec::new()) };
        let mut runs = 0;
        let mut found = world.thrown.clone();
        fewest(world.faults, |keep| {
            runs += 1;
            if runs > RUNS_AT_MOST {
                return Ok(false);
            }
            let world = self.run(Some(keep))?;
            let breaks = world.watch.broken.iter().any(|it| it.rule.code == first.rule.code);
            if breaks {
                found = world.thrown;
            }
            anyhow::Ok(breaks)
        })?;
        Ok(found)
    }
}

/// Leaves out one of `many` after the other, for as long as `breaks` says that the rest suffices.
fn fewest<E>(
    many: usize,
    mut breaks: impl FnMut(&[usize]) -> Result<bool, E>,
) -> Result<Vec<usize>, E> {
    let mut kept: Vec<usize> = (0..many).collect();
    let mut at = 0;
    let mut left_out = false;
    loop {
        if at == kept.len() {
            // One that is needed among many may not be needed among few.
            if !std::mem::take(&mut left_out) {
                return Ok(kept);
            }
            at = 0;
            continue;
        }
        let mut fewer = kept.clone();
        fewer.remove(at);
        if breaks(&fewer)? {
            kept = fewer;
            left_out = true;
        } else {
            at += 1;
        }
    }
}

/// The words of a panic.
fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_faults_that_matter_are_left() {
        let mut tried = 0;
        let mut breaks = |keep: &[usize]| {
            tried += 1;
            // 7 alone, or 3 together with 5.
            Ok::<_, ()>(keep.contains(&7) || (keep.contains(&3) && keep.contains(&5)))
        };
        assert_eq!(fewest(12, &mut breaks), Ok(vec![7]));
        assert_eq!(fewest(6, &mut breaks), Ok(vec![3, 5]));
        assert!(tried < 60, "{tried}");
    }
}
