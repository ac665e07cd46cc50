//! `[report]` and `[mail]`.

use chrono::NaiveTime;

use super::ask;
use crate::{
    mistake::form::Form,
    schedule::{Letter, Mail, Period, Report, spell},
    words::Phrase,
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
        working_group: String::new(),
        basis: Vec::new(),
    };
    let Some(form) = form.table("report") else { return report };
    for written in form.texts("to").unwrap_or_default() {
        if is_address(&written.value) {
            report.to.push(written);
        } else {
            let phrase = Phrase::new("address-unreadable").with("value", written.value);
            form.mistake(written.span, phrase);
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
    report.working_group = ask::text(&form, "working_group");
    report.basis = ask::texts(&form, "basis");
    form.refuse_unknown();
    report
}

/// `month`, or from a day to the day before it, such as `15-14`.
fn period(text: &str) -> Result<Period, Phrase> {
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
        _ => Err(Phrase::new("period-unreadable").with("value", text)),
    }
}

/// `None` also where something in it is wrong: no letter is handed to a server that was not meant.
pub(super) fn mail(form: &Form<'_>) -> Option<Mail> {
    let mail = form.table("mail")?;
    let server = ask::filled(&mail, "server", "server = \"smtp.example.vn:587\"");
    if let Some(server) = &server
        && !is_server(server)
    {
        let place = mail.place_of("server").unwrap_or_default();
        mail.mistake(place, Phrase::new("mail-server").with("value", server.as_str()));
    }
    let user = ask::text(&mail, "user");
    let written = mail.text("from");
    let from = written.as_ref().map_or(user.as_str(), |from| from.value.as_str()).to_owned();
    match written {
        Some(from) if !is_address(&from.value) => {
            let phrase = Phrase::new("address-unreadable").with("value", from.value);
            mail.mistake(from.span, phrase);
        }
        None if mail.is_faultless() && !is_address(&user) => {
            mail.mistake(mail.span.clone(), Phrase::new("mail-from-missing"));
        }
        _ => {}
    }
    let ca = ask::text(&mail, "ca");
    mail.refuse_unknown();
    form.warning(mail.span.clone(), Phrase::new("mail-not-built-yet"));
    mail.is_faultless().then_some(Mail { server: server?, user, from, ca })
}

/// `host:port`.
fn is_server(text: &str) -> bool {
    text.rsplit_once(':').is_some_and(|(host, port)| {
        let plain = |letter: char| !letter.is_whitespace() && !matches!(letter, '/' | '@');
        !host.is_empty() && host.chars().all(plain) && port.parse().is_ok_and(|port: u16| port > 0)
    })
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
