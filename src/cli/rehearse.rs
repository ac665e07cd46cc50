//! `loa rehearse`: a whole month in seconds.

use std::{fs, path::PathBuf};

use anyhow::Context;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::{Desk, Done, FAILED, FINE, Failure, in_order, screen};
use crate::{
    asrun::Outcome,
    clock::midnight,
    daemon::{Happened, NotAiredGroup, Rehearsal, rehearse, throw_faults, write_papers},
    plan::hands_until,
    report::{self, Head, Mark, Month},
    words::{Lang, Message, clock_words, date_words, text, thousands},
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
    let (from, to) = days(desk, station.zone, from, to, lang)?;
    let utilities = folder.scripts.utilities.clone();
    let dispatch = folder.scripts.dispatch.clone();
    let month = Month::of(to);
    let coming = report::coming(&folder.schedule, month.plus(1));
    let until = midnight(station.zone, to + TimeDelta::days(1));
    let begins = midnight(station.zone, from);
    let dealt = hands_until(&folder.schedule, &desk.known(&folder, begins)?, begins);
    let rehearsed = rehearse(folder, dealt, begins, until, out.as_deref())?;
    if let Some(out) = out {
        fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
        let path = out.join("log.json");
        fs::write(&path, serde_json::to_vec_pretty(&rehearsed.rows)?)
            .with_context(|| path.display().to_string())?;
        // The report as it would be if the period were these days.
        let range = report::Range { from, to };
        let rows = &rehearsed.rows;
        let figures = report::figures(range, rows, &utilities, &settings.topics, station.zone);
        let head = Head::of(&station, &settings, month, 1);
        let head = head.answering(&dispatch).marked(Mark::Rehearsal);
        let papers = report::papers(&figures, &head, rows, &coming, lang)?;
        write_papers(&out, &papers)?;
    }
    if json {
        screen::json(&rehearsed.rehearsal)?;
    } else {
        show(&rehearsed.rehearsal, from, to, lang);
    }
    Ok(FINE)
}

/// The same with everything thrown at it that can go wrong; a rule that does not hold fails.
pub(super) fn run_with_faults(
    desk: &Desk,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    seed: u64,
    json: bool,
) -> Done {
    let folder = desk.read_and_warn()?;
    let lang = desk.lang(Some(&folder));
    let zone = folder.schedule.station.zone;
    let (from, to) = days(desk, zone, from, to, lang)?;
    let until = midnight(zone, to + TimeDelta::days(1));
    let thrown = throw_faults(&folder, seed, midnight(zone, from), until, lang)?;
    if json {
        screen::json(&thrown)?;
    } else {
        show(&thrown.rehearsal, from, to, lang);
        screen::data(&text(lang, "cli-faults"));
        faults_table(&thrown.thrown);
    }
    if !thrown.needed.is_empty() && !json {
        screen::data(&text(lang, "cli-faults-needed"));
        faults_table(&thrown.needed);
    }
    for broken in &thrown.violations {
        let told = Message::new("cli-rule-broken")
            .with("seed", seed.to_string())
            .with("at", moment(broken.at))
            .with("rule", broken.rule_text.as_str())
            .with("airing", broken.airing.as_deref().unwrap_or("-"));
        screen::told(&told, lang);
    }
    Ok(if thrown.violations.is_empty() { FINE } else { FAILED })
}

fn faults_table(faults: &[Happened]) {
    let line = |it: &Happened| vec![format!("  {}", moment(it.at)), it.fault_text.clone()];
    screen::table(&faults.iter().map(line).collect::<Vec<_>>());
}

/// The days typed, or the month that begins today.
fn days(
    desk: &Desk,
    zone: Tz,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    lang: Lang,
) -> Result<(NaiveDate, NaiveDate), Failure> {
    let from = from.unwrap_or_else(|| desk.clock.now().with_timezone(&zone).date_naive());
    let to = to.unwrap_or_else(|| from + TimeDelta::days(30));
    in_order(from, to, lang)?;
    Ok((from, to))
}

fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%d/%m/%Y %H:%M:%S").to_string()
}

fn show(rehearsal: &Rehearsal, from: NaiveDate, to: NaiveDate, lang: Lang) {
    let heading = Message::new("cli-rehearsed")
        .with("from", date_words(lang, from))
        .with("to", date_words(lang, to))
        .with("took", crate::words::decimal(lang, rehearsal.took_s));
    screen::data(&heading.render(lang));
    let count = |number: usize| thousands(lang, i64::try_from(number).unwrap_or(i64::MAX));
    let mut lines =
        vec![vec![format!("  {}", text(lang, "cli-planned")), count(rehearsal.planned)]];
    lines.extend(Outcome::ALL.map(|outcome| {
        let words = text(lang, &format!("outcome-{}", outcome.code()));
        let number = usize::try_from(rehearsal.outcomes.of(outcome)).unwrap_or(usize::MAX);
        vec![format!("  {words}"), count(number)]
    }));
    screen::table(&lines);
    show_not_aired(&rehearsal.not_aired_groups, lang);
    screen::data(&text(lang, "cli-utilities"));
    let times =
        rehearsal.utilities.iter().map(|(id, times)| vec![format!("  {id}"), count(*times)]);
    screen::table(&times.collect::<Vec<_>>());
}

/// Prints the airings that will not go out whole and why, so that a person can act beforehand.
fn show_not_aired(groups: &[NotAiredGroup], lang: Lang) {
    if groups.is_empty() {
        return;
    }
    screen::data(&text(lang, "cli-not-aired"));
    for group in groups {
        let at = |at: &DateTime<FixedOffset>| {
            format!("{} {}", clock_words(at.time()), date_words(lang, at.date_naive()))
        };
        let first = group.first.iter().map(at).collect::<Vec<_>>().join(", ");
        let line = Message::new("cli-not-aired-line")
            .with("airings", group.airings)
            .with("title", group.title.as_str())
            .with("result", result_words(group, lang))
            .with("first", first)
            .with("more", group.airings - group.first.len());
        screen::data(&format!("  {}", line.render(lang)));
    }
}

/// The outcome and the reason; the outcome is left out where the reason begins with the same words.
fn result_words(group: &NotAiredGroup, lang: Lang) -> String {
    let outcome = text(lang, &format!("outcome-{}", group.outcome.code()));
    let Some(why) = &group.reason_text else { return outcome };
    if why.to_lowercase().starts_with(&outcome.to_lowercase()) {
        let rest: String = why.chars().skip(outcome.chars().count()).collect();
        return format!("{outcome}{rest}");
    }
    format!("{outcome}, {why}")
}
