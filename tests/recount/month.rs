//! A random month: its schedule, a fault trial over its days, people's additions, and its papers.

use std::{fmt::Write as _, fs, path::Path};

use chrono::{DateTime, TimeDelta, Utc};
use loa::{
    check::Folder,
    clip::{HOUSE_RATE, Library},
    clock::midnight,
    daemon::{papers_of, standing, throw_faults_and_keep},
    report::{Month, Range, letter, period_for},
    schedule::Letter,
    script::Sources,
    words::Lang,
};

use crate::{people, station::Station};

/// A random number generator that a seed reproduces.
pub(crate) struct Dice(u64);

impl Dice {
    /// A number from 0 to `sides` − 1.
    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        // xorshift64: enough to lay out a month.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    /// A random element.
    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

/// Makes the month of a seed in `folder`: its log, its topics and its papers.
pub(crate) fn make(folder: &Path, seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d).rotate_left(29) ^ 0x5bd1_e995);
    let month = Month::parse("2026-12").unwrap().plus(i32::try_from(dice.below(12)).unwrap());
    let schedule = schedule(&mut dice, month);
    let imagined = || Folder::imagined(schedule.clone(), sources(), library());
    let station = imagined().schedule.station;
    let period = period_for(month, imagined().schedule.report.period);
    assert_eq!(imagined().diagnostics, [], "{schedule}");

    // The station starts on the first day. A week takes a quarter of a month's time: only one month in ten is
    // whole.
    let whole = seed.is_multiple_of(10);
    let days = (period.to - period.from).num_days();
    let first = if whole { 0 } else { dice.below(u64::try_from(days - 7).unwrap()) };
    let from = period.from + TimeDelta::days(i64::try_from(first).unwrap());
    let last = if whole { period.to } else { from + TimeDelta::days(7) };
    let [from, until] = [from, last + TimeDelta::days(1)].map(|day| midnight(station.zone, day));
    let (_, mut log) = throw_faults_and_keep(&imagined(), seed, from, until, Lang::Vi).unwrap();
    let now = until + TimeDelta::days(2);
    people::act(&mut log, &imagined(), &mut dice, (from, until), now);

    fs::create_dir_all(folder).unwrap();
    let standing = standing(&log, &imagined().schedule, month, now, false).unwrap();
    let (head, papers) = papers_of(&log, &imagined(), &standing, Lang::Vi).unwrap();
    let letter = letter(&papers, &head, Lang::Vi, Letter::Unsigned).unwrap().unwrap();
    let write = |name: &str, content: &[u8]| fs::write(folder.join(name), content).unwrap();
    write("schedule.toml", schedule.as_bytes());
    write("vneid.toml", sources().facts.unwrap().as_bytes());
    write("log.json", printed(&log, &schedule, period).as_bytes());
    write("period.json", &serde_json::to_vec(&period).unwrap());
    write("figures.json", &serde_json::to_vec(&papers.figures).unwrap());
    write("report.docx", &papers.docx);
    write("log.xlsx", &papers.xlsx);
    write("letter.txt", letter.text.as_bytes());
}

