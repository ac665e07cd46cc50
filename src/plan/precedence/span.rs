//! Overlaps of two stretches of time.

use chrono::{DateTime, TimeDelta, Utc};

/// A stretch of time on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The instant after it. Equal to `from`: its length is not known, and it counts at its start.
    pub until: DateTime<Utc>,
}

impl Span {
    /// So long from an instant on.
    pub fn new(from: DateTime<Utc>, length: TimeDelta) -> Self {
        Self { from, until: from + length }
    }

    /// Whether both take the same instant. Two that touch do not.
    pub fn meets(self, other: Self) -> bool {
        self.begins_within(other) || other.begins_within(self)
    }

    /// The same, longer by `margin` at both ends.
    #[must_use]
    pub fn widened(self, margin: TimeDelta) -> Self {
        Self { from: self.from - margin, until: self.until + margin }
    }

    fn begins_within(self, other: Self) -> bool {
        self.from == other.from || (other.from < self.from && self.from < other.until)
    }
}

/// Which of some spans meet which of others, by their places. `apart` are in order, and none meets another.
pub fn meetings(spans: &[Span], apart: &[Span]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (place, span) in spans.iter().enumerate() {
        let first = apart.partition_point(|it| it.until < span.from);
        let near = apart[first..].iter().take_while(|it| it.from <= span.until);
        let met = near.enumerate().filter(|(_, it)| it.meets(*span));
        found.extend(met.map(|(nth, _)| (place, first + nth)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: i64, until: i64) -> Span {
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        Span { from: at(from), until: at(until) }
    }

    #[test]
    fn spans_meet_where_they_share_an_instant() {
        let check = |one: Span, other: Span, expected: bool| {
            assert_eq!(one.meets(other), expected, "{one:?} {other:?}");
            assert_eq!(other.meets(one), expected, "{other:?} {one:?}");
        };
        check(span(0, 10), span(10, 20), false);
        check(span(0, 11), span(10, 20), true);
        check(span(0, 30), span(10, 20), true);
        check(span(10, 10), span(10, 20), true);
        check(span(15, 15), span(10, 20), true);
        check(span(20, 20), span(10, 20), false);
        check(span(10, 20).widened(TimeDelta::seconds(1)), span(20, 25), true);
    }
    #[test]
    fn every_meeting_is_found_among_spans_that_are_apart() {
        let apart = [span(0, 10), span(10, 20), span(30, 30), span(40, 50)];
        let spans = [span(5, 45), span(20, 30), span(10, 11), span(50, 60), span(30, 31)];
        let found = meetings(&spans, &apart);
        assert_eq!(found, [(0, 0), (0, 1), (0, 2), (0, 3), (2, 1), (4, 2)]);
    }
}
