//! Files that the sweep finds half written, missing or shortened are read twice before they are adopted.

use snapbox::{assert_data_eq, str};

use super::*;

/// Morning, noon and afternoon.
fn whole() -> String {
    programme("sang", 10, "at = [\"05:30\"]")
        + &programme("trua", 10, "at = [\"11:00\"]")
        + &programme("chieu", 10, "at = [\"17:00\"]")
}

/// The first programme alone: a valid schedule.
fn cut() -> String {
    programme("sang", 10, "at = [\"05:30\"]")
}

impl Bench {
    /// Ten seconds later the sweep reads the folder.
    fn sweep_later(&mut self) {
        let later = (self.now + later(10)).with_timezone(&chrono_tz::Asia::Ho_Chi_Minh);
        self.until(&later.format("%F %T").to_string());
        self.sweep();
    }

    fn ids(&self) -> Vec<&str> {
        let schedule = self.station.as_ref().unwrap().schedule();
        schedule.programmes.iter().map(|it| it.id.as_str()).collect()
    }

    /// Whether the last message is that the file lacks only this.
    fn lacks(&self, what: &str) -> bool {
        let said = self.said.iter().rev().nth(1).cloned().unwrap_or_default();
        assert!(said.starts_with("The file just saved lacks"), "{:?}", self.said);
        said.ends_with(&format!(": {what}"))
    }

    fn edits(&self) -> usize {
        let connection = self.station.as_ref().unwrap().store().connection();
        let day = (at("2026-12-01 00:00"), at("2026-12-02 00:00"));
        crate::asrun::edits_logged(connection, day.0, day.1).unwrap().len()
    }
}

/// A copy that broke off after a programme cancelled all others, and after the complete copy each hour
/// stood twice in the log.
#[test]
fn a_half_written_schedule_removes_nothing() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    bench.write(&cut());
    bench.sweep();
    assert_eq!(bench.ids(), ["sang", "trua", "chieu"], "the old schedule stays on air");
    assert!(bench.read_again);
    let said = [
        "The file just saved lacks what the schedule on air has: 2 programmes (Bản tin trua, Bản tin chieu)",
        "It is read again in 10 seconds; if it is still the same, the file just saved is used. Meanwhile the \
         old schedule stays on air",
    ];
    assert!(bench.said.ends_with(&said.map(str::to_owned)), "{:?}", bench.said);
    let notices = bench.notices();
    assert!(notices.contains("2 chương trình (Bản tin trua, Bản tin chieu)"), "{notices}");
    bench.write(&whole());
    bench.sweep_later();
    assert_eq!(bench.said.last().unwrap(), "Read again, the file is whole");
    assert_eq!((bench.notices().len(), bench.read_again, bench.edits()), (0, false, 0));
    bench.until("2026-12-01 18:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 11:00 trua aired 10.0
01 17:00 chieu aired 10.0

"#]]
    );
}

#[test]
fn programmes_that_a_person_removed_are_gone_at_the_second_sweep() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    bench.write(&cut());
    bench.sweep();
    // A second reading at the same moment proves nothing.
    bench.sweep();
    assert_eq!((bench.ids().len(), bench.read_again), (3, true));
    bench.sweep_later();
    assert_eq!((bench.ids(), bench.read_again, bench.edits()), (vec!["sang"], false, 1));
    assert!(bench.notices().is_empty());
    let said = bench.said.join("\n");
    assert!(said.contains("2 coming airings taken"), "{said}");
    bench.until("2026-12-01 18:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0

"#]]
    );
}

/// A growing file is read again and again until it stays the same.
#[test]
fn a_file_that_is_still_being_written_is_not_used_in_between() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    for text in [cut(), cut() + "# lời ghi\n", cut() + "# lời ghi\n# nữa\n"] {
        bench.write(&text);
        bench.sweep_later();
        assert_eq!((bench.ids().len(), bench.read_again), (3, true));
    }
    bench.sweep_later();
    assert_eq!(bench.ids(), ["sang"]);
}

#[test]
fn files_that_a_person_asks_to_have_read_are_adopted_at_once() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    bench.write(&cut());
    bench.sweep();
    bench.edit(&cut());
    assert_eq!(bench.ids(), ["sang"]);
    assert!(bench.notices().is_empty());
}

#[test]
fn an_edit_that_loses_nothing_is_used_at_once() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    let moved = whole().replace("17:00", "17:30").replace("Bản tin trua", "Tin trưa");
    bench.write(&(moved + &programme("toi", 10, "at = [\"19:00\"]")));
    bench.sweep();
    assert_eq!((bench.ids().len(), bench.edits(), bench.read_again), (4, 1, false));
}

#[test]
fn a_programme_without_hours_counts_as_missing() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    bench.write(&whole().replace("at = [\"11:00\"]", "at = [\"11:00\"]\non = [\"2026-12-22\"]"));
    bench.sweep();
    assert!(bench.lacks("one programme (Bản tin trua)"));
}

