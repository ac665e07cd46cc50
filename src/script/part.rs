//! One template, parsed, with the text that its mistakes point at.

use handlebars::{
    Template,
    template::{HelperTemplate, Parameter, TemplateElement as Element},
};
use serde_json::json;

use super::tags::{self, Kind, Tag};
use crate::{diagnostic::Diagnostic, words::Message};

/// Longest text of a template, bytes: some fifty minutes of speech.
const LONGEST: usize = 64 * 1024;

/// Line and column, from 1, columns in letters.
pub(super) type At = (usize, usize);

/// The hash key under which a cue is told where it stands; a person cannot type it.
pub(super) const PLACE: &str = "\u{1}place";

/// A template that could be parsed.
pub(super) struct Part {
    /// `ban-tin-vneid`.
    pub(super) name: String,
    /// `scripts/ban-tin-vneid.hbs`.
    pub(super) file: String,
    /// Its text.
    pub(super) text: String,
    /// The same, parsed; every cue knows its place.
    pub(super) template: Template,
    tags: Vec<Tag>,
}

/// The file of a template, as mistakes call it.
pub(super) fn file_of(name: &str) -> String {
    format!("scripts/{name}.hbs")
}

impl Part {
    /// Parses the text of the template `name`.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Diagnostic> {
        // Some editors write an invisible mark at the beginning of a file.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = file_of(name);
        if text.len() > LONGEST {
            let message = Message::new("template-file-too-big").with("limit", LONGEST / 1024);
            return Err(Diagnostic::error(file, message));
        }
        let tags = match tags::find(text) {
            Ok(tags) => tags,
            Err((span, message)) => return Err(Diagnostic::error(file, message).at(text, span)),
        };
        let mut template = match Template::compile_with_name(text, name.to_owned()) {
            Ok(template) => template,
            Err(error) => {
                let (line, column) = error.pos().unwrap_or((1, 1));
                let message = Message::new("template-syntax");
                return Err(Diagnostic::error(file, message).on(text, line, column, 1));
            }
        };
        tell_cues_their_place(&mut template, name, (1, 1));
        Ok(Self { name: name.to_owned(), file, text: text.to_owned(), template, tags })
    }

    /// An error about the tag at `at`.
    pub(super) fn diagnostic(&self, at: At, message: Message) -> Diagnostic {
        let offset = self.offset(at);
        let span = self.tags.iter().map(|tag| &tag.span).find(|span| span.start == offset);
        let span = span.cloned().unwrap_or(offset..offset);
        Diagnostic::error(&*self.file, message).at(&self.text, span)
    }

    /// An error about the words at `at`, up to the next tag or the line's end.
    pub(super) fn diagnostic_in_words(&self, at: At, message: Message) -> Diagnostic {
        let rest = &self.text[self.offset(at)..];
        let from = self.text.len() - rest.trim_start().len();
        let line = self.text[from..].lines().next().unwrap_or_default();
        let words = line.split("{{").next().unwrap_or_default().trim_end();
        Diagnostic::error(&*self.file, message).at(&self.text, from..from + words.len())
    }

    /// Where the first `{{else …}}` after `block` stands that uses `name`: the parser keeps no place
    /// for it.
    pub(super) fn else_using(&self, block: At, name: &str) -> At {
        let from = self.offset(block);
        let tag = self.tags.iter().find(|tag| {
            let uses = self.text[tag.span.clone()].contains(name);
            tag.span.start > from && tag.kind == Kind::Else && uses
        });
        tag.map_or(block, |tag| {
            let before = &self.text[..tag.span.start];
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
        })
    }

    fn offset(&self, (line, column): At) -> usize {
        let mut lines = self.text.split_inclusive('\n');
        let start: usize = lines.by_ref().take(line.saturating_sub(1)).map(str::len).sum();
        let line = lines.next().unwrap_or_default();
        let inside = line.char_indices().nth(column.saturating_sub(1));
        start + inside.map_or(line.len(), |(at, _)| at)
    }
}

/// Where the element number `i` of `template` stands; what the parser gave no place stands at `near`.
pub(super) fn place_of(template: &Template, i: usize, near: At) -> At {
    template.mapping.get(i).map_or(near, |mapping| (mapping.0, mapping.1))
}

fn tell_cues_their_place(template: &mut Template, name: &str, near: At) {
    for i in 0..template.elements.len() {
        let at = place_of(template, i, near);
        if let Element::HelperBlock(block) = &mut template.elements[i] {
            tell_cue(block, name, at);
        }
    }
}

fn tell_cue(block: &mut HelperTemplate, name: &str, at: At) {
    if block.name == Parameter::Name("cue".to_owned()) {
        block.hash.insert(PLACE.to_owned(), Parameter::Literal(json!([name, at.0, at.1])));
    }
    for inner in [&mut block.template, &mut block.inverse].into_iter().flatten() {
        tell_cues_their_place(inner, name, at);
    }
}
