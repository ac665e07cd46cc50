//! Gets one airing ready: words frozen, clips laid out, an order for the engine.

use chrono::{DateTime, TimeDelta, Utc};

use super::Station;
use crate::{
    air::Order,
    asrun::{self, ClipHeard, Open, Subject},
    check::assemble,
    clip::HOUSE_RATE,
    rundown::{Rundown, lay_out},
    schedule::Programme,
    store::Error,
    words::Reason,
};

impl Station {
    /// Arms a due airing, or says why it cannot be. An airing that is already late enters its rundown
    /// where its late policy says.
    pub(super) fn arm(
        &mut self,
        open: &mut Open,
        start_at: DateTime<Utc>,
        left_out: TimeDelta,
    ) -> Result<Result<Order, Reason>, Error> {
        let (subject, words, rundown) = match self.prepared(open) {
            Ok(prepared) => prepared,
            Err(reason) => return Ok(Err(reason)),
        };
        debug_assert!(open.phase != asrun::Phase::Claimed, "{} is armed on air", open.key);
        asrun::arm(&mut self.store, &open.key, &subject, &words)?;
        open.subject = subject;
        let from_frame = frames_of(left_out).min(rundown.frames);
        let airing = open.key.clone();
        let take = self.take(&airing);
        Ok(Ok(Order::Arm { airing, take, start_at, rundown, from_frame }))
    }

    /// The words, the clips and the rundown of an open airing.
    pub(super) fn prepared(&self, open: &Open) -> Result<(Subject, String, Rundown), Reason> {
        match self.folder.schedule.programme(&open.subject.programme) {
            Some(programme) => self.prepare(programme, open.at, &open.subject),
            None => Err(Reason::NoProgramme),
        }
    }

    /// The words, the clips and the rundown of an airing of `programme` at `at`.
    pub(super) fn prepare(
        &self,
        programme: &Programme,
        at: DateTime<Utc>,
        subject: &Subject,
    ) -> Result<(Subject, String, Rundown), Reason> {
        let schedule = &self.folder.schedule;
        let local = at.with_timezone(&schedule.station.zone).naive_local();
        let script = assemble(schedule, &self.folder.scripts, programme, local, &subject.utilities)
            .map_err(|diagnostic| Reason::ScriptMistake { script: diagnostic.file })?;
        let rundown = lay_out(&script, &self.folder.library, schedule.output.loudness)
            .map_err(|faults| faults.into_iter().next().unwrap_or(Reason::Empty))?;
        if rundown.frames == 0 {
            return Err(Reason::Empty);
        }
        let mut subject = subject.clone();
        subject.set_words(&script.text);
        subject.utilities = script.utilities;
        subject.frames_total = rundown.frames;
        subject.length_us = rundown.micros();
        subject.clips = rundown
            .marks
            .iter()
            .map(|mark| ClipHeard { clip: mark.clip.clone(), sha256: mark.sha256.clone() })
            .collect();
        Ok((subject, script.text, rundown))
    }
}

fn frames_of(length: TimeDelta) -> u64 {
    let micros = u64::try_from(length.num_microseconds().unwrap_or_default()).unwrap_or_default();
    micros * u64::from(HOUSE_RATE) / 1_000_000
}
