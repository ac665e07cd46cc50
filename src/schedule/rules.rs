//! Whether a rule of the schedule says no to an airing.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{Exception, Priority, Programme, Schedule, times::wall};
use crate::words::{Phrase, clock_words};

impl Schedule {
    /// Why a rule says no to `programme` at that instant; `None`: none does. An exception counts for
    /// everything; quiet hours give way to an emergency and to `[[allow]]`.
    pub fn rule_against(&self, programme: &Programme, at: DateTime<Utc>) -> Option<Phrase> {
        let local = wall(at, self.station.zone);
        let holds = |rule: &&Exception| {
            rule.programmes.means(&programme.id) && rule.days.holds(local.date())
        };
        if let Some(exception) = self.exceptions.iter().find(holds) {
            return Some(Phrase::new("reason-exception").with("why", exception.reason.as_str()));
        }
        if programme.priority == Priority::Emergency {
            return None;
        }
        let quiet = self.quiet.iter().find(|window| window.holds(local.time()))?;
        if self.allows(programme, local) {
            return None;
        }
        let hours = format!("{}-{}", clock_words(quiet.from), clock_words(quiet.to));
        Some(Phrase::new("reason-quiet-hours").with("hours", hours))
    }

    /// Hours that cross midnight count for the date on which they begin.
    fn allows(&self, programme: &Programme, local: NaiveDateTime) -> bool {
        self.allowances.iter().any(|rule| {
            rule.hours.holds(local.time())
                && rule.programmes.means(&programme.id)
                && rule.days.holds(rule.hours.began(local.date(), local.time()))
        })
    }
}
