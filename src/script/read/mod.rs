//! The words an announcer would say for a written text.
//!
//! [`read`] goes through the text once, from left to right. Names and acronyms in the station's
//! `scripts/words.toml` are replaced by their reading; numbers, dates, hours, amounts and legal numbers are
//! put in words; all else stays as it is, punctuation included. Nothing is guessed: an acronym without a
//! reading and a word that is not a Vietnamese syllable stay and are listed in [`Reading::unknown`]; a sign
//! without a sound is left out and listed there. The reading of a number depends on the words that were
//! *read* before it, not on those that were written, so that reading a reading changes nothing.
//!
//! Each kind of number has its file: `hotline`, `phone`, `paper` and `plate` are read digit by digit, `date`,
//! `month`, `weekday` and `clock` tell the time, `measure`, `fraction` and `unit` are amounts, `legal` and
//! `roman` are numbers of laws and headings. `list` carries the class of one number to the next of its list.

mod acronym;
mod clock;
mod context;
mod date;
mod feast;
mod fraction;
mod hotline;
mod legal;
mod letter;
mod list;
mod measure;
mod month;
mod number;
mod paper;
mod phone;
mod plate;
mod roman;
mod short;
mod sign;
mod speech;
mod syllable;
#[cfg(test)]
mod tests;
mod token;
mod unit;
mod unread;
mod weekday;
mod words;

use std::cell::OnceCell;

use context::{Before, Sentence};
use list::Class;
use speech::{Sort, Speech};
use token::{Kind, Page, tidy};
use unread::fate;
pub use words::{WORDS_FILE, Words, words};

/// A text for the ear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words, NFC, with the text's punctuation and white space.
    pub spoken: String,
    /// Parts of the text without a reading, as they were written; each once, in order. Acronyms, foreign words
    /// and impossible numbers stand in `spoken` too; signs without a sound do not.
    pub unknown: Vec<String>,
}

/// How a region says its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// `linh`, `nghìn`: the north, and the national radio.
    #[default]
    North,
    /// `lẻ`, `ngàn`.
    South,
}

impl Manner {
    /// Reads `north` or `south`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "north" => Some(Self::North),
            "south" => Some(Self::South),
            _ => None,
        }
    }

    /// What stands for tens that are zero.
    fn and(self) -> &'static str {
        match self {
            Self::North => "linh",
            Self::South => "lẻ",
        }
    }

    fn thousand(self) -> &'static str {
        match self {
            Self::North => "nghìn",
            Self::South => "ngàn",
        }
    }
}

/// Where a rule's reading ends, as a place on the page, and its words.
type Said = (usize, String);

/// A place on the page, and what was said just before it.
struct Here<'p, 't> {
    page: &'p Page<'t>,
    at: usize,
    /// The reading so far.
    spoken: &'p str,
    before: Before,
    sentence: OnceCell<Sentence>,
    /// The class of the list that is being read.
    list: Option<Class>,
    /// Whether an amount was read, and after it at most the thing that it counts.
    amount: bool,
    words: &'p Words,
    manner: Manner,
}

impl Here<'_, '_> {
    /// The words of the sentence so far.
    fn sentence(&self) -> &Sentence {
        self.sentence.get_or_init(|| Sentence::of(self.spoken))
    }

    /// The first word of the reading at `at`, from the station's own words if they have one.
    fn next_word(&self, at: usize) -> Option<String> {
        let own = self.words.longest(self.page, at).map(|(_, spoken)| spoken);
        let word = own.as_deref().or_else(|| self.page.word(at))?;
        word.split(|it: char| !it.is_alphabetic()).next().map(str::to_owned)
    }
}

/// Reads a text aloud. It never fails; parts without a reading are listed in [`Reading::unknown`].
pub fn read(text: &str, words: &Words, manner: Manner) -> Reading {
    let text = tidy(text);
    let page = Page::of(&text);
    let (mut speech, mut at) = (Speech::default(), 0);
    while let Some(token) = page.get(at) {
        let own = words.longest(&page, at).filter(|_| {
            let code = paper::is_glued_code(&page, at);
            !code || paper::paper(&speech.here(&page, at, words, manner)).is_none()
        });
        if let Some((end, said)) = own {
            speech.say(&said);
            speech.pass(&said);
            at = end.max(at + 1);
        } else if token.kind == Kind::Space {
            speech.keep(token.text);
            at += 1;
        } else {
            let here = speech.here(&page, at, words, manner);
            let found = rule(&here).ok_or_else(|| fate(&here));
            at = match found {
                Ok(((end, said), sort)) => {
                    let odd = unread::no_number(&page, at, end);
                    speech.number(&said, sort, end.max(at + 1), odd)
                }
                Err(fate) => speech.unread(fate, &page, at),
            };
        }
    }
    speech.reading()
}

/// What is read at this place by rule; `None` where it stays as it is.
fn rule(here: &Here<'_, '_>) -> Option<(Said, Sort)> {
    let of = |class: Class| move |said: Said| (said, Sort::Of(class));
    let amount = |said: Said| (said, Sort::Amount);
    let other = |said: Said| (said, Sort::Other);
    match here.page.get(here.at)?.kind {
        Kind::Word => (plate::plate(here).or_else(|| paper::paper(here)).map(of(Class::Paper)))
            .or_else(|| weekday::weekday(here).map(of(Class::Weekday)))
            .or_else(|| roman::roman(here).map(of(Class::Roman)))
            .or_else(|| short::short(here).or_else(|| measure::times(here)).map(other))
            .or_else(|| letter::letter(here).or_else(|| unit::alone(here)).map(other)),
        Kind::Digits if letter::is_glued(here) => letter::digits(here).map(other),
        Kind::Digits => digits(here),
        Kind::Sign if sign::is_bullet(here) => None,
        Kind::Sign => (phone::phone(here).map(of(Class::Called)))
            .or_else(|| measure::measure(here).map(amount))
            .or_else(|| unit::alone(here).or_else(|| sign::sign(here)).map(other)),
        Kind::Space | Kind::Other => None,
    }
}

/// A number by its kind, the most certain kinds first.
fn digits(here: &Here<'_, '_>) -> Option<(Said, Sort)> {
    let of = |class: Class| move |said: Said| (said, Sort::Of(class));
    (plate::plate(here).map(of(Class::Paper)))
        .or_else(|| paper::tax(here).map(of(Class::Paper)))
        .or_else(|| phone::phone(here).map(of(Class::Called)))
        .or_else(|| legal::number(here).map(|said| (said, Sort::Other)))
        .or_else(|| hotline::hotline(here).map(of(Class::Called)))
        .or_else(|| paper::paper(here).map(of(Class::Paper)))
        .or_else(|| date::date(here).map(|(said, class)| (said, Sort::Of(class))))
        .or_else(|| clock::clock(here).map(|said| (said, Sort::Amount)))
        .or_else(|| weekday::weekday(here).map(of(Class::Weekday)))
        .or_else(|| {
            let class = (here.before.last == "thứ" || here.list == Some(Class::Weekday))
                .then_some(Class::Weekday);
            measure::measure(here).map(|said| (said, class.map_or(Sort::Amount, Sort::Of)))
        })
}
