//! Lengths, places and values of what is read at the house rate.

use std::fs;

use super::{Station, look, silence, sine, wav};
use crate::clip::{Error, HouseReader, house::house_frames, open};

/// All samples of a clip, read in pieces of uneven size.
fn all(reader: &mut HouseReader) -> Vec<f32> {
    let (mut samples, mut piece) = (Vec::new(), vec![0.0; 2 * 777]);
    loop {
        match reader.read(&mut piece) {
            0 => return samples,
            frames => samples.extend_from_slice(&piece[..2 * frames]),
        }
    }
}

fn left(samples: &[f32]) -> Vec<f32> {
    samples.iter().step_by(2).copied().collect()
}

/// Measures `seconds` of sound at `rate` written as `name`; it must last `frames` and read as long.
fn check_length(name: &str, rate: u32, seconds: f64, frames: u64) {
    let station = Station::new();
    let bytes = wav(rate, 1, &sine(rate, 440.0, 0.25, seconds));
    let path = station.encode(&bytes, name, &[]);
    let found = look(&path);
    assert_eq!(found.refused, [], "{name} at {rate}");
    let measured = found.measured.unwrap();
    assert_eq!(measured.frames, frames, "{name} at {rate}");
    let mut reader = open(&path, measured.frames).unwrap();
    assert_eq!(all(&mut reader).len() as u64, 2 * frames, "{name} at {rate}");
    assert!(!reader.broken(), "{name} at {rate}: measured and played lengths differ");
}

#[test]
fn a_clip_lasts_as_long_as_its_recording() {
    check_length("a.wav", 48_000, 1.5, 72_000);
    check_length("a.wav", 44_100, 1.5, 72_000);
    check_length("a.wav", 22_050, 1.5, 72_000);
    check_length("a.wav", 8_000, 1.5, 72_000);
    check_length("a.wav", 96_000, 1.5, 72_000);
    check_length("a.wav", 47_999, 1.0, 48_000);
    check_length("a.wav", 44_100, 0.01, 480);
    check_length("a.flac", 44_100, 1.5, 72_000);
    check_length("a.ogg", 48_000, 1.5, 72_000);
    check_length("a.ogg", 44_100, 1.5, 72_000);
    check_length("a.mp3", 48_000, 1.5, 72_000);
    check_length("a.mp3", 44_100, 1.5, 72_000);
}

#[test]
fn an_m4a_keeps_the_padding_of_its_encoder() {
    let station = Station::new();
    let bytes = wav(48_000, 1, &sine(48_000, 440.0, 0.25, 1.5));
    let measured = look(&station.encode(&bytes, "a.m4a", &[])).measured.unwrap();
    assert_eq!((measured.container.as_str(), measured.codec.as_str()), ("mp4", "aac"));
    assert!((72_000..75_000).contains(&measured.frames), "{}", measured.frames);
}

#[test]
fn a_length_at_the_house_rate_is_rounded_up() {
    assert_eq!(house_frames(1, 44_100), 2);
    assert_eq!(house_frames(147, 44_100), 160);
    assert_eq!(house_frames(0, 44_100), 0);
}

/// A click half a second into a file at `rate` is heard half a second in.
fn check_onset(name: &str, rate: u32, slack: usize) {
    let station = Station::new();
    let mut samples = silence(rate, 1.0);
    samples[rate as usize / 2] = 30_000;
    let path = station.encode(&wav(rate, 1, &samples), name, &[]);
    let heard = left(&all(&mut open(&path, 48_000).unwrap()));
    let loudest = (0..heard.len()).max_by(|a, b| heard[*a].abs().total_cmp(&heard[*b].abs()));
    let off = loudest.unwrap().abs_diff(24_000);
    assert!(off <= slack, "{name} at {rate}: {off} frames off");
}

#[test]
fn sound_stays_at_its_instant() {
    check_onset("a.wav", 48_000, 0);
    check_onset("a.wav", 44_100, 1);
    check_onset("a.wav", 22_050, 1);
    check_onset("a.wav", 8_000, 3);
    check_onset("a.wav", 96_000, 1);
    check_onset("a.flac", 44_100, 1);
    check_onset("a.ogg", 44_100, 4);
    check_onset("a.mp3", 44_100, 4);
}

#[test]
fn the_house_rate_passes_through_untouched() {
    let station = Station::new();
    let (there, back) = (sine(48_000, 440.0, 0.5, 0.2), sine(48_000, 300.0, 0.5, 0.2));
    let both: Vec<i16> = there.iter().zip(&back).flat_map(|(l, r)| [*l, *r]).collect();
    let path = station.put("a.wav", wav(48_000, 2, &both));
    let heard = all(&mut open(&path, 9600).unwrap());
    let wanted: Vec<f32> = both.iter().map(|sample| f32::from(*sample) / 32768.0).collect();
    assert_eq!(heard, wanted);
}

