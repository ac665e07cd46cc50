//! Decides whether files that the sweep found changed are adopted at once, or read a second time first.
//!
//! A file may be half written when the sweep reads it. If it lacks something that is on air, or cannot be
//! read at all, it is adopted only if the next sweep finds it unchanged; meanwhile the old schedule stays on
//! air, and the operator is informed. Files that a person asks to have read are adopted as they are.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Action, Station, lost::lost};
use crate::{check::Folder, diagnostic::Diagnostic, script::Sources, store::Error, words::Message};

/// The least time between two readings that confirm each other. Sweeps are ten seconds apart and up to half
/// a second late; two readings at the same moment prove nothing.
const APART: TimeDelta = TimeDelta::seconds(9);

/// Files that were found changed and wait for a second reading.
pub(super) struct Held {
    read: Read,
    since: DateTime<Utc>,
    /// The faults that were found, and what the station does next, in lines.
    pub(super) said: Vec<Vec<Message>>,
}

/// The parts of a reading that are compared with the second one.
#[derive(PartialEq, Eq)]
enum Read {
    Texts(String, Sources),
    Unreadable(Message),
}

impl Station {
    /// Handles files that the sweep found changed, or read a second time.
    pub(super) fn swept(
        &mut self,
        now: DateTime<Utc>,
        found: Result<Box<Folder>, Box<Diagnostic>>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        let read = match &found {
            Ok(folder) => Read::Texts(folder.schedule_text.clone(), folder.sources.clone()),
            Err(diagnostic) => Read::Unreadable(diagnostic.message.clone()),
        };
        let said = self.reasons_to_read_twice(now, &found);
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
            self.said.push(vec![Message::new("say-edit-whole")]);
        }
        match found {
            Ok(folder) => self.edit(now, *folder, actions),
            Err(diagnostic) => {
                self.held = None;
                let unreadable =
                    vec![Message::new("say-edit-unreadable"), diagnostic.message.clone()];
                self.said.push(unreadable);
                self.refuse(vec![*diagnostic]);
                Ok(())
            }
        }
    }

    /// The reasons why the files have to be read twice, in lines; empty if they need not. Files with mistakes
    /// leave the old schedule on air anyway, and their mistakes are reported at once.
    fn reasons_to_read_twice(
        &self,
        now: DateTime<Utc>,
        found: &Result<Box<Folder>, Box<Diagnostic>>,
    ) -> Vec<Vec<Message>> {
        let lost = match found {
            Ok(folder) if folder.has_errors() => return Vec::new(),
            Ok(folder) => lost(&self.folder, folder, now),
            Err(diagnostic) => {
                let unreadable =
                    vec![Message::new("say-edit-unreadable"), diagnostic.message.clone()];
                return vec![unreadable, vec![Message::new("say-edit-looks-again")]];
            }
        };
        let line = |what| vec![Message::new("say-edit-lost"), what];
        let again = (!lost.is_empty()).then(|| vec![Message::new("say-edit-reads-again")]);
        lost.into_iter().map(line).chain(again).collect()
    }
}
