//! The reasons why a coming airing starts late, ends early or is missed, in sentences.

use super::{Answer, Sources};
use crate::{
    asrun::{Forecast, Outcome, outlook::late},
    plan::{
        Airing,
        precedence::{Fate, MissReason, Missed, Run, Stop, StopReason},
    },
    words::{Message, duration_words},
};

/// Adds the reasons for a forecast to an answer, each with what it means for this airing.
pub(super) fn say(
    sources: &Sources<'_>,
    answer: &mut Answer,
    airing: &Airing,
    forecast: &Forecast,
) {
    for fault in &forecast.faults {
        answer.say_why(sources.reader, fault);
    }
    match &forecast.fate {
        Fate::Airs(run) => {
            waits(sources, answer, run);
            if let Some(stop) = &run.stop {
                ends_early(sources, answer, run, stop);
            }
        }
        Fate::Missed(missed) => never_begins(sources, answer, airing, missed),
    }
    if forecast.outcome() != Outcome::Aired {
        answer.reason = forecast.reason().map(|why| why.json_code());
    }
}

/// The airing that it waits for, and how it begins then.
fn waits(sources: &Sources<'_>, answer: &mut Answer, run: &Run) {
    let Some(rival) = &run.waited_for else { return };
    answer.say_why(sources.reader, &rival.was_on_air());
    let from = sources.reader.clock_of_end(run.from);
    answer.say(if run.left_out.is_zero() {
        Message::new("why-starts-late").with("from", from)
    } else {
        let left_out = duration_words(sources.reader.lang, run.left_out);
        Message::new("why-joins-late").with("from", from).with("left_out", left_out)
    });
}

/// The reason why it is stopped, and how much is heard until then.
fn ends_early(sources: &Sources<'_>, answer: &mut Answer, run: &Run, stop: &Stop) {
    answer.say_why(sources.reader, &stop.why.reason());
    let code = match stop.why {
        StopReason::GivesWay(_) => "why-fades",
        StopReason::Quiet(_) => "why-fades-quiet",
    };
    let heard = duration_words(sources.reader.lang, run.heard());
    let at = sources.reader.clock(stop.at);
    answer.say(Message::new(code).with("at", at).with("heard", heard));
}

fn never_begins(sources: &Sources<'_>, answer: &mut Answer, airing: &Airing, missed: &Missed) {
    let waited = missed.at - airing.planned_at;
    match &missed.why {
        MissReason::CannotSound => {}
        MissReason::TooLate(by) => answer.say_why(sources.reader, &late(*by)),
        MissReason::Busy(rival) => {
            answer.say_why(sources.reader, &rival.was_on_air());
            let until = sources.reader.clock_of_end(rival.until);
            answer.say(if waited.num_seconds() == 0 {
                Message::new("why-no-waiting").with("until", until)
            } else {
                let grace = duration_words(sources.reader.lang, waited);
                Message::new("why-waits-in-vain").with("until", until).with("grace", grace)
            });
        }
        MissReason::Forbidden(rule) => {
            answer.say_why(sources.reader, rule);
            let at = sources.reader.clock_of_end(missed.at);
            answer.say(Message::new("why-late-forbidden").with("at", at));
        }
    }
}
