//! The output that an airing was heard on, as the log names it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::words::{Lang, text};

/// An output. Stored, and shown to programs, as its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum OutputName {
    /// No sound card, and the operator has declared that: the null output counts as heard.
    None,
    /// A sound card that is not there: the null output keeps the time, and nothing is heard.
    Missing,
    /// A sound card, a file or a rehearsal.
    Device(String),
}

const NONE: &str = "none";
const MISSING: &str = "missing";

impl OutputName {
    /// The name in the reader's language, where it is no device's own.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::None => text(lang, "page-output-none"),
            Self::Missing => text(lang, "page-output-missing"),
            Self::Device(name) => name.clone(),
        }
    }

    /// The name as the log has it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::None => NONE,
            Self::Missing => MISSING,
            Self::Device(name) => name,
        }
    }
}

impl From<String> for OutputName {
    fn from(name: String) -> Self {
        match name.as_str() {
            NONE => Self::None,
            MISSING => Self::Missing,
            _ => Self::Device(name),
        }
    }
}

impl From<&str> for OutputName {
    fn from(name: &str) -> Self {
        Self::from(name.to_owned())
    }
}

impl From<OutputName> for String {
    fn from(name: OutputName) -> Self {
        name.as_str().to_owned()
    }
}

impl fmt::Display for OutputName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_is_stored_as_its_name() {
        for (name, output) in [
            ("none", OutputName::None),
            ("missing", OutputName::Missing),
            ("USB Audio", OutputName::Device("USB Audio".into())),
        ] {
            let stored = serde_json::to_string(&output).unwrap();
            assert_eq!(stored, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<OutputName>(&stored).unwrap(), output);
        }
        assert_eq!(OutputName::Missing.words(Lang::En), "no sound card");
    }
}
