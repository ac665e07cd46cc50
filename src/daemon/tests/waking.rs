//! A station that starts on a computer that was on, or off, meanwhile: whether its clock is believed.

use snapbox::{assert_data_eq, str};

use super::{clock::confirm, *};
use crate::clock::{Battery, Boot, Signs, Synchronised};

const EVERY_MORNING: &str = "at = [\"05:30\", \"06:00\"]";

impl Bench {
    /// Starts the station on a computer that says this of its clock.
    fn wake(&mut self, signs: &Signs) {
        let store = Store::open(&self.path().join("data/loa.db"), &tables()).unwrap();
        let mut station =
            Station::open(store, self.read(), self.hearing.clone(), self.now).unwrap();
        station.wake(self.now, signs).unwrap();
        self.engine = engine(self.now, &self.hearing);
        self.station = Some(station);
        self.quit = false;
        self.turn(Event::Look);
    }
}

/// The computer's start `id`, so long ago by a clock that nobody sets.
fn booted(id: &str, steady: TimeDelta, battery: Battery) -> Signs {
    let steady = steady.to_std().unwrap();
    Signs { boot: Some(id.into()), steady, battery, ..Signs::default() }
}

#[test]
fn a_doubt_outlives_the_program_and_a_stop_leaves_no_sign_of_life_of_it() {
    let mut bench = Bench::off(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.wake(&booted("a", TimeDelta::hours(9), Battery::Keeps));
    bench.until("2026-12-01 05:10");
    bench.set_clock("2026-12-01 06:10", Event::Stepped);
    bench.turn(Event::Stop);
    bench.power_cut();
    bench.now += later(20);
    bench.wake(&booted("a", TimeDelta::minutes(9 * 60 + 10) + later(20), Battery::Keeps));
    assert!(bench.notices().contains("nhảy tới 60 phút"), "{}", bench.notices());
    bench.set_clock("2026-12-01 05:11", Event::Stepped);
    assert_eq!(bench.notices(), "");
    bench.until("2026-12-01 07:00");
    assert_data_eq!(
        bench.log(),
        str![[r#"
01 05:30 sang aired 10.0
01 06:00 sang aired 10.0

"#]]
    );
}

#[test]
fn a_clock_set_while_the_program_was_off_is_doubtful() {
    let mut bench = Bench::off(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    bench.wake(&booted("a", TimeDelta::hours(9), Battery::Keeps));
    bench.until("2026-12-01 05:10");
    bench.power_cut();
    bench.now = at("2026-12-01 12:10");
    bench.wake(&booted("a", TimeDelta::minutes(9 * 60 + 11), Battery::Keeps));
    assert!(bench.notices().contains("nhảy tới 419 phút"), "{}", bench.notices());
    bench.power_cut();
    let synchronised = Synchronised::Yes(SystemTime::UNIX_EPOCH);
    let signs = booted("a", TimeDelta::minutes(9 * 60 + 11), Battery::Keeps);
    bench.wake(&Signs { synchronised, ..signs });
    assert_eq!(bench.notices(), "", "the system says that it is right");
}

/// No station is silent for ever after a long power cut without a network: that is the commonest case.
#[test]
fn after_a_power_cut_without_a_network_a_battery_that_kept_the_time_is_believed() {
    let after = |battery| {
        let mut bench = Bench::off(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
        bench.wake(&booted("a", TimeDelta::hours(9), Battery::Keeps));
        bench.until("2026-12-01 05:10");
        bench.power_cut();
        bench.now = at("2026-12-03 05:50");
        bench.wake(&booted("b", later(30), battery));
        bench
    };
    for battery in [Battery::Keeps, Battery::Unknown] {
        let mut bench = after(battery);
        bench.until("2026-12-03 06:30");
        assert!(bench.log().ends_with("03 06:00 sang aired 10.0\n"), "{}", bench.log());
    }
    for (battery, why) in
        [(Battery::Absent, "không có pin giữ giờ"), (Battery::Flat, "của máy đã hết")]
    {
        let mut bench = after(battery);
        assert!(bench.notices().contains(why), "{}", bench.notices());
        bench.until("2026-12-03 06:30");
        assert_eq!(bench.log(), "");
        bench.ask(confirm()).unwrap();
        bench.until("2026-12-04 05:45");
        assert_eq!(bench.log().lines().count(), 7, "{}", bench.log());
        assert!(bench.log().ends_with("04 05:30 sang aired 10.0\n"), "{}", bench.log());
    }
}

#[test]
fn which_start_of_the_computer_it_is_is_kept_only_by_a_right_clock() {
    let mut bench = Bench::off(&programme("sang", 10, EVERY_MORNING), "2026-12-01 05:00");
    let kept = |bench: &mut Bench| {
        let sql = "SELECT id, at_us FROM boot";
        let connection = bench.station().store().connection();
        connection
            .query_row(sql, [], |row| {
                Ok(Boot { id: row.get(0)?, at: crate::clock::from_micros(row.get(1)?) })
            })
            .unwrap()
    };
    bench.wake(&booted("a", TimeDelta::hours(1), Battery::Keeps));
    assert_eq!(kept(&mut bench), Boot { id: "a".into(), at: at("2026-12-01 04:00") });
    bench.until("2026-12-01 05:10");
    bench.set_clock("2026-12-01 06:10", Event::Stepped);
    bench.until("2026-12-01 06:20");
    assert_eq!(kept(&mut bench).at, at("2026-12-01 04:00"));
    bench.ask(confirm()).unwrap();
    bench.until("2026-12-01 06:21");
    assert_eq!(kept(&mut bench).at, at("2026-12-01 05:00"));
}
