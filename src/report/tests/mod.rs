//! Figures counted from a short month, and laws that hold for any log.

mod dispatch;
pub(crate) mod letter;
mod marks;
pub(crate) mod paper;
pub(crate) mod sample;
mod sorted;
mod wording;

use snapbox::{assert_data_eq, str};

use self::sample::{ZONE, counted, november, row, rows, topics, utilities};
use super::{Figures, Tally, figures};
use crate::{
    asrun::{Origin, Outcome, Row},
    script::{self, Airtime, Sources, assemble},
};

#[test]
fn a_month_is_counted_by_outcome_topic_programme_and_slot() {
    let figures = counted();
    let line = |name: &str, tally: &Tally| {
        let Tally { planned, aired, cut, missed, skipped, cancelled, items, repeats, heard_s } =
            *tally;
        format!(
            "{name}: {planned} = {aired}+{cut}+{missed}+{skipped}+{cancelled}, {items} items, \
             {repeats} repeats, {heard_s} s\n"
        )
    };
    let mut table = line("total", &figures.total);
    for of in figures.topics.iter().chain(&figures.programmes).chain(&figures.slots) {
        table += &line(&of.key, &of.tally);
    }
    for (name, tally) in [
        ("makegood", figures.apart.makegood),
        ("operator", figures.apart.operator),
        ("emergency", figures.apart.emergency),
        ("live", figures.apart.live),
    ] {
        table += &line(name, &tally);
    }
    table.push_str("elsewhere, declared, open: ");
    table.push_str(
        &[figures.apart.elsewhere, figures.apart.declared.airings, figures.open]
            .map(|it| it.to_string())
            .join(", "),
    );
    assert_data_eq!(
        table,
        str![[r#"
total: 7 = 3+1+1+1+1, 2 items, 1 repeats, 240 s
Đề án 06: 4 = 3+0+1+0+0, 2 items, 1 repeats, 180 s
Giao thông: 3 = 0+1+0+1+1, 0 items, 0 repeats, 60 s
ban-tin-sang: 4 = 3+0+1+0+0, 2 items, 1 repeats, 180 s
an-toan-chieu: 3 = 0+1+0+1+1, 0 items, 0 repeats, 60 s
morning: 4 = 3+0+1+0+0, 2 items, 1 repeats, 180 s
noon: 1 = 0+0+0+0+1, 0 items, 0 repeats, 0 s
afternoon: 1 = 0+0+0+1+0, 0 items, 0 repeats, 0 s
evening: 1 = 0+1+0+0+0, 0 items, 0 repeats, 60 s
makegood: 1 = 1+0+0+0+0, 1 items, 0 repeats, 60 s
operator: 1 = 1+0+0+0+0, 1 items, 0 repeats, 60 s
emergency: 0 = 0+0+0+0+0, 0 items, 0 repeats, 0 s
live: 0 = 0+0+0+0+0, 0 items, 0 repeats, 0 s
elsewhere, declared, open: 1, 1, 0
"#]]
    );
}

/// The reminder of 10:45 wished a good morning and was reported as noon.
#[test]
fn an_airing_is_counted_in_the_part_of_the_day_in_which_it_greets() {
    for (hour, slot, greeting) in [
        (0, "morning", "sang"),
        (10, "morning", "sang"),
        (11, "noon", "trua"),
        (12, "noon", "trua"),
        (13, "afternoon", "chieu"),
        (17, "afternoon", "chieu"),
        (18, "evening", "toi"),
        (23, "evening", "toi"),
    ] {
        let aired = row(&format!("11-05T{hour:02}:45"), Outcome::Aired);
        let local = aired.planned_at.unwrap().naive_local();
        let slots = figures(november(), &[aired], &[], &topics(), ZONE).slots;
        let counted: Vec<&str> =
            slots.iter().filter(|it| it.tally.aired == 1).map(|it| it.key.as_str()).collect();
        assert_eq!(counted, [slot], "{hour}:45");
        let cue = "{{#cue (clip \"chao\" part_of_day)}}{{/cue}}".to_owned();
        let sources = Sources { templates: [("tin".to_owned(), cue)].into(), facts: None };
        let airtime = Airtime {
            script: "tin",
            station_name: "",
            station_place: "",
            programme_title: "",
            programme_topic: "",
            at: local,
            utilities: &[],
        };
        let script = assemble(&script::load(&sources).scripts, &airtime).unwrap();
        assert_eq!(script.cues[0].clip, format!("chao-{greeting}"), "{hour}:45");
    }
}

#[test]
fn coverage_counts_airings_and_names_what_was_never_aired() {
    let coverage = counted().coverage;
    let times = |id: &str| {
        let line = coverage.utilities.iter().find(|line| line.id == id).unwrap();
        (line.aired, line.beside, line.cut)
    };
    assert_eq!(times("luu-tru"), (3, 1, 0), "the make-good spoke of it too");
    assert_eq!(times("doi-so"), (2, 0, 1));
    assert_eq!(times("ho-khau"), (0, 0, 1));
    assert_eq!(coverage.never, ["ho-khau"], "half an airing does not cover it");
}

#[test]
fn a_utility_that_the_facts_no_longer_hold_keeps_its_airings() {
    let old = Row { utilities: vec!["cmnd".into()], ..row("11-01T05:30", Outcome::Aired) };
    let coverage = figures(november(), &[old], &utilities(), &topics(), ZONE).coverage;
    let last = coverage.utilities.last().unwrap();
    assert_eq!((last.title.as_str(), last.level, last.aired), ("cmnd", None, 1));
}

#[test]
fn a_miss_is_made_good_once_its_make_good_was_heard() {
    let check = |makegood: Option<Outcome>, named: bool, expected: bool| {
        let mut missed = row("11-30T05:30", Outcome::Missed);
        // After the period: it still makes the miss good.
        let mut later = row("12-01T09:00", makegood.unwrap_or(Outcome::Aired));
        (later.origin, later.airing) = (Origin::Makegood, "bu".into());
        missed.made_good_by = named.then(|| "bu".into());
        let rows = if makegood.is_some() { vec![missed, later] } else { vec![missed] };
        let figures = figures(november(), &rows, &[], &topics(), ZONE);
        assert_eq!(figures.misses[0].made_good, expected, "{makegood:?} {named}");
        assert_eq!(figures.apart.makegood.aired, 0);
    };
    check(Some(Outcome::Aired), true, true);
    check(Some(Outcome::Missed), true, false);
    check(None, true, true);
    check(None, false, false);
    check(Some(Outcome::Aired), false, false);
}

#[test]
fn misses_and_reasons_are_told_in_order() {
    let Figures { misses, skips, .. } = counted();
    let told: Vec<String> = misses
        .iter()
        .map(|miss| {
            let at = miss.made_good_at.map(|at| at.to_rfc3339());
            format!("{} {:?} {:?} {at:?}", miss.airing, miss.outcome, miss.reason_text)
        })
        .chain(skips.iter().map(|why| format!("{:?} {:?}", why.outcome, why.reason_text)))
        .collect();
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
ban-tin-sang@11-03T05:30 Missed Some("mất điện từ 04:50") Some("2026-11-04T11:30:00+07:00")
ban-tin-chieu@11-08T18:30 Cut Some("người trực dừng phát") None
Skipped Some("nghỉ theo lịch: 20/11")
Cancelled Some("lịch phát đã được sửa")
"#]]
    );
}

#[test]
fn an_airing_that_is_not_over_is_in_no_tally() {
    let open = Row { outcome: None, ..row("11-30T05:30", Outcome::Aired) };
    let figures = figures(november(), &[open], &[], &topics(), ZONE);
    assert_eq!((figures.total, figures.open), (Tally::default(), 1));
}

#[test]
fn the_order_of_the_rows_changes_nothing_and_a_new_outcome_does() {
    let mut rows = rows();
    rows.reverse();
    let turned = figures(november(), &rows, &utilities(), &topics(), ZONE);
    assert_eq!(turned.sha256(), counted().sha256());
    for row in &mut rows {
        row.reason_text = row.reason_text.as_ref().map(|_| "the same in English".into());
    }
    let translated = figures(november(), &rows, &utilities(), &topics(), ZONE);
    assert_eq!(translated.sha256(), counted().sha256(), "words are no figures");
    rows.iter_mut().find(|row| row.outcome == Some(Outcome::Missed)).unwrap().outcome =
        Some(Outcome::Aired);
    assert_ne!(
        figures(november(), &rows, &utilities(), &topics(), ZONE).sha256(),
        counted().sha256()
    );
}

#[test]
fn figures_survive_their_json() {
    let json = serde_json::to_string(&counted()).unwrap();
    assert_eq!(serde_json::from_str::<Figures>(&json).unwrap(), counted());
}
