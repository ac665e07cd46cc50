//! Checks the facts that scripts read aloud: facts without a source or its date, with an old source, past
//! their `valid_until`, or not confirmed by an official text; and figures that a script gives without
//! their date.
//!
//! Only facts that some script reads are checked: an old figure that no script uses does no harm. Facts of
//! one kind with the same fault share one message, which names them all.

use std::{collections::BTreeSet, ops::Range};

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::{Folder, cues::in_template};
use crate::{
    diagnostic::Diagnostic,
    script::{Cue, FACTS_FILE, Figure, figure_words, on_screen},
    words::{Message, date_words},
};

/// The age in months after which a fact should be checked again, unless the facts' file sets another: the
/// app and its users change faster than that.
const OLD_AFTER: u32 = 12;

/// How many facts one message names; a station has some twenty utilities.
const NAMED: usize = 30;

/// The kind of a fact; each kind has its own message for the same fault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Utility,
    HowTo,
    Figure,
}

/// A fact that an airing may read.
struct Fact<'f> {
    kind: Kind,
    id: &'f str,
    sourced: bool,
    day: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    unconfirmed: bool,
    place: &'f Range<usize>,
}

/// The mistakes of the facts that airings with these cues read.
pub(super) fn check_facts(folder: &Folder, cues: &[Cue], now: DateTime<Utc>) -> Vec<Diagnostic> {
    let lang = folder.schedule.station.language;
    let today = now.with_timezone(&folder.schedule.station.zone).date_naive();
    let months = folder.scripts.old_after_months.unwrap_or(OLD_AFTER);
    let is_old = |day: NaiveDate| {
        day.checked_add_months(Months::new(months)).is_some_and(|until| until < today)
    };
    let facts = facts(folder, cues, today);
    let mut diagnostics = Vec::new();
    for kind in [Kind::Utility, Kind::HowTo, Kind::Figure] {
        let those = |fault: &dyn Fn(&Fact<'_>) -> bool| -> Vec<&Fact<'_>> {
            facts.iter().filter(|fact| fact.kind == kind && fault(fact)).collect()
        };
        let past = |fact: &Fact<'_>| is_past(fact.valid_until, today);
        let stale = those(&|fact| fact.sourced && !past(fact) && fact.day.is_some_and(is_old));
        let oldest = stale.iter().filter_map(|fact| fact.day).min();
        let oldest = oldest.map(|day| date_words(lang, day)).unwrap_or_default();
        let old = old(kind).with("oldest", oldest).with("months", i64::from(months));
        diagnostics.extend(together(folder, old, &stale));
        diagnostics.extend(together(folder, over(kind), &those(&past)));
        let bare = those(&|fact| !fact.sourced || fact.day.is_none());
        diagnostics.extend(together(folder, unsourced(kind), &bare));
        diagnostics.extend(together(folder, unconfirmed(kind), &those(&|fact| fact.unconfirmed)));
    }
    diagnostics.extend(menu_words(folder));
    for figure in &folder.scripts.figures {
        let spoken = figure_words(figure);
        if let Some(cue) = cues.iter().find(|cue| is_bare(figure, &spoken, &cue.text)) {
            let message = Message::new("check-figure-bare").with("value", figure.value.as_str());
            let message = message.with("id", figure.id.as_str());
            diagnostics.push(in_template(folder, cue, message, Diagnostic::warning));
        }
    }
    diagnostics
}

fn old(kind: Kind) -> Message {
    match kind {
        Kind::Utility => Message::new("check-utility-old"),
        Kind::HowTo => Message::new("check-how-to-old"),
        Kind::Figure => Message::new("check-figure-old"),
    }
}

fn over(kind: Kind) -> Message {
    match kind {
        Kind::Utility => Message::new("check-utility-past"),
        Kind::HowTo => Message::new("check-how-to-past"),
        Kind::Figure => Message::new("check-figure-past"),
    }
}

/// The message for a fact without source or date. A figure never gets it: the reader of the facts' file
/// refuses such a figure.
fn unsourced(kind: Kind) -> Message {
    match kind {
        Kind::HowTo => Message::new("check-how-to-unsourced"),
        Kind::Utility | Kind::Figure => Message::new("check-utility-unsourced"),
    }
}

/// The message for an unconfirmed fact. A figure never gets it: `unconfirmed` does not exist there.
fn unconfirmed(kind: Kind) -> Message {
    match kind {
        Kind::HowTo => Message::new("check-how-to-unconfirmed"),
        Kind::Utility | Kind::Figure => Message::new("check-utility-unconfirmed"),
    }
}

/// The facts that `cues` read, and those that they would read if `valid_until` had not passed.
fn facts<'f>(folder: &'f Folder, cues: &[Cue], today: NaiveDate) -> Vec<Fact<'f>> {
    let texts: BTreeSet<&str> = cues.iter().map(|cue| cue.text.as_str()).collect();
    let heard = |words: &str| texts.contains(words) || texts.iter().any(|it| it.contains(words));
    let mut facts = Vec::new();
    for utility in folder.scripts.airable() {
        let over = is_past(utility.valid_until, today);
        if over || heard(&utility.spoken) {
            facts.push(Fact {
                kind: Kind::Utility,
                id: &utility.id,
                sourced: !utility.source.is_empty(),
                day: utility.as_of,
                valid_until: utility.valid_until,
                unconfirmed: !utility.unconfirmed.is_empty(),
                place: &utility.place,
            });
        }
        let how_to = utility
            .how_to
            .as_ref()
            .filter(|it| (is_past(it.valid_until, today) && !over) || heard(&it.spoken));
        facts.extend(how_to.map(|how_to| Fact {
            kind: Kind::HowTo,
            id: &utility.id,
            sourced: !how_to.source.is_empty(),
            day: how_to.checked_on,
            valid_until: how_to.valid_until,
            unconfirmed: !how_to.unconfirmed.is_empty(),
            place: &utility.place,
        }));
    }
    let figures = folder.scripts.figures.iter().filter(|figure| heard(&figure_words(figure)));
    facts.extend(figures.map(|figure| Fact {
        kind: Kind::Figure,
        id: &figure.id,
        sourced: true,
        day: Some(figure.as_of),
        valid_until: figure.valid_until,
        unconfirmed: false,
        place: &figure.place,
    }));
    facts
}

