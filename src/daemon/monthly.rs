//! The month's report: made on its day, written into `data/reports`, and its letter put into the outbox
//! once.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use chrono::{DateTime, TimeDelta, Utc};

use super::{Station, makegood::LOOK_BACK};
use crate::{
    asrun::{self, Act, Reader},
    check::Folder,
    clock::midnight,
    mail::{self, By, Put, Revision, Sender, Sheet},
    report::{self, Head, Month, Papers},
    schedule::Letter,
    store::{Error, Store},
    words::{Lang, Phrase},
};

/// How many months back a station that was off for long makes up for.
const MONTHS_BACK: i32 = 24;

/// A report that failed is tried again after this long.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(10);

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Its letters are in the outbox: how many, and the papers' revision.
    Put {
        /// Letters.
        letters: usize,
        /// From 1.
        revision: u32,
        /// Who sends them.
        by: By,
    },
    /// The period was sent before with the same figures.
    Unchanged,
    /// The papers are made; no letter leaves by itself.
    Kept,
}

impl Sent {
    /// The same as a sentence.
    pub fn said(&self, month: Month) -> Result<Phrase, Phrase> {
        let said = match self {
            Self::Put { letters, revision, by } => Phrase::new(match by {
                By::Person => "say-report-sent",
                By::Server => "say-report-queued",
            })
            .with("letters", *letters)
            .with("revision", i64::from(*revision)),
            Self::Unchanged => Phrase::new("say-report-unchanged"),
            Self::Kept => Phrase::new("say-report-kept"),
        };
        Ok(said.with("month", month.slashed()))
    }
}

/// The papers of a month as the log stands, with the head that they carry: their revision is the one
/// that was sent with the same figures, or else the next. Nothing that was sent is made again under
/// its name with other figures.
pub fn papers_of(
    store: &Store,
    folder: &Folder,
    month: Month,
    lang: Lang,
) -> anyhow::Result<(Head, Papers)> {
    let station = &folder.schedule.station;
    let settings = &folder.schedule.report;
    let range = report::period_for(month, settings.period);
    let reader = Reader { zone: station.zone, lang };
    let from = midnight(station.zone, range.from);
    let to = midnight(station.zone, range.to + TimeDelta::days(1));
    if asrun::until(store.connection())?.is_some_and(|until| from <= until) {
        bail!(Phrase::new("report-sealed").with("month", month.slashed()).say(lang));
    }
    // What was missed on the last days may have been made good since.
    let rows = asrun::rows(store.connection(), reader, from, to + LOOK_BACK)?;
    let mut figures = report::figures(range, &rows, &folder.scripts.utilities, station.zone);
    figures.edits = u64::try_from(asrun::edits(store.connection(), from, to)?)?;
    let revision =
        mail::revision_for(store.connection(), settings.letter, month, &figures.sha256())?;
    let head =
        Head::of(station, settings, month, revision.number()).answering(&folder.scripts.dispatch);
    let coming = report::coming(&folder.schedule, month.plus(1));
    let papers = report::papers(&figures, &head, &rows, &coming, lang)?;
    Ok((head, papers))
}

/// Writes the papers into a folder; returns their paths. What stands there under such a name and is not
/// the same, a draft or what a person edited, is kept beside it as `NAME.truoc-1.docx`.
pub fn write_papers(folder: &Path, papers: &Papers) -> anyhow::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut paths = Vec::new();
    for (path, bytes) in files_of(folder, papers) {
        if !set_aside(&path, bytes).with_context(|| path.display().to_string())? {
            mail::write_whole(&path, bytes).with_context(|| path.display().to_string())?;
        }
        paths.push(path);
    }
    Ok(paths)
}

