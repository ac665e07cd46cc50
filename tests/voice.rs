//! Clips that a machine speaks: with espeak-ng itself, and with programs that do everything wrong.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "voice/programs.rs"]
#[cfg(test)]
mod programs;
#[cfg(test)]
mod station;
#[path = "voice/torn.rs"]
#[cfg(test)]
mod torn;

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use loa::script::{estimate, read::read};
use serde_json::Value;
use snapbox::{assert_data_eq, str};
use station::{
    Station,
    json::{rows, shape, text},
    wav::tone,
};

const NOTICE: &str = "Kính mời bà con đến trụ sở UBND lúc 7h30 ngày 05/12/2026 để làm thẻ BHYT.";

/// One programme: music, words of a clip in the folder itself, words of a clip in a folder of its own.
fn talking() -> Station {
    let station = Station::small();
    let script = format!(
        "{{{{#cue \"nhac\"}}}}{{{{/cue}}}}\n{{{{#cue \"moi\"}}}}{NOTICE}{{{{/cue}}}}\n\
         {{{{#cue \"vneid/luu-tru\"}}}}Nhà có người đến lưu trú, bà con gửi thông báo qua điện thoại.{{{{/cue}}}}\n"
    );
    station.write("scripts/tin.hbs", script);
    station
}

/// What `loa voice --json` says of the clips, with the code that it ends with.
fn voice(station: &Station, args: &[&str]) -> (i32, Value) {
    let output = station.loa(&[&["voice", "--json"], args].concat());
    (output.code, output.json())
}

/// Clip and state of each row.
fn states(found: &Value) -> Vec<(&str, &str)> {
    rows(found).iter().map(|row| (text(row, "clip"), text(row, "state"))).collect()
}

/// The row of `loa clips --json` about a clip.
fn clip(station: &Station, name: &str) -> Value {
    let clips = station.json(&["clips", "--json"]);
    rows(&clips).iter().find(|row| row["clip"] == name).cloned().unwrap_or_default()
}

/// Names that are hidden in a folder.
fn hidden(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.file_name());
    names.filter_map(|name| name.into_string().ok()).filter(|name| name.starts_with('.')).collect()
}

