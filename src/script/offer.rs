//! What a template may use: one table, which fills templates and against which their names are held.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde_json::{Map, Value as Json, json};

use super::{Airtime, Figure, Scripts, Utility, tags::unprintable};
use crate::words::DayPart;

/// Everything that a template may use for one airing, `utilities` being those that it speaks of.
pub(super) fn offer(scripts: &Scripts, airtime: &Airtime<'_>, utilities: &[&Utility]) -> Json {
    let part_of_day = DayPart::of(airtime.at.hour());
    let level = |level| scripts.utilities.iter().filter(|it| it.level == level).count();
    let day = airtime.at.date();
    let utilities = utilities.iter().zip(1..);
    let utilities = utilities.map(|(utility, number)| spoken_of(utility, number, day));
    json!({
        "station": {
            "name": clean(airtime.station_name),
            "call": clean(&call(airtime.station_name, airtime.station_place)),
        },
        "programme": {
            "title": clean(airtime.programme_title),
            "topic": clean(airtime.programme_topic),
        },
        "part_of_day": part_of_day.clip(),
        "part_of_day_words": part_of_day.spoken(),
        "date_words": date_words(airtime.at.date()),
        "utilities": utilities.collect::<Vec<_>>(),
        "counts": {
            "all": scripts.utilities.len(),
            "level_1": level(1),
            "level_2": level(2),
        },
        "figures": figures(scripts),
    })
}

/// The same with one specimen of everything, for holding names against it.
pub(super) fn specimen(scripts: &Scripts) -> Json {
    let airtime = Airtime {
        script: "",
        station_name: "",
        station_place: "",
        programme_title: "",
        programme_topic: "",
        at: NaiveDateTime::default(),
        utilities: &[],
    };
    offer(scripts, &airtime, &[&Utility::default()])
}

fn spoken_of(utility: &Utility, number: usize, day: NaiveDate) -> Json {
    let how_to = utility.how_to.as_ref().filter(|how_to| holds(how_to.valid_until, day));
    json!({
        "id": utility.id,
        "level": utility.level,
        "title": utility.title,
        "spoken": utility.spoken,
        "how_to": how_to.map_or("", |how_to| how_to.spoken.as_str()),
        "number": number,
    })
}

fn figures(scripts: &Scripts) -> Map<String, Json> {
    let figures = scripts.figures.iter().map(|figure| {
        let fields = json!({ "spoken": figure_words(figure), "source": figure.source });
        (figure.id.clone(), fields)
    });
    figures.collect()
}

/// A figure as the one sentence that may be said of it. Templates get no other part of it, so that it is
/// never on air without its day.
pub fn figure_words(figure: &Figure) -> String {
    let mut title = figure.title.chars();
    let first = title.next().into_iter().flat_map(char::to_lowercase);
    let title: String = first.chain(title).collect();
    format!("Tính đến {}, {title} là {}.", date_words(figure.as_of), figure.value)
}

/// Whether a fact that holds up to and including `until` still holds on `day`.
pub(super) fn holds(until: Option<NaiveDate>, day: NaiveDate) -> bool {
    until.is_none_or(|until| day <= until)
}

/// The station call: the station's name and place, without naming the place twice. `Phường` has a capital
/// on paper, but not inside a sentence.
fn call(name: &str, place: &str) -> String {
    if name.to_lowercase().contains(&place.to_lowercase()) {
        return name.to_owned();
    }
    let kind =
        ["Xã ", "Phường ", "Đặc khu ", "Thị trấn "].into_iter().find(|it| place.starts_with(it));
    match kind {
        Some(kind) => format!("{name} {}{}", kind.to_lowercase(), &place[kind.len()..]),
        None => format!("{name} {place}"),
    }
}

/// A date as it is written in a running text.
fn date_words(date: NaiveDate) -> String {
    format!("ngày {} tháng {} năm {}", date.day(), date.month(), date.year())
}

/// Without the letters that mark a cue.
fn clean(text: &str) -> String {
    text.replace(unprintable, " ")
}
