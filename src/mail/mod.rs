//! The desk and the outbox: whether a letter was taken.
//!
//! [`write()`] gives a draft its sender, its recipients and its constant Message-ID; [`put`] and
//! [`enqueue`] keep it in the outbox, once for each recipient, whatever happens in between;
//! [`Route::send`] hands one of them to the mail server; [`list`] tells what became of it. A letter's
//! bytes are stored when it is put: what is sent later is what was put. The outbox does not make papers,
//! does not decide that a month is due, and sends nothing by itself: the daemon does.

mod again;
mod compose;
mod line;
mod outbox;
mod outcome;
mod revision;
mod row;
mod sending;
mod transaction;

#[cfg(test)]
mod tests;

pub use compose::{Copy, Letter, Sender, Sheet, compose, message_id, write};
pub use outbox::{By, Put, TABLES, enqueue, put, resume, write_whole};
pub use outcome::{End, Outcome};
pub use revision::{Reported, Revision, keep, reported, revision_for};
pub use row::{OutboxRow, State, find, list, troubled};
pub use sending::{begin, end, leave_to_a_person, next_due, next_try, recover, try_now};
pub use transaction::{Limits, Parcel, Route};

use std::path::PathBuf;

/// Why a letter could not be written, put or listed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not an address that mail can go to.
    #[error("`{0}` is no mail address")]
    Address(String),
    /// The letter could not be put together.
    #[error(transparent)]
    Compose(#[from] lettre::error::Error),
    /// An attachment's type is none.
    #[error(transparent)]
    Mime(#[from] lettre::message::header::ContentTypeErr),
    /// The database said no. Nothing was put.
    #[error(transparent)]
    Store(#[from] rusqlite::Error),
    /// The letter is in the outbox but its file could not be written; [`resume`] tries again.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
