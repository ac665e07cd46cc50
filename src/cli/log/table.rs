//! The log for people: a table for each day, and what it comes to.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, SubsecRound, TimeDelta};

use super::{outcome_words, screen, why};
use crate::{
    asrun::{Logged, Origin, Outcome, Outcomes, Reader, Row},
    plan::Kind,
    words::{Lang, Message, clock_words, date_words, duration_words, text},
};

/// How many removed, added and cancelled airings of an edit are named, of each.
const NAMED: usize = 10;

/// Prints the rows by day, then the edits of the schedule, then a line of totals.
pub(super) fn show(
    rows: &[Row],
    edits: &[Logged],
    remarks: &BTreeMap<String, String>,
    reader: Reader,
) {
    let lang = reader.lang;
    if rows.is_empty() {
        screen::notice(&text(lang, "cli-log-empty"));
        show_edits(edits, reader);
        return;
    }
    let mut day = None;
    let mut lines = Vec::new();
    for row in rows {
        let Some(at) = row.planned_at.or(row.started_at) else { continue };
        if day != Some(at.date_naive()) {
            screen::table(&lines);
            lines.clear();
            day = Some(at.date_naive());
            let weekday = text(lang, &format!("weekday-{}", at.format("%u")));
            screen::data(&format!("{weekday} {}", date_words(lang, at.date_naive())));
        }
        lines.push(vec![
            format!("  {}", clock(at)),
            began(row),
            row.title.clone(),
            outcome_words(row, lang),
            heard(row, lang),
            reason(row, remarks, lang),
            row.programme.clone(),
        ]);
    }
    screen::table(&lines);
    show_edits(edits, reader);
    screen::data(&totals(rows, lang));
    screen::notice(&text(lang, "cli-log-how-to-slip"));
}

/// Prints each edit, then its removed and added airings, a line for each list.
fn show_edits(edits: &[Logged], reader: Reader) {
    for edit in edits {
        screen::data(&format!("{}  {}", reader.moment(edit.at), edit.what.render(reader.lang)));
        let named = edit.edit.iter().flat_map(|it| it.named(reader, NAMED));
        named.for_each(|line| screen::data(&format!("  {}", line.render(reader.lang))));
    }
}

fn clock(at: DateTime<FixedOffset>) -> String {
    clock_words(at.trunc_subsecs(0).time())
}

/// When it really began, where that is another second than the planned one.
fn began(row: &Row) -> String {
    match (row.planned_at, row.started_at) {
        (Some(planned), Some(started)) if clock(planned) != clock(started) => clock(started),
        _ => String::new(),
    }
}

fn heard(row: &Row, lang: Lang) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "airings are shorter than centuries")]
    let millis = row.heard_s.map(|seconds| (seconds * 1000.0) as i64).unwrap_or_default();
    if millis == 0 {
        return String::new();
    }
    duration_words(lang, TimeDelta::milliseconds(millis))
}

/// Why, and that it was not the schedule's.
fn reason(row: &Row, remarks: &BTreeMap<String, String>, lang: Lang) -> String {
    let origin = match row.origin {
        Origin::Schedule => None,
        Origin::Makegood => Some("report-origin-makegood"),
        Origin::Operator => Some("report-origin-operator"),
        Origin::Emergency => Some("report-origin-emergency"),
    };
    let parts = [origin.map(|key| text(lang, key)), Some(why(row, remarks))];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}

/// `Cộng 5 lượt theo lịch: Đã phát 3, Phát dở 1, Nghỉ theo lịch 1. Ngoài lịch: 2 lượt`.
fn totals(rows: &[Row], lang: Lang) -> String {
    let planned: Vec<&Row> = rows.iter().filter(|row| row.is_planned()).collect();
    let outcomes = Outcomes::count(planned.iter().copied());
    let counted = Outcome::ALL.into_iter().filter_map(|outcome| {
        let count = outcomes.of(outcome);
        let words = text(lang, &format!("outcome-{}", outcome.code()));
        (count > 0).then(|| format!("{words} {count}"))
    });
    let mut outcomes: Vec<String> = counted.collect();
    let open = planned.iter().filter(|row| row.outcome.is_none()).count();
    if open > 0 {
        outcomes.push(format!("{} {open}", text(lang, "page-state-on-air")));
    }
    let code = if outcomes.is_empty() { "cli-log-total-none" } else { "cli-log-total" };
    let total = Message::new(code)
        .with("planned", planned.len())
        .with("outcomes", outcomes.join(", "))
        .render(lang);
    // A relay that was cancelled is not an airing outside the schedule.
    let put_off = |row: &&Row| row.kind == Kind::Elsewhere && !row.was_relayed();
    match rows.len() - planned.len() - rows.iter().filter(put_off).count() {
        0 => total,
        apart => {
            format!("{total}. {}", Message::new("cli-log-apart").with("n", apart).render(lang))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::sample::row;

    /// A relay on a day off was printed as one that went out beside the schedule.
    #[test]
    fn a_cancelled_relay_is_in_no_total() {
        let relay = |outcome| Row {
            kind: Kind::Elsewhere,
            outcome,
            ..row("11-05T05:00", Outcome::Skipped)
        };
        let aired = row("11-05T05:30", Outcome::Aired);
        let day = |outcome| totals(&[relay(outcome), aired.clone()], Lang::Vi);
        let relayed = "Cộng 1 lượt theo lịch: Đã phát 1. Ngoài ra: 1 lượt";
        assert_eq!(day(None), relayed);
        assert_eq!(day(Some(Outcome::Skipped)), relayed.split(". Ngoài").next().unwrap());
    }
}
