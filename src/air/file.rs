//! The output that keeps everything in a WAV file.
//!
//! Its clock is the wall's, as the null output's is, and it takes samples as they fall due. A disk
//! that refuses does not stop the time: from then on nothing is kept, and nothing counts as heard.

use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

use chrono::{DateTime, Utc};

use super::{Output, frames};
use crate::clip::HOUSE_RATE;

/// Writes 16-bit stereo WAV. The header says the length once the output is dropped; past 4 GB (six
/// hours) it says the most it can, and readers go on to the file's end.
#[derive(Debug)]
pub struct FileOutput {
    name: String,
    epoch: DateTime<Utc>,
    written: u64,
    /// `None` once the disk refused.
    file: Option<BufWriter<File>>,
}

/// Bytes before the samples, and those of them that the file's size in the header counts.
const HEADER: u32 = 44;
const COUNTED: u32 = HEADER - 8;
/// Left and right, 16 bits each.
const FRAME_BYTES: u16 = 4;

impl FileOutput {
    /// Creates or replaces the file; frame 0 leaves at `epoch`.
    pub fn create(path: &Path, name: impl Into<String>, epoch: DateTime<Utc>) -> io::Result<Self> {
        let mut file = BufWriter::new(File::create(path)?);
        file.write_all(&header(0))?;
        Ok(Self { name: name.into(), epoch, written: 0, file: Some(file) })
    }

    fn finish(&mut self) -> io::Result<()> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&header(self.written))?;
        file.flush()
    }
}

impl Drop for FileOutput {
    fn drop(&mut self) {
        if let Err(error) = self.finish() {
            tracing::error!(%error, "the recording could not be finished");
        }
    }
}

impl Output for FileOutput {
    fn name(&self) -> &str {
        &self.name
    }

    fn hears(&self) -> bool {
        self.file.is_some()
    }

    fn takes_samples(&self) -> bool {
        true
    }

    fn waits(&self) -> bool {
        true
    }

    fn consumed(&mut self, _now: DateTime<Utc>) -> u64 {
        self.written
    }

    fn frame_at(&self, at: DateTime<Utc>) -> u64 {
        frames::frame_at(self.epoch, at)
    }

    fn time_of(&self, frame: u64) -> DateTime<Utc> {
        frames::time_of(self.epoch, frame)
    }

    fn room(&mut self, now: DateTime<Utc>) -> usize {
        frames::in_memory(frames::frames_by(self.epoch, now).saturating_sub(self.written))
    }

    fn write(&mut self, samples: &[f32]) {
        self.written += frames::in_samples(samples);
        let Some(file) = &mut self.file else { return };
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| pcm(*sample).to_le_bytes()).collect();
        if let Err(error) = file.write_all(&bytes) {
            tracing::error!(%error, "the recording broke off");
            self.file = None;
        }
    }
}

/// The nearest 16-bit value; what is too loud is cut.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, which is the clipping wanted")]
fn pcm(sample: f32) -> i16 {
    (sample * 32_768.0).round() as i16
}

fn header(frames: u64) -> Vec<u8> {
    let data = u32::try_from(frames * u64::from(FRAME_BYTES)).unwrap_or(u32::MAX - COUNTED);
    let data = data.min(u32::MAX - COUNTED);
    let mut bytes = Vec::with_capacity(HEADER as usize);
    bytes.extend(b"RIFF");
    bytes.extend((data + COUNTED).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend(1_u16.to_le_bytes());
    bytes.extend(2_u16.to_le_bytes());
    bytes.extend(HOUSE_RATE.to_le_bytes());
    bytes.extend((HOUSE_RATE * u32::from(FRAME_BYTES)).to_le_bytes());
    bytes.extend(FRAME_BYTES.to_le_bytes());
    bytes.extend(16_u16.to_le_bytes());
    bytes.extend(b"data");
    bytes.extend(data.to_le_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use std::{fs, num::NonZero};

    use rodio::{Decoder, Source};

    use super::*;
    use crate::clock::from_micros;

    #[test]
    fn a_recording_is_read_back_frame_for_frame() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wav");
        let epoch = from_micros(1_796_083_200_000_000);
        let mut output = FileOutput::create(&path, "file", epoch).unwrap();
        let later = frames::after(epoch, 100_000);
        assert_eq!(output.room(epoch), 0);
        assert_eq!(output.room(later), 4_800);
        output.write(&[0.5, -0.5].repeat(4_799));
        output.write(&[2.0, -2.0]);
        assert_eq!((output.room(later), output.consumed(later)), (0, 4_800));
        assert_eq!(output.room(epoch), 0, "a clock that steps back makes no room");
        drop(output);

        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes.len(), 44 + 4_800 * 4);
        assert_eq!(bytes[bytes.len() - 4..], [0xff, 0x7f, 0x00, 0x80], "cut, not wrapped");
        let decoder = Decoder::try_from(File::open(&path).unwrap()).unwrap();
        assert_eq!(decoder.sample_rate(), NonZero::new(48_000).unwrap());
        assert_eq!(decoder.channels(), NonZero::new(2).unwrap());
        assert_eq!(decoder.count(), 4_800 * 2);
    }

    #[test]
    fn a_header_says_the_most_it_can() {
        assert_eq!(header(u64::MAX / 4)[4..8], u32::MAX.to_le_bytes());
        assert_eq!(header(0)[40..44], 0_u32.to_le_bytes());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_stops_neither_the_time_nor_the_station() {
        let epoch = from_micros(1_796_083_200_000_000);
        let mut output = FileOutput::create(Path::new("/dev/full"), "file", epoch).unwrap();
        output.write(&vec![0.1; 200_000]);
        assert!(!output.hears());
        assert_eq!(output.consumed(epoch), 100_000);
    }
}
