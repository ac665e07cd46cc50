//! A TOML file read like a form: every field is asked for by name, every mistake is kept.
//!
//! Deserialising stops at the first mistake and forgets where values stood; an operator wants all of
//! them at once, each with its place. A [`Form`] remembers which names were asked for, so that what
//! is left over is an unknown key, with the nearest known one as the remedy.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    ops::Range,
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Diagnostic, Syntax};
use crate::words::{Message, plain_letters};

/// A value with the place where it was written: a range of bytes of the file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where it stands, quotes included.
    pub span: Range<usize>,
}

impl<T> Written<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Written<U> {
        Written { value: change(self.value), span: self.span }
    }
}

/// A file's text and the mistakes found in it so far.
pub struct Sheet<'t> {
    file: &'t str,
    text: &'t str,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

/// One table of the file: the whole file, `[station]`, or one `[[programme]]`.
pub struct Form<'s> {
    sheet: &'s Sheet<'s>,
    table: &'s DeTable<'s>,
    /// Where the table is opened: its header.
    pub span: Range<usize>,
    asked: RefCell<BTreeSet<&'static str>>,
    faulty: Cell<bool>,
}

/// Reads `text` with `fill`, which asks the form for what it knows. Returns what `fill` made and every
/// mistake. Text that is no TOML at all is read as far as it can be.
pub fn read<T>(file: &str, text: &str, fill: impl FnOnce(&Form<'_>) -> T) -> (T, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let sheet = Sheet { file, text, diagnostics: RefCell::default() };
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (message, syntax) = syntax_message(text, &span, error.message());
        let diagnostic = Diagnostic { syntax: Some(syntax), ..Diagnostic::error(file, message) };
        sheet.diagnostics.borrow_mut().push(diagnostic.at(text, span));
    }
    let form = Form {
        sheet: &sheet,
        table: table.get_ref(),
        span: 0..0,
        asked: RefCell::default(),
        faulty: Cell::default(),
    };
    let made = fill(&form);
    form.refuse_unknown();
    let mut diagnostics = sheet.diagnostics.into_inner();
    prefer_own_words(&mut diagnostics);
    (made, diagnostics)
}

impl<'s> Form<'s> {
    /// A text; a mistake if something else stands there.
    pub fn text(&self, key: &'static str) -> Option<Written<String>> {
        self.typed(key, "kind-text", |value| value.as_str().map(str::to_owned))
    }

    /// A whole number.
    pub fn number(&self, key: &'static str) -> Option<Written<i64>> {
        self.typed(key, "kind-number", whole)
    }

    /// A number with or without decimals.
    pub fn decimal(&self, key: &'static str) -> Option<Written<f64>> {
        self.typed(key, "kind-number", |value| match value {
            DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
            other => whole(other).and_then(|number| i32::try_from(number).ok()).map(f64::from),
        })
    }

    /// `true` or `false`.
    pub fn yes_no(&self, key: &'static str) -> Option<Written<bool>> {
        self.typed(key, "kind-yes-no", |value| match value {
            DeValue::Boolean(answer) => Some(*answer),
            _ => None,
        })
    }

    /// One text or an array of texts; `None` when the key is absent.
    pub fn texts(&self, key: &'static str) -> Option<Vec<Written<String>>> {
        let value = self.ask(key)?;
        if let Some(text) = value.get_ref().as_str() {
            return Some(vec![Written { value: text.to_owned(), span: value.span() }]);
        }
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_kind(key, "kind-texts", value);
            return None;
        };
        let mut texts = Vec::new();
        for item in array {
            match item.get_ref().as_str() {
                Some(text) => texts.push(Written { value: text.to_owned(), span: item.span() }),
                None => self.wrong_kind(key, "kind-text", item),
            }
        }
        Some(texts)
    }

    /// `[key]` or an inline table.
    pub fn table(&self, key: &'static str) -> Option<Form<'s>> {
        let value = self.ask(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_kind(key, "kind-table", value);
            return None;
        };
        Some(self.inner(table, value.span()))
    }

    /// Every `[[key]]`, in the order written; empty when there is none.
    pub fn tables(&self, key: &'static str) -> Vec<Form<'s>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_kind(key, "kind-tables", value);
            return Vec::new();
        };
        let mut forms = Vec::new();
        for item in array {
            match item.get_ref().as_table() {
                Some(table) => forms.push(self.inner(table, item.span())),
                None => self.wrong_kind(key, "kind-tables", item),
            }
        }
        forms
    }

    /// Every key of the table with its value as text or number: for tables whose keys the station
    /// chooses itself, such as the words of `words.toml`. Nothing in it is unknown.
    pub fn entries(&self) -> Vec<(Written<String>, Written<String>)> {
        let mut entries = Vec::new();
        for (key, value) in self.table {
            let text = match value.get_ref() {
                DeValue::String(text) => text.clone().into_owned(),
                DeValue::Integer(number) => number.as_str().to_owned(),
                DeValue::Float(number) => number.as_str().to_owned(),
                _ => {
                    self.wrong_kind(key.get_ref(), "kind-text", value);
                    continue;
                }
            };
            entries.push((
                Written { value: key.get_ref().clone().into_owned(), span: key.span() },
                Written { value: text, span: value.span() },
            ));
        }
        entries
    }

    /// Where the value of `key` stands, if it is written.
    pub fn place_of(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).map(Spanned::span)
    }

    /// An error at `span`.
    pub fn diagnostic(&self, span: Range<usize>, message: Message) {
        let diagnostic = Diagnostic::error(self.sheet.file, message).at(self.sheet.text, span);
        self.sheet.diagnostics.borrow_mut().push(diagnostic);
        self.faulty.set(true);
    }

    /// Whether no error was found in this very table so far; those of the tables in it are their own.
    pub fn is_faultless(&self) -> bool {
        !self.faulty.get()
    }

    /// A warning at `span`.
    pub fn warning(&self, span: Range<usize>, message: Message) {
        let diagnostic = Diagnostic::warning(self.sheet.file, message).at(self.sheet.text, span);
        self.sheet.diagnostics.borrow_mut().push(diagnostic);
    }

    /// Says that a key which must be there is not, with `example` as the line to add.
    pub fn missing(&self, key: &'static str, example: &str) {
        let message = Message::new("missing-key").with("key", key).with("example", example);
        self.diagnostic(self.span.clone(), message);
    }

    /// Reports every key that nobody asked for. To be called once all keys have been asked for; the
    /// file's outermost form does it by itself.
    pub fn refuse_unknown(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if asked.contains(name) {
                continue;
            }
            self.diagnostic(key.span(), unknown_message(name, &asked));
        }
    }

    fn inner(&self, table: &'s DeTable<'s>, span: Range<usize>) -> Form<'s> {
        Form { sheet: self.sheet, table, span, asked: RefCell::default(), faulty: Cell::default() }
    }

    fn ask(&self, key: &'static str) -> Option<&'s Spanned<DeValue<'s>>> {
        self.asked.borrow_mut().insert(key);
        self.table.get(key)
    }

    fn typed<T>(
        &self,
        key: &'static str,
        kind: &'static str,
        take: impl FnOnce(&DeValue<'_>) -> Option<T>,
    ) -> Option<Written<T>> {
        let value = self.ask(key)?;
        let taken = take(value.get_ref());
        if taken.is_none() {
            self.wrong_kind(key, kind, value);
        }
        Some(Written { value: taken?, span: value.span() })
    }

    fn wrong_kind(&self, key: &str, kind: &'static str, value: &Spanned<DeValue<'_>>) {
        // The code names the kind that belongs there: `wrong-kind-text`, `wrong-kind-number` …
        let message = Message::new(format!("wrong-{kind}")).with("key", key);
        self.diagnostic(value.span(), message);
    }
}

