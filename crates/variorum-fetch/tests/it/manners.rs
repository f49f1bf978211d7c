//! robots.txt, delays, and a host's word on when to come again; the clock is one that stands still.

use crate::server::Server;
use crate::{HTML, fetcher, request};
use std::sync::Mutex;
use std::time::Duration;
use variorum_fetch::{Clock, Error, Fetcher, Manners, Remembered, Wanted};

const START: i64 = 1_600_000_000_000;

fn page(fetcher: &Fetcher, url: &str) -> Result<u16, Error> {
    fetcher.fetch(&request(url, Wanted::Page)).map(|a| a.status)
}

fn robots(server: &Server) -> usize {
    server.requests().iter().filter(|r| r.path == "/robots.txt").count()
}

#[test]
fn robots_txt_is_asked_once_and_obeyed() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/robots.txt" => wire.reply(200, &[], "User-agent: *\nDisallow: /private\nCrawl-delay: 7"),
        "/away" => wire.reply(302, &[("Location", "/private/b")], ""),
        _ => wire.reply(200, &[HTML], "<p>x"),
    });
    let (fetcher, clock) = fetcher(Manners::default());
    assert_eq!(page(&fetcher, &server.url("/a")), Ok(200));
    let error = page(&fetcher, &server.url("/private/a?x")).expect_err("not allowed");
    assert!(error.is_robots() && !error.is_passing(), "{error}");
    assert!(error.to_string().contains("/robots.txt asks robots to keep away"), "{error}");
    // What is sent on to is asked about too.
    let error = page(&fetcher, &server.url("/away")).expect_err("not allowed");
    assert!(error.is_robots() && error.url() == server.url("/private/b"), "{error}");
    assert_eq!((robots(&server), server.asked()), (1, vec!["/a".to_owned(), "/away".into()]));
    // robots.txt, then 2 s, then /a, then the 7 s that it asks for.
    assert_eq!(clock.now(), START + 9000);
    clock.advance(Duration::from_secs(24 * 3600));
    assert_eq!(page(&fetcher, &server.url("/a")), Ok(200));
    assert_eq!(robots(&server), 2, "believed for a day");
}

#[test]
fn robots_are_ignored_only_where_that_is_asked_for() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/robots.txt" => wire.reply(200, &[], "User-agent: *\nDisallow: /"),
        _ => wire.reply(200, &[HTML], "<p>x"),
    });
    let (fetcher, _) = fetcher(Manners { robots: false, ..Manners::default() });
    assert_eq!(page(&fetcher, &server.url("/a")), Ok(200));
    assert_eq!(robots(&server), 0);
}

#[test]
fn what_a_missing_robots_txt_means() {
    for (status, allowed) in [(404, true), (403, true), (410, true), (500, false), (503, false), (429, false)] {
        let server = Server::start(move |asked, wire| match asked.path.as_str() {
            "/robots.txt" => wire.reply(status, &[], "no"),
            _ => wire.reply(200, &[HTML], "<p>x"),
        });
        let (fetcher, clock) = fetcher(Manners::default());
        let got = page(&fetcher, &server.url("/a"));
        assert_eq!(got.is_ok(), allowed, "{status}: {got:?}");
        if let Err(error) = got {
            assert!(
                error.is_robots() && error.to_string().contains(&format!("the server answers {status}")),
                "{error}"
            );
            clock.advance(Duration::from_secs(29 * 60));
            assert!(page(&fetcher, &server.url("/a")).is_err() && robots(&server) == 1);
            clock.advance(Duration::from_secs(60));
            assert!(page(&fetcher, &server.url("/a")).is_err() && robots(&server) == 2);
        }
    }
    // One that is sent in circles counts as missing, one that is cut off as unreachable.
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/robots.txt" => wire.reply(302, &[("Location", "/robots.txt?")], ""),
        "/robots.txt?" => wire.reply(302, &[("Location", "/robots.txt")], ""),
        _ => wire.reply(200, &[HTML], "<p>x"),
    });
    assert_eq!(page(&fetcher(Manners::default()).0, &server.url("/a")), Ok(200));
    let server = Server::start(|_, wire| wire.close());
    let error = page(&fetcher(Manners::default()).0, &server.url("/a")).expect_err("unreachable");
    assert!(error.is_robots() && error.to_string().contains("broke off"), "{error}");
}

#[test]
fn a_huge_robots_txt_is_read_to_its_limit() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/robots.txt" => {
            wire.head(200, &[("Content-Type", "text/plain")]);
            wire.raw("User-agent: *\nDisallow: /a\n");
            wire.endless(&b"Disallow: /b*c*d\n".repeat(4000), Duration::ZERO);
        }
        _ => wire.reply(200, &[HTML], "<p>x"),
    });
    let (fetcher, _) = fetcher(Manners::default());
    assert!(page(&fetcher, &server.url("/a")).expect_err("not allowed").is_robots());
    assert_eq!(page(&fetcher, &server.url("/c")), Ok(200));
    assert!(server.sent() < 20 << 20);
    let learned = fetcher.learned();
    assert_eq!(learned.len(), 1);
    assert!(learned[0].1.text.len() <= 500 << 10);
}

