//! What is warned of in small schedules.

use std::{fmt::Write as _, fs};

use chrono::TimeDelta;
use snapbox::{assert_data_eq, data::Inline, str};

use super::*;
use crate::{check::read, clip::Memory, plan::plan, words::Lang};

const HEAD: &str = "format = 1\n[station]\nname = \"Đài\"\nlanguage = \"en\"\n";
const GRACE: &str = "\"start\"\ngrace = \"5m\"";

/// `[[programme]]` on one day of December 2026, with whatever else it says.
fn programme(id: &str, at: &str, more: &str) -> String {
    let title = id.to_uppercase();
    format!(
        "[[programme]]\nid = \"{id}\"\ntitle = \"{title}\"\nscript = \"x\"\nat = {at}\n{more}\n"
    )
}

/// What is warned of, where each programme takes so many seconds.
#[track_caller]
fn check(programmes: &[String], lengths: &[(&str, i64)], expected: Inline) {
    let station = tempfile::tempdir().unwrap();
    let text = format!("{HEAD}{}", programmes.concat());
    fs::write(station.path().join("schedule.toml"), text).unwrap();
    let folder = read(station.path(), &mut Memory::default(), &mut |_, _| {}).unwrap();
    let seconds = |(id, seconds): &(&str, i64)| ((*id).to_owned(), TimeDelta::seconds(*seconds));
    let known = Known { lengths: lengths.iter().map(seconds).collect(), ..Known::default() };
    let now = "2026-12-01T00:00:00+07:00".parse::<DateTime<Utc>>().unwrap();
    let airings = plan(&folder.schedule, &known, now, now + TimeDelta::days(2));
    let mut told = String::new();
    for diagnostic in check_meetings(&folder, &known, &airings, now) {
        let fix = diagnostic.message.render_attribute(Lang::En, "fix").unwrap();
        let _ = writeln!(told, "{}\n  {fix}", diagnostic.headline(Lang::En));
    }
    assert_data_eq!(told, expected);
}