/// The log as `loa log --json` prints it, with two further months, in which make-goods may follow.
fn printed(log: &loa::store::Store, schedule: &str, period: Range) -> String {
    let station = Station::empty();
    station.write("schedule.toml", schedule);
    fs::create_dir(station.path("data")).unwrap();
    // The trial's file system is memory; the copy's is the disk.
    let database = format!("file:{}?vfs=unix", station.path("data/loa.db").display());
    log.connection().execute("VACUUM INTO ?1", [database]).unwrap();
    let [from, to] = [period.from, period.to + TimeDelta::days(60)].map(|day| day.to_string());
    let output = station.loa(&["log", "--json", "--from", &from, "--to", &to]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    output.stdout
}

/// A schedule with programmes of every kind, under topics written in every way.
fn schedule(dice: &mut Dice, month: Month) -> String {
    let mut text = String::from(
        "format = 1\n[station]\nname = \"Đài Truyền thanh phường Thử\"\nplace = \"Thử\"\n\
         [hours]\nquiet = [\"21:00-05:00\"]\n[report]\nto = [\"a@example.vn\"]\n",
    );
    text.push_str(dice.one(&[
        "",
        "topics = [\"Đề án 06\"]\n",
        "topics = [\"An ninh\", \"Đề án 06\"]\n",
    ]));
    text.push_str(dice.one(&["", "", "period = \"15-14\"\n"]));
    let [first, last] =
        [dice.below(26) + 1, dice.below(3)].map(|day| TimeDelta::days(i64::try_from(day).unwrap()));
    let first = month.first() + first;
    let _ = writeln!(
        text,
        "[[except]]\ndates = \"{}..{}\"\nprogrammes = \"all\"\nreason = \"Nghỉ; `bảo trì`\"",
        first.format("%d/%m/%Y"),
        (first + last).format("%d/%m/%Y"),
    );
    let programmes = [
        (
            "ban-tin",
            "script = \"ban-tin-vneid\"\nutilities = 3\ntopic = \"Đề án 06\"\nmakegood = \"2d\"",
        ),
        (
            "ban-tin-hai",
            "script = \"ban-tin-vneid\"\nutilities = 3\ntopic = \"ĐỀ ÁN  06\"\nlate = \"start\"\ngrace = \"4m\"",
        ),
        ("nhac", "script = \"nhac-vneid\"\nutilities = 1\nmakegood = \"1d\""),
        (
            "uu-tien",
            "script = \"nhac-vneid\"\nutilities = 1\ntopic = \"De an 06\"\npriority = \"emergency\"",
        ),
        (
            "an-ninh",
            "script = \"nhac-vneid\"\ntopic = \"An ninh\"\nlate = \"join\"\ngrace = \"2m\"",
        ),
        ("cat-dien", "script = \"nhac-vneid\"\ntopic = \"Thông báo\""),
        ("tiep-am", "source = \"elsewhere\"\nlasts = \"30m\"\ntopic = \"Đề án 06\""),
        ("tiep-am-hai", "source = \"elsewhere\"\nlasts = \"15m\""),
    ];
    for (id, more) in programmes {
        let title = dice.one(&["Bản tin", "Nhắc bà con", "Chuyên mục “An toàn” & <mới>"]);
        let hours: Vec<String> = (0..=dice.below(2))
            .map(|_| {
                // Close together, so that they meet; some in the quiet hours or at their edge.
                let (hour, minute) = match dice.below(8) {
                    0 => (20, 59),
                    1 => (dice.below(24), dice.below(60)),
                    2 => (11 + dice.below(8), 0),
                    _ => (5 + dice.below(2), dice.below(12)),
                };
                format!("\"{hour:02}:{minute:02}\"")
            })
            .collect();
        let _ = writeln!(
            text,
            "[[programme]]\nid = \"{id}\"\ntitle = \"{title}\"\n{more}\nat = [{}]",
            hours.join(", ")
        );
    }
    text
}

/// The sample's scripts and facts.
fn sources() -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let mut sources = Sources::default();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if let Some(name) = path.to_str().unwrap().strip_suffix(".hbs") {
            let name = name.rsplit('/').next().unwrap().to_owned();
            sources.templates.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    sources.facts = Some(fs::read_to_string(folder.join("vneid.toml")).unwrap());
    sources
}

/// The sample's clips, with lengths that are no whole seconds, so that rounding is tested.
fn library() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("audio");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            Some(entry.unwrap().file_name().to_str()?.strip_suffix(".ogg")?.to_owned())
        })
        .collect();
    names.sort();
    let tenths = |place: usize| u64::try_from(11 + place * 7 % 60).unwrap();
    let clips = names.into_iter().enumerate();
    Library::imagined(clips.map(|(place, name)| (name, tenths(place) * u64::from(HOUSE_RATE) / 10)))
}

/// An instant between two others.
pub(crate) fn between(
    dice: &mut Dice,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> DateTime<Utc> {
    let seconds = u64::try_from((to - from).num_seconds()).unwrap();
    from + TimeDelta::milliseconds(i64::try_from(dice.below(seconds * 1000)).unwrap())
}
