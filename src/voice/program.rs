//! Runs the program that speaks, within its time.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, ErrorKind},
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal as Kill, kill_process_group};
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::{Child, Command},
    runtime::{Builder, Runtime},
    signal::unix::{Signal, SignalKind, signal},
    time::{sleep, timeout},
};

use super::Trouble;
use crate::{
    schedule::{IN, OUT, Voice},
    words::Message,
};

/// For what has to happen soon after the program ended: its last words arrive, it is really gone.
const SOON: Duration = Duration::from_secs(2);
/// Bytes of its messages that are kept: the last.
const KEPT: usize = 4096;
/// Letters of them that are shown.
const SHOWN: usize = 300;

/// The means to run it: a small runtime of its own, and the signals that end it early.
pub(super) struct Program {
    runtime: Runtime,
    stop: Stop,
}

struct Stop {
    interrupt: Signal,
    terminate: Signal,
    hangup: Signal,
}

impl Program {
    pub(super) fn new() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let guard = runtime.enter();
        let stop = Stop {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        };
        drop(guard);
        Ok(Self { runtime, stop })
    }

    /// Runs the voice's command in the station folder on the words of `input`. That it went well does
    /// not say yet that `output` is there.
    pub(super) fn run(
        &mut self,
        voice: &Voice,
        station: &Path,
        input: &Path,
        output: &Path,
    ) -> Result<(), Trouble> {
        let Self { runtime, stop } = self;
        runtime.block_on(async {
            let child = start(voice, station, input, output)?;
            watch(voice, child, stop).await
        })
    }
}

impl Stop {
    /// Ends once somebody wants an end.
    async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
            _ = self.hangup.recv() => {}
        }
    }
}

fn start(voice: &Voice, station: &Path, input: &Path, output: &Path) -> Result<Child, Trouble> {
    let cannot = |error: io::Error| {
        let code = match error.kind() {
            ErrorKind::NotFound if voice.program() == "espeak-ng" => "voice-missing-espeak",
            ErrorKind::NotFound => "voice-missing",
            _ => "voice-cannot-start",
        };
        let message = Message::new(code).with("program", voice.program());
        Trouble::All(message.with("error", error.to_string()))
    };
    let reads_file = voice.command.iter().any(|argument| argument.contains(IN));
    let stdin = if reads_file { Stdio::null() } else { File::open(input).map_err(cannot)?.into() };
    let arguments = voice.command.iter().skip(1);
    Command::new(voice.program())
        .args(arguments.map(|argument| filled(argument, input, output)))
        .current_dir(station)
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        // A group of its own, so that what it starts in its turn can be ended with it.
        .process_group(0)
        .kill_on_drop(true)
        .spawn()
        .map_err(cannot)
}

/// An argument with the paths in their places: whole ones, because a program may change its folder.
fn filled(argument: &str, input: &Path, output: &Path) -> OsString {
    let whole = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        path.into_os_string()
    };
    let mut filled = OsString::new();
    let mut rest = argument;
    while let Some(at) = [IN, OUT].iter().filter_map(|mark| rest.find(mark)).min() {
        let (before, from) = rest.split_at(at);
        filled.push(before);
        let (mark, path) = if from.starts_with(IN) { (IN, input) } else { (OUT, output) };
        filled.push(whole(path));
        rest = &from[mark.len()..];
    }
    filled.push(rest);
    filled
}

/// Waits for its end, at most as long as it may take.
async fn watch(voice: &Voice, mut child: Child, stop: &mut Stop) -> Result<(), Trouble> {
    let group = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    let said = child.stderr.take().map(|stderr| tokio::spawn(last_words(stderr)));
    let limit = voice.limit.to_std().unwrap_or(Duration::ZERO);
    let program = |code: &'static str| Message::new(code).with("program", voice.program());
    let trouble = tokio::select! {
        status = child.wait() => match status {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => {
                let said = match said {
                    Some(said) => timeout(SOON, said).await.ok().and_then(Result::ok),
                    None => None,
                };
                return Err(Trouble::Clip(failed(program, status, said.unwrap_or_default())));
            }
            Err(error) => {
                Trouble::Clip(program("voice-cannot-start").with("error", error.to_string()))
            }
        },
        () = sleep(limit) => {
            Trouble::Clip(program("voice-too-slow").with("seconds", voice.limit.num_seconds()))
        }
        () = stop.asked() => Trouble::All(Message::new("voice-stopped")),
    };
    if let Some(group) = group {
        // It may have ended this very moment; then there is nobody left to end.
        let _ = kill_process_group(group, Kill::KILL);
    }
    let _ = timeout(SOON, child.wait()).await;
    Err(trouble)
}

fn failed(program: impl Fn(&'static str) -> Message, status: ExitStatus, said: String) -> Message {
    // As a shell numbers it: 128 and the signal.
    let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default());
    let message = if said.is_empty() {
        program("voice-failed-silent")
    } else {
        program("voice-failed").with("said", said)
    };
    message.with("code", i64::from(code))
}

/// Reads until nobody can write any more, and keeps the end, as one short line.
async fn last_words(mut stderr: impl AsyncRead + Unpin) -> String {
    let (mut kept, mut block) = (Vec::new(), [0; KEPT]);
    while let Ok(read @ 1..) = stderr.read(&mut block).await {
        kept.extend_from_slice(&block[..read]);
        kept.drain(..kept.len().saturating_sub(KEPT));
    }
    shortened(&kept)
}

fn shortened(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace(char::is_control, " ");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = line.chars().count();
    if letters <= SHOWN {
        return line;
    }
    let last: String = line.chars().skip(letters - SHOWN).collect();
    format!("…{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stand_where_they_are_asked_for() {
        let check = |argument: &str, expected: &str| {
            let found = filled(argument, Path::new("/s/in.txt"), Path::new("/s/{in}.wav"));
            assert_eq!(found, expected, "{argument}");
        };
        check("{in}", "/s/in.txt");
        check("--out={out}", "--out=/s/{in}.wav");
        check("{in}{out},{in}", "/s/in.txt/s/{in}.wav,/s/in.txt");
        check("{ in} {inn} $(x)", "{ in} {inn} $(x)");
    }

    #[test]
    fn a_flood_of_messages_is_shown_by_its_end() {
        assert_eq!(shortened(b"usage:\n\tspeak \x1b[1mFILE\n"), "usage: speak [1mFILE");
        let long = "đ".repeat(1000);
        assert_eq!(shortened(long.as_bytes()), format!("…{}", "đ".repeat(SHOWN)));
        assert_eq!(shortened(&long.as_bytes()[1..5]), "\u{fffd}đ\u{fffd}");
    }
}
