//! A compressed clip is as long as it was, as loud as the station, and small.

use std::fs;

use super::{Station, codes, look, silence, sine, wav};
use crate::clip::compress;

const LOUDNESS: f64 = -16.0;

#[test]
fn a_compressed_clip_is_as_long_as_its_source() {
    let station = Station::new();
    for rate in [16_000, 22_050, 24_000, 44_100, 48_000] {
        let tone = sine(rate, 300.0, 0.5, 4.0);
        for frames in [10_000, 11_025, 16_384, 16_385, 22_051, 50_003, tone.len()] {
            let source = station.put("source.wav", wav(rate, 1, &tone[..frames]));
            let target = station.path("made.ogg");
            let (sha256, length) = compress(&source, &target, LOUDNESS).unwrap();
            let (source, made) = (look(&source), look(&target));
            assert_eq!(codes(&made), (vec![], vec![]), "{frames} at {rate}");
            assert_eq!(made.sha256, sha256);
            let (source, made) = (source.measured.unwrap(), made.measured.unwrap());
            assert_eq!((made.frames, length), (source.frames, source.frames), "{frames} at {rate}");
            assert_eq!((made.channels, made.codec.as_str()), (1, "vorbis"));
            fs::remove_file(target).unwrap();
        }
    }
}

#[test]
fn whatever_came_in_can_be_as_loud_as_the_station_below_its_ceiling() {
    let station = Station::new();
    let check = |samples: &[i16], channels: u16| {
        let source = station.put("source.wav", wav(22_050, channels, samples));
        let target = station.path("made.ogg");
        compress(&source, &target, LOUDNESS).unwrap();
        let made = look(&target);
        assert_eq!(codes(&made), (vec![], vec![]));
        let made = made.measured.unwrap();
        let (lufs, peak) = (made.house_lufs().unwrap(), made.true_peak_dbtp.unwrap());
        // What the station's own gain makes of it.
        let on_air = lufs + (LOUDNESS - lufs).min(-1.0 - peak);
        assert!((on_air - LOUDNESS).abs() < 0.3, "{lufs} LUFS, {peak} dBTP");
        fs::remove_file(target).unwrap();
    };
    check(&sine(22_050, 300.0, 0.99, 3.0), 2);
    check(&sine(22_050, 300.0, 0.01, 3.0), 1);
    // As a synthesiser speaks: a short loud beginning 14 dB above each syllable.
    let syllable = [sine(22_050, 300.0, 0.5, 0.02), sine(22_050, 300.0, 0.1, 0.18)].concat();
    check(&syllable.repeat(20), 1);
}

#[test]
fn nothing_moves() {
    let station = Station::new();
    let tone = sine(22_050, 300.0, 0.5, 1.0);
    let samples = [silence(22_050, 0.5), tone, silence(22_050, 0.7)].concat();
    let source = station.put("source.wav", wav(22_050, 1, &samples));
    let target = station.path("made.ogg");
    compress(&source, &target, LOUDNESS).unwrap();
    let [source, made] = [&source, &target].map(|path| look(path).measured.unwrap());
    // A lossy coder smears an onset by a few milliseconds.
    assert!((source.lead_silence_s - made.lead_silence_s).abs() < 0.02, "{made:?}");
    assert!((source.trail_silence_s - made.trail_silence_s).abs() < 0.02, "{made:?}");
}

#[test]
fn the_same_sound_gives_the_same_bytes() {
    let station = Station::new();
    let source = station.put("source.wav", wav(22_050, 1, &sine(22_050, 300.0, 0.5, 3.0)));
    let [a, b] = ["a.ogg", "b.ogg"].map(|name| station.path(name));
    assert_eq!(compress(&source, &a, LOUDNESS).unwrap(), compress(&source, &b, LOUDNESS).unwrap());
    assert_eq!(fs::read(a).unwrap(), fs::read(b).unwrap());
}

#[test]
fn what_cannot_air_is_not_made() {
    let station = Station::new();
    let why = |bytes: &[u8]| {
        let source = station.put("source.wav", bytes);
        compress(&source, &station.path("made.ogg"), LOUDNESS).unwrap_err().code.into_owned()
    };
    assert_eq!(why(b""), "clip-empty");
    assert_eq!(why(b"usage: speak [FILE]"), "clip-not-sound");
    assert_eq!(why(&wav(22_050, 1, &silence(22_050, 2.0))), "clip-silent");
    assert!(!station.path("made.ogg").exists());
    let missing =
        compress(&station.path("none.wav"), &station.path("made.ogg"), LOUDNESS).unwrap_err();
    assert_eq!(missing.code, "clip-unreadable");
}
