//! `loa play`: put a programme on air now, through the running station or, if none runs, by itself.

use super::{
    Desk, Done, FINE, Failure,
    asked::login,
    run::{OnAir, open},
    screen,
};
use crate::{console, daemon::Ask};

pub(super) fn run(desk: &Desk, programme: &str) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let by = login();
    let ask = Ask::Play { programme: programme.to_owned(), by };
    match runtime.block_on(console::ask(&desk.folder, &ask))? {
        None => play_alone(desk, ask),
        Some(Err(why)) => Err(Failure::Told(why)),
        Some(Ok(done)) => {
            screen::data(&done.render(desk.lang(None)));
            Ok(FINE)
        }
    }
}

/// Runs the station for as long as the programme lasts.
fn play_alone(desk: &Desk, ask: Ask) -> Done {
    let OnAir { runtime, running, lock: _held } = open(desk, None)?.start(desk)?;
    let handle = running.handle.clone();
    let played = runtime.block_on(async {
        let mut status = handle.status.clone();
        handle.ask(ask).await?;
        // It has ended, or the station was stopped before.
        let _ = status.wait_for(|status| status.on_air.is_none()).await;
        Ok(())
    });
    handle.stop();
    running.wait()?;
    played.map_err(Failure::Told)?;
    Ok(FINE)
}
