//! What kind of number a list is made of: a kind that is found for one of them holds for the next.

/// How the numbers of a list are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Numbers to call.
    Called,
    /// Numbers of papers and accounts.
    Paper,
    /// `1/5`: days with their month.
    Day,
    /// The first two of `ngày 1, 2 và 3/4`.
    DayNumber,
    /// The second of `tháng 3, 4`.
    Month,
    /// The second of `thứ 2, 4`.
    Weekday,
    /// Roman numerals.
    Roman,
}

/// The list that is being read, if one is.
#[derive(Debug, Default)]
pub(super) struct List {
    class: Option<Class>,
    /// Whether a bracket is open that explains the last of it, and the words in it.
    explained: bool,
    words: usize,
}

impl List {
    /// A bracket of more words explains no number.
    const WORDS: usize = 8;

    pub(super) fn class(&self) -> Option<Class> {
        self.class
    }

    /// A number of the class was said.
    pub(super) fn goes_on(&mut self, class: Option<Class>) {
        self.class = class;
        self.explained &= class.is_some();
    }

    /// Other words were said, or a sign: some lead to the next number, others end the list.
    pub(super) fn passes(&mut self, text: &str) {
        let space = text.starts_with(|it: char| it.is_whitespace() && it != '\n');
        let joins = matches!(
            text,
            "," | ";" | "/" | "&" | "-" | "–" | "và" | "hoặc" | "hay" | "với" | "cùng"
        );
        match text {
            "(" => (self.explained, self.words) = (self.class.is_some(), 0),
            ")" => self.explained = false,
            _ if space || joins => {}
            _ if self.explained && self.words < Self::WORDS && text != "\n" => self.words += 1,
            _ => (self.class, self.explained) = (None, false),
        }
    }
}
