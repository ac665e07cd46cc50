//! Tables over several pages, page numbers, the annex.

use super::{Found, NEAR, hold, near};
use crate::sheet::{MM20, MM30, Page, Sheet, Text};

/// None on the first page, then from 2, centred in the upper margin; the annex begins anew.
pub(super) fn page_numbers(sheet: &Sheet) -> Found {
    for part in [&sheet.pages, &sheet.annex] {
        for (place, page) in (1..).zip(part) {
            let numbers = page.numbers();
            let texts: Vec<&str> = numbers.iter().map(|it| it.words.as_str()).collect();
            let expected = if place == 1 { Vec::new() } else { vec![place.to_string()] };
            hold(texts == expected, || format!("page {place} is numbered {texts:?}"))?;
            for number in numbers {
                let fits = number.is_plain() && number.is_large();
                hold(fits && near(number.middle(), page.middle(), NEAR), || format!("{number:?}"))?;
            }
        }
    }
    Ok(())
}

/// A page that begins inside a table begins with the table's head, and then with a whole row.
pub(super) fn table_heads(sheet: &Sheet) -> Found {
    for part in [&sheet.pages, &sheet.annex] {
        for page in part.iter().skip(1) {
            let Some(first) = page.body().next() else { continue };
            let above = |y| y > first.y - 30.0 && y < first.y;
            if !page.rules.iter().any(|rule| above(rule.y) && rule.width() > 300.0) {
                continue;
            }
            hold(is_cell_head(first), || format!("{:?} begins a page", first.words))?;
            let row = page.body().find(|it| !is_cell_head(it));
            let row = row.ok_or("a head without rows")?;
            hold(row.x0 < MM30 + 30.0, || format!("{:?} is half a row", row.words))?;
        }
    }
    Ok(())
}

/// No heading, no caption and no table's head stands alone at the foot of a page.
pub(super) fn headings(sheet: &Sheet) -> Found {
    let (last, pages) = sheet.pages.split_last().ok_or("no pages")?;
    let total = sheet.word("report-total");
    for page in pages.iter().chain(&sheet.annex) {
        let Some(foot) = page.body().max_by(|a, b| a.y.total_cmp(&b.y)) else { continue };
        let row: Vec<&Text> = page.body().filter(|it| near(it.y, foot.y, 1.0)).collect();
        let is_total = row.iter().any(|it| it.words == total);
        hold(!foot.bold || is_total, || format!("{:?} ends a page", foot.words))?;
        // A total stands with at least a row of what it adds up.
        let rows = page.body().filter(|it| it.is_plain() && it.is_of(12.0) && it.y < foot.y);
        hold(!is_total || rows.count() > 0, || "a total without rows".into())?;
    }
    hold(last.body().count() > 0, || "an empty page".into())
}

/// The annex has a head of its own, says what it belongs to, and the text points to it.
pub(super) fn annex(sheet: &Sheet) -> Found {
    let first = sheet.annex.first().ok_or("no annex")?;
    let head: Vec<&Text> = first.body().take_while(|it| !is_cell_head(it)).collect();
    let [name, title, of @ ..] = head.as_slice() else { return Err(format!("{head:?}")) };
    let centred = |it: &&Text| near(it.middle(), first.middle(), NEAR);
    hold(name.is_bold() && name.is_of(14.0) && centred(name), || format!("{name:?}"))?;
    let fits = title.is_bold() && title.is_large() && title.is_upper() && centred(title);
    hold(fits, || format!("{title:?}"))?;
    let of: Vec<&Text> = of.iter().copied().take_while(|it| it.is_italic()).collect();
    hold(of.iter().all(|it| it.is_large() && centred(it)), || format!("{of:?}"))?;
    let words: Vec<&str> = of.iter().map(|it| it.words.as_str()).collect();
    let words = words.join(" ");
    let number_words = sheet.word("report-number");
    let number = sheet.found(|it| it.words.starts_with(&number_words), "number")?;
    let number = number.words.trim_start_matches(&number_words).trim();
    let whole = words.starts_with('(') && words.ends_with(')') && words.contains(number);
    hold(whole && !number.is_empty(), || format!("{words:?}"))?;
    let pointer = sheet.word("report-annex").to_lowercase();
    let body = sheet.body();
    let told = body.iter().any(|(_, it)| it.words.to_lowercase().contains(&pointer));
    hold(told, || "the text does not speak of the annex".into())?;
    hold(columns(first) <= if sheet.landscape { 10 } else { 7 }, || "too many columns".into())
}

/// How many columns the table of a page has: the cells of its first row.
fn columns(page: &Page) -> usize {
    let first = page.body().find(|it| it.is_plain() && it.is_of(12.0));
    first.map_or(0, |first| page.body().filter(|it| near(it.y, first.y, 0.5)).count())
}

/// A table's head: bold, 12 pt.
fn is_cell_head(text: &Text) -> bool {
    text.is_bold() && text.is_of(12.0) && text.y > MM20
}
