//! The log as a table for Excel.
//!
//! UTF-8 with a byte-order mark, without which Excel takes the letters for another alphabet's;
//! semicolons, which Excel splits at where the decimal mark is a comma, as in Việt Nam; lines that end
//! in CR LF. Dates are written year first and lengths in whole seconds: Excel reads `10/11/2026` as October
//! and `1,5` as 15 where Windows was left in English, as on most computers. A first line `sep=;` would make Excel split in any country, but it then ignores the
//! byte-order mark, and the letters are lost.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, SubsecRound};

use super::{outcome_words, why};
use crate::{
    asrun::Row,
    words::{Lang, clock_words, text},
};

const COLUMNS: [&str; 11] = [
    "date",
    "time",
    "started",
    "ended",
    "title",
    "topic",
    "outcome",
    "heard",
    "reason",
    "utilities",
    "airing",
];

/// The rows under their headings.
pub(super) fn separated(
    rows: &[Row],
    titles: &BTreeMap<String, String>,
    remarks: &BTreeMap<String, String>,
    lang: Lang,
) -> String {
    let headings = COLUMNS.map(|it| text(lang, &format!("cli-csv-{it}")));
    let mut table = format!("\u{feff}{}", line(headings));
    for row in rows {
        let Some(at) = row.planned_at.or(row.started_at) else { continue };
        let clock = |at: DateTime<FixedOffset>| clock_words(at.trunc_subsecs(0).time());
        let title = |id: &String| titles.get(id).unwrap_or(id).clone();
        table += &line([
            at.date_naive().to_string(),
            clock(at),
            row.started_at.map(clock).unwrap_or_default(),
            row.ended_at.map(clock).unwrap_or_default(),
            row.title.clone(),
            row.topic.clone(),
            outcome_words(row, lang),
            row.heard_s.map(|it| format!("{it:.0}")).unwrap_or_default(),
            why(row, remarks),
            row.utilities.iter().map(title).collect::<Vec<_>>().join(", "),
            row.airing.clone(),
        ]);
    }
    table
}

fn line(cells: [String; COLUMNS.len()]) -> String {
    format!("{}\r\n", cells.map(|cell| quoted(&cell)).join(";"))
}

/// One line, in quotes where needed. A cell that a spreadsheet would take for a formula is made plain
/// text.
fn quoted(cell: &str) -> String {
    let cell = cell.replace(['\r', '\n', '\t'], " ");
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let plain = if formula { format!("'{cell}") } else { cell };
    if plain.contains([';', ',', '"']) {
        return format!("\"{}\"", plain.replace('"', "\"\""));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_can_neither_break_the_table_nor_run_as_a_formula() {
        assert_eq!(quoted("Đã phát"), "Đã phát");
        assert_eq!(quoted("a;\"b\""), "\"a;\"\"b\"\"\"");
        assert_eq!(quoted("a\r\nb"), "a  b");
        for formula in ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\n@x", "＝1"] {
            assert!(quoted(formula).starts_with('\''), "{formula:?}");
        }
    }
}
