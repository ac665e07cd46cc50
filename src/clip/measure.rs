//! What a whole decode finds, and what it means for going on air.

use std::{fmt::Write, fs::File, io::Read, path::Path};

use ebur128::{EbuR128, Mode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    HOUSE_CHANNELS, Measured,
    container::{Shape, recognise},
    house::house_frames,
    native::{Error, Native, guarded},
};
use crate::words::Message;

/// Below -60 dBFS is silence.
const SILENCE: f32 = 0.001;
/// Where a converter is at its end; one step of 16 bits below full scale.
const FULL_SCALE: f32 = 0.9999;
/// As many samples in a row at full scale were cut off; a clean peak touches it for one or two.
const CLIPPED_RUN: u32 = 3;
/// A header may be wrong by both of these before the file is refused: share and seconds.
const HEADER_SLACK: (f64, f64) = (0.01, 0.1);
/// Encoders pad by up to a third of a second; what a header hides beyond this is sound.
const HIDDEN_SLACK_S: f64 = 0.5;
/// A doubt from here: silence before and after the sound, seconds.
const LONG_LEAD_S: f64 = 1.0;
const LONG_TRAIL_S: f64 = 2.0;
/// Below this speech sounds dull.
const LOW_RATE: u32 = 16_000;
/// Frames decoded at a time.
const BLOCK: usize = 4096;

/// All that a file's bytes tell; nothing of its name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Findings {
    pub(super) sha256: String,
    pub(super) measured: Option<Measured>,
    pub(super) refused: Vec<Message>,
    pub(super) doubts: Vec<Message>,
}

/// Reads the file from beginning to end. Fails only where it cannot be read, which may pass.
pub(super) fn examine(path: &Path) -> std::io::Result<Findings> {
    // The decoder is guarded already; the meter deserves no more trust with what it makes of damage.
    guarded(|| look_through(path)).unwrap_or_else(|| {
        let refused = vec![Message::new("clip-not-sound")];
        Ok(Findings { refused, ..Findings::default() })
    })
}

fn look_through(path: &Path) -> std::io::Result<Findings> {
    let mut file = File::open(path)?;
    let mut findings = Findings { sha256: sha256(&mut file)?, ..Findings::default() };
    if file.metadata()?.len() == 0 {
        findings.refused.push(Message::new("clip-empty"));
        return Ok(findings);
    }
    // Other files than these begin with anything; an MP3 may have lost its first bytes.
    let is_mp3 = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("mp3"));
    let shape = recognise(&mut file)?.or_else(|| is_mp3.then(|| Shape::mp3(&[])));
    let decoded = match shape {
        None => Err(Message::new("clip-not-sound")),
        Some(shape) if shape.codec == "opus" => Err(Message::new("clip-opus")),
        Some(shape) => match Native::open(path) {
            Ok(native) => Ok((shape, native)),
            Err(Error::Io(error)) => return Err(error),
            Err(Error::NotPlain) => Err(Message::new("clip-not-file")),
            Err(Error::NotSound(_)) => Err(Message::new("clip-not-sound")),
            Err(Error::Rate(rate)) => Err(Message::new("clip-rate").with("rate", i64::from(rate))),
        },
    };
    match decoded {
        Ok((shape, native)) => judge(path, shape, native, &mut findings),
        Err(why) => findings.refused.push(why),
    }
    Ok(findings)
}

/// Decodes the whole and judges it.
fn judge(path: &Path, shape: Shape, mut native: Native, findings: &mut Findings) {
    let heard = listen(&mut native);
    let rate = native.rate;
    if heard.frames == 0 {
        findings.refused.push(Message::new("clip-empty"));
        return;
    }
    let seconds = |frames: u64| round(seconds(frames, rate), 1e3);
    let measured = Measured {
        container: shape.container.to_owned(),
        codec: shape.codec.to_owned(),
        channels: native.channels,
        frames: house_frames(heard.frames, rate),
        header_duration_s: native
            .header_s
            .filter(|_| !shape.lengthless)
            .map(|length| round(length, 1e6)),
        lufs: heard.lufs.map(|loudness| round(loudness, 1e2)),
        true_peak_dbtp: heard.true_peak.map(|peak| round(peak, 1e2)),
        lead_silence_s: seconds(heard.lead),
        trail_silence_s: seconds(heard.trail),
    };
    if let Some((claimed, found)) = lie(path, shape, &measured, heard.frames, rate) {
        let message = Message::new("clip-header");
        findings.refused.push(in_tenths(in_tenths(message, HEADER, claimed), FOUND, found));
    }
    if shape.cut_short {
        findings.refused.push(Message::new("clip-cut-short"));
    }
    if heard.lead == heard.frames {
        findings.refused.push(Message::new("clip-silent"));
    } else {
        findings.doubts = doubts(&measured, &heard, rate);
    }
    findings.measured = Some(measured);
}

