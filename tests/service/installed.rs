//! `make install` and `make uninstall`, below a folder of the test's own, and what they lay down there.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use tempfile::TempDir;

use crate::running::Running;

const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");
const BINARY: &str = "usr/local/bin/loa";
const UNIT: &str = "usr/local/lib/systemd/system/loa.service";
const USERS: &str = "usr/local/lib/sysusers.d/loa.conf";
const MENU: &str = "usr/local/share/applications/loa.desktop";
const SECRETS: &str = "etc/loa/secrets";
/// Everything but the station, with its mode.
const LAID: [(&str, u32); 7] = [
    (SECRETS, 0o600),
    (BINARY, 0o755),
    (UNIT, 0o644),
    (USERS, 0o644),
    (MENU, 0o644),
    ("usr/local/share/doc/loa/huong-dan.md", 0o644),
    ("usr/local/share/icons/hicolor/scalable/apps/loa.svg", 0o644),
];
/// systemd rates a unit from 0, shut off from everything, to 10, shut off from nothing.
const EXPOSED_AT_MOST: f64 = 2.0;

/// A system to install into.
struct System {
    root: TempDir,
}

impl System {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn installed() -> Self {
        let system = Self::new();
        let done = system.make("install", &[]);
        assert!(done.status.success(), "{done:?}");
        system
    }

    /// With the program that is there already: a second one need not be built.
    fn make(&self, target: &str, more: &[&str]) -> Output {
        Command::new("make")
            .env_remove("MAKEFLAGS")
            .args(["--no-print-directory", "-C", REPOSITORY, target])
            .arg(format!("DESTDIR={}", self.root.path().display()))
            .arg(concat!("LOA_BINARY=", env!("CARGO_BIN_EXE_loa")))
            .args(more)
            .output()
            .unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The station's files but for those that only a running station has.
    fn station(&self) -> Vec<String> {
        let mut files = self.files("srv");
        files.retain(|name| !name.contains("loa.db-"));
        files
    }

    /// The files below a folder.
    fn files(&self, folder: &str) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inner = path.strip_prefix(self.root.path()).unwrap();
                    files.push(inner.to_str().unwrap().to_owned());
                }
            }
        }
        files.sort();
        files
    }
}

fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// What a tool says of a file that is in order: nothing.
#[track_caller]
fn silent(command: &mut Command) {
    let said = command.output().unwrap();
    let words = [&said.stdout[..], &said.stderr[..]].concat();
    assert!(said.status.success() && words.is_empty(), "{}", String::from_utf8_lossy(&words));
}

#[test]
fn everything_lies_where_it_belongs() {
    let system = System::installed();
    let laid: Vec<&str> = LAID.iter().map(|(name, _)| *name).collect();
    assert_eq!([system.files("etc"), system.files("usr")].concat(), laid);
    for (name, wanted) in LAID {
        assert_eq!(mode(system.path(name)), wanted, "{name}");
    }
    for (folder, wanted) in [("", 0o2775), ("audio", 0o2775), ("data", 0o2770)] {
        assert_eq!(mode(system.path("srv/loa").join(folder)), wanted, "{folder}");
    }
    assert_eq!(mode(system.path("srv/loa/schedule.toml")), 0o664);

    let checked = Command::new(system.path(BINARY))
        .arg("--station")
        .arg(system.path("srv/loa"))
        .args(["plan", "--json"])
        .output()
        .unwrap();
    assert!(checked.status.success(), "{checked:?}");
    let plan: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert!(plan.as_array().is_some_and(|airings| !airings.is_empty()), "the sample is on air");
}

