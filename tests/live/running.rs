//! A daemon that runs on a station folder; it is gone when the test is.

#![allow(dead_code, reason = "each file of tests is compiled with it and uses its own part")]

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;
use loa::clock::Clock;

use crate::station::{Station, wav::tone};

/// The station's programmes are called so, in the order of their hours.
const IDS: [&str; 3] = ["mot", "hai", "ba"];

/// A running `loa run`.
pub(crate) struct Running {
    child: Child,
    said: Receiver<String>,
}

/// Now, in the station's zone.
pub(crate) fn local() -> DateTime<Tz> {
    Clock::System.now().with_timezone(&chrono_tz::Asia::Ho_Chi_Minh)
}

/// A station of two-second programmes, due so many seconds from now, at any hour of the day.
pub(crate) fn short_station(seconds: &[i64]) -> Station {
    let station = Station::empty();
    for folder in ["scripts", "audio"] {
        std::fs::create_dir(station.path(folder)).unwrap();
    }
    station.write("scripts/ngan.hbs", "{{#cue \"tieng\"}}{{/cue}}");
    station.write("audio/tieng.wav", tone(2));
    let mut schedule = String::from(
        "format = 1\n[station]\nname = \"Đài Thử\"\n[output]\ndevice = \"none\"\n[hours]\nquiet = []\n",
    );
    for ((id, number), seconds) in IDS.iter().zip(1..).zip(seconds) {
        let at = local() + TimeDelta::seconds(*seconds);
        let (date, time) = (at.format("%F"), at.format("%T"));
        let _ = writeln!(
            schedule,
            "[[programme]]\nid = \"{id}\"\ntitle = \"Bản tin {number}\"\nscript = \"ngan\"\non = [\"{date}\"]\nat = [\"{time}\"]"
        );
    }
    station.write("schedule.toml", schedule);
    station
}

impl Running {
    /// Starts the daemon and waits until it is ready.
    pub(crate) fn start(station: &Station) -> Self {
        Self::start_with(station, &[], Stdio::null())
    }

    /// The same with an environment, and its stderr kept.
    pub(crate) fn start_with(station: &Station, env: &[(&str, &str)], stderr: Stdio) -> Self {
        let mut loa = Command::new(env!("CARGO_BIN_EXE_loa"));
        loa.env_clear().envs(env.iter().copied());
        loa.args(["run", "--console", "off", "--station"]).arg(station.path(""));
        let running = Self::spawn(loa, stderr);
        running.wait_for("Ctrl-C", Duration::from_secs(30));
        running
    }

    /// Starts it by a command that becomes it.
    pub(crate) fn spawn(mut command: Command, stderr: Stdio) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(stderr).spawn().unwrap();
        let stdout = child.stdout.take().unwrap();
        let (say, said) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if say.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, said }
    }

    /// Waits for a line that contains `words`.
    pub(crate) fn wait_for(&self, words: &str, at_most: Duration) {
        let until = Instant::now() + at_most;
        let mut seen = Vec::new();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.said.recv_timeout(left) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => seen.push(line),
                Err(error) => panic!("never said {words:?} ({error}), but: {seen:#?}"),
            }
        }
    }

    /// Its number among the computer's processes.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to look for edited files.
    pub(crate) fn sweep(&self) {
        self.signal("HUP");
    }

    /// As a power cut does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Stops it in good order; whether it ended well, within five seconds.
    pub(crate) fn stop(self) -> bool {
        self.stop_by("INT")
    }

    /// The same by another signal.
    pub(crate) fn stop_by(mut self, signal: &str) -> bool {
        self.signal(signal);
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
        false
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        // The shell's own: a small system has no other.
        let kill = format!("kill -s {name} {}", self.child.id());
        let sent = Command::new("sh").args(["-c", &kill]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
