//! The text and the signature: boxes 6, 7 and 9b.

use super::{Found, HAIR, NEAR, hold, near};
use crate::sheet::{MM20, MM30, Sheet, Text};

/// Regular lines of the text, each with its page. Tables have smaller letters.
fn lines(sheet: &Sheet) -> Vec<(usize, &Text)> {
    let lines = sheet.body().into_iter();
    lines
        .filter(|(_, it)| it.is_large() && it.is_plain() && !it.is_dots())
        .skip_while(|(_, it)| it.words.starts_with("- "))
        .collect()
}

/// Whether a line goes on with the paragraph of the one before.
fn goes_on(line: &Text) -> bool {
    near(line.x0, MM30, HAIR)
}

/// First lines begin 1 cm or 1.27 cm into the text.
pub(super) fn indent(sheet: &Sheet) -> Found {
    for (_, line) in lines(sheet) {
        let indent = line.x0 - MM30;
        let fits = goes_on(line) || near(indent, 28.35, HAIR) || near(indent, 36.0, HAIR);
        hold(fits, || format!("{indent:.1} pt before {:?}", line.words))?;
    }
    Ok(())
}

/// A line that goes on below reaches the right edge.
pub(super) fn justified(sheet: &Sheet) -> Found {
    let lines = lines(sheet);
    let full: Vec<&Text> =
        lines.windows(2).filter(|pair| goes_on(pair[1].1)).map(|pair| pair[0].1).collect();
    hold(!full.is_empty(), || "no line is full".into())?;
    let edge = sheet.first().width - MM20;
    full.iter().try_for_each(|line| {
        hold(near(line.x1, edge, NEAR), || format!("{:?} ends at {}", line.words, line.x1))
    })
}

/// Lines single to one and a half, paragraphs at least 6 pt apart.
pub(super) fn spacing(sheet: &Sheet) -> Found {
    let texts: Vec<(usize, &Text)> =
        sheet.body().into_iter().filter(|(_, it)| it.is_large()).collect();
    // A line of Times New Roman is 1.15 times its size high.
    let single = |line: &Text| 1.149 * line.size;
    for pair in texts.windows(2) {
        let [(page, above), (next_page, line)] = pair else { continue };
        let (gap, inside) = (line.y - above.y, goes_on(line) && !line.is_dots());
        let fits = if page != next_page || line.words.starts_with("- ") {
            true
        } else if inside {
            (single(line) - 0.3..single(line) * 1.5 + 0.3).contains(&gap)
        } else {
            gap >= single(line) + 6.0 - 0.3
        };
        hold(fits, || format!("{gap:.1} pt above {:?}", line.words))?;
    }
    Ok(())
}

/// Four parts in capitals; under the first, four clauses with a title of their own.
pub(super) fn sections(sheet: &Sheet) -> Found {
    let part = ["report-results", "report-difficulties", "report-next", "report-proposals"];
    let clause = ["report-direction", "report-airings", "report-content", "report-incidents"];
    let expected: Vec<String> =
        [&part[..1], &clause, &part[1..]].concat().iter().map(|key| sheet.word(key)).collect();
    let body = sheet.body();
    let bold = body.iter().map(|(_, it)| it).filter(|it| it.is_bold() && it.is_of(14.0));
    let found: Vec<&str> = bold.map(|it| it.words.as_str()).collect();
    hold(found == expected, || format!("{found:?}"))?;
    let parts = part.map(|key| sheet.word(key));
    hold(parts.iter().all(|it| *it == it.to_uppercase()), || format!("{parts:?}"))
}

/// The text ends with `./.`, and nothing else does.
pub(super) fn ending(sheet: &Sheet) -> Found {
    let last = sheet.body().last().map(|(_, it)| it.words.clone()).unwrap_or_default();
    hold(last.ends_with("./."), || format!("it ends with {last:?}"))?;
    hold(sheet.words().matches("./.").count() == 1, || "more than one end".into())
}

/// Box 7 on the right, box 9b on the left, beginning on one line.
pub(super) fn signature(sheet: &Sheet) -> Found {
    let (page, block) = block(sheet)?;
    let (head, rest) = block.split_first().ok_or("no recipients")?;
    let fits = head.bold && head.italic && head.is_of(12.0) && near(head.x0, MM30, HAIR);
    hold(fits, || format!("{head:?}"))?;
    let (list, right): (Vec<&Text>, Vec<&Text>) =
        rest.iter().partition(|it| it.x0 < sheet.pages[page].width / 2.0);
    for (place, line) in list.iter().enumerate() {
        let mark = if place + 1 == list.len() { '.' } else { ';' };
        let fits = line.is_plain() && line.is_of(11.0) && near(line.x0, MM30, HAIR);
        hold(fits && line.words.starts_with("- "), || format!("{line:?}"))?;
        hold(line.words.ends_with(mark), || format!("{} does not end with {mark}", line.words))?;
    }
    hold(list.len() > 1, || "nobody receives it".into())?;
    let [post @ .., last_post, signer] = right.as_slice() else {
        return Err("no signature".into());
    };
    let first = post.first().unwrap_or(last_post);
    hold(near(first.y, head.y, NEAR), || format!("{} and {}", head.y, first.y))?;
    for line in &right {
        let fits = line.is_bold() && line.is_large() && near(line.middle(), signer.middle(), NEAR);
        hold(fits, || format!("{line:?}"))?;
    }
    hold(post.iter().chain([last_post]).all(|it| it.is_upper()), || {
        "a post in small letters".into()
    })?;
    hold(signer.y - last_post.y > 60.0, || "no room to sign".into())
}

/// The signature stands on one page, with two lines of text above it.
pub(super) fn together(sheet: &Sheet) -> Found {
    let (page, block) = block(sheet)?;
    hold(page + 1 == sheet.pages.len(), || "the report goes on after its signature".into())?;
    let first = block.first().ok_or("no recipients")?;
    let above = sheet.pages[page].body().filter(|it| it.y < first.y - 5.0 && it.is_large());
    let count = above.count();
    hold(count >= 2, || format!("{count} lines of text above the signature"))
}

/// From `Nơi nhận` to the report's end, and the place of its page.
fn block(sheet: &Sheet) -> Result<(usize, Vec<&Text>), String> {
    let words = sheet.word("report-recipients");
    let pages = sheet.pages.iter().enumerate();
    let mut found = pages.filter_map(|(place, page)| {
        let block: Vec<&Text> = page.body().skip_while(|it| it.words != words).collect();
        (!block.is_empty()).then_some((place, block))
    });
    found.next().ok_or_else(|| format!("no {words:?}"))
}
