//! How a transaction with the mail server ended, and what follows from the step at which it did.
//!
//! | step | 4xx, no answer, line broken | 5xx |
//! |---|---|---|
//! | connect, EHLO, STARTTLS, AUTH, MAIL | later | held: the settings, not the letter; 552 at MAIL: refused |
//! | RCPT, DATA | later | refused |
//! | body | 4xx: later; else lost | refused |
//!
//! 530, "authentication required", is about the settings wherever it comes.

use std::error::Error as _;

use lettre::transport::smtp::{Error, response::Response};

use crate::words::Message;

/// The longest that is kept of a server's reply, in letters.
const LONGEST_REPLY: usize = 300;

/// Where a transaction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Name looked up, line, greeting, EHLO; TLS too where it is there from the start.
    Connect,
    /// STARTTLS and the EHLO after it.
    Secure,
    /// AUTH.
    Login,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, up to the server's 354.
    Data,
    /// The letter's bytes, up to the server's reply.
    Body,
}

/// What became of a letter in one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The server took it.
    Taken,
    /// It certainly did not, and may another time.
    Later,
    /// It takes nothing from this station as it is set up.
    Held,
    /// It will never take this letter for this recipient.
    Refused,
    /// Nobody knows whether it did.
    Lost,
}

/// How a transaction ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What became of the letter.
    pub end: End,
    /// What the server last said to it, on one line: `550 5.1.1 no such user`.
    pub reply: Option<String>,
    /// Why it was not taken.
    pub why: Option<Message>,
}

impl Outcome {
    /// The server took the letter.
    pub(super) fn taken(reply: &Response) -> Self {
        let words = reply.message().collect::<Vec<_>>().join(" ");
        let reply = one_line(&format!("{} {words}", reply.code()));
        Self { end: End::Taken, reply: Some(reply), why: None }
    }

    /// It was not taken, and no reply tells why.
    pub(super) fn not(end: End, why: Message) -> Self {
        Self { end, reply: None, why: Some(why) }
    }

    /// What `[mail]` needs is not there.
    pub fn held(why: Message) -> Self {
        Self::not(End::Held, why)
    }

    /// There is no line to the server.
    pub(super) fn unreachable(error: &std::io::Error) -> Self {
        let why = Message::new("mail-why-unreachable").with("error", one_line(&error.to_string()));
        Self::not(End::Later, why)
    }

    /// The server did not answer in time.
    pub(super) fn silent(step: Step) -> Self {
        match step {
            Step::Body => Self::lost(),
            _ => Self::not(End::Later, Message::new("mail-why-silent")),
        }
    }

    /// The line broke, or this program did, when the server may have had the letter.
    pub fn lost() -> Self {
        Self::not(End::Lost, Message::new("mail-why-lost"))
    }

    /// Broken off by this program itself before the first byte of the letter.
    pub fn broken_off() -> Self {
        Self::not(End::Later, Message::new("mail-why-broken-off"))
    }

    /// Something failed at `step`.
    pub(super) fn failed(step: Step, error: &Error) -> Self {
        let Some(code) = error.status() else { return Self::no_reply(step, error) };
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        let reply = one_line(&format!("{code} {words}"));
        let (end, why) = match (step, u16::from(code)) {
            (_, ..500) => (End::Later, "mail-why-later"),
            (_, 530) => (End::Held, "mail-why-login-wanted"),
            (Step::Sender | Step::Data | Step::Body, 552) => (End::Refused, "mail-why-too-big"),
            (Step::Login, _) => (End::Held, "mail-why-login"),
            (Step::Sender, _) => (End::Held, "mail-why-sender"),
            (Step::Connect | Step::Secure, _) => (End::Held, "mail-why-server"),
            (Step::Recipient, _) => (End::Refused, "mail-why-recipient"),
            (Step::Data | Step::Body, _) => (End::Refused, "mail-why-letter"),
        };
        let why = Message::new(why).with("reply", reply.as_str());
        Self { end, reply: Some(reply), why: Some(why) }
    }

    fn no_reply(step: Step, error: &Error) -> Self {
        if step == Step::Body {
            return Self::lost();
        }
        let told = innermost(error);
        let (end, why) = match tls_error(error) {
            Some(rustls::Error::InvalidCertificate(_)) => (End::Held, "mail-why-certificate"),
            Some(_) => (End::Held, "mail-why-tls"),
            None if step == Step::Connect => (End::Later, "mail-why-unreachable"),
            None => (End::Later, "mail-why-broken"),
        };
        Self::not(end, Message::new(why).with("error", told))
    }
}

/// What TLS had against the server, if that is what failed.
fn tls_error(error: &Error) -> Option<&rustls::Error> {
    let mut source = error.source();
    while let Some(error) = source {
        let carried = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let found = error
            .downcast_ref::<rustls::Error>()
            .or_else(|| carried.and_then(|carried| carried.downcast_ref()));
        if found.is_some() {
            return found;
        }
        source = error.source();
    }
    None
}

/// The words of the first cause: the ones around it only say that something failed.
fn innermost(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    one_line(&cause.to_string())
}

/// A stranger's words, made harmless for a terminal and a page: one line of some length.
pub(super) fn one_line(words: &str) -> String {
    let plain: String = words.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_REPLY).collect()
}
