//! How airings end: told by the engine, cut by the station's stop, or found open after a gap.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{Action, Hearing, Station, claimed::Current};
use crate::{
    air::{EngineEvent, Order},
    asrun::{self, Act, ActKind, Aired, Beat, Ending, Open, Outcome, OutputName, Phase, Subject},
    clip::HOUSE_RATE,
    store::Error,
    words::{Message, Reason},
};

/// How long a stop waits for the engine's last word and the mail server's.
const STOP_AT_MOST: TimeDelta = TimeDelta::seconds(3);

/// An end that the engine has not told so long after the last frame will not be told.
const LOST_AFTER: TimeDelta = TimeDelta::seconds(30);

/// How the station was away, or could not tell the time: the reason of everything due meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Absence {
    why: Reason,
}

impl Absence {
    /// From the last sign of life: a station stopped in good order did not run; anything else was a
    /// power cut, or as good as one.
    pub(super) fn since(beat: Option<Beat>, zone: Tz) -> Self {
        let since = beat.map_or_else(|| "-".to_owned(), |beat| instant(beat.at, zone));
        let why = match beat {
            Some(Beat { stopped: false, .. }) => Reason::PowerOff { since },
            _ => Reason::NotRunning { since },
        };
        Self { why }
    }

    /// The station was there, and could write nothing down since then: what is not claimed on the disk
    /// does not start.
    pub(super) fn unwritten(since: DateTime<Utc>, zone: Tz, error: &Error) -> Self {
        let since = instant(since, zone);
        let full = error.is_disk_full();
        Self { why: if full { Reason::DiskFull { since } } else { Reason::LogFailed { since } } }
    }

    /// The station was there, and the clock was set forward over those hours.
    pub(super) fn clock_step(step: TimeDelta) -> Self {
        Self { why: Reason::ClockStep { seconds: step.num_seconds() } }
    }

    /// The station was there, and so was its computer, but nothing on it ran.
    fn asleep(since: DateTime<Utc>, zone: Tz) -> Self {
        Self { why: Reason::Asleep { since: instant(since, zone) } }
    }

    /// The station was there, but could not tell the time.
    pub(super) fn clock_wrong() -> Self {
        Self { why: Reason::ClockWrong }
    }
}

/// An instant as reasons name it, in the station's zone.
fn instant(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M:%S %d/%m/%Y").to_string()
}

impl Station {
    /// What the engine told.
    pub(super) fn hear(&mut self, now: DateTime<Utc>, event: EngineEvent) -> Result<(), Error> {
        match event {
            EngineEvent::Started { airing, at } => {
                let beat = self.gives_signs().then_some(now);
                asrun::progress(&mut self.store, &airing, at, now, (0, 0), beat)?;
                debug_assert!(
                    self.claimed.iter().all(|it| it.key() == airing || it.started_at.is_none()),
                    "{airing} starts while another airing is on air"
                );
                if let Some(current) = self.claimed.get_mut(&airing) {
                    current.begin(at);
                    let on_air = Message::new("say-on-air").with("title", current.title());
                    self.said.push(vec![on_air]);
                }
            }
            EngineEvent::Progress { airing, frames, heard } => {
                let open = self.open_airing(&airing)?;
                debug_assert!(
                    open.as_ref().is_none_or(|it| it.frames <= frames && it.heard <= heard),
                    "what was on air of {airing} grows less"
                );
                if let Some(started_at) = open.and_then(|open| open.started_at) {
                    let (so_far, beat) = ((frames, heard), self.gives_signs().then_some(now));
                    asrun::progress(&mut self.store, &airing, started_at, now, so_far, beat)?;
                }
            }
            EngineEvent::Ended(aired) => self.hear_end(now, &aired)?,
            EngineEvent::Output { name, hears } => {
                let code = if hears { "say-device" } else { "say-device-lost" };
                self.said.push(vec![Message::new(code).with("device", name.as_str())]);
                self.hearing = Hearing { output: name, heard: hears };
                self.owes();
            }
        }
        Ok(())
    }

