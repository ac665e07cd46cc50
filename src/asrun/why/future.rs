//! What is to come: by the plan that the station follows, and what stands in its way.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Answer, Fate, Place, Sources, ahead, edited, ground::Ground, nearness, never};
use crate::{
    asrun::{Expected, Forecast, LONGEST, Outcome, Outlook, journal::last_beat, outlook::is_alive},
    clock::{Signs, Trust, judge},
    plan::{Airing, Kind, State},
    schedule::Priority,
    store::Error,
    words::{Message, Reason, duration_words},
};

/// What will become of the airing that is meant by `at`.
pub(super) fn told(
    sources: &Sources<'_>,
    ground: &Ground,
    at: DateTime<Utc>,
) -> Result<Answer, Error> {
    let outlook = outlook(sources, ground);
    let expected = outlook.expected(at - LONGEST, at + LONGEST)?;
    let own = expected.iter().filter(|it| it.airing.programme == ground.programme);
    let near = own
        .filter_map(|it| Some((nearness(at, it.airing.planned_at, it.airing.planned_end())?, it)));
    let Some((_, meant)) = near.min_by_key(|(rank, _)| *rank) else {
        let mut answer = never::told(sources, ground, at)?;
        kept_old(ground, &mut answer);
        return Ok(answer);
    };
    let airing = &meant.airing;
    let mut answer = match &airing.state {
        State::Skipped(why) => off(sources, ground, airing, Fate::WillBeSkipped, why),
        State::Held(why) => off(sources, ground, airing, Fate::Held, why),
        State::Planned if airing.kind == Kind::Elsewhere => elsewhere(sources, airing),
        State::Planned => {
            let forecasts = outlook.forecasts(&expected, |it| it.key == meant.key)?;
            let own = expected.iter().position(|it| it.key == meant.key);
            on(sources, airing, own.and_then(|own| forecasts[own].as_ref()))
        }
    };
    answer.airing = Some(meant.key.clone());
    answer.planned_at = Some(airing.planned_at);
    from_schedule(sources, ground, meant, &mut answer)?;
    kept_old(ground, &mut answer);
    if matches!(answer.fate, Fate::WillAir | Fate::WillBeCut) {
        in_order(sources, &mut answer)?;
    }
    Ok(answer)
}

fn outlook<'a>(sources: &Sources<'a>, ground: &'a Ground) -> Outlook<'a> {
    Outlook {
        connection: sources.connection,
        folder: sources.folder,
        schedule: &ground.schedule,
        known: sources.known,
        now: sources.now,
    }
}

/// Where the schedule says so, and the edit that added it; or what a make-good makes good.
fn from_schedule(
    sources: &Sources<'_>,
    ground: &Ground,
    meant: &Expected,
    answer: &mut Answer,
) -> Result<(), Error> {
    if let Some(missed) = &meant.makes_good {
        answer.say(Message::new("why-makes-good").with("airing", missed.as_str()));
        return Ok(());
    }
    let Airing { programme, planned_at, .. } = &meant.airing;
    answer.said.extend(edited::added(sources, programme, *planned_at, None)?);
    answer.place = answer.place.take().or_else(|| place_of_times(ground));
    if let Some(place) = &mut answer.place {
        let of = ground.revision.as_ref().filter(|_| !ground.current);
        place.revision = of.map(|revision| revision.id);
    }
    Ok(())
}

/// A rule says no, or it waits for a person.
fn off(
    sources: &Sources<'_>,
    ground: &Ground,
    airing: &Airing,
    fate: Fate,
    why: &Reason,
) -> Answer {
    let mut answer = Answer::new(&airing.programme, &airing.title, fate);
    let code = if fate == Fate::Held { "why-held" } else { "why-will-skip" };
    answer.say(headline(sources, airing, code));
    answer.say_why(sources.reader, why);
    let rule = ground.programme().and_then(|it| ground.schedule.rule(it, airing.planned_at));
    answer.place = rule.and_then(|rule| Place::of_rule(&ground.schedule, &ground.text, rule));
    answer
}

fn elsewhere(sources: &Sources<'_>, airing: &Airing) -> Answer {
    let mut answer = Answer::new(&airing.programme, &airing.title, Fate::NotOurs);
    answer.say(headline(sources, airing, "why-elsewhere"));
    answer
}

/// No rule says no: whether it can sound, and what else wants the air. `None`: its hour has passed.
fn on(sources: &Sources<'_>, airing: &Airing, forecast: Option<&Forecast>) -> Answer {
    let (fate, code) = match forecast.map(Forecast::outcome) {
        Some(Outcome::Missed) => (Fate::WillBeMissed, "why-will-miss"),
        Some(Outcome::Cut) => (Fate::WillBeCut, "why-will-cut"),
        _ => (Fate::WillAir, "why-will-air"),
    };
    let mut answer = Answer::new(&airing.programme, &airing.title, fate);
    answer.say(headline(sources, airing, code));
    if let Some(forecast) = forecast {
        ahead::say(sources, &mut answer, airing, forecast);
    }
    if fate != Fate::WillBeMissed {
        let length = forecast.map_or(airing.length, |forecast| forecast.length);
        contents(sources, &mut answer, airing, length);
    }
    answer
}

/// How long it will be and what it will speak of.
fn contents(sources: &Sources<'_>, answer: &mut Answer, airing: &Airing, length: TimeDelta) {
    let lang = sources.reader.lang;
    if length > TimeDelta::zero() {
        let length = duration_words(lang, length);
        answer.say(Message::new("why-length").with("length", length));
    }
    if !airing.utilities.is_empty() {
        let titles = sources.folder.scripts.utilities.iter();
        let title = |id: &String| {
            titles.clone().find(|it| it.id == *id).map_or(id.clone(), |it| it.title.clone())
        };
        let names = airing.utilities.iter().map(title).collect::<Vec<_>>().join("; ");
        answer.say(Message::new("why-utilities").with("names", names));
    }
}

/// Whether the station is there to air it, and can tell the time.
fn in_order(sources: &Sources<'_>, answer: &mut Answer) -> Result<(), Error> {
    let beat = sources.connection.map(last_beat).transpose()?.flatten();
    let emergency = sources.folder.schedule.programme(&answer.programme);
    let emergency = emergency.is_some_and(|it| it.priority == Priority::Emergency);
    // What the computer itself says of its clock, only the running station asks.
    let trust = judge(sources.now, beat.map(|beat| beat.at), None, &Signs::default());
    if let (Trust::Wrong { why, .. }, false) = (trust, emergency) {
        let why = why.render(sources.reader.lang);
        answer.say(Message::new("why-clock").with("why", why));
    }
    if !is_alive(sources.connection, sources.now)? {
        answer.say(Message::new("why-not-running"));
    }
    Ok(())
}

/// The file has an error, so that the answer is the old schedule's.
fn kept_old(ground: &Ground, answer: &mut Answer) {
    if let (false, Some(revision)) = (ground.current, &ground.revision) {
        answer.say(Message::new("why-kept-old").with("n", revision.id));
    }
}

fn place_of_times(ground: &Ground) -> Option<Place> {
    let programme = ground.programme()?;
    Some(Place::of_times(&ground.text, programme, &["at", "cron"]))
}

fn headline(sources: &Sources<'_>, airing: &Airing, code: &'static str) -> Message {
    let title = Message::new(code).with("title", airing.title.as_str());
    title.with("at", sources.reader.moment(airing.planned_at))
}