#[test]
fn days_off_recipients_and_facts_can_be_lost_too() {
    let off = "[[except]]\ndates = \"05/02/2027\"\nprogrammes = \"all\"\nreason = \"Nghỉ Tết\"\n";
    let mut bench = Bench::new(&(whole() + off), "2026-12-01 05:00");
    bench.write(&whole());
    bench.sweep();
    assert!(bench.lacks("one day off (Nghỉ Tết)"));
    let text = fs::read_to_string(bench.path().join("schedule.toml")).unwrap();
    let address = "to = [\"to-cong-tac@example.vn\"]";
    fs::write(bench.path().join("schedule.toml"), text.replace(address, "to = []") + off).unwrap();
    bench.sweep();
    assert!(bench.lacks("the group [report]"));
}

#[test]
fn utilities_that_the_facts_have_lost_are_named() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    let utility = |id: &str| {
        format!(
            "[[utility]]\nid = \"{id}\"\nlevel = 1\ntitle = \"Tiện ích {id}\"\nspoken = \"Bà con dùng {id}.\"\n"
        )
    };
    let facts = bench.path().join("scripts/vneid.toml");
    fs::write(&facts, utility("mot") + &utility("hai")).unwrap();
    bench.edit(&whole());
    assert_eq!(bench.notices(), "");
    fs::write(&facts, utility("mot")).unwrap();
    bench.sweep();
    assert!(bench.lacks("one utility (Tiện ích hai)"));
    fs::remove_file(&facts).unwrap();
    bench.sweep();
    assert!(bench.lacks("2 utilities (Tiện ích mot, Tiện ích hai)"));
    let utilities = |bench: &mut Bench| bench.station().known.utilities.len();
    assert_eq!(utilities(&mut bench), 2);
    bench.sweep_later();
    assert_eq!(utilities(&mut bench), 0);
}

/// A script that breaks off after a cue is still a valid script.
#[test]
fn a_script_cut_short_is_read_twice() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    let script = bench.path().join("scripts/dai-10.hbs");
    let long = "{{#cue \"tieng-10\"}}{{/cue}}\n{{#cue \"tieng-60\"}}{{/cue}}\n";
    fs::write(&script, long).unwrap();
    bench.edit(&whole());
    fs::write(&script, &long[..long.len() / 2]).unwrap();
    bench.sweep();
    assert!(bench.lacks("the end of scripts/dai-10.hbs"));
    fs::write(&script, long).unwrap();
    bench.until("2026-12-01 05:31:30");
    assert!(bench.log().contains("sang aired 70.0"), "{}", bench.log());
}

/// An editor may replace a file in two steps: remove the old one, then write the new one.
#[test]
fn a_schedule_that_is_gone_for_a_moment_is_no_mistake() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    let (path, aside) = (bench.path().join("schedule.toml"), bench.path().join("lich.toml"));
    fs::rename(&path, &aside).unwrap();
    bench.sweep();
    assert!(bench.notices().contains("Chưa đọc được tệp lịch phát: không có tệp schedule.toml"));
    fs::rename(&aside, &path).unwrap();
    bench.sweep_later();
    assert!(bench.notices().is_empty());
    fs::rename(&path, &aside).unwrap();
    bench.sweep();
    bench.sweep_later();
    assert!(bench.said.last().unwrap().contains("the old schedule stays on air"));
    assert!(bench.notices().contains("schedule.toml"));
    assert_eq!(bench.ids().len(), 3);
    bench.until("2026-12-01 12:00");
    fs::rename(&aside, &path).unwrap();
    bench.sweep();
    assert!(bench.notices().is_empty());
    bench.until("2026-12-01 18:00");
    assert_eq!(bench.log().matches("aired").count(), 3);
}

/// A file whose end never reached the disk may be empty, or hold zeros or another file's bytes.
#[test]
fn an_empty_file_or_garbage_keeps_the_old_schedule_and_is_reported() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    let path = bench.path().join("schedule.toml");
    let text = fs::read(&path).unwrap();
    let garbage: [Vec<u8>; 3] =
        [Vec::new(), [&text[..], &[0; 64]].concat(), [&text[..], &[0xff, 0xfe, 0x81]].concat()];
    for bytes in garbage {
        fs::write(&path, bytes).unwrap();
        bench.sweep();
        bench.sweep_later();
        assert_eq!(bench.ids().len(), 3);
        assert!(!bench.notices().is_empty());
    }
    fs::write(&path, text).unwrap();
    bench.sweep();
    assert!(bench.notices().is_empty());
    assert_eq!(bench.edits(), 0);
}

/// A power cut between the two readings: a start needs only one.
#[test]
fn a_start_adopts_a_valid_file_as_it_is() {
    let mut bench = Bench::new(&whole(), "2026-12-01 05:00");
    bench.write(&cut());
    bench.sweep();
    bench.power_cut();
    bench.start();
    assert_eq!((bench.ids(), bench.edits()), (vec!["sang"], 1));
    bench.write(&whole());
    bench.sweep();
    bench.until("2026-12-01 18:00");
    assert_eq!(bench.log().matches("aired").count(), 3, "{}", bench.log());
    assert_eq!(bench.rows().len(), 3, "each hour once");
}
