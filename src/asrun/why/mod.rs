//! Answers why an airing did, did not, will or will not go out, at any instant that a person names.
//!
//! What the log has is told from the log and from the schedule that was on air then; what is to come,
//! from the schedule that is on air now, by the same plan that the station follows. The answer is data:
//! codes with arguments, whose sentences are made where they are shown. Nothing is changed, and no
//! question is refused because its instant was never planned: that is an answer.

mod acts;
mod ahead;
mod edited;
mod future;
mod ground;
mod never;
mod past;
mod place;

#[cfg(test)]
mod tests;

pub use place::Place;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use serde::Serialize;

use self::ground::Ground;
use super::{Open, Outcome, Phase, Reader, find, find::nearness, open_airings, outlook::is_alive};
use crate::{
    check::Folder,
    plan::Known,
    store::Error,
    words::{Message, Reason, clock_words, date_words, text},
};

/// All that an answer is found in.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The log; `None` on a station that never ran.
    pub connection: Option<&'a Connection>,
    /// The station's files as they are.
    pub folder: &'a Folder,
    /// What a plan must know of them.
    pub known: &'a Known,
    /// For whom the answer is.
    pub reader: Reader,
    /// When it is asked.
    pub now: DateTime<Utc>,
}

/// What became or will become of an airing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Đã phát.
    Aired,
    /// Phát dở.
    Cut,
    /// Không phát được.
    Missed,
    /// Nghỉ theo lịch.
    Skipped,
    /// Đã hủy.
    Cancelled,
    /// It is on air now.
    OnAir,
    /// Other equipment sounds it, or a person states it: loa did not.
    NotOurs,
    /// Its hour has passed and the log does not have it yet: the station has not run since.
    Unaccounted,
    /// It will be on air.
    WillAir,
    /// A higher priority will cut in.
    WillBeCut,
    /// As things stand, nothing of it will be heard.
    WillBeMissed,
    /// A rule will say no.
    WillBeSkipped,
    /// It waits for a person.
    Held,
    /// The schedule has no such airing.
    NeverPlanned,
    /// The log does not reach back so far.
    BeforeLog,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Programme id.
    pub programme: String,
    /// Its title, then.
    pub title: String,
    /// In one word.
    pub fate: Fate,
    /// The airing's key, where there is or will be one.
    pub airing: Option<String>,
    /// When it was or is planned.
    pub planned_at: Option<DateTime<Utc>>,
    /// First frame.
    pub started_at: Option<DateTime<Utc>>,
    /// End of the last frame.
    pub ended_at: Option<DateTime<Utc>>,
    /// Code of the reason.
    pub reason: Option<String>,
    /// The answer in sentences, the first of them the answer itself.
    pub said: Vec<Message>,
    /// Where the schedule says so.
    pub place: Option<Place>,
    /// The programme's nearest planned instants before and after, for what was never planned.
    pub nearest: [Option<DateTime<Utc>>; 2],
}

/// Why `programme` did, did not, will or will not air at that instant; `None`: neither the schedule, nor
/// any that was ever on air, nor the log knows a programme of this id.
pub fn why(
    sources: &Sources<'_>,
    programme: &str,
    at: DateTime<Utc>,
) -> Result<Option<Answer>, Error> {
    let length = sources.known.lengths.get(programme).copied().unwrap_or_default();
    let mut ahead = at >= sources.now;
    if let Some(connection) = sources.connection {
        let open = open_at(connection, programme, at, length)?;
        let row = find(connection, sources.reader, programme, at, length)?;
        let to_come = match &open {
            // An airing whose hour has passed waits for the air, as long as the station runs.
            Some(open) => open.at >= sources.now || is_alive(sources.connection, sources.now)?,
            None => false,
        };
        ahead |= to_come;
        match (row, open) {
            (Some(row), open) if open.is_none() || !to_come => {
                return past::told(sources, connection, &row).map(Some);
            }
            (_, Some(open)) if !to_come => {
                return past::unaccounted(sources, connection, &open).map(Some);
            }
            _ => {}
        }
    }
    let Some(ground) = Ground::of(sources, programme, if ahead { None } else { Some(at) })? else {
        return Ok(None);
    };
    if ahead { future::told(sources, &ground, at) } else { never::past(sources, &ground, at) }
        .map(Some)
}

/// The airing without an outcome that is meant by `at`, unless it is on air.
fn open_at(
    connection: &Connection,
    programme: &str,
    at: DateTime<Utc>,
    length: TimeDelta,
) -> Result<Option<Open>, Error> {
    let open = open_airings(connection)?.into_iter();
    let own = open.filter(|it| it.subject.programme == programme && it.phase != Phase::Claimed);
    let best = own.filter_map(|it| Some((nearness(at, it.at, it.at + length)?, it)));
    Ok(best.min_by_key(|(rank, _)| *rank).map(|(_, open)| open))
}

impl Answer {
    fn new(programme: &str, title: &str, fate: Fate) -> Self {
        Self {
            programme: programme.to_owned(),
            title: title.to_owned(),
            fate,
            airing: None,
            planned_at: None,
            started_at: None,
            ended_at: None,
            reason: None,
            said: Vec::new(),
            place: None,
            nearest: [None, None],
        }
    }

    fn say(&mut self, message: Message) {
        self.said.push(message);
    }

    fn say_why(&mut self, reader: Reader, why: &Reason) {
        self.reason = Some(why.json_code());
        self.say(Message::new("why-reason").with("why", why.render(reader.lang)));
    }
}

impl Fate {
    fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Aired => Self::Aired,
            Outcome::Cut => Self::Cut,
            Outcome::Missed => Self::Missed,
            Outcome::Skipped => Self::Skipped,
            Outcome::Cancelled => Self::Cancelled,
        }
    }
}

impl Reader {
    /// `05:30, Thứ Ba 01/12/2026`.
    pub fn moment(self, at: DateTime<Utc>) -> String {
        let local = self.local(at);
        let day = date_words(self.lang, local.date_naive());
        format!("{}, {} {day}", self.clock(at), text(self.lang, &weekday_key(local.date_naive())))
    }

    /// `05:30`, to the second.
    pub fn clock(self, at: DateTime<Utc>) -> String {
        use chrono::SubsecRound;
        clock_words(self.local(at.trunc_subsecs(0)).time())
    }

    /// The same of an end: the first whole second that is not before it.
    pub fn clock_of_end(self, at: DateTime<Utc>) -> String {
        self.clock(at + TimeDelta::microseconds(999_999))
    }
}

/// The key of a day's name in `locales/`.
fn weekday_key(date: chrono::NaiveDate) -> String {
    format!("weekday-{}", date.format("%u"))
}
