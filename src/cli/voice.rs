//! `loa voice`: has a machine speak the clips that are missing or stale.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Desk, Done, FAILED, FILES_HAVE_ERRORS, FINE, Failure, screen};
use crate::{
    check::{Folder, seconds, varying_clips},
    voice::{Duty, Speaker, Task, Trouble, tasks},
    words::{Lang, Message, decimal, text},
};

/// A clip that has words, as `voice --json` prints it.
#[derive(Serialize)]
struct Row {
    clip: String,
    path: Option<String>,
    state: State,
    reason: Option<String>,
    reason_text: Option<String>,
    text: String,
    spoken: String,
    unknown: Vec<String>,
    changes: Option<String>,
    duration_s: Option<f64>,
    /// Why it was not made; what to do is said once for all that failed alike.
    #[serde(skip)]
    why: Option<Message>,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// There was none.
    Made,
    /// In the stead of one with other words.
    Replaced,
    /// Nothing was to be done.
    Fresh,
    /// A person has to record it again.
    Record,
    /// A person's, of which nobody wrote down the words.
    Unwritten,
    /// The scripts bind it to different words.
    Vary,
    /// It could not be made.
    Failed,
    /// No clip can be made.
    Untried,
}

pub(super) fn run(desk: &Desk, clips: &[String], again: bool, json: bool) -> Done {
    let folder = desk.read_and_warn()?;
    let lang = desk.lang(Some(&folder));
    let mut tasks = tasks(&folder, again, desk.clock.now());
    if let Some(clip) = clips.iter().find(|clip| !tasks.iter().any(|task| task.clip == **clip)) {
        return Err(Failure::Told(Message::new("cli-voice-none").with("clip", clip.as_str())));
    }
    tasks.retain(|task| clips.is_empty() || clips.contains(&task.clip));
    let Some(voice) = &folder.schedule.voice else { return Ok(FILES_HAVE_ERRORS) };
    let speaker = Speaker::open(&folder, voice, &tasks).map_err(Failure::Told)?;

    let rows = speak(&folder, speaker, &tasks, lang);
    if json {
        screen::json(&rows)?;
    } else {
        show(&rows, lang);
    }
    explain(&folder, desk, &rows, lang);
    let any = |states: &[State]| rows.iter().any(|row| states.contains(&row.state));
    Ok(if any(&[State::Failed, State::Untried]) {
        FAILED
    } else if any(&[State::Vary]) {
        FILES_HAVE_ERRORS
    } else {
        FINE
    })
}

/// Makes what is to be made; what became of each.
fn speak(folder: &Folder, mut speaker: Speaker<'_>, tasks: &[Task], lang: Lang) -> Vec<Row> {
    let mut progress = screen::Progress::new(Message::new("cli-voicing"), lang);
    let due = tasks.iter().filter(|task| is_due(task)).count();
    let (mut done, mut hopeless) = (0, None::<Message>);
    let mut rows = Vec::new();
    for task in tasks {
        let mut row = Row::of(task, folder);
        if !is_due(task) {
            rows.push(row);
            continue;
        }
        progress.show(done, due);
        done += 1;
        let made = match &hopeless {
            Some(why) => Err(Trouble::All(why.clone())),
            None => speaker.speak(task),
        };
        match made {
            Ok(spoken) => {
                row.path = Some(spoken.path.display().to_string());
                row.duration_s = Some(seconds(spoken.frames));
            }
            Err(Trouble::All(why)) => {
                hopeless = Some(why.clone());
                row.fail(State::Untried, why, lang);
            }
            Err(Trouble::Clip(why)) => row.fail(State::Failed, why, lang),
            Err(Trouble::Sound(why)) => {
                let message = Message::new("voice-bad-wav").with("why", why.render(lang));
                row.fail(State::Failed, message, lang);
                row.reason = Some(why.json_code());
            }
        }
        rows.push(row);
    }
    progress.show(done, due);
    rows
}

fn is_due(task: &Task) -> bool {
    matches!(task.duty, Duty::Make | Duty::Replace)
}

impl Row {
    /// As it will be if all goes well.
    fn of(task: &Task, folder: &Folder) -> Self {
        let clip = folder.library.clips.get(&task.clip);
        let state = match task.duty {
            Duty::Make => State::Made,
            Duty::Replace => State::Replaced,
            Duty::Nothing => State::Fresh,
            Duty::Record => State::Record,
            Duty::Unwritten => State::Unwritten,
            Duty::Vary => State::Vary,
        };
        Self {
            clip: task.clip.clone(),
            path: clip.map(|clip| clip.path.display().to_string()),
            state,
            reason: None,
            reason_text: None,
            text: task.text.clone(),
            spoken: task.spoken.clone(),
            unknown: task.unknown.clone(),
            changes: task.changes.clone(),
            duration_s: clip.and_then(|clip| Some(seconds(clip.measured.as_ref()?.frames))),
            why: None,
        }
    }

    fn fail(&mut self, state: State, why: Message, lang: Lang) {
        self.state = state;
        self.reason = Some(why.json_code());
        self.reason_text = Some(why.render(lang));
        self.why = Some(why);
    }
}

/// A line for each clip that something is to be said about.
fn show(rows: &[Row], lang: Lang) {
    let mut lines = Vec::new();
    for row in rows {
        let (state, note) = match row.state {
            State::Made => ("made", row.duration_s.map(|it| format!("{} s", decimal(lang, it)))),
            State::Replaced => ("replaced", row.changes.clone()),
            State::Record => ("record", row.changes.clone()),
            State::Unwritten => ("unwritten", None),
            State::Vary => ("vary", None),
            State::Failed | State::Untried => ("failed", None),
            State::Fresh => continue,
        };
        let state = text(lang, &format!("cli-voice-{state}"));
        lines.push(vec![row.clip.clone(), state, note.unwrap_or_default()]);
    }
    screen::table(&lines);
}

/// What a person should know, and do.
fn explain(folder: &Folder, desk: &Desk, rows: &[Row], lang: Lang) {
    let made = |row: &&Row| matches!(row.state, State::Made | State::Replaced);
    if rows.iter().any(|row| row.state == State::Vary) {
        for (clip, diagnostic) in varying_clips(folder, desk.clock.now()) {
            if rows.iter().any(|row| row.clip == clip) {
                screen::notice(&diagnostic.show(lang));
            }
        }
    }
    let unknown: BTreeSet<String> =
        rows.iter().filter(made).flat_map(|row| &row.unknown).cloned().collect();
    screen::unread(&Vec::from_iter(unknown), lang);
    let why: BTreeSet<&Message> = rows.iter().filter_map(|row| row.why.as_ref()).collect();
    for why in why {
        screen::told(why, lang);
    }
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    let summary = Message::new("cli-voice-done")
        .with("made", rows.iter().filter(made).count())
        .with("fresh", count(State::Fresh))
        .with("record", count(State::Record))
        .with("failed", count(State::Failed) + count(State::Untried));
    screen::notice(&summary.render(lang));
}
