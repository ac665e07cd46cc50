//! Everything that can go wrong with a station, thrown at it by a seed, and the rules held.
//!
//! A [`world::World`] owns what outlives a power cut (the database, the files, the time) and drives the
//! turns of station and engine in a loop on one thread, as a rehearsal does; a clock jumps to the next
//! thing due. Between and within the turns it throws what the seed says: see [`fault::Fault`]. A
//! [`watch::Watch`] looks on from outside and asks every rule ([`rules`]) about what it sees. When the last
//! fault is over, the next planned airing has to go out ([`mend`]). The same seed on the same folder gives
//! the same run, and a seed that breaks a rule shrinks to the few faults that matter ([`shrink`]).

mod befall;
mod calm;
mod card;
mod dice;
mod disk;
mod doubt;
mod edit;
mod entry;
mod fault;
mod mend;
mod plan;
mod power;
mod rules;
mod scene;
mod shrink;
mod taken;
#[cfg(test)]
mod tests;
mod watch;
mod world;

use std::{collections::BTreeMap, time::Instant};

use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

use self::shrink::Trial;
use super::{Rehearsal, rehearse::figures_of};
use crate::{
    asrun::{Reader, rows, verify},
    check::Folder,
    plan::Airing,
    store::Store,
    words::{Lang, Message},
};

/// What a seed threw, and what became of it; `rehearse --faults SEED --json` prints this.
#[derive(Clone, Debug, Serialize)]
pub struct Thrown {
    /// The seed.
    pub seed: u64,
    /// The tally of the rehearsed days.
    #[serde(flatten)]
    pub rehearsal: Rehearsal,
    /// How often each kind of fault was thrown, by its code.
    pub faults: BTreeMap<String, usize>,
    /// Every fault, in the order thrown.
    pub thrown: Vec<Happened>,
    /// Every rule that did not hold; none, if all is well.
    pub violations: Vec<Violation>,
    /// The few of the faults with which the first of these rules still breaks.
    pub needed: Vec<Happened>,
    /// Key of the next planned airing, which had to go out after every fault was over; `null`: none was near.
    pub next: Option<String>,
    /// Hash of the log's last entry: the same seed gives the same bytes.
    pub mark: String,
    /// Turns of the station.
    pub turns: u64,
}

/// A fault, at its instant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Happened {
    /// By the clock that does not err.
    pub at: DateTime<FixedOffset>,
    /// Its code.
    pub fault: String,
    /// The same in words.
    pub fault_text: String,
}

/// A rule that did not hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Violation {
    /// When it was seen, by the clock that does not err.
    pub at: DateTime<FixedOffset>,
    /// The rule's code.
    pub rule: String,
    /// The rule in words.
    pub rule_text: String,
    /// The airing that it concerns.
    pub airing: Option<String>,
    /// What was seen, for whoever mends it; English.
    pub seen: String,
}

/// Rehearses the folder between two instants and throws at it what the seed says.
pub fn throw_faults(
    folder: &Folder,
    seed: u64,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    lang: Lang,
) -> anyhow::Result<Thrown> {
    throw_faults_and_keep(folder, seed, from, to, lang).map(|(thrown, _)| thrown)
}

/// The same; also returns the store with the log of the run. It is in memory, and dropped with the store.
pub fn throw_faults_and_keep(
    folder: &Folder,
    seed: u64,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    lang: Lang,
) -> anyhow::Result<(Thrown, Store)> {
    let took = Instant::now();
    let zone = folder.schedule.station.zone;
    let utilities = folder.scripts.airable_ids();
    let trial = Trial { folder, seed, from, to };
    let world = trial.run(None)?;
    let needed = trial.shrink(&world)?;
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).fixed_offset();
    let happened = |thrown: &[(DateTime<Utc>, Message)]| {
        let told = |(at, message): &(DateTime<Utc>, Message)| Happened {
            at: local(*at),
            fault: name(message, "fault-"),
            fault_text: message.render(lang),
        };
        thrown.iter().map(told).collect::<Vec<_>>()
    };
    let rows = rows(world.log(), Reader { zone, lang }, from, to)?;
    let mut rehearsal = figures_of(&rows, &utilities, from, to, zone);
    rehearsal.took_s = took.elapsed().as_secs_f64();
    let mut faults = BTreeMap::new();
    for (_, message) in &world.thrown {
        *faults.entry(name(message, "fault-")).or_default() += 1;
    }
    let violations = world.watch.broken.iter().map(|broken| Violation {
        at: local(broken.at),
        rule: name(&broken.rule, "rule-"),
        rule_text: broken.rule.render(lang),
        airing: broken.airing.clone(),
        seen: broken.seen.clone(),
    });
    let thrown = Thrown {
        seed,
        rehearsal,
        faults,
        thrown: happened(&world.thrown),
        violations: violations.collect(),
        needed: happened(&needed),
        next: world.next.as_ref().map(Airing::key),
        mark: verify(world.log())?.mark,
        turns: world.turns,
    };
    Ok((thrown, world.keeper))
}

fn name(message: &Message, family: &str) -> String {
    message.code.trim_start_matches(family).replace('-', "_")
}
