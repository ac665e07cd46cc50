//! `loa rehearse`: a whole month in seconds.

use std::{fs, path::PathBuf};

use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};

use super::{Desk, Done, FINE, in_order, screen};
use crate::{
    clock::midnight,
    daemon::{Rehearsal, rehearse, write_papers},
    report::{self, Head, Month},
    words::{Lang, Phrase, date_words, text, thousands},
};

pub(super) fn run(
    desk: &Desk,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    out: Option<PathBuf>,
    json: bool,
) -> Done {
    let folder = desk.read_and_warn()?;
    let lang = desk.lang(Some(&folder));
    let station = folder.schedule.station.clone();
    let settings = folder.schedule.report.clone();
    let today = desk.clock.now().with_timezone(&station.zone).date_naive();
    let from = from.unwrap_or(today);
    let to = to.unwrap_or_else(|| from + TimeDelta::days(30));
    in_order(from, to, lang)?;
    let utilities = folder.scripts.utilities.clone();
    let month = Month::of(to);
    let coming = report::coming(&folder.schedule, month.plus(1));
    let until = midnight(station.zone, to + TimeDelta::days(1));
    let rehearsed = rehearse(folder, midnight(station.zone, from), until, out.as_deref())?;
    if let Some(out) = out {
        fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
        let path = out.join("log.json");
        fs::write(&path, serde_json::to_vec_pretty(&rehearsed.rows)?)
            .with_context(|| path.display().to_string())?;
        // The report as it would be if the period were these days.
        let range = report::Range { from, to };
        let figures = report::figures(range, &rehearsed.rows, &utilities, station.zone);
        let head = Head::of(&station, &settings, month, 1);
        let papers = report::papers(&figures, &head, &rehearsed.rows, &coming, lang)?;
        write_papers(&out, &papers)?;
    }
    if json {
        screen::json(&rehearsed.rehearsal)?;
    } else {
        show(&rehearsed.rehearsal, from, to, lang);
    }
    Ok(FINE)
}

fn show(rehearsal: &Rehearsal, from: NaiveDate, to: NaiveDate, lang: Lang) {
    let heading = Phrase::new("cli-rehearsed")
        .with("from", date_words(lang, from))
        .with("to", date_words(lang, to))
        .with("took", crate::words::decimal(lang, rehearsal.took_s));
    screen::data(&heading.say(lang));
    let count = |number: usize| thousands(lang, i64::try_from(number).unwrap_or(i64::MAX));
    let mut lines =
        vec![vec![format!("  {}", text(lang, "cli-planned")), count(rehearsal.planned)]];
    let outcomes = [
        ("aired", rehearsal.aired),
        ("cut", rehearsal.cut),
        ("missed", rehearsal.missed),
        ("skipped", rehearsal.skipped),
        ("cancelled", rehearsal.cancelled),
    ];
    lines.extend(outcomes.map(|(outcome, number)| {
        vec![format!("  {}", text(lang, &format!("outcome-{outcome}"))), count(number)]
    }));
    screen::table(&lines);
    screen::data(&text(lang, "cli-utilities"));
    let times =
        rehearsal.utilities.iter().map(|(id, times)| vec![format!("  {id}"), count(*times)]);
    screen::table(&times.collect::<Vec<_>>());
}
