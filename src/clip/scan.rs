//! Looks at every file in `audio/`, decoding only those that are new or changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    num::NonZero,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use super::{
    Clip, Library, Transcript,
    folder::{self, Candidate, Folder},
    measure::{Findings, examine},
    memory::{Memory, Stamp},
    transcript,
};
use crate::words::Message;

impl Library {
    /// Scans `audio/` of the station folder. A file that `memory` knows by path, size and time of
    /// change is not decoded again; all others are, on as many threads as there are processors.
    /// `progress` is told the files done and the files to do, from 0 on, before and after each.
    /// An `audio/` that cannot be read is an empty library, and nothing is forgotten for it.
    pub fn scan(
        station: &Path,
        memory: &mut Memory,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Self {
        let Some(folder) = folder::list(station) else { return Self::default() };
        let fresh = measure_new(station, &folder, memory, progress);
        let there = folder.files.iter().filter_map(|file| file.path.to_str()).collect();
        memory.keep_only(&there);

        let mut library = Self::default();
        for group in by_name(&folder.files).into_values() {
            for (place, file) in group.iter().enumerate() {
                let mut clip = make_clip(file, memory, &fresh);
                clip.name = if place == 0 { file.name.clone() } else { file.full_name.clone() };
                if let (Ok(_), Some(files)) = (&file.stamp, twins(&group)) {
                    clip.refused.push(Message::new("clip-twice").with("files", files));
                }
                clip.transcript = find_transcript(&folder, &file.name, &clip.sha256);
                library.clips.entry(clip.name.clone()).or_insert(clip);
            }
        }
        library
    }
}

/// Findings of the files that could not be read this time, and so are not remembered.
type Unread = BTreeMap<String, Message>;

/// Measures what is not in `memory` yet and puts it there.
fn measure_new(
    station: &Path,
    folder: &Folder,
    memory: &mut Memory,
    progress: &mut dyn FnMut(usize, usize),
) -> Unread {
    let new: Vec<(&str, Stamp)> = folder
        .files
        .iter()
        .filter_map(|file| Some((file.path.to_str()?, *file.stamp.as_ref().ok()?)))
        .filter(|(path, stamp)| memory.recall(path, *stamp).is_none())
        .collect();
    let mut unread = Unread::new();
    let mut done = 0;
    progress(done, new.len());
    for_each(
        &new,
        |(path, _)| examine(&station.join(path)),
        |(path, stamp), findings| {
            match findings {
                Ok(findings) => memory.learn((*path).to_owned(), *stamp, findings),
                Err(error) => {
                    unread.insert((*path).to_owned(), folder::unreadable(&error));
                }
            }
            done += 1;
            progress(done, new.len());
        },
    );
    unread
}

/// Does `work` on all processors and hands each result to `take` on this thread.
fn for_each<T: Sync>(
    items: &[T],
    work: impl Fn(&T) -> io::Result<Findings> + Sync,
    mut take: impl FnMut(&T, io::Result<Findings>),
) {
    let next = AtomicUsize::new(0);
    let (send, results) = mpsc::channel();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if send.send((item, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (item, result) in results {
            take(item, result);
        }
    });
}

/// The transcript that waits for this very clip, else the one beside it: a clip and its transcript are
/// two files, and what falls between putting one and the other in place must not part them.
fn find_transcript(folder: &Folder, name: &str, sha256: &str) -> Option<Transcript> {
    let read = |path: &PathBuf| transcript::read(&folder::read_transcript(path), sha256);
    let waiting = folder.waiting.get(name).and_then(read).filter(|it| it.synthetic);
    waiting.or_else(|| folder.transcripts.get(name).and_then(read))
}

/// The files that would have the same clip name; those that can be clips stand first.
fn by_name(files: &[Candidate]) -> BTreeMap<&str, Vec<&Candidate>> {
    let mut groups: BTreeMap<&str, Vec<&Candidate>> = BTreeMap::new();
    for file in files {
        groups.entry(&file.name).or_default().push(file);
    }
    for group in groups.values_mut() {
        group.sort_by_key(|file| file.stamp.is_err());
    }
    groups
}

/// The names of the files that claim the same clip name, if there are several.
fn twins(group: &[&Candidate]) -> Option<String> {
    let names: BTreeSet<&str> = group
        .iter()
        .filter(|file| file.stamp.is_ok())
        .filter_map(|file| file.path.to_str())
        .collect();
    (names.len() > 1).then(|| names.into_iter().collect::<Vec<_>>().join(", "))
}

fn make_clip(file: &Candidate, memory: &Memory, unread: &Unread) -> Clip {
    let path = file.path.to_string_lossy();
    let known = file.stamp.as_ref().ok().and_then(|stamp| memory.recall(&path, *stamp));
    let mut found = known.cloned().unwrap_or_default();
    found.refused.extend(file.stamp.as_ref().err().cloned());
    if let (None, Some(why)) = (known, unread.get(&*path)) {
        found.refused.push(why.clone());
    }
    found.doubts.extend(file.doubts.iter().cloned());
    Clip {
        name: file.name.clone(),
        path: file.path.clone(),
        sha256: found.sha256,
        measured: found.measured,
        refused: found.refused,
        doubts: found.doubts,
        transcript: None,
    }
}
