//! What is kept of watching; the time is what the tests say it is.

use crate::prepare::{Raw, prepare};
use crate::tests::{Folder, NOW};
use crate::{Fetched, Library, Watch, Watched};

/// A minute of a day.
fn at(minute: u32) -> String {
    format!("2026-03-04T{:02}:{:02}:00.000Z", minute / 60, minute % 60)
}

fn links(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|p| format!("https://quay.example/{p}")).collect()
}

/// A library with one feed, of which the first fetch told of these pages.
fn watching(folder: &Folder, paths: &[&str]) -> (Library, i64) {
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let feed = library.list_feeds(&links(&["feed"]), &at(0)).unwrap()[0];
    let of = library.claim(Watch::Feed, feed, &at(1), &at(1), &at(5)).unwrap().unwrap();
    let fetched =
        Fetched { time: at(2), status: Some(200), etag: Some("\"1\"".into()), due: Some(at(30)), ..Fetched::default() };
    assert_eq!(library.settle(Watch::Feed, &of, &fetched, &links(paths)).unwrap(), paths.len());
    (library, feed)
}

fn pages(library: &Library, feed: i64) -> Vec<Watched> {
    library.watched(Watch::Page, &[feed], &at(1000)).unwrap()
}

#[test]
fn lists_are_taken_up_once() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let first = library.list_feeds(&links(&["a", "b"]), &at(0)).unwrap();
    assert_eq!(library.list_feeds(&links(&["b", "c", "a"]), &at(9)).unwrap(), [first[1], 3, first[0]]);
    assert_eq!(library.feeds().unwrap(), [1, 2, 3]);
    let found: Vec<_> = library.watched(Watch::Feed, &[1, 3], &at(10)).unwrap().into_iter().map(|w| w.found).collect();
    assert_eq!(found, [at(0), at(9)]);
}

#[test]
fn what_one_has_nobody_else_gets() {
    let folder = Folder::new();
    let (mut one, feed) = watching(&folder, &["a"]);
    let mut other = Library::open(&folder.file(), NOW).unwrap();
    let page = pages(&one, feed)[0].id;
    let claim = |library: &mut Library, now| library.claim(Watch::Page, page, &at(now), &at(3), &at(now + 2)).unwrap();
    assert!(claim(&mut other, 1).is_none(), "it is not due yet");
    assert!(claim(&mut one, 4).is_some());
    assert!(claim(&mut other, 5).is_none());
    one.hold(&[(Watch::Page, page)], &at(8)).unwrap();
    assert!(claim(&mut other, 7).is_none());
    // Whoever had it was killed.
    assert!(claim(&mut other, 8).is_some());
    other.release(Watch::Page, page, Some(&at(20))).unwrap();
    one.hold(&[(Watch::Page, page)], &at(90)).unwrap();
    assert!(claim(&mut one, 19).is_none(), "what was let go is not held on to, and is due later");
    let of = claim(&mut one, 20).unwrap();
    one.settle(Watch::Page, &of, &Fetched { time: at(21), due: Some(at(21)), ..Fetched::default() }, &[]).unwrap();
    let mut in_round = |began| other.claim(Watch::Page, page, &at(30), &at(began), &at(32)).unwrap().is_some();
    assert!(!in_round(21) && in_round(22), "once a round");
}

