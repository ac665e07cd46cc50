//! `loa report`: a month's papers, and its letter into the outbox.

use std::path::PathBuf;

use super::{
    Desk, Done, FINE, Failure,
    asked::{ask_or, write_alone},
    screen,
};
use crate::{
    asrun,
    clock::{Signs, Trust, judge},
    daemon::{Ask, Making, papers_of, send_report, standing, write_papers},
    mail::By,
    report::Month,
    words::Message,
};

pub(super) fn run(desk: &Desk, month: Option<String>, out: Option<PathBuf>, send: bool) -> Done {
    let folder = desk.read_and_warn()?;
    let lang = desk.lang(Some(&folder));
    let today = desk.clock.now().with_timezone(&folder.schedule.station.zone).date_naive();
    let month = match month {
        Some(written) => Month::parse(&written)
            .ok_or_else(|| Failure::Told(Message::new("cli-no-month").with("written", written)))?,
        None => Month::of(today).plus(-1),
    };
    let store = desk.log_to_read()?;
    if send {
        drop(store);
        let ask = Ask::Report { month: month.to_string() };
        return ask_or(desk, &ask, || send_alone(desk, month));
    }
    let standing = standing(&store, &folder.schedule, month, desk.clock.now(), false)?;
    if standing.why_not().is_some() {
        screen::told(&Message::new("report-early").with("month", month.slashed()), lang);
    }
    let (_, papers) = papers_of(&store, &folder, &standing, lang)?;
    let out = out.unwrap_or_else(|| desk.folder.join("data/reports"));
    for path in write_papers(&out, &papers)? {
        screen::data(&path.display().to_string());
    }
    Ok(FINE)
}

/// Writes into the outbox itself, holding the folder meanwhile.
fn send_alone(desk: &Desk, month: Month) -> Result<Result<Message, Message>, Failure> {
    let folder = desk.read()?;
    let data = desk.folder.join("data");
    // What a server is to take waits for the station to run: it alone looks after a letter to its end.
    let by = if folder.schedule.mail.is_some() { By::Server } else { By::Person };
    write_alone(desk, |store| {
        let now = desk.clock.now();
        let beat = asrun::last_beat(store.connection())?.map(|beat| beat.at);
        if judge(now, beat, None, &Signs::default()) != Trust::Right {
            return Ok(Err(Message::new("report-clock-doubtful").with("month", month.slashed())));
        }
        let (alive, rehearsed) = (false, false);
        let making = Making { folder: &folder, data: &data, by, alive, rehearsed };
        Ok(send_report(store, month, now, making)?.said(month))
    })
}
