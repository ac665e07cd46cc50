//! Edits of the schedule: the coming airings that each edit removed from the log and those that it added.
//!
//! An airing that an edit removes before it is armed counts as never planned: its working row is deleted,
//! and the entry of the edit names it. If a later edit plans it again, it has the same key. An airing that
//! is already armed ends `cancelled`; one that is claimed cannot be removed any more. One transaction
//! adopts the schedule, replaces the rows and writes the entry, so that an edit is stored whole or not at
//! all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};

use super::{
    Act, ActKind, Ending, Open, Origin, Outcome, Phase, Reader, covered, journal,
    life::{open_airings, write_due, write_outcome},
    revision::{adopt_text, latest},
};
use crate::{
    plan::{self, State},
    schedule,
    store::{Error, Store},
    words::{Message, Reason},
};

/// How many removed, added and cancelled airings an entry names, of each; it counts the rest. A station
/// may have 1,500 starts a day.
const NAMED: usize = 50;

/// The schedule to adopt, with its coming airings.
#[derive(Clone, Copy, Debug)]
pub struct Coming<'a> {
    /// The text of `schedule.toml`.
    pub schedule: &'a str,
    /// Its airings from now up to `until`.
    pub airings: &'a [plan::Airing],
    /// The end of the planned interval.
    pub until: DateTime<Utc>,
    /// Whether the station starts now; the entry then records the start too.
    pub starts: bool,
}

/// What an edit did to the airings that were written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Airings that were not planned before the edit.
    pub added: Airings,
    /// Airings that were armed when the edit removed them; each has an entry of its own.
    pub cancelled: Airings,
    /// The revision that was on air before the edit.
    pub from: i64,
    /// Airings that a rule, such as a day off, forbids since the edit: they stay planned, and end skipped.
    #[serde(default)]
    pub put_off: Airings,
    /// Airings that no rule forbids any more.
    #[serde(default)]
    pub resumed: Airings,
    /// The revision on air since the edit.
    pub to: i64,
    /// Airings that it removed before they were armed; they count as never planned.
    pub took: Airings,
}

/// A list of airings in an edit's entry: their number, and the first of them by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Airings {
    /// How many.
    pub count: usize,
    /// The first 50, in the order of their instants.
    pub first: Vec<Named>,
}

/// An airing by its key and its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Programme id and planned instant.
    pub airing: String,
    /// Its title, by the schedule that had it.
    pub title: String,
}

/// Adopts a schedule and replaces every airing that is due from `now` on by the airings of the new plan.
/// An armed airing keeps its frozen words; it is cancelled only if the new plan lacks it, and becomes due
/// again if a rule of the new plan forbids it. Returns the edit's act; `None` if nothing changed.
pub fn replan(
    store: &mut Store,
    now: DateTime<Utc>,
    coming: &Coming<'_>,
) -> Result<(Edit, Option<ActKind>), Error> {
    store.transaction(|transaction| {
        let before = latest(transaction)?;
        let to = adopt_text(transaction, now, coming.schedule)?;
        let from = before.as_ref().map_or(to, |before| before.id);
        let edit = replace_rows(transaction, now, from, to, coming)?;
        let same = before.is_none_or(|before| airs_as(&before.schedule, coming.schedule));
        let act = edit.act(same);
        if let Some(what) = act.clone() {
            journal::append(transaction, now, Act { what, by: None }, Some(&edit))?;
        }
        if coming.starts {
            let what = ActKind::Started { revision: to };
            journal::append(transaction, now, Act { what, by: None }, None)?;
        }
        Ok((edit, act))
    })
}

fn replace_rows(
    transaction: &Transaction<'_>,
    now: DateTime<Utc>,
    from: i64,
    to: i64,
    coming: &Coming<'_>,
) -> Result<Edit, Error> {
    let mut edit = Edit { from, to, ..Edit::default() };
    let planned: BTreeMap<String, &State> =
        coming.airings.iter().map(|it| (it.key(), &it.state)).collect();
    let mut were = BTreeSet::new();
    for open in open_airings(transaction)? {
        let changeable = open.phase != Phase::Claimed && open.at >= now;
        if !changeable || open.subject.origin != Origin::Schedule {
            continue;
        }
        let again = planned.get(unnumbered(&open.key)).copied();
        let skipped = matches!(again, Some(State::Skipped(_)));
        if again.is_some() && !skipped && open.phase == Phase::Armed {
            continue;
        }
        transaction.execute("DELETE FROM airing WHERE key = ?1", [&open.key])?;
        match (again, open.phase) {
            (None, Phase::Armed) => cancel(transaction, now, &open, &mut edit)?,
            (None, _) => edit.took.add(&open.key, &open.subject.title),
            (Some(state), _) => {
                match (&open.subject.off, state) {
                    (None, State::Skipped(_)) => edit.put_off.add(&open.key, &open.subject.title),
                    (Some(_), State::Planned) => edit.resumed.add(&open.key, &open.subject.title),
                    _ => {}
                }
                were.insert(open.key);
            }
        }
    }
    let known_until = covered(transaction)?.unwrap_or(now);
    let written = write_due(transaction, coming.airings, to, now, coming.until)?;
    debug_assert_eq!(
        written.iter().filter(|(key, _)| were.contains(key)).count(),
        were.len(),
        "an edit lost an airing that it plans again"
    );
    for (key, airing) in written {
        if airing.planned_at < known_until && !were.contains(&key) {
            edit.added.add(&key, &airing.title);
        }
    }
    Ok(edit)
}

