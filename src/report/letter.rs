//! The letter that goes with the papers: a subject that is found again, the totals, what was missed.

use serde_json::{Value, json};

use super::{
    Error, Figures, Head, Papers,
    lines::{apart_lines, other_line},
    mark::{banner, mark_names, mark_notes},
    paper::{minutes_words, number, quoted, revision_words},
    tables::{instant_words, made_good_words, never},
    template,
};
use crate::{
    asrun::Outcome,
    schedule::Letter,
    words::{Lang, Message, date_words, text},
};

const TEMPLATES: [(&str, &str); 2] = [
    ("text", include_str!("templates/letter.txt.hbs")),
    ("html", include_str!("templates/letter.html.hbs")),
];

/// A letter without sender, recipient and date: what it says and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// One line.
    pub subject: String,
    /// For readers of plain text.
    pub text: String,
    /// The same as HTML, without pictures or links.
    pub html: String,
    /// In the order in which the letter names them.
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, ASCII without spaces.
    pub name: String,
    /// Its MIME type.
    pub mime: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The letter that may leave by itself: the log alone, or the report as it is; both say that nobody
/// has signed them. `None` where the station lets only signed papers leave.
pub fn letter(
    papers: &Papers,
    head: &Head,
    lang: Lang,
    kind: Letter,
) -> Result<Option<Draft>, Error> {
    let (subject, intro) = match kind {
        Letter::Log => ("letter-subject-log", "letter-intro-log"),
        Letter::Unsigned => ("letter-subject-unsigned", "letter-intro-unsigned"),
        Letter::Signed => return Ok(None),
    };
    let file = |ending: &str, mime, bytes: &[u8]| Attachment {
        name: format!("{}.{ending}", papers.stem),
        mime,
        bytes: bytes.to_vec(),
    };
    let mut attachments = vec![file("xlsx", XLSX, &papers.xlsx)];
    if kind == Letter::Unsigned {
        attachments.insert(0, file("docx", DOCX, &papers.docx));
    }
    let figures = &papers.figures;
    let message = |code: &'static str| {
        Message::new(code)
            .with("unit", template::plain(&head.unit))
            .with("month", head.month.slashed())
            .with("from", date_words(lang, figures.period.from))
            .with("to", date_words(lang, figures.period.to))
            .with("revision", revision_words(head, lang))
            .render(lang)
    };
    let subject = marked(&message(subject), head, lang);
    let names: Vec<&String> = attachments.iter().map(|file| &file.name).collect();
    let data = json!({
        "lang": lang,
        "subject": subject,
        "banner": banner(&head.marks, lang),
        "mark_notes": mark_notes(&head.marks, lang),
        "intro": message(intro),
        "began": head.began.map(|day| date_words(lang, day)).unwrap_or_default(),
        "unit": head.unit,
        "totals": totals(figures, lang),
        "never": never(figures),
        "misses": misses(figures, head, lang),
        "files": names,
    });
    let fill = |name, escape| template::fill(&TEMPLATES, name, &data, lang, escape);
    let (text, html) = (fill("text", template::plain)?, fill("html", template::markup)?);
    Ok(Some(Draft { subject, text, html, attachments }))
}

/// The subject with its marks, `[CHẠY THỬ] …`, so that a list of letters shows which ones carry no report.
fn marked(subject: &str, head: &Head, lang: Lang) -> String {
    let names = mark_names(&head.marks, lang);
    if names.is_empty() { subject.to_owned() } else { format!("[{names}] {subject}") }
}

fn totals(figures: &Figures, lang: Lang) -> Vec<Value> {
    let line = |name: &str, value: String| json!({ "name": text(lang, name), "value": value });
    let count = |count| Message::new("letter-count").with("n", number(count, lang)).render(lang);
    let mut lines = vec![line("letter-planned", count(figures.total.planned))];
    lines.extend(Outcome::ALL.map(|outcome| {
        line(&format!("outcome-{}", outcome.code()), count(figures.total.of(outcome)))
    }));
    lines.push(line("letter-heard", minutes_words(figures.total.heard_s, lang)));
    let apart = apart_lines(figures, lang).into_iter().chain([other_line(figures, lang)]);
    lines.extend(apart.map(|line| json!({ "name": line.name, "value": line.value })));
    lines
}

fn misses(figures: &Figures, head: &Head, lang: Lang) -> Vec<String> {
    figures
        .misses
        .iter()
        .map(|miss| {
            let parts = [
                miss.planned_at.map(|at| instant_words(at, head.zone, lang)),
                Some(miss.title.clone()),
                Some(text(lang, &format!("outcome-{}", miss.outcome.code()))),
                miss.reason_text.as_deref().map(quoted),
                Some(made_good_words(miss, head.zone, lang)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        })
        .collect()
}
