//! The folder as a whole: names, twins, transcripts, memory.

use std::{
    fmt::Write,
    fs::{self, File},
    os::unix::fs::symlink,
};

use unicode_normalization::UnicodeNormalization;

use super::{Station, sine, tone, wav};
use crate::{
    clip::{Library, Memory, State, TABLES, synthetic_text},
    store::Store,
};

/// Each clip as one line: name, state, codes.
fn lines(library: &Library) -> String {
    let mut lines = String::new();
    for (name, clip) in &library.clips {
        assert_eq!(*name, clip.name);
        let path: String = clip.path.to_str().unwrap().nfc().collect();
        let codes = clip.refused.iter().chain(&clip.doubts).map(|message| message.code.to_string());
        let state = format!("{:?}", clip.state());
        let words: Vec<String> = [name.clone(), path, state].into_iter().chain(codes).collect();
        let _ = writeln!(lines, "{}", words.join(" "));
    }
    lines
}

#[test]
fn a_folder_becomes_clips() {
    let station = Station::new();
    for name in ["nhac-hieu.wav", "vneid/luu-tru.wav", "vneid/sâu/hơn.WAV", "Lời Chào.wav"] {
        station.put(name, tone());
    }
    station.put("cha\u{300}o.wav", tone());
    for name in ["README.md", "nhac-hieu.txt", ".hidden.wav", ".git/x.wav"] {
        station.put(name, "words");
    }
    station.put("a.opus", "x");
    station.put("b.jpg", "x");
    station.put("c", "x");
    symlink(station.path("nhac-hieu.wav"), station.path("d.wav")).unwrap();
    symlink("/etc", station.path("e")).unwrap();
    snapbox::assert_data_eq!(
        lines(&station.scan(&mut Memory::default())),
        snapbox::str![[r#"
Lời Chào audio/Lời Chào.wav Warning clip-name-letters
a audio/a.opus Refused clip-opus
b audio/b.jpg Refused clip-ending
c audio/c Refused clip-no-ending
chào audio/chào.wav Warning clip-name-decomposed
d audio/d.wav Refused clip-link
e audio/e Refused clip-link
nhac-hieu audio/nhac-hieu.wav Ok
vneid/luu-tru audio/vneid/luu-tru.wav Ok
vneid/sâu/hơn audio/vneid/sâu/hơn.WAV Warning clip-name-letters

"#]]
    );
}

#[test]
fn twins_are_both_refused() {
    let station = Station::new();
    station.put("a.wav", tone());
    station.encode(&tone(), "a.ogg", &[]);
    station.put("a.opus", "left behind after converting");
    station.put("b.wav", tone());
    station.put("b.opus", "left behind after converting");
    snapbox::assert_data_eq!(
        lines(&station.scan(&mut Memory::default())),
        snapbox::str![[r#"
a audio/a.ogg Refused clip-twice
a.opus audio/a.opus Refused clip-opus
a.wav audio/a.wav Refused clip-twice
b audio/b.wav Ok
b.opus audio/b.opus Refused clip-opus

"#]]
    );
}

#[test]
fn no_audio_folder_is_an_empty_library() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = Memory::default();
    assert!(Library::scan(folder.path(), &mut memory, &mut |_, _| ()).clips.is_empty());
    symlink("/usr", folder.path().join("audio")).unwrap();
    let library = Library::scan(folder.path(), &mut memory, &mut |_, _| ());
    assert_eq!(lines(&library), "audio audio Refused clip-link\n");
}

#[test]
fn a_transcript_is_a_machines_only_for_the_very_file() {
    let station = Station::new();
    station.put("a.wav", tone());
    let sha256 = station.clip("a").sha256;
    let check = |text: &str, words: Option<&str>, synthetic: bool| {
        station.put("a.txt", text);
        let found = station.clip("a").transcript;
        assert_eq!(found.as_ref().map(|it| it.words.as_str()), words, "{text}");
        assert_eq!(found.is_some_and(|it| it.synthetic), synthetic, "{text}");
    };
    check("  Kính chào bà con.\n\n", Some("Kính chào bà con."), false);
    check("\u{feff}Cha\u{300}o", Some("Chào"), false);
    check("\r\n", None, false);
    let other = "0".repeat(64);
    check(&format!("# giọng máy: espeak-ng -v vi, {sha256}\r\nKính chào"), Some("Kính chào"), true);
    check(
        &format!("# synthetic: espeak-ng, {}\nXin chào", sha256.to_uppercase()),
        Some("Xin chào"),
        true,
    );
    check(&format!("# giọng máy: espeak-ng -v vi, {other}\nKính chào"), Some("Kính chào"), false);
    check("# giọng máy: espeak-ng\nKính chào", Some("Kính chào"), false);
    check("# một ghi chú\nKính chào", Some("# một ghi chú\nKính chào"), false);
}

#[test]
fn a_transcript_written_for_a_machine_reads_as_one() {
    let station = Station::new();
    station.put("a.wav", tone());
    let sha256 = station.clip("a").sha256;
    let command = ["nói", "một, hai: ba", "xuống\ndòng"].map(str::to_owned);
    let text = synthetic_text(&command, &sha256, "Kính chào 2", "Kính chào\nhai");
    assert_eq!(
        text,
        format!(
            "# giọng máy: nói một, hai: ba xuống dòng, {sha256}\n# lời đọc: Kính chào hai\nKính chào 2\n"
        )
    );
    station.put("a.txt", text);
    let found = station.clip("a").transcript.unwrap();
    assert_eq!((found.words.as_str(), found.synthetic), ("Kính chào 2", true));
    assert_eq!(found.spoken.as_deref(), Some("Kính chào hai"));
}

#[test]
fn a_waiting_transcript_counts_once_its_clip_is_there() {
    let station = Station::new();
    station.put("vneid/a.wav", tone());
    let sha256 = station.clip("vneid/a").sha256;
    let command = ["nói".to_owned()];
    station.put("vneid/a.txt", synthetic_text(&command, &sha256, "Lời cũ", "Lời cũ"));
    station.put("vneid/.a.txt", synthetic_text(&command, &"0".repeat(64), "Lời mới", "Lời mới"));
    let found = |words: &str, synthetic: bool| {
        let found = station.clip("vneid/a").transcript.unwrap();
        assert_eq!((found.words.as_str(), found.synthetic), (words, synthetic));
    };
    found("Lời cũ", true);

    // The new clip is in place, its transcript not yet.
    station.put("vneid/a.wav", wav(48_000, 1, &sine(48_000, 440.0, 0.1, 3.0)));
    found("Lời cũ", false);
    let sha256 = station.clip("vneid/a").sha256;
    station.put("vneid/.a.txt", synthetic_text(&command, &sha256, "Lời mới", "Lời mới"));
    found("Lời mới", true);
}

#[test]
fn a_transcript_of_windows_is_read_too() {
    let station = Station::new();
    station.put("a.wav", tone());
    let utf16: Vec<u8> = "\u{feff}Xin chào".encode_utf16().flat_map(u16::to_le_bytes).collect();
    station.put("a.txt", utf16);
    assert_eq!(station.clip("a").transcript.unwrap().words, "Xin chào");
}

#[test]
fn an_unchanged_file_is_not_decoded_again() {
    let station = Station::new();
    let path = station.put("a.wav", tone());
    station.put("b.wav", "no sound");
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    let mut memory = Memory::load(store.connection()).unwrap();
    let first = station.scan(&mut memory);
    memory.save(&mut store).unwrap();

    // Other contents of the same size, with the old time of change: only a decode could tell.
    let changed = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, wav(48_000, 1, &sine(48_000, 440.0, 0.1, 3.0))).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(changed).unwrap();
    let mut memory = Memory::load(store.connection()).unwrap();
    let mut told = Vec::new();
    let second =
        Library::scan(station.0.path(), &mut memory, &mut |done, of| told.push((done, of)));
    assert_eq!(second.clips, first.clips);
    assert_eq!(told, [(0, 0)]);

    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(changed + std::time::Duration::from_nanos(1))
        .unwrap();
    told.clear();
    let third = Library::scan(station.0.path(), &mut memory, &mut |done, of| told.push((done, of)));
    assert_ne!(third.clips["a"].sha256, first.clips["a"].sha256);
    assert_eq!(told, [(0, 1), (1, 1)]);
}

#[test]
fn memory_forgets_what_is_gone() {
    let station = Station::new();
    let path = station.put("a.wav", tone());
    station.put("b.wav", tone());
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    let mut memory = Memory::default();
    station.scan(&mut memory);
    memory.save(&mut store).unwrap();
    fs::remove_file(path).unwrap();
    station.scan(&mut memory);
    memory.save(&mut store).unwrap();
    let paths = |store: &Store| -> Vec<String> {
        let mut rows = store.connection().prepare("SELECT path FROM clip_memory").unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(paths(&store), ["audio/b.wav"]);

    store.connection().execute("UPDATE clip_memory SET rules = 0", []).unwrap();
    let mut memory = Memory::load(store.connection()).unwrap();
    fs::remove_file(station.path("b.wav")).unwrap();
    station.scan(&mut memory);
    memory.save(&mut store).unwrap();
    assert_eq!(paths(&store), [""; 0]);
}

#[test]
fn many_files_are_measured_at_once() {
    let station = Station::new();
    for number in 0..20 {
        station.put(&format!("{number}.wav"), tone());
    }
    let mut told = Vec::new();
    let library = Library::scan(station.0.path(), &mut Memory::default(), &mut |done, of| {
        told.push((done, of));
    });
    assert_eq!(told, (0..=20).map(|done| (done, 20)).collect::<Vec<_>>());
    assert!(library.clips.values().all(|clip| clip.state() == State::Ok));
}
