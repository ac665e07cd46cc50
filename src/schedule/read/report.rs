//! `[report]` and `[mail]`.

use std::path::{Component, Path};

use chrono::NaiveTime;

use super::ask;
use crate::{
    diagnostic::form::Form,
    schedule::{Annex, Letter, Mail, Period, Report, Topics, spell},
    words::Message,
};

pub(super) fn report(form: &Form<'_>) -> Report {
    let mut report = Report {
        to: Vec::new(),
        period: Period::Month,
        send_day: 1,
        send_at: NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default(),
        letter: Letter::Log,
        number: String::new(),
        signer_title: Vec::new(),
        signer: String::new(),
        recipients: Vec::new(),
        working_group: Vec::new(),
        basis: Vec::new(),
        annex: Annex::Portrait,
        topics: Topics::default(),
    };
    let Some(form) = form.table("report") else { return report };
    for written in form.texts("to").unwrap_or_default() {
        if is_address(&written.value) {
            report.to.push(written);
        } else {
            let message = Message::new("address-unreadable").with("value", written.value);
            form.diagnostic(written.span, message);
        }
    }
    report.period = ask::spelled(&form, "period", period).unwrap_or(report.period);
    if let Some(send) = form.table("send") {
        let day = ask::within(&send, "day", 1..=28).and_then(|day| u32::try_from(day).ok());
        report.send_day = day.unwrap_or(report.send_day);
        report.send_at = ask::spelled(&send, "at", spell::time).unwrap_or(report.send_at);
        send.refuse_unknown();
    }
    let letters =
        [("log", Letter::Log), ("unsigned", Letter::Unsigned), ("signed", Letter::Signed)];
    report.letter = ask::choice(&form, "letter", &letters).unwrap_or(report.letter);
    report.number = ask::text(&form, "number");
    report.signer_title = ask::texts(&form, "signer_title");
    report.signer = ask::text(&form, "signer");
    report.recipients = ask::texts(&form, "recipients");
    report.working_group = ask::texts(&form, "working_group");
    report.basis = ask::texts(&form, "basis");
    let annexes = [("portrait", Annex::Portrait), ("landscape", Annex::Landscape)];
    report.annex = ask::choice(&form, "annex", &annexes).unwrap_or(report.annex);
    report.topics = topics(&form);
    form.refuse_unknown();
    report
}

/// `topics`, or the default topic. An empty list is a mistake: the report would hold no airing.
fn topics(form: &Form<'_>) -> Topics {
    let written = form.texts("topics").unwrap_or_default();
    if let Some(place) = form.place_of("topics")
        && written.iter().all(|topic| topic.value.trim().is_empty())
    {
        form.diagnostic(place, Message::new("report-topics-empty"));
    }
    Topics::of(written)
}

/// `month`, or from a day to the day before it, such as `15-14`.
fn period(text: &str) -> Result<Period, Message> {
    if text.trim() == "month" {
        return Ok(Period::Month);
    }
    let ends = text.split_once('-').and_then(|(first, last)| {
        Some((first.trim().parse::<u32>().ok()?, last.trim().parse::<u32>().ok()?))
    });
    match ends {
        Some((first, last)) if (2..=28).contains(&first) && last == first - 1 => {
            Ok(Period::Until { first })
        }
        _ => Err(Message::new("period-unreadable").with("value", text)),
    }
}

/// `None` also where something in it is wrong: no letter is handed to a server that was not meant.
pub(super) fn mail(form: &Form<'_>) -> Option<Mail> {
    let mail = form.table("mail")?;
    let server = ask::filled(&mail, "server", "server = \"smtp.example.vn:587\"");
    let parted = server.as_deref().and_then(server_parts);
    if let (Some(server), None) = (&server, &parted) {
        let place = mail.place_of("server").unwrap_or_default();
        mail.diagnostic(place, Message::new("mail-server").with("value", server.as_str()));
    }
    let user = ask::text(&mail, "user");
    let written = mail.text("from");
    let from = written.as_ref().map_or(user.as_str(), |from| from.value.as_str()).to_owned();
    match written {
        Some(from) if !is_address(&from.value) => {
            let message = Message::new("address-unreadable").with("value", from.value);
            mail.diagnostic(from.span, message);
        }
        None if mail.is_faultless() && !is_address(&user) => {
            mail.diagnostic(mail.span.clone(), Message::new("mail-from-missing"));
        }
        _ => {}
    }
    let ca = inside(&mail, "ca");
    let password_file = inside(&mail, "password_file");
    // Asked for, so that it is not an unknown key too. The mistake stands at the header: the line that it
    // stands at is shown, in the terminal and on the page.
    if mail.place_of("password").is_some() {
        mail.text("password");
        mail.diagnostic(mail.span.clone(), Message::new("mail-password-written"));
    }
    mail.refuse_unknown();
    let (host, port) = parted?;
    mail.is_faultless().then_some(Mail { host, port, user, from, ca, password_file })
}

/// The name of a file in the station folder; empty when there is none.
fn inside(form: &Form<'_>, key: &'static str) -> String {
    let Some(name) = form.text(key) else { return String::new() };
    let stays = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if !Path::new(&name.value).components().all(stays) {
        let message =
            Message::new("path-outside").with("key", key).with("value", name.value.as_str());
        form.diagnostic(name.span, message);
    }
    name.value
}

/// `host:port` in its two parts; an IPv6 address may stand in brackets.
fn server_parts(text: &str) -> Option<(String, u16)> {
    let (host, port) = text.trim().rsplit_once(':')?;
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let plain =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '_');
    let port = port.parse().ok().filter(|port| *port > 0)?;
    (!bare.is_empty() && bare.chars().all(plain)).then(|| (bare.to_owned(), port))
}

/// Whether it has the shape of an address; whether it exists only the mail server knows.
fn is_address(text: &str) -> bool {
    let plain =
        |letter: char| letter.is_ascii_graphic() && !matches!(letter, '@' | ',' | ';' | '<' | '>');
    text.split_once('@').is_some_and(|(name, domain)| {
        let labels = domain.split('.');
        !name.is_empty()
            && name.chars().all(plain)
            && domain.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '.' | '-'))
            && labels.clone().count() >= 2
            && labels.into_iter().all(|label| !label.is_empty())
    })
}
