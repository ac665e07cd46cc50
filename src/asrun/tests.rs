//! The log through the life of airings: what is written when, and what cannot be undone.

mod amended;
mod edited;
mod sealed;
mod tampered;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    clock::from_micros,
    plan::{self, Card, Kind},
    schedule::{self, Priority},
    store::Store,
    words::{Lang, Reason},
};

const READER: Reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::Vi };

fn at(minutes: i64) -> DateTime<Utc> {
    from_micros(1_796_083_200_000_000) + TimeDelta::minutes(minutes)
}

fn planned(id: &str, minutes: i64) -> plan::Airing {
    plan::Airing {
        programme: id.into(),
        title: format!("Bản tin {id}"),
        topic: "Đề án 06".into(),
        kind: Kind::Recorded,
        planned_at: at(minutes),
        length: TimeDelta::minutes(2),
        priority: Priority::Normal,
        state: plan::State::Planned,
        utilities: vec!["luu-tru".into()],
        fresh: 0,
    }
}

/// A store on which these airings are due.
fn due(airings: &[plan::Airing]) -> Store {
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    let revision = adopt(&mut store, at(0), "lịch 1").unwrap();
    expect(&mut store, airings, revision, at(0), at(1440)).unwrap();
    store
}

fn keys(store: &Store) -> Vec<String> {
    open_airings(store.connection()).unwrap().into_iter().map(|open| open.key).collect()
}

fn end(store: &mut Store, key: &str, outcome: Outcome) -> bool {
    let open = open_airings(store.connection()).unwrap();
    let subject = open.into_iter().find(|open| open.key == key).unwrap().subject;
    let reason = (outcome != Outcome::Aired).then_some(Reason::Operator);
    let ending = Ending { outcome: Some(outcome), reason, ..Ending::default() };
    close(store, at(100), key, &subject, &ending).unwrap()
}

fn outcomes(store: &Store) -> Vec<(String, Option<Outcome>)> {
    let rows = rows(store.connection(), READER, at(0), at(10_000)).unwrap();
    rows.into_iter().map(|row| (row.airing, row.outcome)).collect()
}

#[test]
fn an_airing_ends_once_and_for_all() {
    let airing = planned("sang", 30);
    let (key, mut store) = (airing.key(), due(&[airing]));
    let subject = open_airings(store.connection()).unwrap()[0].subject.clone();
    assert!(end(&mut store, &key, Outcome::Missed));
    let again = Ending { outcome: Some(Outcome::Aired), ..Ending::default() };
    assert!(!close(&mut store, at(101), &key, &subject, &again).unwrap());
    assert_eq!(outcomes(&store), [(key, Some(Outcome::Missed))]);
    assert!(keys(&store).is_empty());
}

#[test]
fn what_was_written_as_due_is_not_written_again() {
    let airings = [planned("sang", 30), planned("trua", 90)];
    let mut store = due(&airings);
    expect(&mut store, &airings, 1, at(0), at(1440)).unwrap();
    assert_eq!(keys(&store), [airings[0].key(), airings[1].key()]);
    assert_eq!(covered(store.connection()).unwrap(), Some(at(1440)));
    assert_eq!(since(store.connection()).unwrap(), Some(at(0)));
}

#[test]
fn only_what_is_armed_can_be_claimed() {
    let airing = planned("sang", 30);
    let (key, mut store) = (airing.key(), due(&[airing]));
    assert!(!claim(&store, &key).unwrap());
    let mut subject = open_airings(store.connection()).unwrap()[0].subject.clone();
    subject.set_words("Kính chào bà con.");
    arm(&mut store, &key, &subject, "Kính chào bà con.").unwrap();
    assert!(claim(&store, &key).unwrap());
    assert!(!claim(&store, &key).unwrap(), "claimed once");
    progress(&mut store, &key, at(30), at(31), (48_000, 48_000), Some(at(31))).unwrap();
    let open = open_airings(store.connection()).unwrap().remove(0);
    assert_eq!((open.phase, open.frames, open.started_at), (Phase::Claimed, 48_000, Some(at(30))));
    let row = rows(store.connection(), READER, at(0), at(1440)).unwrap().remove(0);
    assert_eq!(row.outcome, None, "on air");
    let words = words_of(store.connection(), &row.text_sha256.unwrap()).unwrap();
    assert_eq!(words.as_deref(), Some("Kính chào bà con."));
}

