//! Decides which report is due. The report of a period leaves by itself on its day, once the period is
//! complete, and only once.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    NextReport, Station,
    monthly::{Making, sample_refused, send_report},
    period::{Standing, reports_made, standing},
};
use crate::{
    asrun,
    clock::Trust,
    mail::{self, Reported},
    report::{self, Completeness, Head, Month},
    store::Error,
    words::Message,
};

/// How many months back a station that was off for long makes up for.
const MONTHS_BACK: i32 = 24;

/// A report that failed is tried again after this long.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(10);

/// A period whose last airing has no outcome yet is looked at again after this long.
const SETTLES_AFTER: TimeDelta = TimeDelta::minutes(1);

impl Station {
    /// Sets the folder for reports and letters; without one, none are written.
    pub fn papers_to(&mut self, data: Option<&Path>) {
        self.data = data.map(Path::to_owned);
    }

    /// Marks every paper from now on as one of a rehearsal, and trusts its clock: it shows the days that a
    /// person asked for, also where those are before the program's release.
    pub(super) fn only_rehearse(&mut self) {
        self.rehearsed = true;
        self.trust = Some(Trust::Right);
    }

    /// Checks all reports again, because the settings have changed.
    pub(super) fn check_reports_again(&mut self) {
        self.reported = None;
        self.report_again = None;
    }

    /// Sends every report that is due and was not sent.
    pub(super) fn monthly(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let settings = &self.folder.schedule.report;
        let zone = self.folder.schedule.station.zone;
        let due = report::due_month(settings, zone, now);
        if self.reported.is_some_and(|reported| reported >= due)
            || self.report_again.is_some_and(|again| now < again)
        {
            return Ok(());
        }
        let Some(data) = self.data.clone() else { return Ok(()) };
        let mut again = None;
        if let Err(error) = mail::resume(&mut self.store, &data.join("outbox")) {
            tracing::warn!(%error, "a letter could not be written into the outbox");
            again = Some(AGAIN_AFTER);
        }
        let reported = reports_made(&self.store, &self.folder.schedule)?;
        for back in (0..MONTHS_BACK).rev() {
            let standing = self.standing(due.plus(-back), now)?;
            match standing.completeness {
                Completeness::Before { .. } => {}
                _ if self.was_reported(&data, &reported, &standing) => {}
                Completeness::Complete { .. } => {
                    if let Some(why) = sample_refused(&self.folder, standing.month) {
                        // One message for all of them.
                        self.said.push(vec![why]);
                        break;
                    }
                    if let Some(why) = self.perhaps_sent(&standing)? {
                        self.said.push(vec![why]);
                    } else if !self.send_monthly(standing.month, now) {
                        again = Some(AGAIN_AFTER);
                    }
                }
                Completeness::Running | Completeness::Unsettled { .. } => {
                    again = again.or(Some(SETTLES_AFTER));
                }
            }
        }
        self.report_again = again.map(|pause| now + pause);
        if again.is_none() {
            self.reported = Some(due);
        }
        Ok(())
    }

    /// The next report for the operator's page: one that is due and has not left, or else the first one
    /// that is not due.
    pub(super) fn next_report(&self, now: DateTime<Utc>) -> Result<Option<NextReport>, Error> {
        let Some(data) = self.data.clone() else { return Ok(None) };
        let station = &self.folder.schedule.station;
        let due = report::due_month(&self.folder.schedule.report, station.zone, now);
        let last = self.standing(due, now)?;
        let mut perhaps = self.perhaps_sent(&last)?;
        if perhaps.is_some() {
            let made = reports_made(&self.store, &self.folder.schedule)?;
            perhaps = perhaps.filter(|_| !self.was_reported(&data, &made, &last));
        }
        let gone = perhaps.is_none()
            && self.reported.is_some_and(|reported| reported >= due)
            && !station.is_sample()
            || matches!(last.completeness, Completeness::Before { .. });
        let standing = if gone { self.standing(due.plus(1), now)? } else { last };
        let text = sample_refused(&self.folder, standing.month)
            .or(perhaps)
            .or_else(|| standing.why_not().filter(|_| !gone))
            .unwrap_or_else(|| standing.foretold());
        Ok(Some(NextReport {
            month: standing.month.to_string(),
            from: standing.period.from,
            to: standing.period.to,
            complete: matches!(standing.completeness, Completeness::Complete { .. }),
            leaves_at: standing.leaves_at.with_timezone(&station.zone).fixed_offset(),
            text: text.render(station.language),
        }))
    }

