//! The guarantees of the rotation, tested on random timetables and on the sample's own.

mod sample;
mod station;
mod timetables;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use proptest::prelude::*;
use station::{Desk, goes_round, local_day};
use timetables::{Edit, Timetable, edit, timetable};

use super::*;
use crate::plan::{plan, tests::at};

const BEGINS: &str = "2026-11-28T07:10";
const ENDS: &str = "2026-12-18T12:00";
const DAY: TimeDelta = TimeDelta::days(1);

/// Some weeks of a station over the end of a month, perhaps with an edit in the middle.
#[derive(Debug)]
struct Life {
    timetable: Timetable,
    /// The minute of the edit.
    edit: Option<(i64, Edit)>,
    /// The interval in minutes at which coming airings are stored.
    step: i64,
    /// The minute at which a plan is cut in two.
    cut: i64,
}

fn life() -> impl Strategy<Value = Life> {
    let minutes = || 0_i64..14 * 1440;
    let edit = prop::option::of((minutes(), edit()));
    (timetable(), edit, 480_i64..2 * 1440, minutes())
        .prop_map(|(timetable, edit, step, cut)| Life { timetable, edit, step, cut })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whatever_the_timetable_all_that_fit_are_reached_before_one_returns(life in life()) {
        let (begins, ends) = (at(BEGINS), at(ENDS));
        let mut desk = Desk::new(&life.timetable, begins);
        let mut rounds = Rounds::default();
        let mut counts_from = begins;
        if let Some((after, edit)) = &life.edit {
            let now = begins + TimeDelta::minutes(*after);
            desk.live(begins, now, life.step);
            rounds.go(&desk, begins, now)?;
            let (before, old) = (desk.log.clone(), desk.schedule.clone());
            let edited = life.timetable.edited(edit);
            let due = desk.edit(now, &edited);
            let untouched = edited.cards() == life.timetable.cards();
            hold_unedited(&old, &desk, now, &due, untouched)?;
            let first = before.partition_point(|it| it.planned_at < now);
            prop_assert_eq!(&desk.log[..first], &before[..first], "nothing before the edit changes");
            counts_from = now;
        } else {
            desk.cover(begins + DAY);
        }
        let foretold = desk.foretold(counts_from, ends);
        hold_additive(&desk, counts_from, life.cut, &foretold)?;
        desk.live(counts_from, ends, life.step);
        let first = desk.log.partition_point(|it| it.planned_at < counts_from);
        let last = desk.log.partition_point(|it| it.planned_at < ends);
        prop_assert_eq!(&desk.log[first..last], &foretold[..], "what is foretold comes true");
        rounds.go(&desk, counts_from, ends)?;
        if life.edit.is_none() {
            hold_reached(&desk)?;
        }
    }
}

/// The state of each programme's round, worked out from its hands alone.
#[derive(Default)]
struct Rounds(BTreeMap<String, BTreeSet<String>>);

impl Rounds {
    /// Continues through the hands that the log has of an interval, by the current schedule.
    fn go(
        &mut self,
        desk: &Desk,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<(), TestCaseError> {
        for programme in takers(&desk.schedule) {
            let fits = |day| desk.known.fitting(programme, day).into_iter().collect();
            let own = desk.log.iter().filter(|it| {
                it.programme == programme.id && from <= it.planned_at && it.planned_at < to
            });
            let had = self.0.entry(programme.id.clone()).or_default();
            goes_round(own, had, fits, programme.utilities).map_err(TestCaseError::fail)?;
        }
        Ok(())
    }
}

/// A programme that an edit does not concern keeps the hands that it was dealt.
fn hold_unedited(
    old: &Schedule,
    desk: &Desk,
    now: DateTime<Utc>,
    due: &[Airing],
    untouched: bool,
) -> Result<(), TestCaseError> {
    let hands = |airings: &[Airing], id: &str| -> Vec<(DateTime<Utc>, Vec<String>)> {
        let own = airings.iter().filter(|it| it.programme == id && !it.utilities.is_empty());
        own.map(|it| (it.planned_at, it.utilities.clone())).collect()
    };
    for programme in takers(old).filter(|_| untouched) {
        let Some(new) = desk.schedule.programme(&programme.id) else { continue };
        let until = due.last().map_or(now, |it| it.planned_at) + TimeDelta::seconds(1);
        let first = desk.log.partition_point(|it| it.planned_at < now);
        let last = desk.log.partition_point(|it| it.planned_at < until);
        let (before, after) = (hands(due, &new.id), hands(&desk.log[first..last], &new.id));
        let starts = |hands: &[(DateTime<Utc>, _)]| hands.iter().map(|it| it.0).collect::<Vec<_>>();
        let same = (programme.utilities, programme.level) == (new.utilities, new.level);
        if same && starts(&before) == starts(&after) {
            prop_assert_eq!(before, after, "{} was not edited", new.id);
        }
    }
    Ok(())
}

/// The plans of two adjacent intervals equal the plan of both together, on either side of now; and more
/// remembered hands than the rotation needs change nothing.
fn hold_additive(
    desk: &Desk,
    now: DateTime<Utc>,
    cut: i64,
    foretold: &[Airing],
) -> Result<(), TestCaseError> {
    let ends = at(ENDS);
    let cut = at(BEGINS) + TimeDelta::minutes(cut);
    let known = desk.known_from(now);
    let mut both = plan(&desk.schedule, &known, now, cut.max(now));
    both.extend(plan(&desk.schedule, &known, cut.max(now), ends));
    prop_assert_eq!(&both[..], foretold, "cut at {}", cut);
    let hands = desk.log.iter().filter_map(Hand::of).collect();
    let all = Known { dealt: Dealt { hands, goes_on: Some(now) }, ..known };
    prop_assert_eq!(&plan(&desk.schedule, &all, now, ends)[..], foretold);
    Ok(())
}

/// n airings with hands of k utilities mention n·k different ones, or all that fit.
fn hold_reached(desk: &Desk) -> Result<(), TestCaseError> {
    for programme in takers(&desk.schedule) {
        let own = desk.log.iter().filter(|it| it.programme == programme.id);
        let dealt = own.filter(|it| !matches!(it.state, State::Skipped(_)));
        let mut reached = BTreeSet::new();
        for (airing, n) in dealt.zip(1..) {
            reached.extend(&airing.utilities);
            let fits = desk.known.fitting(programme, local_day(airing)).len();
            prop_assert!(reached.len() >= fits.min(n * programme.utilities), "{}", airing.key());
        }
    }
    Ok(())
}