fn cancel(
    transaction: &Transaction<'_>,
    now: DateTime<Utc>,
    open: &Open,
    edit: &mut Edit,
) -> Result<(), Error> {
    let reason =
        Reason::ScheduleEdited { from: open.subject.revision.unwrap_or_default(), to: edit.to };
    let outcome = Some(Outcome::Cancelled);
    let ending = Ending { outcome, reason: Some(reason), ..Ending::default() };
    write_outcome(transaction, now, &open.key, &open.subject, &ending)?;
    edit.cancelled.add(&open.key, &open.subject.title);
    Ok(())
}

impl Edit {
    /// The act that the log keeps of this edit; `None` if the schedule stays the same and no airing is
    /// removed. `same`: programmes, hours and rules did not change.
    fn act(&self, same: bool) -> Option<ActKind> {
        let gone = self.took.count + self.cancelled.count;
        if gone == 0 && self.from == self.to {
            return None;
        }
        if same && gone == 0 && self.added.count == 0 {
            return Some(ActKind::Settings { revision: self.to });
        }
        let count = |airings: &Airings| i64::try_from(airings.count).unwrap_or(i64::MAX);
        Some(ActKind::Edited {
            from: self.from,
            revision: self.to,
            took: count(&self.took),
            added: count(&self.added),
            put_off: count(&self.put_off),
            resumed: count(&self.resumed),
            cancelled: count(&self.cancelled),
        })
    }

    /// One sentence for each kind of changed airings, which names the first `most` of them.
    pub fn named(&self, reader: Reader, most: usize) -> Vec<Message> {
        let lists = [
            ("edit-took", &self.took),
            ("edit-added", &self.added),
            ("edit-put-off", &self.put_off),
            ("edit-resumed", &self.resumed),
            ("edit-cancelled", &self.cancelled),
        ];
        let lists = lists.into_iter().filter(|(_, airings)| airings.count > 0);
        lists.map(|(code, airings)| airings.named(code, reader, most)).collect()
    }
}

impl Airings {
    fn add(&mut self, airing: &str, title: &str) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(Named { airing: airing.to_owned(), title: title.to_owned() });
        }
    }

    fn named(&self, code: &'static str, reader: Reader, most: usize) -> Message {
        let name = |named: &Named| match plan::instant_in(&named.airing) {
            Some(at) => format!("{} {}", reader.digits(at), named.title),
            None => named.title.clone(),
        };
        let names: Vec<String> = self.first.iter().take(most).map(name).collect();
        let more = self.count.saturating_sub(names.len());
        Message::new(code).with("names", names.join("; ")).with("more", more)
    }
}

/// Whether two texts of `schedule.toml` broadcast the same programmes at the same times.
pub(super) fn airs_as(one: &str, other: &str) -> bool {
    one == other || schedule::read(one).schedule.airs_as(&schedule::read(other).schedule)
}

/// The key under which a planned airing is stored; `None` if the airing is armed, claimed or has its
/// outcome. Only an airing that an edit cancelled may be planned again, under its key with the next number:
/// an airing that was missed stays missed, even where the clock shows that its hour is yet to come.
pub(super) fn free_key(transaction: &Transaction<'_>, key: &str) -> Result<Option<String>, Error> {
    // '$' is the character after '#': all keys that begin with `key#`.
    let mut statement = transaction.prepare_cached(
        "SELECT key, EXISTS (SELECT 1 FROM entry
             WHERE entry.airing = key AND kind = 'outcome'
                 AND json_extract(body, '$.outcome') = 'cancelled')
         FROM airing WHERE key = ?1 OR (key > ?1 || '#' AND key < ?1 || '$')",
    )?;
    let mut last = None;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        if !row.get::<_, bool>(1)? {
            return Ok(None);
        }
        last = last.max(Some(number(&row.get::<_, String>(0)?)));
    }
    Ok(Some(last.map_or_else(|| key.to_owned(), |last| format!("{key}#{}", last + 1))))
}

/// The key without the number of an airing that is planned again.
fn unnumbered(key: &str) -> &str {
    key.split('#').next().unwrap_or_default()
}

/// How often the airing of this key was planned: 1, or the number after `#`.
fn number(key: &str) -> i64 {
    key.rsplit_once('#').and_then(|(_, number)| number.parse().ok()).unwrap_or(1)
}
