//! The report as DOCX: our own OOXML templates, filled and zipped.
//!
//! The layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I and form 1.4: A4 with margins of 20, 20, 30
//! and 20 mm, Times New Roman, page numbers in the top margin from the second page on.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    Error, Figures, Head,
    paper::{month_words, signing_year},
    tables, template,
    width::rule_indent,
};
use crate::{
    asrun::Row,
    words::{Lang, Phrase, date_words, text},
};

const TEMPLATES: [(&str, &str); 5] = [
    ("document", include_str!("templates/document.xml.hbs")),
    ("paragraph", include_str!("templates/paragraph.xml.hbs")),
    ("rule", include_str!("templates/rule.xml.hbs")),
    ("dots", include_str!("templates/dots.xml.hbs")),
    ("table", include_str!("templates/table.xml.hbs")),
];

/// Widths of the head's columns and of the text, twips.
const LEFT: u32 = 3800;
const RIGHT: u32 = 5270;
const TEXT: u32 = LEFT + RIGHT;

/// The share of its line that a rule takes; the decree says between a third and a half.
const RULE_PERCENT: u32 = 42;

/// The report with its annex, the log of the period. The same input gives the same bytes.
pub fn docx(figures: &Figures, head: &Head, rows: &[Row], lang: Lang) -> Result<Vec<u8>, Error> {
    let data = data(figures, head, rows, lang);
    let document = template::fill(&TEMPLATES, "document", &data, lang, template::markup)?;
    let parts = [
        ("[Content_Types].xml", include_str!("templates/content_types.xml")),
        ("_rels/.rels", include_str!("templates/rels.xml")),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", include_str!("templates/document_rels.xml")),
        ("word/styles.xml", include_str!("templates/styles.xml")),
        ("word/header1.xml", include_str!("templates/header.xml")),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, body) in parts {
        archive.start_file(name, options)?;
        archive.write_all(body.as_bytes()).map_err(zip::result::ZipError::from)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn data(figures: &Figures, head: &Head, rows: &[Row], lang: Lang) -> Value {
    let number = |count| tables::number(count, lang);
    let apart = &figures.apart;
    json!({
        "head": head_data(figures, head, lang),
        "counts": {
            "planned": number(figures.total.planned),
            "aired": number(figures.total.aired),
            "heard": tables::heard_words(figures.total.heard_s, lang),
            "open": if figures.open == 0 { String::new() } else { number(figures.open) },
        },
        "apart": {
            "makegood": number(apart.makegood.aired),
            "operator": number(apart.operator.aired),
            "emergency": number(apart.emergency.aired),
            "live": number(apart.live.aired),
            "elsewhere": number(apart.elsewhere),
            "declared": number(apart.declared),
        },
        "outcomes": tables::outcomes(figures, lang),
        "topics": tables::topics(figures, lang),
        "slots": tables::slots(figures, lang),
        "utilities": tables::utilities(figures, lang),
        "never": tables::never(figures),
        "misses": tables::misses(figures, head.zone, lang),
        "skips": tables::skips(figures, lang),
        "annex": tables::annex(figures, rows, head.zone, lang),
    })
}

/// What the station's settings say, or a text with dots to be filled in by hand.
fn filled(given: &str, code: &'static str, name: &'static str, dots: &str, lang: Lang) -> String {
    if given.is_empty() {
        return text(lang, dots);
    }
    Phrase::new(code).with(name, given).say(lang)
}

/// Lines that were given, or the usual ones.
fn lines(given: &[String], usual: &[&str], lang: Lang) -> Vec<String> {
    if given.is_empty() {
        return usual.iter().map(|code| text(lang, code)).collect();
    }
    given.to_vec()
}

/// `Nơi nhận`: a dash before each line, a semicolon after it, a full stop after the last.
fn recipients(given: &[String], lang: Lang) -> Vec<String> {
    if given.is_empty() {
        return lines(given, &["report-as-above", "report-archive"], lang);
    }
    let last = given.len() - 1;
    let ended = |place| if place == last { '.' } else { ';' };
    let lines = given.iter().enumerate();
    lines.map(|(place, line)| format!("- {line}{}", ended(place))).collect()
}

fn head_data(figures: &Figures, head: &Head, lang: Lang) -> Value {
    let dots = ".".repeat(20);
    let month = month_words(head.month);
    let year = head.month.first().format("%Y").to_string();
    let phrase = |code: &'static str| Phrase::new(code);
    let summary = phrase("report-abstract")
        .with("month", month.as_str())
        .with("year", year.as_str())
        .say(lang);
    let replaces = (head.revision > 1).then(|| {
        let (n, before) = (i64::from(head.revision), i64::from(head.revision) - 1);
        phrase("report-replaces").with("n", n).with("before", before).say(lang)
    });
    let capitals = head.unit.to_uppercase();
    let last_line = replaces.as_deref().unwrap_or(&summary);
    json!({
        "parent": head.parent.to_uppercase(),
        "unit": head.unit,
        "unit_rule": rule_indent(&capitals, 12, RULE_PERCENT, LEFT),
        "unit_capitals": capitals,
        "motto_rule": rule_indent(&text(lang, "report-motto"), 13, 100, RIGHT),
        "number": filled(&head.number, "report-number-given", "number", "report-number", lang),
        "addressee": filled(&head.addressee, "report-to-given", "name", "report-to", lang),
        "basis": if head.basis.is_empty() { text(lang, "report-basis") } else { head.basis.join(", ") },
        "post": lines(&head.post, &["report-post"], lang),
        "signer": if head.signer.is_empty() { text(lang, "report-signer") } else { head.signer.clone() },
        "recipients": recipients(&head.recipients, lang),
        "place": if head.place.is_empty() { &dots } else { &head.place },
        "signing_year": signing_year(figures.period.to).to_string(),
        "abstract_rule": rule_indent(last_line, 14, RULE_PERCENT, TEXT),
        "abstract": summary,
        "replaces": replaces,
        "month": month,
        "year": year,
        "from": date_words(lang, figures.period.from),
        "to": date_words(lang, figures.period.to),
    })
}
