//! Servers that are broken, slow or mean: each is a clear message, in bounded time and room.

use crate::server::{Server, Wire};
use crate::{HTML, get, short};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::time::Duration;
use variorum_fetch::{Error, Limits};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).expect("room");
    out.finish().expect("room")
}

/// What comes of asking a server that plays so.
fn played(limits: Limits, play: impl Fn(&mut Wire) + Send + Sync + 'static) -> (Error, u64) {
    let server = Server::start(move |_, wire| play(wire));
    let error = get(&server.url("/page"), limits).expect_err("an error");
    assert!(error.to_string().starts_with(&server.url("/page: ")), "{error}");
    (error, server.sent())
}

fn says(error: &Error, words: &str) {
    assert!(error.to_string().contains(words), "{error}");
}

/// Room for what stands in the buffers of two sockets.
const BUFFERS: u64 = 16 << 20;

#[test]
fn slow_bodies_are_given_up() {
    let limits = Limits { total: Duration::from_millis(200), ..short() };
    let (error, _) = played(limits, |wire| {
        wire.head(200, &[HTML]);
        wire.endless(b"x", Duration::from_millis(10));
    });
    says(&error, "took longer than 200 ms");
    assert!(error.is_passing());
    // A head that never ends, and none at all.
    let (error, _) = played(limits, |wire| {
        wire.raw("HTTP/1.1 200 OK\r\n");
        wire.endless(b"X: y\r\n", Duration::from_millis(10));
    });
    says(&error, "took longer than 200 ms");
    let (error, _) = played(limits, |wire| wire.endless(b"", Duration::from_millis(10)));
    says(&error, "took longer than 200 ms");
}

#[test]
fn slow_redirects_share_one_limit() {
    let server = Server::start(|asked, wire| {
        std::thread::sleep(Duration::from_millis(60));
        wire.reply(302, &[("Location", &format!("{}x", asked.path))], "");
    });
    let limits = Limits { total: Duration::from_millis(200), redirects: 1000, ..short() };
    let error = get(&server.url("/x"), limits).expect_err("an error");
    says(&error, "took longer than 200 ms");
}

#[test]
fn endless_bodies_are_cut_off() {
    let (error, sent) = played(short(), |wire| {
        wire.head(200, &[HTML]);
        wire.endless(&[b'x'; 1 << 16], Duration::ZERO);
    });
    says(&error, "more than 1000000 bytes");
    assert!(!error.is_passing());
    assert!(sent < 1_000_000 + BUFFERS, "{sent} bytes were taken");
}

#[test]
fn bombs_are_cut_off() {
    let bomb = gzip(&vec![b' '; 256 << 20]);
    let length = bomb.len() as u64;
    let (error, sent) = played(short(), move |wire| wire.reply(200, &[HTML, ("Content-Encoding", "gzip")], &bomb));
    says(&error, "more than 1000000 bytes come out of the first");
    assert!(sent <= length + 1000);
}

#[test]
fn damaged_packing_is_named() {
    let whole = gzip(&b"<p>The gate stood open. ".repeat(3000));
    let half = whole[..whole.len() / 2].to_vec();
    // The server calls the half of it the whole.
    let (error, _) = played(short(), move |wire| wire.reply(200, &[HTML, ("Content-Encoding", "gzip")], &half));
    says(&error, "packed and damaged");
    let (error, _) = played(short(), |wire| wire.reply(200, &[HTML, ("Content-Encoding", "gzip")], "<p>plain"));
    says(&error, "packed and damaged");
    let (error, _) = played(short(), |wire| wire.reply(200, &[HTML, ("Content-Encoding", "lzma")], "<p>plain"));
    says(&error, "\"lzma\", which was not asked for");
}

#[test]
fn bodies_that_break_off_are_not_taken_for_whole() {
    let (error, _) = played(short(), |wire| {
        wire.head(200, &[HTML, ("Content-Length", "5000")]);
        wire.raw("<p>The gate");
        wire.close();
    });
    says(&error, "the connection broke off");
    assert!(error.is_passing());
    let (error, _) = played(short(), |wire| {
        wire.head(200, &[HTML, ("Transfer-Encoding", "chunked")]);
        wire.raw("b\r\n<p>The gate\r\n64\r\nstood");
        wire.close();
    });
    says(&error, "the connection broke off");
    let packed = gzip(&b"<p>The gate stood open. ".repeat(3000));
    let (error, _) = played(short(), move |wire| {
        wire.head(200, &[HTML, ("Content-Encoding", "gzip"), ("Content-Length", "9999")]);
        wire.raw(&packed[..packed.len() / 2]);
        wire.close();
    });
    says(&error, "the connection broke off");
}

#[test]
fn no_http_is_no_answer() {
    let (error, _) = played(short(), |wire| wire.close());
    says(&error, "the connection broke off");
    let (error, _) = played(short(), |wire| {
        wire.raw("220 mail.harbour.example ready\r\n\r\n");
        wire.close();
    });
    says(&error, "the answer is no HTTP");
    let (error, _) = played(short(), |wire| {
        wire.head(200, &[HTML, ("Transfer-Encoding", "chunked")]);
        wire.raw("what\r\n");
        wire.close();
    });
    assert!(error.to_string().contains("the answer is no HTTP") || error.to_string().contains("broke off"), "{error}");
}

#[test]
fn floods_of_fields_are_refused() {
    let (error, sent) = played(short(), |wire| {
        wire.raw("HTTP/1.1 200 OK\r\n");
        wire.endless(&b"X-Flood: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(100), Duration::ZERO);
    });
    says(&error, "the answer is no HTTP");
    assert!(sent < BUFFERS, "{sent} bytes were taken");
    let (error, sent) = played(short(), |wire| {
        wire.raw("HTTP/1.1 200 OK\r\nX-Flood: ");
        wire.endless(&[b'y'; 1 << 16], Duration::ZERO);
    });
    says(&error, "the answer is no HTTP");
    assert!(sent < BUFFERS, "{sent} bytes were taken");
}

#[test]
fn nobody_there_is_no_connection() {
    // A port that nobody is given by chance and nobody listens at.
    let error = get("http://127.0.0.1:1/", short()).expect_err("nobody there");
    says(&error, "no connection");
    assert!(error.is_passing());
}
