//! `loa restore`: a backup becomes the log of a folder that has none.
//!
//! The copy is proven under another name and gets its own last of all: a restore that is broken off
//! leaves no log, and is simply begun again. A log that is there is never touched.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

use anyhow::Context;

use super::{
    DATABASE, Desk, Done, FINE, Failure,
    asked::login,
    backup::{beside, swap_in},
    run::lock,
    screen,
};
use crate::{
    asrun,
    daemon::tables,
    store::{Error, Store},
    words::Message,
};

/// What SQLite lays beside a database; an old one would be read into the new database.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

pub(super) fn run(desk: &Desk, file: &Path) -> Done {
    let database = desk.folder.join(DATABASE);
    let shown = file.display().to_string();
    if !file.is_file() {
        return Err(Failure::Told(Message::new("cli-restore-no-file").with("file", shown)));
    }
    refuse_a_log(desk, &database)?;
    let _held = lock(&desk.folder)?;
    refuse_a_log(desk, &database)?;
    let part = beside(&database, ".part");
    clear(&part);
    let swapped = prepare(desk, file, &part).and_then(|entries| {
        swap_in(&part, &database)?;
        Ok(entries)
    });
    clear(&part);
    let entries = swapped?;
    let done = Message::new("cli-restore-done").with("entries", entries);
    screen::told(&done.with("folder", desk.folder.display().to_string()), desk.lang(None));
    Ok(FINE)
}

/// Takes away what this or a broken-off restore made under another name.
fn clear(part: &Path) {
    for more in BESIDE {
        // Mostly there is nothing.
        let _ = fs::remove_file(beside(part, more));
    }
}

fn refuse_a_log(desk: &Desk, database: &Path) -> Result<(), Failure> {
    let there = BESIDE.iter().any(|more| beside(database, more).symlink_metadata().is_ok());
    if !there {
        return Ok(());
    }
    let folder = desk.folder.display().to_string();
    Err(Failure::Told(Message::new("cli-restore-taken").with("folder", folder)))
}

/// Copies, proves, brings up to date and notes where the log comes from; returns its entries.
fn prepare(desk: &Desk, file: &Path, part: &Path) -> Result<i64, Failure> {
    copy(file, part).with_context(|| part.display().to_string())?;
    prove(file, part)?;
    let mut store = Store::open(part, &tables())?;
    lay_schedule(desk, &store)?;
    asrun::note_restored(&mut store, desk.clock.now(), login())?;
    // What SQLite laid beside goes into the file when the last one closes it.
    drop(store);
    let entries = prove(file, part)?;
    File::open(part)?.sync_all()?;
    Ok(entries)
}

/// Not the copying of the system, which would carry over the backup's permissions.
fn copy(file: &Path, part: &Path) -> io::Result<()> {
    let mut made = File::create_new(part)?;
    io::copy(&mut File::open(file)?, &mut made)?;
    made.sync_all()
}

/// Its structure, its age and its log; returns how many entries are proven.
fn prove(file: &Path, part: &Path) -> Result<i64, Failure> {
    let file = file.display().to_string();
    let no_backup = |error: Error| {
        let none = Message::new("cli-restore-no-backup").with("file", file.as_str());
        Failure::Told(none.with("error", error.to_string()))
    };
    let store = Store::open_to_read(part).map_err(no_backup)?;
    if let Some(damage) = store.damage().map_err(no_backup)? {
        let damaged = Message::new("cli-restore-no-backup").with("file", file.as_str());
        return Err(Failure::Told(damaged.with("error", damage)));
    }
    if let Err(error) = store.refuse_newer(&tables()) {
        return Err(match error {
            Error::Newer { .. } => {
                Failure::Told(Message::new("cli-restore-newer").with("file", file.as_str()))
            }
            Error::Sqlite(_) => no_backup(error),
        });
    }
    let verdict = asrun::verify(store.connection()).map_err(no_backup)?;
    match verdict.broken {
        None => Ok(verdict.entries),
        Some((n, _)) => {
            let broken = Message::new("cli-restore-broken").with("file", file.as_str());
            Err(Failure::Told(broken.with("n", n)))
        }
    }
}

/// A folder without a schedule gets the one that was last on air.
fn lay_schedule(desk: &Desk, store: &Store) -> Result<(), Failure> {
    let path = desk.folder.join("schedule.toml");
    let Some(revision) = asrun::latest(store.connection())? else { return Ok(()) };
    if path.symlink_metadata().is_ok() {
        return Ok(());
    }
    let part = beside(&path, ".part");
    fs::write(&part, revision.schedule)?;
    File::open(&part)?.sync_all()?;
    swap_in(&part, &path)
}
