//! A letter read back as a recipient's program reads it, and an outbox that breaks off anywhere.

use std::{collections::BTreeMap, fs, path::Path};

use chrono::{DateTime, Utc};
use snapbox::{assert_data_eq, str};

use super::{
    By, Letter, Put, Sender, Sheet, State, TABLES, enqueue, list, put, reported, resume, write,
};
use crate::{
    asrun::Reader,
    report::{
        Month,
        tests::{letter::draft, paper::head, sample::november},
    },
    schedule,
    store::Store,
    words::Lang,
};

const READER: Reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::Vi };

fn sheet(kind: schedule::Letter, revision: u32) -> Sheet {
    Sheet {
        stem: crate::report::Head { revision, ..head() }.stem(),
        kind,
        month: Month::parse("2026-11").unwrap(),
        period: november(),
        revision,
        figures_sha256: format!("sha-{revision}"),
        at: "2026-12-01T01:00:00Z".parse::<DateTime<Utc>>().unwrap(),
    }
}

fn sender() -> Sender {
    Sender { name: "Đài Truyền thanh".into(), address: "dai@example.vn".into() }
}

fn letter_to(kind: schedule::Letter, revision: u32, recipients: &[&str]) -> Letter {
    let draft = draft(kind, revision, Lang::Vi).unwrap();
    let recipients: Vec<String> = recipients.iter().map(|&to| to.into()).collect();
    let (letter, errors) = write(&draft, &sheet(kind, revision), &sender(), &recipients);
    assert!(errors.is_empty(), "{errors:?}");
    letter
}

fn log_to(recipients: &[&str]) -> Letter {
    letter_to(schedule::Letter::Log, 1, recipients)
}

fn base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for six in text.bytes().filter_map(value) {
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).unwrap());
        }
    }
    bytes
}

/// RFC 2047, as far as a letter of ours uses it: encoded words in base64, spaces between them gone.
fn decoded(header: &str) -> String {
    let mut text = String::new();
    let mut after_word = false;
    for word in header.split(' ').filter(|word| !word.is_empty()) {
        let inner = word.strip_prefix("=?utf-8?b?").and_then(|word| word.strip_suffix("?="));
        let joined = after_word && inner.is_some();
        if !text.is_empty() && !joined {
            text.push(' ');
        }
        match inner {
            Some(inner) => text.push_str(&String::from_utf8(base64(inner)).unwrap()),
            None => text.push_str(word),
        }
        after_word = inner.is_some();
    }
    text
}

/// Headers, unfolded, and body.
fn opened(part: &str) -> (BTreeMap<String, String>, &str) {
    let (head, body) = part.trim_start_matches("\r\n").split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let headers = head.split("\r\n").filter_map(|line| line.split_once(": "));
    (headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(), body)
}

fn parts<'b>(kind: &str, body: &'b str) -> Vec<&'b str> {
    let boundary = kind.split_once("boundary=\"").unwrap().1.split_once('"').unwrap().0;
    let marker = format!("--{boundary}");
    let pieces: Vec<&str> = body.split(marker.as_str()).skip(1).collect();
    let (end, parts) = pieces.split_last().unwrap();
    assert!(end.starts_with("--"), "the last boundary closes");
    parts.to_vec()
}

fn body_of(headers: &BTreeMap<String, String>, body: &str) -> Vec<u8> {
    match headers["Content-Transfer-Encoding"].as_str() {
        "base64" => base64(body),
        "quoted-printable" => {
            let joined = body.replace("=\r\n", "");
            let (mut bytes, mut rest) = (Vec::new(), joined.as_bytes());
            while let Some((&byte, after)) = rest.split_first() {
                if byte == b'=' {
                    let hex = std::str::from_utf8(&after[..2]).unwrap();
                    bytes.push(u8::from_str_radix(hex, 16).unwrap());
                    rest = &after[2..];
                } else {
                    bytes.push(byte);
                    rest = after;
                }
            }
            bytes
        }
        _ => body.as_bytes().to_vec(),
    }
}

