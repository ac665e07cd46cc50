//! A WAV file to be played: mono, 48 kHz, 16 bits.

#![allow(dead_code, reason = "each file of tests is compiled with it and uses its own part")]

use std::f64::consts::TAU;

const RATE: u32 = 48_000;

/// So many seconds of a quiet tone of 500 Hz with edges.
pub(crate) fn tone(seconds: u32) -> Vec<u8> {
    wav((0..RATE * seconds).map(|n| if n % 96 < 48 { 900 } else { -900 }))
}

/// So many milliseconds of a pure tone.
#[expect(clippy::cast_possible_truncation, reason = "a tenth of what fits")]
pub(crate) fn pure_tone(hertz: u32, millis: u32) -> Vec<u8> {
    let step = TAU * f64::from(hertz) / f64::from(RATE);
    wav((0..RATE / 1_000 * millis).map(|n| ((f64::from(n) * step).sin() * 3_000.0) as i16))
}

fn wav(samples: impl Iterator<Item = i16>) -> Vec<u8> {
    let sound: Vec<u8> = samples.flat_map(i16::to_le_bytes).collect();
    let length = u32::try_from(sound.len()).unwrap();
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + length).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend([RATE, RATE * 2].map(u32::to_le_bytes).concat());
    wav.extend(b"\x02\0\x10\0data");
    wav.extend(length.to_le_bytes());
    wav.extend(sound);
    wav
}
