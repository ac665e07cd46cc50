//! A person edited the station's files while it runs.

use chrono::{DateTime, Utc};

use super::{Action, Station, closing::withdraw, station::Anew};
use crate::{
    asrun::Phase,
    check::{Folder, known},
    diagnostic::Diagnostic,
    store::Error,
    words::Message,
};

impl Station {
    /// Adopts an edited folder. Any error in its schedule or scripts keeps both as they are on air, all
    /// of them; new and changed clips are taken in any case.
    pub(super) fn edit(
        &mut self,
        now: DateTime<Utc>,
        edited: Folder,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        self.held = None;
        if edited.has_errors() {
            self.folder.library = edited.library;
            self.refuse(edited.diagnostics);
        } else {
            self.refused.clear();
            self.folder = edited;
            self.check_reports_again();
        }
        self.known = known(&self.folder.schedule, &self.folder.scripts, &self.folder.library, now);
        if self.settled {
            self.anew = Anew::Edited;
            if !self.trusts() && self.refused.is_empty() {
                self.said.push(vec![Message::new("say-edit-waits")]);
            }
        }
        self.take_up(now, actions)
    }

    /// Keeps the old schedule on air, and stores the mistakes for the page and the commands.
    pub(super) fn refuse(&mut self, diagnostics: Vec<Diagnostic>) {
        let count = diagnostics.len();
        self.refused = diagnostics;
        self.kept_old = true;
        self.said.push(vec![Message::new("say-edit-refused").with("count", count)]);
    }

    /// Adopts what was edited and plans by it, once the clock is right: an edit by a doubtful one would
    /// plan hours that nobody planned, and stand in the log with a date that never was. A store that fails
    /// in between is asked again at the next look: an edit is never half taken up.
    pub(super) fn take_up(
        &mut self,
        now: DateTime<Utc>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        if self.anew != Anew::Edited || !self.trusts() {
            return Ok(());
        }
        self.account_for_past(now)?;
        self.replan(now, false)?;
        self.owes();
        self.take_back(actions)?;
        self.anew = Anew::Planned;
        Ok(())
    }

    /// Takes back from the engine what is armed no more: what was cancelled, and what a rule that says no
    /// has made due again.
    fn take_back(&mut self, actions: &mut Vec<Action>) -> Result<(), Error> {
        for airing in self.armed.keys().cloned().collect::<Vec<_>>() {
            let open = self.open_airing(&airing)?;
            if open.is_none_or(|open| open.phase == Phase::Due) {
                self.armed.remove(&airing);
                actions.push(withdraw(airing));
            }
        }
        Ok(())
    }
}
