//! When a rule begins to say no: where an airing that runs on, or that waits, meets it.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::{
    schedule::{Programme, Schedule, times::wall},
    words::Reason,
};

/// From when on a rule says no to a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Border {
    /// The first instant at which it does.
    pub at: DateTime<Utc>,
    /// The rule, as the reason that the log keeps.
    pub rule: Reason,
}

impl Schedule {
    /// Where any rule begins to forbid `programme` after `from`, up to and including `to`.
    pub fn forbidden_from(
        &self,
        programme: &Programme,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Option<Border> {
        self.border(from, to, |at| self.rule_against(programme, at))
    }

    /// Where quiet hours begin that `programme` has to keep. Days off are not asked: they concern the
    /// airings that begin on them.
    pub fn quiet_from(
        &self,
        programme: &Programme,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Option<Border> {
        let quiet = |at| self.quiet_rule(programme, wall(at, self.station.zone));
        self.border(from, to, |at| quiet(at).map(|rule| rule.reason()))
    }

    fn border(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        says_no: impl Fn(DateTime<Utc>) -> Option<Reason>,
    ) -> Option<Border> {
        let (begins, ends) = (wall(from, self.station.zone), wall(to, self.station.zone));
        let found = |after: TimeDelta| {
            let at = from + after;
            says_no(at).map(|rule| Border { at, rule })
        };
        if ends - begins == to - from {
            return self.changes(begins, ends).into_iter().find_map(found);
        }
        // The clocks change in between, and an hour of the wall clock may come twice.
        (1..=(to - from).num_seconds()).map(TimeDelta::seconds).find_map(found)
    }

    /// How long after `begins` a rule may begin to say no, in order: at the beginning of quiet hours, at
    /// the end of an allowance, and where the date changes.
    fn changes(&self, begins: NaiveDateTime, ends: NaiveDateTime) -> Vec<TimeDelta> {
        let times = self.quiet.iter().map(|window| window.from);
        let times = times.chain(self.allowances.iter().map(|it| it.hours.to));
        let times: Vec<_> = times.chain([NaiveTime::MIN]).collect();
        let dates = begins.date().iter_days().take_while(|date| *date <= ends.date());
        let mut changes: Vec<_> = dates
            .flat_map(|date| times.iter().map(move |time| date.and_time(*time)))
            .filter(|change| begins < *change && *change <= ends)
            .map(|change| change - begins)
            .collect();
        changes.sort_unstable();
        changes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::read;

    fn schedule(zone: &str, quiet: &str, more: &str) -> Schedule {
        let text = format!(
            "format = 1\n[station]\nname = \"Đài\"\ntimezone = \"{zone}\"\n[hours]\nquiet = [{quiet}]
             [[programme]]\nid = \"tin\"\nscript = \"tin\"\nat = \"05:30\"
             [[programme]]\nid = \"bao\"\nscript = \"tin\"\nat = \"05:30\"\npriority = \"emergency\"
             {more}"
        );
        let reading = read(&text);
        assert_eq!(reading.diagnostics, [], "{text}");
        reading.schedule
    }

    const FEAST: &str = r#"
[[allow]]
dates = "05/02/2027"
hours = "23:50-00:20"
programmes = ["tin"]
reason = "Giao thừa"
[[except]]
dates = "07/02/2027"
programmes = "all"
reason = "Nghỉ Tết"
"#;

    fn instant(text: &str) -> DateTime<Utc> {
        format!("2027-02-{text}:00+07:00").parse().unwrap()
    }

    #[track_caller]
    fn check(id: &str, from: &str, to: &str, quiet: Option<&str>, forbidden: Option<&str>) {
        let schedule = schedule("Asia/Ho_Chi_Minh", "\"21:00-05:00\"", FEAST);
        let programme = schedule.programme(id).unwrap();
        let (from, to) = (instant(from), instant(to));
        let at = |border: Option<Border>| border.map(|it| it.at);
        assert_eq!(at(schedule.quiet_from(programme, from, to)), quiet.map(instant), "quiet");
        let forbidden = forbidden.map(instant);
        assert_eq!(at(schedule.forbidden_from(programme, from, to)), forbidden, "forbidden");
    }

    #[test]
    fn a_border_is_where_quiet_hours_begin_an_allowance_ends_or_a_day_off_begins() {
        check("tin", "03T20:00", "03T21:00", Some("03T21:00"), Some("03T21:00"));
        check("tin", "03T20:00", "03T20:59", None, None);
        check("tin", "05T23:55", "06T01:00", Some("06T00:20"), Some("06T00:20"));
        check("bao", "03T20:00", "04T20:00", None, None);
        check("bao", "06T23:00", "07T01:00", None, Some("07T00:00"));
        check("tin", "06T20:00", "07T01:00", Some("06T21:00"), Some("06T21:00"));
    }

    /// On 31 October 2027 London's clocks go from 02:00 back to 01:00, at 01:00 UTC.
    #[test]
    fn an_hour_that_comes_twice_is_quiet_twice() {
        let schedule = schedule("Europe/London", "\"00:50-01:05\"", "");
        let programme = schedule.programme("tin").unwrap();
        let utc = |time: &str| format!("2027-10-31T{time}:00Z").parse::<DateTime<Utc>>().unwrap();
        let border = schedule.quiet_from(programme, utc("00:10"), utc("02:00"));
        assert_eq!(border.map(|it| it.at), Some(utc("01:00")));
    }

    proptest! {
        /// Rules change with whole minutes here, so that a look at every minute finds the same.
        #[test]
        fn a_look_at_every_minute_finds_the_same_border(
            zone in prop::sample::select(vec!["Asia/Ho_Chi_Minh", "Europe/London"]),
            quiet in (0_u32..288, 0_u32..288),
            allowed in (0_u32..288, 0_u32..288),
            from in 0_i64..4 * 1440,
            length in 1_i64..600,
        ) {
            let hours = |(from, to): (u32, u32)| {
                let time = |it: u32| format!("{:02}:{:02}", it / 12, it % 12 * 5);
                format!("\"{}-{}\"", time(from), time(to))
            };
            // Clocks are set back in London in the night to 31 October 2027.
            let more = format!(
                "[[allow]]\ndates = \"30/10/2027..31/10/2027\"\nhours = {}\nprogrammes = \"all\"
                 reason = \"x\"\n[[except]]\ndates = \"01/11/2027\"\nprogrammes = \"all\"
                 reason = \"x\"\n",
                hours(allowed)
            );
            let schedule = schedule(zone, &hours(quiet), &more);
            let programme = schedule.programme("tin").unwrap();
            let minute = |it| "2027-10-29T00:00:00Z".parse::<DateTime<Utc>>().unwrap()
                + TimeDelta::minutes(it);
            // An airing begins where no rule says no.
            prop_assume!(schedule.rule(programme, minute(from)).is_none());
            let border = schedule.forbidden_from(programme, minute(from), minute(from + length));
            let met = (from + 1..=from + length).map(minute);
            let mut met = met.filter(|at| schedule.rule(programme, *at).is_some());
            prop_assert_eq!(border.map(|it| it.at), met.next());
        }
    }
}