    /// The engine's last word on an arming. On one that was taken back since, it says nothing.
    fn hear_end(&mut self, now: DateTime<Utc>, aired: &Aired) -> Result<(), Error> {
        let key = &aired.airing;
        if self.armed.get(key) != Some(&aired.take) {
            return Ok(());
        }
        if let Some(open) = self.open_airing(key)? {
            debug_assert!(
                open.phase == Phase::Claimed || aired.frames_consumed == 0,
                "{key} was on air without a claim in the log"
            );
            let mut ending = asrun::ending_of(aired);
            let late = matches!(ending.reason, Some(Reason::Late { .. }));
            ending.reason = ending.reason.map(|why| self.engines_reason(why, &open, now));
            // What was not claimed in time may yet begin late, if its policy lets it.
            if !late || open.phase == Phase::Claimed {
                self.close(now, &open, &ending)?;
            }
        }
        // Only now: a store that failed above will be asked again.
        self.armed.remove(key);
        self.claimed.remove(key);
        Ok(())
    }

    /// The engine's reason, by what only the station knows.
    fn engines_reason(&self, why: Reason, open: &Open, now: DateTime<Utc>) -> Reason {
        match why {
            Reason::Late { .. } => self.reason_too_late(open, now),
            // A card that is fed nothing counts as lost: that is not what was wrong.
            Reason::DeviceLost if self.slept_since(open) => self.absence.why.clone(),
            // The engine knows airings by their keys alone.
            Reason::Busy { title: key } => {
                let title = self.claimed.get(&key).map_or(key, |other| other.title().to_owned());
                Reason::Busy { title }
            }
            why => why,
        }
    }

    /// Gives an open airing its outcome and says so.
    pub(super) fn close(
        &mut self,
        now: DateTime<Utc>,
        open: &Open,
        ending: &Ending,
    ) -> Result<(), Error> {
        let Open { key, subject, .. } = open;
        let sounded = matches!(ending.outcome, Some(Outcome::Aired | Outcome::Cut));
        debug_assert_eq!(sounded, ending.heard > 0, "{key} has an outcome that its sound denies");
        debug_assert!(
            ending.heard == 0 || ending.started_at.is_some(),
            "{key} was heard unstarted"
        );
        if asrun::close(&mut self.store, now, key, subject, ending)?
            && let Some(outcome) = ending.outcome
        {
            if matches!(outcome, Outcome::Missed | Outcome::Cancelled) {
                self.owes();
            }
            self.said.push(said(outcome, subject, ending));
        }
        Ok(())
    }

    /// Ends an airing of which nothing was heard.
    pub(super) fn close_unheard(
        &mut self,
        now: DateTime<Utc>,
        open: &Open,
        outcome: Outcome,
        reason: Reason,
    ) -> Result<(), Error> {
        debug_assert!(
            open.phase != Phase::Claimed && self.claimed.get(&open.key).is_none(),
            "{} is closed as unheard and may be on air",
            open.key
        );
        let ending = Ending { outcome: Some(outcome), reason: Some(reason), ..Ending::default() };
        self.close(now, open, &ending)
    }

    /// Why an airing whose hour has passed was not on air.
    pub(super) fn reason_too_late(&self, open: &Open, now: DateTime<Utc>) -> Reason {
        if !self.trusts() {
            return Absence::clock_wrong().why;
        }
        if open.at < self.began_at {
            return self.absence.why.clone();
        }
        Reason::Late { seconds: (now - open.at).num_seconds() }
    }

    /// The computer slept or hung. What was due meanwhile went by; what was on air goes on where it was.
    pub(super) fn slept(&mut self, now: DateTime<Utc>, length: TimeDelta) -> Result<(), Error> {
        self.waits_from = now;
        if self.settled && self.trusts() {
            self.absence = Absence::asleep(now - length, self.folder.schedule.station.zone);
            self.began_at = now;
        }
        let what = ActKind::Slept { seconds: length.num_seconds() };
        self.said.push(vec![what.message()]);
        asrun::note(&mut self.store, now, Act { what, by: None })
    }

    /// Whether the station slept after the airing had begun.
    fn slept_since(&self, open: &Open) -> bool {
        let asleep = matches!(self.absence.why, Reason::Asleep { .. });
        asleep && open.started_at.is_some_and(|started| started < self.began_at)
    }

    /// Ends what an earlier run had claimed: by the frames it had stored, and never started again.
    pub(super) fn close_claimed(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let beat = asrun::last_beat(self.store.connection())?;
        let Absence { why } = Absence::since(beat, self.folder.schedule.station.zone);
        for open in asrun::open_airings(self.store.connection())? {
            // What a person has put on air since the start is at work.
            if open.phase == Phase::Claimed && self.claimed.get(&open.key).is_none() {
                let ending = broken_off(&open, why.clone(), &self.hearing.output);
                self.close(now, &open, &ending)?;
            }
        }
        Ok(())
    }

