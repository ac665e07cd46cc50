//! Where in `schedule.toml` something is written, with the lines as they stand there.

use crate::schedule::{FILE, Programme, Rule, Schedule};

/// Lines that are quoted at most.
const QUOTED: usize = 8;

/// A place in a revision of `schedule.toml`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The file.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// The lines from there on that say it, as written.
    pub text: String,
    /// The revision that has it there; `None`: the file as it is now.
    pub revision: Option<i64>,
}

impl Place {
    /// Where a rule is written; `None` for the usual quiet hours, which need not be.
    pub(super) fn of_rule(schedule: &Schedule, text: &str, rule: Rule<'_>) -> Option<Self> {
        match rule {
            Rule::Exception(exception) => Some(Self::of_group(text, exception.line)),
            Rule::Quiet(_) => schedule.quiet_line.map(|line| Self::quoted(text, line, 1)),
        }
    }

    /// Where a programme says when it airs; its header where that line is not found.
    pub(super) fn of_times(text: &str, programme: &Programme, keys: &[&str]) -> Self {
        let group = Self::of_group(text, programme.line);
        let says = |line: &str| {
            let key = line.split('=').next().unwrap_or_default().trim();
            keys.iter().any(|it| *it == key.trim_matches('"'))
        };
        match group.text.lines().position(says) {
            Some(place) => Self::quoted(text, group.line + place, 1),
            None => Self::quoted(text, group.line, 1),
        }
    }

    /// A group from its header to the blank line or the header after it.
    pub(super) fn of_group(text: &str, line: usize) -> Self {
        let below = text.lines().skip(line);
        let more =
            below.take_while(|it| !it.trim().is_empty() && !it.trim_start().starts_with('['));
        Self::quoted(text, line, more.count() + 1)
    }

    fn quoted(text: &str, line: usize, count: usize) -> Self {
        let lines = text.lines().skip(line.saturating_sub(1)).take(count.min(QUOTED));
        let text = lines.collect::<Vec<_>>().join("\n");
        Self { file: FILE, line, text, revision: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::read;

    const TEXT: &str = "format = 1
[station]
name = \"Đài\"
[hours]
quiet = [\"21:00-05:00\"]   # đêm
[[programme]]
id = \"tin\"
script = \"tin\"
at = \"05:30\"
days = \"t2\"
[[except]]
dates = \"05/02/2027\"
programmes = \"all\"
reason = \"Nghỉ\"

# Hết
";

    #[test]
    fn a_rule_is_quoted_whole_and_a_key_alone() {
        let schedule = read(TEXT).schedule;
        let tin = &schedule.programmes[0];
        let place = |at: &str| {
            let rule = schedule.rule(tin, at.parse().unwrap()).unwrap();
            let place = Place::of_rule(&schedule, TEXT, rule).unwrap();
            (place.line, place.text)
        };
        let exception =
            "[[except]]\ndates = \"05/02/2027\"\nprogrammes = \"all\"\nreason = \"Nghỉ\"";
        assert_eq!(place("2027-02-05T05:30:00+07:00"), (11, exception.to_owned()));
        let quiet = "quiet = [\"21:00-05:00\"]   # đêm";
        assert_eq!(place("2027-02-06T03:15:00+07:00"), (5, quiet.to_owned()));
        let days = Place::of_times(TEXT, tin, &["days"]);
        assert_eq!((days.line, days.text.as_str()), (10, "days = \"t2\""));
        assert_eq!(Place::of_times(TEXT, tin, &["cron"]).line, 6);
    }
}
