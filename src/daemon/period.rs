//! The state of a month's report: how much of its period the log covers, and which reports were made
//! before. [`report::completeness`] decides whether the report may leave; this module gathers its data, for
//! the running station and for a command beside it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::{
    asrun,
    mail::{self, Reported},
    report::{self, Completeness, Covered, Mark, Month, Range, completeness},
    schedule::{self, Letter, Schedule},
    store::{Error, Store},
    words::{Lang, Message, clock_words, date_words},
};

/// A month's report at one instant.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The month it is named after.
    pub month: Month,
    /// Its days.
    pub period: Range,
    /// Whether the period is over and covered by the log.
    pub completeness: Completeness,
    /// When the station sends it by itself.
    pub leaves_at: DateTime<Utc>,
    /// Whether that instant is past.
    late: bool,
    zone: Tz,
    lang: Lang,
    today: NaiveDate,
    covered: Covered,
    /// Whether a letter leaves, or only papers are made.
    pub(super) sends: bool,
    alive: bool,
}

/// The state of the report of `month`. `alive`: the caller is the running station, whose log reaches to
/// `now`; for any other caller the log ends with the last sign of life.
pub fn standing(
    store: &Store,
    schedule: &Schedule,
    month: Month,
    now: DateTime<Utc>,
    alive: bool,
) -> Result<Standing, Error> {
    let (station, settings) = (&schedule.station, &schedule.report);
    let period = report::period_for(month, settings.period);
    let covered = covered(store, now, alive)?;
    let leaves_at = report::send_instant(month, settings, station.zone);
    Ok(Standing {
        month,
        period,
        completeness: completeness(period, station.zone, covered, now),
        leaves_at,
        late: leaves_at <= now,
        zone: station.zone,
        lang: station.language,
        today: now.with_timezone(&station.zone).date_naive(),
        covered,
        sends: settings.letter != Letter::Signed && !settings.to.is_empty(),
        alive,
    })
}

/// The stretch of time that the log accounts for. It ends where the stored airings end, at the last sign of
/// life, or at the first airing without an outcome, whichever is earliest. A station that never ran begins
/// now.
fn covered(store: &Store, now: DateTime<Utc>, alive: bool) -> Result<Covered, Error> {
    let connection = store.connection();
    let Some(since) = asrun::since(connection)? else {
        return Ok(Covered { since: now, until: now });
    };
    let beat = asrun::last_beat(connection)?.map_or(since, |beat| beat.at);
    let lived = if alive { now } else { beat };
    let written = asrun::covered(connection)?.unwrap_or(since);
    let open = asrun::open_airings(connection)?.into_iter().map(|open| open.at).min();
    let until = open.map_or(written, |open| open.min(written)).min(lived);
    Ok(Covered { since, until })
}

/// Every report that was made. loa 0.1.0 did not record a report's days: they are worked out from the
/// schedule that was on air when it was made.
pub(super) fn reports_made(store: &Store, schedule: &Schedule) -> Result<Vec<Reported>, Error> {
    let mut reported = mail::reported(store.connection())?;
    for report in reported.iter_mut().filter(|it| it.period.is_none()) {
        let then = asrun::revision_at(store.connection(), report.made_at)?;
        let then = then.map(|then| schedule::read(&then.schedule).schedule.report.period);
        let period = then.unwrap_or(schedule.report.period);
        report.period = Some(report::period_for(report.month, period));
    }
    Ok(reported)
}

impl Standing {
    /// The reason why the report may not leave yet, and what happens meanwhile; `None` if it may leave.
    pub fn why_not(&self) -> Option<Message> {
        let message = match self.completeness {
            Completeness::Complete { .. } => return None,
            Completeness::Before { .. } => Message::new("report-before-log"),
            Completeness::Running => Message::new("report-not-over"),
            Completeness::Unsettled { until } => {
                Message::new("report-not-settled").with("until", self.instant(until))
            }
        };
        Some(self.with_data(message))
    }

    /// The sentence that names the report and when the station makes or sends it by itself.
    pub(super) fn foretold(&self) -> Message {
        self.with_data(Message::new(if self.late { "report-overdue" } else { "report-foretold" }))
    }

    /// The sentence that the old computer may have sent the report before the log was restored.
    pub(super) fn perhaps_sent(&self) -> Message {
        self.with_data(Message::new("report-perhaps-sent"))
    }

    /// Adds month, period and instants of the report to a message.
    fn with_data(&self, message: Message) -> Message {
        let day = |day| date_words(self.lang, day);
        let yes = |yes| if yes { "yes" } else { "no" };
        message
            .with("month", self.month.slashed())
            .with("id", self.month.to_string())
            .with("from", day(self.period.from))
            .with("to", day(self.period.to))
            .with("over", day(self.period.to + TimeDelta::days(1)))
            .with("at", self.instant(self.leaves_at))
            .with("late", yes(self.late))
            .with("sends", yes(self.sends))
            .with("alive", yes(self.alive))
    }

    /// The mark of papers that are made now; `None` if the period is complete.
    pub(super) fn mark(&self) -> Option<Mark> {
        let until = match self.completeness {
            Completeness::Complete { .. } => return None,
            Completeness::Before { .. } => self.today,
            _ => self.covered.until.with_timezone(&self.zone).date_naive(),
        };
        Some(Mark::Early { today: self.today, until })
    }

    /// The day of the station's first start, if it lies in the period and the papers must mention it.
    pub(super) fn began(&self) -> Option<NaiveDate> {
        let since = self.covered.since.with_timezone(&self.zone).date_naive();
        match self.completeness {
            Completeness::Complete { began } => began,
            Completeness::Before { began } => Some(began),
            _ => (since > self.period.from).then_some(since),
        }
    }

    fn instant(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        let clock = clock_words(local.time());
        format!("{clock} {}", date_words(self.lang, local.date_naive()))
    }
}
