//! A sound file made compact: Ogg Vorbis at its own rate, mono where it is mono.

use std::{
    fs::File,
    io::{BufWriter, Write},
    num::{NonZeroU8, NonZeroU32},
    path::Path,
};

use vorbis_rs::{
    VorbisBitrateManagementStrategy, VorbisEncoder, VorbisEncoderBuilder, VorbisError,
};

use super::{
    HOUSE_CHANNELS,
    folder::unreadable,
    measure::{Findings, examine},
    native::Native,
};
use crate::words::Phrase;

/// Of the encoder's scale from -0.2 to 1. Speech of 22 kHz, mono, comes out at 51 kbit/s, a seventh of
/// its WAV: 39 minutes of it are 15 MB.
const QUALITY: f32 = 0.4;
/// Highest true peak, dBTP. What a synthesiser brings close to full scale would exceed it once
/// compressed; how loud the clip is on air is the station's gain in any case.
const PEAK: f64 = -3.0;
/// The same sound gives the same bytes. Other streams of the same file would need other numbers.
const SERIAL: i32 = 1;
/// Bytes of sound in an Ogg page at least. The encoder's own 4096 put a short clip on a single page, and
/// what is cut off a page that is both first and last is cut off its beginning by Symphonia.
const PAGE: u16 = 255;
/// Frames encoded at a time.
const BLOCK: usize = 4096;

/// Writes the sound of `source` to `target`, which must not be there yet, and returns the new file's
/// SHA-256 and its length in frames at the house rate: as long as the source, to the frame. (Shorter
/// sounds than a fifth of a second, a single page all the same, come out longer by a block.)
///
/// Fails with the phrase that says why, where either of them is a clip that would be refused.
pub fn compress(source: &Path, target: &Path) -> Result<(String, u64), Phrase> {
    let heard = fit(source)?;
    let peak = heard.measured.and_then(|measured| measured.true_peak_dbtp).unwrap_or(PEAK);
    let native = Native::open(source).map_err(|error| failed(&error))?;
    let file = File::create_new(target).map_err(|error| unreadable(&error))?;
    encode(native, gain(peak), file).map_err(|error| failed(&error))?;
    let made = fit(target)?;
    Ok((made.sha256, made.measured.map_or(0, |measured| measured.frames)))
}

/// What is found of a file that may air.
fn fit(path: &Path) -> Result<Findings, Phrase> {
    let found = examine(path).map_err(|error| unreadable(&error))?;
    match found.refused.first() {
        Some(why) => Err(why.clone()),
        None => Ok(found),
    }
}

fn failed(error: &impl ToString) -> Phrase {
    Phrase::new("clip-not-compressed").with("detail", error.to_string())
}

/// The factor that brings a true peak down to the highest allowed; nothing is made louder.
fn gain(peak: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    let gain = 10.0_f64.powf((PEAK - peak).min(0.0) / 20.0) as f32;
    gain
}

fn encode(mut native: Native, gain: f32, file: File) -> Result<(), VorbisError> {
    let channels = if native.channels == 1 { 1 } else { HOUSE_CHANNELS };
    let mut encoder = encoder(native.rate, channels, BufWriter::new(file))?;
    let mut block = vec![0.0; BLOCK * HOUSE_CHANNELS];
    let mut sides = vec![Vec::with_capacity(BLOCK); channels];
    loop {
        let frames = native.read(&mut block);
        if frames == 0 {
            break;
        }
        for (side, samples) in sides.iter_mut().enumerate() {
            samples.clear();
            let heard = block[..frames * HOUSE_CHANNELS].iter().skip(side).step_by(HOUSE_CHANNELS);
            samples.extend(heard.map(|sample| sample * gain));
        }
        encoder.encode_audio_block(&sides)?;
    }
    let mut written = encoder.finish()?;
    written.flush()?;
    written.get_ref().sync_all()?;
    Ok(())
}

fn encoder<W: Write>(rate: u32, channels: usize, to: W) -> Result<VorbisEncoder<W>, VorbisError> {
    // A file without frames a second or without channels has been refused by now.
    let rate = NonZeroU32::new(rate).unwrap_or(NonZeroU32::MIN);
    let channels = u8::try_from(channels).ok().and_then(NonZeroU8::new).unwrap_or(NonZeroU8::MIN);
    let quality = VorbisBitrateManagementStrategy::QualityVbr { target_quality: QUALITY };
    VorbisEncoderBuilder::new_with_serial(rate, channels, to, SERIAL)
        .bitrate_management_strategy(quality)
        .minimum_page_data_size(Some(PAGE))
        .build()
}
