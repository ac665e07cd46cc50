//! A copy of the whole database in one file, and whether such a file can be trusted.

use std::{fs::File, io, path::Path};

use rusqlite::Connection;

use super::{Error, Store, Tables};

impl Store {
    /// Writes the database as it is at this instant into a new file, and waits until it is on the disk.
    /// The one who writes is not held up.
    pub fn copy_to(&self, path: &Path) -> Result<(), Error> {
        let name = path.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(path.to_owned()))?;
        self.connection.execute("VACUUM INTO ?1", [name])?;
        let synced = File::open(path).and_then(|file| file.sync_all());
        synced.map_err(|error: io::Error| {
            rusqlite::Error::ToSqlConversionFailure(Box::new(error)).into()
        })
    }

    /// What SQLite finds wrong in the file's structure; `None`: nothing.
    pub fn damage(&self) -> Result<Option<String>, Error> {
        let found: String =
            self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        Ok(Some(found).filter(|found| found != "ok"))
    }

    /// Refuses a file whose tables know more steps than `tables`.
    pub fn refuse_newer(&self, tables: &[Tables]) -> Result<(), Error> {
        tables.iter().try_for_each(|tables| known(&self.connection, tables).map(|_| ()))
    }
}

/// How many steps of a room the file has.
pub(super) fn known(connection: &Connection, tables: &Tables) -> Result<usize, Error> {
    let Tables { room, steps } = *tables;
    let count = "SELECT count(*) FROM migration WHERE room = ?1";
    let found: usize = connection.query_row(count, [room], |row| row.get(0))?;
    if found > steps.len() {
        return Err(Error::Newer { room, found, known: steps.len() });
    }
    Ok(found)
}
