//! A week of a small station, told through the log's own functions.

use std::{fs, sync::Mutex, time::UNIX_EPOCH};

use chrono::{DateTime, TimeDelta, Utc};
use snapbox::{assert_data_eq, data::Inline};
use tempfile::TempDir;

use crate::{
    asrun::{
        self, Act, ActKind, Answer, Ending, Fate, Outcome, Reader, Sources, adopt, close, expect,
        note, open_airings, replan, why,
    },
    check::{self, known},
    clip::{Memory, wav},
    plan::{Known, plan},
    schedule,
    store::Store,
    words::{Lang, Reason},
};

const READER: Reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::Vi };

const FIRST: &str = r#"format = 1
[station]
name = "Đài Truyền thanh"
[hours]
quiet = ["21:00-05:00"]
[[programme]]
id = "tin"
title = "Bản tin"
script = "tin"
at = ["05:30", "22:00"]
days = "t2-t6"
[[programme]]
id = "khan"
title = "Tin bão"
script = "tin"
at = ["05:31"]
on = ["2026-12-02", "2026-12-16"]
priority = "priority"
[[programme]]
id = "cu"
title = "Chuyện cũ"
script = "tin"
at = ["10:00"]
[[except]]
dates = "04/12/2026"
programmes = "all"
reason = "Sửa đường dây"
"#;

/// A station that ran from Monday, 30 November 2026, and was edited on Thursday.
pub(super) struct Story {
    pub(super) folder: TempDir,
    pub(super) store: Store,
}

/// `2026-12-01 05:30`, with seconds or without.
pub(super) fn at(local: &str) -> DateTime<Utc> {
    let local = local.replace(' ', "T");
    let seconds = if local.len() > "2026-12-01T05:30".len() { "" } else { ":00" };
    format!("{local}{seconds}+07:00").parse().unwrap()
}

/// The schedule after Thursday's edit: no `cu`, and a late airing on Sundays.
pub(super) fn second() -> String {
    let (before, rest) = FIRST.split_once("[[programme]]\nid = \"cu\"").unwrap();
    let (_, after) = rest.split_once("[[except]]").unwrap();
    format!(
        "{before}[[programme]]\nid = \"cn\"\ntitle = \"Chủ nhật\"\nscript = \"thieu\"\n\
         cron = \"0 0 9 * * SUN\"\n[[programme]]\nid = \"nhac\"\ntitle = \"Nhạc\"\nscript = \"tin\"\n\
         at = \"05:31\"\non = \"16/12/2026\"\n[[except]]{after}"
    )
}

impl Story {
    pub(super) fn told() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["scripts", "audio"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let music = folder.path().join("audio/nhac.wav");
        fs::write(&music, wav(8000, 1, &vec![900_i16; 120 * 8000])).unwrap();
        // The same clip every time, so that it is measured once.
        fs::File::options().write(true).open(music).unwrap().set_modified(UNIX_EPOCH).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("scripts/tin.hbs", "{{#cue \"nhac\"}}{{/cue}}\n");
        write("scripts/thieu.hbs", "{{#cue \"khong-co\"}}{{/cue}}\n");
        write("schedule.toml", &second());
        let store = Store::in_memory(&[asrun::TABLES]).unwrap();
        let mut story = Self { folder, store };
        story.run();
        story
    }

