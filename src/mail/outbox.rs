//! The outbox: a row for each letter and recipient, and a file for each that no server is to take.
//!
//! A letter is put for a server or for a person, and a file that was written is a person's for good: it
//! is never sent by itself, also when `[mail]` is added later. For a person, first all rows of a letter are committed, with their bytes, as `waiting`; then each file is written
//! under another name, flushed and renamed; then its row becomes `written`. Whatever breaks off in
//! between, [`resume`] goes on from the rows: it writes the same bytes under the same name, so nothing
//! is lost and nothing doubled. A row that is `written` never gets its file again: somebody may have
//! sent and removed it.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use sha2::{Digest, Sha256};

use super::{Error, Letter, compose::hex, revision::note, row::State};
use crate::{
    schedule,
    store::{Store, Tables},
    words::Message,
};

/// The outbox's tables.
pub const TABLES: Tables = Tables {
    room: "mail",
    steps: &[
        "CREATE TABLE letter (
        id INTEGER PRIMARY KEY,
        letter TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('log', 'unsigned', 'signed')),
        month TEXT NOT NULL,
        revision INTEGER NOT NULL,
        recipient TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('written', 'waiting', 'sending', 'sent', 'refused', 'unknown', 'held')),
        attempts INTEGER NOT NULL DEFAULT 0,
        last_reply TEXT,
        message_id TEXT NOT NULL,
        next_try_at INTEGER, -- microseconds since 1970 UTC
        file TEXT NOT NULL, -- its name in data/outbox
        bytes BLOB NOT NULL,
        figures_sha256 TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        UNIQUE (kind, month, revision, recipient)) STRICT",
        "
        -- Whether a server is to take it; otherwise a person sends its file.
        ALTER TABLE letter ADD COLUMN by_server INTEGER NOT NULL DEFAULT 0;
        -- How often nobody knows whether the server took it.
        ALTER TABLE letter ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE letter ADD COLUMN failing_since INTEGER;
        ALTER TABLE letter ADD COLUMN why TEXT; -- a message
        -- Every turn asks for what is to be sent: without this it would read through all letters.
        CREATE INDEX letter_to_send ON letter (state, by_server, next_try_at)",
        "
        -- A row for each report that was made, whatever left with it.
        CREATE TABLE reported (
            month TEXT NOT NULL,
            revision INTEGER NOT NULL,
            period_from TEXT, -- NULL in rows of before this table was
            period_to TEXT,
            figures_sha256 TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            PRIMARY KEY (month, revision)) STRICT;
        INSERT INTO reported SELECT month, revision, NULL, NULL, figures_sha256, max(created_at)
            FROM letter GROUP BY month, revision",
    ],
};

/// What putting did for one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is in the outbox now.
    Written,
    /// A letter of the same month and revision was put for this recipient before, perhaps with other papers:
    /// nothing was done.
    AlreadyThere,
}

/// Who sends a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person, from its file.
    Person,
    /// The station, through the server of `[mail]`.
    Server,
}

/// Puts a letter into the outbox and writes its files into `folder`, `data/outbox`, for a person to send.
/// Tells for each recipient whether it was new.
pub fn put(store: &mut Store, folder: &Path, letter: &Letter) -> Result<Vec<(String, Put)>, Error> {
    let puts = enqueue(store, letter, By::Person)?;
    resume(store, folder)?;
    Ok(puts)
}

/// Commits the rows of a letter as `waiting`, and the row of its report, in one transaction.
pub fn enqueue(store: &mut Store, letter: &Letter, by: By) -> Result<Vec<(String, Put)>, Error> {
    let Letter { id, sheet, message_id, copies } = letter;
    debug_assert!(
        copies.iter().enumerate().all(|(place, copy)| {
            copies[..place].iter().all(|other| other.recipient != copy.recipient)
        }),
        "a recipient gets a letter twice"
    );
    store.transaction(|transaction| {
        note(transaction, sheet)?;
        let mut insert = transaction.prepare(
            "INSERT INTO letter (letter, kind, month, revision, recipient, state, message_id, file,
                bytes, figures_sha256, created_at, by_server)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
             WHERE NOT EXISTS (SELECT 1 FROM letter
                 WHERE month = ?3 AND revision = ?4 AND recipient = ?5)",
        )?;
        let mut puts = Vec::new();
        for copy in copies {
            let new = insert.execute((
                id,
                kind_code(sheet.kind),
                sheet.month.to_string(),
                sheet.revision,
                &copy.recipient,
                State::Waiting,
                message_id,
                file_name(id, &copy.recipient),
                &copy.bytes,
                &sheet.figures_sha256,
                sheet.at.timestamp_micros(),
                by == By::Server,
            ))?;
            let put = if new == 1 { Put::Written } else { Put::AlreadyThere };
            puts.push((copy.recipient.clone(), put));
        }
        Ok(puts)
    })
}

/// Writes the file of every `waiting` letter that a person sends; to be called on start too. Tells how
/// many there were.
pub fn resume(store: &mut Store, folder: &Path) -> Result<usize, Error> {
    let waiting: Vec<(i64, String)> = {
        let sql =
            "SELECT id, file FROM letter WHERE state = 'waiting' AND by_server = 0 ORDER BY id";
        let mut select = store.connection().prepare(sql)?;
        let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.collect::<Result<_, _>>()?
    };
    for (id, file) in &waiting {
        let connection = store.connection();
        let bytes: Vec<u8> =
            connection
                .query_row("SELECT bytes FROM letter WHERE id = ?1", [id], |row| row.get(0))?;
        let path = folder.join(file);
        write_whole(&path, &bytes).map_err(|source| Error::File { path, source })?;
        let sql = "UPDATE letter SET state = 'written' WHERE id = ?1 AND state = 'waiting'";
        connection.execute(sql, [id])?;
    }
    Ok(waiting.len())
}

impl Put {
    /// The same in words.
    pub fn message(self, letter: &Letter, recipient: &str) -> Message {
        let code = match self {
            Self::Written => "mail-put-written",
            Self::AlreadyThere => "mail-put-already",
        };
        Message::new(code).with("letter", letter.id.as_str()).with("recipient", recipient)
    }
}

/// The kind in JSON and in the database.
pub(super) fn kind_code(kind: schedule::Letter) -> &'static str {
    match kind {
        schedule::Letter::Log => "log",
        schedule::Letter::Unsigned => "unsigned",
        schedule::Letter::Signed => "signed",
    }
}

/// `<letter>__<recipient>.eml`. Two recipients never share a name: what a file name should not hold
/// is written as its bytes, and a long address ends in its hash.
fn file_name(letter: &str, recipient: &str) -> String {
    let mut name = String::new();
    for byte in recipient.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'@' => name.push(char::from(byte)),
            byte => {
                name.push('=');
                name.push_str(&hex(&[byte]));
            }
        }
    }
    if name.len() > 100 {
        let hash = Sha256::digest(recipient);
        name = format!("{}={}", &name[..80], hex(&hash[..8]));
    }
    format!("{letter}__{name}.eml")
}

/// Writes a file so that it is there whole or not at all, also after a power cut.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let unfinished = path.with_extension("eml.tmp");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    File::open(folder)?.sync_all()
}
