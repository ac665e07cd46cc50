//! A small systemd: it hears what a service tells by `sd_notify(3)`, and starts it as one.

use std::{
    os::unix::net::UnixDatagram,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{running::Running, station::Station};

/// Longer than anything here takes on a slow computer; a wait that gets there has failed.
const AT_MOST: Duration = Duration::from_secs(40);

/// The listening end.
pub(crate) struct Systemd {
    folder: TempDir,
    socket: UnixDatagram,
    watchdog: Duration,
}

impl Systemd {
    /// One that wants a sign of life at least every `watchdog`.
    pub(crate) fn new(watchdog: Duration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        Self { folder, socket, watchdog }
    }

    /// Leaves no room for another word, as a systemd that has stopped reading does in the end.
    pub(crate) fn fill(&self) {
        let sender = UnixDatagram::unbound().unwrap();
        sender.set_nonblocking(true).unwrap();
        sender.connect(self.folder.path().join("notify")).unwrap();
        while sender.send(b"X=1").is_ok() {}
    }

    /// Starts the station as the unit does: the same process to the end, its group may write.
    pub(crate) fn start(&self, station: &Station) -> Running {
        let mut command = Command::new("sh");
        command
            .env_clear()
            .env("NOTIFY_SOCKET", self.folder.path().join("notify"))
            .env("WATCHDOG_USEC", self.watchdog.as_micros().to_string())
            .args(["-c", "umask 007 && export WATCHDOG_PID=$$ && exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_loa"))
            .args(["run", "--console", "off", "--station"])
            .arg(station.path(""));
        Running::spawn(command, Stdio::null())
    }

    /// Waits for a line that begins so; what came before it.
    #[track_caller]
    pub(crate) fn wait_for(&self, wanted: &str) -> Vec<String> {
        let until = Instant::now() + AT_MOST;
        let mut before = Vec::new();
        loop {
            match self.next(until) {
                Some(line) if line.starts_with(wanted) => return before,
                Some(line) => before.push(line),
                None => panic!("never told {wanted}, but: {before:?}"),
            }
        }
    }

    /// What a service that has ended told to the last.
    pub(crate) fn rest(&self) -> Vec<String> {
        std::iter::from_fn(|| self.next(Instant::now() + Duration::from_millis(50))).collect()
    }

    fn next(&self, until: Instant) -> Option<String> {
        let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        self.socket.set_read_timeout(Some(left)).unwrap();
        let mut bytes = [0; 4_096];
        let length = self.socket.recv(&mut bytes).ok()?;
        Some(str::from_utf8(&bytes[..length]).unwrap().trim_end().to_owned())
    }
}
