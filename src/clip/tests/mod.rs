//! Sounds made here, as files: what is read back, measured and judged.

mod changes;
mod compress;
mod decode;
mod judge;
mod library;
mod words;

use std::{
    f64::consts::TAU,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    Clip, Library, Memory,
    measure::{Findings, examine},
};

/// A wave of `hertz` at `level` (1.0 is full scale), as 16-bit values.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "within 16 bits by its level"
)]
fn sine(rate: u32, hertz: f64, level: f64, seconds: f64) -> Vec<i16> {
    let turn = TAU * hertz / f64::from(rate);
    let value = |at: usize| (level * 32767.0 * (turn * at as f64).sin()) as i16;
    (0..count(rate, seconds)).map(value).collect()
}

fn silence(rate: u32, seconds: f64) -> Vec<i16> {
    vec![0; count(rate, seconds)]
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few seconds")]
fn count(rate: u32, seconds: f64) -> usize {
    (f64::from(rate) * seconds) as usize
}

/// The bytes of a WAV file of interleaved 16-bit samples.
pub(crate) fn wav(rate: u32, channels: u16, samples: &[i16]) -> Vec<u8> {
    let length = u32::try_from(samples.len() * 2).unwrap();
    let mut bytes = Vec::new();
    bytes.extend(b"RIFF");
    bytes.extend((36 + length).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    bytes.extend(channels.to_le_bytes());
    bytes.extend(rate.to_le_bytes());
    bytes.extend(rate.wrapping_mul(u32::from(channels) * 2).to_le_bytes());
    bytes.extend((channels * 2).to_le_bytes());
    bytes.extend(b"\x10\0data");
    bytes.extend(length.to_le_bytes());
    bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    bytes
}

/// Three seconds of a tone at a healthy level.
fn tone() -> Vec<u8> {
    wav(48_000, 1, &sine(48_000, 440.0, 0.25, 3.0))
}

/// A station folder with files in `audio/`.
struct Station(tempfile::TempDir);

impl Station {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("audio")).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("audio").join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Makes `name` out of a WAV by ffmpeg, with its default encoder and `options`.
    fn encode(&self, bytes: &[u8], name: &str, options: &[&str]) -> PathBuf {
        let source = self.0.path().join("source.wav");
        fs::write(&source, bytes).unwrap();
        ffmpeg(&source, options, &self.path(name));
        self.path(name)
    }

    fn scan(&self, memory: &mut Memory) -> Library {
        Library::scan(self.0.path(), memory, &mut |_, _| ())
    }

    fn clip(&self, name: &str) -> Clip {
        self.scan(&mut Memory::default()).clips.remove(name).unwrap()
    }
}

fn ffmpeg(source: &Path, options: &[&str], to: &Path) -> String {
    let done = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-y", "-i"])
        .arg(source)
        .args(options)
        .arg(to)
        .output()
        .expect("the tests need ffmpeg");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    said
}

/// The codes of why a file is refused and of what is odd about it.
fn codes(found: &Findings) -> (Vec<&str>, Vec<&str>) {
    (
        found.refused.iter().map(|message| &*message.code).collect(),
        found.doubts.iter().map(|message| &*message.code).collect(),
    )
}

fn look(path: &Path) -> Findings {
    examine(path).unwrap()
}
