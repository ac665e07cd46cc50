//! `loa makegood`: a person asks the running station to make a missed airing good. Without one nothing is
//! planned: only a station that runs can air it, and at its start it looks after its misses by itself.

use super::{Desk, Done, FINE, Failure, airing, asked::login, instant, log::reader, screen};
use crate::{console, daemon::Ask, words::Message};

pub(super) fn run(desk: &Desk, typed: &[String], at: Option<String>) -> Done {
    let store = desk.log_to_read()?;
    let reader = reader(desk, &store)?;
    let at = at.map(|at| instant(&at, reader.zone)).transpose()?;
    // A programme alone: its last miss.
    let airing = match typed {
        [programme] => programme.clone(),
        _ => airing::key(desk, &store, reader, typed)?,
    };
    let by = login();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ask = Ask::MakeGood { airing, at, by };
    match runtime.block_on(console::ask(&desk.folder, &ask))? {
        None => Err(Failure::Told(Message::new("cli-makegood-not-running"))),
        Some(Err(why)) => Err(Failure::Told(why)),
        Some(Ok(done)) => {
            screen::data(&done.render(reader.lang));
            Ok(FINE)
        }
    }
}
