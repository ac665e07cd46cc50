//! A command for each task.
//!
//! Data goes to stdout, messages to stderr; the exit code says whether the files are in order. Each
//! command reads the folder, asks the rooms above, and prints; only `run` stays.

mod airing;
mod args;
mod asked;
mod backup;
mod check;
mod clips;
mod clock;
mod correct;
mod declare;
mod devices;
mod log;
mod makegood;
mod mistyped;
mod outbox;
mod plan;
mod play;
mod read;
mod rehearse;
mod report;
mod restore;
mod run;
mod screen;
mod script;
mod slip;
mod soundcheck;
mod voice;
mod why;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use self::args::{Args, Command};
use crate::{
    asrun,
    check::{Folder, cards, known},
    clip::Memory,
    clock::Clock,
    diagnostic::Diagnostic,
    plan::{Dealt, Known},
    schedule::{Programme, Schedule},
    store::Store,
    words::{Lang, Message, date_words, parse_date, parse_time, plain_letters},
};

/// Fine.
const FINE: u8 = 0;
/// Anything else that went wrong.
const FAILED: u8 = 1;
/// The station's files have errors.
const FILES_HAVE_ERRORS: u8 = 2;

/// The database, from the station folder.
const DATABASE: &str = "data/loa.db";

/// How a command ended without an answer.
enum Failure {
    /// A file that a person wrote is to blame.
    Files(Vec<Diagnostic>),
    /// A sentence for the person is all there is to say.
    Told(Message),
    /// The world failed.
    World(anyhow::Error),
}

type Done = Result<u8, Failure>;

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::World(error.into())
    }
}

/// What every command knows.
struct Desk {
    folder: PathBuf,
    asked_lang: Option<Lang>,
    clock: Clock,
}

/// Runs the command line and returns the exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match args::parse(args) {
        Ok(args) => args,
        Err(code) => return code,
    };
    let desk = Desk { folder: args.station.clone(), asked_lang: args.lang, clock: Clock::System };
    ExitCode::from(match obey(&desk, args) {
        Ok(code) => code,
        Err(failure) => desk.explain(failure),
    })
}

fn obey(desk: &Desk, args: Args) -> Done {
    match args.command {
        Command::Check { json } => check::run(desk, json),
        Command::Plan { from, to, json } => plan::run(desk, from, to, json),
        Command::Script { programme, at, json } => script::run(desk, &programme, at, json),
        Command::Read { text } => read::run(desk, &text),
        Command::Clips { json } => clips::run(desk, json),
        Command::Voice { clips, again, json } => voice::run(desk, &clips, again, json),
        Command::Run { console, hello } => run::run(desk, console, hello),
        Command::Play { programme } => play::run(desk, &programme),
        Command::Makegood { airing, at } => makegood::run(desk, &airing, at),
        Command::Rehearse { from, to, faults: Some(seed), json, .. } => {
            rehearse::run_with_faults(desk, from, to, seed, json)
        }
        Command::Rehearse { from, to, out, json, .. } => rehearse::run(desk, from, to, out, json),
        Command::Log { action: Some(args::LogAction::Verify { mark }), .. } => {
            log::verify(desk, mark.as_deref())
        }
        Command::Log { from, to, search, json, csv, .. } => {
            let search = (!search.is_empty()).then(|| search.join(" "));
            log::run(desk, &log::Asked { from, to, search, json, csv })
        }
        Command::Why { programme, time, json } => why::run(desk, &programme, &time, json),
        Command::Slip { airing, file } => slip::run(desk, &airing, file),
        Command::Report { month, out, send } => report::run(desk, month, out, send),
        Command::Correct(typed) => correct::run(desk, typed),
        Command::Declare(typed) => declare::run(desk, typed),
        Command::Backup { backup } => backup::run(desk, &backup),
        Command::Restore { backup } => restore::run(desk, &backup),
        Command::Clock { action: Some(args::ClockAction::Ok) } => clock::confirm(desk),
        Command::Clock { action: None } => clock::show(desk),
        Command::Devices { json } => devices::run(desk, json),
        Command::Soundcheck => soundcheck::run(desk),
        Command::Outbox { json } => outbox::run(desk, json),
    }
}

/// Both days as typed; the last one must not stand before the first.
fn in_order(from: NaiveDate, to: NaiveDate, lang: Lang) -> Result<(), Failure> {
    if from <= to {
        return Ok(());
    }
    let reversed = Message::new("cli-dates-reversed").with("from", date_words(lang, from));
    Err(Failure::Told(reversed.with("to", date_words(lang, to))))
}

