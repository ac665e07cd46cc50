//! `[[except]]`, `[[allow]]` and `[[pause]]`.

use super::{Page, ask, programme::Ids};
use crate::{
    diagnostic::form::{Form, Written},
    schedule::{Allowance, DateSpan, Exception, Whom, spell},
    words::Message,
};

/// Among more ids than these none is looked for that resembles a wrong one.
const IDS_TO_COMPARE: usize = 500;

pub(super) fn exceptions(form: &Form<'_>, page: &Page, ids: &Ids) -> Vec<Exception> {
    let read = |form: Form<'_>| {
        let days = days(&form);
        let programmes = whom(&form, ids);
        let reason = ask::filled(&form, "reason", "reason = \"Nghỉ Tết\"");
        form.refuse_unknown();
        let line = page.line(form.span.start);
        let rule = Exception { days: days?, programmes: programmes?, reason: reason?, line };
        form.is_faultless().then_some(rule)
    };
    form.tables("except").into_iter().filter_map(read).collect()
}

pub(super) fn allowances(form: &Form<'_>, page: &Page, ids: &Ids) -> Vec<Allowance> {
    let read = |form: Form<'_>| {
        let days = days(&form);
        let hours = ask::spelled(&form, "hours", spell::window);
        if form.place_of("hours").is_none() {
            form.missing("hours", "hours = \"00:00-00:20\"");
        }
        let programmes = whom(&form, ids);
        let reason = ask::filled(&form, "reason", "reason = \"Tiếp âm lời chúc Tết\"");
        let ordered_by = ask::text(&form, "ordered_by");
        form.refuse_unknown();
        let line = page.line(form.span.start);
        let rule = Allowance {
            days: days?,
            hours: hours?,
            programmes: programmes?,
            reason: reason?,
            ordered_by,
            line,
        };
        form.is_faultless().then_some(rule)
    };
    form.tables("allow").into_iter().filter_map(read).collect()
}

/// Read and checked; they do nothing yet.
pub(super) fn pauses(form: &Form<'_>, ids: &Ids) {
    for pause in form.tables("pause") {
        days(&pause);
        ask::spelled(&pause, "hours", spell::window);
        whom(&pause, ids);
        pause.text("reason");
        pause.text("ordered_by");
        pause.refuse_unknown();
        form.warning(pause.span.clone(), Message::new("pause-not-built-yet"));
    }
}

/// `dates` or `lunar`.
fn days(form: &Form<'_>) -> Option<DateSpan> {
    let solar = ask::spelled(form, "dates", spell::dates);
    let lunar = ask::spelled(form, "lunar", spell::lunar_dates);
    match (form.place_of("dates"), form.place_of("lunar")) {
        (Some(_), Some(place)) => form.diagnostic(place, Message::new("dates-and-lunar")),
        (None, None) => form.missing("dates", "dates = \"05/02/2027..09/02/2027\""),
        (None, Some(place)) => warn_of_thirty(form, place, lunar.as_ref()),
        _ => {}
    }
    solar.or(lunar)
}

/// A lunar month has 29 days as often as 30: a rule that begins on the 30th then misses its first day.
fn warn_of_thirty(form: &Form<'_>, place: std::ops::Range<usize>, days: Option<&DateSpan>) {
    if let Some(DateSpan::Lunar { from, .. }) = days
        && from.day == 30
    {
        form.warning(place, Message::new("lunar-thirty").with("month", i64::from(from.month)));
    }
}

/// `programmes`: `"all"` or ids that exist in this file, be they faultless or not.
fn whom(form: &Form<'_>, ids: &Ids) -> Option<Whom> {
    if form.place_of("programmes").is_none() {
        form.texts("programmes");
        form.missing("programmes", "programmes = \"all\"");
        return None;
    }
    let written = form.texts("programmes")?;
    if written.iter().any(|it| it.value == "all") {
        return Some(Whom::All);
    }
    if written.is_empty() {
        let message = Message::new("text-empty").with("key", "programmes");
        form.diagnostic(
            form.place_of("programmes")?,
            message.with("example", "programmes = \"all\""),
        );
    }
    for unknown in written.iter().filter(|it| !ids.contains_key(&it.value)) {
        form.diagnostic(unknown.span.clone(), unknown_programme(unknown, ids));
    }
    Some(Whom::These(written.into_iter().map(|it| it.value).collect()))
}

fn unknown_programme(unknown: &Written<String>, ids: &Ids) -> Message {
    let near = ids
        .keys()
        .take(if ids.len() > IDS_TO_COMPARE { 0 } else { IDS_TO_COMPARE })
        .map(|id| (strsim::damerau_levenshtein(&unknown.value, id), id))
        .filter(|(distance, id)| *distance <= 2.max(id.len() / 3))
        .min();
    match near {
        Some((_, near)) => Message::new("programme-unknown-near").with("near", near.as_str()),
        None => Message::new("programme-unknown"),
    }
    .with("id", unknown.value.as_str())
}
