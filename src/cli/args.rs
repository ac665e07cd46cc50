//! The command line: what can be typed, and its help in the reader's language.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf, process::ExitCode};

use chrono::NaiveDate;
use clap::{
    Arg, ArgAction, ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand,
    error::ErrorKind,
};

use super::{mistyped, screen};
use crate::{
    asrun::Outcome,
    schedule::length,
    words::{Lang, parse_date, text},
};

/// How an airing is named: by its programme and about when, or by its key alone.
const AIRING: &str = "ID YYYY-MM-DD HH:MM";

/// Everything typed.
#[derive(Debug, Parser)]
#[command(name = "loa", version, disable_help_subcommand = true)]
pub(super) struct Args {
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true, global = true)]
    pub(super) station: PathBuf,
    #[arg(long, value_name = "vi|en", global = true, value_parser = lang)]
    pub(super) lang: Option<Lang>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check {
        #[arg(long)]
        json: bool,
    },
    Plan {
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        from: Option<NaiveDate>,
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        to: Option<NaiveDate>,
        #[arg(long)]
        json: bool,
    },
    Script {
        #[arg(value_name = "ID")]
        programme: String,
        #[arg(long, value_name = "YYYY-MM-DD HH:MM")]
        at: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Read {
        #[arg(value_name = "TEXT", required = true, allow_negative_numbers = true)]
        text: Vec<String>,
    },
    Clips {
        #[arg(long)]
        json: bool,
    },
    Voice {
        #[arg(value_name = "CLIP")]
        clips: Vec<String>,
        #[arg(long)]
        again: bool,
        #[arg(long)]
        json: bool,
    },
    Run {
        #[arg(long, value_name = "ADDR|off", default_value = "127.0.0.1:8080", hide_default_value = true, value_parser = console)]
        console: Console,
        #[arg(long)]
        hello: bool,
    },
    Play {
        #[arg(value_name = "ID")]
        programme: String,
    },
    Makegood {
        #[arg(value_name = AIRING, required = true, num_args = 1..=3)]
        airing: Vec<String>,
        #[arg(long, value_name = "YYYY-MM-DD HH:MM")]
        at: Option<String>,
    },
    Rehearse {
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        from: Option<NaiveDate>,
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        to: Option<NaiveDate>,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[arg(long, value_name = "SEED", conflicts_with = "out", value_parser = seed)]
        faults: Option<u64>,
        #[arg(long)]
        json: bool,
    },
    Log {
        #[command(subcommand)]
        action: Option<LogAction>,
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        from: Option<NaiveDate>,
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        to: Option<NaiveDate>,
        #[arg(long, value_name = "WORDS", num_args = 1..)]
        search: Vec<String>,
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        #[arg(long)]
        csv: bool,
    },
    Why {
        #[arg(value_name = "ID")]
        programme: String,
        #[arg(value_name = "YYYY-MM-DD HH:MM", required = true, num_args = 1..=2)]
        time: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    Slip {
        #[arg(value_name = AIRING, required = true, num_args = 1..=3)]
        airing: Vec<String>,
        #[arg(long = "out", value_name = "FILE")]
        file: Option<PathBuf>,
    },
    Report {
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<String>,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[arg(long)]
        send: bool,
    },
    Correct(Correct),
    Declare(Declare),
    Backup {
        #[arg(value_name = "FILE")]
        backup: PathBuf,
    },
    Restore {
        #[arg(value_name = "FILE")]
        backup: PathBuf,
    },
    Outbox {
        #[arg(long)]
        json: bool,
    },
    Clock {
        #[command(subcommand)]
        action: Option<ClockAction>,
    },
    Devices {
        #[arg(long)]
        json: bool,
    },
    Soundcheck,
}

#[derive(Debug, Subcommand)]
pub(super) enum LogAction {
    Verify {
        #[arg(long, value_name = "HASH")]
        mark: Option<String>,
    },
}

/// How an airing stands.
#[derive(Debug, clap::Args)]
pub(super) struct Correct {
    #[arg(value_name = AIRING, required = true, num_args = 1..=3)]
    pub(super) airing: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) why: String,
    #[arg(long, value_name = "aired|cut|missed", value_parser = outcome)]
    pub(super) outcome: Option<Outcome>,
    #[arg(long, value_name = "5m", value_parser = seconds)]
    pub(super) heard: Option<i64>,
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub(super) utilities: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
}

