//! What may go wrong around a running daemon, done and undone from outside, without any special right.

use std::{fs, path::PathBuf, process::Command};

use loa::store::Store;
use rustix::process::{Pid, Resource, Rlimit, prlimit};

use crate::rig::Rig;

/// The program behind a shell that has it told of a file that cannot grow instead of ended.
pub(crate) fn with_a_disk_that_can_be_full(rig: &Rig) -> Command {
    let loa = rig.daemon();
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(loa.get_program());
    dressed(shell, &loa)
}

/// From now on no file of the process grows beyond so many bytes; `None`: the disk has room again.
pub(crate) fn set_room(pid: u32, bytes: Option<u64>) {
    let pid = Pid::from_raw(pid.try_into().unwrap());
    // Only the soft limit: whoever set it may lift it.
    let limit = Rlimit { current: bytes, maximum: None };
    prlimit(pid, Resource::Fsize, limit).unwrap();
}

/// Nobody else can write the database while `meanwhile` runs.
pub(crate) fn locked(rig: &Rig, meanwhile: impl FnOnce()) {
    let mut other = Store::open(&rig.station.path("data/loa.db"), &[]).unwrap();
    other
        .transaction(|transaction| {
            transaction.execute_batch("UPDATE watermark SET one = one")?;
            meanwhile();
            Ok::<_, rusqlite::Error>(())
        })
        .unwrap();
}

/// A clock of the daemon's own, which can be set while the computer's goes on.
pub(crate) struct WrongClock {
    file: PathBuf,
    library: PathBuf,
}

impl WrongClock {
    pub(crate) fn new(rig: &Rig) -> Self {
        let beside = |folder: fs::DirEntry| folder.path().join("faketime/libfaketimeMT.so.1");
        let library = fs::read_dir("/usr/lib").unwrap().flatten().map(beside);
        let library = library.into_iter().find(|path| path.exists());
        let library = library.expect("faketime is needed: make test installs it");
        let clock = Self { file: rig.station.path("clock"), library };
        clock.set(0);
        clock
    }

    /// Sets it so many seconds off.
    pub(crate) fn set(&self, seconds: i64) {
        let new = self.file.with_extension("new");
        fs::write(&new, format!("{seconds:+}")).unwrap();
        // At once: a file half written would be no time at all.
        fs::rename(new, &self.file).unwrap();
    }

    /// The daemon that goes by it. What measures lengths of time is left alone.
    pub(crate) fn daemon(&self, rig: &Rig) -> Command {
        let mut loa = rig.daemon();
        loa.env("LD_PRELOAD", &self.library)
            .env("FAKETIME_TIMESTAMP_FILE", &self.file)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        loa
    }
}

/// `command` with the arguments and the environment of `like`.
fn dressed(mut command: Command, like: &Command) -> Command {
    command.args(like.get_args()).env_clear();
    let known = like.get_envs().filter_map(|(name, value)| Some((name, value?)));
    command.envs(known);
    command
}
