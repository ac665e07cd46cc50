//! What a letter's row becomes after a transaction, and when it is tried again. Pure: `now` is passed in.

use chrono::{DateTime, TimeDelta, Utc};

use super::{End, Outcome, State};
use crate::words::Message;

/// Pauses between tries: each is the first that is longer than the time since the first of them.
const PAUSES: [TimeDelta; 5] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::minutes(30),
    TimeDelta::minutes(60),
];

/// RFC 5321, 4.5.4.1: tries go on for at least four to five days.
const GIVE_UP_AFTER: TimeDelta = TimeDelta::days(5);

/// A held letter waits for a person; the server may also have changed its mind. Seldom, so that an
/// account is not locked for wrong logins.
const HELD_PAUSE: TimeDelta = TimeDelta::hours(6);

/// A letter that was lost past DATA is sent once more after this long.
pub(super) const LOST_PAUSE: TimeDelta = TimeDelta::seconds(60);

/// No pause is longer: a letter that is due later than that is due now, for the clock was set back.
pub(super) const LONGEST_PAUSE: TimeDelta = HELD_PAUSE;

/// Where a letter's row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// What became of it so far.
    pub(super) state: State,
    /// How often nobody knows whether the server took it.
    pub(super) lost: u32,
    /// The first of the failures in a row.
    pub(super) failing_since: Option<DateTime<Utc>>,
    /// `None` in a state that waits: now. Otherwise: never.
    pub(super) next_try: Option<DateTime<Utc>>,
    /// Why it was not taken.
    pub(super) why: Option<Message>,
}

/// The row after a transaction. A letter that may have arrived stays `unknown` until the server says that
/// it took it: no later refusal unmakes the first time.
pub(super) fn after(before: &Standing, outcome: &Outcome, now: DateTime<Utc>) -> Standing {
    let Standing { lost, failing_since, .. } = *before;
    let unless_lost = |state| if lost > 0 { State::Unknown } else { state };
    let standing = Standing {
        state: State::Sent,
        lost,
        failing_since: None,
        next_try: None,
        why: outcome.why.clone(),
    };
    match outcome.end {
        End::Taken => standing,
        End::Refused => Standing { state: unless_lost(State::Refused), ..standing },
        End::Held => Standing {
            state: unless_lost(State::Held),
            next_try: Some(now + HELD_PAUSE),
            ..standing
        },
        End::Lost if lost == 0 => Standing {
            state: State::Unknown,
            lost: 1,
            next_try: Some(now + LOST_PAUSE),
            ..standing
        },
        End::Lost => Standing {
            state: State::Unknown,
            lost: lost + 1,
            why: Some(Message::new("mail-why-doubt")),
            ..standing
        },
        End::Later => {
            let since = failing_since.unwrap_or(now);
            if now - since >= GIVE_UP_AFTER {
                let why = Message::new("mail-why-gave-up").with("days", GIVE_UP_AFTER.num_days());
                return Standing { state: unless_lost(State::Refused), why: Some(why), ..standing };
            }
            Standing {
                state: unless_lost(State::Waiting),
                failing_since: Some(since),
                next_try: Some(now + pause(now - since)),
                ..standing
            }
        }
    }
}

fn pause(failing: TimeDelta) -> TimeDelta {
    let longer = PAUSES.into_iter().find(|pause| *pause > failing);
    longer.unwrap_or(PAUSES[PAUSES.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::RELEASED;

    fn fresh() -> Standing {
        let state = State::Waiting;
        Standing { state, lost: 0, failing_since: None, next_try: None, why: None }
    }

    fn outcome(end: End) -> Outcome {
        Outcome { end, reply: None, why: Some(Message::new("mail-why-later")) }
    }

    /// Tries at each instant asked for, until none is; the minutes from one to the next.
    fn tries(end: End) -> (Vec<i64>, Standing) {
        let (mut now, mut standing, mut pauses) = (RELEASED, fresh(), Vec::new());
        loop {
            standing = after(&standing, &outcome(end), now);
            let Some(next) = standing.next_try else { return (pauses, standing) };
            pauses.push((next - now).num_minutes());
            now = next;
            assert!(pauses.len() < 1000, "no end");
        }
    }

    #[test]
    fn pauses_grow_to_an_hour_and_end_after_five_days() {
        let (pauses, last) = tries(End::Later);
        assert_eq!(pauses[..7], [1, 5, 15, 30, 60, 60, 60]);
        assert!((5 * 1440..5 * 1440 + 60).contains(&pauses.iter().sum::<i64>()), "{pauses:?}");
        assert_eq!(last.state, State::Refused);
        assert_eq!(last.why.unwrap().code, "mail-why-gave-up");
    }

    #[test]
    fn a_letter_lost_past_data_is_sent_once_more_and_then_never() {
        let (pauses, last) = tries(End::Lost);
        assert_eq!(pauses, [1]);
        assert_eq!((last.state, last.lost), (State::Unknown, 2));
    }

    #[test]
    fn what_may_have_arrived_is_not_called_refused() {
        let lost = after(&fresh(), &outcome(End::Lost), RELEASED);
        for end in [End::Refused, End::Held, End::Later] {
            let then = after(&lost, &outcome(end), RELEASED);
            assert_eq!(then.state, State::Unknown, "{end:?}");
            assert_eq!(then.next_try.is_some(), end != End::Refused, "{end:?}");
        }
        assert_eq!(after(&lost, &outcome(End::Taken), RELEASED).state, State::Sent);
    }

    #[test]
    fn days_of_wrong_settings_do_not_count_as_tries() {
        let week = TimeDelta::days(7);
        let failing = after(&fresh(), &outcome(End::Later), RELEASED);
        let held = after(&failing, &outcome(End::Held), RELEASED + week);
        assert_eq!((held.state, held.failing_since), (State::Held, None));
        let later = after(&held, &outcome(End::Later), RELEASED + week);
        assert_eq!(later.state, State::Waiting);
        assert_eq!(later.next_try, Some(RELEASED + week + PAUSES[0]));
    }
}
