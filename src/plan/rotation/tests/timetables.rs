//! Random timetables of every kind, and random edits of them.

use std::fmt::Write as _;

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::{
    plan::{Card, tests::schedule},
    schedule::Schedule,
};

/// One `[[programme]]`, from which the file's text is made.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    id: usize,
    times: String,
    utilities: usize,
    level: Option<u8>,
    priority: &'static str,
}

/// A schedule, from which the file's text is made, and the station's utilities.
#[derive(Clone, Debug)]
pub(super) struct Timetable {
    programmes: Vec<Draft>,
    exceptions: Vec<String>,
    quiet: &'static str,
    /// The level of each utility, 0 for one that was dropped, and the day of December after which its
    /// facts hold no more.
    levels: Vec<(u8, Option<u32>)>,
}

/// A random edit of a timetable.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    Add(Draft),
    Remove(prop::sample::Index),
    Retime(prop::sample::Index, String),
    Resize(prop::sample::Index, usize),
    Level(prop::sample::Index, Option<u8>),
    Urgent(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Except(String),
    Allow,
    Quiet(&'static str),
    NewUtility(prop::sample::Index, u8),
    DropUtility(prop::sample::Index),
}

impl Timetable {
    pub(super) fn schedule(&self) -> Schedule {
        let mut text = format!("[hours]\nquiet = [{}]\n", self.quiet);
        for Draft { id, times, utilities, level, priority } in &self.programmes {
            let level = level.map(|level| format!("level = {level}\n")).unwrap_or_default();
            let _ = writeln!(
                text,
                "[[programme]]\nid = \"p{id}\"\nscript = \"x\"\n{times}\nutilities = {utilities}\n\
                 {level}priority = \"{priority}\""
            );
        }
        for exception in &self.exceptions {
            let _ = writeln!(text, "[[except]]\n{exception}\nprogrammes = \"all\"\nreason = \"x\"");
        }
        schedule(&text)
    }

    pub(super) fn cards(&self) -> Vec<Card> {
        let cards = self.levels.iter().enumerate().map(|(place, (level, last))| {
            let valid_until = last.and_then(|day| NaiveDate::from_ymd_opt(2026, 12, day));
            Card { id: format!("u{place}"), level: *level, valid_until }
        });
        cards.filter(|card| card.level > 0).collect()
    }

    pub(super) fn edited(&self, edit: &Edit) -> Self {
        let mut new = self.clone();
        let count = new.programmes.len();
        match edit {
            Edit::Add(draft) => {
                let id = new.programmes.iter().map(|it| it.id + 1).max().unwrap_or(0);
                new.programmes.push(Draft { id, ..draft.clone() });
            }
            Edit::Remove(which) if count > 1 => drop(new.programmes.remove(which.index(count))),
            Edit::Remove(_) => {}
            Edit::Retime(which, times) => {
                new.programmes[which.index(count)].times.clone_from(times);
            }

            Edit::Resize(which, size) => new.programmes[which.index(count)].utilities = *size,
            Edit::Level(which, level) => new.programmes[which.index(count)].level = *level,
            Edit::Urgent(which) => new.programmes[which.index(count)].priority = "emergency",
            Edit::Swap(one, other) => new.programmes.swap(one.index(count), other.index(count)),
            Edit::Except(days) => new.exceptions.push(days.clone()),
            Edit::Allow => new.exceptions.clear(),
            Edit::Quiet(quiet) => new.quiet = quiet,
            Edit::NewUtility(place, level) => {
                let place = place.index(new.levels.len() + 1);
                // The utilities after it keep their ids: a utility is known by its id, not by its index.
                if place == new.levels.len() {
                    new.levels.push((*level, None));
                } else if new.levels[place].0 == 0 {
                    new.levels[place] = (*level, None);
                }
            }
            Edit::DropUtility(place) => {
                let place = place.index(new.levels.len());
                if new.levels.iter().filter(|(level, _)| *level > 0).count() > 1 {
                    new.levels[place].0 = 0;
                }
            }
        }
        new
    }
}

const DAYS: [&str; 9] = ["t2-t6", "t2-t7", "cn", "t3", "t3,t5", "t2,t4,t6", "t7,cn", "t4", "t2-cn"];
const CRONS: [&str; 6] = [
    "0 */40 9-11 * * *",
    "0 15 6 * * *",
    "0 0 8,17 * * MON",
    "0 30 7 1,15 * *",
    "0 0 6-20/2 * * SAT,SUN",
    "0 */20 * * * *",
];

fn times() -> impl Strategy<Value = String> {
    let hours = prop::collection::btree_set(0_u32..48, 1..5).prop_map(|halves| {
        let hours =
            halves.into_iter().map(|half| format!("\"{:02}:{:02}\"", half / 2, half % 2 * 30));
        hours.collect::<Vec<_>>().join(", ")
    });
    let weekly = (hours.clone(), prop::sample::select(&DAYS[..]))
        .prop_map(|(hours, days)| format!("at = [{hours}]\ndays = \"{days}\""));
    let daily = hours.clone().prop_map(|hours| format!("at = [{hours}]"));
    let on = (hours, prop::collection::btree_set(1_u32..29, 1..6)).prop_map(|(hours, days)| {
        let days: Vec<String> =
            days.into_iter().map(|day| format!("\"2026-12-{day:02}\"")).collect();
        format!("at = [{hours}]\non = [{}]", days.join(", "))
    });
    let cron = prop::sample::select(&CRONS[..]).prop_map(|cron| format!("cron = \"{cron}\""));
    prop_oneof![3 => weekly, 3 => daily, 1 => on, 1 => cron]
}

fn size() -> impl Strategy<Value = usize> {
    prop_oneof![4 => 1_usize..5, 1 => 5_usize..30]
}

fn level() -> impl Strategy<Value = Option<u8>> {
    prop_oneof![4 => Just(None), 1 => (1_u8..=2).prop_map(Some)]
}

fn draft() -> impl Strategy<Value = Draft> {
    let priority = prop_oneof![4 => Just("normal"), 1 => Just("priority"), 1 => Just("emergency")];
    (times(), size(), level(), priority).prop_map(|(times, utilities, level, priority)| Draft {
        id: 0,
        times,
        utilities,
        level,
        priority,
    })
}

fn exception() -> impl Strategy<Value = String> {
    let dates = (1_u32..29, 0_u32..5).prop_map(|(from, more)| {
        format!("dates = \"2026-12-{from:02}..2026-12-{:02}\"", (from + more).min(31))
    });
    prop_oneof![dates, Just("lunar = \"15/11\"".to_owned())]
}

fn quiet() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["", "\"21:00-05:00\"", "\"11:30-13:30\", \"22:00-04:30\""][..])
}

