//! Warnings of airings that meet or run into quiet hours: which will be missed, late or cut, and what to do.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::Folder;
use crate::{
    diagnostic::Diagnostic,
    plan::{
        Airing, Kind, Known, State,
        precedence::{
            Contender, Fate, MissReason, Missed, Rival, Run, Span, Stop, StopReason, fates,
            meetings,
        },
    },
    schedule::FILE,
    words::{Message, Reason, clock_words, date_words, duration_words},
};

/// A warning for each kind of conflict, with another airing or with a rule, once for the same programmes.
pub(super) fn check_meetings<'a>(
    folder: &'a Folder,
    known: &Known,
    airings: &'a [Airing],
    now: DateTime<Utc>,
) -> Vec<Diagnostic> {
    let wants = |airing: &'a Airing| {
        let length = known.lengths.get(&airing.programme).copied();
        Some((airing, Contender::of(&folder.schedule, airing, airing.key(), length)?))
    };
    let (wanting, contenders): (Vec<&Airing>, Vec<Contender>) =
        airings.iter().filter_map(wants).unzip();
    let fates = fates(&[], &contenders, now).contenders;
    let keys = contenders.iter().map(|it| it.key.as_str());
    let mut meeting = Meeting {
        folder,
        by_key: keys.zip(wanting.iter().copied()).collect(),
        told: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    let mut runs = Vec::new();
    for (airing, fate) in wanting.into_iter().zip(&fates) {
        match fate {
            Fate::Airs(run) => {
                runs.push((airing, Span { from: run.from, until: run.until }));
                meeting.airs(airing, run);
            }
            Fate::Missed(missed) => meeting.is_missed(airing, missed),
        }
    }
    meeting.hold_relays(airings, runs);
    meeting.diagnostics
}

struct Meeting<'a> {
    folder: &'a Folder,
    by_key: BTreeMap<&'a str, &'a Airing>,
    /// The kinds of conflict that were told of, with their two programmes.
    told: BTreeSet<(&'static str, &'a str, &'a str)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Meeting<'a> {
    fn airs(&mut self, airing: &'a Airing, run: &Run) {
        if let Some(rival) = &run.waited_for {
            let then = if run.left_out.is_zero() { "waits" } else { "joins" };
            self.clash(then, rival, airing, run.from);
        }
        match &run.stop {
            Some(Stop { why: StopReason::GivesWay(rival), .. }) => {
                if let Some(second) = self.by_key.get(rival.key.as_str()).copied() {
                    let message = Message::new("check-clash-cut");
                    self.tell("cut", message, airing, second, second.planned_at);
                }
            }
            Some(Stop { why: StopReason::Quiet(rule), .. }) => {
                let lang = self.folder.schedule.station.language;
                let hours = if let Reason::QuietHours { hours } = rule { hours } else { "" };
                let message = Message::new("check-runs-into-quiet")
                    .with("hours", hours)
                    .with("heard", duration_words(lang, run.heard()));
                self.tell("quiet", message, airing, airing, airing.planned_at);
            }
            None => {}
        }
    }

    fn is_missed(&mut self, airing: &'a Airing, missed: &Missed) {
        match &missed.why {
            // Its script or its clips are told of for themselves.
            MissReason::CannotSound | MissReason::TooLate(_) => {}
            MissReason::Busy(rival) => self.clash("missed", rival, airing, rival.until),
            MissReason::Forbidden(rule) => {
                let why = rule.render(self.folder.schedule.station.language);
                let message = Message::new("check-waits-into-rule").with("why", why);
                self.tell("forbidden", message, airing, airing, airing.planned_at);
            }
        }
    }

    /// `second` finds another one on air until an instant.
    fn clash(
        &mut self,
        then: &'static str,
        rival: &Rival,
        second: &'a Airing,
        until: DateTime<Utc>,
    ) {
        let Some(first) = self.by_key.get(rival.key.as_str()).copied() else { return };
        // The first whole second that is not before it.
        let until = until + TimeDelta::microseconds(999_999);
        let until = clock_words(until.with_timezone(&self.folder.schedule.station.zone).time());
        let message = Message::new("check-clash").with("then", then).with("until", until);
        self.tell(then, message, first, second, second.planned_at);
    }

    /// The town hears both, a relay by other equipment and what loa plays meanwhile. `runs` follow one
    /// another.
    fn hold_relays(&mut self, airings: &'a [Airing], runs: Vec<(&'a Airing, Span)>) {
        let mut runs = runs;
        runs.sort_by_key(|(_, span)| span.from);
        let relays = airings.iter().filter(|it| it.kind == Kind::Elsewhere);
        let relays: Vec<_> = relays.filter(|it| it.state == State::Planned).collect();
        let spans = |it: &&Airing| Span::new(it.planned_at, it.length);
        let spans: Vec<_> = relays.iter().map(spans).collect();
        let apart: Vec<_> = runs.iter().map(|(_, span)| *span).collect();
        for (relay, run) in meetings(&spans, &apart) {
            let (relay, (airing, span)) = (relays[relay], runs[run]);
            let order =
                if relay.planned_at <= span.from { [relay, airing] } else { [airing, relay] };
            let at = relay.planned_at.max(span.from);
            self.tell("elsewhere", Message::new("check-clash-elsewhere"), order[0], order[1], at);
        }
    }

    fn tell(
        &mut self,
        kind: &'static str,
        message: Message,
        first: &'a Airing,
        second: &'a Airing,
        at: DateTime<Utc>,
    ) {
        if !self.told.insert((kind, &first.programme, &second.programme)) {
            return;
        }
        let schedule = &self.folder.schedule;
        let line = |id: &str| schedule.programme(id).map_or(0, |programme| programme.line);
        let local = at.with_timezone(&schedule.station.zone);
        let message = message
            .with("first", first.title.as_str())
            .with("second", second.title.as_str())
            .with("line", line(&first.programme))
            .with("date", date_words(schedule.station.language, local.date_naive()))
            .with("time", clock_words(local.time()));
        let (text, place) = (&self.folder.schedule_text, line(&second.programme));
        self.diagnostics.push(Diagnostic::warning(FILE, message).on(
            text,
            place,
            1,
            "[[programme]]".len(),
        ));
    }
}

#[cfg(test)]
mod tests;
