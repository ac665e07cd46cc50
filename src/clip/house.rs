//! A clip as the station plays it: 48 kHz, left and right, exactly as long as it was measured.

use std::{fmt, path::Path};

use rubato::{Fft, FixedSync, Indexing, Resampler, audioadapter_buffers::direct::InterleavedSlice};

use super::{
    HOUSE_CHANNELS, HOUSE_RATE,
    native::{Error, Native},
};

/// Frames decoded at a time. As resampling block it keeps the filter steep up to 20 kHz of 44.1 kHz.
const BLOCK: usize = 1024;

/// Opens a clip that was measured to be `frames` long. Decodes no more than the first packet.
pub fn open(path: &Path, frames: u64) -> Result<HouseReader, Error> {
    Ok(HouseReader { sound: Sound::new(Native::open(path)?)?, left: frames, broken: false })
}

/// Length at the house rate of a file with `frames` at `rate`.
pub(super) fn house_frames(frames: u64, rate: u32) -> u64 {
    (frames * u64::from(HOUSE_RATE)).div_ceil(u64::from(rate))
}

/// Reads a clip once from its beginning; a few blocks of it are in memory, whatever its length.
pub struct HouseReader {
    sound: Sound,
    left: u64,
    broken: bool,
}

impl HouseReader {
    /// Fills `into` with interleaved samples and returns the frames: all that fit, until the measured
    /// length is used up; then 0. Silence follows where the file ends too early.
    pub fn read(&mut self, into: &mut [f32]) -> usize {
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        let wanted = (into.len() / HOUSE_CHANNELS).min(left);
        let into = &mut into[..wanted * HOUSE_CHANNELS];
        let filled = self.sound.read(into);
        if filled < into.len() {
            self.broken = true;
            into[filled..].fill(0.0);
        }
        self.left -= wanted as u64;
        wanted
    }

    /// Passes over `frames`, for joining a clip that should have begun earlier. Decodes them, some
    /// hundred times faster than they sound.
    pub fn skip(&mut self, frames: u64) {
        let mut scratch = [0.0; BLOCK * HOUSE_CHANNELS];
        let mut ahead = frames.min(self.left);
        let rest = self.left - ahead;
        while ahead > 0 {
            let passed = self.sound.pass(ahead);
            self.left -= passed;
            ahead -= passed;
            let fits = usize::try_from(ahead).map_or(BLOCK, |ahead| ahead.min(self.sound.ready()));
            ahead -= self.read(&mut scratch[..fits * HOUSE_CHANNELS]) as u64;
        }
        debug_assert_eq!(self.left, rest, "a clip is joined at another frame");
    }

    /// Frames not yet read.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// Whether the file ended before its measured length: it was changed, or broke off.
    pub fn broken(&self) -> bool {
        self.broken
    }
}

impl fmt::Debug for HouseReader {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { left, broken, .. } = self;
        write!(to, "HouseReader {{ left: {left}, broken: {broken} }}")
    }
}

/// The whole sound of a file at the house rate.
struct Sound {
    native: Native,
    converter: Option<Converter>,
    block: Vec<f32>,
    /// Samples of `block` already given away.
    used: usize,
}

impl Sound {
    fn new(native: Native) -> Result<Self, Error> {
        let converter = match native.rate {
            HOUSE_RATE => None,
            rate => Some(Converter::new(rate)?),
        };
        Ok(Self { native, converter, block: Vec::new(), used: 0 })
    }

    /// Fills `into` and returns the samples; fewer than fit mean the end.
    fn read(&mut self, into: &mut [f32]) -> usize {
        let mut filled = 0;
        while filled < into.len() {
            if self.used == self.block.len() && !self.refill() {
                break;
            }
            let count = (into.len() - filled).min(self.block.len() - self.used);
            into[filled..filled + count].copy_from_slice(&self.block[self.used..self.used + count]);
            self.used += count;
            filled += count;
        }
        filled
    }

    /// Frames that can be had without decoding, at most a block; a block if there are none.
    fn ready(&self) -> usize {
        match (self.block.len() - self.used) / HOUSE_CHANNELS {
            0 => BLOCK,
            ready => ready.min(BLOCK),
        }
    }

    /// Passes over less than `ahead` frames where that is cheaper than reading them; returns how many.
    fn pass(&mut self, ahead: u64) -> u64 {
        match &mut self.converter {
            Some(converter) if self.used == self.block.len() => {
                converter.pass(&mut self.native, ahead)
            }
            _ => 0,
        }
    }

