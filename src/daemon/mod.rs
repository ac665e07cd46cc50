//! The one loop that joins the rooms.
//!
//! Everything that can happen is an [`Event`]; [`Station::turn`] takes one event and the time and
//! returns what is to be done about it. It sleeps nowhere and owns no thread. The shells around it
//! are thin: [`run`] feeds it from the bell, the engine, the sweep and the operator; [`rehearse`]
//! feeds it from a simulated clock. A store that fails is told to the caller; nothing else ends it.

mod airing;
mod amend;
mod bell;
mod claimed;
mod closing;
mod contend;
mod doubt;
mod due;
mod edits;
mod faults;
mod look;
mod lost;
mod makegood;
mod makegood_asked;
mod manager;
mod monthly;
mod not_aired;
mod orders;
mod period;
mod post;
mod posting;
mod rehearse;
mod run;
mod station;
mod status;
mod sweep;
mod swept;
mod systemd;
mod unpersisted;
mod upkeep;

pub use amend::{correct, declare};
pub use faults::{Happened, Thrown, Violation, throw_faults, throw_faults_and_keep};
pub use manager::{Manager, Word};
pub use monthly::{Making, Sent, papers_of, send_report, write_papers};
pub use not_aired::{NotAired, NotAiredGroup};
pub use orders::Ask;
pub use period::{Standing, standing};
pub use posting::{Delivery, Posted};
pub use rehearse::{Rehearsal, Rehearsed, rehearse};
pub use run::{Handle, Parts, Running, Say, start};
pub use station::{Action, Event, Hearing, Station, tables};
pub use status::{NextReport, NextUp, OnAir, Status, TodayRow};

#[cfg(test)]
mod tests;
