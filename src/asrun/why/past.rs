//! What the log has: told from its entry, from what else was on air, and from the schedule of then.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::{Answer, Fate, Place, Sources, acts, edited};
use crate::{
    asrun::{
        Open, Outcome, Row,
        journal::last_beat,
        revision::{Revision, latest, revision},
        rows,
    },
    plan::Kind,
    schedule,
    store::Error,
    words::{Message, Reason, duration_words, text},
};

/// Nothing that was on air at an instant began longer ago than this.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// What became of an airing that has its entry, or is on air.
pub(super) fn told(
    sources: &Sources<'_>,
    connection: &Connection,
    row: &Row,
) -> Result<Answer, Error> {
    let reader = sources.reader;
    let utc = |at: Option<DateTime<chrono::FixedOffset>>| at.map(|at| at.to_utc());
    let fate = match (row.outcome, row.kind) {
        (Some(outcome), _) => Fate::of(outcome),
        (None, Kind::Recorded | Kind::Live) => Fate::OnAir,
        (None, Kind::Elsewhere | Kind::Declared) => Fate::NotOurs,
    };
    let mut answer = Answer::new(&row.programme, &row.title, fate);
    answer.airing = Some(row.airing.clone());
    answer.planned_at = utc(row.planned_at);
    answer.started_at = utc(row.started_at);
    answer.ended_at = utc(row.ended_at);
    answer.reason = row.reason.as_ref().map(Reason::json_code);
    let named = row.planned_at.or(row.started_at).map_or(sources.now, |at| at.to_utc());
    answer.say(headline(fate, row, reader.lang).with("at", reader.moment(named)));
    if let Some(why) = row.reason_text.as_deref().filter(|why| !why.is_empty()) {
        answer.say(Message::new("why-reason").with("why", why));
    }
    ran(sources, &mut answer, row);
    other(sources, connection, &mut answer, row)?;
    for act in acts::bearing_on(connection, reader, row)? {
        answer.say(act);
    }
    people(&mut answer, row);
    from_revision(sources, connection, &mut answer, row)?;
    Ok(answer)
}

/// An airing whose hour has passed and which has no entry: the station has not looked since.
pub(super) fn unaccounted(
    sources: &Sources<'_>,
    connection: &Connection,
    open: &Open,
) -> Result<Answer, Error> {
    let subject = &open.subject;
    let mut answer = Answer::new(&subject.programme, &subject.title, Fate::Unaccounted);
    answer.airing = Some(open.key.clone());
    answer.planned_at = Some(open.at);
    say_unaccounted(sources, connection, &mut answer, open.at)?;
    Ok(answer)
}

/// The sentences for an hour that nobody has accounted for yet.
pub(super) fn say_unaccounted(
    sources: &Sources<'_>,
    connection: &Connection,
    answer: &mut Answer,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let reader = sources.reader;
    let unaccounted = Message::new("why-unaccounted").with("title", answer.title.as_str());
    answer.say(unaccounted.with("at", reader.moment(at)));
    if let Some(beat) = last_beat(connection)? {
        answer.say(Message::new("why-not-since").with("at", reader.moment(beat.at)));
    }
    Ok(())
}

/// What else was on air at an instant, as a sentence; `None`: nothing.
pub(super) fn meanwhile(
    sources: &Sources<'_>,
    connection: &Connection,
    at: DateTime<Utc>,
    but: Option<&str>,
) -> Result<Option<Message>, Error> {
    let reader = sources.reader;
    let rows = rows(connection, reader, at - LONGEST, at + TimeDelta::minutes(1))?;
    let on_air = rows.iter().rev().find(|row| {
        let holds =
            row.started_at.is_some_and(|from| from <= at) && row.ended_at.is_none_or(|to| at < to);
        holds && Some(row.airing.as_str()) != but
    });
    Ok(on_air.map(|row| {
        let from = row.started_at.map_or(at, |from| from.to_utc());
        let on_air = Message::new(if row.ended_at.is_some() { "why-meanwhile" } else { "why-now" })
            .with("title", row.title.as_str())
            .with("from", reader.clock(from));
        match row.ended_at {
            Some(to) => on_air.with("to", reader.clock(to.to_utc())),
            None => on_air,
        }
    }))
}

fn headline(fate: Fate, row: &Row, lang: crate::words::Lang) -> Message {
    let title = row.title.as_str();
    match fate {
        Fate::OnAir => Message::new("why-on-air").with("title", title),
        Fate::NotOurs => Message::new("why-elsewhere").with("title", title),
        _ => {
            let code = row.outcome.unwrap_or(Outcome::Missed).code();
            let outcome = text(lang, &format!("outcome-{code}"));
            Message::new("why-outcome").with("outcome", outcome).with("title", title)
        }
    }
}