#[test]
fn missing_clips_are_spoken_and_fit_their_words() {
    let station = talking();
    let (code, made) = voice(&station, &[]);
    assert_eq!(code, 0);
    assert_eq!(states(&made), [("moi", "made"), ("vneid/luu-tru", "made")]);
    assert_data_eq!(
        shape(&made),
        str![[r#"
changes: null
clip: text
duration_s: number
path: text
reason: null
reason_text: null
spoken: text
state: text
text: text
unknown: 

"#]]
    );
    let (words, _) = loa::check::words_of(&station.path(""));
    for row in rows(&made) {
        let name = text(row, "clip");
        assert_eq!(row["path"], format!("audio/{name}.ogg"));
        let spoken = read(text(row, "text"), &words, words.manner).spoken;
        assert_eq!(row["spoken"], spoken);
        let found = clip(&station, name);
        assert_eq!((&found["state"], &found["transcript"]), (&"ok".into(), &"fresh".into()));
        assert_eq!((&found["synthetic"], &found["codec"]), (&true.into(), &"vorbis".into()));
        let length = found["duration_s"].as_f64().unwrap();
        assert_eq!(row["duration_s"], length);
        let share = length / estimate(&spoken).as_seconds_f64();
        assert!((0.6..=1.6).contains(&share), "{name}: {share}");
        assert!((-30.0..=-12.0).contains(&found["lufs"].as_f64().unwrap()), "{found}");
        let transcript = station.read(&format!("audio/{name}.txt"));
        let mark = "# giọng máy: espeak-ng -v vi -s 140 -w {out} -f {in}, ";
        assert!(transcript.starts_with(mark), "{transcript}");
        assert!(transcript.ends_with(&format!("\n{}\n", text(row, "text"))), "{transcript}");
        let size = fs::metadata(station.path(&format!("audio/{name}.ogg"))).unwrap().len();
        assert!(f64::from(u32::try_from(size).unwrap()) * 8.0 / length < 70_000.0, "{size}");
    }
    let checked = station.loa(&["check", "--json"]);
    assert_eq!((checked.code, rows(&checked.json()).len()), (0, 0), "{}", checked.stdout);
    assert!(!station.path("data/voice").exists());

    let before = station.files();
    let (code, again) = voice(&station, &[]);
    assert_eq!(code, 0);
    assert_eq!(states(&again), [("moi", "fresh"), ("vneid/luu-tru", "fresh")]);
    assert!(station.files() == before, "the second run changed the folder");
}

#[test]
fn the_sample_is_spoken_and_one_sentence_makes_one_clip() {
    let station = Station::sample();
    let before = station.files();
    let output = station.loa(&["voice"]);
    assert_eq!((output.code, output.stdout.as_str()), (0, ""), "{}", output.stderr);
    assert!(station.files() == before, "everything was fresh");

    station.edit("scripts/vneid.toml", "bà con gửi thông báo lưu trú", "bà con khai báo lưu trú");
    let output = station.loa(&["voice"]);
    assert_data_eq!(
        output.stdout,
        str![[r#"
vneid-luu-tru  máy vừa đọc lại  … vài ngày, bà con [gửi thông → khai] báo lưu trú ngay …

"#]]
    );
    assert_eq!(output.code, 0);
    let changed = station.files().into_iter().filter(|file| !before.contains(file));
    let changed: Vec<_> = changed.map(|(path, _)| path).collect();
    let expected = ["audio/vneid-luu-tru.ogg", "audio/vneid-luu-tru.txt", "scripts/vneid.toml"];
    assert_eq!(changed, expected.map(|name| station.path(name)));
}

/// A shipped clip still had "một trăm mười ba" for 113 after the reading had changed. Each clip's words are
/// spoken again by the same program, and must last as long as the clip.
#[test]
fn the_shipped_clips_last_as_long_as_their_words_spoken_now() {
    /// The release of espeak-ng that spoke them: another one speaks at another pace.
    const SPOKEN_BY: &str = "1.51";
    let version = Command::new("espeak-ng").arg("--version").output().unwrap().stdout;
    let version = String::from_utf8_lossy(&version).into_owned();
    if !version.contains(SPOKEN_BY) {
        println!("skipped: the clips were spoken by espeak-ng {SPOKEN_BY}, here is {version}");
        return;
    }
    let station = Station::sample();
    let lengths = || {
        let clips = station.json(&["clips", "--json"]);
        let spoken = rows(&clips).iter().filter(|clip| clip["synthetic"] == true);
        let length = |clip: &Value| (text(clip, "clip").to_owned(), clip["duration_s"].as_f64());
        spoken.map(length).collect::<Vec<_>>()
    };
    let shipped = lengths();
    let (code, spoken) = voice(&station, &["--again"]);
    assert_eq!(code, 0);
    let replaced = rows(&spoken).iter().filter(|row| row["state"] == "replaced").count();
    assert!(replaced > 40, "{replaced} clips were spoken");
    for ((clip, shipped), (_, now)) in shipped.into_iter().zip(lengths()) {
        let [shipped, now] = [shipped, now].map(Option::unwrap);
        assert!((shipped - now).abs() < 0.02, "{clip}: {shipped} s, spoken now {now} s");
    }
}

#[test]
fn a_changed_reading_is_spoken_anew() {
    let station = talking();
    station.write("scripts/words.toml", "[words]\nUBND = \"xã\"\nBHYT = \"bảo hiểm\"\n");
    assert_eq!(station.loa(&["voice"]).code, 0);
    assert!(
        station.read("audio/moi.txt").contains("\n# lời đọc: Kính mời bà con đến trụ sở xã lúc")
    );
    let first = station.bytes("audio/moi.ogg");

    station.edit("scripts/words.toml", "\"xã\"", "\"Ủy ban nhân dân\"");
    let found = clip(&station, "moi");
    assert_eq!((&found["transcript"], &found["changes"]), (&"stale".into(), &Value::Null));
    let told = station.loa(&["clips"]).stdout;
    assert!(told.contains("máy đọc khác bây giờ, gõ loa voice để đọc lại"), "{told}");
    let checked = station.loa(&["check", "--json"]);
    let json = checked.json();
    assert_eq!(checked.code, 0);
    assert!(rows(&json).iter().any(|row| row["code"] == "check_read_otherwise"), "{json}");

    let (_, made) = voice(&station, &[]);
    assert_eq!(states(&made), [("moi", "replaced"), ("vneid/luu-tru", "fresh")]);
    assert!(station.read("audio/moi.txt").contains("trụ sở Ủy ban nhân dân lúc bảy giờ"));
    assert!(station.bytes("audio/moi.ogg") != first);
    assert_eq!(clip(&station, "moi")["transcript"], "fresh");

    // An older transcript, without the spoken text, can be read, and its clip is spoken anew.
    let lines = station.read("audio/moi.txt");
    let old: Vec<_> = lines.lines().filter(|line| !line.starts_with("# lời đọc")).collect();
    station.write("audio/moi.txt", old.join("\n"));
    let found = clip(&station, "moi");
    assert_eq!((&found["synthetic"], &found["transcript"]), (&true.into(), &"stale".into()));
    let (_, made) = voice(&station, &[]);
    assert_eq!(states(&made), [("moi", "replaced"), ("vneid/luu-tru", "fresh")]);
}

#[test]
fn only_the_clips_that_are_named_are_spoken() {
    let station = talking();
    let (code, made) = voice(&station, &["vneid/luu-tru"]);
    assert_eq!((code, states(&made)), (0, vec![("vneid/luu-tru", "made")]));
    assert!(!station.path("audio/moi.ogg").exists());
    for name in ["nhac", "../../x", "khong-co"] {
        let output = station.loa(&["voice", name]);
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{name}");
        assert!(output.stderr.starts_with("Không có lời nào trong kịch bản"), "{}", output.stderr);
    }
    let first = station.bytes("audio/vneid/luu-tru.ogg");
    let (_, made) = voice(&station, &["vneid/luu-tru", "--again"]);
    assert_eq!(states(&made), [("vneid/luu-tru", "replaced")]);
    assert!(station.bytes("audio/vneid/luu-tru.ogg") == first, "the same words sound the same");
}

#[test]
fn a_persons_recording_is_never_touched() {
    let station = talking();
    assert_eq!(station.loa(&["voice"]).code, 0);
    // A person records over the machine's clip, and another brings a WAV with its words.
    let mut recording = fs::read("audio/nhac-cat.ogg").unwrap();
    station.write("audio/moi.ogg", &recording);
    station.remove("audio/vneid/luu-tru.ogg").write("audio/vneid/luu-tru.wav", tone(3));
    station.write("audio/vneid/luu-tru.txt", "Lời cũ của bà con.\n");
    station.edit("scripts/tin.hbs", "trụ sở", "nhà văn hóa");
    let before = station.files();
    for args in [&[][..], &["--again"]] {
        let (code, found) = voice(&station, args);
        assert_eq!(code, 0);
        assert_eq!(states(&found), [("moi", "record"), ("vneid/luu-tru", "record")]);
        assert!(station.files() == before, "a recording was touched");
    }
    let output = station.loa(&["voice"]);
    assert!(output.stdout.contains("moi            cần người thu lại"), "{}", output.stdout);
    assert!(output.stdout.contains("[trụ sở → nhà văn hóa]"), "{}", output.stdout);

    // Nor is one without its words, or one that cannot even air.
    station.remove("audio/moi.txt");
    recording.truncate(recording.len() / 2);
    station.remove("audio/vneid/luu-tru.wav").write("audio/vneid/luu-tru.opus", &recording);
    let before = station.files();
    let (_, found) = voice(&station, &["--again"]);
    assert_eq!(states(&found), [("moi", "unwritten"), ("vneid/luu-tru", "record")]);
    assert!(station.files() == before, "a recording was touched");
}

#[test]
fn nothing_is_made_beside_a_recording_of_the_same_name() {
    let station = talking();
    assert_eq!(station.loa(&["voice"]).code, 0);
    station.write("audio/moi.wav", tone(3)).edit("scripts/tin.hbs", "trụ sở", "nhà văn hóa");
    let before = station.files();
    let (code, found) = voice(&station, &[]);
    assert_eq!(code, 1);
    assert_eq!(states(&found), [("moi", "failed"), ("vneid/luu-tru", "fresh")]);
    assert_eq!(rows(&found)[0]["reason"], "voice_recorded_meanwhile");
    assert!(station.files() == before, "both files stay");
}

#[test]
fn what_a_machine_spoke_gives_way_whatever_its_ending() {
    let station = talking();
    assert_eq!(station.loa(&["voice"]).code, 0);
    station.write("audio/moi.wav", tone(3)).remove("audio/moi.ogg");
    let sha256 = loa::clip::file_sha256(&station.path("audio/moi.wav")).unwrap();
    station.write("audio/moi.txt", format!("# giọng máy: nói, {sha256}\nLời cũ\n"));
    let (code, found) = voice(&station, &[]);
    assert_eq!(code, 0);
    assert_eq!(states(&found), [("moi", "replaced"), ("vneid/luu-tru", "fresh")]);
    assert!(!station.path("audio/moi.wav").exists());
    assert_eq!(clip(&station, "moi")["transcript"], "fresh");
    assert_eq!(station.loa(&["check"]).code, 0);
}

#[test]
fn words_that_vary_are_told_and_nothing_is_made() {
    let station = talking();
    station.append("scripts/tin.hbs", "{{#cue \"ten\"}}Đây là {{programme.title}}.{{/cue}}\n");
    station.append(
        "schedule.toml",
        "[[programme]]\nid = \"toi\"\ntitle = \"Bản tin tối\"\nscript = \"tin\"\nat = [\"19:30\"]\n",
    );
    let output = station.loa(&["voice", "ten"]);
    assert_eq!(output.code, 2);
    assert_data_eq!(
        output.stderr,
        str![[r#"
scripts/tin.hbs:4:1: lưu ý: lời của tệp âm thanh `ten` ở đây khác ở scripts/tin.hbs dòng 4: Đây là Bản tin [+ tối]
  |
4 | {{#cue "ten"}}Đây là {{programme.title}}.{{/cue}}
  | ^^^^^^
  = cách sửa: một tệp chỉ đọc được một lời: viết hai chỗ giống nhau, hoặc đặt tên tệp khác cho một chỗ. Trong lúc này tệp đang có vẫn phát ở cả hai chỗ
Máy đã đọc 0 tệp; 0 tệp đã khớp lời; 0 tệp cần người thu lại; 0 tệp chưa làm được

"#]]
    );
    assert!(!station.path("audio/ten.ogg").exists());
    let checked = station.loa(&["check", "--json"]).json();
    assert!(rows(&checked).iter().any(|row| row["code"] == "check_words_vary"), "{checked}");
}

#[test]
fn what_nobody_explained_is_told_and_spoken_all_the_same() {
    let station = talking();
    station.edit("scripts/tin.hbs", "trụ sở", "XYZK");
    let output = station.loa(&["voice"]);
    assert_eq!(output.code, 0);
    assert!(output.stderr.starts_with("Chưa biết cách đọc: XYZK\n"), "{}", output.stderr);
    assert!(station.path("audio/moi.ogg").exists());
    // `loa script` names it too.
    let output = station.loa(&["script", "tin"]);
    assert!(output.stderr.contains("Chưa biết cách đọc: XYZK\n  = "), "{}", output.stderr);
}

#[test]
fn nothing_is_written_through_a_link() {
    let station = talking();
    let elsewhere = Station::empty();
    elsewhere.write(".luu-tru.txt", "not ours");
    symlink(elsewhere.path(""), station.path("audio/vneid")).unwrap();
    let (code, found) = voice(&station, &[]);
    assert_eq!(code, 1);
    assert_eq!(states(&found), [("moi", "made"), ("vneid/luu-tru", "failed")]);
    assert_eq!(rows(&found)[1]["reason"], "clip_link");
    assert_eq!(elsewhere.files().len(), 1);
    assert_eq!(elsewhere.read(".luu-tru.txt"), "not ours");
}
