//! Letters and real mail servers on loopback: what the servers received, and what the outbox says.

#[path = "papers/judges.rs"]
#[cfg(test)]
mod judges;
#[path = "mail/posted.rs"]
#[cfg(test)]
mod posted;
#[path = "live/running.rs"]
#[cfg(test)]
mod running;
#[path = "mail/servers.rs"]
#[cfg(test)]
mod servers;
#[cfg(test)]
mod station;

use std::{fs, time::Duration};

use judges::judge;
use loa::{mail::End, report::Month};
use posted::{Letter, began_last_month, has, outbox, put, station_with, wait_for_states};
use running::{Running, local, short_station};
use serde_json::json;
use servers::{Failing, PASSWORD, PATIENCE, Taking, Tls, USER};
use station::{
    Output,
    json::{column, rows, text},
};

/// How a letter ends for each way in which a server can fail: the end, why, and whether the server had
/// been ready for its first byte.
#[test]
fn what_follows_from_each_failure() {
    use End::{Held, Later, Lost, Refused, Taken};
    let cases = [
        ("greeting-421", Later, "mail-why-later", false),
        ("greeting-554", Held, "mail-why-server", false),
        ("closed", Later, "mail-why-unreachable", false),
        ("mail-451", Later, "mail-why-later", false),
        ("mail-530", Held, "mail-why-login-wanted", false),
        ("mail-552", Refused, "mail-why-too-big", false),
        ("mail-553", Held, "mail-why-sender", false),
        ("rcpt-450", Later, "mail-why-later", false),
        ("rcpt-550", Refused, "mail-why-recipient", false),
        ("data-451", Later, "mail-why-later", false),
        ("data-554", Refused, "mail-why-letter", false),
        ("starttls-454", Later, "mail-why-later", false),
        ("starttls-injected", Held, "mail-why-tls", false),
        ("body-cut", Lost, "mail-why-lost", true),
        ("reply-cut", Lost, "mail-why-lost", true),
        ("body-421", Later, "mail-why-later", true),
        ("body-451", Later, "mail-why-later", true),
        ("body-550", Refused, "mail-why-letter", true),
        ("body-552", Refused, "mail-why-too-big", true),
        ("body-354", Lost, "mail-why-lost", true),
        ("ok", Taken, "", true),
        ("ok-cut", Taken, "", true),
    ];
    for (script, end, why, asked) in cases {
        let server = Failing::start(&[script]);
        let (outcome, handed) = Letter::to(server.port()).send();
        let found = outcome.why.map(|why| why.code.into_owned()).unwrap_or_default();
        assert_eq!((outcome.end, found.as_str(), handed), (end, why, asked), "{script}");
        let code = script.rsplit('-').next().filter(|code| code.parse::<u16>().is_ok());
        if let Some(code) = code.filter(|_| end != Lost) {
            assert!(outcome.reply.unwrap().starts_with(code), "{script}");
        }
        let told = server.stop();
        let bodies = told.iter().filter(|told| has(told, "body")).count();
        assert_eq!(bodies, usize::from(asked), "{script}: {told:?}");
    }
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for_without_an_end() {
    let brief = Duration::from_millis(700);
    for (script, end, asked) in [
        ("mute", End::Later, false),
        ("rcpt-mute", End::Later, false),
        ("reply-mute", End::Lost, true),
    ] {
        let server = Failing::start(&[script]);
        let (outcome, handed) = Letter::to(server.port()).within(brief).send();
        assert_eq!((outcome.end, handed), (end, asked), "{script}");
    }
    let nobody = Letter::to(1).send().0;
    assert_eq!(nobody.why.unwrap().code, "mail-why-unreachable");
}

#[test]
fn a_letter_that_may_not_be_handed_over_is_not() {
    let server = Failing::start(&["ok"]);
    let (outcome, _) = Letter::to(server.port()).forbidden().send();
    assert_eq!(outcome.end, End::Later);
    assert_eq!(server.wait_for("unfinished")["unfinished"], 0, "not a byte after the 354");
}

#[test]
fn a_login_goes_only_where_nobody_reads_along() {
    // Encrypted, by either way; the letter is the one that was sent.
    for tls in [Tls::Starttls, Tls::Wrapped] {
        let server = Taking::start(tls, true, 1_000_000);
        let letter = Letter::to(server.port()).login(PASSWORD).trusting(&server.ca());
        let letter = if matches!(tls, Tls::Wrapped) { letter.wrapped() } else { letter };
        let outcome = letter.send().0;
        assert_eq!(outcome.reply.as_deref(), Some("250 2.0.0 Ok: queued as LOA1"), "{outcome:?}");
        let letters = server.letters();
        assert_eq!(letters.len(), 1);
        let told = json!({ "from": USER, "to": ["a@example.vn"], "tls": true, "user": USER });
        assert_eq!(letters[0].1, told);
        assert_eq!(fs::read(&letters[0].0).unwrap(), Letter::BYTES);
        let wrong = Letter::to(server.port()).login("sai").trusting(&server.ca());
        let wrong = if matches!(tls, Tls::Wrapped) { wrong.wrapped() } else { wrong };
        let outcome = wrong.send().0;
        assert_eq!(
            (outcome.end, outcome.why.unwrap().code.as_ref()),
            (End::Held, "mail-why-login")
        );
        assert!(outcome.reply.unwrap().starts_with("535"));
        assert_eq!(server.letters().len(), 1);
    }
    // In the clear, not even on loopback.
    let server = Failing::start(&["auth"]);
    let outcome = Letter::to(server.port()).login(PASSWORD).send().0;
    assert_eq!(
        (outcome.end, outcome.why.unwrap().code.as_ref()),
        (End::Held, "mail-why-clear-login")
    );
    let told = server.stop();
    assert!(told.iter().all(|told| !told.to_string().contains("AUTH")), "{told:?}");
    // Beyond loopback nothing goes in the clear at all. Linux takes this address for the machine itself.
    let server = Failing::start(&["ok"]);
    let outcome = Letter::to(server.port()).at("0.0.0.0").send().0;
    assert_eq!((outcome.end, outcome.why.unwrap().code.as_ref()), (End::Held, "mail-why-no-tls"));
    assert!(server.stop().iter().all(|told| !told.to_string().contains("MAIL")));
    // Where none is asked for, a letter goes in the clear on loopback.
    let server = Taking::start(Tls::None, false, 1_000_000);
    assert_eq!(Letter::to(server.port()).send().0.end, End::Taken);
    assert_eq!(server.letters()[0].1["tls"], false);
}

#[test]
fn a_certificate_that_cannot_be_trusted_holds_the_letter() {
    let server = Taking::start(Tls::Starttls, false, 1_000_000);
    let stranger = Taking::start(Tls::Starttls, false, 1_000_000);
    let letters = [
        Letter::to(server.port()),
        Letter::to(server.port()).trusting(&stranger.ca()),
        // Signed by a trusted one, but for another name.
        Letter::to(server.port()).trusting(&server.ca()).at("127.0.0.1"),
    ];
    for letter in letters {
        let outcome = letter.send().0;
        let why = outcome.why.unwrap();
        assert_eq!(
            (outcome.end, why.code.as_ref()),
            (End::Held, "mail-why-certificate"),
            "{why:?}"
        );
    }
    let plain = Failing::start(&["ok"]);
    let outcome = Letter::to(plain.port()).wrapped().within(Duration::from_secs(5)).send().0;
    assert!(matches!(outcome.end, End::Held | End::Later), "{outcome:?}");
    assert!(server.letters().is_empty() && plain.stop().iter().all(|told| !has(told, "body")));
}

#[test]
fn a_server_that_says_a_login_back_is_not_quoted() {
    let (server, folder) = Failing::start_wrapped(&["auth-501", "auth-454", "auth-535"]);
    let send = || {
        let letter = Letter::to(server.port()).login(PASSWORD).wrapped();
        letter.trusting(&folder.path().join("ca.pem")).send().0
    };
    let echoed = send();
    assert_eq!((echoed.end, echoed.reply.as_deref()), (End::Held, Some("501")));
    assert_eq!(server.wait_for("command")["command"].as_str().unwrap()[..4], *"EHLO");
    assert_eq!(send().end, End::Later, "the server's own trouble");
    let refused = send();
    assert_eq!(
        (refused.end, refused.reply.as_deref()),
        (End::Held, Some("535 5.7.8 not accepted"))
    );
}

#[test]
fn a_letter_that_is_too_big_is_refused() {
    let server = Taking::start(Tls::None, false, 20);
    let outcome = Letter::to(server.port()).send().0;
    assert_eq!(
        (outcome.end, outcome.why.unwrap().code.as_ref()),
        (End::Refused, "mail-why-too-big")
    );
}

/// The whole way: a report is asked for, the station runs, a real server has the letters.
#[test]
fn a_months_letter_reaches_a_real_server_once_for_each_recipient() {
    let server = Taking::start(Tls::Starttls, true, 10_000_000);
    let station = station_with(&format!(
        "server = \"localhost:{}\"\nuser = \"{USER}\"\nca = \"ca.pem\"\n",
        server.port()
    ));
    fs::copy(server.ca(), station.path("ca.pem")).unwrap();
    let checked = station.loa(&["check"]);
    assert_eq!(checked.code, 0, "{checked:?}");
    assert!(checked.stdout.contains("lưu ý: chưa có mật khẩu thư"), "{checked:?}");

    // While the station is off, the log ends with its last sign of life.
    let sent = station.loa(&["report", "--send"]);
    assert!(sent.stdout.contains("2 thư chờ gửi"), "{sent:?}");
    assert_eq!(column(&outbox(&station), "state"), ["waiting"; 2]);
    assert!(server.letters().is_empty(), "only a running station sends");
    let again = station.loa(&["report", "--send"]).stdout;
    assert!(!again.contains("đã gửi") && again.contains("loa outbox"), "nothing left yet: {again}");

    let stderr = fs::File::create(station.path("stderr")).unwrap();
    let env = [("RUST_LOG", "trace"), ("LOA_SMTP_PASSWORD", PASSWORD)];
    let running = Running::start_with(&station, &env, stderr.into());
    wait_for_states(&station, &["sent", "sent"]);
    assert!(station.loa(&["report", "--send"]).stdout.contains("không gửi lại"));
    assert!(running.stop());

    let found = outbox(&station);
    let letters = server.letters();
    assert_eq!(letters.len(), 2, "one copy each");
    for ((file, told), row) in letters.iter().zip(rows(&found)) {
        assert_eq!(told["to"], json!([text(row, "recipient")]));
        assert_eq!((&told["tls"], &told["user"]), (&json!(true), &json!(USER)));
        let letter = judge("read_letter.py", file);
        assert_eq!((text(&letter, "to"), &letter["defects"]), (text(row, "recipient"), &json!([])));
        assert_eq!(text(&letter, "from"), format!("Đài Thử <{USER}>"));
        assert!(text(&letter, "subject").starts_with("[Đài Thử] Nhật ký phát sóng"));
        assert_eq!(letter["sheets"], json!(["Nhật ký", "Tổng hợp"]));
        let bytes = fs::read_to_string(file).unwrap();
        assert!(bytes.contains(&format!("\r\nMessage-ID: {}\r\n", text(row, "message_id"))));
        assert!(text(row, "last_reply").starts_with("250 2.0.0 Ok: queued as LOA"));
        assert_eq!((&row["attempts"], &row["next_try_at"]), (&json!(1), &json!(null)));
    }
    assert!(!station.path("data/outbox").exists(), "no file for a letter that was sent");
    assert!(station.loa(&["outbox"]).stdout.contains("máy chủ thư của nơi nhận đã nhận"));
    let log = station.read("stderr");
    // Plainly, or as AUTH PLAIN says it.
    let said = [PASSWORD, "AGRhaUBleGFtcGxlLnZuAG3huq10IGto4bqpdSBiw60gbeG6rXQ="];
    assert!(!said.iter().any(|said| log.contains(said)), "the password is in the log");
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "there is a log: {log}");
}

