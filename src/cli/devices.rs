//! `loa devices`: the outputs that `schedule.toml` can name.

use super::{Desk, Done, FINE, screen};
use crate::{air, words::text};

pub(super) fn run(desk: &Desk, json: bool) -> Done {
    let outputs = air::outputs()?;
    if json {
        screen::json(&outputs)?;
        return Ok(FINE);
    }
    let lang = desk.lang(None);
    if outputs.is_empty() {
        screen::notice(&text(lang, "cli-devices-empty"));
        return Ok(FINE);
    }
    let lines: Vec<Vec<String>> = outputs
        .into_iter()
        .map(|output| {
            let mark =
                if output.default { text(lang, "cli-devices-default") } else { String::new() };
            vec![output.name, mark, output.about]
        })
        .collect();
    screen::table(&lines);
    screen::notice(&text(lang, "cli-devices-use"));
    Ok(FINE)
}
