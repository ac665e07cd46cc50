//! How much fits on the page: lines are counted by the widths of their letters, a little wider than they
//! are, so that a page is rather emptier than reckoned than fuller. Lengths are twips.

use super::facts::Fact;
use crate::report::{
    Head,
    form::{LEFT, TEXT},
    width::line_count,
};

/// Between the margins of 20 mm, with a line to spare.
const HEIGHT: u32 = 16_838 - 2 * 1134 - 320;
/// The table's right column without its margins.
const VALUE: u32 = 6230;
/// Lines of one value at most.
const VALUE_LINES: u32 = 5;
/// Points of the lines of the table.
const SMALL: u32 = 12;
/// Points that the words may be set in, the first that fits.
const SIZES: [u32; 4] = [12, 11, 10, 9];
/// Height of the framed line with the marks of a page that is not a real slip.
const MARKS: u32 = 560;
/// The rules of the head, the title with its rule, the words' heading, and the space for signatures.
const FIXED: u32 = 2 * 180 + 800 + 440 + 3 * 322 + 120;

/// A page with its head, its table and its signatures; what is left is for the words.
pub(super) struct Page {
    room: u32,
}

impl Page {
    pub(super) fn of(head: &Head, statement: &str, facts: &[Fact]) -> Self {
        let line = line_height;
        let name = |name: &str| line_count(&name.to_uppercase(), 12, LEFT) * line(12);
        let parent = if head.parent.is_empty() { 0 } else { name(&head.parent) };
        let top = (parent + name(&head.unit)).max(2 * line(13)) + 60 + line(13);
        let statement = line_count(statement, 13, TEXT - 567) * line(13) + 120;
        let table: u32 =
            facts.iter().map(|it| line_count(&it.value, SMALL, VALUE) * line(SMALL) + 55).sum();
        let posts = head.post.iter().map(|it| line_count(it, 14, TEXT / 2)).sum::<u32>().max(1);
        let marks = if head.marks.is_empty() { 0 } else { MARKS };
        let used = FIXED + marks + top + statement + table + (posts + 1) * line(14);
        Self { room: HEIGHT.saturating_sub(used) }
    }

    /// The words in paragraphs and the size to set them in; where they do not fit in any, as many as do
    /// and what `left_out` says of the rest, told how many words those are.
    pub(super) fn set(
        &self,
        words: &str,
        left_out: impl Fn(usize) -> String,
    ) -> (u32, Vec<String>) {
        let paragraphs: Vec<String> = words
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        if let Some(size) = SIZES.into_iter().find(|size| self.holds(&paragraphs, *size)) {
            return (size, paragraphs);
        }
        let least = SIZES[SIZES.len() - 1];
        let total: usize = paragraphs.iter().map(|it| it.split(' ').count()).sum();
        let cut_at = |kept: usize| {
            let mut cut = first_words(&paragraphs, kept);
            cut.push(left_out(total - kept));
            cut
        };
        let (mut kept, mut too_many) = (0, total);
        while too_many - kept > 1 {
            let middle = kept.midpoint(too_many);
            if self.holds(&cut_at(middle), least) { kept = middle } else { too_many = middle }
        }
        (least, cut_at(kept))
    }

    fn holds(&self, paragraphs: &[String], size: u32) -> bool {
        let heights =
            paragraphs.iter().map(|it| line_count(it, size, TEXT) * line_height(size) + 60);
        heights.sum::<u32>() <= self.room
    }
}

/// The first so many words of the paragraphs, with a mark where they were cut.
fn first_words(paragraphs: &[String], mut count: usize) -> Vec<String> {
    let mut kept = Vec::new();
    for paragraph in paragraphs {
        if count == 0 {
            break;
        }
        let words: Vec<&str> = paragraph.split(' ').take(count).collect();
        count -= words.len();
        kept.push(words.join(" "));
    }
    if let Some(last) = kept.last_mut() {
        last.push_str(" […]");
    }
    kept
}

/// A value of at most so many lines; what is longer ends in `…`.
pub(super) fn clipped(value: &str) -> String {
    if line_count(value, SMALL, VALUE) <= VALUE_LINES {
        return value.to_owned();
    }
    let mut kept = String::new();
    for word in value.split_whitespace() {
        let longer = if kept.is_empty() { word.to_owned() } else { format!("{kept} {word}") };
        if line_count(&format!("{longer} …"), SMALL, VALUE) > VALUE_LINES {
            break;
        }
        kept = longer;
    }
    format!("{kept} …")
}

/// From line to line: Times New Roman is set 1.15 times its size.
fn line_height(size: u32) -> u32 {
    size * 23
}
