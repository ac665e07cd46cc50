//! Power fails between any two steps of putting a new clip in the place of an old one.

use std::{fs, path::Path};

use crate::{clip, hidden, states, station::Station, talking, voice};

/// Clip and transcript.
type Pair = (Vec<u8>, Vec<u8>);

fn pair(station: &Station) -> Pair {
    (station.bytes("audio/vneid/luu-tru.ogg"), station.bytes("audio/vneid/luu-tru.txt"))
}

/// What may lie in the folder: in place and waiting, each a clip and a transcript.
fn lay(folder: &Path, files: [(&str, Option<&[u8]>); 4]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        match bytes {
            Some(bytes) => fs::write(path, bytes).unwrap(),
            None => {
                let _ = fs::remove_file(path);
            }
        }
    }
}

#[test]
fn every_torn_exchange_stays_a_machines_and_heals() {
    let station = talking();
    assert_eq!(voice(&station, &[]).0, 0);
    let old = pair(&station);
    station.edit("scripts/tin.hbs", "bà con gửi thông báo", "bà con khai báo");
    assert_eq!(voice(&station, &[]).0, 0);
    let new = pair(&station);
    assert!(old.0 != new.0 && old.1 != new.1);

    let folder = station.path("audio/vneid");
    let (a, b) = ((&old.0[..], &old.1[..]), (&new.0[..], &new.1[..]));
    let half = &b.1[..b.1.len() / 2];
    // In place: clip, transcript; waiting: clip, transcript. Then what the clip's words are called.
    let torn = [
        ([Some(a.0), Some(a.1), Some(&b.0[..1000]), None], "stale"),
        ([Some(a.0), Some(a.1), Some(b.0), None], "stale"),
        ([Some(a.0), Some(a.1), Some(b.0), Some(half)], "stale"),
        ([Some(a.0), Some(a.1), Some(b.0), Some(b.1)], "stale"),
        ([Some(b.0), Some(a.1), None, Some(b.1)], "fresh"),
        ([Some(b.0), Some(b.1), None, None], "fresh"),
        // The same where there was none before.
        ([Some(b.0), None, None, Some(b.1)], "fresh"),
    ];
    for (files, transcript) in torn {
        let names = ["luu-tru.ogg", "luu-tru.txt", ".luu-tru.ogg", ".luu-tru.txt"];
        let [one, two, three, four] = [0, 1, 2, 3].map(|at: usize| (names[at], files[at]));
        lay(&folder, [one, two, three, four]);
        let found = clip(&station, "vneid/luu-tru");
        assert_eq!(found["synthetic"], true, "{found}");
        assert_eq!(found["transcript"], transcript, "{found}");

        let (code, done) = voice(&station, &[]);
        let state = if transcript == "fresh" { "fresh" } else { "replaced" };
        assert_eq!((code, states(&done)[1]), (0, ("vneid/luu-tru", state)));
        assert!(pair(&station) == new, "the same words sound the same");
        assert_eq!(hidden(&folder), [""; 0]);
    }
}
