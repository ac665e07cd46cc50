//! Airings whose times overlap.

use super::{Airing, Kind, State};

/// Two airings that overlap: `first` is on the air when `second` is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash<'a> {
    /// The one that begins first.
    pub first: &'a Airing,
    /// The one that is due meanwhile.
    pub second: &'a Airing,
}

/// Every clash among airings in the order of a plan, between an airing and those that begin while it
/// lasts. What a rule keeps off the air clashes with nothing.
///
/// What will happen: a higher priority cuts in; otherwise the second is missed (`reason-busy`), or
/// follows if its late policy lets it. Two that begin at the same instant clash as well. A relay by
/// other equipment clashes with what loa plays, since the town hears both.
pub fn clashes(airings: &[Airing]) -> Vec<Clash<'_>> {
    debug_assert!(airings.is_sorted_by_key(|it| it.planned_at), "the airings are in no order");
    let on_air: Vec<&Airing> =
        airings.iter().filter(|airing| matches!(airing.state, State::Planned)).collect();
    let mut clashes = Vec::new();
    for (place, first) in on_air.iter().enumerate() {
        for second in &on_air[place + 1..] {
            let meets =
                second.planned_at < first.planned_end() || second.planned_at == first.planned_at;
            if !meets {
                break;
            }
            if first.kind == Kind::Elsewhere && second.kind == Kind::Elsewhere {
                continue;
            }
            clashes.push(Clash { first, second });
        }
    }
    clashes
}
