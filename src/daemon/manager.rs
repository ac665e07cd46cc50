//! What the service manager is told: that the station can start a programme on time, that it is alive,
//! that it stops, and one line for people.
//!
//! The loop calls it with every round; it owns no thread and no timer. A sign of life is told only when
//! the loop came round *and* the engine ended a turn since the sign before, so that the signs stop when
//! either of them hangs and the manager starts the station anew. [`super::systemd`] carries the words.

use std::time::{Duration, Instant};

use super::Status;
use crate::words::{Message, clock_words, date_words};

/// How soon the loop looks again whether the engine's first turn is over.
const NOT_YET: Duration = Duration::from_millis(50);
/// The signs come this many times as often as they have to: one that a busy computer delays is made up
/// for by the next.
const AS_OFTEN: u32 = 4;

/// A word for the service manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// The start goes on and will take a while yet.
    Starting,
    /// A programme can be started on time; said once.
    Ready,
    /// A sign of life.
    Alive,
    /// What the station does, for people; one line.
    Line(String),
    /// The station stops in good order; said once.
    Stopping,
}

/// Who started the station and is to start it again.
pub struct Manager {
    /// Takes a word; must not block.
    tell: Box<dyn FnMut(Word) + Send>,
    /// A sign of life has to come within this time; `None`: nobody counts them.
    watchdog: Option<Duration>,
    stage: Stage,
    /// Whether page and commands reach the station.
    reachable: bool,
    /// Whether a turn of the station went well.
    well: bool,
    /// The engine's turns at the last sign of life, and when that was.
    turns: u64,
    told: Option<Instant>,
    line: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Starting,
    Ready,
    Stopping,
}

impl Manager {
    /// A manager that wants a sign of life at least every `watchdog`.
    pub fn new(watchdog: Option<Duration>, tell: impl FnMut(Word) + Send + 'static) -> Self {
        Self {
            tell: Box::new(tell),
            watchdog,
            stage: Stage::Starting,
            reachable: false,
            well: false,
            turns: 0,
            told: None,
            line: String::new(),
        }
    }

    /// The folder is still being read.
    pub fn starting(&mut self) {
        (self.tell)(Word::Starting);
    }

    /// Page and commands reach the station.
    pub(super) fn reachable(&mut self) {
        self.reachable = true;
    }

    /// A turn of the station went well: what came before was accounted for, or the station waits for a
    /// right clock. Such a station is ready too. Its page has to ask a person for the time, which a
    /// service that is started over and over cannot, and a command or an emergency airs all the same.
    pub(super) fn well(&mut self) {
        self.well = true;
    }

    /// The loop came round, and the engine has ended so many turns.
    pub(super) fn look(&mut self, now: Instant, turns: u64) {
        if self.stage == Stage::Starting && self.reachable && self.well && turns > 0 {
            self.stage = Stage::Ready;
            (self.tell)(Word::Ready);
        }
        let due = self.told.is_none_or(|told| now.saturating_duration_since(told) >= self.pace());
        if self.stage == Stage::Ready && self.watchdog.is_some() && due && turns != self.turns {
            self.turns = turns;
            self.told = Some(now);
            (self.tell)(Word::Alive);
        }
    }

    /// Shows what the station does, if that has changed.
    pub(super) fn show(&mut self, status: &Status) {
        let line = line(status);
        if line != self.line && self.stage != Stage::Stopping {
            self.line.clone_from(&line);
            (self.tell)(Word::Line(line));
        }
    }

    /// The station was told to stop. Signs of life are no longer wanted: the manager has a limit of its
    /// own for that.
    pub(super) fn stopping(&mut self) {
        if self.stage != Stage::Stopping {
            self.stage = Stage::Stopping;
            (self.tell)(Word::Stopping);
        }
    }

    /// The loop must come round within this time.
    pub(super) fn wait(&self) -> Duration {
        if self.stage == Stage::Starting { NOT_YET } else { self.pace() }
    }

    fn pace(&self) -> Duration {
        self.watchdog.map_or(Duration::MAX, |watchdog| watchdog / AS_OFTEN)
    }
}

/// What the station does, in its language. On air it begins with ▶ in every language: by that an
/// upgrade sees that it has to wait.
fn line(status: &Status) -> String {
    let lang = status.language;
    let doing = match (&status.on_air, &status.next) {
        (Some(on_air), _) => {
            let said = Message::new("say-on-air").with("title", on_air.title.as_str()).render(lang);
            format!("▶ {said}")
        }
        (None, Some(next)) => Message::new("say-line-next")
            .with("title", next.title.as_str())
            .with("time", clock_words(next.planned_at.time()))
            .with("date", date_words(lang, next.planned_at.date_naive()))
            .render(lang),
        // The notice of the clock says it.
        (None, None) if status.clock_doubtful => String::new(),
        (None, None) => Message::new("say-line-nothing").render(lang),
    };
    let worst = status.notices.first().map(String::as_str);
    let said = [Some(doing.as_str()).filter(|it| !it.is_empty()), worst];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    // A title with a line break in it would be a word of its own.
    said.replace(char::is_control, " ")
}
