//! Whether the time can be right: an old computer with a flat battery comes back from a power cut
//! years or hours off, and a station that believes it wakes the town at three in the morning.
//!
//! A clock is *right* until something speaks against it, and once it is wrong it stays wrong until
//! something speaks for it: that it ran on for a while says nothing.
//!
//! - At the start ([`judge`]): it is wrong before the program's release or before the last sign of
//!   life; when the computer has not been off since, by the clock that nobody sets; when it was off,
//!   and has no battery that kept the time. A time server's word outweighs all but the first.
//! - While the station runs ([`Watch`]): a step of a minute or more makes it doubtful, unless a time
//!   server made it.
//! - It is right again when a time server has set or confirmed it, when a person says so, when a step
//!   leads back to where it was right, or, if it was wrong from the start, when somebody has set it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Battery, Clock, Signs, Synchronised};
use crate::words::Message;

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
    /// It cannot be right, or is doubtful.
    Wrong {
        /// Why, for a person.
        why: Message,
        /// How far it is from where it would be if nobody had set it; `None`: it was never right since
        /// the computer started.
        off: Option<TimeDelta>,
    },
}

/// A start of the computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boot {
    /// Its name.
    pub id: String,
    /// When it was, by a clock that was right later on.
    pub at: DateTime<Utc>,
}

impl Boot {
    /// The one that `signs` tell of, by a clock that shows `now`.
    pub fn of(signs: &Signs, now: DateTime<Utc>) -> Option<Self> {
        let id = signs.boot.clone()?;
        Some(Self { id, at: now - TimeDelta::from_std(signs.steady).ok()? })
    }
}

impl Trust {
    /// A clock that was set by so much, nobody knows why.
    pub fn stepped(off: TimeDelta) -> Self {
        let code = if off < TimeDelta::zero() { "clock-set-back" } else { "clock-set-forward" };
        let why =
            Message::new(code).with("minutes", (off.abs() + TimeDelta::seconds(30)).num_minutes());
        Self::Wrong { why, off: Some(off) }
    }

    fn never_right(why: Message) -> Self {
        Self::Wrong { why, off: None }
    }
}

/// Holds the clock of a station that starts against what is known for certain: when it last gave a
/// sign of life, which start of the computer that was in, and what the computer says.
pub fn judge(
    now: DateTime<Utc>,
    last_heartbeat: Option<DateTime<Utc>>,
    last_boot: Option<&Boot>,
    signs: &Signs,
) -> Trust {
    if now < RELEASED {
        return Trust::never_right(Message::new("clock-before-release"));
    }
    if matches!(signs.synchronised, Synchronised::Yes(_)) {
        return Trust::Right;
    }
    let boot = Boot::of(signs, now);
    if let (Some(before), Some(boot)) = (last_boot, &boot)
        && before.id == boot.id
    {
        let off = boot.at - before.at;
        if is_suspicious(off) {
            return Trust::stepped(off);
        }
    }
    if let Some(beat) = last_heartbeat.filter(|beat| now + SUSPICIOUS_STEP < *beat) {
        let beat = beat.format("%Y-%m-%d %H:%M UTC").to_string();
        return Trust::never_right(Message::new("clock-before-heartbeat").with("beat", beat));
    }
    let was_off = matches!((last_boot, &boot), (Some(before), Some(boot)) if before.id != boot.id);
    match signs.battery {
        Battery::Absent if was_off => Trust::never_right(Message::new("clock-no-battery")),
        Battery::Flat if was_off => Trust::never_right(Message::new("clock-battery-flat")),
        _ => Trust::Right,
    }
}

/// Whether a step of this size makes the time doubtful.
pub fn is_suspicious(step: TimeDelta) -> bool {
    step.abs() >= SUSPICIOUS_STEP
}

/// Notices when the wall clock and a clock that never steps drift apart.
#[derive(Debug, Default)]
pub struct StepWatch {
    last: Option<(DateTime<Utc>, Duration)>,
}

