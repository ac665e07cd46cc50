//! The boxes above the text: 1 to 5a, 9a.

use super::{Found, NEAR, hold, near};
use crate::sheet::{Sheet, Text};

/// Box 1: Quốc hiệu, in the upper right.
pub(super) fn country(sheet: &Sheet) -> Found {
    let country = country_of(sheet)?;
    let page = sheet.first();
    hold(country.is_bold() && (12.0..=13.0).contains(&country.size), || format!("{country:?}"))?;
    hold(country.middle() > page.width / 2.0, || format!("on the left: {country:?}"))?;
    let highest = page.texts.iter().all(|it| it.y >= country.y - 0.5);
    hold(highest, || "something stands above it".into())
}

/// Box 1: Tiêu ngữ, one line below, with a rule as long as it is.
pub(super) fn motto(sheet: &Sheet) -> Found {
    let (country, words) = (country_of(sheet)?, sheet.word("report-motto"));
    let motto = sheet.found(|it| it.words == words, "motto")?;
    let rule = sheet.first().rule_under(motto)?;
    // Quốc hiệu 12 and Tiêu ngữ 13, or 13 and 14.
    hold(motto.is_bold() && near(motto.size, country.size + 1.0, 0.1), || format!("{motto:?}"))?;
    hold(near(motto.middle(), country.middle(), NEAR), || "not under Quốc hiệu".into())?;
    hold((10.0..20.0).contains(&(motto.y - country.y)), || "not the next line".into())?;
    let share = rule.width() / motto.width();
    hold(near(share, 1.0, 0.02), || format!("the rule is {share:.3} of its line"))?;
    hold(near(rule.middle(), motto.middle(), NEAR), || "the rule is not centred".into())
}

/// Box 2: the parent in regular letters, then the issuing body in bold ones, on the left, with a rule.
pub(super) fn issuer(sheet: &Sheet) -> Found {
    let lines = issuer_of(sheet)?;
    let middle = lines[0].middle();
    for line in &lines {
        let fits = line.is_upper() && !line.italic && (12.0..=13.0).contains(&line.size);
        hold(fits && near(line.middle(), middle, NEAR), || format!("{line:?}"))?;
    }
    hold(middle < sheet.first().width / 2.0, || "not on the left".into())?;
    let bold: Vec<&&Text> = lines.iter().skip_while(|it| !it.bold).collect();
    hold(!bold.is_empty() && bold.iter().all(|it| it.bold), || format!("not bold: {lines:?}"))?;
    let widest = bold.iter().map(|it| it.width()).fold(0.0, f64::max);
    share_of_rule(sheet, bold[bold.len() - 1], widest)
}

/// Boxes 3 and 4: number and date on one line, each centred under what is above it.
pub(super) fn number(sheet: &Sheet) -> Found {
    let number = number_of(sheet)?;
    let date = sheet.found(Text::is_italic, "date")?;
    hold(number.is_plain() && number.is_of(13.0), || format!("{number:?}"))?;
    hold(date.is_large(), || format!("{date:?}"))?;
    hold(near(number.y, date.y, NEAR), || format!("{} and {}", number.y, date.y))?;
    let above = country_of(sheet)?.middle();
    hold(near(date.middle(), above, NEAR), || "the date is not under Quốc hiệu".into())?;
    let above = issuer_of(sheet)?[0].middle();
    hold(near(number.middle(), above, NEAR), || "the number is not under the issuing body".into())?;
    hold(date.words.contains(", "), || format!("no comma after the place: {}", date.words))
}

/// Days below 10 and the months 1 and 2 take a leading zero, other months none; a date in figures has
/// two of them for day and month.
pub(super) fn dates(sheet: &Sheet) -> Found {
    let words = sheet.words().replace('\n', " ");
    let after = |mark: &'static str| {
        words.split(mark).skip(1).filter_map(|rest| rest.split_whitespace().next())
    };
    for month in after("tháng ").filter(|it| it.bytes().all(|digit| digit.is_ascii_digit())) {
        let number: u32 = month.parse().unwrap_or(0);
        let written = if number < 3 { format!("0{number}") } else { number.to_string() };
        hold(month == written && (1..=12).contains(&number), || format!("month {month}"))?;
    }
    for word in words.split(|letter: char| !letter.is_ascii_digit() && letter != '/') {
        let parts: Vec<usize> = word.split('/').map(str::len).collect();
        let date = parts.len() == 3;
        hold(!date || parts == [2, 2, 4], || format!("date {word}"))?;
    }
    Ok(())
}

/// Box 5a: the kind of paper, centred.
pub(super) fn title(sheet: &Sheet) -> Found {
    let title = title_of(sheet)?;
    let fits = title.is_bold() && title.is_large() && title.is_upper();
    hold(fits, || format!("{title:?}"))?;
    hold(near(title.middle(), sheet.first().middle(), NEAR), || "not centred".into())
}

