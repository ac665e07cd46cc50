//! How often each VNeID utility was spoken of, and which never was.
//!
//! An airing that ended `aired` covers each utility that it names, once. An airing that was broken off has
//! its own column and covers none, because the log does not show which of its words were heard. Airings
//! that a person declared afterwards, and relays by other equipment, are not counted.

use serde::{Deserialize, Serialize};

use super::{
    figures::count,
    place::{Place, is_sounded},
};
use crate::{
    asrun::{Outcome, Row},
    script::Utility,
};

/// The utilities of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Every utility of the facts in their order; then those that the log names and the facts no
    /// longer hold, by id.
    pub utilities: Vec<Mentions>,
    /// Ids of those of the facts that take part in the rotation and were never aired.
    pub never: Vec<String>,
}

/// One utility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentions {
    /// Its id.
    pub id: String,
    /// Official wording; the id for one that the facts no longer hold.
    pub title: String,
    /// Account level, 1 or 2; `None` for one that the facts no longer hold.
    pub level: Option<u8>,
    /// Planned airings with it that ended `aired`.
    pub aired: u64,
    /// Airings beside the plan that ended `aired`: make-goods, airings on request, emergencies, live ones.
    pub beside: u64,
    /// Airings with it that were cut, planned or not; whether its words were heard is unknown.
    pub cut: u64,
}

/// Counts the utilities over all rows that loa sounds.
pub(super) fn coverage(rows: &[&Row], utilities: &[Utility]) -> Coverage {
    let rows: Vec<&Row> = rows.iter().copied().filter(|row| is_sounded(row)).collect();
    let mentions = |id: &str, title: &str, level| {
        let times = |fits: fn(&Row) -> bool| {
            let names = |row: &&&Row| row.utilities.iter().any(|it| it == id);
            count(rows.iter().filter(names).filter(|row| fits(row)).count())
        };
        let (id, title) = (id.to_owned(), title.to_owned());
        let [aired, beside, cut] = [
            times(|row| row.outcome == Some(Outcome::Aired) && Place::of(row) == Place::Planned),
            times(|row| row.outcome == Some(Outcome::Aired) && Place::of(row) != Place::Planned),
            times(|row| row.outcome == Some(Outcome::Cut)),
        ];
        Mentions { id, title, level, aired, beside, cut }
    };
    let known = |id: &str| utilities.iter().any(|utility| utility.id == id);
    let mut strange: Vec<&String> =
        rows.iter().flat_map(|row| &row.utilities).filter(|id| !known(id)).collect();
    strange.sort();
    strange.dedup();
    let strange = strange
        .into_iter()
        .map(|id| mentions(id, id, None))
        .filter(|strange| strange.aired + strange.beside + strange.cut > 0);
    let lines: Vec<Mentions> = utilities
        .iter()
        .map(|utility| mentions(&utility.id, &utility.title, Some(utility.level)))
        .chain(strange)
        .collect();
    let silent = |utility: &&Utility| {
        let silent = |line: &Mentions| line.id == utility.id && line.aired + line.beside == 0;
        utility.on_air && lines.iter().any(silent)
    };
    let never = utilities.iter().filter(silent).map(|utility| utility.id.clone()).collect();
    Coverage { utilities: lines, never }
}
