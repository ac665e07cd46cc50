//! Files edited while the station runs.

use snapbox::{assert_data_eq, str};

use super::*;

#[test]
fn a_new_schedule_takes_over_and_the_old_airings_are_accounted_for() {
    let mut bench = Bench::new(
        &(programme("sang", 10, "at = [\"05:30\"]") + &programme("trua", 10, "at = [\"11:00\"]")),
        "2026-12-01 05:00",
    );
    bench.until("2026-12-01 05:10");
    bench.edit(
        &(programme("sang", 10, "at = [\"05:40\"]") + &programme("trua", 10, "at = [\"11:00\"]")),
    );
    bench.until("2026-12-01 12:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:40 sang aired 10.0
01 11:00 trua aired 10.0

"#]]
    );
}

#[test]
fn any_mistake_keeps_the_whole_old_schedule_on_air() {
    let good = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    let moved = good.replace("05:30", "05:40");
    bench.edit(&(moved + "[[programme]]\nid = \"hong\"\nscrpt = \"x\"\n"));
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
    assert!(bench.said.iter().any(|line| line.contains("old schedule stays on air")));
    let status = bench.station.as_ref().unwrap().status(bench.now).unwrap();
    assert!(status.notices.iter().any(|line| line.contains("schedule.toml:")), "{status:?}");
}

#[test]
fn a_broken_template_keeps_the_scripts_on_air_and_a_mended_one_is_taken_up() {
    let good = programme("sang", 10, "at = [\"05:30\", \"06:00\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    let script = bench.path().join("scripts/dai-10.hbs");
    let itself = "{{> dai-10}}{{#cue \"tieng-10\"}}{{/cue}}";
    fs::write(&script, itself).unwrap();
    bench.edit(&good);
    bench.until("2026-12-01 05:45");
    fs::write(&script, "{{#cue \"tieng-60\"}}{{/cue}}").unwrap();
    bench.edit(&good);
    bench.until("2026-12-01 06:45");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang aired 60.0

"#]]
    );
}

#[test]
fn what_is_armed_keeps_its_words_and_what_is_taken_away_is_not_heard() {
    let good = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:45");
    bench.edit("");
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cancelled 0.0 (the schedule was edited (revision 1 replaced by 2))

"#]]
    );
}

#[test]
fn a_broken_schedule_at_the_start_leaves_the_last_good_one_on_air() {
    let good = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&good, "2026-12-01 05:00");
    bench.until("2026-12-01 05:10");
    bench.power_cut();
    bench.write("[[programme\nid = \"hong\"");
    bench.now = at("2026-12-01 05:20");
    bench.start();
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
}

#[test]
fn a_broken_schedule_on_a_new_station_airs_what_is_faultless_in_it() {
    let schedule =
        programme("sang", 10, "at = [\"05:30\"]") + &programme("hong", 10, "at = [\"25:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
}

/// A programme of the afternoon, at this hour.
fn afternoon(hour: &str) -> String {
    programme("chieu", 10, &format!("at = [\"{hour}\"]"))
}

impl Bench {
    /// The log's edits with the airings that they name.
    fn edits_said(&self) -> String {
        let connection = self.station.as_ref().unwrap().store().connection();
        let reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::En };
        let all = (at("2026-01-01 00:00"), at("2028-01-01 00:00"));
        let edits = crate::asrun::edits_logged(connection, all.0, all.1).unwrap();
        let lines = edits.iter().flat_map(|logged| {
            let named = logged.edit.iter().flat_map(|edit| edit.named(reader, 3));
            std::iter::once(logged.what.message()).chain(named)
        });
        lines.fold(String::new(), |said, line| said + &line.render(Lang::En) + "\n")
    }

    /// The number of edits in the report of the month.
    fn edits_reported(&self) -> u64 {
        let station = self.station.as_ref().unwrap();
        let month = crate::report::Month::parse("2026-12").unwrap();
        let store = station.store();
        let standing = standing(store, station.schedule(), month, self.now, true).unwrap();
        let made = papers_of(store, &self.read(), &standing, Lang::Vi);
        made.unwrap().1.figures.edits
    }
}

