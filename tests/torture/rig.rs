//! A station on a recorded sound card, its airings each with a marker tone, and the lives of its daemons.

use std::{
    fmt::Write as _,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use loa::clock::Clock;
use serde_json::Value;

use crate::{
    fate::Slot,
    markers::{self, Piece},
    running::{Running, local},
    sound::{Recorder, Sound},
    station::{Station, wav::pure_tone},
};

const HEAD: &str =
    "format = 1\n[station]\nname = \"Đài Thử\"\n[output]\ndevice = \"auto\"\n[hours]\nquiet = []\n";
/// The first airing is so far ahead when the schedule is written.
const LEAD: i64 = 4;

/// A planned airing.
#[derive(Clone, Debug)]
pub(crate) struct Airing {
    pub(crate) id: String,
    pub(crate) at: DateTime<Utc>,
    /// In seconds.
    pub(crate) length: f64,
}

/// When a daemon's process was there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Life {
    pub(crate) from: DateTime<Utc>,
    pub(crate) to: DateTime<Utc>,
}

/// Everything together.
pub(crate) struct Rig {
    pub(crate) station: Station,
    pub(crate) airings: Vec<Airing>,
    pub(crate) lives: Vec<Life>,
    sound: Sound,
    recorder: Recorder,
}

/// What there is to judge when all is over.
pub(crate) struct Evidence {
    pub(crate) station: Station,
    pub(crate) airings: Vec<Airing>,
    pub(crate) lives: Vec<Life>,
    /// For each airing.
    pub(crate) heard: Vec<Vec<Piece>>,
    /// The log's rows.
    pub(crate) rows: Vec<Value>,
}

impl Rig {
    /// A station with these airings, the first one some seconds ahead, its clips measured, its card recorded.
    pub(crate) fn new(slots: &[Slot]) -> Self {
        let station = Station::empty();
        let mut sound = Sound::new(&station.path(""));
        sound.on();
        for inner in ["scripts", "audio"] {
            std::fs::create_dir(station.path(inner)).unwrap();
        }
        for (number, slot) in slots.iter().enumerate() {
            let id = id(number);
            let length = u32::try_from(slot.length).unwrap();
            let tone = pure_tone(markers::hertz(number), length);
            station.write(&format!("audio/{id}.wav"), tone);
            let script = format!("{{{{#cue \"{id}\"}}}}{{{{/cue}}}}");
            station.write(&format!("scripts/{id}.hbs"), script);
        }
        // Clips are measured once in a station's life; the schedule is dense only after that.
        station.write("schedule.toml", HEAD);
        let mut rig = Self {
            recorder: sound.record(),
            station,
            airings: Vec::new(),
            lives: Vec::new(),
            sound,
        };
        let running = rig.start();
        running.wait_for("Ctrl-C", Duration::from_mins(2));
        assert!(running.stop());
        rig.lives.clear();
        rig.plan(slots);
        rig
    }

    fn plan(&mut self, slots: &[Slot]) {
        let now = Clock::System.now().timestamp();
        let first = DateTime::from_timestamp(now + LEAD + 1, 0).unwrap();
        let mut schedule = HEAD.to_owned();
        for (number, slot) in slots.iter().enumerate() {
            let (id, at) = (id(number), first + TimeDelta::milliseconds(slot.at));
            let there = at.with_timezone(&chrono_tz::Asia::Ho_Chi_Minh);
            let (date, time) = (there.format("%F"), there.format("%T"));
            let _ = writeln!(
                schedule,
                "[[programme]]\nid = \"{id}\"\ntitle = \"Tin {id}\"\nscript = \"{id}\"\non = [\"{date}\"]\nat = [\"{time}\"]"
            );
            self.airings.push(Airing { id, at, length: slot.length as f64 / 1_000.0 });
        }
        self.station.write("schedule.toml", schedule);
    }

    /// The command that starts the daemon.
    pub(crate) fn daemon(&self) -> Command {
        let mut loa = self.sound.command(env!("CARGO_BIN_EXE_loa"));
        loa.args(["run", "--console", "off", "--station"]).arg(self.station.path(""));
        loa
    }

    /// Starts the daemon; its life begins.
    pub(crate) fn start(&mut self) -> Running {
        self.start_by(self.daemon())
    }

    /// The same by a command that becomes it.
    pub(crate) fn start_by(&mut self, command: Command) -> Running {
        let from = Clock::System.now();
        self.lives.push(Life { from, to: DateTime::<Utc>::MAX_UTC });
        Running::spawn(command, Stdio::null())
    }

    /// Ends the last life, as a power cut does.
    pub(crate) fn kill(&mut self, running: Running) {
        running.kill();
        self.lives.last_mut().unwrap().to = Clock::System.now();
    }

    /// Waits until an instant in milliseconds from the first airing on.
    pub(crate) fn wait_until(&self, millis: i64) {
        let at = self.airings[0].at + TimeDelta::milliseconds(millis);
        while let Ok(left) = (at - Clock::System.now()).to_std() {
            std::thread::park_timeout(left);
        }
    }

    /// Waits until every airing has its outcome, stops the daemon and the recorder.
    pub(crate) fn close(self, running: Running) -> Evidence {
        let last = self.airings.last().unwrap();
        let end = last.at + TimeDelta::milliseconds((last.length * 1_000.0) as i64);
        let left = (end - Clock::System.now()).to_std().unwrap_or_default();
        let until = Instant::now() + left + Duration::from_secs(50);
        let open = |rows: &[Value]| rows.iter().filter(|row| row["outcome"].is_null()).count();
        let mut rows = log(&self.station);
        while rows.len() < self.airings.len() || open(&rows) > 0 {
            assert!(Instant::now() < until, "no end of it: {rows:#?}");
            std::thread::park_timeout(Duration::from_millis(500));
            rows = log(&self.station);
        }
        assert!(running.stop(), "a stop in good order");
        let recording = self.recorder.stop();
        Evidence {
            heard: markers::find(&recording, self.airings.len()),
            rows: log(&self.station),
            station: self.station,
            airings: self.airings,
            lives: self.lives,
        }
    }
}

fn id(number: usize) -> String {
    format!("m{number:03}")
}

/// The log, from yesterday on.
fn log(station: &Station) -> Vec<Value> {
    let day = |days| (local() + TimeDelta::days(days)).format("%F").to_string();
    let log = station.json(&["log", "--json", "--from", &day(-1), "--to", &day(1)]);
    log.as_array().unwrap().clone()
}
