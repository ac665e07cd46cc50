//! Reads `scripts/vneid.toml`: dated, sourced facts.

use std::{collections::BTreeSet, ops::Range};

use chrono::NaiveDate;

use super::{
    Basis, Dispatch, FACTS_FILE, Figure, Scripts, Utility, cue::tidy, how_to::how_to,
    tags::unprintable,
};
use crate::{
    diagnostic::{
        Diagnostic,
        form::{self, Form, Written},
    },
    words::{Message, parse_date},
};

/// Everything in the file that holds, and all mistakes.
pub(super) fn read(text: &str) -> (Scripts, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    form::read(FACTS_FILE, text, |form| {
        let dispatch = form.table("dispatch");
        let scripts = Scripts {
            utilities: all(form, "utility", utility, |utility| &utility.id),
            figures: all(form, "figure", figure, |figure| &figure.id),
            bases: form.tables("basis").iter().map(basis).collect(),
            dispatch: dispatch.as_ref().map(self::dispatch).unwrap_or_default(),
            old_after_months: old_after_months(form),
            ..Scripts::default()
        };
        hold_changes(form, &scripts);
        if let Some(dispatch) = &dispatch {
            hold_counts(dispatch, &scripts.utilities);
            dispatch.refuse_unknown();
        }
        scripts
    })
}

