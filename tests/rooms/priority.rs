//! Finds the places of a file in which priorities are compared.

use super::tokens::{Kind, Token, tokens};

/// Lines on which a priority is compared: by a sign, or by a function that orders.
pub(crate) fn comparisons(source: &str) -> Vec<usize> {
    let tokens = tokens(source);
    let places = (0..tokens.len()).filter(|at| is_word(&tokens, *at, "priority"));
    let compared = places.filter(|at| {
        is_sign(&tokens, at + 1)
            || is_sign(&tokens, path_before(&tokens, *at))
            || is_ordered(&tokens, path_before(&tokens, *at))
            || (is_mark(&tokens, at + 1, '.') && is_order(&tokens, at + 2))
    });
    compared.map(|at| tokens[at].line).collect()
}

/// The place before a path such as `a.b.priority`, whose last word is at `at`.
fn path_before(tokens: &[Token], at: usize) -> usize {
    let mut first = at;
    while first >= 2 && is_mark(tokens, first - 1, '.') {
        first -= 2;
    }
    first.wrapping_sub(1)
}

/// `<`, `>`, `<=`, `>=`, but no arrow and no bracket of a type.
fn is_sign(tokens: &[Token], at: usize) -> bool {
    let angle = is_mark(tokens, at, '<') || is_mark(tokens, at, '>');
    let end = is_mark(tokens, at, '=') && at > 0;
    let arrow =
        |at: usize| at > 0 && (is_mark(tokens, at - 1, '=') || is_mark(tokens, at - 1, '-'));
    angle && !arrow(at) || end && (is_mark(tokens, at - 1, '<') || is_mark(tokens, at - 1, '>'))
}

/// Inside the bracket of a function that orders: `Reverse(priority`, `cmp(&other.priority`.
fn is_ordered(tokens: &[Token], at: usize) -> bool {
    let at = if is_mark(tokens, at, '&') { at.wrapping_sub(1) } else { at };
    is_mark(tokens, at, '(') && at > 0 && is_order(tokens, at - 1)
}

fn is_order(tokens: &[Token], at: usize) -> bool {
    ["Reverse", "cmp", "partial_cmp", "max", "min"].iter().any(|word| is_word(tokens, at, word))
}

fn is_word(tokens: &[Token], at: usize, word: &str) -> bool {
    matches!(tokens.get(at), Some(Token { kind: Kind::Word(found), .. }) if found == word)
}

fn is_mark(tokens: &[Token], at: usize, mark: char) -> bool {
    matches!(tokens.get(at), Some(Token { kind: Kind::Mark(found), .. }) if *found == mark)
}
