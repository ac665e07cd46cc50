//! Which files lie in `audio/`, and what their names tell.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::memory::Stamp;
use crate::words::Message;

/// Endings of the files that are decoded; the bytes decide what they are.
const SOUND: [&str; 7] = ["wav", "mp3", "ogg", "oga", "flac", "m4a", "mp4"];
/// Files beside the clips that are no clips.
const PAPERS: [&str; 2] = ["txt", "md"];
/// Folders within folders are not followed further than this.
const DEPTH: usize = 16;
/// A longer transcript than this would be hours of speech, bytes.
const TRANSCRIPT: u64 = 1 << 20;

/// The folder's files.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Clips and what lies there in their stead, by path.
    pub(super) files: Vec<Candidate>,
    /// Transcripts by the clip's name.
    pub(super) transcripts: BTreeMap<String, PathBuf>,
    /// `.NAME.txt`: transcripts that wait for a clip which is about to be put in place.
    pub(super) waiting: BTreeMap<String, PathBuf>,
}

/// A file that should be a clip.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// From the station folder.
    pub(super) path: PathBuf,
    /// The clip's name, NFC.
    pub(super) name: String,
    /// The name with its ending, for files that cannot have the clip's name.
    pub(super) full_name: String,
    /// Its state on the disk, or why it is not even opened.
    pub(super) stamp: Result<Stamp, Message>,
    /// What is odd about its name.
    pub(super) doubts: Vec<Message>,
}

/// Lists `audio/` of the station folder; `None` if it cannot be read.
pub(super) fn list(station: &Path) -> Option<Folder> {
    let mut folder = Folder::default();
    let audio = station.join("audio");
    if fs::symlink_metadata(&audio).ok()?.is_symlink() {
        folder.files.push(candidate(station, &audio));
        return Some(folder);
    }
    let entries = fs::read_dir(&audio).ok()?;
    walk(station, entries, 0, &mut folder);
    folder.files.sort_by(|a, b| a.path.cmp(&b.path));
    Some(folder)
}

/// Reads a transcript; nothing if it cannot be read.
pub(super) fn read_transcript(path: &Path) -> Vec<u8> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(TRANSCRIPT).read_to_end(&mut bytes));
    if read.is_ok() { bytes } else { Vec::new() }
}

fn walk(station: &Path, entries: fs::ReadDir, depth: usize, folder: &mut Folder) {
    for entry in entries.flatten() {
        let (path, Ok(kind)) = (entry.path(), entry.file_type()) else { continue };
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            if let Some(shown) = shown(&path).filter(|_| kind.is_file() && ending(&path) == "txt") {
                folder.waiting.insert(candidate(station, &shown).name, path);
            }
            continue;
        }
        if kind.is_dir() {
            match fs::read_dir(&path) {
                Ok(entries) if depth < DEPTH => walk(station, entries, depth + 1, folder),
                Ok(_) => {}
                Err(error) => folder.files.push(Candidate {
                    stamp: Err(unreadable(&error)),
                    ..candidate(station, &path)
                }),
            }
        } else if PAPERS.contains(&ending(&path).as_str()) {
            if kind.is_file() && ending(&path) == "txt" {
                let name = candidate(station, &path).name;
                folder.transcripts.insert(name, path);
            }
        } else {
            folder.files.push(candidate(station, &path));
        }
    }
}

/// The path of a hidden file without its dot.
fn shown(path: &Path) -> Option<PathBuf> {
    Some(path.with_file_name(path.file_name()?.to_str()?.strip_prefix('.')?))
}

fn candidate(station: &Path, path: &Path) -> Candidate {
    let relative = path.strip_prefix(station).unwrap_or(path).to_owned();
    // The folder itself keeps its name, where it is a link.
    let inside = match relative.strip_prefix("audio") {
        Ok(inside) if inside != Path::new("") => inside,
        _ => &relative,
    };
    let written = inside.to_string_lossy();
    let full_name: String = written.nfc().collect();
    let name = match inside.extension() {
        Some(_) => inside.with_extension("").to_string_lossy().nfc().collect(),
        None => full_name.clone(),
    };
    Candidate { stamp: stamp(path), doubts: name_doubts(&written), path: relative, name, full_name }
}

fn stamp(path: &Path) -> Result<Stamp, Message> {
    let data = fs::symlink_metadata(path).map_err(|error| unreadable(&error))?;
    if data.is_symlink() {
        return Err(Message::new("clip-link"));
    }
    if !data.is_file() {
        return Err(Message::new("clip-not-file"));
    }
    if path.to_str().is_none() {
        return Err(Message::new("clip-name-unreadable"));
    }
    match ending(path).as_str() {
        "opus" => return Err(Message::new("clip-opus")),
        "" => return Err(Message::new("clip-no-ending")),
        known if SOUND.contains(&known) => {}
        other => return Err(Message::new("clip-ending").with("ending", other)),
    }
    let changed = data.modified().map_err(|error| unreadable(&error))?;
    let changed_ns = match changed.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    };
    Ok(Stamp { size: i64::try_from(data.len()).unwrap_or(i64::MAX), changed_ns })
}

/// The disk or the file's permissions forbid reading it.
pub(super) fn unreadable(error: &std::io::Error) -> Message {
    Message::new("clip-unreadable").with("detail", error.to_string())
}

fn name_doubts(written: &str) -> Vec<Message> {
    let mut doubts = Vec::new();
    if !is_nfc(written) {
        doubts.push(Message::new("clip-name-decomposed"));
    }
    if written.chars().any(|letter| letter.is_whitespace() || letter.is_uppercase()) {
        doubts.push(Message::new("clip-name-letters"));
    }
    doubts
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}
