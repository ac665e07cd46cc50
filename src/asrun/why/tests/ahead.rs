//! What is answered beforehand where airings meet, or run into hours that are not theirs.

use std::{fs, sync::Mutex, time::UNIX_EPOCH};

use snapbox::{assert_data_eq, data::Inline, str};
use tempfile::TempDir;

use super::story::at;
use crate::{
    asrun::{
        self, Origin, Reader, Sources, Subject, adopt, arm, beat, claim, expect, plan_makegood, why,
    },
    check::{self, known},
    clip::{Memory, wav},
    plan::{key, plan},
    schedule,
    store::Store,
    words::Lang,
};

const READER: Reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::En };

const HEAD: &str = "format = 1\n[station]\nname = \"Đài Truyền thanh\"\n";

/// A station whose programmes last as long as they say.
struct Station {
    folder: TempDir,
    store: Store,
}

/// `[[programme]]` whose script plays a clip of so many milliseconds.
fn programme(id: &str, millis: usize, more: &str) -> String {
    format!("[[programme]]\nid = \"{id}\"\nscript = \"dai-{millis}\"\n{more}\n")
}

impl Station {
    fn new(programmes: &[String]) -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["scripts", "audio"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        for millis in [20_000, 30_000, 60_000, 60_300, 80_000] {
            let path = folder.path().join(format!("audio/tieng-{millis}.wav"));
            fs::write(&path, wav(8000, 1, &vec![900_i16; millis * 8])).unwrap();
            // The same clips every time, so that they are measured once.
            fs::File::options().write(true).open(path).unwrap().set_modified(UNIX_EPOCH).unwrap();
            let cue = format!("{{{{#cue \"tieng-{millis}\"}}}}{{{{/cue}}}}\n");
            fs::write(folder.path().join(format!("scripts/dai-{millis}.hbs")), cue).unwrap();
        }
        let text = format!("{HEAD}{}", programmes.concat());
        fs::write(folder.path().join("schedule.toml"), text).unwrap();
        Self { folder, store: Store::in_memory(&[asrun::TABLES]).unwrap() }
    }

    /// What is answered at `now`, in lines. That it does not run now is said of every one.
    fn asked(&self, id: &str, local: &str, now: &str) -> String {
        static MEASURED: Mutex<Option<Memory>> = Mutex::new(None);
        let mut measured = MEASURED.lock().unwrap();
        let memory = measured.get_or_insert_default();
        let folder = check::read(self.folder.path(), memory, &mut |_, _| {}).unwrap();
        drop(measured);
        let now = at(now);
        let known = known(&folder.schedule, &folder.scripts, &folder.library, now);
        let connection = Some(self.store.connection());
        let sources = Sources { connection, folder: &folder, known: &known, reader: READER, now };
        let answer = why(&sources, id, at(local)).unwrap().unwrap();
        let said = answer.said.iter().filter(|it| it.code != "why-not-running");
        let mut lines: Vec<_> = said.map(|it| it.render(Lang::En)).collect();
        lines.push(format!("= {:?} {}", answer.fate, answer.reason.unwrap_or_default()));
        lines.join("\n")
    }

    #[track_caller]
    fn check(&self, id: &str, local: &str, expected: Inline) {
        assert_data_eq!(self.asked(id, local, "2026-12-01 05:00"), expected);
    }

    /// The station has run since five, and was alive a moment ago.
    fn runs(&mut self, until: &str) {
        let text = fs::read_to_string(self.folder.path().join("schedule.toml")).unwrap();
        let (from, to) = (at("2026-12-01 05:00"), at("2026-12-02 05:00"));
        adopt(&mut self.store, from, &text).unwrap();
        let schedule = schedule::read(&text).schedule;
        let airings = plan(&schedule, &crate::plan::Known::default(), from, to);
        expect(&mut self.store, &airings, 1, from, to).unwrap();
        beat(&self.store, at(until)).unwrap();
    }

    /// This airing is on air since its instant.
    fn starts(&mut self, id: &str, local: &str, seconds: i64) {
        let key = key(id, at(local));
        let open = asrun::open_airing(self.store.connection(), &key).unwrap().unwrap();
        let subject = Subject { length_us: seconds * 1_000_000, ..open.subject };
        arm(&mut self.store, &key, &subject, "").unwrap();
        assert!(claim(&self.store, &key).unwrap());
        asrun::progress(&mut self.store, &key, at(local), at(local), (1, 1), None).unwrap();
    }
}

