//! The rules that a station must keep, each an object with a name.
//!
//! A rule compares an event ([`Seen`]) with the evidence before it ([`Scene`]) and returns what broke it. It
//! keeps no state, never asks the station what it thinks, and never changes the scene, so that every rule can
//! be read, tried and named by itself. `locales/` has its words under its code.

mod account;
mod claim;
mod doubt;
mod entry;
mod sound;
mod timely;

pub(super) use timely::suspicion;

use super::scene::{Scene, Seen};

/// A rule.
pub(super) struct Rule {
    /// Its code in `locales/`.
    pub(super) code: &'static str,
    /// What of an event breaks it.
    pub(super) broken_by: fn(&Scene, &Seen<'_>) -> Vec<Break>,
}

/// What broke a rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// Key of the airing.
    pub(super) airing: Option<String>,
    /// What was seen, for whoever mends it; English.
    pub(super) seen: String,
}

impl Break {
    fn of(airing: &str, seen: String) -> Vec<Self> {
        vec![Self { airing: Some(airing.to_owned()), seen }]
    }
}

/// Every rule but [`PANIC`], which only the world can see broken.
pub(super) static RULES: &[Rule] = &[
    Rule { code: "rule-early", broken_by: sound::early },
    Rule { code: "rule-late", broken_by: sound::late },
    Rule { code: "rule-twice", broken_by: sound::twice },
    Rule { code: "rule-two-at-once", broken_by: sound::two_at_once },
    Rule { code: "rule-unplanned", broken_by: sound::unplanned },
    Rule { code: "rule-after-outcome", broken_by: sound::after_outcome },
    Rule { code: "rule-forbidden", broken_by: sound::forbidden },
    Rule { code: "rule-clock", broken_by: sound::clock },
    Rule { code: "rule-claim", broken_by: claim::on_disk_and_not_before },
    Rule { code: "rule-claim-in-doubt", broken_by: claim::in_doubt },
    Rule { code: "rule-doubt", broken_by: doubt::without_reason },
    Rule { code: "rule-no-doubt", broken_by: doubt::missing },
    Rule { code: "rule-sign-of-life", broken_by: doubt::sign_of_life },
    Rule { code: "rule-figures", broken_by: entry::figures },
    Rule { code: "rule-outcome", broken_by: entry::outcome },
    Rule { code: "rule-reason", broken_by: entry::reason },
    Rule { code: "rule-reason-fits", broken_by: entry::reason_without_cause },
    Rule { code: "rule-two-outcomes", broken_by: entry::two_outcomes },
    Rule { code: "rule-more-than-sounded", broken_by: entry::more_than_sounded },
    Rule { code: "rule-less-than-sounded", broken_by: timely::less_than_sounded },
    Rule { code: "rule-each-second", broken_by: timely::each_second },
    Rule { code: "rule-overdue", broken_by: timely::overdue },
    Rule { code: "rule-on-time", broken_by: timely::on_time },
    Rule { code: "rule-quiet", broken_by: timely::quiet },
    Rule { code: "rule-goes-on", broken_by: timely::goes_on },
    Rule { code: "rule-unaccounted", broken_by: account::unaccounted },
    Rule { code: "rule-one-outcome", broken_by: account::one_outcome },
    Rule { code: "rule-wrongly-cancelled", broken_by: account::wrongly_cancelled },
    Rule { code: "rule-never-planned", broken_by: account::never_planned },
    Rule { code: "rule-gone", broken_by: account::gone },
    Rule { code: "rule-chain", broken_by: account::chain },
];

/// No turn of station or engine panics.
pub(super) const PANIC: &str = "rule-panic";

#[cfg(test)]
mod tests;
