//! Random days: what is foretold an hour ahead is what the station then does.

use std::{collections::BTreeSet, env, sync::Arc};

use chrono::TimeDelta;

use super::{HEAD, at, programme};
use crate::{
    air::{ClockOutput, Engine},
    asrun::{Expected, Forecast, Outcome, Outlook, Reader, Row, rows},
    check::{Folder, known},
    clip::{HOUSE_RATE, Library},
    daemon::{Hearing, Station, rehearse::drive, tables},
    script::Sources,
    store::Store,
    words::Lang,
};

/// Lengths of the clips, seconds.
const LENGTHS: [u64; 3] = [10, 60, 240];
/// Until when the forecasts are held against the log.
const OVER: &str = "2026-12-01 07:00";

/// A schedule of a seed: some ten airings within a quarter of an hour, so that they meet, and quiet hours in
/// the middle.
fn schedule(seed: u64) -> String {
    let mut roll = seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 0x5bd1_e995;
    let mut below = |sides: u64| {
        // xorshift64: enough to lay out a schedule.
        roll ^= roll << 13;
        roll ^= roll >> 7;
        roll ^= roll << 17;
        roll % sides
    };
    let mut text = "[hours]\nquiet = [\"05:40-05:43\"]\n".to_owned();
    for number in 0..4 + below(4) {
        let seconds = [10, 10, 60, 60, 240][usize::try_from(below(5)).unwrap()];
        let late = match below(4) {
            0 => format!("late = \"start\"\ngrace = \"{}s\"\n", 20 + below(400)),
            1 => format!("late = \"join\"\ngrace = \"{}s\"\n", 20 + below(400)),
            _ => String::new(),
        };
        let priority = match below(8) {
            0 => "priority = \"emergency\"\n",
            1 | 2 => "priority = \"priority\"\n",
            _ => "",
        };
        let hours: Vec<String> = (0..=below(3))
            .map(|_| {
                format!(
                    "\"05:{:02}:{:02}\"",
                    30 + below(14),
                    [0, 0, 10, 30, 59][usize::try_from(below(5)).unwrap()]
                )
            })
            .collect();
        let more = format!("at = [{}]\n{late}{priority}", hours.join(", "));
        text += &programme(&format!("tin-{number}"), seconds, &more);
    }
    text
}

/// The station's files; nothing is on a disk.
fn folder(schedule: &str) -> Folder {
    let cue = |seconds| format!("{{{{#cue \"tieng-{seconds}\"}}}}{{{{/cue}}}}\n");
    let templates = LENGTHS.map(|it| (format!("dai-{it}"), cue(it))).into();
    let clips = LENGTHS.map(|it| (format!("tieng-{it}"), it * u64::from(HOUSE_RATE)));
    let sources = Sources { templates, facts: None };
    let folder = Folder::imagined(format!("{HEAD}{schedule}"), sources, Library::imagined(clips));
    assert_eq!(folder.diagnostics, []);
    folder
}

/// The forecasts of a day, an hour ahead, and its log.
fn day(schedule: &str) -> (Vec<(Expected, Forecast)>, Vec<Row>) {
    let (begins, asked, over) = (at("2026-12-01 04:45"), at("2026-12-01 04:50"), at(OVER));
    let hearing = Hearing { output: "none".into(), heard: true };
    let store = Store::in_memory(&tables()).unwrap();
    let mut station = Station::open(store, folder(schedule), hearing, begins).unwrap();
    let open = Arc::new(|_: &_| Err("a counting output opens no clip".to_owned()));
    let mut engine = Engine::new(Box::new(ClockOutput::counting("none", begins)), open);
    drive(&mut station, &mut engine, begins, asked).unwrap();
    let folder = folder(schedule);
    let known = known(&folder.schedule, &folder.scripts, &folder.library, asked);
    let connection = Some(station.store().connection());
    let schedule = &folder.schedule;
    let outlook = Outlook { connection, folder: &folder, schedule, known: &known, now: asked };
    let expected = outlook.expected(asked, over).unwrap();
    let forecasts = outlook.forecasts(&expected, |_| true).unwrap();
    let foretold = expected.into_iter().zip(forecasts);
    let foretold = foretold.filter_map(|(it, forecast)| Some((it, forecast?))).collect();
    drive(&mut station, &mut engine, asked, over).unwrap();
    let reader = Reader { zone: folder.schedule.station.zone, lang: Lang::En };
    (foretold, rows(station.store().connection(), reader, begins, over).unwrap())
}

/// What differs between the forecast of an airing and its row.
fn difference(forecast: &Forecast, row: &Row) -> Option<String> {
    let foretold = (Some(forecast.outcome()), forecast.reason());
    let became = (row.outcome, row.reason.clone());
    if foretold != became {
        return Some(format!("foretold {foretold:?}, became {became:?}"));
    }
    let starts = forecast.run().map(|run| run.from);
    let started = row.started_at.map(|at| at.to_utc());
    let off = starts.zip(started).map_or(TimeDelta::zero(), |(one, other)| (one - other).abs());
    (off > TimeDelta::milliseconds(1) || starts.is_some() != started.is_some())
        .then(|| format!("foretold to start at {starts:?}, started at {started:?}"))
}

/// 300 days; `make torture` takes 10,000.
#[test]
fn an_hour_ahead_the_forecast_is_what_the_station_then_does() {
    let days = env::var("LOA_DAYS").ok().and_then(|days| days.parse().ok()).unwrap_or(300);
    let (mut airings, mut outcomes) = (0, BTreeSet::new());
    for seed in 1..=days {
        let schedule = schedule(seed);
        let (foretold, rows) = day(&schedule);
        for (expected, forecast) in &foretold {
            let row = rows.iter().find(|row| row.airing == expected.key);
            let row = row.unwrap_or_else(|| panic!("day {seed}: {} has no row", expected.key));
            let seen = difference(forecast, row);
            assert!(seen.is_none(), "day {seed}, {}: {}\n{schedule}", expected.key, seen.unwrap());
            outcomes.insert(row.outcome);
        }
        airings += foretold.len();
    }
    assert!(airings as u64 > days * 4, "{airings} airings in {days} days");
    assert!(
        [Outcome::Aired, Outcome::Cut, Outcome::Missed]
            .iter()
            .all(|it| outcomes.contains(&Some(*it)))
    );
}
