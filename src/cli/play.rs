//! `loa play`: put a programme on air now, through the running station.

use super::{Desk, Done, FINE, Failure, screen};
use crate::{console, daemon::Ask, words::Phrase};

pub(super) fn run(desk: &Desk, programme: &str) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let by = std::env::var("USER").ok();
    let ask = Ask::Play { programme: programme.to_owned(), by };
    let answer = runtime.block_on(console::ask(&desk.folder, &ask))?;
    match answer {
        None => Err(Failure::Told(Phrase::new("cli-not-running"))),
        Some(Err(why)) => Err(Failure::Told(why)),
        Some(Ok(done)) => {
            screen::data(&done.say(desk.lang(None)));
            Ok(FINE)
        }
    }
}