#[test]
fn a_text_that_comes_back_is_a_new_revision() {
    let mut store = due(&[]);
    assert_eq!(adopt(&mut store, at(1), "lịch 1").unwrap(), 1);
    assert_eq!(adopt(&mut store, at(2), "lịch 2").unwrap(), 2);
    assert_eq!(adopt(&mut store, at(3), "lịch 1").unwrap(), 3);
    assert_eq!(latest(store.connection()).unwrap().unwrap().schedule, "lịch 1");
}

#[test]
fn a_stop_in_good_order_is_told_from_a_power_cut() {
    let mut store = due(&[]);
    assert_eq!(last_beat(store.connection()).unwrap(), None);
    beat(&store, at(1)).unwrap();
    assert_eq!(last_beat(store.connection()).unwrap(), Some(Beat { at: at(1), stopped: false }));
    note(&mut store, at(2), Act { what: ActKind::Stopped, by: None }).unwrap();
    assert_eq!(last_beat(store.connection()).unwrap(), Some(Beat { at: at(1), stopped: true }));
    let started = ActKind::Started { revision: 1 };
    note(&mut store, at(3), Act { what: started, by: None }).unwrap();
    assert!(!last_beat(store.connection()).unwrap().unwrap().stopped);
    note(&mut store, at(4), Act { what: ActKind::Restored { alive_us: None }, by: None }).unwrap();
    assert!(last_beat(store.connection()).unwrap().unwrap().stopped, "no power cut is to blame");
}

/// A store with three outcomes and an act between them.
fn log_of_four() -> Store {
    let airings = [planned("a", 30), planned("b", 40), planned("c", 50)];
    let mut store = due(&airings);
    end(&mut store, &airings[0].key(), Outcome::Aired);
    note(&mut store, at(45), Act { what: ActKind::Stopped, by: Some("trực".into()) }).unwrap();
    end(&mut store, &airings[1].key(), Outcome::Cut);
    end(&mut store, &airings[2].key(), Outcome::Missed);
    store
}

#[test]
fn a_whole_log_is_proven() {
    let store = log_of_four();
    let verdict = verify(store.connection()).unwrap();
    assert_eq!((verdict.entries, verdict.broken), (4, None));
    assert_eq!(verdict.mark.len(), 64);
}

#[test]
fn entries_cannot_be_changed_or_deleted() {
    let store = log_of_four();
    for sql in ["UPDATE entry SET at_us = 0", "DELETE FROM entry WHERE n = 4"] {
        let error = store.connection().execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("entries are never"), "{error}");
    }
}

/// What somebody does who gets past the triggers, and which entry then is the first broken one.
#[test]
fn every_tampering_is_found_at_its_entry() {
    let check = |sql: &str, broken: Option<i64>| {
        let store = log_of_four();
        let connection = store.connection();
        connection
            .execute_batch("DROP TRIGGER entry_is_kept; DROP TRIGGER entry_is_final;")
            .unwrap();
        connection.execute_batch(sql).unwrap();
        let found = verify(connection).unwrap().broken.map(|(n, _)| n);
        assert_eq!(found, broken, "{sql}");
    };
    check("UPDATE entry SET body = replace(body, '\"cut\"', '\"aired\"') WHERE n = 3", Some(3));
    check("UPDATE entry SET at_us = at_us + 1 WHERE n = 1", Some(1));
    check("UPDATE entry SET airing = 'x' WHERE n = 4", Some(4));
    check("UPDATE entry SET kind = 'act' WHERE n = 4", Some(4));
    check("DELETE FROM entry WHERE n = 2", Some(3));
    check("UPDATE entry SET hash = 'x' WHERE n = 2", Some(2));
    check("UPDATE entry SET n = 9 WHERE n = 4", Some(9));
    check("UPDATE entry SET n = n", None);
}

#[test]
fn an_entry_is_canonical() {
    let store = log_of_four();
    let mut bodies = store.connection().prepare("SELECT body FROM entry").unwrap();
    let bodies = bodies.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for body in bodies {
        let body = body.unwrap();
        // A parsed value writes its keys in order: the same bytes mean that they were in order.
        let value: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), body);
        assert_eq!(value["v"], 1);
        assert!(!body.contains('.') || !has_float(&value), "{body}");
    }
}

