//! How both sheets write their cells and lie on paper.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::{
    report::{Head, figures::count, mark::banner},
    words::Lang,
};

/// Height of a heading of two lines.
pub(super) const HEADING_POINTS: f64 = 34.0;

/// Height of a line of words.
pub(super) const LINE_POINTS: f64 = 15.0;

/// Height of the banner, the line that marks a sheet as no report.
const BANNER_POINTS: f64 = 30.0;

/// Colour of the banner and of the sheet's tab.
const WARNING: &str = "C00000";

/// The number by which a spreadsheet calls A4.
pub(super) const A4: u8 = 9;

/// A4, lying, as wide as the sheet.
pub(super) fn on_paper(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
}

/// Writes the banner above the sheet and into the header of its printed pages; returns the row on which the
/// sheet's content begins. A report has no banner and begins on the first row.
pub(super) fn write_banner(
    sheet: &mut Worksheet,
    head: &Head,
    lang: Lang,
) -> Result<u32, XlsxError> {
    let banner = banner(&head.marks, lang);
    if banner.is_empty() {
        return Ok(0);
    }
    let large = Format::new().set_bold().set_font_size(20).set_font_color(WARNING);
    sheet.write_string_with_format(0, 0, &banner, &large)?;
    sheet.set_row_height(0, BANNER_POINTS)?;
    sheet.set_tab_color(WARNING);
    // In a header, & begins a format code.
    sheet.set_header(format!("&C&\"-,Bold\"&20{}", banner.replace('&', "&&")));
    sheet.set_margins(0.7, 0.7, 0.9, 0.75, 0.3, 0.3);
    Ok(1)
}

/// Words wrap in their column.
pub(super) fn words() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// Writes words into a column of `width` letters; returns how many lines they take there.
pub(super) fn write_words(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    said: &str,
    width: f64,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(line, column, cell(said), &words())?;
    Ok(lines_of(said, width))
}

/// How many lines a text takes in a column of `width` letters. Not every program makes a row as high
/// as its words, so that heights are written down. A width counts digits, which are broader than most
/// letters.
pub(super) fn lines_of(said: &str, width: f64) -> u32 {
    let (mut lines, mut filled) = (1, 0.0);
    for word in said.split_whitespace() {
        let letters = float(count(word.chars().count())) + 1.0;
        if filled > 0.0 && filled + letters > width * 1.05 {
            lines += 1;
            filled = 0.0;
        }
        filled += letters;
    }
    lines
}

/// Height of a row of so many lines; no spreadsheet makes one higher than 409.
pub(super) fn points(lines: u32) -> f64 {
    (f64::from(lines) * LINE_POINTS).min(409.0)
}

pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color("DDE6F0")
}

/// A cell holds 32,767 characters (UTF-16) at most.
pub(super) fn cell(text: &str) -> String {
    text.chars().take(16_000).collect()
}

/// A spreadsheet counts lengths in days.
pub(super) fn days(seconds: u64) -> f64 {
    float(seconds) / 86_400.0
}

pub(super) fn float(count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a month's counts are far below 2^53")]
    let float = count as f64;
    float
}

/// A day; one that no spreadsheet can write is an error.
pub(super) fn date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(0);
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    ExcelDateTime::from_ymd(year, small(date.month()), small(date.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_words() {
        assert_eq!(lines_of("", 20.0), 1);
        assert_eq!(lines_of("Thực hiện thông báo", 20.0), 1);
        assert_eq!(lines_of("Thực hiện thông báo lưu trú", 20.0), 2);
        assert_eq!(lines_of(&"ă".repeat(50), 20.0), 1, "a word without spaces stays whole");
        assert!(points(1000) <= 409.0);
    }
}
