//! The parts of the day. Greetings and reports use the same parts, so that an airing that wishes a good
//! morning is counted as a morning one.

use std::ops::Range;

/// A part of the day, as listeners call it.
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

    /// The part that contains a local hour; 24 and more count as evening.
    pub fn of(hour: u32) -> Self {
        Self::ALL.into_iter().find(|part| part.hours().contains(&hour)).unwrap_or(Self::Evening)
    }

    /// Its local hours; the end is the first hour of the next part.
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

    /// The ending of clip names for this part, such as `sang` in `chao-sang`.
    pub const fn clip(self) -> &'static str {
        match self {
            Self::Morning => "sang",
            Self::Noon => "trua",
            Self::Afternoon => "chieu",
            Self::Evening => "toi",
        }
    }

    /// The word after "buổi" in an announcement. Programmes are in Vietnamese, whatever the operator's
    /// language.
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
