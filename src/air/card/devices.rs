//! Which devices there are, and which one is meant.
//!
//! A device's name is the one that the sound system gives it and keeps: `default`, `pulse`,
//! `hw:CARD=0,DEV=0`. Looking for devices opens none.

use alsa::Output;
use cpal::{
    Device, ErrorKind, HostId,
    traits::{DeviceTrait, HostTrait},
};
use serde::Serialize;

/// What the sound system plays on where no device is named.
const DEFAULT: &str = "default";
/// Takes everything at once and sounds nothing.
const DISCARDS: &str = "null";
/// Names that lead to no card of their own: they change the sound on its way to another.
const ON_THE_WAY: [&str; 8] =
    ["lavrate", "oss", "samplerate", "speex", "speexrate", "upmix", "usbstream", "vdownmix"];

/// An output that could be named in `schedule.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Its name there.
    pub name: String,
    /// What the sound system says about it.
    pub about: String,
    /// Whether it is the one that plays where none is named.
    pub default: bool,
}

/// Every output, the default first. Being in the list does not mean that it can be opened.
pub fn outputs() -> Result<Vec<Listed>, cpal::Error> {
    let mut listed: Vec<Listed> = quietly(devices)?
        .filter_map(|device| {
            let name = device.id().ok()?.id().to_owned();
            let about = device.description().ok()?;
            if ON_THE_WAY.contains(&name.as_str()) {
                return None;
            }
            let about: Vec<&str> = about.extended().collect();
            Some(Listed { default: name == DEFAULT, about: about.join(", "), name })
        })
        .collect();
    listed.sort_by_key(|it| !it.default);
    Ok(listed)
}

/// The device of that name; the default one for `None`. Finding it does not mean that it can be opened.
pub(super) fn find(name: Option<&str>) -> Result<Device, cpal::Error> {
    let Some(name) = name.filter(|name| *name != DEFAULT) else {
        let host = cpal::host_from_id(HostId::Alsa)?;
        return host.default_output_device().ok_or_else(|| ErrorKind::DeviceNotAvailable.into());
    };
    let name = name.strip_prefix("alsa:").unwrap_or(name);
    let named = |device: &Device| device.id().is_ok_and(|id| id.id() == name);
    devices()?.find(named).ok_or_else(|| ErrorKind::DeviceNotAvailable.into())
}

/// Does something with the sound system's library, which tells the whole way of every failure on
/// stderr; on this thread it goes to the developers' log from now on.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> T {
    let lines = Output::local_error_handler();
    let done = work();
    if let Ok(lines) = lines {
        tracing::debug!(lines = %lines.borrow(), "the sound system's library");
    }
    done
}

fn devices() -> Result<impl Iterator<Item = Device>, cpal::Error> {
    let host = cpal::host_from_id(HostId::Alsa)?;
    let sounds = |device: &Device| device.id().is_ok_and(|id| id.id() != DISCARDS);
    Ok(host.output_devices()?.filter(sounds))
}
