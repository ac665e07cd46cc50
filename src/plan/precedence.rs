//! Conflicts between airings: the one place where the priorities and instants of two airings are compared.
//!
//! One airing is on air at a time. [`fates`] tells what becomes of each airing that wants the air, and why:
//! it starts at an instant, is stopped for another one, or is missed. The function simulates the air from
//! one change to the next, so that chains resolve by themselves: an airing that is missed blocks no other.
//! The playout acts on what falls due now, and `why`, `plan` and `check` read further ahead in the same
//! answer, so that the forecast is what the station does. Pure: no clock, no log, no file.
//!
//! The rules, in the order in which they decide:
//!
//! 1. An airing that cannot sound, such as one with a faulty script, is missed at its instant. It blocks
//!    no other.
//! 2. The free air goes to the highest priority; among equals to the earliest instant, so that an airing
//!    that waits comes before a new one; then by key. From [`CUT_AHEAD`] before its instant on, the air is
//!    kept for an airing: none of lower priority begins there only to be cut.
//! 3. An airing cuts in if one of lower priority is planned to end after its instant: that one is stopped
//!    [`CUT_AHEAD`] before it and fades. An airing that was planned to end in time, but runs over by
//!    [`ON_TIME`] at most, is waited for by every priority.
//! 4. An airing that finds the air taken starts on time if it is free within [`ON_TIME`]. After that it
//!    waits as long as its late policy allows (`join`, `start`), and is missed then; with `skip` it is
//!    missed at once.
//! 5. A late airing does not begin where a rule forbids it.
//! 6. At the beginning of quiet hours the airing on air is stopped so that it is silent on the second,
//!    unless it ends within [`ON_TIME`] of it.
//!
//! Relays by other equipment, airings off by a rule and airings that are held want no air; whether the
//! town hears a relay and loa at once is a question of its own: [`meetings`]. An airing that a person puts on
//! air by hand is an [`OnAir`] like any other, without quiet hours.
//!
//! Two later features have their place. An airing that *follows* another has no instant of its own: it
//! becomes due where the simulation removes the other one from the air. A *pause*, a rule that takes the air
//! away, is one more [`StopReason`] beside quiet hours, with a border of its own.
//!
//! `n` airings cost `n log n`: each enters and leaves a few ordered sets once, whatever else it meets.

mod cluster;
mod contender;
mod fate;
mod rank;
mod span;
mod stage;

pub use cluster::clusters;
pub use contender::{Contender, OnAir};
pub use fate::{Fate, Fates, MissReason, Missed, Rival, Run, Stop, StopReason, is_whole};
pub use rank::by_turn;
pub use span::{Span, meetings};

use chrono::{DateTime, TimeDelta, Utc};

use self::stage::Stage;

/// How late an airing may start and still be on time. A card's clock is not the computer's: airings that
/// were planned to touch overlap by some frames, and the second one waits for them.
pub const ON_TIME: TimeDelta = TimeDelta::milliseconds(500);
/// An airing that gives way is stopped this long before the instant of the other one, or of the quiet
/// hours: its fade is over by then.
pub const CUT_AHEAD: TimeDelta = TimeDelta::milliseconds(500);
/// How long a stopped airing fades. One that ends within this time plays to its end.
pub const FADE: TimeDelta = TimeDelta::milliseconds(300);

/// The fate of each airing from `now` on, if nothing else happens.
pub fn fates(on_air: &[OnAir], contenders: &[Contender], now: DateTime<Utc>) -> Fates {
    let mut stage = Stage::new(on_air, contenders, now);
    let mut next = Some(now);
    while let Some(at) = next {
        stage.step(at);
        next = stage.next_change();
        debug_assert!(next.is_none_or(|next| at < next), "nothing is left to decide at {at}");
    }
    stage.into_fates()
}

#[cfg(test)]
mod tests;
