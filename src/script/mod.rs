//! Fills a template for one airing: cues of words and clip; reads numbers, dates and acronyms as an
//! announcer does.
//!
//! [`load`] takes the texts of `scripts/` and returns everything faultless in them with every
//! mistake; [`assemble`] fills one template for one airing. Neither reads a file or a clock. A
//! template that could not end, or would not fit, is a mistake before it is ever filled.

mod assemble;
mod cue;
mod facts;
mod how_to;
mod includes;
mod lint;
mod load;
mod offer;
mod on_screen;
mod part;
pub mod read;
mod scope;
mod tags;
#[cfg(test)]
mod tests;

pub use assemble::{assemble, estimate, possible_cues};
pub use load::load;
pub use offer::figure_words;
pub use on_screen::on_screen;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use chrono::{NaiveDate, NaiveDateTime};
use handlebars::Handlebars;

use crate::diagnostic::Diagnostic;

/// The facts' file, as mistakes call it.
pub const FACTS_FILE: &str = "scripts/vneid.toml";

/// The texts of `scripts/` as they stand on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Ids of the utilities spoken of, in the order in which they are first heard: a cue says the
    /// utility's words, or its clip's name ends in the utility's id.
    pub utilities: Vec<String>,
}

/// A stretch of speech (or music) and the clip that carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The clip's name.
    pub clip: String,
    /// The words, NFC, white space tidied; empty for music.
    pub text: String,
    /// Line of the `{{#cue}}` in its template, from 1.
    pub line: usize,
    /// Column of it, from 1.
    pub column: usize,
    /// The template that holds it (a partial may).
    pub template: String,
}

/// The airing that a script is assembled for.
#[derive(Clone, Copy, Debug)]
pub struct Airtime<'a> {
    /// The template's name: `ban-tin-vneid`.
    pub script: &'a str,
    /// `station.name` of the schedule.
    pub station_name: &'a str,
    /// `station.place` of the schedule; empty if it is not set.
    pub station_place: &'a str,
    /// The programme's title.
    pub programme_title: &'a str,
    /// The programme's section (chuyên mục).
    pub programme_topic: &'a str,
    /// The planned start, in the station's zone.
    pub at: NaiveDateTime,
    /// Ids of the utilities that the rotation chose, in order; one named twice is heard once.
    pub utilities: &'a [String],
}

/// One utility of VNeID, from `scripts/vneid.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utility {
    /// Its key: `luu-tru`.
    pub id: String,
    /// Account level that offers it, 1 or 2.
    pub level: u8,
    /// Official wording, for reports.
    pub title: String,
    /// Words for the ear.
    pub spoken: String,
    /// How it is used; `None` where that may not be said: then a script tells where help is.
    pub how_to: Option<HowTo>,
    /// The messages that one utility holds, where it holds several.
    pub sub_items: Vec<String>,
    /// What an editor should know about it, such as where the law moved on; never aired.
    pub note: String,
    /// Number of the legal text in `[[basis]]` that changed it since; empty: none did.
    pub changed_by: String,
    /// Whether it takes part in the rotation.
    pub on_air: bool,
    /// The day on which the words for the ear were true, as their source says.
    pub as_of: Option<NaiveDate>,
    /// The source of the words.
    pub source: String,
    /// The last day on which it is mentioned on air; `None`: no limit.
    pub valid_until: Option<NaiveDate>,
    /// What no official text confirms yet; empty: all of it is confirmed.
    pub unconfirmed: String,
    /// Where its `id` stands, for mistakes found later; bytes of the file.
    pub place: Range<usize>,
}

/// How a utility is used, from `[utility.how_to]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HowTo {
    /// Words for the ear.
    pub spoken: String,
    /// Who says so; empty only where no menu and no button is named.
    pub source: String,
    /// The date of the source, or the day on which somebody tried the steps.
    pub checked_on: Option<NaiveDate>,
    /// The last day on which it is read; afterwards a script names the place where help is.
    pub valid_until: Option<NaiveDate>,
    /// What no official text confirms yet; empty: all of it is confirmed.
    pub unconfirmed: String,
}

/// A number with its day and its source, from `[[figure]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its key: `tai-khoan-da-cap`.
    pub id: String,
    /// What is counted: `Số tài khoản định danh điện tử đã cấp`.
    pub title: String,
    /// As it is written: `68,4 triệu`.
    pub value: String,
    /// The day on which it was true.
    pub as_of: NaiveDate,
    /// Where it was written.
    pub source: String,
    /// The last day on which the figure counts as current. A script may read it later too: together with its
    /// date it stays true.
    pub valid_until: Option<NaiveDate>,
    /// Where its `id` stands, for mistakes found later; bytes of the file.
    pub place: Range<usize>,
}

/// The letter that the station acts upon, from `[dispatch]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// Number and symbol; empty when the letter's number is not known.
    pub number: String,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// What it is about.
    pub title: String,
    /// Who sent it.
    pub sender: String,
    /// Address of the guide that it points at; empty when it is not known.
    pub guide: String,
    /// What an editor should know about it, such as what has changed since.
    pub note: String,
}

/// A legal text that the facts rest on, from `[[basis]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Number and symbol: `59/2022/NĐ-CP`.
    pub number: String,
    /// The day on which it was issued.
    pub date: Option<NaiveDate>,
    /// What it is about.
    pub title: String,
    /// The text that took its place; empty while it is in force.
    pub replaced_by: String,
    /// What an editor should know about it.
    pub note: String,
    /// Where that was read.
    pub source: String,
}

/// Everything of `scripts/` that holds.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    /// In the order of the file.
    pub utilities: Vec<Utility>,
    /// In the order of the file.
    pub figures: Vec<Figure>,
    /// The letter that the station acts upon.
    pub dispatch: Dispatch,
    /// In the order of the file.
    pub bases: Vec<Basis>,
    /// The age in months after which a fact should be checked again; `None`: the default of `check`.
    pub old_after_months: Option<u32>,
    /// Every template that can be parsed and that ends, with its helpers.
    templates: Handlebars<'static>,
    /// Those of them that can be filled on their own.
    complete: BTreeSet<String>,
    /// Templates that exist and have a mistake, or include one that has.
    faulty: BTreeSet<String>,
}

/// What [`load`] found.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Everything faultless.
    pub scripts: Scripts,
    /// All mistakes, with their places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Scripts {
    /// The templates that an airing can be assembled from, by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.complete.iter().map(String::as_str)
    }

    /// The utilities that take part in the rotation, in the order of the file.
    pub fn airable(&self) -> impl Iterator<Item = &Utility> {
        self.utilities.iter().filter(|it| it.on_air)
    }

    /// The same by their ids.
    pub fn airable_ids(&self) -> Vec<String> {
        self.airable().map(|utility| utility.id.clone()).collect()
    }

    /// A utility by its id.
    pub fn utility(&self, id: &str) -> Option<&Utility> {
        self.utilities.iter().find(|utility| utility.id == id)
    }
}
