//! Holds a template against what it is offered, before it is ever filled.
//!
//! The template engine itself says nothing of a misspelt name inside `{{#if …}}`, and would find the
//! others only on air. The walk below goes through a script and everything that it includes, with the
//! surroundings of each place. It is called for templates that end, so it ends too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use handlebars::{
    Path, Template,
    template::{
        BlockParam, DecoratorTemplate, HelperTemplate, Parameter, Subexpression,
        TemplateElement as Element,
    },
};
use serde_json::Value as Json;

use super::{
    cue::is_clip_name,
    part::{At, PLACE, Part, place_of},
    scope::Scope,
};
use crate::{diagnostic::Diagnostic, words::Message};

/// The blocks that are filled once for each item of a list.
pub(super) const HELPERS_THAT_LOOP: &[&str] = &["each"];

/// How deep blocks may stand in each other, through inclusions too: what a person can still follow.
const BLOCKS: usize = 4;

/// More mistakes than this in one script are not shown at once.
const MISTAKES: usize = 100;

/// What may be called: name, whether as a block, fewest and most parameters.
const HELPERS: &[(&str, bool, usize, usize)] = &[
    ("cue", true, 1, 1),
    ("each", true, 1, 1),
    ("if", true, 1, 1),
    ("unless", true, 1, 1),
    ("with", true, 1, 1),
    ("clip", false, 1, 8),
    ("eq", false, 2, 2),
    ("ne", false, 2, 2),
    ("gt", false, 2, 2),
    ("gte", false, 2, 2),
    ("lt", false, 2, 2),
    ("lte", false, 2, 2),
    ("and", false, 2, 2),
    ("or", false, 2, 2),
    ("not", false, 1, 1),
    ("len", false, 1, 1),
];

const UNKNOWN_PART: [&str; 2] = ["template-unknown-part", "template-unknown-part-of"];
const UNKNOWN_HELPER: [&str; 2] = ["template-unknown-helper", "template-unknown-helper-of"];

/// What a subexpression yields: words, as far as names are concerned.
static WORDS: Json = Json::Bool(true);

/// One walk through a script.
pub(super) struct Lint<'a> {
    parts: &'a BTreeMap<String, Part>,
    /// Every template that exists, the unreadable ones too.
    all: &'a BTreeSet<String>,
    seen: HashSet<(&'a str, bool, usize, Vec<usize>)>,
    /// What was found.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where the walk is.
#[derive(Clone)]
struct Here<'a> {
    part: &'a Part,
    scope: Scope<'a>,
    in_cue: bool,
    depth: usize,
}

impl<'a> Lint<'a> {
    /// A walk among `parts`; `all` are the names of the templates that exist.
    pub(super) fn new(parts: &'a BTreeMap<String, Part>, all: &'a BTreeSet<String>) -> Self {
        Self { parts, all, seen: HashSet::new(), diagnostics: Vec::new() }
    }

    /// Walks through a whole script in `scope`.
    pub(super) fn script(&mut self, part: &'a Part, scope: Scope<'a>) {
        let here = Here { part, scope, in_cue: false, depth: 0 };
        self.template(&part.template, (1, 1), &here);
    }

    fn template(&mut self, template: &'a Template, near: At, here: &Here<'a>) {
        for (i, element) in template.elements.iter().enumerate() {
            let at = place_of(template, i, near);
            match element {
                Element::RawString(text) if !here.in_cue && !text.trim().is_empty() => {
                    let message = Message::new("template-words-without-clip");
                    self.keep(here.part.diagnostic_in_words(at, message));
                }
                Element::RawString(_) | Element::Comment(_) => {}
                Element::Expression(it) | Element::HtmlExpression(it) => self.print(it, at, here),
                // A chained `{{else if}}` stands beside its block, not inside it; the parser gives it
                // no place of its own.
                Element::HelperBlock(it) if template.mapping.is_empty() => {
                    self.block(it, here.part.else_using(at, helper_name(it)), here.depth, here);
                }
                Element::HelperBlock(it) => self.block(it, at, here.depth + 1, here),
                Element::PartialExpression(it) => self.include(it, at, here),
                _ => self.say(here, at, Message::new("template-inner-part")),
            }
        }
    }

