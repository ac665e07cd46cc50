//! Records which reports were made, and works out the next revision number of a month's report.
//!
//! A report counts as made whatever leaves with it: a letter with the report, a letter with the log alone,
//! or no letter but papers to be signed. Its row stores the days that it covers. These stay right when the
//! station's period changes, and they show whether a report was made before its period was over.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, Row, Transaction};

use super::compose::Sheet;
use crate::{
    clock::from_micros,
    report::{Month, Range},
    store::{Error, Store},
};

/// A report that was made: its letters were put, or its papers are to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The month it is named after.
    pub month: Month,
    /// From 1.
    pub revision: u32,
    /// The days it covers; `None` for a report of loa 0.1.0, which did not store them.
    pub period: Option<Range>,
    /// Hash of its figures.
    pub figures_sha256: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

/// The revision of a report about to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The number that the papers carry, from 1.
    pub number: u32,
    /// The revision that it replaces, which covers the same days.
    pub replaces: Option<u32>,
    /// Whether it was made before from the same figures. Putting it again adds letters only for recipients
    /// that had none.
    pub unchanged: bool,
}

/// Reads the reports of loa 0.1.0, which had no table for them: one for each revision that has letters.
const OF_LETTERS: &str = "SELECT month, revision, NULL, NULL, figures_sha256, max(created_at)
    FROM letter GROUP BY month, revision ORDER BY month, revision";

const ALL: &str = "SELECT month, revision, period_from, period_to, figures_sha256, made_at
    FROM reported ORDER BY month, revision";

/// Every report that was made, by month and revision.
pub fn reported(connection: &Connection) -> Result<Vec<Reported>, Error> {
    // A database that is only read is not migrated, and may be one of loa 0.1.0.
    let sql = if connection.table_exists(None, "reported")? { ALL } else { OF_LETTERS };
    let mut select = connection.prepare(sql)?;
    let rows = select.query_map([], report)?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn report(row: &Row<'_>) -> rusqlite::Result<Option<Reported>> {
    let day = |place| -> rusqlite::Result<Option<NaiveDate>> {
        let text: Option<String> = row.get(place)?;
        Ok(text.and_then(|text| text.parse().ok()))
    };
    let month: String = row.get(0)?;
    let Some(month) = Month::parse(&month) else { return Ok(None) };
    Ok(Some(Reported {
        month,
        revision: row.get(1)?,
        period: day(2)?.zip(day(3)?).map(|(from, to)| Range { from, to }),
        figures_sha256: row.get(4)?,
        made_at: from_micros(row.get(5)?),
    }))
}

/// Records a report whose papers leave without a letter; returns whether it is new.
pub fn keep(store: &mut Store, sheet: &Sheet) -> Result<bool, Error> {
    store.transaction(|transaction| Ok(note(transaction, sheet)?))
}

pub(super) fn note(transaction: &Transaction<'_>, sheet: &Sheet) -> rusqlite::Result<bool> {
    let new = transaction.execute(
        "INSERT INTO reported VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        (
            sheet.month.to_string(),
            sheet.revision,
            sheet.period.from.to_string(),
            sheet.period.to.to_string(),
            &sheet.figures_sha256,
            sheet.at.timestamp_micros(),
        ),
    )?;
    Ok(new == 1)
}

impl Reported {
    /// Whether it was made after its last day was over. Otherwise a report of the whole period replaces it.
    pub fn is_whole(&self, zone: Tz) -> bool {
        self.period.is_some_and(|period| self.made_at >= period.ends(zone))
    }

    /// Whether it covers a whole day, to its end.
    pub fn tells_of(&self, day: NaiveDate, zone: Tz) -> bool {
        self.is_whole(zone)
            && self.period.is_some_and(|period| period.from <= day && day <= period.to)
    }
}

