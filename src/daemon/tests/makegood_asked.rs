//! Phát bù because a person asks for it, and what is refused.

use super::{
    makegood::{off_from_to, schedule},
    *,
};
use crate::asrun::{Origin, Outcome};

/// An evening that was missed, which has no rule of its own.
fn missed_evening() -> Bench {
    off_from_to(&schedule(), "2026-12-01 16:00", "2026-12-01 18:00")
}

#[test]
fn a_person_chooses_the_hour() {
    let mut bench = missed_evening();
    let ask = |hour: &str| Ask::MakeGood {
        airing: "chieu".into(),
        at: Some(at(hour)),
        by: Some("trực".into()),
    };
    let refused = |bench: &mut Bench, hour| bench.ask(ask(hour)).unwrap_err();
    assert_eq!(
        refused(&mut bench, "2026-12-01 21:30"),
        "it falls into the quiet hours 21:00-05:00"
    );
    assert_eq!(
        refused(&mut bench, "2026-12-02 05:30:30"),
        "at that time there is `Bản tin sang` (05:30 02/12/2026)"
    );
    assert_eq!(
        refused(&mut bench, "2026-12-01 17:30"),
        "It cannot be made good at 17:30 01/12/2026: that is past, or too close"
    );
    assert_eq!(
        refused(&mut bench, "2027-01-05 17:30"),
        "It cannot be made good at 17:30 05/01/2027: that is more than 31 days away"
    );
    assert_eq!(
        bench.ask(ask("2026-12-01 18:30:20")).unwrap(),
        "Bản tin chieu (17:00 01/12/2026) will be made good at 18:30 01/12/2026"
    );
    assert_eq!(
        refused(&mut bench, "2026-12-01 19:00"),
        "Bản tin chieu: nothing was missed in the last 31 days that was not made good"
    );
    bench.edit(&(schedule() + &programme("trua", 10, "at = [\"11:00\"]")));
    bench.until("2026-12-01 20:00");
    let row = bench.rows().into_iter().find(|row| row.origin == Origin::Makegood).unwrap();
    assert_eq!((row.outcome, row.by.as_deref()), (Some(Outcome::Aired), Some("trực")));
    assert_eq!(row.started_at.unwrap().format("%H:%M:%S").to_string(), "18:30:20");
}

/// The clock ran ahead, the evening was missed by it, and was then set back: a make-good could be had before
/// the hour that it was for.
#[test]
fn nothing_is_made_good_before_its_own_hour() {
    let mut bench = missed_evening();
    bench.set_clock("2026-12-01 16:30", Event::Synchronised);
    let ask = |hour: &str| Ask::MakeGood { airing: "chieu".into(), at: Some(at(hour)), by: None };
    assert_eq!(
        bench.ask(ask("2026-12-01 16:45")).unwrap_err(),
        "It cannot be made good at 16:45 01/12/2026: it was to be on air at 17:00 01/12/2026 only"
    );
    bench.ask(ask("2026-12-01 17:45")).unwrap();
}

#[test]
fn what_cannot_be_made_good_is_refused_with_the_reason() {
    let mut bench = missed_evening();
    let ask = |airing: &str| Ask::MakeGood { airing: airing.into(), at: None, by: None };
    let evening = "chieu@2026-12-01T10:00:00Z";
    assert_eq!(
        bench.ask(ask("toi")).unwrap_err(),
        "There is no programme named `toi`. There are: sang, chieu"
    );
    assert_eq!(
        bench.ask(ask("chieu@2026-12-01T11:00:00Z")).unwrap_err(),
        "The log has no airing `chieu@2026-12-01T11:00:00Z`"
    );
    assert_eq!(
        bench.ask(ask("sang@2026-11-30T22:30:00Z")).unwrap_err(),
        "Bản tin sang of 05:30 01/12/2026 is not made good: it was aired"
    );
    bench.hide("tieng-60.wav");
    bench.edit(&schedule());
    assert_eq!(bench.ask(ask(evening)).unwrap_err(), "there is no clip `tieng-60`");
    bench.mend("tieng-60.wav");
    bench.edit(&schedule());
    assert_eq!(
        bench.ask(ask(evening)).unwrap(),
        "Bản tin chieu (17:00 01/12/2026) will be made good at 05:32 02/12/2026"
    );
    assert_eq!(
        bench.ask(ask(evening)).unwrap_err(),
        "Bản tin chieu of 17:00 01/12/2026 has a slot to be made good: 05:32 02/12/2026"
    );
    bench.until("2026-12-02 06:00");
    assert_eq!(
        bench.ask(ask(evening)).unwrap_err(),
        "Bản tin chieu of 17:00 01/12/2026 was made good at 05:32 02/12/2026"
    );
    assert_eq!(
        bench.ask(ask(&format!("{evening}+makegood"))).unwrap_err(),
        "This airing is a make-good itself"
    );
}

#[test]
fn a_cut_airing_is_made_good_when_a_person_asks() {
    let mut bench = Bench::new(&schedule(), "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:30");
    bench.ask(Ask::Stop { by: None }).unwrap();
    bench.until("2026-12-01 06:00");
    let airing = bench.rows()[0].airing.clone();
    bench.ask(Ask::MakeGood { airing, at: None, by: None }).unwrap();
    bench.until("2026-12-01 18:00");
    let rows = bench.rows();
    assert_eq!(rows[0].made_good_by.as_deref(), Some(rows[2].airing.as_str()));
}
