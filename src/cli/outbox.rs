//! `loa outbox`: letters, what happened to each, and what to do.

use super::{Desk, Done, FINE, log::reader, screen};
use chrono::Timelike;

use crate::{
    mail,
    words::{Message, clock_words, date_words, text},
};

pub(super) fn run(desk: &Desk, json: bool) -> Done {
    let (rows, lang) = match desk.store_to_read()? {
        Some(store) => {
            let reader = reader(desk, &store)?;
            (mail::list(store.connection(), reader)?, reader.lang)
        }
        None => (Vec::new(), desk.lang(None)),
    };
    if json {
        screen::json(&rows)?;
        return Ok(FINE);
    }
    if rows.is_empty() {
        screen::notice(&text(lang, "cli-outbox-empty"));
    }
    for row in rows {
        let told: Vec<String> = row.told().iter().map(|message| message.render(lang)).collect();
        screen::data(&told.join(": "));
        for fix in row.told().iter().filter_map(|message| message.render_attribute(lang, "fix")) {
            screen::data(&format!("  = {fix}"));
        }
        if let Some(at) = row.next_try_at {
            let next = Message::new("mail-next-try")
                .with("time", clock_words(at.time().with_nanosecond(0).unwrap_or(at.time())))
                .with("date", date_words(lang, at.date_naive()));
            screen::data(&format!("  = {}", next.render(lang)));
        }
    }
    Ok(FINE)
}
