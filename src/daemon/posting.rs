//! Letters on their way: which one is handed to the mail server next, and what became of it.
//!
//! One at a time, on a thread of its own ([`super::post`]): the network is never waited for in a turn.
//! The turn picks the letter, commits that it is handed over when the server is ready for its first
//! byte, and commits its outcome. A station without `[mail]` writes its letters to files, and takes
//! back into files what no server has been given.

use chrono::{DateTime, Utc};

use super::{Action, Station};
use crate::{
    asrun::Reader,
    check::MailFiles,
    mail::{self, By, End, Outcome, Parcel},
    schedule::Mail,
    store::Error,
};

/// A letter to be handed to the mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number in the outbox.
    pub id: i64,
    /// By which server.
    pub mail: Mail,
    /// To whom, and what.
    pub parcel: Parcel,
}

/// What is told of a letter that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    /// The server is ready for its first byte: may it be handed over?
    Asks(i64),
    /// How it ended.
    Ended(i64, Outcome),
}

/// What the station knows of its letters between two turns.
#[derive(Default)]
pub(super) struct Posting {
    /// A rehearsal sends nothing.
    live: bool,
    /// The settings that letters wait for, as they were last followed.
    followed: Option<Settings>,
    /// The letter on its way, and whether it is being handed over.
    on_its_way: Option<(i64, bool)>,
    /// How it ended, until that is on disk.
    ended: Option<(i64, Outcome)>,
}

type Settings = Option<(Mail, MailFiles)>;

impl Posting {
    /// Whether a letter is in the server's hands: a stop waits for its word, so that it need not be
    /// sent again.
    pub(super) fn hands_over(&self) -> bool {
        matches!(self.on_its_way, Some((_, true)))
    }
}

impl Station {
    /// From now on letters are sent, where the schedule has `[mail]`. What the run before was handing
    /// over is known to be in doubt.
    pub fn send_letters(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        mail::recover(&self.store, now)?;
        self.posting.live = true;
        Ok(())
    }

    /// Who sends a letter that is put now.
    pub(super) fn letters_by(&self) -> By {
        let by_server = self.posting.live && self.folder.schedule.mail.is_some();
        if by_server { By::Server } else { By::Person }
    }

    /// What was told of a letter on its way.
    pub(super) fn hear_posted(
        &mut self,
        now: DateTime<Utc>,
        posted: Posted,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        match posted {
            Posted::Asks(id) => {
                debug_assert!(
                    self.posting.on_its_way == Some((id, false)),
                    "the post asks for a letter that it was not given"
                );
                // What could not be committed must not leave.
                let begun = match self.stopping {
                    None => mail::begin(&self.store, id),
                    Some(_) => Ok(false),
                };
                let may = matches!(begun, Ok(true));
                if may {
                    self.posting.on_its_way = Some((id, true));
                }
                actions.push(Action::HandOver(may));
                begun?;
            }
            Posted::Ended(id, outcome) => {
                let handed = self.posting.on_its_way.filter(|(on_its_way, _)| *on_its_way == id);
                debug_assert!(handed.is_some(), "the post tells of a letter that it was not given");
                debug_assert!(
                    !matches!(outcome.end, End::Taken | End::Lost) || handed == Some((id, true)),
                    "a letter left that nobody had let go"
                );
                self.posting.ended = Some((id, outcome));
                self.settle_posted(now)?;
            }
        }
        Ok(())
    }

    /// Sends the next letter whose time has come, if none is on its way.
    pub(super) fn post(
        &mut self,
        now: DateTime<Utc>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        if !self.posting.live {
            return Ok(());
        }
        self.settle_posted(now)?;
        let Some(mail) = &self.folder.schedule.mail else { return Ok(()) };
        if self.posting.on_its_way.is_none()
            && let Some((id, parcel)) = mail::next_due(self.store.connection(), now)?
        {
            self.posting.on_its_way = Some((id, false));
            actions.push(Action::Post(Box::new(Delivery { id, mail: mail.clone(), parcel })));
        }
        Ok(())
    }

    /// When the next letter is due.
    pub(super) fn next_post(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
        match self.letters_by() {
            By::Server => Ok(mail::next_try(self.store.connection(), now)?),
            By::Person => Ok(None),
        }
    }

    /// Letters of late that need a person, as sentences.
    pub(super) fn troubled_letters(&self, now: DateTime<Utc>) -> Result<Vec<String>, Error> {
        let rows = mail::troubled(self.store.connection(), self.reader(), now)?;
        let say = |messages: Vec<crate::words::Message>| {
            let said = messages.iter().map(|message| message.render(self.reader().lang));
            said.collect::<Vec<_>>().join(": ")
        };
        Ok(rows.into_iter().map(|row| say(row.told())).collect())
    }

    /// Writes down how the letter on its way ended. A store that fails is asked again at the next turn;
    /// until then no other letter leaves.
    pub(super) fn settle_posted(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let Some((id, outcome)) = &self.posting.ended else { return Ok(()) };
        let state = mail::end(&mut self.store, *id, outcome, now)?;
        let row = mail::find(self.store.connection(), self.reader(), *id)?;
        if let Some(row) = row.filter(|_| state.is_some())
            // The first of many tries is worth a line.
            && (outcome.end != End::Later || row.attempts == 1 || row.next_try_at.is_none())
        {
            self.said.push(row.told());
        }
        self.posting.ended = None;
        self.posting.on_its_way = None;
        Ok(())
    }

    /// Takes account of a `[mail]` that came, changed or went, and of a mended password or certificate.
    pub(super) fn follow_settings(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if !self.posting.live {
            return Ok(());
        }
        let mail = self.folder.schedule.mail.clone();
        let settings = mail.map(|mail| {
            let files = MailFiles::of(&self.folder.path, &mail);
            (mail, files)
        });
        if self.posting.followed.as_ref() == Some(&settings) {
            return Ok(());
        }
        if settings.is_some() {
            mail::try_now(&mut self.store, now)?;
        } else {
            mail::leave_to_a_person(&mut self.store)?;
            // The monthly work begins with the files that are not written yet.
            self.check_reports_again();
        }
        self.posting.followed = Some(settings);
        Ok(())
    }

    fn reader(&self) -> Reader {
        let station = &self.folder.schedule.station;
        Reader { zone: station.zone, lang: station.language }
    }
}