#[test]
fn a_letter_reads_back_as_it_was_written() {
    let drafted = draft(schedule::Letter::Unsigned, 2, Lang::Vi).unwrap();
    let letter = letter_to(schedule::Letter::Unsigned, 2, &["to-cong-tac@example.vn"]);
    let message = String::from_utf8(letter.copies[0].bytes.clone()).unwrap();
    assert!(message.lines().all(|line| line.len() <= 998), "RFC 5322");
    let (headers, body) = opened(&message);
    assert_eq!(decoded(&headers["Subject"]), drafted.subject);
    assert_eq!(decoded(&headers["From"]), "Đài Truyền thanh <dai@example.vn>");
    assert_eq!(headers["To"], "to-cong-tac@example.vn");
    assert_eq!(headers["Message-ID"], "<bc.2026-11.r2.dai-truyen-thanh@example.vn>");
    assert_eq!(headers["Date"], "Tue, 01 Dec 2026 01:00:00 +0000");
    assert_eq!(headers["Auto-Submitted"], "auto-generated");
    let mixed = parts(&headers["Content-Type"], body);
    assert_eq!(mixed.len(), 3, "the letter, DOCX, XLSX");

    let (headers, body) = opened(mixed[0]);
    assert!(headers["Content-Type"].starts_with("multipart/alternative"));
    let read: Vec<String> = parts(&headers["Content-Type"], body)
        .into_iter()
        .map(|part| {
            let (headers, body) = opened(part);
            String::from_utf8(body_of(&headers, body)).unwrap().replace("\r\n", "\n")
        })
        .collect();
    assert_eq!(read[0].trim_end(), drafted.text.trim_end());
    assert_eq!(read[1].trim_end(), drafted.html.trim_end());

    for (part, file) in mixed[1..].iter().zip(&drafted.attachments) {
        let (headers, body) = opened(part);
        let name = format!("attachment; filename=\"{}\"", file.name);
        assert_eq!(headers["Content-Disposition"], name);
        assert_eq!(headers["Content-Type"], file.mime);
        assert_eq!(body_of(&headers, body), file.bytes);
    }
}

#[test]
fn a_vietnamese_file_name_is_written_as_mail_wants_it() {
    let mut draft = draft(schedule::Letter::Log, 1, Lang::Vi).unwrap();
    draft.attachments[0].name = "báo cáo.xlsx".into();
    let sheet = sheet(schedule::Letter::Log, 1);
    let (letter, _) = write(&draft, &sheet, &sender(), &["a@example.vn".into()]);
    let message = String::from_utf8(letter.copies[0].bytes.clone()).unwrap();
    assert!(message.contains("filename*0*=utf-8''b%C3%A1o%20c%C3%A1o.xlsx"), "{message}");
}

#[test]
fn a_letter_written_twice_is_the_same_letter() {
    assert_eq!(log_to(&["a@example.vn"]), log_to(&["a@example.vn"]));
}

#[test]
fn a_name_with_a_line_break_cannot_add_a_header() {
    let draft = draft(schedule::Letter::Log, 1, Lang::Vi).unwrap();
    let draft = crate::report::Draft { subject: "a\r\nBcc: x@example.vn".into(), ..draft };
    let sender = Sender { name: "Đài\r\nBcc: x@example.vn".into(), ..sender() };
    let sheet = sheet(schedule::Letter::Log, 1);
    let (letter, errors) = write(&draft, &sheet, &sender, &["a@example.vn".into()]);
    assert!(errors.is_empty());
    let message = String::from_utf8(letter.copies[0].bytes.clone()).unwrap();
    assert!(!opened(&message).0.contains_key("Bcc"));
}

