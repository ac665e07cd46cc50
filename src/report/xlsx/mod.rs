//! The log and the totals as a workbook: real dates and lengths, filters, a fixed heading. The workbook is
//! read in a spreadsheet and printed: no word is cut off, and it fits A4.

mod cells;
mod log;
mod summary;

use rust_xlsxwriter::{DocProperties, Workbook};

use super::{Error, Figures, Head};
use crate::{asrun::Row, words::Lang};

/// A workbook of two sheets: the log, a line for each row of the period, and the totals. The same
/// input gives the same bytes.
pub fn xlsx(figures: &Figures, head: &Head, rows: &[Row], lang: Lang) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    // Not the time of making: the same figures are the same file.
    let made = cells::date(figures.period.to)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    log::sheet(book.add_worksheet(), figures, head, rows, lang)?;
    summary::sheet(book.add_worksheet(), figures, head, lang)?;
    Ok(book.save_to_buffer()?)
}
