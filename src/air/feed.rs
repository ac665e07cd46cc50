//! Decodes a rundown's clips ahead of time, block by block, on a thread of its own.
//!
//! The thread opens one clip after the other and puts blocks into a bounded channel, so that memory
//! does not grow with the rundown. It ends when the rundown does, when a clip breaks, or when the feed
//! is dropped; a read that hangs holds up this thread alone.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel},
    },
    thread,
    time::Duration,
};

use super::frames::{in_memory, in_samples};
use crate::{clip::HOUSE_CHANNELS, rundown::Mark};

/// Opens the clip of a mark; the text of a failure is for the developers' log.
pub type OpenClip = Arc<dyn Fn(&Mark) -> Result<Box<dyn FrameSource>, String> + Send + Sync>;

/// A clip being decoded: interleaved stereo at the house rate, from its first frame.
pub trait FrameSource: Send {
    /// Fills `out` and returns how many frames it wrote; 0 at the clip's end or where it breaks.
    fn read(&mut self, out: &mut [f32]) -> usize;
}

/// 100 ms: short enough to be primed at once, long enough to be rare.
const BLOCK: u64 = 4_800;
/// 4 s decoded ahead.
const AHEAD: usize = 40;
/// How long an output that waits is kept waiting for a block.
const PATIENCE: Duration = Duration::from_secs(10);

/// The reading end of a rundown's sound.
pub(super) struct Feed {
    pieces: Receiver<Piece>,
    held: Option<Piece>,
    /// First frame of each mark, and its clip.
    clips: BTreeMap<u64, String>,
}

/// What came of a pull.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Pulled {
    /// Frames that stand in the buffer, silence for missing ones included.
    pub(super) frames: u64,
    /// The clip that broke after these frames.
    pub(super) broken: Option<String>,
    /// Some frames were not there in time.
    pub(super) underrun: bool,
}

enum Piece {
    Sound { at: u64, samples: Vec<f32> },
    Broken { at: u64 },
    End,
}

impl Feed {
    /// Begins to decode `marks` from the rundown's frame `from`.
    pub(super) fn start(marks: Vec<Mark>, from: u64, open: OpenClip) -> Self {
        let clips = marks.iter().map(|mark| (mark.at, mark.clip.clone())).collect();
        let (sender, pieces) = sync_channel(AHEAD);
        let spawned = thread::Builder::new()
            .name("air-feed".to_owned())
            .spawn(move || decode_all(&marks, from, &open, &sender));
        if let Err(error) = &spawned {
            tracing::error!(%error, "no thread for a feed");
        }
        Self { pieces, held: spawned.err().map(|_| Piece::Broken { at: from }), clips }
    }

    /// Puts the rundown's frames from `at` on into `out`, which holds silence. With `wait` it waits for
    /// blocks that are not there yet; without, they stay silence and are never caught up.
    pub(super) fn pull(&mut self, at: u64, out: &mut [f32], wait: bool) -> Pulled {
        let wanted = in_samples(out);
        let mut done = 0;
        while done < wanted {
            let here = at + done;
            let Some(piece) = self.held.take().or_else(|| self.next(here, wait)) else {
                return Pulled { frames: wanted, broken: None, underrun: true };
            };
            match &piece {
                Piece::Sound { at: first, samples } => {
                    let end = first + in_samples(samples);
                    debug_assert!(*first <= here, "a piece of the rundown was never decoded");
                    if end <= here {
                        continue;
                    }
                    let stop = if *first > here { *first } else { end };
                    let frames = (stop - here).min(wanted - done);
                    if *first <= here {
                        copy(samples, here - first, out, done, frames);
                    }
                    done += frames;
                    if at + done < end {
                        self.held = Some(piece);
                    }
                }
                Piece::Broken { at: broken } if *broken > here => {
                    done += (broken - here).min(wanted - done);
                    self.held = Some(piece);
                }
                Piece::Broken { .. } => {
                    self.held = Some(piece);
                    return Pulled {
                        frames: done,
                        broken: Some(self.clip_at(here)),
                        underrun: false,
                    };
                }
                Piece::End => {
                    self.held = Some(piece);
                    done = wanted;
                }
            }
        }
        Pulled { frames: wanted, broken: None, underrun: false }
    }

