//! What is measured, refused and doubted.

use std::fs;

use proptest::prelude::*;

use super::{Station, codes, ffmpeg, look, silence, sine, tone, wav};
use crate::words::{Lang, Message};

/// Bytes under a name end in these refusals and doubts.
fn check(name: &str, bytes: impl AsRef<[u8]>, refused: &[&str], doubts: &[&str]) {
    let station = Station::new();
    let found = look(&station.put(name, bytes));
    assert_eq!(codes(&found), (refused.to_vec(), doubts.to_vec()), "{name}");
}

/// The same of a file that ffmpeg makes of `source` and `spoil` then changes.
fn check_encoded(
    name: &str,
    source: &[u8],
    options: &[&str],
    spoil: impl Fn(&mut Vec<u8>),
    refused: &[&str],
) {
    let station = Station::new();
    let path = station.encode(source, name, options);
    let mut bytes = fs::read(&path).unwrap();
    spoil(&mut bytes);
    fs::write(&path, bytes).unwrap();
    assert_eq!(codes(&look(&path)).0, refused, "{name} {options:?}");
}

#[test]
fn what_is_no_sound_is_refused() {
    check("a.mp3", "Kính chào bà con. ".repeat(500), &["clip-not-sound"], &[]);
    check("a.wav", "Kính chào bà con. ".repeat(500), &["clip-not-sound"], &[]);
    check("a.ogg", [], &["clip-empty"], &[]);
    check("a.wav", &tone()[..44], &["clip-empty"], &[]);
    check("a.wav", wav(48_000, 1, &silence(48_000, 1.0)), &["clip-silent"], &[]);
    check("a.wav", wav(48_000, 1, &sine(48_000, 440.0, 0.0009, 1.0)), &["clip-silent"], &[]);
    check("a.wav", wav(4_000_000_000, 1, &[1000; 100]), &["clip-rate"], &[]);
    check("a.wav", tone(), &[], &[]);
}

#[test]
fn a_header_that_lies_is_refused() {
    let claims = |milliseconds: u32| {
        let mut bytes = tone();
        let length = milliseconds * 96;
        bytes[4..8].copy_from_slice(&(length + 36).to_le_bytes());
        bytes[40..44].copy_from_slice(&length.to_le_bytes());
        bytes
    };
    check("a.wav", claims(6000), &["clip-header"], &[]);
    check("a.wav", claims(1000), &["clip-header"], &[]);
    check("a.wav", claims(3020), &[], &[]);
    let half = tone().len() / 2;
    check("a.wav", &tone()[..half], &["clip-header"], &[]);

    let flac_frames = |frames: u32| {
        move |bytes: &mut Vec<u8>| bytes[22..26].copy_from_slice(&frames.to_be_bytes())
    };
    check_encoded("a.flac", &tone(), &[], |_| (), &[]);
    check_encoded("a.flac", &tone(), &[], flac_frames(48_000), &["clip-header"]);
    check_encoded("a.flac", &tone(), &[], flac_frames(480_000), &["clip-header"]);

    let xing_frames = |frames: u32| {
        move |bytes: &mut Vec<u8>| {
            let marks = [*b"Xing", *b"Info"];
            let at = bytes.windows(4).position(|it| marks.iter().any(|mark| it == mark)).unwrap();
            bytes[at + 8..at + 12].copy_from_slice(&frames.to_be_bytes());
        }
    };
    check_encoded("a.mp3", &tone(), &[], |_| (), &[]);
    check_encoded("a.mp3", &tone(), &[], xing_frames(40), &["clip-header"]);
    check_encoded("a.mp3", &tone(), &[], xing_frames(4000), &["clip-header"]);
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
    check_encoded("a.mp3", &tone(), &[], cut, &["clip-header"]);
    check_encoded("a.flac", &tone(), &[], cut, &["clip-header"]);
}

#[test]
fn an_mp3_that_claims_no_length_is_taken_as_it_is() {
    let mut samples = sine(44_100, 440.0, 0.2, 10.0);
    // Variable bit rate: a guess from the first frames would be far off.
    let noise = |at: i64| i16::try_from(at * at * 7919 % 20_011 - 10_005).unwrap();
    samples.extend((0..441_000).map(noise));
    let source = wav(44_100, 1, &samples);
    let options = ["-write_xing", "0", "-q:a", "2"];
    check_encoded("a.mp3", &source, &options, |_| (), &[]);
    let station = Station::new();
    let measured = look(&station.encode(&source, "a.mp3", &options)).measured.unwrap();
    assert_eq!(measured.header_duration_s, None);
}

