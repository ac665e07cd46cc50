//! A copy of the sample station in a folder of its own, and the real `loa` run on it.
//!
//! The folder goes when the value goes. Nothing of the caller's environment reaches the program, and a
//! program that does not end is killed and fails the test.

#![allow(dead_code, reason = "each file of tests is compiled with it and uses its own part")]

pub(crate) mod json;
pub(crate) mod wav;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;
use snapbox::cmd::Command;
use tempfile::TempDir;

/// Longer than any command takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A month of the sample station without holidays.
pub(crate) const DECEMBER: [&str; 4] = ["--from", "2026-12-01", "--to", "2026-12-31"];

/// The schedule of [`Station::small`].
const SMALL: &str = r#"format = 1

[station]
name = "Đài Truyền thanh phường Thử"
place = "Liên Chiểu"

[[programme]]
id = "tin"
title = "Bản tin"
script = "tin"
at = ["05:30"]
"#;

/// A station folder.
pub(crate) struct Station {
    folder: TempDir,
}

/// How a command ended, and what it said.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Station {
    /// The sample station: `schedule.toml`, `scripts/` and `audio/` of the repository.
    pub(crate) fn sample() -> Self {
        let station = Self::silent();
        let audio = Path::new(env!("CARGO_MANIFEST_DIR")).join("audio");
        copy_folder(&audio, &station.path("audio"));
        station
    }

    /// The sample station without its clips: quick, for what does not ask how long they are.
    pub(crate) fn silent() -> Self {
        let station = Self::empty();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(repository.join("schedule.toml"), station.path("schedule.toml")).unwrap();
        copy_folder(&repository.join("scripts"), &station.path("scripts"));
        station
    }

    /// One programme of one script of one clip, all in order.
    pub(crate) fn small() -> Self {
        let station = Self::empty();
        station.write("schedule.toml", SMALL);
        for folder in ["scripts", "audio"] {
            fs::create_dir(station.path(folder)).unwrap();
        }
        station.write("scripts/tin.hbs", "{{#cue \"nhac\"}}{{/cue}}\n");
        let music = Path::new(env!("CARGO_MANIFEST_DIR")).join("audio/nhac-cat.ogg");
        station.write("audio/nhac.ogg", fs::read(music).unwrap());
        station
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Replaces `from`, which stands in the file once, by `to`.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) -> &Self {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands in {name} once");
        self.write(name, text.replace(from, to))
    }

    /// Writes a file anew.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(name), content).unwrap();
        self
    }

    /// Adds to the end of a file.
    pub(crate) fn append(&self, name: &str, text: &str) -> &Self {
        self.write(name, self.read(name) + text)
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, name: &str) -> &Self {
        fs::remove_file(self.path(name)).unwrap();
        self
    }

    /// The text of a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Every file of the folder with its bytes, by path.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).unwrap();
                    files.push((path, bytes));
                }
            }
        }
        files.sort();
        files
    }

    /// Runs `loa` on the folder.
    pub(crate) fn loa(&self, args: &[&str]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_loa"))
            .env_clear()
            .arg("--station")
            .arg(self.folder.path())
            .args(args)
            .timeout(PATIENCE)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        let code = output.status.code();
        let code = code.unwrap_or_else(|| panic!("{args:?} ended by a signal: {stderr}"));
        Output { code, stdout, stderr }
    }

    /// Rehearses these days; the folder that took log and papers, and nothing else.
    pub(crate) fn rehearse(&self, days: &[&str]) -> PathBuf {
        let out = self.path("out");
        if out.exists() {
            fs::remove_dir_all(&out).unwrap();
        }
        let output = self.loa(&[&["rehearse", "--out", out.to_str().unwrap()], days].concat());
        assert_eq!(output.code, 0, "{}", output.stderr);
        out
    }

    /// What a command that succeeds prints as JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let output = self.loa(args);
        assert_eq!(output.code, 0, "{args:?}: {}", output.stderr);
        output.json()
    }
}

impl Output {
    /// Stdout as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
