//! What became of each letter, as `outbox --json` lists it.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use rusqlite::{
    Connection, OptionalExtension, Row,
    types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef},
};
use serde::Serialize;

use super::Error;
use crate::{asrun::Reader, clock::from_micros, words::Message};

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A file in `data/outbox`: the schedule has no `[mail]`.
    Written,
    /// To be sent, or to be written.
    Waiting,
    /// Its body is being sent.
    Sending,
    /// The recipient's server took it.
    Sent,
    /// The server will never take it for this recipient.
    Refused,
    /// The connection broke when the server may have had it.
    Unknown,
    /// The station's settings must be looked at first.
    Held,
}

/// A letter to one recipient, in the form of `outbox --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutboxRow {
    /// The letter's id: the name of its papers.
    pub letter: String,
    /// `log`, `unsigned` or `signed`.
    pub kind: String,
    /// `2026-11`.
    pub month: String,
    /// From 1.
    pub revision: u32,
    /// The address.
    pub recipient: String,
    /// What became of it.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// What the server last said.
    pub last_reply: Option<String>,
    /// With its angle brackets.
    pub message_id: String,
    /// When it is tried next.
    pub next_try_at: Option<DateTime<FixedOffset>>,
    /// Why it was not taken: a code, such as `login`.
    pub reason: Option<String>,
    /// The same as a sentence.
    pub reason_text: Option<String>,
    /// Name of its file in `data/outbox`.
    #[serde(skip)]
    pub file: String,
    /// Why it was not taken.
    #[serde(skip)]
    pub why: Option<Message>,
}

const COLUMNS: &str = "letter, kind, month, revision, recipient, state, attempts, last_reply,
    message_id, next_try_at, file, why";

/// A trouble that is older was seen, or will not be mended.
const TROUBLED_FOR: TimeDelta = TimeDelta::days(35);

/// All letters, the newest first.
pub fn list(connection: &Connection, reader: Reader) -> Result<Vec<OutboxRow>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM letter ORDER BY created_at DESC, id");
    let mut select = connection.prepare(&sql)?;
    let rows = select.query_map([], |row| outbox_row(row, reader))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One letter by its row's number.
pub fn find(
    connection: &Connection,
    reader: Reader,
    id: i64,
) -> Result<Option<OutboxRow>, rusqlite::Error> {
    let sql = format!("SELECT {COLUMNS} FROM letter WHERE id = ?1");
    connection.query_row(&sql, [id], |row| outbox_row(row, reader)).optional()
}

/// Letters of late that need a person, the newest first.
pub fn troubled(
    connection: &Connection,
    reader: Reader,
    now: DateTime<Utc>,
) -> Result<Vec<OutboxRow>, rusqlite::Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM letter
         WHERE state IN ('refused', 'unknown', 'held') AND created_at > ?1
         ORDER BY created_at DESC, id"
    );
    let mut select = connection.prepare(&sql)?;
    let since = (now - TROUBLED_FOR).timestamp_micros();
    let rows = select.query_map([since], |row| outbox_row(row, reader))?;
    rows.collect()
}

impl State {
    /// Its code, in JSON and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Held => "held",
        }
    }
}

impl OutboxRow {
    /// What happened to it; its `fix` is what to do, where there is something.
    pub fn message(&self) -> Message {
        Message::new(format!("mail-state-{}", self.state.code()))
            .with("letter", self.letter.as_str())
            .with("recipient", self.recipient.as_str())
            .with("file", self.file.as_str())
    }

    /// What happened to it and why, as messages that make one line.
    pub fn told(&self) -> Vec<Message> {
        std::iter::once(self.message()).chain(self.why.clone()).collect()
    }
}

impl ToSql for State {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.code().into())
    }
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let all = [
            Self::Written,
            Self::Waiting,
            Self::Sending,
            Self::Sent,
            Self::Refused,
            Self::Unknown,
            Self::Held,
        ];
        let code = value.as_str()?;
        all.into_iter().find(|state| state.code() == code).ok_or(FromSqlError::InvalidType)
    }
}

fn outbox_row(row: &Row<'_>, reader: Reader) -> rusqlite::Result<OutboxRow> {
    let next_try: Option<i64> = row.get(9)?;
    let why: Option<String> = row.get(11)?;
    let why: Option<Message> = why.and_then(|why| serde_json::from_str(&why).ok());
    let local = |micros| from_micros(micros).with_timezone(&reader.zone).fixed_offset();
    Ok(OutboxRow {
        letter: row.get(0)?,
        kind: row.get(1)?,
        month: row.get(2)?,
        revision: row.get(3)?,
        recipient: row.get(4)?,
        state: row.get(5)?,
        attempts: row.get(6)?,
        last_reply: row.get(7)?,
        message_id: row.get(8)?,
        next_try_at: next_try.map(local),
        reason: why.as_ref().map(|why| why.json_code().trim_start_matches("mail_why_").to_owned()),
        reason_text: why.as_ref().map(|why| why.render(reader.lang)),
        file: row.get(10)?,
        why,
    })
}
