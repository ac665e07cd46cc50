//! The report as it lies on the desk: LibreOffice sets it, pdfminer.six reads the pages, and every place,
//! size and line that Nghị định 30/2020/NĐ-CP asks for is measured. Layouts that were spoilt on purpose
//! show that each measure sees what it is for.

#[path = "form/checks.rs"]
#[cfg(test)]
mod checks;
#[path = "papers/judges.rs"]
#[cfg(test)]
mod judges;
#[path = "form/months.rs"]
#[cfg(test)]
mod months;
#[path = "form/press.rs"]
#[cfg(test)]
mod press;
#[path = "form/sheet.rs"]
#[cfg(test)]
mod sheet;
#[path = "form/spoilt.rs"]
#[cfg(test)]
mod spoilt;
#[cfg(test)]
mod station;

use std::collections::{BTreeMap, BTreeSet};

use checks::{CHECKS, faults};
use months::MONTHS;
use press::press;
use spoilt::spoilt;

#[test]
fn every_month_is_laid_out_as_the_decree_says() {
    let mut seen = Vec::new();
    for sheet in press(&MONTHS) {
        seen.extend(faults(&sheet).iter().map(|fault| format!("{}: {fault}", sheet.name)));
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
}

#[test]
fn every_measure_sees_a_layout_that_was_spoilt() {
    let spoilt = spoilt(&MONTHS);
    let sheets = press(&spoilt);
    // A change that was made in several months must be seen in one of them.
    let mut seen: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for sheet in &sheets {
        seen.entry(&sheet.name).or_default().extend(faults(sheet));
    }
    let measure = |name: &str| format!("{}:", name.split_once(' ').unwrap().0);
    let missed = seen.iter().filter(|(name, faults)| {
        let measure = measure(name);
        !faults.iter().any(|fault| fault.starts_with(&measure))
    });
    let missed: Vec<_> = missed.map(|(name, faults)| format!("{name}: {faults:?}")).collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let spoilt: BTreeSet<String> = seen.keys().map(|name| measure(name)).collect();
    let all: BTreeSet<String> = CHECKS.iter().map(|(name, _)| format!("{name}:")).collect();
    assert_eq!(spoilt, all, "a measure that nothing is spoilt for");
}