/// Box 5a: what it is about, right below, with a rule.
pub(super) fn summary(sheet: &Sheet) -> Found {
    let title = title_of(sheet)?;
    let (page, to) = (sheet.first(), sheet.word("report-to"));
    let to = to.trim_end_matches(':').to_owned();
    let lines: Vec<&Text> = page
        .body()
        .skip_while(|it| it.words != title.words)
        .take_while(|it| !it.words.starts_with(&to))
        .skip(1)
        .collect();
    let mut above = title;
    for line in &lines {
        hold(line.is_bold() && line.is_large(), || format!("{line:?}"))?;
        hold((12.0..20.0).contains(&(line.y - above.y)), || "not right below".into())?;
        hold(near(line.middle(), page.middle(), NEAR), || format!("not centred: {line:?}"))?;
        above = line;
    }
    hold(!lines.is_empty(), || "no abstract".into())?;
    share_of_rule(sheet, above, above.width())
}

/// Box 9a: one addressee on the line of `Kính gửi`; more of them on lines of their own, the dashes under
/// the colon.
pub(super) fn addressee(sheet: &Sheet) -> Found {
    let words = sheet.word("report-to");
    let to = sheet.found(|it| it.words.starts_with(&words), "addressee")?;
    hold(to.is_plain() && to.is_large(), || format!("{to:?}"))?;
    if to.words != words {
        return hold(near(to.middle(), sheet.first().middle(), NEAR), || "not centred".into());
    }
    let after = sheet.first().body().skip_while(|it| it.words != words).skip(1);
    let lines: Vec<&Text> = after.take_while(|it| it.words.starts_with("- ")).collect();
    hold(lines.len() > 1, || "nobody is addressed".into())?;
    // The colon is 0.28 of its size wide.
    let colon = to.x1 - 0.28 * to.size;
    for (place, line) in lines.iter().enumerate() {
        let mark = if place + 1 == lines.len() { '.' } else { ';' };
        hold(line.words.ends_with(mark), || format!("{} does not end with {mark}", line.words))?;
        hold(near(line.x0, colon, NEAR), || format!("{} and {colon}", line.x0))?;
    }
    Ok(())
}

/// Papers that ask for the report, where they stand on lines of their own: italic, a semicolon after
/// each, a full stop after the last.
pub(super) fn basis(sheet: &Sheet) -> Found {
    let word = sheet.word("report-basis-line");
    let lines = sheet.body().into_iter().map(|(_, it)| it);
    let lines: Vec<&Text> = lines.filter(|it| it.is_italic()).collect();
    let begins: Vec<usize> =
        (0..lines.len()).filter(|place| lines[*place].words.starts_with(&word)).collect();
    hold(begins.len() != 1, || "a single one stands in the first sentence".into())?;
    hold(lines.is_empty() || begins.first() == Some(&0), || format!("{lines:?}"))?;
    let ends = begins.iter().skip(1).map(|place| place - 1).chain(lines.len().checked_sub(1));
    for place in ends {
        let mark = if place + 1 == lines.len() { '.' } else { ';' };
        let line = lines[place];
        hold(line.words.ends_with(mark), || format!("{} does not end with {mark}", line.words))?;
    }
    Ok(())
}

fn country_of(sheet: &Sheet) -> Result<&Text, String> {
    let words = sheet.word("report-country");
    sheet.found(|it| it.words == words, "Quốc hiệu")
}

fn number_of(sheet: &Sheet) -> Result<&Text, String> {
    let words = sheet.word("report-number");
    sheet.found(|it| it.words.starts_with(&words), "number")
}

fn title_of(sheet: &Sheet) -> Result<&Text, String> {
    let words = sheet.word("report-title");
    sheet.found(|it| it.words == words, "title")
}

/// The lines of box 2: what was set before Quốc hiệu.
fn issuer_of(sheet: &Sheet) -> Result<Vec<&Text>, String> {
    let country = &country_of(sheet)?.words;
    let lines: Vec<&Text> = sheet.first().body().take_while(|it| it.words != *country).collect();
    if lines.is_empty() { Err("no issuing body".into()) } else { Ok(lines) }
}

/// A third to a half of the line, centred under it.
fn share_of_rule(sheet: &Sheet, line: &Text, width: f64) -> Found {
    let rule = sheet.first().rule_under(line)?;
    let share = rule.width() / width;
    hold((1.0 / 3.0..=0.5).contains(&share), || format!("the rule is {share:.3} of its line"))?;
    hold(near(rule.middle(), line.middle(), NEAR), || "the rule is not centred".into())
}
