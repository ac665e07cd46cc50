//! A station that a seed makes: many short programmes, close together, of every kind.

use std::fmt::Write as _;

use chrono::TimeDelta;
use loa::{
    check::Folder,
    clip::{HOUSE_RATE, Library},
    script::Sources,
};

/// A Tuesday, midnight by the station's clock.
pub(crate) const FROM: &str = "2026-11-30T17:00:00Z";

/// Lengths of the clips, tenths of a second. A script plays one.
const CLIPS: [u64; 6] = [7, 20, 41, 80, 150, 333];

/// The folder of a seed, and how long it runs.
pub(crate) fn station(seed: u64) -> (Folder, TimeDelta) {
    let mut roll = seed.wrapping_mul(0x2545_f491_4f6c_dd1d).rotate_left(29) ^ 0x5bd1_e995;
    let mut below = |sides: u64| {
        // xorshift64: enough to lay out a schedule.
        roll ^= roll << 13;
        roll ^= roll >> 7;
        roll ^= roll << 17;
        roll % sides
    };
    let mut text = String::from(
        "format = 1\n[station]\nname = \"Đài\"\n[hours]\nquiet = [\"21:00-05:00\"]\n[report]\nto = [\"a@example.vn\"]\n",
    );
    if below(4) == 0 {
        text.push_str("[[except]]\ndates = \"02/12/2026\"\nprogrammes = [\"tin-1\", \"tin-2\"]\nreason = \"Nghỉ\"\n");
    }
    for number in 0..3 + below(4) {
        let clip = CLIPS[usize::try_from(below(6)).unwrap()];
        let _ = writeln!(text, "[[programme]]\nid = \"tin-{number}\"");
        match below(12) {
            0 => text.push_str("source = \"elsewhere\"\nlasts = \"10m\"\n"),
            1 => {
                let _ = writeln!(text, "script = \"dai-{clip}\"\npriority = \"emergency\"");
            }
            2 | 3 => {
                let _ = writeln!(text, "script = \"dai-{clip}\"\npriority = \"priority\"");
            }
            _ => {
                let _ = writeln!(text, "script = \"dai-{clip}\"");
            }
        }
        match below(5) {
            0 => text.push_str("late = \"start\"\ngrace = \"4m\"\n"),
            1 => text.push_str("late = \"join\"\ngrace = \"2m\"\n"),
            _ => {}
        }
        let hours: Vec<String> = (0..=below(4))
            .map(|_| {
                // Most in the same half hour of the morning, so that they meet; some at the edge of
                // the quiet hours, some within.
                let (hour, minute) = match below(10) {
                    0 => (20, 59),
                    1 => (below(24), below(60)),
                    _ => (5 + below(2), below(12)),
                };
                format!(
                    "\"{hour:02}:{minute:02}:{:02}\"",
                    [0, 0, 0, 10, 59][usize::try_from(below(5)).unwrap()]
                )
            })
            .collect();
        let _ = writeln!(text, "at = [{}]", hours.join(", "));
    }
    let days = TimeDelta::days(1 + i64::try_from(below(3)).unwrap());
    (Folder::imagined(text, sources(), library()), days)
}

fn sources() -> Sources {
    let script = |length: &u64| {
        (format!("dai-{length}"), format!("{{{{#cue \"tieng-{length}\"}}}}{{{{/cue}}}}\n"))
    };
    Sources { templates: CLIPS.iter().map(script).collect(), facts: None }
}

fn library() -> Library {
    let clip = |length: u64| (format!("tieng-{length}"), length * u64::from(HOUSE_RATE) / 10);
    Library::imagined(CLIPS.map(clip))
}
