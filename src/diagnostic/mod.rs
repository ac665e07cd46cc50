//! Says where a file that a person wrote is wrong, and what to do.
//!
//! A [`Diagnostic`] is plain data: a severity, a [`Message`] and a place. The same value goes to the
//! terminal, to the operator's page and to `check --json`; its words are made where it is shown.
//! This room reads no file itself; [`form`] walks TOML text that it is given and collects every
//! mistake, not only the first.

pub mod form;

use std::{fmt::Write as _, ops::Range};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::words::{Lang, Message, text};

/// Whether the station can do what the file asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It can not; `check` ends with exit code 2.
    Error,
    /// It can, but a person should know.
    Warning,
}

/// One thing wrong in a file that a person wrote.
///
/// The message's text in `locales/` says what is wrong; its attribute `fix` says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: a code of `locales/*/mistakes.ftl` with its arguments.
    pub message: Message,
    /// The file, relative to the station folder: `schedule.toml`, `scripts/ban-tin.hbs`.
    pub file: String,
    /// Where in the file; `None` when the file as a whole is meant.
    pub place: Option<Place>,
    /// Whether a line of the file could not be read at all; `None`: it could, and says something wrong.
    pub syntax: Option<Syntax>,
}

/// A line that is no TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// The mistake says in its own words what is wrong with it.
    Named,
    /// The mistake quotes the parser.
    Quoted,
}

/// A stretch of one line, counted the way a person counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in letters: "Đài" is three columns.
    pub column: usize,
    /// The whole line, without its end.
    pub quote: String,
    /// How many letters are meant, at least 1.
    pub letters: usize,
}

/// A mistake as `check --json` prints it.
#[derive(Debug, Serialize)]
pub struct CheckRow {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    severity: Severity,
    code: String,
    message: String,
    fix: Option<String>,
}

impl Diagnostic {
    /// An error about the file as a whole; give it a place by [`Diagnostic::at`] or [`Diagnostic::on`].
    pub fn error(file: impl Into<String>, message: Message) -> Self {
        Self { severity: Severity::Error, message, file: file.into(), place: None, syntax: None }
    }

    /// A warning about the file as a whole.
    pub fn warning(file: impl Into<String>, message: Message) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, message) }
    }

    /// Points at `span`, a range of bytes of the file's `text`. A span that does not fit the text
    /// is clipped to it.
    #[must_use]
    pub fn at(mut self, text: &str, span: Range<usize>) -> Self {
        let from = text.floor_char_boundary(span.start.min(text.len()));
        let line_start = text[..from].rfind('\n').map_or(0, |end| end + 1);
        let line = text[..line_start].matches('\n').count() + 1;
        let quote = text[line_start..].lines().next().unwrap_or_default();
        let to = text.floor_char_boundary(
            span.end.clamp(from, line_start + quote.len().max(from - line_start)),
        );
        self.place = Some(Place {
            line,
            column: text[line_start..from].chars().count() + 1,
            quote: quote.to_owned(),
            letters: text[from..to].chars().count().max(1),
        });
        self
    }

    /// Points at a line and column, both from 1, columns in letters; `letters` of them are meant.
    #[must_use]
    pub fn on(mut self, text: &str, line: usize, column: usize, letters: usize) -> Self {
        let quote = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().to_owned();
        self.place = Some(Place { line, column: column.max(1), quote, letters: letters.max(1) });
        self
    }

    /// What to show in a terminal: place, what, the line with a mark under it, what to do.
    pub fn show(&self, lang: Lang) -> String {
        let mut shown = self.headline(lang);
        let gutter = self.place.as_ref().map_or(1, |place| place.line.to_string().len());
        let gutter = " ".repeat(gutter);
        if let Some(Place { line, column, quote, letters }) = &self.place {
            let before: String = quote.chars().take(column - 1).collect();
            let meant: String = quote.chars().skip(column - 1).take(*letters).collect();
            let mark = "^".repeat(meant.width().max(1));
            let indent = " ".repeat(before.width());
            let _ = write!(shown, "\n{gutter} |\n{line} | {quote}\n{gutter} | {indent}{mark}");
        }
        if let Some(fix) = self.message.render_attribute(lang, "fix") {
            let _ = write!(shown, "\n{gutter} = {}: {fix}", text(lang, "mistake-fix"));
        }
        shown
    }

    /// The first line alone: `schedule.toml:4:1: …`; a warning says that it is one.
    pub fn headline(&self, lang: Lang) -> String {
        let mut line = self.file.clone();
        if let Some(place) = &self.place {
            let _ = write!(line, ":{}:{}", place.line, place.column);
        }
        if self.severity == Severity::Warning {
            let _ = write!(line, ": {}", text(lang, "mistake-warning"));
        }
        let _ = write!(line, ": {}", self.message.render(lang));
        line
    }

    /// The same for `check --json`, its sentences in `lang`.
    pub fn row(&self, lang: Lang) -> CheckRow {
        CheckRow {
            file: self.file.clone(),
            line: self.place.as_ref().map(|place| place.line),
            column: self.place.as_ref().map(|place| place.column),
            severity: self.severity,
            code: self.message.json_code(),
            message: self.message.render(lang),
            fix: self.message.render_attribute(lang, "fix"),
        }
    }
}

/// Whether any of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// In the order in which a person works through them: by file and place, errors first.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |it: &Diagnostic| it.place.as_ref().map_or((0, 0), |at| (at.line, at.column));
        (&a.file, key(a), a.severity).cmp(&(&b.file, key(b), b.severity))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_under_the_letters_that_are_meant() {
        let text = "name = \"Đài\"\nscrpt = \"ban-tin\"\n";
        let message = Message::new("unknown-key").with("key", "scrpt").with("near", "script");
        let shown = Diagnostic::error("schedule.toml", message).at(text, 15..20).show(Lang::Vi);
        snapbox::assert_data_eq!(
            shown,
            snapbox::str![[r#"
schedule.toml:2:1: không có mục nào tên là `scrpt`
  |
2 | scrpt = "ban-tin"
  | ^^^^^
  = cách sửa: có lẽ muốn viết `script`
"#]]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_and_no_span_makes_it_panic(text in ".{0,40}(\n.{0,40})?", from in 0_usize..200, len in 0_usize..200) {
            let message = Message::new("unknown-key");
            let shown = Diagnostic::warning("x", message).at(&text, from..from + len).show(Lang::En);
            proptest::prop_assert!(shown.starts_with("x:"));
        }
    }
}
