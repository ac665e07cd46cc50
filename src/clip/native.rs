//! A sound file as it is: its own rate, folded to left and right.
//!
//! The only place that touches the decoders. They are other people's code reading other people's
//! files, so a panic in them is caught here and ends the file, never the station.

use std::{
    fs::{self, File},
    io::Seek,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use rodio::{Decoder, Source};

use super::{HOUSE_CHANNELS, mp4::tables_fit};

/// Rates outside this range are damage or nonsense, and would make a resampler of gigabytes.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=384_000;
/// Floating point files may exceed full scale; beyond 18 dB it is damage.
const LOUDEST: f32 = 8.0;

/// Why a clip cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Missing, forbidden, or the disk failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// A link, folder, pipe or device; links could lead out of the station folder.
    #[error("this is not a plain file")]
    NotPlain,
    /// No decoder makes sound of it.
    #[error("this is not sound: {0}")]
    NotSound(String),
    /// Frames per second that no recording has.
    #[error("a rate of {0} Hz")]
    Rate(u32),
}

/// An open file, decoded from its beginning.
pub(super) struct Native {
    /// Frames per second.
    pub(super) rate: u32,
    /// Channels in the file.
    pub(super) channels: u16,
    /// Length that the header claims, seconds.
    pub(super) header_s: Option<f64>,
    decoder: Decoder<File>,
    ended: bool,
}

impl Native {
    /// Opens the file and decodes its first packet. Cheap: nothing else is read.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        Self::open_as(path, true)
    }

    /// Without cutting off what the header calls padding: every frame that is really there.
    pub(super) fn open_untrimmed(path: &Path) -> Result<Self, Error> {
        Self::open_as(path, false)
    }

    fn open_as(path: &Path, gapless: bool) -> Result<Self, Error> {
        if !fs::symlink_metadata(path)?.is_file() {
            return Err(Error::NotPlain);
        }
        let mut file = File::open(path)?;
        if !tables_fit(&mut file)? {
            return Err(Error::NotSound("its tables are damaged".to_owned()));
        }
        file.rewind()?;
        let size = file.metadata()?.len();
        let opened = guarded(|| {
            let decoder = Decoder::builder()
                .with_data(file)
                .with_byte_len(size)
                .with_gapless(gapless)
                .build()
                .map_err(|why| Error::NotSound(why.to_string()))?;
            let (rate, channels) = (decoder.sample_rate().get(), decoder.channels().get());
            let header_s = decoder.total_duration().map(|length| length.as_secs_f64());
            Ok(Self { rate, channels, header_s, decoder, ended: false })
        });
        match opened {
            None => Err(Error::NotSound("the decoder gave up".to_owned())),
            Some(Ok(native)) if !RATES.contains(&native.rate) => Err(Error::Rate(native.rate)),
            Some(opened) => opened,
        }
    }

    /// Fills `into` with interleaved left and right and returns the frames; fewer than fit mean the end.
    pub(super) fn read(&mut self, into: &mut [f32]) -> usize {
        if self.ended {
            return 0;
        }
        let wanted = into.len() / HOUSE_CHANNELS;
        let read = guarded(|| self.fill(into)).unwrap_or(0);
        self.ended = read < wanted;
        read
    }

    fn fill(&mut self, into: &mut [f32]) -> usize {
        let mut frames = 0;
        for frame in into.chunks_exact_mut(HOUSE_CHANNELS) {
            let Some(folded) = self.frame() else { break };
            frame.copy_from_slice(&folded);
            frames += 1;
        }
        frames
    }

    /// One frame; `None` at the end, or where a file chained of unlike pieces changes its shape.
    fn frame(&mut self) -> Option<[f32; HOUSE_CHANNELS]> {
        let first = sane(self.decoder.next()?);
        let shape = (self.decoder.sample_rate().get(), self.decoder.channels().get());
        if shape != (self.rate, self.channels) {
            return None;
        }
        match self.channels {
            1 => Some([first, first]),
            2 => Some([first, sane(self.decoder.next()?)]),
            // The mean on both sides, so that speech in a centre channel is not lost.
            more => {
                let mut sum = first;
                for _ in 1..more {
                    sum += sane(self.decoder.next()?);
                }
                let mean = sum / f32::from(more);
                Some([mean, mean])
            }
        }
    }
}

/// A floating point file may hold anything, also what is no number.
fn sane(sample: f32) -> f32 {
    if sample.is_finite() { sample.clamp(-LOUDEST, LOUDEST) } else { 0.0 }
}

/// `None` if `work` panicked; what it used is not used again.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
