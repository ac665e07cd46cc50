//! A disk that is full now and then, or loses its power in the middle.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};

/// What the disk does to commits.
#[derive(Debug, Default)]
pub(super) struct Disk {
    /// Commits that still succeed before the power goes; negative: any number.
    pub(super) left: AtomicI64,
    /// Each so many-th fails; 0: none.
    pub(super) each: AtomicU64,
    asked: AtomicU64,
    /// Whether any failed since this was last set back.
    pub(super) refused: AtomicBool,
}

impl Disk {
    /// Whether the commit that is asked for succeeds.
    pub(super) fn may_commit(&self) -> bool {
        let left = self.left.load(Relaxed);
        if left >= 0 {
            self.left.store((left - 1).max(0), Relaxed);
        }
        let asked = self.asked.fetch_add(1, Relaxed) + 1;
        let each = self.each.load(Relaxed);
        let may = left != 0 && (each == 0 || !asked.is_multiple_of(each));
        self.refused.fetch_or(!may, Relaxed);
        may
    }
}
