//! Who may talk to the page: this computer's own browser, by a name that the page knows.
//!
//! A foreign page that is open in the same browser can send requests to loopback; it is told apart by
//! the Host it used (another name may point here) and by where the request comes from. What is
//! answered, the browser keeps to this page: it loads nothing from elsewhere, runs no script but the
//! page's own file, and lets no other page frame or embed it.

use std::net::SocketAddr;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The page needs its own style, script, icon and events; everything else is off.
const CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The port that browsers leave out of a Host.
const HTTP: u16 = 80;

/// Lets a request pass, or refuses it.
pub(super) async fn check(
    State(local): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match refusal(&request, local) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let safe = [
        (header::CONTENT_SECURITY_POLICY, CONTENT),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        // A new version of the program brings new files; a status is old at once.
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in safe {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(request: &Request, local: SocketAddr) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    if !knows_host(headers, local) {
        return Some((StatusCode::MISDIRECTED_REQUEST, "unknown host\n"));
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !same_origin(headers) {
        return Some((StatusCode::FORBIDDEN, "foreign origin\n"));
    }
    None
}

fn knows_host(headers: &HeaderMap, local: SocketAddr) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let port = local.port();
    let own = local.to_string();
    let own = own.strip_suffix(&format!(":{port}")).unwrap_or(&own);
    let names = ["localhost", "127.0.0.1", own];
    names.iter().any(|name| format!("{name}:{port}") == host || (port == HTTP && *name == host))
}

/// What changes something must come from the page itself, and say so.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let host = text(header::HOST).unwrap_or_default();
    text(header::ORIGIN).is_some_and(|origin| origin == format!("http://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a request with these headers to the page on port 8080.
    #[track_caller]
    fn check(method: Method, headers: &[(&str, &str)], expected: Option<u16>) {
        check_on("127.0.0.1:8080", method, headers, expected);
    }

    #[track_caller]
    fn check_on(local: &str, method: Method, headers: &[(&str, &str)], expected: Option<u16>) {
        let mut request = axum::http::Request::builder().method(method).uri("/ask");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(axum::body::Body::empty()).unwrap();
        let refused = refusal(&request, local.parse().unwrap());
        assert_eq!(refused.map(|(code, _)| code.as_u16()), expected, "{local} {headers:?}");
    }

    #[test]
    fn the_page_answers_to_its_own_names_alone() {
        for host in ["127.0.0.1:8080", "localhost:8080"] {
            check(Method::GET, &[("host", host)], None);
        }
        for host in ["127.0.0.1", "127.0.0.1:8081", "evil.example:8080", "localhost.evil:8080", ""]
        {
            check(Method::GET, &[("host", host)], Some(421));
        }
        check(Method::GET, &[], Some(421));
        check_on("[::1]:8080", Method::GET, &[("host", "[::1]:8080")], None);
        check_on("127.0.0.1:80", Method::GET, &[("host", "localhost")], None);
    }

    #[test]
    fn only_the_page_itself_may_ask() {
        let host = ("host", "localhost:8080");
        check(Method::POST, &[host], Some(403));
        check(Method::POST, &[host, ("origin", "http://localhost:8080")], None);
        check(Method::POST, &[host, ("origin", "https://localhost:8080")], Some(403));
        check(Method::POST, &[host, ("origin", "http://evil.example")], Some(403));
        check(Method::POST, &[host, ("origin", "null")], Some(403));
        check(Method::POST, &[host, ("sec-fetch-site", "same-origin")], None);
        let lying = [host, ("sec-fetch-site", "same-site"), ("origin", "http://localhost:8080")];
        check(Method::POST, &lying, Some(403));
        check(Method::DELETE, &[host, ("sec-fetch-site", "cross-site")], Some(403));
        // Reading does no harm, and its answer stays with the reader's own page.
        check(Method::GET, &[host, ("sec-fetch-site", "cross-site")], None);
    }
}
