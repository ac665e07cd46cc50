//! Phát bù: gives what was missed a new slot.
//!
//! Looked after whenever something has been missed, the files were edited or the station starts. First
//! the make-goods that are planned: one whose slot the schedule has taken back is cancelled. Then the
//! misses of programmes that want it (`makegood = "2d"`), oldest first: each gets the next free slot
//! within its time, once its programme can be played and heard again. Which misses wait is read from the log and
//! the due rows each time, and the key of a make-good follows from what it makes good: a power cut
//! between the two loses none and plans none twice.
//!
//! Only what was `missed` is made good by itself: of a cut airing something was heard, and whether that
//! is to be heard again a person decides. A make-good that is missed in its turn was the one chance.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Action, Station, closing::withdraw};
use crate::{
    asrun::{self, Act, ActKind, MakeGood, Open, Origin, Outcome, Past, Phase, Subject},
    plan::{Kind, Taken, Wish, free_slot, slot_against},
    schedule::{Priority, Programme},
    store::Error,
    words::{Message, Reason},
};

/// No slot sooner than this: whoever hears of it can still switch the amplifier on.
pub(super) const LEAD: TimeDelta = TimeDelta::minutes(5);
/// How often a make-good whose slot was taken back may get another.
const SLOTS_AT_MOST: usize = 3;
/// That nothing came of it is said within this time, not of misses that somebody dug up.
const SAID_WITHIN: TimeDelta = TimeDelta::days(1);
/// How far back misses are looked for: a station that was off for a month.
pub(super) const LOOK_BACK: TimeDelta = TimeDelta::days(31);
/// The length follows the hour's greeting, and the slot the length: this many rounds settle it.
const ROUNDS: usize = 3;

impl Station {
    /// The misses are to be looked at: at once.
    pub(super) fn owes(&mut self) {
        self.owed_at = Some(DateTime::<Utc>::MIN_UTC);
    }

    /// Looks after the make-goods, if there may be something to do.
    pub(super) fn make_good(
        &mut self,
        now: DateTime<Utc>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        if !self.trusts() || self.owed_at.is_none_or(|at| now < at) {
            return Ok(());
        }
        self.review(now, actions)?;
        self.owed_at = self.seek(now)?;
        Ok(())
    }

    /// Cancels make-goods that cannot go out any more.
    fn review(&mut self, now: DateTime<Utc>, actions: &mut Vec<Action>) -> Result<(), Error> {
        let mut taken = self.on_air_now();
        for open in asrun::open_airings(self.store.connection())? {
            if open.subject.makes_good.is_none() || open.at < now {
                continue;
            }
            let why = self.against(&open, &taken).filter(|_| open.phase != Phase::Claimed);
            let Some(why) = why else {
                taken.push(taken_by_open(&open));
                continue;
            };
            if self.armed.remove(&open.key).is_some() {
                actions.push(withdraw(open.key.clone()));
            }
            self.close_unheard(now, &open, Outcome::Cancelled, why)?;
        }
        Ok(())
    }

    /// Why a planned make-good cannot go out.
    fn against(&self, open: &Open, taken: &[Taken]) -> Option<Reason> {
        let schedule = &self.folder.schedule;
        let Some(programme) = schedule.programme(&open.subject.programme) else {
            return Some(Reason::NoProgramme);
        };
        // What a person asked for needs no rule.
        if programme.makegood.is_none() && open.subject.by.is_none() {
            return Some(Reason::NoMakegood);
        }
        let length = TimeDelta::microseconds(open.subject.length_us);
        slot_against(schedule, &self.known, programme, open.at, length, taken)
    }

    /// Plans a make-good for every miss that wants one and can have one. Returns when to look again, if
    /// nothing else happens: when the first of those that wait has waited for too long.
    fn seek(&mut self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
        if self.folder.schedule.programmes.iter().all(|it| it.makegood.is_none()) {
            return Ok(None);
        }
        let from = now - LOOK_BACK;
        let connection = self.store.connection();
        let (missed, mut goods) =
            (asrun::missed(connection, from)?, asrun::makegoods(connection, from)?);
        let told = asrun::not_made_good(connection, from)?;
        let mut again = None;
        for miss in missed.into_iter().filter(|miss| !told.contains(&miss.airing)) {
            let Some(programme) = self.folder.schedule.programme(&miss.programme).cloned() else {
                continue;
            };
            let Some(within) = programme.makegood else { continue };
            if is_settled(&goods, &miss.airing) {
                continue;
            }
            let latest = miss.at + within;
            if latest < now + LEAD || others(&goods, &miss.airing) >= SLOTS_AT_MOST {
                self.give_up(now, &miss, latest)?;
                continue;
            }
            // Held back, or with nobody to hear it, it would only be missed again.
            let waits = self.known.held.contains_key(&programme.id) || !self.hearing.heard;
            let slot = self.slot(now, &programme, &miss, latest, &goods).filter(|_| !waits);
            if let Some((at, subject)) = slot {
                goods.push(self.plan_makegood(&miss, at, subject, &goods)?);
            } else {
                let too_late = latest - LEAD + TimeDelta::seconds(1);
                again = again.into_iter().chain([too_late]).min();
            }
        }
        Ok(again)
    }

