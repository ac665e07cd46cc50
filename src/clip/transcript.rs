//! The words beside a clip: read, written for a machine's voice, and held against those of a script.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Transcript;

/// How a transcript's first line marks a machine's voice.
const MARKS: [&str; 2] = ["giọng máy:", "synthetic:"];
/// The mark of the transcript's second line, which holds the text that the machine was given to speak.
const READINGS: [&str; 2] = ["lời đọc:", "spoken:"];
/// Grave, acute, hook, tilde, dot below, as combining letters.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
/// Signs that are read aloud, so that they count as words.
const SPOKEN: &str = "%‰°$€₫+=&";
/// Marks that nobody sees: soft hyphen, zero-width spaces and joiners, byte order mark.
const UNSEEN: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// Whether two texts have the same words. Letter case, punctuation, white space, the form of accented
/// letters and the place of the tone mark (hòa, hoà) make no difference.
pub fn same_words(a: &str, b: &str) -> bool {
    words(a) == words(b)
}

/// The text of `NAME.txt` for a clip that `command` spoke; `sha256` is the clip's hash, `spoken`
/// the reading of `words` that the program was given.
pub fn synthetic_text(command: &[String], sha256: &str, words: &str, spoken: &str) -> String {
    let (mark, reading) = (MARKS[0], READINGS[0]);
    let (command, spoken) = (on_one_line(&command.join(" ")), on_one_line(spoken));
    format!("# {mark} {command}, {sha256}\n# {reading} {spoken}\n{words}\n")
}

/// A text made safe for one comment line of a transcript, whatever characters it has.
pub fn on_one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Whether the text of a `NAME.txt` marks the clip of this hash as a machine's.
pub fn marks(bytes: &[u8], sha256: &str) -> bool {
    read(bytes, sha256).is_some_and(|transcript| transcript.synthetic)
}

/// Reads `NAME.txt`; `sha256` is the clip's. `None` if nothing is written in it.
pub(super) fn read(bytes: &[u8], sha256: &str) -> Option<Transcript> {
    let text: String = text(bytes).nfc().filter(|letter| *letter != '\u{feff}').collect();
    let text = text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (words, spoken, synthetic) = match marked_hash(first) {
        Some(hash) => {
            let (second, words) = rest.split_once('\n').unwrap_or((rest, ""));
            let spoken = marked(second, &READINGS);
            let words = if spoken.is_some() { words } else { rest };
            let synthetic = !sha256.is_empty() && hash.eq_ignore_ascii_case(sha256);
            (words.trim(), spoken.map(str::to_owned), synthetic)
        }
        None => (text, None, false),
    };
    let blank = words.is_empty() && !synthetic;
    (!blank).then(|| Transcript { words: words.to_owned(), spoken, synthetic })
}

/// The rest of a line after a mark; `None` if the line lacks the mark.
fn marked<'t>(line: &'t str, marks: &[&str]) -> Option<&'t str> {
    let text = line.trim().strip_prefix('#')?.trim_start();
    let known = |mark: &&&str| text.get(..mark.len()).is_some_and(|it| it.to_lowercase() == **mark);
    marks.iter().find(known).map(|mark| text[mark.len()..].trim())
}

/// The hash at the end of a marking line.
fn marked_hash(line: &str) -> Option<&str> {
    marked(line, &MARKS)?.rsplit([',', ':']).next().map(str::trim)
}

/// Text editors of Windows write UTF-16 too, with a byte order mark.
fn text(bytes: &[u8]) -> String {
    let pairs = |join: fn([u8; 2]) -> u16| {
        let units: Vec<u16> =
            bytes[2..].chunks_exact(2).map(|pair| join([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The words in a form that is equal for equal words: lower case, decomposed, tone mark last.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut tone) = (String::new(), None);
    let mut finish = |word: &mut String, tone: &mut Option<char>| {
        word.extend(tone.take());
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
    };
    let letters = text.nfkc().flat_map(char::to_lowercase).nfd();
    for letter in letters {
        match kind(letter) {
            Kind::Unseen => {}
            Kind::Tone => tone = Some(letter),
            Kind::Letter => word.push(letter),
            Kind::Sign => {
                finish(&mut word, &mut tone);
                word.push(letter);
                finish(&mut word, &mut tone);
            }
            Kind::Between => finish(&mut word, &mut tone),
        }
    }
    finish(&mut word, &mut tone);
    words
}

/// What a decomposed letter does in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands in it.
    Letter,
    /// Is its tone.
    Tone,
    /// Is a word of its own.
    Sign,
    /// Is not there.
    Unseen,
    /// Ends it.
    Between,
}

pub(super) fn kind(letter: char) -> Kind {
    match letter {
        _ if UNSEEN.contains(&letter) => Kind::Unseen,
        _ if TONES.contains(&letter) => Kind::Tone,
        _ if letter.is_alphanumeric() || is_combining_mark(letter) => Kind::Letter,
        _ if SPOKEN.contains(letter) => Kind::Sign,
        _ => Kind::Between,
    }
}
