//! Detects changed station files by their names, sizes and times of change, without reading them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::schedule;

/// Names, sizes and times of change of a station's files. Two equal stamps mean unchanged files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(BTreeMap<PathBuf, (u64, Option<SystemTime>)>);

impl Stamp {
    /// Of `schedule.toml`, `scripts/` and `audio/`. Taken before the files are read, so that a change
    /// during the reading is noticed the next time.
    pub fn of(folder: &Path) -> Self {
        let mut stamp = Self::default();
        stamp.note(&folder.join(schedule::FILE));
        for part in ["scripts", "audio"] {
            stamp.walk(&folder.join(part));
        }
        stamp
    }

    fn walk(&mut self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.walk(&entry.path()),
                _ => self.note(&entry.path()),
            }
        }
    }

    fn note(&mut self, path: &Path) {
        if let Ok(meta) = fs::metadata(path) {
            self.0.insert(path.to_owned(), (meta.len(), meta.modified().ok()));
        }
    }
}
