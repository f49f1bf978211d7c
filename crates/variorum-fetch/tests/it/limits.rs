//! What one request may take, and what it gives.

use crate::server::Server;
use crate::{HTML, client, get, request, short};
use std::time::Duration;
use variorum_fetch::{Client, Limits, Proxies, Wanted};

#[test]
fn an_answer_is_given_whole() {
    let server = Server::start(|asked, wire| {
        assert!(asked.field("user-agent").is_some_and(|a| a.ends_with("(+mailto:desk@harbour.example)")));
        let fields =
            [("Content-Type", "Text/HTML; Charset=\"KOI8-R\""), ("ETag", "W/\"7\""), ("Last-Modified", "yesterday")];
        wire.reply(200, &fields, "<p>The gate stood open.");
    });
    let got = get(&server.url("/a?b=c#d"), short()).expect("an answer");
    assert_eq!((got.status, got.bytes.as_slice()), (200, &b"<p>The gate stood open."[..]));
    assert_eq!((got.media.as_deref(), got.charset.as_deref()), (Some("text/html"), Some("koi8-r")));
    assert_eq!((got.etag.as_deref(), got.modified.as_deref()), (Some("W/\"7\""), Some("yesterday")));
    assert_eq!((got.url.as_str(), got.moved), (server.url("/a?b=c").as_str(), None));
    assert_eq!(server.asked(), ["/a?b=c"]);
}

#[test]
fn validators_are_sent_and_304_has_no_body() {
    let server = Server::start(|asked, wire| {
        let known = asked.field("if-none-match") == Some("\"7\"") && asked.field("if-modified-since") == Some("then");
        wire.reply(if known { 304 } else { 500 }, &[("ETag", "\"7\"")], "");
    });
    let mut asked = request(&server.url("/"), Wanted::Page);
    (asked.etag, asked.modified) = (Some("\"7\"".into()), Some("then".into()));
    let got = client(short()).get(&asked, &mut |_| Ok(())).expect("an answer");
    assert_eq!((got.status, got.bytes.len()), (304, 0));
    // What could not be sent as a field is left out, and splits no request.
    (asked.etag, asked.modified) = (Some("\"7\"\r\nX: y".into()), None);
    assert_eq!(client(short()).get(&asked, &mut |_| Ok(())).expect("an answer").status, 500);
    assert!(server.requests().iter().all(|r| r.field("x").is_none()));
}

#[test]
fn redirects_are_followed_and_told() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/for-good" => wire.reply(301, &[("Location", "/for-good-too")], ""),
        "/for-good-too" => wire.reply(308, &[("Location", "there")], "moved"),
        "/there" | "/now" => wire.reply(200, &[HTML], "there"),
        "/mixed" => wire.reply(301, &[("Location", "/for-now")], ""),
        "/for-now" => wire.reply(302, &[("Location", "/for-good-too")], ""),
        "/lost" => wire.reply(302, &[], ""),
        _ => wire.reply(404, &[], ""),
    });
    let at = |path: &str| get(&server.url(path), short()).expect("an answer");
    let got = at("/for-good");
    assert_eq!((got.url.path(), got.moved.as_ref().map(|u| u.path())), ("/there", Some("/there")));
    let got = at("/mixed");
    assert_eq!((got.url.path(), got.moved.as_ref().map(|u| u.path())), ("/there", Some("/for-now")));
    let got = at("/for-now");
    assert_eq!((got.url.path(), got.moved), ("/there", None));
    // A redirect to nowhere is an answer like another.
    assert_eq!(at("/lost").status, 302);
}

