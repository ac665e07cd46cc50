//! What is claimed: on air, or about to be.
//!
//! One airing is on air at a time, but two that meet are both claimed for a second: the next one is
//! claimed a second ahead. Their progress on the disk is in the log's working rows.

use chrono::{DateTime, TimeDelta, Utc};

use crate::plan::precedence::{FADE, OnAir};

/// An airing that was claimed in this run and has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Current {
    /// As precedence sees it.
    pub(super) on_air: OnAir,
    /// A person put it on air: it keeps no quiet hours.
    pub(super) by_hand: bool,
    /// When its first frame left; `None`: it has not begun.
    pub(super) started_at: Option<DateTime<Utc>>,
}

impl Current {
    /// An airing that is claimed and has not begun.
    pub(super) fn new(on_air: OnAir) -> Self {
        Self { on_air, by_hand: false, started_at: None }
    }

    /// The same, put on air by a person.
    pub(super) fn by_hand(on_air: OnAir) -> Self {
        Self { by_hand: true, ..Self::new(on_air) }
    }

    pub(super) fn key(&self) -> &str {
        &self.on_air.key
    }

    pub(super) fn title(&self) -> &str {
        &self.on_air.title
    }

    /// The instant after its last frame.
    pub(super) fn ends_at(&self) -> DateTime<Utc> {
        self.on_air.ends_at
    }

    /// Its first frame has left.
    pub(super) fn begin(&mut self, at: DateTime<Utc>) {
        self.started_at = Some(at);
        self.on_air.ends_at += at - self.on_air.starts_at;
        self.on_air.starts_at = at;
    }

    /// It fades out from `now` on.
    pub(super) fn stop(&mut self, now: DateTime<Utc>) {
        self.on_air.stopping = true;
        self.on_air.ends_at = self.on_air.ends_at.min(now + FADE);
    }
}

/// All of them, in the order claimed.
#[derive(Debug, Default)]
pub(super) struct Claimed(Vec<Current>);

impl Claimed {
    pub(super) fn add(&mut self, current: Current) {
        debug_assert!(self.get(current.key()).is_none(), "{} is claimed twice", current.key());
        self.0.push(current);
    }

    /// It has ended.
    pub(super) fn remove(&mut self, key: &str) {
        self.0.retain(|current| current.key() != key);
    }

    pub(super) fn get(&self, key: &str) -> Option<&Current> {
        self.0.iter().find(|current| current.key() == key)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Current> {
        self.0.iter_mut().find(|current| current.key() == key)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Current> {
        self.0.iter()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is heard now or, before anything is, what will be first.
    pub(super) fn on_air(&self) -> Option<&Current> {
        self.iter().min_by_key(|current| (current.started_at.is_none(), current.on_air.starts_at))
    }

    /// The clock was set by so much. What has not begun keeps its hour, as it does in the engine.
    pub(super) fn clock_set(&mut self, by: TimeDelta) {
        for current in &mut self.0 {
            if let Some(at) = &mut current.started_at {
                *at += by;
                current.on_air.starts_at += by;
                current.on_air.ends_at += by;
                current.on_air.planned_end += by;
            }
        }
    }
}
