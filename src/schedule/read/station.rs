//! `[station]`, `[output]`, `[hours]` and `[icecast]`.

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::{Page, ask};
use crate::{
    diagnostic::form::Form,
    schedule::{Device, Output, Station, Window, spell},
    words::{Lang, Message},
};

/// LUFS unless the station says otherwise.
const LOUDNESS: f64 = -16.0;

/// Beyond these a town hears nothing, or only distortion; LUFS.
const LOUDNESS_LEAST: i64 = -40;
const LOUDNESS_MOST: i64 = -5;

pub(super) fn station(form: &Form<'_>) -> Station {
    let mut station = Station {
        name: String::new(),
        parent: String::new(),
        place: String::new(),
        zone: Tz::Asia__Ho_Chi_Minh,
        language: Lang::Vi,
    };
    if form.place_of("station").is_none() {
        form.table("station");
        form.diagnostic(0..0, Message::new("station-missing"));
        return station;
    }
    let Some(form) = form.table("station") else { return station };
    station.name =
        ask::filled(&form, "name", "name = \"Đài Truyền thanh phường …\"").unwrap_or_default();
    station.parent = ask::text(&form, "parent");
    station.place = ask::text(&form, "place");
    let zone = ask::spelled(&form, "timezone", |text| {
        text.trim().parse().map_err(|_| Message::new("timezone-unknown").with("value", text))
    });
    station.zone = zone.unwrap_or(station.zone);
    let languages = [("vi", Lang::Vi), ("en", Lang::En)];
    station.language = ask::choice(&form, "language", &languages).unwrap_or_default();
    form.refuse_unknown();
    station
}

pub(super) fn output(form: &Form<'_>) -> Output {
    let mut output = Output { device: Device::Auto, loudness: LOUDNESS };
    let Some(form) = form.table("output") else { return output };
    if let Some(device) = form.text("device") {
        output.device = match device.value.trim() {
            "auto" | "" => Device::Auto,
            "none" => Device::None,
            name => Device::Named(name.to_owned()),
        };
    }
    if let Some(loudness) = form.decimal("loudness") {
        #[expect(clippy::cast_precision_loss, reason = "two small numbers")]
        let allowed = LOUDNESS_LEAST as f64..=LOUDNESS_MOST as f64;
        if allowed.contains(&loudness.value) {
            output.loudness = loudness.value;
        } else {
            let message = ask::outside("loudness", LOUDNESS_LEAST, LOUDNESS_MOST);
            form.diagnostic(loudness.span, message);
        }
    }
    volume(&form);
    form.refuse_unknown();
    output
}

/// `volume = { default = 100, "05:00-06:00" = 60 }`: percent by hours.
fn volume(form: &Form<'_>) {
    let Some(volume) = form.table("volume") else { return };
    for (key, value) in volume.entries() {
        if key.value != "default" {
            ask::understood(&volume, key, spell::window);
        }
        if !value.value.parse().is_ok_and(|percent: u32| percent <= 100) {
            volume.diagnostic(value.span, ask::outside("volume", 0, 100));
        }
    }
    ask::not_built_yet(form, "volume", volume.span.clone());
}

/// The quiet hours and their line. Without `[hours]`, or where a window cannot be read, those in which
/// no town wants to be woken.
pub(super) fn hours(form: &Form<'_>, page: &Page) -> (Vec<Window>, Option<usize>) {
    let Some(form) = form.table("hours") else { return (usual(), None) };
    let mut windows = form.place_of("quiet").is_none().then(usual).unwrap_or_default();
    for written in form.texts("quiet").unwrap_or_default() {
        windows.extend(ask::understood(&form, written, spell::window));
    }
    if !form.is_faultless() {
        windows.extend(usual());
    }
    ask::spelled(&form, "longest_session", spell::length);
    if let Some(place) = form.place_of("longest_session") {
        ask::not_built_yet(&form, "longest_session", place);
    }
    form.refuse_unknown();
    (windows, form.place_of("quiet").map(|place| page.line(place.start)))
}

/// From 21:00 to 05:00.
fn usual() -> Vec<Window> {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    vec![Window { from: hour(21), to: hour(5) }]
}

pub(super) fn icecast(form: &Form<'_>) {
    let Some(icecast) = form.table("icecast") else { return };
    ask::filled(&icecast, "url", "url = \"http://127.0.0.1:8000/loa.ogg\"");
    if let Some(url) = icecast.text("url") {
        let host = ["http://", "https://"].iter().find_map(|it| url.value.strip_prefix(it));
        let blank = url.value.trim().is_empty();
        if !blank && !host.is_some_and(|rest| !rest.starts_with('/') && !rest.is_empty()) {
            let message = Message::new("url-unreadable").with("value", url.value);
            icecast.diagnostic(url.span, message);
        }
    }
    icecast.text("user");
    icecast.refuse_unknown();
    ask::not_built_yet(form, "icecast", icecast.span.clone());
}
