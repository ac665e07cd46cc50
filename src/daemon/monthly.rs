//! A month's report: its papers, written into `data/reports`, and its letter, put into the outbox once.
//! [`super::due`] decides when the station does that by itself.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use chrono::{DateTime, TimeDelta, Utc};

use super::{
    makegood::LOOK_BACK,
    period::{Standing, reports_made, standing},
};
use crate::{
    asrun::{self, Act, ActKind, Reader},
    check::Folder,
    clock::midnight,
    mail::{self, By, Put, Revision, Sender, Sheet},
    report::{self, Head, Mark, Month, Papers},
    store::Store,
    words::{Lang, Message},
};

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
    /// The period is not complete, or the station still has the sample's name: nothing was made.
    Refused(Message),
}

/// Who makes a report, and where its papers go.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// The station's files.
    pub folder: &'a Folder,
    /// Its `data/`.
    pub data: &'a Path,
    /// Who sends the letters: files for a person are written at once, a server's wait for a running
    /// station.
    pub by: By,
    /// Whether the running station makes it.
    pub alive: bool,
    /// Whether this is a rehearsal, so that the papers are marked.
    pub rehearsed: bool,
}

impl Sent {
    /// The same as a sentence.
    pub fn said(&self, month: Month) -> Result<Message, Message> {
        let said = match self {
            Self::Put { letters, revision, by } => Message::new(match by {
                By::Person => "say-report-sent",
                By::Server => "say-report-queued",
            })
            .with("letters", *letters)
            .with("revision", i64::from(*revision)),
            Self::Unchanged => Message::new("say-report-unchanged"),
            Self::Kept => Message::new("say-report-kept"),
            Self::Refused(why) => return Err(why.clone()),
        };
        Ok(said.with("month", month.slashed()))
    }
}

/// The papers of a month as the log stands, with the head that they carry: their revision is the one
/// that was made with the same figures, or else the next. Nothing that was sent is made again under its
/// name with other figures. Papers of a period that is not complete are marked, and are no revision.
pub fn papers_of(
    store: &Store,
    folder: &Folder,
    standing: &Standing,
    lang: Lang,
) -> anyhow::Result<(Head, Papers)> {
    let (head, papers, _) = made(store, folder, standing, lang, false)?;
    Ok((head, papers))
}

fn made(
    store: &Store,
    folder: &Folder,
    standing: &Standing,
    lang: Lang,
    rehearsed: bool,
) -> anyhow::Result<(Head, Papers, Revision)> {
    let station = &folder.schedule.station;
    let settings = &folder.schedule.report;
    let (month, range) = (standing.month, standing.period);
    let reader = Reader { zone: station.zone, lang };
    let from = midnight(station.zone, range.from);
    let to = midnight(station.zone, range.to + TimeDelta::days(1));
    if asrun::until(store.connection())?.is_some_and(|until| from <= until) {
        bail!(Message::new("report-sealed").with("month", month.slashed()).render(lang));
    }
    // What was missed on the last days may have been made good since.
    let rows = asrun::rows(store.connection(), reader, from, to + LOOK_BACK)?;
    let utilities = &folder.scripts.utilities;
    let mut figures = report::figures(range, &rows, utilities, &settings.topics, station.zone);
    figures.edits = u64::try_from(asrun::edits(store.connection(), from, to)?)?;
    let reported = reports_made(store, &folder.schedule)?;
    let revision = mail::revision_for(&reported, month, range, station.zone, &figures.sha256());
    let mut head =
        Head::of(station, settings, month, revision.number).answering(&folder.scripts.dispatch);
    head.replaces = revision.replaces;
    let mark = if rehearsed { Some(Mark::Rehearsal) } else { standing.mark() };
    // A rehearsal begins on any day; the station did not start then.
    head.began = standing.began().filter(|_| !rehearsed);
    if let Some(mark) = mark {
        head = head.marked(mark);
    }
    let coming = report::coming(&folder.schedule, month.plus(1));
    let papers = report::papers(&figures, &head, &rows, &coming, lang)?;
    Ok((head, papers, revision))
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

/// Makes a month's report and puts its letters into the outbox, once its period is complete. A period
/// that was reported with the same figures is left alone; one whose figures have changed becomes the next
/// revision.
pub fn send_report(
    store: &mut Store,
    month: Month,
    now: DateTime<Utc>,
    making: Making<'_>,
) -> anyhow::Result<Sent> {
    let Making { folder, data, by, alive, rehearsed } = making;
    let lang = folder.schedule.station.language;
    let settings = &folder.schedule.report;
    let standing = standing(store, &folder.schedule, month, now, alive)?;
    if let Some(why) = sample_refused(folder, month).or_else(|| standing.why_not()) {
        return Ok(Sent::Refused(why));
    }
    let (head, papers, revision) = made(store, folder, &standing, lang, rehearsed)?;
    let reports = data.join("reports");
    // What was sent with these figures may have been signed or edited since.
    if !revision.unchanged || files_of(&reports, &papers).iter().any(|(path, _)| !path.exists()) {
        write_papers(&reports, &papers)?;
    }
    let draft = report::letter(&papers, &head, lang, settings.letter)?;
    let sheet = Sheet {
        figures_sha256: papers.figures.sha256(),
        stem: papers.stem,
        kind: settings.letter,
        month,
        period: standing.period,
        revision: head.revision,
        at: now,
    };
    let recipients: Vec<String> = settings.to.iter().map(|it| it.value.clone()).collect();
    let Some(draft) = draft.filter(|_| !recipients.is_empty()) else {
        if mail::keep(store, &sheet)? {
            note(store, now, &sheet, 0)?;
        }
        return Ok(Sent::Kept);
    };
    let (letter, wrong) = mail::write(&draft, &sheet, &sender(folder), &recipients);
    for address in wrong {
        tracing::warn!(%address, "no letter can go there");
    }
    let puts = match by {
        By::Person => mail::put(store, &data.join("outbox"), &letter)?,
        By::Server => mail::enqueue(store, &letter, By::Server)?,
    };
    let letters = puts.iter().filter(|(_, put)| *put == Put::Written).count();
    if letters == 0 {
        return Ok(if puts.is_empty() { Sent::Kept } else { Sent::Unchanged });
    }
    note(store, now, &sheet, letters)?;
    Ok(Sent::Put { letters, revision: head.revision, by })
}

/// Why no letter leaves while the station has the sample's name.
pub(super) fn sample_refused(folder: &Folder, month: Month) -> Option<Message> {
    let station = &folder.schedule.station;
    station.is_sample().then(|| {
        Message::new("report-of-sample")
            .with("month", month.slashed())
            .with("name", station.name.as_str())
    })
}

/// Notes in the log that a report was made, and how many letters left with it.
fn note(
    store: &mut Store,
    now: DateTime<Utc>,
    sheet: &Sheet,
    letters: usize,
) -> anyhow::Result<()> {
    let what = ActKind::Report {
        month: sheet.month.to_string(),
        revision: i64::from(sheet.revision),
        letters: i64::try_from(letters).unwrap_or(i64::MAX),
    };
    Ok(asrun::note(store, now, Act { what, by: None })?)
}

/// Who the letter is from. Without `[mail]` it is only written to a file, and a person sends it.
fn sender(folder: &Folder) -> Sender {
    let mail = folder.schedule.mail.as_ref();
    let address = mail.map_or_else(|| "loa@localhost".to_owned(), |mail| mail.from.clone());
    Sender { name: folder.schedule.station.name.clone(), address }
}
