//! What the seeds found, each told by itself; and that the watch sees a rule that is broken.

use std::fmt::Write as _;

use snapbox::{assert_data_eq, str};

use super::{
    edit::Edit,
    fault::Fault,
    world::{Thing, World},
    *,
};
use crate::{
    clip::{HOUSE_RATE, Library},
    script::Sources,
};

const HEAD: &str = "format = 1\n[station]\nname = \"Đài\"\n[hours]\nquiet = [\"21:00-05:00\"]\n[report]\nto = [\"a@example.vn\"]\n";

/// A programme of ten seconds.
fn programme(id: &str, more: &str) -> String {
    format!("[[programme]]\nid = \"{id}\"\nscript = \"tin\"\n{more}\n")
}

/// An instant of 1 December: `"05:30:00.5"`.
fn at(hour: &str) -> DateTime<Utc> {
    format!("2026-12-01T{hour}+07:00").parse::<DateTime<FixedOffset>>().unwrap().to_utc()
}

/// Lets that day pass with these faults; the log in lines, then the rules that were broken.
fn day(schedule: &str, faults: Vec<(&str, Fault)>) -> String {
    let cue = "{{#cue \"tieng\"}}{{/cue}}\n".to_owned();
    let sources = Sources { templates: [("tin".to_owned(), cue)].into(), facts: None };
    let library = Library::imagined([("tieng".to_owned(), u64::from(HOUSE_RATE) * 10)]);
    let folder = Folder::imagined(format!("{HEAD}{schedule}"), sources, library);
    assert_eq!(folder.diagnostics, []);
    let mut world = World::new(&folder, 1, at("00:00:00"), at("23:00:00"), None).unwrap();
    world.things.clear();
    for (hour, fault) in faults {
        world.at(at(hour), Thing::Fault(0, fault));
    }
    world.run().unwrap();
    let reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::En };
    let mut lines = String::new();
    for row in rows(world.log(), reader, at("00:00:00"), at("23:00:00")).unwrap() {
        let start = row.planned_at.or(row.started_at).unwrap().format("%H:%M:%S");
        let outcome = row.outcome.map_or("-", |outcome| outcome.code());
        let heard = row.heard_s.unwrap_or_default();
        let why = row.reason_text.map(|why| format!(" ({why})")).unwrap_or_default();
        let _ = writeln!(lines, "{start} {} {outcome} {heard:.1}{why}", row.programme);
    }
    for broken in &world.watch.broken {
        let _ = writeln!(lines, "{}: {}", broken.rule.code, broken.seen);
    }
    lines
}

fn seconds(seconds: i64) -> chrono::TimeDelta {
    chrono::TimeDelta::seconds(seconds)
}

/// The clock was corrected by 40 s while a programme was on air: by the clock its end was then long
/// over, so it was written down as lost by the player, while everybody heard the rest.
#[test]
fn a_clock_that_is_corrected_cuts_nothing_that_is_on_air() {
    let step = Fault::ClockStep { by: seconds(45), lasts: None };
    let log = day(&programme("sang", "at = [\"05:30\", \"06:00\"]"), vec![("05:30:04", step)]);
    assert_data_eq!(
        log,
        str![[r#"
05:30:00 sang aired 10.0
06:00:00 sang aired 10.0

"#]]
    );
}

/// Claimed in its last second, and then the clock showed 2010 for a minute: once it was right again the
/// programme began, 46 s late, though it may not begin late at all.
#[test]
fn a_claim_does_not_outlast_a_clock_that_was_far_off() {
    let far = Fault::ClockFar { lasts: seconds(46) };
    let log = day(&programme("sang", "at = [\"05:30\", \"06:00\"]"), vec![("05:29:59.4", far)]);
    assert_data_eq!(
        log,
        str![[r#"
05:30:00 sang missed 0.0 (the computer's clock may have been wrong, the station started nothing by itself)
06:00:00 sang aired 10.0

"#]]
    );
}

/// Two programmes before nine in the evening: the second had to wait and may start late, and began when
/// the quiet hours had.
#[test]
fn what_may_start_late_does_not_start_in_quiet_hours() {
    let log = day(
        &(programme("toi", "at = [\"20:59:50\"]")
            + &programme("muon", "at = [\"20:59:55\"]\nlate = \"start\"\ngrace = \"5m\"")),
        vec![],
    );
    assert_data_eq!(
        log,
        str![[r#"
20:59:50 toi aired 10.0
20:59:55 muon missed 0.0 (it falls into the quiet hours 21:00-05:00)

"#]]
    );
}

/// A person made it a day off twenty seconds before a programme, whose words were frozen by then: it
/// went out on the day off.
#[test]
fn a_day_off_counts_up_to_the_last_second() {
    let off = Fault::Edited(Edit::DayOff);
    let log = day(&programme("sang", "at = [\"05:30\", \"06:00\"]"), vec![("05:29:40", off)]);
    assert_data_eq!(
        log,
        str![[r#"
05:30:00 sang skipped 0.0 (an exception in the schedule: Nghỉ 0)
06:00:00 sang skipped 0.0 (an exception in the schedule: Nghỉ 0)

"#]]
    );
}