    /// `{{name}}` or `{{helper …}}`.
    fn print(&mut self, it: &'a HelperTemplate, at: At, here: &Here<'a>) {
        if !here.in_cue {
            self.say(here, at, Message::new("template-words-without-clip"));
        }
        match &it.name {
            Parameter::Name(_) => self.call(it, false, at, here),
            name => {
                let helper = raw(name).filter(|name| helper(name).is_some());
                if helper.is_some() {
                    self.call(it, false, at, here);
                } else if let Some(value) = self.value(name, at, here) {
                    self.expect_words(name, value, at, here);
                }
            }
        }
    }

    fn block(&mut self, it: &'a HelperTemplate, at: At, depth: usize, here: &Here<'a>) {
        if depth > BLOCKS {
            return self.say(here, at, Message::new("template-too-deep").with("limit", BLOCKS));
        }
        self.call(it, true, at, here);
        let outside = Here { depth, ..here.clone() };
        let mut inside = outside.clone();
        let first = it.params.first().and_then(|first| known(first, here));
        match (helper_name(it), first) {
            ("each", Some(list)) => {
                let Some(item) = list.as_array().and_then(|list| list.first()) else {
                    let name = it.params.first().and_then(raw).unwrap_or_default();
                    let message = Message::new("template-not-a-list").with("name", name);
                    return self.say(here, at, message);
                };
                inside.scope = here.scope.each(item, &block_names(it));
            }
            // What is inside cannot be judged where the list itself is not known.
            ("each" | "with", None) => return,
            ("with", Some(value)) => {
                inside.scope = here.scope.narrowed(value, &block_names(it));
            }
            ("cue", _) => {
                if here.in_cue {
                    self.say(here, at, Message::new("template-cue-in-cue"));
                }
                self.clip_name(it, at, here);
                inside.in_cue = true;
            }
            _ => {}
        }
        if let Some(template) = &it.template {
            self.template(template, at, &inside);
        }
        if let Some(inverse) = &it.inverse {
            self.template(inverse, at, &outside);
        }
    }

    /// A clip that is named outright can be judged now.
    fn clip_name(&mut self, it: &HelperTemplate, at: At, here: &Here<'a>) {
        if let Some(Parameter::Literal(name)) = it.params.first()
            && !name.as_str().is_some_and(is_clip_name)
        {
            let name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
            self.say(here, at, Message::new("template-clip-name").with("clip", name));
        }
    }

    fn include(&mut self, it: &'a DecoratorTemplate, at: At, here: &Here<'a>) {
        let Parameter::Name(name) = &it.name else {
            return self.say(here, at, Message::new("template-part-by-value"));
        };
        let Some(part) = self.parts.get(name) else {
            if !self.all.contains(name) {
                let all = self.all.iter().map(String::as_str);
                self.say(here, at, unknown(UNKNOWN_PART, name, all));
            }
            return;
        };
        let own = it.params.first().and_then(|own| self.value(own, at, here));
        let given = in_order(&it.hash);
        let given = given.filter_map(|(name, value)| Some((name, self.value(value, at, here)?)));
        let given = given.collect();
        let scope = here.scope.part(own, given);
        if self.seen.insert((&part.name, here.in_cue, here.depth, scope.key())) {
            self.template(&part.template, (1, 1), &Here { part, scope, ..here.clone() });
        }
    }

    /// A helper's name and parameters.
    fn call(&mut self, it: &'a HelperTemplate, as_block: bool, at: At, here: &Here<'a>) {
        let name = helper_name(it);
        let Some((_, block, fewest, most)) = helper(name) else {
            let fitting = HELPERS.iter().filter(|it| it.1 == as_block).map(|it| it.0);
            return self.say(here, at, unknown(UNKNOWN_HELPER, name, fitting));
        };
        if *block != as_block {
            let code = if *block { "template-helper-is-block" } else { "template-helper-is-value" };
            return self.say(here, at, Message::new(code).with("helper", name));
        }
        if !(*fewest..=*most).contains(&it.params.len()) {
            let message = Message::new("template-helper-needs").with("helper", name);
            return self.say(here, at, message.with("number", *fewest));
        }
        for parameter in &it.params {
            if let Some(value) = self.value(parameter, at, here)
                && matches!(name, "cue" | "clip")
            {
                self.expect_words(parameter, value, at, here);
            }
        }
        for (_, parameter) in in_order(&it.hash).filter(|(key, _)| *key != PLACE) {
            self.value(parameter, at, here);
        }
    }

