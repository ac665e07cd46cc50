//! What a person asks of the running station.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Action, Station,
    amend::{correct, declare, named},
    claimed::Current,
    closing::stop,
    station::store_failed,
};
use crate::{
    air::Order,
    asrun::{self, Act, ActKind, Correction, Declaration, Origin, Subject},
    plan::{self, Kind, precedence::OnAir},
    schedule::{Content, Programme},
    store::Error,
    words::{Message, Reason},
};

/// How far ahead a programme's next airing is looked for: one that airs once a week is found.
const WEEK: TimeDelta = TimeDelta::days(8);

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "ask")]
pub enum Ask {
    /// Put a programme on air now.
    Play {
        /// Its id.
        programme: String,
        /// Who asks.
        by: Option<String>,
    },
    /// Put the shortest programme on air, if no rule forbids it now: a sign of life for a newcomer.
    Hello,
    /// Give what was missed a new slot.
    MakeGood {
        /// Its key; or a programme's id, for the last miss of that programme.
        airing: String,
        /// When; `None`: in the next free slot.
        at: Option<DateTime<Utc>>,
        /// Who asks.
        by: Option<String>,
    },
    /// Make a month's report and put its letters into the outbox.
    Report {
        /// `2026-11`.
        month: String,
    },
    /// Write down how an airing stands, though the frames do not tell it.
    Correct(Correction),
    /// Write down what went out without loa.
    Declare(Declaration),
    /// Believe the computer's clock: a person has looked at it.
    Clock {
        /// Who asks.
        by: Option<String>,
    },
    /// Fade out what is on air.
    Stop {
        /// Who asks.
        by: Option<String>,
    },
}

impl Station {
    /// Does what was asked, or says why not.
    pub(super) fn asked(
        &mut self,
        now: DateTime<Utc>,
        ask: Ask,
        actions: &mut Vec<Action>,
    ) -> Result<Result<Message, Message>, Error> {
        match ask {
            Ask::Play { programme, by } => self.play(now, &programme, by, actions),
            Ask::Hello => self.hello(now, actions),
            Ask::MakeGood { airing, at, by } => self.make_good_asked(now, &airing, at, by),
            Ask::Report { month } => Ok(self.send_asked(now, &month)),
            Ask::Correct(correction) => correct(&mut self.store, now, &correction),
            Ask::Declare(it) => declare(&mut self.store, &self.folder, now, it),
            Ask::Clock { by } => self.confirm_clock(now, by),
            Ask::Stop { by } => self.stop_current(now, by, actions),
        }
    }

    fn play(
        &mut self,
        now: DateTime<Utc>,
        id: &str,
        by: Option<String>,
        actions: &mut Vec<Action>,
    ) -> Result<Result<Message, Message>, Error> {
        let (programme, subject) = match self.may_play(now, id, by) {
            Ok(found) => found,
            Err(why) => return Ok(Err(why)),
        };
        let (subject, words, rundown) = match self.prepare(&programme, now, &subject) {
            Ok(prepared) => prepared,
            Err(why) => return Ok(Err(why.message())),
        };
        let airing = format!("{id}@{}", now.to_rfc3339_opts(SecondsFormat::Millis, true));
        asrun::put_on_air(&mut self.store, &airing, now, &subject, &words)?;
        let title = programme.title.clone();
        let ends_at = now + TimeDelta::microseconds(rundown.micros());
        self.claimed.add(Current::by_hand(OnAir {
            key: airing.clone(),
            title: title.clone(),
            priority: subject.priority,
            starts_at: now,
            ends_at,
            planned_end: ends_at,
            quiet: None,
            stopping: false,
        }));
        // A make-good that it would be in the way of gets another slot.
        self.owes();
        let take = self.take(&airing);
        let arm =
            Order::Arm { airing: airing.clone(), take, start_at: now, rundown, from_frame: 0 };
        actions.extend([Action::Air(arm), Action::Air(Order::Claim { airing })]);
        Ok(Ok(Message::new("answer-playing").with("title", title)))
    }

    fn hello(
        &mut self,
        now: DateTime<Utc>,
        actions: &mut Vec<Action>,
    ) -> Result<Result<Message, Message>, Error> {
        if !self.trusts() {
            return Ok(Err(Reason::ClockWrong.message()));
        }
        let schedule = &self.folder.schedule;
        // A real station airs its schedule and nothing else.
        if !schedule.station.is_sample() {
            return Ok(Err(Message::new("say-hello-sample-only")));
        }
        let known = schedule.programmes.iter().filter(|it| self.known.lengths.contains_key(&it.id));
        let Some(shortest) = known.min_by_key(|it| self.known.lengths[&it.id]) else {
            return Ok(Err(Message::new("answer-nothing-to-play")));
        };
        if let Some(rule) = schedule.rule_against(shortest, now) {
            return Ok(Err(rule.message()));
        }
        let id = shortest.id.clone();
        self.play(now, &id, Some(asrun::HELLO.to_owned()), actions)
    }

    fn may_play(
        &self,
        now: DateTime<Utc>,
        id: &str,
        by: Option<String>,
    ) -> Result<(Programme, Subject), Message> {
        let schedule = &self.folder.schedule;
        let programme = named(schedule, id)?;
        if matches!(programme.content, Content::Elsewhere { .. }) {
            return Err(Message::new("answer-elsewhere").with("title", programme.title.as_str()));
        }
        if self.stopping.is_some() {
            return Err(Message::new("answer-stopping"));
        }
        if let Some(current) = self.claimed.on_air() {
            return Err(Message::new("answer-busy").with("title", current.title()));
        }
        let subject = Subject {
            programme: programme.id.clone(),
            title: programme.title.clone(),
            topic: programme.topic.clone(),
            kind: Kind::Recorded,
            origin: Origin::Operator,
            priority: programme.priority,
            planned_us: None,
            length_us: 0,
            revision: Some(self.revision),
            utilities: self.next_hand(now, programme).map_err(|error| store_failed(&error))?,
            off: None,
            makes_good: None,
            by,
            text_sha256: None,
            clips: Vec::new(),
            frames_total: 0,
        };
        Ok((programme.clone(), subject))
    }

    fn stop_current(
        &mut self,
        now: DateTime<Utc>,
        by: Option<String>,
        actions: &mut Vec<Action>,
    ) -> Result<Result<Message, Message>, Error> {
        let Some(current) = self.claimed.on_air() else {
            return Ok(Err(Message::new("answer-nothing-on-air")));
        };
        let (airing, title) = (current.key().to_owned(), current.title().to_owned());
        let what = ActKind::StopAiring { airing: airing.clone() };
        asrun::note(&mut self.store, now, Act { what, by })?;
        let why = Reason::Operator;
        if let Some(current) = self.claimed.get_mut(&airing) {
            current.stop(now);
        }
        actions.push(stop(airing, why));
        Ok(Ok(Message::new("answer-stopped").with("title", title)))
    }

    /// The utilities that the programme's next airing will speak of; the first ones if it has none.
    fn next_hand(&self, now: DateTime<Utc>, programme: &Programme) -> Result<Vec<String>, Error> {
        let known = self.known_from(now)?;
        let next = plan::next_airing(&self.folder.schedule, &known, programme, now, WEEK);
        let today = now.with_timezone(&self.folder.schedule.station.zone).date_naive();
        Ok(next.map_or_else(|| known.first_hand(programme, today), |airing| airing.utilities))
    }
}