    fn run(&mut self) {
        let (monday, thursday, last) =
            (at("2026-11-30 00:00"), at("2026-12-03 08:00"), at("2026-12-07 00:00"));
        let plan_of = |text: &str, from, to| {
            plan(&schedule::read(text).schedule, &Known::default(), from, to)
        };
        let store = &mut self.store;
        adopt(store, monday, FIRST).unwrap();
        note(store, monday, started()).unwrap();
        expect(store, &plan_of(FIRST, monday, at("2026-12-04 00:00")), 1, monday, last).unwrap();
        let (schedule, airings) = (second(), plan_of(&second(), thursday, last));
        let coming =
            asrun::Coming { schedule: &schedule, airings: &airings, until: last, starts: false };
        replan(store, thursday, &coming).unwrap();
        self.heard("tin", "2026-11-30 05:30", Outcome::Aired, None, 120);
        self.heard("tin", "2026-12-01 05:30", Outcome::Cut, Some(Reason::Operator), 40);
        let stop = ActKind::StopAiring { airing: "tin@2026-11-30T22:30:00Z".into() };
        let stop = Act { what: stop, by: Some("Hòa".into()) };
        note(&mut self.store, at("2026-12-01 05:30") + TimeDelta::seconds(40), stop).unwrap();
        self.heard(
            "tin",
            "2026-12-02 05:30",
            Outcome::Cut,
            Some(Reason::CutIn { title: "Tin bão".into() }),
            60,
        );
        self.heard("khan", "2026-12-02 05:31", Outcome::Aired, None, 90);
        self.heard(
            "tin",
            "2026-12-03 05:30",
            Outcome::Missed,
            Some(Reason::PowerOff { since: "05:10:00 03/12/2026".into() }),
            0,
        );
        let back = at("2026-12-03 07:12");
        note(&mut self.store, back, started()).unwrap();
        // Whatever else is due was off by a rule.
        for open in open_airings(self.store.connection()).unwrap() {
            if let Some(off) = open.subject.off.clone() {
                let ending = Ending {
                    outcome: Some(Outcome::Skipped),
                    reason: Some(off),
                    ..Ending::default()
                };
                close(&mut self.store, open.at, &open.key, &open.subject, &ending).unwrap();
            }
        }
        asrun::beat(&self.store, at("2026-12-06 08:00")).unwrap();
    }

    fn heard(
        &mut self,
        id: &str,
        local: &str,
        outcome: Outcome,
        reason: Option<Reason>,
        seconds: i64,
    ) {
        let key = crate::plan::key(id, at(local));
        let open = open_airings(self.store.connection()).unwrap();
        let subject = open.into_iter().find(|it| it.key == key).unwrap().subject;
        let frames = u64::try_from(seconds).unwrap() * 48_000;
        let ending = Ending {
            outcome: Some(outcome),
            reason,
            started_at: (seconds > 0).then(|| at(local)),
            ended_at: (seconds > 0).then(|| at(local) + TimeDelta::seconds(seconds)),
            heard: frames,
            consumed: frames,
            total: 120 * 48_000,
            output: Some("none".into()),
        };
        let ended = at(local) + TimeDelta::seconds(seconds);
        assert!(close(&mut self.store, ended, &key, &subject, &ending).unwrap());
    }

    pub(super) fn asked(&self, id: &str, local: &str, now: &str) -> Option<Answer> {
        static MEASURED: Mutex<Option<Memory>> = Mutex::new(None);
        let mut none = |_, _| {};
        let path = self.folder.path();
        let mut measured = MEASURED.lock().unwrap();
        let folder = check::read(path, measured.get_or_insert_default(), &mut none).unwrap();
        drop(measured);
        let now = at(now);
        let known = known(&folder.schedule, &folder.scripts, &folder.library, now);
        let connection = Some(self.store.connection());
        let sources = Sources { connection, folder: &folder, known: &known, reader: READER, now };
        why(&sources, id, at(local)).unwrap()
    }

    #[track_caller]
    pub(super) fn check(&self, id: &str, local: &str, fate: Fate, expected: Inline) {
        let answer = self.asked(id, local, "2026-12-06 12:00").unwrap();
        assert_eq!(answer.fate, fate, "{:?}", answer.said);
        let mut lines: Vec<_> = answer.said.iter().map(|it| it.render(Lang::Vi)).collect();
        lines.extend(answer.place.map(|it| {
            let of = it.revision.map_or(String::new(), |n| format!(" ({n})"));
            format!("{}{of}: {}", it.line, it.text.replace('\n', " | "))
        }));
        assert_data_eq!(lines.join("\n"), expected);
    }
}

fn started() -> Act {
    Act { what: ActKind::Started { revision: 1 }, by: None }
}
