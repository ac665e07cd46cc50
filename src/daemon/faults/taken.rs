//! Checks edits: an airing disappears from the log only if an edit names it, and an edit cancels only
//! armed airings.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::entry::{self, Logged};

/// The working rows at the last look, and the airings that edits have named since.
#[derive(Default)]
pub(super) struct Taken {
    /// Each airing's key, with `true` if it is armed; a rule may have made it due again.
    rows: BTreeMap<String, bool>,
    last: i64,
}

impl Taken {
    /// Airings that disappeared without an edit that names them, or although they were armed.
    pub(super) fn look(&mut self, connection: &Connection) -> anyhow::Result<Vec<String>> {
        let (named, all) = entry::taken_since(connection, &mut self.last)?;
        let rows = entry::rows(connection)?;
        let gone = self.rows.iter().filter(|(key, armed)| {
            !rows.contains_key(*key) && (**armed || (all && !named.contains(*key)))
        });
        let gone = gone.map(|(key, _)| key.clone()).collect();
        self.rows = rows;
        Ok(gone)
    }

    /// Whether an edit cancelled an airing that was not armed and should only have been removed.
    pub(super) fn wrongly_cancelled(&self, logged: &Logged) -> bool {
        logged.why() == "reason-schedule-edited" && self.rows.get(&logged.airing) != Some(&true)
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{
        asrun::{self, Ending, Outcome},
        daemon::faults::entry::since,
        plan,
        store::Store,
        words::Reason,
    };

    /// Stores two airings as due; returns the keys of both.
    fn two_due_airings() -> (Store, Vec<String>) {
        let mut store = Store::in_memory(&[asrun::TABLES]).unwrap();
        let text = "format = 1\n[station]\nname = \"Đài\"\n[report]\nto = []\n[[programme]]\n\
            id = \"tin\"\nscript = \"tin\"\nat = [\"05:30\", \"17:00\"]\n";
        let from = DateTime::from_timestamp(1_796_083_200, 0).unwrap();
        let until = from + chrono::TimeDelta::days(1);
        let schedule = crate::schedule::read(text).schedule;
        let airings = plan::plan(&schedule, &plan::Known::default(), from, until);
        asrun::expect(&mut store, &airings, 1, from, until).unwrap();
        (store, airings.iter().map(plan::Airing::key).collect())
    }

    #[test]
    fn an_airing_that_disappears_without_an_edit_is_found() {
        let (store, keys) = two_due_airings();
        let mut taken = Taken::default();
        assert!(taken.look(store.connection()).unwrap().is_empty());
        store.connection().execute("DELETE FROM airing WHERE key = ?1", [&keys[1]]).unwrap();
        assert_eq!(taken.look(store.connection()).unwrap(), keys[1..]);
        assert!(taken.look(store.connection()).unwrap().is_empty(), "told once");
    }

    #[test]
    fn an_edit_that_cancels_a_due_airing_is_found() {
        let (mut store, keys) = two_due_airings();
        let mut taken = Taken::default();
        let open = asrun::open_airings(store.connection()).unwrap();
        asrun::arm(&mut store, &keys[0], &open[0].subject, "").unwrap();
        taken.look(store.connection()).unwrap();
        for open in open {
            let reason = Some(Reason::ScheduleEdited { from: 1, to: 2 });
            let outcome = Some(Outcome::Cancelled);
            let ending = Ending { outcome, reason, ..Ending::default() };
            asrun::close(&mut store, open.at, &open.key, &open.subject, &ending).unwrap();
        }
        let logged = since(store.connection(), &mut 0).unwrap();
        let wrong = logged.iter().map(|it| taken.wrongly_cancelled(it)).collect::<Vec<_>>();
        assert_eq!(wrong, [false, true]);
    }
}