/// From when to when it was on air, what was heard of it, and where.
fn ran(sources: &Sources<'_>, answer: &mut Answer, row: &Row) {
    let reader = sources.reader;
    let (Some(from), Some(to)) = (row.started_at, row.ended_at) else { return };
    #[expect(clippy::cast_possible_truncation, reason = "airings are shorter than centuries")]
    let heard = TimeDelta::milliseconds((row.heard_s.unwrap_or_default() * 1000.0) as i64);
    let ran = Message::new("why-ran")
        .with("from", reader.clock(from.to_utc()))
        .with("to", reader.clock(to.to_utc()))
        .with("heard", duration_words(reader.lang, heard));
    answer.say(ran);
}

/// What cut it, or what was on air in its place.
fn other(
    sources: &Sources<'_>,
    connection: &Connection,
    answer: &mut Answer,
    row: &Row,
) -> Result<(), Error> {
    let outcome = row.outcome;
    if !matches!(outcome, Some(Outcome::Cut | Outcome::Missed)) {
        return Ok(());
    }
    // What cut it begins half a second after it was faded out.
    let at = match (outcome, row.ended_at) {
        (Some(Outcome::Cut), Some(ended)) => ended.to_utc() + TimeDelta::seconds(1),
        _ => row.planned_at.or(row.started_at).map_or(sources.now, |at| at.to_utc()),
    };
    if let Some(other) = meanwhile(sources, connection, at, Some(&row.airing))? {
        answer.say(other);
    }
    Ok(())
}

/// Who asked, what was remarked, and what makes good what.
fn people(answer: &mut Answer, row: &Row) {
    let said = [
        row.by.as_ref().map(|by| Message::new("why-by").with("by", by.as_str())),
        row.note.as_ref().map(|note| Message::new("why-note").with("note", note.as_str())),
        row.makes_good
            .as_ref()
            .map(|it| Message::new("why-makes-good").with("airing", it.as_str())),
        row.made_good_by
            .as_ref()
            .map(|it| Message::new("why-made-good").with("airing", it.as_str())),
    ];
    answer.said.extend(said.into_iter().flatten());
}

/// The schedule it came from, and where that says so.
fn from_revision(
    sources: &Sources<'_>,
    connection: &Connection,
    answer: &mut Answer,
    row: &Row,
) -> Result<(), Error> {
    let Some(from) =
        row.schedule_revision.map(|id| revision(connection, id)).transpose()?.flatten()
    else {
        return Ok(());
    };
    let newest = latest(connection)?.map_or(from.id, |latest| latest.id);
    let code = if newest == from.id { "why-revision" } else { "why-revision-since" };
    let since = sources.reader.moment(from.adopted_at);
    answer.say(Message::new(code).with("n", from.id).with("since", since).with("now", newest));
    let to = match row.outcome {
        Some(Outcome::Cancelled) => edited_to(connection, row)?,
        _ => None,
    };
    if let (None, Some(planned)) = (&to, row.planned_at.filter(|_| row.makes_good.is_none())) {
        let added = edited::added(sources, &row.programme, planned.to_utc(), Some(from.id))?;
        answer.said.extend(added);
    }
    let place = |says: &Revision| place(sources, says, row);
    answer.place = to.as_ref().and_then(place).or_else(|| place(&from));
    Ok(())
}

/// The schedule that took it away.
fn edited_to(connection: &Connection, row: &Row) -> Result<Option<Revision>, Error> {
    let act = acts::edit(connection, &row.airing)?;
    match act.and_then(|(_, body)| body.act.what.revision()) {
        Some(to) => revision(connection, to),
        None => Ok(None),
    }
}

/// Where a schedule has the rule, or the programme's hours.
fn place(sources: &Sources<'_>, says: &Revision, row: &Row) -> Option<Place> {
    let schedule = schedule::read(&says.schedule).schedule;
    let programme = schedule.programme(&row.programme)?;
    let rule = row.planned_at.and_then(|at| schedule.rule(programme, at.to_utc()));
    let mut place = match rule.filter(|_| row.outcome == Some(Outcome::Skipped)) {
        Some(rule) if Some(rule.reason()) == row.reason => {
            Place::of_rule(&schedule, &says.schedule, rule)?
        }
        _ => Place::of_times(&says.schedule, programme, &["at", "cron"]),
    };
    place.revision = (says.schedule != sources.folder.schedule_text).then_some(says.id);
    Some(place)
}