#[test]
fn a_letter_goes_on_by_itself_once_the_password_is_right() {
    let server = Taking::start(Tls::Starttls, true, 10_000_000);
    let station = station_with(&format!(
        "server = \"localhost:{}\"\nuser = \"{USER}\"\npassword_file = \"mat-khau\"\nca = \"ca.pem\"\n",
        server.port()
    ));
    fs::copy(server.ca(), station.path("ca.pem")).unwrap();
    put(&station, "mat-khau", PASSWORD, 0o644);
    let checked = station.loa(&["check"]);
    assert_eq!(checked.code, 2, "{checked:?}");
    assert!(checked.stdout.contains("chmod 600 mat-khau"), "{checked:?}");

    // The last month's report is due: it leaves by itself.
    let running = Running::start(&station);
    wait_for_states(&station, &["held", "held"]);
    let said = station.loa(&["outbox"]).stdout;
    assert!(said.contains("tạm giữ") && said.contains("chmod 600 mat-khau"), "{said}");
    assert_eq!(column(&outbox(&station), "reason"), ["mail_password_open"; 2]);

    put(&station, "mat-khau", "sai", 0o600);
    running.wait_for("không nhận tên hoặc mật khẩu (535", PATIENCE);
    let held = outbox(&station);
    assert_eq!(column(&held, "reason"), ["login"; 2]);
    let tried: u64 = rows(&held).iter().map(|row| row["attempts"].as_u64().unwrap()).sum();
    assert_eq!(tried, 2, "a wrong password is not tried for each letter");

    put(&station, "mat-khau", &format!("{PASSWORD}\n"), 0o600);
    wait_for_states(&station, &["sent", "sent"]);
    assert!(running.stop());
    assert_eq!(server.letters().len(), 2);
}

