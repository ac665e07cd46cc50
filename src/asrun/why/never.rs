//! What was never planned: why not, and what was or is planned nearest to it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};

use super::{
    Answer, Fate, Place, Sources, edited, find, ground::Ground, nearness, past, weekday_key,
};
use crate::{
    asrun::{covered, since},
    clock::midnight,
    plan,
    schedule::{Content, Days, Programme, Times},
    store::Error,
    words::{Message, clock_words, date_words, text},
};

/// How far the nearest airing is looked for, first and at last.
const REACHES: [TimeDelta; 3] = [TimeDelta::days(8), TimeDelta::days(40), TimeDelta::days(800)];

/// Dates and hours that a sentence lists at most.
const LISTED: usize = 12;

/// An instant that has passed and that the log says nothing of.
pub(super) fn past(
    sources: &Sources<'_>,
    ground: &Ground,
    at: DateTime<Utc>,
) -> Result<Answer, Error> {
    let began = sources.connection.map(since).transpose()?.flatten();
    let Some((connection, began)) = sources.connection.zip(began) else {
        let mut answer = Answer::new(&ground.programme, &ground.title, Fate::BeforeLog);
        answer.say(Message::new("why-no-log"));
        return Ok(answer);
    };
    if at < began {
        let mut answer = Answer::new(&ground.programme, &ground.title, Fate::BeforeLog);
        answer.say(Message::new("why-before-log").with("since", sources.reader.moment(began)));
        return Ok(answer);
    }
    let starts = ground.programme().map(|programme| due(sources, ground, programme, at));
    let not_covered = |start: &DateTime<Utc>| {
        covered(connection).map(|until| until.is_none_or(|until| *start >= until))
    };
    if let Some(start) = starts.flatten()
        && not_covered(&start)?
    {
        let mut answer = Answer::new(&ground.programme, &ground.title, Fate::Unaccounted);
        answer.planned_at = Some(start);
        answer.airing = Some(plan::key(&ground.programme, start));
        past::say_unaccounted(sources, connection, &mut answer, start)?;
        return Ok(answer);
    }
    let mut answer = told(sources, ground, at)?;
    let meanwhile = past::meanwhile(sources, connection, at, None)?;
    answer.say(meanwhile.unwrap_or_else(|| Message::new("why-silence")));
    Ok(answer)
}

/// That the schedule has no such airing, why, and what is nearest.
pub(super) fn told(
    sources: &Sources<'_>,
    ground: &Ground,
    at: DateTime<Utc>,
) -> Result<Answer, Error> {
    let reader = sources.reader;
    let mut answer = Answer::new(&ground.programme, &ground.title, Fate::NeverPlanned);
    let never = Message::new("why-never").with("title", ground.title.as_str());
    answer.say(never.with("at", reader.moment(at)));
    let taken = edited::taken(sources, &ground.programme, at)?;
    let Some(programme) = ground.programme() else {
        gone(sources, ground, taken, &mut answer)?;
        return Ok(answer);
    };
    answer.said.extend(taken);
    not_then(sources, ground, programme, at, &mut answer);
    nearest(sources, ground, programme, at, &mut answer)?;
    Ok(answer)
}

/// Explains that only other revisions have the programme; `taken` names the edit that removed this hour.
fn gone(
    sources: &Sources<'_>,
    ground: &Ground,
    taken: Option<Message>,
    answer: &mut Answer,
) -> Result<(), Error> {
    answer.say(match ground.revision.as_ref().filter(|_| ground.of_then) {
        Some(revision) => Message::new("why-not-in-schedule").with("n", revision.id),
        None => Message::new("why-not-in-file"),
    });
    let Some(last) = &ground.last_with else { return Ok(()) };
    let connection = sources.connection;
    let removed = connection.map(|it| crate::asrun::revision::revision_after(it, last.id));
    match removed.transpose()?.flatten() {
        _ if taken.is_some() => answer.said.extend(taken),
        Some(removed) => {
            let since = sources.reader.moment(removed.adopted_at);
            let gone = Message::new("why-removed").with("n", last.id).with("since", since);
            answer.say(gone.with("next", removed.id));
        }
        None => answer.say(Message::new("why-has-now").with("n", last.id)),
    }
    let schedule = crate::schedule::read(&last.schedule).schedule;
    if let Some(programme) = schedule.programme(&ground.programme) {
        let mut place = Place::of_group(&last.schedule, programme.line);
        place.revision = (last.schedule != sources.folder.schedule_text).then_some(last.id);
        answer.place = Some(place);
    }
    Ok(())
}

