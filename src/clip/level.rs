//! A sound brought to the station's loudness before it is compressed.
//!
//! A synthesiser's peaks stand so far above its loudness that a gain alone could not make it as loud as
//! the rest without passing the ceiling. So its highest peaks are held down; where the gain leaves
//! room, nothing but the gain is done. As long as before, to the frame.

use std::{
    num::{NonZeroU16, NonZeroU32},
    time::Duration,
};

use rodio::{Source, source::LimitSettings};

use super::{HOUSE_CHANNELS, Measured, native::Native};

/// Highest peak after the gain, dB. What gets past the limiter, and what is compressed, swings two decibels
/// above it; the station's ceiling is -1 dBTP.
const PEAK: f64 = -4.0;
/// What holding the peaks down takes from the loudness of speech, dB.
const MAKEUP: f64 = 1.5;
/// Frames read at a time.
const BLOCK: usize = 4096;

/// The sound of a file, interleaved, mono where the file is. `measured` is what was found of it.
pub(super) fn levelled(native: Native, measured: &Measured, loudness: f64) -> Box<dyn Source> {
    let peak = measured.true_peak_dbtp.unwrap_or(PEAK);
    // What is too short to be measured is made no louder.
    let gain = measured.house_lufs().map_or((PEAK - peak).min(0.0), |lufs| loudness - lufs);
    if peak + gain <= PEAK {
        return Box::new(Raised::new(native, gain));
    }
    // Quick, so that no syllable's beginning gets through, and let go within a syllable.
    #[expect(clippy::cast_possible_truncation, reason = "a few decibels")]
    let settings = LimitSettings::default()
        .with_threshold(PEAK as f32)
        .with_knee_width(2.0)
        .with_attack(Duration::from_micros(100))
        .with_release(Duration::from_millis(60));
    Box::new(Raised::new(native, gain + MAKEUP).limit(settings))
}

/// A file's samples after a gain.
struct Raised {
    native: Native,
    channels: NonZeroU16,
    rate: NonZeroU32,
    factor: f32,
    block: Vec<f32>,
    at: usize,
}

impl Raised {
    fn new(native: Native, decibels: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a factor fits an f32 well")]
        let factor = 10.0_f64.powf(decibels / 20.0) as f32;
        // A file without frames a second or without channels has been refused by now.
        let rate = NonZeroU32::new(native.rate).unwrap_or(NonZeroU32::MIN);
        let channels = if native.channels == 1 { 1 } else { 2 };
        let channels = NonZeroU16::new(channels).unwrap_or(NonZeroU16::MIN);
        Self { native, channels, rate, factor, block: Vec::new(), at: 0 }
    }

    fn refill(&mut self) {
        self.block.resize(BLOCK * HOUSE_CHANNELS, 0.0);
        let frames = self.native.read(&mut self.block);
        self.block.truncate(frames * HOUSE_CHANNELS);
        self.at = 0;
    }
}

impl Iterator for Raised {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.at >= self.block.len() {
            self.refill();
        }
        let sample = *self.block.get(self.at)?;
        // Of one channel both sides are the same.
        self.at += if self.channels.get() == 1 { HOUSE_CHANNELS } else { 1 };
        Some(sample * self.factor)
    }
}

impl Source for Raised {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZeroU16 {
        self.channels
    }

    fn sample_rate(&self) -> NonZeroU32 {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
