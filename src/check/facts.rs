//! Facts that were true once: figures that are still aired long after their day, figures that stand in
//! a script without their day, how-tos that nobody looked after for long.

use std::ops::Range;

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::Folder;
use crate::{
    mistake::Mistake,
    script::{Cue, FACTS_FILE, Figure, figure_words},
    words::{Phrase, date_words},
};

/// After so many months a figure or a how-to should be looked after: the app and its users change
/// faster than that.
const OLD: Months = Months::new(12);

/// What is old among the facts that `cues` speak of.
pub(super) fn check_facts(folder: &Folder, cues: &[Cue], now: DateTime<Utc>) -> Vec<Mistake> {
    let today = now.with_timezone(&folder.schedule.station.zone).date_naive();
    let mut mistakes = Vec::new();
    for figure in &folder.scripts.figures {
        let spoken = figure_words(figure);
        if cues.iter().any(|cue| cue.text.contains(&spoken)) && is_old(figure.as_of, today) {
            let as_of = date_words(folder.schedule.station.language, figure.as_of);
            let phrase = Phrase::new("check-figure-old").with("id", figure.id.as_str());
            mistakes.push(at(folder, &figure.place, phrase.with("as_of", as_of)));
        }
        if let Some(cue) = cues.iter().find(|cue| is_bare(figure, &spoken, &cue.text)) {
            let phrase = Phrase::new("check-figure-bare").with("value", figure.value.as_str());
            let phrase = phrase.with("id", figure.id.as_str());
            mistakes.push(super::cues::in_template(folder, cue, phrase, Mistake::warning));
        }
    }
    for utility in folder.scripts.airable() {
        let Some(how_to) = &utility.how_to else { continue };
        let heard = cues.iter().any(|cue| cue.text.contains(&how_to.spoken));
        if let Some(on) = how_to.checked_on.filter(|on| heard && is_old(*on, today)) {
            let on = date_words(folder.schedule.station.language, on);
            let phrase = Phrase::new("check-how-to-old").with("id", utility.id.as_str());
            mistakes.push(at(folder, &utility.place, phrase.with("checked_on", on)));
        }
    }
    mistakes
}

fn is_old(date: NaiveDate, today: NaiveDate) -> bool {
    date.checked_add_months(OLD).is_some_and(|until| until < today)
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

fn at(folder: &Folder, place: &Range<usize>, phrase: Phrase) -> Mistake {
    let text = folder.sources.facts.as_deref().unwrap_or_default();
    Mistake::warning(FACTS_FILE, phrase).at(text, place.clone())
}
