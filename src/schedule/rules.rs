//! Whether a rule of the schedule says no to an airing.

mod borders;

pub use borders::Border;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{Exception, Priority, Programme, Schedule, Window, times::wall};
use crate::words::{Reason, clock_words};

/// A rule that says no.
#[derive(Clone, Copy, Debug)]
pub enum Rule<'s> {
    /// An `[[except]]`.
    Exception(&'s Exception),
    /// Quiet hours.
    Quiet(Window),
}

impl Rule<'_> {
    /// The reason as the log keeps it.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Exception(exception) => Reason::Exception { why: exception.reason.clone() },
            Self::Quiet(quiet) => {
                let hours = format!("{}-{}", clock_words(quiet.from), clock_words(quiet.to));
                Reason::QuietHours { hours }
            }
        }
    }
}

impl Schedule {
    /// Why a rule says no to `programme` at that instant; `None`: none does.
    pub fn rule_against(&self, programme: &Programme, at: DateTime<Utc>) -> Option<Reason> {
        self.rule(programme, at).map(|rule| rule.reason())
    }

    /// The rule that says no to `programme` at that instant; `None`: none does. An exception counts for
    /// everything; quiet hours give way to an emergency and to `[[allow]]`.
    pub fn rule(&self, programme: &Programme, at: DateTime<Utc>) -> Option<Rule<'_>> {
        let local = wall(at, self.station.zone);
        let holds = |rule: &&Exception| {
            rule.programmes.means(&programme.id) && rule.days.holds(local.date())
        };
        if let Some(exception) = self.exceptions.iter().find(holds) {
            return Some(Rule::Exception(exception));
        }
        self.quiet_rule(programme, local)
    }

    /// The quiet hours that `programme` has to keep at that time of the wall clock.
    pub(super) fn quiet_rule(
        &self,
        programme: &Programme,
        local: NaiveDateTime,
    ) -> Option<Rule<'_>> {
        if programme.priority == Priority::Emergency {
            return None;
        }
        let quiet = self.quiet.iter().find(|window| window.holds(local.time()))?;
        (!self.allows(programme, local)).then_some(Rule::Quiet(*quiet))
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

#[cfg(test)]
mod tests {
    use crate::{schedule::read, words::Lang};

    const STATION: &str = r#"
format = 1
[station]
name = "Đài"
[hours]
quiet = ["21:00-05:00", "12:00-13:00"]
[[programme]]
id = "tin"
script = "tin"
at = "05:30"
[[programme]]
id = "giao-thua"
script = "giao-thua"
at = "23:55"
[[programme]]
id = "bao-dong"
script = "bao-dong"
at = "05:30"
priority = "emergency"
[[except]]
lunar = "01/01..03/01"
programmes = ["tin", "bao-dong"]
reason = "Nghỉ Tết"
[[except]]
dates = "30/04/2027..01/05/2027"
programmes = "all"
reason = "Nghỉ lễ"
[[allow]]
dates = "05/02/2027"
hours = "23:50-00:20"
programmes = ["giao-thua"]
reason = "Tiếp âm lời chúc Tết"
"#;

    fn check(id: &str, local: &str, expected: &str) {
        let reading = read(STATION);
        assert_eq!(reading.diagnostics, []);
        let at = format!("{local}+07:00").parse().unwrap();
        let programme = reading.schedule.programme(id).unwrap();
        let said = reading.schedule.rule_against(programme, at);
        assert_eq!(
            said.map_or(String::new(), |reason| reason.render(Lang::Vi)),
            expected,
            "{local}"
        );
    }

    #[test]
    fn exceptions_follow_either_calendar() {
        check("tin", "2027-02-05T05:30:00", "");
        check("tin", "2027-02-06T05:30:00", "nghỉ theo lịch: Nghỉ Tết");
        check("tin", "2027-02-08T20:59:59", "nghỉ theo lịch: Nghỉ Tết");
        check("tin", "2027-02-09T05:30:00", "");
        check("giao-thua", "2027-02-06T05:30:00", "");
        check("giao-thua", "2027-05-01T05:30:00", "nghỉ theo lịch: Nghỉ lễ");
        check("bao-dong", "2027-02-06T05:30:00", "nghỉ theo lịch: Nghỉ Tết");
    }

    #[test]
    fn quiet_hours_give_way_to_an_emergency_and_to_what_is_allowed() {
        check("tin", "2026-12-01T03:15:00", "rơi vào giờ không phát loa 21:00-05:00");
        check("tin", "2026-12-01T12:30:00", "rơi vào giờ không phát loa 12:00-13:00");
        check("tin", "2026-12-01T05:00:00", "");
        check("bao-dong", "2026-12-01T03:15:00", "");
        check("giao-thua", "2027-02-05T23:55:00", "");
        check("giao-thua", "2027-02-06T00:10:00", "");
        check("giao-thua", "2027-02-06T00:20:00", "rơi vào giờ không phát loa 21:00-05:00");
        check("giao-thua", "2027-02-06T23:55:00", "rơi vào giờ không phát loa 21:00-05:00");
        check("giao-thua", "2027-02-05T00:10:00", "rơi vào giờ không phát loa 21:00-05:00");
        check("tin", "2027-02-05T23:55:00", "rơi vào giờ không phát loa 21:00-05:00");
    }
}
