//! Units and money: `kg`, `m²`, `°C`, `%`, `đ`.

use super::{
    Here, Manner, Said,
    token::{Kind, Page},
};

/// What a unit does to the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Multiplies it; money may follow: `50k đồng`.
    Times,
    /// Money.
    Money,
    /// Measures something.
    Measure,
}

/// A unit after a number.
pub(super) struct Unit {
    pub(super) end: usize,
    pub(super) spoken: String,
    pub(super) sort: Sort,
}

/// Units that may stand one space away from their number.
const APART: [(&str, &str, Sort); 56] = [
    ("km", "ki lô mét", Sort::Measure),
    ("Km", "ki lô mét", Sort::Measure),
    ("KM", "ki lô mét", Sort::Measure),
    ("hm", "héc tô mét", Sort::Measure),
    ("m", "mét", Sort::Measure),
    ("dm", "đề xi mét", Sort::Measure),
    ("cm", "xăng ti mét", Sort::Measure),
    ("mm", "mi li mét", Sort::Measure),
    ("ha", "héc ta", Sort::Measure),
    ("l", "lít", Sort::Measure),
    ("L", "lít", Sort::Measure),
    ("ml", "mi li lít", Sort::Measure),
    ("mL", "mi li lít", Sort::Measure),
    ("cc", "xê xê", Sort::Measure),
    ("g", "gam", Sort::Measure),
    ("kg", "ki lô gam", Sort::Measure),
    ("Kg", "ki lô gam", Sort::Measure),
    ("KG", "ki lô gam", Sort::Measure),
    ("mg", "mi li gam", Sort::Measure),
    ("h", "giờ", Sort::Measure),
    ("giờ", "giờ", Sort::Measure),
    ("ph", "phút", Sort::Measure),
    ("ºC", "độ xê", Sort::Measure),
    ("oC", "độ xê", Sort::Measure),
    ("kW", "ki lô oát", Sort::Measure),
    ("KW", "ki lô oát", Sort::Measure),
    ("MW", "mê ga oát", Sort::Measure),
    ("kWh", "ki lô oát giờ", Sort::Measure),
    ("KWh", "ki lô oát giờ", Sort::Measure),
    ("kwh", "ki lô oát giờ", Sort::Measure),
    ("kV", "ki lô vôn", Sort::Measure),
    ("kVA", "ki lô vôn am pe", Sort::Measure),
    ("KVA", "ki lô vôn am pe", Sort::Measure),
    ("mmHg", "mi li mét thủy ngân", Sort::Measure),
    ("mmol", "mi li mon", Sort::Measure),
    ("mA", "mi li am pe", Sort::Measure),
    ("Hz", "héc", Sort::Measure),
    ("kHz", "ki lô héc", Sort::Measure),
    ("MHz", "mê ga héc", Sort::Measure),
    ("GHz", "gi ga héc", Sort::Measure),
    ("KB", "ki lô bai", Sort::Measure),
    ("MB", "mê ga bai", Sort::Measure),
    ("GB", "gi ga bai", Sort::Measure),
    ("TB", "tê ra bai", Sort::Measure),
    ("Mbps", "mê ga bít trên giây", Sort::Measure),
    ("dB", "đề xi ben", Sort::Measure),
    ("đ", "đồng", Sort::Money),
    ("Đ", "đồng", Sort::Money),
    ("đồng", "đồng", Sort::Money),
    ("VND", "đồng", Sort::Money),
    ("VNĐ", "đồng", Sort::Money),
    ("vnđ", "đồng", Sort::Money),
    ("vnd", "đồng", Sort::Money),
    ("USD", "đô la Mỹ", Sort::Money),
    ("EUR", "ơ rô", Sort::Money),
    ("tr", "triệu", Sort::Times),
];

/// Units that are only told from a word or a list's letter by standing close to their number.
const CLOSE: [(&str, &str, Sort); 5] = [
    ("k", "nghìn", Sort::Times),
    ("s", "giây", Sort::Measure),
    ("p", "phút", Sort::Measure),
    ("V", "vôn", Sort::Measure),
    ("W", "oát", Sort::Measure),
];

/// Signs.
const SIGNS: [(char, &str, Sort); 6] = [
    ('%', "phần trăm", Sort::Measure),
    ('‰', "phần nghìn", Sort::Measure),
    ('℃', "độ xê", Sort::Measure),
    ('₫', "đồng", Sort::Money),
    ('$', "đô la", Sort::Money),
    ('€', "ơ rô", Sort::Money),
];

