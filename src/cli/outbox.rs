//! `loa outbox`: letters, what happened to each, and what to do.

use super::{Desk, Done, FINE, log::reader, screen};
use crate::{mail, words::text};

pub(super) fn run(desk: &Desk, json: bool) -> Done {
    let (rows, lang) = match desk.store_to_read()? {
        Some(store) => {
            let reader = reader(desk, &store)?;
            (mail::list(store.connection(), reader.zone)?, reader.lang)
        }
        None => (Vec::new(), desk.lang(None)),
    };
    if json {
        screen::json(&rows)?;
        return Ok(FINE);
    }
    if rows.is_empty() {
        screen::message(&text(lang, "cli-outbox-empty"));
    }
    for row in rows {
        let phrase = row.phrase();
        screen::data(&phrase.say(lang));
        if let Some(fix) = phrase.say_also(lang, "fix") {
            screen::data(&format!("  = {fix}"));
        }
    }
    Ok(FINE)
}
