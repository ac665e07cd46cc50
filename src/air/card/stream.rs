//! The stream to a card, and the callback in which the card fetches its frames.
//!
//! The callback takes from a ring what is there, makes up the rest with silence, and says through
//! another ring when these frames will leave. It takes no lock, allocates nothing, writes no file and
//! no line; the error callback counts and does nothing else, since a dead sound server calls it a
//! hundred thousand times a second.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use chrono::TimeDelta;
use cpal::{
    BufferSize, Device, ErrorKind, FromSample, OutputCallbackInfo, Sample, SampleFormat,
    SizedSample, Stream, StreamConfig,
    traits::{DeviceTrait, StreamTrait},
};
use rtrb::{Consumer, Producer, RingBuffer};

use crate::{
    air::frames::{RATE, in_memory},
    clip::{HOUSE_CHANNELS, HOUSE_RATE},
    clock::Clock,
};

/// A quarter of a second is written ahead: the engine's thread may be late by as much.
pub(super) const LEAD: u64 = RATE / 4;
/// Asked of the card; it may take another length.
const PERIOD: u32 = 2_048;
/// Callbacks of ten seconds; whoever looks more seldom loses some.
const SEEN: usize = 512;
/// What a card may be fed with, the best first.
const FORMATS: [SampleFormat; 3] = [SampleFormat::F32, SampleFormat::I32, SampleFormat::I16];

/// A frame of the card and when it leaves, as a callback foresees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// Counted from the stream's first frame on, silence included.
    pub(super) frame: u64,
    /// Microseconds since 1970.
    pub(super) us: i64,
}

/// What the callbacks count.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Frames that were taken from the ring.
    pub(super) taken: AtomicU64,
    /// Frames of silence given where the ring had none.
    pub(super) silent: AtomicU64,
    /// Frames of silence given since the last one that was taken; the one count that falls.
    pub(super) dry: AtomicU64,
    /// Frames in the longest callback.
    pub(super) longest: AtomicU64,
    /// Errors after which a card goes on by itself, or claims to.
    pub(super) errors: AtomicU64,
    /// The card is gone for good.
    pub(super) gone: AtomicBool,
}

/// An open stream, playing.
pub(super) struct Card {
    /// The device's name.
    pub(super) name: String,
    /// Takes interleaved house samples.
    pub(super) ring: Producer<f32>,
    /// Gives what the callbacks saw.
    pub(super) seen: Consumer<Seen>,
    pub(super) counts: Arc<Counts>,
    /// Plays until it is dropped, which waits for the callback's thread.
    pub(super) stream: Option<Stream>,
}

/// Opens a device at the house rate and starts it; until something is written it gives silence.
pub(super) fn open(device: &Device) -> Result<Card, cpal::Error> {
    let (format, channels) = best_format(device)?;
    let open = |buffer_size| match format {
        SampleFormat::F32 => start::<f32>(device, channels, buffer_size),
        SampleFormat::I32 => start::<i32>(device, channels, buffer_size),
        _ => start::<i16>(device, channels, buffer_size),
    };
    match open(BufferSize::Fixed(PERIOD)) {
        Err(error) if error.kind() == ErrorKind::UnsupportedConfig => open(BufferSize::Default),
        opened => opened,
    }
}

/// Stereo before mono, then the format.
fn best_format(device: &Device) -> Result<(SampleFormat, u16), cpal::Error> {
    let ranges = device.supported_output_configs()?;
    let fits = ranges.filter(|range| {
        (range.min_sample_rate()..=range.max_sample_rate()).contains(&HOUSE_RATE)
            && (1..=2).contains(&range.channels())
    });
    let rank = |format| FORMATS.iter().position(|known| *known == format);
    let known = fits
        .filter_map(|it| Some((2 - it.channels(), rank(it.sample_format())?, it.sample_format())));
    let best = known.min_by_key(|(mono, rank, _)| (*mono, *rank));
    best.map(|(mono, _, format)| (format, 2 - mono))
        .ok_or_else(|| ErrorKind::UnsupportedConfig.into())
}

