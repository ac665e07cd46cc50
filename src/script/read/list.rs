//! Lists of numbers: the class that is found for one number also holds for the next one of its list.

/// The class of a list's numbers, which decides how they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Numbers to call.
    Called,
    /// Numbers of papers and accounts.
    Paper,
    /// Days with their month: `1/5`.
    Day,
    /// Days without a month, such as the first two of `ngày 1, 2 và 3/4`.
    DayNumber,
    /// Months, such as the second number of `tháng 3, 4`.
    Month,
    /// Days of the week, such as the second number of `thứ 2, 4`.
    Weekday,
    /// Roman numerals.
    Roman,
}

/// The list that is being read, if one is.
#[derive(Debug, Default)]
pub(super) struct List {
    class: Option<Class>,
    /// Whether an open bracket explains the last number; `words` counts the words in it.
    explained: bool,
    words: usize,
}

impl List {
    /// The most words of a bracket that explains a number.
    const WORDS: usize = 8;

    pub(super) fn class(&self) -> Option<Class> {
        self.class
    }

    /// Records that a number of the class was read.
    pub(super) fn goes_on(&mut self, class: Option<Class>) {
        self.class = class;
        self.explained &= class.is_some();
    }

    /// Records other words or a sign: some of them lead to the next number, others end the list.
    pub(super) fn passes(&mut self, text: &str) {
        let space = text.starts_with(|it: char| it.is_whitespace() && it != '\n');
        let joins = matches!(
            text.trim_end(),
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
