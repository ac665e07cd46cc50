//! Reads `scripts/words.toml`: how names and acronyms are said, as the station chose.
//!
//! Only what can be said as it stands is kept: a reading that would itself be read otherwise, or a key
//! that the reader says of its own accord, would make a second reading differ from the first.

use std::collections::{HashMap, HashSet};

use super::{
    Manner, Said,
    acronym::is_capitals,
    read,
    syllable::is_syllable,
    token::{Kind, Page, Token, tidy},
};
use crate::{
    diagnostic::{
        Diagnostic,
        form::{self, Form, Written},
    },
    words::Message,
};

/// The file, as mistakes call it.
pub const WORDS_FILE: &str = "scripts/words.toml";

/// The sample station's file: what a station without one of its own reads with.
const SAMPLE: &str = include_str!("../../../scripts/words.toml");

/// Everything that is said by rule, as written.
const BY_RULE: &str = "0 1 2 3 4 5 6 7 8 9 10 15 21 24 101 1.001 2.000.000 3.000.000.000 1,5 -1 1.2.3 \
    5% 5 - 6 thứ 1, 1/2 11/12 5/4/2026 01/01/2026 - 02/01/2026 5:05:05 5 km2 5 m3 5 cm 5 mm 5 ha 5 l \
    5 ml 5 g 5 kg 5 mg 5°C 5 kW 5 kWh 5 Hz 5 kHz 5 MHz 5 MB 5 GB 5 đ 5 USD 5tr 5V 5W 5 km/h 5 đ/kg +84912345678 \
    2x3 ≥ 5 tuổi < 5 > 5 ≤ 5 ± 5 ~ 5 ½ ¼ ¾ = + ÷ T2-T6 T7, CN P.5 Q.5 TP.Hà TX.Hà TT.Hà H.Hà X.Hà \
    KP.5 ThS. Hà TS. Hà GS. Hà PGS. Hà BS. Hà KS. Hà đ/c Hà đ/c 5 t/m k/t t/l k/g 5' 5'' 5 người/đoàn H5N1 \
    A0 B0 C0 D0 Đ0 E0 F0 G0 H0 I0 J0 K0 L0 M0 N0 O0 P0 Q0 R0 S0 T0 U0 V0 W0 X0 Y0 Z0 1/2026/NĐ-CP 1/QĐ-TTg 1/2026/QH15 1/2026/UBTVQH15 1/2026/TT-BCA 1/QĐ-UBND 1/NQ-HĐND";

/// How names and acronyms are said.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The region whose numbers the station speaks: `manner = "south"`.
    pub manner: Manner,
    /// By the first token of what is written; the longest first.
    entries: HashMap<String, Vec<Entry>>,
    /// Words in the readings that are not Vietnamese; they are known, because the station wrote them itself.
    foreign: HashSet<String>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// What is written, token by token.
    written: Vec<(Kind, String)>,
    spoken: String,
}

/// A key of the file with its reading.
type Row = (Written<String>, Written<String>);

/// Everything in the file that can be said, and all mistakes.
pub fn words(text: &str) -> (Words, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    form::read(WORDS_FILE, text, |form| {
        let manner = manner(form);
        let Some(form) = form.table("words") else { return Words { manner, ..Words::default() } };
        let rows = without_blanks(&form);
        let rows = without_own_words(&form, rows, manner);
        let all = Words::of(manner, &rows);
        let rows = rows.into_iter().filter(|row| holds(&form, row, &all)).collect::<Vec<_>>();
        Words::of(manner, &rows)
    })
}

fn manner(form: &Form<'_>) -> Manner {
    let Some(written) = form.text("manner") else { return Manner::default() };
    Manner::parse(&written.value).unwrap_or_else(|| {
        form.diagnostic(written.span, Message::new("words-manner").with("written", written.value));
        Manner::default()
    })
}

fn without_blanks(form: &Form<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (key, spoken) in form.entries() {
        let control = [&key, &spoken].into_iter().find(|it| it.value.contains(char::is_control));
        if let Some(control) = control {
            form.diagnostic(control.span.clone(), Message::new("words-control"));
        } else if key.value.trim().is_empty() || spoken.value.trim().is_empty() {
            form.diagnostic(spoken.span, Message::new("words-blank").with("key", key.value));
        } else {
            rows.push((key, spoken.map(|it| tidy(it.trim()))));
        }
    }
    rows
}

