//! Where a clip and its transcript lie, and how a new pair takes the place of an old one.
//!
//! They are two files, and power may fail between any two steps. Both are written whole beside their
//! places first, hidden: `.NAME.txt` names the hash of `.NAME.ogg`. Renaming the clip is the moment of
//! exchange: before it the transcript in place belongs to the clip in place, after it the hidden one
//! does, and whoever scans `audio/` takes the one that names the clip's very bytes. Renaming the
//! transcript is then a matter of tidiness, and the next run does it if this one could not.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Trouble, speaker::gone};
use crate::{
    clip::{file_sha256, marks},
    words::Message,
};

/// The files of one clip.
pub(super) struct Place {
    /// The station's `audio/`.
    audio: PathBuf,
    /// The folder that holds them, in it or itself.
    folder: PathBuf,
    /// The name in that folder, without an ending.
    stem: String,
}

impl Place {
    /// The place of a clip whose name was checked: no step of it leads upwards.
    pub(super) fn of(station: &Path, clip: &str) -> Self {
        let audio = station.join("audio");
        let (folder, stem) = match clip.rsplit_once('/') {
            Some((folder, stem)) => (audio.join(folder), stem),
            None => (audio.clone(), clip),
        };
        Self { audio, folder, stem: stem.to_owned() }
    }

    /// Makes the folders.
    pub(super) fn prepare(&self) -> Result<(), Trouble> {
        if self.is_linked() {
            return Err(Trouble::Clip(Message::new("clip-link")));
        }
        fs::create_dir_all(&self.folder).map_err(|error| {
            let message = Message::new("voice-not-written").with("error", error.to_string());
            Trouble::Clip(message.with("path", self.folder.display().to_string()))
        })
    }

    /// Whether a link stands among the folders: it could lead out of the station.
    fn is_linked(&self) -> bool {
        let is_link =
            |folder: &Path| fs::symlink_metadata(folder).is_ok_and(|data| data.is_symlink());
        let inside = |folder: &&Path| folder.starts_with(&self.audio);
        self.folder.ancestors().take_while(inside).any(is_link)
    }

    /// Where the new clip waits.
    pub(super) fn waiting_clip(&self) -> PathBuf {
        self.folder.join(format!(".{}.ogg", self.stem))
    }

    fn waiting_transcript(&self) -> PathBuf {
        self.folder.join(format!(".{}.txt", self.stem))
    }

    fn clip(&self) -> PathBuf {
        self.folder.join(format!("{}.ogg", self.stem))
    }

    fn transcript(&self) -> PathBuf {
        self.folder.join(format!("{}.txt", self.stem))
    }

    /// Finishes an exchange that was torn after its moment, and takes away what was torn before it.
    /// `sha256` is that of the clip in place.
    pub(super) fn tidy(&self, sha256: &str) -> io::Result<()> {
        if self.is_linked() {
            return Ok(());
        }
        let waiting = self.waiting_transcript();
        if fs::read(&waiting).is_ok_and(|bytes| marks(&bytes, sha256)) {
            fs::rename(&waiting, self.transcript())?;
            sync(&self.folder)?;
        }
        gone(&waiting)?;
        gone(&self.waiting_clip())
    }

    /// Whether the clip in place is still the `old` one, or still none: somebody may have laid a
    /// recording there while the program spoke.
    pub(super) fn is_as_seen(&self, old: Option<&(PathBuf, &str)>) -> io::Result<bool> {
        let papers = [OsStr::new("txt"), OsStr::new("md")];
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let ours = path.file_stem() == Some(OsStr::new(&self.stem)) && !path.is_dir();
            if !ours || path.extension().is_some_and(|ending| papers.contains(&ending)) {
                continue;
            }
            match old {
                Some((seen, sha256)) if *seen == path && file_sha256(&path)? == *sha256 => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Puts the waiting clip and its transcript in place. `old` is what a machine spoke before.
    pub(super) fn put(&self, old: Option<&Path>, transcript: &str) -> io::Result<()> {
        let waiting = self.waiting_transcript();
        gone(&waiting)?;
        let mut file = File::create_new(&waiting)?;
        file.write_all(transcript.as_bytes())?;
        file.sync_all()?;
        sync(&self.folder)?;
        // Of two files of the same name neither may air.
        if let Some(old) = old.filter(|old| *old != self.clip()) {
            gone(old)?;
        }
        fs::rename(self.waiting_clip(), self.clip())?;
        sync(&self.folder)?;
        fs::rename(&waiting, self.transcript())?;
        sync(&self.folder)
    }
}

/// Makes renamings last through a power cut.
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
