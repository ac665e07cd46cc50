//! What is claimed: on air, or about to be.
//!
//! One airing is on air at a time, but two that meet are both claimed for a second: the next one is
//! claimed a second ahead. Whoever asks what is in the way, on air or to be stopped asks here; how far
//! each has come on the disk is in the log's working rows.

use chrono::{DateTime, TimeDelta, Utc};

use super::look::ON_TIME;
use crate::{asrun::Open, schedule::Priority};

/// An airing that was claimed in this run and has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Current {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) priority: Priority,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) length: TimeDelta,
    pub(super) started_at: Option<DateTime<Utc>>,
}

impl Current {
    /// The instant after its last frame.
    pub(super) fn ends_at(&self) -> DateTime<Utc> {
        self.started_at.unwrap_or(self.starts_at) + self.length
    }

    /// Whether it keeps a newcomer from its second. A card's clock is not the computer's: programmes that
    /// were to meet overlap by some frames, and the engine lets the second one wait for them. A higher
    /// right waits for nobody who was to end later than it begins.
    fn is_in_the_way_of(&self, open: &Open) -> bool {
        let to_end_at = self.starts_at + self.length;
        self.ends_at() > open.at + ON_TIME
            || (open.subject.priority > self.priority && to_end_at > open.at)
    }
}

/// All of them, in the order claimed.
#[derive(Debug, Default)]
pub(super) struct Claimed(Vec<Current>);

impl Claimed {
    pub(super) fn add(&mut self, current: Current) {
        debug_assert!(self.get(&current.key).is_none(), "{} is claimed twice", current.key);
        self.0.push(current);
    }

    /// It has ended.
    pub(super) fn remove(&mut self, key: &str) {
        self.0.retain(|current| current.key != key);
    }

    pub(super) fn get(&self, key: &str) -> Option<&Current> {
        self.0.iter().find(|current| current.key == key)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Current> {
        self.0.iter_mut().find(|current| current.key == key)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Current> {
        self.0.iter()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is heard now or, before anything is, what will be first.
    pub(super) fn on_air(&self) -> Option<&Current> {
        self.iter().min_by_key(|current| (current.started_at.is_none(), current.starts_at))
    }

    /// Those in the way of a newcomer, the highest right first.
    pub(super) fn in_the_way_of(&self, open: &Open) -> Vec<Current> {
        let mut found: Vec<_> =
            self.iter().filter(|current| current.is_in_the_way_of(open)).cloned().collect();
        found.sort_by_key(|current| std::cmp::Reverse(current.priority));
        found
    }

    /// The clock was set by so much. What has not begun keeps its hour, as it does in the engine.
    pub(super) fn clock_set(&mut self, by: TimeDelta) {
        for current in &mut self.0 {
            current.started_at = current.started_at.map(|at| at + by);
        }
    }
}
