//! Who may talk to the page: this computer's own browser, by a name that the page knows.
//!
//! A foreign page that is open in the same browser can send requests to loopback; it is told apart by
//! the Host it used (another name may point here) and by where the request comes from.

use std::net::SocketAddr;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets a request pass, or refuses it.
pub(super) async fn check(
    State(local): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if !knows_host(headers, local) {
        return (StatusCode::MISDIRECTED_REQUEST, "unknown host\n").into_response();
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !same_origin(headers) {
        return (StatusCode::FORBIDDEN, "foreign origin\n").into_response();
    }
    let mut response = next.run(request).await;
    let safe = [
        (header::CONTENT_SECURITY_POLICY, "default-src 'self'; frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in safe {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

fn knows_host(headers: &HeaderMap, local: SocketAddr) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let port = local.port();
    [format!("{local}"), format!("localhost:{port}"), format!("127.0.0.1:{port}")]
        .iter()
        .any(|known| known == host)
}

/// What changes something must come from the page itself, and say so.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let host = text(header::HOST).unwrap_or_default();
    text(header::ORIGIN).is_some_and(|origin| origin == format!("http://{host}"))
}
