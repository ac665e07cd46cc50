//! Numbers in words.

use super::Manner;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// The largest number that is read as one; longer digits are read one by one.
const LARGEST: u64 = 1_000_000_000_000_000;

const BILLION: u64 = 1_000_000_000;

/// A number in words, the formal way: `một nghìn không trăm linh một`. A whole group of zeros is left
/// out; a group of three has its hundreds once a larger one stands before it. Above a thousand billion
/// the billions are themselves read so: `một nghìn hai trăm tỷ`.
pub(super) fn cardinal(number: u64, manner: Manner) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    let (billions, rest) = (number / BILLION, number % BILLION);
    if billions > 0 {
        add(billions, manner, &mut words);
        words.push("tỷ");
    }
    add(rest, manner, &mut words);
    words.join(" ")
}

/// Digits in words: `06` is `không sáu`, and so is anything that begins with a zero or is too long.
pub(super) fn whole(digits: &str, manner: Manner) -> String {
    let zero_led = digits.len() > 1 && digits.starts_with('0');
    match digits.parse() {
        Ok(number) if !zero_led && number <= LARGEST => cardinal(number, manner),
        _ => one_by_one(digits),
    }
}

/// `không chín một hai`. What is no digit is left out.
pub(super) fn one_by_one(digits: &str) -> String {
    let words: Vec<_> = digits
        .chars()
        .filter_map(|digit| DIGITS.get(digit.to_digit(10)? as usize).copied())
        .collect();
    words.join(" ")
}

/// Groups of digits, each digit by digit, with a pause between the groups and within a long one.
pub(super) fn in_groups(groups: &[&str]) -> String {
    let groups = groups.iter().flat_map(|digits| short_groups(digits));
    groups.map(one_by_one).collect::<Vec<_>>().join(", ")
}

/// Splits digits that were written without a gap into groups: phone numbers in the usual way, others by
/// three. Up to five digits are one group.
fn short_groups(digits: &str) -> Vec<&str> {
    let (first, size) = match digits.len() {
        0..=5 => return vec![digits],
        8 => (4, 4),
        10 if digits.starts_with(['0', '1']) => (4, 3),
        11 if digits.starts_with("024") || digits.starts_with("028") => (3, 4),
        11 if digits.starts_with("02") => (4, 4),
        _ => (3, 3),
    };
    let (head, mut rest) = digits.split_at(first);
    let mut groups = vec![head];
    while rest.len() > size + 1 {
        let (group, after) = rest.split_at(size);
        groups.push(group);
        rest = after;
    }
    groups.push(rest);
    groups
}

/// The number of an ordinal: `nhất`, `tư`, else as a cardinal.
pub(super) fn ordinal(number: u64, manner: Manner) -> String {
    match number {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        _ => cardinal(number, manner),
    }
}

/// The words of a number below a billion (of the billions, below a thousand billion) after `words`.
fn add(number: u64, manner: Manner, words: &mut Vec<&'static str>) {
    let groups = [
        (number / 1_000_000, "triệu"),
        (number / 1000 % 1000, manner.thousand()),
        (number % 1000, ""),
    ];
    for (group, name) in groups {
        if group > 0 {
            add_group(group, !words.is_empty(), manner, words);
            words.extend((!name.is_empty()).then_some(name));
        }
    }
}

fn add_group(group: u64, full: bool, manner: Manner, words: &mut Vec<&'static str>) {
    let digit = |number: u64| DIGITS[usize::try_from(number % 10).unwrap_or_default()];
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let full = full || hundreds > 0;
    if full {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && full => words.push(manner.and()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
}
