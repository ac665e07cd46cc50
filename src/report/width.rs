//! How wide a line of bold Times New Roman is: the decree wants rules as long as a share of the line
//! above them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Twips, twentieths of a point.
const TWIPS: u32 = 20;

/// Widths of ASCII from space to `~` in thousandths of the size, as in Times New Roman Bold and its
/// metric twin Liberation Serif Bold 2.1.5.
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// Width of `text` in twips, set in bold of `size` points. A mark above or below a letter takes no
/// room; a letter that is not in the table counts as an average one.
pub(super) fn bold_width(text: &str, size: u32) -> u32 {
    let thousandths: u32 = text
        .nfd()
        .map(|letter| match letter {
            'Đ' => 722,
            'đ' => 556,
            // Ơ, ơ, Ư, ư: the horn widens the letter it hangs on.
            '\u{31B}' => 54,
            letter if is_combining_mark(letter) => 0,
            letter => (letter as usize)
                .checked_sub(32)
                .and_then(|place| BOLD.get(place))
                .map_or(556, |width| u32::from(*width)),
        })
        .sum();
    thousandths * size * TWIPS / 1000
}

/// Width of the longest line, where `text` is wrapped at its spaces to fit `column` twips.
pub(super) fn widest_line(text: &str, size: u32, column: u32) -> u32 {
    let space = bold_width(" ", size);
    let (mut widest, mut line) = (0, 0);
    for word in text.split_whitespace() {
        let word = bold_width(word, size);
        line = if line > 0 && line + space + word <= column { line + space + word } else { word };
        widest = line.max(widest);
    }
    widest.min(column)
}

/// How many lines `text` takes at most, where it is wrapped at its spaces to fit `column` twips. In the
/// upright face, whose Vietnamese is narrower than the bold by a tenth; half of that is left to spare.
pub(super) fn line_count(text: &str, size: u32, column: u32) -> u32 {
    let width = |text: &str| bold_width(text, size) * 95 / 100;
    let (space, column) = (width(" "), column.max(1));
    let (mut lines, mut line) = (1, 0);
    for word in text.split_whitespace() {
        let word = width(word);
        if line > 0 && line + space + word > column {
            (lines, line) = (lines + 1, 0);
        }
        // A word that is wider than its column is broken.
        lines += word / column;
        line += if line > 0 { space + word } else { word % column };
    }
    lines
}

/// Indents on both sides of a rule `percent` as long as a line of that width, centred in `column`
/// twips.
pub(super) fn rule_indent(line: u32, percent: u32, column: u32) -> u32 {
    column.saturating_sub(line.saturating_mul(percent) / 100) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // Measured with the font itself: 159.1 and 250.3 points.
        let motto = bold_width("Độc lập - Tự do - Hạnh phúc", 13);
        let country = bold_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12);
        assert_eq!((motto / TWIPS, country / TWIPS), (159, 250));
        assert!(country < 5270, "it stands on one line of its column");
    }

    #[test]
    fn a_rule_never_passes_its_column() {
        let indent = |text: &str| rule_indent(widest_line(text, 14, 9070), 40, 9070);
        assert_eq!(indent(&"Đ".repeat(500)), 2721);
        assert_eq!(indent(""), 4535);
    }

    #[test]
    fn a_text_takes_as_many_lines_as_it_needs_at_most() {
        assert_eq!(line_count("", 12, 1000), 1);
        assert_eq!(line_count("Đài Truyền thanh", 12, 9070), 1);
        let words = "bà con ".repeat(100);
        let inches = bold_width(&words, 12) * 95 / 100;
        assert!((inches / 9070 + 1..=inches / 8000 + 1).contains(&line_count(&words, 12, 9070)));
        assert_eq!(line_count(&"a".repeat(500), 12, 1000), 1 + 500 * 114 / 1000);
    }

    #[test]
    fn a_text_that_wraps_is_as_wide_as_its_longest_line() {
        let lines = ["ĐÀI TRUYỀN THANH PHƯỜNG", "NGŨ HÀNH SƠN"];
        let widest = widest_line(&lines.join(" "), 12, 3800);
        // Words are added up one by one, each rounded down to a twip.
        assert!(bold_width(lines[0], 12).abs_diff(widest) < 8, "{widest}");
    }
}
