//! Every Tết and Giỗ Tổ of a table, every day of seventy years there and back, leap months.

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn check(solar: (i32, u32, u32), lunar: (i32, u32, bool, u32)) {
    let solar = day(solar.0, solar.1, solar.2);
    let lunar = LunarDate { year: lunar.0, month: lunar.1, leap: lunar.2, day: lunar.3 };
    assert_eq!(LunarDate::of(solar), lunar, "{solar}");
    assert_eq!(lunar.to_solar(), Some(solar), "{lunar:?}");
}

#[test]
fn tet_and_the_ancestors_day_fall_as_they_did_and_will() {
    let table = include_str!("../../tests/data/tet.csv");
    let mut rows = 0;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let year: i32 = cells[0].parse().unwrap();
        for (cell, month, of_month) in [(cells[1], 1, 1), (cells[2], 3, 10)] {
            let solar: NaiveDate = cell.parse().unwrap();
            let lunar = LunarDate { year, month, leap: false, day: of_month };
            assert_eq!(LunarDate::of(solar), lunar, "{row}");
            assert_eq!(lunar.to_solar(), Some(solar), "{row}");
        }
        rows += 1;
    }
    assert_eq!(rows, 85);
}

#[test]
fn days_on_which_other_calendars_go_wrong() {
    check((2007, 2, 17), (2007, 1, false, 1)); // China: 18/02.
    check((2030, 2, 2), (2030, 1, false, 1)); // China: 03/02.
    check((2053, 2, 18), (2053, 1, false, 1)); // China: 19/02.
    check((1985, 1, 21), (1985, 1, false, 1)); // China: 20/02, a month later.
    check((2023, 3, 22), (2023, 2, true, 1));
    check((2025, 7, 25), (2025, 6, true, 1));
    check((2033, 12, 22), (2033, 11, true, 1));
    check((2034, 1, 20), (2033, 12, false, 1));
    check((2026, 1, 1), (2025, 11, false, 13));
}

#[test]
fn leap_months_are_known() {
    let leaps: Vec<(i32, u32)> =
        (2000..=2034).filter_map(|year| Some((year, leap_month(year)?))).collect();
    assert_eq!(
        leaps,
        [
            (2001, 4),
            (2004, 2),
            (2006, 7),
            (2009, 5),
            (2012, 4),
            (2014, 9),
            (2017, 6),
            (2020, 4),
            (2023, 2),
            (2025, 6),
            (2028, 5),
            (2031, 3),
            (2033, 11),
        ]
    );
}

#[test]
fn every_day_there_and_back_and_each_the_next_of_the_one_before() {
    let mut date = day(1990, 1, 1);
    let mut before = LunarDate::of(day(1989, 12, 31));
    while date < day(2061, 1, 1) {
        let lunar = LunarDate::of(date);
        assert_eq!(lunar.to_solar(), Some(date), "{lunar:?}");
        let follows = lunar.day == before.day + 1 && lunar.month == before.month
            || lunar.day == 1 && before.day >= 29;
        assert!(follows, "{before:?} {lunar:?}");
        before = lunar;
        date = date.succ_opt().unwrap();
    }
}

#[test]
fn what_does_not_exist_has_no_date() {
    let none = |year, month, leap, day| {
        assert_eq!(LunarDate { year, month, leap, day }.to_solar(), None);
    };
    none(2026, 0, false, 1);
    none(2026, 13, false, 1);
    none(2026, 1, false, 0);
    none(2026, 1, false, 31);
    none(2024, 12, false, 30); // The last month of that year has 29 days.
    none(2025, 5, true, 1); // That year repeats the sixth.
    none(2026, 6, true, 1); // That one repeats none.
    none(i32::MAX, 12, false, 1);
    none(i32::MIN, 1, false, 1);
    assert_eq!(leap_month(i32::MAX), None);
}

#[test]
fn the_ends_of_time_do_not_panic() {
    LunarDate::of(NaiveDate::MIN);
    LunarDate::of(NaiveDate::MAX);
}
