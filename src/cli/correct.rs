//! `loa correct`: how an airing stands, though the frames do not tell it.

use chrono_tz::Tz;

use super::{
    Desk, Done,
    args::Correct,
    asked::{ask_or, login, write_alone},
    instant,
    log::reader,
};
use crate::{
    asrun::Correction,
    daemon::{Ask, correct},
    plan,
};

pub(super) fn run(desk: &Desk, typed: Correct) -> Done {
    let zone = reader(desk, &desk.log_to_read()?)?.zone;
    let correction = Correction {
        airing: key(&typed.airing, zone),
        by: typed.by.or_else(login).unwrap_or_default(),
        why: typed.why,
        outcome: typed.outcome,
        heard_s: typed.heard.and_then(|seconds| u64::try_from(seconds).ok()),
        utilities: typed.utilities.map(ids),
    };
    let ask = Ask::Correct(correction.clone());
    let now = desk.clock.now();
    ask_or(desk, &ask, || write_alone(desk, |store| Ok(correct(store, now, &correction)?)))
}

/// An airing by its key, or by PROGRAMME@TIME with a time of the station's zone.
fn key(typed: &str, zone: Tz) -> String {
    let by_time = typed.rsplit_once('@').and_then(|(programme, time)| {
        let at = instant(time, zone).ok()?;
        Some(plan::key(programme, at))
    });
    // A key of the log is read as the same instant; one with more behind it is no time.
    by_time.filter(|_| !typed.ends_with('Z')).unwrap_or_else(|| typed.to_owned())
}

/// Ids as typed, without those that are empty: `--utilities ""` names none.
pub(super) fn ids(typed: Vec<String>) -> Vec<String> {
    let ids = typed.into_iter().map(|id| id.trim().to_owned());
    ids.filter(|id| !id.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_airing_is_named_by_its_key_or_by_its_hour() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(key(typed, chrono_tz::Asia::Ho_Chi_Minh), expected, "{typed}");
        };
        check("tin@2026-12-01 05:30", "tin@2026-11-30T22:30:00Z");
        check("tin@01/12/2026 5h30", "tin@2026-11-30T22:30:00Z");
        check("tin@2026-12-01T05:30:00+07:00", "tin@2026-11-30T22:30:00Z");
        for as_it_is in ["tin@2026-11-30T22:30:00Z", "tin@2026-11-30T22:30:00Z#3", "tin", "tin@x"] {
            check(as_it_is, as_it_is);
        }
        // An operator's airing has milliseconds in its key.
        check("tin@2026-11-30T22:30:00.123Z", "tin@2026-11-30T22:30:00.123Z");
    }
}