#[test]
fn another_rate_keeps_its_wave() {
    let station = Station::new();
    for rate in [44_100, 22_050, 96_000] {
        let path = station.put("a.wav", wav(rate, 1, &sine(rate, 440.0, 0.5, 1.0)));
        let heard = left(&all(&mut open(&path, 48_000).unwrap()));
        let wanted = sine(48_000, 440.0, 0.5, 1.0);
        // The filter rings where the wave is cut off at both ends.
        let worst = (2000..46_000)
            .map(|at| (heard[at] - f32::from(wanted[at]) / 32768.0).abs())
            .fold(0.0, f32::max);
        assert!(worst < 0.001, "{rate}: {worst}");
    }
}

#[test]
fn one_channel_sounds_on_both_sides_and_four_as_their_mean() {
    let station = Station::new();
    let mono = station.put("mono.wav", wav(48_000, 1, &[8192; 480]));
    assert_eq!(all(&mut open(&mono, 480).unwrap()), [0.25; 960]);
    let four = [16_384, 0, 0, 0].repeat(480);
    let four = station.put("four.wav", wav(48_000, 4, &four));
    assert_eq!(all(&mut open(&four, 480).unwrap()), [0.125; 960]);
}

#[test]
fn skipping_lands_on_the_frame() {
    let station = Station::new();
    for rate in [48_000, 44_100, 22_050, 96_000] {
        let path = station.put("a.wav", wav(rate, 1, &sine(rate, 440.0, 0.5, 1.0)));
        let whole = all(&mut open(&path, 48_000).unwrap());
        for (read, skipped) in [(0, 1), (0, 12_345), (100, 12_345), (2000, 30_000), (0, 47_990)] {
            let mut late = open(&path, 48_000).unwrap();
            late.read(&mut vec![0.0; 2 * read]);
            late.skip(skipped);
            let at = read + usize::try_from(skipped).unwrap();
            assert_eq!(late.left(), 48_000 - at as u64);
            assert!(all(&mut late) == whole[2 * at..], "{rate}: {read} + {skipped}");
            assert!(!late.broken());
        }
    }
}

#[test]
fn skipping_beyond_a_file_that_broke_off_ends_in_silence() {
    let station = Station::new();
    let path = station.put("a.wav", wav(44_100, 1, &sine(44_100, 440.0, 0.5, 1.0)));
    let mut reader = open(&path, 96_000).unwrap();
    reader.skip(60_000);
    assert_eq!(all(&mut reader), vec![0.0; 72_000]);
    assert!(reader.broken());
    reader.skip(u64::MAX);
    assert_eq!(reader.left(), 0);
}

#[test]
fn a_file_cut_off_since_it_was_measured_ends_in_silence() {
    let station = Station::new();
    let bytes = wav(44_100, 1, &sine(44_100, 440.0, 0.5, 20.0));
    for name in ["a.wav", "a.ogg", "a.mp3", "a.flac"] {
        let path = station.encode(&bytes, name, &[]);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let mut reader = open(&path, 960_000).unwrap();
        let heard = all(&mut reader);
        assert_eq!(heard.len(), 1_920_000, "{name}");
        assert!(reader.broken(), "{name}");
        assert!(heard[100_000] != 0.0, "{name}");
        assert!(heard[1_800_000..].iter().all(|sample| *sample == 0.0), "{name}");
    }
}

#[test]
fn a_longer_file_is_cut_at_its_measured_length() {
    let station = Station::new();
    let path = station.put("a.wav", wav(44_100, 1, &sine(44_100, 440.0, 0.5, 1.0)));
    let mut reader = open(&path, 1000).unwrap();
    assert_eq!(all(&mut reader).len(), 2000);
    assert!(!reader.broken());
}

#[test]
fn what_cannot_be_opened_says_why() {
    let station = Station::new();
    let sound = station.put("a.wav", super::tone());
    std::os::unix::fs::symlink(&sound, station.path("link.wav")).unwrap();
    let text = station.put("b.wav", "no sound");
    assert!(matches!(open(&station.path("link.wav"), 1), Err(Error::NotPlain)));
    assert!(matches!(open(&station.path("none.wav"), 1), Err(Error::Io(_))));
    assert!(matches!(open(&text, 1), Err(Error::NotSound(_))));
    let odd = station.put("c.wav", wav(1, 1, &[1000; 100]));
    assert!(matches!(open(&odd, 1), Err(Error::Rate(1))));
}

#[test]
fn a_reader_may_be_handed_to_another_thread() {
    fn check<T: Send + 'static>() {}
    check::<HouseReader>();
}
