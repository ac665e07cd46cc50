//! Every figure of a report, counted a second time by a script that shares no code with loa.
//!
//! Each random month is a fault trial with its log kept, to which people's corrections and declarations are
//! added, and airings that no schedule can plan yet (live ones, emergencies). `tests/recount/recount.py` reads the log as
//! `loa log --json` prints it, counts, and compares with the figures, the DOCX, the XLSX and the letter.

#[path = "recount/month.rs"]
#[cfg(test)]
mod month;
#[path = "recount/people.rs"]
#[cfg(test)]
mod people;
#[cfg(test)]
mod station;

use std::{
    env, fs,
    path::Path,
    process::Command,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use serde_json::Value;
use station::json::{rows, text};
use tempfile::TempDir;

/// Counts the months in a folder again.
#[cfg(test)]
fn recount(months: &Path) -> Value {
    let python = env::var_os("JUDGE_PYTHON")
        .expect("JUDGE_PYTHON is not set: run the tests with `make test`, which sets it up");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recount/recount.py");
    let output = Command::new(python).arg("-B").arg(script).arg(months).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Makes so many months, on every processor.
#[cfg(test)]
fn make(folder: &Path, count: u64) {
    let next = AtomicU64::new(1);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed > count {
                        return;
                    }
                    month::make(&folder.join(format!("{seed:03}")), seed);
                }
            });
        }
    });
}

/// Ten months, or a hundred by `make torture MONTHS=100`, which also prints the counts.
#[test]
fn a_second_count_finds_the_same() {
    let asked: Option<u64> = env::var("LOA_MONTHS").ok().and_then(|count| count.parse().ok());
    let folder = TempDir::new().unwrap();
    make(folder.path(), asked.unwrap_or(10));
    let found = recount(folder.path());
    if asked.is_some() {
        println!("{:#}", found["seen"]);
    }
    let differences = rows(&found["differences"]);
    if !differences.is_empty() {
        let kept = folder.keep();
        panic!("{} differences, kept in {}: {differences:#?}", differences.len(), kept.display());
    }
    // Every kind of airing that a report counts occurred.
    for kind in [
        "planned aired",
        "planned cut",
        "planned missed",
        "planned skipped",
        "makegood aired",
        "operator aired",
        "emergency aired",
        "live aired",
        "live cut",
        "declared None",
        "elsewhere None",
        "relays put off",
        "corrected",
        "made good",
        "repeats",
        "others",
    ] {
        let times = found["seen"][kind].as_u64().unwrap_or_default();
        assert!(times > 0 || asked == Some(1), "no {kind}: {:#}", found["seen"]);
    }
}

/// An airing that differs between log and papers is noticed in each of the papers.
#[test]
fn a_second_count_sees_one_airing_that_differs() {
    let folder = TempDir::new().unwrap();
    make(folder.path(), 1);
    let path = folder.path().join("001/log.json");
    let mut log: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let aired = log.as_array_mut().unwrap().iter_mut().find(|row| {
        let ours = row["origin"] == "schedule" && row["outcome"] == "aired";
        ours && row["topic"] == "Đề án 06" && row["kind"] == "recorded"
    });
    aired.unwrap()["outcome"] = "missed".into();
    fs::write(&path, log.to_string()).unwrap();
    let found = recount(folder.path());
    let told: Vec<&str> =
        rows(&found["differences"]).iter().map(|difference| text(difference, "what")).collect();
    for what in [
        "figures total",
        "body outcomes",
        "body topics",
        "body sentence",
        "annex planned",
        "summary Chuyên mục",
        "letter totals",
    ] {
        assert!(told.contains(&what), "{what} is not among {told:?}");
    }
    assert!(told.iter().any(|what| what.starts_with("sheet row ")), "{told:?}");
}
