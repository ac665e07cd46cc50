//! `[voice]`.

use chrono::TimeDelta;

use super::ask;
use crate::{
    diagnostic::form::{Form, Written},
    schedule::{IN, OUT, Voice, spell},
    words::Message,
};

/// espeak-ng speaks Vietnamese, is in every distribution, and takes a hundredth of the time that its
/// words last. 140 of its words a minute are the pace of an announcer outdoors, 198 syllables.
const COMMAND: [&str; 9] = ["espeak-ng", "-v", "vi", "-s", "140", "-w", OUT, "-f", IN];
/// Unless said; a small computer may need seconds for a neural voice.
const LIMIT: TimeDelta = TimeDelta::seconds(60);

/// The usual voice without `[voice]`; `None` where something in it is wrong: no program is run that was
/// not meant.
pub(super) fn voice(form: &Form<'_>) -> Option<Voice> {
    let usual = Voice { command: COMMAND.map(str::to_owned).to_vec(), limit: LIMIT };
    if form.place_of("voice").is_none() {
        form.table("voice");
        return Some(usual);
    }
    let form = form.table("voice")?;
    let command = form.texts("command");
    if let Some(command) = &command {
        check_command(&form, command);
    }
    let limit = ask::spelled(&form, "limit", spell::length);
    form.refuse_unknown();
    let command = command.map(|command| command.into_iter().map(|it| it.value).collect());
    form.is_faultless().then(|| Voice {
        command: command.unwrap_or(usual.command),
        limit: limit.unwrap_or(usual.limit),
    })
}

fn check_command(form: &Form<'_>, command: &[Written<String>]) {
    let place = || form.place_of("command").unwrap_or_default();
    match command {
        [] => form.diagnostic(place(), Message::new("voice-no-program")),
        [program, ..] if program.value.trim().is_empty() => {
            form.diagnostic(place(), Message::new("voice-no-program"));
        }
        [line] if line.value.contains(char::is_whitespace) => {
            form.diagnostic(place(), Message::new("voice-one-text"));
        }
        [_, arguments @ ..] if !arguments.iter().any(|it| it.value.contains(OUT)) => {
            form.diagnostic(place(), Message::new("voice-no-out"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schedule::{Reading, read},
        words::Lang,
    };

    fn reading(voice: &str) -> Reading {
        read(&format!("format = 1\n[station]\nname = \"Đài\"\n{voice}"))
    }

    #[test]
    fn a_station_without_a_word_has_the_usual_voice() {
        let usual = reading("").schedule.voice.unwrap();
        assert_eq!(usual.command.join(" "), "espeak-ng -v vi -s 140 -w {out} -f {in}");
        assert_eq!(usual.limit, TimeDelta::minutes(1));
        assert_eq!(reading("[voice]\n").schedule.voice.unwrap(), usual);
        let slow = reading("[voice]\nlimit = \"2m\"\n").schedule.voice.unwrap();
        assert_eq!(slow, Voice { limit: TimeDelta::minutes(2), ..usual });
    }

    #[test]
    fn a_command_is_kept_as_it_is() {
        let voice = reading("[voice]\ncommand = [\"piper\", \"-m\", \"a b;c\", \"--out={out}\"]\n");
        let command = voice.schedule.voice.unwrap().command;
        assert_eq!(command, ["piper", "-m", "a b;c", "--out={out}"]);
    }

    #[test]
    fn no_program_is_run_that_was_not_meant() {
        let check = |voice: &str, code: &str| {
            let reading = reading(&format!("[voice]\n{voice}\n"));
            assert_eq!(reading.schedule.voice, None, "{voice}");
            let errors =
                reading.diagnostics.iter().filter(|it| it.message.code != "programme-none");
            let codes: Vec<&str> = errors.map(|it| &*it.message.code).collect();
            assert_eq!(codes, [code], "{voice}");
        };
        check("command = []", "voice-no-program");
        check("command = [\" \", \"{out}\"]", "voice-no-program");
        check("command = \"espeak-ng -w {out}\"", "voice-one-text");
        check("command = \"speak\"", "voice-no-out");
        check("command = [\"{out}\", \"-f\", \"{in}\"]", "voice-no-out");
        check("command = [\"speak\", 3, \"{out}\"]", "wrong-kind-text");
        check("limit = \"soon\"", "length-unreadable");
        check("comand = [\"speak\", \"{out}\"]", "unknown-key");
        let fix = Message::new("voice-no-out").render_attribute(Lang::Vi, "fix").unwrap();
        assert!(fix.ends_with("ví dụ: \"-w\", \"{out}\""), "{fix}");
    }
}
