//! What the engine told while the store failed is told again, before anything else.

use std::collections::VecDeque;

use super::Event;
use crate::air::Told;

/// Words of the engine that the station could not write down yet, in the order told.
#[derive(Default)]
pub(super) struct Untold(VecDeque<Told>);

impl Untold {
    /// Hands over what was left, then `event`. `take` says whether the store took it.
    pub(super) fn hand_over(&mut self, event: Event, mut take: impl FnMut(Event) -> bool) {
        while let Some(told) = self.0.pop_front() {
            if !take(Event::Told(told.clone())) {
                self.0.push_front(told);
                break;
            }
        }
        let told = if let Event::Told(told) = &event { Some(told.clone()) } else { None };
        if !take(event) {
            self.0.extend(told);
        }
    }

    /// Whether anything is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
