//! What a person adds afterwards: corrections and declarations, in the log and in its view.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::clip::HOUSE_RATE;

/// Seconds of every airing here.
const LENGTH: u64 = 120;

/// A log of one airing that ended so, with its key.
fn log_of(outcome: Outcome) -> (Store, String) {
    let airing = planned("sang", 30);
    let mut store = due(std::slice::from_ref(&airing));
    let key = airing.key();
    end_heard(&mut store, &key, outcome);
    (store, key)
}

/// Ends an airing with the frames that such an outcome has.
fn end_heard(store: &mut Store, key: &str, outcome: Outcome) {
    let open = open_airings(store.connection()).unwrap();
    let open = open.into_iter().find(|open| open.key == key).unwrap();
    let seconds = match outcome {
        Outcome::Aired => LENGTH,
        Outcome::Cut => LENGTH / 2,
        _ => 0,
    };
    let ending = Ending {
        outcome: Some(outcome),
        reason: (outcome != Outcome::Aired).then_some(Reason::Operator),
        started_at: (seconds > 0).then_some(open.at),
        ended_at: (seconds > 0).then(|| open.at + TimeDelta::minutes(2)),
        heard: seconds * u64::from(HOUSE_RATE),
        consumed: seconds * u64::from(HOUSE_RATE),
        total: LENGTH * u64::from(HOUSE_RATE),
        output: Some("none".into()),
    };
    assert!(close(store, at(100), key, &open.subject, &ending).unwrap());
}

fn note_of(key: &str, why: &str) -> Correction {
    let (airing, why) = (key.to_owned(), why.to_owned());
    Correction { airing, by: "Lan".into(), why, ..Correction::default() }
}

fn row(store: &Store) -> Row {
    rows(store.connection(), READER, at(0), at(10_000)).unwrap().remove(0)
}

fn refused(store: &mut Store, correction: &Correction) -> String {
    let entries = verify(store.connection()).unwrap().entries;
    let why = correct(store, at(200), correction).unwrap().unwrap_err();
    assert_eq!(verify(store.connection()).unwrap().entries, entries, "nothing was written");
    why.code.into_owned()
}

#[test]
fn the_amplifier_was_off() {
    let (mut store, key) = log_of(Outcome::Aired);
    let off = Correction { outcome: Some(Outcome::Missed), ..note_of(&key, "tăng âm  tắt\n") };
    correct(&mut store, at(200), &off).unwrap().unwrap();
    let missed = row(&store);
    assert_eq!((missed.outcome, missed.heard_s), (Some(Outcome::Missed), Some(0.0)));
    assert_eq!((missed.by.as_deref(), missed.note.as_deref()), (Some("Lan"), Some("tăng âm tắt")));
    assert!(matches!(missed.reason, Some(Reason::Corrected { .. })));
    assert_eq!(missed.reason_text.as_deref(), Some("người trực ghi lại: tăng âm tắt"));

    // A note that comes later leaves the outcome and its reason as they are.
    correct(&mut store, at(201), &note_of(&key, "đã báo cáo")).unwrap().unwrap();
    let noted = row(&store);
    assert_eq!(noted.note.as_deref(), Some("đã báo cáo"));
    assert_eq!((noted.outcome, noted.reason_text), (missed.outcome, missed.reason_text));

    // What the output took was never lost: the correction can be taken back.
    let back = Correction { outcome: Some(Outcome::Aired), ..note_of(&key, "ghi nhầm lượt") };
    correct(&mut store, at(202), &back).unwrap().unwrap();
    let again = row(&store);
    assert_eq!((again.outcome, again.heard_s), (Some(Outcome::Aired), Some(120.0)));
    assert_eq!((again.reason, again.note.as_deref()), (None, Some("ghi nhầm lượt")));
    assert_eq!(verify(store.connection()).unwrap().entries, 4);
}

#[test]
fn nothing_becomes_more_than_was_heard() {
    let outcomes = Outcome::ALL;
    let lower = [
        (Outcome::Aired, Outcome::Cut),
        (Outcome::Aired, Outcome::Missed),
        (Outcome::Cut, Outcome::Missed),
    ];
    for (was, becomes) in outcomes.iter().flat_map(|was| outcomes.map(|becomes| (*was, becomes))) {
        let (mut store, key) = log_of(was);
        let heard_s = (was == Outcome::Aired && becomes == Outcome::Cut).then_some(30);
        let wish = Correction { outcome: Some(becomes), heard_s, ..note_of(&key, "thử") };
        if was == becomes || lower.contains(&(was, becomes)) {
            correct(&mut store, at(200), &wish).unwrap().unwrap();
            assert_eq!(row(&store).outcome, Some(becomes));
        } else {
            assert_eq!(refused(&mut store, &wish), "answer-correct-more", "{was:?} {becomes:?}");
            assert_eq!(row(&store).outcome, Some(was));
        }
    }
}

