//! Whether the clock that the trial shows gives a reason to doubt it.
//!
//! A station that doubts its clock is silent, so a doubt without a reason is silence without a reason.
//! This follows, by what was thrown alone, the rules that the operator's guide states: a clock is doubtful
//! if it is behind the program's release or the last sign of life when the station starts, or is set by a
//! minute or more while the station runs; until it is set back, set right, or a person confirms it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::RELEASED;

/// A clock that is set by so much is doubtful.
const A_MINUTE: TimeDelta = TimeDelta::minutes(1);

/// The reason for a doubt, if there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Doubt {
    /// There is none.
    #[default]
    None,
    /// The clock was behind the release or the last sign of life when the station started.
    Behind,
    /// The clock was set by so much in all since it was believed.
    Set(TimeDelta),
}

impl Doubt {
    /// The station starts with a clock that shows `wall`; its last sign of life was `beat`.
    pub(super) fn start(wall: DateTime<Utc>, beat: Option<DateTime<Utc>>) -> Self {
        if is_behind(wall, beat) { Self::Behind } else { Self::None }
    }

    /// The clock is set by `step` and shows `wall` then.
    pub(super) fn set(
        &mut self,
        step: TimeDelta,
        wall: DateTime<Utc>,
        beat: Option<DateTime<Utc>>,
    ) {
        let off = match *self {
            Self::None => step,
            Self::Set(off) => off + step,
            Self::Behind => {
                if step.abs() >= A_MINUTE && !is_behind(wall, beat) {
                    *self = Self::None;
                }
                return;
            }
        };
        *self = if off.abs() >= A_MINUTE { Self::Set(off) } else { Self::None };
    }

    /// A person has confirmed a clock that shows `wall`.
    pub(super) fn confirm(&mut self, wall: DateTime<Utc>) {
        if wall >= RELEASED {
            *self = Self::None;
        }
    }

    /// Whether there is a reason.
    pub(super) fn has_reason(self) -> bool {
        self != Self::None
    }
}

fn is_behind(wall: DateTime<Utc>, beat: Option<DateTime<Utc>>) -> bool {
    wall < RELEASED || beat.is_some_and(|beat| wall + A_MINUTE < beat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_there_and_back_leaves_no_reason() {
        let (now, minute) = (RELEASED + TimeDelta::days(1), TimeDelta::minutes(1));
        let mut doubt = Doubt::start(now, None);
        assert!(!doubt.has_reason());
        doubt.set(-minute * 2, now, None);
        assert!(doubt.has_reason());
        doubt.set(minute + TimeDelta::seconds(30), now, None);
        assert!(!doubt.has_reason(), "half a minute off is a correction");
    }

    #[test]
    fn a_clock_behind_the_last_sign_of_life_stays_doubtful_until_it_is_set_or_confirmed() {
        let now = RELEASED + TimeDelta::days(1);
        let beat = Some(now + TimeDelta::hours(1));
        let mut doubt = Doubt::start(now, beat);
        doubt.set(TimeDelta::seconds(30), now, beat);
        assert!(doubt.has_reason());
        doubt.set(TimeDelta::hours(1), now + TimeDelta::hours(1), beat);
        assert!(!doubt.has_reason());
        doubt = Doubt::start(now, beat);
        doubt.confirm(RELEASED - TimeDelta::seconds(1));
        assert!(doubt.has_reason(), "2010 cannot be confirmed");
        doubt.confirm(now);
        assert!(!doubt.has_reason());
    }
}
