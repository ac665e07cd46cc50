//! What the sweep found: taken up at once, or read once more before it is believed.
//!
//! A file may be half written when the sweep reads it. One that has lost something, or cannot be read at
//! all, has to be the same at the next sweep; meanwhile the schedule of before is on air, and the operator
//! is told. One that a person asks to have read is as that person wants it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Action, Station, lost::lost};
use crate::{check::Folder, mistake::Mistake, script::Sources, store::Error, words::Phrase};

/// Sweeps are ten seconds apart, and up to half a second late. A doubled one proves nothing.
const APART: TimeDelta = TimeDelta::seconds(9);

/// What was found and is not believed yet.
pub(super) struct Held {
    read: Read,
    since: DateTime<Utc>,
    /// What is wrong with it, and what the station does next.
    pub(super) said: Vec<Vec<Phrase>>,
}

/// What was read, as far as it can be compared.
#[derive(PartialEq, Eq)]
enum Read {
    Texts(String, Sources),
    Unreadable(Phrase),
}

impl Station {
    /// The sweep found the files changed, or read once more what is held.
    pub(super) fn swept(
        &mut self,
        now: DateTime<Utc>,
        found: Result<Box<Folder>, Box<Mistake>>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        let read = match &found {
            Ok(folder) => Read::Texts(folder.schedule_text.clone(), folder.sources.clone()),
            Err(mistake) => Read::Unreadable(mistake.phrase.clone()),
        };
        let said = self.not_believed(now, &found);
        if !said.is_empty() {
            match &mut self.held {
                Some(held) if held.read == read => {
                    // The clock may have been set back.
                    held.since = held.since.min(now);
                    if now - held.since < APART {
                        actions.push(Action::ReadAgain);
                        return Ok(());
                    }
                }
                _ => {
                    self.said.extend(said.clone());
                    self.held = Some(Held { read, since: now, said });
                    actions.push(Action::ReadAgain);
                    return Ok(());
                }
            }
        } else if self.held.is_some() {
            self.said.push(vec![Phrase::new("say-edit-whole")]);
        }
        match found {
            Ok(folder) => self.edit(now, *folder, actions),
            Err(mistake) => {
                self.held = None;
                let unreadable = vec![Phrase::new("say-edit-unreadable"), mistake.phrase.clone()];
                self.said.push(unreadable);
                self.refuse(vec![*mistake]);
                Ok(())
            }
        }
    }

    /// Why what was found has to be read twice, in lines; empty: it need not. Mistakes keep the old schedule on air
    /// anyway and are told at once.
    fn not_believed(
        &self,
        now: DateTime<Utc>,
        found: &Result<Box<Folder>, Box<Mistake>>,
    ) -> Vec<Vec<Phrase>> {
        let lost = match found {
            Ok(folder) if folder.has_errors() => return Vec::new(),
            Ok(folder) => lost(&self.folder, folder, now),
            Err(mistake) => {
                let unreadable = vec![Phrase::new("say-edit-unreadable"), mistake.phrase.clone()];
                return vec![unreadable, vec![Phrase::new("say-edit-looks-again")]];
            }
        };
        let line = |what| vec![Phrase::new("say-edit-lost"), what];
        let again = (!lost.is_empty()).then(|| vec![Phrase::new("say-edit-reads-again")]);
        lost.into_iter().map(line).chain(again).collect()
    }
}
