//! Handlebars with the two things that every paper needs: words from `locales/`, and escaping.

use handlebars::Handlebars;
use serde_json::Value;

use super::Error;
use crate::words::{Lang, Say};

/// Fills the template `name` of `templates` with `data`. A name that `data` does not hold is an
/// error, and what is filled in passes through `escape`.
pub(super) fn fill(
    templates: &[(&str, &str)],
    name: &str,
    data: &Value,
    lang: Lang,
    escape: fn(&str) -> String,
) -> Result<String, Error> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.register_escape_fn(escape);
    engine.register_helper("t", Box::new(Say(Some(lang))));
    for (name, text) in templates {
        engine.register_template_string(name, text).map_err(Box::new)?;
    }
    Ok(engine.render(name, data).map_err(Box::new)?)
}

/// For XML and HTML, in text and in attributes. Characters that XML 1.0 forbids are dropped; a line
/// break or tab within a text becomes a space.
pub(super) fn markup(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// For plain text: one line each, no control characters.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| if matches!(letter, '\n' | '\t') { ' ' } else { letter })
        .filter(|letter| !letter.is_control())
        .collect()
}
