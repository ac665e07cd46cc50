//! Small schedules and their plans; and that a plan of two intervals is the plan of both.

use std::{collections::BTreeSet, fmt::Write as _};

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use super::*;
use crate::words::{Lang, Reason};

const HEAD: &str = "format = 1\n[station]\nname = \"Đài Truyền thanh\"\n";
const DAY: TimeDelta = TimeDelta::days(1);

pub(super) fn schedule(programmes: &str) -> Schedule {
    let reading = crate::schedule::read(&format!("{HEAD}{programmes}"));
    let said: Vec<String> = reading.diagnostics.iter().map(|it| it.show(Lang::En)).collect();
    assert!(!crate::diagnostic::has_errors(&reading.diagnostics), "{said:#?}");
    reading.schedule
}

fn known(minutes: i64) -> Known {
    let ids = ["sang", "trua", "khan"];
    Known {
        lengths: ids.map(|id| (id.to_owned(), TimeDelta::minutes(minutes))).into(),
        held: BTreeMap::new(),
        utilities: [("a", 1), ("b", 1), ("c", 1), ("d", 2), ("e", 2)]
            .map(|(id, level)| Card { id: id.to_owned(), level, valid_until: None })
            .to_vec(),
        dealt: Dealt::default(),
    }
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+07:00")).unwrap().to_utc()
}

/// A plan in lines: local start, id, state, utilities.
fn written(schedule: &Schedule, known: &Known, from: &str, to: &str) -> String {
    let mut lines = String::new();
    for airing in plan(schedule, known, at(from), at(to)) {
        let local = airing.planned_at.with_timezone(&schedule.station.zone).format("%d %H:%M");
        let state = match &airing.state {
            State::Planned => String::new(),
            State::Skipped(why) | State::Held(why) => format!(" ({})", why.render(Lang::En)),
        };
        let (id, utilities) = (&airing.programme, airing.utilities.concat());
        let _ = writeln!(lines, "{local} {id}{state} {utilities}");
    }
    lines
}

