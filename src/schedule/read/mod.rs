//! Turns the TOML of `schedule.toml` into a checked schedule.
//!
//! Each group of the file has its own file here. Whatever is left out of the schedule has been
//! reported as an error; nothing is left out in silence.

mod ask;
mod programme;
mod report;
mod rules;
mod station;
mod voice;
mod when;

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use super::{FILE, Reading, Schedule};
use crate::{
    diagnostic::{self, Diagnostic, form::Form},
    words::Message,
};

/// The newest `format` that this program reads.
const FORMAT: i64 = 1;

/// What the groups share while one file is read.
struct Page {
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// Day, month and weekday fields of a cron to whether such a day ever comes: to find out that it
    /// never does takes a tenth of a second.
    crons: RefCell<HashMap<String, bool>>,
    /// [`Reading::scripts`].
    scripts: RefCell<Vec<(String, Range<usize>)>>,
}

/// Reads the text of `schedule.toml`. Text that cannot be read at all gives an empty schedule and the
/// mistakes that say why.
pub fn read(text: &str) -> Reading {
    let page = Page::of(text);
    let (made, mut diagnostics) = diagnostic::form::read(FILE, text, |form| {
        let newer = form.number("format").filter(|format| format.value != FORMAT);
        if newer.is_none() && form.place_of("format").is_none() {
            form.missing("format", "format = 1");
        }
        (schedule(form, &page), newer)
    });
    let (mut schedule, newer) = made;
    if let Some(format) = newer {
        // Whatever else seems wrong may be right in the other format.
        let message = Message::new("format-unknown").with("number", format.value);
        diagnostics = vec![Diagnostic::error(FILE, message).at(text, format.span)];
        schedule.programmes.clear();
        schedule.exceptions.clear();
        schedule.allowances.clear();
    }
    let broken = page.broken_groups(text, &diagnostics);
    schedule.programmes.retain(|it| !broken.contains(&it.line));
    schedule.exceptions.retain(|it| !broken.contains(&it.line));
    schedule.allowances.retain(|it| !broken.contains(&it.line));
    diagnostic::sort(&mut diagnostics);
    Reading { schedule, diagnostics, scripts: page.scripts.into_inner() }
}

fn schedule(form: &Form<'_>, page: &Page) -> Schedule {
    let station = station::station(form);
    let output = station::output(form);
    let (quiet, quiet_line) = station::hours(form, page);
    let report = report::report(form);
    let (programmes, ids) = programme::programmes(form, page, &report.topics);
    let exceptions = rules::exceptions(form, page, &ids);
    let allowances = rules::allowances(form, page, &ids);
    rules::pauses(form, &ids);
    station::icecast(form);
    let mail = report::mail(form);
    let voice = voice::voice(form);
    Schedule {
        station,
        output,
        quiet,
        quiet_line,
        programmes,
        exceptions,
        allowances,
        report,
        mail,
        voice,
    }
}

impl Page {
    fn of(text: &str) -> Self {
        let after_ends = text.match_indices('\n').map(|(end, _)| end + 1);
        Self {
            lines: std::iter::once(0).chain(after_ends).collect(),
            crons: RefCell::default(),
            scripts: RefCell::default(),
        }
    }

    /// Lines of the headers under which something is no TOML: a line that was lost there may have
    /// said on which days, so that what is left of the group cannot be trusted.
    fn broken_groups(&self, text: &str, diagnostics: &[Diagnostic]) -> BTreeSet<usize> {
        let is_header = |start: usize| {
            let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            line.trim_start().starts_with('[')
        };
        let headers: Vec<usize> =
            (1..).zip(&self.lines).filter(|(_, start)| is_header(**start)).map(|it| it.0).collect();
        let unreadable = diagnostics.iter().filter(|it| it.syntax.is_some());
        unreadable
            .filter_map(|it| {
                let line = it.place.as_ref()?.line;
                let above = headers.partition_point(|header| *header <= line);
                headers.get(above.checked_sub(1)?).copied()
            })
            .collect()
    }

    /// The line of this byte, from 1.
    fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }
}

#[cfg(test)]
mod diagnostics;

#[cfg(test)]
mod tests;
