//! Phát bù: what was missed gets a new slot by the programme's rule.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::asrun::{Origin, Outcome, makegood_remarks};

/// Mornings that want to be made good, and evenings that do not.
pub(super) fn schedule() -> String {
    programme("sang", 60, "at = [\"05:30\"]\nmakegood = \"2d\"")
        + &programme("chieu", 60, "at = [\"17:00\"]")
}

impl Bench {
    /// What the log says of make-goods, by key.
    fn remarks(&self) -> String {
        let store = Store::open_to_read(&self.path().join("data/loa.db")).unwrap();
        let reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::En };
        let remarks = makegood_remarks(store.connection(), reader, at("2026-01-01 00:00")).unwrap();
        remarks.into_iter().fold(String::new(), |mut all, (airing, remark)| {
            let _ = writeln!(all, "{airing}: {remark}");
            all
        })
    }

    pub(super) fn hide(&self, clip: &str) {
        let path = self.path().join("audio").join(clip);
        fs::rename(&path, self.path().join(clip)).unwrap();
    }

    pub(super) fn mend(&self, clip: &str) {
        fs::rename(self.path().join(clip), self.path().join("audio").join(clip)).unwrap();
    }

    fn count(&self, part: &str) -> usize {
        self.said.iter().filter(|line| line.contains(part)).count()
    }
}

/// The mornings of these days pass without power.
pub(super) fn off_from_to(schedule: &str, from: &str, to: &str) -> Bench {
    let mut bench = Bench::new(schedule, "2026-11-30 18:00");
    bench.until(from);
    bench.power_cut();
    bench.now = at(to);
    bench.start();
    bench
}

