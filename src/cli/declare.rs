//! `loa declare`: what went out without loa, stated afterwards.

use super::{
    Desk, Done,
    args::Declare,
    asked::{ask_or, login, write_alone},
    correct::ids,
    instant,
    log::reader,
};
use crate::{
    asrun::Declaration,
    daemon::{Ask, declare},
};

pub(super) fn run(desk: &Desk, typed: Declare) -> Done {
    let zone = reader(desk, &desk.log_to_read()?)?.zone;
    let declaration = Declaration {
        programme: typed.programme.unwrap_or_default(),
        title: typed.title.unwrap_or_default(),
        topic: typed.topic.unwrap_or_default(),
        at: instant(&typed.at, zone)?,
        lasts_s: typed.lasts,
        by: typed.by.or_else(login).unwrap_or_default(),
        why: typed.why,
        utilities: ids(typed.utilities),
    };
    let ask = Ask::Declare(declaration.clone());
    ask_or(desk, &ask, || {
        let folder = desk.read()?;
        let now = desk.clock.now();
        write_alone(desk, |store| Ok(declare(store, &folder, now, declaration)?))
    })
}