fn start<T: SizedSample + FromSample<f32>>(
    device: &Device,
    channels: u16,
    buffer_size: BufferSize,
) -> Result<Card, cpal::Error> {
    let (mut card, mut feeder) = rings(device.id()?.id(), channels.into());
    let errors = card.counts.clone();
    let config = StreamConfig { channels, sample_rate: HOUSE_RATE, buffer_size };
    let stream = device.build_output_stream(
        config,
        move |out: &mut [T], info: &OutputCallbackInfo| feeder.feed(out, leaves(info)),
        move |error| count(&errors, error.kind()),
        None,
    )?;
    stream.play()?;
    card.stream = Some(stream);
    Ok(card)
}

/// Both sides of the rings, without a stream yet.
pub(super) fn rings(name: &str, channels: usize) -> (Card, Feeder) {
    let (ring, taken) = RingBuffer::new(in_memory(LEAD) * HOUSE_CHANNELS);
    let (tell, seen) = RingBuffer::new(SEEN);
    let counts = Arc::new(Counts::default());
    let feeder = Feeder { ring: taken, tell, counts: counts.clone(), channels, given: 0 };
    (Card { name: name.to_owned(), ring, seen, counts, stream: None }, feeder)
}

/// The callback's side of the rings.
pub(super) struct Feeder {
    ring: Consumer<f32>,
    tell: Producer<Seen>,
    counts: Arc<Counts>,
    channels: usize,
    /// Frames given so far.
    given: u64,
}

impl Feeder {
    /// Fills a callback's buffer, whose first frame leaves at `us`.
    pub(super) fn feed<T: Sample + FromSample<f32>>(&mut self, out: &mut [T], us: i64) {
        let frames = out.len() / self.channels.max(1);
        // A ring that is full has a reader that does not look; the next callback says the same.
        let _ = self.tell.push(Seen { frame: self.given, us });

        let ready = (self.ring.slots() / HOUSE_CHANNELS).min(frames);
        let (heard, rest) = out.split_at_mut(ready * self.channels);
        if let Ok(chunk) = self.ring.read_chunk(ready * HOUSE_CHANNELS) {
            let mut samples = chunk.into_iter();
            for frame in heard.chunks_exact_mut(self.channels) {
                let (left, right) = (samples.next().unwrap_or(0.0), samples.next().unwrap_or(0.0));
                match frame {
                    [mono] => *mono = T::from_sample(f32::midpoint(left, right)),
                    [to_left, to_right, ..] => {
                        (*to_left, *to_right) = (T::from_sample(left), T::from_sample(right));
                    }
                    [] => {}
                }
            }
        }
        rest.fill(T::EQUILIBRIUM);

        let (ready, frames) = (ready as u64, frames as u64);
        self.given += frames;
        self.counts.longest.fetch_max(frames, Ordering::Relaxed);
        self.counts.silent.fetch_add(frames - ready, Ordering::Relaxed);
        let dry = if ready == 0 { self.counts.dry.load(Ordering::Relaxed) } else { 0 };
        self.counts.dry.store(dry + frames - ready, Ordering::Relaxed);
        self.counts.taken.fetch_add(ready, Ordering::Release);
    }
}

/// When the first frame of a callback leaves, microseconds since 1970: the sound system says only how
/// far ahead that is.
fn leaves(info: &OutputCallbackInfo) -> i64 {
    let instants = info.timestamp();
    let ahead = instants.playback.duration_since(instants.callback);
    (Clock::System.now() + TimeDelta::from_std(ahead).unwrap_or_default()).timestamp_micros()
}

pub(super) fn count(counts: &Counts, kind: ErrorKind) {
    match kind {
        ErrorKind::DeviceNotAvailable
        | ErrorKind::StreamInvalidated
        | ErrorKind::HostUnavailable
        | ErrorKind::PermissionDenied => counts.gone.store(true, Ordering::Relaxed),
        // The sound goes on.
        ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied | ErrorKind::Xrun => {}
        _ => {
            counts.errors.fetch_add(1, Ordering::Relaxed);
        }
    }
}
