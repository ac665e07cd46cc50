//! When nothing was wrong: then every airing has to be whole and on time.

use chrono::{DateTime, TimeDelta, Utc};

/// A disturbance this long before an airing's hour may still touch it: it is armed 30 s ahead.
const BEFORE: TimeDelta = TimeDelta::seconds(40);
/// A clock that is further off is no small correction.
const WRONG: TimeDelta = TimeDelta::minutes(1);

/// The disturbances, by the time that really passed.
#[derive(Default)]
pub(super) struct Calm {
    /// From when to when; `None`: it goes on.
    spans: Vec<(DateTime<Utc>, Option<DateTime<Utc>>)>,
    depth: u32,
    /// From a small step back until the hour at which it was made: what was claimed before stays so.
    set_back: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// The latest hour that a wrong clock showed.
    wrong_until: Option<DateTime<Utc>>,
}

impl Calm {
    pub(super) fn begin(&mut self, real: DateTime<Utc>) {
        if self.depth == 0 {
            self.spans.push((real, None));
        }
        self.depth += 1;
    }

    pub(super) fn end(&mut self, real: DateTime<Utc>) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0
            && let Some(last) = self.spans.last_mut()
        {
            last.1 = Some(real);
        }
    }

    /// Every disturbance is over by now, and excuses nothing that is planned later. The hours that a wrong
    /// clock has shown stay excused: their airings may have their outcomes already.
    pub(super) fn mended(&mut self, real: DateTime<Utc>) {
        self.spans = vec![(DateTime::<Utc>::MIN_UTC, Some(real))];
        self.depth = 0;
        self.set_back.clear();
    }

    /// The instant from which an airing is excused by nothing that is over by `wall`.
    pub(super) fn excuses_until(&self, wall: DateTime<Utc>) -> DateTime<Utc> {
        self.wrong_until.map_or(wall, |until| until.max(wall)) + BEFORE
    }

    /// A disturbance of a moment.
    pub(super) fn moment(&mut self, real: DateTime<Utc>) {
        if self.depth == 0 {
            self.spans.push((real, Some(real)));
        }
    }

    /// The clock is set to be so much ahead.
    pub(super) fn clock_set(&mut self, real: DateTime<Utc>, from: TimeDelta, to: TimeDelta) {
        self.moment(real);
        if from > to && from - to <= WRONG {
            self.set_back.push((real, real + (from - to)));
        }
        let shown = [from, to].into_iter().filter(|ahead| ahead.abs() > WRONG);
        self.wrong_until = shown.map(|ahead| real + ahead).chain(self.wrong_until).max();
        match (from.abs() > WRONG, to.abs() > WRONG) {
            (false, true) => self.begin(real),
            (true, false) => self.end(real),
            _ => {}
        }
    }

    /// Whether nothing was wrong around an airing that was planned for `planned` by a clock so much
    /// ahead and has its outcome by now.
    pub(super) fn held(
        &self,
        planned: DateTime<Utc>,
        ahead: TimeDelta,
        now: DateTime<Utc>,
    ) -> bool {
        let from = planned - ahead - BEFORE;
        self.wrong_until.is_none_or(|until| planned > until + BEFORE)
            && !self.set_back.iter().any(|(begin, end)| *begin <= now && from <= *end)
            && !self
                .spans
                .iter()
                .any(|(begin, end)| *begin <= now && end.is_none_or(|end| from <= end))
    }
}
