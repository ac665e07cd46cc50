//! A table of the report as its template takes it: columns with a width, rows of ready words.

use serde::Serialize;

use crate::words::{Lang, Message, text};

/// A table as its template takes it.
#[derive(Serialize)]
pub(super) struct Table {
    /// Key of its name.
    #[serde(skip)]
    name: &'static str,
    /// Above the table; empty: none.
    caption: String,
    width: u32,
    columns: Vec<Column>,
    rows: Vec<TableRow>,
}

#[derive(Serialize)]
struct Column {
    title: String,
    width: u32,
    #[serde(skip)]
    align: Align,
}

#[derive(Serialize)]
struct TableRow {
    cells: Vec<Cell>,
}

/// A cell names its paragraph style in `styles.xml`.
#[derive(Serialize)]
struct Cell {
    style: String,
    text: String,
    width: u32,
    /// Whether its row stays on one page with the next.
    keep: bool,
}

/// How a column's words stand.
#[derive(Clone, Copy)]
pub(super) enum Align {
    /// Words.
    Left,
    /// Ordinals, dates.
    Center,
    /// Figures.
    Right,
}

/// So many rows stay on one page with the total below them.
const KEPT_ROWS: usize = 8;

impl Table {
    /// `columns`: key of the heading, width in twips, how its words stand.
    pub(super) fn new(lang: Lang, name: &'static str, columns: &[(&str, u32, Align)]) -> Self {
        Self {
            name,
            caption: String::new(),
            width: columns.iter().map(|(_, width, _)| width).sum(),
            columns: columns
                .iter()
                .map(|&(key, width, align)| Column { title: text(lang, key), width, align })
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Whether it has no rows: such a table is not printed.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Gives it its place among the tables, and its caption.
    pub(super) fn number(&mut self, place: i64, lang: Lang) {
        let name = text(lang, self.name);
        self.caption =
            Message::new("report-table").with("n", place).with("name", name).render(lang);
    }

    /// Sets a caption without a number.
    pub(super) fn title(&mut self, title: String) {
        self.caption = title;
    }

    /// A row.
    pub(super) fn row<const N: usize>(&mut self, texts: [String; N]) {
        self.push("Cell", texts);
    }

    /// The last row. The rows above stay on its page where they are few: a total never stands alone.
    pub(super) fn total<const N: usize>(&mut self, texts: [String; N]) {
        let first = self.rows.len().saturating_sub(KEPT_ROWS);
        for row in &mut self.rows[first..] {
            for cell in &mut row.cells {
                cell.keep = true;
            }
        }
        self.push("TotalCell", texts);
    }

    fn push<const N: usize>(&mut self, style: &str, texts: [String; N]) {
        let cells = texts.into_iter().zip(&self.columns).map(|(text, column)| {
            let align = match column.align {
                Align::Left => "",
                Align::Center => "Center",
                Align::Right => "Right",
            };
            Cell { style: format!("{style}{align}"), text, width: column.width, keep: false }
        });
        self.rows.push(TableRow { cells: cells.collect() });
    }
}
