//! The faults, and when a seed throws which.

use chrono::{DateTime, TimeDelta, Utc};

use super::{dice::Dice, edit::Edit};
use crate::words::Message;

/// Something that goes wrong, or that a person does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// Power goes: at once, or in the middle of the next turn, after so many commits and so many of
    /// the actions that it decided.
    PowerCut { within: Option<(u64, usize)>, off: TimeDelta },
    /// The station is stopped in good order.
    Stopped { off: TimeDelta },
    /// Nobody hears what is played.
    DeviceLost { lasts: TimeDelta },
    /// The clip that is on air breaks here.
    ClipBreaks,
    /// A clip's file is away, or cannot be used.
    ClipGone { refused: bool, lasts: TimeDelta },
    /// The clock is set to another time, for good or for so long.
    ClockStep { by: TimeDelta, lasts: Option<TimeDelta> },
    /// The clock shows 2010.
    ClockFar { lasts: TimeDelta },
    /// A person saves `schedule.toml`.
    Edited(Edit),
    /// Each so many-th commit fails.
    StoreFails { each: u64, lasts: TimeDelta },
    /// Every turn takes so long to be written.
    SlowDisk { by: TimeDelta, lasts: TimeDelta },
    /// Turns come up to so much late.
    LateTurns { by: TimeDelta, lasts: TimeDelta },
    /// A person puts a programme on air.
    Played,
    /// A person stops what is on air.
    PersonStops,
    /// The computer hangs: nothing can wake the station, and the card plays on what it has.
    Held { lasts: TimeDelta },
    /// Everything that wakes the station comes twice for so long.
    Doubled { lasts: TimeDelta },
}

impl Fault {
    /// Its code: what counts of faults are kept under.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::PowerCut { within: None, .. } => "fault-power-cut",
            Self::PowerCut { .. } => "fault-power-cut-within",
            Self::Stopped { .. } => "fault-stopped",
            Self::DeviceLost { .. } => "fault-device-lost",
            Self::ClipBreaks => "fault-clip-breaks",
            Self::ClipGone { refused: false, .. } => "fault-clip-gone",
            Self::ClipGone { .. } => "fault-clip-refused",
            Self::ClockStep { .. } => "fault-clock-step",
            Self::ClockFar { .. } => "fault-clock-far",
            Self::Edited(edit) => match edit {
                Edit::Moved => "fault-edit-moved",
                Edit::Retitled => "fault-edit-retitled",
                Edit::Renamed => "fault-edit-renamed",
                Edit::Removed => "fault-edit-removed",
                Edit::HalfWritten => "fault-edit-half-written",
                Edit::Added => "fault-edit-added",
                Edit::MayBeLate => "fault-edit-late",
                Edit::DayOff => "fault-edit-day-off",
                Edit::Diagnostic => "fault-edit-mistake",
                Edit::Restored => "fault-edit-restored",
            },
            Self::StoreFails { .. } => "fault-store-fails",
            Self::SlowDisk { .. } => "fault-slow-disk",
            Self::LateTurns { .. } => "fault-late-turns",
            Self::Played => "fault-played",
            Self::PersonStops => "fault-person-stops",
            Self::Held { .. } => "fault-held",
            Self::Doubled { .. } => "fault-doubled",
        }
    }

    /// The same in words.
    pub(super) fn said(&self) -> Message {
        let said = Message::new(self.code());
        match self {
            Self::PowerCut { off: lasts, .. }
            | Self::Stopped { off: lasts }
            | Self::DeviceLost { lasts }
            | Self::ClipGone { lasts, .. }
            | Self::ClockFar { lasts }
            | Self::Held { lasts }
            | Self::Doubled { lasts } => said.with("seconds", seconds(*lasts)),
            Self::ClockStep { by, lasts } => said
                .with("by", seconds(*by))
                .with("seconds", lasts.map_or_else(|| "∞".to_owned(), seconds)),
            Self::StoreFails { each, lasts } => said
                .with("each", i64::try_from(*each).unwrap_or(i64::MAX))
                .with("seconds", seconds(*lasts)),
            Self::SlowDisk { by, lasts } | Self::LateTurns { by, lasts } => {
                said.with("by", seconds(*by)).with("seconds", seconds(*lasts))
            }
            _ => said,
        }
    }
}

/// Seconds to the tenth, as a text: a message has no floats.
fn seconds(length: TimeDelta) -> String {
    let tenths = length.num_milliseconds() / 100;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", (tenths / 10).abs(), (tenths % 10).abs())
}

/// What is thrown between two instants, in no order. Most of it falls near one of `starts`, where an
/// airing takes its steps.
pub(super) fn forecast(
    dice: &mut Dice,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    starts: &[DateTime<Utc>],
) -> Vec<(DateTime<Utc>, Fault)> {
    let hours = u64::try_from((to - from).num_hours()).unwrap_or_default();
    let many = 3 + dice.below(3 + hours / 4);
    (0..many)
        .map(|_| {
            let near = !starts.is_empty() && dice.chance(75);
            let at = if near {
                let start = starts[dice.index(starts.len())];
                let around = [(-40, 30), (-3, 3)][dice.index(2)];
                start + dice.time(TimeDelta::seconds(around.0), TimeDelta::seconds(around.1))
            } else {
                from + dice.time(TimeDelta::zero(), to - from)
            };
            (at.max(from), fault(dice))
        })
        .collect()
}

fn fault(dice: &mut Dice) -> Fault {
    let (second, minute) = (TimeDelta::seconds(1), TimeDelta::minutes(1));
    let hour = TimeDelta::hours(1);
    let moment = TimeDelta::milliseconds(200);
    match dice.below(100) {
        0..10 => Fault::PowerCut { within: None, off: dice.some_time(moment, hour * 30) },
        10..22 => {
            let within = Some((dice.below(5), dice.index(4)));
            Fault::PowerCut { within, off: dice.some_time(moment, hour * 2) }
        }
        22..28 => Fault::Stopped { off: dice.some_time(moment, hour * 10) },
        28..34 => Fault::DeviceLost { lasts: dice.some_time(moment, hour) },
        34..38 => Fault::ClipBreaks,
        38..44 => {
            let refused = dice.chance(50);
            Fault::ClipGone { refused, lasts: dice.some_time(second, hour) }
        }
        44..49 => {
            let by = dice.time(-second * 50, second * 50);
            Fault::ClockStep { by, lasts: None }
        }
        49..54 => {
            let by = [-hour, hour, -minute * 2, minute * 2, hour * 24][dice.index(5)];
            Fault::ClockStep { by, lasts: Some(dice.some_time(second, hour)) }
        }
        54..57 => Fault::ClockFar { lasts: dice.some_time(second, hour) },
        57..75 => Fault::Edited(Edit::ALL[dice.index(Edit::ALL.len())]),
        75..81 => {
            let each = 1 + dice.below(5);
            Fault::StoreFails { each, lasts: dice.some_time(second, minute * 10) }
        }
        81..85 => {
            let by = dice.some_time(moment, second * 5);
            Fault::SlowDisk { by, lasts: dice.some_time(second, minute * 2) }
        }
        85..89 => {
            let by = dice.some_time(second, minute * 2);
            Fault::LateTurns { by, lasts: dice.some_time(second, minute * 5) }
        }
        89..94 => Fault::Played,
        94..97 => Fault::PersonStops,
        97..99 => Fault::Held { lasts: dice.some_time(second * 11, hour) },
        _ => Fault::Doubled { lasts: dice.some_time(minute, hour) },
    }
}
