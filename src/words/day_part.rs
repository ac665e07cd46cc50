//! The parts of the day. A greeting and a report speak of the same hour in the same way: what is
//! greeted as morning is counted as morning.

use std::ops::Range;

/// A part of the day, as a listener names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayPart {
    /// Buổi sáng, from midnight on.
    Morning,
    /// Buổi trưa.
    Noon,
    /// Buổi chiều.
    Afternoon,
    /// Buổi tối, until midnight.
    Evening,
}

impl DayPart {
    /// All of them, in the order of the day.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Noon, Self::Afternoon, Self::Evening];

    /// The part that holds a local hour; an hour of 24 and more belongs to the evening.
    pub fn of(hour: u32) -> Self {
        Self::ALL.into_iter().find(|part| part.hours().contains(&hour)).unwrap_or(Self::Evening)
    }

    /// Its local hours; the last one is the next part's first.
    pub const fn hours(self) -> Range<u32> {
        match self {
            Self::Morning => 0..11,
            Self::Noon => 11..13,
            Self::Afternoon => 13..18,
            Self::Evening => 18..24,
        }
    }

    /// Its name in JSON and in `locales/`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Noon => "noon",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// The end of a clip's name: `chao-sang` greets in the morning.
    pub const fn clip(self) -> &'static str {
        match self {
            Self::Morning => "sang",
            Self::Noon => "trua",
            Self::Afternoon => "chieu",
            Self::Evening => "toi",
        }
    }

    /// What an announcer says after "buổi". Programmes are in Vietnamese, whatever the operator reads.
    pub const fn spoken(self) -> &'static str {
        match self {
            Self::Morning => "sáng",
            Self::Noon => "trưa",
            Self::Afternoon => "chiều",
            Self::Evening => "tối",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hour_belongs_to_one_part() {
        for hour in 0..24 {
            let holds = |part: &DayPart| part.hours().contains(&hour);
            assert_eq!(DayPart::ALL.iter().filter(|part| holds(part)).count(), 1, "{hour}");
            assert!(holds(&DayPart::of(hour)), "{hour}");
        }
        assert_eq!(DayPart::of(10), DayPart::Morning, "10:45 is morning for everybody");
        assert_eq!(DayPart::of(24), DayPart::Evening);
    }
}
