//! A compressed clip is as long as it was, quieter only where it must be, and small.

use std::fs;

use super::{Station, codes, look, silence, sine, wav};
use crate::clip::compress;

#[test]
fn a_compressed_clip_is_as_long_as_its_source() {
    let station = Station::new();
    for rate in [16_000, 22_050, 24_000, 44_100, 48_000] {
        let tone = sine(rate, 300.0, 0.5, 4.0);
        for frames in [10_000, 11_025, 16_384, 16_385, 22_051, 50_003, tone.len()] {
            let source = station.put("source.wav", wav(rate, 1, &tone[..frames]));
            let target = station.path("made.ogg");
            let (sha256, length) = compress(&source, &target).unwrap();
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
fn the_peak_comes_down_and_nothing_goes_up() {
    let station = Station::new();
    let check = |level: f64, expected: f64| {
        let source = station.put("source.wav", wav(22_050, 2, &sine(22_050, 300.0, level, 3.0)));
        let target = station.path("made.ogg");
        compress(&source, &target).unwrap();
        let made = look(&target);
        assert_eq!(codes(&made), (vec![], vec![]), "{level}");
        let peak = made.measured.unwrap().true_peak_dbtp.unwrap();
        assert!((peak - expected).abs() < 0.5, "{level}: {peak}");
        fs::remove_file(target).unwrap();
    };
    check(0.99, -3.0);
    check(0.1, -20.0);
}

#[test]
fn nothing_moves() {
    let station = Station::new();
    let tone = sine(22_050, 300.0, 0.5, 1.0);
    let samples = [silence(22_050, 0.5), tone, silence(22_050, 0.7)].concat();
    let source = station.put("source.wav", wav(22_050, 1, &samples));
    let target = station.path("made.ogg");
    compress(&source, &target).unwrap();
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
    assert_eq!(compress(&source, &a).unwrap(), compress(&source, &b).unwrap());
    assert_eq!(fs::read(a).unwrap(), fs::read(b).unwrap());
}

#[test]
fn what_cannot_air_is_not_made() {
    let station = Station::new();
    let why = |bytes: &[u8]| {
        let source = station.put("source.wav", bytes);
        compress(&source, &station.path("made.ogg")).unwrap_err().code.into_owned()
    };
    assert_eq!(why(b""), "clip-empty");
    assert_eq!(why(b"usage: speak [FILE]"), "clip-not-sound");
    assert_eq!(why(&wav(22_050, 1, &silence(22_050, 2.0))), "clip-silent");
    assert!(!station.path("made.ogg").exists());
    let missing = compress(&station.path("none.wav"), &station.path("made.ogg")).unwrap_err();
    assert_eq!(missing.code, "clip-unreadable");
}
