//! Layouts that were spoilt on purpose: each names the measure that must see it.

use std::io::{Cursor, Read, Write};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::press::Document;

/// Where a layout is spoilt.
enum Part {
    /// In the text.
    Text,
    /// In a style, or in all of them (`""`).
    Style(&'static str),
    /// The rule of that place, from 0: its indents become the new value.
    Rule(usize),
}

use Part::{Rule, Style, Text};

/// The measure, the months (all whose names begin so), the part, what stands there, what stands there
/// then.
type Change = (&'static str, &'static str, Part, &'static str, &'static str);

const CHANGES: [Change; 40] = [
    ("paper", "usual", Text, "w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\""),
    (
        "paper",
        "long",
        Text,
        "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"",
        "w:w=\"11906\" w:h=\"16838\"",
    ),
    ("margins", "usual", Text, "w:left=\"1701\"", "w:left=\"1134\""),
    ("margins", "usual", Text, "w:top=\"1134\"", "w:top=\"2268\""),
    ("margins", "usual", Text, "w:right=\"1134\"", "w:right=\"1418\""),
    ("margins", "usual", Text, "w:bottom=\"1134\"", "w:bottom=\"567\""),
    ("fonts", "usual", Style(""), "\"Times New Roman\"", "\"Arial\""),
    ("fonts", "usual", Style(""), "<w:color w:val=\"000000\"/>", "<w:color w:val=\"1F3864\"/>"),
    ("words", "usual", Text, "05:30:00", "05:30:00.274"),
    ("words", "usual", Text, "như sau:", "như sau: d2c7f1e09ab34c5d6e7f"),
    ("words", "usual", Text, "“vneid", "`vneid"),
    ("country", "usual", Style("Country"), "<w:b/>", ""),
    ("motto", "usual", Rule(1), "", "1200"),
    ("issuer", "usual", Style("Unit"), "<w:b/>", ""),
    ("issuer", "usual", Rule(0), "", "900"),
    ("number", "usual", Style("PlaceDate"), "w:before=\"60\"", "w:before=\"240\""),
    ("number", "empty", Style("PlaceDate"), "<w:jc w:val=\"center\"/>", ""),
    ("dates", "usual", Text, "tháng 12 năm", "tháng 09 năm"),
    ("dates", "empty", Text, "tháng 02 năm", "tháng 2 năm"),
    ("dates", "usual", Text, "01/12/2026", "1/12/2026"),
    ("title", "usual", Style("Kind"), "<w:jc w:val=\"center\"/>", ""),
    ("abstract", "usual", Style("Abstract"), "<w:jc w:val=\"center\"/>", ""),
    ("abstract", "second", Rule(2), "", "1000"),
    ("addressee", "long", Style("Addressee"), "w:left=\"3085\"", "w:left=\"3400\""),
    ("addressee", "usual", Style("To"), "<w:jc w:val=\"center\"/>", ""),
    ("basis", "long", Text, "phê duyệt Đề án 06;", "phê duyệt Đề án 06,"),
    ("indent", "usual", Style("Body"), "w:firstLine=\"567\"", "w:firstLine=\"400\""),
    ("justified", "usual", Style("Body"), "<w:jc w:val=\"both\"/>", ""),
    ("spacing", "usual", Style("Body"), "w:before=\"120\"", "w:before=\"60\""),
    ("sections", "usual", Text, "II. KHÓ KHĂN", "II. Khó khăn"),
    ("ending", "usual", Text, "./.", "."),
    ("signature", "usual", Style("Recipients"), "w:before=\"36\"", "w:before=\"300\""),
    ("signature", "usual", Style("Recipient"), "<w:sz w:val=\"22\"/>", ""),
    ("together", "height2", Style(""), "<w:keepNext/>", ""),
    ("page-numbers", "usual", Text, "<w:titlePg/>", ""),
    ("page-numbers", "long", Text, "<w:pgNumType w:start=\"1\"/>", ""),
    ("table-heads", "usual", Text, "<w:tblHeader/>", ""),
    ("table-heads", "big", Text, "<w:cantSplit/>", ""),
    ("headings", "height0", Style(""), "<w:keepNext/>", ""),
    ("annex", "usual", Text, "Kèm theo Báo cáo số …", "Kèm theo Báo cáo số"),
];

/// Every change in the months that it is for; a name is the measure, a blank, and what was changed.
pub(crate) fn spoilt(months: &[Document]) -> Vec<Document> {
    let changes = CHANGES.iter().flat_map(|change| {
        let months = months.iter().filter(|month| month.name.starts_with(change.1));
        months.map(move |month| Document {
            name: format!("{} {}: {} -> {}", change.0, change.1, change.3, change.4),
            docx: changed(&month.docx, change),
            ..month.clone()
        })
    });
    changes.collect()
}

fn changed(docx: &[u8], (_, _, part, from, to): &Change) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let wanted = match part {
        Text | Rule(_) => "word/document.xml",
        Style(_) => "word/styles.xml",
    };
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut body = String::new();
        entry.read_to_string(&mut body).unwrap();
        if name == wanted {
            let changed = change(&body, part, from, to);
            assert_ne!(changed, body, "{from:?} does not stand in {name}");
            body = changed;
        }
        copy.start_file(name, SimpleFileOptions::default()).unwrap();
        copy.write_all(body.as_bytes()).unwrap();
    }
    copy.finish().unwrap().into_inner()
}

fn change(body: &str, part: &Part, from: &str, to: &str) -> String {
    match part {
        Text | Style("") => body.replace(from, to),
        Style(name) => within(body, &format!("w:styleId=\"{name}\""), 0, "</w:style>", |style| {
            style.replace(from, to)
        }),
        Rule(place) => within(body, "<w:pStyle w:val=\"Rule\"/>", *place, "</w:pPr>", |_| {
            format!("<w:ind w:left=\"{to}\" w:right=\"{to}\"/>")
        }),
    }
}

/// Changes what stands between the mark of that place and the next end.
fn within(
    body: &str,
    mark: &str,
    place: usize,
    end: &str,
    change: impl FnOnce(&str) -> String,
) -> String {
    let (at, _) = body.match_indices(mark).nth(place).unwrap();
    let (before, rest) = body.split_at(at + mark.len());
    let (inside, after) = rest.split_once(end).unwrap();
    format!("{before}{}{end}{after}", change(inside))
}
