//! Turns of a station, one after another, on a simulated clock: what is on air, and what the log says.

mod clock;
mod dealt;
mod disk;
mod edits;
mod forecast;
mod gaps;
mod letters;
mod life;
mod makegood;
mod makegood_asked;
mod manager;
mod meeting;
mod months;
mod orders;
mod periods;
mod reconciled;
mod swept;
mod upkeep;
mod waking;

use std::{
    cell::RefCell,
    fmt::Write as _,
    fs,
    path::Path,
    sync::{Arc, OnceLock},
    time::SystemTime,
};

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

use super::{
    Action, Ask, Delivery, Event, Hearing, Posted, Station, papers_of, standing, tables,
    write_papers,
};
use crate::{
    air::{ClockOutput, Engine},
    asrun::{Reader, Row, rows, verify},
    check,
    clip::{Memory, wav},
    store::Store,
    words::{Lang, Message, Reason},
};

const HEAD: &str = r#"
format = 1
[station]
name = "Đài Truyền thanh phường Thử"
[report]
to = ["to-cong-tac@example.vn"]
send = { day = 1, at = "08:00" }
"#;

/// The clips, and what was measured of them: they are the same in every test, to the time of their change.
static CLIPS: OnceLock<[(u32, Vec<u8>); 3]> = OnceLock::new();
static MEASURED: OnceLock<Memory> = OnceLock::new();

/// A station folder with its database, a simulated clock, and an engine that counts.
struct Bench {
    folder: TempDir,
    memory: RefCell<Memory>,
    now: DateTime<Utc>,
    station: Option<Station>,
    engine: Engine,
    hearing: Hearing,
    said: Vec<String>,
    answers: Vec<Result<String, String>>,
    /// Letters that the station wants to be sent.
    posted: Vec<Delivery>,
    /// The last answer to whether one may be handed over.
    may_hand_over: Option<bool>,
    /// Whether the station asks to have the files read once more.
    read_again: bool,
    quit: bool,
}

/// An instant of the station's zone: `"2026-12-01 05:30"`.
fn at(local: &str) -> DateTime<Utc> {
    let parsed = DateTime::parse_from_rfc3339(&format!("{}+07:00", local.replace(' ', "T")));
    let with_seconds =
        || DateTime::parse_from_rfc3339(&format!("{}:00+07:00", local.replace(' ', "T")));
    parsed.or_else(|_| with_seconds()).unwrap().to_utc()
}

/// `[[programme]]` with a script of its own that plays a clip of `seconds`.
fn programme(id: &str, seconds: u32, more: &str) -> String {
    format!(
        "[[programme]]\nid = \"{id}\"\ntitle = \"Bản tin {id}\"\nscript = \"dai-{seconds}\"\n{more}\n"
    )
}

impl Bench {
    /// A station with this schedule, that begins to run at `now`.
    fn new(schedule: &str, now: &str) -> Self {
        let bench = Self::off(schedule, now);
        bench.on()
    }

