//! What somebody does who gets past the triggers, column by column, and which entry then is the first
//! broken one. What cannot be seen is held here too.

use rusqlite::Connection;
use serde_json::Value;

use super::*;

/// A log with an entry of every kind: three outcomes, an act, a correction, a declaration.
fn log_of_all() -> Store {
    let mut store = log_of_four();
    let airing = planned("a", 30).key();
    let (by, why) = ("Lan".to_owned(), "tăng âm tắt".to_owned());
    let off =
        Correction { airing, by, why, outcome: Some(Outcome::Missed), ..Correction::default() };
    correct(&mut store, at(200), &off).unwrap().unwrap();
    let declaration = Declaration {
        programme: "a".into(),
        title: "Bản tin".into(),
        topic: "Đề án 06".into(),
        at: at(60),
        lasts_s: 60,
        by: "Lan".into(),
        why: "đọc trực tiếp".into(),
        utilities: Vec::new(),
    };
    declare(&mut store, at(201), &declaration).unwrap().unwrap();
    note(&mut store, at(202), Act { what: ActKind::Stopped, by: None }).unwrap();
    let connection = store.connection();
    connection.execute_batch("DROP TRIGGER entry_is_kept; DROP TRIGGER entry_is_final").unwrap();
    store
}

fn broken(connection: &Connection) -> Option<i64> {
    verify(connection).unwrap().broken.map(|(n, _)| n)
}

/// Does something to the log and takes it back.
fn with<T>(store: &Store, sql: &str, then: impl FnOnce(&Connection) -> T) -> T {
    let connection = store.connection();
    connection.execute_batch(&format!("SAVEPOINT before; {sql}")).unwrap();
    let seen = then(connection);
    connection.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
    seen
}

#[test]
fn a_change_of_any_column_of_any_entry_is_named() {
    let store = log_of_all();
    assert_eq!(broken(store.connection()), None);
    for n in 1..=7 {
        for change in [
            "kind = kind || 'x'",
            "kind = iif(kind = 'act', 'outcome', 'act')",
            "airing = 'somebody else''s'",
            "airing = iif(airing IS NULL, '', NULL)",
            "at_us = at_us + 1",
            "at_us = -at_us",
            "body = body || ' '",
            "body = ''",
            "body = CAST(x'ff' AS TEXT)",
            "hash = upper(hash)",
            "hash = ''",
            "hash = CAST(x'ff' AS TEXT)",
        ] {
            let sql =
                format!("DROP INDEX entry_one_outcome; UPDATE entry SET {change} WHERE n = {n}");
            assert_eq!(with(&store, &sql, broken), Some(n), "{sql}");
        }
        let moved = format!("UPDATE entry SET n = 100 WHERE n = {n}");
        // The one that follows is where the hole shows; of the last one itself.
        assert_eq!(with(&store, &moved, broken), Some(if n == 7 { 100 } else { n + 1 }));
    }
    assert_eq!(broken(store.connection()), None);
}

#[test]
fn a_change_of_any_field_of_any_body_is_named_even_with_a_hash_made_anew() {
    let store = log_of_all();
    let mut bodies = store.connection().prepare("SELECT n, body FROM entry ORDER BY n").unwrap();
    let bodies: Vec<(i64, String)> = bodies
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(bodies.len(), 7);
    let mut changed = 0;
    for (n, body) in &bodies {
        let fields: Value = serde_json::from_str(body).unwrap();
        for field in fields.as_object().unwrap().keys() {
            let mut other = fields.clone();
            other[field] = "other".into();
            let forge = |hash: &str| {
                let (body, hash) = (other.to_string().replace('\'', "''"), hash.to_owned());
                format!("UPDATE entry SET body = '{body}', hash = '{hash}' WHERE n = {n}")
            };
            let kept = serde_json::from_str::<Value>(body).unwrap().to_string();
            let kept = chain::hash(&kept);
            assert_eq!(with(&store, &forge(&kept), broken), Some(*n), "{n} {field}");
            // Whoever makes the hash anew as well breaks the entry after it, which holds the old one.
            let anew = forge(&chain::hash(&other.to_string()));
            match with(&store, &anew, broken) {
                Some(seen) => assert!(seen == *n || seen == n + 1, "{n} {field}: {seen}"),
                // After the last one there is none: only a mark kept elsewhere tells.
                None => assert_eq!(*n, 7, "{field}"),
            }
            changed += 1;
        }
    }
    assert!(changed > 120, "{changed}");
}

#[test]
fn what_is_taken_away_or_exchanged_is_named_where_the_chain_breaks() {
    let store = log_of_all();
    for n in 1..=6 {
        let sql = format!("DELETE FROM entry WHERE n = {n}");
        assert_eq!(with(&store, &sql, broken), Some(n + 1), "{sql}");
        let (a, b) = (n, n + 1);
        let swapped = format!(
            "UPDATE entry SET n = -1 WHERE n = {a}; UPDATE entry SET n = {a} WHERE n = {b};
             UPDATE entry SET n = {b} WHERE n = -1"
        );
        assert_eq!(with(&store, &swapped, broken), Some(n), "{swapped}");
    }
    let empty = "DELETE FROM entry";
    assert_eq!(with(&store, empty, broken), Some(1), "the working rows remember");
}

/// The end of a chain holds nobody to account. This is what the log alone can tell and what not.
#[test]
fn of_a_tail_that_was_cut_off_the_outcomes_are_missed_and_the_rest_only_by_the_mark() {
    let store = log_of_all();
    let whole = verify(store.connection()).unwrap();
    // An act, a declaration, a correction at the end: gone without a trace but for the mark.
    for after in [6, 5, 4] {
        let sql = format!("DELETE FROM entry WHERE n > {after}");
        let cut = with(&store, &sql, |connection| verify(connection).unwrap());
        assert_eq!((cut.entries, &cut.broken), (after, &None));
        assert!(!with(&store, &sql, |connection| holds(connection, &whole.mark).unwrap()));
        assert!(holds(store.connection(), &cut.mark).unwrap(), "an older mark stays good");
    }
    // An outcome at the end: its airing is done and has none.
    let cut = with(&store, "DELETE FROM entry WHERE n > 3", |it| verify(it).unwrap());
    assert_eq!(cut.broken, Some((4, Some(planned("c", 50).key()))));
}

#[test]
fn every_kind_of_entry_is_canonical() {
    let mut store = log_of_all();
    seal(&mut store, at(300), 1).unwrap();
    let mut entries = store.connection().prepare("SELECT kind, body FROM entry").unwrap();
    let entries = entries.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for entry in entries {
        let (kind, body): (String, String) = entry.unwrap();
        let value: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(value.to_string(), body, "keys in order, no blank");
        assert_eq!(value["v"], 1);
        assert!(!has_float(&value), "{body}");
        kinds.insert(kind);
    }
    assert_eq!(Vec::from_iter(kinds), ["act", "correction", "outcome", "seal"]);
}
