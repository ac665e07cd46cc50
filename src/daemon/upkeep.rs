//! Upkeep of `data/`: the oldest part of the log goes under a seal, and a disk that fills up is told.
//!
//! Only a live station does it, seldom, a bounded piece at a time, and never shortly before a start.
//! What was written for people (reports, letters) is never deleted.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Station;
use crate::{
    asrun::{self, Seal},
    clock::midnight,
    mail,
    report::{self, Month},
    schedule::Period,
    store::{Error, free_bytes},
    words::Message,
};

/// So many whole months stay in the log, beside the one that is not over.
const KEPT_MONTHS: i32 = 24;
/// Below this the operator is told.
const LOW: u64 = 200_000_000;
/// How often the disk is looked at.
const LOOK_EVERY: TimeDelta = TimeDelta::minutes(10);
/// How often the log's age is looked at; once, one month at most is sealed.
const SEAL_EVERY: TimeDelta = TimeDelta::days(1);
/// No sealing this long before a start.
const REST: TimeDelta = TimeDelta::minutes(2);

/// What the upkeep remembers from one turn to the next.
#[derive(Debug, Default)]
pub(super) struct Upkeep {
    /// A rehearsal keeps no house.
    live: bool,
    looked_at: Option<DateTime<Utc>>,
    sealed_at: Option<DateTime<Utc>>,
    /// Megabytes that are left, while they are too few.
    low: Option<i64>,
}

impl Upkeep {
    /// What the page shows for as long as it lasts.
    pub(super) fn notice(&self) -> Option<Message> {
        self.low.map(|left| Message::new("say-disk-low").with("left", left))
    }
}

impl Station {
    /// From now on the station looks after `data/`.
    pub(super) fn keep_house(&mut self) {
        self.upkeep.live = true;
    }

    pub(super) fn look_after(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if !self.upkeep.live {
            return Ok(());
        }
        if is_due(self.upkeep.looked_at, LOOK_EVERY, now) {
            self.upkeep.looked_at = Some(now);
            self.look_at_disk();
        }
        if is_due(self.upkeep.sealed_at, SEAL_EVERY, now) && self.is_at_rest(now)? {
            self.upkeep.sealed_at = Some(now);
            if let Some(seal) = self.seal_oldest(now)? {
                self.said.push(vec![sealed(&seal)]);
            }
        }
        Ok(())
    }

    fn look_at_disk(&mut self) {
        let Some(data) = &self.data else { return };
        match free_bytes(data) {
            Ok(free) => self.weigh(free),
            Err(error) => tracing::warn!(%error, "the disk could not be looked at"),
        }
    }

    /// Tells once when the disk is nearly full, and once when it is not any more.
    pub(super) fn weigh(&mut self, free: u64) {
        let left = (free < LOW).then(|| i64::try_from(free / 1_000_000).unwrap_or(i64::MAX));
        let was_low = std::mem::replace(&mut self.upkeep.low, left).is_some();
        match (was_low, self.upkeep.notice()) {
            (false, Some(low)) => self.said.push(vec![low]),
            (true, None) => self.said.push(vec![Message::new("say-disk-fine")]),
            _ => {}
        }
    }

    fn is_at_rest(&self, now: DateTime<Utc>) -> Result<bool, Error> {
        let open = asrun::open_airings(self.store.connection())?;
        Ok(self.claimed.is_empty() && open.first().is_none_or(|next| next.at > now + REST))
    }

    /// Seals the oldest month of the log, if it is old enough and every report about it is gone.
    pub(super) fn seal_oldest(&mut self, now: DateTime<Utc>) -> Result<Option<Seal>, Error> {
        let connection = self.store.connection();
        let zone = self.folder.schedule.station.zone;
        let period = self.folder.schedule.report.period;
        let kept = usize::try_from(KEPT_MONTHS).unwrap_or(usize::MAX).saturating_add(1);
        let (Some(oldest), Some(by_log), Some(since)) = (
            asrun::oldest_at(connection, now)?,
            asrun::month_back(connection, kept)?,
            asrun::since(connection)?,
        ) else {
            return Ok(None);
        };
        let begins = |month| midnight(zone, report::period_for(month, period).from);
        let by_calendar = begins(month_of(now, zone, period).plus(-KEPT_MONTHS));
        let until = begins(month_of(oldest, zone, period).plus(1)).min(by_calendar).min(by_log);
        let Some(oldest) = asrun::oldest(connection, now, until)? else { return Ok(None) };
        let mut months: Vec<Month> =
            oldest.instants.iter().map(|at| month_of(*at, zone, period)).collect();
        months.sort_unstable();
        months.dedup();
        for month in months {
            // What was declared of the time before the log began stands in no report.
            if begins(month.plus(1)) > since && !self.is_reported(month)? {
                return Ok(None);
            }
        }
        asrun::seal(&mut self.store, now, oldest.through).map(Some)
    }

    /// A letter was put, or papers were made: by the settings of that time, whatever they are now.
    fn is_reported(&self, month: Month) -> Result<bool, Error> {
        let made = self.data.as_ref().is_some_and(|data| self.has_papers(data, month));
        let reported = mail::reported(self.store.connection())?;
        Ok(made || reported.iter().any(|it| it.month == month))
    }
}

/// The report that tells of an instant.
fn month_of(at: DateTime<Utc>, zone: Tz, period: Period) -> Month {
    let date = at.with_timezone(&zone).date_naive();
    let month = Month::of(date);
    if report::period_for(month, period).to < date { month.plus(1) } else { month }
}

/// A clock that was set back does not put it off for longer than once.
fn is_due(last: Option<DateTime<Utc>>, every: TimeDelta, now: DateTime<Utc>) -> bool {
    last.is_none_or(|last| now < last || now - last >= every)
}

fn sealed(seal: &Seal) -> Message {
    Message::new("say-sealed").with("entries", seal.through)
}
