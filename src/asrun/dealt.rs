//! The hands (utilities) that the rotation dealt to planned airings; [`plan`] continues from them.
//!
//! A hand is stored in the airing's working row, not in its entry: an entry lists the utilities that the
//! airing really mentioned, and a template may choose others. Only the last hands of each programme are
//! read, through an index, so the cost is the same in a log of a million entries. An airing that an edit
//! removed has no hand, and neither has an airing that a person started or a make-good.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{covered, entry::parsed, latest};
use crate::{
    clock::midnight,
    plan::{Airing, Card, Dealt, Hand, Known, instant_in, plan, reach, takers},
    schedule::{self, Schedule},
    store::Error,
};

/// Reads the dealt hands from the log, for a plan that starts at `from` and in which the rotation deals
/// anew from `goes_on` on.
pub fn dealt(
    connection: &Connection,
    schedule: &Schedule,
    cards: &[Card],
    goes_on: DateTime<Utc>,
    from: DateTime<Utc>,
) -> Result<Dealt, Error> {
    let zone = schedule.station.zone;
    let since = midnight(zone, goes_on.min(from).with_timezone(&zone).date_naive());
    let reach = reach(schedule, cards);
    // A database of loa 0.1.0 that was not migrated yet lacks the column; it is only read here.
    let column = "SELECT 1 FROM pragma_table_info('airing') WHERE name = 'dealt'";
    let keeps_hands = connection.prepare_cached(column)?.exists([])?;
    let mut hands = Vec::new();
    let takers = takers(schedule).filter(|_| keeps_hands);
    for programme in takers {
        hands.extend(of_programme(connection, &programme.id, since, reach)?);
    }
    // Airings of one instant keep the order of the file, as in the plan that dealt them.
    hands.sort_by_key(|hand| hand.at);
    Ok(Dealt { hands, goes_on: Some(goes_on) })
}

/// The same for a command that predicts, at `now`, what the station will do: the hands as they will be
/// once the station has accounted for the time when it was off, and has adopted `schedule`.
pub fn foretold(
    connection: Option<&Connection>,
    schedule: &Schedule,
    cards: &[Card],
    now: DateTime<Utc>,
    from: DateTime<Utc>,
) -> Result<Dealt, Error> {
    let written =
        connection.map(|it| Ok::<_, Error>((it, covered(it)?, latest(it)?))).transpose()?;
    let Some((connection, Some(covered), Some(adopted))) = written else {
        return Ok(Dealt::default());
    };
    let mut dealt = dealt(connection, schedule, cards, covered.min(now), from)?;
    // The station fills its log by the schedule adopted last before it adopts another.
    let until = now + TimeDelta::hours(24);
    if covered < until {
        let before = schedule::read(&adopted.schedule).schedule;
        let dealt_before = self::dealt(connection, &before, cards, covered, covered)?;
        let known = Known { utilities: cards.to_vec(), dealt: dealt_before, ..Known::default() };
        dealt.hands.extend(plan(&before, &known, covered, until).iter().filter_map(Hand::of));
    }
    Ok(Dealt { goes_on: Some(now), ..dealt })
}

/// The hands of a programme since an instant, and `reach` before it, the latest first.
fn of_programme(
    connection: &Connection,
    programme: &str,
    since: DateTime<Utc>,
    reach: usize,
) -> Result<Vec<Hand>, Error> {
    // 'A' is the character after '@': all keys that begin with `programme@`.
    let mut statement = connection.prepare_cached(
        "SELECT key, phase, dealt FROM airing
         WHERE dealt IS NOT NULL AND key > ?1 || '@' AND key < ?1 || 'A' ORDER BY key DESC",
    )?;
    let mut rows = statement.query([programme])?;
    let (mut hands, mut before) = (Vec::new(), 0);
    while before < reach
        && let Some(row) = rows.next()?
    {
        let (key, phase): (String, String) = (row.get(0)?, row.get(1)?);
        let Some(at) = instant_in(&key) else { continue };
        let Given { fresh, utilities } = parsed(row, 2)?;
        before += usize::from(at < since);
        let (programme, fixed) = (programme.to_owned(), phase != "due");
        hands.push(Hand { programme, at, utilities, fresh, fixed });
    }
    Ok(hands)
}

/// A hand in the form stored in a working row.
#[derive(Serialize, Deserialize)]
struct Given {
    fresh: usize,
    utilities: Vec<String>,
}

/// The hand of a planned airing, as JSON for its working row; `None` if it takes no utilities.
pub(super) fn given(airing: &Airing) -> Result<Option<String>, rusqlite::Error> {
    let Some(Hand { fresh, utilities, .. }) = Hand::of(airing) else { return Ok(None) };
    let given = serde_json::to_string(&Given { fresh, utilities });
    given.map(Some).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
