//! What went out without loa, as a person states it afterwards: in the log, and never counted as aired.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Ending, Origin, Subject, chain, correction::signed, entry::OutcomeBody, seal};
use crate::{
    plan::{self, Kind},
    schedule::Priority,
    store::{Error, Store},
    words::Message,
};

/// Nothing that a person states lasts longer.
const LONGEST_S: i64 = 24 * 3600;

/// What a person states went out without loa.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// A programme of the schedule; empty: something else.
    pub programme: String,
    /// What it was.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// When it began.
    pub at: DateTime<Utc>,
    /// How long it was, in seconds.
    pub lasts_s: i64,
    /// Who states it.
    pub by: String,
    /// Why loa did not carry it.
    pub why: String,
    /// The utilities that were spoken of.
    pub utilities: Vec<String>,
}

impl Declaration {
    /// The key of its airing. No programme's id has a colon: it is nobody else's.
    pub fn key(&self) -> String {
        plan::key(&format!("declared:{}", self.programme), self.at)
    }
}

/// Appends a declared airing, or says why it cannot be.
pub fn declare(
    store: &mut Store,
    now: DateTime<Utc>,
    declaration: &Declaration,
) -> Result<Result<(), Message>, Error> {
    store.transaction(|transaction| {
        let (by, why) = match signed(&declaration.by, &declaration.why) {
            Ok(signed) => signed,
            Err(why) => return Ok(Err(why)),
        };
        let key = declaration.key();
        if !(1..=LONGEST_S).contains(&declaration.lasts_s) {
            return Ok(Err(Message::new("answer-declare-length")));
        }
        let ended_at = declaration.at + TimeDelta::seconds(declaration.lasts_s);
        if ended_at > now {
            return Ok(Err(Message::new("answer-declare-early")));
        }
        if seal::until(transaction)?.is_some_and(|until| declaration.at < until) {
            return Ok(Err(Message::new("answer-declare-sealed")));
        }
        let had = "SELECT 1 FROM entry WHERE airing = ?1 AND kind = 'outcome'";
        if transaction.prepare(had)?.exists([&key])? {
            return Ok(Err(Message::new("answer-declare-again").with("airing", key)));
        }
        let (n, prev) = chain::next(transaction)?;
        let ending = Ending {
            started_at: Some(declaration.at),
            ended_at: Some(ended_at),
            ..Ending::default()
        };
        let mut body = OutcomeBody::of(&key, &subject(declaration, by), &ending, n, prev, now);
        body.note = Some(why);
        let about = declaration.at.timestamp_micros();
        chain::append(transaction, n, "outcome", Some(&key), about, &body)?;
        Ok(Ok(()))
    })
}

fn subject(declaration: &Declaration, by: String) -> Subject {
    Subject {
        programme: declaration.programme.clone(),
        title: declaration.title.clone(),
        topic: declaration.topic.clone(),
        kind: Kind::Declared,
        origin: Origin::Operator,
        priority: Priority::Normal,
        planned_us: None,
        length_us: declaration.lasts_s * 1_000_000,
        revision: None,
        utilities: declaration.utilities.clone(),
        off: None,
        makes_good: None,
        by: Some(by),
        text_sha256: None,
        clips: Vec::new(),
        frames_total: 0,
    }
}
