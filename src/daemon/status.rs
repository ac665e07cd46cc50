//! What the operator sees at a glance: on air now, what is next, today's airings.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::Station;
use crate::{
    asrun::{Outcome, OutputName, Phase, Reader, makegood_remarks, open_airings, rows},
    clock::midnight,
    plan::Kind,
    store::Error,
    words::{Lang, Message},
};

/// The station at one instant, for the page and for `--json`. Sentences are in the station's language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// When this was true.
    pub at: DateTime<FixedOffset>,
    /// The station's name.
    pub station: String,
    /// The language of the page.
    pub language: Lang,
    /// What is heard now.
    pub on_air: Option<OnAir>,
    /// What comes next.
    pub next: Option<NextUp>,
    /// The station starts nothing by itself, because its clock may be wrong.
    #[serde(skip)]
    pub clock_doubtful: bool,
    /// Today's airings in order.
    pub today: Vec<TodayRow>,
    /// Where the sound goes: `none`, a device.
    pub output: OutputName,
    /// Whether anybody hears it.
    pub heard: bool,
    /// The next report, and when it leaves; `None` if the station writes no reports.
    pub report: Option<NextReport>,
    /// What needs a person, worst first.
    pub notices: Vec<String>,
}

/// What is on air.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnAir {
    /// Its key.
    pub airing: String,
    /// Its title.
    pub title: String,
    /// When it began; `None`: it is about to.
    pub started_at: Option<DateTime<FixedOffset>>,
    /// When it will have ended.
    pub ends_at: DateTime<FixedOffset>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextUp {
    /// Programme id.
    pub programme: String,
    /// Its title.
    pub title: String,
    /// Its start.
    pub planned_at: DateTime<FixedOffset>,
}

/// The report that is to leave next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextReport {
    /// `2026-11`.
    pub month: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Whether the period is over and the log covers it.
    pub complete: bool,
    /// When the station sends it by itself.
    pub leaves_at: DateTime<FixedOffset>,
    /// The same as a sentence, or the reason why an overdue report has not left.
    pub text: String,
}

/// A line of today's list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TodayRow {
    /// Planned, or started where nothing was planned.
    pub at: DateTime<FixedOffset>,
    /// Programme id.
    pub programme: String,
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Who sounds it.
    pub kind: Kind,
    /// `planned`, `on_air`, `elsewhere`, `declared`, or an outcome's code.
    pub state: String,
    /// Why, and what there is to say of its make-good, as a sentence.
    pub reason_text: Option<String>,
    /// Its length, as far as is known.
    pub duration_s: Option<f64>,
}

impl Station {
    /// The station as it is now.
    pub fn status(&self, now: DateTime<Utc>) -> Result<Status, Error> {
        let zone = self.folder.schedule.station.zone;
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).fixed_offset();
        let next = open_airings(self.store.connection())?.into_iter().find(|open| {
            let due = open.phase != Phase::Claimed && open.at > now;
            due && open.subject.off.is_none() && open.subject.kind == Kind::Recorded
        });
        Ok(Status {
            at: local(now),
            station: self.folder.schedule.station.name.clone(),
            language: self.folder.schedule.station.language,
            on_air: self.claimed.on_air().map(|current| OnAir {
                airing: current.key().to_owned(),
                title: current.title().to_owned(),
                started_at: current.started_at.map(local),
                ends_at: local(current.ends_at()),
            }),
            next: next.map(|open| NextUp {
                programme: open.subject.programme,
                title: open.subject.title,
                planned_at: local(open.at),
            }),
            clock_doubtful: self.clock_question(now).is_some(),
            today: self.today(now)?,
            output: self.hearing.output.clone(),
            heard: self.hearing.heard,
            report: self.next_report(now)?,
            notices: self.notices(now)?,
        })
    }

    fn today(&self, now: DateTime<Utc>) -> Result<Vec<TodayRow>, Error> {
        let station = &self.folder.schedule.station;
        let date = now.with_timezone(&station.zone).date_naive();
        let from = midnight(station.zone, date);
        let to = from + TimeDelta::days(1);
        let reader = Reader { zone: station.zone, lang: station.language };
        let mut remarks = makegood_remarks(self.store.connection(), reader, from)?;
        let mut why = |airing: &str, reason: Option<String>| {
            let all: Vec<String> = reason.into_iter().chain(remarks.remove(airing)).collect();
            (!all.is_empty()).then(|| all.join("; "))
        };
        let mut today: Vec<TodayRow> = rows(self.store.connection(), reader, from, to)?
            .into_iter()
            .filter_map(|row| {
                Some(TodayRow {
                    at: row.planned_at.or(row.started_at)?,
                    programme: row.programme,
                    title: row.title,
                    topic: row.topic,
                    kind: row.kind,
                    state: match (row.kind, row.outcome) {
                        (Kind::Recorded, None) => "on_air".to_owned(),
                        (Kind::Declared, None) => "declared".to_owned(),
                        (_, None) => "elsewhere".to_owned(),
                        (_, Some(outcome)) => Outcome::code(outcome).to_owned(),
                    },
                    reason_text: why(&row.airing, row.reason_text),
                    duration_s: row.heard_s.or(row.duration_s),
                })
            })
            .collect();
        for open in open_airings(self.store.connection())? {
            if open.phase == Phase::Claimed || open.at < from || open.at >= to {
                continue;
            }
            today.push(TodayRow {
                at: open.at.with_timezone(&station.zone).fixed_offset(),
                programme: open.subject.programme,
                title: open.subject.title,
                topic: open.subject.topic,
                kind: open.subject.kind,
                state: if open.subject.off.is_some() { "skipped" } else { "planned" }.to_owned(),
                reason_text: why(
                    &open.key,
                    open.subject.off.map(|off| off.render(station.language)),
                ),
                duration_s: Some(seconds(open.subject.length_us)),
            });
        }
        today.sort_by_key(|row| row.at);
        Ok(today)
    }

    fn notices(&self, now: DateTime<Utc>) -> Result<Vec<String>, Error> {
        let lang = self.folder.schedule.station.language;
        let mut notices = Vec::new();
        if let Some([what, why, ask]) = self.clock_question(now) {
            notices.push(format!("{}: {}", what.render(lang), why.render(lang)));
            notices.push(ask.render(lang));
        }
        if !self.hearing.heard {
            notices.push(Message::new("say-no-device").render(lang));
        }
        if self.folder.schedule.station.is_sample() {
            notices.push(Message::new("say-sample").render(lang));
        }
        notices.extend(self.upkeep.notice().map(|low| low.render(lang)));
        if let Some(held) = &self.held {
            let line = |said: &Vec<Message>| {
                said.iter().map(|it| it.render(lang)).collect::<Vec<_>>().join(": ")
            };
            notices.extend(held.said.iter().map(line));
        }
        if !self.refused.is_empty() {
            let code = if self.kept_old { "say-edit-refused" } else { "say-start-with-mistakes" };
            notices.push(Message::new(code).with("count", self.refused.len()).render(lang));
            notices.extend(self.refused.iter().take(5).map(|diagnostic| diagnostic.headline(lang)));
        }
        notices.extend(self.troubled_letters(now)?.into_iter().take(5));
        Ok(notices)
    }
}

fn seconds(micros: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "an airing's length in milliseconds fits")]
    let millis = (micros / 1000) as f64;
    millis / 1000.0
}
