//! The utilities that the commands predict are those that the log then has: over weeks, an edit, a restart,
//! a time without power and a month's end.

use super::*;
use crate::{
    asrun::foretold,
    check::cards,
    plan::{self, Known},
};

const MORNING: &str = "[[programme]]\nid = \"sang\"\nscript = \"noi\"\nat = [\"05:30\"]\ndays = \"t2-t7\"\nutilities = 2\n";
const EVENING: &str =
    "[[programme]]\nid = \"chieu\"\nscript = \"noi\"\nat = [\"17:00\"]\nutilities = 1\n";
const NOON: &str =
    "[[programme]]\nid = \"trua\"\nscript = \"noi\"\nat = [\"11:00\"]\nutilities = 3\n";

/// A station with five utilities and a script that mentions them.
fn station(schedule: &str, now: &str) -> Bench {
    let bench = Bench::off(schedule, now);
    let utility = |id: char| {
        format!(
            "[[utility]]\nid = \"{id}\"\ntitle = \"Tiện ích {id}\"\nlevel = 1\nspoken = \"Lời {id}.\"\n\
             source = \"s\"\nas_of = \"01/11/2026\"\n"
        )
    };
    let facts: String = ('a'..='e').map(utility).collect();
    fs::write(bench.path().join("scripts/vneid.toml"), facts).unwrap();
    let script = "{{#each utilities}}\n{{#cue (clip \"tieng\" id)}}{{spoken}}{{/cue}}\n{{/each}}\n";
    fs::write(bench.path().join("scripts/noi.hbs"), script).unwrap();
    for id in 'a'..='e' {
        let from = bench.path().join("audio/tieng-10.wav");
        fs::copy(from, bench.path().join(format!("audio/tieng-{id}.wav"))).unwrap();
    }
    assert_eq!(bench.read().diagnostics, []);
    bench
}

/// The airings that the commands predict now, from the files of the folder and the database.
fn forecast(bench: &Bench, to: &str) -> Vec<(String, Vec<String>)> {
    let store = Store::open_to_read(&bench.path().join("data/loa.db")).unwrap();
    let folder = bench.read();
    let utilities = cards(&folder.scripts);
    let now = bench.now;
    let dealt = foretold(Some(store.connection()), &folder.schedule, &utilities, now, now).unwrap();
    let known = Known { utilities, dealt, ..Known::default() };
    let airings = plan::plan(&folder.schedule, &known, now, at(to));
    airings.iter().map(|airing| (airing.key(), sorted(airing.utilities.clone()))).collect()
}

fn sorted(mut utilities: Vec<String>) -> Vec<String> {
    utilities.sort();
    utilities
}

/// The log's airings that were planned from an instant on.
fn logged(bench: &Bench, from: DateTime<Utc>) -> Vec<(String, Vec<String>)> {
    let rows = bench.rows().into_iter().filter(|row| row.planned_at.is_some_and(|at| at >= from));
    rows.map(|row| (row.airing, sorted(row.utilities))).collect()
}

#[test]
fn the_predicted_utilities_are_those_that_the_log_then_has() {
    let mut bench = station(&format!("{MORNING}{EVENING}"), "2026-12-20 10:00").on();
    let mut spoken = vec![(bench.now, forecast(&bench, "2026-12-27 10:00"))];
    bench.until("2026-12-27 10:00");
    bench.edit(&format!("{NOON}{MORNING}{EVENING}"));
    spoken.push((bench.now, forecast(&bench, "2026-12-29 03:00")));
    bench.until("2026-12-29 03:00");
    bench.power_cut();
    bench.now = at("2027-01-01 08:00");
    spoken.push((bench.now, forecast(&bench, "2027-01-10 00:00")));
    bench.start();
    spoken.push((bench.now, forecast(&bench, "2027-01-10 00:00")));
    bench.until("2027-01-10 00:00");
    let mut held = 0;
    for (from, foretold) in spoken {
        let log = logged(&bench, from);
        held += foretold.len();
        assert_eq!(foretold, log[..foretold.len()], "from {from}");
    }
    assert_eq!(held, 13 + 5 + 2 * 25);
}

#[test]
fn an_edit_of_one_programme_leaves_the_others_their_hands() {
    let mut bench = station(&format!("{MORNING}{EVENING}"), "2026-12-20 10:00").on();
    bench.until("2026-12-22 12:00");
    let before = forecast(&bench, "2026-12-23 12:00");
    bench.edit(&format!("{NOON}{MORNING}{EVENING}"));
    let after = forecast(&bench, "2026-12-23 12:00");
    let kept: Vec<_> = after.into_iter().filter(|(key, _)| !key.starts_with("trua")).collect();
    assert_eq!(before, kept);
    assert_eq!(kept.len(), 2);
}
