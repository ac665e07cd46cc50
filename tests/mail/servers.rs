//! Mail servers on loopback, with certificates of their own; each is gone when its value is.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than anything takes on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// The account that [`Taking`] knows.
pub(crate) const USER: &str = "dai@example.vn";
pub(crate) const PASSWORD: &str = "mật khẩu bí mật";

/// A running script of `tests/mail`.
struct Script {
    child: Child,
    lines: Receiver<String>,
    port: u16,
}

impl Script {
    fn start(script: &str, args: &[&str]) -> Self {
        let python = env::var_os("JUDGE_PYTHON")
            .expect("JUDGE_PYTHON is not set: run the tests with `make test`, which sets it up");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail").join(script);
        let mut child = Command::new(python)
            .arg("-B")
            .arg(path)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (say, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if say.send(line).is_err() {
                    return;
                }
            }
        });
        let mut script = Self { child, lines, port: 0 };
        script.port = script.lines.recv_timeout(PATIENCE).unwrap().parse().unwrap();
        script
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A server that fails as its scripts say.
pub(crate) struct Failing(Script);

impl Failing {
    /// One script for each connection, the last one for all that follow.
    pub(crate) fn start(scripts: &[&str]) -> Self {
        Self(Script::start("fail.py", &[&["-"], scripts].concat()))
    }

    /// The same with TLS from the first byte, and the certificate of those who signed its own.
    pub(crate) fn start_wrapped(scripts: &[&str]) -> (Self, TempDir) {
        let folder = TempDir::new().unwrap();
        certify(folder.path());
        let args = [&[folder.path().to_str().unwrap()], scripts].concat();
        (Self(Script::start("fail.py", &args)), folder)
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port
    }

    /// Waits for something that it tells of under this key.
    pub(crate) fn wait_for(&self, key: &str) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.0.lines.recv_timeout(left).unwrap_or_else(|_| panic!("no {key}"));
            let told: Value = serde_json::from_str(&line).unwrap();
            if !told[key].is_null() {
                return told;
            }
        }
    }

    /// Stops it; everything that it told and nobody waited for.
    pub(crate) fn stop(mut self) -> Vec<Value> {
        drop(self.0.child.stdin.take());
        let _ = self.0.child.wait();
        let told = self.0.lines.iter();
        told.map(|line| serde_json::from_str(&line).unwrap()).collect()
    }
}

/// How a [`Taking`] server wants to be talked to.
#[derive(Clone, Copy)]
pub(crate) enum Tls {
    None,
    Starttls,
    Wrapped,
}

/// A real mail server that takes letters.
pub(crate) struct Taking {
    folder: TempDir,
    script: Script,
}

impl Taking {
    /// A server for `localhost` that takes letters up to so many bytes, and wants a login or not.
    pub(crate) fn start(tls: Tls, login: bool, largest: usize) -> Self {
        let folder = TempDir::new().unwrap();
        certify(folder.path());
        let settings = json!({
            "folder": folder.path(),
            "tls": match tls {
                Tls::None => None,
                Tls::Starttls => Some("starttls"),
                Tls::Wrapped => Some("wrapped"),
            },
            "login": login.then_some([USER, PASSWORD]),
            "largest": largest,
        });
        let script = Script::start("receive.py", &[&settings.to_string()]);
        Self { folder, script }
    }

    pub(crate) fn port(&self) -> u16 {
        self.script.port
    }

    /// The certificate of those who signed the server's.
    pub(crate) fn ca(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Every letter taken so far: its file, and what is told of it.
    pub(crate) fn letters(&self) -> Vec<(PathBuf, Value)> {
        let file = |number: usize, ending| self.folder.path().join(format!("{number}.{ending}"));
        (1..)
            .map_while(|number| {
                let told = fs::read(file(number, "json")).ok()?;
                Some((file(number, "eml"), serde_json::from_slice(&told).unwrap()))
            })
            .collect()
    }
}

/// A certificate for `localhost`, signed by an authority of the test's own.
fn certify(folder: &Path) {
    fs::write(folder.join("openssl.cnf"), "[req]\ndistinguished_name = dn\n[dn]\n").unwrap();
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    let openssl = |args: &[&str]| {
        let made = Command::new("openssl")
            .current_dir(folder)
            .args(["req", "-x509", "-config", "openssl.cnf"])
            .args(key)
            .args(args)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    };
    let [authority, server] = ["basicConstraints=critical,CA:TRUE", "basicConstraints=CA:FALSE"];
    openssl(&["-subj", "/CN=Thu", "-addext", authority, "-keyout", "ca.key", "-out", "ca.pem"]);
    let name = "subjectAltName=DNS:localhost";
    let signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-subj", "/CN=localhost"];
    let out = ["-addext", server, "-addext", name, "-keyout", "server.key", "-out", "server.pem"];
    openssl(&[&signed[..], &out].concat());
}