    /// The next piece; `None` when it is not there and nobody waits for it.
    fn next(&self, here: u64, wait: bool) -> Option<Piece> {
        // A thread that is gone without having said so, or does not answer, has broken here.
        let broken = Some(Piece::Broken { at: here });
        if wait {
            return match self.pieces.recv_timeout(PATIENCE) {
                Ok(piece) => Some(piece),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => broken,
            };
        }
        match self.pieces.try_recv() {
            Ok(piece) => Some(piece),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => broken,
        }
    }

    fn clip_at(&self, frame: u64) -> String {
        self.clips.range(..=frame).next_back().map(|(_, clip)| clip.clone()).unwrap_or_default()
    }
}

fn copy(from: &[f32], skip: u64, to: &mut [f32], at: u64, frames: u64) {
    let [skip, at, frames] = [skip, at, frames].map(|count| in_memory(count) * HOUSE_CHANNELS);
    if let (Some(from), Some(to)) = (from.get(skip..skip + frames), to.get_mut(at..at + frames)) {
        to.copy_from_slice(from);
    }
}

/// The feed is no longer wanted.
struct Dropped;

fn decode_all(marks: &[Mark], from: u64, open: &OpenClip, out: &SyncSender<Piece>) {
    for mark in marks.iter().filter(|mark| mark.at.saturating_add(mark.frames) > from) {
        let mut at = mark.at.max(from);
        // A decoder that panics over a damaged file breaks its airing like any other damaged file.
        let decoded = catch_unwind(AssertUnwindSafe(|| decode(mark, &mut at, open, out)));
        match decoded {
            Ok(Ok(None)) => {}
            Ok(Err(Dropped)) => return,
            Ok(Ok(Some(fault))) => return broken(mark, at, &fault, out),
            Err(_) => return broken(mark, at, "the decoder panicked", out),
        }
    }
    // Whoever dropped the feed does not miss its end.
    out.send(Piece::End).ok();
}

fn broken(mark: &Mark, at: u64, fault: &str, out: &SyncSender<Piece>) {
    tracing::warn!(clip = mark.clip, path = %mark.path.display(), at, fault, "a clip broke");
    out.send(Piece::Broken { at }).ok();
}

/// Sends the mark's frames from `at` on, and moves `at` with them. Returns what is wrong with the clip.
fn decode(
    mark: &Mark,
    at: &mut u64,
    open: &OpenClip,
    out: &SyncSender<Piece>,
) -> Result<Option<String>, Dropped> {
    let mut source = match open(mark) {
        Ok(source) => source,
        Err(fault) => return Ok(Some(fault)),
    };
    let end = mark.at.saturating_add(mark.frames);
    let mut skip = *at - mark.at;
    while *at < end {
        let frames = if skip > 0 { skip } else { end - *at }.min(BLOCK);
        let mut samples = vec![0.0; in_memory(frames) * HOUSE_CHANNELS];
        let got = read_full(source.as_mut(), &mut samples);
        if skip > 0 {
            skip -= got.min(skip);
        } else if got > 0 {
            samples.truncate(in_memory(got) * HOUSE_CHANNELS);
            for sample in &mut samples {
                *sample *= mark.gain;
            }
            out.send(Piece::Sound { at: *at, samples }).map_err(|_| Dropped)?;
            *at += got;
        }
        if got < frames {
            return Ok(Some("it is shorter than it was measured".to_owned()));
        }
    }
    Ok(None)
}

/// Reads until `samples` is full or the clip has no more.
fn read_full(source: &mut dyn FrameSource, samples: &mut [f32]) -> u64 {
    let wanted = samples.len() / HOUSE_CHANNELS;
    let mut got = 0;
    while got < wanted {
        let frames = source.read(&mut samples[got * HOUSE_CHANNELS..]);
        if frames == 0 {
            break;
        }
        got = wanted.min(got + frames);
    }
    got as u64
}
