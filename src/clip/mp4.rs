//! Looks through an MP4 file's tables before a decoder does.
//!
//! The decoder takes the length of a table on trust and asks for the memory at once; one damaged byte
//! makes that gigabytes, which ends the whole process and cannot be caught.

use std::{fs::File, io::Result};

use super::container::bytes;

/// Boxes that lead to the tables (ISO/IEC 14496-12, table 1).
const LEADING: [&[u8; 4]; 5] = [b"moov", b"trak", b"mdia", b"minf", b"stbl"];
/// A sane file has a few dozen; damage may look like millions.
const MOST_BOXES: usize = 4096;

/// Whether every box lies within the one around it and every table within its box. True of files that
/// are no MP4 at all.
pub(super) fn tables_fit(file: &mut File) -> Result<bool> {
    let size = file.metadata()?.len();
    if bytes(file, 4, 4)? != b"ftyp" {
        return Ok(true);
    }
    let mut spans = vec![(0, size)];
    let mut boxes = 0;
    while let Some((mut at, end)) = spans.pop() {
        while at + 8 <= end {
            boxes += 1;
            let head = bytes(file, at, 24)?;
            let Some((kind, body, next)) = span(&head, at, end) else { return Ok(false) };
            if boxes > MOST_BOXES || !table_fits(kind, &bytes(file, body, 12)?, next - body) {
                return Ok(false);
            }
            if LEADING.iter().any(|leading| kind == *leading) {
                spans.push((body, next));
            }
            at = next;
        }
    }
    Ok(true)
}

/// Name, first byte and end of the box at `at`; `None` if it does not fit before `end`.
fn span(head: &[u8], at: u64, end: u64) -> Option<(&[u8], u64, u64)> {
    let (body, length) = match big(head.get(..4)?) {
        // Size 0 reaches to the end, size 1 is followed by eight bytes of size.
        0 => (at + 8, end - at),
        1 => (at + 16, big(head.get(8..16)?)),
        length => (at + 8, length),
    };
    let next = at.checked_add(length)?;
    (body <= next && next <= end).then_some((&head[4..8], body, next))
}

/// Version and flags, then the count of entries; of sizes, the one size comes first.
fn table_fits(kind: &[u8], start: &[u8], length: u64) -> bool {
    let (count_at, entry) = match kind {
        b"stco" => (4, 4),
        b"stts" | b"co64" => (4, 8),
        b"stsc" => (4, 12),
        b"stsz" => (8, 4),
        _ => return true,
    };
    let Some(count) = start.get(count_at..count_at + 4) else { return false };
    let one_size = kind == b"stsz" && start[4..8] != [0; 4];
    one_size || count_at as u64 + 4 + big(count) * entry <= length
}

fn big(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}