/// The daemon is killed after the server's 354 and before its reply: whether the letter was taken nobody
/// knows. It is sent once more, a minute later, and it is the same letter.
#[test]
fn a_letter_whose_fate_was_lost_with_the_process_is_sent_once_more() {
    let server = Failing::start(&["reply-mute", "reply-cut", "ok"]);
    let station =
        station_with(&format!("server = \"localhost:{}\"\nfrom = \"{USER}\"\n", server.port()));
    station.edit("schedule.toml", "\"a@example.vn\", ", "");
    let running = Running::start(&station);
    let first = server.wait_for("body");
    assert_eq!(column(&outbox(&station), "state"), ["sending"]);
    running.kill();

    let running = Running::start(&station);
    let row = outbox(&station)[0].clone();
    assert_eq!((text(&row, "state"), &row["attempts"]), ("unknown", &json!(1)));
    assert!(row["next_try_at"].is_string());
    let again = server.wait_for("body");
    assert_eq!(again["sha256"], first["sha256"]);
    running.wait_for("đài không tự gửi nữa", PATIENCE);
    let row = outbox(&station)[0].clone();
    assert_eq!((text(&row, "state"), &row["attempts"]), ("unknown", &json!(2)));
    assert_eq!(row["next_try_at"], json!(null));
    assert!(running.stop());
    assert!(server.stop().is_empty(), "nothing more");
}

