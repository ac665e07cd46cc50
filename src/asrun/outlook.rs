//! The forecast of coming airings: from the plan that the station follows, the make-goods that it has
//! planned and the airing on air, by [`precedence`](crate::plan::precedence). Nothing is changed.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::{Open, Origin, Outcome, Phase, Reader, last_beat, open_airings};
use crate::{
    check::{Folder, Lengths},
    plan::{
        Airing, Known, State, plan,
        precedence::{Contender, Fate, MissReason, OnAir, Run, clusters, fates},
    },
    schedule::Schedule,
    store::Error,
    words::{Message, Reason},
};

/// A station that is alive has said so within this time.
const ALIVE: TimeDelta = TimeDelta::minutes(1);

/// How long before an instant the airings begin that can still be on air then, or wait.
pub const LONGEST: TimeDelta = TimeDelta::hours(24);

/// The sources of a forecast.
#[derive(Clone, Copy)]
pub struct Outlook<'a> {
    /// The log; `None` on a station that never ran.
    pub connection: Option<&'a Connection>,
    /// The station's files, of which scripts and clips are taken.
    pub folder: &'a Folder,
    /// The schedule that will be on air.
    pub schedule: &'a Schedule,
    /// What a plan must know.
    pub known: &'a Known,
    /// When it is asked.
    pub now: DateTime<Utc>,
}

/// An airing of the plan, or a make-good that the station has planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What it is.
    pub airing: Airing,
    /// Its key.
    pub key: String,
    /// For a make-good: the airing that was missed.
    pub makes_good: Option<String>,
    /// Its hour has not come, or it waits for the air.
    pub may_begin: bool,
}

/// The forecast of one airing, if nothing else happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Its fate, and why.
    pub fate: Fate,
    /// How long its rundown is; zero if it cannot sound.
    pub length: TimeDelta,
    /// The faults that keep its script or its clips from sounding, as the log would say it.
    pub faults: Vec<Reason>,
}

impl Outlook<'_> {
    /// Every airing that is planned for `from..to`, make-goods too, in the order of their instants.
    pub fn expected(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Expected>, Error> {
        let open = self.connection.map(open_airings).transpose()?.unwrap_or_default();
        let waiting = self.waiting(&open)?;
        let planned = plan(self.schedule, self.known, from, to).into_iter().map(|airing| {
            Expected { key: airing.key(), airing, makes_good: None, may_begin: false }
        });
        let within = open.into_iter().filter(|it| (from..to).contains(&it.at));
        let makegoods = within.filter(|it| it.subject.makes_good.is_some()).map(Expected::from);
        let mut expected: Vec<Expected> = planned.chain(makegoods).collect();
        for it in &mut expected {
            let Airing { programme, planned_at, .. } = &it.airing;
            let waits = || waiting.contains(&(programme.clone(), *planned_at));
            it.may_begin = self.now <= *planned_at || waits();
        }
        expected.sort_by_key(|it| it.airing.planned_at);
        Ok(expected)
    }

    /// The forecasts of the wanted ones; `None`: it wants no air, or cannot begin any more. Other airings are
    /// looked at only where they can meet a wanted one, and have a forecast then.
    pub fn forecasts(
        &self,
        expected: &[Expected],
        wanted: impl Fn(&Expected) -> bool,
    ) -> Result<Vec<Option<Forecast>>, Error> {
        // As long as an airing can be at most; how long it is takes more time to find out.
        let longest = |it: &Expected| match it.makes_good {
            Some(_) => Some(it.airing.length),
            None => self.known.lengths.get(&it.airing.programme).copied(),
        };
        let wants = |place: usize| {
            let it = &expected[place];
            Some((place, self.contender(it, longest(it))?))
        };
        let (places, contenders): (Vec<usize>, Vec<Contender>) =
            (0..expected.len()).filter_map(wants).unzip();
        let near = clusters(&contenders, |it| wanted(&expected[places[it]]));
        let near: Vec<usize> = near.into_iter().map(|it| places[it]).collect();
        self.told(expected, &near)
    }

    /// The forecasts of the airings at these places, all of which want the air, as if there were no other.
    fn told(
        &self,
        expected: &[Expected],
        places: &[usize],
    ) -> Result<Vec<Option<Forecast>>, Error> {
        let mut lengths = Lengths::new(self.schedule, self.folder);
        let (mut contenders, mut sounds) = (Vec::new(), Vec::new());
        for place in places {
            let Expected { airing, .. } = &expected[*place];
            let sound = lengths.of(&airing.programme, airing.planned_at, &airing.utilities);
            contenders.extend(self.contender(&expected[*place], sound.as_ref().ok().copied()));
            sounds.push(sound);
        }
        let fates = fates(&self.on_air()?, &contenders, self.now).contenders;
        let mut told = vec![None; expected.len()];
        for ((place, sound), fate) in places.iter().zip(sounds).zip(fates) {
            let length = sound.as_ref().copied().unwrap_or_default();
            let faults = sound.err().unwrap_or_default();
            told[*place] = Some(Forecast { fate, length, faults });
        }
        Ok(told)
    }

    fn contender(&self, expected: &Expected, length: Option<TimeDelta>) -> Option<Contender> {
        let Expected { airing, key, may_begin, .. } = expected;
        may_begin.then(|| Contender::of(self.schedule, airing, key.clone(), length))?
    }

    /// The open airings whose hour has passed while the station runs: they wait for the air.
    fn waiting(&self, open: &[Open]) -> Result<BTreeSet<(String, DateTime<Utc>)>, Error> {
        let alive = is_alive(self.connection, self.now)?;
        let waits = |it: &&Open| alive && it.at < self.now && it.phase != Phase::Claimed;
        let waiting = open.iter().filter(waits);
        Ok(waiting.map(|it| (it.subject.programme.clone(), it.at)).collect())
    }

    /// The airings on air now. Where the station does not run, there are none.
    fn on_air(&self) -> Result<Vec<OnAir>, Error> {
        let alive = is_alive(self.connection, self.now)?;
        let log = self.connection.filter(|_| alive);
        let open = log.map(open_airings).transpose()?.unwrap_or_default().into_iter();
        let claimed = open.filter(|it| it.phase == Phase::Claimed && it.at < self.now);
        Ok(claimed.filter_map(|it| self.begun(it)).collect())
    }

    fn begun(&self, open: Open) -> Option<OnAir> {
        let (at, origin) = (open.started_at.unwrap_or(open.at), open.subject.origin);
        let Expected { airing, key, .. } = Expected::from(open);
        let length = Some(airing.length);
        let begun = Contender::of(self.schedule, &airing, key, length)?.begun(at);
        Some(match origin {
            Origin::Schedule | Origin::Makegood => begun,
            Origin::Operator | Origin::Emergency => OnAir { quiet: None, ..begun },
        })
    }
}

