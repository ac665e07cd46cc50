//! What is to come: by the plan that the station follows, and what stands in its way.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Answer, Fate, Place, Sources, edited, ground::Ground, nearness, never};
use crate::{
    asrun::journal::last_beat,
    check::assemble,
    clock::{Signs, Trust, judge},
    plan::{Airing, Kind, State, clashes, plan},
    rundown,
    schedule::{Late, Priority},
    store::Error,
    words::{Message, Reason, duration_words},
};

/// A relay by other equipment that holds an instant began at most so long ago.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// A station that is alive has said so within this time.
const ALIVE: TimeDelta = TimeDelta::minutes(1);

/// What will become of the airing that is meant by `at`.
pub(super) fn told(
    sources: &Sources<'_>,
    ground: &Ground,
    at: DateTime<Utc>,
) -> Result<Answer, Error> {
    let around = plan(&ground.schedule, sources.known, at - LONGEST, at + LONGEST);
    let own = around.iter().filter(|airing| airing.programme == ground.programme);
    let near = own.filter_map(|it| Some((nearness(at, it.planned_at, it.planned_end())?, it)));
    let Some((_, airing)) = near.min_by_key(|(rank, _)| *rank) else {
        let mut answer = never::told(sources, ground, at)?;
        kept_old(ground, &mut answer);
        return Ok(answer);
    };
    let mut answer = match &airing.state {
        State::Skipped(why) => off(sources, ground, airing, Fate::WillBeSkipped, why),
        State::Held(why) => off(sources, ground, airing, Fate::Held, why),
        State::Planned if airing.kind == Kind::Elsewhere => elsewhere(sources, airing),
        State::Planned => on(sources, ground, airing, &around),
    };
    answer.said.extend(edited::added(sources, &airing.programme, airing.planned_at, None)?);
    answer.airing = Some(airing.key());
    answer.planned_at = Some(airing.planned_at);
    answer.place = answer.place.or_else(|| place_of_times(ground));
    if let Some(place) = &mut answer.place {
        let of = ground.revision.as_ref().filter(|_| !ground.current);
        place.revision = of.map(|revision| revision.id);
    }
    kept_old(ground, &mut answer);
    if matches!(answer.fate, Fate::WillAir | Fate::WillBeCut) {
        in_order(sources, &mut answer)?;
    }
    Ok(answer)
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

/// No rule says no: whether it can sound, and what else is on air then.
fn on(sources: &Sources<'_>, ground: &Ground, airing: &Airing, around: &[Airing]) -> Answer {
    let faults = faults(sources, ground, airing);
    let clashes = clashes(around);
    let before = clashes.iter().find(|clash| clash.second == airing && !elsewhere_too(clash.first));
    let in_the_way = before.filter(|clash| airing.priority <= clash.first.priority);
    let late = ground.programme().map_or(Late::Skip, |programme| programme.late);
    let cut = clashes
        .iter()
        .find(|clash| clash.first == airing && clash.second.priority > airing.priority);
    let (fate, code) = match (faults.first(), in_the_way, cut) {
        (Some(_), ..) => (Fate::WillBeMissed, "why-will-miss"),
        (None, Some(_), _) if late == Late::Skip => (Fate::WillBeMissed, "why-will-miss"),
        (None, _, Some(_)) => (Fate::WillBeCut, "why-will-cut"),
        _ => (Fate::WillAir, "why-will-air"),
    };
    let mut answer = Answer::new(&airing.programme, &airing.title, fate);
    answer.say(headline(sources, airing, code));
    for fault in &faults {
        answer.say_why(sources.reader, fault);
    }
    if let (true, Some(clash)) = (faults.is_empty(), in_the_way) {
        busy(sources, &mut answer, clash.first, late);
    }
    if let (true, Some(clash)) = (faults.is_empty(), cut) {
        let why = Reason::CutIn { title: clash.second.title.clone() };
        answer.say_why(sources.reader, &why);
    }
    if faults.is_empty() && fate != Fate::WillBeMissed {
        contents(sources, &mut answer, airing);
    }
    answer
}

/// Something of no lower right is still on air then.
fn busy(sources: &Sources<'_>, answer: &mut Answer, first: &Airing, late: Late) {
    let why = Reason::Busy { title: first.title.clone() };
    answer.say_why(sources.reader, &why);
    let until = sources.reader.clock(first.planned_end());
    let (code, grace) = match late {
        Late::Skip => ("why-no-waiting", TimeDelta::zero()),
        Late::Start { grace } => ("why-starts-late", grace),
        Late::Join { grace } => ("why-joins-late", grace),
    };
    let grace = duration_words(sources.reader.lang, grace);
    answer.say(Message::new(code).with("until", until).with("grace", grace));
}

/// How long it will be and what it will speak of.
fn contents(sources: &Sources<'_>, answer: &mut Answer, airing: &Airing) {
    let lang = sources.reader.lang;
    if airing.length > TimeDelta::zero() {
        let length = duration_words(lang, airing.length);
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

/// What keeps its script or its clips from sounding, as the log would say it.
fn faults(sources: &Sources<'_>, ground: &Ground, airing: &Airing) -> Vec<Reason> {
    let Some(programme) = ground.programme() else { return Vec::new() };
    let folder = sources.folder;
    let local = airing.planned_at.with_timezone(&ground.schedule.station.zone).naive_local();
    let hand = &airing.utilities;
    let script = match assemble(&ground.schedule, &folder.scripts, programme, local, hand) {
        Ok(script) => script,
        Err(diagnostic) => {
            return vec![Reason::ScriptMistake { script: diagnostic.file }];
        }
    };
    let loudness = ground.schedule.output.loudness;
    rundown::lay_out(&script, &folder.library, loudness).err().unwrap_or_default()
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
    if beat.is_none_or(|beat| beat.at + ALIVE < sources.now) {
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

/// What other equipment sounds does not keep loa from playing.
fn elsewhere_too(airing: &Airing) -> bool {
    airing.kind == Kind::Elsewhere
}
