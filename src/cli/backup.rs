//! `loa backup`: the log and the outbox in one file, proven once it is written.
//!
//! It reads only and holds up no running station. The file gets its name when it is whole and on the
//! disk; one that has the name already is left alone.

use std::{
    ffi::OsString,
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{Desk, Done, FAILED, FINE, Failure, screen};
use crate::{asrun, store::Store, words::Message};

pub(super) fn run(desk: &Desk, file: &Path) -> Done {
    let store = desk.log_to_read()?;
    let taken = || Message::new("cli-backup-taken").with("file", file.display().to_string());
    if file.symlink_metadata().is_ok() {
        return Err(Failure::Told(taken()));
    }
    let file = std::path::absolute(file)?;
    let part = beside(&file, ".part");
    // Ours, of a copy that was broken off.
    let _ = fs::remove_file(&part);
    let written = copy(&store, &part).and_then(|verdict| {
        if file.symlink_metadata().is_ok() {
            return Err(Failure::Told(taken()));
        }
        swap_in(&part, &file)?;
        Ok(verdict)
    });
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    let verdict = written?;
    let done = Message::new("cli-backup-done").with("file", file.display().to_string());
    let done = done.with("entries", verdict.entries).with("mark", verdict.mark);
    let lang = desk.lang(None);
    let Some((n, _)) = verdict.broken else {
        screen::data(&done.render(lang));
        return Ok(FINE);
    };
    let broken = Message::new("cli-backup-broken").with("file", file.display().to_string());
    screen::told(&broken.with("n", n), lang);
    Ok(FAILED)
}

/// A whole copy, and what its log is worth.
fn copy(store: &Store, part: &Path) -> Result<asrun::Verdict, Failure> {
    store.copy_to(part).with_context(|| part.display().to_string())?;
    let copy = Store::open_to_read(part)?;
    if let Some(damage) = copy.damage()? {
        return Err(Failure::Told(Message::new("cli-backup-damaged").with("error", damage)));
    }
    Ok(asrun::verify(copy.connection())?)
}

/// The path with more behind its last name.
pub(super) fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(more);
    name.into()
}

/// Gives a finished file its name, and waits until the folder holds it.
pub(super) fn swap_in(part: &Path, file: &Path) -> Result<(), Failure> {
    fs::rename(part, file).with_context(|| file.display().to_string())?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    File::open(folder).and_then(|folder| folder.sync_all()).context("sync")?;
    Ok(())
}
