//! Keeps, provably, what became of every planned airing; answers `why`.
//!
//! An airing lives in two places. Its working row (`airing`) is written when it is due and follows it
//! while it is armed, claimed and on air; it may be changed. Its `entry` is written once, when it has
//! its outcome; entries are only ever inserted, each carries the hash of the one before, and only they
//! are the log. A correction is a new entry, and so is what a person declares; the oldest entries go only
//! under a seal. Nothing here plays, plans or judges the clock.

mod act;
mod chain;
mod correction;
mod dealt;
mod declare;
mod edit;
mod edited;
mod entry;
mod find;
mod journal;
mod life;
mod makegood;
mod outcomes;
mod outlook;
mod output;
mod restored;
mod revision;
mod row;
mod seal;
mod search;
mod subject;
mod view;
mod why;

pub use act::{Act, ActKind};
pub use chain::{Verdict, holds, verify};
pub use correction::{Correction, correct};
pub use dealt::{dealt, foretold};
pub use declare::{Declaration, declare};
pub use edit::{Airings, Coming, Edit, Named, replan};
pub use edited::{Logged, edits, edits_logged};
pub use entry::{Ending, ending_of};
pub use find::{Mark, by_key, find, mark_of};
pub use journal::{Beat, beat, last_beat, note};
pub use life::{
    Open, Phase, arm, claim, close, covered, expect, next_open, open_airing, open_airings,
    open_until, progress, put_on_air, since,
};
pub use makegood::{
    MakeGood, Past, makegood_key, makegood_remarks, makegoods, missed, not_made_good, past_airing,
    plan_makegood,
};
pub use outcomes::Outcomes;
pub use outlook::{Expected, Forecast, LONGEST, Outlook};
pub use output::OutputName;
pub use restored::{Restored, last_restored, note_restored};
pub use revision::{Revision, adopt, latest, revision_at};
pub use row::{Aired, ClipHeard, HELLO, Origin, Outcome, Row};
pub use seal::{Oldest, Seal, month_back, oldest, oldest_at, seal, sealed, until};
pub use search::search;
pub use subject::Subject;
pub use view::{Reader, rows, words_of};
pub use why::{Answer, Fate, Place, Sources, why};

use crate::store::Tables;

/// This room's tables.
pub const TABLES: Tables = Tables {
    room: "asrun",
    steps: &[
        include_str!("tables.sql"),
        include_str!("amend.sql"),
        include_str!("makegood.sql"),
        include_str!("acts.sql"),
        include_str!("dealt.sql"),
    ],
};

#[cfg(test)]
mod tests;
