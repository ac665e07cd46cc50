//! Which names a template may use at a place: its surroundings as the template engine keeps them.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::words::plain_letters;

/// Blocks and partials that change what a name means, outermost first; never empty.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    frames: Vec<Frame<'a>>,
    /// What loops offer beside their items.
    turn: &'a Turn,
}

/// The values that a loop sets for each turn.
pub(super) struct Turn {
    /// `@index`.
    index: Json,
    /// `@first` and `@last`.
    edge: Json,
}

#[derive(Clone)]
struct Frame<'a> {
    /// What `this` is.
    value: &'a Json,
    /// Names that the block or the inclusion gave: `as |item|`, `{{> part key=value}}`.
    given: Vec<(&'a str, &'a Json)>,
    /// Whether `@index` and its like are there.
    turns: bool,
    /// Whether it is another template's: names given outside do not reach it.
    part: bool,
}

impl Default for Turn {
    fn default() -> Self {
        Self { index: json!(0), edge: json!(true) }
    }
}

impl<'a> Scope<'a> {
    /// The surroundings of a whole script.
    pub(super) fn root(offer: &'a Json, turn: &'a Turn) -> Self {
        let root = Frame { value: offer, given: Vec::new(), turns: false, part: true };
        Self { frames: vec![root], turn }
    }

    /// The same inside a loop over items like `item`; `names` are its `as |item index|`.
    pub(super) fn each(&self, item: &'a Json, names: &[&'a str]) -> Self {
        let given = names.iter().copied().zip([item, &self.turn.index]).collect();
        self.with(Frame { value: item, given, turns: true, part: false })
    }

    /// The same inside `{{#with value}}`.
    pub(super) fn narrowed(&self, value: &'a Json, names: &[&'a str]) -> Self {
        let given = names.iter().copied().zip([value]).collect();
        self.with(Frame { value, given, turns: false, part: false })
    }

    /// The same inside a partial that is given `value` as its own, and named values.
    pub(super) fn part(&self, value: Option<&'a Json>, given: Vec<(&'a str, &'a Json)>) -> Self {
        let turns = self.here().is_some_and(|frame| frame.turns);
        let value = value.or_else(|| self.here().map(|frame| frame.value));
        self.with(Frame { value: value.unwrap_or(&Json::Null), given, turns, part: true })
    }

    /// What `path` means here; `None` when it means nothing.
    pub(super) fn find(&self, path: &str) -> Option<&'a Json> {
        if let Some(local) = path.strip_prefix('@').filter(|it| !it.starts_with("root")) {
            let (level, name) = climb(local);
            let frame = self.above(level)?;
            return match name {
                "index" if frame.turns => Some(&self.turn.index),
                "first" | "last" if frame.turns => Some(&self.turn.edge),
                _ => None,
            };
        }
        let (start, steps) = self.start(path)?;
        steps.into_iter().try_fold(start, |value, step| value.as_object()?.get(step))
    }

    /// The name that is most like `path`, also further out, and all names that are near at hand.
    pub(super) fn near(&self, path: &str) -> (Option<String>, String) {
        let names = self.names();
        let plain =
            |name: &str| plain_letters(name.trim_start_matches("../").trim_start_matches('@'));
        let meant = plain(path);
        let nearest = names
            .iter()
            .map(|name| (strsim::damerau_levenshtein(&meant, &plain(name)), name))
            .filter(|(distance, _)| *distance <= 2.max(meant.chars().count() / 3))
            .min()
            .map(|(_, name)| name.clone());
        let here: Vec<_> = names.into_iter().filter(|name| !name.starts_with("../")).collect();
        (nearest, here.join(", "))
    }

    /// Tells surroundings apart in which the same names mean the same.
    pub(super) fn key(&self) -> Vec<usize> {
        let mut key = Vec::new();
        for frame in &self.frames {
            key.push(std::ptr::from_ref(frame.value).addr());
            key.push(usize::from(frame.turns) + 2 * usize::from(frame.part));
            for (name, value) in &frame.given {
                key.push(name.as_ptr().addr());
                key.push(std::ptr::from_ref(*value).addr());
            }
        }
        key
    }

    fn with(&self, frame: Frame<'a>) -> Self {
        let mut frames = self.frames.clone();
        frames.push(frame);
        Self { frames, turn: self.turn }
    }

    fn here(&self) -> Option<&Frame<'a>> {
        self.frames.last()
    }

    fn above(&self, level: usize) -> Option<&Frame<'a>> {
        self.frames.iter().rev().nth(level)
    }

    /// The value that a path starts from, and the steps that are left.
    fn start<'p>(&self, path: &'p str) -> Option<(&'a Json, Vec<&'p str>)> {
        if let Some(rest) = path.strip_prefix("@root") {
            return Some((self.frames.first()?.value, steps(rest)));
        }
        let (level, rest) = climb(path);
        let mut steps = steps(rest);
        if let (0, Some(first)) = (level, steps.first().copied())
            && let Some(given) = self.given(first)
        {
            steps.remove(0);
            return Some((given, steps));
        }
        Some((self.above(level)?.value, steps))
    }

    fn given(&self, name: &str) -> Option<&'a Json> {
        self.reach().find_map(|frame| frame.given.iter().find(|it| it.0 == name)).map(|it| it.1)
    }

    /// The frames whose given names reach here: up to the template's own edge.
    fn reach(&self) -> impl Iterator<Item = &Frame<'a>> {
        let edge = self.frames.iter().rposition(|frame| frame.part).unwrap_or(0);
        self.frames[edge..].iter().rev()
    }

    fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for (level, frame) in self.frames.iter().rev().enumerate() {
            list(&"../".repeat(level), frame.value, &mut names);
            if frame.turns && level == 0 {
                names.extend(["@index", "@first", "@last"].map(str::to_owned));
            }
        }
        for (name, value) in self.reach().flat_map(|frame| &frame.given) {
            if value.is_object() {
                list(&format!("{name}."), value, &mut names);
            } else {
                names.insert((*name).to_owned());
            }
        }
        names
    }
}

/// How many levels a path climbs, and what follows.
fn climb(path: &str) -> (usize, &str) {
    let mut rest = path;
    let mut level = 0;
    while let Some(after) = rest.strip_prefix("..").and_then(|it| it.strip_prefix(['/', '.'])) {
        (level, rest) = (level + 1, after);
    }
    (level, rest)
}

fn steps(path: &str) -> Vec<&str> {
    path.split(['/', '.']).filter(|step| !step.is_empty() && *step != "this").collect()
}

fn list(before: &str, value: &Json, names: &mut BTreeSet<String>) {
    let Some(fields) = value.as_object() else { return };
    for (name, value) in fields {
        if value.is_object() {
            list(&format!("{before}{name}."), value, names);
        } else {
            names.insert(format!("{before}{name}"));
        }
    }
}