#[test]
fn a_bad_address_stops_no_other() {
    let draft = draft(schedule::Letter::Log, 1, Lang::Vi).unwrap();
    let sheet = sheet(schedule::Letter::Log, 1);
    let to = ["không phải địa chỉ", "a@example.vn", "a@example.vn", "b@example.vn"];
    let (letter, errors) = write(&draft, &sheet, &sender(), &to.map(str::to_owned));
    let reached: Vec<&str> = letter.copies.iter().map(|copy| copy.recipient.as_str()).collect();
    assert_eq!(reached, ["a@example.vn", "b@example.vn"]);
    assert_eq!(errors.len(), 1);
    assert_data_eq!(errors[0].to_string(), str!["`không phải địa chỉ` is no mail address"]);
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn states(store: &Store) -> Vec<State> {
    list(store.connection(), READER).unwrap().into_iter().map(|row| row.state).collect()
}

#[test]
fn a_letter_is_put_once_for_each_recipient() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    let letter = log_to(&["a@example.vn", "b@example.vn"]);
    let puts = put(&mut store, folder.path(), &letter).unwrap();
    assert_eq!(puts.iter().map(|(_, put)| *put).collect::<Vec<_>>(), [Put::Written; 2]);
    assert_data_eq!(
        names(folder.path()).join("\n"),
        str![[r#"
BC-DA06_2026-11_dai-truyen-thanh_lan1__a@example.vn.eml
BC-DA06_2026-11_dai-truyen-thanh_lan1__b@example.vn.eml
"#]]
    );
    // Sent by hand, then removed: it must not come back.
    fs::remove_file(folder.path().join(&names(folder.path())[0])).unwrap();
    let puts = put(&mut store, folder.path(), &letter).unwrap();
    assert_eq!(puts.iter().map(|(_, put)| *put).collect::<Vec<_>>(), [Put::AlreadyThere; 2]);
    assert_eq!(names(folder.path()).len(), 1);
    // A recipient who was added later gets it; the others do not get it again.
    let more = log_to(&["a@example.vn", "b@example.vn", "c@example.vn"]);
    let puts = put(&mut store, folder.path(), &more).unwrap();
    assert_eq!(puts[2], ("c@example.vn".into(), Put::Written));
    assert_eq!(states(&store), [State::Written; 3]);
    assert_eq!(names(folder.path()).len(), 2);
}

#[test]
fn wherever_putting_breaks_off_it_ends_the_same() {
    let letter = log_to(&["a@example.vn", "b@example.vn"]);
    let check = |crash: fn(&mut Store, &Path, &Letter)| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loa.db");
        let outbox = folder.path().join("outbox");
        crash(&mut Store::open(&path, &[TABLES]).unwrap(), &outbox, &letter);
        let mut store = Store::open(&path, &[TABLES]).unwrap();
        resume(&mut store, &outbox).unwrap();
        put(&mut store, &outbox, &letter).unwrap();
        assert_eq!(states(&store), [State::Written; 2]);
        let files = names(&outbox);
        assert_eq!(files.len(), 2, "{files:?}");
        for (name, copy) in files.iter().zip(&letter.copies) {
            assert_eq!(fs::read(outbox.join(name)).unwrap(), copy.bytes);
        }
        assert_eq!(resume(&mut store, &outbox).unwrap(), 0);
    };
    check(|_, _, _| ());
    check(|store, _, letter| {
        enqueue(store, letter, By::Person).unwrap();
    });
    // Half a file under its other name.
    check(|store, outbox, letter| {
        enqueue(store, letter, By::Person).unwrap();
        let file = &list(store.connection(), READER).unwrap()[0].file;
        fs::create_dir_all(outbox).unwrap();
        fs::write(outbox.join(format!("{file}.tmp")), b"half").unwrap();
    });
    // The file stands, its row does not know it yet; the second has not begun.
    check(|store, outbox, letter| {
        enqueue(store, letter, By::Person).unwrap();
        let file = &list(store.connection(), READER).unwrap()[0].file;
        fs::create_dir_all(outbox).unwrap();
        fs::write(outbox.join(file), &letter.copies[0].bytes).unwrap();
    });
    // The folder cannot be written to.
    check(|store, outbox, letter| {
        fs::write(outbox, b"a file, no folder").unwrap();
        assert!(put(store, outbox, letter).is_err());
        assert_eq!(states(store), [State::Waiting; 2]);
        fs::remove_file(outbox).unwrap();
    });
}

#[test]
fn two_recipients_never_share_a_file() {
    let long = format!("{}@example.vn", "a".repeat(60));
    let to = ["a.b@example.vn", "a-b@example.vn", "A.b@example.vn", "a+b@example.vn", &long];
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    put(&mut store, folder.path(), &log_to(&to)).unwrap();
    put(&mut store, folder.path(), &letter_to(schedule::Letter::Unsigned, 2, &to)).unwrap();
    let names = names(folder.path());
    assert_eq!(names.len(), 10, "{names:?}");
    assert!(names.iter().all(|name| name.is_ascii() && !name.contains([' ', '/'])), "{names:?}");
}

/// Another setting of `letter` made a second revision with the number 1.
#[test]
fn another_kind_of_letter_is_no_second_letter_of_the_same_revision() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    let of = |kind, to| letter_to(kind, 1, to);
    put(&mut store, folder.path(), &of(schedule::Letter::Log, &["a@example.vn"])).unwrap();
    let both = ["a@example.vn", "b@example.vn"];
    let puts = put(&mut store, folder.path(), &of(schedule::Letter::Unsigned, &both)).unwrap();
    let puts: Vec<Put> = puts.into_iter().map(|(_, put)| put).collect();
    assert_eq!(puts, [Put::AlreadyThere, Put::Written]);
    assert_eq!(reported(store.connection()).unwrap().len(), 1);
    assert_eq!(names(folder.path()).len(), 2);
}