    /// The same, not running yet.
    fn off(schedule: &str, now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for part in ["scripts", "audio", "data"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        for (seconds, wave) in CLIPS.get_or_init(|| [10, 60, 600].map(|it| (it, tone(it)))) {
            let path = folder.path().join(format!("audio/tieng-{seconds}.wav"));
            fs::write(&path, wave).unwrap();
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
            let cue = format!("{{{{#cue \"tieng-{seconds}\"}}}}{{{{/cue}}}}\n");
            fs::write(folder.path().join(format!("scripts/dai-{seconds}.hbs")), cue).unwrap();
        }
        let hearing = Hearing { output: "none".into(), heard: true };
        let mut bench = Self {
            engine: engine(at(now), &hearing),
            folder,
            memory: RefCell::default(),
            now: at(now),
            station: None,
            hearing,
            said: Vec::new(),
            answers: Vec::new(),
            posted: Vec::new(),
            may_hand_over: None,
            read_again: false,
            quit: false,
        };
        bench.write(schedule);
        let measured = MEASURED.get_or_init(|| {
            bench.read();
            bench.memory.borrow().clone()
        });
        bench.memory.replace(measured.clone());
        bench
    }

    fn write(&mut self, schedule: &str) {
        fs::write(self.path().join("schedule.toml"), format!("{HEAD}{schedule}")).unwrap();
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn read(&self) -> check::Folder {
        check::read(self.path(), &mut self.memory.borrow_mut(), &mut |_, _| {}).unwrap()
    }

    /// Starts the station at the present instant.
    fn on(mut self) -> Self {
        self.start();
        self
    }

    fn start(&mut self) {
        let store = Store::open(&self.path().join("data/loa.db"), &tables()).unwrap();
        let mut station =
            Station::open(store, self.read(), self.hearing.clone(), self.now).unwrap();
        station.papers_to(Some(&self.path().join("data")));
        station.send_letters(self.now).unwrap();
        self.engine = engine(self.now, &self.hearing);
        self.station = Some(station);
        self.quit = false;
        self.turn(Event::Look);
    }

    /// The power fails: nothing more is told, nothing more is written.
    fn power_cut(&mut self) {
        self.station = None;
    }

    fn station(&mut self) -> &mut Station {
        self.station.as_mut().unwrap()
    }

    fn turn(&mut self, event: Event) {
        let now = self.now;
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let (actions, done) = self.station().turn(now, event);
            done.unwrap();
            for action in actions {
                match action {
                    Action::Air(order) => self.engine.order(order, now),
                    Action::Say(messages) => self.said.push(sentence(&messages)),
                    Action::Answer(_, answer) => {
                        let said = |message: Message| message.render(Lang::En);
                        self.answers.push(answer.map(said).map_err(said));
                    }
                    Action::Post(delivery) => self.posted.push(*delivery),
                    Action::HandOver(may) => self.may_hand_over = Some(may),
                    Action::ReadAgain => self.read_again = true,
                    Action::Quit => self.quit = true,
                }
            }
            events.extend(self.engine.turn(now).into_iter().rev().map(Event::Engine));
        }
    }

    /// Lets time pass up to an instant.
    fn until(&mut self, local: &str) -> &mut Self {
        let to = at(local);
        loop {
            let now = self.now;
            let look = self.station().next_look(now).unwrap();
            let due = self.engine.next_due().filter(|due| *due > self.now);
            let next = due.map_or(look, |due| due.min(look)).min(to);
            self.now = next;
            for told in self.engine.turn(next) {
                self.turn(Event::Engine(told));
            }
            if !self.quit {
                self.turn(Event::Look);
            }
            if next >= to || self.quit {
                return self;
            }
        }
    }

    /// The computer's clock is set, and the station finds out.
    fn set_clock(&mut self, local: &str, change: fn(TimeDelta) -> Event) {
        let step = at(local) - self.now;
        self.now = at(local);
        // As the engine's own thread does, before anything else happens.
        self.engine.clock_set(step);
        self.turn(change(step));
    }

    fn ask(&mut self, ask: Ask) -> Result<String, String> {
        self.turn(Event::Asked(7, ask));
        self.answers.pop().unwrap()
    }

    /// Reads the folder as the sweep does when it has changed.
    fn sweep(&mut self) {
        let read = check::read(self.path(), &mut self.memory.borrow_mut(), &mut |_, _| {});
        self.read_again = false;
        self.turn(Event::Swept(read.map(Box::new).map_err(Box::new)));
    }

    /// Reads the folder as at a person's request.
    fn edit(&mut self, schedule: &str) {
        self.write(schedule);
        let folder = self.read();
        self.turn(Event::Edited(Box::new(folder)));
    }

    fn rows(&self) -> Vec<Row> {
        let store = Store::open_to_read(&self.path().join("data/loa.db")).unwrap();
        assert_eq!(verify(store.connection()).unwrap().broken, None);
        let reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::En };
        rows(store.connection(), reader, at("2026-01-01 00:00"), at("2028-01-01 00:00")).unwrap()
    }

    /// The log in lines: planned, id, outcome, heard, reason.
    fn log(&self) -> String {
        let mut lines = String::new();
        for row in self.rows() {
            let at = row.planned_at.or(row.started_at).unwrap().format("%d %H:%M");
            let outcome = row.outcome.map_or("-", |outcome| outcome.code());
            let heard = row.heard_s.unwrap_or_default();
            let reason = row.reason_text.map(|why| format!(" ({why})")).unwrap_or_default();
            let _ = writeln!(lines, "{at} {} {outcome} {heard:.1}{reason}", row.programme);
        }
        lines
    }
}

fn engine(now: DateTime<Utc>, hearing: &Hearing) -> Engine {
    let output = ClockOutput::null(hearing.output.clone(), now, hearing.heard);
    Engine::new(Box::new(output), Arc::new(|_| Err("nothing is sounded here".to_owned())))
}

fn sentence(messages: &[Message]) -> String {
    messages.iter().map(|message| message.render(Lang::En)).collect::<Vec<_>>().join(": ")
}

/// A mono WAV file of 8 kHz with a quiet tone.
fn tone(seconds: u32) -> Vec<u8> {
    let wave = (0..seconds * 8000).map(|n| if n % 16 < 8 { 900 } else { -900 });
    wav(8000, 1, &wave.collect::<Vec<i16>>())
}

/// What a station says of its own length of time in a test's name: a moment later.
fn later(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}
