//! A station folder beside a sound server of its own, whose only card is a recorder.

use std::{
    fmt::Write as _,
    process::{Command, Output, Stdio},
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::Value;

use crate::{
    running::{Running, local},
    sound::{Recorder, Sound},
    station::{Station, wav::tone},
};

/// The folder, and what runs on it.
pub(crate) struct Studio {
    station: Station,
    sound: Sound,
}

impl Studio {
    /// A station with one programme, due so many seconds from now, of one clip of so many seconds.
    pub(crate) fn new(due: i64, length: u32) -> Self {
        let station = Station::empty();
        for inner in ["scripts", "audio"] {
            std::fs::create_dir(station.path(inner)).unwrap();
        }
        station.write("scripts/ngan.hbs", "{{#cue \"tieng\"}}{{/cue}}");
        station.write("audio/tieng.wav", tone(length));
        let at = local() + TimeDelta::seconds(due);
        let mut schedule = String::from(
            "format = 1\n[station]\nname = \"Đài Thử\"\n[output]\ndevice = \"auto\"\n[hours]\nquiet = []\n",
        );
        let (date, time) = (at.format("%F"), at.format("%T"));
        let _ = writeln!(
            schedule,
            "[[programme]]\nid = \"mot\"\ntitle = \"Bản tin\"\nscript = \"ngan\"\non = [\"{date}\"]\nat = [\"{time}\"]"
        );
        station.write("schedule.toml", schedule);
        let sound = Sound::new(&station.path(""));
        Self { station, sound }
    }

    /// Makes every hour a quiet one.
    pub(crate) fn quiet_all_day(&self) {
        let all_day = "quiet = [\"00:00-12:00\", \"12:00-00:00\"]";
        self.station.edit("schedule.toml", "quiet = []", all_day);
    }

    /// Starts the sound server and waits until it answers.
    pub(crate) fn server_on(&mut self) {
        self.sound.on();
    }

    /// Ends it as a power cut does.
    pub(crate) fn server_off(&mut self) {
        self.sound.off();
    }

    /// Records what the card sounds from now on.
    pub(crate) fn record(&self) -> Recorder {
        self.sound.record()
    }

    /// Starts the station and waits until it is ready.
    pub(crate) fn run(&self) -> Running {
        let running = Running::spawn(self.loa(&["run", "--console", "off"]), Stdio::null());
        running.wait_for("Ctrl-C", Duration::from_mins(1));
        running
    }

    fn loa(&self, args: &[&str]) -> Command {
        let mut loa = self.sound.command(env!("CARGO_BIN_EXE_loa"));
        loa.arg("--station").arg(self.station.path("")).args(args);
        loa
    }

    /// Runs a command that ends by itself.
    pub(crate) fn ask(&self, args: &[&str]) -> Output {
        self.loa(args).stderr(Stdio::piped()).output().unwrap()
    }

    /// The log of yesterday and today.
    pub(crate) fn log(&self) -> Vec<Value> {
        let from = (local() - TimeDelta::days(1)).format("%F").to_string();
        serde_json::from_slice(&self.ask(&["log", "--json", "--from", &from]).stdout).unwrap()
    }
}