    /// What a parameter means here; unknown names are reported.
    fn value(&mut self, parameter: &'a Parameter, at: At, here: &Here<'a>) -> Option<&'a Json> {
        if let Parameter::Subexpression(inner) = parameter
            && let Some(call) = call_of(inner)
        {
            self.call(call, false, at, here);
        }
        let known = known(parameter, here);
        if known.is_none()
            && let Some(name) = raw(parameter)
        {
            let (near, names) = here.scope.near(name);
            let message = match near {
                Some(near) => Message::new("template-unknown-name").with("near", near),
                None => Message::new("template-unknown-name-of"),
            };
            self.say(here, at, message.with("name", name).with("known", names));
        }
        known
    }

    fn expect_words(&mut self, name: &Parameter, value: &Json, at: At, here: &Here<'a>) {
        if value.is_object() || value.is_array() || value.is_null() {
            let name = raw(name).unwrap_or_default();
            self.say(here, at, Message::new("template-not-words").with("name", name));
        }
    }

    fn say(&mut self, here: &Here<'a>, at: At, message: Message) {
        self.keep(here.part.diagnostic(at, message));
    }

    fn keep(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MISTAKES {
            self.diagnostics.push(diagnostic);
        }
    }
}

/// What a parameter means here, if anything.
fn known<'a>(parameter: &'a Parameter, here: &Here<'a>) -> Option<&'a Json> {
    match parameter {
        Parameter::Path(_) | Parameter::Name(_) => here.scope.find(raw(parameter)?),
        Parameter::Literal(value) => Some(value),
        _ => Some(&WORDS),
    }
}

fn helper(name: &str) -> Option<&'static (&'static str, bool, usize, usize)> {
    HELPERS.iter().find(|helper| helper.0 == name)
}

/// A name as it was written.
fn raw(parameter: &Parameter) -> Option<&str> {
    match parameter {
        Parameter::Name(name)
        | Parameter::Path(Path::Relative((_, name)) | Path::Local((_, _, name))) => Some(name),
        _ => None,
    }
}

fn helper_name(it: &HelperTemplate) -> &str {
    raw(&it.name).unwrap_or_default()
}

fn call_of(inner: &Subexpression) -> Option<&HelperTemplate> {
    match inner.as_element() {
        Element::Expression(call) => Some(call),
        _ => None,
    }
}

/// Named values in the order of their names, so that two runs say the same.
fn in_order(hash: &HashMap<String, Parameter>) -> impl Iterator<Item = (&str, &Parameter)> {
    hash.iter().map(|(name, value)| (name.as_str(), value)).collect::<BTreeMap<_, _>>().into_iter()
}

fn block_names(it: &HelperTemplate) -> Vec<&str> {
    match &it.block_param {
        Some(BlockParam::Single(one)) => raw(one).into_iter().collect(),
        Some(BlockParam::Pair((one, two))) => raw(one).into_iter().chain(raw(two)).collect(),
        _ => Vec::new(),
    }
}

/// Unknown, with the nearest name that is known, or with all of them (`…-of`).
fn unknown<'n>(
    codes: [&'static str; 2],
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Message {
    let known: Vec<_> = known.collect();
    let near = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(name, known), *known))
        .filter(|(distance, known)| *distance <= 2.max(known.len() / 3))
        .min();
    let message = match near {
        Some((_, near)) => Message::new(codes[0]).with("near", near),
        None => Message::new(codes[1]).with("known", known.join(", ")),
    };
    message.with("name", name)
}