#[test]
fn what_a_power_cut_took_is_made_good_right_after_the_next_programme() {
    let mut bench = off_from_to(&schedule(), "2026-12-01 05:00", "2026-12-01 06:10");
    assert_eq!(bench.count("will be made good at 17:02 01/12/2026"), 1, "{:?}", bench.said);
    assert_data_eq!(
        bench.remarks(),
        str![[r#"
sang@2026-11-30T22:30:00Z: will be made good at 17:02 01/12/2026
sang@2026-11-30T22:30:00Z+makegood: makes good 05:30 01/12/2026

"#]]
    );
    let before = bench.rows();
    assert_eq!(before[0].made_good_by, None, "not before it was heard");
    bench.until("2026-12-01 18:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:00:00 01/12/2026)
01 17:00 chieu aired 60.0
01 17:02 sang aired 60.0

"#]]
    );
    let rows = bench.rows();
    assert_eq!(rows[0].made_good_by.as_deref(), Some(rows[2].airing.as_str()));
    assert_eq!(rows[2].makes_good.as_deref(), Some(rows[0].airing.as_str()));
    assert_eq!(rows[2].origin, Origin::Makegood);
    assert_eq!((rows[2].start_error_ms, rows[2].heard_s), (Some(0.0), Some(60.0)));
    assert_eq!(rows.iter().filter(|row| row.origin == Origin::Schedule).count(), 2);
}

#[test]
fn it_is_planned_once_over_cuts_and_starts() {
    let mut bench = off_from_to(&schedule(), "2026-12-01 05:00", "2026-12-01 06:10");
    for minute in 11..14 {
        bench.power_cut();
        bench.now = at(&format!("2026-12-01 06:{minute}"));
        bench.start();
    }
    assert_eq!(bench.count("will be made good"), 1);
    bench.until("2026-12-03 00:00");
    let makegoods = bench.rows().into_iter().filter(|row| row.origin == Origin::Makegood);
    assert_eq!(makegoods.count(), 1);
}

#[test]
fn a_cut_between_the_miss_and_its_make_good_loses_neither() {
    let mut bench = off_from_to(&schedule(), "2026-12-01 05:00", "2026-12-01 06:10");
    bench.power_cut();
    // As it stands on disk when the power fails right after the miss was written.
    let store = Store::open(&bench.path().join("data/loa.db"), &tables()).unwrap();
    let deleted = "DELETE FROM airing WHERE key LIKE '%+makegood'";
    assert_eq!(store.connection().execute(deleted, []).unwrap(), 1);
    drop(store);
    bench.now = at("2026-12-01 08:00");
    bench.start();
    bench.until("2026-12-01 18:00");
    let rows = bench.rows();
    assert_eq!(rows[2].makes_good.as_deref(), Some(rows[0].airing.as_str()));
    assert_eq!(rows[2].outcome, Some(Outcome::Aired));
}

#[test]
fn a_make_good_that_is_missed_was_the_one_chance() {
    let mut bench = off_from_to(&schedule(), "2026-12-01 05:00", "2026-12-01 06:10");
    bench.until("2026-12-01 16:00");
    bench.power_cut();
    bench.now = at("2026-12-01 19:00");
    bench.start();
    bench.until("2026-12-04 00:00");
    let rows = bench.rows();
    let makegoods: Vec<_> = rows.iter().filter(|row| row.origin == Origin::Makegood).collect();
    assert_eq!(makegoods.len(), 1);
    assert_eq!(makegoods[0].outcome, Some(Outcome::Missed));
    assert_eq!(rows[0].made_good_by, None);
    let first = rows[0].airing.clone();
    assert!(bench.remarks().contains("its make-good at 17:02 01/12/2026 was missed too"));
    // A person may give it another.
    let asked = bench.ask(Ask::MakeGood { airing: first.clone(), at: None, by: None });
    assert_eq!(
        asked.unwrap(),
        "Bản tin sang (05:30 01/12/2026) will be made good at 05:32 04/12/2026"
    );
    bench.until("2026-12-04 06:00");
    let row = bench.rows().into_iter().find(|row| row.airing == first).unwrap();
    assert_eq!(row.made_good_by, Some(format!("{first}+makegood-2")));
}

#[test]
fn a_missing_clip_is_waited_for_and_the_month_adds_up() {
    let mut bench = Bench::new(&schedule(), "2026-12-01 00:00");
    bench.until("2026-12-07 12:00");
    bench.hide("tieng-60.wav");
    bench.edit(&schedule());
    bench.until("2026-12-10 08:00");
    assert_eq!(bench.count("will be made good"), 0, "it could not be played");
    bench.mend("tieng-60.wav");
    bench.edit(&schedule());
    bench.until("2027-01-01 00:00");
    let rows = bench.rows();
    let of = |origin| rows.iter().filter(move |row| row.origin == origin);
    assert_eq!(of(Origin::Schedule).count(), 62);
    let missed = of(Origin::Schedule).filter(|row| row.outcome == Some(Outcome::Missed));
    assert_eq!(missed.count(), 6, "mornings of three days, and their evenings");
    let made: Vec<String> = of(Origin::Makegood)
        .map(|row| row.planned_at.unwrap().format("%d %H:%M").to_string())
        .collect();
    // The 8th was over its two days; of the others one airs each day.
    assert_eq!(made, ["10 17:02", "11 05:32"]);
    assert!(of(Origin::Makegood).all(|row| row.outcome == Some(Outcome::Aired)));
    assert_eq!(bench.count("could not be made good"), 1);
    assert_data_eq!(
        bench.remarks(),
        str![[r#"
sang@2026-12-07T22:30:00Z: there was no slot to make it good
sang@2026-12-08T22:30:00Z: made good at 17:02 10/12/2026
sang@2026-12-08T22:30:00Z+makegood: makes good 05:30 09/12/2026
sang@2026-12-09T22:30:00Z: made good at 05:32 11/12/2026
sang@2026-12-09T22:30:00Z+makegood: makes good 05:30 10/12/2026

"#]]
    );
}

#[test]
fn an_edit_that_takes_its_slot_moves_it_a_few_times_and_no_more() {
    let mut bench = off_from_to(&schedule(), "2026-12-01 05:00", "2026-12-01 06:10");
    let mut taken = String::new();
    for (n, hour) in ["17:02", "17:04", "17:06"].into_iter().enumerate() {
        assert!(bench.remarks().contains(&format!("will be made good at {hour}")), "{hour}");
        taken += &programme(&format!("moi-{n}"), 60, &format!("at = [\"{hour}\"]"));
        bench.edit(&(schedule() + &taken));
    }
    assert_eq!(bench.count("could not be made good"), 1);
    bench.until("2026-12-04 00:00");
    let rows = bench.rows();
    let makegoods: Vec<_> = rows.iter().filter(|row| row.origin == Origin::Makegood).collect();
    assert_eq!(makegoods.len(), 3);
    for makegood in makegoods {
        assert_eq!(makegood.outcome, Some(Outcome::Cancelled));
        let why = makegood.reason_text.as_deref().unwrap();
        assert!(why.starts_with("at that time there is `Bản tin moi-"), "{why}");
    }
    assert_eq!(bench.count("could not be made good"), 1, "said once");
}

#[test]
fn an_edit_elsewhere_keeps_it_and_one_that_takes_the_rule_away_cancels_it() {
    let mut bench = off_from_to(&schedule(), "2026-12-01 05:00", "2026-12-01 06:10");
    bench.edit(&(schedule() + &programme("trua", 10, "at = [\"11:00\"]")));
    assert!(bench.remarks().contains("will be made good at 17:02"));
    bench.until("2026-12-01 17:01:40");
    bench.edit(&schedule().replace("makegood = \"2d\"", ""));
    bench.until("2026-12-02 00:00");
    let row = bench.rows().into_iter().find(|row| row.origin == Origin::Makegood).unwrap();
    assert_eq!(row.outcome, Some(Outcome::Cancelled), "armed, and taken out of the engine");
    assert_eq!(row.reason, Some(Reason::NoMakegood));
}

#[test]
fn three_days_without_power_do_not_flood_the_town() {
    let mut bench = off_from_to(
        &schedule().replace("\"2d\"", "\"5d\""),
        "2026-12-01 05:00",
        "2026-12-03 20:00",
    );
    bench.until("2026-12-08 00:00");
    let makegoods = bench.rows().into_iter().filter(|row| row.origin == Origin::Makegood);
    let days: Vec<String> =
        makegoods.map(|row| row.planned_at.unwrap().format("%d %H:%M").to_string()).collect();
    assert_eq!(days, ["04 05:32", "05 05:32", "06 05:32"]);
}

#[test]
fn only_misses_are_made_good_by_themselves() {
    let text = schedule()
        + "[[except]]\ndates = \"02/12/2026\"\nprogrammes = \"all\"\nreason = \"Sửa loa\"\n";
    let mut bench = Bench::new(&text, "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:30");
    bench.ask(Ask::Stop { by: None }).unwrap();
    bench.until("2026-12-04 00:00");
    let rows = bench.rows();
    assert_eq!(rows[0].outcome, Some(Outcome::Cut));
    assert!(rows.iter().all(|row| row.origin == Origin::Schedule));
}

#[test]
fn what_a_person_plays_moves_a_make_good_out_of_the_way() {
    let text = schedule() + &programme("dai", 600, "at = [\"11:00\"]");
    let mut bench = off_from_to(&text, "2026-12-01 05:00", "2026-12-01 06:10");
    assert!(bench.remarks().contains("will be made good at 11:11"));
    bench.until("2026-12-01 11:10:20");
    bench.ask(Ask::Play { programme: "dai".into(), by: None }).unwrap();
    assert!(bench.remarks().contains("will be made good at 11:22"), "{}", bench.remarks());
    bench.until("2026-12-01 12:00");
    let made = bench
        .rows()
        .into_iter()
        .find(|row| row.outcome == Some(Outcome::Aired) && row.origin == Origin::Makegood);
    assert_eq!(made.unwrap().planned_at.unwrap().format("%H:%M").to_string(), "11:22");
}

#[test]
fn the_page_shows_what_is_made_good_today() {
    let bench = off_from_to(&schedule(), "2026-12-01 05:00", "2026-12-01 06:10");
    let status = bench.station.as_ref().unwrap().status(bench.now).unwrap();
    let lines: Vec<String> = status
        .today
        .iter()
        .map(|row| {
            let why = row.reason_text.as_deref().unwrap_or_default();
            format!("{} {} {why}", row.at.format("%H:%M"), row.state)
        })
        .collect();
    assert!(lines[0].ends_with("; sẽ phát bù lúc 17:02 01/12/2026"), "{lines:?}");
    assert_eq!(lines[1..], ["17:00 planned ", "17:02 planned phát bù cho lượt 05:30 01/12/2026"]);
}

#[test]
fn its_utilities_are_those_of_the_miss() {
    let text = programme("sang", 60, "at = [\"05:30\"]\nutilities = 1\nmakegood = \"2d\"")
        .replace("dai-60", "tien-ich")
        + &programme("chieu", 10, "at = [\"17:00\"]");
    let mut bench = Bench::off(&text, "2026-12-01 05:00");
    let ids = ["luu-tru", "cu-tru", "doi-so"];
    let facts = ids.map(|id| {
        fs::write(bench.path().join(format!("audio/vneid-{id}.wav")), tone(5)).unwrap();
        format!("[[utility]]\nid = \"{id}\"\nlevel = 1\ntitle = \"{id}\"\nspoken = \"Lời {id}.\"\n")
    });
    fs::write(bench.path().join("scripts/vneid.toml"), facts.concat()).unwrap();
    let script = "{{#each utilities}}{{#cue (clip \"vneid\" id)}}{{spoken}}{{/cue}}{{/each}}";
    fs::write(bench.path().join("scripts/tien-ich.hbs"), script).unwrap();
    bench.start();
    bench.until("2026-12-02 05:00");
    bench.power_cut();
    bench.now = at("2026-12-02 08:00");
    bench.start();
    bench.until("2026-12-03 12:00");
    let rows = bench.rows();
    let spoken = |row: &Row| row.utilities.concat();
    let (missed, made) = (&rows[2], &rows[4]);
    assert_eq!(made.makes_good.as_ref(), Some(&missed.airing));
    assert_eq!(spoken(missed), spoken(made));
    assert_ne!(spoken(&rows[0]), spoken(missed), "the rotation dealt each its own");
    assert_ne!(spoken(&rows[5]), spoken(missed), "and went on as if nothing had happened");
    assert_eq!((made.outcome, made.heard_s), (Some(Outcome::Aired), Some(5.0)));
}

#[test]
fn where_nobody_could_hear_it_it_waits_for_the_sound_card() {
    let mut bench = Bench::off(&schedule(), "2026-12-01 05:00");
    bench.hearing = Hearing { output: "missing".into(), heard: false };
    bench.start();
    bench.until("2026-12-01 08:00");
    assert_eq!(bench.rows()[0].reason, Some(Reason::NoDevice));
    assert_eq!(bench.count("will be made good"), 0);
    bench.turn(Event::Engine(crate::air::EngineEvent::Output { name: "card".into(), hears: true }));
    assert_eq!(bench.count("will be made good at 17:02 01/12/2026"), 1, "{:?}", bench.said);
}

#[test]
fn a_report_knows_of_a_make_good_in_the_next_month() {
    let more = "topic = \"Đề án 06\"\nat = [\"05:30\"]\nmakegood = \"2d\"";
    let alone = programme("sang", 60, more);
    let mut bench = off_from_to(&alone, "2026-12-31 05:00", "2026-12-31 06:10");
    bench.until("2027-01-01 06:00");
    let station = bench.station();
    let month = crate::report::Month::parse("2026-12").unwrap();
    let now = at("2027-01-01 06:00");
    let standing = standing(&station.store, station.schedule(), month, now, true).unwrap();
    let (_, papers) = papers_of(&station.store, &station.folder, &standing, Lang::Vi).unwrap();
    let figures = papers.figures;
    assert_eq!((figures.total.planned, figures.total.aired, figures.total.missed), (31, 30, 1));
    assert_eq!(figures.apart.makegood.aired, 0, "it belongs to January");
    let made = figures.misses[0].made_good_at.map(|at| at.format("%d %H:%M").to_string());
    assert_eq!(made.as_deref(), Some("01 05:32"));
}