impl StepWatch {
    /// Compares the wall clock with one that nobody sets, `steady`. Returns the step, if one of a second
    /// or more happened since the last look.
    pub fn look(&mut self, (now, steady): (DateTime<Utc>, Duration)) -> Option<TimeDelta> {
        let (wall_before, steady_before) = self.last.replace((now, steady))?;
        let passed = TimeDelta::from_std(steady.saturating_sub(steady_before)).ok()?;
        let step = (now - wall_before) - passed;
        (step.abs() >= TimeDelta::seconds(1)).then_some(step)
    }
}

/// What happened to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was set by so much, nobody knows why.
    Stepped(TimeDelta),
    /// A time server has confirmed it or set it, by so much.
    Synchronised(TimeDelta),
    /// It was right, but nobody looked for so long: the computer slept, or the program was held still.
    Slept(TimeDelta),
}

/// Who looks every two seconds and did not for so long has slept.
const SLEPT: Duration = Duration::from_secs(10);

/// Watches a clock while the station runs.
#[derive(Debug)]
pub struct Watch {
    steps: StepWatch,
    looked: Duration,
    synchronised: Synchronised,
}

impl Watch {
    /// Begins to watch.
    pub fn new(clock: &Clock) -> Self {
        let both = clock.both();
        let mut steps = StepWatch::default();
        steps.look(both);
        Self { steps, looked: both.1, synchronised: clock.synchronised() }
    }

    /// What has happened since the last look, a sleep before the step that may have come of it. Whether a
    /// time server did it shows a moment after the step: then the step is told first, and its
    /// explanation at a later look.
    pub fn look(&mut self, clock: &Clock) -> impl Iterator<Item = Change> + use<> {
        self.compare(clock.both(), clock.synchronised())
    }

    fn compare(
        &mut self,
        both: (DateTime<Utc>, Duration),
        synchronised: Synchronised,
    ) -> impl Iterator<Item = Change> + use<> {
        let step = self.steps.look(both);
        let passed = both.1.saturating_sub(std::mem::replace(&mut self.looked, both.1));
        let slept = (passed >= SLEPT).then(|| TimeDelta::from_std(passed).ok()).flatten();
        let before = std::mem::replace(&mut self.synchronised, synchronised);
        let set = match synchronised {
            Synchronised::Yes(_) if synchronised != before => {
                Some(Change::Synchronised(step.unwrap_or_default()))
            }
            _ => step.map(Change::Stepped),
        };
        slept.map(Change::Slept).into_iter().chain(set)
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        RELEASED + TimeDelta::seconds(seconds)
    }

    /// A start of the computer at second 0, looked at so many seconds later.
    fn signs(seconds: u64, battery: Battery) -> Signs {
        let steady = Duration::from_secs(seconds);
        Signs { boot: Some("b".into()), steady, battery, ..Signs::default() }
    }

    fn boot(id: &str) -> Boot {
        Boot { id: id.into(), at: at(0) }
    }

    fn check(now: i64, beat: i64, before: &Boot, signs: &Signs, expected: Option<&str>) {
        let found = match judge(at(now), Some(at(beat)), Some(before), signs) {
            Trust::Right => None,
            Trust::Wrong { why, .. } => Some(why.code.into_owned()),
        };
        assert_eq!(found.as_deref(), expected, "{now} after {beat}, {signs:?}");
    }

    #[test]
    fn a_computer_that_woke_up_in_2010_is_not_believed() {
        let woke = DateTime::from_timestamp(1_262_304_000, 0).unwrap();
        let synchronised = Synchronised::Yes(SystemTime::UNIX_EPOCH);
        for synchronised in [Synchronised::Unknown, synchronised] {
            let signs = Signs { synchronised, ..Signs::default() };
            assert!(matches!(judge(woke, None, None, &signs), Trust::Wrong { .. }));
            assert_eq!(judge(at(10), None, None, &signs), Trust::Right);
        }
    }

    #[test]
    fn time_does_not_run_back_behind_the_last_heartbeat() {
        let unknown = Signs::default();
        let behind = judge(at(0), Some(at(7 * 3600)), None, &unknown);
        assert!(matches!(behind, Trust::Wrong { off: None, .. }));
        assert_eq!(judge(at(0), Some(at(30)), None, &unknown), Trust::Right, "a small correction");
    }

