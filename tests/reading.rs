//! Reading aloud, held against a table of what announcers say and against ICU's Vietnamese numbers.

use std::{
    fs,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::sync_channel,
    thread,
};

use loa::script::read::{Manner, Words, read};
use unicode_normalization::UnicodeNormalization;

/// Debian's own Python: `python3-icu` is a package of that one.
const PYTHON: &str = "/usr/bin/python3";

const TABLES: [&str; 2] = [include_str!("reading/table.txt"), include_str!("reading/kinds.txt")];

/// Lines from stations: a text, a tab, its reading. Only letters and digits are compared.
const LINES: &str = include_str!("reading/lines.tsv");

/// Words and signs of the lines that have no reading: a name of the Ê Đê people, a picture.
const UNEXPLAINED: [&str; 3] = ["H'Hen", "Niê", "🎉"];

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES
        .iter()
        .flat_map(|table| table.lines())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.split_once(" ~ ").unwrap_or_else(|| panic!("no reading is written: {line}"))
        })
}

#[test]
fn what_is_written_is_said_as_an_announcer_says_it() {
    let words = Words::sample();
    let wrong: Vec<_> = rows()
        .map(|(written, spoken)| (written, spoken, read(written, &words, Manner::North).spoken))
        .filter(|(_, spoken, said)| spoken != said)
        .map(|(written, spoken, said)| format!("{written}\n  said: {said}\n  not:  {spoken}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(rows().count() >= 400);
}

#[test]
fn what_stations_write_is_said_word_for_word() {
    let words = Words::sample();
    let letters = |text: &str| {
        let text: String = text.nfc().collect();
        text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect::<String>()
    };
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    let lines: Vec<_> = LINES.lines().map(|line| line.split_once('\t').unwrap()).collect();
    assert_eq!(lines.len(), 149);
    for (written, right) in lines {
        let reading = read(written, &words, Manner::North);
        if letters(&reading.spoken) != letters(right) {
            wrong.push(format!("{written}\n  said: {}\n  not:  {right}", reading.spoken));
        }
        unknown.extend(reading.unknown);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(unknown, UNEXPLAINED);
}

#[test]
fn whatever_has_no_reading_is_named() {
    let words = Words::sample();
    for (written, named) in [
        ("xem livestream trên fanpage", &["livestream", "fanpage"][..]),
        ("bà H'Hen Niê, ông K'Brể", &["H'Hen", "Niê", "K'Brể"]),
        ("K.5, tổ c/o", &["K.5", "c/o"]),
        ("ngày 31/02/2024", &["31/02/2024"]),
        ("gửi tới ubnd@danang", &["ubnd", "@", "danang"]),
        ("mẫu CT01, quyển iii", &["CT", "iii"]),
        ("a ≥ b ± c ❤️", &["≥", "±", "❤️"]),
        ("Kon, Đắk, cat, ngê, gê, qi, thuyê", &["Kon", "Đắk", "cat", "ngê", "gê", "qi", "thuyê"]),
    ] {
        assert_eq!(read(written, &words, Manner::North).unknown, named, "{written}");
    }
    // Initials, points of a list and the words of a heading are read as they stand.
    for written in
        ["Nguyễn Văn A, Lê Thị B.", "a) Đối tượng; b) Mức", "THÔNG BÁO CẮT ĐIỆN", "nhà B, khu C"]
    {
        assert_eq!(read(written, &words, Manner::North).unknown, [""; 0], "{written}");
    }
}

#[test]
fn a_reading_is_read_as_it_stands_within_a_sentence_too() {
    let words = Words::sample();
    for (written, _) in rows() {
        for text in [written.to_owned(), format!("Bà con lưu ý: {written}, xin cảm ơn.")] {
            let once = read(&text, &words, Manner::South).spoken;
            assert_eq!(read(&once, &words, Manner::South).spoken, once, "{text}");
        }
    }
}

/// Every number to a million and more of every length to 10^15, a line out for a line in.
#[test]
fn whole_numbers_are_spelled_as_icu_spells_them() {
    let mut oracle = Command::new(PYTHON)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reading/spell.py"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{PYTHON}: {error}; install Debian's python3-icu"));
    let mut loa = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["--station", env!("CARGO_MANIFEST_DIR"), "read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let spelled = BufReader::new(oracle.stdout.take().unwrap()).lines();
    let said = BufReader::new(loa.stdout.take().unwrap()).lines();
    let mut numbers = BufWriter::new(loa.stdin.take().unwrap());
    let (asked, expected) = sync_channel::<(String, String)>(1 << 16);
    let feeder = thread::spawn(move || {
        for line in spelled {
            let line = line.unwrap();
            let (number, words) = line.split_once('\t').unwrap();
            writeln!(numbers, "{number}").unwrap();
            if asked.send((number.to_owned(), words.to_owned())).is_err() {
                break;
            }
        }
    });
    let mut compared = 0;
    for said in said {
        let (number, words) = expected.recv().unwrap();
        assert_eq!(said.unwrap(), words, "{number}");
        compared += 1;
    }
    feeder.join().unwrap();
    assert!(
        ended_well(&mut oracle),
        "the numbers could not be spelled: install Debian's python3-icu"
    );
    assert!(ended_well(&mut loa));
    assert!(compared > 1_030_000, "{compared} numbers");
}

fn ended_well(child: &mut Child) -> bool {
    child.wait().is_ok_and(|status| status.success())
}

#[test]
fn everything_that_the_sample_station_says_can_be_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let facts = fs::read_to_string(root.join("scripts/vneid.toml")).unwrap();
    // Texts that are aired or printed, not notes and sources.
    let said = ["title", "spoken", "value", "sender", "  "];
    let quoted = facts.lines().filter(|line| said.iter().any(|key| line.starts_with(key)));
    let quoted =
        quoted.filter_map(|line| Some(line.split_once('"')?.1.rsplit_once('"')?.0.to_owned()));
    let mut texts: Vec<_> = quoted.collect();
    for entry in fs::read_dir(root.join("audio")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "txt") {
            let text = fs::read_to_string(path).unwrap();
            texts.extend(text.lines().filter(|it| !it.starts_with('#')).map(str::to_owned));
        }
    }
    assert!(texts.len() > 100);
    let words = Words::sample();
    for text in texts {
        let reading = read(&text, &words, Manner::North);
        assert_eq!(reading.unknown, [""; 0], "{text}");
        assert!(!reading.spoken.contains(|it: char| it.is_ascii_digit()), "{text}");
    }
}

