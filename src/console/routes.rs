//! What is served: the page, its three files, the live board, the status as JSON, and the asking.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    sync::Arc,
};

use axum::{
    Json, Router,
    extract::State,
    http::header,
    response::{
        Html, IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use super::board;
use crate::{
    daemon::{Ask, Handle, Status},
    words::Message,
};

/// The answer to an [`Ask`]: whether it was done, and what to tell the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    pub(super) done: bool,
    pub(super) message: Message,
}

/// The router for page and commands.
pub fn router(station: Handle) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/events", get(events))
        .route("/status", get(status))
        .route("/ask", post(asked))
        .route("/icon.svg", get(|| file("image/svg+xml", include_str!("page/icon.svg"))))
        .route(
            "/style.css",
            get(|| file("text/css; charset=utf-8", include_str!("page/style.css"))),
        )
        .route(
            "/live.js",
            get(|| file("text/javascript; charset=utf-8", include_str!("page/live.js"))),
        )
        .with_state(station)
}

async fn page(State(station): State<Handle>) -> Html<String> {
    let status = station.status.borrow().clone();
    Html(board::page(&status))
}

async fn status(State(station): State<Handle>) -> Json<Status> {
    Json(Status::clone(&station.status.borrow()))
}

async fn events(
    State(station): State<Handle>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut sent: Option<Arc<Status>> = None;
    let news = WatchStream::new(station.status).filter(move |status| {
        let news = sent.as_ref().is_none_or(|sent| board::is_news(sent, status));
        if news {
            sent = Some(Arc::clone(status));
        }
        news
    });
    let boards =
        news.map(|status| Ok(Event::default().event("board").data(board::render(&status))));
    Sse::new(boards).keep_alive(KeepAlive::default())
}

async fn asked(State(station): State<Handle>, Json(ask): Json<Ask>) -> Json<Answer> {
    Json(match station.ask(ask).await {
        Ok(message) => Answer { done: true, message },
        Err(message) => Answer { done: false, message },
    })
}

fn file(kind: &'static str, text: &'static str) -> Ready<impl IntoResponse> {
    ready(([(header::CONTENT_TYPE, kind)], text))
}
