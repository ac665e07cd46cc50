//! Whether the time can be right: an old computer with a flat battery comes back from a power cut
//! years or hours off, and a station that believes it wakes the town at three in the morning.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::words::Phrase;

/// No station could run this program before it was made: 1 November 2026, 00:00 UTC.
pub const RELEASED: DateTime<Utc> =
    DateTime::<Utc>::from_timestamp(1_793_491_200, 0).expect("a constant within the calendar");

/// A step of the clock that nobody explained makes it doubtful from this size on.
const SUSPICIOUS_STEP: TimeDelta = TimeDelta::minutes(1);

/// Whether programmes may start by this clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Nothing speaks against it.
    Right,
    /// It cannot be right; the phrase says why.
    Wrong(Phrase),
}

/// Holds a clock against what is known for certain: time does not run back behind the last
/// heartbeat that the station stored, nor behind the program's own release.
pub fn judge(now: DateTime<Utc>, last_heartbeat: Option<DateTime<Utc>>) -> Trust {
    if now < RELEASED {
        return Trust::Wrong(Phrase::new("clock-before-release"));
    }
    match last_heartbeat {
        Some(beat) if now + SUSPICIOUS_STEP < beat => {
            let beat = beat.format("%Y-%m-%d %H:%M UTC").to_string();
            Trust::Wrong(Phrase::new("clock-before-heartbeat").with("beat", beat))
        }
        _ => Trust::Right,
    }
}

/// Notices when the wall clock and a clock that never steps drift apart.
#[derive(Debug, Default)]
pub struct StepWatch {
    last: Option<(DateTime<Utc>, Duration)>,
}

impl StepWatch {
    /// Compares the wall clock with `steady`, the time since the process began. Returns the step, if
    /// one of a second or more happened since the last look.
    pub fn look(&mut self, now: DateTime<Utc>, steady: Duration) -> Option<TimeDelta> {
        let (wall_before, steady_before) = self.last.replace((now, steady))?;
        let passed = TimeDelta::from_std(steady.saturating_sub(steady_before)).ok()?;
        let step = (now - wall_before) - passed;
        (step.abs() >= TimeDelta::seconds(1)).then_some(step)
    }

    /// Whether a step of this size makes the time doubtful.
    pub fn is_suspicious(step: TimeDelta) -> bool {
        step.abs() >= SUSPICIOUS_STEP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        RELEASED + TimeDelta::seconds(seconds)
    }

    #[test]
    fn a_computer_that_woke_up_in_2010_is_not_believed() {
        let woke = DateTime::from_timestamp(1_262_304_000, 0).unwrap();
        assert!(matches!(judge(woke, None), Trust::Wrong(_)));
        assert_eq!(judge(at(10), None), Trust::Right);
    }

    #[test]
    fn time_does_not_run_back_behind_the_last_heartbeat() {
        assert!(matches!(judge(at(0), Some(at(7 * 3600))), Trust::Wrong(_)));
        assert_eq!(judge(at(0), Some(at(30))), Trust::Right, "half a minute is a small correction");
    }

    #[test]
    fn a_step_is_seen_whichever_way_it_goes() {
        let mut watch = StepWatch::default();
        assert_eq!(watch.look(at(0), Duration::ZERO), None);
        assert_eq!(watch.look(at(10), Duration::from_secs(10)), None);
        let step = watch.look(at(3620), Duration::from_secs(20));
        assert_eq!(step, Some(TimeDelta::seconds(3600)));
        let step = watch.look(at(25), Duration::from_secs(25));
        assert_eq!(step, Some(TimeDelta::seconds(-3600)));
    }
}
