//! Programs that a station may configure: wrong ones, slow ones, strange ones.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use loa::clock::Clock;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use serde_json::Value;

use crate::{
    hidden, rows, states,
    station::{Station, wav::tone},
    talking, text, voice,
};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A station whose voice is a shell script of this body; `good.wav` lies beside it.
fn speaking_with(body: &str, arguments: &str) -> Station {
    let station = talking();
    station.write("speak.sh", format!("#!/bin/sh\n{body}\n")).write("good.wav", tone(3));
    fs::set_permissions(station.path("speak.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    station.append(
        "schedule.toml",
        &format!("[voice]\ncommand = [\"./speak.sh\", {arguments}]\nlimit = \"2s\"\n"),
    );
    station
}

/// What is told of the first clip when it could not be made.
fn failure(station: &Station) -> (String, String) {
    let (code, found) = voice(station, &["moi"]);
    assert_eq!((code, states(&found)), (1, vec![("moi", "failed")]), "{found}");
    let row = &rows(&found)[0];
    (text(row, "reason").to_owned(), text(row, "reason_text").to_owned())
}

#[test]
fn a_program_that_fails_is_told_with_its_last_words() {
    let check = |body: &str, reason: &str, said: &str| {
        let station = speaking_with(body, "\"{out}\"");
        let before = station.files();
        let (found, words) = failure(&station);
        assert_eq!(found, reason, "{body}: {words}");
        assert!(words.contains(said), "{words}");
        let after: Vec<_> =
            station.files().into_iter().filter(|file| !before.contains(file)).collect();
        assert!(after.is_empty(), "{body} left {after:?}");
    };
    check("echo 'no such voice: vi' >&2; exit 3", "voice_failed", "số 3: no such voice: vi");
    check("exit 7", "voice_failed_silent", "số 7");
    check("kill -9 $$", "voice_failed_silent", "số 137");
    check("yes 'too much' | head -c 300000 >&2; exit 1", "voice_failed", "too much");
    check("true", "voice_no_wav", "./speak.sh");
    check(": > \"$1\"", "voice_no_wav", "./speak.sh");
    check("echo usage > \"$1\"", "clip_not_sound", "không dùng được");
    check("head -c 3000 /dev/zero > \"$1\"", "clip_not_sound", "không dùng được");
    check("head -c 100000 good.wav > \"$1\"", "clip_header", "không dùng được");
    check(
        "{ head -c 44 good.wav; head -c 288000 /dev/zero; } > \"$1\"",
        "clip_silent",
        "không dùng được",
    );
    check("ln -s \"$PWD/good.wav\" \"$1\"", "clip_not_file", "không dùng được");
}

#[test]
fn a_program_that_does_not_end_is_ended_with_all_that_it_started() {
    let station = speaking_with("sleep 600 & echo $! > started; wait", "\"{out}\"");
    let (reason, words) = failure(&station);
    assert_eq!(reason, "voice_too_slow");
    assert!(words.contains("quá 2 giây"), "{words}");
    is_gone(&station.path("started"));
    assert_eq!(hidden(&station.path("audio")), [""; 0]);
}

/// Waits until the process whose number a file holds is no more.
fn is_gone(file: &Path) {
    let pid = number(file);
    let since = Instant::now();
    while test_kill_process(pid).is_ok() && !is_zombie(pid) {
        assert!(since.elapsed() < PATIENCE, "it still runs");
        Clock::System.nap(Duration::from_millis(20));
    }
}

/// Whether it has ended and nobody has asked how: in a container there may be nobody who would.
fn is_zombie(pid: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
    stat.is_ok_and(|stat| stat.rsplit(')').next().is_some_and(|rest| rest.starts_with(" Z")))
}

fn number(file: &Path) -> Pid {
    let since = Instant::now();
    loop {
        let text = fs::read_to_string(file).unwrap_or_default();
        if let Some(pid) = text.strip_suffix('\n').and_then(|it| it.parse().ok()) {
            return Pid::from_raw(pid).unwrap();
        }
        assert!(since.elapsed() < PATIENCE, "the program did not start");
        Clock::System.nap(Duration::from_millis(20));
    }
}

#[test]
fn a_program_that_is_not_there_is_told_once() {
    let station = talking();
    station.append("schedule.toml", "[voice]\ncommand = [\"khong-co-may-doc\", \"{out}\"]\n");
    let (code, found) = voice(&station, &[]);
    assert_eq!(code, 1);
    assert_eq!(states(&found), [("moi", "untried"), ("vneid/luu-tru", "untried")]);
    let output = station.loa(&["voice"]);
    let said = "không tìm thấy chương trình đọc `khong-co-may-doc`\n  = cài chương trình ấy";
    assert_eq!(output.stderr.matches(said).count(), 1, "{}", output.stderr);

    // The usual one is named with the way to get it.
    let station = talking();
    let path = station.path("empty");
    let output = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["voice", "--station"])
        .arg(station.path(""))
        .env_clear()
        .env("PATH", path)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("sudo apt install espeak-ng"), "{said}");
}

