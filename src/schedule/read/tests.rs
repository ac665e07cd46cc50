//! The whole format, every mistake in it with its words, and texts that nobody would write.

use std::fmt::Write as _;

use super::*;
use crate::schedule::{
    Annex, Content, DateSpan, Days, Device, Late, Letter, Period, Priority, Times, Whom,
};

const SAMPLE: &str = include_str!("../../../schedule.toml");

pub(super) const HEAD: &str = "format = 1\n[station]\nname = \"Đài\"\n";

pub(super) const PROGRAMME: &str =
    "[[programme]]\nid = \"tin\"\ntitle = \"Tin\"\nscript = \"tin\"\n";

fn programme(lines: &str) -> crate::schedule::Programme {
    let reading = read(&format!("{HEAD}{PROGRAMME}{lines}"));
    assert_eq!(reading.diagnostics, []);
    reading.schedule.programmes.into_iter().next().unwrap()
}

#[test]
fn the_sample_is_read_without_a_word() {
    let reading = read(SAMPLE);
    assert_eq!(reading.diagnostics, []);
    let schedule = reading.schedule;
    assert_eq!(schedule.output.device, Device::Auto);
    let ids: Vec<&str> = schedule.programmes.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "tiep-am-sang",
            "ban-tin-sang",
            "nhac-vneid",
            "ban-tin-chieu",
            "dang-ky-muc-2",
            "huong-dan-vneid"
        ]
    );
    let half_an_hour = chrono::TimeDelta::minutes(30);
    assert_eq!(schedule.programmes[0].content, Content::Elsewhere { lasts: half_an_hour });
    assert_eq!(schedule.programme("dang-ky-muc-2").unwrap().level, Some(2));
    let morning = schedule.programme("ban-tin-sang").unwrap();
    assert_eq!(SAMPLE.lines().nth(morning.line - 1), Some("[[programme]]"));
    assert_eq!(&SAMPLE[morning.script_place.clone()], "\"ban-tin-vneid\"");
    assert_eq!(morning.content, Content::Script("ban-tin-vneid".to_owned()));
    assert_eq!((morning.utilities, morning.late), (4, Late::Skip));
    assert!(matches!(schedule.exceptions[0].days, DateSpan::Lunar { .. }));
    assert_eq!(schedule.exceptions[0].programmes, Whom::All);
    assert_eq!(schedule.report.to[0].value, "to-cong-tac@example.vn");
    assert_eq!((schedule.report.period, schedule.report.letter), (Period::Month, Letter::Log));
}

#[test]
fn the_samples_mail_is_right_once_its_marks_are_gone() {
    let (above, mail) = SAMPLE.split_once("# [mail]\n").unwrap();
    let mail: Vec<&str> = mail.lines().map(|line| line.strip_prefix("# ").unwrap()).collect();
    let reading = read(&format!("{above}[mail]\n{}\n", mail.join("\n")));
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.schedule.mail.unwrap().password_file, "mat-khau-thu");
}