/// Every `[[key]]` that holds; an id that comes twice keeps its first place.
fn all<T>(
    form: &Form<'_>,
    key: &'static str,
    read: impl Fn(&Form<'_>) -> Option<T>,
    id: impl Fn(&T) -> &str,
) -> Vec<T> {
    let mut kept = BTreeSet::<String>::new();
    let mut found = Vec::new();
    for form in form.tables(key) {
        let made = read(&form);
        form.refuse_unknown();
        let Some(made) = made else { continue };
        if kept.insert(id(&made).to_owned()) {
            found.push(made);
        } else {
            let span = form.place_of("id").unwrap_or(form.span.clone());
            form.diagnostic(span, Message::new("facts-id-twice").with("id", id(&made)));
        }
    }
    found
}

fn utility(form: &Form<'_>) -> Option<Utility> {
    let id = id(form, "luu-tru");
    let level = needed(form, "level", form.number("level"), "level = 1");
    let level = level.and_then(|level| {
        let number = u8::try_from(level.value).ok().filter(|number| (1..=2).contains(number));
        if number.is_none() {
            form.diagnostic(level.span, Message::new("facts-level"));
        }
        number
    });
    let title = words(form, "title", "title = \"Thực hiện thông báo lưu trú.\"");
    let spoken = words(form, "spoken", "spoken = \"Bà con có thể khai báo lưu trú trên VNeID.\"");
    let sub_items = form.texts("sub_items").unwrap_or_default();
    let how_to = how_to(form);
    let note = optional(form, "note");
    let changed_by = optional(form, "changed_by");
    let on_air = form.yes_no("on_air").is_none_or(|answer| answer.value);
    let as_of = optional_date(form, "as_of");
    let source = optional(form, "source");
    let valid_until = optional_date(form, "valid_until");
    let unconfirmed = optional(form, "unconfirmed");
    Some(Utility {
        id: id?,
        level: level?,
        title: title?,
        spoken: spoken?,
        sub_items: sub_items.into_iter().map(|item| tidy(&item.value)).collect(),
        how_to,
        note,
        changed_by,
        on_air,
        as_of,
        source,
        valid_until,
        unconfirmed,
        place: form.place_of("id").unwrap_or_default(),
    })
}

/// `old_after_months`: the age in months after which a fact counts as old.
fn old_after_months(form: &Form<'_>) -> Option<u32> {
    let months = form.number("old_after_months")?;
    let number = u32::try_from(months.value).ok().filter(|number| (1..=120).contains(number));
    if number.is_none() {
        form.diagnostic(months.span, Message::new("facts-old-after-months"));
    }
    number
}

/// A number is nothing without its day and its source.
fn figure(form: &Form<'_>) -> Option<Figure> {
    let id = id(form, "tai-khoan-da-cap");
    let title = words(form, "title", "title = \"Số tài khoản định danh điện tử đã cấp\"");
    let value = words(form, "value", "value = \"68,4 triệu\"");
    let as_of = needed(form, "as_of", form.text("as_of"), "as_of = \"28/02/2024\"");
    let as_of = as_of.and_then(|written| date(form, &written));
    let source = words(form, "source", "source = \"Công văn ngày 28/02/2024\"");
    let valid_until = optional_date(form, "valid_until");
    Some(Figure {
        id: id?,
        title: title?,
        value: value?,
        as_of: as_of?,
        source: source?,
        valid_until,
        place: form.place_of("id").unwrap_or_default(),
    })
}

fn dispatch(form: &Form<'_>) -> Dispatch {
    Dispatch {
        number: optional(form, "number"),
        date: optional_date(form, "date"),
        title: optional(form, "title"),
        sender: optional(form, "sender"),
        guide: optional(form, "guide"),
        note: optional(form, "note"),
    }
}

fn basis(form: &Form<'_>) -> Basis {
    let basis = Basis {
        number: words(form, "number", "number = \"59/2022/NĐ-CP\"").unwrap_or_default(),
        date: optional_date(form, "date"),
        title: optional(form, "title"),
        replaced_by: optional(form, "replaced_by"),
        note: optional(form, "note"),
        source: optional(form, "source"),
    };
    form.refuse_unknown();
    basis
}

/// A law that changed a utility must be one of those below it in the file.
fn hold_changes(form: &Form<'_>, scripts: &Scripts) {
    for utility in &scripts.utilities {
        let known = scripts.bases.iter().any(|basis| basis.number == utility.changed_by);
        if !utility.changed_by.is_empty() && !known {
            let message = Message::new("facts-unknown-basis").with("id", utility.id.as_str());
            let message = message.with("number", utility.changed_by.as_str());
            form.warning(utility.place.clone(), message);
        }
    }
}

/// The letter states how many utilities each level has; the list is what counts.
fn hold_counts(form: &Form<'_>, utilities: &[Utility]) {
    for (key, level) in [("level_1", 1), ("level_2", 2)] {
        let Some(stated) = form.number(key) else { continue };
        let listed = utilities.iter().filter(|utility| utility.level <= level).count();
        if usize::try_from(stated.value) != Ok(listed) {
            let message = Message::new("facts-count-differs").with("key", key);
            let message = message.with("stated", stated.value).with("listed", listed);
            form.warning(stated.span, message);
        }
    }
}

fn id(form: &Form<'_>, example: &str) -> Option<String> {
    let id = needed(form, "id", form.text("id"), &format!("id = \"{example}\""))?;
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let whole = id.value.starts_with(fits) && id.value.len() <= 60;
    if whole && id.value.chars().all(|letter| fits(letter) || letter == '-') {
        return Some(id.value);
    }
    form.diagnostic(id.span, Message::new("facts-id-form").with("id", id.value));
    None
}

/// A text that must be there and say something.
pub(super) fn words(form: &Form<'_>, key: &'static str, example: &str) -> Option<String> {
    let written = needed(form, key, form.text(key), example)?;
    let tidied = readable(form, &written)?;
    if tidied.is_empty() {
        form.diagnostic(written.span, Message::new("facts-blank").with("key", key));
        return None;
    }
    Some(tidied)
}

pub(super) fn optional(form: &Form<'_>, key: &'static str) -> String {
    form.text(key).and_then(|written| readable(form, &written)).unwrap_or_default()
}

fn readable(form: &Form<'_>, written: &Written<String>) -> Option<String> {
    if written.value.contains(unprintable) {
        form.diagnostic(written.span.clone(), Message::new("template-control-letter"));
        return None;
    }
    Some(tidy(&written.value))
}

fn needed<T>(
    form: &Form<'_>,
    key: &'static str,
    written: Option<Written<T>>,
    example: &str,
) -> Option<Written<T>> {
    // A value of the wrong kind has been reported already.
    if written.is_none() && form.place_of(key).is_none() {
        form.missing(key, example);
    }
    written
}

/// The date under a key; `None` without it, or if it is no date.
pub(super) fn optional_date(form: &Form<'_>, key: &'static str) -> Option<NaiveDate> {
    form.text(key).and_then(|written| date(form, &written))
}

fn date(form: &Form<'_>, written: &Written<String>) -> Option<NaiveDate> {
    let date = parse_date(&written.value);
    if date.is_none() {
        wrong_date(form, written.span.clone(), &written.value);
    }
    date
}

fn wrong_date(form: &Form<'_>, span: Range<usize>, text: &str) {
    form.diagnostic(span, Message::new("facts-date").with("date", text));
}