#[test]
fn what_was_learned_serves_the_next_run() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/robots.txt" => wire.reply(200, &[], "User-agent: variorum\nDisallow: /a"),
        _ => wire.reply(200, &[HTML], "<p>x"),
    });
    let (first, _) = fetcher(Manners::default());
    assert_eq!(page(&first, &server.url("/b")), Ok(200));
    let learned = first.learned();
    assert_eq!((learned.len(), first.learned().len()), (1, 0));
    let (origin, kept) = learned[0].clone();
    assert_eq!((kept.status, origin.as_str()), (200, server.url("").as_str()));
    let (second, clock) = fetcher(Manners::default());
    second.remember(&origin, kept.clone());
    assert!(second.knows(&origin));
    assert!(page(&second, &server.url("/a")).expect_err("not allowed").is_robots());
    assert_eq!(robots(&server), 1);
    // Neither what is old nor what is from the future is believed.
    clock.advance(Duration::from_secs(25 * 3600));
    assert!(!second.knows(&origin));
    second.remember(&origin, Remembered { fetched: clock.now() + 1, ..kept });
    assert!(!second.knows(&origin));
}

#[test]
fn hosts_are_left_in_peace_between_requests() {
    let play = |asked: &crate::server::Asked, wire: &mut crate::server::Wire| match asked.path.as_str() {
        "/robots.txt" => wire.reply(404, &[], ""),
        _ => wire.reply(200, &[HTML], "<p>x"),
    };
    let (one, other) = (Server::start(play), Server::start(play));
    let (fetcher, clock) = fetcher(Manners { delay: Duration::from_secs(3), ..Manners::default() });
    for (server, path, waited) in
        [(&one, "/1", 3), (&other, "/1", 6), (&one, "/2", 6), (&one, "/3", 9), (&other, "/2", 9)]
    {
        assert_eq!(page(&fetcher, &server.url(path)), Ok(200));
        assert_eq!(clock.now() - START, waited * 1000, "{path}");
    }
}

#[test]
fn retry_after_is_kept_to() {
    for (status, field, seconds) in [(429, "50", 50), (503, "Sun, 13 Sep 2020 12:27:30 GMT", 50)] {
        let turns = Mutex::new(0);
        let server = Server::start(move |asked, wire| match asked.path.as_str() {
            "/busy" => {
                let mut turns = turns.lock().expect("turns");
                *turns += 1;
                if *turns == 1 {
                    return wire.reply(status, &[("Retry-After", field)], "");
                }
                wire.reply(200, &[HTML], "<p>x");
            }
            "/robots.txt" => wire.reply(404, &[], ""),
            _ => wire.reply(200, &[HTML], "<p>x"),
        });
        let (fetcher, clock) = fetcher(Manners { delay: Duration::ZERO, ..Manners::default() });
        let mut notes = Vec::new();
        let got = fetcher.fetch_patiently(&request(&server.url("/busy"), Wanted::Page), 3, &mut |e, wait| {
            notes.push((e.status(), wait));
        });
        assert_eq!(got.map(|a| a.status), Ok(200));
        assert_eq!(notes, [(Some(status), Duration::from_secs(seconds))]);
        assert_eq!(clock.now(), START + seconds as i64 * 1000);
    }
}

#[test]
fn a_long_word_puts_off_everything_at_the_host() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/busy" => wire.reply(429, &[("Retry-After", "3600")], ""),
        "/robots.txt" => wire.reply(404, &[], ""),
        _ => wire.reply(200, &[HTML], "<p>x"),
    });
    let (fetcher, clock) = fetcher(Manners { delay: Duration::ZERO, ..Manners::default() });
    let asked = request(&server.url("/busy"), Wanted::Page);
    let error = fetcher.fetch_patiently(&asked, 5, &mut |_, _| panic!("an hour is not waited")).expect_err("busy");
    assert_eq!((error.status(), error.retry_after()), (Some(429), Some(Duration::from_secs(3600))));
    assert!(error.to_string().ends_with("asked too often; it says to come again in 3600 s"), "{error}");
    let error = page(&fetcher, &server.url("/other")).expect_err("put off");
    assert_eq!(error.later(), Some(START + 3_600_000));
    assert_eq!((server.asked(), clock.now()), (vec!["/busy".to_owned()], START));
    clock.advance(Duration::from_secs(3600));
    assert_eq!(page(&fetcher, &server.url("/other")), Ok(200));
}

#[test]
fn what_passes_is_tried_again_and_no_more() {
    let server = Server::start(|asked, wire| match asked.path.as_str() {
        "/robots.txt" | "/missing" => wire.reply(404, &[], ""),
        "/gone" => wire.reply(410, &[], ""),
        _ => wire.reply(503, &[], ""),
    });
    let (fetcher, clock) = fetcher(Manners { delay: Duration::ZERO, ..Manners::default() });
    let mut waits = Vec::new();
    let mut patiently = |path: &str| {
        let asked = request(&server.url(path), Wanted::Page);
        fetcher.fetch_patiently(&asked, 4, &mut |_, wait| waits.push(wait.as_secs())).expect_err(path)
    };
    assert_eq!(patiently("/down").status(), Some(503));
    assert_eq!(patiently("/missing").status(), Some(404));
    assert!(patiently("/gone").is_gone());
    assert_eq!(waits, [4, 8, 16]);
    assert_eq!(server.asked(), ["/down", "/down", "/down", "/down", "/missing", "/gone"]);
    assert_eq!(clock.now(), START + 28_000);
}
