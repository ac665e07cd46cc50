//! Dates, hours, lengths and numbers as people write them, both ways.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use super::{Lang, Message};

/// Reads `2027-02-05`, `05/02/2027` or `5/2/2027` (day first, as in Việt Nam).
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some((day, rest)) = text.split_once('/') {
        let (month, year) = rest.split_once('/')?;
        return NaiveDate::from_ymd_opt(year_of(year)?, digits(month)?, digits(day)?);
    }
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year_of(year)?, digits(month)?, digits(day)?)
}

/// Reads `05:30`, `5:30`, `05:30:15`, `5h30`, `5h`, `5h30p`, `5h30'` or `17 giờ 30`.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase().replace("giờ", "h").replace("phút", "");
    let text = text.trim_end_matches(['p', '\'', '’', '′', ' ']).replace(['h', 'g'], ":");
    let mut parts = text.split(':').map(str::trim);
    let hour = digits(parts.next()?)?;
    let minute = match parts.next()? {
        "" => 0,
        minute => digits(minute)?,
    };
    let second = parts.next().map_or(Some(0), digits)?;
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// `05/02/2027` for Vietnamese readers, `2027-02-05` for English ones.
pub fn date_words(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        Lang::En => date.to_string(),
    }
}

/// `05:30`, with seconds only where there are any.
pub fn clock_words(time: NaiveTime) -> String {
    let text = time.format("%H:%M:%S").to_string();
    text.strip_suffix(":00").map_or_else(|| text.clone(), str::to_owned)
}

/// `45 giây`, `2 phút 5 giây`, `1 giờ 20 phút`: rounded to the second, or to the minute above an hour.
pub fn duration_words(lang: Lang, length: TimeDelta) -> String {
    let seconds = (length.num_milliseconds() + 500).max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let code = match (hours, minutes, seconds) {
        (0, 0, _) => "length-seconds",
        (0, _, 0) => "length-minutes",
        (0, _, _) => "length-minutes-seconds",
        (_, 0, _) => "length-hours",
        _ => "length-hours-minutes",
    };
    Message::new(code).with("h", hours).with("m", minutes).with("s", seconds).render(lang)
}

/// A whole number with its thousands apart: `1.234` in Vietnamese, `1,234` in English.
pub fn thousands(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(if lang == Lang::Vi { '.' } else { ',' });
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// A number with one decimal: `68,4` in Vietnamese, `68.4` in English.
pub fn decimal(lang: Lang, number: f64) -> String {
    let text = format!("{number:.1}");
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

fn digits(text: &str) -> Option<u32> {
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn year_of(text: &str) -> Option<i32> {
    let fits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_day_first_or_iso() {
        let tet = NaiveDate::from_ymd_opt(2027, 2, 6);
        for text in ["2027-02-06", "06/02/2027", "6/2/2027", " 6/2/2027 "] {
            assert_eq!(parse_date(text), tet, "{text}");
        }
        for text in ["31/02/2027", "2027-13-01", "6/2/27", "6.2.2027", "", "đ/2/2027"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let half_past_five = NaiveTime::from_hms_opt(5, 30, 0);
        for text in [
            "05:30",
            "5:30",
            "05:30:00",
            "5h30",
            "5 giờ 30",
            "5 giờ 30 phút",
            "5g30",
            "5h30p",
            "5h30'",
        ] {
            assert_eq!(parse_time(text), half_past_five, "{text}");
        }
        assert_eq!(parse_time("17h"), NaiveTime::from_hms_opt(17, 0, 0));
        for text in ["25:00", "5:60", "5", "05:30:00:00", "5:3o", ""] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_for_their_reader() {
        assert_eq!(thousands(Lang::Vi, 1_234_567), "1.234.567");
        assert_eq!(thousands(Lang::En, -1_234), "-1,234");
        assert_eq!(thousands(Lang::Vi, 12), "12");
        assert_eq!(decimal(Lang::Vi, 68.4), "68,4");
    }

    #[test]
    fn lengths_are_rounded_to_what_matters() {
        assert_eq!(duration_words(Lang::Vi, TimeDelta::milliseconds(45_400)), "45 giây");
        assert_eq!(duration_words(Lang::Vi, TimeDelta::seconds(125)), "2 phút 5 giây");
        assert_eq!(duration_words(Lang::Vi, TimeDelta::seconds(4_830)), "1 giờ 20 phút");
        assert_eq!(duration_words(Lang::En, TimeDelta::seconds(60)), "1 min");
    }
}
