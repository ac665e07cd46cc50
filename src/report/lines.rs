//! The lines for airings that are counted apart from the plan; the report's body and the letter share them.

use super::{
    Figures, Other, Stated, Tally,
    paper::{minutes_words, number},
    place::Place,
};
use crate::words::{Lang, Message, text};

/// A line: the words before its colon, and those after it.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) value: String,
}

impl Line {
    /// The whole line, as a paragraph.
    pub(super) fn render(&self, lang: Lang) -> String {
        Message::new("report-line")
            .with("name", self.name.as_str())
            .with("value", self.value.as_str())
            .render(lang)
    }
}

/// A line for each kind of airing beside the plan that occurred; make-goods have one even without any.
pub(super) fn apart_lines(figures: &Figures, lang: Lang) -> Vec<Line> {
    let apart = &figures.apart;
    let sounded = [
        (Place::Makegood, apart.makegood),
        (Place::Operator, apart.operator),
        (Place::Emergency, apart.emergency),
        (Place::Live, apart.live),
    ];
    let mut lines: Vec<Line> = sounded
        .into_iter()
        .filter(|(place, tally)| *place == Place::Makegood || *tally != Tally::default())
        .map(|(place, tally)| Line { name: place.words(lang), value: sounded_words(&tally, lang) })
        .collect();
    if apart.declared.airings > 0 {
        let value = stated_words(apart.declared, lang);
        lines.push(Line { name: Place::Declared.words(lang), value });
    }
    if apart.elsewhere > 0 {
        let value = airings_words(apart.elsewhere, lang);
        lines.push(Line { name: Place::Elsewhere.words(lang), value });
    }
    lines
}

/// The one line for all other topics; it is there even if they had no airing.
pub(super) fn other_line(figures: &Figures, lang: Lang) -> Line {
    let Other { sounded, declared, elsewhere } = figures.apart.other;
    let also = |place: Place, value: String| {
        let name = place.words(lang).to_lowercase();
        Message::new("report-other-also").with("name", name).with("value", value).render(lang)
    };
    let mut value = sounded_words(&sounded, lang);
    if declared.airings > 0 {
        value += &also(Place::Declared, stated_words(declared, lang));
    }
    if elsewhere > 0 {
        value += &also(Place::Elsewhere, airings_words(elsewhere, lang));
    }
    Line { name: text(lang, "report-other"), value }
}

/// Airings and their time, `3 lượt, phát dở 1 lượt, 5 phút 20 giây`; the time includes the broken-off ones.
fn sounded_words(tally: &Tally, lang: Lang) -> String {
    let code = if tally.cut == 0 { "report-sounded" } else { "report-sounded-cut" };
    Message::new(code)
        .with("n", number(tally.aired, lang))
        .with("cut", number(tally.cut, lang))
        .with("length", minutes_words(tally.heard_s, lang))
        .render(lang)
}

fn stated_words(stated: Stated, lang: Lang) -> String {
    Message::new("report-sounded")
        .with("n", number(stated.airings, lang))
        .with("length", minutes_words(stated.seconds, lang))
        .render(lang)
}

fn airings_words(airings: u64, lang: Lang) -> String {
    Message::new("letter-count").with("n", number(airings, lang)).render(lang)
}
