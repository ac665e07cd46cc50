//! The command line: what can be typed, and its help in the reader's language.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf, process::ExitCode};

use chrono::NaiveDate;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::words::{Lang, Phrase, parse_date, text};

/// Everything typed.
#[derive(Debug, Parser)]
#[command(name = "loa", version, disable_help_subcommand = true)]
pub(super) struct Args {
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
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
        #[arg(long, value_parser = date)]
        from: Option<NaiveDate>,
        #[arg(long, value_parser = date)]
        to: Option<NaiveDate>,
        #[arg(long)]
        json: bool,
    },
    Script {
        programme: String,
        #[arg(long)]
        at: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Clips {
        #[arg(long)]
        json: bool,
    },
    Run {
        #[arg(long, value_name = "ADDR|off", default_value = "127.0.0.1:8080", value_parser = console)]
        console: Console,
        #[arg(long)]
        hello: bool,
    },
    Play {
        programme: String,
    },
    Rehearse {
        #[arg(long, value_parser = date)]
        from: Option<NaiveDate>,
        #[arg(long, value_parser = date)]
        to: Option<NaiveDate>,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    Log {
        #[command(subcommand)]
        action: Option<LogAction>,
        #[arg(long, value_parser = date)]
        from: Option<NaiveDate>,
        #[arg(long, value_parser = date)]
        to: Option<NaiveDate>,
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        #[arg(long)]
        csv: bool,
    },
    Report {
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<String>,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[arg(long)]
        send: bool,
    },
    Outbox {
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum LogAction {
    Verify,
}

/// Where the page is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Console {
    At(SocketAddr),
    Off,
}

/// Parses what was typed. What clap has to say (help, a wrong word) is said here.
pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Args, ExitCode> {
    let args: Vec<OsString> = args.into_iter().collect();
    let command = in_words(Args::command(), asked_lang(&args));
    let parsed = command.try_get_matches_from(args);
    let parsed = parsed.and_then(|matches: ArgMatches| Args::from_arg_matches(&matches));
    parsed.map_err(|error| {
        let help = !error.use_stderr();
        let _ = error.print();
        ExitCode::from(if help { super::FINE } else { super::FAILED })
    })
}

/// Help has to be in some language before the command line is understood.
fn asked_lang(args: &[OsString]) -> Lang {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    after.or(joined).and_then(Lang::parse).unwrap_or_default()
}

/// Fills in the help texts from `locales/`: `cli-about-NAME` for a command, `cli-arg-NAME` for an
/// argument.
fn in_words(mut command: clap::Command, lang: Lang) -> clap::Command {
    let about = text(lang, &format!("cli-about-{}", command.get_name()));
    command =
        command.about(about).subcommand_help_heading(text(lang, "cli-commands")).mut_args(|arg| {
            let help = text(lang, &format!("cli-arg-{}", arg.get_id()));
            let heading = text(lang, "cli-options");
            arg.help(help).help_heading(heading)
        });
    let names: Vec<String> =
        command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |inner| in_words(inner, lang));
    }
    command
}

fn date(written: &str) -> Result<NaiveDate, String> {
    parse_date(written).ok_or_else(|| Phrase::new("cli-no-date").say(Lang::Vi))
}

fn lang(written: &str) -> Result<Lang, String> {
    Lang::parse(written).ok_or_else(|| "vi, en".to_owned())
}

fn console(written: &str) -> Result<Console, String> {
    if written == "off" {
        return Ok(Console::Off);
    }
    written.parse().map(Console::At).map_err(|_| "127.0.0.1:8080, off".to_owned())
}
