//! A letter on its way: by the mail room alone, or through a station that runs.

use std::{
    cell::Cell,
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    time::{Duration, Instant},
};

use loa::{
    check,
    clip::Memory,
    clock::{Clock, midnight},
    daemon::{Event, Hearing, tables},
    mail::{Limits, Outcome, Parcel, Route},
    report::Month,
    schedule::Mail,
    store::Store,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    running::{local, short_station},
    servers::{PATIENCE, USER},
    station::{Station, json::column},
};

/// A letter that the mail room is to send, with the folder that its settings name files of.
pub(crate) struct Letter {
    folder: TempDir,
    mail: Mail,
    limits: Limits,
    wrapped: bool,
    may: bool,
}

impl Letter {
    /// With a dot where SMTP wants two.
    pub(crate) const BYTES: &[u8] =
        b"Message-ID: <1@example.vn>\r\nSubject: thu\r\n\r\n.\r\nhai\r\n";

    /// To a server on this port of `localhost`, without login.
    pub(crate) fn to(port: u16) -> Self {
        let mail = Mail {
            host: "localhost".into(),
            port,
            user: String::new(),
            from: USER.into(),
            ca: String::new(),
            password_file: String::new(),
        };
        let limits = Limits { step: PATIENCE, whole: PATIENCE };
        Self { folder: TempDir::new().unwrap(), mail, limits, wrapped: false, may: true }
    }

    pub(crate) fn at(mut self, host: &str) -> Self {
        host.clone_into(&mut self.mail.host);
        self
    }

    pub(crate) fn login(mut self, password: &str) -> Self {
        USER.clone_into(&mut self.mail.user);
        "mat-khau".clone_into(&mut self.mail.password_file);
        let path = self.folder.path().join("mat-khau");
        fs::write(&path, password).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        self
    }

    pub(crate) fn trusting(mut self, ca: &Path) -> Self {
        "ca.pem".clone_into(&mut self.mail.ca);
        fs::copy(ca, self.folder.path().join("ca.pem")).unwrap();
        self
    }

    /// TLS from the first byte, as on port 465.
    pub(crate) fn wrapped(self) -> Self {
        Self { wrapped: true, ..self }
    }

    pub(crate) fn forbidden(self) -> Self {
        Self { may: false, ..self }
    }

    pub(crate) fn within(self, step: Duration) -> Self {
        Self { limits: Limits { step, ..self.limits }, ..self }
    }

    /// Sends it; whether the server had been ready for its first byte.
    pub(crate) fn send(self) -> (Outcome, bool) {
        let mut route = Route::open(self.folder.path(), &self.mail).unwrap();
        route.wrapped = self.wrapped;
        let bytes = Self::BYTES.to_vec();
        let parcel = Parcel { recipient: "a@example.vn".into(), bytes };
        let asked = Cell::new(false);
        let may_hand_over = async {
            asked.set(true);
            self.may
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let outcome = runtime.block_on(route.send(&parcel, self.limits, may_hand_over));
        (outcome, asked.get())
    }
}

/// Whether a server told of this.
pub(crate) fn has(told: &Value, key: &str) -> bool {
    !told[key].is_null()
}

/// A station with nothing to play soon, two recipients, and this `[mail]`. The report of the month before
/// is complete and due as soon as it runs.
pub(crate) fn station_with(mail: &str) -> Station {
    let station = short_station(&[3600]);
    let report = "[report]\nto = [\"a@example.vn\", \"b@example.vn\"]\n[mail]\n";
    station.append("schedule.toml", &format!("{report}{mail}"));
    began_last_month(&station);
    station
}

/// A log that begins with the last month, in which nothing was planned. A station does not run at a time
/// before its release: it runs for a moment now, and its log is then dated back.
pub(crate) fn began_last_month(station: &Station) {
    let folder = check::read(&station.path(""), &mut Memory::default(), &mut |_, _| {}).unwrap();
    fs::create_dir_all(station.path("data")).unwrap();
    let store = Store::open(&station.path("data/loa.db"), &tables()).unwrap();
    let hearing = Hearing { output: "none".into(), heard: true };
    let now = Clock::System.now();
    let mut begun = loa::daemon::Station::open(store, folder, hearing, now).unwrap();
    begun.turn(now, Event::Look).1.unwrap();
    let first = Month::of(local().date_naive()).plus(-1).first();
    let since = midnight(chrono_tz::Asia::Ho_Chi_Minh, first).timestamp_micros();
    let dated = "UPDATE watermark SET since_us = ?1";
    begun.store().connection().execute(dated, [since]).unwrap();
}

/// Writes a file with these permissions.
pub(crate) fn put(station: &Station, name: &str, text: &str, mode: u32) {
    station.write(name, text);
    fs::set_permissions(station.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

/// What `loa outbox` says, by recipient.
pub(crate) fn outbox(station: &Station) -> Value {
    station.json(&["outbox", "--json"])
}

/// Waits until the letters are in these states.
pub(crate) fn wait_for_states(station: &Station, states: &[&str]) {
    let until = Instant::now() + PATIENCE;
    loop {
        let found = outbox(station);
        if column(&found, "state") == states {
            return;
        }
        assert!(Instant::now() < until, "not {states:?} but {found:#}");
        std::thread::park_timeout(Duration::from_millis(100));
    }
}