    /// The next free slot for what was missed, with what will go out in it. `None`: there is none, or
    /// the programme cannot be played as things are.
    pub(super) fn slot(
        &self,
        now: DateTime<Utc>,
        programme: &Programme,
        miss: &Past,
        latest: DateTime<Utc>,
        goods: &[MakeGood],
    ) -> Option<(DateTime<Utc>, Subject)> {
        let mut taken = self.on_air_now();
        let aired = |good: &&MakeGood| good.outcome != Some(Outcome::Cancelled);
        taken.extend(goods.iter().filter(aired).map(taken_by));
        let mut length = self.as_missed(programme, miss, miss.at).ok()?.length_us;
        for _ in 0..ROUNDS {
            let wish = Wish {
                programme,
                missed_at: miss.at,
                length: TimeDelta::microseconds(length),
                earliest: now + LEAD,
                latest,
            };
            let at = free_slot(&self.folder.schedule, &self.known, &wish, &taken)?;
            let subject = self.as_missed(programme, miss, at).ok()?;
            if subject.length_us <= length {
                return Some((at, subject));
            }
            length = subject.length_us;
        }
        None
    }

    /// What was missed, as it would go out at `at`: its title, its topic and the utilities that it was
    /// dealt; the greeting is that of the hour. A make-good gives way to everything.
    pub(super) fn as_missed(
        &self,
        programme: &Programme,
        miss: &Past,
        at: DateTime<Utc>,
    ) -> Result<Subject, Message> {
        let known = |id: &&String| self.folder.scripts.utility(id).is_some();
        let subject = Subject {
            programme: miss.programme.clone(),
            title: miss.title.clone(),
            topic: miss.topic.clone(),
            kind: Kind::Recorded,
            origin: Origin::Makegood,
            priority: Priority::Normal,
            planned_us: Some(at.timestamp_micros()),
            length_us: 0,
            revision: Some(self.revision),
            utilities: miss.utilities.iter().filter(known).cloned().collect(),
            off: None,
            makes_good: Some(miss.airing.clone()),
            by: None,
            text_sha256: None,
            clips: Vec::new(),
            frames_total: 0,
        };
        let length_us = self.prepare(programme, at, &subject)?.0.length_us;
        Ok(Subject { length_us, ..subject })
    }

    /// Writes a make-good down as due and says so.
    pub(super) fn plan_makegood(
        &mut self,
        miss: &Past,
        at: DateTime<Utc>,
        subject: Subject,
        goods: &[MakeGood],
    ) -> Result<MakeGood, Error> {
        let airing = asrun::makegood_key(&miss.airing, others(goods, &miss.airing));
        if asrun::plan_makegood(&self.store, &airing, at, &subject)? {
            self.said.push(vec![self.words("say-makegood", miss, at)]);
        }
        Ok(MakeGood {
            airing,
            makes_good: miss.airing.clone(),
            programme: subject.programme,
            title: subject.title,
            at,
            length: TimeDelta::microseconds(subject.length_us),
            outcome: None,
        })
    }

    /// Says once, and writes into the log, that a miss could not be made good.
    fn give_up(
        &mut self,
        now: DateTime<Utc>,
        miss: &Past,
        latest: DateTime<Utc>,
    ) -> Result<(), Error> {
        if latest.max(miss.written_at) + SAID_WITHIN < now {
            return Ok(());
        }
        let what = ActKind::NotMadeGood {
            airing: miss.airing.clone(),
            title: miss.title.clone(),
            missed: self.local_words(miss.at),
            at: self.local_words(latest),
        };
        self.said.push(vec![what.message()]);
        asrun::note(&mut self.store, now, Act { what, by: None })
    }

    /// A message about a miss: `title`, `missed` its instant, `at` another.
    pub(super) fn words(&self, code: &'static str, miss: &Past, at: DateTime<Utc>) -> Message {
        Message::new(code)
            .with("title", miss.title.as_str())
            .with("missed", self.local_words(miss.at))
            .with("at", self.local_words(at))
    }

    /// An instant in digits, which either language reads.
    pub(super) fn local_words(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.folder.schedule.station.zone).format("%H:%M %d/%m/%Y").to_string()
    }

    pub(super) fn on_air_now(&self) -> Vec<Taken> {
        let taken = self.claimed.iter().map(|current| Taken {
            makegood_of: String::new(),
            title: current.title().to_owned(),
            at: current.on_air.starts_at,
            length: current.ends_at() - current.on_air.starts_at,
        });
        taken.collect()
    }
}

/// Whether the miss has had its chance, or is to have it.
pub(super) fn is_settled(goods: &[MakeGood], missed: &str) -> bool {
    let mut of_it = goods.iter().filter(|good| good.makes_good == missed);
    of_it.any(|good| good.outcome != Some(Outcome::Cancelled))
}

fn others(goods: &[MakeGood], missed: &str) -> usize {
    goods.iter().filter(|good| good.makes_good == missed).count()
}

pub(super) fn taken_by(good: &MakeGood) -> Taken {
    Taken {
        makegood_of: good.programme.clone(),
        title: good.title.clone(),
        at: good.at,
        length: good.length,
    }
}

fn taken_by_open(open: &Open) -> Taken {
    Taken {
        makegood_of: open.subject.programme.clone(),
        title: open.subject.title.clone(),
        at: open.at,
        length: TimeDelta::microseconds(open.subject.length_us),
    }
}