#[test]
fn what_came_of_a_fetch_is_kept_and_logged() {
    let folder = Folder::new();
    let (mut library, feed) = watching(&folder, &["a", "b"]);
    let of = library.claim(Watch::Feed, feed, &at(30), &at(30), &at(31)).unwrap().unwrap();
    assert_eq!((of.etag.as_deref(), of.modified.as_deref(), of.failures), (Some("\"1\""), None, 0));
    let moved = Some("https://quay.example/new".to_owned());
    let fetched = Fetched {
        time: at(31),
        status: Some(200),
        moved,
        due: Some(at(60)),
        title: Some("The Quay".into()),
        ..Fetched::default()
    };
    assert_eq!(library.settle(Watch::Feed, &of, &fetched, &links(&["b", "c"])).unwrap(), 1);
    let now = &library.watched(Watch::Feed, &[feed], &at(99)).unwrap()[0];
    assert_eq!(
        (now.url.as_str(), now.etag.as_deref(), now.due.as_deref()),
        ("https://quay.example/new", None, Some(at(60).as_str()))
    );
    assert_eq!(pages(&library, feed).len(), 3);
    let of = library.claim(Watch::Feed, feed, &at(60), &at(60), &at(61)).unwrap().unwrap();
    let gone = Fetched {
        time: at(61),
        status: Some(410),
        due: Some(at(62)),
        failures: 1,
        stopped: true,
        ..Fetched::default()
    };
    library.settle(Watch::Feed, &of, &gone, &[]).unwrap();
    assert!(library.watched(Watch::Feed, &[feed], &at(99)).unwrap().is_empty());
    assert!(library.revive(feed, &at(70)).unwrap() && !library.revive(feed, &at(70)).unwrap());
    assert!(library.claim(Watch::Feed, feed, &at(70), &at(70), &at(71)).unwrap().is_some());
    let logged: Vec<(String, Option<u16>)> = library
        .sql(|db| {
            db.prepare("SELECT time, status FROM fetches ORDER BY id")?
                .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
                .collect()
        })
        .unwrap();
    assert_eq!(logged, [(at(2), Some(200)), (at(31), Some(200)), (at(61), Some(410))]);
    library.forget_fetches(&at(60)).unwrap();
    let left: i64 = library.sql(|db| db.query_row("SELECT count(*) FROM fetches", [], |r| r.get(0))).unwrap();
    assert_eq!(left, 1);
}

#[test]
fn a_page_that_was_not_had_is_left_to_the_feed_that_tells_of_it_next() {
    let folder = Folder::new();
    let (mut library, first) = watching(&folder, &["a"]);
    let second = library.list_feeds(&links(&["other"]), &at(3)).unwrap()[0];
    let of = library.claim(Watch::Feed, second, &at(4), &at(4), &at(5)).unwrap().unwrap();
    let fetched = Fetched { time: at(4), ..Fetched::default() };
    assert_eq!(library.settle(Watch::Feed, &of, &fetched, &links(&["a"])).unwrap(), 0);
    assert_eq!((pages(&library, first).len(), pages(&library, second).len()), (0, 1));
}

#[test]
fn a_page_that_says_the_same_is_told() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let made = |page: &str| {
        let raw = Raw::fetched("https://quay.example/a", Some("text/html"), &at(1), page.as_bytes().to_vec());
        prepare(raw, false).unwrap()
    };
    let words = "The gate stood open, and the boats lay at their berths until the evening. ".repeat(5);
    let page = format!("<html><title>Gate</title><article><h1>Gate</h1><p>{words}</p></article>");
    let article = library.add(&[made(&page)]).unwrap()[0].article;
    for (other, same) in [
        (page.clone() + "<!-- 7 -->", true),
        (page.replace("open", "shut"), false),
        (page.replace("Gate", "Lock"), false),
    ] {
        assert_eq!(library.says_the_same(article, &made(&other)).unwrap(), same);
    }
    assert!(!library.says_the_same(article + 1, &made(&page)).unwrap());
}

#[test]
fn robots_are_kept_by_origin() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    for (status, text, minute) in [(200, "Disallow: /", 1), (0, "nobody answers", 5)] {
        library.keep_robots("https://quay.example", status, text, &at(minute)).unwrap();
    }
    let kept = ("https://quay.example".to_owned(), 0, "nobody answers".to_owned(), at(5));
    assert_eq!(library.robots(&at(4)).unwrap(), [kept]);
    assert!(library.robots(&at(5)).unwrap().is_empty());
}
