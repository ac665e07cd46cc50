//! The oldest part of the log goes under a seal, and what is left is proven all the same.

use super::*;

/// A log of five outcomes with words, an act and a correction; airings are ten minutes apart.
fn log_of_five() -> Store {
    let airings: Vec<_> = (0..5).map(|n| planned(&format!("p{n}"), n * 10)).collect();
    let mut store = due(&airings);
    let outcomes =
        [Outcome::Aired, Outcome::Missed, Outcome::Aired, Outcome::Skipped, Outcome::Aired];
    for (n, (airing, outcome)) in airings.iter().zip(outcomes).enumerate() {
        let key = airing.key();
        let mut subject = open_airings(store.connection()).unwrap()[0].subject.clone();
        // The first and the last say the same.
        let words = format!("Lời {}", n % 4);
        subject.set_words(&words);
        arm(&mut store, &key, &subject, &words).unwrap();
        let reason = (outcome != Outcome::Aired).then_some(Reason::Operator);
        let ending = Ending { outcome: Some(outcome), reason, ..Ending::default() };
        let minutes = i64::try_from(n).unwrap() * 10 + 1;
        assert!(close(&mut store, at(minutes), &key, &subject, &ending).unwrap());
        if n == 1 {
            let (airing, by, why) = (airings[0].key(), "Lan".into(), "tăng âm tắt".into());
            let off = Outcome::Missed;
            let off = Correction { airing, by, why, outcome: Some(off), ..Correction::default() };
            correct(&mut store, at(12), &off).unwrap().unwrap();
            let act = Act { what: ActKind::Stopped, by: None };
            note(&mut store, at(13), act).unwrap();
        }
    }
    store
}

fn count(store: &Store, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    store.connection().query_row(&sql, [], |row| row.get(0)).unwrap()
}

/// Seals everything about instants before this minute.
fn seal_before(store: &mut Store, minutes: i64) -> Seal {
    let found = oldest(store.connection(), at(1_000), at(minutes)).unwrap().unwrap();
    seal(store, at(1_000), found.through).unwrap()
}

#[test]
fn a_sealed_log_is_proven_from_the_seal_on() {
    let mut store = log_of_five();
    let whole = verify(store.connection()).unwrap();
    assert_eq!((whole.entries, whole.broken), (7, None));
    let hash: String = store
        .connection()
        .query_row("SELECT hash FROM entry WHERE n = 5", [], |row| row.get(0))
        .unwrap();

    let seal = seal_before(&mut store, 25);
    assert_eq!((seal.through, &seal.hash), (5, &hash));
    // The correction counts: the first was not heard.
    let expected = Outcomes { aired: 1, missed: 2, ..Outcomes::default() };
    assert_eq!((seal.planned, seal.corrections, seal.acts), (expected, 1, 1));
    assert_eq!(until(store.connection()).unwrap(), Some(at(20)));
    assert_eq!(outcomes(&store).len(), 2);
    assert_eq!((count(&store, "entry"), count(&store, "airing")), (3, 2));
    // "Lời 0" is said again by the last one.
    assert_eq!(count(&store, "words"), 2);
    let verdict = verify(store.connection()).unwrap();
    assert_eq!((verdict.entries, verdict.broken), (8, None));
    assert!(holds(store.connection(), &hash).unwrap(), "the last sealed one is still known");
    assert!(oldest(store.connection(), at(1_000), at(25)).unwrap().is_none(), "nothing is left");

    // The next seal stands for all before it, and the log goes on.
    let seal = seal_before(&mut store, 45);
    assert_eq!((seal.through, seal.planned.aired, seal.planned.skipped), (7, 2, 1));
    let expected = Outcomes { aired: 2, missed: 2, skipped: 1, ..Outcomes::default() };
    assert_eq!(seal.planned, expected);
    note(&mut store, at(1_001), Act { what: ActKind::Stopped, by: None }).unwrap();
    let verdict = verify(store.connection()).unwrap();
    assert_eq!((verdict.entries, verdict.broken), (10, None));
    assert_eq!((count(&store, "words"), count(&store, "airing")), (0, 0));
}

#[test]
fn a_seal_that_is_sealed_itself_leaves_its_sums_in_the_next() {
    let mut store = log_of_five();
    seal_before(&mut store, 25);
    // 6 and 7 are the last airings, 8 the first seal.
    let seal = seal(&mut store, at(1_001), 8).unwrap();
    assert_eq!((seal.through, seal.seals, seal.acts), (8, 1, 1));
    let sums = seal.planned;
    assert_eq!(sums.aired + sums.missed + sums.skipped, 5);
    let verdict = verify(store.connection()).unwrap();
    assert_eq!((verdict.entries, verdict.broken), (9, None));
}