fn has_float(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Number(number) => number.is_f64(),
        serde_json::Value::Array(items) => items.iter().any(has_float),
        serde_json::Value::Object(fields) => fields.values().any(has_float),
        _ => false,
    }
}

/// A make-good for what was missed, due at its own instant.
fn make_good(store: &Store, missed: &plan::Airing, minutes: i64) -> String {
    let key = makegood_key(&missed.key(), 0);
    let again = plan::Airing { planned_at: at(minutes), ..missed.clone() };
    let subject = Subject {
        origin: Origin::Makegood,
        makes_good: Some(missed.key()),
        ..Subject::of(&again, 1)
    };
    plan_makegood(store, &key, at(minutes), &subject).unwrap();
    key
}

#[test]
fn a_make_good_and_what_it_makes_good_point_at_each_other_once_it_was_heard() {
    let airing = planned("sang", 30);
    let mut store = due(std::slice::from_ref(&airing));
    end(&mut store, &airing.key(), Outcome::Missed);
    let key = make_good(&store, &airing, 60);
    assert_eq!(key, make_good(&store, &airing, 70), "written once, for the first slot");
    assert_eq!(open_airings(store.connection()).unwrap()[0].at, at(60));
    let pointers = |store: &Store| -> Vec<_> {
        let rows = rows(store.connection(), READER, at(0), at(1440)).unwrap();
        rows.into_iter().map(|row| (row.makes_good, row.made_good_by)).collect()
    };
    assert_eq!(pointers(&store), [(None, None)]);
    end(&mut store, &key, Outcome::Aired);
    assert_eq!(pointers(&store), [(None, Some(key)), (Some(airing.key()), None)]);
    assert_eq!(verify(store.connection()).unwrap().broken, None, "no entry was changed for it");
}

#[test]
fn a_new_plan_leaves_a_make_good_where_it_is() {
    let airing = planned("sang", 30);
    let mut store = due(std::slice::from_ref(&airing));
    end(&mut store, &airing.key(), Outcome::Missed);
    let key = make_good(&store, &airing, 60);
    edited::edit(&mut store, 40, "lịch 2", &[]);
    assert_eq!(keys(&store), [key]);
}

#[test]
fn a_log_of_before_make_goods_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loa.db");
    let mut store = Store::open(&path, &[TABLES]).unwrap();
    let airing = planned("sang", 30);
    expect(&mut store, std::slice::from_ref(&airing), 1, at(0), at(1440)).unwrap();
    // As it was written then: a subject had no word of make-goods.
    store
        .connection()
        .execute("UPDATE airing SET subject = json_remove(subject, '$.makes_good')", [])
        .unwrap();
    end(&mut store, &airing.key(), Outcome::Missed);
    // The tables had neither make-goods nor dealt hands.
    let back = "DROP INDEX airing_dealt; ALTER TABLE airing DROP COLUMN dealt;
         DROP INDEX entry_makes_good; DROP INDEX entry_act;
         DELETE FROM migration WHERE room = 'asrun' AND step > 2";
    store.connection().execute_batch(back).unwrap();
    drop(store);
    let schedule = schedule::read(
        "format = 1\n[station]\nname = \"Đài\"\n[[programme]]\nid = \"sang\"\nscript = \"x\"\n\
         at = [\"05:30\"]\nutilities = 1\n",
    );
    let hands = |store: &Store| {
        let cards = [Card { id: "luu-tru".into(), level: 1, valid_until: None }];
        dealt(store.connection(), &schedule.schedule, &cards, at(60), at(0)).unwrap().hands
    };
    assert_eq!(hands(&Store::open_to_read(&path).unwrap()), [], "read before it is taken over");
    let store = Store::open(&path, &[TABLES]).unwrap();
    assert_eq!(hands(&store), [], "the rotation begins anew");
    let missed = missed(store.connection(), at(0)).unwrap();
    assert_eq!(missed.len(), 1);
    assert_eq!((missed[0].airing.clone(), missed[0].at), (airing.key(), at(30)));
    assert!(makegoods(store.connection(), at(0)).unwrap().is_empty());
}
