//! # loa runs a small town's radio station
//!
//! From one folder it assembles announcement scripts about VNeID utilities, plays the prerecorded
//! clips at the scheduled second, keeps a log that accounts for every planned airing, and each month
//! writes the official report and its letter.
//!
//! The rooms below stand in the order in which a day flows through them. A room uses the rooms above
//! it and no other; `tests/rooms.rs` holds that.

// Blank lines keep the order: it is the order of the day, not of the alphabet.

// Texts in both languages; numbers and dates as people write them.
pub mod words;

// Where a file that a person wrote is wrong, and what to do.
pub mod mistake;

// What time it is, and whether that can be.
pub mod clock;

// The database: migrations and the one writer.
pub mod store;

// The lunar calendar.
pub mod calendar;

// `schedule.toml`, checked.
pub mod schedule;

// The clips in `audio/`.
pub mod clip;

// The words of an airing, each stretch bound to its clip.
pub mod script;

// Which clip falls on which frame.
pub mod rundown;

// What should be on air, and why something is not.
pub mod plan;

// What can be known beforehand.
pub mod check;

// Clips that a machine speaks.
pub mod voice;

// What became of every planned airing.
pub mod asrun;

// Sound, at its instant.
pub mod air;

// A month's figures and papers.
pub mod report;

// Letters, and what happened to each.
pub mod mail;

// The loop that joins the rooms.
pub mod daemon;

// The operator's page.
pub mod console;

// A command for each task.
pub mod cli;
