//! Corrections: what a person knows that the frames do not tell.
//!
//! An entry that refers to an airing and says how it stands from now on. What the frames showed stays
//! in the airing's own entry; a correction can only take away from it: the amplifier was off, so what
//! was logged as aired was heard by nobody. Nothing becomes more than the output took; what went out
//! without loa is declared instead.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};

use super::{
    Outcome, chain,
    entry::{OutcomeBody, parsed},
};
use crate::{
    plan::Kind,
    store::{Error, Store},
    words::{Message, Reason},
};

/// The longest remark that is kept, in letters.
const LONGEST_REMARK: usize = 1000;

/// What a person states about an airing. A field that is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The airing's key.
    pub airing: String,
    /// Who states it.
    pub by: String,
    /// Why; it becomes the airing's note.
    pub why: String,
    /// Aired → cut or missed, cut → missed, or what was recorded, which takes back a correction.
    pub outcome: Option<Outcome>,
    /// Seconds that were heard, for `cut`: fewer than the output took.
    pub heard_s: Option<u64>,
    /// The utilities that were spoken of: some of those recorded, or any of a declared airing.
    pub utilities: Option<Vec<String>>,
}

/// A correction's entry. It holds how the airing stands, not only what changed: the latest one alone
/// tells. `None`: as recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CorrectionBody {
    pub(super) airing: String,
    pub(super) by: String,
    /// Number of the entry that it corrects.
    pub(super) corrects: i64,
    pub(super) frames_heard: Option<u64>,
    pub(super) n: i64,
    pub(super) note: String,
    pub(super) outcome: Option<Outcome>,
    pub(super) prev: String,
    pub(super) reason: Option<Reason>,
    pub(super) utilities: Option<Vec<String>>,
    pub(super) v: u32,
    pub(super) written_us: i64,
}

impl CorrectionBody {
    /// The airing's entry as it is to be read.
    pub(super) fn apply(self, body: &mut OutcomeBody) {
        body.outcome = self.outcome.or(body.outcome);
        body.frames_heard = self.frames_heard.unwrap_or(body.frames_heard);
        body.reason = self.reason.or(body.reason.take());
        body.by = Some(self.by);
        body.note = Some(self.note);
        if let Some(utilities) = self.utilities {
            body.utilities = utilities;
        }
    }
}

/// Appends a correction, or says why it cannot be.
pub fn correct(
    store: &mut Store,
    now: DateTime<Utc>,
    correction: &Correction,
) -> Result<Result<(), Message>, Error> {
    store.transaction(|transaction| {
        let airing = correction.airing.as_str();
        let Some((corrects, recorded)) = recorded(transaction, airing)? else {
            return Ok(Err(no_outcome(transaction, airing)?));
        };
        let standing = latest(transaction, airing)?;
        let (n, prev) = chain::next(transaction)?;
        debug_assert!(corrects < n, "a correction comes before what it corrects");
        let written_us = now.timestamp_micros();
        let first = CorrectionBody {
            airing: airing.to_owned(),
            by: String::new(),
            corrects,
            frames_heard: None,
            n,
            note: String::new(),
            outcome: None,
            prev: prev.clone(),
            reason: None,
            utilities: None,
            v: 1,
            written_us,
        };
        let mut body = CorrectionBody { n, prev, written_us, ..standing.unwrap_or(first) };
        if let Err(why) = state(&mut body, &recorded, correction) {
            return Ok(Err(why));
        }
        chain::append(transaction, n, "correction", Some(airing), written_us, &body)?;
        Ok(Ok(()))
    })
}

/// The latest correction of an airing.
pub(super) fn latest(
    connection: &Connection,
    airing: &str,
) -> Result<Option<CorrectionBody>, rusqlite::Error> {
    connection
        .prepare_cached(
            "SELECT body FROM entry WHERE kind = 'correction' AND airing = ?1
             ORDER BY n DESC LIMIT 1",
        )?
        .query_row([airing], |row| parsed(row, 0))
        .optional()
}

/// A remark as it is kept: one line, without characters that no paper can show. `None`: nothing was
/// said.
pub(super) fn remark(said: &str) -> Option<String> {
    let words = said.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().take(LONGEST_REMARK).collect();
    Some(line).filter(|line| !line.is_empty())
}

/// Who and why, both of which have to be said.
pub(super) fn signed(by: &str, why: &str) -> Result<(String, String), Message> {
    let by = remark(by).ok_or_else(|| Message::new("answer-no-by"))?;
    let why = remark(why).ok_or_else(|| Message::new("answer-no-why"))?;
    Ok((by, why))
}

fn recorded(
    transaction: &Transaction<'_>,
    airing: &str,
) -> Result<Option<(i64, OutcomeBody)>, rusqlite::Error> {
    transaction
        .query_row(
            "SELECT n, body FROM entry WHERE kind = 'outcome' AND airing = ?1",
            [airing],
            |row| Ok((row.get(0)?, parsed(row, 1)?)),
        )
        .optional()
}

fn no_outcome(transaction: &Transaction<'_>, airing: &str) -> Result<Message, rusqlite::Error> {
    let open = transaction
        .prepare("SELECT 1 FROM airing WHERE key = ?1 AND phase <> 'done'")?
        .exists([airing])?;
    let code = if open { "answer-correct-open" } else { "answer-correct-unknown" };
    Ok(Message::new(code).with("airing", airing))
}

/// Puts into `body` what the person states, if it may be.
fn state(
    body: &mut CorrectionBody,
    recorded: &OutcomeBody,
    correction: &Correction,
) -> Result<(), Message> {
    let (by, why) = signed(&correction.by, &correction.why)?;
    if let Some(outcome) = correction.outcome {
        let known = recorded.outcome.ok_or_else(|| Message::new("answer-correct-none"))?;
        if !may_become(known, outcome) {
            return Err(Message::new("answer-correct-more"));
        }
        if body.outcome.unwrap_or(known) != outcome || outcome == known {
            body.frames_heard = (outcome == Outcome::Missed && known != outcome).then_some(0);
        }
        body.outcome = Some(outcome);
        body.reason = (outcome != known).then(|| Reason::Corrected { why: why.clone() });
    }
    if let Some(seconds) = correction.heard_s {
        let frames = seconds.saturating_mul(u64::from(recorded.rate));
        let cut = body.outcome.or(recorded.outcome) == Some(Outcome::Cut);
        if !cut || frames == 0 || frames >= recorded.frames_heard {
            return Err(Message::new("answer-correct-heard"));
        }
        body.frames_heard = Some(frames);
    }
    // What was heard to its end and is now called cut has a length that only the person knows.
    let shorter = body.outcome == Some(Outcome::Cut) && recorded.outcome != body.outcome;
    if shorter && body.frames_heard.is_none() {
        return Err(Message::new("answer-correct-heard"));
    }
    if let Some(utilities) = &correction.utilities {
        let free = recorded.kind == Kind::Declared;
        if let Some(more) = utilities.iter().find(|id| !free && !recorded.utilities.contains(id)) {
            return Err(Message::new("answer-correct-utility").with("id", more.as_str()));
        }
        body.utilities = Some(utilities.clone());
    }
    (body.by, body.note) = (by, why);
    Ok(())
}

/// Only less than the frames showed.
fn may_become(recorded: Outcome, outcome: Outcome) -> bool {
    recorded == outcome
        || matches!(
            (recorded, outcome),
            (Outcome::Aired, Outcome::Cut | Outcome::Missed) | (Outcome::Cut, Outcome::Missed)
        )
}
