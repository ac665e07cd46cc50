//! `[[programme]]`: what is broadcast.

use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
};

use chrono::TimeDelta;

use super::{Page, ask, when};
use crate::{
    diagnostic::form::Form,
    schedule::{Content, Late, Priority, Programme, Topics, spell},
    words::Message,
};

/// How late `join` and `start` may be unless said.
const GRACE: TimeDelta = TimeDelta::seconds(60);

/// More utilities than anybody would sit through; the catalogue has fewer.
const MOST_UTILITIES: i64 = 100;

/// Every id written in the file, also of programmes with a mistake, with the line of its header.
pub(super) type Ids = HashMap<String, usize>;

pub(super) fn programmes(form: &Form<'_>, page: &Page, topics: &Topics) -> (Vec<Programme>, Ids) {
    let mut ids = Ids::new();
    let mut programmes = Vec::new();
    let forms = form.tables("programme");
    if form.place_of("programme").is_none() {
        form.warning(0..0, Message::new("programme-none"));
    }
    for form in forms {
        programmes.extend(programme(&form, page, topics, &mut ids));
    }
    (programmes, ids)
}

fn programme(form: &Form<'_>, page: &Page, topics: &Topics, ids: &mut Ids) -> Option<Programme> {
    let line = page.line(form.span.start);
    let id = id(form, line, ids);
    let title = form.text("title").filter(|title| !title.value.trim().is_empty());
    let topic = form.text("topic").filter(|topic| !topic.value.trim().is_empty());
    let (content, script_place) = content(form).unzip();
    if let (Some(Content::Script(script)), Some(place)) = (&content, &script_place) {
        page.scripts.borrow_mut().push((script.clone(), place.clone()));
    }
    let times = when::times(form, page);
    let utilities = utilities(form, content.as_ref());
    let level = level(form, utilities);
    let priorities = [
        ("normal", Priority::Normal),
        ("priority", Priority::Priority),
        ("emergency", Priority::Emergency),
    ];
    let priority = ask::choice(form, "priority", &priorities).unwrap_or_default();
    let late = late(form);
    let makegood = makegood(form, content.as_ref());
    let hold_stale = ask::choice(form, "stale", &[("air", false), ("hold", true)]);
    form.refuse_unknown();

    let (Some(id), Some(content), Some(times), true) = (id, content, times, form.is_faultless())
    else {
        return None;
    };
    let title = title.map_or_else(|| id.clone(), |title| title.value);
    // A programme about utilities belongs to the report, even if the file gives no topic.
    let usual = topics.names().next().filter(|_| utilities > 0);
    let usual = usual.map_or_else(|| title.clone(), str::to_owned);
    Some(Programme {
        topic: topic.map_or(usual, |topic| topic.value),
        id,
        title,
        content,
        times,
        utilities,
        level,
        priority,
        late,
        makegood,
        hold_stale: hold_stale.unwrap_or_default(),
        line,
        script_place: script_place.unwrap_or_default(),
    })
}

fn id(form: &Form<'_>, line: usize, ids: &mut Ids) -> Option<String> {
    let id = ask::filled(form, "id", "id = \"ban-tin-sang\"")?;
    let place = form.place_of("id").unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !id.bytes().all(plain) {
        form.diagnostic(place, Message::new("programme-id").with("id", id));
        return None;
    }
    match ids.entry(id.clone()) {
        Entry::Vacant(entry) => {
            entry.insert(line);
            Some(id)
        }
        Entry::Occupied(entry) => {
            let message = Message::new("programme-twice").with("id", id);
            form.diagnostic(place, message.with("line", *entry.get()).with("again", line));
            None
        }
    }
}

/// `script`, or `source = "elsewhere"` with `lasts`; and where `script` stands.
fn content(form: &Form<'_>) -> Option<(Content, Range<usize>)> {
    let elsewhere = ask::choice(form, "source", &[("elsewhere", ())]);
    let lasts = ask::spelled(form, "lasts", spell::length);
    let source_place = form.place_of("source");
    if source_place.is_none() {
        if let Some(place) = form.place_of("lasts") {
            form.diagnostic(place, Message::new("programme-lasts-alone"));
        }
        let script = ask::filled(form, "script", "script = \"ban-tin-vneid\"")?;
        let place = form.place_of("script").unwrap_or_default();
        if !is_script_name(&script) {
            form.diagnostic(place, Message::new("programme-script-name").with("value", script));
            return None;
        }
        return Some((Content::Script(script), place));
    }
    form.text("script");
    if let Some(place) = form.place_of("script") {
        form.diagnostic(place, Message::new("programme-script-and-source"));
    }
    if form.place_of("lasts").is_none() {
        form.missing("lasts", "lasts = \"30m\"");
    }
    elsewhere?;
    Some((Content::Elsewhere { lasts: lasts? }, source_place.unwrap_or_default()))
}

/// A file's name without its ending and without any folder.
fn is_script_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    name.chars().all(plain)
}

fn utilities(form: &Form<'_>, content: Option<&Content>) -> usize {
    let count = ask::within(form, "utilities", 0..=MOST_UTILITIES);
    let count = count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
    if count > 0 && matches!(content, Some(Content::Elsewhere { .. })) {
        let place = form.place_of("utilities").unwrap_or_default();
        form.diagnostic(place, Message::new("programme-elsewhere-utilities"));
    }
    count
}

/// Which utilities the rotation deals to this programme; it says nothing where none are dealt.
fn level(form: &Form<'_>, utilities: usize) -> Option<u8> {
    let level = ask::within(form, "level", 1..=2)?;
    if utilities == 0 {
        let place = form.place_of("level").unwrap_or_default();
        form.warning(place, Message::new("programme-level-alone"));
    }
    u8::try_from(level).ok()
}

/// How long after a miss a new slot is looked for. What other equipment plays, loa cannot make good.
fn makegood(form: &Form<'_>, content: Option<&Content>) -> Option<TimeDelta> {
    let within = ask::spelled(form, "makegood", spell::within);
    if matches!(content, Some(Content::Elsewhere { .. }))
        && let Some(place) = form.place_of("makegood")
    {
        form.diagnostic(place, Message::new("programme-elsewhere-makegood"));
    }
    within
}

fn late(form: &Form<'_>) -> Late {
    let written = ask::spelled(form, "grace", spell::length);
    let grace = written.unwrap_or(GRACE);
    let policies =
        [("skip", Late::Skip), ("join", Late::Join { grace }), ("start", Late::Start { grace })];
    let late = ask::choice(form, "late", &policies).unwrap_or(Late::Skip);
    if late == Late::Skip
        && let Some(place) = form.place_of("grace")
    {
        form.warning(place, Message::new("programme-grace-alone"));
    }
    late
}
