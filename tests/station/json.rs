//! Printed JSON: its rows, and what kinds of values stand where, so that a test can pin them all at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use serde_json::Value;

/// The items of an array.
pub(crate) fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// A text of an object.
pub(crate) fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap()
}

/// The same text of every row.
pub(crate) fn column<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    rows(value).iter().map(|row| text(row, key)).collect()
}

/// A line for every key that stands in any of the objects: `planned_at: null | time`. A key that some
/// of them leave out is said to be absent there.
///
/// A time is RFC 3339 in the hour of Việt Nam; `time.000` carries milliseconds.
pub(crate) fn shape(rows: &Value) -> String {
    let rows: Vec<&Value> =
        rows.as_array().map_or_else(|| vec![rows], |rows| rows.iter().collect());
    assert!(!rows.is_empty(), "nothing to look at");
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in &rows {
        for (key, value) in row.as_object().unwrap() {
            kinds.entry(key).or_default().push(kind(value));
        }
    }
    let lines = kinds.into_iter().map(|(key, mut found)| {
        if found.len() < rows.len() {
            found.push("absent".to_owned());
        }
        let found: BTreeSet<String> = found.into_iter().filter(|kind| kind != "[]").collect();
        format!("{key}: {}\n", found.into_iter().collect::<Vec<_>>().join(" | "))
    });
    lines.collect()
}

fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "yes or no".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(text) => text_kind(text).to_owned(),
        Value::Array(items) => {
            let kinds: BTreeSet<String> = items.iter().map(kind).collect();
            format!("[{}]", kinds.into_iter().collect::<Vec<_>>().join(" | "))
        }
        Value::Object(_) => {
            let inner = shape(value).trim_end().replace('\n', ", ");
            format!("{{{inner}}}")
        }
    }
}

fn text_kind(text: &str) -> &'static str {
    match DateTime::parse_from_rfc3339(text) {
        Err(_) => "text",
        Ok(_) if !text.ends_with("+07:00") => "time elsewhere",
        Ok(_) if text.len() == "2026-12-01T05:30:00.000+07:00".len() => "time.000",
        Ok(_) => "time",
    }
}
