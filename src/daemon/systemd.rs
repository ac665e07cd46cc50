//! The way to systemd: words become lines of `sd_notify(3)`.
//!
//! A thread of its own sends what the loop says and nothing by itself: systemd may have stopped
//! reading, and the loop must not wait for it. The thread ends with the [`Manager`], which waits a
//! second at most until the last word has left.

use std::{
    env,
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
    time::Duration,
};

use sd_notify::NotifyState;

use super::manager::{Manager, Word};

/// Words that may wait to be sent; further ones are dropped, signs of life among them.
const WAITING: usize = 64;
/// How long the last words may take to leave.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// 3 min: reading one more clip for the first time takes no longer.
const ONE_MORE_CLIP: u32 = 180_000_000;

impl Manager {
    /// systemd, if it started this process as a service that tells of itself (`NOTIFY_SOCKET`).
    pub fn systemd() -> Option<Self> {
        env::var_os("NOTIFY_SOCKET")?;
        let watchdog = sd_notify::watchdog_enabled().filter(|within| !within.is_zero());
        let mail = Mail::start().inspect_err(|error| tracing::error!(%error, "no thread")).ok()?;
        Some(Self::new(watchdog, move |word| mail.send(word)))
    }
}

/// The words on their way.
struct Mail {
    words: Option<SyncSender<Word>>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Mail {
    fn start() -> std::io::Result<Self> {
        let (words, said) = mpsc::sync_channel(WAITING);
        let (ending, ended) = mpsc::channel();
        thread::Builder::new().name("systemd".to_owned()).spawn(move || {
            carry(said);
            drop(ending);
        })?;
        Ok(Self { words: Some(words), ended })
    }

    fn send(&self, word: Word) {
        if let Some(words) = &self.words
            && words.try_send(word).is_err()
        {
            tracing::debug!("systemd does not read what it is told");
        }
    }
}

impl Drop for Mail {
    fn drop(&mut self) {
        self.words = None;
        let _ = self.ended.recv_timeout(LAST_WORDS);
    }
}

fn carry(said: Receiver<Word>) {
    let mut failed = false;
    for word in said {
        let state = match &word {
            Word::Starting => NotifyState::ExtendTimeoutUsec(ONE_MORE_CLIP),
            Word::Ready => NotifyState::Ready,
            Word::Alive => NotifyState::Watchdog,
            Word::Line(line) => NotifyState::Status(line),
            Word::Stopping => NotifyState::Stopping,
        };
        if let Err(error) = sd_notify::notify(&[state])
            && !std::mem::replace(&mut failed, true)
        {
            tracing::warn!(%error, "systemd cannot be told");
        }
    }
}