#[test]
fn entries_go_only_under_a_seal() {
    let mut store = log_of_five();
    seal_before(&mut store, 25);
    for n in [6, 7, 8] {
        let sql = format!("DELETE FROM entry WHERE n = {n}");
        let error = store.connection().execute(&sql, []).unwrap_err().to_string();
        assert!(error.contains("entries are never deleted"), "{error}");
    }
}

#[test]
fn a_tampered_seal_and_a_beginning_that_is_not_its_own_are_named() {
    let check = |sql: &str, expected: i64| {
        let mut store = log_of_five();
        seal_before(&mut store, 25);
        let connection = store.connection();
        let open = "DROP TRIGGER entry_is_kept; DROP TRIGGER entry_is_final;";
        connection.execute_batch(open).unwrap();
        connection.execute_batch(sql).unwrap();
        assert_eq!(verify(connection).unwrap().broken.map(|(n, _)| n), Some(expected), "{sql}");
    };
    check("UPDATE entry SET body = replace(body, '\"aired\":1', '\"aired\":9') WHERE n = 8", 8);
    check("UPDATE entry SET body = replace(body, '\"through\":5', '\"through\":6') WHERE n = 8", 6);
    check("UPDATE entry SET at_us = at_us + 1 WHERE n = 8", 8);
    check("UPDATE entry SET kind = 'act' WHERE n = 8", 6);
    check("DELETE FROM entry WHERE n = 6", 7);
    // Without its seal nothing vouches for what came before.
    check("DELETE FROM entry WHERE n = 8", 6);
}

#[test]
fn an_entry_from_a_wrong_clock_ages_nothing_and_holds_nothing_up() {
    let mut store = log_of_five();
    let years = 9 * 365 * 1440;
    let (far, act) = (at(years), ActKind::Stopped);
    note(&mut store, far, Act { what: act, by: None }).unwrap();
    let now = at(2_000);
    assert_eq!(oldest(store.connection(), now, at(25)).unwrap().unwrap().through, 5);
    assert_eq!(oldest(store.connection(), now, at(100)).unwrap().unwrap().through, 8);
    // All five airings are of one month: there is no second one, whatever the clock says.
    assert_eq!(
        month_back(store.connection(), 1).unwrap(),
        Some(from_micros(1_796_083_200_000_000))
    );
    assert_eq!(month_back(store.connection(), 2).unwrap(), None);
}

#[test]
fn nothing_is_declared_into_sealed_days() {
    let mut store = log_of_five();
    seal_before(&mut store, 25);
    let declaration = |minutes| Declaration {
        programme: String::new(),
        title: "Bản tin".into(),
        topic: "Đề án 06".into(),
        at: at(minutes),
        lasts_s: 60,
        by: "Lan".into(),
        why: "đọc trực tiếp".into(),
        utilities: Vec::new(),
    };
    let refused = declare(&mut store, at(1_000), &declaration(15)).unwrap().unwrap_err();
    assert_eq!(refused.code, "answer-declare-sealed");
    declare(&mut store, at(1_000), &declaration(25)).unwrap().unwrap();
}

/// A station that runs for five years has a file as large as after two.
#[test]
fn a_log_that_is_sealed_month_after_month_stops_growing() {
    const MONTH: i64 = 30 * 1440;
    let mut store = due(&[]);
    let mut pages = Vec::new();
    for month in 0..60 {
        for n in 0..20 {
            let minutes = month * MONTH + n * 60;
            let airing = planned("sang", minutes);
            let day = (at(minutes), at(minutes + 1440));
            expect(&mut store, std::slice::from_ref(&airing), 1, day.0, day.1).unwrap();
            let mut subject = Subject::of(&airing, 1);
            let words = format!("Lời thứ {n} của tháng {month}. ").repeat(20);
            subject.set_words(&words);
            arm(&mut store, &airing.key(), &subject, &words).unwrap();
            let ending = Ending { outcome: Some(Outcome::Aired), ..Ending::default() };
            let now = at(minutes + 1);
            assert!(close(&mut store, now, &airing.key(), &subject, &ending).unwrap());
        }
        let (now, until) = (at((month + 1) * MONTH), at((month - 24) * MONTH));
        if let Some(old) = oldest(store.connection(), now, until).unwrap() {
            seal(&mut store, now, old.through).unwrap();
        }
        let size = "SELECT page_count FROM pragma_page_count";
        let size: i64 = store.connection().query_row(size, [], |row| row.get(0)).unwrap();
        pages.push(size);
    }
    assert!(pages[59] * 100 <= pages[26] * 105, "{pages:?}");
    let verdict = verify(store.connection()).unwrap();
    assert_eq!((verdict.entries, verdict.broken), (60 * 20 + 35, None));
    assert_eq!(outcomes_between(&store, 60 * MONTH), 25 * 20);
    assert_eq!((count(&store, "words"), count(&store, "airing")), (25 * 20, 25 * 20));
}

fn outcomes_between(store: &Store, minutes: i64) -> usize {
    rows(store.connection(), READER, at(0), at(minutes)).unwrap().len()
}
