//! Letters that a mail server is to take, without one: what is posted when, and what the outbox says.

use super::*;
use crate::{
    asrun::Reader,
    mail::{self, End, Outcome},
};

const MAIL: &str = "[mail]\nserver = \"smtp.example.vn:587\"\nuser = \"dai@example.vn\"\n\
    password_file = \"mat-khau\"\n";

fn with_mail(mail: &str) -> String {
    programme("sang", 10, "at = [\"05:30\"]") + mail
}

/// A station whose month has just ended, its letter put and posted.
fn due() -> Bench {
    let mut bench = Bench::new(&with_mail(MAIL), "2026-11-28 00:00");
    bench.until("2026-12-01 08:00:01");
    bench
}

impl Bench {
    fn asks(&mut self) -> Option<bool> {
        let id = self.posted.last().unwrap().id;
        self.may_hand_over = None;
        self.turn(Event::Posted(Posted::Asks(id)));
        self.may_hand_over
    }

    fn ends(&mut self, end: End) {
        let id = self.posted.last().unwrap().id;
        let why = (end != End::Taken).then(|| Message::new("mail-why-silent"));
        let reply = (end == End::Taken).then(|| "250 ok".to_owned());
        self.turn(Event::Posted(Posted::Ended(id, Outcome { end, reply, why })));
    }

    /// `state attempts`, and when the next try is.
    fn letter(&self) -> String {
        let store = Store::open_to_read(&self.path().join("data/loa.db")).unwrap();
        let reader = Reader { zone: chrono_tz::Asia::Ho_Chi_Minh, lang: Lang::En };
        let rows = mail::list(store.connection(), reader).unwrap();
        assert_eq!(rows.len(), 1);
        let next = rows[0].next_try_at.map(|at| at.format(", again at %T").to_string());
        format!("{} {}{}", rows[0].state.code(), rows[0].attempts, next.unwrap_or_default())
    }

    fn files(&self) -> usize {
        fs::read_dir(self.path().join("data/outbox")).map_or(0, Iterator::count)
    }

    fn restart(&mut self) {
        self.power_cut();
        self.start();
    }
}

#[test]
fn a_letter_is_handed_over_once_and_leaves_no_file() {
    let mut bench = due();
    assert_eq!((bench.posted.len(), bench.letter().as_str()), (1, "waiting 0"));
    let delivery = bench.posted[0].clone();
    assert_eq!(delivery.parcel.recipient, "to-cong-tac@example.vn");
    assert!(delivery.parcel.bytes.starts_with(b"From: "));
    bench.until("2026-12-01 08:00:20");
    assert_eq!(bench.posted.len(), 1, "one at a time");
    assert_eq!((bench.asks(), bench.letter().as_str()), (Some(true), "sending 0"));
    bench.ends(End::Taken);
    assert_eq!(bench.letter(), "sent 1");
    assert!(bench.said.iter().any(|line| line.contains("mail server took it")), "{:?}", bench.said);
    bench.restart();
    bench.until("2026-12-02 08:00");
    assert_eq!((bench.posted.len(), bench.files()), (1, 0));
}

#[test]
fn a_letter_that_was_not_taken_is_posted_again_after_its_pause() {
    let mut bench = due();
    bench.ends(End::Later);
    assert_eq!(bench.letter(), "waiting 1, again at 08:01:01");
    bench.until("2026-12-01 08:01:00");
    assert_eq!(bench.posted.len(), 1);
    bench.until("2026-12-01 08:01:01");
    assert_eq!(bench.posted.len(), 2);
    assert_eq!(bench.posted[0], bench.posted[1], "the same bytes");
    assert_eq!(bench.asks(), Some(true));
    bench.ends(End::Later);
    assert_eq!(bench.letter(), "waiting 2, again at 08:06:01");
}

#[test]
fn a_power_cut_while_a_letter_is_handed_over_leaves_it_in_doubt() {
    let mut bench = due();
    bench.asks();
    bench.restart();
    assert_eq!(bench.letter(), "unknown 1, again at 08:01:01");
    bench.until("2026-12-01 08:01:00");
    assert_eq!(bench.posted.len(), 1);
    bench.until("2026-12-01 08:01:01");
    assert_eq!((bench.posted.len(), bench.asks()), (2, Some(true)));
    bench.restart();
    assert_eq!(bench.letter(), "unknown 2");
    bench.until("2026-12-03 08:00");
    assert_eq!(bench.posted.len(), 2, "twice is enough");
    let status = bench.station.as_ref().unwrap().status(bench.now).unwrap();
    let told = &status.notices[0];
    assert!(told.contains("không rõ nơi nhận đã nhận chưa") && told.contains("không tự gửi nữa"));
}