/// The revision of a report of `period`, named after `month`, with these figures: the last revision of that
/// month if it has the same figures and days and was not made early, else the next number.
pub fn revision_for(
    reported: &[Reported],
    month: Month,
    period: Range,
    zone: Tz,
    figures_sha256: &str,
) -> Revision {
    let of_month = || reported.iter().rev().filter(|it| it.month == month);
    let last = of_month().next();
    let same = |it: &Reported| {
        it.is_whole(zone) && it.period == Some(period) && it.figures_sha256 == figures_sha256
    };
    let unchanged = last.is_some_and(same);
    let number = last.map_or(1, |it| it.revision.saturating_add(u32::from(!unchanged)));
    let before = of_month().find(|it| it.revision < number);
    let replaces = before.filter(|it| it.period == Some(period)).map(|it| it.revision);
    Revision { number, replaces, unchanged }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::TABLES;

    const ZONE: Tz = chrono_tz::Asia::Ho_Chi_Minh;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn days(from: &str, to: &str) -> Range {
        Range { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    fn november() -> Range {
        days("2026-11-01", "2026-11-30")
    }

    fn made(revision: u32, period: Range, at: &str, sha: &str) -> Reported {
        Reported {
            month: month("2026-11"),
            revision,
            period: Some(period),
            figures_sha256: sha.into(),
            made_at: DateTime::parse_from_rfc3339(&format!("{at}+07:00")).unwrap().to_utc(),
        }
    }

    fn next(reported: &[Reported], sha: &str) -> (u32, Option<u32>, bool) {
        let Revision { number, replaces, unchanged } =
            revision_for(reported, month("2026-11"), november(), ZONE, sha);
        (number, replaces, unchanged)
    }

    #[test]
    fn a_revision_follows_only_when_the_figures_changed() {
        let first = made(1, november(), "2026-12-01T08:00:00", "a");
        let second = made(2, november(), "2026-12-03T08:00:00", "b");
        assert_eq!(next(&[], "a"), (1, None, false));
        assert_eq!(next(std::slice::from_ref(&first), "a"), (1, None, true));
        assert_eq!(next(std::slice::from_ref(&first), "b"), (2, Some(1), false));
        let both = [first, second];
        assert_eq!(next(&both, "b"), (2, Some(1), true));
        assert_eq!(next(&both, "a"), (3, Some(2), false), "back to the first figures");
        let december = revision_for(&both, month("2026-12"), november(), ZONE, "b");
        assert_eq!((december.number, december.unchanged), (1, false));
    }

    /// A letter that was put on the 28th kept the month's report from being sent.
    #[test]
    fn a_report_made_before_its_last_day_was_over_is_replaced_whatever_its_figures() {
        let early = made(1, november(), "2026-11-30T23:59:59", "a");
        assert!(!early.is_whole(ZONE) && !early.tells_of(november().to, ZONE));
        assert_eq!(next(std::slice::from_ref(&early), "a"), (2, Some(1), false));
        assert_eq!(next(&[early], "b"), (2, Some(1), false));
        assert!(made(1, november(), "2026-12-01T00:00:00", "a").is_whole(ZONE));
    }

    #[test]
    fn a_report_about_other_days_is_followed_and_not_replaced() {
        let fifteen = days("2026-10-15", "2026-11-14");
        let before = made(1, fifteen, "2026-11-15T08:00:00", "a");
        assert!(before.tells_of(fifteen.to, ZONE) && !before.tells_of(november().to, ZONE));
        assert_eq!(next(&[before], "a"), (2, None, false));
    }

    /// The tables as loa 0.1.0 left them, with a letter of each kind.
    #[test]
    fn letters_of_an_older_loa_count_as_reports() {
        let old = crate::store::Tables { room: TABLES.room, steps: &TABLES.steps[..2] };
        let path = tempfile::tempdir().unwrap();
        let file = path.path().join("loa.db");
        let store = Store::open(&file, &[old]).unwrap();
        for (kind, revision, sha, at) in
            [("log", 1, "a", 1), ("unsigned", 1, "b", 2), ("log", 2, "c", 3)]
        {
            let put =
                "INSERT INTO letter (letter, kind, month, revision, recipient, state, message_id,
                file, bytes, figures_sha256, created_at)
                VALUES ('x', ?1, '2026-11', ?2, 'a@example.vn', 'sent', 'x', 'x', x'', ?3, ?4)";
            store.connection().execute(put, (kind, revision, sha, at)).unwrap();
        }
        let told = |store: &Store| {
            let rows = reported(store.connection()).unwrap();
            let of = |it: &Reported| (it.revision, it.figures_sha256.clone(), it.period);
            rows.iter().map(of).collect::<Vec<_>>()
        };
        let expected = [(1, "b".to_owned(), None), (2, "c".to_owned(), None)];
        assert_eq!(told(&store), expected, "read as it is");
        drop(store);
        assert_eq!(told(&Store::open(&file, &[TABLES]).unwrap()), expected, "brought up to date");
    }
}
