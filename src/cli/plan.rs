//! `loa plan`: the airings between two dates.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::{Desk, Done, FINE, Failure, in_order, screen};
use crate::{
    asrun::{Expected, Forecast, LONGEST, Origin, Outlook, Reader},
    check::Folder,
    clock::midnight,
    plan::{Kind, State},
    schedule::Priority,
    store::Store,
    words::{Reason, clock_words, date_words, text},
};

/// An airing, and what will become of it; `None`: loa does not sound it, or its hour has passed.
pub(super) type Coming = (Expected, Option<Forecast>);

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
    forecast: &'static str,
    forecast_reason: Option<String>,
    forecast_text: Option<String>,
    starts_at: Option<String>,
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
    let coming = coming(desk, &folder, from, to)?;
    let reader = Reader { zone, lang };
    if json {
        let rows = coming.iter().map(|coming| row(coming, reader));
        screen::json(&rows.collect::<Vec<_>>())?;
        return Ok(FINE);
    }
    show(&coming, reader);
    Ok(FINE)
}

/// The airings of an interval by the folder as it is, and the make-goods that the station has planned.
pub(super) fn coming(
    desk: &Desk,
    folder: &Folder,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Coming>, Failure> {
    let store = desk.store_to_read()?;
    let known = desk.known(folder, from - LONGEST)?;
    let outlook = Outlook {
        connection: store.as_ref().map(Store::connection),
        folder,
        schedule: &folder.schedule,
        known: &known,
        now: desk.clock.now(),
    };
    let within = |it: &Expected| (from..to).contains(&it.airing.planned_at);
    // An airing of the day before may run on, and one of the day after may cut in.
    let expected = outlook.expected(from - LONGEST, to + LONGEST)?;
    let forecasts = outlook.forecasts(&expected, within)?;
    Ok(expected.into_iter().zip(forecasts).filter(|(it, _)| within(it)).collect())
}

/// Prints a plan by day.
pub(super) fn show(coming: &[Coming], reader: Reader) {
    let lang = reader.lang;
    if coming.is_empty() {
        screen::notice(&text(lang, "cli-plan-empty"));
    }
    let mut day = None;
    let mut lines = Vec::new();
    for (it, forecast) in coming {
        let local = it.airing.planned_at.with_timezone(&reader.zone);
        if day != Some(local.date_naive()) {
            screen::table(&lines);
            lines.clear();
            day = Some(local.date_naive());
            let weekday = text(lang, &format!("weekday-{}", local.format("%u")));
            screen::data(&format!("{weekday} {}", date_words(lang, local.date_naive())));
        }
        let mut title = it.airing.title.clone();
        if it.makes_good.is_some() {
            title = format!("{title} ({})", text(lang, "report-origin-makegood"));
        }
        let time = format!("  {}", clock_words(local.time()));
        lines.push(vec![time, title, what(it, forecast.as_ref(), reader)]);
    }
    screen::table(&lines);
}

/// The utilities of an airing, and what is not as it was planned.
fn what(it: &Expected, forecast: Option<&Forecast>, reader: Reader) -> String {
    let lang = reader.lang;
    match &it.airing.state {
        State::Planned if it.airing.kind == Kind::Elsewhere => text(lang, "page-state-elsewhere"),
        State::Planned => {
            let utilities = it.airing.utilities.join(", ");
            let remarks = forecast.map_or_else(String::new, |it| remarks(it, reader));
            let said = [utilities, remarks].into_iter().filter(|it| !it.is_empty());
            said.collect::<Vec<_>>().join("; ")
        }
        State::Skipped(why) | State::Held(why) => why.render(lang),
    }
}

fn remarks(forecast: &Forecast, reader: Reader) -> String {
    let remarks = forecast.remarks(reader);
    remarks.iter().map(|it| it.render(reader.lang)).collect::<Vec<_>>().join("; ")
}

fn row((it, forecast): &Coming, reader: Reader) -> PlanRow {
    let airing = &it.airing;
    let (state, why): (_, Option<&Reason>) = match &airing.state {
        State::Planned => ("planned", None),
        State::Skipped(why) => ("skipped", Some(why)),
        State::Held(why) => ("held", Some(why)),
    };
    let local = |at: DateTime<Utc>| at.with_timezone(&reader.zone).to_rfc3339();
    let (reason, reason_text) =
        (why.map(Reason::json_code), why.map(|why| why.render(reader.lang)));
    let (forecast, forecast_reason, forecast_text, starts_at) = match (forecast, &airing.state) {
        (Some(it), _) => {
            let text = Some(remarks(it, reader)).filter(|text| !text.is_empty());
            let word = if it.run().is_some() { "will_air" } else { "will_not" };
            let starts_at = it.run().map(|run| local(run.from));
            (word, it.cause().map(|why| why.json_code()), text, starts_at)
        }
        (None, State::Skipped(_)) => ("will_not", reason.clone(), reason_text.clone(), None),
        (None, _) => ("unknown", reason.clone(), reason_text.clone(), None),
    };
    PlanRow {
        programme: airing.programme.clone(),
        title: airing.title.clone(),
        topic: airing.topic.clone(),
        kind: airing.kind,
        planned_at: local(airing.planned_at),
        planned_end: local(airing.planned_end()),
        priority: airing.priority,
        state,
        origin: if it.makes_good.is_some() { Origin::Makegood } else { Origin::Schedule },
        makes_good: it.makes_good.clone(),
        utilities: airing.utilities.clone(),
        reason,
        reason_text,
        forecast,
        forecast_reason,
        forecast_text,
        starts_at,
    }
}
