//! What a person does to `schedule.toml`, on its text, as an editor does it.

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::dice::Dice;

const PROGRAMME: &str = "[[programme]]";

/// A kind of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edit {
    /// A programme's hours move by some minutes.
    Moved,
    /// A programme gets another title.
    Retitled,
    /// A programme gets another id: to the log it is another one.
    Renamed,
    /// A programme goes.
    Removed,
    /// A copy breaks off after a programme: the file is valid, but lacks the rest.
    HalfWritten,
    /// A programme comes.
    Added,
    /// A programme may now start late.
    MayBeLate,
    /// Nothing airs that day.
    DayOff,
    /// A mistake in the file.
    Diagnostic,
    /// An older file comes back.
    Restored,
}

impl Edit {
    pub(super) const ALL: [Self; 10] = [
        Self::Moved,
        Self::Retitled,
        Self::Renamed,
        Self::Removed,
        Self::HalfWritten,
        Self::Added,
        Self::MayBeLate,
        Self::DayOff,
        Self::Diagnostic,
        Self::Restored,
    ];
}

/// The text after the edit. `before` are the files that were there, the oldest first; `today` is the
/// station's date.
pub(super) fn edit(
    kind: Edit,
    text: &str,
    before: &[String],
    today: NaiveDate,
    dice: &mut Dice,
) -> String {
    let mut parts: Vec<String> = split(text);
    let programmes = parts.len() - 1;
    let chosen = 1 + dice.index(programmes);
    let number = before.len();
    match kind {
        Edit::Restored if !before.is_empty() => return before[dice.index(before.len())].clone(),
        Edit::Diagnostic => return format!("{text}\n{PROGRAMME}\nscrpt = \"x\"\n"),
        Edit::DayOff => {
            return format!(
                "{text}\n[[except]]\ndates = \"{today}\"\nprogrammes = \"all\"\nreason = \"Nghỉ {number}\"\n"
            );
        }
        _ if programmes == 0 => return text.to_owned(),
        Edit::Restored | Edit::Moved => {
            let by = dice.time(TimeDelta::minutes(-20), TimeDelta::minutes(20));
            parts[chosen] = moved(&parts[chosen], TimeDelta::minutes(by.num_minutes()));
        }
        Edit::Retitled => {
            parts[chosen] = with_line(&parts[chosen], "title", &format!("\"Bản tin {number}\""));
        }
        Edit::Renamed => {
            parts[chosen] = with_line(&parts[chosen], "id", &format!("\"doi-{number}\""));
        }
        Edit::Removed => drop(parts.remove(chosen)),
        Edit::HalfWritten => parts.truncate(chosen),
        Edit::Added => {
            let by = TimeDelta::minutes(1 + i64::try_from(dice.below(30)).unwrap_or_default());
            let added = with_line(&moved(&parts[chosen], by), "id", &format!("\"them-{number}\""));
            parts.insert(chosen, added);
        }
        Edit::MayBeLate => {
            let late = ["\"start\"", "\"join\""][dice.index(2)];
            let part = with_line(&parts[chosen], "late", late);
            let seconds = 30 + dice.below(300);
            parts[chosen] = with_line(&part, "grace", &format!("\"{seconds}s\""));
        }
    }
    parts.concat()
}

/// What stands before the programmes, then each programme with what follows it up to the next.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with(PROGRAMME) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
        }
    }
    parts
}

/// The programme with `key = value` in place of that line, or below its header.
fn with_line(part: &str, key: &str, value: &str) -> String {
    let is_it = |line: &str| {
        line.split_once('=').is_some_and(|(left, _)| left.trim() == key) && !line.starts_with('#')
    };
    let new = format!("{key} = {value}\n");
    if part.lines().any(is_it) {
        let lines = part.split_inclusive('\n');
        return lines.map(|line| if is_it(line) { new.as_str() } else { line }).collect();
    }
    part.replacen(&format!("{PROGRAMME}\n"), &format!("{PROGRAMME}\n{new}"), 1)
}

/// The programme with every hour of its `at` so much later, around midnight where need be.
fn moved(part: &str, by: TimeDelta) -> String {
    let mut text = String::new();
    for line in part.split_inclusive('\n') {
        let is_at = line.split_once('=').is_some_and(|(left, _)| left.trim() == "at");
        for (number, piece) in line.split('"').enumerate() {
            if number > 0 {
                text.push('"');
            }
            let hour = NaiveTime::parse_from_str(piece, "%H:%M")
                .or_else(|_| NaiveTime::parse_from_str(piece, "%H:%M:%S"));
            match hour {
                Ok(hour) if is_at => {
                    let _ = write!(text, "{}", (hour + by).format("%H:%M:%S"));
                }
                _ => text.push_str(piece),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "format = 1\n[[programme]]\nid = \"a\"\nat = [\"23:50\", \"05:00\"]\n";

    #[test]
    fn hours_move_around_midnight_and_nothing_else_does() {
        let parts = split(TEXT);
        let after = moved(&parts[1], TimeDelta::minutes(15));
        let expected = "[[programme]]\nid = \"a\"\nat = [\"00:05:00\", \"05:15:00\"]\n";
        assert_eq!(after, expected);
    }

    #[test]
    fn a_line_is_replaced_or_put_below_the_header() {
        let parts = split(TEXT);
        assert_eq!(parts.concat(), TEXT);
        assert!(with_line(&parts[1], "id", "\"b\"").contains("id = \"b\"\nat"));
        assert!(
            with_line(&parts[1], "title", "\"T\"").starts_with("[[programme]]\ntitle = \"T\"\nid")
        );
    }
}
