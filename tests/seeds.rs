//! Seeds: everything that can go wrong with a station, thrown at one that has many short programmes.
//!
//! A seed makes the station, its schedule, its faults and their instants; the same seed gives the same
//! run. `make torture` throws thousands, this test a few dozen.

#[path = "seeds/station.rs"]
#[cfg(test)]
mod station;

use std::{
    collections::BTreeMap,
    env,
    panic::{catch_unwind, resume_unwind},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use loa::{
    asrun::Outcome,
    daemon::{Thrown, throw_faults},
    words::Lang,
};
use station::{FROM, station};

/// What many seeds came to.
#[derive(Default)]
struct Tally {
    seeds: u64,
    airings: usize,
    turns: u64,
    /// Seeds after whose last fault a planned airing had to go out.
    went_on: u64,
    faults: BTreeMap<String, usize>,
    outcomes: [u64; 5],
    broken: BTreeMap<String, usize>,
    first: BTreeMap<String, String>,
}

impl Tally {
    fn add(&mut self, thrown: &Thrown) {
        let figures = &thrown.rehearsal;
        self.seeds += 1;
        self.airings += figures.planned;
        self.turns += thrown.turns;
        self.went_on += u64::from(thrown.next.is_some());
        for (sum, outcome) in self.outcomes.iter_mut().zip(Outcome::ALL) {
            *sum += figures.outcomes.of(outcome);
        }
        for (fault, times) in &thrown.faults {
            *self.faults.entry(fault.clone()).or_default() += times;
        }
        for violation in &thrown.violations {
            *self.broken.entry(violation.rule.clone()).or_default() += 1;
            let told = format!(
                "seed {}, {}, {}: {}: {}",
                thrown.seed,
                violation.at,
                violation.airing.as_deref().unwrap_or("-"),
                violation.rule_text,
                violation.seen
            );
            self.first.entry(violation.rule.clone()).or_insert(told);
        }
    }
}

#[cfg(test)]
fn throw(seed: u64) -> Thrown {
    let (folder, days) = station(seed);
    let from = FROM.parse().unwrap();
    throw_faults(&folder, seed, from, from + days, Lang::En).unwrap()
}

/// Throws `count` seeds from `first` on, on so many threads. `stop`: no other seed once one broke a rule. A
/// panic ends it in any case.
#[cfg(test)]
fn throw_all(first: u64, count: u64, threads: usize, stop: bool) -> Tally {
    let (next, tally) = (AtomicU64::new(first), Mutex::new(Tally::default()));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + count {
                        return;
                    }
                    let end = |rule: &str| {
                        println!("first broken: seed {seed}, {rule}");
                        next.fetch_max(first + count, Ordering::Relaxed);
                    };
                    let thrown = catch_unwind(|| throw(seed)).unwrap_or_else(|panic| {
                        end("panic");
                        resume_unwind(panic)
                    });
                    if let Some(broken) = thrown.violations.first().filter(|_| stop) {
                        end(&broken.rule);
                    }
                    tally.lock().unwrap().add(&thrown);
                }
            });
        }
    });
    tally.into_inner().unwrap()
}

#[test]
fn a_seed_reproduces_its_run() {
    let mut twice = [throw(7), throw(7)];
    for thrown in &mut twice {
        thrown.rehearsal.took_s = 0.0;
    }
    let [one, other] = twice.map(|thrown| serde_json::to_string(&thrown).unwrap());
    assert_eq!(one, other);
    assert!(!throw(7).thrown.is_empty());
    assert_ne!(throw(8).thrown, throw(7).thrown);
}

/// The station of a seed, what was thrown at it, and what did not hold.
#[cfg(test)]
fn story(thrown: &Thrown, seed: u64) -> String {
    let mut lines = vec![station(seed).0.schedule_text];
    lines.extend(thrown.thrown.iter().map(|it| format!("{} {}", it.at, it.fault_text)));
    lines.extend(thrown.needed.iter().map(|it| format!("needed: {} {}", it.at, it.fault_text)));
    lines.extend(
        thrown
            .violations
            .iter()
            .map(|it| format!("{} {:?} {}: {}", it.at, it.airing, it.rule_text, it.seen)),
    );
    lines.join("\n")
}

/// A few dozen; thousands by `make torture FIRST=1 COUNT=5000`, which also tells what was thrown. With `LOA_STOP`
/// set it ends with the first seed that breaks a rule.
#[test]
fn no_seed_breaks_a_rule() {
    let number = |name: &str| env::var(name).ok().and_then(|value| value.parse().ok());
    let (first, asked) = (number("LOA_FIRST").unwrap_or(1), number("LOA_COUNT"));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let took = Instant::now();
    let stop = env::var_os("LOA_STOP").is_some();
    let tally = throw_all(first, asked.unwrap_or(24), threads, stop);
    if asked.is_some() {
        println!("{}", told(&tally, first, took.elapsed().as_secs_f64()));
    }
    if asked == Some(1) {
        println!("{}", story(&throw(first), first));
    } else if !stop {
        assert!(tally.airings > 250 && tally.faults.len() > 15, "{:?}", tally.faults);
        assert!(tally.went_on * 10 > tally.seeds * 9, "{} of {}", tally.went_on, tally.seeds);
    }
    let again = "a seed again, with its story: make torture FIRST=SEED COUNT=1";
    assert!(tally.broken.is_empty(), "{:#?}\n{again}", tally.first);
}

/// What many seeds came to, in lines.
#[cfg(test)]
fn told(tally: &Tally, first: u64, seconds: f64) -> String {
    let pace = 60.0 * f64::from(u32::try_from(tally.seeds).unwrap()) / seconds;
    let [aired, cut, missed, skipped, cancelled] = tally.outcomes;
    let mut lines = vec![
        format!("{} seeds from {first} in {seconds:.1} s, {pace:.0} a minute", tally.seeds),
        format!(
            "{} airings in {} turns: {aired} aired, {cut} cut, {missed} missed, {skipped} skipped, {cancelled} cancelled",
            tally.airings, tally.turns
        ),
    ];
    lines.push(format!("after {} the next planned airing had to go out", tally.went_on));
    lines.extend(tally.faults.iter().map(|(fault, times)| format!("  {fault} {times}")));
    lines.push(format!("{} rules broken", tally.broken.values().sum::<usize>()));
    lines.extend(tally.broken.iter().map(|(rule, times)| format!("  {rule} {times}")));
    lines.join("\n")
}