/// Claimed and true length in seconds, if the header is wrong by more than a little.
fn lie(
    path: &Path,
    shape: Shape,
    measured: &Measured,
    frames: u64,
    rate: u32,
) -> Option<(f64, f64)> {
    let played = seconds(frames, rate);
    if let Some(claimed) = measured.header_duration_s {
        let off = (claimed - played).abs();
        if off > HEADER_SLACK.1 && off > played * HEADER_SLACK.0 {
            return Some((claimed, played));
        }
    }
    // Decoders stop where the header says, so a header that claims too little shows only without it.
    let whole = match shape.container {
        "wav" => played + shape.hidden_s,
        _ => seconds(count(path), rate),
    };
    let hidden = whole - played;
    (hidden > HIDDEN_SLACK_S && hidden > played * HEADER_SLACK.0).then_some((played, whole))
}

fn doubts(measured: &Measured, heard: &Heard, rate: u32) -> Vec<Message> {
    let mut doubts = Vec::new();
    if heard.clipped || measured.true_peak_dbtp.is_some_and(|peak| peak > 0.0) {
        doubts.push(Message::new("clip-clipped"));
    }
    let Measured { lead_silence_s: lead, trail_silence_s: trail, .. } = *measured;
    if lead > LONG_LEAD_S {
        doubts.push(in_tenths(Message::new("clip-silence-first"), FOUND, lead));
    }
    if trail > LONG_TRAIL_S {
        doubts.push(in_tenths(Message::new("clip-silence-last"), FOUND, trail));
    }
    if rate < LOW_RATE {
        doubts.push(Message::new("clip-low-rate").with("rate", i64::from(rate)));
    }
    doubts
}

/// What was heard of a file, in frames of its own rate.
struct Heard {
    frames: u64,
    lufs: Option<f64>,
    true_peak: Option<f64>,
    /// Frames before the first that is no silence; all of them in a silent file.
    lead: u64,
    trail: u64,
    clipped: bool,
}

fn listen(native: &mut Native) -> Heard {
    // A single channel is measured as such; more were folded to two.
    let mono = native.channels == 1;
    let channels = if mono { 1 } else { 2 };
    let mut meter = EbuR128::new(channels, native.rate, Mode::I | Mode::TRUE_PEAK).ok();
    let mut block = vec![0.0; BLOCK * HOUSE_CHANNELS];
    let (mut frames, mut first, mut last) = (0, None, 0);
    let (mut run, mut clipped) = (0, false);
    loop {
        let read = native.read(&mut block);
        if read == 0 {
            break;
        }
        let samples = &block[..read * HOUSE_CHANNELS];
        for frame in samples.chunks_exact(HOUSE_CHANNELS) {
            let loudest = frame.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
            if loudest >= SILENCE {
                first.get_or_insert(frames);
                last = frames;
            }
            run = if loudest >= FULL_SCALE { run + 1 } else { 0 };
            clipped |= run >= CLIPPED_RUN;
            frames += 1;
        }
        let left: Vec<f32>;
        let samples = if mono {
            left = samples.iter().step_by(HOUSE_CHANNELS).copied().collect();
            &left
        } else {
            samples
        };
        // A meter fails only on what is no whole frame.
        meter = meter.and_then(|mut meter| meter.add_frames_f32(samples).ok().map(|()| meter));
    }
    let peak = meter.as_ref().map_or(0.0, |meter| {
        (0..channels).filter_map(|channel| meter.true_peak(channel).ok()).fold(0.0, f64::max)
    });
    Heard {
        frames,
        lufs: meter.and_then(|meter| meter.loudness_global().ok()).filter(|it| it.is_finite()),
        true_peak: Some(20.0 * peak.log10()).filter(|peak| peak.is_finite()),
        lead: first.unwrap_or(frames),
        trail: first.map_or(frames, |_| frames - 1 - last),
        clipped,
    }
}

/// Frames that are really in the file, whatever its header says; 0 if it cannot be opened again.
fn count(path: &Path) -> u64 {
    let Ok(mut native) = Native::open_untrimmed(path) else { return 0 };
    let mut block = vec![0.0; BLOCK * HOUSE_CHANNELS];
    let mut frames = 0;
    loop {
        match native.read(&mut block) {
            0 => return frames,
            read => frames += read as u64,
        }
    }
}

/// The SHA-256 of a file's bytes, lower-case hex, as [`Clip::sha256`](super::Clip::sha256) holds it.
pub fn file_sha256(path: &Path) -> std::io::Result<String> {
    sha256(&mut File::open(path)?)
}

fn sha256(file: &mut File) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut block = vec![0; 1 << 16];
    loop {
        match file.read(&mut block)? {
            0 => break,
            read => hash.update(&block[..read]),
        }
    }
    Ok(hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

#[expect(clippy::cast_precision_loss, reason = "2^52 frames are three thousand years")]
fn seconds(frames: u64, rate: u32) -> f64 {
    frames as f64 / f64::from(rate)
}

/// Stored text keeps short numbers exactly, and nobody reads further digits.
fn round(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

/// Names of the whole seconds and their tenths: languages differ in the sign between them.
type Names = (&'static str, &'static str);
const HEADER: Names = ("claimed", "claimed_tenth");
const FOUND: Names = ("found", "found_tenth");

fn in_tenths(message: Message, (whole, tenth): Names, seconds: f64) -> Message {
    #[expect(clippy::cast_possible_truncation, reason = "a damaged header's claim saturates")]
    let tenths = (seconds * 10.0).round() as i64;
    message.with(whole, tenths / 10).with(tenth, tenths % 10)
}
