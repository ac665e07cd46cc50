//! A station folder beside a sound server of its own, whose only card is a recorder.

use std::{
    ffi::OsStr,
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
    sync::mpsc::{Receiver, channel},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use loa::clock::Clock;
use serde_json::Value;
use tempfile::TempDir;

use crate::wav::tone;

const RATE: usize = 48_000;
/// The clip is louder, the card's silence is 0.
const LOUD: i16 = 200;

/// A process that is gone when the test is.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The folder, and what runs on it.
pub(crate) struct Studio {
    folder: TempDir,
    server: Option<Kept>,
}

/// A running `loa run`.
pub(crate) struct Running {
    process: Kept,
    said: Receiver<String>,
}

/// What the card sounded, one channel.
pub(crate) struct Recording {
    samples: Vec<i16>,
    /// When the last sample came in.
    ended: DateTime<Utc>,
}

/// A recorder at work.
pub(crate) struct Recorder {
    process: Kept,
    reading: JoinHandle<Recording>,
}

impl Studio {
    /// A station with one programme, due so many seconds from now, of one clip of so many seconds.
    pub(crate) fn new(due: i64, length: u32) -> Self {
        let folder = tempfile::Builder::new().prefix("loa").tempdir().unwrap();
        let studio = Self { folder, server: None };
        for inner in ["scripts", "audio", "run"] {
            fs::create_dir(studio.path().join(inner)).unwrap();
        }
        let write = |name: &str, bytes: &[u8]| fs::write(studio.path().join(name), bytes).unwrap();
        write(".asoundrc", b"pcm.!default pulse\nctl.!default pulse\n");
        write("scripts/ngan.hbs", b"{{#cue \"tieng\"}}{{/cue}}");
        write("audio/tieng.wav", &tone(length));
        let at = Clock::System.now().with_timezone(&chrono_tz::Asia::Ho_Chi_Minh)
            + TimeDelta::seconds(due);
        let mut schedule = String::from(
            "format = 1\n[station]\nname = \"Đài Thử\"\n[output]\ndevice = \"auto\"\n[hours]\nquiet = []\n",
        );
        let (date, time) = (at.format("%F"), at.format("%T"));
        let _ = writeln!(
            schedule,
            "[[programme]]\nid = \"mot\"\ntitle = \"Bản tin\"\nscript = \"ngan\"\non = [\"{date}\"]\nat = [\"{time}\"]"
        );
        write("schedule.toml", schedule.as_bytes());
        studio
    }

    /// Makes every hour a quiet one.
    pub(crate) fn quiet_all_day(&self) {
        let path = self.path().join("schedule.toml");
        let schedule = fs::read_to_string(&path).unwrap();
        fs::write(
            path,
            schedule.replace("quiet = []", "quiet = [\"00:00-12:00\", \"12:00-00:00\"]"),
        )
        .unwrap();
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let socket = format!("unix:{}", self.path().join("run/native").display());
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path())
            .env("XDG_RUNTIME_DIR", self.path().join("run"))
            .env("PULSE_SERVER", socket)
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Starts the sound server and waits until it answers.
    pub(crate) fn server_on(&mut self) {
        let script = format!(
            "load-module module-native-protocol-unix socket={} auth-anonymous=1\n\
             load-module module-null-sink sink_name=card rate={RATE} norewinds=1\n\
             set-default-sink card\n",
            self.path().join("run/native").display()
        );
        fs::write(self.path().join("server.pa"), script).unwrap();
        let options = "-n --daemonize=no --system=false --use-pid-file=no --exit-idle-time=-1";
        let server = self
            .command("pulseaudio")
            .args(options.split(' '))
            .arg("-F")
            .arg(self.path().join("server.pa"))
            .spawn()
            .expect("pulseaudio is needed: make test installs it");
        self.server = Some(Kept(server));
        let until = Instant::now() + Duration::from_secs(20);
        while !self.command("pactl").arg("info").output().unwrap().status.success() {
            assert!(Instant::now() < until, "the sound server does not answer");
            std::thread::park_timeout(Duration::from_millis(50));
        }
    }

    /// Ends it as a power cut does.
    pub(crate) fn server_off(&mut self) {
        self.server = None;
    }

    /// Records what the card sounds from now on.
    pub(crate) fn record(&self) -> Recorder {
        let mut process = self
            .command("parec")
            .args(["--raw", "--format=s16le", "--channels=1", "--latency-msec=10"])
            .args(["--rate=48000", "--device=card.monitor"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("parec is needed: make test installs it");
        let sound = process.stdout.take().unwrap();
        Recorder { process: Kept(process), reading: std::thread::spawn(|| read(sound)) }
    }

    /// Starts the station and waits until it is ready.
    pub(crate) fn run(&self) -> Running {
        let mut process =
            self.loa(&["run", "--console", "off"]).stdout(Stdio::piped()).spawn().unwrap();
        let stdout = process.stdout.take().unwrap();
        let (say, said) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if say.send(line).is_err() {
                    return;
                }
            }
        });
        let running = Running { process: Kept(process), said };
        running.wait_for("Ctrl-C");
        running
    }

    fn loa(&self, args: &[&str]) -> Command {
        let mut loa = self.command(env!("CARGO_BIN_EXE_loa"));
        loa.arg("--station").arg(self.path()).args(args);
        loa
    }

    /// Runs a command that ends by itself.
    pub(crate) fn ask(&self, args: &[&str]) -> Output {
        self.loa(args).stderr(Stdio::piped()).output().unwrap()
    }

    /// The log of yesterday and today.
    pub(crate) fn log(&self) -> Vec<Value> {
        let zone = chrono_tz::Asia::Ho_Chi_Minh;
        let yesterday = Clock::System.now().with_timezone(&zone) - TimeDelta::days(1);
        let from = yesterday.format("%F").to_string();
        serde_json::from_slice(&self.ask(&["log", "--json", "--from", &from]).stdout).unwrap()
    }
}