#[test]
fn an_argument_stays_an_argument() {
    let station = speaking_with(
        "printf '%s\\n' \"$@\" > arguments; cp good.wav \"$4\"",
        r#""$(touch a)", "`touch b`; touch c > d", "* ?", "{out}", "--text={in}""#,
    );
    assert_eq!(voice(&station, &["moi"]).0, 0);
    let work: PathBuf = std::path::absolute(station.path("data/voice")).unwrap();
    let work = work.display();
    assert_eq!(
        station.read("arguments"),
        format!("$(touch a)\n`touch b`; touch c > d\n* ?\n{work}/out.wav\n--text={work}/in.txt\n")
    );
    for name in ["a", "b", "c", "d"] {
        assert!(!station.path(name).exists(), "{name}");
    }
    let transcript = station.read("audio/moi.txt");
    let mark = "# giọng máy: ./speak.sh $(touch a) `touch b`; touch c > d * ? {out} --text={in}, ";
    assert!(transcript.starts_with(mark), "{transcript}");
}

#[test]
fn the_words_are_on_stdin_where_no_file_is_asked_for() {
    let check = |body: &str, arguments: &str| {
        let station = speaking_with(body, arguments);
        let (code, found) = voice(&station, &["moi"]);
        assert_eq!(code, 0, "{found}");
        let spoken = rows(&found)[0]["spoken"].clone();
        assert_eq!(Value::from(station.read("heard").trim_end()), spoken);
    };
    check("cat > heard; cp good.wav \"$1\"", "\"{out}\"");
    check("cat \"$2\" > heard; cp good.wav \"$1\"; ! read line", "\"{out}\", \"{in}\"");
    // It need not read them.
    let station = speaking_with("cp good.wav \"$1\"", "\"{out}\"");
    assert_eq!(voice(&station, &[]).0, 0);
}

#[test]
fn a_recording_that_comes_meanwhile_stays() {
    let station = speaking_with(
        "cp good.wav \"$1\"; cp good.wav audio/moi.wav; mkdir -p audio/vneid; cp good.wav audio/vneid/luu-tru.ogg",
        "\"{out}\"",
    );
    let (code, found) = voice(&station, &[]);
    assert_eq!(code, 1);
    let reasons: Vec<&Value> = rows(&found).iter().map(|row| &row["reason"]).collect();
    assert_eq!(reasons, ["voice_recorded_meanwhile", "voice_recorded_meanwhile"]);
    assert!(station.bytes("audio/vneid/luu-tru.ogg") == station.bytes("good.wav"));
    assert!(!station.path("audio/moi.ogg").exists());
    assert_eq!(hidden(&station.path("audio")), [""; 0]);
}

#[test]
fn a_mistake_in_the_voice_runs_nothing() {
    let station = talking();
    station.append("schedule.toml", "[voice]\ncommand = \"espeak-ng -w {out}\"\n");
    let output = station.loa(&["voice"]);
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("lệnh đọc phải viết rời từng chữ"), "{}", output.stderr);
    assert!(!station.path("audio/moi.ogg").exists());
}

/// A `loa voice` whose program is at work; it is gone when the test is.
struct AtWork(Child);

impl AtWork {
    fn start(station: &Station) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_loa"))
            .args(["voice", "--station"])
            .arg(station.path(""))
            .env_clear()
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let at_work = Self(child.unwrap());
        number(&station.path("started"));
        at_work
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_person_can_stop_it_and_a_second_one_waits_its_turn() {
    let station = speaking_with("sleep 600 & echo $! > started; wait", "\"{out}\"");
    station.edit("schedule.toml", "limit = \"2s\"", "limit = \"60s\"");
    let mut at_work = AtWork::start(&station);

    let second = station.loa(&["voice"]);
    assert_eq!(second.code, 1);
    assert!(second.stderr.contains("một lệnh loa voice khác đang chạy"), "{}", second.stderr);

    let pid = Pid::from_child(&at_work.0);
    kill_process(pid, Signal::INT).unwrap();
    let since = Instant::now();
    let status = loop {
        if let Some(status) = at_work.0.try_wait().unwrap() {
            break status;
        }
        assert!(since.elapsed() < PATIENCE, "Ctrl-C was not heard");
        Clock::System.nap(Duration::from_millis(20));
    };
    assert_eq!(status.code(), Some(1));
    is_gone(&station.path("started"));
    assert!(!station.path("data/voice").exists());
}

#[test]
fn what_was_killed_at_work_hinders_nobody() {
    let station = speaking_with("sleep 600 & echo $! > started; wait", "\"{out}\"");
    station.edit("schedule.toml", "limit = \"2s\"", "limit = \"60s\"");
    drop(AtWork::start(&station));
    kill_process(number(&station.path("started")), Signal::KILL).unwrap();
    station.write("speak.sh", "#!/bin/sh\ncp good.wav \"$1\"\n");
    let (code, found) = voice(&station, &[]);
    assert_eq!(code, 0);
    assert_eq!(states(&found), [("moi", "made"), ("vneid/luu-tru", "made")]);
}
