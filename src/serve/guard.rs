//! What holds for every request and every answer.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CACHE_CONTROL, "no-cache"),
];

/// Lets reading requests through that name this host, and puts the headers on every answer.
pub(super) async fn guard(host: IpAddr, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let named = request.headers().get(header::HOST);
    let named = named.and_then(|name| name.to_str().ok());
    let mut answer = if !reads {
        StatusCode::METHOD_NOT_ALLOWED.into_response()
    } else if host.is_loopback() && !named.is_some_and(is_loopback) {
        (StatusCode::FORBIDDEN, "not a name of this host").into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        answer.headers_mut().insert(name, value);
    }
    answer
}

/// Whether a `Host` header names this machine as only itself does.
fn is_loopback(named: &str) -> bool {
    let (name, port) = match named.rsplit_once(':') {
        // The colons of a bare IPv6 address part no port.
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (named, ""),
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let address = name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    port.chars().all(|c| c.is_ascii_digit()) && (name == "localhost" || address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_are_ours() {
        for name in [
            "localhost",
            "localhost:80",
            "127.0.0.1:8000",
            "[::1]:8000",
            "[::1]",
        ] {
            assert!(is_loopback(name), "{name}");
        }
        for name in [
            "evil.example",
            "evil.example:80",
            "10.0.0.1:80",
            "localhost.evil:1",
            "",
        ] {
            assert!(!is_loopback(name), "{name}");
        }
    }
}
