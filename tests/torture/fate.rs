//! What a seed decides before anything begins: a dense schedule, and the instants of the kills.
//!
//! Instants are counted in milliseconds from the first airing's second. They are drawn so that every
//! moment of a station's life is hit equally often.

use fastrand::Rng;

/// The kinds of moments, in turn.
const MOMENTS: [Moment; 7] = [
    Moment::StartUp,
    Moment::Claimed,
    Moment::JustStarted,
    Moment::Midway,
    Moment::StartUp,
    Moment::Ending,
    Moment::Idle,
];
/// A station is usually there after so long.
const UP: i64 = 1_300;

/// A planned airing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// A whole second.
    pub(crate) at: i64,
    pub(crate) length: i64,
}

#[derive(Clone, Copy, Debug)]
enum Moment {
    /// Before it is there, or just when it is.
    StartUp,
    /// Between the claim and the first frame.
    Claimed,
    JustStarted,
    Midway,
    /// Around the last frame.
    Ending,
    /// After an end, before the next claim.
    Idle,
}

/// Airings three or four seconds apart, two to two and a half seconds long, and so many kills; two airings
/// come after the last one.
pub(crate) fn draw(seed: u64, kills: usize) -> (Vec<Slot>, Vec<i64>) {
    let mut rng = Rng::with_seed(seed);
    let (mut slots, mut instants) = (vec![slot(0, &mut rng)], Vec::new());
    let mut since = -3_000;
    for moment in MOMENTS.iter().cycle().skip(rng.usize(..MOMENTS.len())).take(kills) {
        since = match moment {
            Moment::StartUp => since + rng.i64(50..1_500),
            _ => loop {
                let last = slots[slots.len() - 1];
                let kill = last.at + offset(*moment, last, &mut rng);
                if kill > since + UP {
                    break kill;
                }
                slots.push(slot(last.at + 3_000 + 1_000 * rng.i64(0..2), &mut rng));
            },
        };
        instants.push(since);
    }
    while slots[slots.len() - 1].at < since + 6_000 {
        let last = slots[slots.len() - 1];
        slots.push(slot(last.at + 3_000, &mut rng));
    }
    (slots, instants)
}

fn slot(at: i64, rng: &mut Rng) -> Slot {
    Slot { at, length: 2_000 + 100 * rng.i64(0..6) }
}

/// From the planned second on.
fn offset(moment: Moment, slot: Slot, rng: &mut Rng) -> i64 {
    match moment {
        Moment::StartUp | Moment::Claimed => rng.i64(-1_000..0),
        Moment::JustStarted => rng.i64(0..300),
        Moment::Midway => rng.i64(300..slot.length - 300),
        Moment::Ending => rng.i64(slot.length - 200..slot.length + 300),
        Moment::Idle => rng.i64(-1_600..-1_000),
    }
}
