//! A disk that is full, and a log that cannot be written: nothing starts that is not on the disk, and
//! what became of everything is written once it can be.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::daemon::unpersisted::UnpersistedEvents;

impl Bench {
    /// Lets time pass while the store may fail, as the shell does: looks every two seconds, and keeps
    /// what the engine told until it is on the disk. Returns how many turns failed.
    fn endure(&mut self, local: &str, unpersisted: &mut UnpersistedEvents) -> usize {
        let mut failed = 0;
        while self.now < at(local) {
            self.now = (self.now + later(2)).min(at(local));
            let now = self.now;
            let told = self.engine.turn(now).into_iter().map(Event::Engine);
            for event in told.chain([Event::Look]) {
                unpersisted.hand_over(event, |event| {
                    let (actions, done) = self.station().turn(now, event);
                    for action in actions {
                        if let Action::Air(order) = action {
                            self.engine.order(order, now);
                        }
                    }
                    failed += usize::from(done.is_err());
                    done.is_ok()
                });
            }
        }
        failed
    }

    fn sql(&mut self, sql: &str) -> Result<(), rusqlite::Error> {
        self.station().store().connection().execute_batch(sql)
    }

    /// Not a page more than the file has, and none of them empty: SQLite's own answer to a full disk.
    fn fill_disk(&mut self) {
        self.sql("CREATE TABLE filler (x BLOB); PRAGMA max_page_count = 1;").unwrap();
        let full = |bytes| format!("INSERT INTO filler VALUES (randomblob({bytes}))");
        for bytes in [3000, 300, 30] {
            while self.sql(&full(bytes)).is_ok() {}
        }
    }

    fn empty_disk(&mut self) {
        self.sql("PRAGMA max_page_count = 1000000; DROP TABLE filler;").unwrap();
    }
}

const THREE: &str = "at = [\"05:30\", \"06:00\", \"06:30\"]";

/// A full disk takes what fits into pages that are there already: the first airings may still be on air.
#[test]
fn a_full_disk_costs_what_could_not_be_claimed_and_every_outcome_is_written_later() {
    let hours = (0..24).map(|n| format!("\"{:02}:{:02}\"", 6 + n / 12, n % 12 * 5));
    let at = format!("at = [{}]", hours.collect::<Vec<_>>().join(", "));
    let mut bench = Bench::new(&programme("sang", 10, &at), "2026-12-01 05:55");
    bench.until("2026-12-01 06:07");
    bench.fill_disk();
    let mut unpersisted = UnpersistedEvents::default();
    assert!(bench.endure("2026-12-01 07:28", &mut unpersisted) > 100);
    assert!(bench.engine.is_idle(), "what is not claimed on the disk does not start");
    bench.empty_disk();
    bench.endure("2026-12-01 08:00", &mut unpersisted);
    let rows = bench.rows();
    assert_eq!(rows.len(), 24, "each once");
    let outcomes: Vec<_> = rows.iter().map(|row| row.outcome.unwrap().code()).collect();
    let missed: Vec<_> = rows.iter().filter(|row| row.reason.is_some()).collect();
    assert!(missed.len() > 5, "{outcomes:?}");
    for row in &missed {
        assert_eq!(
            row.reason.as_ref().map(Reason::json_code).as_deref(),
            Some("disk_full"),
            "{row:?}"
        );
        assert_eq!(row.outcome.unwrap().code(), "missed");
    }
    assert_eq!(outcomes[..2], ["aired"; 2]);
    assert_eq!(outcomes[18..], ["aired"; 6]);
}

#[test]
fn what_was_on_air_when_the_log_failed_is_aired_and_written_once() {
    let mut bench = Bench::new(&programme("sang", 60, THREE), "2026-12-01 05:00");
    bench.until("2026-12-01 05:30:10");
    bench.sql("PRAGMA query_only = ON").unwrap();
    let mut unpersisted = UnpersistedEvents::default();
    assert!(bench.endure("2026-12-01 06:05", &mut unpersisted) > 100);
    assert_eq!(bench.log(), "01 05:30 sang - 0.0\n", "still on air as far as the log knows");
    bench.sql("PRAGMA query_only = OFF").unwrap();
    bench.endure("2026-12-01 06:40", &mut unpersisted);
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 60.0
01 06:00 sang missed 0.0 (the log could not be written from 05:30:12 01/12/2026)
01 06:30 sang aired 60.0

"#]]
    );
}

/// The new schedule was in hand, but its plan could not be written; when the log could be again, nobody
/// planned by it, and what it had added was neither heard nor in the log.
#[test]
fn an_edit_while_the_log_cannot_be_written_is_taken_up_once_it_can() {
    let mut bench = Bench::new(&programme("sang", 10, THREE), "2026-12-01 05:00");
    bench.until("2026-12-01 05:40");
    bench.sql("PRAGMA query_only = ON").unwrap();
    bench.write(&(programme("sang", 10, THREE) + &programme("them", 10, "at = [\"06:15\"]")));
    let (folder, now) = (bench.read(), bench.now);
    let (_, done) = bench.station().turn(now, Event::Edited(Box::new(folder)));
    assert!(done.is_err());
    let mut unpersisted = UnpersistedEvents::default();
    assert!(bench.endure("2026-12-01 05:45", &mut unpersisted) > 100);
    bench.sql("PRAGMA query_only = OFF").unwrap();
    bench.endure("2026-12-01 06:40", &mut unpersisted);
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang aired 10.0
01 06:15 them aired 10.0
01 06:30 sang aired 10.0

"#]]
    );
}

/// The clock was right again and the log could not be written; the stop left a sign of life, and the hours
/// before it were silent for a reason that began after them.
#[test]
fn a_stop_before_the_hours_of_silence_are_written_does_not_hide_when_they_began() {
    let mut bench = Bench::new(&programme("sang", 10, THREE), "2026-12-01 05:00");
    bench.until("2026-12-01 05:40");
    bench.power_cut();
    bench.now = at("2010-01-01 00:01");
    bench.start();
    bench.sql("PRAGMA query_only = ON").unwrap();
    let step = at("2026-12-01 07:00") - bench.now;
    bench.now += step;
    let now = bench.now;
    assert!(bench.station().turn(now, Event::Synchronised(step)).1.is_err());
    bench.sql("PRAGMA query_only = OFF").unwrap();
    bench.turn(Event::Stop);
    assert!(bench.quit);
    bench.power_cut();
    bench.now = at("2026-12-01 08:00");
    bench.start();
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang missed 0.0 (the station's program did not run, from 05:40:00 01/12/2026)
01 06:30 sang missed 0.0 (the station's program did not run, from 05:40:00 01/12/2026)

"#]]
    );
}
