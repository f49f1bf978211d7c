//! HTTP: who may ask what, and how answers are sent.

use super::answer::{Answer, Asked, Trouble};
use super::routes;
use super::shelf::Shelf;
use crate::output;
use crate::view::html;
use anyhow::Context;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// Connections at a time; more wait.
const CONNECTIONS: usize = 256;
/// Requests that are worked on at a time; more wait.
const WORKERS: usize = 32;
/// How long the head of a request may take to come.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long what is under way may go on after Ctrl-C.
const LAST: Duration = Duration::from_secs(2);

/// The names by which the server may be asked. A page elsewhere can have its own name lead to this machine and so read
/// what is served on it; the name it asks for gives it away.
#[derive(Debug)]
pub struct Hosts {
    port: u16,
    loopback: bool,
    names: Vec<String>,
}

impl Hosts {
    /// Those of a server at an address: `localhost`, the addresses of this machine alone (any address, where it is bound
    /// to one that others reach), and `names`.
    pub fn new(at: SocketAddr, names: Vec<String>) -> Self {
        Self { port: at.port(), loopback: at.ip().is_loopback(), names }
    }

    /// Whether the field `Host` of a request is one of them.
    fn has(&self, host: &str) -> bool {
        let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((name, rest)) => (name, rest.strip_prefix(':').or(rest.is_empty().then_some(""))),
            None => host.split_once(':').map_or((host, Some("")), |(name, port)| (name, Some(port))),
        };
        let port = port.is_some_and(|port| match port {
            "" => self.port == 80,
            port => port.parse() == Ok(self.port),
        });
        // A name that was named may stand before another server that has its own port.
        let named = self.names.iter().any(|n| n.eq_ignore_ascii_case(name));
        let own = match name.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || !self.loopback,
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        };
        named || own && port
    }
}

/// Serves until `stopped` says so.
///
/// # Errors
/// Where the listener cannot be used.
pub fn serve(
    listener: TcpListener,
    shelf: Arc<Shelf>,
    hosts: Hosts,
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(WORKERS)
        .build()
        .context("cannot start to serve")?;
    runtime.block_on(accept(listener, shelf, Arc::new(hosts), stopped))?;
    // A page that takes longer is not waited for: it is read only.
    runtime.shutdown_timeout(LAST);
    Ok(())
}

async fn accept(
    listener: TcpListener,
    shelf: Arc<Shelf>,
    hosts: Arc<Hosts>,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return Ok(()) };
        let stream = tokio::select! {
            got = listener.accept() => got,
            () = is_over(&mut stopped) => return Ok(()),
        };
        let Ok((stream, _)) = stream else {
            // Too many open files: some of them will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let (shelf, hosts, mut ends) = (Arc::clone(&shelf), Arc::clone(&hosts), stopped.clone());
        tokio::spawn(async move {
            let service = service_fn(move |request| respond(request, Arc::clone(&shelf), Arc::clone(&hosts)));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(64 << 10)
                .serve_connection(TokioIo::new(stream), service);
            tokio::pin!(connection);
            // What goes wrong on a connection is the business of who asked.
            tokio::select! {
                _ = connection.as_mut() => {}
                () = is_over(&mut ends) => {
                    connection.as_mut().graceful_shutdown();
                    let _ = tokio::time::timeout(LAST, connection).await;
                }
            }
            drop(place);
        });
    }
}

/// Waits for Ctrl-C.
async fn is_over(stopped: &mut watch::Receiver<bool>) {
    // Where nobody can say so any more it is over too.
    let _ = stopped.wait_for(|s| *s).await.map(|_| ());
}

async fn respond(
    request: Request<Incoming>,
    shelf: Arc<Shelf>,
    hosts: Arc<Hosts>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let uri = request.uri();
    let asked = Asked::of(uri.path(), uri.query());
    let json = asked.as_ref().is_some_and(|a| a.json);
    let refused = |status, what: &str| Trouble { status, what: what.into() }.answer(json);
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok());
    let answer = if !host.or(uri.authority().map(|a| a.as_str())).is_some_and(|h| hosts.has(h)) {
        refused(
            403,
            "This name is not one by which the server may be asked. Use the address that it printed, or start it with --host NAME.",
        )
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        refused(405, "The pages can only be read: GET and HEAD.")
    } else if let Some(asked) = asked {
        let work = move || routes::answer(&shelf, &asked).unwrap_or_else(|trouble| trouble.answer(asked.json));
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|panic| {
            output::say(&format!("a page could not be made: {panic}"));
            refused(500, "The page could not be made; what went wrong was printed where the server runs. The other pages are not touched.")
        })
    } else {
        refused(404, "There is no page of this name. The list of stories leads to all there are.")
    };
    Ok(sent(answer))
}

/// The answer with the fields that every one has.
fn sent(answer: Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(answer.body)));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let fields = response.headers_mut();
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            fields.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, answer.media);
    put(header::CONTENT_SECURITY_POLICY, &html::policy());
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(header::REFERRER_POLICY, "no-referrer");
    put(header::CACHE_CONTROL, "no-cache");
    put(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if answer.status == 405 {
        put(header::ALLOW, "GET, HEAD");
    }
    if let Some(location) = &answer.location {
        put(header::LOCATION, location);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_others_are_refused() {
        let own = Hosts::new("127.0.0.1:8321".parse().unwrap(), vec!["desk.example".into()]);
        for good in
            ["127.0.0.1:8321", "localhost:8321", "LOCALHOST:8321", "[::1]:8321", "desk.example", "desk.example:443"]
        {
            assert!(own.has(good), "{good}");
        }
        for bad in [
            "",
            "evil.example:8321",
            "localhost",
            "localhost:80",
            "127.0.0.1.evil.example:8321",
            "192.0.2.7:8321",
            "[::1",
            ":8321",
            "localhost:x",
        ] {
            assert!(!own.has(bad), "{bad}");
        }
        let open = Hosts::new("0.0.0.0:8321".parse().unwrap(), Vec::new());
        assert!(open.has("192.0.2.7:8321") && !open.has("evil.example:8321"));
    }
}
