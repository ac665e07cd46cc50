//! What stands above and below the report's text, laid out after Nghị định 30/2020/NĐ-CP: the lines of
//! each box, and how long the rules under them are.

use serde_json::{Value, json};

use super::{
    Figures, Head,
    paper::{month_words, revision_words, signing_year},
    width::{rule_indent, widest_line},
};
use crate::{
    script::Dispatch,
    words::{Lang, Message, date_words, text},
};

/// Widths of the head's columns and of the text, twips.
pub(super) const LEFT: u32 = 3800;
const RIGHT: u32 = 5270;
pub(super) const TEXT: u32 = LEFT + RIGHT;

/// The share of its line that a rule takes; the decree says between a third and a half.
pub(super) const RULE_PERCENT: u32 = 42;

/// The head and the signature as the template takes them.
pub(super) fn form(figures: &Figures, head: &Head, lang: Lang) -> Value {
    let month = month_words(head.month);
    let year = head.month.first().format("%Y").to_string();
    let summary = Message::new("report-abstract")
        .with("month", month.as_str())
        .with("year", year.as_str())
        .render(lang);
    let replaces = (head.revision > 1).then(|| format!("({})", revision_words(head, lang)));
    let last_line = replaces.as_deref().unwrap_or(&summary);
    let year_of_signing = signing_year(figures.period.to);
    let mut form = letterhead(head, &number(head, lang), year_of_signing, lang);
    let own = json!({
        "annex_number": number(head, lang),
        "addressee": addressee(head, lang),
        "addressees": if head.addressees.len() > 1 { dashed(&head.addressees) } else { Vec::new() },
        "basis": head.basis.first().cloned().unwrap_or_else(|| dispatch_words(&head.dispatch, lang)),
        "bases": bases(&head.basis, lang),
        "recipients": recipients(&head.recipients, lang),
        "abstract_rule": rule(last_line, 14, RULE_PERCENT, TEXT),
        "abstract": summary,
        "replaces": replaces,
        "began": head.began.map(|day| date_words(lang, day)).unwrap_or_default(),
        "month": month,
        "year": year,
        "from": date_words(lang, figures.period.from),
        "to": date_words(lang, figures.period.to),
    });
    if let (Value::Object(form), Value::Object(own)) = (&mut form, own) {
        form.extend(own);
    }
    form
}

/// What stands above and below any paper of the station: who issues it, number, place, who signs.
pub(super) fn letterhead(head: &Head, number: &str, year: i32, lang: Lang) -> Value {
    let capitals = head.unit.to_uppercase();
    json!({
        "parent": head.parent.to_uppercase(),
        "unit": head.unit,
        "unit_rule": rule(&capitals, 12, RULE_PERCENT, LEFT),
        "unit_capitals": capitals,
        "motto_rule": rule(&text(lang, "report-motto"), 13, 100, RIGHT),
        "number": Message::new("report-number").with("number", number).render(lang),
        "place": if head.place.is_empty() { text(lang, "report-place") } else { head.place.clone() },
        "signing_year": year.to_string(),
        "post": lines(&head.post, &["report-post"], lang),
        "signer": if head.signer.is_empty() { text(lang, "report-signer") } else { head.signer.clone() },
    })
}

/// The indents of a rule under a bold line of that size, `percent` as long as the line.
pub(super) fn rule(line: &str, size: u32, percent: u32, column: u32) -> u32 {
    rule_indent(widest_line(line, size, column), percent, column)
}

/// Number and symbol, or dots for the clerk.
fn number(head: &Head, lang: Lang) -> String {
    if head.number.is_empty() { text(lang, "report-number-dots") } else { head.number.clone() }
}

/// One addressee stands on the line of `Kính gửi`.
fn addressee(head: &Head, lang: Lang) -> String {
    let dots = || text(lang, "report-to-dots");
    let name = head.addressees.first().cloned().unwrap_or_else(dots);
    Message::new("report-to").with("name", name).render(lang)
}

/// The words for the letter that asked for the programmes, used if the station names no other basis. Dots
/// stand for unknown parts; the clerk writes them in.
fn dispatch_words(dispatch: &Dispatch, lang: Lang) -> String {
    let dots = || text(lang, "report-basis-dots");
    let number = Some(dispatch.number.clone()).filter(|number| !number.is_empty());
    let date = dispatch.date.map(|date| date_words(lang, date));
    let code = if dispatch.sender.is_empty() { "report-basis" } else { "report-basis-from" };
    Message::new(code)
        .with("number", number.unwrap_or_else(dots))
        .with("date", date.unwrap_or_else(dots))
        .with("sender", dispatch.sender.as_str())
        .render(lang)
}

/// Two or more papers that ask for the report stand above the text, a line each: a semicolon after
/// it, a full stop after the last. A single one stands in the first sentence.
fn bases(given: &[String], lang: Lang) -> Vec<String> {
    if given.len() < 2 {
        return Vec::new();
    }
    let said = |basis: &str| Message::new("report-basis-line").with("basis", basis).render(lang);
    ended(given).map(|basis| said(&basis)).collect()
}

/// Lines that were given, or the usual ones.
fn lines(given: &[String], usual: &[&str], lang: Lang) -> Vec<String> {
    if given.is_empty() {
        return usual.iter().map(|code| text(lang, code)).collect();
    }
    given.to_vec()
}

/// `Nơi nhận`.
fn recipients(given: &[String], lang: Lang) -> Vec<String> {
    if given.is_empty() {
        return lines(given, &["report-as-above", "report-archive"], lang);
    }
    dashed(given)
}

/// A dash before each line, a semicolon after it, a full stop after the last.
fn dashed(given: &[String]) -> Vec<String> {
    ended(given).map(|line| format!("- {line}")).collect()
}

/// The lines with the marks that the decree puts at their ends, whatever mark they were written with.
fn ended(given: &[String]) -> impl Iterator<Item = String> {
    given.iter().enumerate().map(|(place, line)| {
        let mark = if place + 1 == given.len() { '.' } else { ';' };
        let line = line.trim();
        // Dots to be filled in by hand are no full stop.
        let bare = line.strip_suffix(['.', ';']).filter(|bare| !bare.ends_with('.'));
        format!("{}{mark}", bare.unwrap_or(line))
    })
}