#[test]
fn rules_say_why_something_is_off() {
    let schedule = schedule(
        r#"
[[programme]]
id = "sang"
script = "x"
at = ["04:30", "05:30"]
days = "t2-t4"
[[programme]]
id = "khan"
script = "x"
at = ["04:00"]
priority = "emergency"
[[except]]
dates = "02/12/2026"
programmes = ["sang"]
reason = "Sửa đường dây"
"#,
    );
    assert_data_eq!(
        written(&schedule, &known(5), "2026-12-01T00:00", "2026-12-04T00:00"),
        str![[r#"
01 04:00 khan 
01 04:30 sang (it falls into the quiet hours 21:00-05:00) 
01 05:30 sang 
02 04:00 khan 
02 04:30 sang (an exception in the schedule: Sửa đường dây) 
02 05:30 sang (an exception in the schedule: Sửa đường dây) 
03 04:00 khan 

"#]]
    );
}

#[test]
fn what_is_held_waits_for_a_person() {
    let schedule = schedule("[[programme]]\nid = \"sang\"\nscript = \"x\"\nat = [\"05:30\"]\n");
    let mut known = known(5);
    known.held.insert("sang".into(), Reason::ClipStale { clip: "loi-chao".into() });
    assert_data_eq!(
        written(&schedule, &known, "2026-12-01T00:00", "2026-12-02T00:00"),
        str![[r#"
01 05:30 sang (the clip `loi-chao` is an old recording, its words have changed) 

"#]]
    );
}

const TAKERS: &str = r#"
[[programme]]
id = "sang"
script = "x"
at = ["05:30"]
utilities = 2
[[programme]]
id = "trua"
script = "x"
at = ["11:00", "17:00"]
days = "t2-t6"
utilities = 1
"#;

#[test]
fn every_utility_has_its_turn_before_one_comes_again() {
    let schedule = schedule(TAKERS);
    let (from, to) = (at("2026-01-01T00:00"), at("2027-01-01T00:00"));
    let mut known = known(5);
    known.dealt.goes_on = Some(from);
    let airings = plan(&schedule, &known, from, to);
    for (programme, count) in [("sang", 365 * 2), ("trua", 261 * 2)] {
        let own = airings.iter().filter(|airing| airing.programme == programme);
        let dealt: Vec<&String> = own.flat_map(|airing| &airing.utilities).collect();
        assert_eq!(dealt.len(), count);
        for round in dealt.chunks_exact(5) {
            assert_eq!(BTreeSet::from_iter(round).len(), 5, "a round has each card once");
        }
    }
}

#[test]
fn a_programme_for_one_level_takes_only_its_utilities() {
    let schedule = schedule(&format!(
        "{TAKERS}[[programme]]\nid = \"muc-2\"\nscript = \"x\"\nat = [\"16:00\"]\ndays = \"t3,t5\"
         utilities = 1\nlevel = 2\n"
    ));
    let airings = plan(&schedule, &known(5), at("2026-12-01T00:00"), at("2027-01-01T00:00"));
    let hands = airings.iter().filter(|airing| airing.programme == "muc-2");
    let mut of_level: Vec<&str> = hands.flat_map(|it| &it.utilities).map(String::as_str).collect();
    assert_eq!(of_level.len(), 10, "Tuesdays and Thursdays of December 2026");
    of_level.sort_unstable();
    of_level.dedup();
    assert_eq!(of_level, ["d", "e"]);
}

#[test]
fn a_station_that_never_ran_is_dealt_the_same_whenever_somebody_asks() {
    let schedule = schedule(TAKERS);
    let week = |from: &str, to: &str, goes_on: Option<&str>| -> Vec<Vec<String>> {
        let mut known = known(5);
        known.dealt.goes_on = goes_on.map(at);
        let airings = plan(&schedule, &known, at(from), at(to));
        airings.into_iter().map(|airing| airing.utilities).take(12).collect()
    };
    let first = "2026-12-01T00:00";
    let december = week(first, "2026-12-08T00:00", None);
    assert_eq!(december, week(first, "2027-02-01T00:00", None));
    assert_eq!(december, week(first, "2026-12-08T00:00", Some(first)), "as one that begins then");
    assert!(december.iter().all(|hand| !hand.is_empty()));
    assert_ne!(december, week("2027-01-01T00:00", "2027-01-08T00:00", None));
}

#[test]
fn a_rule_that_keeps_an_airing_off_does_not_use_up_utilities() {
    let quiet = format!(
        "{TAKERS}[[except]]\ndates = \"01/12/2026\"\nprogrammes = \"all\"\nreason = \"x\"\n"
    );
    let (all, without) = (schedule(TAKERS), schedule(&quiet));
    let hands = |schedule: &Schedule, to: &str| -> Vec<Vec<String>> {
        let airings = plan(schedule, &known(5), at("2026-12-01T00:00"), at(to));
        let own = airings.into_iter().filter(|it| it.programme == "sang");
        own.map(|it| it.utilities).collect()
    };
    let (kept_off, dealt) = (hands(&without, "2026-12-05T00:00"), hands(&all, "2026-12-04T00:00"));
    assert_eq!(kept_off[0], [""; 0]);
    assert_eq!(kept_off.len(), dealt.len() + 1);
    let reached = |hands: &[Vec<String>]| BTreeSet::from_iter(hands.concat()).len();
    assert_eq!((reached(&kept_off[..3]), reached(&dealt[..2])), (4, 4), "a day later");
    assert_eq!((reached(&kept_off), reached(&dealt)), (5, 5));
}

proptest! {
    #[test]
    fn two_intervals_give_the_plan_of_both(
        start in 0_i64..60 * 24 * 400,
        first in 0_i64..60 * 24 * 40,
        second in 0_i64..60 * 24 * 40,
    ) {
        let schedule = schedule(&format!(
            "{TAKERS}[[programme]]\nid = \"cron\"\nscript = \"x\"\ncron = \"0 */40 9-11 * * *\"\n
             [[except]]\nlunar = \"01/01..03/01\"\nprogrammes = \"all\"\nreason = \"Tết\"\n"
        ));
        let a = at("2026-06-01T00:00") + TimeDelta::minutes(start);
        let (b, c) = (a + TimeDelta::minutes(first), a + TimeDelta::minutes(first + second));
        let known = known(5);
        let mut both = plan(&schedule, &known, a, b);
        both.extend(plan(&schedule, &known, b, c));
        prop_assert_eq!(both, plan(&schedule, &known, a, c));
        prop_assert!(plan(&schedule, &known, a, c + DAY).iter().all(|it| it.planned_at >= a));
    }
}
