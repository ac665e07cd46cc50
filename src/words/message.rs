//! A code with arguments, which becomes a sentence only where it is shown.

use std::{borrow::Cow, collections::BTreeMap, collections::HashMap};

use fluent_templates::{Loader, fluent_bundle::FluentValue};
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{LOCALES, Lang};

/// A message to a person, in no language yet: `missing-clip` with `clip = "nhac-hieu"`.
///
/// Stored in the log in this form, so that an old entry reads well in either language and after the
/// wording has been improved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Message {
    /// The key in `locales/`.
    pub code: Cow<'static, str>,
    /// What is filled in, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<Cow<'static, str>, Arg>,
}

/// One thing filled into a message. No floats: the log's canonical form has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A whole number; texts may choose a plural by it.
    Number(i64),
    /// Anything else, ready to be shown.
    Text(String),
}

impl Message {
    /// A message without arguments yet.
    pub fn new(code: impl Into<Cow<'static, str>>) -> Self {
        Self { code: code.into(), args: BTreeMap::new() }
    }

    /// The message of a typed code, such as a [`super::Reason`], by its stored form.
    pub fn of(typed: &impl Serialize) -> Self {
        let stored = serde_json::to_value(typed).and_then(serde_json::from_value);
        // Only a type whose stored form is no message gets here.
        stored.unwrap_or_else(|_| Self { code: Cow::Borrowed("unreadable"), args: BTreeMap::new() })
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.insert(Cow::Borrowed(name), arg.into());
        self
    }

    /// The code as JSON names it: `reason-power-off` is the reason `power_off`.
    pub fn json_code(&self) -> String {
        self.code.trim_start_matches("reason-").replace('-', "_")
    }

    /// The message in words; the bare code if `locales/` has no such text (a test holds that it has).
    pub fn render(&self, lang: Lang) -> String {
        self.look_up(lang, &self.code).unwrap_or_else(|| self.code.clone().into_owned())
    }

    /// A side text of the same message, such as its `fix`; `None` where the message has none.
    pub fn render_attribute(&self, lang: Lang, attribute: &str) -> Option<String> {
        self.look_up(lang, &format!("{}.{attribute}", self.code))
    }

    fn look_up(&self, lang: Lang, key: &str) -> Option<String> {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = self
            .args
            .iter()
            .map(|(name, arg)| {
                let value = match arg {
                    Arg::Number(number) => FluentValue::from(*number),
                    Arg::Text(text) => FluentValue::from(text.as_str()),
                };
                (name.clone(), value)
            })
            .collect();
        LOCALES.try_lookup_with_args(lang.id(), key, &args)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The text in lower case, without tone marks and with d for đ and for the Icelandic ð that some keyboards
/// give instead. Used for search, for file names, and for words that a Vietnamese keyboard has garbled, such
/// as `réaon` for `reason`.
pub fn plain_letters(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if matches!(letter, 'đ' | 'ð' | 'ɖ') { 'd' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_becomes_a_sentence_in_either_language() {
        let message = Message::new("reason-exception").with("why", "Nghỉ Tết");
        assert_eq!(message.render(Lang::Vi), "nghỉ theo lịch: Nghỉ Tết");
        assert_eq!(message.render(Lang::En), "an exception in the schedule: Nghỉ Tết");
    }

    #[test]
    fn a_phrase_survives_its_stored_form() {
        let message = Message::new("reason-stopped").with("n", 3_usize).with("s", "đ");
        let stored = serde_json::to_string(&message).unwrap();
        assert_eq!(stored, r#"{"code":"reason-stopped","args":{"n":3,"s":"đ"}}"#);
        assert_eq!(serde_json::from_str::<Message>(&stored).unwrap(), message);
    }

    #[test]
    fn plain_letters_see_through_tone_marks() {
        assert_eq!(plain_letters("Đài Truyền thanh"), "dai truyen thanh");
        assert_eq!(plain_letters("ẽcept"), "ecept");
        assert_eq!(plain_letters("\u{d0}ề án"), "de an", "an Icelandic Eth");
    }
}
