//! Phát bù in the log: what was missed, and what makes it good.
//!
//! Nothing new is stored. A make-good is a due row like any other, whose subject names the airing that it
//! makes good, and so does its entry. Which misses still wait for one, and what made an old entry good,
//! is worked out from those: entries are never changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row as Record, params};

use super::{
    Origin, Outcome, Reader, Subject, act::NOT_MADE_GOOD, correction, entry::OutcomeBody,
    life::to_json, open_airings,
};
use crate::{
    clip::HOUSE_RATE,
    clock::from_micros,
    plan::{Kind, instant_in},
    store::{Error, Store},
    words::Message,
};

/// An airing that has had its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its key.
    pub airing: String,
    /// Programme id.
    pub programme: String,
    /// Title at that time.
    pub title: String,
    /// Topic at that time.
    pub topic: String,
    /// Who sounded it.
    pub kind: Kind,
    /// Who asked for it.
    pub origin: Origin,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it should have been; when it was, where nothing was planned.
    pub at: DateTime<Utc>,
    /// When its entry was written.
    pub written_at: DateTime<Utc>,
    /// The utilities that it was dealt.
    pub utilities: Vec<String>,
    /// For a make-good: the airing that was missed.
    pub makes_good: Option<String>,
}

/// A make-good, planned or past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakeGood {
    /// Its key.
    pub airing: String,
    /// The airing that was missed.
    pub makes_good: String,
    /// Programme id.
    pub programme: String,
    /// Title.
    pub title: String,
    /// Its slot.
    pub at: DateTime<Utc>,
    /// How long it is, as far as is known.
    pub length: TimeDelta,
    /// `None`: its time is not over.
    pub outcome: Option<Outcome>,
}

/// The key of the make-good that is planned for `missed` after so many others: the same whenever it is
/// asked for, so that it cannot be planned twice.
pub fn makegood_key(missed: &str, others: usize) -> String {
    match others {
        0 => format!("{missed}+makegood"),
        others => format!("{missed}+makegood-{}", others + 1),
    }
}

/// Writes a make-good down as due. `false` when it was before.
pub fn plan_makegood(
    store: &Store,
    key: &str,
    at: DateTime<Utc>,
    subject: &Subject,
) -> Result<bool, Error> {
    debug_assert!(
        subject.makes_good.as_ref().is_some_and(|missed| key.starts_with(missed.as_str())),
        "a make-good does not name what it makes good"
    );
    debug_assert!(
        instant_in(key).is_none_or(|missed_at| missed_at < at),
        "a make-good comes before what it makes good"
    );
    let written = store
        .connection()
        .prepare_cached(
            "INSERT OR IGNORE INTO airing (key, phase, at_us, subject) VALUES (?1, 'due', ?2, ?3)",
        )?
        .execute(params![key, at.timestamp_micros(), to_json(subject)?])?;
    Ok(written == 1)
}

/// Every planned airing since `from` that ended `missed`, in the order of their instants.
pub fn missed(connection: &Connection, from: DateTime<Utc>) -> Result<Vec<Past>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT at_us, body FROM entry WHERE kind = 'outcome' AND at_us >= ?1
             AND json_extract(body, '$.outcome') = 'missed'
             AND json_extract(body, '$.origin') = 'schedule'
             AND json_extract(body, '$.kind') = 'recorded'
         ORDER BY at_us, n",
    )?;
    let found = statement.query_map([from.timestamp_micros()], past)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The airing of this key, as it was corrected; `None`: it has had no outcome, or there is none.
pub fn past_airing(connection: &Connection, key: &str) -> Result<Option<Past>, Error> {
    let query = "SELECT at_us, body FROM entry WHERE kind = 'outcome' AND airing = ?1";
    let past = connection.prepare_cached(query)?.query_row([key], past).optional()?;
    let corrected = correction::latest(connection, key)?.and_then(|it| it.outcome);
    Ok(past.map(|past| Past { outcome: corrected.or(past.outcome), ..past }))
}