    fn standing(&self, month: Month, now: DateTime<Utc>) -> Result<Standing, Error> {
        standing(&self.store, &self.folder.schedule, month, now, true)
    }

    /// Whether the period's last day is covered by a report that was made, with or without letters. loa
    /// 0.1.0 recorded no reports without letters: for those, papers in `data/reports` count as the report
    /// if they were written after the end of their period.
    fn was_reported(&self, data: &Path, reported: &[Reported], standing: &Standing) -> bool {
        let zone = self.folder.schedule.station.zone;
        let (month, period) = (standing.month, standing.period);
        let told = reported.iter().any(|it| it.tells_of(period.to, zone));
        let kept = !standing.sends
            && reported.iter().all(|it| it.month != month)
            && self.papers_made_at(data, month).is_some_and(|at| at >= period.ends(zone));
        told || kept
    }

    /// A notice that the old computer may have sent this report: its day came after the backup from which
    /// the log was restored, so that a person has to ask the recipient. `None` for any other report.
    fn perhaps_sent(&self, standing: &Standing) -> Result<Option<Message>, Error> {
        let restored = asrun::last_restored(self.store.connection())?;
        let unknown =
            restored.is_some_and(|it| it.from < standing.leaves_at && standing.leaves_at <= it.to);
        Ok(unknown.then(|| standing.perhaps_sent()))
    }

    /// When the month's first papers in `data/reports` were written.
    fn papers_made_at(&self, data: &Path, month: Month) -> Option<DateTime<Utc>> {
        let schedule = &self.folder.schedule;
        let stem = Head::of(&schedule.station, &schedule.report, month, 1).stem();
        let paper = data.join("reports").join(format!("{stem}.docx"));
        Some(paper.metadata().ok()?.modified().ok()?.into())
    }

    /// Whether the month's first papers lie in `data/reports`.
    pub(super) fn has_papers(&self, data: &Path, month: Month) -> bool {
        self.papers_made_at(data, month).is_some()
    }

    fn send_monthly(&mut self, month: Month, now: DateTime<Utc>) -> bool {
        let sent = self.send_asked(now, &month.to_string());
        let done = sent.is_ok();
        let (Ok(said) | Err(said)) = sent;
        self.said.push(vec![said]);
        done
    }

    /// Sends a report because a person asks for it.
    pub(super) fn send_asked(
        &mut self,
        now: DateTime<Utc>,
        month: &str,
    ) -> Result<Message, Message> {
        let failed = |error: String| Message::new("say-report-failed").with("error", error);
        let Some(month) = Month::parse(month) else {
            return Err(Message::new("cli-no-month").with("written", month));
        };
        if !self.trusts() {
            return Err(Message::new("report-clock-doubtful").with("month", month.slashed()));
        }
        let Some(data) = self.data.clone() else { return Err(failed("data".into())) };
        let making = Making {
            folder: &self.folder,
            data: &data,
            by: self.letters_by(),
            alive: true,
            rehearsed: self.rehearsed,
        };
        match send_report(&mut self.store, month, now, making) {
            Ok(sent) => sent.said(month),
            Err(error) => Err(failed(format!("{error:#}")).with("month", month.slashed())),
        }
    }

    /// When the next report is due.
    pub(super) fn next_monthly(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let settings = &self.folder.schedule.report;
        let zone = self.folder.schedule.station.zone;
        let next = report::next_month(settings, zone, now);
        Some(report::send_instant(next, settings, zone)).filter(|at| *at > now)
    }
}