/// Whether the station runs: it was alive a moment ago.
pub(super) fn is_alive(connection: Option<&Connection>, now: DateTime<Utc>) -> Result<bool, Error> {
    let beat = connection.map(last_beat).transpose()?.flatten();
    Ok(beat.is_some_and(|beat| now <= beat.at + ALIVE && !beat.stopped))
}

impl From<Open> for Expected {
    fn from(open: Open) -> Self {
        let Open { key, at, subject, .. } = open;
        let airing = Airing {
            programme: subject.programme,
            title: subject.title,
            topic: subject.topic,
            kind: subject.kind,
            planned_at: at,
            length: TimeDelta::microseconds(subject.length_us),
            priority: subject.priority,
            state: subject.off.map_or(State::Planned, State::Skipped),
            utilities: subject.utilities,
            fresh: 0,
        };
        Self { airing, key, makes_good: subject.makes_good, may_begin: false }
    }
}

impl Forecast {
    /// Its outcome.
    pub fn outcome(&self) -> Outcome {
        match &self.fate {
            Fate::Airs(run) if run.is_whole(self.length) => Outcome::Aired,
            Fate::Airs(_) => Outcome::Cut,
            Fate::Missed(_) => Outcome::Missed,
        }
    }

    /// Its time on air; `None`: nothing of it will be heard.
    pub fn run(&self) -> Option<&Run> {
        match &self.fate {
            Fate::Airs(run) => Some(run),
            Fate::Missed(_) => None,
        }
    }

    /// The reason that the log will keep; an airing that is heard whole may have none.
    pub fn reason(&self) -> Option<Reason> {
        match &self.fate {
            Fate::Airs(Run { stop: Some(stop), .. }) => Some(stop.why.reason()),
            Fate::Airs(run) if self.outcome() == Outcome::Cut => {
                let seconds = run.left_out.num_seconds();
                Some(Reason::JoinedLate { seconds })
            }
            Fate::Airs(_) => None,
            Fate::Missed(missed) => Some(match &missed.why {
                MissReason::CannotSound => self.faults.first()?.clone(),
                MissReason::Busy(rival) => rival.was_on_air(),
                MissReason::Forbidden(rule) => rule.clone(),
                MissReason::TooLate(by) => late(*by),
            }),
        }
    }
    /// Why it is not heard whole and on time; `None`: it is.
    pub fn cause(&self) -> Option<Reason> {
        let waits = || Some(self.run()?.waited_for.as_ref()?.was_on_air());
        self.reason().or_else(waits)
    }

    /// The differences from the plan in few words; none for an airing that is heard whole and on time.
    pub fn remarks(&self, reader: Reader) -> Vec<Message> {
        let with_why =
            |message: Message, why: &Reason| message.with("why", why.render(reader.lang));
        let run = match &self.fate {
            Fate::Airs(run) => run,
            Fate::Missed(_) => {
                let missed = |why| with_why(Message::new("forecast-missed"), &why);
                return self.reason().map(missed).into_iter().collect();
            }
        };
        let waited = run.waited_for.as_ref().map(|rival| {
            let late = run.left_out.is_zero();
            let message = Message::new(if late { "forecast-late" } else { "forecast-joins" });
            with_why(message.with("from", reader.clock_of_end(run.from)), &rival.was_on_air())
        });
        let stopped = run.stop.as_ref().map(|stop| {
            let message = Message::new("forecast-fades").with("at", reader.clock(stop.at));
            with_why(message, &stop.why.reason())
        });
        waited.into_iter().chain(stopped).collect()
    }
}

/// The reason of an airing that is too late.
pub(super) fn late(by: TimeDelta) -> Reason {
    Reason::Late { seconds: by.num_seconds() }
}