/// What went out without loa.
#[derive(Debug, clap::Args)]
pub(super) struct Declare {
    #[arg(value_name = "ID", required_unless_present = "title", conflicts_with = "title")]
    pub(super) programme: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "topic")]
    pub(super) title: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "title")]
    pub(super) topic: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD HH:MM")]
    pub(super) at: String,
    #[arg(long, value_name = "5m", value_parser = seconds)]
    pub(super) lasts: i64,
    #[arg(long, value_name = "TEXT")]
    pub(super) why: String,
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub(super) utilities: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum ClockAction {
    Ok,
}

/// Where the page is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Console {
    At(SocketAddr),
    Off,
}

/// Parses what was typed. What there is to say about it (help, a wrong word) is said here.
pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Args, ExitCode> {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = asked_lang(&args);
    let parsed = in_words(with_help(Args::command()), lang).try_get_matches_from(args);
    let parsed = parsed.and_then(|matches: ArgMatches| Args::from_arg_matches(&matches));
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::from(super::FINE)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(super::FAILED)
        }
        _ => {
            screen::told(&mistyped::explain(&error, lang), lang);
            ExitCode::from(super::FAILED)
        }
    })
}

/// Help has to be in some language before the command line is understood.
fn asked_lang(args: &[OsString]) -> Lang {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    after.or(joined).and_then(Lang::parse).unwrap_or_default()
}

/// Our own `--help` and `--version`: the words of clap's are English.
fn with_help(command: clap::Command) -> clap::Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    command.disable_help_flag(true).disable_version_flag(true).arg(version).arg(help)
}

/// Fills in the help texts from `locales/`: `cli-about-NAME` for a command, `cli-arg-NAME` for an
/// argument. What every command takes stands last.
fn in_words(mut command: clap::Command, lang: Lang) -> clap::Command {
    let usage = usage(&command, lang);
    let about = text(lang, &format!("cli-about-{}", command.get_name()));
    command = command
        .about(about)
        .override_usage(usage)
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}",
            text(lang, "cli-usage")
        ))
        .subcommand_help_heading(text(lang, "cli-commands"))
        .mut_args(|arg| {
            let help = text(lang, &format!("cli-arg-{}", arg.get_id()));
            let heading = if arg.is_positional() { "cli-words" } else { "cli-options" };
            let last = arg.is_global_set() || arg.get_id() == "version";
            let arg = arg.help(help).help_heading(text(lang, heading));
            if last { arg.display_order(100) } else { arg }
        });
    let names: Vec<String> =
        command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |inner| in_words(inner, lang));
    }
    command
}

/// `loa script <ID> [options]`, in the reader's language.
fn usage(command: &clap::Command, lang: Lang) -> String {
    let mut words = match command.get_name() {
        "loa" => vec!["loa".to_owned()],
        "verify" => vec!["loa log verify".to_owned()],
        "ok" => vec!["loa clock ok".to_owned()],
        name => vec![format!("loa {name}")],
    };
    let inner = text(lang, "cli-usage-command");
    if command.is_subcommand_required_set() {
        words.push(format!("<{inner}>"));
    } else if command.has_subcommands() {
        words.push(format!("[{inner}]"));
    }
    words.extend(command.get_positionals().map(ToString::to_string));
    words.push(format!("[{}]", text(lang, "cli-usage-options")));
    words.join(" ")
}

/// The parsers of values fail with the code of the text that says how the value is written.
fn date(written: &str) -> Result<NaiveDate, String> {
    parse_date(written).ok_or_else(|| "cli-no-date".to_owned())
}

fn seed(written: &str) -> Result<u64, String> {
    written.parse().map_err(|_| "cli-no-seed".to_owned())
}

fn lang(written: &str) -> Result<Lang, String> {
    Lang::parse(written).ok_or_else(|| "cli-no-lang".to_owned())
}

fn seconds(written: &str) -> Result<i64, String> {
    length(written).map(|length| length.num_seconds()).map_err(|_| "cli-no-length".to_owned())
}

fn outcome(written: &str) -> Result<Outcome, String> {
    let told = [Outcome::Aired, Outcome::Cut, Outcome::Missed];
    told.into_iter().find(|it| it.code() == written).ok_or_else(|| "cli-no-outcome".to_owned())
}

fn console(written: &str) -> Result<Console, String> {
    if written == "off" {
        return Ok(Console::Off);
    }
    written.parse().map(Console::At).map_err(|_| "cli-no-console".to_owned())
}
