//! Reads `[utility.how_to]`: how a utility is used, in words for the ear.
//!
//! Words that name a menu or a button are kept only with their source and its date; otherwise they are left
//! out, and the script names the place where help is.

use super::{
    HowTo,
    facts::{optional, optional_date, words},
    on_screen::on_screen,
};
use crate::{diagnostic::form::Form, words::Message};

/// What holds of the table; `None` where there is none, or where it may not be said.
pub(super) fn how_to(utility: &Form<'_>) -> Option<HowTo> {
    let form = utility.table("how_to")?;
    let spoken = words(&form, "spoken", "spoken = \"Bà con chuẩn bị thẻ căn cước và điện thoại.\"");
    let source = optional(&form, "source");
    let checked_on = optional_date(&form, "checked_on");
    let valid_until = optional_date(&form, "valid_until");
    let unconfirmed = optional(&form, "unconfirmed");
    form.refuse_unknown();
    let spoken = spoken?;
    if let Some(word) = on_screen(&spoken)
        && (source.is_empty() || checked_on.is_none())
    {
        let place = form.place_of("spoken").unwrap_or_default();
        form.warning(place, Message::new("facts-how-to-unsourced").with("word", word));
        return None;
    }
    Some(HowTo { spoken, source, checked_on, valid_until, unconfirmed })
}
