//! Tells the time, real or simulated, and whether it can be trusted.
//!
//! The only room that asks the computer for the time. Everything else is handed `now`: a turn of the
//! daemon sees one time from its beginning to its end. A rehearsal runs on a simulated clock, which
//! stands still until somebody sets it.

mod signs;
mod trust;

pub use signs::{Battery, Signs, Synchronised};
pub use trust::{Boot, Change, RELEASED, StepWatch, Trust, Watch, is_suspicious, judge};

use std::{
    sync::Arc,
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Two readings so near are of one instant.
const AT_ONCE: Duration = Duration::from_millis(20);
/// So often a busy computer is asked for them again.
const ASKED_AGAIN: usize = 5;

/// The station's clock. Clones of a simulated clock share one time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The computer's own.
    System,
    /// A rehearsal's: microseconds since 1970, moved only by [`Clock::set`].
    Simulated(Arc<AtomicI64>),
}

impl Clock {
    /// A simulated clock that shows `start`.
    pub fn simulated(start: DateTime<Utc>) -> Self {
        Self::Simulated(Arc::new(AtomicI64::new(start.timestamp_micros())))
    }

    /// What it shows now, to the microsecond.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the computer")]
    pub fn now(&self) -> DateTime<Utc> {
        let micros = match self {
            Self::System => Utc::now().timestamp_micros(),
            Self::Simulated(micros) => micros.load(Ordering::SeqCst),
        };
        from_micros(micros)
    }

    /// Time since the computer started, sleep included: it goes on evenly whatever is done to the
    /// clock. A simulated clock is never set by anybody else, and is as good.
    pub fn steady(&self) -> Duration {
        match self {
            Self::System => signs::steady(),
            Self::Simulated(micros) => {
                Duration::from_micros(micros.load(Ordering::SeqCst).try_into().unwrap_or_default())
            }
        }
    }

    /// Both clocks at one instant: a computer that was busy elsewhere between the two is asked again.
    pub fn both(&self) -> (DateTime<Utc>, Duration) {
        let mut before = self.steady();
        let (mut now, mut after) = (self.now(), self.steady());
        for _ in 0..ASKED_AGAIN {
            if after.saturating_sub(before) < AT_ONCE {
                break;
            }
            before = after;
            (now, after) = (self.now(), self.steady());
        }
        (now, after)
    }

    /// What speaks for this clock or against it; nothing does of a simulated one.
    pub fn signs(&self) -> Signs {
        match self {
            Self::System => Signs::of_computer(self.now()),
            Self::Simulated(_) => Signs { steady: self.steady(), ..Signs::default() },
        }
    }

    /// Whether a time server has set it, as the system says.
    pub fn synchronised(&self) -> Synchronised {
        match self {
            Self::System => Synchronised::of_computer(),
            Self::Simulated(_) => Synchronised::Unknown,
        }
    }

    /// Moves a simulated clock; the computer's own is never set.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Simulated(micros) = self {
            micros.store(to.timestamp_micros(), Ordering::SeqCst);
        }
    }

    /// Lets `length` go by: sleeps, or moves a simulated clock on.
    #[expect(clippy::disallowed_methods, reason = "the one place that sleeps")]
    pub fn nap(&self, length: Duration) {
        match self {
            Self::System => std::thread::sleep(length),
            Self::Simulated(_) => {
                let length = TimeDelta::from_std(length).unwrap_or(TimeDelta::MAX);
                self.set(self.now() + length);
            }
        }
    }
}

/// An instant from its stored form, microseconds since 1970 UTC; what no calendar holds becomes 1970.
pub fn from_micros(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or_default()
}

/// The instant at which a date begins in a zone.
pub fn midnight(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    let local = date.and_time(NaiveTime::MIN);
    // Where clocks are set forward at midnight, the day begins an hour later.
    [local, local + TimeDelta::hours(1)]
        .iter()
        .find_map(|local| zone.from_local_datetime(local).earliest())
        .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simulated_clock_moves_only_when_it_is_told_to() {
        let start = from_micros(1_796_083_200_000_000);
        let clock = Clock::simulated(start);
        let shared = clock.clone();
        assert_eq!(clock.now(), start);
        shared.nap(Duration::from_hours(24));
        assert_eq!(clock.now(), start + TimeDelta::days(1));
    }
}