/// It said of the third one that it clashes with the second, which is never on air.
#[test]
fn only_the_one_that_will_be_missed_is_warned_of_once() {
    let chain = [
        programme("mot", "\"05:30:00\"", ""),
        programme("hai", "\"05:30:30\"", ""),
        programme("ba", "\"05:31:10\"", ""),
    ];
    check(
        &chain,
        &[("mot", 60), ("hai", 60), ("ba", 30)],
        str![[r#"
schedule.toml:11:1: note: `HAI` will be missed at 05:30:30 on 2026-12-01: `MOT` (line 5) is on air until 05:31
  move one of them, or let `HAI` wait long enough: late = "start", grace = …

"#]],
    );
    check(&chain, &[("mot", 30), ("hai", 40), ("ba", 30)], str![[r#""#]]);
    // Nobody waits for one that cannot sound.
    check(&chain, &[("hai", 40), ("ba", 30)], str![[r#""#]]);
}

#[test]
fn an_airing_that_waits_says_until_when() {
    let late = |late: &str| {
        let waits = format!("late = {late}");
        [programme("mot", "\"05:30\"", ""), programme("hai", "\"05:30:30\"", &waits)]
    };
    let lengths = [("mot", 60), ("hai", 60)];
    check(
        &late(GRACE),
        &lengths,
        str![[r#"
schedule.toml:11:1: note: `HAI` starts late at 05:30:30 on 2026-12-01: it waits for `MOT` (line 5) until 05:31
  move one of them if that is not meant

"#]],
    );
    check(
        &late("\"join\"\ngrace = \"5m\""),
        &lengths,
        str![[r#"
schedule.toml:11:1: note: `HAI` joins in the middle at 05:30:30 on 2026-12-01: it waits for `MOT` (line 5) until 05:31
  move one of them if that is not meant

"#]],
    );
    check(
        &late("\"start\"\ngrace = \"20s\""),
        &lengths,
        str![[r#"
schedule.toml:11:1: note: `HAI` will be missed at 05:30:30 on 2026-12-01: `MOT` (line 5) is on air until 05:31
  move one of them, or let `HAI` wait long enough: late = "start", grace = …

"#]],
    );
}

#[test]
fn a_higher_priority_is_warned_of_by_the_one_that_it_cuts() {
    let lines = "priority = \"priority\"";
    check(
        &[programme("mot", "\"05:30\"", ""), programme("hai", "\"05:30:30\"", lines)],
        &[("mot", 60), ("hai", 60)],
        str![[r#"
schedule.toml:11:1: note: `HAI` will cut into `MOT` (line 5) at 05:30:30 on 2026-12-01, having the higher priority
  move one of them if that is not meant

"#]],
    );
    // At the same instant there is nothing to cut.
    check(
        &[programme("mot", "\"05:30\"", ""), programme("hai", "\"05:30\"", lines)],
        &[("mot", 60), ("hai", 60)],
        str![[r#"
schedule.toml:5:1: note: `MOT` will be missed at 05:30 on 2026-12-01: `HAI` (line 11) is on air until 05:31
  move one of them, or let `MOT` wait long enough: late = "start", grace = …

"#]],
    );
}

#[test]
fn a_relay_is_heard_beside_what_is_on_air_and_takes_nothing_from_it() {
    let relay = |at: &str| {
        format!(
            "[[programme]]\nid = \"tiep\"\ntitle = \"TIEP\"\nsource = \"elsewhere\"\n\
             lasts = \"30m\"\nat = {at}\n"
        )
    };
    let mot = programme("mot", "\"05:30\"", "");
    let hai = programme("hai", "\"05:30:30\"", "");
    let lengths = [("mot", 60), ("hai", 60)];
    check(
        &[mot.clone(), relay("\"05:29\"")],
        &lengths,
        str![[r#"
schedule.toml:5:1: note: `MOT` clashes with `TIEP` (line 11) at 05:30 on 2026-12-01: other equipment sounds one of them, people will hear both at once
  move one of them

"#]],
    );
    check(
        &[mot.clone(), relay("\"05:30:20\"")],
        &lengths,
        str![[r#"
schedule.toml:11:1: note: `TIEP` clashes with `MOT` (line 5) at 05:30:20 on 2026-12-01: other equipment sounds one of them, people will hear both at once
  move one of them

"#]],
    );
    check(&[mot.clone(), relay("\"05:31\"")], &lengths, str![[r#""#]]);
    // One that is missed is not heard.
    check(
        &[mot, hai, relay("\"05:31\"")],
        &lengths,
        str![[r#"
schedule.toml:11:1: note: `HAI` will be missed at 05:30:30 on 2026-12-01: `MOT` (line 5) is on air until 05:31
  move one of them, or let `HAI` wait long enough: late = "start", grace = …

"#]],
    );
}

#[test]
fn an_airing_that_runs_or_waits_into_quiet_hours_is_warned_of() {
    let waits = format!("late = {GRACE}");
    let evening = [programme("mot", "\"20:59\"", ""), programme("hai", "\"20:59:30\"", &waits)];
    check(
        &evening,
        &[("mot", 90), ("hai", 20)],
        str![[r#"
schedule.toml:5:1: note: `MOT` at 20:59 on 2026-12-01 runs into the quiet hours 21:00-05:00: it fades out there, having been heard for 1 min
  let it begin earlier, shorten it, or add an [[allow]] for the days on which it may run on
schedule.toml:11:1: note: `HAI` at 20:59:30 on 2026-12-01 will be missed: it has to wait for too long, and then a rule forbids it: it falls into the quiet hours 21:00-05:00
  let it begin earlier, or move the programme that is on air then

"#]],
    );
    check(
        &evening,
        &[("mot", 60), ("hai", 20)],
        str![[r#"
schedule.toml:11:1: note: `HAI` at 20:59:30 on 2026-12-01 will be missed: it has to wait for too long, and then a rule forbids it: it falls into the quiet hours 21:00-05:00
  let it begin earlier, or move the programme that is on air then

"#]],
    );
    let allow = "[[allow]]\ndates = \"01/12/2026..02/12/2026\"\nhours = \"21:00-21:30\"\n\
                 programmes = \"all\"\nreason = \"x\"\n";
    check(&[&[allow.to_owned()], &evening[..1]].concat(), &[("mot", 90)], str![[r#""#]]);
    let urgent = programme("mot", "\"20:59\"", "priority = \"emergency\"");
    check(&[urgent], &[("mot", 90)], str![[r#""#]]);
}
