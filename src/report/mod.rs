//! Sets a period of as-run against its plan: figures first, then papers (DOCX, XLSX, letter) as bytes.
//!
//! [`figures`] counts the log's rows of one period. [`papers`] and [`letter`] lay the counted figures
//! out for people; they add nothing to them. All of it takes data and returns data: no file, no clock,
//! no database, and the same input gives the same bytes, so that papers can be compared and a revision
//! is one only when its figures changed. Whether a letter leaves is the next room's question.

mod annex;
mod coming;
mod complete;
mod coverage;
mod docx;
mod figures;
mod form;
mod head;
mod letter;
mod lines;
mod mark;
mod misses;
mod paper;
mod period;
mod place;
mod slip;
mod table;
mod tables;
mod tally;
mod template;
mod width;
mod xlsx;

#[cfg(test)]
pub(crate) mod tests;

pub use coming::{Coming, Promise, coming};
pub use complete::{Completeness, Covered, completeness};
pub use coverage::{Coverage, Mentions};
pub use docx::docx;
pub use figures::{Apart, Figures, Line, Other, Stated, figures};
pub use head::{Head, slug};
pub use letter::{Attachment, Draft, letter};
pub use mark::Mark;
pub use misses::{Miss, Why};
pub use paper::{Papers, papers};
pub use period::{Month, Range, due_month, next_month, period_for, send_instant};
pub use slip::{Slip, slip_docx, slip_html};
pub use tally::Tally;
pub use xlsx::xlsx;

/// Why a paper could not be made. None of these comes from what a station wrote: the templates are
/// built in, so that the first is a fault of this program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template could not be read.
    #[error(transparent)]
    Template(#[from] Box<handlebars::TemplateError>),
    /// A template could not be filled.
    #[error(transparent)]
    Fill(#[from] Box<handlebars::RenderError>),
    /// The DOCX could not be packed.
    #[error(transparent)]
    Pack(#[from] zip::result::ZipError),
    /// The workbook could not be written.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
