//! A person asks for a make-good: for a programme that has no rule for it, for a cut airing, or at an hour
//! of the person's choice.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Station,
    amend::named,
    look::ARM_AHEAD,
    makegood::{LOOK_BACK, is_settled, taken_by},
};
use crate::{
    asrun::{self, MakeGood, Outcome, Past, Subject},
    plan::slot_against,
    schedule::Programme,
    store::Error,
    words::{Message, Reason},
};

/// How long a slot is looked for where the programme has no rule of its own: each weekday comes by.
const WITHIN: TimeDelta = TimeDelta::days(7);

impl Station {
    /// Plans a make-good for the airing of this key, or for the last miss of the programme of this id: at
    /// `at`, or in the next free slot. A second chance may be asked for, once the first has been missed.
    pub(super) fn make_good_asked(
        &mut self,
        now: DateTime<Utc>,
        airing: &str,
        at: Option<DateTime<Utc>>,
        by: Option<String>,
    ) -> Result<Result<Message, Message>, Error> {
        if self.stopping.is_some() {
            return Ok(Err(Message::new("answer-stopping")));
        }
        if !self.trusts() || !self.settled {
            return Ok(Err(Message::new("say-clock-wrong")));
        }
        let goods = asrun::makegoods(self.store.connection(), now - LOOK_BACK)?;
        let miss = match self.missed_airing(now, airing, &goods)? {
            Ok(miss) => miss,
            Err(why) => return Ok(Err(why)),
        };
        let found = self.may_be_made_good(now, &miss, &goods).and_then(|programme| match at {
            Some(at) => self.slot_asked(now, &programme, &miss, at, &goods),
            None => self.slot_found(now, &programme, &miss, &goods),
        });
        let (at, mut subject) = match found {
            Ok(found) => found,
            Err(why) => return Ok(Err(why)),
        };
        subject.by = Some(by.unwrap_or_else(|| "-".to_owned()));
        self.plan_makegood(&miss, at, subject, &goods)?;
        Ok(Ok(self.words("say-makegood", &miss, at)))
    }

    /// The airing that is meant, if it is known and its time is over.
    fn missed_airing(
        &self,
        now: DateTime<Utc>,
        airing: &str,
        goods: &[MakeGood],
    ) -> Result<Result<Past, Message>, Error> {
        let connection = self.store.connection();
        if airing.contains('@') {
            let past = asrun::past_airing(connection, airing)?;
            let unknown = || Message::new("answer-makegood-unknown").with("airing", airing);
            return Ok(past.ok_or_else(unknown));
        }
        let programme = match named(&self.folder.schedule, airing) {
            Ok(programme) => programme,
            Err(none) => return Ok(Err(none)),
        };
        let waits = |miss: &Past| miss.programme == airing && !is_settled(goods, &miss.airing);
        let missed = asrun::missed(connection, now - LOOK_BACK)?;
        let none = || Message::new("answer-makegood-none").with("title", programme.title.as_str());
        Ok(missed.into_iter().rfind(waits).ok_or_else(none))
    }

    fn may_be_made_good(
        &self,
        now: DateTime<Utc>,
        miss: &Past,
        goods: &[MakeGood],
    ) -> Result<Programme, Message> {
        if let Some(first) = &miss.makes_good {
            return Err(Message::new("answer-makegood-itself").with("airing", first.as_str()));
        }
        let planned = miss.origin.is_planned(miss.kind);
        let ended = miss.outcome.map_or("elsewhere", Outcome::code);
        if !planned || !matches!(miss.outcome, Some(Outcome::Missed | Outcome::Cut)) {
            let ended = if planned { ended } else { "elsewhere" };
            return Err(self
                .words("answer-makegood-not-missed", miss, miss.at)
                .with("outcome", ended));
        }
        if miss.at < now - LOOK_BACK {
            return Err(self.words("answer-makegood-too-old", miss, miss.at));
        }
        let of_it = || goods.iter().filter(|good| good.makes_good == miss.airing);
        if let Some(heard) = of_it().find(|good| good.outcome == Some(Outcome::Aired)) {
            return Err(self.words("answer-makegood-done", miss, heard.at));
        }
        if let Some(coming) = of_it().find(|good| good.outcome.is_none()) {
            return Err(self.words("answer-makegood-planned", miss, coming.at));
        }
        let programme = self.folder.schedule.programme(&miss.programme);
        programme.cloned().ok_or_else(|| Reason::NoProgramme.message())
    }

    /// The hour that was asked for, if nothing speaks against it.
    fn slot_asked(
        &self,
        now: DateTime<Utc>,
        programme: &Programme,
        miss: &Past,
        at: DateTime<Utc>,
        goods: &[MakeGood],
    ) -> Result<(DateTime<Utc>, Subject), Message> {
        if at <= now + ARM_AHEAD {
            return Err(self.words("answer-makegood-past", miss, at));
        }
        if at <= miss.at {
            return Err(self.words("answer-makegood-before", miss, at));
        }
        if at > now + LOOK_BACK {
            return Err(self.words("answer-makegood-far", miss, at));
        }
        let subject = self.as_missed(programme, miss, at)?;
        let mut taken = self.on_air_now();
        taken.extend(goods.iter().filter(|good| good.outcome.is_none()).map(taken_by));
        let length = TimeDelta::microseconds(subject.length_us);
        let schedule = &self.folder.schedule;
        match slot_against(schedule, &self.known, programme, at, length, &taken) {
            Some(why) => Err(why.message()),
            None => Ok((at, subject)),
        }
    }

    fn slot_found(
        &self,
        now: DateTime<Utc>,
        programme: &Programme,
        miss: &Past,
        goods: &[MakeGood],
    ) -> Result<(DateTime<Utc>, Subject), Message> {
        // Why it cannot be played says more than that there is no slot.
        self.as_missed(programme, miss, now)?;
        let latest = now + programme.makegood.unwrap_or(WITHIN);
        let none = || self.words("answer-makegood-no-slot", miss, latest);
        self.slot(now, programme, miss, latest, goods).ok_or_else(none)
    }
}
