//! Adds people's corrections and declarations to a month's log, and airings that no schedule can plan yet.

use chrono::{DateTime, TimeDelta, Utc};
use loa::{
    asrun::{
        Correction, Declaration, Ending, HELLO, Origin, Outcome, Reader, Row, Subject, close,
        correct, rows,
    },
    check::Folder,
    clip::HOUSE_RATE,
    daemon::declare,
    plan::Kind,
    schedule::Priority,
    store::Store,
    words::{Lang, Reason},
};

use crate::month::{Dice, between};

const TOPICS: [&str; 4] = ["Đề án 06", "đề án 06", "An ninh", "Thông báo"];

/// Adds corrections, airings without loa, live airings, emergencies, and relays that a person cancelled.
pub(crate) fn act(
    log: &mut Store,
    folder: &Folder,
    dice: &mut Dice,
    days: (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) {
    for number in 0..24 {
        let at = between(dice, days);
        let (subject, ending) = unplanned(dice, at);
        let key = format!("{}@{number}", subject.programme);
        assert!(close(log, now, &key, &subject, &ending).unwrap());
    }
    for _ in 0..3 + dice.below(4) {
        let at = between(dice, days);
        let declaration = declaration(dice, at);
        // loa refuses two at one instant.
        let _ = declare(log, folder, now, declaration).unwrap();
    }
    let reader = Reader { zone: folder.schedule.station.zone, lang: Lang::Vi };
    let heard = rows(log.connection(), reader, days.0, days.1).unwrap();
    let heard = heard.into_iter().filter(|row| row.heard_s.is_some_and(|heard| heard > 2.0));
    for row in heard.collect::<Vec<_>>() {
        if dice.below(6) == 0 {
            correct(log, now, &correction(dice, &row)).unwrap().unwrap();
        }
    }
}

/// Adds a live airing, an emergency, an airing on request or a make-good, heard for a random time, or a
/// relay that was cancelled.
fn unplanned(dice: &mut Dice, at: DateTime<Utc>) -> (Subject, Ending) {
    let kinds = [
        (Kind::Live, Origin::Schedule),
        (Kind::Live, Origin::Operator),
        (Kind::Recorded, Origin::Emergency),
        (Kind::Recorded, Origin::Operator),
        (Kind::Recorded, Origin::Makegood),
        (Kind::Elsewhere, Origin::Schedule),
    ];
    let (kind, origin) = dice.one(&kinds);
    let planned = matches!(origin, Origin::Schedule | Origin::Makegood);
    let total = 10 * u64::from(HOUSE_RATE);
    let heard = dice.below(total);
    let outcome = match (kind, heard) {
        (Kind::Elsewhere, _) => dice.one(&[Outcome::Skipped, Outcome::Cancelled]),
        (_, heard) if heard * 100 >= total * 60 => Outcome::Aired,
        (_, heard) if heard * 100 >= total * 30 => Outcome::Cut,
        _ => Outcome::Missed,
    };
    let heard = if matches!(outcome, Outcome::Aired | Outcome::Cut) { heard } else { 0 };
    let length =
        TimeDelta::microseconds(i64::try_from(heard * 1_000_000 / u64::from(HOUSE_RATE)).unwrap());
    let subject = Subject {
        programme: dice.one(&["ban-tin", "ngoai-lich"]).into(),
        title: "Ngoài lịch".into(),
        topic: dice.one(&TOPICS).into(),
        kind,
        origin,
        priority: Priority::Normal,
        planned_us: planned.then(|| at.timestamp_micros()),
        length_us: 10_000_000,
        revision: Some(1),
        utilities: vec![dice.one(&["cu-tru", "luu-tru", "khong-con"]).into()],
        off: None,
        makes_good: None,
        by: dice.one(&[None, Some("Người trực"), Some(HELLO)]).map(str::to_owned),
        text_sha256: None,
        clips: Vec::new(),
        frames_total: total,
    };
    let ending = Ending {
        outcome: Some(outcome),
        reason: (outcome != Outcome::Aired).then_some(Reason::Operator),
        started_at: (heard > 0).then_some(at),
        ended_at: (heard > 0).then(|| at + length),
        heard,
        consumed: heard,
        total,
        output: Some("card".into()),
    };
    (subject, ending)
}

fn declaration(dice: &mut Dice, at: DateTime<Utc>) -> Declaration {
    Declaration {
        programme: String::new(),
        title: "Xe loa lưu động".into(),
        topic: dice.one(&TOPICS).into(),
        at,
        lasts_s: i64::try_from(1 + dice.below(900)).unwrap(),
        by: "Người trực".into(),
        why: "máy đài hỏng".into(),
        utilities: vec!["cu-tru".into()],
    }
}

/// A correction: the amplifier was off for the whole airing or a part, or only some utilities were heard.
fn correction(dice: &mut Dice, row: &Row) -> Correction {
    let bare = Correction {
        airing: row.airing.clone(),
        by: "Người trực".into(),
        why: "tăng âm tắt".into(),
        ..Correction::default()
    };
    match dice.below(3) {
        0 => Correction { outcome: Some(Outcome::Missed), ..bare },
        1 => Correction { outcome: Some(Outcome::Cut), heard_s: Some(1), ..bare },
        _ => Correction {
            utilities: Some(row.utilities[..row.utilities.len() / 2].to_vec()),
            ..bare
        },
    }
}