impl Running {
    /// Waits for a line that contains `words`.
    pub(crate) fn wait_for(&self, words: &str) {
        let until = Instant::now() + Duration::from_mins(1);
        let mut seen = Vec::new();
        loop {
            match self.said.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => seen.push(line),
                Err(error) => panic!("never said {words:?} ({error}), but: {seen:#?}"),
            }
        }
    }

    /// Stops it in good order; whether it ended well, within five seconds.
    pub(crate) fn stop(mut self) -> bool {
        let pid = self.process.0.id().to_string();
        assert!(Command::new("kill").args(["-s", "INT", &pid]).status().unwrap().success());
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if let Some(status) = self.process.0.try_wait().unwrap() {
                return status.success();
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
        false
    }
}

impl Recorder {
    /// Ends the recording, if it has not ended with the server.
    pub(crate) fn stop(self) -> Recording {
        drop(self.process);
        self.reading.join().unwrap()
    }
}

impl Recording {
    /// When the first sound came in, and how long after it the last one, in seconds; `None` without.
    pub(crate) fn sound(&self) -> Option<(DateTime<Utc>, f64)> {
        let loud = |sample: &i16| sample.unsigned_abs() > LOUD.unsigned_abs();
        let first = self.samples.iter().position(loud)?;
        let last = self.samples.iter().rposition(loud)?;
        let seconds = |samples: usize| samples as f64 / RATE as f64;
        let before_end = seconds(self.samples.len() - first);
        let micros = TimeDelta::microseconds((before_end * 1e6) as i64);
        Some((self.ended - micros, seconds(last + 1 - first)))
    }

    /// The loudest sample.
    pub(crate) fn peak(&self) -> u16 {
        self.samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or_default()
    }

    /// The longest silence between the first sound and the last, in samples.
    pub(crate) fn longest_gap(&self) -> usize {
        let loud: Vec<usize> =
            (0..self.samples.len()).filter(|at| self.samples[*at].abs() > LOUD).collect();
        loud.windows(2).map(|pair| pair[1] - pair[0] - 1).max().unwrap_or_default()
    }
}

fn read(mut sound: ChildStdout) -> Recording {
    let (mut bytes, mut part) = (Vec::new(), [0; 4_096]);
    let mut ended = Clock::System.now();
    while let Ok(length @ 1..) = sound.read(&mut part) {
        ended = Clock::System.now();
        bytes.extend(&part[..length]);
    }
    let samples = bytes.as_chunks::<2>().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect();
    Recording { samples, ended }
}
