//! A year of the sample station's own timetable: 64 utilities a week, four times as many as there are.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Utc, Weekday};

use crate::{
    plan::{Airing, Card, Dealt, Known, plan, tests::at},
    schedule::Schedule,
};

/// Thirteen months from the first of December 2026, on which the station begins.
fn year() -> (Schedule, Vec<Airing>) {
    let schedule = crate::schedule::read(include_str!("../../../../schedule.toml")).schedule;
    // As the sample's facts have them: seven of 16 are of level 2.
    let card = |place: u8| {
        let level = if place < 9 { 1 } else { 2 };
        Card { id: format!("u{place}"), level, valid_until: None }
    };
    let begins = at("2026-12-01T00:00");
    let known = Known {
        utilities: (0..16).map(card).collect(),
        dealt: Dealt { hands: Vec::new(), goes_on: Some(begins) },
        ..Known::default()
    };
    let airings = plan(&schedule, &known, begins, at("2028-01-01T00:00"));
    (schedule, airings)
}

fn hands<'a>(airings: &'a [Airing], id: &str) -> Vec<&'a Airing> {
    airings.iter().filter(|it| it.programme == id && !it.utilities.is_empty()).collect()
}

fn reached(airings: &[&Airing]) -> usize {
    airings.iter().flat_map(|it| &it.utilities).collect::<BTreeSet<_>>().len()
}

#[test]
fn sixteen_sundays_mention_sixteen_utilities() {
    let (_, airings) = year();
    let sundays = hands(&airings, "huong-dan-vneid");
    assert_eq!(sundays.len(), 55, "all Sundays but that of Tết");
    for sixteen in sundays.chunks_exact(16) {
        assert_eq!(reached(sixteen), 16);
    }
}

#[test]
fn a_weekday_hears_other_utilities_every_week() {
    let (schedule, airings) = year();
    let weekday = |at: DateTime<Utc>| at.with_timezone(&schedule.station.zone).weekday();
    for id in ["ban-tin-sang", "ban-tin-chieu"] {
        for day in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri] {
            let mut own = hands(&airings, id);
            own.retain(|it| weekday(it.planned_at) == day);
            let months: Vec<usize> = own.windows(4).map(reached).collect();
            let sum = months.iter().sum::<usize>();
            assert!(sum >= 12 * months.len(), "four times {id} on {day}: {months:?} of 16");
            assert!(months.iter().all(|it| *it >= 8), "{id} on {day}: {months:?}");
        }
    }
}

#[test]
fn the_airings_of_a_day_mention_different_utilities() {
    let (schedule, airings) = year();
    let date = |it: &Airing| it.planned_at.with_timezone(&schedule.station.zone).date_naive();
    let days = airings.chunk_by(|a, b| date(a) == date(b));
    let repeated = |day: &[Airing]| {
        let all = day.iter().map(|it| it.utilities.len()).sum::<usize>();
        all - reached(&day.iter().collect::<Vec<_>>())
    };
    let repeated: Vec<usize> = days.map(repeated).collect();
    let without = repeated.iter().filter(|times| **times == 0).count();
    // Up to eleven of 16 a day; at the end of a round there is no choice.
    assert!(without * 10 >= repeated.len() * 8, "{without} of {} days", repeated.len());
    assert!(repeated.iter().all(|times| *times <= 3), "{repeated:?}");
}
