//! Fills a template for one airing: cues of words and clip; reads numbers, dates and acronyms as an
//! announcer does.
//!
//! [`load`] takes the texts of `scripts/` and returns everything faultless in them with every
//! mistake; [`assemble`] fills one template for one airing. Neither reads a file or a clock. A
//! template that could not end, or would not fit, is a mistake before it is ever filled.

use std::collections::BTreeMap;

use crate::mistake::Mistake;

/// The texts of `scripts/` as they stand on the disk.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Template name (`ban-tin-vneid`) to text of `scripts/ban-tin-vneid.hbs`.
    pub templates: BTreeMap<String, String>,
    /// Text of `scripts/vneid.toml`; `None` when there is no such file.
    pub facts: Option<String>,
}

/// The words of one airing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// All words in order, one paragraph per cue that has any.
    pub text: String,
    /// What is heard, in order.
    pub cues: Vec<Cue>,
    /// Ids of the utilities spoken of, in order.
    pub utilities: Vec<String>,
}

/// A stretch of speech (or music) and the clip that carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The clip's name.
    pub clip: String,
    /// The words, white space tidied; empty for music.
    pub text: String,
    /// Line of the `{{#cue}}` in its template, from 1.
    pub line: usize,
    /// Column of it, from 1.
    pub column: usize,
    /// The template that holds it (a partial may).
    pub template: String,
}

/// One utility of VNeID, from `scripts/vneid.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utility {
    /// Its key: `luu-tru`.
    pub id: String,
    /// Account level that offers it, 1 or 2.
    pub level: u8,
    /// Official wording, for reports.
    pub title: String,
    /// Words for the ear.
    pub spoken: String,
    /// Whether it takes part in the rotation.
    pub on_air: bool,
}

/// Everything of `scripts/` that holds.
pub struct Scripts {
    /// In the order of the file.
    pub utilities: Vec<Utility>,
}

/// What [`load`] found.
pub struct Loaded {
    /// Everything faultless.
    pub scripts: Scripts,
    /// All mistakes, with their places.
    pub mistakes: Vec<Mistake>,
}