/// Words that make a number a large one; money may follow them as a letter.
const LARGE: [&str; 6] = ["nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"];

/// The unit after a number that ends at `at`.
pub(super) fn after(page: &Page<'_>, at: usize, manner: Manner) -> Option<Unit> {
    let apart = page.past_space(at);
    let unit =
        if apart == at { close(page, at).or_else(|| named(page, at)) } else { named(page, apart) };
    let mut unit = unit?;
    if unit.spoken == "nghìn" {
        manner.thousand().clone_into(&mut unit.spoken);
    }
    if unit.sort == Sort::Times {
        let money = named(page, page.past_space(unit.end)).filter(|it| it.sort == Sort::Money);
        if let Some(money) = money {
            let spoken = format!("{} {}", unit.spoken, money.spoken);
            return Some(Unit { spoken, ..money });
        }
    }
    Some(unit)
}

/// A unit at `at` by its name or sign, with `²` or `³`.
pub(super) fn named(page: &Page<'_>, at: usize) -> Option<Unit> {
    if let Some(unit) = power(page, at) {
        return Some(unit);
    }
    if let Some(word) = page.word(at) {
        let (_, spoken, sort) = APART.iter().find(|(unit, ..)| *unit == word)?;
        return whole(page, at + 1, spoken, *sort);
    }
    if page.is_sign(at, '°') {
        let scale = match page.word(at + 1) {
            Some("C" | "c") => " xê",
            Some("F" | "f") => " ép",
            _ => "",
        };
        let end = at + 1 + usize::from(!scale.is_empty());
        return whole(page, end, &format!("độ{scale}"), Sort::Measure);
    }
    let (_, spoken, sort) = SIGNS.iter().find(|(sign, ..)| page.is_sign(at, *sign))?;
    Some(Unit { end: at + 1, spoken: (*spoken).to_owned(), sort: *sort })
}

/// What is read as a unit without a number before it: `%`, `m²`, and `đ` after `triệu`.
pub(super) fn alone(here: &Here<'_, '_>) -> Option<Said> {
    let (page, at) = (here.page, here.at);
    if let Some(unit) = power(page, at) {
        return Some((unit.end, unit.spoken));
    }
    let unit = named(page, at)?;
    // `Km 12+500` of a road.
    let milestone = matches!(page.word(at), Some("km" | "Km" | "KM"))
        && (page.digits(page.past_space(unit.end)).is_some()
            || page.word(page.past_space(unit.end)) == Some("số"));
    if milestone {
        return Some((unit.end, unit.spoken));
    }
    let of_large = unit.sort == Sort::Money && here.before.last_is(&LARGE);
    let sign = page.word(at).is_none() && !page.is_sign(at, '$');
    (of_large || sign).then_some((unit.end, unit.spoken))
}

pub(super) fn close(page: &Page<'_>, at: usize) -> Option<Unit> {
    let word = page.word(at)?;
    let (_, spoken, sort) = CLOSE.iter().find(|(unit, ..)| *unit == word)?;
    whole(page, at + 1, spoken, *sort)
}

/// `m2`, `km²`, `cm3`.
fn power(page: &Page<'_>, at: usize) -> Option<Unit> {
    let word = page.word(at).filter(|it| matches!(*it, "m" | "km" | "hm" | "dm" | "cm" | "mm"))?;
    let (_, length, sort) = APART.iter().find(|(unit, ..)| *unit == word)?;
    let power = match page.get(at + 1)?.text {
        "2" | "²" => "vuông",
        "3" | "³" => "khối",
        _ => return None,
    };
    let end = at + 2;
    // A power closes the unit, whatever follows.
    let readable = page.get(end).is_none_or(|it| it.kind != Kind::Other);
    readable.then(|| Unit { end, spoken: format!("{length} {power}"), sort: *sort })
}

/// A unit that no letter goes on; a digit may: `1tr5`.
fn whole(page: &Page<'_>, end: usize, spoken: &str, sort: Sort) -> Option<Unit> {
    (!page.is_glued(end) || page.digits(end).is_some()).then(|| Unit {
        end,
        spoken: spoken.to_owned(),
        sort,
    })
}
