//! The reading so far, and the state of it that decides how the next number is read.

use std::{cell::OnceCell, collections::HashSet};

use super::{
    Here, Manner, Reading, Words,
    context::Before,
    list::{Class, List},
    token::{Page, of_word},
    unread::Fate,
};

/// The way in which a number was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// As a class that holds for the rest of its list.
    Of(Class),
    /// As an amount, after which a stroke may mean "per": `12 người/đoàn`.
    Amount,
    /// In another way.
    Other,
}

/// The reading so far.
#[derive(Default)]
pub(super) struct Speech {
    spoken: String,
    unknown: Vec<String>,
    seen: HashSet<String>,
    list: List,
    /// The number of words since the last amount; `None` once anything but words and spaces followed it.
    since_amount: Option<usize>,
}

impl Speech {
    /// The most words for the thing that an amount counts.
    const COUNTED: usize = 4;

    pub(super) fn here<'p, 't>(
        &'p self,
        page: &'p Page<'t>,
        at: usize,
        words: &'p Words,
        manner: Manner,
    ) -> Here<'p, 't> {
        Here {
            page,
            at,
            spoken: &self.spoken,
            before: Before::of(&self.spoken),
            sentence: OnceCell::new(),
            list: self.list.class(),
            amount: self.since_amount.is_some_and(|words| words <= Self::COUNTED),
            words,
            manner,
        }
    }

    pub(super) fn reading(self) -> Reading {
        Reading { spoken: self.spoken, unknown: self.unknown }
    }

    /// Adds words, with a space where the reading so far needs one.
    pub(super) fn say(&mut self, words: &str) {
        let apart = |it: char| {
            of_word(it) || it.is_ascii_digit() || matches!(it, ')' | ']' | '}' | ',' | ';')
        };
        if self.spoken.ends_with(apart) {
            self.spoken.push(' ');
        }
        // An apostrophe after a letter would join the words to it: `H'5`.
        let mut letters = self.spoken.chars().rev();
        let apostrophe = letters.next().is_some_and(|it| matches!(it, '\'' | '’'));
        if apostrophe && letters.next().is_some_and(of_word) {
            self.spoken.push(' ');
        }
        self.spoken.push_str(words);
    }

    /// Adds the words of a number, and remembers its kind; returns the place after it.
    pub(super) fn number(
        &mut self,
        words: &str,
        sort: Sort,
        end: usize,
        odd: Option<String>,
    ) -> usize {
        self.say(words);
        if let Some(odd) = odd {
            self.name(odd);
        }
        match sort {
            Sort::Of(class) => self.list.goes_on(Some(class)),
            Sort::Amount => self.list.goes_on(None),
            Sort::Other => self.list.passes(words),
        }
        match sort {
            Sort::Amount => self.since_amount = Some(0),
            Sort::Other => {}
            Sort::Of(_) => self.since_amount = None,
        }
        end
    }

    /// Adds text that stays as it is; letters directly after a number are separated from its words.
    pub(super) fn keep(&mut self, text: &str) {
        let close = self.spoken.ends_with(of_word);
        if close && text.starts_with(char::is_alphabetic) {
            self.spoken.push(' ');
        }
        self.spoken.push_str(text);
        self.pass(text);
    }

    /// Updates the state after text that is not a number.
    pub(super) fn pass(&mut self, text: &str) {
        self.list.passes(text);
        let words = text.starts_with(char::is_alphabetic);
        let goes_on = words || text.starts_with([' ', '\u{a0}']);
        self.since_amount = self.since_amount.filter(|_| goes_on).map(|it| it + usize::from(words));
    }

    /// Handles a place that no rule reads; returns the place after it.
    pub(super) fn unread(&mut self, fate: Fate, page: &Page<'_>, at: usize) -> usize {
        let text = |at: usize| page.get(at).map_or("", |it| it.text);
        let mut end = at + 1;
        match fate {
            Fate::Stays => self.keep(text(at)),
            Fate::Pause => self.pause(page.is_space(at + 1)),
            Fate::Named(after, name) => {
                end = after;
                (at..end).for_each(|at| self.keep(text(at)));
                self.name(name);
            }
            Fate::Dropped => end += usize::from(page.is_space(end)),
            Fate::LeftOut(name) => {
                self.name(name);
                end += self.gap(page, end);
            }
        }
        end
    }

    /// Replaces a sign by one space, so that the words around it do not join; at the end of a line by nothing.
    /// Returns the number of spaces after the sign to skip.
    fn gap(&mut self, page: &Page<'_>, end: usize) -> usize {
        let spaced = self.spoken.is_empty() || self.spoken.ends_with(char::is_whitespace);
        let follows = page.is_space(end);
        if page.get(end).is_none_or(|it| it.text == "\n") {
            let kept = self.spoken.trim_end_matches([' ', '\u{a0}']).len();
            self.spoken.truncate(kept);
        } else if !spaced && !follows {
            self.spoken.push(' ');
        }
        usize::from(spaced && follows)
    }

    fn name(&mut self, name: String) {
        if self.seen.insert(name.clone()) {
            self.unknown.push(name);
        }
    }

    /// Reads a stroke between two words as a pause: a comma.
    fn pause(&mut self, spaced: bool) {
        let kept = self.spoken.trim_end_matches([' ', '\u{a0}']).len();
        self.spoken.truncate(kept);
        let close = if spaced { "" } else { " " };
        if self.spoken.ends_with(|it: char| it.is_alphanumeric() || matches!(it, ')' | '”' | '"'))
        {
            self.spoken.push(',');
            self.spoken.push_str(close);
        } else if self.spoken.ends_with([',', ';', ':']) {
            self.spoken.push_str(close);
        }
        self.pass("/");
    }
}
