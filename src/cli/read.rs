//! `loa read`: the words an announcer would say for a written text.

use std::{
    collections::HashSet,
    io::{self, BufRead, BufReader, ErrorKind, Write},
};

use super::{Desk, Done, FINE, screen};
use crate::{
    check::words_of,
    script::read::{Words, read},
};

/// Reads what was typed, or with `-` every line that comes in.
pub(super) fn run(desk: &Desk, text: &[String]) -> Done {
    let lang = desk.lang(None);
    let (words, diagnostics) = words_of(&desk.folder);
    for diagnostic in diagnostics {
        screen::notice(&diagnostic.show(lang));
    }
    let mut unknown = Vec::new();
    if text == ["-"] {
        lines(&words, &mut unknown)?;
    } else {
        let reading = read(&text.join(" "), &words, words.manner);
        screen::data(&reading.spoken);
        unknown = reading.unknown;
    }
    screen::unread(&unknown, lang);
    Ok(FINE)
}

/// A line out for a line in, as soon as no more input is waiting.
fn lines(words: &Words, unknown: &mut Vec<String>) -> anyhow::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let (mut line, mut seen) = (Vec::new(), HashSet::new());
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        let reading = read(text.trim_end_matches(['\n', '\r']), words, words.manner);
        for token in reading.unknown {
            if seen.insert(token.clone()) {
                unknown.push(token);
            }
        }
        let mut written = writeln!(output, "{}", reading.spoken);
        if written.is_ok() && input.buffer().is_empty() {
            written = output.flush();
        }
        match written {
            // A reader that has gone away, such as `head`, is no error.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
        line.clear();
    }
    output.flush().or_else(|error| match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error.into()),
    })
}