/// Why the programme is not due at that instant.
fn not_then(
    sources: &Sources<'_>,
    ground: &Ground,
    programme: &Programme,
    at: DateTime<Utc>,
    answer: &mut Answer,
) {
    let reader = sources.reader;
    let zone = ground.schedule.station.zone;
    let local = zone.from_utc_datetime(&at.naive_utc());
    let date = local.date_naive();
    let today = text(reader.lang, &weekday_key(date));
    let said = match &programme.times {
        Times::At { days: Days::Weekly(set), .. } if !set.holds(date.weekday()) => {
            let every = (0..7_u8).filter_map(|day| Weekday::try_from(day).ok());
            let days = every
                .filter(|day| set.holds(*day))
                .map(|day| text(reader.lang, &format!("weekday-{}", day.number_from_monday())));
            let days = days.collect::<Vec<_>>().join(", ");
            (Message::new("why-never-days").with("days", days).with("day", today), "days")
        }
        Times::At { days: Days::On(dates), .. } if !dates.contains(&date) => {
            let dates = dates.iter().take(LISTED).map(|it| date_words(reader.lang, *it));
            let dates = dates.collect::<Vec<_>>().join(", ");
            (Message::new("why-never-dates").with("dates", dates), "on")
        }
        times => {
            let hours = hours_of(ground, programme, date);
            let by_cron = matches!(times, Times::Cron(_));
            let key = if by_cron { "cron" } else { "at" };
            if hours.is_empty() {
                (Message::new("why-never-cron"), key)
            } else {
                let hours: Vec<_> = hours.into_iter().take(LISTED).map(clock_words).collect();
                (Message::new("why-never-hours").with("hours", hours.join(", ")), key)
            }
        }
    };
    answer.say(said.0);
    let mut place = Place::of_times(&ground.text, programme, &[said.1]);
    let of = ground.revision.as_ref().filter(|_| !ground.current);
    place.revision = of.map(|revision| revision.id);
    answer.place = Some(place);
}

/// The hours at which a programme is due on a date.
fn hours_of(ground: &Ground, programme: &Programme, date: NaiveDate) -> Vec<NaiveTime> {
    let zone = ground.schedule.station.zone;
    let (from, to) = (midnight(zone, date), midnight(zone, date + TimeDelta::days(1)));
    let starts = programme.starts(from, to, zone);
    starts.into_iter().map(|at| at.with_timezone(&zone).time()).collect()
}

/// The nearest planned instants, with what became of the one before.
fn nearest(
    sources: &Sources<'_>,
    ground: &Ground,
    programme: &Programme,
    at: DateTime<Utc>,
    answer: &mut Answer,
) -> Result<(), Error> {
    let (reader, zone) = (sources.reader, ground.schedule.station.zone);
    let starts = |from, to| programme.starts(from, to, zone);
    let before = REACHES.iter().find_map(|reach| starts(at - *reach, at).pop());
    let after = REACHES.iter().find_map(|reach| starts(at, at + *reach).into_iter().next());
    answer.nearest = [before, after];
    if let Some(before) = before {
        let row = sources
            .connection
            .map(|connection| find(connection, reader, &programme.id, before, TimeDelta::zero()));
        let outcome = row.transpose()?.flatten().and_then(|row| row.outcome);
        let near = Message::new("why-before").with("at", reader.moment(before));
        answer.say(match outcome {
            Some(outcome) => {
                let became = text(reader.lang, &format!("outcome-{}", outcome.code()));
                Message::new("why-before-became")
                    .with("at", reader.moment(before))
                    .with("outcome", became)
            }
            None => near,
        });
    }
    if let Some(after) = after {
        let after = reader.moment(after);
        answer.say(
            match ground.schedule.rule_against(programme, answer.nearest[1].unwrap_or(at)) {
                Some(why) => Message::new("why-after-off")
                    .with("at", after)
                    .with("why", why.render(reader.lang)),
                None => Message::new("why-after").with("at", after),
            },
        );
    }
    Ok(())
}

/// The start that is meant by `at`, by the schedule alone.
fn due(
    sources: &Sources<'_>,
    ground: &Ground,
    programme: &Programme,
    at: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let length = match &programme.content {
        Content::Elsewhere { lasts } => *lasts,
        Content::Script(_) => sources.known.lengths.get(&programme.id).copied().unwrap_or_default(),
    };
    let zone = ground.schedule.station.zone;
    let starts = programme.starts(at - length, at + TimeDelta::minutes(1), zone).into_iter();
    let near = starts.filter_map(|start| Some((nearness(at, start, start + length)?, start)));
    near.min().map(|(_, start)| start)
}