#[test]
fn an_ogg_without_its_end_is_refused() {
    check_encoded("a.ogg", &tone(), &[], |_| (), &[]);
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() - 100);
    check_encoded("a.ogg", &tone(), &[], cut, &["clip-cut-short"]);
    let half = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
    let long = wav(48_000, 1, &sine(48_000, 440.0, 0.25, 20.0));
    check_encoded("a.ogg", &long, &[], half, &["clip-cut-short"]);
    check_encoded("a.ogg", &tone(), &["-c:a", "libopus"], |_| (), &["clip-opus"]);
}

#[test]
fn an_m4a_whose_tables_claim_too_much_is_not_handed_to_the_decoder() {
    for table in [b"stsc", b"stts", b"stsz", b"stco"] {
        let swell = |bytes: &mut Vec<u8>| {
            let at = bytes.windows(4).rposition(|it| it == table).unwrap();
            let count = at + if table == b"stsz" { 12 } else { 8 };
            bytes[count] = 0xff;
        };
        check_encoded("a.m4a", &tone(), &[], swell, &["clip-not-sound"]);
    }
    check_encoded("a.m4a", &tone(), &[], |_| (), &[]);
    check_encoded("a.m4a", &tone(), &["-movflags", "faststart"], |_| (), &[]);
}

#[test]
fn odd_sound_is_doubted() {
    let around = |before: f64, after: f64| {
        let samples =
            [silence(48_000, before), sine(48_000, 440.0, 0.25, 1.0), silence(48_000, after)];
        wav(48_000, 1, &samples.concat())
    };
    check("a.wav", around(0.9, 1.9), &[], &[]);
    check("a.wav", around(1.5, 0.0), &[], &["clip-silence-first"]);
    check("a.wav", around(0.0, 3.0), &[], &["clip-silence-last"]);
    check("a.wav", wav(8_000, 1, &sine(8_000, 440.0, 0.25, 1.0)), &[], &["clip-low-rate"]);
    let clipped: Vec<i16> =
        sine(48_000, 440.0, 0.9, 1.0).iter().map(|it| it.saturating_mul(2)).collect();
    check("a.wav", wav(48_000, 1, &clipped), &[], &["clip-clipped"]);
    check("a.wav", wav(48_000, 1, &sine(48_000, 440.0, 0.98, 1.0)), &[], &[]);

    let station = Station::new();
    let measured = look(&station.put("a.wav", around(1.5, 3.0))).measured.unwrap();
    assert_eq!((measured.lead_silence_s, measured.trail_silence_s), (1.5, 3.0));
    assert_eq!(measured.header_duration_s, Some(5.5));
}

/// Loudness and true peak are those that ffmpeg measures.
fn check_loudness(name: &str, bytes: &[u8]) {
    let station = Station::new();
    let path = station.encode(bytes, name, &[]);
    let measured = look(&path).measured.unwrap();
    let said = ffmpeg(
        &path,
        &["-af", "ebur128=peak=true", "-f", "null"],
        std::path::Path::new("/dev/null"),
    );
    let summary = &said[said.rfind("Summary:").unwrap()..];
    let figure = |label: &str| -> f64 {
        let behind = &summary[summary.find(label).unwrap() + label.len()..];
        behind.split_whitespace().next().unwrap().parse().unwrap()
    };
    let (lufs, peak) = (measured.lufs.unwrap(), measured.true_peak_dbtp.unwrap());
    // ffmpeg prints one decimal.
    assert!((lufs - figure("I:")).abs() <= 0.1, "{name}: {lufs} {summary}");
    assert!((peak - figure("Peak:")).abs() <= 0.15, "{name}: {peak} {summary}");
}

#[test]
fn loudness_is_measured_as_by_ffmpeg() {
    let parts = |rate| {
        [sine(rate, 997.0, 0.1, 3.0), silence(rate, 1.0), sine(rate, 300.0, 0.4, 4.0)].concat()
    };
    check_loudness("mono.wav", &wav(22_050, 1, &parts(22_050)));
    check_loudness("mono.wav", &wav(48_000, 1, &parts(48_000)));
    let both: Vec<i16> = parts(44_100).iter().flat_map(|sample| [*sample, *sample]).collect();
    check_loudness("stereo.wav", &wav(44_100, 2, &both));
    check_loudness("stereo.mp3", &wav(44_100, 2, &both));
    check_loudness("stereo.ogg", &wav(44_100, 2, &both));
}

#[test]
fn one_channel_is_heard_twice() {
    let station = Station::new();
    let tone = sine(48_000, 997.0, 0.1, 3.0);
    let both: Vec<i16> = tone.iter().flat_map(|sample| [*sample, *sample]).collect();
    let mono = look(&station.put("a.wav", wav(48_000, 1, &tone))).measured.unwrap();
    let stereo = look(&station.put("b.wav", wav(48_000, 2, &both))).measured.unwrap();
    assert!((mono.house_lufs().unwrap() - stereo.house_lufs().unwrap()).abs() < 0.02);
    assert_eq!(stereo.house_lufs(), stereo.lufs);
    assert_eq!(mono.true_peak_dbtp, stereo.true_peak_dbtp);
}

