//! The sweep: notices edited files and reads the folder again, on a thread of its own.
//!
//! It compares names, sizes and times of change; a file that is still being written is read at the
//! next sweep again, and so is one that the station asks to have
//! read twice. Decoding new clips may take
//! its time: the loop goes on meanwhile.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use super::Event;
use crate::{
    check::{self, Folder, Stamp},
    clip::Memory,
    diagnostic::Diagnostic,
};

/// The result of a sweep: the folder as it is now, or why its schedule cannot be read.
pub(super) struct Found {
    read: Result<Box<Folder>, Box<Diagnostic>>,
    /// Measurements of its clips.
    pub(super) memory: Memory,
    /// A person asked to have it read now.
    asked: bool,
}

impl Found {
    /// The station event for this result.
    pub(super) fn event(self) -> Event {
        match self.read {
            Ok(folder) if self.asked => Event::Edited(folder),
            read => Event::Swept(read),
        }
    }
}

enum Nudge {
    Look { asked: bool },
    Again,
}

/// A handle to the sweep's thread, which ends when the handle is dropped.
pub(super) struct Sweep {
    nudge: Sender<Nudge>,
}

impl Sweep {
    /// Starts the thread. `tell` is called each time the folder was found changed since `seen`, and read.
    pub(super) fn start(
        folder: PathBuf,
        seen: Stamp,
        mut memory: Memory,
        tell: impl Fn(Found) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (nudge, nudged) = channel();
        thread::Builder::new()
            .name("sweep".into())
            .spawn(move || watch(&folder, seen, &nudged, &mut memory, &tell))?;
        Ok(Self { nudge })
    }

    /// Starts a sweep now; `asked`: a person asked for it.
    pub(super) fn look(&self, asked: bool) {
        self.send(Nudge::Look { asked });
    }

    /// Makes the next sweep read the folder even if it has not changed.
    pub(super) fn read_again(&self) {
        self.send(Nudge::Again);
    }

    fn send(&self, nudge: Nudge) {
        // A thread that has ended was told to; there is nothing left to sweep.
        let _ = self.nudge.send(nudge);
    }
}

fn watch(
    folder: &Path,
    mut seen: Stamp,
    nudged: &Receiver<Nudge>,
    memory: &mut Memory,
    tell: &impl Fn(Found),
) {
    let mut again = false;
    while let Ok(nudge) = nudged.recv() {
        let Nudge::Look { asked } = nudge else {
            again = true;
            continue;
        };
        let stamp = Stamp::of(folder);
        if stamp == seen && !again {
            continue;
        }
        let read = check::read(folder, memory, &mut |_, _| {}).map(Box::new).map_err(Box::new);
        tell(Found { read, memory: memory.clone(), asked });
        (seen, again) = (stamp, false);
    }
}
