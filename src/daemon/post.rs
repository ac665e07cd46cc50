//! The post: hands letters to the mail server, on a thread of its own.
//!
//! It takes one [`Delivery`] at a time, reads the password anew for each, and tells what happened. It
//! writes nothing: whether a letter may be handed over it asks the loop, which commits that first. Its
//! thread ends with the process or its handle; nobody waits for it, for a name server may be slow.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use tokio::{
    runtime::{Builder, Runtime},
    sync::oneshot,
};

use super::posting::Delivery;
use crate::mail::{Limits, Outcome, Route};

/// What the post tells.
pub(super) enum Word {
    /// The server is ready for the letter of this number: may it be handed over?
    Asks(i64, oneshot::Sender<bool>),
    /// How it ended.
    Ended(i64, Outcome),
}

/// A handle to the post's thread.
pub(super) struct Post {
    letters: Sender<Delivery>,
}

impl Post {
    /// Starts the thread. `folder` is the station's.
    pub(super) fn start(
        folder: PathBuf,
        limits: Limits,
        tell: impl Fn(Word) + Clone + Send + 'static,
    ) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (letters, taken) = channel();
        thread::Builder::new()
            .name("post".into())
            .spawn(move || work(&runtime, &folder, limits, &taken, &tell))?;
        Ok(Self { letters })
    }

    /// Sends a letter.
    pub(super) fn send(&self, delivery: Delivery) {
        // The thread ends after its handle.
        let _ = self.letters.send(delivery);
    }
}

fn work(
    runtime: &Runtime,
    folder: &Path,
    limits: Limits,
    letters: &Receiver<Delivery>,
    tell: &(impl Fn(Word) + Clone + Send + 'static),
) {
    for delivery in letters {
        let id = delivery.id;
        let outcome = match Route::open(folder, &delivery.mail) {
            Ok(route) => deliver(runtime, route, limits, delivery, tell.clone()),
            Err(why) => Outcome::held(why),
        };
        tell(Word::Ended(id, outcome));
    }
}

fn deliver(
    runtime: &Runtime,
    route: Route,
    limits: Limits,
    delivery: Delivery,
    tell: impl Fn(Word) + Send + 'static,
) -> Outcome {
    let Delivery { id, parcel, .. } = delivery;
    let handed = Arc::new(AtomicBool::new(false));
    let handing = Arc::clone(&handed);
    let may_hand_over = async move {
        let (reply, answer) = oneshot::channel();
        tell(Word::Asks(id, reply));
        let may = answer.await.unwrap_or_default();
        handing.store(may, Ordering::SeqCst);
        may
    };
    let sent = runtime.spawn(async move { route.send(&parcel, limits, may_hand_over).await });
    // A letter that breaks the library down stops no other.
    runtime.block_on(sent).unwrap_or_else(|error| {
        tracing::error!(%error, "a transaction broke down");
        if handed.load(Ordering::SeqCst) { Outcome::lost() } else { Outcome::broken_off() }
    })
}
