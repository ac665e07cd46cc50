//! What kind of file it is, by its first bytes: endings and headers lie.

use std::{
    fs::File,
    io::{Read, Result, Seek, SeekFrom},
};

/// Enough of the beginning for every mark looked for, except behind a long ID3 tag.
const HEAD: u64 = 4096;
/// The longest possible Ogg page, bytes (RFC 3533, 6).
const OGG_PAGE: u64 = 65_307;

/// What the bytes say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    /// `wav`, `ogg`, `mp3`, `flac`, `mp4`, `aac`.
    pub(super) container: &'static str,
    /// `pcm_s16le`, `vorbis`, `opus` …
    pub(super) codec: &'static str,
    /// Seconds of sound that lie behind the length that a WAV header claims.
    pub(super) hidden_s: f64,
    /// Whether an Ogg file lacks the mark of its last page: it was cut short.
    pub(super) cut_short: bool,
    /// Whether an MP3 file states no length (Xing, Info or VBRI): decoders then only guess one.
    pub(super) lengthless: bool,
}

impl Shape {
    fn new(container: &'static str, codec: &'static str) -> Self {
        Self { container, codec, hidden_s: 0.0, cut_short: false, lengthless: false }
    }

    /// MPEG Layer III, `first` being the beginning of its first frame.
    pub(super) fn mp3(first: &[u8]) -> Self {
        // The mark stands behind at most 4 + 2 + 32 bytes, so well within the first 64.
        let first = &first[..first.len().min(64)];
        let stated = first.windows(4).any(|at| matches!(at, b"Xing" | b"Info" | b"VBRI"));
        Self { lengthless: !stated, ..Self::new("mp3", "mp3") }
    }
}

/// Recognises the file; `None` if its first bytes are none of those known.
pub(super) fn recognise(file: &mut File) -> Result<Option<Shape>> {
    let size = file.metadata()?.len();
    let head = bytes(file, 0, HEAD)?;
    Ok(match head.as_slice() {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => wav(file, size)?,
        [b'O', b'g', b'g', b'S', ..] => {
            let shape = Shape::new("ogg", ogg_codec(&head));
            Some(Shape { cut_short: !has_last_page(file, size)?, ..shape })
        }
        [b'I', b'D', b'3', _, _, _, length @ ..] => {
            let behind = length.iter().take(4).fold(10, |sum, byte| {
                // Seven bits a byte (ID3v2.4, 6.2); the ten bytes are the tag's own head.
                (sum - 10) * 128 + u64::from(byte & 0x7f) + 10
            });
            let sound = bytes(file, behind, HEAD)?;
            bare(&sound).or_else(|| Some(Shape::mp3(&sound)))
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Shape::new("mp4", "aac")),
        head => bare(head),
    })
}

/// Files that begin with their sound.
fn bare(head: &[u8]) -> Option<Shape> {
    match head {
        [b'f', b'L', b'a', b'C', ..] => Some(Shape::new("flac", "flac")),
        // Eleven set bits, then version and layer: layer 0 is AAC's own framing, 1 is Layer III.
        [0xff, second, ..] if second & 0xf6 == 0xf0 => Some(Shape::new("aac", "aac")),
        [0xff, second, ..] if second & 0xe6 == 0xe2 => Some(Shape::mp3(head)),
        _ => None,
    }
}

/// The first packet of an Ogg file names its codec; it follows the page's head and segment table.
fn ogg_codec(head: &[u8]) -> &'static str {
    let segments = head.get(26).map_or(0, |count| usize::from(*count));
    let packet = head.get(27 + segments..).unwrap_or_default();
    [
        (&b"\x01vorbis"[..], "vorbis"),
        (b"OpusHead", "opus"),
        (b"\x7fFLAC", "flac"),
        (b"Speex", "speex"),
    ]
    .into_iter()
    .find_map(|(mark, codec)| packet.starts_with(mark).then_some(codec))
    .unwrap_or("unknown")
}

/// Whether the last page says that it is the last (RFC 3533, 6: flag 4) and is all there.
fn has_last_page(file: &mut File, size: u64) -> Result<bool> {
    let tail = bytes(file, size.saturating_sub(OGG_PAGE), OGG_PAGE)?;
    let Some(at) = tail.windows(5).rposition(|mark| mark == b"OggS\0") else { return Ok(false) };
    let page = &tail[at..];
    let (Some(flags), Some(segments)) = (page.get(5), page.get(26)) else { return Ok(false) };
    let Some(table) = page.get(27..27 + usize::from(*segments)) else { return Ok(false) };
    let body: usize = table.iter().map(|length| usize::from(*length)).sum();
    Ok(flags & 4 != 0 && page.len() >= 27 + table.len() + body)
}

/// Walks the chunks of a WAV file: codec, and sound that lies behind the claimed end.
fn wav(file: &mut File, size: u64) -> Result<Option<Shape>> {
    let (mut at, mut codec, mut bytes_per_second, mut data_seen) = (12, "unknown", 0, false);
    // A sane file has a handful of chunks; damage may look like millions.
    for _ in 0..1000 {
        if at + 8 > size {
            break;
        }
        let head = bytes(file, at, 8)?;
        let [a, b, c, d, length @ ..] = head.as_slice() else { break };
        let name = [*a, *b, *c, *d];
        let length = u64::from(little(length));
        let sensible = name.iter().all(|letter| (b' '..=b'~').contains(letter));
        if data_seen && (!sensible || at + 8 + length > size) {
            break;
        }
        if &name == b"fmt " {
            let format = bytes(file, at + 8, 40)?;
            codec = wav_codec(&format);
            bytes_per_second = format.get(8..12).map_or(0, little);
        }
        data_seen |= &name == b"data";
        at += 8 + length + length % 2;
    }
    let hidden = if data_seen { size.saturating_sub(at) } else { 0 };
    let mut shape = Shape::new("wav", codec);
    if bytes_per_second > 0 {
        #[expect(clippy::cast_precision_loss, reason = "files are far below 2^52 bytes")]
        let seconds = hidden as f64 / f64::from(bytes_per_second);
        shape.hidden_s = seconds;
    }
    Ok(Some(shape))
}

/// Tag and width of a WAV format chunk; 0xFFFE keeps its true tag in the first bytes of a GUID.
fn wav_codec(format: &[u8]) -> &'static str {
    let field = |at: usize| format.get(at..at + 2).map_or(0, little);
    let tag = if field(0) == 0xfffe { field(24) } else { field(0) };
    match (tag, field(14)) {
        (1, 8) => "pcm_u8",
        (1, 16) => "pcm_s16le",
        (1, 24) => "pcm_s24le",
        (1, 32) => "pcm_s32le",
        (3, 32) => "pcm_f32le",
        (3, 64) => "pcm_f64le",
        (6, _) => "pcm_alaw",
        (7, _) => "pcm_mulaw",
        (2 | 0x11, _) => "adpcm",
        (0x55, _) => "mp3",
        _ => "unknown",
    }
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | u32::from(*byte))
}

/// Up to `length` bytes from `from` on.
pub(super) fn bytes(file: &mut File, from: u64, length: u64) -> Result<Vec<u8>> {
    let mut read = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.take(length).read_to_end(&mut read)?;
    Ok(read)
}
