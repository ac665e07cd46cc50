//! Renders the page and its live board from a status.

use std::sync::LazyLock;

use chrono::TimeDelta;
use handlebars::Handlebars;

use super::view::view;
use crate::{daemon::Status, words::Say};

/// An unchanged board is sent again after this long, so that the page's clock stays the station's and
/// a station that hangs is found out.
const RESYNC: TimeDelta = TimeDelta::seconds(30);

static TEMPLATES: LazyLock<Handlebars<'static>> = LazyLock::new(|| {
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    templates.register_helper("t", Box::new(Say::default()));
    // Both are part of this program; a test renders them.
    for (name, source) in
        [("page", include_str!("page/page.hbs")), ("board", include_str!("page/board.hbs"))]
    {
        if let Err(error) = templates.register_template_string(name, source) {
            tracing::error!(%error, name, "a page template cannot be read");
        }
    }
    templates
});

/// The whole page.
pub(super) fn page(status: &Status) -> String {
    fill("page", status)
}

/// The board alone, as the page takes it by server-sent events: no line breaks.
pub fn render(status: &Status) -> String {
    fill("board", status).replace(['\n', '\r'], " ")
}

/// Whether a page that shows `sent` has to be told of `now`: something other than the time changed,
/// or it has not heard from the station for a while.
pub(super) fn is_news(sent: &Status, now: &Status) -> bool {
    let gone_by = now.at - sent.at;
    let rested = gone_by < TimeDelta::zero() || gone_by >= RESYNC;
    let next_day = sent.at.date_naive() != now.at.date_naive();
    rested || next_day || Status { at: now.at, ..sent.clone() } != *now
}

fn fill(template: &str, status: &Status) -> String {
    TEMPLATES.render(template, &view(status)).unwrap_or_else(|error| {
        tracing::error!(%error, template, "the page could not be rendered");
        String::new()
    })
}

#[cfg(test)]
mod tests;
