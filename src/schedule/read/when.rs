//! `at`, `days`, `on` and `cron`: when a programme is due.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use croner::{
    Cron,
    parser::{CronParser, Seconds, Year},
};

use super::{Page, ask};
use crate::{
    diagnostic::form::{Form, Written},
    schedule::{DaySet, Days, Times, spell},
    words::Message,
};

pub(super) fn times(form: &Form<'_>, page: &Page) -> Option<Times> {
    let at = form.texts("at");
    let cron = form.text("cron");
    let on = dates(form);
    let weekly = weekdays(form);
    let place = |key| form.place_of(key);
    if let (Some(span), Some(_)) = (place("cron"), place("at")) {
        form.diagnostic(span, Message::new("programme-at-and-cron"));
    } else if place("cron").is_some() {
        for key in ["days", "on"] {
            if let Some(span) = place(key) {
                form.diagnostic(span, Message::new("programme-cron-and-days").with("key", key));
            }
        }
    }
    if let (Some(span), Some(_)) = (place("days"), place("on")) {
        form.diagnostic(span, Message::new("programme-on-and-days"));
    }
    if let Some(written) = cron {
        return Some(Times::Cron(Box::new(pattern(form, page, &written)?)));
    }
    if place("cron").is_none() && at.as_ref().map_or(place("at").is_none(), Vec::is_empty) {
        form.diagnostic(form.span.clone(), Message::new("programme-no-time"));
    }
    let days = on.map_or(Days::Weekly(weekly.unwrap_or(DaySet::ALL)), Days::On);
    Some(Times::At { times: hours(form, at?), days })
}

fn hours(form: &Form<'_>, written: Vec<Written<String>>) -> Vec<NaiveTime> {
    let read = written.into_iter().filter_map(|it| ask::understood(form, it, spell::time));
    let mut times: Vec<NaiveTime> = read.collect();
    times.sort_unstable();
    times.dedup();
    times
}

fn dates(form: &Form<'_>) -> Option<Vec<NaiveDate>> {
    let written = form.texts("on")?;
    if written.is_empty() {
        form.diagnostic(form.place_of("on")?, Message::new("programme-on-empty"));
    }
    let read = written.into_iter().filter_map(|it| ask::understood(form, it, spell::date));
    let mut dates: Vec<NaiveDate> = read.collect();
    dates.sort_unstable();
    dates.dedup();
    Some(dates)
}

fn weekdays(form: &Form<'_>) -> Option<DaySet> {
    let mut set = DaySet::NONE;
    for written in form.texts("days")? {
        set = set.and(ask::understood(form, written, spell::days)?);
    }
    if set == DaySet::NONE && form.is_faultless() {
        form.diagnostic(form.place_of("days")?, Message::new("days-none"));
    }
    Some(set)
}

fn pattern(form: &Form<'_>, page: &Page, written: &Written<String>) -> Option<Cron> {
    let text = written.value.trim();
    let message = |code: &'static str| Message::new(code).with("value", text);
    let fields: Vec<&str> = text.split_whitespace().collect();
    if fields.len() != 6 {
        let code = if fields.len() == 5 { "cron-five" } else { "cron-fields" };
        form.diagnostic(written.span.clone(), message(code).with("count", fields.len()));
        return None;
    }
    // The same two settings with which the bell reads it: day of month and weekday together mean both.
    let parser = CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Disallowed)
        .dom_and_dow(true)
        .build();
    let Ok(cron) = parser.parse(text) else {
        form.diagnostic(written.span.clone(), message("cron-unreadable"));
        return None;
    };
    if !ever_comes(&cron, page, &fields) {
        form.diagnostic(written.span.clone(), message("cron-never"));
        return None;
    }
    echo_weekday_numbers(form, written, fields[5]);
    Some(cron)
}

/// Whether the pattern has an occurrence at all. Hours of a day always come, so that only the days
/// matter; a field of nothing but commas matches nothing.
fn ever_comes(cron: &Cron, page: &Page, fields: &[&str]) -> bool {
    let blank = |field: &&str| field.chars().all(|letter| letter == ',');
    if fields.iter().any(blank) {
        return false;
    }
    let find = || cron.find_next_occurrence(&DateTime::<Utc>::UNIX_EPOCH, true).is_ok();
    *page.crons.borrow_mut().entry(fields[3..].join(" ")).or_insert_with(find)
}

/// In cron Monday is 1, in Vietnamese it is thứ Hai: a number is said again in words.
fn echo_weekday_numbers(form: &Form<'_>, written: &Written<String>, field: &str) {
    let mut numbers = Vec::new();
    for part in field.split(',') {
        let days = part.split(['/', '#', 'L', 'l']).next().unwrap_or_default();
        numbers.extend(days.split('-').filter_map(|day| day.parse::<i64>().ok()));
    }
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return };
    let code = if first == last { "cron-weekday" } else { "cron-weekdays" };
    let message = Message::new(code).with("field", field).with("first", *first).with("last", *last);
    form.warning(written.span.clone(), message);
}
