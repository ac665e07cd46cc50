//! What every group asks of a form. Whatever is wrong is reported here, at its place, and marks the
//! form as faulty; `None` means absent or wrong.

use std::ops::{Range, RangeInclusive};

use crate::{
    diagnostic::form::{Form, Written},
    words::Message,
};

/// A text that must be there and not be blank.
pub(super) fn filled(form: &Form<'_>, key: &'static str, example: &str) -> Option<String> {
    if form.place_of(key).is_none() {
        form.text(key);
        form.missing(key, example);
        return None;
    }
    let text = form.text(key)?;
    if text.value.trim().is_empty() {
        let message = Message::new("text-empty").with("key", key).with("example", example);
        form.diagnostic(text.span, message);
        return None;
    }
    Some(text.value)
}

/// A text that may be left out.
pub(super) fn text(form: &Form<'_>, key: &'static str) -> String {
    form.text(key).map(|text| text.value).unwrap_or_default()
}

/// Texts that may be left out.
pub(super) fn texts(form: &Form<'_>, key: &'static str) -> Vec<String> {
    form.texts(key).unwrap_or_default().into_iter().map(|text| text.value).collect()
}

/// A text that `spell` understands.
pub(super) fn spelled<T>(
    form: &Form<'_>,
    key: &'static str,
    spell: impl FnOnce(&str) -> Result<T, Message>,
) -> Option<T> {
    understood(form, form.text(key)?, spell)
}

/// One written text, as `spell` understands it.
pub(super) fn understood<T>(
    form: &Form<'_>,
    written: Written<String>,
    spell: impl FnOnce(&str) -> Result<T, Message>,
) -> Option<T> {
    match spell(&written.value) {
        Ok(value) => Some(value),
        Err(message) => {
            form.diagnostic(written.span, message);
            None
        }
    }
}

/// One of a few words.
pub(super) fn choice<T: Copy>(
    form: &Form<'_>,
    key: &'static str,
    known: &[(&str, T)],
) -> Option<T> {
    spelled(form, key, |text| {
        let found = known.iter().find(|(word, _)| *word == text.trim());
        found.map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<String> = known.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            let message = Message::new("choice-unknown").with("key", key).with("value", text);
            message.with("known", words.join(", "))
        })
    })
}

/// A whole number between two others.
pub(super) fn within(
    form: &Form<'_>,
    key: &'static str,
    range: RangeInclusive<i64>,
) -> Option<i64> {
    let number = form.number(key)?;
    if range.contains(&number.value) {
        return Some(number.value);
    }
    form.diagnostic(number.span, outside(key, *range.start(), *range.end()));
    None
}

/// The number of `key` lies outside of what is allowed.
pub(super) fn outside(key: &str, least: i64, most: i64) -> Message {
    Message::new("number-outside")
        .with("key", key.to_owned())
        .with("least", least)
        .with("most", most)
}

/// A key that is accepted and does nothing yet.
pub(super) fn not_built_yet(form: &Form<'_>, key: &str, span: Range<usize>) {
    form.warning(span, Message::new("not-built-yet").with("key", key));
}
