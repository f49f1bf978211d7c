//! Fetching from outside: a server on loopback plays the sites.

#[path = "../../../variorum-fetch/tests/it/server.rs"]
mod server;
mod site;
mod watching;

use crate::run::{Folder, Run, variorum_with};
use server::Server;
use site::Site;

/// Runs the command without the proxies of whoever runs the tests, and without waiting between requests.
fn fetch(args: &[&str]) -> Run {
    let direct = [("no_proxy", "*"), ("SSL_CERT_FILE", "")];
    variorum_with(&[args, &["--delay", "0"]].concat(), &direct, b"")
}

const HTML: (&str, &str) = ("Content-Type", "text/html; charset=utf-8");

#[test]
fn a_page_is_read_by_its_address() {
    let site = Site::new();
    site.put("/gate", &site::page("Lock gate opened", "The gate stood open, said Ann Lowe."));
    let server = site.serve();
    let run = fetch(&["read", "--json", &server.url("/gate")]);
    assert_eq!(run.code, 0, "{}", run.err);
    let article: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(article["url"], server.url("/gate").as_str());
    assert_eq!(article["title"], "Lock gate opened");
    assert!(article["text"].as_str().is_some_and(|t| t.contains("stood open, said Ann Lowe")), "{}", run.out);
    let run = fetch(&["read", &server.url("/gate"), &server.url("/none")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains(&format!("{}: the server answers 404", server.url("/none"))), "{}", run.err);
}

#[test]
fn what_a_server_says_of_the_encoding_counts() {
    // "Ворота шлюза" and more, in the letters of KOI8-R; the page itself claims another encoding.
    let words: &[u8] = b"\xf7\xcf\xd2\xcf\xd4\xc1 \xdb\xcc\xc0\xda\xc1 \xcf\xd4\xcb\xd2\xd9\xd4\xd9 ";
    let page = [
        b"<html><head><meta charset=windows-1251><title>x</title></head><body><article><p>".as_slice(),
        &words.repeat(20),
        b"</p></article></body></html>",
    ]
    .concat();
    let japanese = [
        b"<html><head><title>x</title></head><body><article><p>".as_slice(),
        &b"\x1b$B$3$s$K$A$O\x1b(B. ".repeat(30),
        b"</p></article></body></html>",
    ]
    .concat();
    let server = Server::start(move |asked, wire| match asked.path.as_str() {
        "/koi8" => wire.reply(200, &[("Content-Type", "text/html; charset=\"KOI8-R\"")], &page),
        "/jis" => wire.reply(200, &[("Content-Type", "text/html;charset=iso-2022-jp")], &japanese),
        _ => wire.reply(404, &[], ""),
    });
    for (path, words, encoding) in [("/koi8", "Ворота шлюза открыты", "KOI8-R"), ("/jis", "こんにちは", "ISO-2022-JP")]
    {
        let run = fetch(&["read", "--json", &server.url(path)]);
        let article: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(article["encoding"], encoding);
        assert!(article["text"].as_str().is_some_and(|t| t.contains(words)), "{}", run.out);
    }
}

#[test]
fn addresses_are_added_beside_files() {
    let folder = Folder::new();
    let site = Site::new();
    site.put("/gate", &site::page("Lock gate opened", "The gate stood open, said Ann Lowe."));
    site.moved("/old", 302, "/gate");
    let server = site.serve();
    let library = &folder.path("news.db");
    let file = folder.put("a.txt", "The ferry left.");
    let run = fetch(&["add", "--library", library, &file, &server.url("/old"), &server.url("/gate")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("2 articles added, 1 there before"), "{}", run.err);
    assert!(run.out.contains(&format!("added 2 {}", server.url("/gate"))), "{}", run.out);
    let run = variorum_with(&["show", "--library", library, "2", "--json"], &[], b"");
    let article: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(
        (article["url"].as_str(), article["media"].as_str()),
        (Some(server.url("/gate").as_str()), Some("text/html; charset=utf-8"))
    );
    assert_eq!(variorum_with(&["verify", "--library", library], &[], b"").code, 0);
}

#[test]
fn what_may_not_or_cannot_be_had_is_told() {
    let folder = Folder::new();
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/robots.txt" => wire.reply(200, &[], "User-agent: variorum\nDisallow: /private"),
        "/pdf" => wire.reply(200, &[("Content-Type", "application/pdf")], "%PDF-1.7"),
        "/long" => wire.reply(200, &[HTML], "<p>x".repeat(100_000)),
        _ => wire.reply(200, &[HTML], site::page("Private", "The gate stood open.")),
    });
    let library = &folder.path("news.db");
    let add =
        |path: &str, more: &[&str]| fetch(&[&["add", "--library", library, &server.url(path)][..], more].concat());
    for (path, words) in [
        ("/private/a", "/robots.txt asks robots to keep away"),
        ("/pdf", "the answer is application/pdf, which is neither a page nor a feed"),
        ("/long", "more than 100000 bytes"),
    ] {
        let run = add(path, &["--most-bytes", "100000"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{path}");
        assert!(run.err.contains(&server.url(path)) && run.err.contains(words), "{}", run.err);
    }
    let run = add("/private/a", &["--ignore-robots", "--contact", "desk@harbour.example"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let agent = server.requests().last().and_then(|r| r.field("user-agent").map(str::to_owned));
    assert!(agent.is_some_and(|a| a.starts_with("variorum/") && a.ends_with("(+desk@harbour.example)")));
    // What fetches nothing needs no certificates.
    let broken = [("SSL_CERT_FILE", "/nowhere")];
    assert_eq!(variorum_with(&["read", "-"], &broken, b"The ferry left.").code, 0);
    let run =
        variorum_with(&["read", "https://127.0.0.1:1/"], &[("SSL_CERT_FILE", "/nowhere"), ("no_proxy", "*")], b"");
    assert!(run.code == 2 && run.err.contains("/nowhere (SSL_CERT_FILE): cannot be read"), "{}", run.err);
}