/// The network is never on the playing path: programmes keep their time beside a mail server that says
/// nothing, and the station stops at once.
#[test]
fn a_mute_mail_server_delays_no_programme_and_no_stop() {
    let server = Failing::start(&["mute"]);
    let station = short_station(&[12]);
    station.append(
        "schedule.toml",
        &format!(
            "[report]\nto = [\"a@example.vn\"]\n[mail]\nserver = \"127.0.0.1:{}\"\nfrom = \"{USER}\"\n",
            server.port()
        ),
    );
    began_last_month(&station);
    let running = Running::start(&station);
    server.wait_for("connection");
    running.wait_for("Đã phát Bản tin 1", Duration::from_secs(40));
    assert_eq!(column(&outbox(&station), "state"), ["waiting"]);
    assert!(running.stop(), "within five seconds");
}

#[test]
fn a_recipient_that_is_refused_keeps_no_other_from_the_letter() {
    let server = Failing::start(&["rcpt-550", "ok"]);
    let station =
        station_with(&format!("server = \"localhost:{}\"\nfrom = \"{USER}\"\n", server.port()));
    let running = Running::start(&station);
    wait_for_states(&station, &["refused", "sent"]);
    assert!(running.stop());
    let said = station.loa(&["outbox"]).stdout;
    assert!(
        said.contains("550 5.1.1 no such user") && said.contains("sửa địa chỉ nơi nhận"),
        "{said}"
    );
}

/// The letter of half a month was sent instead of the month's, without any message.
#[test]
fn a_report_of_a_month_that_is_not_over_is_refused_with_and_without_a_running_station() {
    let station = station_with(&format!("server = \"localhost:1\"\nfrom = \"{USER}\"\n"));
    let month = Month::of(local().date_naive()).to_string();
    let send = ["report", "--month", &month, "--send"];
    let refused = |told: &Output| {
        assert_eq!((told.code, told.stdout.as_str()), (1, ""), "{told:?}");
        for says in ["chưa hết", "đài tự gửi lúc 08:00 01/", "--out"] {
            assert!(told.stderr.contains(says), "{says}: {told:?}");
        }
    };
    refused(&station.loa(&send));
    let running = Running::start(&station);
    refused(&station.loa(&send));
    assert!(running.stop());
    let letters = column(&outbox(&station), "month").into_iter().filter(|it| **it == month).count();
    assert_eq!(letters, 0);

    let out = station.path("xem");
    let told = station.loa(&["report", "--month", &month, "--out", out.to_str().unwrap()]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(told.stderr.contains("số liệu đến hôm nay"), "{told:?}");
    let today = local().format("%F");
    let name = format!("BC-DA06_{month}_dai-thu_den-{today}.docx");
    let seen = judge("read_docx.py", &out.join(&name));
    assert_eq!(seen["paragraphs"][1], "SỐ LIỆU ĐẾN HÔM NAY");
    assert!(
        rows(&seen["paragraphs"]).iter().any(|it| it.as_str().unwrap().contains("hôm nay, ngày"))
    );
    assert!(told.stdout.contains(&name), "{told:?}");
}
