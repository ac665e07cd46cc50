//! What holds for every text, and what a person is told about `words.toml`.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use proptest::prelude::*;
use snapbox::{assert_data_eq, data::IntoData, str};
use unicode_normalization::is_nfc;

use super::*;
use crate::words::Lang;

static WORDS: LazyLock<Words> = LazyLock::new(Words::sample);

fn said(text: &str) -> String {
    read(text, &Words::default(), Manner::North).spoken
}

#[track_caller]
fn check_words(text: &str, expected: impl IntoData) {
    let diagnostics = words(text).1;
    let lines = diagnostics.iter().map(|diagnostic| diagnostic.headline(Lang::En) + "\n");
    assert_data_eq!(lines.collect::<String>(), expected);
}

#[test]
fn the_sample_has_no_mistake() {
    check_words(include_str!("../../../scripts/words.toml"), "");
}

#[test]
fn every_mistake_of_the_words_has_its_place() {
    let text = r#"
manner = "west"
other = 1
[words]
"A1" = "hạng A1"
"SOS" = "SOS"
"ABC" = "theo XYZ"
"" = "gì"
"BC" = " "
"nghìn" = "ngàn"
"bao cáo" = "báo\u0007cáo"
QR = "quy rờ"
"#;
    check_words(
        text,
        str![[r#"
scripts/words.toml:2:10: there is no manner of reading numbers named `west`
scripts/words.toml:8:6: `` is empty
scripts/words.toml:9:8: `BC` is empty
scripts/words.toml:11:13: there is a hidden character here that cannot be read
scripts/words.toml:10:1: `nghìn` is what the station itself says for numbers, dates or legal texts, so it cannot be changed here
scripts/words.toml:5:8: the reading of `A1` still holds a number or an acronym
scripts/words.toml:7:9: the reading of `ABC` still holds a number or an acronym
scripts/words.toml:3:1: there is no key named `other`

"#]],
    );
    let words = words(text).0;
    let reading = read("mã QR, SOS, ABC", &words, words.manner);
    assert_eq!(reading.spoken, "mã quy rờ, SOS, ABC");
    assert_eq!(reading.unknown, ["ABC"]);
}

#[test]
fn the_longest_name_wins_and_only_whole_tokens_count() {
    let (words, diagnostics) = words(
        "[words]\n\"CH\" = \"xê hát\"\n\"CH Play\" = \"chợ\"\n\"115\" = \"một một năm\"\n\"thuỷ\" = \"nước\"",
    );
    assert_eq!(diagnostics, []);
    let said = |text| read(text, &words, Manner::North).spoken;
    assert_eq!(said("CH, CH  Play, CH Plays"), "xê hát, chợ, xê hát Plays");
    assert_eq!(
        said("115, 115.000, 1.115"),
        "một một năm, một trăm mười lăm nghìn, một nghìn một trăm mười lăm"
    );
    assert_eq!(said("CHX"), "CHX");
    assert_eq!(said("thủy, thu\u{309}y"), "nước, nước");
}

#[test]
fn the_south_says_its_own_words() {
    let (words, _) = words("manner = \"south\"");
    assert_eq!(read("1.105", &words, words.manner).spoken, "một ngàn một trăm lẻ năm");
    assert_eq!(read("50k", &words, words.manner).spoken, "năm mươi ngàn");
}

#[test]
fn capitals_of_a_heading_are_words_and_others_are_acronyms() {
    let unknown = |text: &str| read(text, &Words::default(), Manner::North).unknown;
    assert_eq!(unknown("TÀI LIỆU HƯỚNG DẪN CÁC TIỆN ÍCH, CÔNG AN XÃ"), [""; 0]);
    assert_eq!(
        unknown("THẺ BHYT, UBND XÃ, HĐND, CT01, ban AN, A, II, khóa II"),
        ["BHYT", "UBND", "HĐND", "CT", "AN", "II"]
    );
    assert_eq!(unknown("SOS SOS QQ SOS"), ["SOS", "QQ"]);
}

#[test]
fn hostile_texts_take_no_longer_than_others() {
    let pieces = [
        "1",
        "0",
        ".1",
        "1,",
        "1.000.",
        "1-",
        "1 - ",
        "1/",
        "-",
        "1:",
        "1h",
        " ",
        "\u{a0}",
        "A",
        "A1",
        "AB ",
        "1/A-",
        "NĐ-CP-",
        "1/CP-",
        "0 1 ",
        "19001",
        "\u{301}",
        "ngày ",
        "ngày 1/",
        "01/01/2026-",
        "XX ",
        "thứ ",
        "5 m2/",
        "%",
        "113, ",
        "113 - ",
        "1/5, ",
        "1/5 và ",
        "2-9 ",
        "thứ 2-",
        "T2-",
        "gọi 1022 ",
        "mã H29-",
        "mã 1 ",
        "29A-123.45 ",
        "0905 12 ",
        "(+84) ",
        "vùng I, ",
        "I - ",
        "đ/",
        "5 đ/người",
        "≥ 5 ",
        "3x",
        "H'",
        "🎉",
        "/ ",
        "P.",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000 / piece.len());
        let began = Instant::now();
        let once = said(&text);
        assert_eq!(said(&once), once, "{piece}");
        // A linear reading takes a fraction of a second here, any other takes minutes.
        assert!(began.elapsed() < Duration::from_secs(8), "{piece}");
    }
}

/// Pieces of what stations write, and of what nobody should.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[0-9]{1,4}",
        4 => prop::sample::select(vec![
            " ", "  ", "-", " - ", "/", ".", ",", ":", "%", "°", "²", "+", "$", "(", ")", "\n", "\u{301}", "\u{323}",
            "h", "m", "kg", "đ", "tr", "C", "XX", "XIV", "QH", "NĐ-CP", "QĐ-TTg", "ngày ", "tháng ", "thứ ", "khóa ",
            "số ", "từ ", "đến ", "và ", "năm ", "gọi ", "Nghị định ", "của ", "1900 ", "0912", "VNeID", "CCCD", "hoà",
            "quý ", "triệu ", "đồng", "mùng ", "2026", "05:30", "28/02/2024", "uỷ", "113", ", ", " và ", "cứu ", "dịp ",
            "1/5", "30-4", "đường ", "T2", "CN", "II", "vùng ", "x", "≥", "±", "×", "&", "+ ", "• ", "'", "’", "P.", "đ/c",
            "v.v", "mã ", "thẻ ", "biển số ", "29A-123.45", "H5N1", "(", ") ", "🎉", "link ", "livestream", "Niê", "K.",
            "thắng ", "năm học ", "Ngày ", "5g", "sáng ", "người", "tại ", "Lê ", "TP.", "chip", "A", "ĐT", "1022", "\u{200d}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// The parts of a reading that are not Vietnamese. It uses only the alphabet and the stops, so that it does
/// not repeat the rules under test. Single letters are allowed as initials or points of a list.
fn strangers(spoken: &str) -> Vec<&str> {
    const SIGNS: &str = ".,;:!?…()[]{}\"'“”‘’„«»‹›-–—";
    let is_foreign = |word: &str| {
        let small = word.to_lowercase();
        let ends = |ending: &str| small.ends_with(ending);
        let letters = small.chars().count() > 1;
        let bare = small.chars().all(|it| it.is_ascii_alphabetic() || "đăâêôơư".contains(it));
        letters
            && (small.contains(['f', 'j', 'w', 'z'])
                || ["b", "d", "đ", "g", "k", "l", "q", "r", "s", "v", "x"]
                    .iter()
                    .any(|it| ends(it))
                    && !ends("ng")
                || bare && ["c", "ch", "p", "t"].iter().any(|it| ends(it)))
    };
    let words = spoken.split(|it: char| !it.is_alphabetic()).filter(|word| is_foreign(word));
    let signs = spoken.split_inclusive(|_| true).filter(|it| {
        let letter = it.chars().next().unwrap();
        !letter.is_alphabetic() && !letter.is_whitespace() && !SIGNS.contains(letter)
    });
    words.filter(|word| *word != "chip").chain(signs).collect()
}

proptest! {
    #[test]
    fn any_text_is_read_once_and_for_all(text in text()) {
        let once = read(&text, &WORDS, Manner::North);
        prop_assert!(is_nfc(&once.spoken), "{:?}", once);
        let again = read(&once.spoken, &WORDS, Manner::North);
        prop_assert_eq!(again.spoken, once.spoken);
    }

    /// Reading a reading again finds no new unknown parts, so that every word of the reader itself is known.
    /// A part is named as it was written: `a.A` stays in the reading as `a.a`.
    #[test]
    fn whatever_has_no_reading_is_named(text in text()) {
        let reading = read(&text, &WORDS, Manner::North);
        let named = reading.unknown.join(" ").to_lowercase();
        for word in strangers(&reading.spoken) {
            prop_assert!(named.contains(&word.to_lowercase()), "{word:?} in {:?}", reading);
        }
        for name in read(&reading.spoken, &WORDS, Manner::North).unknown {
            prop_assert!(named.contains(&name.to_lowercase()), "{name:?} in {:?}", reading);
        }
    }

    #[test]
    fn no_digit_is_left_and_no_line_is_lost(text in "[0-9 .,:/%hmkCĐđa\n-]{0,40}") {
        let spoken = said(&text);
        prop_assert!(!spoken.contains(|it: char| it.is_ascii_digit()), "{spoken}");
        prop_assert_eq!(spoken.matches('\n').count(), text.matches('\n').count());
    }

    #[test]
    fn no_words_file_makes_it_panic(text in "(\\PC|\n|\"|=|\\[words\\]){0,80}") {
        words(&text);
    }
}
