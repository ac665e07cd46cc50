//! The sweep: notices edited files and reads the folder again, on a thread of its own.
//!
//! It compares names, sizes and times of change; a file that is still being written is read at the
//! next sweep again. Decoding new clips may take its time: the loop goes on meanwhile.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::SystemTime,
};

use crate::{
    check::{self, Folder},
    clip::Memory,
};

/// Path to size and time of change.
type Signature = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// A handle to the sweep's thread, which ends when the handle is dropped.
pub(super) struct Sweep {
    nudge: Sender<()>,
}

impl Sweep {
    /// Starts the thread. `edited` is called with the folder each time it was found changed and read.
    pub(super) fn start(
        folder: PathBuf,
        mut memory: Memory,
        edited: impl Fn(Folder, Memory) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (nudge, nudged) = channel();
        let seen = signature(&folder);
        thread::Builder::new()
            .name("sweep".into())
            .spawn(move || watch(&folder, seen, &nudged, &mut memory, &edited))?;
        Ok(Self { nudge })
    }

    /// Look now.
    pub(super) fn look(&self) {
        // A thread that has ended was told to; there is nothing left to sweep.
        let _ = self.nudge.send(());
    }
}

fn watch(
    folder: &Path,
    mut seen: Signature,
    nudged: &Receiver<()>,
    memory: &mut Memory,
    edited: &impl Fn(Folder, Memory),
) {
    while nudged.recv().is_ok() {
        let found = signature(folder);
        if found == seen {
            continue;
        }
        match check::read(folder, memory, &mut |_, _| {}) {
            Ok(read) => edited(read, memory.clone()),
            // An editor may replace the file in two steps: the old schedule stays on air.
            Err(mistake) => {
                tracing::warn!(code = %mistake.phrase.code, "schedule.toml cannot be read");
            }
        }
        seen = found;
    }
}

fn signature(folder: &Path) -> Signature {
    let mut found = Signature::new();
    note(&folder.join("schedule.toml"), &mut found);
    for part in ["scripts", "audio"] {
        walk(&folder.join(part), &mut found);
    }
    found
}

fn walk(folder: &Path, found: &mut Signature) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), found),
            _ => note(&entry.path(), found),
        }
    }
}

fn note(path: &Path, found: &mut Signature) {
    if let Ok(meta) = fs::metadata(path) {
        found.insert(path.to_owned(), (meta.len(), meta.modified().ok()));
    }
}
