//! A draft becomes a letter: sender, recipient, date, Message-ID, MIME.

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentDisposition, ContentType, Header, HeaderName, HeaderValue},
    },
};
use sha2::{Digest, Sha256};

use super::Error;
use crate::{
    report::{Draft, Month, Range, slug},
    schedule,
};

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The station's name.
    pub name: String,
    /// `dai@example.vn`.
    pub address: String,
}

/// What is written about, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the papers without ending; it becomes the letter's id.
    pub stem: String,
    /// What the station lets leave.
    pub kind: schedule::Letter,
    /// The month of the papers.
    pub month: Month,
    /// The days that the papers cover.
    pub period: Range,
    /// Their revision, from 1.
    pub revision: u32,
    /// Hash of their figures.
    pub figures_sha256: String,
    /// Date of the letter.
    pub at: DateTime<Utc>,
}

/// A letter ready to be put into the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The papers' name, with `_unsigned` for the kind `unsigned`: the log and the unsigned report of
    /// one month are two letters.
    pub id: String,
    /// What it is about.
    pub sheet: Sheet,
    /// With its angle brackets; the same for all recipients and every time it is sent.
    pub message_id: String,
    /// One for each recipient.
    pub copies: Vec<Copy>,
}

/// A letter to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The address.
    pub recipient: String,
    /// The finished MIME message.
    pub bytes: Vec<u8>,
}

/// Addresses a draft: a copy for each recipient, and an error for each address that mail cannot go to,
/// which stops no other. A recipient named twice gets one copy.
pub fn write(
    draft: &Draft,
    sheet: &Sheet,
    sender: &Sender,
    recipients: &[String],
) -> (Letter, Vec<Error>) {
    let id = match sheet.kind {
        schedule::Letter::Unsigned => format!("{}_unsigned", sheet.stem),
        schedule::Letter::Log | schedule::Letter::Signed => sheet.stem.clone(),
    };
    let message_id = message_id(sheet, sender);
    let (mut copies, mut errors) = (Vec::<Copy>::new(), Vec::new());
    for recipient in recipients {
        if copies.iter().any(|copy| copy.recipient == *recipient) {
            continue;
        }
        match compose(draft, sender, recipient, &message_id, sheet.at) {
            Ok(bytes) => copies.push(Copy { recipient: recipient.clone(), bytes }),
            Err(error) => errors.push(error),
        }
    }
    (Letter { id, sheet: sheet.clone(), message_id, copies }, errors)
}

/// `<nk.2026-11.r1.dai-truyen-thanh@example.vn>`: the same whenever it is asked for, so that a letter
/// that is sent again is recognised. `nk` is the log (nhật ký), `bc` the report (báo cáo).
pub fn message_id(sheet: &Sheet, sender: &Sender) -> String {
    let kind = match sheet.kind {
        schedule::Letter::Log => "nk",
        schedule::Letter::Unsigned | schedule::Letter::Signed => "bc",
    };
    let host = sender.address.rsplit_once('@').map_or("localhost", |(_, host)| host);
    let host: String =
        host.chars().filter(|it| it.is_ascii_alphanumeric() || ".-".contains(*it)).collect();
    let (month, revision, unit) = (sheet.month, sheet.revision, slug(&sender.name));
    format!("<{kind}.{month}.r{revision}.{unit}@{host}>")
}

/// The finished message to one recipient: text and HTML as alternatives, then the attachments. The
/// same input gives the same bytes.
pub fn compose(
    draft: &Draft,
    sender: &Sender,
    to: &str,
    message_id: &str,
    date: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let alternative = MultiPart::alternative()
        .boundary(boundary("alternative", message_id))
        .singlepart(SinglePart::plain(draft.text.clone()))
        .singlepart(SinglePart::html(draft.html.clone()));
    let mut body =
        MultiPart::mixed().boundary(boundary("mixed", message_id)).multipart(alternative);
    for file in &draft.attachments {
        let mime = ContentType::parse(file.mime)?;
        let part = SinglePart::builder().header(mime).header(FileName::of(&file.name));
        body = body.singlepart(part.body(file.bytes.clone()));
    }
    let message = Message::builder()
        .from(Mailbox::new(Some(one_line(&sender.name)), address(&sender.address)?))
        .to(Mailbox::new(None, address(to)?))
        .subject(one_line(&draft.subject))
        .date(date.into())
        .message_id(Some(message_id.to_owned()))
        // RFC 3834: no automatic answer to an automatic letter.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".into(),
        ))
        .multipart(body)?;
    Ok(message.formatted())
}

/// The name of an attachment. lettre cuts any name beyond 60 letters into the pieces of RFC 2231,
/// which some mail programs show as `noname`; an ASCII name can stand whole.
#[derive(Clone)]
struct FileName(HeaderValue);

impl FileName {
    fn of(name: &str) -> Self {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if !name.bytes().all(plain) || name.len() > 200 {
            return Self(ContentDisposition::attachment(name).display());
        }
        let raw = format!("attachment; filename=\"{name}\"");
        let folded = format!("attachment;\r\n filename=\"{name}\"");
        Self(HeaderValue::dangerous_new_pre_encoded(Self::name(), raw, folded))
    }
}

impl Header for FileName {
    fn name() -> HeaderName {
        ContentDisposition::name()
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(ContentDisposition::parse(text)?.display()))
    }

    fn display(&self) -> HeaderValue {
        self.0.clone()
    }
}

fn address(text: &str) -> Result<Address, Error> {
    text.trim().parse().map_err(|_| Error::Address(text.to_owned()))
}

/// Headers are one line; a line break in a station's name must not begin another header.
fn one_line(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect()
}

/// Fixed for a letter, unlike a random one, and not a line that a paper would hold.
fn boundary(part: &str, message_id: &str) -> String {
    let hash = Sha256::digest(format!("{part} {message_id}"));
    format!("loa-{part}-{}", hex(&hash[..12]))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(digit).collect()
}

fn digit(half: u8) -> Option<char> {
    char::from_digit(u32::from(half), 16)
}