fn is_past(until: Option<NaiveDate>, today: NaiveDate) -> bool {
    until.is_some_and(|until| until < today)
}

/// One message about all these facts, at the place of the first one.
fn together(folder: &Folder, message: Message, facts: &[&Fact<'_>]) -> Option<Diagnostic> {
    let first = facts.first()?;
    let mut ids: Vec<&str> = facts.iter().map(|fact| fact.id).take(NAMED).collect();
    if facts.len() > NAMED {
        ids.push("…");
    }
    Some(at(folder, first.place, message.with("ids", ids.join(", "))))
}

/// Mistakes of utilities whose words name something on the screen without a source and its date. A how-to
/// with this fault was reported when the file was read, and is not read on air at all.
fn menu_words(folder: &Folder) -> Vec<Diagnostic> {
    let unsourced =
        folder.scripts.airable().filter(|it| it.source.is_empty() || it.as_of.is_none());
    let found = unsourced.filter_map(|utility| {
        let word = on_screen(&utility.spoken)?;
        let message = Message::new("check-utility-on-screen").with("id", utility.id.as_str());
        Some(at(folder, &utility.place, message.with("word", word)))
    });
    found.collect()
}

/// Whether a figure was typed into a script instead of being taken from the facts, with its day.
fn is_bare(figure: &Figure, spoken: &str, text: &str) -> bool {
    let bare = text.replace(spoken, "");
    bare.match_indices(&figure.value).any(|(from, value)| {
        let before = bare[..from].chars().next_back();
        let after = bare[from + value.len()..].chars().next();
        let part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !part(before) && !part(after) && !matches!(before, Some(',' | '.'))
    })
}

fn at(folder: &Folder, place: &Range<usize>, message: Message) -> Diagnostic {
    let text = folder.sources.facts.as_deref().unwrap_or_default();
    Diagnostic::warning(FACTS_FILE, message).at(text, place.clone())
}
