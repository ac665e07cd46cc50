//! The slip: one A4 page about one airing, for whoever asks whether it was aired.
//!
//! Only what was aired is confirmed; of anything else the slip says what became of it, under another
//! title. The words that were read are printed whole as long as they fit on the page; what does not fit
//! is left out with a mark that says so.

mod facts;
mod fit;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use std::collections::BTreeMap;

use self::{facts::facts, fit::Page};
use super::{
    Error, Head,
    docx::{PIECES, pack},
    form::{RULE_PERCENT, TEXT, letterhead, rule},
    head::slug,
    mark::mark_names,
    paper::outcome_words,
    template,
};
use crate::{
    asrun::{Mark, Outcome, Row},
    words::{Lang, Message, text},
};

const DOCX: (&str, &str) = ("slip", include_str!("../templates/slip.xml.hbs"));
const HTML: (&str, &str) = ("slip", include_str!("../templates/slip.html.hbs"));

/// What a slip is made from.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The airing as the log has it.
    pub row: Row,
    /// The words that were read in it.
    pub words: Option<String>,
    /// What people call the utilities, by id.
    pub titles: BTreeMap<String, String>,
    /// Its entry in the log.
    pub mark: Mark,
    /// How many entries of the log were proven unaltered.
    pub proven: i64,
    /// When the slip is made.
    pub made_on: NaiveDate,
}

impl Slip {
    /// `PXN_2026-12-01_0530_ban-tin-sang`, or `PTC_…` for what is not confirmed: ASCII without spaces.
    pub fn stem(&self) -> String {
        let kind = if self.confirms() { "PXN" } else { "PTC" };
        let at = self.row.planned_at.or(self.row.started_at);
        let at = at.map_or_else(String::new, |at| at.format("_%Y-%m-%d_%H%M").to_string());
        format!("{kind}{at}_{}", slug(&self.row.programme))
    }

    /// Whether it may say that the airing was aired.
    fn confirms(&self) -> bool {
        self.row.outcome == Some(Outcome::Aired)
    }
}

/// The slip for Word or LibreOffice. The same input gives the same bytes.
pub fn slip_docx(slip: &Slip, head: &Head, lang: Lang) -> Result<Vec<u8>, Error> {
    let templates = [&PIECES[..], &[DOCX]].concat();
    let document =
        template::fill(&templates, "slip", &data(slip, head, lang), lang, template::markup)?;
    pack(&document, "")
}

/// The same page for a browser.
pub fn slip_html(slip: &Slip, head: &Head, lang: Lang) -> Result<String, Error> {
    template::fill(&[HTML], "slip", &data(slip, head, lang), lang, template::markup)
}

fn data(slip: &Slip, head: &Head, lang: Lang) -> Value {
    let year = slip.made_on.year();
    let code = if slip.confirms() { "slip-title-aired" } else { "slip-title-lookup" };
    let title = text(lang, code);
    let facts = facts(slip, head, lang);
    let words_title = match slip.row.outcome {
        Some(Outcome::Aired) => "slip-words-aired",
        Some(Outcome::Cut) => "slip-words-cut",
        _ => "slip-words-unheard",
    };
    let statement = statement(slip, head, lang);
    let page = Page::of(head, &statement, &facts);
    let (size, words) = page.set(slip.words.as_deref().unwrap_or_default(), |left_out| {
        let sha256 = slip.row.text_sha256.as_deref().unwrap_or_default();
        let short = sha256.get(..8).unwrap_or_default();
        Message::new("slip-left-out").with("n", left_out).with("mark", short).render(lang)
    });
    json!({
        "lang": if lang == Lang::Vi { "vi" } else { "en" },
        "head": letterhead(head, &text(lang, "slip-number-dots"), year, lang),
        "marks": mark_names(&head.marks, lang),
        "title": title,
        "title_rule": rule(&title, 14, RULE_PERCENT, TEXT),
        "statement": statement,
        "facts": facts,
        "words_title": text(lang, words_title),
        "words": words,
        "size": size,
        "half_points": size * 2,
    })
}

/// What the station says with this paper.
fn statement(slip: &Slip, head: &Head, lang: Lang) -> String {
    let code = if slip.confirms() { "slip-confirms" } else { "slip-tells" };
    let outcome = outcome_words(&slip.row, lang);
    Message::new(code).with("unit", head.unit.as_str()).with("outcome", outcome).render(lang)
}

#[cfg(test)]
mod tests;