    /// Decodes on; `false` at the end.
    fn refill(&mut self) -> bool {
        self.used = 0;
        if let Some(converter) = &mut self.converter {
            converter.next(&mut self.native, &mut self.block);
        } else {
            self.block.resize(BLOCK * HOUSE_CHANNELS, 0.0);
            let frames = self.native.read(&mut self.block);
            self.block.truncate(frames * HOUSE_CHANNELS);
        }
        !self.block.is_empty()
    }
}

/// Brings one rate to the house rate, frame 0 staying frame 0.
struct Converter {
    resampler: Fft<f32>,
    rate: u32,
    input: Vec<f32>,
    /// Frames of `input` that were read but not resampled yet.
    pending: Option<usize>,
    /// The block before `input`, while blocks are passed over.
    before: Vec<f32>,
    output: Vec<f32>,
    /// Frames of the filter's delay still to be dropped.
    delay: usize,
    /// Frames read from the file.
    taken: u64,
    /// Frames made of them.
    given: u64,
}

impl Converter {
    fn new(rate: u32) -> Result<Self, Error> {
        let (from, to) = (rate as usize, HOUSE_RATE as usize);
        // Twice the smallest possible block: the filter's middle falls between two frames of an odd
        // block, which would move the sound by half a frame.
        let pair = 2 * from / common_divisor(from, to);
        let resampler = Fft::new_custom(
            from,
            to,
            BLOCK.next_multiple_of(pair),
            1,
            HOUSE_CHANNELS,
            rubato::WindowFunction::BlackmanHarris2,
            FixedSync::Both,
        )
        .map_err(|_| Error::Rate(rate))?;
        Ok(Self {
            rate,
            input: vec![0.0; resampler.input_frames_max() * HOUSE_CHANNELS],
            pending: None,
            before: vec![0.0; resampler.input_frames_max() * HOUSE_CHANNELS],
            output: vec![0.0; resampler.output_frames_max() * HOUSE_CHANNELS],
            delay: resampler.output_delay(),
            taken: 0,
            given: 0,
            resampler,
        })
    }

    /// Puts the next frames into `block`; none at the end.
    fn next(&mut self, native: &mut Native, block: &mut Vec<f32>) {
        block.clear();
        while block.is_empty() {
            let read = self.pending.take().unwrap_or_else(|| native.read(&mut self.input));
            self.taken += read as u64;
            let total = house_frames(self.taken, self.rate);
            let ended = read < self.input.len() / HOUSE_CHANNELS;
            if ended && self.given >= total {
                return;
            }
            let Some(made) = self.resample(read) else { return };
            let dropped = self.delay.min(made);
            self.delay -= dropped;
            let mut kept = (made - dropped) as u64;
            if ended {
                kept = kept.min(total - self.given);
            }
            self.given += kept;
            let from = dropped * HOUSE_CHANNELS;
            let samples = usize::try_from(kept).unwrap_or(0) * HOUSE_CHANNELS;
            block.extend_from_slice(&self.output[from..from + samples]);
        }
    }

    /// Passes over whole blocks short of `ahead` frames, and returns their length. The filter remembers
    /// one block, so resampling only the last of them leaves it as if all had been.
    fn pass(&mut self, native: &mut Native, ahead: u64) -> u64 {
        let full = self.input.len() / HOUSE_CHANNELS;
        let made = (self.output.len() / HOUSE_CHANNELS) as u64;
        let mut passed = 0;
        while self.delay == 0 && self.pending.is_none() && ahead - passed > made {
            let read = native.read(&mut self.input);
            if read < full {
                self.pending = Some(read);
                break;
            }
            self.taken += read as u64;
            passed += made;
            std::mem::swap(&mut self.input, &mut self.before);
        }
        if passed > 0 {
            self.given += passed;
            std::mem::swap(&mut self.input, &mut self.before);
            self.resample(full);
            std::mem::swap(&mut self.input, &mut self.before);
        }
        passed
    }

    /// Resamples the first `frames` of the input, silence after them; `None` never happens with
    /// buffers of the resampler's own sizes.
    fn resample(&mut self, frames: usize) -> Option<usize> {
        let (wide, high) = (self.input.len(), self.output.len());
        let input = InterleavedSlice::new(&self.input, HOUSE_CHANNELS, wide / HOUSE_CHANNELS);
        let output =
            InterleavedSlice::new_mut(&mut self.output, HOUSE_CHANNELS, high / HOUSE_CHANNELS);
        let part = Indexing::new().partial_len(frames);
        let (_, made) = self
            .resampler
            .process_into_buffer(&input.ok()?, &mut output.ok()?, Some(&part))
            .ok()?;
        Some(made)
    }
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