#[test]
fn what_is_called_cut_needs_how_long_it_was_heard() {
    let (mut store, key) = log_of(Outcome::Aired);
    let cut = |heard_s| Correction {
        outcome: Some(Outcome::Cut),
        heard_s,
        ..note_of(&key, "đứt dây giữa chừng")
    };
    for heard in [None, Some(0), Some(LENGTH), Some(u64::MAX)] {
        assert_eq!(refused(&mut store, &cut(heard)), "answer-correct-heard", "{heard:?}");
    }
    correct(&mut store, at(200), &cut(Some(45))).unwrap().unwrap();
    assert_eq!((row(&store).outcome, row(&store).heard_s), (Some(Outcome::Cut), Some(45.0)));
    let shorter = Correction { heard_s: Some(20), ..note_of(&key, "hỏi lại bà con") };
    correct(&mut store, at(201), &shorter).unwrap().unwrap();
    assert_eq!(row(&store).heard_s, Some(20.0));

    let (mut store, key) = log_of(Outcome::Aired);
    let heard = Correction { heard_s: Some(20), ..note_of(&key, "vẫn là đã phát") };
    assert_eq!(refused(&mut store, &heard), "answer-correct-heard");
}

#[test]
fn utilities_can_be_left_out_and_not_added() {
    let (mut store, key) = log_of(Outcome::Aired);
    let spoken = |ids: &[&str]| Correction {
        utilities: Some(ids.iter().map(ToString::to_string).collect()),
        ..note_of(&key, "băng rè ở đoạn đó")
    };
    assert_eq!(refused(&mut store, &spoken(&["luu-tru", "cu-tru"])), "answer-correct-utility");
    correct(&mut store, at(200), &spoken(&[])).unwrap().unwrap();
    assert!(row(&store).utilities.is_empty());
    correct(&mut store, at(201), &spoken(&["luu-tru"])).unwrap().unwrap();
    assert_eq!(row(&store).utilities, ["luu-tru"]);
}

#[test]
fn a_correction_needs_an_airing_that_is_over_a_name_and_a_reason() {
    let airings = [planned("sang", 30), planned("trua", 90)];
    let mut store = due(&airings);
    end_heard(&mut store, &airings[0].key(), Outcome::Aired);
    assert_eq!(refused(&mut store, &note_of(&airings[1].key(), "x")), "answer-correct-open");
    assert_eq!(refused(&mut store, &note_of("sang", "x")), "answer-correct-unknown");
    assert_eq!(refused(&mut store, &note_of(&airings[0].key(), " \n ")), "answer-no-why");
    let nobody = Correction { by: " ".into(), ..note_of(&airings[0].key(), "x") };
    assert_eq!(refused(&mut store, &nobody), "answer-no-by");
    let long = "dài ".repeat(2_000);
    correct(&mut store, at(200), &note_of(&airings[0].key(), &long)).unwrap().unwrap();
    assert_eq!(row(&store).note.unwrap().chars().count(), 1_000);
}

fn declaration(minutes: i64) -> Declaration {
    Declaration {
        programme: "sang".into(),
        title: "Bản tin sáng".into(),
        topic: "Đề án 06".into(),
        at: at(minutes),
        lasts_s: 300,
        by: "Lan".into(),
        why: "máy tính hỏng, đọc trực tiếp".into(),
        utilities: vec!["luu-tru".into()],
    }
}

#[test]
fn what_is_declared_stands_apart_and_takes_nobodys_place() {
    // At the very instant of a planned airing that is still to be written down.
    let airing = planned("sang", 30);
    let mut store = due(&[]);
    declare(&mut store, at(100), &declaration(30)).unwrap().unwrap();
    expect(&mut store, std::slice::from_ref(&airing), 1, at(0), at(1440)).unwrap();
    assert_eq!(keys(&store), [airing.key()]);
    let declared = row(&store);
    assert_eq!((declared.kind, declared.outcome), (Kind::Declared, None));
    assert_eq!((declared.origin, declared.planned_at), (Origin::Operator, None));
    assert_eq!((declared.duration_s, declared.heard_s), (Some(300.0), None));
    assert_eq!(declared.note.as_deref(), Some("máy tính hỏng, đọc trực tiếp"));
    assert_eq!(declared.utilities, ["luu-tru"]);

    let no = |store: &mut Store, what: Declaration| {
        declare(store, at(100), &what).unwrap().unwrap_err().code.into_owned()
    };
    assert_eq!(no(&mut store, declaration(30)), "answer-declare-again");
    assert_eq!(no(&mut store, declaration(96)), "answer-declare-early");
    for lasts_s in [0, -1, 86_401, i64::MAX] {
        let length = Declaration { lasts_s, ..declaration(40) };
        assert_eq!(no(&mut store, length), "answer-declare-length");
    }
    assert_eq!(
        no(&mut store, Declaration { why: String::new(), ..declaration(40) }),
        "answer-no-why"
    );

    // It has no outcome that could be corrected, and what it spoke of is the person's word.
    let key = declaration(30).key();
    let aired = Correction { outcome: Some(Outcome::Aired), ..note_of(&key, "x") };
    assert_eq!(refused(&mut store, &aired), "answer-correct-none");
    let spoken = vec!["cu-tru".to_owned()];
    let spoken = Correction { utilities: Some(spoken), ..note_of(&key, "nhớ lại") };
    correct(&mut store, at(101), &spoken).unwrap().unwrap();
    assert_eq!(row(&store).utilities, ["cu-tru"]);
    assert_eq!(verify(store.connection()).unwrap().broken, None);
}

