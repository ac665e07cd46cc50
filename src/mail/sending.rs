//! The rows of letters that a server is to take: which is due, and what became of it.
//!
//! A row is `sending` from the commit before its first byte to the commit of its outcome. One that is
//! still so when a station starts was in the hands of a run that ended: whether it left nobody
//! knows, so it is `unknown`, never `waiting`. Every change is asked of the rows themselves, so that one
//! that a person's edit took away in between is not sent.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row};

use super::{
    End, Outcome, Parcel,
    again::{LONGEST_PAUSE, LOST_PAUSE, Standing, after},
    row::State,
};
use crate::{clock::from_micros, store::Store, words::Message};

/// Rows that have a time for their next try.
const TO_SEND: &str = "state IN ('waiting', 'held', 'unknown') AND by_server = 1
    AND (state <> 'unknown' OR next_try_at IS NOT NULL)";

/// The next letter whose time has come, by its row's number.
pub fn next_due(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Option<(i64, Parcel)>, rusqlite::Error> {
    let sql = format!(
        "SELECT id, recipient, bytes FROM letter WHERE {TO_SEND}
            AND (next_try_at IS NULL OR next_try_at <= ?1 OR next_try_at > ?2)
         ORDER BY coalesce(next_try_at, 0), id LIMIT 1"
    );
    let (now, too_late) = (now.timestamp_micros(), (now + LONGEST_PAUSE).timestamp_micros());
    connection
        .prepare_cached(&sql)?
        .query_row([now, too_late], |row| {
            Ok((row.get(0)?, Parcel { recipient: row.get(1)?, bytes: row.get(2)? }))
        })
        .optional()
}

/// When the next letter is due, if it is not due already.
pub fn next_try(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, rusqlite::Error> {
    let sql = format!("SELECT min(next_try_at) FROM letter WHERE {TO_SEND} AND next_try_at > ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let next: Option<i64> = statement.query_row([now.timestamp_micros()], |row| row.get(0))?;
    Ok(next.map(from_micros))
}

/// Commits that a letter is handed over now. Whether it may be: its row still waits for it.
pub fn begin(store: &Store, id: i64) -> Result<bool, rusqlite::Error> {
    let sql = format!("UPDATE letter SET state = 'sending' WHERE id = ?1 AND {TO_SEND}");
    Ok(store.connection().execute(&sql, [id])? == 1)
}

/// Commits what became of a letter, and tells its state. What is wrong with the settings is wrong for
/// every letter: all are held, and the server is not asked for each.
pub fn end(
    store: &mut Store,
    id: i64,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<Option<State>, rusqlite::Error> {
    let taken = outcome.end == End::Taken;
    debug_assert_eq!(taken, outcome.why.is_none(), "a letter that was not taken has no reason");
    debug_assert!(!taken || outcome.reply.is_some(), "a letter was taken without a word");
    store.transaction(|transaction| {
        let sql = "SELECT state, lost, failing_since, next_try_at FROM letter
            WHERE id = ?1 AND by_server = 1 AND state NOT IN ('written', 'sent', 'refused')";
        let Some(before) = transaction.query_row(sql, [id], standing).optional()? else {
            return Ok(None);
        };
        let after = after(&before, outcome, now);
        debug_assert!(
            after.lost == 0 || matches!(after.state, State::Unknown | State::Sent),
            "a letter that may have arrived is called {:?}",
            after.state
        );
        debug_assert!(
            after.next_try.is_none_or(|at| now < at && at <= now + LONGEST_PAUSE),
            "a letter is tried again at once, or never"
        );
        debug_assert!(
            after.next_try.is_some() || !matches!(after.state, State::Waiting | State::Held),
            "a letter waits for no hour"
        );
        let why = after.why.as_ref().map(serde_json::to_string).transpose().unwrap_or_default();
        let next_try = after.next_try.map(|at| at.timestamp_micros());
        transaction.execute(
            "UPDATE letter SET state = ?2, lost = ?3, failing_since = ?4, next_try_at = ?5, why = ?6,
                last_reply = coalesce(?7, last_reply), attempts = attempts + 1 WHERE id = ?1",
            (
                id,
                after.state,
                after.lost,
                after.failing_since.map(|at| at.timestamp_micros()),
                next_try,
                &why,
                &outcome.reply,
            ),
        )?;
        if outcome.end == End::Held {
            let sql = format!(
                "UPDATE letter SET next_try_at = ?1, failing_since = NULL,
                    why = CASE state WHEN 'unknown' THEN why ELSE ?2 END,
                    state = CASE state WHEN 'unknown' THEN state ELSE 'held' END
                 WHERE {TO_SEND}"
            );
            transaction.execute(&sql, (next_try, &why))?;
        }
        Ok(Some(after.state))
    })
}

/// To be called when a station starts: letters that the run before was handing over.
pub fn recover(store: &Store, now: DateTime<Utc>) -> Result<usize, rusqlite::Error> {
    let [once, again] = ["mail-why-lost", "mail-why-doubt"]
        .map(|why| serde_json::to_string(&Message::new(why)).unwrap_or_default());
    store.connection().execute(
        "UPDATE letter SET state = 'unknown', attempts = attempts + 1, lost = lost + 1,
            why = CASE lost WHEN 0 THEN ?2 ELSE ?3 END,
            next_try_at = CASE WHEN lost = 0 AND by_server = 1 THEN ?1 END
         WHERE state = 'sending'",
        ((now + LOST_PAUSE).timestamp_micros(), once, again),
    )
}

/// To be called when the settings, the password or the certificates have changed, and at a start: what
/// waits for them is tried at once, and what may have arrived after the pause that it always has.
pub fn try_now(store: &mut Store, now: DateTime<Utc>) -> Result<(), rusqlite::Error> {
    store.transaction(|transaction| {
        transaction.execute(
            "UPDATE letter SET next_try_at = NULL
             WHERE state IN ('waiting', 'held') AND by_server = 1 AND next_try_at IS NOT NULL",
            [],
        )?;
        transaction.execute(
            "UPDATE letter SET next_try_at = ?1
             WHERE state = 'unknown' AND by_server = 1 AND next_try_at > ?1",
            [(now + LOST_PAUSE).timestamp_micros()],
        )?;
        Ok(())
    })
}

/// To be called when the schedule has no `[mail]`: what was not handed to a server becomes a file that a
/// person sends, and stays one; what may have arrived is never sent again.
pub fn leave_to_a_person(store: &mut Store) -> Result<(), rusqlite::Error> {
    store.transaction(|transaction| {
        transaction.execute(
            "UPDATE letter SET by_server = 0, state = 'waiting', next_try_at = NULL, why = NULL
             WHERE by_server = 1 AND state IN ('waiting', 'held')",
            [],
        )?;
        let why = serde_json::to_string(&Message::new("mail-why-doubt")).unwrap_or_default();
        transaction.execute(
            "UPDATE letter SET by_server = 0, next_try_at = NULL, why = ?1
             WHERE by_server = 1 AND state = 'unknown' AND next_try_at IS NOT NULL",
            [why],
        )?;
        Ok(())
    })
}

fn standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    let instant = |micros: Option<i64>| micros.map(from_micros);
    Ok(Standing {
        state: row.get(0)?,
        lost: row.get(1)?,
        failing_since: instant(row.get(2)?),
        next_try: instant(row.get(3)?),
        why: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::RELEASED,
        mail::{TABLES, resume},
        store::Tables,
    };

    /// The loop asks at every turn. A letter's bytes are hundreds of kilobytes, and stand before the columns
    /// that were added later.
    #[test]
    fn what_is_due_is_found_without_reading_every_letter() {
        let store = Store::in_memory(&[TABLES]).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN SELECT bytes FROM letter WHERE {TO_SEND}");
        let plan: String = store.connection().query_row(&sql, [], |row| row.get("detail")).unwrap();
        assert!(plan.contains("SEARCH letter USING INDEX letter_to_send"), "{plan}");
    }

    /// Letters of a database from before there was a server belong to a person.
    #[test]
    fn no_letter_from_before_there_was_a_server_is_sent_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loa.db");
        let before = Tables { steps: TABLES.steps.split_at(1).0, ..TABLES };
        let old = Store::open(&path, &[before]).unwrap();
        for (recipient, state) in
            [("a@example.vn", State::Written), ("b@example.vn", State::Waiting)]
        {
            let sql = "INSERT INTO letter (letter, kind, month, revision, recipient, state,
                message_id, file, bytes, figures_sha256, created_at)
                VALUES ('BC', 'log', '2026-11', 1, ?1, ?2, '<1@x>', ?1, x'00', 'sha', 0)";
            old.connection().execute(sql, (recipient, state)).unwrap();
        }
        drop(old);
        let mut store = Store::open(&path, &[TABLES]).unwrap();
        assert_eq!(next_due(store.connection(), RELEASED).unwrap(), None);
        assert_eq!(resume(&mut store, folder.path()).unwrap(), 1);
        assert_eq!(next_due(store.connection(), RELEASED).unwrap(), None);
    }
}
