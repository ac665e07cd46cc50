//! A command that writes: through the running station, or by itself if none runs.

use super::{DATABASE, Desk, Done, FINE, Failure, run::lock, screen};
use crate::{
    console,
    daemon::{Ask, tables},
    store::Store,
    words::Message,
};

/// Asks the running station; `alone` does the same where none runs.
pub(super) fn ask_or(
    desk: &Desk,
    ask: &Ask,
    alone: impl FnOnce() -> Result<Result<Message, Message>, Failure>,
) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(console::ask(&desk.folder, ask))?;
    match answer.map_or_else(alone, Ok)? {
        Ok(done) => {
            screen::data(&done.render(desk.lang(None)));
            Ok(FINE)
        }
        Err(why) => Err(Failure::Told(why)),
    }
}

/// Holds the folder for one piece of writing.
pub(super) fn write_alone<T>(
    desk: &Desk,
    work: impl FnOnce(&mut Store) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let _lock = lock(&desk.folder)?;
    work(&mut Store::open(&desk.folder.join(DATABASE), &tables())?)
}

/// Who types, as the system knows; behind `sudo` the person, not the service's account.
pub(super) fn login() -> Option<String> {
    let named = ["SUDO_USER", "USER", "LOGNAME"].into_iter().map(std::env::var);
    named.flatten().find(|name| !name.is_empty())
}
