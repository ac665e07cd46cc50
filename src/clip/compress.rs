//! A sound file made compact: Ogg Vorbis at its own rate, mono where it is mono, as loud as the station is.

use std::{
    fs::File,
    io::{BufWriter, Write},
    num::{NonZeroU8, NonZeroU32},
    path::Path,
};

use rodio::Source;
use vorbis_rs::{
    VorbisBitrateManagementStrategy, VorbisEncoder, VorbisEncoderBuilder, VorbisError,
};

use super::{
    Measured,
    folder::unreadable,
    level::levelled,
    measure::{Findings, examine},
    native::Native,
};
use crate::words::Message;

/// Of the encoder's scale from -0.2 to 1. Speech of 22 kHz, mono, comes out at 51 kbit/s, a seventh of
/// its WAV: 39 minutes of it are 15 MB.
const QUALITY: f32 = 0.4;
/// The same sound gives the same bytes. Other streams of the same file would need other numbers.
const SERIAL: i32 = 1;
/// Bytes of sound in an Ogg page at least. The encoder's own 4096 put a short clip on a single page, and
/// what is cut off a page that is both first and last is cut off its beginning by Symphonia.
const PAGE: u16 = 255;
/// Frames encoded at a time.
const BLOCK: usize = 4096;

/// Writes the sound of `source`, brought to `loudness` LUFS as it is heard on both sides, to `target`,
/// which must not be there yet, and returns the new file's
/// SHA-256 and its length in frames at the house rate: as long as the source, to the frame. (Shorter
/// sounds than a fifth of a second, a single page all the same, come out longer by a block.)
///
/// Fails with the message that says why, where either of them is a clip that would be refused.
pub fn compress(source: &Path, target: &Path, loudness: f64) -> Result<(String, u64), Message> {
    let heard = measured(fit(source)?)?;
    let native = Native::open(source).map_err(|error| failed(&error))?;
    let file = File::create_new(target).map_err(|error| unreadable(&error))?;
    encode(levelled(native, &heard, loudness), file).map_err(|error| failed(&error))?;
    let made = fit(target)?;
    let sha256 = made.sha256.clone();
    Ok((sha256, measured(made)?.frames))
}

fn measured(found: Findings) -> Result<Measured, Message> {
    found.measured.ok_or_else(|| Message::new("clip-not-sound"))
}

/// What is found of a file that may air.
fn fit(path: &Path) -> Result<Findings, Message> {
    let found = examine(path).map_err(|error| unreadable(&error))?;
    match found.refused.first() {
        Some(why) => Err(why.clone()),
        None => Ok(found),
    }
}

fn failed(error: &impl ToString) -> Message {
    Message::new("clip-not-compressed").with("detail", error.to_string())
}

fn encode(mut sound: Box<dyn Source>, file: File) -> Result<(), VorbisError> {
    let channels = usize::from(sound.channels().get());
    let mut encoder = encoder(sound.sample_rate(), channels, BufWriter::new(file))?;
    let mut sides = vec![Vec::with_capacity(BLOCK); channels];
    loop {
        sides.iter_mut().for_each(Vec::clear);
        for (place, sample) in sound.by_ref().take(BLOCK * channels).enumerate() {
            sides[place % channels].push(sample);
        }
        if sides.iter().any(Vec::is_empty) {
            break;
        }
        encoder.encode_audio_block(&sides)?;
    }
    let mut written = encoder.finish()?;
    written.flush()?;
    written.get_ref().sync_all()?;
    Ok(())
}

fn encoder<W: Write>(
    rate: NonZeroU32,
    channels: usize,
    to: W,
) -> Result<VorbisEncoder<W>, VorbisError> {
    let channels = u8::try_from(channels).ok().and_then(NonZeroU8::new).unwrap_or(NonZeroU8::MIN);
    let quality = VorbisBitrateManagementStrategy::QualityVbr { target_quality: QUALITY };
    VorbisEncoderBuilder::new_with_serial(rate, channels, to, SERIAL)
        .bitrate_management_strategy(quality)
        .minimum_page_data_size(Some(PAGE))
        .build()
}