#[test]
fn a_line_is_answered_before_the_next_one_is_typed() {
    let mut loa = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["--station", env!("CARGO_MANIFEST_DIR"), "read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = loa.stdin.take().unwrap();
    let mut said = BufReader::new(loa.stdout.take().unwrap()).lines();
    for (line, expected) in
        [("Đề án 06", "Đề án không sáu"), ("", ""), ("17h30", "mười bảy giờ ba mươi phút")]
    {
        writeln!(typed, "{line}").unwrap();
        assert_eq!(said.next().unwrap().unwrap(), expected);
    }
    drop(typed);
    assert!(said.next().is_none());
    assert!(ended_well(&mut loa));
}

#[test]
fn what_nobody_explained_is_named_once_with_what_to_do() {
    let loa = |args: &[&str]| {
        let command = snapbox::cmd::Command::new(env!("CARGO_BIN_EXE_loa"));
        command.args(["--station", env!("CARGO_MANIFEST_DIR"), "read"]).args(args)
    };
    loa(&["Lớp", "XYZ", "-5", "XYZ"]).assert().success().stdout_eq("Lớp XYZ âm năm XYZ\n").stderr_eq(
        "Chưa biết cách đọc: XYZ\n  = thêm cách đọc vào scripts/words.toml, ví dụ: \"CCCD\" = \"căn cước công dân\"\n",
    );
    let lines = loa(&["-"]).stdin("CCCD\r\n\nđến XYZ, PQR\nXYZ 2").assert().success();
    lines.stdout_eq("căn cước công dân\n\nđến XYZ, PQR\nXYZ hai\n").stderr_eq(
        "Chưa biết cách đọc: XYZ, PQR\n  = thêm cách đọc vào scripts/words.toml, ví dụ: \"CCCD\" = \"căn cước công dân\"\n",
    );
    loa(&["ngày 05/4/2026"]).assert().success().stderr_eq("");
}
