//! The page and the socket of a station that runs: the program itself, asked over the wire.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails says where")]

#[path = "station/wav.rs"]
mod wav;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use loa::clock::Clock;
use serde_json::Value;
use tempfile::TempDir;
use wav::tone;

/// Longer than anything here takes on a slow computer; a wait that gets there has failed.
const AT_MOST: Duration = Duration::from_secs(20);
/// The station publishes itself every two seconds; a page that is told every time is told in this.
const A_WHILE: Duration = Duration::from_secs(5);

/// A title that would be a script in a careless page, and two lines in a careless stream.
const TITLE: &str = "Thử <script>alert(1)</script>\\n & \\\"loa\\\"";
const SHOWN: &str = "Thử &lt;script&gt;alert(1)&lt;/script&gt;";

const SCHEDULE: &str = "format = 1
[station]
name = \"Đài Thử\"
place = \"Liên Chiểu\"
[output]
device = \"none\"
[[programme]]
id = \"thu\"
title = \"TITLE\"
topic = \"Thử\"
script = \"thu\"
on = [\"01/01/2099\"]
at = [\"05:30\"]
";

/// A station that runs in a folder of its own; it is gone when the test is.
struct Station {
    folder: PathBuf,
    /// The folder is somewhere in it.
    _keep: TempDir,
    child: Child,
    /// Its page.
    address: String,
}

impl Station {
    fn start() -> Self {
        Self::start_in("station")
    }

    fn start_in(name: &str) -> Self {
        let keep = tempfile::tempdir().unwrap();
        let folder = keep.path().join(name);
        fs::create_dir(&folder).unwrap();
        let schedule = SCHEDULE.replace("TITLE", TITLE);
        fs::write(folder.join("schedule.toml"), schedule).unwrap();
        fs::create_dir(folder.join("scripts")).unwrap();
        fs::write(folder.join("scripts/thu.hbs"), "{{#cue \"thu\"}}{{/cue}}").unwrap();
        fs::create_dir(folder.join("audio")).unwrap();
        fs::write(folder.join("audio/thu.wav"), tone(30)).unwrap();
        let mut child = loa(&folder, &["run", "--console", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said = lines(child.stdout.take().unwrap());
        let mut station = Self { folder, _keep: keep, child, address: String::new() };
        let page = wait_for(&said, |line| line.contains("http://"));
        station.address.push_str(page.split("http://").nth(1).unwrap().trim());
        station
    }

    fn run(&self, args: &[&str]) -> Output {
        loa(&self.folder, args).output().unwrap()
    }

    fn play(&self) {
        let played = self.run(&["play", "thu"]);
        assert!(played.status.success(), "{played:?}");
    }

    /// Sends a request, and returns the connection that the answer comes by.
    fn send(&self, request: &str, headers: &[(&str, &str)], body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(AT_MOST)).unwrap();
        // HTTP 1.0 is answered as it is, in no chunks.
        write!(stream, "{request} HTTP/1.0\r\nContent-Length: {}\r\n", body.len()).unwrap();
        if headers.iter().all(|(name, _)| *name != "Host") {
            write!(stream, "Host: {}\r\n", self.address).unwrap();
        }
        for (name, value) in headers {
            write!(stream, "{name}: {value}\r\n").unwrap();
        }
        write!(stream, "\r\n{body}").unwrap();
        stream
    }

    /// The whole answer: its code, its head and its body.
    fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> (u16, String, String) {
        let mut answer = String::new();
        self.send(request, headers, body).read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let code = head.split(' ').nth(1).unwrap().parse().unwrap();
        (code, head.to_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String, String) {
        self.ask(&format!("GET {path}"), &[], "")
    }

    /// The status as soon as it is as wished: the engine tells of a start a moment later.
    fn status_when(&self, wished: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let status = serde_json::from_str(&self.get("/status").2).unwrap();
            if wished(&status) {
                return status;
            }
            assert!(began.elapsed() < AT_MOST, "{status}");
            Clock::System.nap(Duration::from_millis(20));
        }
    }

    /// Ctrl-C, and how the station ended.
    fn interrupt(&mut self) -> ExitStatus {
        // The shell's own: a small system has no other.
        let kill = format!("kill -s INT {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            Clock::System.nap(Duration::from_millis(20));
        }
        panic!("still running after {:?}", began.elapsed());
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        // It may have ended by itself, as it was asked to.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn loa(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
    command.arg("--station").arg(folder).args(args);
    command
}

/// Lines as they come, to be waited for no longer than one wants.
fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}

#[track_caller]
fn wait_for(lines: &Receiver<String>, found: impl Fn(&str) -> bool) -> String {
    let until = Instant::now() + AT_MOST;
    loop {
        let line = lines.recv_timeout(until - Instant::now()).expect("it never came");
        if found(&line) {
            return line;
        }
    }
}

#[test]
fn the_page_shows_the_station_and_keeps_it_live() {
    let station = Station::start();
    let (code, head, page) = station.get("/");
    assert_eq!(code, 200);
    assert!(
        head.contains("content-security-policy: default-src 'none'; script-src 'self'"),
        "{head}"
    );
    assert!(head.contains("cache-control: no-store") && head.contains("nosniff"), "{head}");
    assert!(page.contains("<html lang=\"vi\">"), "{page}");
    assert!(page.contains("<title>Đang nghỉ · Đài Thử</title>"), "{page}");
    assert!(page.contains("Mọi việc bình thường"), "{page}");
    for (path, kind) in [
        ("/style.css", "text/css"),
        ("/live.js", "text/javascript"),
        ("/icon.svg", "image/svg+xml"),
    ] {
        assert!(page.contains(path), "{path}");
        let (code, head, body) = station.get(path);
        assert!(code == 200 && !body.is_empty(), "{path}");
        assert!(head.contains(kind), "{path} {head}");
    }

    let events = lines(station.send("GET /events", &[("Accept", "text/event-stream")], ""));
    wait_for(&events, |line| line == "event: board");
    let first = wait_for(&events, |line| line.starts_with("data: "));
    assert!(first.contains("Đang nghỉ"), "{first}");
    assert_eq!(wait_for(&events, |_| true), "", "the board is one line");
    let more = events.recv_timeout(A_WHILE);
    assert_eq!(more, Err(RecvTimeoutError::Timeout), "nothing has changed");

    station.play();
    let on_air = wait_for(&events, |line| line.contains("lamp live"));
    assert!(on_air.starts_with("data: <header ") && on_air.contains(SHOWN), "{on_air}");
    assert!(!on_air.contains("<script"), "{on_air}");
    let (_, _, page) = station.get("/");
    assert!(page.contains("lamp live") && page.contains(SHOWN), "{page}");
    assert_eq!(page.matches("<script").count(), 1, "{page}");
}

#[test]
fn the_status_is_there_for_programs_too() {
    let station = Station::start();
    let (code, head, body) = station.get("/status");
    let status: Value = serde_json::from_str(&body).unwrap();
    assert!(code == 200 && head.contains("application/json"), "{head}");
    assert_eq!(status["station"], "Đài Thử");
    assert_eq!(status["on_air"], Value::Null);
    assert_eq!(status["output"], "none");
    assert_eq!(status["notices"], Value::Array(Vec::new()));

    station.play();
    let status = station.status_when(|status| status["today"][0]["state"] == "on_air");
    assert!(status["on_air"]["airing"].as_str().unwrap().starts_with("thu@"), "{status}");
    assert_eq!(status["today"][0]["kind"], "recorded");
}

#[test]
fn a_foreign_page_gets_nothing_and_changes_nothing() {
    let station = Station::start();
    let play = "{\"ask\":\"play\",\"programme\":\"thu\"}";
    let json = ("Content-Type", "application/json");
    for path in ["/", "/status", "/events"] {
        let host = ("Host", "station.example");
        assert_eq!(station.ask(&format!("GET {path}"), &[host], "").0, 421, "{path}");
    }
    let foreign = ("Origin", "http://station.example");
    for strange in [vec![json], vec![json, foreign], vec![json, ("Sec-Fetch-Site", "cross-site")]] {
        let (code, head, _) = station.ask("POST /ask", &strange, play);
        assert_eq!(code, 403, "{strange:?}");
        assert!(head.contains("content-security-policy"), "{head}");
    }
    let status = station.get("/status").2;
    assert!(status.contains("\"on_air\":null") && status.contains("\"today\":[]"), "{status}");

    let own = format!("http://{}", station.address);
    let (code, _, answer) = station.ask("POST /ask", &[json, ("Origin", &own)], play);
    assert_eq!(code, 200);
    assert!(answer.contains("\"done\":true"), "{answer}");
}

#[test]
fn one_station_at_a_time_takes_commands_from_its_owner() {
    let station = Station::start();
    let socket = fs::metadata(station.folder.join("data/loa.sock")).unwrap();
    assert_eq!(socket.permissions().mode() & 0o777, 0o600);

    let second = station.run(&["run", "--console", "off"]);
    let told = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(1), "{told}");
    assert!(told.contains(&station.child.id().to_string()), "{told}");

    let unknown = station.run(&["play", "nothing"]);
    let told = String::from_utf8(unknown.stderr).unwrap();
    assert_eq!(unknown.status.code(), Some(1));
    assert!(told.contains("`nothing`") && told.contains("thu"), "{told}");
    station.play();
    assert_eq!(station.run(&["play", "thu"]).status.code(), Some(1), "the air is taken");
}

#[test]
fn a_folder_with_a_long_name_is_a_station_too() {
    // Longer than the path of a socket may be.
    let station = Station::start_in(&"đài-".repeat(40));
    station.play();
    assert!(station.folder.join("data/loa.sock").exists());
}

#[test]
fn ctrl_c_ends_the_station_in_good_order() {
    let mut station = Station::start();
    let events = lines(station.send("GET /events", &[], ""));
    station.play();
    wait_for(&events, |line| line.contains("lamp live"));
    assert!(station.interrupt().success());

    let log = station.run(&["log", "--json"]);
    let log: Value = serde_json::from_slice(&log.stdout).unwrap();
    let text = log.to_string();
    assert!(text.contains("\"outcome\":\"cut\"") && text.contains("\"stopped\""), "{text}");
    assert!(station.run(&["log", "verify"]).status.success());
}
