//! Which revision of a month's letter comes next.

use rusqlite::{Connection, OptionalExtension};

use super::{Error, outbox::kind_code};
use crate::{report::Month, schedule::Letter, store};

/// The revision of a letter about to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revision {
    /// No letter of this kind and month has been put yet: revision 1.
    First,
    /// The last one, this, was made from the same figures. Putting it again reaches only recipients
    /// that it was never put for.
    Unchanged(u32),
    /// The figures have changed: this one replaces the one before.
    Next(u32),
}

impl Revision {
    /// The number that the papers carry.
    pub fn number(self) -> u32 {
        match self {
            Self::First => 1,
            Self::Unchanged(number) | Self::Next(number) => number,
        }
    }
}

/// Compares the figures with those of the last letter of that kind and month.
pub fn revision_for(
    connection: &Connection,
    kind: Letter,
    month: Month,
    figures_sha256: &str,
) -> Result<Revision, Error> {
    let last: Option<(u32, String)> = connection
        .query_row(
            "SELECT revision, figures_sha256 FROM letter WHERE kind = ?1 AND month = ?2
             ORDER BY revision DESC LIMIT 1",
            (kind_code(kind), month.to_string()),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(match last {
        None => Revision::First,
        Some((number, sha)) if sha == figures_sha256 => Revision::Unchanged(number),
        Some((number, _)) => Revision::Next(number.saturating_add(1)),
    })
}

/// Whether any letter of that month was ever put, whatever it carried: none leaves by itself again.
pub fn was_put(connection: &Connection, month: Month) -> Result<bool, store::Error> {
    let mut any = connection.prepare("SELECT 1 FROM letter WHERE month = ?1")?;
    Ok(any.exists([month.to_string()])?)
}