/// Leaves out what would change the reader's own words.
fn without_own_words(form: &Form<'_>, rows: Vec<Row>, manner: Manner) -> Vec<Row> {
    let own = read(BY_RULE, &Words::default(), manner).spoken;
    let changes = |rows: &[Row]| read(&own, &Words::of(manner, rows), manner).spoken != own;
    if !changes(&rows) {
        return rows;
    }
    let (refused, kept) =
        rows.into_iter().partition::<Vec<_>, _>(|row| changes(std::slice::from_ref(row)));
    for (key, _) in refused {
        form.diagnostic(key.span, Message::new("words-own").with("key", key.value));
    }
    kept
}

/// Whether a reading is said as it stands.
fn holds(form: &Form<'_>, (key, spoken): &Row, all: &Words) -> bool {
    let reading = read(&spoken.value, all, all.manner);
    if reading.spoken == spoken.value && reading.unknown.is_empty() {
        return true;
    }
    let message = Message::new("words-not-spoken").with("key", key.value.as_str());
    form.diagnostic(spoken.span.clone(), message.with("reading", reading.spoken));
    false
}

impl Words {
    /// The words that loa brings along, for a station without a file of its own.
    pub fn sample() -> Self {
        words(SAMPLE).0
    }

    fn of(manner: Manner, rows: &[Row]) -> Self {
        let mut entries: HashMap<String, Vec<Entry>> = HashMap::new();
        for (key, spoken) in rows {
            let key = tidy(key.value.trim());
            let written: Vec<_> =
                Page::of(&key).0.iter().map(|it| (it.kind, it.text.to_owned())).collect();
            let Some((_, first)) = written.first() else { continue };
            let same = entries.entry(first.clone()).or_default();
            same.push(Entry { written, spoken: spoken.value.clone() });
        }
        for same in entries.values_mut() {
            same.sort_by_key(|entry| std::cmp::Reverse(entry.written.len()));
        }
        let spoken = rows.iter().flat_map(|(_, spoken)| Page::of(&spoken.value).0);
        let foreign = spoken
            .filter(|it| it.kind == Kind::Word && !is_capitals(it.text) && !is_syllable(it.text));
        let foreign = foreign.map(|it| it.text.to_owned()).collect();
        Self { manner, entries, foreign }
    }

    /// Whether one of the station's own readings contains this word.
    pub(super) fn has_reading_with(&self, word: &str) -> bool {
        self.foreign.contains(word)
    }

    /// The longest key that is written at `at`, whole tokens only, with its reading.
    pub(super) fn longest(&self, page: &Page<'_>, at: usize) -> Option<Said> {
        let same = self.entries.get(page.get(at)?.text)?;
        let entry = same.iter().find(|entry| entry.stands(page, at))?;
        Some((at + entry.written.len(), entry.spoken.clone()))
    }
}

impl Entry {
    fn stands(&self, page: &Page<'_>, at: usize) -> bool {
        let same = |(kind, text): &(Kind, String), token: Token<'_>| {
            token.kind == *kind && (*kind == Kind::Space || token.text == text)
        };
        let mut places = self.written.iter().enumerate();
        places.all(|(step, it)| page.get(at + step).is_some_and(|token| same(it, token)))
            && !goes_back(page, at)
            && !goes_on(page, at + self.written.len())
    }
}

/// Whether the digits at `at` are the end of something: `115` in `1.115`, `06` in `C06`. Letters are
/// told from digits without a space too.
fn goes_back(page: &Page<'_>, at: usize) -> bool {
    let figure = at > 1 && joins_figures(page, at - 1) && page.digits(at - 2).is_some();
    page.digits(at).is_some() && (page.is_glued_before(at) || figure)
}

/// Whether the digits before `end` go on there: `115` in `115.000`.
fn goes_on(page: &Page<'_>, end: usize) -> bool {
    let figure = joins_figures(page, end) && page.digits(end + 1).is_some();
    page.digits(end - 1).is_some() && (page.is_glued(end) || figure)
}

fn joins_figures(page: &Page<'_>, at: usize) -> bool {
    ['.', ',', '/', ':'].iter().any(|sign| page.is_sign(at, *sign))
}