#[test]
fn the_outbox_is_listed_in_its_settled_form() {
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    enqueue(&mut store, &log_to(&["a@example.vn"]), By::Person).unwrap();
    let retry = "UPDATE letter SET next_try_at = 1796086800000000, last_reply = '451 later',
        attempts = 1, why = '{\"code\":\"mail-why-later\",\"args\":{\"reply\":\"451 later\"}}'";
    store.connection().execute(retry, []).unwrap();
    let rows = list(store.connection(), READER).unwrap();
    assert_data_eq!(
        serde_json::to_string_pretty(&rows).unwrap(),
        str![[r#"
[
  {
    "letter": "BC-DA06_2026-11_dai-truyen-thanh_lan1",
    "kind": "log",
    "month": "2026-11",
    "revision": 1,
    "recipient": "a@example.vn",
    "state": "waiting",
    "attempts": 1,
    "last_reply": "451 later",
    "message_id": "<nk.2026-11.r1.dai-truyen-thanh@example.vn>",
    "next_try_at": "2026-12-01T08:00:00+07:00",
    "reason": "later",
    "reason_text": "máy chủ thư bảo gửi lại sau (451 later)"
  }
]
"#]]
    );
}

#[test]
fn every_state_says_what_happened_in_both_languages() {
    let mut store = Store::in_memory(&[TABLES]).unwrap();
    enqueue(&mut store, &log_to(&["a@example.vn"]), By::Person).unwrap();
    let mut row = list(store.connection(), READER).unwrap().remove(0);
    for lang in [Lang::Vi, Lang::En] {
        for (state, helped) in [
            (State::Written, true),
            (State::Waiting, false),
            (State::Sending, false),
            (State::Sent, false),
            (State::Refused, false),
            (State::Unknown, false),
            (State::Held, false),
        ] {
            row.state = state;
            let said = row.message().render(lang);
            assert!(said.contains("a@example.vn"), "{said}");
            assert_eq!(row.message().render_attribute(lang, "fix").is_some(), helped, "{said}");
        }
        let letter = log_to(&["a@example.vn"]);
        for put in [Put::Written, Put::AlreadyThere] {
            let said = put.message(&letter, "a@example.vn").render(lang);
            assert!(said.contains("a@example.vn"), "{said}");
        }
    }
}