#[test]
fn a_blip_has_no_loudness() {
    let station = Station::new();
    let blip = wav(48_000, 1, &sine(48_000, 997.0, 0.1, 0.2));
    let measured = look(&station.put("a.wav", blip)).measured.unwrap();
    assert_eq!(measured.lufs, None);
    assert!(measured.true_peak_dbtp.is_some());
}

#[test]
fn container_and_codec_are_named_by_the_bytes() {
    let station = Station::new();
    let named = |name: &str, options: &[&str]| {
        let measured = look(&station.encode(&tone(), name, options)).measured.unwrap();
        format!("{}/{}", measured.container, measured.codec)
    };
    assert_eq!(named("a.wav", &[]), "wav/pcm_s16le");
    assert_eq!(named("a.wav", &["-c:a", "pcm_s24le"]), "wav/pcm_s24le");
    assert_eq!(named("a.wav", &["-c:a", "pcm_f32le"]), "wav/pcm_f32le");
    assert_eq!(named("a.ogg", &[]), "ogg/vorbis");
    assert_eq!(named("a.flac", &[]), "flac/flac");
    assert_eq!(named("a.mp3", &[]), "mp3/mp3");
    assert_eq!(named("a.mp3", &["-id3v2_version", "0"]), "mp3/mp3");
    assert_eq!(named("b.wav", &["-f", "mp3"]), "mp3/mp3");
    assert_eq!(named("a.m4a", &[]), "mp4/aac");
}

#[test]
fn every_code_has_words_and_a_way_out() {
    let codes = [
        "clip-unreadable",
        "clip-not-file",
        "clip-link",
        "clip-name-unreadable",
        "clip-ending",
        "clip-no-ending",
        "clip-opus",
        "clip-not-sound",
        "clip-rate",
        "clip-empty",
        "clip-header",
        "clip-cut-short",
        "clip-silent",
        "clip-twice",
        "clip-clipped",
        "clip-silence-first",
        "clip-silence-last",
        "clip-low-rate",
        "clip-name-decomposed",
        "clip-name-letters",
    ];
    for code in codes {
        for lang in [Lang::Vi, Lang::En] {
            let message =
                ["detail", "ending", "rate", "claimed", "claimed_tenth", "found", "files"]
                    .into_iter()
                    .fold(Message::new(code).with("found_tenth", 1_usize), |it, arg| {
                        it.with(arg, "x")
                    });
            assert_ne!(message.render(lang), code, "{lang:?}");
            assert!(message.render_attribute(lang, "fix").is_some(), "{code} {lang:?}");
        }
    }
}

#[test]
fn a_lie_is_told_with_both_lengths() {
    let station = Station::new();
    let mut bytes = tone();
    bytes.truncate(44 + 96_000);
    let found = look(&station.put("a.wav", bytes));
    snapbox::assert_data_eq!(
        found.refused[0].render(Lang::Vi),
        "đầu tệp ghi dài 3,0 giây, thật ra có 1,0 giây: tệp bị cắt cụt hoặc ghi sai"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_make_it_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..4000),
        head in 0_usize..7,
        name in proptest::sample::select(vec!["a.wav", "a.mp3", "a.ogg", "a.flac", "a.m4a"]),
    ) {
        let heads: [&[u8]; 7] = [
            b"", b"RIFF\xff\xff\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0", b"OggS\0\x02", b"fLaC\0\0\0\x22",
            b"ID3\x04\0\0\0\0\0\0\xff\xfb\x90\x64", b"\0\0\0\x18ftypM4A ", b"\xff\xf1\x50\x80",
        ];
        let station = Station::new();
        look(&station.put(name, [heads[head], &bytes].concat()));
    }

    #[test]
    fn no_damage_makes_it_panic(
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..40),
        kind in 0_usize..5,
    ) {
        static SOUNDS: std::sync::OnceLock<Vec<(&str, Vec<u8>)>> = std::sync::OnceLock::new();
        let sounds = SOUNDS.get_or_init(|| {
            let source = wav(44_100, 1, &sine(44_100, 440.0, 0.25, 0.3));
            ["a.wav", "a.mp3", "a.ogg", "a.flac", "a.m4a"]
                .map(|name| (name, fs::read(Station::new().encode(&source, name, &[])).unwrap()))
                .into()
        });
        let (name, mut bytes) = sounds[kind].clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let station = Station::new();
        let path = station.put(name, bytes);
        if let Some(measured) = look(&path).measured {
            prop_assert!(measured.frames > 0);
        }
    }
}
