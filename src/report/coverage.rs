//! How often each VNeID utility was spoken of, and which never was.

use serde::{Deserialize, Serialize};

use super::figures::count;
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
    /// Airings with it that ended `aired`, whoever asked for them; naming it twice in one airing
    /// counts once.
    pub aired: u64,
    /// Airings with it that were cut: whether its words were heard is not known, so they are apart.
    pub cut: u64,
}

/// Counts the utilities over all rows: a make-good and an operator's airing speak of them too.
pub(super) fn coverage(rows: &[&Row], utilities: &[Utility]) -> Coverage {
    let mentions = |id: &str, title: &str, level| {
        let times = |outcome| {
            let named = |row: &&&Row| {
                row.outcome == Some(outcome) && row.utilities.iter().any(|it| it == id)
            };
            count(rows.iter().filter(named).count())
        };
        let (id, title) = (id.to_owned(), title.to_owned());
        let [aired, cut] = [times(Outcome::Aired), times(Outcome::Cut)];
        Mentions { id, title, level, aired, cut }
    };
    let known = |id: &str| utilities.iter().any(|utility| utility.id == id);
    let mut strange: Vec<&String> =
        rows.iter().flat_map(|row| &row.utilities).filter(|id| !known(id)).collect();
    strange.sort();
    strange.dedup();
    let strange = strange
        .into_iter()
        .map(|id| mentions(id, id, None))
        .filter(|strange| strange.aired + strange.cut > 0);
    let lines: Vec<Mentions> = utilities
        .iter()
        .map(|utility| mentions(&utility.id, &utility.title, Some(utility.level)))
        .chain(strange)
        .collect();
    let silent = |utility: &&Utility| {
        utility.on_air && lines.iter().any(|line| line.id == utility.id && line.aired == 0)
    };
    let never = utilities.iter().filter(silent).map(|utility| utility.id.clone()).collect();
    Coverage { utilities: lines, never }
}