/// A slip of the pen may be reported twice for one line, or again by the form, which says it better:
/// the parser's English stands only where nothing else is said of its line.
fn prefer_own_words(diagnostics: &mut Vec<Diagnostic>) {
    let line = |it: &Diagnostic| it.place.as_ref().map_or(0, |place| place.line);
    let vague = |it: &Diagnostic| it.syntax == Some(Syntax::Quoted);
    let mut said: BTreeSet<usize> = diagnostics.iter().filter(|it| !vague(it)).map(line).collect();
    let mut by_parser = BTreeSet::new();
    diagnostics.retain(|it| {
        let parsed = it.syntax.is_some();
        (!vague(it) || said.insert(line(it))) && (!parsed || by_parser.insert(line(it)))
    });
}

fn whole(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok()
}

/// Unknown, with the nearest name that is known; or typed with a Vietnamese keyboard switched on.
fn unknown_message(name: &str, known: &BTreeSet<&'static str>) -> Message {
    let plain = plain_letters(name);
    let near = known
        .iter()
        .map(|key| (strsim::damerau_levenshtein(&plain, key), *key))
        .filter(|(distance, key)| *distance <= 2.max(key.len() / 3))
        .min();
    let Some((_, near)) = near else {
        let all = known.iter().copied().collect::<Vec<_>>().join(", ");
        return Message::new("unknown-key-of").with("key", name).with("known", all);
    };
    let code = if name.is_ascii() { "unknown-key" } else { "unknown-key-keyboard" };
    Message::new(code).with("key", name).with("near", near)
}

/// The parser's English, turned into a code by how it begins; the rest is quoted as it is.
fn syntax_message(text: &str, span: &Range<usize>, message: &str) -> (Message, Syntax) {
    let line_start =
        text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    if line.contains(['“', '”', '‘', '’']) {
        return (Message::new("toml-curly-quotes"), Syntax::Named);
    }
    if message.contains("duplicate key") {
        return (Message::new("toml-duplicate"), Syntax::Named);
    }
    if message.contains("invalid basic string") || message.contains("unclosed") {
        return (Message::new("toml-open-quote"), Syntax::Named);
    }
    (Message::new("toml-unreadable").with("detail", message), Syntax::Quoted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn diagnostics(text: &str) -> Vec<String> {
        let ((), diagnostics) = read("f.toml", text, |form| {
            form.text("name");
            form.number("count");
            if let Some(inner) = form.table("inner") {
                inner.texts("days");
                inner.refuse_unknown();
            }
        });
        diagnostics.iter().map(|diagnostic| diagnostic.headline(Lang::En)).collect()
    }

    #[test]
    fn every_mistake_is_reported_with_its_place() {
        let text = "name = 3\ncuont = 1\n[inner]\ndays = [\"t2\", 7]\nngày = \"x\"\n";
        snapbox::assert_data_eq!(
            diagnostics(text).join("\n"),
            snapbox::str![[r#"
f.toml:1:8: `name` takes a text in quotes
f.toml:4:15: `days` takes a text in quotes
f.toml:5:1: there is no key named `ngày`
f.toml:2:1: there is no key named `cuont`
"#]]
        );
    }

    #[test]
    fn curly_quotes_are_called_by_their_name() {
        let said = diagnostics("name = “Đài”\ncount = x\n");
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("curly"), "{said:?}");
    }

    #[test]
    fn a_key_spoiled_by_a_vietnamese_keyboard_is_recognised() {
        let (_, diagnostics) = read("f", "réaon = \"x\"", |form| form.text("reason"));
        assert_eq!(diagnostics[0].message.code, "unknown-key-keyboard");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|\n|\"|=|\\[|\\]){0,80}") {
            diagnostics(&text);
        }
    }
}