#[test]
fn a_chain_is_followed_to_its_end() {
    let station = Station::new(&[
        programme("mot", 60_000, "at = \"05:30\""),
        programme("hai", 60_000, "at = \"05:30:30\""),
        programme("ba", 30_000, "at = \"05:31:10\""),
    ]);
    station.check("hai", "2026-12-01 05:30:30", str![[r#"
Will be missed: hai, 05:30:30, Tuesday 2026-12-01
Reason: `mot` was on air
That ends at 05:31; this programme does not wait. To let it wait, write late = "start" in the programme, or change its hour
= WillBeMissed busy
"#]]);
    station.check(
        "ba",
        "2026-12-01 05:31:10",
        str![[r#"
Will air: ba, 05:31:10, Tuesday 2026-12-01
About 30 s long
= WillAir 
"#]],
    );
}

#[test]
fn an_end_within_half_a_second_keeps_nobody_off() {
    let station = Station::new(&[
        programme("mot", 60_300, "at = \"05:30\""),
        programme("hai", 60_300, "at = \"05:31\""),
        programme("ba", 60_000, "at = \"05:32\""),
    ]);
    station.check(
        "hai",
        "2026-12-01 05:31",
        str![[r#"
Will air: hai, 05:31, Tuesday 2026-12-01
About 1 min long
= WillAir 
"#]],
    );
    station.check("ba", "2026-12-01 05:32", str![[r#"
Will be missed: ba, 05:32, Tuesday 2026-12-01
Reason: `hai` was on air
That ends at 05:32:01; this programme does not wait. To let it wait, write late = "start" in the programme, or change its hour
= WillBeMissed busy
"#]]);
}

#[test]
fn an_airing_that_waits_starts_late_joins_late_or_waits_in_vain() {
    let waits = |late: &str| {
        let late = format!("at = \"05:30:10\"\nlate = {late}");
        let station = Station::new(&[
            programme("mot", 60_000, "at = \"05:30\""),
            programme("hai", 80_000, &late),
        ]);
        station.asked("hai", "2026-12-01 05:30:10", "2026-12-01 05:00")
    };
    assert_data_eq!(
        waits("\"start\"\ngrace = \"2m\""),
        str![[r#"
Will air: hai, 05:30:10, Tuesday 2026-12-01
Reason: `mot` was on air
This programme waits until 05:31 and starts from its beginning then
About 1 min 20 s long
= WillAir busy
"#]]
    );
    assert_data_eq!(
        waits("\"join\"\ngrace = \"2m\""),
        str![[r#"
Will be cut: hai, 05:30:10, Tuesday 2026-12-01
Reason: `mot` was on air
This programme waits until 05:31 and joins in the middle, without its first 50 s
About 1 min 20 s long
= WillBeCut joined_late
"#]]
    );
    assert_data_eq!(
        waits("\"start\"\ngrace = \"40s\""),
        str![[r#"
Will be missed: hai, 05:30:10, Tuesday 2026-12-01
Reason: `mot` was on air
That ends at 05:31; this programme can wait for 40 s only. To let it wait longer, raise grace, or change its hour
= WillBeMissed busy
"#]]
    );
}

#[test]
fn an_airing_that_runs_or_waits_into_the_quiet_hours_does_not_sound_in_them() {
    let station = Station::new(&[
        programme("mot", 80_000, "at = \"20:59\""),
        programme("hai", 20_000, "at = \"20:59:30\"\nlate = \"start\"\ngrace = \"5m\""),
    ]);
    station.check("mot", "2026-12-01 20:59", str![[r#"
Will be cut: mot, 20:59, Tuesday 2026-12-01
Reason: it falls into the quiet hours 21:00-05:00
At 20:59:59 it fades out, having been heard for 1 min. To air all of it, let it begin earlier, or add an [[allow]]
About 1 min 20 s long
= WillBeCut quiet_hours
"#]]);
    station.check("hai", "2026-12-01 20:59:30", str![[r#"
Will be missed: hai, 20:59:30, Tuesday 2026-12-01
Reason: it falls into the quiet hours 21:00-05:00
At 21:00 this programme would still be waiting, and from then on it may not begin. To let it air, let it begin earlier
= WillBeMissed quiet_hours
"#]]);
    // A day off that begins is no quiet hour: it keeps off only what would begin late on it.
    let eve = "[hours]\nquiet = []\n[[except]]\ndates = \"02/12/2026\"\nprogrammes = \"all\"\nreason = \"Nghỉ\"\n";
    let station = Station::new(&[
        eve.to_owned(),
        programme("mot", 80_000, "at = \"23:59\""),
        programme("hai", 20_000, "at = \"23:59:30\"\nlate = \"start\"\ngrace = \"5m\""),
    ]);
    station.check(
        "mot",
        "2026-12-01 23:59",
        str![[r#"
Will air: mot, 23:59, Tuesday 2026-12-01
About 1 min 20 s long
= WillAir 
"#]],
    );
    station.check("hai", "2026-12-01 23:59:30", str![[r#"
Will be missed: hai, 23:59:30, Tuesday 2026-12-01
Reason: an exception in the schedule: Nghỉ
At 00:00 this programme would still be waiting, and from then on it may not begin. To let it air, let it begin earlier
= WillBeMissed exception
"#]]);
}

#[test]
fn an_airing_that_waits_right_now_is_told_from_what_is_on_air() {
    let mut station = Station::new(&[
        programme("mot", 60_000, "at = \"05:30\""),
        programme("hai", 20_000, "at = \"05:30:30\"\nlate = \"start\"\ngrace = \"5m\""),
        programme("ba", 20_000, "at = \"05:31:10\""),
    ]);
    station.runs("2026-12-01 05:30:35");
    station.starts("mot", "2026-12-01 05:30", 60);
    let asked = |id, local| station.asked(id, local, "2026-12-01 05:30:40");
    assert_data_eq!(
        asked("hai", "2026-12-01 05:30:30"),
        str![[r#"
Will air: hai, 05:30:30, Tuesday 2026-12-01
Reason: `mot` was on air
This programme waits until 05:31 and starts from its beginning then
About 20 s long
= WillAir busy
"#]]
    );
    assert_data_eq!(
        asked("ba", "2026-12-01 05:31:10"),
        str![[r#"
Will be missed: ba, 05:31:10, Tuesday 2026-12-01
Reason: `hai` was on air
That ends at 05:31:20; this programme does not wait. To let it wait, write late = "start" in the programme, or change its hour
= WillBeMissed busy
"#]]
    );
    // Where the station is gone, nobody waits.
    let later = station.asked("hai", "2026-12-01 05:30:30", "2026-12-01 05:40");
    assert_data_eq!(
        later,
        str![[r#"
Not in the log yet: hai, due 05:30:30, Tuesday 2026-12-01. Once it runs again, the station writes it down with its reason
The station's last sign of life is of 05:30:35, Tuesday 2026-12-01
= Unaccounted 
"#]]
    );
}

#[test]
fn a_make_good_to_come_is_an_airing_like_any_other() {
    let mut station = Station::new(&[
        programme("mot", 60_000, "at = \"05:30\"\nmakegood = \"1d\""),
        programme("hai", 60_000, "at = \"08:00:40\"\npriority = \"priority\""),
    ]);
    station.runs("2026-12-01 06:00");
    let missed = key("mot", at("2026-12-01 05:30"));
    let open = asrun::open_airing(station.store.connection(), &missed).unwrap().unwrap();
    let subject = Subject {
        origin: Origin::Makegood,
        length_us: 60_000_000,
        makes_good: Some(missed.clone()),
        ..open.subject
    };
    let good = asrun::makegood_key(&missed, 0);
    assert!(plan_makegood(&station.store, &good, at("2026-12-01 08:00"), &subject).unwrap());
    let ended = asrun::Ending {
        outcome: Some(asrun::Outcome::Missed),
        reason: Some(crate::words::Reason::NoDevice),
        ..asrun::Ending::default()
    };
    let (store, now) = (&mut station.store, at("2026-12-01 05:31"));
    asrun::close(store, now, &missed, &Subject { makes_good: None, ..subject }, &ended).unwrap();
    let asked = |id, local| station.asked(id, local, "2026-12-01 06:00:30");
    assert_data_eq!(
        asked("mot", "2026-12-01 08:00"),
        str![[r#"
Will be cut: mot, 08:00, Tuesday 2026-12-01
Reason: gave way to `hai`
At 08:00:39 it fades out, having been heard for 40 s
About 1 min long
Makes good mot@2026-11-30T22:30:00Z
= WillBeCut cut_in
"#]]
    );
}
