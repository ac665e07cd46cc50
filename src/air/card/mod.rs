//! The sound card: the output that people hear.
//!
//! Joins the engine to a stream of the sound system through a ring of frames. Never blocks the engine,
//! whatever the card does: a card that is missing or lost is replaced by the time alone, and looked for
//! again. Ends with the engine that it was given to.

mod devices;
mod line;
mod map;
mod output;
mod stream;
#[cfg(test)]
mod tests;

pub use devices::{Listed, outputs};
pub use output::CardOutput;