fn files_of<'p>(folder: &Path, papers: &'p Papers) -> [(PathBuf, &'p [u8]); 2] {
    let path = |ending| folder.join(format!("{}.{ending}", papers.stem));
    [(path("docx"), &papers.docx), (path("xlsx"), &papers.xlsx)]
}

/// Makes room for a paper; `true` when it stands there already.
fn set_aside(path: &Path, bytes: &[u8]) -> std::io::Result<bool> {
    match fs::read(path) {
        Ok(there) if there == bytes => return Ok(true),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    }
    let ending = path.extension().unwrap_or_default().display();
    let names = (1..).map(|n: u32| path.with_extension(format!("truoc-{n}.{ending}")));
    let free = names.into_iter().find(|name| !name.exists()).unwrap_or_default();
    fs::rename(path, free)?;
    Ok(false)
}

/// Makes a month's report and puts its letters into the outbox. A period that was sent with the same
/// figures is left alone; one whose figures have changed becomes the next revision. `by` says who sends
/// the letters: files for a person are written at once, a server's wait for a running station.
pub fn send_report(
    store: &mut Store,
    folder: &Folder,
    data: &Path,
    month: Month,
    now: DateTime<Utc>,
    by: By,
) -> anyhow::Result<Sent> {
    let lang = folder.schedule.station.language;
    let settings = &folder.schedule.report;
    let (head, papers) = papers_of(store, folder, month, lang)?;
    let figures_sha256 = papers.figures.sha256();
    let revision = mail::revision_for(store.connection(), settings.letter, month, &figures_sha256)?;
    let reports = data.join("reports");
    // What was sent with these figures may have been signed or edited since.
    let sent = matches!(revision, Revision::Unchanged(_));
    if !sent || files_of(&reports, &papers).iter().any(|(path, _)| !path.exists()) {
        write_papers(&reports, &papers)?;
    }
    let Some(draft) = report::letter(&papers, &head, lang, settings.letter)? else {
        return Ok(Sent::Kept);
    };
    let sheet = Sheet {
        stem: papers.stem,
        kind: settings.letter,
        month,
        revision: head.revision,
        figures_sha256,
        at: now,
    };
    let recipients: Vec<String> = settings.to.iter().map(|it| it.value.clone()).collect();
    let (letter, wrong) = mail::write(&draft, &sheet, &sender(folder), &recipients);
    for address in wrong {
        tracing::warn!(%address, "no letter can go there");
    }
    let puts = match by {
        By::Person => mail::put(store, &data.join("outbox"), &letter)?,
        By::Server => mail::enqueue(store, &letter, By::Server)?,
    };
    let letters = puts.iter().filter(|(_, put)| *put == Put::Written).count();
    match (letters, puts.is_empty()) {
        (_, true) => return Ok(Sent::Kept),
        (0, _) => return Ok(Sent::Unchanged),
        _ => {}
    }
    let what = Phrase::new("act-report")
        .with("month", month.to_string())
        .with("revision", i64::from(head.revision))
        .with("letters", letters);
    asrun::note(store, now, Act { what, by: None })?;
    Ok(Sent::Put { letters, revision: head.revision, by })
}

/// Who the letter is from. Without `[mail]` it is only written to a file, and a person sends it.
fn sender(folder: &Folder) -> Sender {
    let mail = folder.schedule.mail.as_ref();
    let address = mail.map_or_else(|| "loa@localhost".to_owned(), |mail| mail.from.clone());
    Sender { name: folder.schedule.station.name.clone(), address }
}

impl Station {
    /// Where reports and letters are written; nothing is without.
    pub fn papers_to(&mut self, data: Option<&Path>) {
        self.data = data.map(Path::to_owned);
    }

    /// Sends every report that is due and was not sent.
    pub(super) fn monthly(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let settings = &self.folder.schedule.report;
        let zone = self.folder.schedule.station.zone;
        let due = report::due_month(settings, zone, now);
        if self.reported.is_some_and(|reported| reported >= due) {
            return Ok(());
        }
        let (Some(since), Some(data)) = (asrun::since(self.store.connection())?, self.data.clone())
        else {
            return Ok(());
        };
        if self.report_again.is_some_and(|again| now < again) {
            return Ok(());
        }
        let mut done = true;
        if let Err(error) = mail::resume(&mut self.store, &data.join("outbox")) {
            tracing::warn!(%error, "a letter could not be written into the outbox");
            done = false;
        }
        for back in (0..MONTHS_BACK).rev() {
            let month = due.plus(-back);
            let range = report::period_for(month, self.folder.schedule.report.period);
            let began = midnight(zone, range.to + TimeDelta::days(1)) > since;
            if began && !self.was_reported(&data, month)? {
                done &= self.send_monthly(month, now);
            }
        }
        if done {
            self.reported = Some(due);
        } else {
            self.report_again = Some(now + AGAIN_AFTER);
        }
        Ok(())
    }

    /// Whether the month's letter was put before, whatever it carried. Where no letter leaves by itself,
    /// the papers tell.
    fn was_reported(&self, data: &Path, month: Month) -> Result<bool, Error> {
        let schedule = &self.folder.schedule;
        if schedule.report.letter == Letter::Signed || schedule.report.to.is_empty() {
            return Ok(self.has_papers(data, month));
        }
        mail::was_put(self.store.connection(), month)
    }

    /// Whether the month's first papers lie in `data/reports`.
    pub(super) fn has_papers(&self, data: &Path, month: Month) -> bool {
        let schedule = &self.folder.schedule;
        let stem = Head::of(&schedule.station, &schedule.report, month, 1).stem();
        data.join("reports").join(format!("{stem}.docx")).exists()
    }

    fn send_monthly(&mut self, month: Month, now: DateTime<Utc>) -> bool {
        let sent = self.send_asked(now, &month.to_string());
        let done = sent.is_ok();
        let (Ok(said) | Err(said)) = sent;
        self.said.push(vec![said]);
        done
    }

    /// Sends a report because a person asks for it.
    pub(super) fn send_asked(&mut self, now: DateTime<Utc>, month: &str) -> Result<Phrase, Phrase> {
        let failed = |error: String| Phrase::new("say-report-failed").with("error", error);
        let Some(month) = Month::parse(month) else {
            return Err(Phrase::new("cli-no-month").with("written", month));
        };
        let Some(data) = self.data.clone() else { return Err(failed("data".into())) };
        let by = self.letters_by();
        match send_report(&mut self.store, &self.folder, &data, month, now, by) {
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