    /// Ends a claimed airing that the engine has lost: its time is over by long, and no end was told.
    pub(super) fn end_lost(&mut self, now: DateTime<Utc>, open: &Open) -> Result<(), Error> {
        let length = TimeDelta::microseconds(open.subject.length_us);
        let current = self.claimed.get(&open.key);
        debug_assert!(current.is_some(), "{} is claimed in the log alone", open.key);
        let ends_at =
            current.map_or_else(|| open.started_at.unwrap_or(open.at) + length, Current::ends_at);
        // Where the store failed, the end may have been told, and is about to be told again.
        if now < ends_at.max(self.began_at).max(self.waits_from) + LOST_AFTER {
            return Ok(());
        }
        // What never began has no fault of the player's: the clock was set past its hour.
        let why = match open.started_at {
            Some(_) => Reason::PlayerFault,
            None => self.reason_too_late(open, now),
        };
        let ending = broken_off(open, why, &self.hearing.output);
        self.close(now, open, &ending)?;
        self.armed.remove(&open.key);
        self.claimed.remove(&open.key);
        Ok(())
    }

    /// Fades out what is on air and begins to stop; what is armed stays due for the next run.
    pub(super) fn begin_to_stop(&mut self, now: DateTime<Utc>, actions: &mut Vec<Action>) {
        if self.stopping.is_some() {
            return;
        }
        self.stopping = Some(now);
        for (airing, take) in std::mem::take(&mut self.armed) {
            if self.claimed.get(&airing).is_some() {
                self.armed.insert(airing.clone(), take);
                actions.push(stop(airing, Reason::Stopped));
            } else {
                actions.push(withdraw(airing));
            }
        }
    }

    /// Writes the last entries, once the engine is silent and the mail server has answered, or both have had
    /// their time.
    pub(super) fn finish_stopping(
        &mut self,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
        actions: &mut Vec<Action>,
    ) -> Result<(), Error> {
        self.settle_posted(now)?;
        let busy = !self.claimed.is_empty() || self.posting.hands_over();
        if busy && now - since < STOP_AT_MOST {
            return Ok(());
        }
        if !self.settled {
            // The stop of this run is not to blame for what the end of the run before broke off.
            self.close_claimed(now)?;
        }
        for open in asrun::open_airings(self.store.connection())? {
            if open.phase == Phase::Claimed {
                let why = Reason::Stopped;
                let ending = broken_off(&open, why, &self.hearing.output);
                self.close(now, &open, &ending)?;
            }
        }
        if self.gives_signs() {
            asrun::beat(&self.store, now)?;
        }
        let what = ActKind::Stopped;
        asrun::note(&mut self.store, now, Act { what, by: None })?;
        self.stopped = Some(now);
        actions.push(Action::Quit);
        Ok(())
    }

    pub(super) fn open_airing(&self, key: &str) -> Result<Option<Open>, Error> {
        asrun::open_airing(self.store.connection(), key)
    }
}

/// The ending of a claimed airing that nobody told the end of: cut if any of it is known to have been
/// heard (to the second), missed otherwise.
fn broken_off(open: &Open, why: Reason, output: &OutputName) -> Ending {
    let total = open.subject.frames_total;
    let outcome = Outcome::of_heard(open.heard, total);
    let length = i64::try_from(open.frames * 1_000_000 / u64::from(HOUSE_RATE)).unwrap_or(i64::MAX);
    Ending {
        outcome: Some(outcome),
        reason: Some(why),
        started_at: open.started_at,
        ended_at: open.started_at.map(|at| at + TimeDelta::microseconds(length)),
        heard: open.heard,
        consumed: open.frames,
        total,
        output: Some(output.clone()),
    }
}

/// Tells the engine to end an airing that it may have begun.
pub(super) fn stop(airing: String, why: Reason) -> Action {
    Action::Air(Order::Stop { airing, why })
}

/// Takes an airing back that is not claimed: it may be armed again, and nobody reads why.
pub(super) fn withdraw(airing: String) -> Action {
    stop(airing, Reason::Operator)
}

fn said(outcome: Outcome, subject: &Subject, ending: &Ending) -> Vec<Message> {
    let code = match outcome {
        Outcome::Aired => "say-aired",
        Outcome::Cut => "say-cut",
        Outcome::Missed => "say-missed",
        Outcome::Skipped => "say-skipped",
        Outcome::Cancelled => "say-cancelled",
    };
    let what = Message::new(code).with("title", subject.title.as_str());
    std::iter::once(what).chain(ending.reason.as_ref().map(Reason::message)).collect()
}
