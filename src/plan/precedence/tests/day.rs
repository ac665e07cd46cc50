//! A day in a few lines, and what becomes of it in as many.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::{
    plan::precedence::{Contender, Fate, MissReason, OnAir, Run, StopReason, fates},
    schedule::{Border, Late, Priority},
    words::Reason,
};

/// `05:30:00.250` on the day of all these tests.
pub(super) fn at(time: &str) -> DateTime<Utc> {
    let text = format!("2026-12-01 {time}");
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f").unwrap().and_utc()
}

/// What becomes of the airings that `lines` describe, told from midnight on.
pub(super) fn told(lines: &str) -> String {
    told_from(&[], lines, "00:00:00")
}

/// The same with something on air at `now`.
pub(super) fn told_from(on_air: &[OnAir], lines: &str, now: &str) -> String {
    let contenders: Vec<_> = lines.lines().map(str::trim).map(contender).collect();
    let fates = fates(on_air, &contenders, at(now));
    let mut told = String::new();
    for (it, run) in on_air.iter().zip(&fates.on_air) {
        let _ = writeln!(told, "{} {}", it.key, words(run));
    }
    for (it, fate) in contenders.iter().zip(&fates.contenders) {
        let words = match fate {
            Fate::Airs(run) => words(run),
            Fate::Missed(missed) => format!("missed {}, {}", time(missed.at), why(&missed.why)),
        };
        let _ = writeln!(told, "{} {words}", it.key);
    }
    told
}

/// `id 05:30:00 60 priority start 90 forbidden 21:00:00 quiet 21:00:00 silent`; all but the first three
/// words may be missing.
fn contender(line: &str) -> Contender {
    let mut words = line.split(' ');
    let mut next = || words.next().unwrap();
    let (key, planned, length) = (next().to_owned(), at(next()), seconds(next()));
    let mut contender = Contender {
        title: key.to_uppercase(),
        key,
        priority: Priority::Normal,
        at: planned,
        length,
        late: Late::Skip,
        can_sound: true,
        forbidden: None,
        quiet: None,
    };
    while let Some(word) = words.next() {
        let mut next = || words.next().unwrap();
        match word {
            "priority" => contender.priority = Priority::Priority,
            "emergency" => contender.priority = Priority::Emergency,
            "start" => contender.late = Late::Start { grace: seconds(next()) },
            "join" => contender.late = Late::Join { grace: seconds(next()) },
            "forbidden" => contender.forbidden = Some(border(next())),
            "quiet" => contender.quiet = Some(border(next())),
            "silent" => contender.can_sound = false,
            other => panic!("{other} in {line}"),
        }
    }
    contender
}

pub(super) fn border(time: &str) -> Border {
    Border { at: at(time), rule: Reason::QuietHours { hours: "21:00-05:00".into() } }
}

fn seconds(text: &str) -> TimeDelta {
    let millis = text.parse::<f64>().unwrap() * 1000.0;
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a few minutes")]
    TimeDelta::milliseconds(millis as i64)
}

fn words(run: &Run) -> String {
    let mut words = format!("airs {}-{}", time(run.from), time(run.until));
    if !run.left_out.is_zero() {
        let _ = write!(words, ", without its first {}s", run.left_out.as_seconds_f64());
    }
    if let Some(rival) = &run.waited_for {
        let _ = write!(words, ", after {}", rival.title);
    }
    if let Some(stop) = &run.stop {
        let why = match &stop.why {
            StopReason::GivesWay(rival) => format!("for {}", rival.title),
            StopReason::Quiet(_) => "for the quiet hours".to_owned(),
        };
        let _ = write!(words, ", stopped {} {why}", time(stop.at));
    }
    words
}

fn why(reason: &MissReason) -> String {
    match reason {
        MissReason::CannotSound => "cannot sound".to_owned(),
        MissReason::Busy(rival) => format!("{} until {}", rival.title, time(rival.until)),
        MissReason::Forbidden(_) => "forbidden".to_owned(),
        MissReason::TooLate(by) => format!("{}s too late", by.as_seconds_f64()),
    }
}

fn time(at: DateTime<Utc>) -> String {
    let text = at.format("%H:%M:%S%.3f").to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
