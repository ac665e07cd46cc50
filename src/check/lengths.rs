//! The real lengths of airings, or why they cannot sound.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};

use super::{Folder, assemble};
use crate::{
    rundown,
    schedule::Schedule,
    words::{DayPart, Reason},
};

/// Programme, day, part of the day and utilities: airings that share these have the same words.
type Words = (String, NaiveDate, DayPart, Vec<String>);

/// Lays out the rundowns of airings, each one once.
pub struct Lengths<'a> {
    schedule: &'a Schedule,
    folder: &'a Folder,
    known: BTreeMap<Words, Result<TimeDelta, Vec<Reason>>>,
}

impl<'a> Lengths<'a> {
    /// Of airings by `schedule`, from the scripts and clips of `folder`.
    pub fn new(schedule: &'a Schedule, folder: &'a Folder) -> Self {
        Self { schedule, folder, known: BTreeMap::new() }
    }

    /// How long an airing of this programme is, with these utilities; or everything that keeps it from
    /// sounding, as the log would say it.
    pub fn of(
        &mut self,
        programme: &str,
        at: DateTime<Utc>,
        utilities: &[String],
    ) -> Result<TimeDelta, Vec<Reason>> {
        let local = at.with_timezone(&self.schedule.station.zone).naive_local();
        let part = DayPart::of(local.hour());
        let words = (programme.to_owned(), local.date(), part, utilities.to_vec());
        if let Some(known) = self.known.get(&words) {
            return known.clone();
        }
        let length = self.laid_out(programme, local, utilities);
        self.known.insert(words, length.clone());
        length
    }

    fn laid_out(
        &self,
        programme: &str,
        local: chrono::NaiveDateTime,
        utilities: &[String],
    ) -> Result<TimeDelta, Vec<Reason>> {
        let folder = self.folder;
        let programme =
            self.schedule.programme(programme).ok_or_else(|| vec![Reason::NoProgramme])?;
        let script = assemble(self.schedule, &folder.scripts, programme, local, utilities)
            .map_err(|it| vec![Reason::ScriptMistake { script: it.file }])?;
        let loudness = self.schedule.output.loudness;
        let rundown = rundown::lay_out(&script, &folder.library, loudness)?;
        if rundown.frames == 0 {
            return Err(vec![Reason::Empty]);
        }
        Ok(TimeDelta::microseconds(rundown.micros()))
    }
}
