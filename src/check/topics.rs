//! Checks that the report's topics and the programmes' topics match.
//!
//! A report counts the programmes of `[report] topics` and no others. A topic there that no programme has
//! is a typing mistake, and so is a programme about utilities under another topic: without a warning it
//! would be missing from the report, and the operator would not know why.

use super::{Folder, nearest, with_near};
use crate::{
    diagnostic::{Diagnostic, Severity},
    schedule::{FILE, is_same_topic, plain_topic},
    words::Message,
};

pub(super) fn check_topics(folder: &Folder) -> Vec<Diagnostic> {
    let schedule = &folder.schedule;
    // A programme with an error of its own is left out of the schedule; its topic may be the one meant.
    let is_error = |it: &Diagnostic| it.severity == Severity::Error && it.file == FILE;
    if folder.diagnostics.iter().any(is_error) {
        return Vec::new();
    }
    let topics = &schedule.report.topics;
    let empty = topics.written().iter().filter(|name| {
        let has = |topic: &str| is_same_topic(&name.value, topic);
        !name.span.is_empty() && !schedule.programmes.iter().any(|it| has(&it.topic))
    });
    let empty = empty.map(|name| {
        let topics: Vec<(String, &str)> = schedule
            .programmes
            .iter()
            .map(|it| (plain_topic(&it.topic), it.topic.as_str()))
            .collect();
        let near =
            nearest(&plain_topic(&name.value), topics.iter().map(|(plain, _)| plain.as_str()));
        let near = near.and_then(|near| topics.iter().find(|(plain, _)| plain == near));
        let message = with_near(
            ["check-topic-unknown", "check-topic-unknown-near"],
            near.map(|(_, topic)| *topic),
        );
        let message = message.with("topic", name.value.as_str());
        Diagnostic::warning(FILE, message).at(&folder.schedule_text, name.span.clone())
    });
    let uncounted = schedule
        .programmes
        .iter()
        .filter(|programme| programme.utilities > 0 && topics.name_of(&programme.topic).is_none());
    let uncounted = uncounted.map(|programme| {
        let message = Message::new("check-topic-uncounted")
            .with("title", programme.title.as_str())
            .with("topic", programme.topic.as_str())
            .with("topics", topics.names().collect::<Vec<_>>().join(", "))
            .with("first", topics.names().next().unwrap_or_default());
        let header = "[[programme]]".len();
        Diagnostic::warning(FILE, message).on(&folder.schedule_text, programme.line, 1, header)
    });
    empty.chain(uncounted).chain(nothing_to_report(folder)).collect()
}

/// The warning for a report that would always be empty, although no topic is misspelt.
fn nothing_to_report(folder: &Folder) -> Option<Diagnostic> {
    let (programmes, report) = (&folder.schedule.programmes, &folder.schedule.report);
    let counts = |topic: &str| report.topics.name_of(topic).is_some();
    let written = report.topics.written().iter().any(|name| !name.span.is_empty());
    if written || report.to.is_empty() || programmes.is_empty() {
        return None;
    }
    let topic = report.topics.names().next().unwrap_or_default();
    let message = Message::new("check-topics-none").with("topic", topic);
    (!programmes.iter().any(|it| counts(&it.topic))).then(|| Diagnostic::warning(FILE, message))
}
