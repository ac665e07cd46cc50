//! An airing as a person names it: by its key in the log, or by its programme and about when.

use chrono::TimeDelta;

use super::{Desk, Failure, instant, spoken_name};
use crate::{
    asrun::{self, Reader},
    schedule::{self, FILE, Schedule},
    store::Store,
    words::Message,
};

/// An airing of which nothing was heard is found by an instant within so long after its planned one.
const UNHEARD: TimeDelta = TimeDelta::minutes(1);

/// The key of the airing that the words name.
pub(super) fn key(
    desk: &Desk,
    store: &Store,
    reader: Reader,
    typed: &[String],
) -> Result<String, Failure> {
    let Some((airing, when)) = typed.split_first() else { return Ok(String::new()) };
    if when.is_empty() {
        let at = |code| Failure::Told(Message::new(code).with("programme", airing.as_str()));
        return if airing.contains('@') { Ok(airing.clone()) } else { Err(at("cli-airing-when")) };
    }
    let at = instant(&when.join(" "), reader.zone)?;
    let programme = spoken_name(&schedule(desk, store)?, airing);
    let found = asrun::find(store.connection(), reader, &programme, at, UNHEARD)?;
    found.map(|row| row.airing).ok_or_else(|| {
        let none = Message::new("cli-airing-none-then").with("programme", programme.as_str());
        Failure::Told(none.with("at", reader.moment(at)).with("typed", when.join(" ")))
    })
}

/// The station's settings as they are now; those last on air where the file is not there.
pub(super) fn schedule(desk: &Desk, store: &Store) -> Result<Schedule, Failure> {
    let text = match std::fs::read_to_string(desk.folder.join(FILE)) {
        Ok(text) => text,
        Err(_) => asrun::latest(store.connection())?.map(|it| it.schedule).unwrap_or_default(),
    };
    Ok(schedule::read(&text).schedule)
}