    #[test]
    fn a_station_started_again_is_held_against_the_clock_that_nobody_sets() {
        let signs = signs(4000, Battery::Unknown);
        check(4000, 1000, &boot("b"), &signs, None);
        check(4059, 1000, &boot("b"), &signs, None);
        check(7600, 1000, &boot("b"), &signs, Some("clock-set-forward"));
        check(2000, 1000, &boot("b"), &signs, Some("clock-set-back"));
        check(400, 1000, &boot("b"), &signs, Some("clock-set-back"));
    }

    /// A long power cut without a network is the commonest case: a battery that kept the time is
    /// believed, and so is a computer that says nothing of one.
    #[test]
    fn after_a_power_cut_the_battery_is_asked() {
        let before = boot("a");
        check(90_000, 1000, &before, &signs(20, Battery::Keeps), None);
        check(90_000, 1000, &before, &signs(20, Battery::Unknown), None);
        check(90_000, 1000, &before, &signs(20, Battery::Absent), Some("clock-no-battery"));
        check(1010, 1000, &before, &signs(20, Battery::Flat), Some("clock-battery-flat"));
        check(100, 1000, &before, &signs(20, Battery::Keeps), Some("clock-before-heartbeat"));
    }

    #[test]
    fn a_time_servers_word_outweighs_battery_and_heartbeat() {
        let synchronised = Synchronised::Yes(SystemTime::UNIX_EPOCH);
        for battery in [Battery::Absent, Battery::Flat] {
            let signs = Signs { synchronised, ..signs(20, battery) };
            check(90_000, 1000, &boot("a"), &signs, None);
            check(10, 90_000, &boot("a"), &signs, None);
            check(90_000, 1000, &boot("b"), &signs, None);
        }
    }

    #[test]
    fn on_a_new_station_there_is_nothing_to_hold_a_clock_against() {
        assert_eq!(judge(at(20), None, None, &signs(20, Battery::Absent)), Trust::Right);
    }

    #[test]
    fn a_step_is_seen_whichever_way_it_goes() {
        let mut watch = StepWatch::default();
        assert_eq!(watch.look((at(0), Duration::ZERO)), None);
        assert_eq!(watch.look((at(10), Duration::from_secs(10))), None);
        let step = watch.look((at(3620), Duration::from_secs(20)));
        assert_eq!(step, Some(TimeDelta::seconds(3600)));
        let step = watch.look((at(25), Duration::from_secs(25)));
        assert_eq!(step, Some(TimeDelta::seconds(-3600)));
    }

    #[test]
    fn a_step_with_a_time_servers_word_is_its_correction() {
        let clock = Clock::simulated(at(0));
        let mut watch = Watch::new(&clock);
        let steady = clock.steady();
        let mut look = |wall, passed, synchronised| {
            let both = (at(wall), steady + Duration::from_secs(passed));
            watch.compare(both, synchronised).collect::<Vec<_>>()
        };
        let word = |second| Synchronised::Yes(SystemTime::UNIX_EPOCH + Duration::from_secs(second));
        let hour = TimeDelta::hours(1);
        assert_eq!(look(2, 2, Synchronised::No), []);
        assert_eq!(look(3604, 4, Synchronised::No), [Change::Stepped(hour)]);
        assert_eq!(look(6, 6, word(1)), [Change::Synchronised(-hour)]);
        assert_eq!(look(8, 8, word(1)), []);
        assert_eq!(look(3610, 10, word(1)), [Change::Stepped(hour)], "an old word");
        assert_eq!(look(3612, 12, word(2)), [Change::Synchronised(TimeDelta::zero())]);
        let slept = Change::Slept(TimeDelta::seconds(60));
        assert_eq!(look(3672, 72, word(2)), [slept]);
        assert_eq!(look(132, 132, word(2)), [slept, Change::Stepped(-hour)]);
    }
}
