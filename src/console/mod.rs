//! The operator's page, and the same as JSON.
//!
//! One router serves both the page on loopback and the commands on `data/loa.sock`. It shows what the
//! station publishes and hands on what a person asks; it decides nothing and writes nothing. The page
//! comes ready rendered; server-sent events bring its board anew whenever something on it
//! has changed.
//! It ends with the runtime that serves it; the station goes on without it.

mod board;
mod guard;
mod routes;
mod socket;
mod view;

pub use board::render;
pub use routes::router;
pub use socket::{SOCKET, ask, bind, serve_commands};

use tokio::net::TcpListener;

use crate::daemon::Handle;

/// Serves the page until the listener fails.
pub async fn serve_page(listener: TcpListener, station: Handle) -> std::io::Result<()> {
    let local = listener.local_addr()?;
    let guarded = router(station).layer(axum::middleware::from_fn_with_state(local, guard::check));
    axum::serve(listener, guarded).await
}
