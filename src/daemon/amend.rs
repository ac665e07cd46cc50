//! What a person adds to the log afterwards, whether the station runs or not.

use chrono::{DateTime, Utc};

use crate::{
    asrun::{self, Correction, Declaration},
    check::Folder,
    schedule::{Programme, Schedule},
    store::{Error, Store},
    words::Message,
};

/// Writes down how an airing stands, or says why not.
pub fn correct(
    store: &mut Store,
    now: DateTime<Utc>,
    correction: &Correction,
) -> Result<Result<Message, Message>, Error> {
    let changes = correction.outcome.is_some()
        || correction.heard_s.is_some()
        || correction.utilities.is_some();
    let code = if changes { "answer-corrected" } else { "answer-noted" };
    let done = asrun::correct(store, now, correction)?;
    Ok(done.map(|()| Message::new(code).with("airing", correction.airing.as_str())))
}

/// Writes down what went out without loa, or says why not. A programme of the schedule has its title
/// and topic from there.
pub fn declare(
    store: &mut Store,
    folder: &Folder,
    now: DateTime<Utc>,
    mut declaration: Declaration,
) -> Result<Result<Message, Message>, Error> {
    if !declaration.programme.is_empty() {
        match named(&folder.schedule, &declaration.programme) {
            Ok(programme) => {
                declaration.title.clone_from(&programme.title);
                declaration.topic.clone_from(&programme.topic);
            }
            Err(why) => return Ok(Err(why)),
        }
    }
    let known: Vec<&str> = folder.scripts.utilities.iter().map(|it| it.id.as_str()).collect();
    if let Some(id) = declaration.utilities.iter().find(|id| !known.contains(&id.as_str())) {
        let none = Message::new("answer-no-utility").with("id", id.as_str());
        return Ok(Err(none.with("known", known.join(", "))));
    }
    let done = asrun::declare(store, now, &declaration)?;
    Ok(done.map(|()| {
        Message::new("answer-declared")
            .with("title", declaration.title.as_str())
            .with("airing", declaration.key())
    }))
}

/// A programme of the schedule, or a sentence that names those that there are.
pub(super) fn named<'s>(schedule: &'s Schedule, id: &str) -> Result<&'s Programme, Message> {
    schedule.programme(id).ok_or_else(|| {
        let known = schedule.programmes.iter().map(|it| it.id.as_str());
        let known = known.collect::<Vec<_>>().join(", ");
        Message::new("answer-no-programme").with("id", id).with("known", known)
    })
}
