//! The pages of a report as they were read: texts and rules with their places, in points.

use loa::words::{Lang, Message, text};
use serde::Deserialize;

use crate::press::Document;

#[derive(Deserialize)]
pub(crate) struct Pdf {
    pub(crate) fonts: Vec<Font>,
    pub(crate) pages: Vec<Page>,
}

#[derive(Deserialize)]
pub(crate) struct Font {
    pub(crate) name: String,
    pub(crate) embedded: bool,
}

#[derive(Deserialize)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// In the order in which they were set; the page's number among them.
    pub(crate) texts: Vec<Text>,
    pub(crate) rules: Vec<Rule>,
}

/// Words of one face on one line of one cell. `y` is the baseline, from above.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Text {
    pub(crate) words: String,
    pub(crate) x0: f64,
    pub(crate) x1: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) black: bool,
}

#[derive(Deserialize)]
pub(crate) struct Rule {
    pub(crate) x0: f64,
    pub(crate) x1: f64,
    pub(crate) y: f64,
}

/// 20 mm: the least margin above and below, and the most on the right.
pub(crate) const MM20: f64 = 56.7;
/// 30 mm: the least margin on the left.
pub(crate) const MM30: f64 = 85.04;

/// A report that was set.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) lang: Lang,
    pub(crate) landscape: bool,
    pub(crate) fonts: Vec<Font>,
    /// The report.
    pub(crate) pages: Vec<Page>,
    /// Its annex.
    pub(crate) annex: Vec<Page>,
}

impl Sheet {
    pub(crate) fn new(document: &Document, pdf: Pdf) -> Self {
        let Document { name, lang, landscape, .. } = document.clone();
        let Pdf { fonts, mut pages } = pdf;
        let head = text(lang, "report-annex");
        let begins = |page: &Page| page.texts.iter().any(|it| it.words == head);
        let annex = pages.split_off(pages.iter().position(begins).unwrap_or(pages.len()));
        Self { name, lang, landscape, fonts, pages, annex }
    }

    pub(crate) fn first(&self) -> &Page {
        &self.pages[0]
    }

    pub(crate) fn all_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().chain(&self.annex)
    }

    /// The words of a key of `locales/`, without what would be filled in.
    pub(crate) fn word(&self, key: &'static str) -> String {
        let empty = ["number", "name", "basis"];
        let message = empty.iter().fold(Message::new(key), |it, name| it.with(name, ""));
        message.render(self.lang).trim().to_owned()
    }

    /// A text of the first page.
    pub(crate) fn found(&self, is: impl Fn(&Text) -> bool, what: &str) -> Result<&Text, String> {
        self.first().texts.iter().find(|it| is(it)).ok_or_else(|| format!("no {what}"))
    }

    /// The texts of the report between its addressee and `Nơi nhận`, with the place of their page.
    pub(crate) fn body(&self) -> Vec<(usize, &Text)> {
        let [to, recipients] = ["report-to", "report-recipients"].map(|key| self.word(key));
        let to = to.trim_end_matches(':').to_owned();
        let texts = self.pages.iter().enumerate();
        texts
            .flat_map(|(place, page)| page.body().map(move |it| (place, it)))
            .skip_while(|(_, it)| !it.words.starts_with(&to))
            .skip(1)
            .take_while(|(_, it)| it.words != recipients)
            .collect()
    }

    /// All words of report and annex.
    pub(crate) fn words(&self) -> String {
        let texts = self.all_pages().flat_map(|page| page.texts.iter());
        texts.map(|it| it.words.as_str()).collect::<Vec<_>>().join("\n")
    }
}

impl Page {
    /// What stands in the margin above the text.
    pub(crate) fn numbers(&self) -> Vec<&Text> {
        self.texts.iter().filter(|it| it.y < MM20).collect()
    }

    /// All but the page's number.
    pub(crate) fn body(&self) -> impl DoubleEndedIterator<Item = &Text> {
        self.texts.iter().filter(|it| it.y >= MM20)
    }

    /// The middle of the text, between the margins that the decree allows least of.
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(MM30, self.width - MM20)
    }

    /// The rule right under a text.
    pub(crate) fn rule_under(&self, text: &Text) -> Result<&Rule, String> {
        let under = |rule: &&Rule| {
            (0.5..9.0).contains(&(rule.y - text.y)) && rule.x0 < text.x1 && text.x0 < rule.x1
        };
        self.rules.iter().find(under).ok_or_else(|| format!("no rule under {:?}", text.words))
    }
}

impl Text {
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.x0, self.x1)
    }

    pub(crate) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Bold and upright.
    pub(crate) fn is_bold(&self) -> bool {
        self.bold && !self.italic
    }

    /// Neither bold nor italic.
    pub(crate) fn is_plain(&self) -> bool {
        !self.bold && !self.italic
    }

    /// Italic and not bold.
    pub(crate) fn is_italic(&self) -> bool {
        self.italic && !self.bold
    }

    /// Set in that size, points.
    pub(crate) fn is_of(&self, size: f64) -> bool {
        (self.size - size).abs() < 0.1
    }

    /// 13 or 14 points, the sizes of the text.
    pub(crate) fn is_large(&self) -> bool {
        (13.0..=14.0).contains(&self.size)
    }

    /// Written in capitals; dots to be filled in count as such.
    pub(crate) fn is_upper(&self) -> bool {
        self.words == self.words.to_uppercase()
    }

    /// Nothing but dots to be filled in by hand.
    pub(crate) fn is_dots(&self) -> bool {
        self.words.chars().all(|letter| letter == '.') && !self.words.is_empty()
    }
}

impl Rule {
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.x0, self.x1)
    }

    pub(crate) fn width(&self) -> f64 {
        self.x1 - self.x0
    }
}
