//! A whole month in seconds: the same turns, a simulated clock, nothing sounded or sent.
//!
//! The clock jumps from one instant with something due to the next. The engine drives its marks on an
//! output that only counts; the log is kept in memory. What comes out is what a live station would
//! have written, if nothing had gone wrong.

use std::{collections::BTreeMap, path::Path, time::Instant};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::{
    Action, Event, Hearing, NotAired, NotAiredGroup, Station,
    not_aired::{grouped, listed},
    tables,
};
use crate::{
    air::{ClockOutput, Engine},
    asrun::{Outcome, Outcomes, Reader, Row, rows},
    check::Folder,
    plan::Hand,
    store::Store,
};

/// What a rehearsal found, as `rehearse --json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rehearsal {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Airings of the schedule that loa sounds: the sum of the five below.
    pub planned: usize,
    /// How they ended.
    #[serde(flatten)]
    pub outcomes: Outcomes,
    /// Planned airings that were not aired whole, in order; 500 at most.
    pub not_aired: Vec<NotAired>,
    /// The same airings, all of them, grouped by programme and reason, the largest group first; 100 groups at
    /// most.
    pub not_aired_groups: Vec<NotAiredGroup>,
    /// Utility to how often it was aired.
    pub utilities: BTreeMap<String, usize>,
    /// Seconds of the station's time.
    pub simulated_s: i64,
    /// Seconds of the reader's time.
    pub took_s: f64,
}

/// A rehearsed stretch of time.
pub struct Rehearsed {
    /// The station at its end, with its log.
    pub station: Station,
    /// The log of those days.
    pub rows: Vec<Row>,
    /// The figures.
    pub rehearsal: Rehearsal,
}

/// Rehearses the folder from one instant to another. `dealt` holds the hands that the rotation dealt
/// before. Reports and letters are written to `data`, if given.
pub fn rehearse(
    folder: Folder,
    dealt: Vec<Hand>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    data: Option<&Path>,
) -> anyhow::Result<Rehearsed> {
    let took = Instant::now();
    let zone = folder.schedule.station.zone;
    let reader = Reader { zone, lang: folder.schedule.station.language };
    let hearing = Hearing { output: "rehearsal".into(), heard: true };
    let store = Store::in_memory(&tables())?;
    let mut station = Station::open(store, folder, hearing, from)?;
    station.dealt_before = dealt;
    station.papers_to(data);
    station.only_rehearse();
    let open = std::sync::Arc::new(|_: &_| Err("a rehearsal opens no clip".to_owned()));
    let mut engine = Engine::new(Box::new(ClockOutput::counting("rehearsal", from)), open);
    drive(&mut station, &mut engine, from, to)?;
    let rows = rows(station.store().connection(), reader, from, to)?;
    let utilities: Vec<_> = station.known.utilities.iter().map(|it| it.id.clone()).collect();
    let mut rehearsal = figures_of(&rows, &utilities, from, to, zone);
    rehearsal.took_s = took.elapsed().as_secs_f64();
    debug_assert_eq!(
        rehearsal.planned as u64,
        rehearsal.outcomes.total(),
        "the figures do not add up"
    );
    Ok(Rehearsed { station, rows, rehearsal })
}

/// Lets the time between two instants pass. Airings that begin before `to` play to their end.
pub(super) fn drive(
    station: &mut Station,
    engine: &mut Engine,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> anyhow::Result<()> {
    let mut now = from;
    let mut events = vec![Event::Look];
    loop {
        while let Some(event) = events.pop() {
            let (actions, done) = station.turn(now, event);
            done?;
            for action in actions {
                if let Action::Air(order) = action {
                    engine.order(order, now);
                }
            }
            // In the order told: the last one popped is the first one heard.
            events.extend(engine.turn(now).into_iter().rev().map(Event::Engine));
        }
        let look = station.next_look(now)?;
        let due = engine.next_due().filter(|due| *due > now);
        now = due.map_or(look, |due| due.min(look));
        if now >= to && engine.is_idle() {
            return Ok(());
        }
        events.push(Event::Look);
        events.extend(engine.turn(now).into_iter().rev().map(Event::Engine));
    }
}

/// The figures of a stretch of log, without how long it took.
pub(super) fn figures_of(
    rows: &[Row],
    utilities: &[String],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    zone: Tz,
) -> Rehearsal {
    let planned: Vec<&Row> = rows.iter().filter(|row| row.is_planned()).collect();
    let outcomes = Outcomes::count(planned.iter().copied());
    let mut times: BTreeMap<String, usize> = utilities.iter().map(|it| (it.clone(), 0)).collect();
    for row in planned.iter().filter(|row| row.outcome == Some(Outcome::Aired)) {
        for id in &row.utilities {
            *times.entry(id.clone()).or_default() += 1;
        }
    }
    Rehearsal {
        from: from.with_timezone(&zone).date_naive().to_string(),
        to: to.with_timezone(&zone).date_naive().pred_opt().unwrap_or_default().to_string(),
        planned: planned.len(),
        outcomes,
        not_aired: listed(&planned),
        not_aired_groups: grouped(&planned),
        utilities: times,
        simulated_s: (to - from).num_seconds(),
        took_s: 0.0,
    }
}
