//! Reads `schedule.toml` and keeps only what holds.
//!
//! [`read`] takes the file's text and returns a [`Schedule`] of everything in it that is faultless,
//! and every [`Diagnostic`] at once. Whether an erroneous file may replace the one on air is the
//! daemon's question, not this room's. Nothing here reads a file, a clock or the database.

mod days;
mod read;
mod rules;
mod spell;
mod times;
mod topics;

pub use days::{DateSpan, DaySet, LunarDay, Window};
pub use read::read;
pub use rules::{Border, Rule};
pub use spell::length;
pub use topics::{Topics, is_same_topic, plain_topic};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::{
    diagnostic::{Diagnostic, form::Written},
    words::{Lang, plain_letters},
};

/// The name of the file, as mistakes call it.
pub const FILE: &str = "schedule.toml";

/// A checked schedule: every value in it can be acted upon.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Who broadcasts.
    pub station: Station,
    /// Where the sound goes.
    pub output: Output,
    /// Local hours in which nothing but an emergency may start.
    pub quiet: Vec<Window>,
    /// Line of `quiet` in the file; `None`: it is not written, the usual hours hold.
    pub quiet_line: Option<usize>,
    /// What is broadcast, in the order written.
    pub programmes: Vec<Programme>,
    /// When something is not broadcast.
    pub exceptions: Vec<Exception>,
    /// When something is, in spite of the quiet hours.
    pub allowances: Vec<Allowance>,
    /// The monthly report.
    pub report: Report,
    /// How letters leave; `None`: they are written to `data/outbox`.
    pub mail: Option<Mail>,
    /// What speaks the clips that nobody has recorded; `None`: `[voice]` has a mistake.
    pub voice: Option<Voice>,
}

/// `[station]`.
#[derive(Clone, Debug)]
pub struct Station {
    /// `Đài Truyền thanh`.
    pub name: String,
    /// The parent body (cơ quan chủ quản); empty: no such line in the report.
    pub parent: String,
    /// The unit's official place name (địa danh); empty: dots are printed.
    pub place: String,
    /// The zone of every hour in the file.
    pub zone: Tz,
    /// What operator and recipients read.
    pub language: Lang,
}

/// `[output]`.
#[derive(Clone, Debug)]
pub struct Output {
    /// Which device plays.
    pub device: Device,
    /// Integrated loudness every clip is brought to, LUFS.
    pub loudness: f64,
}

/// `output.device`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Device {
    /// The computer's own sound card, if there is one.
    Auto,
    /// Declared: the station has no sound card; the null output counts as heard.
    None,
    /// A name from `loa devices`.
    Named(String),
}

/// `[[programme]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its key everywhere: in the log, in commands.
    pub id: String,
    /// What people call it; the id unless said.
    pub title: String,
    /// The topic under which it is counted. By default the first topic of the report for a programme with
    /// `utilities`, else the title.
    pub topic: String,
    /// What is heard.
    pub content: Content,
    /// When.
    pub times: Times,
    /// How many utilities one airing takes from the rotation; 0: none.
    pub utilities: usize,
    /// The account level, 1 or 2, that these utilities are of; `None`: of either.
    pub level: Option<u8>,
    /// Who gives way to whom.
    pub priority: Priority,
    /// What happens to an airing that could not start on time.
    pub late: Late,
    /// Phát bù: how long after its planned instant a missed airing may still get a new slot; `None`:
    /// it gets none by itself.
    pub makegood: Option<TimeDelta>,
    /// Whether a stale clip airs (with a warning) or holds the airing back.
    pub hold_stale: bool,
    /// Line of its `[[programme]]` header, from 1.
    pub line: usize,
    /// Where `script` was written, for mistakes found later; bytes of the file.
    pub script_place: std::ops::Range<usize>,
}

/// What a programme is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// `script = "…"`: the name of a template in `scripts/`, without `.hbs`.
    Script(String),
    /// `source = "elsewhere"`: other equipment plays it; loa plans and lists it, and never calls it aired.
    Elsewhere {
        /// `lasts`.
        lasts: TimeDelta,
    },
}

/// When a programme is due. Local times of the station's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Times {
    /// `at` with `days` (every day unless said) or with `on`.
    At {
        /// Ascending, no doubles.
        times: Vec<NaiveTime>,
        /// Which days.
        days: Days,
    },
    /// `cron`: six fields; day of month and weekday given together mean both.
    Cron(Box<croner::Cron>),
}

/// The days of `at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// Days of the week.
    Weekly(DaySet),
    /// `on`: these dates, ascending.
    On(Vec<NaiveDate>),
}

/// Who gives way.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Waits for what is on air.
    #[default]
    Normal,
    /// Goes before normal ones.
    Priority,
    /// Cuts in, also in quiet hours.
    Emergency,
}

/// The late policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// It is missed.
    Skip,
    /// It starts in the middle, where it would be by now, if not later than `grace`.
    Join {
        /// How late at most.
        grace: TimeDelta,
    },
    /// It starts from its beginning, if not later than `grace`.
    Start {
        /// How late at most.
        grace: TimeDelta,
    },
}

/// Which programmes a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// `"all"`.
    All,
    /// An array of ids.
    These(Vec<String>),
}

