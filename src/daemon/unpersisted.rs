//! What the engine told while the store failed is told again, before anything else.

use std::collections::VecDeque;

use super::Event;
use crate::air::EngineEvent;

/// Words of the engine that the station could not write down yet, in the order told.
#[derive(Default)]
pub(super) struct UnpersistedEvents(VecDeque<EngineEvent>);

impl UnpersistedEvents {
    /// Hands over what was left, then `event`. `take` says whether the store took it. A word of the engine
    /// waits behind those that are still left: an older count of frames must not replace it later.
    pub(super) fn hand_over(&mut self, event: Event, mut take: impl FnMut(Event) -> bool) {
        while let Some(event) = self.0.pop_front() {
            if !take(Event::Engine(event.clone())) {
                self.0.push_front(event);
                break;
            }
        }
        match event {
            Event::Engine(event) if self.is_empty() && take(Event::Engine(event.clone())) => {}
            Event::Engine(event) => self.0.push_back(event),
            other => drop(take(other)),
        }
    }

    /// Whether anything is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(frames: u64) -> Event {
        Event::Engine(EngineEvent::Progress { airing: "tin".into(), frames, heard: frames })
    }

    /// The store failed twice and then took the newer of two words: the older one came after it, and the
    /// log said that less had been on air than before.
    #[test]
    fn words_are_taken_in_the_order_told_though_the_store_fails_now_and_then() {
        let (mut unpersisted, mut tries, mut taken) = (UnpersistedEvents::default(), 0, Vec::new());
        let mut take = |event: Event| {
            tries += 1;
            let told = if let Event::Engine(EngineEvent::Progress { frames, .. }) = event {
                frames
            } else {
                0
            };
            let takes = told == 0 || tries > 2;
            taken.extend(takes.then_some(told));
            takes
        };
        for event in [progress(1), progress(2), Event::Look, progress(3)] {
            unpersisted.hand_over(event, &mut take);
        }
        assert!(unpersisted.is_empty());
        assert_eq!(taken, [1, 2, 0, 3], "a look waits for no word");
    }
}
