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

// Diagnostics: mistakes in files that a person wrote, the place, and what to do.
pub mod diagnostic;

// The computer's clock, and whether it can be right.
pub mod clock;

// The database: migrations and the one writer.
pub mod store;

// The lunar calendar.
pub mod calendar;

// `schedule.toml`, checked: programmes, rules, the report's topics.
pub mod schedule;

// The clips in `audio/`.
pub mod clip;

// The words of an airing, each stretch bound to its clip; facts about VNeID; numbers read aloud.
pub mod script;

// The clips of an airing, placed on frames.
pub mod rundown;

// Planned airings and the utilities that the rotation deals to them; why something is not on air.
pub mod plan;

// Diagnostics of a station folder: everything that can be found before anything airs.
pub mod check;

// Clips that a machine speaks.
pub mod voice;

// The as-run log: the outcome of every planned airing, and each edit of the schedule.
pub mod asrun;

// Plays sound at its instant, on a card or a simulated output.
pub mod air;

// A month's figures and papers, and whether its period is complete.
pub mod report;

// Letters, their delivery, and which reports were made.
pub mod mail;

// The station's loop, which joins the rooms; rehearsals and fault trials.
pub mod daemon;

// The operator's page.
pub mod console;

// A command for each task.
pub mod cli;