pub(super) fn timetable() -> impl Strategy<Value = Timetable> {
    let programmes = prop::collection::vec(draft(), 1..6).prop_map(|mut drafts| {
        for (id, draft) in drafts.iter_mut().enumerate() {
            draft.id = id;
        }
        drafts
    });
    let exceptions = prop::collection::vec(exception(), 0..2);
    let last = prop::option::weighted(0.1, 1_u32..20);
    let levels = prop::collection::vec((1_u8..=2, last), 1..20);
    (programmes, exceptions, quiet(), levels).prop_map(|(programmes, exceptions, quiet, levels)| {
        Timetable { programmes, exceptions, quiet, levels }
    })
}

pub(super) fn edit() -> impl Strategy<Value = Edit> {
    let which = any::<prop::sample::Index>;
    prop_oneof![
        draft().prop_map(Edit::Add),
        which().prop_map(Edit::Remove),
        (which(), times()).prop_map(|(which, times)| Edit::Retime(which, times)),
        (which(), size()).prop_map(|(which, size)| Edit::Resize(which, size)),
        (which(), level()).prop_map(|(which, level)| Edit::Level(which, level)),
        which().prop_map(Edit::Urgent),
        (which(), which()).prop_map(|(one, other)| Edit::Swap(one, other)),
        exception().prop_map(Edit::Except),
        Just(Edit::Allow),
        quiet().prop_map(Edit::Quiet),
        (which(), 1_u8..=2).prop_map(|(place, level)| Edit::NewUtility(place, level)),
        which().prop_map(Edit::DropUtility),
    ]
}