#[test]
fn what_is_no_programme_has_none_in_json() {
    let mut store = due(&[]);
    let free = Declaration { programme: String::new(), ..declaration(30) };
    declare(&mut store, at(100), &free).unwrap().unwrap();
    let json = serde_json::to_value(row(&store)).unwrap();
    assert_eq!(json["programme"], serde_json::Value::Null);
    assert_eq!(json["airing"], "declared:@2026-12-01T00:30:00Z");
}

/// Something that happens to a log of twelve airings.
#[derive(Clone, Debug)]
enum Step {
    End(usize, Outcome),
    Correct(usize, Option<Outcome>, Option<u64>, Option<bool>, String),
    Act,
    Declare(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let outcome = || prop::sample::select(Outcome::ALL.to_vec());
    prop_oneof![
        3 => (0_usize..12, outcome()).prop_map(|(which, outcome)| Step::End(which, outcome)),
        4 => (
            0_usize..12,
            prop::option::of(outcome()),
            prop::option::of(0_u64..150),
            prop::option::of(any::<bool>()),
            "\\PC{0,8}",
        )
            .prop_map(|(which, outcome, heard, spoken, why)| {
                Step::Correct(which, outcome, heard, spoken, why)
            }),
        1 => Just(Step::Act),
        1 => (0_i64..40).prop_map(Step::Declare),
    ]
}

/// How an airing ended, and what was last said about it.
struct Told {
    ended: Outcome,
    outcome: Outcome,
    note: Option<String>,
    utilities: usize,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_log_verifies_and_the_latest_correction_wins(
        steps in prop::collection::vec(step(), 0..40),
    ) {
        let airings: Vec<_> = (0..12).map(|n| planned(&format!("p{n}"), n * 5)).collect();
        let mut store = due(&airings);
        let mut told: BTreeMap<String, Told> = BTreeMap::new();
        let (mut entries, mut declared) = (0, 0);
        for step in steps {
            match step {
                Step::End(which, outcome) => {
                    let key = airings[which].key();
                    if told.contains_key(&key) {
                        continue;
                    }
                    end_heard(&mut store, &key, outcome);
                    told.insert(key, Told { ended: outcome, outcome, note: None, utilities: 1 });
                    entries += 1;
                }
                Step::Correct(which, outcome, heard_s, spoken, why) => {
                    let key = airings[which].key();
                    let utilities = spoken.map(|spoken| if spoken { vec!["luu-tru".into()] } else { vec![] });
                    let wish = Correction { outcome, heard_s, utilities, ..note_of(&key, &why) };
                    if correct(&mut store, at(200), &wish).unwrap().is_ok() {
                        let told = told.get_mut(&key).expect("only what is over is corrected");
                        told.outcome = outcome.unwrap_or(told.outcome);
                        told.note = correction::remark(&why);
                        prop_assert!(told.note.is_some());
                        told.utilities = spoken.map_or(told.utilities, usize::from);
                        entries += 1;
                    }
                }
                Step::Act => {
                    note(&mut store, at(150), Act { what: ActKind::Stopped, by: None }).unwrap();
                    entries += 1;
                }
                Step::Declare(minute) => {
                    if declare(&mut store, at(150), &declaration(minute)).unwrap().is_ok() {
                        entries += 1;
                        declared += 1;
                    }
                }
            }
            let verdict = verify(store.connection()).unwrap();
            prop_assert_eq!((verdict.entries, verdict.broken), (entries, None));
        }
        let rows = rows(store.connection(), READER, at(0), at(10_000)).unwrap();
        prop_assert_eq!(rows.len(), told.len() + declared);
        for row in rows.iter().filter(|row| row.kind == Kind::Recorded) {
            let told = &told[&row.airing];
            prop_assert_eq!(row.outcome, Some(told.outcome));
            prop_assert_eq!(&row.note, &told.note);
            prop_assert_eq!(row.utilities.len(), told.utilities);
            // Whatever was said, no more is heard than the output took.
            let most = match told.ended {
                Outcome::Aired => 120.0,
                Outcome::Cut => 60.0,
                _ => 0.0,
            };
            let heard = row.heard_s.unwrap();
            prop_assert!(heard <= most);
            match told.outcome {
                Outcome::Aired => prop_assert!(told.ended == Outcome::Aired && heard >= most),
                Outcome::Cut => prop_assert!(heard > 0.0),
                _ => prop_assert!(heard <= 0.0),
            }
        }
    }
}
