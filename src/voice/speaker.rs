//! Makes one clip after another.

use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::{Trouble, place::Place, program::Program, tasks::Task};
use crate::{
    check::Folder,
    clip::{Clip, Library, compress, synthetic_text},
    schedule::Voice,
    words::Message,
};

/// Where the program's own files lie, from the station folder. They go when the speaker goes.
const WORK: &str = "data/voice";

/// A clip that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// From the station folder.
    pub path: PathBuf,
    /// Length at the house rate.
    pub frames: u64,
}

/// The only one in its station folder.
pub struct Speaker<'f> {
    station: &'f Path,
    library: &'f Library,
    voice: &'f Voice,
    program: Program,
    /// The station's, LUFS.
    loudness: f64,
    /// On `audio/` itself: it needs no file of its own, and ends with the process.
    _held: File,
}

impl<'f> Speaker<'f> {
    /// Holds `audio/` and finishes what an earlier run was torn from. From now on Ctrl-C ends a clip
    /// that is being made, in good order.
    pub fn open(folder: &'f Folder, voice: &'f Voice, tasks: &[Task]) -> Result<Self, Message> {
        let held = hold(&folder.path.join("audio"))?;
        for task in tasks {
            let clip = folder.library.clips.get(&task.clip);
            let sha256 = clip.map_or("", |clip| clip.sha256.as_str());
            Place::of(&folder.path, &task.clip)
                .tidy(sha256)
                .map_err(|error| not_written(&task.clip, &error))?;
        }
        let program = Program::new().map_err(|error| not_written(WORK, &error))?;
        let (station, library) = (folder.path.as_path(), &folder.library);
        let loudness = folder.schedule.output.loudness;
        Ok(Self { station, library, voice, program, loudness, _held: held })
    }

    /// Speaks the words of a task and puts the clip in place, in the stead of what a machine spoke
    /// before.
    pub fn speak(&mut self, task: &Task) -> Result<Spoken, Trouble> {
        let written = |error: io::Error| Trouble::Clip(not_written(&task.clip, &error));
        let place = Place::of(self.station, &task.clip);
        place.prepare()?;
        place.tidy("").map_err(written)?;
        let wav = self.wav(task)?;
        let made = compress(&wav, &place.waiting_clip(), self.loudness);
        let (sha256, frames) = match made {
            Ok(made) => made,
            Err(why) => {
                place.tidy("").map_err(written)?;
                return Err(Trouble::Sound(why));
            }
        };
        let transcript = synthetic_text(&self.voice.command, &sha256, &task.text, &task.spoken);
        let old: Option<&Clip> = self.library.clips.get(&task.clip);
        let old = old.map(|clip| (self.station.join(&clip.path), clip.sha256.as_str()));
        if !place.is_as_seen(old.as_ref()).map_err(written)? {
            place.tidy("").map_err(written)?;
            return Err(Trouble::Clip(Message::new("voice-recorded-meanwhile")));
        }
        place.put(old.as_ref().map(|(path, _)| path.as_path()), &transcript).map_err(written)?;
        Ok(Spoken { path: Path::new("audio").join(format!("{}.ogg", task.clip)), frames })
    }

    /// Has the program write its WAV.
    fn wav(&mut self, task: &Task) -> Result<PathBuf, Trouble> {
        let work = self.station.join(WORK);
        let (input, output) = (work.join("in.txt"), work.join("out.wav"));
        fs::create_dir_all(&work)
            .and_then(|()| gone(&output))
            .and_then(|()| fs::write(&input, format!("{}\n", task.spoken)))
            .map_err(|error| Trouble::All(not_written(WORK, &error)))?;
        self.program.run(self.voice, self.station, &input, &output)?;
        let size = fs::metadata(&output).map_or(0, |data| data.len());
        if size == 0 {
            let message = Message::new("voice-no-wav");
            return Err(Trouble::Clip(message.with("program", self.voice.program())));
        }
        Ok(output)
    }
}

impl Drop for Speaker<'_> {
    fn drop(&mut self) {
        // What stays is written over the next time.
        let _ = fs::remove_dir_all(self.station.join(WORK));
    }
}

/// Two at once would write the same files.
fn hold(audio: &Path) -> Result<File, Message> {
    let failed = |error: &io::Error| not_written("audio/", error);
    fs::create_dir_all(audio).map_err(|error| failed(&error))?;
    let folder = File::open(audio).map_err(|error| failed(&error))?;
    match folder.try_lock() {
        Ok(()) => Ok(folder),
        Err(TryLockError::WouldBlock) => Err(Message::new("voice-busy")),
        Err(TryLockError::Error(error)) => Err(failed(&error)),
    }
}

fn not_written(path: &str, error: &io::Error) -> Message {
    Message::new("voice-not-written").with("path", path).with("error", error.to_string())
}

/// Removes a file that may not be there.
pub(super) fn gone(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
