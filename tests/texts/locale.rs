//! The texts of one language, as data.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use crate::files::files;

/// One message, or one attribute of a message.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// The file in the language's folder.
    pub(crate) file: String,
    /// Its words in every variant, without what is filled in.
    pub(crate) words: String,
    /// The names of what is filled in.
    pub(crate) args: BTreeSet<String>,
    /// Other messages that it shows.
    pub(crate) others: BTreeSet<String>,
}

/// Every text of `locales/LANGUAGE` by its id: `unknown-key`, `unknown-key.fix`.
pub(crate) fn locale(language: &str) -> BTreeMap<String, Text> {
    let mut texts = BTreeMap::new();
    for (file, source) in files(&format!("locales/{language}")) {
        for (id, text) in read(&file, &source) {
            let earlier = texts.insert(id.clone(), text);
            assert!(earlier.is_none(), "{language}/{file}: {id} is written twice");
        }
    }
    texts
}

/// The texts of one file.
pub(crate) fn read(file: &str, source: &str) -> Vec<(String, Text)> {
    let resource = parser::parse(source)
        .unwrap_or_else(|(_, errors)| panic!("{file} cannot be read: {errors:?}"));
    let mut texts = Vec::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        texts.extend(message.value.map(|value| (id.to_owned(), text(file, &value))));
        for attribute in message.attributes {
            texts.push((format!("{id}.{}", attribute.id.name), text(file, &attribute.value)));
        }
    }
    texts
}

fn text(file: &str, pattern: &Pattern<&str>) -> Text {
    let mut text = Text { file: file.to_owned(), ..Text::default() };
    add_pattern(&mut text, pattern);
    text
}

fn add_pattern(text: &mut Text, pattern: &Pattern<&str>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.words.push_str(value),
            PatternElement::Placeable { expression } => add_expression(text, expression),
        }
    }
}

fn add_expression(text: &mut Text, expression: &Expression<&str>) {
    match expression {
        Expression::Inline(inline) => add_inline(text, inline),
        Expression::Select { selector, variants } => {
            add_inline(text, selector);
            for variant in variants {
                add_pattern(text, &variant.value);
                text.words.push('\n');
            }
        }
    }
}

fn add_inline(text: &mut Text, inline: &InlineExpression<&str>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            text.args.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            text.others.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|inside| add_inline(text, inside));
        }
        InlineExpression::Placeable { expression } => add_expression(text, expression),
        InlineExpression::StringLiteral { value } => text.words.push_str(value),
        InlineExpression::NumberLiteral { .. } | InlineExpression::TermReference { .. } => {}
    }
}
