//! The texts of `locales/`, and numbers and dates as people write them.
//!
//! Everything that an operator or a recipient reads passes through here: rooms hand around a
//! [`Message`], a code with arguments, and its words are made only where it is shown, in the language
//! of whoever reads. This room knows no other; it never reads a file (the texts are built in).

mod day_part;
mod figures;
mod message;
mod reason;
mod template;

pub use day_part::DayPart;
pub use figures::{
    clock_words, date_words, decimal, duration_words, parse_date, parse_time, thousands,
};
pub use message::{Arg, Message, plain_letters};
pub use reason::Reason;
pub use template::Say;

use fluent_templates::{LanguageIdentifier, Loader, langid};
use serde::{Deserialize, Serialize};

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "vi",
        // Texts go to terminals and papers: no invisible marks around what is filled in.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static VIETNAMESE: LanguageIdentifier = langid!("vi");
static ENGLISH: LanguageIdentifier = langid!("en");

/// The language of a reader: `vi` unless the station or the command line says `en`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Reads `vi` or `en`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Vi => &VIETNAMESE,
            Self::En => &ENGLISH,
        }
    }
}

/// The text of a key without arguments, such as a table's heading; the key itself if nobody wrote it.
pub fn text(lang: Lang, key: &str) -> String {
    LOCALES.try_lookup(lang.id(), key).unwrap_or_else(|| key.to_owned())
}
