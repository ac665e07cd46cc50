//! `loa clips`: every clip, what it is, whether it may air.

use super::{Desk, Done, FINE, screen};
use crate::{
    check::{Freshness, clip_rows},
    words::{Message, decimal, text},
};

pub(super) fn run(desk: &Desk, json: bool) -> Done {
    let folder = desk.read_and_warn()?;
    let lang = desk.lang(Some(&folder));
    let rows = clip_rows(&folder, desk.clock.now());
    if json {
        screen::json(&rows)?;
        return Ok(FINE);
    }
    let heading = ["clip", "length", "loudness", "state", "why"];
    let mut lines = vec![heading.map(|it| text(lang, &format!("cli-clips-{it}"))).to_vec()];
    for row in &rows {
        let mut why: Vec<String> =
            row.messages.iter().map(|message| message.render(lang)).collect();
        if row.synthetic == Some(true) {
            why.push(text(lang, "cli-clips-synthetic"));
        }
        if let Some(freshness) = row.transcript {
            let otherwise = freshness == Freshness::Stale && row.changes.is_none();
            let code = if otherwise { "read-otherwise" } else { freshness.code() };
            let code = format!("cli-clips-{code}");
            why.push(
                Message::new(code)
                    .with("changes", row.changes.as_deref().unwrap_or_default())
                    .render(lang),
            );
        }
        lines.push(vec![
            row.clip.clone(),
            row.duration_s.map(|it| format!("{} s", decimal(lang, it))).unwrap_or_default(),
            row.lufs.map(|it| format!("{} LUFS", decimal(lang, it))).unwrap_or_default(),
            text(lang, &format!("cli-clips-state-{}", row.state.code())),
            why.join("; "),
        ]);
    }
    screen::table(&lines);
    Ok(FINE)
}