/// Every make-good with a slot since `from`, in their order; those to come last.
pub fn makegoods(connection: &Connection, from: DateTime<Utc>) -> Result<Vec<MakeGood>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT at_us, body FROM entry WHERE at_us >= ?1 AND kind = 'outcome'
             AND iif(json_valid(body), json_extract(body, '$.makes_good'), NULL) IS NOT NULL
         ORDER BY at_us, n",
    )?;
    let mut found = Vec::new();
    let mut records = statement.query([from.timestamp_micros()])?;
    while let Some(record) = records.next()? {
        let (at, body) = read(record)?;
        let Some(makes_good) = body.makes_good else { continue };
        let micros = body.frames_total.saturating_mul(1_000_000) / u64::from(HOUSE_RATE);
        found.push(MakeGood {
            airing: body.airing,
            makes_good,
            programme: body.programme,
            title: body.title,
            at,
            length: TimeDelta::microseconds(i64::try_from(micros).unwrap_or(i64::MAX)),
            outcome: body.outcome,
        });
    }
    for open in open_airings(connection)?.into_iter().filter(|open| open.at >= from) {
        let Some(makes_good) = open.subject.makes_good else { continue };
        found.push(MakeGood {
            airing: open.key,
            makes_good,
            programme: open.subject.programme,
            title: open.subject.title,
            at: open.at,
            length: TimeDelta::microseconds(open.subject.length_us),
            outcome: None,
        });
    }
    Ok(found)
}

/// What there is to say of make-goods, by the key of what was missed and by that of the make-good: that it
/// is one and for which airing, when there will be one, when there was one, or that there could be none.
pub fn makegood_remarks(
    connection: &Connection,
    reader: Reader,
    from: DateTime<Utc>,
) -> Result<BTreeMap<String, String>, Error> {
    let mut remarks = BTreeMap::new();
    for missed in not_made_good(connection, from)? {
        remarks.insert(missed, Message::new("remark-not-made-good").render(reader.lang));
    }
    for good in makegoods(connection, from)? {
        let missed = instant_in(&good.makes_good).map(|at| reader.digits(at));
        let of = Message::new("remark-makes-good")
            .with("missed", missed.unwrap_or_else(|| good.makes_good.clone()));
        remarks.insert(good.airing, of.render(reader.lang));
        let code = match good.outcome {
            None => "remark-makegood-coming",
            Some(Outcome::Aired) => "remark-makegood-aired",
            Some(Outcome::Cut) => "remark-makegood-cut",
            Some(Outcome::Missed) => "remark-makegood-missed",
            // Another one tells.
            Some(Outcome::Skipped | Outcome::Cancelled) => continue,
        };
        let what = Message::new(code).with("at", reader.digits(good.at));
        remarks.insert(good.makes_good, what.render(reader.lang));
    }
    Ok(remarks)
}

/// Of what was missed since `from`: the airing that made it good. A make-good counts once it has been
/// heard.
pub(super) fn made_good_since(
    connection: &Connection,
    from: DateTime<Utc>,
) -> Result<BTreeMap<String, String>, Error> {
    // A make-good is always later than what it makes good.
    let all = makegoods(connection, from)?;
    let heard = all.into_iter().filter(|it| it.outcome == Some(Outcome::Aired));
    Ok(heard.map(|it| (it.makes_good, it.airing)).collect())
}

/// The misses of which it was said since `from` that they could not be made good in time.
pub fn not_made_good(
    connection: &Connection,
    from: DateTime<Utc>,
) -> Result<BTreeSet<String>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT json_extract(body, '$.act.what.args.airing') FROM entry
         WHERE kind = 'act' AND at_us >= ?1 AND json_extract(body, '$.act.what.code') = ?2",
    )?;
    let told = statement.query_map(params![from.timestamp_micros(), NOT_MADE_GOOD], |record| {
        record.get::<_, Option<String>>(0)
    })?;
    Ok(told.filter_map(Result::transpose).collect::<Result<_, _>>()?)
}

fn past(record: &Record<'_>) -> Result<Past, rusqlite::Error> {
    let (at, body) = read(record)?;
    Ok(Past {
        airing: body.airing,
        programme: body.programme,
        title: body.title,
        topic: body.topic,
        kind: body.kind,
        origin: body.origin,
        outcome: body.outcome,
        at,
        written_at: from_micros(body.written_us),
        utilities: body.utilities,
        makes_good: body.makes_good,
    })
}

/// The instant and the body of an outcome's entry.
fn read(record: &Record<'_>) -> Result<(DateTime<Utc>, OutcomeBody), rusqlite::Error> {
    let body: String = record.get(1)?;
    let body = serde_json::from_str(&body).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into())
    })?;
    Ok((from_micros(record.get(0)?), body))
}
