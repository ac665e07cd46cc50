//! A station folder as it stands on the disk, read whole.

use std::{
    collections::BTreeMap,
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use super::{Stamp, nearest, with_near};
use crate::{
    clip::{Library, Memory},
    diagnostic::{Diagnostic, Severity},
    schedule::{self, Schedule},
    script::{
        self, Scripts, Sources,
        read::{self, WORDS_FILE, Words},
    },
    words::Message,
};

/// Bytes of the largest text file that is read: a thousand programmes. What is larger was put there
/// by mistake, and would be quoted back line by line.
const LARGEST: u64 = 128 * 1024;

const NO_SCRIPT: [&str; 2] = ["check-no-script", "check-no-script-near"];

/// A script with the bytes where a programme names it.
type Named = (String, Range<usize>);

/// Everything a person edits, with what was wrong in it.
pub struct Folder {
    /// The folder.
    pub path: PathBuf,
    /// The text of `schedule.toml`.
    pub schedule_text: String,
    /// What holds of it.
    pub schedule: Schedule,
    /// Every script that a programme names, also a programme left out of it for a mistake.
    pub named: Vec<String>,
    /// The texts of `scripts/`.
    pub sources: Sources,
    /// What holds of `scripts/`.
    pub scripts: Scripts,
    /// How names and acronyms are read aloud.
    pub words: Words,
    /// The clips of `audio/`.
    pub library: Library,
    /// Mistakes in `schedule.toml` and `scripts/`.
    pub diagnostics: Vec<Diagnostic>,
    /// The stamp of the files, taken before they were read.
    pub stamp: Stamp,
}

/// Reads the folder. `memory` spares clips that did not change from being decoded again; `progress` is
/// told how many of how many clips are done. Fails only when there is no readable `schedule.toml`.
pub fn read(
    path: &Path,
    memory: &mut Memory,
    progress: &mut (dyn FnMut(usize, usize) + Send),
) -> Result<Folder, Diagnostic> {
    let stamp = Stamp::of(path);
    let schedule_text = schedule_text(path)?;
    Ok(Folder { stamp, ..read_beside(path, schedule_text, memory, progress) })
}

/// The same for a station that starts: without a readable `schedule.toml`, the one that was last on air
/// stands in for it, and the mistake is the folder's.
pub fn read_to_start(
    path: &Path,
    before: Option<String>,
    memory: &mut Memory,
    progress: &mut (dyn FnMut(usize, usize) + Send),
) -> Result<Folder, Diagnostic> {
    let stamp = Stamp::of(path);
    let mut folder = match (schedule_text(path), before) {
        (Err(diagnostic), Some(before)) => {
            let mut folder = read_beside(path, before, memory, progress);
            folder.diagnostics.push(diagnostic);
            folder
        }
        (text, _) => read_beside(path, text?, memory, progress),
    };
    folder.stamp = stamp;
    Ok(folder)
}

fn schedule_text(path: &Path) -> Result<String, Diagnostic> {
    read_text(path, schedule::FILE).map_err(|error| {
        let code = match error.kind() {
            io::ErrorKind::NotFound => "no-schedule",
            _ => unreadable(&error),
        };
        let folder = path.display().to_string();
        let message = Message::new(code).with("folder", folder).with("error", error.to_string());
        Diagnostic::error(schedule::FILE, message)
    })
}

fn read_beside(
    path: &Path,
    schedule_text: String,
    memory: &mut Memory,
    progress: &mut (dyn FnMut(usize, usize) + Send),
) -> Folder {
    let (sources, mut diagnostics) = sources(path);
    let (words, odd_words) = words_of(path);
    diagnostics.extend(odd_words);
    let library = Library::scan(path, memory, progress);
    put_together(path, schedule_text, sources, words, library, diagnostics)
}

/// What holds of a folder's texts and clips; `diagnostics` are those of reading them.
fn put_together(
    path: &Path,
    schedule_text: String,
    sources: Sources,
    words: Words,
    library: Library,
    mut diagnostics: Vec<Diagnostic>,
) -> Folder {
    let reading = schedule::read(&schedule_text);
    let missing = missing_scripts(&schedule_text, &reading.scripts, &sources, &diagnostics);
    let loaded = script::load(&sources);
    diagnostics.extend(reading.diagnostics);
    diagnostics.extend(missing);
    diagnostics.extend(loaded.diagnostics);
    Folder {
        path: path.to_owned(),
        schedule_text,
        schedule: reading.schedule,
        named: reading.scripts.into_iter().map(|(script, _)| script).collect(),
        sources,
        scripts: loaded.scripts,
        words,
        library,
        diagnostics,
        stamp: Stamp::default(),
    }
}

/// The station's own words, and what is wrong with them; a station that has no file reads with those of
/// the sample.
pub fn words_of(path: &Path) -> (Words, Vec<Diagnostic>) {
    match read_text(path, WORDS_FILE) {
        Ok(text) => read::words(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Words::sample(), Vec::new()),
        Err(error) => {
            let message = Message::new(unreadable(&error)).with("error", error.to_string());
            (Words::sample(), vec![Diagnostic::error(WORDS_FILE, message)])
        }
    }
}

/// What people call the utilities of a station's facts, by id; what cannot be read has no names.
pub fn utility_titles(path: &Path) -> BTreeMap<String, String> {
    let (sources, _) = sources(path);
    let utilities = script::load(&sources).scripts.utilities;
    utilities.into_iter().map(|it| (it.id, it.title)).collect()
}

impl Folder {
    /// A folder that stands on no disk: a rehearsal's, edited as a person edits files.
    pub fn imagined(schedule_text: String, sources: Sources, library: Library) -> Self {
        put_together(Path::new(""), schedule_text, sources, Words::sample(), library, Vec::new())
    }

    /// Whether its schedule or its scripts have an error, so that it must not replace what is on air.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Programmes whose script is not there. One that is there and wrong, or cannot be read, has a mistake
/// of its own.
fn missing_scripts(
    text: &str,
    named: &[Named],
    sources: &Sources,
    unread: &[Diagnostic],
) -> Vec<Diagnostic> {
    let is_there = |script: &str| {
        let file = format!("scripts/{script}.hbs");
        sources.templates.contains_key(script) || unread.iter().any(|it| it.file == file)
    };
    let missing = named.iter().filter(|(script, _)| !is_there(script));
    let diagnostics = missing.map(|(script, place)| {
        let near = nearest(script, sources.templates.keys().map(String::as_str));
        let message = with_near(NO_SCRIPT, near).with("script", script.as_str());
        Diagnostic::error(schedule::FILE, message).at(text, place.clone())
    });
    diagnostics.collect()
}

/// The texts of `scripts/`, and what could not be read of them.
fn sources(folder: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let Ok(entries) = fs::read_dir(folder.join("scripts")) else { return (sources, diagnostics) };
    let mut names: Vec<String> =
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    for name in names {
        let file = format!("scripts/{name}");
        let template = name.strip_suffix(".hbs");
        let wanted = template.is_some() || name == "vneid.toml";
        if !wanted || name.starts_with('.') {
            continue;
        }
        match (read_text(folder, &file), template) {
            (Ok(text), Some(template)) => {
                sources.templates.insert(template.to_owned(), text);
            }
            (Ok(text), None) => sources.facts = Some(text),
            (Err(error), _) => {
                let message = Message::new(unreadable(&error)).with("error", error.to_string());
                diagnostics.push(Diagnostic::error(file, message));
            }
        }
    }
    (sources, diagnostics)
}

fn unreadable(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::InvalidData => "not-utf8",
        io::ErrorKind::FileTooLarge => "file-too-big",
        _ => "unreadable-file",
    }
}

/// A text file, without the mark that some editors put before it.
fn read_text(folder: &Path, file: &str) -> io::Result<String> {
    let path = folder.join(file);
    if fs::metadata(&path)?.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let text = fs::read_to_string(path)?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}
