//! The rules of templates and facts, each with what a person is told; and the sample station's own.

use chrono::{NaiveDate, NaiveDateTime};
use snapbox::assert_data_eq;

mod bounds;
mod facts;
mod filling;
mod lint;
mod sample;

use super::*;
use crate::words::Lang;

fn sources(templates: &[(&str, &str)], facts: &str) -> Sources {
    let templates = templates.iter().map(|(name, text)| ((*name).into(), (*text).into()));
    Sources { templates: templates.collect(), facts: Some(facts.into()) }
}

const FACTS: &str = r#"
[[utility]]
id = "luu-tru"
level = 1
title = "Thực hiện thông báo lưu trú"
spoken = "Bà con gửi thông báo lưu trú trên VNeID."
[[utility]]
id = "cu-tru"
level = 2
title = "Thông tin cư trú"
spoken = "Bà con xem thông tin cư trú trên VNeID."
[[figure]]
id = "da-cap"
title = "Số tài khoản đã cấp"
value = "68,4 triệu"
as_of = "28/02/2024"
source = "Công văn"
"#;

fn said(sources: &Sources) -> String {
    let diagnostics = load(sources).diagnostics;
    diagnostics.iter().map(|diagnostic| diagnostic.headline(Lang::En) + "\n").collect()
}

/// What is said of a template `a`, beside one good partial.
fn check(template: &str, expected: impl snapbox::data::IntoData) {
    let part = ("loi", "{{! trống }}");
    assert_data_eq!(said(&sources(&[("a", template), part], FACTS)), expected);
}

fn at(hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(hour, 30, 0).unwrap()
}

fn airtime<'a>(script: &'a str, utilities: &'a [String]) -> Airtime<'a> {
    Airtime {
        script,
        station_name: "Đài Truyền thanh",
        station_place: "",
        programme_title: "Bản tin VNeID buổi sáng",
        programme_topic: "Đề án 06",
        at: at(5),
        utilities,
    }
}

fn air(template: &str, utilities: &[&str]) -> Script {
    let loaded = load(&sources(&[("a", template), ("loi", "{{! trống }}")], FACTS));
    assert_eq!(loaded.diagnostics, []);
    let utilities: Vec<String> = utilities.iter().map(|id| (*id).to_owned()).collect();
    assemble(&loaded.scripts, &airtime("a", &utilities)).unwrap()
}

fn heard(script: &Script) -> String {
    let lines = script.cues.iter().map(|cue| format!("{}: {}", cue.clip, cue.text));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn station() -> Sources {
    let text = |path: &str| std::fs::read_to_string(path).unwrap();
    let names = std::fs::read_dir("scripts").unwrap().flatten();
    let names = names
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".hbs").map(str::to_owned));
    let templates = names.map(|name| (name.clone(), text(&format!("scripts/{name}.hbs"))));
    Sources { templates: templates.collect(), facts: Some(text(FACTS_FILE)) }
}