#[test]
fn installed_again_it_keeps_what_was_edited_and_what_runs() {
    let system = System::installed();
    let mut run = Command::new(system.path(BINARY));
    run.env_clear().arg("--station").arg(system.path("srv/loa")).args(["run", "--console", "off"]);
    let running = Running::spawn(run, Stdio::null());
    running.wait_for("Ctrl-C", Duration::from_mins(1));

    let schedule = system.read("srv/loa/schedule.toml").replace("05:30", "05:45");
    fs::write(system.path("srv/loa/schedule.toml"), &schedule).unwrap();
    fs::remove_file(system.path("srv/loa/scripts/an-toan.hbs")).unwrap();
    fs::write(system.path("srv/loa/audio/moi.txt"), "Lời mới.").unwrap();
    fs::write(system.path(SECRETS), "LOA_SMTP_PASSWORD=x\n").unwrap();
    let before = system.station();
    // Meanwhile the station may write a report.
    let kept = || before.iter().all(|name| system.path(name).exists());
    let data = mode(system.path("srv/loa/data"));
    let done = system.make("install", &[]);
    assert!(done.status.success(), "{done:?}");
    assert!(kept() && before.contains(&"srv/loa/data/loa.db".to_owned()), "{before:?}");
    assert!(
        !system.path("srv/loa/scripts/an-toan.hbs").exists(),
        "nor does it bring anything back"
    );
    assert_eq!(system.read("srv/loa/schedule.toml"), schedule);
    assert_eq!(system.read(SECRETS), "LOA_SMTP_PASSWORD=x\n");
    assert_eq!((mode(system.path(SECRETS)), mode(system.path("srv/loa/data"))), (0o600, data));

    let done = system.make("uninstall", &[]);
    assert!(done.status.success(), "{done:?}");
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("/srv/loa") && said.contains("/etc/loa/secrets"), "{said}");
    assert_eq!(system.files("usr"), [""; 0]);
    assert_eq!(system.files("etc"), [SECRETS]);
    assert!(kept(), "the station folder and its log stay");
    assert!(running.stop_by("TERM"), "what ran goes on to its own end");
    assert!(system.make("uninstall", &[]).status.success(), "nothing to do is no mistake");
}

#[test]
fn a_folder_that_somebody_began_is_left_alone() {
    let system = System::new();
    fs::create_dir_all(system.path("srv/dai")).unwrap();
    fs::write(system.path("srv/dai/schedule.toml"), "format = 1\n").unwrap();
    assert!(system.make("install", &["STATION=/srv/dai"]).status.success());
    assert_eq!(system.files("srv"), ["srv/dai/data/lock", "srv/dai/schedule.toml"]);
    assert_eq!(system.read("srv/dai/schedule.toml"), "format = 1\n");
    for name in [UNIT, USERS, MENU] {
        let text = system.read(name);
        assert!(text.contains("/srv/dai") && !text.contains("/srv/loa"), "{name}: {text}");
    }
}

#[test]
fn places_that_a_service_cannot_use_are_refused() {
    for odd in [
        "STATION=/home/an/dai",
        "STATION=dai",
        "STATION=/srv/đài",
        "STATION=/srv/../tmp/x",
        "PREFIX=/a b",
    ] {
        let system = System::new();
        let done = system.make("install", &[odd]);
        assert!(!done.status.success(), "{odd}");
        assert_eq!(system.files(""), [""; 0], "{odd}");
    }
}

#[test]
fn systemd_takes_the_unit_and_finds_it_shut_off() {
    let system = System::installed();
    let unit = system.path("loa.service");
    // Here the program lies elsewhere.
    let text = system.read(UNIT).replace("/usr/local/bin/loa", env!("CARGO_BIN_EXE_loa"));
    fs::write(&unit, &text).unwrap();
    let verified =
        Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&unit).output().unwrap();
    // It looks at this system's own units besides, and at what they lack.
    let said = String::from_utf8(verified.stderr).unwrap();
    let of_ours: Vec<&str> = said.lines().filter(|line| line.contains("loa.service")).collect();
    assert!(verified.status.success() && of_ours.is_empty(), "{said}");

    let rated =
        Command::new("systemd-analyze").args(["security", "--offline=true"]).arg(&unit).output();
    let rated = String::from_utf8(rated.unwrap().stdout).unwrap();
    let overall = rated.lines().find(|line| line.contains("Overall exposure level")).unwrap();
    println!("{overall}");
    let level: f64 =
        overall.split(':').next_back().unwrap().split_whitespace().next().unwrap().parse().unwrap();
    assert!(level < EXPOSED_AT_MOST, "{rated}");

    for line in
        ["Type=notify", "Restart=always", "StartLimitIntervalSec=0", "WantedBy=multi-user.target"]
    {
        assert!(text.lines().any(|found| found == line), "{line}");
    }
    let waits = ["After=", "Requires=", "Wants=", "BindsTo="];
    for line in text.lines().filter(|line| waits.iter().any(|wait| line.starts_with(wait))) {
        assert!(!line.contains("network") && !line.contains("time-sync"), "{line}");
    }
}

#[test]
fn the_user_and_the_menu_are_in_order() {
    let system = System::installed();
    silent(Command::new("desktop-file-validate").arg(system.path(MENU)));
    let made = Command::new("systemd-sysusers")
        .arg(format!("--root={}", system.root.path().display()))
        .arg(system.path(USERS))
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let passwd = system.read("etc/passwd");
    assert!(passwd.contains(":/srv/loa:/usr/sbin/nologin"), "{passwd}");
    let group = system.read("etc/group");
    assert!(
        group.lines().any(|line| line.starts_with("audio:") && line.ends_with(":loa")),
        "{group}"
    );
}
