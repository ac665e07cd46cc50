//! Opens `data/loa.db`: migrations and the one writer; each room owns its own tables.
//!
//! The database is SQLite in WAL mode with `synchronous = FULL`: what was committed is on the disk.
//! A [`Store`] cannot be shared between threads; the daemon's loop owns the only one that writes,
//! which makes the log's chain serial by construction. Readers open the file read-only.
//! This room knows no table but its own list of migrations.

mod copy;
mod space;

pub use space::free_bytes;

use std::{fs::File, path::Path};

use rusqlite::{Connection, OpenFlags, Transaction};

/// The tables of one room: SQL steps in the order in which they were ever added.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// The room's name.
    pub room: &'static str,
    /// Each step runs once in a database's life. A step that was released is never changed.
    pub steps: &'static [&'static str],
}

/// Why the database could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file was written by a newer loa, which knows more steps of this room.
    #[error("the database's tables of `{room}` are at step {found}, this loa knows {known}")]
    Newer {
        /// Whose tables.
        room: &'static str,
        /// Steps in the file.
        found: usize,
        /// Steps known here.
        known: usize,
    },
    /// SQLite said no: disk full, file damaged, locked, read-only.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl Error {
    /// Whether there was no room on the disk.
    pub fn is_disk_full(&self) -> bool {
        let Self::Sqlite(error) = self else { return false };
        error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
    }
}

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens or creates the file and brings its tables up to date.
    pub fn open(path: &Path, tables: &[Tables]) -> Result<Self, Error> {
        // SQLite would make one that a group cannot write, whatever the umask says; one that is there it
        // takes as it is. If this fails, so does SQLite, which says why.
        let _ = File::options().append(true).create(true).open(path);
        Self::prepare(Connection::open(path)?, tables)
    }

    /// A database that lives as long as the value: for rehearsals and tests.
    pub fn in_memory(tables: &[Tables]) -> Result<Self, Error> {
        Self::prepare(Connection::open_in_memory()?, tables)
    }

    /// A database in memory that every store of this name in this process shares, and that lives as
    /// long as one of them is open: what a power cut leaves is opened again.
    pub fn in_shared_memory(name: &str, tables: &[Tables]) -> Result<Self, Error> {
        let uri = format!("file:/{name}?vfs=memdb");
        Self::prepare(Connection::open_with_flags(uri, OpenFlags::default())?, tables)
    }

    /// Has SQLite ask before every commit, also of a single statement; where the answer is no, it rolls
    /// the work back and fails, as it does on a disk that is full. For rehearsing just that.
    pub fn ask_before_commit(
        &mut self,
        mut may: impl FnMut() -> bool + Send + 'static,
    ) -> Result<(), Error> {
        Ok(self.connection.commit_hook(Some(move || !may()))?)
    }

    /// Opens an existing file for reading. It sees each commit of the writer.
    pub fn open_to_read(path: &Path) -> Result<Self, Error> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        Ok(Self { connection })
    }

    /// For reading, and for a single statement that writes.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Runs `work` so that either all of it is kept or nothing.
    pub fn transaction<T, E: From<rusqlite::Error>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self.connection.transaction()?;
        let made = work(&transaction)?;
        transaction.commit()?;
        Ok(made)
    }

    fn prepare(connection: Connection, tables: &[Tables]) -> Result<Self, Error> {
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS migration (
                room TEXT NOT NULL, step INTEGER NOT NULL, PRIMARY KEY (room, step)) STRICT",
        )?;
        let mut store = Self { connection };
        for of_room in tables {
            store.migrate(of_room)?;
        }
        Ok(store)
    }

    fn migrate(&mut self, tables: &Tables) -> Result<(), Error> {
        let Tables { room, steps } = *tables;
        self.transaction(|transaction| {
            let found = copy::known(transaction, tables)?;
            for (step, sql) in steps.iter().enumerate().skip(found) {
                transaction.execute_batch(sql)?;
                transaction.execute("INSERT INTO migration VALUES (?1, ?2)", (room, step + 1))?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Tables = Tables { room: "kho", steps: &["CREATE TABLE a (x INTEGER) STRICT"] };
    const TWO: Tables =
        Tables { room: "kho", steps: &[ONE.steps[0], "ALTER TABLE a ADD COLUMN y INTEGER"] };

    #[test]
    fn steps_run_once_and_a_newer_file_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loa.db");
        Store::open(&path, &[ONE])
            .unwrap()
            .connection()
            .execute("INSERT INTO a VALUES (7)", [])
            .unwrap();
        let store = Store::open(&path, &[TWO]).unwrap();
        let kept: (i64, Option<i64>) = store
            .connection()
            .query_row("SELECT x, y FROM a", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        assert_eq!(kept, (7, None));
        let refused = Store::open(&path, &[ONE]).unwrap_err();
        assert!(matches!(refused, Error::Newer { room: "kho", found: 2, known: 1 }));
    }

    #[test]
    fn a_database_in_memory_outlives_the_store_that_wrote_it() {
        let keeper = Store::in_shared_memory("con-lai", &[ONE]).unwrap();
        let writer = Store::in_shared_memory("con-lai", &[ONE]).unwrap();
        writer.connection().execute("INSERT INTO a VALUES (7)", []).unwrap();
        drop(writer);
        let again = Store::in_shared_memory("con-lai", &[ONE]).unwrap();
        let other = Store::in_shared_memory("khac", &[ONE]).unwrap();
        let rows = |store: &Store| {
            let count = "SELECT count(*) FROM a";
            store.connection().query_row(count, [], |row| row.get::<_, i64>(0)).unwrap()
        };
        assert_eq!([&keeper, &again, &other].map(rows), [1, 1, 0]);
    }

    #[test]
    fn a_refused_commit_fails_and_leaves_nothing_behind() {
        let mut store = Store::in_memory(&[ONE]).unwrap();
        let mut asked = 0;
        let second_only = move || {
            asked += 1;
            asked == 2
        };
        store.ask_before_commit(second_only).unwrap();
        let insert = "INSERT INTO a VALUES (1)";
        store.connection().execute(insert, []).unwrap_err();
        let written: Result<usize, rusqlite::Error> =
            store.transaction(|transaction| transaction.execute(insert, []));
        written.unwrap();
        let refused: Result<usize, rusqlite::Error> =
            store.transaction(|transaction| transaction.execute(insert, []));
        refused.unwrap_err();
        let rows: i64 =
            store.connection().query_row("SELECT count(*) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 1);
    }

    #[test]
    fn a_failed_piece_of_work_leaves_nothing_behind() {
        let mut store = Store::in_memory(&[ONE]).unwrap();
        let failed: Result<(), rusqlite::Error> = store.transaction(|transaction| {
            transaction.execute("INSERT INTO a VALUES (1)", [])?;
            Err(rusqlite::Error::QueryReturnedNoRows)
        });
        assert!(failed.is_err());
        let rows: i64 =
            store.connection().query_row("SELECT count(*) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0);
    }
}
