//! A sound server of the test's own, whose only card is a recorder.
//!
//! Server and recorder are gone when the test is. Nothing of the caller's own sound is touched.

#![allow(dead_code, reason = "each file of tests is compiled with it and uses its own part")]

use std::{
    ffi::OsStr,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use loa::clock::Clock;

/// Frames a second, of the card and of a recording.
pub(crate) const RATE: usize = 48_000;
/// A clip is louder, the card's silence is 0.
const LOUD: i16 = 200;
/// Bytes are taken from the recorder as they come: of all arrivals within this many samples, the
/// promptest tells the time.
const PROMPT: usize = 2 * RATE;

/// A process that is gone when the test is.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A home folder in which the default card is the server's.
pub(crate) struct Sound {
    home: PathBuf,
    server: Option<Kept>,
}

/// A recorder at work.
pub(crate) struct Recorder {
    process: Kept,
    reading: JoinHandle<Recording>,
}

/// What the card sounded, one channel.
pub(crate) struct Recording {
    pub(crate) samples: Vec<i16>,
    /// How many samples had come in by when.
    arrived: Vec<(usize, DateTime<Utc>)>,
}

impl Sound {
    /// No server yet.
    pub(crate) fn new(home: &Path) -> Self {
        fs::create_dir(home.join("run")).unwrap();
        fs::write(home.join(".asoundrc"), "pcm.!default pulse\nctl.!default pulse\n").unwrap();
        Self { home: home.to_owned(), server: None }
    }

    /// A program that finds this server and no other.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let socket = format!("unix:{}", self.home.join("run/native").display());
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("XDG_RUNTIME_DIR", self.home.join("run"))
            .env("PULSE_SERVER", socket)
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Starts the sound server and waits until it answers.
    pub(crate) fn on(&mut self) {
        let script = format!(
            "load-module module-native-protocol-unix socket={} auth-anonymous=1\n\
             load-module module-null-sink sink_name=card rate={RATE} norewinds=1\n\
             set-default-sink card\n",
            self.home.join("run/native").display()
        );
        fs::write(self.home.join("server.pa"), script).unwrap();
        let options = "-n --daemonize=no --system=false --use-pid-file=no --exit-idle-time=-1";
        let server = self
            .command("pulseaudio")
            .args(options.split(' '))
            .arg("-F")
            .arg(self.home.join("server.pa"))
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
    pub(crate) fn off(&mut self) {
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
        Some((self.time_of(first), (last + 1 - first) as f64 / RATE as f64))
    }

    /// When a sample sounded. The recorder hands it over a chunk later or, on a busy computer, later
    /// still, and the card's own rate is a little off: so it is told from the promptest arrival nearby.
    pub(crate) fn time_of(&self, sample: usize) -> DateTime<Utc> {
        let after = |from: usize, to: usize| {
            let length = (to as f64 - from as f64) / RATE as f64;
            TimeDelta::microseconds((length * 1e6) as i64)
        };
        let begin = self.arrived.partition_point(|(count, _)| count + PROMPT < sample);
        let near = self.arrived[begin..].iter().take_while(|(count, _)| *count < sample + PROMPT);
        let by = |(count, at): &(usize, DateTime<Utc>)| *at - after(sample, *count);
        near.map(by).min().expect("a sample of this recording")
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
    let (mut samples, mut arrived) = (Vec::new(), Vec::new());
    let (mut bytes, mut part) = (Vec::new(), [0; 4_096]);
    while let Ok(length @ 1..) = sound.read(&mut part) {
        bytes.extend(&part[..length]);
        let (whole, odd) = bytes.as_chunks::<2>();
        samples.extend(whole.iter().map(|pair| i16::from_le_bytes(*pair)));
        bytes = odd.to_vec();
        arrived.push((samples.len(), Clock::System.now()));
    }
    Recording { samples, arrived }
}