#[test]
fn every_key_reaches_the_schedule() {
    let late = programme(
        "at = \"5h30\"\nlate = \"join\"\ngrace = \"2m\"\nstale = \"hold\"\nmakegood = \"2 ngày\"\n",
    );
    assert_eq!(late.makegood, Some(chrono::TimeDelta::days(2)));
    assert_eq!(late.late, Late::Join { grace: chrono::TimeDelta::minutes(2) });
    assert!(late.hold_stale);
    assert_eq!(late.topic, "Tin");
    let emergency = programme("at = [\"17:00\", \"05:00\"]\npriority = \"emergency\"\n");
    assert_eq!(emergency.priority, Priority::Emergency);
    let dated = programme("at = \"05:00\"\non = [\"22/12/2026\", \"2026-12-20\"]\n");
    let Times::At { days: Days::On(on), .. } = dated.times else { panic!("{dated:?}") };
    assert_eq!(on[0].to_string(), "2026-12-20");

    let relay =
        "[[programme]]\nid = \"vov\"\nsource = \"elsewhere\"\nlasts = \"30m\"\nat = \"05:00\"\n";
    let reading = read(&format!("{HEAD}{relay}"));
    let lasts = chrono::TimeDelta::minutes(30);
    assert_eq!(reading.schedule.programmes[0].content, Content::Elsewhere { lasts });
    assert_eq!(reading.schedule.programmes[0].title, "vov");

    let text = "[report]\nto = []\nperiod = \"15-14\"\nsend = { day = 3, at = \"7h\" }\nletter = \"signed\"\n\
        number = \"…/BC-ĐTT\"\nsigner_title = [\"TRƯỞNG ĐÀI\"]\nsigner = \"\"\nrecipients = [\"Như trên\"]\n\
        working_group = \"Tổ công tác Đề án 06 phường\"\nbasis = [\"Công văn\", \"Quyết định\"]\n\
        annex = \"landscape\"\n\
        [mail]\nserver = \"smtp.example.vn:587\"\nuser = \"dai@example.vn\"\nca = \"ca.pem\"\n\
        password_file = \"mat-khau-thu\"\n";
    let reading = read(&format!("{HEAD}{PROGRAMME}at = \"05:00\"\n{text}"));
    assert_eq!(reading.diagnostics, []);
    let (report, mail) = (reading.schedule.report, reading.schedule.mail.unwrap());
    assert_eq!((report.period, report.send_day), (Period::Until { first: 15 }, 3));
    assert_eq!((report.letter, report.recipients.len()), (Letter::Signed, 1));
    assert_eq!((mail.host.as_str(), mail.port), ("smtp.example.vn", 587));
    assert_eq!((report.working_group.len(), report.basis.len()), (1, 2));
    assert_eq!(report.annex, Annex::Landscape);
    assert_eq!((mail.from.as_str(), mail.ca.as_str()), ("dai@example.vn", "ca.pem"));
    assert_eq!(mail.password_file, "mat-khau-thu");
}

#[test]
fn faultless_neighbours_are_kept() {
    let text = format!(
        "{HEAD}{PROGRAMME}at = \"x\"\n[[programme]]\nid = \"b\"\nscript = \"b\"\nat = \"05:00\"\n"
    );
    let schedule = read(&text).schedule;
    assert_eq!(schedule.programmes.len(), 1);
    assert_eq!((schedule.programmes[0].id.as_str(), schedule.programmes[0].line), ("b", 9));
}

#[test]
fn nights_stay_quiet_unless_the_station_says_otherwise() {
    let windows = |text: &str| read(&format!("{HEAD}{text}")).schedule.quiet.len();
    assert_eq!(windows(""), 1);
    assert_eq!(windows("[hours]\n"), 1);
    assert_eq!(windows("[hours]\nquiet = []\n"), 0);
    assert_eq!(windows("[hours]\nquiet = [\"12:00-13:00\", \"tối\"]\n"), 2);
}

#[test]
fn a_great_many_programmes_are_read_in_one_go() {
    let mut text = HEAD.to_owned();
    for number in 0..3_000 {
        let _ = write!(
            text,
            "[[programme]]\nid = \"p{number}\"\nscript = \"s\"\ncron = \"{} 0 5 31 1 *\"\n",
            number % 60
        );
    }
    assert_eq!(read(&text).schedule.programmes.len(), 3_000);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|\n|\"|=|\\[|\\]){0,120}") {
        read(&text);
    }

    #[test]
    fn no_value_makes_it_panic(value in "[\\PC]{0,30}", cron in "[0-9*/,\\-#LW? ]{9,30}") {
        let value = value.replace(['\'', '\n'], "");
        for key in ["at", "days", "on", "grace", "lasts", "script", "id", "late"] {
            read(&format!("{HEAD}[[programme]]\n{key} = '{value}'\n"));
        }
        for key in ["dates", "lunar", "hours", "programmes"] {
            read(&format!("{HEAD}[[allow]]\n{key} = '{value}'\n"));
        }
        read(&format!("{HEAD}[[programme]]\ncron = '{cron}'\n"));
    }

    #[test]
    fn no_slip_of_the_pen_in_the_sample_makes_it_panic(
        at in 0_usize..4000,
        gone in 0_usize..12,
        typed in "(\\PC|\n|\"|=|\\[|\\]){0,3}",
    ) {
        let letters: Vec<char> = SAMPLE.chars().collect();
        let at = at.min(letters.len());
        let rest = (at + gone).min(letters.len());
        let spoiled: String = letters[..at].iter().copied().chain(typed.chars()).chain(letters[rest..].iter().copied()).collect();
        read(&spoiled);
    }
}
