//! Keeps, provably, what became of every planned airing; answers `why`.

mod row;

pub use row::{Aired, ClipHeard, Origin, Outcome, Row};
