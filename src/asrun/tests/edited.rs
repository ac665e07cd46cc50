//! Edits of the schedule: removed airings, added ones, and those that cannot be removed any more.

use super::*;

/// Edits the schedule: from that minute on these airings are planned, for a day.
pub(super) fn edit(
    store: &mut Store,
    minute: i64,
    schedule: &str,
    airings: &[plan::Airing],
) -> (Edit, Option<ActKind>) {
    let coming = Coming { schedule, airings, until: at(1440), starts: false };
    replan(store, at(minute), &coming).unwrap()
}

fn names(airings: &Airings) -> Vec<&str> {
    assert_eq!(airings.count, airings.first.len());
    airings.first.iter().map(|it| it.airing.as_str()).collect()
}

fn arm_it(store: &mut Store, key: &str) {
    let open = open_airing(store.connection(), key).unwrap().unwrap();
    arm(store, key, &open.subject, "").unwrap();
}

fn entries(store: &Store) -> Vec<(String, String)> {
    let mut all = store.connection().prepare("SELECT kind, body FROM entry ORDER BY n").unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn an_airing_that_an_edit_removes_before_it_is_armed_was_never_planned() {
    let (kept, gone, new) = (planned("sang", 30), planned("trua", 90), planned("chieu", 120));
    let mut store = due(&[kept.clone(), gone.clone()]);
    let (done, act) = edit(&mut store, 5, "lịch 2", &[kept.clone(), new.clone()]);
    assert_eq!(keys(&store), [kept.key(), new.key()]);
    assert!(outcomes(&store).is_empty(), "no row, no outcome");
    assert_eq!((done.from, done.to), (1, 2));
    assert_eq!((names(&done.took), names(&done.added)), (vec![&*gone.key()], vec![&*new.key()]));
    let said = act.unwrap().render(Lang::Vi);
    let expected = "lịch phát được sửa, bản 1 thay bằng bản 2: bỏ 1 lượt sắp tới, thêm 1 lượt";
    assert_eq!(said, expected);
    let all = entries(&store);
    assert_eq!(all.len(), 1);
    let body: serde_json::Value = serde_json::from_str(&all[0].1).unwrap();
    assert_eq!(body["edit"]["took"]["first"][0]["airing"], gone.key());
    assert_eq!(body["edit"]["added"]["first"][0]["title"], "Bản tin chieu");
    assert_eq!(body["act"]["what"]["code"], "act-edited");
    assert_eq!(verify(store.connection()).unwrap().broken, None);
}

/// 17:00 → 17:30 → 17:00 counted as three planned airings, two of them cancelled.
#[test]
fn an_airing_that_comes_back_is_the_same_airing() {
    let (five, half_past) = (planned("chieu", 60), planned("chieu", 90));
    let mut store = due(std::slice::from_ref(&five));
    edit(&mut store, 5, "lịch 2", std::slice::from_ref(&half_past));
    let (back, _) = edit(&mut store, 6, "lịch 1", std::slice::from_ref(&five));
    assert_eq!(
        (names(&back.took), names(&back.added)),
        (vec![&*half_past.key()], vec![&*five.key()])
    );
    assert_eq!(keys(&store), [five.key()]);
    end(&mut store, &five.key(), Outcome::Aired);
    assert_eq!(outcomes(&store), [(five.key(), Some(Outcome::Aired))]);
}

#[test]
fn another_title_is_the_same_airing_and_neither_taken_nor_added() {
    let before = planned("chieu", 60);
    let after = plan::Airing { title: "Tin chiều".into(), ..before.clone() };
    let mut store = due(std::slice::from_ref(&before));
    let (done, act) = edit(&mut store, 5, "lịch 2", &[after]);
    assert_eq!((done.took.count, done.added.count), (0, 0));
    assert!(act.is_some());
    let open = open_airings(store.connection()).unwrap().remove(0);
    assert_eq!((open.key, open.subject.title), (before.key(), "Tin chiều".to_owned()));
    assert_eq!(open.subject.revision, Some(2));
}

#[test]
fn an_armed_airing_stays_armed_over_an_edit_that_keeps_it_and_is_cancelled_by_one_that_does_not() {
    let airing = planned("sang", 30);
    let (key, mut store) = (airing.key(), due(std::slice::from_ref(&airing)));
    arm_it(&mut store, &key);
    assert_eq!(edit(&mut store, 29, "lịch 1", std::slice::from_ref(&airing)).1, None);
    assert_eq!(open_airings(store.connection()).unwrap()[0].phase, Phase::Armed);
    let (done, _) = edit(&mut store, 29, "lịch 2", &[]);
    assert_eq!((names(&done.cancelled), done.took.count), (vec![&*key], 0));
    let row = rows(store.connection(), READER, at(0), at(1440)).unwrap().remove(0);
    assert_eq!(row.outcome, Some(Outcome::Cancelled));
    assert_eq!(row.reason_text.as_deref(), Some("lịch phát đã được sửa (bản 1 thay bằng bản 2)"));
}

#[test]
fn an_edit_cannot_remove_a_claimed_airing() {
    let airing = planned("sang", 30);
    let (key, mut store) = (airing.key(), due(std::slice::from_ref(&airing)));
    arm_it(&mut store, &key);
    assert!(claim(&store, &key).unwrap());
    let (done, _) = edit(&mut store, 29, "lịch 2", &[]);
    assert_eq!((done.cancelled.count, done.took.count), (0, 0));
    assert_eq!(keys(&store), [key]);
}

/// An airing that is cancelled in its last half minute has its outcome. Planned again, it gets another key,
/// and keeps that over every edit until it is armed again.
#[test]
fn a_cancelled_airing_that_comes_back_has_the_next_number() {
    let airing = planned("sang", 30);
    let (key, mut store) = (airing.key(), due(std::slice::from_ref(&airing)));
    arm_it(&mut store, &key);
    edit(&mut store, 29, "lịch 2", &[]);
    let again = format!("{key}#2");
    for text in ["lịch 1", "lịch 3", "lịch 1"] {
        edit(&mut store, 29, text, std::slice::from_ref(&airing));
        assert_eq!(keys(&store), std::slice::from_ref(&again));
        edit(&mut store, 29, "lịch 2", &[]);
        assert!(keys(&store).is_empty());
    }
    edit(&mut store, 29, "lịch 1", std::slice::from_ref(&airing));
    end(&mut store, &again, Outcome::Aired);
    let all = [(key, Some(Outcome::Cancelled)), (again, Some(Outcome::Aired))];
    assert_eq!(outcomes(&store), all);
}

/// A log of loa 0.1.0, where airings that were not armed ended cancelled and came back with the number of the
/// revision. It is still read, its chain holds, and an airing that comes back gets a free number.
#[test]
fn a_log_of_0_1_0_with_cancelled_airings_is_taken_over() {
    let airing = planned("sang", 30);
    let mut store = due(std::slice::from_ref(&airing));
    let cancelled = |store: &mut Store, key: &str| {
        let subject = Subject::of(&airing, 1);
        let reason = Reason::ScheduleEdited { from: 1, to: 2 };
        let outcome = Some(Outcome::Cancelled);
        let ending = Ending { outcome, reason: Some(reason), ..Ending::default() };
        assert!(close(store, at(5), key, &subject, &ending).unwrap());
    };
    let keys_before = [airing.key(), format!("{}#3", airing.key())];
    for key in &keys_before {
        cancelled(&mut store, key);
    }
    let adopted = ActKind::Adopted { revision: 2 };
    note(&mut store, at(5), Act { what: adopted, by: None }).unwrap();
    edit(&mut store, 6, "lịch 4", std::slice::from_ref(&airing));
    assert_eq!(keys(&store), [format!("{}#4", airing.key())]);
    assert_eq!(outcomes(&store).len(), 2);
    assert_eq!(verify(store.connection()).unwrap().broken, None);
}

/// An edit that removes 1,500 starts has a small entry, which names the first and counts the rest.
#[test]
fn an_entry_names_fifty_and_counts_the_rest() {
    let minute = |n: i64| planned("tin", 10 + n % 1400);
    let airings: Vec<_> = (0..1400).map(minute).collect();
    let mut store = due(&airings);
    let (done, _) = edit(&mut store, 5, "lịch 2", &[]);
    assert_eq!((done.took.count, done.took.first.len()), (1400, 50));
    assert!(entries(&store)[0].1.len() < 8_000);
    let said: Vec<_> = done.named(READER, 2).iter().map(|it| it.render(Lang::Vi)).collect();
    let first = READER.digits(at(10));
    let second = READER.digits(at(11));
    let both = format!("bỏ: {first} Bản tin tin; {second} Bản tin tin và 1398 lượt nữa");
    assert_eq!(said, [both]);
}

/// If any step fails, the old schedule stays adopted and its airings stay due.
#[test]
fn an_edit_that_cannot_be_committed_leaves_everything_as_it_was() {
    let (old, new) = (planned("sang", 30), planned("trua", 90));
    let mut store = due(std::slice::from_ref(&old));
    store.ask_before_commit(|| false).unwrap();
    let coming = Coming { schedule: "lịch 2", airings: &[new], until: at(1440), starts: false };
    replan(&mut store, at(5), &coming).unwrap_err();
    assert_eq!(keys(&store), [old.key()]);
    assert_eq!(latest(store.connection()).unwrap().unwrap().schedule, "lịch 1");
    assert!(entries(&store).is_empty());
}

#[test]
fn hours_that_were_not_written_down_yet_are_not_added_by_an_edit() {
    let (old, far) = (planned("sang", 30), planned("sang", 1470));
    let mut store = due(&[old]);
    let airings = [far];
    let coming = Coming { schedule: "lịch 2", airings: &airings, until: at(1500), starts: false };
    let (done, _) = replan(&mut store, at(60), &coming).unwrap();
    assert_eq!((done.took.count, done.added.count), (0, 0));
    assert_eq!(keys(&store).len(), 2);
}

const AIRS: &str = "format = 1\n[station]\nname = \"Đài\"\n[report]\nto = []\n\
    [[programme]]\nid = \"tin\"\nscript = \"tin\"\nat = \"05:30\"\n";

#[test]
fn only_what_changes_the_broadcasts_counts_as_an_edit() {
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    let moved = AIRS.replace("05:30", "05:45");
    let texts = [AIRS.to_owned(), format!("# lời ghi\n{AIRS}"), moved, AIRS.to_owned()];
    let codes: Vec<_> = (1..)
        .zip(&texts)
        .map(|(minute, text)| edit(&mut store, minute, text, &[]).1.map(|it| it.message().code))
        .collect();
    let expected = [None, Some("act-settings"), Some("act-edited"), Some("act-edited")];
    assert_eq!(codes.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    let count = |from, to| edits(store.connection(), at(from), at(to)).unwrap();
    assert_eq!([count(0, 10), count(0, 3), count(3, 4), count(4, 5)], [2, 0, 1, 1]);
}
