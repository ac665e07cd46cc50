//! `loa soundcheck`: a second of a soft tone, so that a person hears whether the way to the
//! loudspeakers is open.
//!
//! Only when asked, never in quiet hours, and not while the station itself plays.

use std::time::{Duration, Instant};

use super::{Desk, Done, FINE, Failure, run::lock, screen};
use crate::{
    air::{CardOutput, Output as _},
    clip::{HOUSE_CHANNELS, HOUSE_RATE},
    schedule::{Device, Schedule},
    words::{Message, clock_words},
};

/// −30 dB below full scale: heard beside the loudspeaker, no disturbance in the street.
const LEVEL: f32 = 0.031_6;
/// A4.
const HERTZ: f32 = 440.0;
/// The tone swells and fades over 20 ms, so that it does not click.
const SWELL: u16 = 960;
/// One second.
const FRAMES: u16 = 48_000;
/// A card that has not taken a second of sound by then does not work.
const AT_MOST: Duration = Duration::from_secs(4);
const NAP: Duration = Duration::from_millis(10);

pub(super) fn run(desk: &Desk) -> Done {
    let folder = desk.read()?;
    let lang = desk.lang(Some(&folder));
    refuse_quiet_hours(desk, &folder.schedule)?;
    let _lock = lock(&desk.folder)?;
    let wanted = match folder.schedule.output.device {
        Device::None => return Err(Failure::Told(Message::new("cli-soundcheck-none"))),
        Device::Auto => None,
        Device::Named(name) => Some(name),
    };
    let mut card = CardOutput::start(wanted, &desk.clock);
    if !card.hears() {
        return Err(Failure::Told(Message::new("cli-soundcheck-no-device")));
    }
    let name = card.name().to_owned();
    screen::notice(&Message::new("cli-soundcheck-now").with("device", name.as_str()).render(lang));
    if !play(desk, &mut card) {
        return Err(Failure::Told(Message::new("cli-soundcheck-lost").with("device", name)));
    }
    screen::data(&Message::new("cli-soundcheck-done").with("device", name).render(lang));
    Ok(FINE)
}

fn refuse_quiet_hours(desk: &Desk, schedule: &Schedule) -> Result<(), Failure> {
    let local = desk.clock.now().with_timezone(&schedule.station.zone).time();
    let Some(quiet) = schedule.quiet.iter().find(|window| window.holds(local)) else {
        return Ok(());
    };
    let hours = format!("{}-{}", clock_words(quiet.from), clock_words(quiet.to));
    Err(Failure::Told(Message::new("cli-soundcheck-quiet").with("hours", hours)))
}

/// Whether the card took the whole tone.
fn play(desk: &Desk, card: &mut CardOutput) -> bool {
    // What the card is given at once may come too late to be heard.
    let silence = card.room(desk.clock.now());
    card.write(&vec![0.0; silence * HOUSE_CHANNELS]);
    let mut tone = tone();
    let last = (silence + usize::from(FRAMES)) as u64;
    let since = Instant::now();
    while since.elapsed() < AT_MOST && card.hears() {
        let now = desk.clock.now();
        if card.consumed(now) >= last {
            return true;
        }
        let samples = (card.room(now) * HOUSE_CHANNELS).min(tone.len());
        card.write(&tone[..samples]);
        tone.drain(..samples);
        desk.clock.nap(NAP);
    }
    false
}

/// The tone, then silence enough for the last of it to leave.
fn tone() -> Vec<f32> {
    let frame = |n: u16| {
        let swell = f32::from(n.min(FRAMES - n).min(SWELL)) / f32::from(SWELL);
        #[expect(clippy::cast_precision_loss, reason = "48,000 is small")]
        let turns = f32::from(n) * HERTZ / HOUSE_RATE as f32;
        LEVEL * swell * (turns.fract() * std::f32::consts::TAU).sin()
    };
    let sound = (0..FRAMES).flat_map(|n| [frame(n); HOUSE_CHANNELS]);
    sound.chain(std::iter::repeat_n(0.0, usize::from(FRAMES) * HOUSE_CHANNELS)).collect()
}
