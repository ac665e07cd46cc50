//! Why an airing was not aired whole, or will not be: a code with its arguments, as a type.
//!
//! Code decides by the variant, never by the key of a text. The stored form is that of a [`Message`]
//! (`{"code":"reason-late","args":{"seconds":3}}`), so that entries of every version read alike; a code that
//! this version does not know is kept as it stands.

use serde::{Deserialize, Serialize};

use super::{Lang, Message};

/// The reason of an outcome. Instants in the arguments are words in the station's zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "code", content = "args")]
pub enum Reason {
    /// An exception in the schedule, with what the operator wrote.
    #[serde(rename = "reason-exception")]
    Exception {
        /// The exception's own reason.
        why: String,
    },
    /// Quiet hours.
    #[serde(rename = "reason-quiet-hours")]
    QuietHours {
        /// From when to when, `21:00-05:00`.
        hours: String,
    },
    /// The station was stopped in good order.
    #[serde(rename = "reason-stopped")]
    Stopped,
    /// The power failed, or the program was cut off.
    #[serde(rename = "reason-power-off")]
    PowerOff {
        /// The last sign of life.
        since: String,
    },
    /// The program did not run, and had been stopped in good order.
    #[serde(rename = "reason-not-running")]
    NotRunning {
        /// The last sign of life.
        since: String,
    },
    /// A clip is not there.
    #[serde(rename = "reason-clip-missing")]
    ClipMissing {
        /// Its name.
        clip: String,
    },
    /// A clip cannot be used.
    #[serde(rename = "reason-clip-refused")]
    ClipRefused {
        /// Its name.
        clip: String,
    },
    /// A clip broke off while it was played.
    #[serde(rename = "reason-clip-unreadable")]
    ClipUnreadable {
        /// Its name.
        clip: String,
    },
    /// A clip is an old recording, and its programme is held until a person has approved it.
    #[serde(rename = "reason-clip-stale")]
    ClipStale {
        /// Its name.
        clip: String,
    },
    /// A script has a mistake.
    #[serde(rename = "reason-script-mistake")]
    ScriptMistake {
        /// Its file.
        script: String,
    },
    /// A script has nothing to play.
    #[serde(rename = "reason-empty")]
    Empty,
    /// No sound card was there.
    #[serde(rename = "reason-no-device")]
    NoDevice,
    /// The sound card was gone for a part of the time.
    #[serde(rename = "reason-device-lost")]
    DeviceLost,
    /// The disk was full, so that nothing could be claimed.
    #[serde(rename = "reason-disk-full")]
    DiskFull {
        /// The first failure.
        since: String,
    },
    /// The log could not be written, so that nothing could be claimed.
    #[serde(rename = "reason-log-failed")]
    LogFailed {
        /// The first failure.
        since: String,
    },
    /// The clock was in doubt.
    #[serde(rename = "reason-clock-wrong")]
    ClockWrong,
    /// The clock was set forward past the hour.
    #[serde(rename = "reason-clock-step")]
    ClockStep {
        /// By how much.
        seconds: i64,
    },
    /// The computer slept or hung.
    #[serde(rename = "reason-asleep")]
    Asleep {
        /// From when on.
        since: String,
    },
    /// Another airing was on air.
    #[serde(rename = "reason-busy")]
    Busy {
        /// Title of the other one; in the engine, its key.
        title: String,
    },
    /// It gave way to an airing of higher priority.
    #[serde(rename = "reason-cut-in")]
    CutIn {
        /// Title of that airing.
        title: String,
    },
    /// Its time had passed.
    #[serde(rename = "reason-late")]
    Late {
        /// By how much.
        seconds: i64,
    },
    /// It was joined late, so that its beginning was not heard.
    #[serde(rename = "reason-joined-late")]
    JoinedLate {
        /// How much of it was not heard.
        seconds: i64,
    },
    /// An edit of the schedule took it away after it was armed.
    #[serde(rename = "reason-schedule-edited")]
    ScheduleEdited {
        /// The revision that had it.
        from: i64,
        /// The revision that has not.
        to: i64,
    },
    /// A person stopped it.
    #[serde(rename = "reason-operator")]
    Operator,
    /// The programme is no longer in the schedule.
    #[serde(rename = "reason-no-programme")]
    NoProgramme,
    /// No sound left the computer.
    #[serde(rename = "reason-nothing-left")]
    NothingLeft,
    /// The station's program failed while it was played.
    #[serde(rename = "reason-player-fault")]
    PlayerFault,
    /// A person corrected the log.
    #[serde(rename = "reason-corrected")]
    Corrected {
        /// The person's words.
        why: String,
    },
    /// Another airing is planned at the time of a make-good.
    #[serde(rename = "reason-slot-taken")]
    SlotTaken {
        /// Its title.
        title: String,
        /// Its start.
        at: String,
    },
    /// The programme is made good no more.
    #[serde(rename = "reason-no-makegood")]
    NoMakegood,
    /// A reason of another version of loa.
    #[serde(untagged)]
    Other(Message),
}

impl Reason {
    /// The reason as a message, for a text that takes one.
    pub fn message(&self) -> Message {
        Message::of(self)
    }

    /// The code as JSON names it: `power_off`.
    pub fn json_code(&self) -> String {
        self.message().json_code()
    }

    /// The reason in words.
    pub fn render(&self, lang: Lang) -> String {
        self.message().render(lang)
    }
}

impl From<Reason> for Message {
    fn from(reason: Reason) -> Self {
        reason.message()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stored: &str, expected: &Reason) {
        let read: Reason = serde_json::from_str(stored).unwrap();
        assert_eq!(read, *expected);
        assert_eq!(serde_json::to_string(&read).unwrap(), stored);
        let message: Message = serde_json::from_str(stored).unwrap();
        assert_eq!(read.message(), message);
    }

    #[test]
    fn a_reason_is_stored_as_a_phrase_and_an_unknown_one_is_kept() {
        check(r#"{"code":"reason-stopped"}"#, &Reason::Stopped);
        check(r#"{"code":"reason-late","args":{"seconds":3}}"#, &Reason::Late { seconds: 3 });
        let edited = Reason::ScheduleEdited { from: 3, to: 4 };
        check(r#"{"code":"reason-schedule-edited","args":{"from":3,"to":4}}"#, &edited);
        let later = Message::new("reason-lightning").with("where", "mast");
        check(r#"{"code":"reason-lightning","args":{"where":"mast"}}"#, &Reason::Other(later));
        let other = Message::new("reason-late").with("minutes", 3_i64);
        check(r#"{"code":"reason-late","args":{"minutes":3}}"#, &Reason::Other(other));
    }

    #[test]
    fn every_reason_has_its_words() {
        let text = |it: &str| it.to_owned();
        let reason = Reason::SlotTaken { title: text("Bản tin"), at: text("05:30 01/12/2026") };
        assert_eq!(reason.json_code(), "slot_taken");
        assert!(reason.render(Lang::Vi).contains("Bản tin"));
    }
}
