//! `loa clock`: what the computer's clock shows and what the system says of it; `loa clock ok`: a person
//! has looked at it, and the station that doubts it goes on.

use super::{Desk, Done, FINE, Failure, screen};
use crate::{
    clock::Synchronised,
    console,
    daemon::Ask,
    words::{Message, clock_words, date_words, text},
};

pub(super) fn show(desk: &Desk) -> Done {
    let folder = desk.read()?;
    let lang = desk.lang(Some(&folder));
    let now = desk.clock.now().with_timezone(&folder.schedule.station.zone);
    let shows = Message::new("cli-clock-shows").with("time", clock_words(now.time()));
    screen::data(&shows.with("date", date_words(lang, now.date_naive())).render(lang));
    let says = match desk.clock.synchronised() {
        Synchronised::Yes(_) => "cli-clock-synchronised",
        Synchronised::No => "cli-clock-asking",
        Synchronised::Unknown => "cli-clock-unknown",
    };
    screen::data(&text(lang, says));
    Ok(FINE)
}

pub(super) fn confirm(desk: &Desk) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ask = Ask::Clock { by: std::env::var("USER").ok() };
    match runtime.block_on(console::ask(&desk.folder, &ask))? {
        None => Err(Failure::Told(Message::new("cli-clock-nobody-asks"))),
        Some(Err(why)) => Err(Failure::Told(why)),
        Some(Ok(done)) => {
            screen::data(&done.render(desk.lang(None)));
            Ok(FINE)
        }
    }
}
