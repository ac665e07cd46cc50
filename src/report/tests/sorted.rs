//! The rows that the figures count, those that are counted apart, and rules that hold for any log.

use proptest::prelude::*;

use super::{
    super::{Line, Other, Stated, Tally, figures, place},
    sample::{ZONE, at, november, row, utilities},
};
use crate::{
    asrun::{Origin, Outcome, Row},
    plan::Kind,
    report::Figures,
    schedule::Topics,
};

fn counted(rows: &[Row]) -> Figures {
    figures(november(), rows, &utilities(), &Topics::default(), ZONE)
}

/// A notice of a power cut was counted as an airing on Đề án 06.
#[test]
fn content_of_another_topic_is_one_line_and_in_no_figure() {
    let other = |row: Row| Row {
        airing: row.airing.replace("ban-tin", "cat-dien"),
        programme: "cat-dien".into(),
        topic: "Thông báo".into(),
        utilities: vec!["luu-tru".into()],
        ..row
    };
    let ours = row("11-01T05:30", Outcome::Aired);
    let mut asked = other(row("11-04T09:00", Outcome::Cut));
    (asked.origin, asked.planned_at) = (Origin::Operator, None);
    let mut stated = other(row("11-05T09:00", Outcome::Aired));
    (stated.kind, stated.outcome, stated.heard_s) = (Kind::Declared, None, None);
    let mut relay = other(row("11-06T05:00", Outcome::Aired));
    (relay.kind, relay.outcome) = (Kind::Elsewhere, None);
    let rows = [
        ours.clone(),
        other(row("11-02T17:00", Outcome::Aired)),
        other(row("11-03T17:00", Outcome::Missed)),
        asked,
        stated,
        relay,
    ];
    let (all, alone) = (counted(&rows), counted(&[ours]));
    let Other { sounded, declared, elsewhere } = all.apart.other;
    assert_eq!((sounded.aired, sounded.cut, sounded.missed, sounded.heard_s), (1, 1, 1, 120));
    assert_eq!((declared, elsewhere), (Stated { airings: 1, seconds: 60 }, 1));
    let without = |mut figures: Figures| {
        figures.apart.other = Other::default();
        figures
    };
    assert_eq!(without(all), alone);
}

/// A relay that a day off had cancelled was counted as relayed.
#[test]
fn a_cancelled_relay_is_not_counted() {
    let relay = |outcome| Row {
        kind: Kind::Elsewhere,
        outcome,
        heard_s: outcome.map(|_| 0.0),
        ..row("11-05T05:00", Outcome::Skipped)
    };
    let put_off = [Some(Outcome::Skipped), Some(Outcome::Cancelled)].map(relay);
    let figures = counted(&[&put_off[..], &[relay(None)]].concat());
    assert_eq!(figures.apart.elsewhere, 1);
    assert_eq!((figures.total, figures.skips.len()), (Tally::default(), 0));
}

/// The same bulletin was counted as another item whenever its greeting or its date was another.
#[test]
fn an_item_is_a_script_with_its_utilities_whatever_its_greeting() {
    let says = |planned: &str, words: &str, script: &str, utilities: &[&str]| Row {
        text_sha256: Some(words.into()),
        script: Some(script.into()),
        utilities: utilities.iter().map(|&id| id.into()).collect(),
        airing: planned.into(),
        ..row(planned, Outcome::Aired)
    };
    let rows = [
        says("11-01T05:30", "sáng", "ban-tin", &["luu-tru", "doi-so"]),
        says("11-01T17:00", "chiều", "ban-tin", &["doi-so", "luu-tru"]),
        says("11-02T05:30", "sáng hôm sau", "ban-tin", &["luu-tru"]),
        says("11-02T17:00", "hướng dẫn", "huong-dan", &["luu-tru"]),
    ];
    let figures = counted(&rows);
    assert_eq!((figures.total.items, figures.total.repeats), (3, 1));
    let items = |lines: &[Line]| lines.iter().map(|line| line.tally.items).collect::<Vec<_>>();
    // Its repeat in the afternoon is no item of the afternoon: the column adds up to the total.
    assert_eq!(items(&figures.slots), [2, 0, 1, 0]);
}