/// RFC 3339, or a date and an hour of the station's zone.
fn instant(written: &str, zone: Tz) -> Result<DateTime<Utc>, Failure> {
    if let Ok(at) = DateTime::parse_from_rfc3339(written) {
        return Ok(at.with_timezone(&Utc));
    }
    let local = written
        .trim()
        .split_once([' ', 'T'])
        .and_then(|(date, time)| Some(NaiveDateTime::new(parse_date(date)?, parse_time(time)?)));
    let at = local.and_then(|local| zone.from_local_datetime(&local).earliest());
    let wrong = || Failure::Told(Message::new("cli-no-instant").with("written", written));
    at.map(|at| at.with_timezone(&Utc)).ok_or_else(wrong)
}

/// The id of the programme that a person named by its id or, with or without tone marks, its title;
/// what was typed where there is no such one.
fn spoken_name(schedule: &Schedule, typed: &str) -> String {
    let plain = plain_letters(typed);
    let titled = |programme: &&Programme| plain_letters(&programme.title) == plain;
    match schedule.programme(typed) {
        Some(_) => typed.to_owned(),
        None => schedule.programmes.iter().find(titled).map_or(typed, |it| &it.id).to_owned(),
    }
}

impl Desk {
    /// The language of this reader: as asked, else the station's, else Vietnamese.
    fn lang(&self, folder: Option<&Folder>) -> Lang {
        let station = || folder.map(|folder| folder.schedule.station.language);
        self.asked_lang.or_else(station).unwrap_or_default()
    }

    /// Reads the station folder; clips that the running station has measured are not decoded again.
    fn read(&self) -> Result<Folder, Failure> {
        let mut memory = match self.store_to_read()? {
            Some(store) => Memory::load(store.connection())?,
            None => Memory::default(),
        };
        self.read_with(&mut memory)
    }

    fn read_with(&self, memory: &mut Memory) -> Result<Folder, Failure> {
        let mut progress = self.progress();
        crate::check::read(&self.folder, memory, &mut |done, total| progress.show(done, total))
            .map_err(|diagnostic| Failure::Files(vec![diagnostic]))
    }

    fn progress(&self) -> screen::Progress {
        screen::Progress::new(Message::new("cli-decoding"), self.lang(None))
    }

    /// Reads the folder and shows its mistakes on stderr: for a command that answers all the same.
    fn read_and_warn(&self) -> Result<Folder, Failure> {
        let folder = self.read()?;
        let lang = self.lang(Some(&folder));
        for diagnostic in &folder.diagnostics {
            screen::notice(&diagnostic.show(lang));
        }
        Ok(folder)
    }

    /// The data for a plan of the folder that starts at `from`.
    fn known(&self, folder: &Folder, from: DateTime<Utc>) -> Result<Known, Failure> {
        let known = known(&folder.schedule, &folder.scripts, &folder.library, self.clock.now());
        Ok(Known { dealt: self.dealt(folder, from)?, ..known })
    }

    /// The dealt hands from which the rotation continues, for a plan that starts at `from`.
    fn dealt(&self, folder: &Folder, from: DateTime<Utc>) -> Result<Dealt, Failure> {
        let store = self.store_to_read()?;
        let connection = store.as_ref().map(Store::connection);
        let (schedule, cards) = (&folder.schedule, cards(&folder.scripts));
        Ok(asrun::foretold(connection, schedule, &cards, self.clock.now(), from)?)
    }

    /// The database for reading; `None` on a station that never ran.
    fn store_to_read(&self) -> Result<Option<Store>, Failure> {
        let path = self.folder.join(DATABASE);
        if !path.exists() {
            return Ok(None);
        }
        Ok(Some(Store::open_to_read(&path).context(DATABASE)?))
    }

    /// The same, where there is nothing to show without one.
    fn log_to_read(&self) -> Result<Store, Failure> {
        self.store_to_read()?.ok_or_else(|| Failure::Told(Message::new("cli-no-log")))
    }

    fn explain(&self, failure: Failure) -> u8 {
        let lang = self.lang(None);
        match failure {
            Failure::Files(diagnostics) => {
                for diagnostic in diagnostics {
                    screen::notice(&diagnostic.show(lang));
                }
                FILES_HAVE_ERRORS
            }
            Failure::Told(message) => {
                screen::told(&message, lang);
                FAILED
            }
            Failure::World(error) => {
                let failed = Message::new("cli-failed").with("error", format!("{error:#}"));
                screen::notice(&failed.render(lang));
                FAILED
            }
        }
    }
}
