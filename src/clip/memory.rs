//! What was found of each file, so that an unchanged one is not decoded again.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::measure::Findings;
use crate::store::{self, Store};

/// Counted up whenever the same bytes would be measured or judged differently.
const RULES: i64 = 1;

/// The table that the memory is kept in.
pub const TABLES: store::Tables = store::Tables {
    room: "clip",
    steps: &["CREATE TABLE clip_memory (
        path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed_ns INTEGER NOT NULL,
        rules INTEGER NOT NULL, findings TEXT NOT NULL) STRICT"],
};

/// What earlier scans found, by path, size and time of change.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    known: BTreeMap<String, Known>,
    /// Paths whose rows differ from `known`.
    unsaved: BTreeSet<String>,
}

/// A file's size and the time of its last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Bytes.
    pub(super) size: i64,
    /// Nanoseconds since 1970.
    pub(super) changed_ns: i64,
}

#[derive(Clone, Debug)]
struct Known {
    stamp: Stamp,
    findings: Findings,
}

impl Memory {
    /// Reads what was saved. Rows of other rules, or unreadable ones, are left out: their files are
    /// measured again.
    pub fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut rows = connection
            .prepare("SELECT path, size, changed_ns, rules, findings FROM clip_memory")?;
        let rows = rows.query_map([], |row| {
            let stamp = Stamp { size: row.get(1)?, changed_ns: row.get(2)? };
            Ok((row.get(0)?, stamp, row.get::<_, i64>(3)?, row.get::<_, String>(4)?))
        })?;
        let mut memory = Self::default();
        for row in rows {
            let (path, stamp, rules, findings) = row?;
            match serde_json::from_str(&findings) {
                Ok(findings) if rules == RULES => {
                    memory.known.insert(path, Known { stamp, findings });
                }
                _ => {
                    memory.unsaved.insert(path);
                }
            }
        }
        Ok(memory)
    }

    /// Writes what has changed since it was loaded or saved.
    pub fn save(&mut self, store: &mut Store) -> Result<(), store::Error> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        store.transaction(|transaction| {
            for path in &self.unsaved {
                let Some(Known { stamp, findings }) = self.known.get(path) else {
                    transaction.execute("DELETE FROM clip_memory WHERE path = ?1", [path])?;
                    continue;
                };
                let findings = serde_json::to_string(findings)
                    .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
                transaction.execute(
                    "INSERT OR REPLACE INTO clip_memory VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![path, stamp.size, stamp.changed_ns, RULES, findings],
                )?;
            }
            Ok::<(), store::Error>(())
        })?;
        self.unsaved.clear();
        Ok(())
    }

    pub(super) fn recall(&self, path: &str, stamp: Stamp) -> Option<&Findings> {
        self.known.get(path).filter(|known| known.stamp == stamp).map(|known| &known.findings)
    }

    pub(super) fn learn(&mut self, path: String, stamp: Stamp, findings: Findings) {
        self.unsaved.insert(path.clone());
        self.known.insert(path, Known { stamp, findings });
    }

    /// Forgets every file but those `there`.
    pub(super) fn keep_only(&mut self, there: &BTreeSet<&str>) {
        let gone: Vec<String> =
            self.known.keys().filter(|path| !there.contains(path.as_str())).cloned().collect();
        for path in gone {
            self.known.remove(&path);
            self.unsaved.insert(path);
        }
    }
}
