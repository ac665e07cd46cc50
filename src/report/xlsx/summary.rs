//! The totals: by topic, programme and time of day, and what each utility got.

use rust_xlsxwriter::{Format, Worksheet};

use super::cells::{
    HEADING_POINTS, cell, days, float, heading, on_paper, points, words, write_banner, write_words,
};
use crate::{
    asrun::Outcome,
    report::{
        Error, Figures, Head, Stated, Tally, mark::mark_notes, paper::revision_words, place::Place,
        tables::slot_words,
    },
    words::{Lang, Message, date_words, text},
};

/// Width in letters of the first column of the totals.
const NAMES: f64 = 60.0;

/// The second sheet.
pub(super) fn sheet(
    sheet: &mut Worksheet,
    figures: &Figures,
    head: &Head,
    lang: Lang,
) -> Result<(), Error> {
    let bold = Format::new().set_bold();
    sheet.set_name(text(lang, "report-sheet-summary"))?;
    on_paper(sheet);
    sheet.set_column_width(0, NAMES)?.set_column_range_width(1, 9, 13)?;
    let mut line = write_banner(sheet, head, lang)?;
    for note in mark_notes(&head.marks, lang) {
        sheet.write_string(line, 0, note)?;
        line += 1;
    }
    let period = Message::new("report-period-days")
        .with("from", date_words(lang, figures.period.from))
        .with("to", date_words(lang, figures.period.to))
        .render(lang);
    let facts = [
        ("report-unit", head.unit.clone()),
        ("report-period", format!("{}. {period}", head.month.slashed())),
        ("report-revision", revision_words(head, lang)),
    ];
    for (key, value) in facts {
        sheet.write_string_with_format(line, 0, text(lang, key), &bold)?;
        sheet.write_string(line, 1, cell(&value))?;
        line += 1;
    }
    sheet.write_string_with_format(line, 0, text(lang, "report-unsigned"), &bold)?;
    line += 1;
    if let Some(began) = head.began {
        let began = Message::new("report-began").with("date", date_words(lang, began));
        sheet.write_string(line, 0, began.render(lang))?;
        line += 1;
    }
    line += 1;

    let named = |key: &str| text(lang, key);
    let topics = figures.topics.iter().map(|line| (line.title.clone(), line.tally));
    let programmes = figures.programmes.iter().map(|line| (line.title.clone(), line.tally));
    let slots = figures.slots.iter().map(|line| (slot_words(line, lang), line.tally));
    let total = (named("report-total"), figures.total);
    let apart = &figures.apart;
    let sounded = [
        (Place::Makegood.words(lang), apart.makegood),
        (Place::Operator.words(lang), apart.operator),
        (Place::Emergency.words(lang), apart.emergency),
        (Place::Live.words(lang), apart.live),
        (named("report-other"), apart.other.sounded),
    ];
    let planned = |title| [title, "report-column-planned"];
    let [topics, programmes] = [topics.collect::<Vec<_>>(), programmes.collect()];
    for (title, mut lines) in [
        ("report-column-topic", topics),
        ("report-table-programmes", programmes),
        ("report-column-slot", slots.collect()),
    ] {
        lines.push(total.clone());
        line = tallies(sheet, line, planned(title), lines, lang)?;
    }
    line = tallies(sheet, line, ["report-apart", "report-column-airings"], sounded, lang)?;
    let others = |place: Place| {
        let (name, other) = (place.words(lang), named("report-other"));
        Message::new("report-line")
            .with("name", other)
            .with("value", name.to_lowercase())
            .render(lang)
    };
    let relayed = |airings| Stated { airings, seconds: 0 };
    for (name, stated) in [
        (Place::Declared.words(lang), apart.declared),
        (Place::Elsewhere.words(lang), relayed(apart.elsewhere)),
        (others(Place::Declared), apart.other.declared),
        (others(Place::Elsewhere), relayed(apart.other.elsewhere)),
        (named("report-open"), relayed(figures.open)),
        (named("report-edits"), relayed(figures.edits)),
    ] {
        sheet.write_string(line, 0, name)?;
        sheet.write_number(line, 1, float(stated.airings))?;
        if stated.seconds > 0 {
            sheet.write_number_with_format(line, 9, days(stated.seconds), &length())?;
        }
        line += 1;
    }
    mentions(sheet, line + 1, figures, lang)
}

/// A heading and a line for each tally; returns the line after a blank one.
fn tallies(
    sheet: &mut Worksheet,
    mut line: u32,
    [title, rows]: [&str; 2],
    lines: impl IntoIterator<Item = (String, Tally)>,
    lang: Lang,
) -> Result<u32, Error> {
    let length = length();
    let outcomes = Outcome::ALL.map(|outcome| format!("outcome-{}", outcome.code()));
    let others = ["report-column-items", "report-column-repeats", "letter-heard"];
    let keys = [title, rows].into_iter();
    let keys = keys.chain(outcomes.iter().map(String::as_str)).chain(others);
    sheet.set_row_height(line, HEADING_POINTS)?;
    for (column, key) in (0..).zip(keys) {
        sheet.write_string_with_format(line, column, text(lang, key), &heading())?;
    }
    for (name, tally) in lines {
        line += 1;
        let lines = write_words(sheet, line, 0, &name, NAMES)?;
        sheet.set_row_height(line, points(lines))?;
        let counts = [tally.planned].into_iter().chain(Outcome::ALL.map(|it| tally.of(it)));
        for (column, count) in (1..).zip(counts.chain([tally.items, tally.repeats])) {
            sheet.write_number_with_format(line, column, float(count), &words())?;
        }
        sheet.write_number_with_format(line, 9, days(tally.heard_s), &length)?;
    }
    Ok(line + 2)
}

fn length() -> Format {
    words().set_num_format("[h]:mm:ss")
}

fn mentions(
    sheet: &mut Worksheet,
    mut line: u32,
    figures: &Figures,
    lang: Lang,
) -> Result<(), Error> {
    let keys = [
        "report-column-utility",
        "report-column-level",
        "report-column-on-schedule",
        "report-column-beside",
        "outcome-cut",
    ];
    sheet.set_row_height(line, HEADING_POINTS)?;
    for (column, key) in (0..).zip(keys) {
        sheet.write_string_with_format(line, column, text(lang, key), &heading())?;
    }
    for utility in &figures.coverage.utilities {
        line += 1;
        let lines = write_words(sheet, line, 0, &utility.title, NAMES)?;
        sheet.set_row_height(line, points(lines))?;
        if let Some(level) = utility.level {
            sheet.write_number_with_format(line, 1, level, &words())?;
        }
        for (column, count) in [(2, utility.aired), (3, utility.beside), (4, utility.cut)] {
            sheet.write_number_with_format(line, column, float(count), &words())?;
        }
    }
    Ok(())
}
