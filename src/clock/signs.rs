//! What the computer says of its clock, beside the time: the one file here that knows Linux.
//!
//! Nothing is asked over a network or of another program, and nothing fails: what a computer does not
//! say is not known, and speaks neither for the clock nor against it.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use chrono::{DateTime, TimeDelta, Utc};
use rustix::time::{ClockId, clock_gettime};

/// A random number that the kernel draws each time it starts.
const BOOT_ID: &str = "proc/sys/kernel/random/boot_id";
/// systemd-timesyncd keeps its folder as long as it runs, and touches the file whenever a time server
/// has set or confirmed the clock (systemd-timesyncd.service(8)).
const TIMESYNC: &str = "run/systemd/timesync";
/// The clocks that run on a battery while the computer is off.
const BATTERY_CLOCKS: &str = "sys/class/rtc";
/// A battery's clock that differs by more does not keep the time.
const ASTRAY: TimeDelta = TimeDelta::minutes(1);
/// It may keep the time of its place: all zones differ by whole quarters of an hour, at most 14 hours.
const QUARTER: TimeDelta = TimeDelta::minutes(15);
const FARTHEST_ZONE: TimeDelta = TimeDelta::hours(14);

/// What speaks for a clock or against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Which start of the computer this is.
    pub boot: Option<String>,
    /// Time since then, sleep included: a clock that nobody sets.
    pub steady: Duration,
    /// What the system says.
    pub synchronised: Synchronised,
    /// What kept the time while the computer was off.
    pub battery: Battery,
}

/// Whether a time server has set the clock since the computer started, as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Synchronised {
    /// Last at this time of the clock.
    Yes(SystemTime),
    /// It asks, and has had no answer yet.
    No,
    /// Nothing on this computer says.
    #[default]
    Unknown,
}

/// The clock that goes on while the computer is off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Battery {
    /// It shows the computer's time.
    Keeps,
    /// It shows another time, or none: its battery is flat.
    Flat,
    /// The computer has none: after it was off it cannot know the time.
    Absent,
    /// Nothing on this computer says.
    #[default]
    Unknown,
}

impl Signs {
    /// Looks at this computer, whose clock shows `wall`.
    pub(super) fn of_computer(wall: DateTime<Utc>) -> Self {
        Self::under(Path::new("/"), wall)
    }

    fn under(root: &Path, wall: DateTime<Utc>) -> Self {
        let boot = fs::read_to_string(root.join(BOOT_ID)).ok();
        Self {
            boot: boot.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
            steady: steady(),
            synchronised: Synchronised::under(root),
            battery: battery(&root.join(BATTERY_CLOCKS), wall),
        }
    }
}

impl Synchronised {
    pub(super) fn of_computer() -> Self {
        Self::under(Path::new("/"))
    }

    fn under(root: &Path) -> Self {
        let folder = root.join(TIMESYNC);
        match fs::metadata(folder.join("synchronized")).and_then(|file| file.modified()) {
            Ok(at) => Self::Yes(at),
            Err(_) if folder.is_dir() => Self::No,
            Err(_) => Self::Unknown,
        }
    }
}

/// Time since the computer started, sleep included.
pub(super) fn steady() -> Duration {
    Duration::try_from(clock_gettime(ClockId::Boottime)).unwrap_or_default()
}

fn battery(clocks: &Path, wall: DateTime<Utc>) -> Battery {
    let Ok(entries) = fs::read_dir(clocks) else { return Battery::Unknown };
    let mut clocks: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    // The one that the kernel set its clock by comes first.
    clocks
        .sort_by_key(|clock| (read(clock, "hctosys").ok().as_deref() != Some("1"), clock.clone()));
    let Some(clock) = clocks.first() else { return Battery::Absent };
    let shown = read(clock, "since_epoch");
    match shown.map(|shown| shown.parse().ok().and_then(|it| DateTime::from_timestamp(it, 0))) {
        Ok(Some(shown)) if agree(shown, wall) => Battery::Keeps,
        Ok(Some(_)) => Battery::Flat,
        // The driver's answer when the battery was too low to keep the time.
        Err(error) if error.kind() == ErrorKind::InvalidInput => Battery::Flat,
        Ok(None) | Err(_) => Battery::Unknown,
    }
}

fn read(clock: &Path, what: &str) -> std::io::Result<String> {
    fs::read_to_string(clock.join(what)).map(|text| text.trim().to_owned())
}

fn agree(shown: DateTime<Utc>, wall: DateTime<Utc>) -> bool {
    let apart = (shown - wall).abs();
    let beyond = TimeDelta::seconds(apart.num_seconds() % QUARTER.num_seconds());
    apart <= FARTHEST_ZONE + ASTRAY && beyond.min(QUARTER - beyond) <= ASTRAY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall() -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_083_200, 0).unwrap()
    }

    /// A computer of files.
    fn computer(files: &[(&str, &str)]) -> Signs {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Signs::under(root.path(), wall())
    }

    #[test]
    fn a_computer_that_says_nothing_is_not_known() {
        let signs = computer(&[]);
        assert_eq!((&signs.boot, signs.synchronised), (&None, Synchronised::Unknown));
        assert_eq!(signs.battery, Battery::Unknown);
    }

    #[test]
    fn the_system_says_whether_a_time_server_has_answered() {
        let asks = computer(&[("run/systemd/timesync/other", "")]);
        assert_eq!(asks.synchronised, Synchronised::No);
        let answered = computer(&[("run/systemd/timesync/synchronized", "")]);
        assert!(matches!(answered.synchronised, Synchronised::Yes(_)));
    }

    #[test]
    fn a_start_of_the_computer_has_a_name_and_time_goes_on_from_it() {
        let signs = computer(&[("proc/sys/kernel/random/boot_id", "5949f5e5-bca5\n")]);
        assert_eq!(signs.boot.as_deref(), Some("5949f5e5-bca5"));
        assert!(steady() >= signs.steady && signs.steady > Duration::ZERO);
    }

    #[test]
    fn a_battery_clock_keeps_the_time_of_the_computer_or_of_its_place() {
        let check = |shown: &str, expected| {
            let signs = computer(&[
                ("sys/class/rtc/rtc0/since_epoch", "0\n"),
                ("sys/class/rtc/rtc1/hctosys", "1\n"),
                ("sys/class/rtc/rtc1/since_epoch", shown),
            ]);
            assert_eq!(signs.battery, expected, "{shown}");
        };
        let seconds = wall().timestamp();
        check(&format!("{seconds}\n"), Battery::Keeps);
        check(&(seconds - 59).to_string(), Battery::Keeps);
        check(&(seconds + 7 * 3600 + 20).to_string(), Battery::Keeps);
        check(&(seconds - 5 * 60).to_string(), Battery::Flat);
        check(&(seconds - 15 * 3600).to_string(), Battery::Flat);
        check("1230768000", Battery::Flat);
        check("?", Battery::Unknown);
    }

    #[test]
    fn a_computer_without_a_battery_clock_says_so() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(BATTERY_CLOCKS)).unwrap();
        assert_eq!(Signs::under(root.path(), wall()).battery, Battery::Absent);
    }
}
