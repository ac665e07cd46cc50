//! `data/loa.sock`: how a command reaches the station that runs.

use std::{
    fs::{self, File},
    io,
    os::{fd::AsRawFd, unix::fs::PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context;
use http_body_util::{BodyExt, Full};
use hyper::{Request, body::Bytes, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{UnixListener, UnixStream},
    time::timeout,
};

use super::routes::{Answer, router};
use crate::{
    daemon::{Ask, Handle},
    words::Message,
};

/// The socket, from the station folder.
pub const SOCKET: &str = "data/loa.sock";
/// The longest path that a socket can have: `sun_path` of unix(7) without its closing zero.
const LONGEST_PATH: usize = 107;
/// A folder's set-group-ID bit, `S_ISGID` of inode(7).
const HANDS_ITS_GROUP_ON: u32 = 0o2000;
/// A running station answers within this time, or it does not run well.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Opens the socket for the owner alone, or for those that `data/` is shared with. A socket left behind by a power cut is replaced: the caller
/// holds the station's lock.
pub fn bind(folder: &Path) -> io::Result<UnixListener> {
    let path = folder.join(SOCKET);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&Way::to(folder)?.path)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(mode(&folder.join("data"))?))?;
    Ok(listener)
}

/// A folder that hands its group on to what is made in it is shared with that group on purpose, as an
/// installed station's is with its operator.
fn mode(data: &Path) -> io::Result<u32> {
    let shared = fs::metadata(data)?.permissions().mode() & HANDS_ITS_GROUP_ON != 0;
    Ok(if shared { 0o660 } else { 0o600 })
}

/// Serves commands until the listener fails.
pub async fn serve_commands(listener: UnixListener, station: Handle) -> io::Result<()> {
    axum::serve(listener, router(station)).await
}

/// Asks the running station. `None`: no station runs on this folder.
pub async fn ask(folder: &Path, ask: &Ask) -> anyhow::Result<Option<Result<Message, Message>>> {
    let Ok(way) = Way::to(folder) else { return Ok(None) };
    let Ok(stream) = UnixStream::connect(&way.path).await else { return Ok(None) };
    let answer = timeout(ANSWER_WITHIN, send(stream, ask)).await.context("no answer in time")??;
    Ok(Some(if answer.done { Ok(answer.message) } else { Err(answer.message) }))
}

/// A path that is short enough for a socket, good as long as this lives.
struct Way {
    path: PathBuf,
    /// What a path through `/proc` leads through.
    _through: Option<File>,
}

impl Way {
    fn to(folder: &Path) -> io::Result<Self> {
        let path = folder.join(SOCKET);
        if path.as_os_str().len() <= LONGEST_PATH {
            return Ok(Self { path, _through: None });
        }
        let folder = File::open(folder)?;
        let path = Path::new("/proc/self/fd").join(folder.as_raw_fd().to_string()).join(SOCKET);
        Ok(Self { path, _through: Some(folder) })
    }
}

async fn send(stream: UnixStream, ask: &Ask) -> anyhow::Result<Answer> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let driver = tokio::spawn(connection);
    let request = Request::post("/ask")
        .header(header::HOST, "loa.sock")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::new(Bytes::from(serde_json::to_vec(ask)?)))?;
    let body = sender.send_request(request).await?.into_body().collect().await?.to_bytes();
    driver.abort();
    serde_json::from_slice(&body).context("the station's answer cannot be read")
}
