//! A WAV file to be played: mono, 48 kHz, 16 bits.

/// So many seconds of a quiet tone of 500 Hz with edges.
pub(crate) fn tone(seconds: u32) -> Vec<u8> {
    const RATE: u32 = 48_000;
    let samples = RATE * seconds;
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + samples * 2).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend([RATE, RATE * 2].map(u32::to_le_bytes).concat());
    wav.extend(b"\x02\0\x10\0data");
    wav.extend((samples * 2).to_le_bytes());
    wav.extend((0..samples).flat_map(|n| (if n % 96 < 48 { 900_i16 } else { -900 }).to_le_bytes()));
    wav
}
