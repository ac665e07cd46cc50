//! The station on a sound card: what it logs is what the card sounded.
//!
//! The card is the null sink of a sound server that the test starts for itself; its monitor is recorded.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails says where")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "recordings of some seconds"
)]

mod card {
    pub(crate) mod studio;
}
#[path = "live/running.rs"]
mod running;
mod sound;
mod station;

use std::time::Duration;

use card::studio::Studio;
use chrono::{DateTime, Utc};
use serde_json::Value;

const A_MINUTE: Duration = Duration::from_mins(1);

fn instant(value: &Value) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap().to_utc()
}

#[test]
fn a_programme_is_heard_at_its_instant_and_in_full() {
    let mut studio = Studio::new(12, 2);
    studio.server_on();
    let running = studio.run();
    let recorder = studio.record();
    running.wait_for("Đã phát Bản tin", A_MINUTE);
    let recording = recorder.stop();
    assert!(running.stop(), "a stop in good order");

    let row = &studio.log()[0];
    assert_eq!(row["outcome"], "aired", "{row}");
    assert_eq!(row["output"], "default", "{row}");
    assert_eq!(row["heard_s"], 2.0, "{row}");
    assert!(row["start_error_ms"].as_f64().unwrap() >= 0.0, "never early: {row}");
    let (from, length) = recording.sound().expect("a sound");
    let late = (from - instant(&row["planned_at"])).num_milliseconds();
    assert!((-150..=150).contains(&late), "{late} ms late");
    assert!((length - 2.0).abs() <= 0.02, "{length} s long");
    assert!(recording.longest_gap() <= 48, "no hole in it");
    assert_eq!(studio.ask(&["log", "verify"]).status.code(), Some(0));
}

#[test]
fn what_a_lost_card_did_not_sound_is_not_logged_as_heard() {
    let mut studio = Studio::new(12, 6);
    studio.server_on();
    let running = studio.run();
    let recorder = studio.record();
    running.wait_for("Đang phát Bản tin", A_MINUTE);
    std::thread::park_timeout(Duration::from_secs(2));
    studio.server_off();
    let recording = recorder.stop();
    running.wait_for("Mất cạc âm thanh", A_MINUTE);
    running.wait_for("Phát dở Bản tin", A_MINUTE);

    let row = &studio.log()[0];
    assert_eq!((&row["outcome"], &row["output"]), (&"cut".into(), &"default".into()), "{row}");
    let length = |from, to| (instant(to) - instant(from)).num_milliseconds();
    assert!(
        (length(&row["started_at"], &row["ended_at"]) - 6_000).abs() < 50,
        "kept its time: {row}"
    );
    let (_, sounded) = recording.sound().expect("a sound");
    let heard = row["heard_s"].as_f64().unwrap();
    assert!((heard - sounded).abs() <= 0.3, "{heard} s heard, {sounded} s recorded");

    studio.server_on();
    running.wait_for("Đài phát ra cạc âm thanh default", A_MINUTE);
    let recorder = studio.record();
    assert_eq!(studio.ask(&["play", "mot"]).status.code(), Some(0));
    running.wait_for("Đã phát Bản tin", A_MINUTE);
    let (_, sounded) = recorder.stop().sound().expect("a sound");
    assert!((sounded - 6.0).abs() <= 0.02, "{sounded} s long");
    assert!(running.stop());
    assert_eq!(studio.log()[1]["heard_s"], 6.0);
    assert_eq!(studio.ask(&["log", "verify"]).status.code(), Some(0));
}

#[test]
fn a_sound_check_is_a_second_of_a_soft_tone_when_nobody_minds() {
    let mut studio = Studio::new(3_600, 2);
    let code = |studio: &Studio| studio.ask(&["soundcheck"]).status.code();
    assert_eq!(code(&studio), Some(1), "no card");
    studio.server_on();
    let outputs: Value =
        serde_json::from_slice(&studio.ask(&["devices", "--json"]).stdout).unwrap();
    assert_eq!((&outputs[0]["name"], &outputs[0]["default"]), (&"default".into(), &true.into()));

    let recorder = studio.record();
    assert_eq!(code(&studio), Some(0));
    let recording = recorder.stop();
    let (_, length) = recording.sound().expect("a sound");
    assert!((0.95..=1.0).contains(&length), "{length} s long");
    assert!((1_000..1_100).contains(&recording.peak()), "{} of 32,767 loud", recording.peak());

    let running = studio.run();
    assert_eq!(code(&studio), Some(1), "the station runs");
    assert!(running.stop());
    studio.quiet_all_day();
    let refused = studio.ask(&["soundcheck"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("giờ không phát loa"));
}