/// 17:00 → 17:30 → 17:00 counted as three planned airings, two of them cancelled.
#[test]
fn an_hour_moved_and_moved_back_is_one_airing() {
    let mut bench = Bench::new(&afternoon("17:00"), "2026-12-01 05:00");
    bench.edit(&afternoon("17:30"));
    bench.edit(&afternoon("17:00"));
    bench.until("2026-12-01 18:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 17:00 chieu aired 10.0

"#]]
    );
    assert!(!bench.rows()[0].airing.contains('#'), "the same airing under the same key");
    assert_data_eq!(
        bench.edits_said(),
        str![[r#"
the schedule was edited, revision 1 replaced by 2: one coming airing taken, 1 added
taken: 17:00 01/12/2026 Bản tin chieu
added: 17:30 01/12/2026 Bản tin chieu
the schedule was edited, revision 2 replaced by 3: one coming airing taken, 1 added
taken: 17:30 01/12/2026 Bản tin chieu
added: 17:00 01/12/2026 Bản tin chieu

"#]]
    );
    assert_eq!(bench.edits_reported(), 2);
}

/// An edit that is undone while the station is off: no coming airing changes, and the hours that passed
/// belong to the old schedule.
#[test]
fn an_edit_while_off_takes_only_what_is_to_come() {
    let both = |hour: &str| programme("sang", 10, "at = [\"05:30\"]") + &afternoon(hour);
    let mut bench = Bench::new(&both("17:00"), "2026-12-01 05:00");
    bench.until("2026-12-01 05:10");
    bench.power_cut();
    bench.write(&both("17:30"));
    bench.now = at("2026-12-01 12:00");
    bench.start();
    bench.until("2026-12-01 18:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:10:00 01/12/2026)
01 17:30 chieu aired 10.0

"#]]
    );
    let revisions: Vec<_> = bench.rows().iter().map(|row| row.schedule_revision.unwrap()).collect();
    assert_eq!(revisions, [1, 2]);
    let said = bench.edits_said();
    assert!(said.contains("taken: 17:00 01/12/2026 Bản tin chieu"), "{said}");
    assert_eq!(bench.edits_reported(), 1);
}

/// After three days off, no airing of the coming day was stored; the edit names the removed ones all the
/// same.
#[test]
fn an_edit_after_days_off_names_what_the_old_schedule_had() {
    let mut bench = Bench::new(&afternoon("17:00"), "2026-12-01 05:00");
    bench.power_cut();
    bench.write(&afternoon("17:30"));
    bench.now = at("2026-12-04 12:00");
    bench.start();
    bench.until("2026-12-04 18:00");
    assert_eq!(bench.log().lines().count(), 4, "{}", bench.log());
    let said = bench.edits_said();
    assert!(said.contains("taken: 17:00 04/12/2026 Bản tin chieu"), "{said}");
}

#[test]
fn another_title_a_day_off_and_another_setting_take_nothing() {
    let mut bench = Bench::new(&afternoon("17:00"), "2026-12-01 05:00");
    bench.edit(&format!("# lời ghi\n{}", afternoon("17:00")));
    assert_eq!(bench.edits_said(), "");
    bench.edit(&afternoon("17:00").replace("Bản tin chieu", "Tin chiều"));
    bench.until("2026-12-02 05:00");
    let off = "[[except]]\ndates = \"02/12/2026\"\nprogrammes = \"all\"\nreason = \"Nghỉ\"\n";
    bench.edit(&(afternoon("17:00") + off));
    bench.until("2026-12-02 18:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 17:00 chieu aired 10.0
02 17:00 chieu skipped 0.0 (an exception in the schedule: Nghỉ)

"#]]
    );
    assert_eq!(bench.rows()[0].title, "Tin chiều");
    let said = bench.edits_said();
    assert_eq!(said.matches("no airing taken, none added").count(), 2, "{said}");
    assert_eq!(bench.edits_reported(), 2);
}

/// A day off that was saved for today read "no airing taken, none added", as if nothing had changed.
#[test]
fn an_edit_names_the_airings_that_a_day_off_puts_off_and_brings_back() {
    let mut bench = Bench::new(&afternoon("17:00"), "2026-12-01 05:00");
    let off = "[[except]]\ndates = \"01/12/2026\"\nprogrammes = \"all\"\nreason = \"Nghỉ\"\n";
    bench.edit(&(afternoon("17:00") + off));
    let said = bench.edits_said();
    assert!(said.contains("none added, 1 put off by a rule"), "{said}");
    assert!(said.contains("put off: 17:00 01/12/2026 Bản tin chieu"), "{said}");
    bench.until("2026-12-01 12:00");
    bench.edit(&afternoon("17:00"));
    let said = bench.edits_said();
    assert!(said.contains("none added, 1 no longer put off"), "{said}");
    assert!(said.contains("no longer put off: 17:00 01/12/2026 Bản tin chieu"), "{said}");
    bench.until("2026-12-01 18:00");
    assert_eq!(bench.log(), "01 17:00 chieu aired 10.0\n");
}

#[test]
fn an_edit_cannot_remove_an_airing_in_its_last_second_or_on_air() {
    for edited in ["2026-12-01 05:29:59", "2026-12-01 05:30:04"] {
        let mut bench = Bench::new(&programme("sang", 10, "at = [\"05:30\"]"), "2026-12-01 05:00");
        bench.until(edited);
        bench.edit("");
        bench.until("2026-12-01 06:00");
        assert_eq!(bench.log(), "01 05:30 sang aired 10.0\n", "{edited}");
        assert!(!bench.edits_said().contains("30 01/12"), "it took tomorrow's alone");
    }
}

/// An armed airing that an edit removes ends cancelled; if it comes back in its last seconds, it is planned
/// again.
#[test]
fn an_armed_airing_ends_cancelled_and_comes_back_with_a_number() {
    let schedule = programme("sang", 10, "at = [\"05:30\"]");
    let mut bench = Bench::new(&schedule, "2026-12-01 05:00");
    bench.until("2026-12-01 05:29:40");
    bench.edit("");
    bench.until("2026-12-01 05:29:50");
    bench.edit(&schedule);
    bench.until("2026-12-01 06:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang cancelled 0.0 (the schedule was edited (revision 1 replaced by 2))
01 05:30 sang aired 10.0

"#]]
    );
    assert!(bench.rows()[1].airing.ends_with("#2"));
    let said = bench.edits_said();
    assert!(said.contains("1 cancelled that were about to start"), "{said}");
}

/// A good file waits for the clock, then a file with a mistake is saved: the good one is adopted.
#[test]
fn an_edit_that_waits_for_the_clock_is_adopted_although_a_mistake_follows_it() {
    let mut bench = Bench::new(&afternoon("17:00"), "2026-12-01 05:00");
    bench.until("2026-12-01 10:15");
    bench.set_clock("2026-12-01 10:45", Event::Stepped);
    bench.edit(&afternoon("17:30"));
    bench.edit(&(afternoon("17:45") + "[[programme\n"));
    assert_eq!(bench.edits_said(), "");
    bench.ask(Ask::Clock { by: None }).unwrap();
    bench.until("2026-12-01 18:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 17:30 chieu aired 10.0

"#]]
    );
    assert_eq!(bench.rows()[0].schedule_revision, Some(2));
}

/// A make-good whose slot another programme occupies gets the slot once an edit removes that programme.
#[test]
fn a_make_good_gets_the_slot_of_a_removed_programme() {
    let makegood = programme("sang", 60, "at = [\"05:30\"]\nmakegood = \"340m\"");
    let noon = programme("trua", 10, "at = [\"11:00\"]");
    let busy = programme("dai", 600, "at = [\"11:00:30\"]");
    let mut bench = Bench::new(&(makegood.clone() + &noon + &busy), "2026-12-01 05:00");
    bench.power_cut();
    bench.now = at("2026-12-01 06:00");
    bench.start();
    assert!(!bench.said.iter().any(|line| line.contains("will be made good")));
    bench.edit(&(makegood + &noon));
    bench.until("2026-12-01 12:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang missed 0.0 (the power failed, or the computer or the program was cut off, from 05:00:00 01/12/2026)
01 11:00 trua aired 10.0
01 11:02 sang aired 60.0

"#]]
    );
}