/// `[[except]]`: on these days these programmes do not air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Which days.
    pub days: DateSpan,
    /// Which programmes.
    pub programmes: Whom,
    /// As written, for the log and the report.
    pub reason: String,
    /// Its line in the file.
    pub line: usize,
}

/// `[[allow]]`: in these hours these programmes may air although it is quiet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Which days.
    pub days: DateSpan,
    /// Which hours.
    pub hours: Window,
    /// Which programmes.
    pub programmes: Whom,
    /// As written.
    pub reason: String,
    /// Who ordered it.
    pub ordered_by: String,
    /// Its line in the file.
    pub line: usize,
}

/// `[report]`.
#[derive(Clone, Debug)]
pub struct Report {
    /// Recipients; empty: a report is made, no letter.
    pub to: Vec<Written<String>>,
    /// Which days one report covers.
    pub period: Period,
    /// Day of sending, counted from the first day after the period, from 1.
    pub send_day: u32,
    /// Local hour of sending.
    pub send_at: NaiveTime,
    /// What leaves by itself.
    pub letter: Letter,
    /// Number and symbol (số, ký hiệu), such as `…/BC-ĐTT`; empty: dots are printed.
    pub number: String,
    /// Authority and post over the signature, a line each; empty: dots are printed.
    pub signer_title: Vec<String>,
    /// Name under the signature; empty: the space stays free.
    pub signer: String,
    /// Lines of `Nơi nhận`, without dash and semicolon; empty: the usual ones.
    pub recipients: Vec<String>,
    /// To whom the report is addressed (Kính gửi), a line each; empty: `Tổ công tác Đề án 06`.
    pub working_group: Vec<String>,
    /// Papers that ask for the report (căn cứ), a line each.
    pub basis: Vec<String>,
    /// How the report's annex lies.
    pub annex: Annex,
    /// The topics that the report counts; all other content is one line of it.
    pub topics: Topics,
}

/// `report.annex`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Annex {
    /// Upright, with the columns that fit.
    Portrait,
    /// On its side, with a column for each thing.
    Landscape,
}

/// `report.period`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The calendar month.
    Month,
    /// From day `first` of the month before to the day before it: `"15-14"`.
    Until {
        /// The first day, 2 to 28.
        first: u32,
    },
}

/// `report.letter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// The broadcast log: summary and XLSX, marked unsigned.
    Log,
    /// The report as it is, DOCX too, marked unsigned.
    Unsigned,
    /// Nothing leaves by itself: it waits for the signed paper.
    Signed,
}

/// `[mail]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The server's name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The account; also the sender unless `from` is given. Empty: the server asks for no login.
    pub user: String,
    /// The sender.
    pub from: String,
    /// A file of further root certificates, PEM, in the station folder; empty: those of the system alone.
    pub ca: String,
    /// A file in the station folder that holds the password; empty: the environment alone tells it.
    pub password_file: String,
}

/// `[voice]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// A program and its arguments, handed over as they are: no shell reads them. In an argument, [`IN`]
    /// is the text to speak and [`OUT`] the WAV to write; the text is on stdin where no `IN` stands.
    pub command: Vec<String>,
    /// How long it may take for one clip.
    pub limit: TimeDelta,
}

/// In `voice.command`: the path of a UTF-8 file of the words.
pub const IN: &str = "{in}";
/// In `voice.command`: the path of the WAV to write.
pub const OUT: &str = "{out}";

/// The name of the sample station, in lower case without tone marks.
const SAMPLE_NAME: &str = "dai truyen thanh";

impl Station {
    /// Whether the station still has the sample's name. The name of a real station
    /// contains its ward or commune, which recipients need. A name that differs only in tone marks, capitals
    /// or spaces is still the sample's.
    pub fn is_sample(&self) -> bool {
        let plain = plain_letters(&self.name);
        plain.split_whitespace().eq(SAMPLE_NAME.split_whitespace())
    }
}

impl Voice {
    /// The program, without its arguments.
    pub fn program(&self) -> &str {
        self.command.first().map_or("", String::as_str)
    }
}

impl Schedule {
    /// A programme by its id.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.id == id)
    }

    /// Whether both schedules broadcast the same at the same times, in whatever order the file has it.
    pub fn airs_as(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(Self::without_places);
        one.station.zone == other.station.zone
            && one.quiet == other.quiet
            && one.programmes == other.programmes
            && one.exceptions == other.exceptions
            && one.allowances == other.allowances
    }

    fn without_places(&self) -> Self {
        let mut bare = self.clone();
        for programme in &mut bare.programmes {
            (programme.line, programme.script_place) = (0, 0..0);
        }
        bare.exceptions.iter_mut().for_each(|it| it.line = 0);
        bare.allowances.iter_mut().for_each(|it| it.line = 0);
        bare
    }
}

impl Whom {
    /// Whether the programme of this id is meant.
    pub fn means(&self, id: &str) -> bool {
        match self {
            Self::All => true,
            Self::These(ids) => ids.iter().any(|it| it == id),
        }
    }
}

/// What reading a file gave: everything faultless in it, and all mistakes.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Programmes and rules with an error are left out of it.
    pub schedule: Schedule,
    /// Errors and warnings, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Every script that a programme names, also one left out, with the bytes where it is written.
    pub scripts: Vec<(String, std::ops::Range<usize>)>,
}
