//! `loa plan`: the airings between two dates.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::{Desk, Done, FINE, Failure, in_order, screen};
use crate::{
    asrun::{self, Origin},
    check::Folder,
    clock::midnight,
    plan::{Airing, Kind, State, plan},
    schedule::Priority,
    words::{Lang, Reason, clock_words, date_words, text},
};

/// An airing as `plan --json` prints it.
#[derive(Serialize)]
struct PlanRow {
    programme: String,
    title: String,
    topic: String,
    kind: Kind,
    planned_at: String,
    planned_end: String,
    priority: Priority,
    state: &'static str,
    origin: Origin,
    makes_good: Option<String>,
    utilities: Vec<String>,
    reason: Option<String>,
    reason_text: Option<String>,
}

pub(super) fn run(desk: &Desk, from: Option<NaiveDate>, to: Option<NaiveDate>, json: bool) -> Done {
    let folder = desk.read_and_warn()?;
    let lang = desk.lang(Some(&folder));
    let now = desk.clock.now();
    let zone = folder.schedule.station.zone;
    let from = from.unwrap_or_else(|| now.with_timezone(&zone).date_naive());
    let to = to.unwrap_or(from + TimeDelta::days(6));
    in_order(from, to, lang)?;
    let (from, to) = (midnight(zone, from), midnight(zone, to + TimeDelta::days(1)));
    let planned = airings(desk, &folder, from, to)?.into_iter().map(|airing| (airing, None));
    let mut all: Vec<(Airing, Option<String>)> = planned.collect();
    all.extend(makegoods(desk, from, to)?);
    all.sort_by_key(|(airing, _)| airing.planned_at);
    if json {
        let rows = all.iter().map(|(airing, missed)| row(airing, missed.as_ref(), zone, lang));
        screen::json(&rows.collect::<Vec<_>>())?;
        return Ok(FINE);
    }
    let mark = text(lang, "report-origin-makegood");
    for (airing, _) in all.iter_mut().filter(|(_, missed)| missed.is_some()) {
        airing.title = format!("{} ({mark})", airing.title);
    }
    show(&all.into_iter().map(|(airing, _)| airing).collect::<Vec<_>>(), zone, lang);
    Ok(FINE)
}

/// The make-goods that the station has planned, each with the airing that was missed. They stand in the
/// database alone: what was missed is in no file.
fn makegoods(
    desk: &Desk,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<(Airing, Option<String>)>, Failure> {
    let Some(store) = desk.store_to_read()? else { return Ok(Vec::new()) };
    let open = asrun::open_airings(store.connection())?;
    let within = open.into_iter().filter(|open| from <= open.at && open.at < to);
    let makegoods = within.filter(|open| open.subject.makes_good.is_some());
    Ok(makegoods
        .map(|open| {
            let airing = Airing {
                programme: open.subject.programme,
                title: open.subject.title,
                topic: open.subject.topic,
                kind: open.subject.kind,
                planned_at: open.at,
                length: TimeDelta::microseconds(open.subject.length_us),
                priority: open.subject.priority,
                state: State::Planned,
                utilities: open.subject.utilities,
                fresh: 0,
            };
            (airing, open.subject.makes_good)
        })
        .collect())
}

/// The plan of an interval, by the folder as it is.
pub(super) fn airings(
    desk: &Desk,
    folder: &Folder,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Airing>, Failure> {
    Ok(plan(&folder.schedule, &desk.known(folder, from)?, from, to))
}

/// Prints a plan by day.
pub(super) fn show(airings: &[Airing], zone: Tz, lang: Lang) {
    if airings.is_empty() {
        screen::notice(&text(lang, "cli-plan-empty"));
    }
    let mut day = None;
    let mut lines = Vec::new();
    for airing in airings {
        let local = airing.planned_at.with_timezone(&zone);
        if day != Some(local.date_naive()) {
            screen::table(&lines);
            lines.clear();
            day = Some(local.date_naive());
            let weekday = text(lang, &format!("weekday-{}", local.format("%u")));
            screen::data(&format!("{weekday} {}", date_words(lang, local.date_naive())));
        }
        let mut cells = vec![format!("  {}", clock_words(local.time())), airing.title.clone()];
        cells.push(match &airing.state {
            State::Planned if airing.kind == Kind::Elsewhere => text(lang, "page-state-elsewhere"),
            State::Planned => airing.utilities.join(", "),
            State::Skipped(why) | State::Held(why) => why.render(lang),
        });
        lines.push(cells);
    }
    screen::table(&lines);
}

fn row(airing: &Airing, missed: Option<&String>, zone: Tz, lang: Lang) -> PlanRow {
    let (state, why): (_, Option<&Reason>) = match &airing.state {
        State::Planned => ("planned", None),
        State::Skipped(why) => ("skipped", Some(why)),
        State::Held(why) => ("held", Some(why)),
    };
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).to_rfc3339();
    PlanRow {
        programme: airing.programme.clone(),
        title: airing.title.clone(),
        topic: airing.topic.clone(),
        kind: airing.kind,
        planned_at: local(airing.planned_at),
        planned_end: local(airing.planned_end()),
        priority: airing.priority,
        state,
        origin: if missed.is_some() { Origin::Makegood } else { Origin::Schedule },
        makes_good: missed.cloned(),
        utilities: airing.utilities.clone(),
        reason: why.map(Reason::json_code),
        reason_text: why.map(|why| why.render(lang)),
    }
}
