//! The report as DOCX: our own OOXML templates, filled and zipped.
//!
//! The layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I and form 1.4: A4 with margins of 20, 20, 30
//! and 20 mm, Times New Roman, page numbers in the top margin from the second page on.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    Coming, Error, Figures, Head,
    annex::annex,
    form::form,
    lines::{apart_lines, other_line},
    mark::{banner, mark_names, mark_notes},
    paper::{minutes_words, number},
    tables, template,
};
use crate::{
    asrun::Row,
    schedule::Annex,
    words::{Lang, date_words},
};

/// Pieces that papers share.
pub(super) const PIECES: [(&str, &str); 3] = [
    ("letterhead", include_str!("templates/letterhead.xml.hbs")),
    ("paragraph", include_str!("templates/paragraph.xml.hbs")),
    ("rule", include_str!("templates/rule.xml.hbs")),
];

const HEADER: (&str, &str) = ("header", include_str!("templates/header.xml.hbs"));

const TEMPLATES: [(&str, &str); 3] = [
    ("document", include_str!("templates/document.xml.hbs")),
    ("dots", include_str!("templates/dots.xml.hbs")),
    ("table", include_str!("templates/table.xml.hbs")),
];

/// The report with its annex, the log of the period. The same input gives the same bytes.
pub fn docx(
    figures: &Figures,
    head: &Head,
    rows: &[Row],
    coming: &Coming,
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let data = data(figures, head, rows, coming, lang);
    let templates = [&PIECES[..], &TEMPLATES].concat();
    let document = template::fill(&templates, "document", &data, lang, template::markup)?;
    pack(&document, &banner(&head.marks, lang))
}

/// Packs a document with our styles into a DOCX and returns its bytes. `banner` is the header of every page
/// whose section refers to it.
pub(super) fn pack(document: &str, banner: &str) -> Result<Vec<u8>, Error> {
    let data = json!({ "banner": banner });
    let header = template::fill(&[HEADER], "header", &data, Lang::Vi, template::markup)?;
    let parts = [
        ("[Content_Types].xml", include_str!("templates/content_types.xml")),
        ("_rels/.rels", include_str!("templates/rels.xml")),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", include_str!("templates/document_rels.xml")),
        ("word/styles.xml", include_str!("templates/styles.xml")),
        ("word/header1.xml", &header),
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

fn data(figures: &Figures, head: &Head, rows: &[Row], coming: &Coming, lang: Lang) -> Value {
    let number = |count| number(count, lang);
    let counted_topics: Vec<&str> = figures.topics.iter().map(|line| line.title.as_str()).collect();
    let apart = apart_lines(figures, lang);
    let mut tables = [
        tables::outcomes(figures, lang),
        tables::topics(figures, lang),
        tables::slots(figures, lang),
        tables::utilities(figures, lang),
        tables::misses(figures, head.zone, lang),
        tables::coming(coming, lang),
    ];
    // Only those that are printed have a number.
    for (place, table) in (1..).zip(tables.iter_mut().filter(|table| !table.is_empty())) {
        table.number(place, lang);
    }
    let [outcomes, topics, slots, utilities, misses, coming_table] = tables;
    json!({
        "head": form(figures, head, lang),
        "marks": mark_names(&head.marks, lang),
        "mark_notes": mark_notes(&head.marks, lang),
        "counts": {
            "planned": number(figures.total.planned),
            "aired": number(figures.total.aired),
            "heard": minutes_words(figures.total.heard_s, lang),
            "open": if figures.open == 0 { String::new() } else { number(figures.open) },
            "edits": if figures.edits == 0 { String::new() } else { number(figures.edits) },
            "coming": number(coming.airings()),
            "coming_from": date_words(lang, coming.period.from),
            "coming_to": date_words(lang, coming.period.to),
        },
        "counted_topics": counted_topics.join(", "),
        "apart": apart.iter().map(|line| format!("- {}.", line.render(lang))).collect::<Vec<_>>(),
        "other": format!("{}.", other_line(figures, lang).render(lang)),
        "outcomes": outcomes,
        "topics": topics,
        "slots": slots,
        "utilities": utilities,
        "never": tables::never_text(figures, lang),
        "misses": misses,
        "skips": tables::skips(figures, lang),
        "coming": coming_table,
        "annex": annex(figures, rows, head, lang),
        "landscape": head.annex == Annex::Landscape,
    })
}
