//! `loa correct`: how an airing stands, though the frames do not tell it.

use super::{
    Desk, Done, airing,
    args::Correct,
    asked::{ask_or, login, write_alone},
    log::reader,
};
use crate::{
    asrun::Correction,
    daemon::{Ask, correct},
};

pub(super) fn run(desk: &Desk, typed: Correct) -> Done {
    let store = desk.log_to_read()?;
    let reader = reader(desk, &store)?;
    let correction = Correction {
        airing: airing::key(desk, &store, reader, &typed.airing)?,
        by: typed.by.or_else(login).unwrap_or_default(),
        why: typed.why,
        outcome: typed.outcome,
        heard_s: typed.heard.and_then(|seconds| u64::try_from(seconds).ok()),
        utilities: typed.utilities.map(ids),
    };
    let ask = Ask::Correct(correction.clone());
    drop(store);
    let now = desk.clock.now();
    ask_or(desk, &ask, || write_alone(desk, |store| Ok(correct(store, now, &correction)?)))
}

/// Ids as typed, without those that are empty: `--utilities ""` names none.
pub(super) fn ids(typed: Vec<String>) -> Vec<String> {
    let ids = typed.into_iter().map(|id| id.trim().to_owned());
    ids.filter(|id| !id.is_empty()).collect()
}
