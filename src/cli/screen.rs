//! The terminal: data to stdout, messages to stderr, progress where somebody watches.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::words::{Lang, Message};

/// A line of data. A reader that has gone away, such as `head`, is no error.
pub(super) fn data(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Data that ends its lines itself.
pub(super) fn bytes(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// A message to a person.
pub(super) fn notice(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A message to a person, and what to do where there is something to do.
pub(super) fn told(message: &Message, lang: Lang) {
    notice(&message.render(lang));
    if let Some(fix) = message.render_attribute(lang, "fix") {
        notice(&format!("  = {fix}"));
    }
}

/// Prints the words and signs that have no reading, with what to do; prints nothing if there are none.
pub(super) fn unread(unknown: &[String], lang: Lang) {
    if !unknown.is_empty() {
        told(&Message::new("cli-read-unknown").with("unknown", unknown.join(", ")), lang);
    }
}

/// Data as JSON, indented.
pub(super) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    data(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Lines of cells in columns as wide as their widest cell; letters count, not bytes.
pub(super) fn table(lines: &[Vec<String>]) {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| lines.iter().filter_map(|line| line.get(column)).map(|it| it.width()).max())
        .map(Option::unwrap_or_default)
        .collect();
    for line in lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| {
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            format!("{cell}{pad}")
        });
        data(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

/// Long work, shown on one line of a terminal; silent elsewhere.
pub(super) struct Progress {
    what: Message,
    lang: Lang,
    shown: bool,
}

impl Progress {
    pub(super) fn new(what: Message, lang: Lang) -> Self {
        Self { what, lang, shown: false }
    }

    pub(super) fn show(&mut self, done: usize, total: usize) {
        // A handful is done before anybody could read it.
        if total < 8 || !io::stderr().is_terminal() {
            return;
        }
        let what = self.what.render(self.lang);
        let _ = write!(io::stderr(), "\r{what}: {done}/{total} ");
        self.shown = true;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = writeln!(io::stderr());
        }
    }
}
