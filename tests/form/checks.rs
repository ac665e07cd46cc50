//! What Nghị định 30/2020/NĐ-CP, Phụ lục I says of a report's pages, each rule as a measure.

#[path = "body.rs"]
mod body;
#[path = "head.rs"]
mod head;
#[path = "tables.rs"]
mod tables;

use crate::sheet::{MM20, MM30, Page, Sheet};

/// What a measure found: nothing, or what is wrong.
pub(crate) type Found = Result<(), String>;

/// A measure by its name.
type Check = (&'static str, fn(&Sheet) -> Found);

/// Half the width of a table's border, and what rounding to twips takes.
const HAIR: f64 = 0.6;

/// Two points: what nobody sees.
const NEAR: f64 = 2.0;

/// Every measure by its name.
pub(crate) const CHECKS: [Check; 24] = [
    ("paper", paper),
    ("margins", margins),
    ("fonts", fonts),
    ("words", words),
    ("country", head::country),
    ("motto", head::motto),
    ("issuer", head::issuer),
    ("number", head::number),
    ("dates", head::dates),
    ("title", head::title),
    ("abstract", head::summary),
    ("addressee", head::addressee),
    ("basis", head::basis),
    ("indent", body::indent),
    ("justified", body::justified),
    ("spacing", body::spacing),
    ("sections", body::sections),
    ("ending", body::ending),
    ("signature", body::signature),
    ("together", body::together),
    ("page-numbers", tables::page_numbers),
    ("table-heads", tables::table_heads),
    ("headings", tables::headings),
    ("annex", tables::annex),
];

/// What is wrong with a report: the measure's name, and what it found.
pub(crate) fn faults(sheet: &Sheet) -> Vec<String> {
    let found = CHECKS.iter().map(|(name, check)| (name, check(sheet)));
    found.filter_map(|(name, found)| Some(format!("{name}: {}", found.err()?))).collect()
}

/// `Err` with these words unless it holds.
fn hold(holds: bool, what: impl FnOnce() -> String) -> Found {
    if holds { Ok(()) } else { Err(what()) }
}

fn near(value: f64, expected: f64, most: f64) -> bool {
    (value - expected).abs() <= most
}

/// A4, upright; an annex may lie.
fn paper(sheet: &Sheet) -> Found {
    let check = |page: &Page, width, height| {
        hold(near(page.width, width, 1.0) && near(page.height, height, 1.0), || {
            format!("a page of {} by {} pt", page.width, page.height)
        })
    };
    sheet.pages.iter().try_for_each(|page| check(page, 595.3, 841.9))?;
    let (width, height) = if sheet.landscape { (841.9, 595.3) } else { (595.3, 841.9) };
    sheet.annex.iter().try_for_each(|page| check(page, width, height))
}

/// Left 30 to 35 mm, right 15 to 20, above and below 20 to 25. How far down a page goes is the text's
/// affair: below only the least is asked for.
fn margins(sheet: &Sheet) -> Found {
    let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
    for page in sheet.all_pages() {
        let texts = || page.body();
        let left = least(&mut texts().map(|it| it.x0).chain(page.rules.iter().map(|it| it.x0)));
        let right = texts().map(|it| it.x1).chain(page.rules.iter().map(|it| it.x1));
        let right = least(&mut right.map(|x1| page.width - x1));
        let top = least(&mut texts().map(|it| it.y - 0.9 * it.size));
        let bottom = least(&mut texts().map(|it| page.height - it.y - 0.22 * it.size));
        let most_left = MM30 * 35.0 / 30.0;
        let fits = (MM30 - HAIR..most_left).contains(&left)
            && right >= MM20 * 0.75 - HAIR
            && (MM20 - HAIR..MM20 * 1.25 + 12.0).contains(&top)
            && bottom >= MM20 - HAIR;
        hold(fits, || {
            format!("{left:.1} left, {right:.1} right, {top:.1} above, {bottom:.1} below")
        })?;
    }
    let reach = sheet.pages.iter().flat_map(|page| page.texts.iter().map(|it| page.width - it.x1));
    let right = least(&mut reach.into_iter());
    hold(right <= MM20 + HAIR, || format!("no line comes nearer to the right edge than {right:.1}"))
}

/// Times New Roman or its metric twin, brought along, black.
fn fonts(sheet: &Sheet) -> Found {
    let known = ["TimesNewRoman", "LiberationSerif"];
    for font in &sheet.fonts {
        let fits = font.embedded && known.iter().any(|name| font.name.contains(name));
        hold(fits, || format!("{}, embedded: {}", font.name, font.embedded))?;
    }
    hold(!sheet.fonts.is_empty(), || "no font".into())?;
    let mut texts = sheet.all_pages().flat_map(|page| page.texts.iter());
    texts.find(|it| !it.black).map_or(Ok(()), |it| Err(format!("{:?} is not black", it.words)))
}

/// No milliseconds, no hashes, no marks of a screen: a person signs this.
fn words(sheet: &Sheet) -> Found {
    let words = sheet.words();
    hold(!words.contains('`'), || "a backtick".into())?;
    let hash = words.split(|letter: char| !letter.is_ascii_hexdigit()).find(|it| it.len() >= 16);
    hold(hash.is_none(), || format!("a hash: {hash:?}"))?;
    let fraction = words.split_whitespace().find(|word| {
        let parts: Vec<&str> = word.splitn(3, ':').collect();
        parts.len() == 3 && parts[2].contains(['.', ','])
    });
    hold(fraction.is_none(), || format!("parts of a second: {fraction:?}"))
}