#[test]
fn seconds_are_those_heard_or_stated() {
    let check = |kind, outcome, expected| {
        let row = Row { kind, outcome, ..row("11-01T05:30", Outcome::Aired) };
        assert_eq!(place::seconds(&row), expected, "{kind:?} {outcome:?}");
    };
    check(Kind::Recorded, Some(Outcome::Aired), 60);
    check(Kind::Live, Some(Outcome::Cut), 60);
    check(Kind::Recorded, Some(Outcome::Missed), 0);
    check(Kind::Recorded, None, 0);
    check(Kind::Declared, None, 60);
    check(Kind::Elsewhere, None, 0);
}

fn any_row() -> impl Strategy<Value = Row> {
    let outcome = prop::option::of(prop::sample::select(Outcome::ALL.to_vec()));
    let origin = prop::sample::select(vec![
        Origin::Schedule,
        Origin::Schedule,
        Origin::Makegood,
        Origin::Operator,
        Origin::Emergency,
    ]);
    let kind =
        prop::sample::select(vec![Kind::Recorded, Kind::Recorded, Kind::Live, Kind::Elsewhere]);
    let heard = prop::option::of(prop::num::f64::ANY);
    let topic = prop::sample::select(vec!["An ninh", "an  ninh", "Đề án 06", "Thông báo"]);
    (outcome, origin, kind, heard, topic, 0..40_i64, 0..24_i64, "[a-c]", "[d-e]?").prop_map(
        |(outcome, origin, kind, heard_s, topic, day, hour, programme, words)| {
            let at = at("10-28T00:10") + chrono::TimeDelta::hours(day * 24 + hour);
            Row {
                planned_at: Some(at),
                outcome,
                origin,
                kind,
                heard_s,
                topic: topic.into(),
                programme,
                utilities: vec![words],
                ..row("11-01T05:30", Outcome::Aired)
            }
        },
    )
}

proptest! {
    #[test]
    fn totals_always_add_up(mut rows in prop::collection::vec(any_row(), 0..60)) {
        for (number, row) in rows.iter_mut().enumerate() {
            row.airing = number.to_string();
        }
        let period = november();
        let written = |name: &str| crate::diagnostic::form::Written { value: name.into(), span: 0..0 };
        let topics = Topics::of(["Đề án 06", "An ninh"].map(written).into());
        let figures = figures(period, &rows, &[], &topics, ZONE);
        let expected = rows
            .iter()
            .filter(|row| row.origin == Origin::Schedule && row.kind == Kind::Recorded)
            .filter(|row| row.topic != "Thông báo")
            .filter(|row| {
                let day = row.planned_at.unwrap().date_naive();
                period.from <= day && day <= period.to
            })
            .count() as u64;
        prop_assert_eq!(figures.total.planned + figures.open, expected);
        let sum: u64 = Outcome::ALL.iter().map(|outcome| figures.total.of(*outcome)).sum();
        prop_assert_eq!(figures.total.planned, sum);
        for table in [&figures.topics, &figures.programmes, &figures.slots] {
            let add = |of: fn(&Tally) -> u64| {
                table.iter().map(|line| of(&line.tally)).fold(0_u64, u64::saturating_add)
            };
            prop_assert_eq!(add(|tally| tally.planned), figures.total.planned);
            prop_assert_eq!(add(|tally| tally.heard_s), figures.total.heard_s);
            prop_assert_eq!(add(|tally| tally.items), figures.total.items);
            prop_assert_eq!(add(|tally| tally.repeats), figures.total.repeats);
            for outcome in Outcome::ALL {
                let column: u64 = table.iter().map(|line| line.tally.of(outcome)).sum();
                prop_assert_eq!(column, figures.total.of(outcome));
            }
            for line in table {
                prop_assert_eq!(line.tally.items + line.tally.repeats, line.tally.aired);
            }
        }
        prop_assert_eq!(figures.misses.len() as u64, figures.total.cut + figures.total.missed);
        let skips: u64 = figures.skips.iter().map(|why| why.airings).sum();
        prop_assert_eq!(skips, figures.total.skipped + figures.total.cancelled);
    }
}
