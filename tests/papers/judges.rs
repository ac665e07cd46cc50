//! What other people's readers see in a paper, and what the log says should be there.

#![allow(dead_code, reason = "each file of tests is compiled with it and uses its own part")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::station::{
    Station,
    json::{rows, text},
};

/// Runs one of `tests/papers/*.py` on a file; what it prints is JSON.
pub(crate) fn judge(script: &str, file: &Path) -> Value {
    let python = env::var_os("JUDGE_PYTHON")
        .expect("JUDGE_PYTHON is not set: run the tests with `make test`, which sets it up");
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers");
    let output =
        Command::new(python).arg("-B").arg(scripts.join(script)).arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script} refuses {}: {said}", file.display());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The only file of a folder with this ending.
pub(crate) fn only(folder: &Path, ending: &str) -> PathBuf {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let found: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == ending)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

/// How many airings of a log are planned, and how many of them have this outcome. A relay by other
/// equipment is listed and never counted.
pub(crate) fn counts(log: &Value) -> [usize; 6] {
    let ours = |row: &&Value| text(row, "origin") == "schedule" && text(row, "kind") == "recorded";
    let planned = rows(log).iter().filter(ours);
    let outcomes: Vec<&str> = planned.map(|row| text(row, "outcome")).collect();
    let of = |outcome| outcomes.iter().filter(|it| **it == outcome).count();
    let [aired, cut] = [of("aired"), of("cut")];
    let [missed, skipped, cancelled] = [of("missed"), of("skipped"), of("cancelled")];
    [outcomes.len(), aired, cut, missed, skipped, cancelled]
}

pub(crate) fn log_in(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("log.json")).unwrap()).unwrap()
}

/// A station with something of each kind to report: a missing clip and a holiday.
pub(crate) fn eventful() -> Station {
    let station = Station::sample();
    station.remove("audio/vneid-luu-tru.ogg").append(
        "schedule.toml",
        "\n[[except]]\ndates = \"24/12/2026..25/12/2026\"\nprogrammes = \"all\"\nreason = \"Nghỉ; bảo trì\"\n",
    );
    station
}

pub(crate) type Table = Vec<Vec<String>>;

pub(crate) fn tables(seen: &Value) -> Vec<Table> {
    serde_json::from_value(seen["tables"].clone()).unwrap()
}

/// The table whose first heading this is.
pub(crate) fn table(seen: &Value, heading: &str) -> Table {
    tables(seen).into_iter().find(|table| table[0][0] == heading).unwrap()
}

pub(crate) fn number(cell: &str) -> usize {
    cell.replace('.', "").parse().unwrap()
}

/// When an airing was planned, as the annex writes it: `01/12/2026 05:30`.
pub(crate) fn planned_at(row: &Value) -> String {
    let at = text(row, "planned_at");
    format!("{}/{}/{} {}", &at[8..10], &at[5..7], &at[..4], &at[11..16])
}
