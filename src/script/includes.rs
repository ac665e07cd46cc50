//! Which template includes which, and whether that ends.

use std::collections::{BTreeMap, BTreeSet};

use handlebars::{
    Template,
    template::{Parameter, TemplateElement as Element},
};

use super::{
    lint::HELPERS_THAT_LOOP,
    part::{At, Part, place_of},
};
use crate::{diagnostic::Diagnostic, words::Message};

/// Most turns that all loops of a script may make together; an inclusion is a turn.
const TURNS: u64 = 10_000;
/// Most steps, of whatever kind, that filling a script may take: what a small computer does in a
/// blink.
const STEPS: u64 = 200_000;
/// How deep templates may include each other.
const DEPTH: usize = 8;

/// What filling a template costs at most.
#[derive(Clone, Copy, Default)]
struct Cost {
    turns: u64,
    steps: u64,
    depth: usize,
}

/// Where a template includes another by its name.
type Inclusion = (String, At);

/// The templates that end, those that include come after those that they include; and what is wrong
/// with the others. `items` is the greatest length of a list.
pub(super) fn in_order(
    parts: &BTreeMap<String, Part>,
    items: usize,
) -> (Vec<&Part>, Vec<Diagnostic>) {
    let includes: BTreeMap<&str, Vec<Inclusion>> = parts
        .values()
        .map(|part| {
            let mut found = Vec::new();
            inclusions(&part.template, (1, 1), &mut found);
            found.retain(|(name, _)| parts.contains_key(name));
            (part.name.as_str(), found)
        })
        .collect();
    let mut diagnostics = Vec::new();
    let mut costs = BTreeMap::<&str, Cost>::new();
    let mut order = Vec::new();
    let mut left: Vec<&Part> = parts.values().collect();
    loop {
        let (ready, waiting): (Vec<&Part>, Vec<&Part>) = left.into_iter().partition(|part| {
            includes[part.name.as_str()].iter().all(|(name, _)| costs.contains_key(name.as_str()))
        });
        if ready.is_empty() {
            left = waiting;
            break;
        }
        for part in ready {
            let cost = cost(&part.template, &costs, items as u64);
            costs.insert(&part.name, cost);
            match too_much(cost) {
                Some(message) => diagnostics.push(part.diagnostic((1, 1), message)),
                None => order.push(part),
            }
        }
        left = waiting;
    }
    for part in left {
        let circles = includes[part.name.as_str()]
            .iter()
            .filter_map(|(name, at)| Some((way(&includes, name, &part.name)?, *at)));
        for (way, at) in circles {
            let message = Message::new("template-includes-itself");
            diagnostics.push(part.diagnostic(at, message.with("way", way)));
        }
    }
    (order, diagnostics)
}

/// The names that a template includes.
pub(super) fn names(template: &Template) -> BTreeSet<String> {
    let mut found = Vec::new();
    inclusions(template, (1, 1), &mut found);
    found.into_iter().map(|(name, _)| name).collect()
}

fn inclusions(template: &Template, near: At, found: &mut Vec<Inclusion>) {
    for (i, element) in template.elements.iter().enumerate() {
        let at = place_of(template, i, near);
        match element {
            Element::PartialExpression(it) | Element::PartialBlock(it) => {
                if let Parameter::Name(name) = &it.name {
                    found.push((name.clone(), at));
                }
            }
            Element::HelperBlock(it) => {
                for inner in [&it.template, &it.inverse].into_iter().flatten() {
                    inclusions(inner, at, found);
                }
            }
            _ => {}
        }
    }
}

fn cost(template: &Template, costs: &BTreeMap<&str, Cost>, items: u64) -> Cost {
    let mut all = Cost::default();
    for element in &template.elements {
        let mut one = Cost { steps: 1, ..Cost::default() };
        match element {
            Element::PartialExpression(it) | Element::PartialBlock(it) => {
                if let Parameter::Name(name) = &it.name
                    && let Some(part) = costs.get(name.as_str())
                {
                    one.turns = part.turns.saturating_add(1);
                    one.steps = part.steps.saturating_add(1);
                    one.depth = part.depth + 1;
                }
            }
            Element::HelperBlock(it) => {
                for inner in [&it.template, &it.inverse].into_iter().flatten() {
                    let inner = cost(inner, costs, items);
                    one.turns = one.turns.saturating_add(inner.turns);
                    one.steps = one.steps.saturating_add(inner.steps);
                    one.depth = one.depth.max(inner.depth);
                }
                if matches!(&it.name, Parameter::Name(name) if HELPERS_THAT_LOOP.contains(&&**name))
                {
                    one.turns = one.turns.saturating_add(1).saturating_mul(items);
                    one.steps = one.steps.saturating_mul(items);
                }
            }
            _ => {}
        }
        all.turns = all.turns.saturating_add(one.turns);
        all.steps = all.steps.saturating_add(one.steps);
        all.depth = all.depth.max(one.depth);
    }
    all
}

fn too_much(cost: Cost) -> Option<Message> {
    if cost.turns > TURNS || cost.steps > STEPS {
        let limit = i64::try_from(TURNS).unwrap_or(i64::MAX);
        return Some(Message::new("template-too-many-turns").with("limit", limit));
    }
    let deep = cost.depth > DEPTH;
    deep.then(|| Message::new("template-includes-too-deep").with("limit", DEPTH))
}

/// The shortest way of inclusions from `from` to `to`, as `a → b → a`; `None` when there is none.
fn way(includes: &BTreeMap<&str, Vec<Inclusion>>, from: &str, to: &str) -> Option<String> {
    let mut came_from = BTreeMap::from([(from.to_owned(), to.to_owned())]);
    let mut next = vec![from.to_owned()];
    while !next.is_empty() && !came_from.contains_key(to) {
        let mut after = Vec::new();
        for name in next {
            for (inner, _) in includes.get(name.as_str()).into_iter().flatten() {
                if !came_from.contains_key(inner) {
                    came_from.insert(inner.clone(), name.clone());
                    after.push(inner.clone());
                }
            }
        }
        next = after;
    }
    let mut steps = vec![to.to_owned()];
    let mut at = came_from.get(to)?;
    while at != to {
        steps.push(at.clone());
        at = came_from.get(at)?;
    }
    steps.push(to.to_owned());
    steps.reverse();
    Some(steps.join(" → "))
}
