//! What was typed and not understood, in the reader's language: clap knows only English.

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::words::{Lang, Message, text};

const NO_COMMAND: [&str; 2] = ["cli-no-command", "cli-no-command-near"];
const NO_OPTION: [&str; 2] = ["cli-no-option", "cli-no-option-near"];

/// What is wrong with the command line, and what to do.
pub(super) fn explain(error: &Error, lang: Lang) -> Message {
    let said = |kind| said(error, kind);
    let arg = || said(ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = said(ContextKind::InvalidSubcommand).unwrap_or_default();
            near(NO_COMMAND, &typed, said(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingSubcommand => Message::new("cli-no-command-yet"),
        ErrorKind::UnknownArgument => near(NO_OPTION, &arg(), said(ContextKind::SuggestedArg)),
        ErrorKind::ValueValidation => {
            let value = said(ContextKind::InvalidValue).unwrap_or_default();
            Message::new("cli-wrong-value")
                .with("option", arg())
                .with("value", value)
                .with("how", how(error, lang))
        }
        ErrorKind::InvalidValue => Message::new("cli-no-value").with("option", arg()),
        ErrorKind::MissingRequiredArgument => Message::new("cli-missing").with("option", arg()),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg).unwrap_or_default();
            Message::new("cli-conflict").with("option", arg()).with("other", other)
        }
        _ => Message::new("cli-mistyped"),
    }
}

/// The first code, or the second, which names what is probably meant.
fn near([far, near]: [&'static str; 2], typed: &str, meant: Option<String>) -> Message {
    let message = match meant {
        Some(meant) => Message::new(near).with("near", meant),
        None => Message::new(far),
    };
    message.with("typed", typed)
}

/// How the value is written: the parsers of values fail with the code of a text.
fn how(error: &Error, lang: Lang) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string);
    source.map(|code| text(lang, &code)).unwrap_or_default()
}

fn said(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(said) => Some(said.clone()),
        ContextValue::Strings(said) if !said.is_empty() => Some(said.join(", ")),
        _ => None,
    }
}