#[test]
fn a_power_cut_before_a_letter_is_handed_over_costs_nothing() {
    let mut bench = due();
    bench.restart();
    assert_eq!((bench.posted.len(), bench.letter().as_str()), (2, "waiting 0"));
}

#[test]
fn a_held_letter_goes_on_when_what_it_waits_for_was_mended() {
    let mut bench = due();
    bench.ends(End::Held);
    assert_eq!(bench.letter(), "held 1, again at 14:00:01");
    bench.until("2026-12-01 09:00");
    assert_eq!(bench.posted.len(), 1);
    fs::write(bench.path().join("mat-khau"), "bí mật").unwrap();
    bench.turn(Event::Look);
    assert_eq!(bench.posted.len(), 2, "the password came");
    bench.ends(End::Held);
    bench.edit(&with_mail(&MAIL.replace("smtp.", "mail.")));
    assert_eq!(bench.posted.len(), 3, "another server");
    assert_eq!(bench.posted[2].mail.host, "mail.example.vn");
    bench.ends(End::Held);
    bench.edit(&with_mail(&(MAIL.replace("smtp.", "mail.") + "# a remark\n")));
    assert_eq!(bench.posted.len(), 3, "a remark mends nothing");
    bench.until("2026-12-01 15:00");
    assert_eq!(bench.posted.len(), 4, "the slow try");
}

/// A letter in doubt whose second sending met wrong settings stayed away for six hours after they were
/// mended.
#[test]
fn a_letter_in_doubt_goes_on_too_when_the_settings_are_mended() {
    let mut bench = due();
    bench.asks();
    bench.ends(End::Lost);
    bench.until("2026-12-01 08:01:01");
    bench.ends(End::Held);
    assert_eq!(bench.letter(), "unknown 2, again at 14:01:01");
    fs::write(bench.path().join("mat-khau"), "bí mật").unwrap();
    bench.turn(Event::Look);
    assert_eq!(bench.letter(), "unknown 2, again at 08:02:01");
}

#[test]
fn without_mail_the_letter_becomes_a_file_and_stays_one() {
    let mut bench = due();
    bench.ends(End::Later);
    bench.edit(&with_mail(""));
    bench.turn(Event::Look);
    assert_eq!((bench.letter().as_str(), bench.files()), ("written 1", 1));
    bench.edit(&with_mail(MAIL));
    bench.until("2026-12-09 08:00");
    assert_eq!((bench.letter().as_str(), bench.posted.len()), ("written 1", 1));
}

#[test]
fn a_letter_that_became_a_file_on_its_way_is_not_handed_over() {
    let mut bench = due();
    bench.edit(&with_mail(""));
    assert_eq!(bench.letter(), "written 0");
    assert_eq!(bench.asks(), Some(false));
    bench.ends(End::Later);
    assert_eq!(bench.letter(), "written 0");
}

#[test]
fn what_may_have_arrived_is_not_sent_again_once_mail_is_gone() {
    let mut bench = due();
    bench.asks();
    bench.ends(End::Lost);
    assert_eq!(bench.letter(), "unknown 1, again at 08:01:01");
    bench.edit(&with_mail(""));
    bench.edit(&with_mail(MAIL));
    bench.until("2026-12-02 08:00");
    assert_eq!((bench.letter().as_str(), bench.posted.len(), bench.files()), ("unknown 1", 1, 0));
}

#[test]
fn a_stop_waits_for_the_servers_word_but_not_for_long() {
    let mut bench = due();
    bench.asks();
    bench.turn(Event::Stop);
    assert!(!bench.quit);
    bench.ends(End::Taken);
    assert_eq!((bench.quit, bench.letter().as_str()), (true, "sent 1"));

    let mut bench = due();
    bench.turn(Event::Stop);
    assert!(bench.quit, "nothing was handed over yet");

    let mut bench = due();
    bench.asks();
    bench.turn(Event::Stop);
    bench.now += later(4);
    bench.turn(Event::Look);
    assert!(bench.quit);
}

#[test]
fn a_rehearsal_sends_nothing() {
    let bench = Bench::off(&with_mail(MAIL), "2026-11-28 00:00");
    let out = bench.path().join("out");
    let (from, to) = (at("2026-11-28 00:00"), at("2026-12-02 00:00"));
    crate::daemon::rehearse(bench.read(), Vec::new(), from, to, Some(&out)).unwrap();
    assert_eq!(fs::read_dir(out.join("outbox")).unwrap().count(), 1, "the letter as it would be");
}