#[test]
fn redirects_end() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/a" => wire.reply(302, &[("Location", "/b")], ""),
        "/b" => wire.reply(307, &[("Location", "/a")], ""),
        "/itself" => wire.reply(301, &[("Location", "")], ""),
        "/file" => wire.reply(302, &[("Location", "file:///etc/passwd")], ""),
        path => {
            let n: u32 = path.trim_start_matches('/').parse().unwrap_or(0);
            wire.reply(303, &[("Location", &format!("/{}", n + 1))], "");
        }
    });
    let why = |path: &str| get(&server.url(path), short()).expect_err(path).to_string();
    for (path, words) in [
        ("/a", "sent in a circle, back to"),
        ("/1", "sent on more than 10 times, last to"),
        ("/file", "only http and https are fetched"),
    ] {
        assert!(why(path).contains(words), "{path}: {}", why(path));
    }
    // An empty place is none.
    assert_eq!(get(&server.url("/itself"), short()).expect("an answer").status, 301);
}

#[test]
fn what_is_no_page_is_not_read() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/pdf" => {
            wire.head(200, &[("Content-Type", "application/pdf")]);
            wire.endless(&[b'x'; 4096], Duration::ZERO);
        }
        "/none" => wire.reply(200, &[], "<p>untyped"),
        _ => wire.reply(200, &[("Content-Type", "nonsense")], "<p>odd type"),
    });
    let error = get(&server.url("/pdf"), short()).expect_err("a PDF");
    assert!(
        error.to_string().ends_with("the answer is application/pdf, which is neither a page nor a feed"),
        "{error}"
    );
    assert!(!error.is_passing());
    for path in ["/none", "/odd"] {
        let got = get(&server.url(path), short()).expect("an answer");
        assert_eq!((got.media, got.charset), (None, None), "{path}");
        assert!(!got.bytes.is_empty());
    }
}

#[test]
fn fifty_megabytes_are_read_and_no_more() {
    const MOST: usize = 50_000_000;
    let server = Server::start(|asked, wire| {
        let n = if asked.path == "/fits" { MOST } else { MOST + 1 };
        match asked.path.as_str() {
            "/chunked" => {
                wire.head(200, &[HTML, ("Transfer-Encoding", "chunked")]);
                let chunk = [b"10000\r\n".as_slice(), &[b'x'; 0x10000], b"\r\n"].concat();
                wire.endless(&chunk, Duration::ZERO);
            }
            _ => wire.reply(200, &[HTML], vec![b'x'; n]),
        }
    });
    let got = get(&server.url("/fits"), Limits::default()).expect("a page");
    assert_eq!((got.bytes.len(), got.wire), (MOST, MOST as u64));
    let before = server.sent();
    let error = get(&server.url("/too-long"), Limits::default()).expect_err("a page too long").to_string();
    assert!(error.contains("more than 50000000 bytes"), "{error}");
    assert!(server.sent() - before < 20_000_000, "a page that says that it is too long is not read");
    let error = get(&server.url("/chunked"), Limits::default()).expect_err("a page without end").to_string();
    assert!(error.contains("more than 50000000 bytes"), "{error}");
}

#[test]
fn proxies_are_used() {
    let proxy = Server::start(|asked, wire| match asked.method.as_str() {
        "CONNECT" if asked.path.starts_with("refused") => wire.reply(403, &[], ""),
        "CONNECT" => wire.head(200, &[]),
        _ => wire.reply(200, &[HTML], "through the proxy"),
    });
    let variables = |name: &str| match name {
        "http_proxy" => Some(proxy.url("")),
        "no_proxy" => Some("127.0.0.1".to_owned()),
        _ => None,
    };
    let client = Client::new(None, short(), Proxies::from(variables));
    let at = |url: &str| client.get(&request(url, Wanted::Page), &mut |_| Ok(()));
    assert_eq!(at("http://site.example/x").expect("an answer").bytes, b"through the proxy");
    assert_eq!(proxy.asked(), ["site.example:80", "/x"]);
    let error = at("http://refused.example/").expect_err("a refusal").to_string();
    assert!(error.contains("proxy"), "{error}");
    let direct = Server::start(|_, wire| wire.reply(200, &[HTML], "directly"));
    assert_eq!(at(&direct.url("/")).expect("an answer").bytes, b"directly");
}
