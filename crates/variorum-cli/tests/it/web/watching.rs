//! `variorum watch`.

use super::fetch;
use super::server::Server;
use super::site::{Site, page};
use crate::run::{Folder, Run, variorum};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// One round, with all pages looked at again.
fn round(library: &str, args: &[&str]) -> (Run, Vec<Value>) {
    let run = fetch(&[&["watch", "--library", library, "--once", "--json", "--again", "0"][..], args].concat());
    let events = run.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    (run, events)
}

/// What became of each fetch: feed or page, status, new articles.
fn fetched(events: &[Value]) -> Vec<(String, Option<u64>, u64)> {
    let fetches = events.iter().filter(|e| e["event"] != "round");
    let mut out: Vec<_> = fetches
        .map(|e| {
            let path = e["url"].as_str().and_then(|u| u.splitn(4, '/').nth(3)).unwrap_or_default();
            (path.to_owned(), e["status"].as_u64(), e["new"].as_u64().unwrap_or(0))
        })
        .collect();
    out.sort();
    out
}

fn export(library: &str) -> Vec<Value> {
    let run = variorum(&["export", "--library", library]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

/// A site with two feeds, three pages and a list.
fn harbour(folder: &Folder) -> (Site, Server, String) {
    let site = Site::new();
    let server = site.serve();
    for name in ["a", "b", "c"] {
        site.put(
            &format!("/{name}"),
            &page(&format!("Gate {name}"), &format!("The gate {name} stood open, said Ann Lowe.")),
        );
    }
    site.feed("/one.xml", &["/a".into(), server.url("/b#top")]);
    site.feed("/two.xml", &[server.url("/b"), "c".into()]);
    let list = format!(
        "<opml><body><outline text='Ports'><outline xmlUrl='{}'/></outline><outline xmlUrl='{}'/></body></opml>",
        server.url("/one.xml"),
        server.url("/two.xml")
    );
    let list = folder.put("feeds.opml", list);
    (site, server, list)
}

/// `--again` is of the pages that a run fetches, and not of those that an earlier one did; the last line says what is due.
#[test]
fn what_is_not_due_is_left_and_the_end_says_when_it_is() {
    let folder = Folder::new();
    let (_site, _server, list) = harbour(&folder);
    let library = &folder.path("news.db");
    let run = fetch(&["watch", "--library", library, "--once", "--again", "1d", &list]);
    let end = "2 feeds watched, due with the next round; 3 pages watched, next due at ";
    assert!(run.code == 0 && run.err.lines().last().is_some_and(|l| l.contains(end)), "{}", run.err);
    let (run, events) = round(library, &[]);
    assert!(fetched(&events).iter().all(|f| f.0.ends_with(".xml")), "{}", run.err);
    assert!(run.err.contains("2 feeds and 0 pages asked"), "{}", run.err);
    assert!(run.err.lines().last().is_some_and(|l| l.contains(end)), "{}", run.err);
}

#[test]
fn a_second_round_finds_nothing_new_and_a_third_what_changed() {
    let folder = Folder::new();
    let (site, server, list) = harbour(&folder);
    let library = &folder.path("news.db");
    let of = |list: &[(&str, u64, u64)]| -> Vec<_> {
        list.iter().map(|(p, s, n)| ((*p).to_owned(), Some(*s), *n)).collect()
    };
    let (run, events) = round(library, &[&list]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        fetched(&events),
        of(&[("a", 200, 1), ("b", 200, 1), ("c", 200, 1), ("one.xml", 200, 0), ("two.xml", 200, 0)])
    );
    assert!(run.err.contains("round 2 feeds and 3 pages asked, 3 new, 0 changed, 0 failed"), "{}", run.err);
    let first = export(library);
    assert_eq!(first.len(), 3);
    let article = first.iter().find(|a| a["url"] == server.url("/b").as_str()).expect("the page");
    assert!(article["captured"].as_str().is_some_and(|c| c.ends_with('Z') && c.len() == 24), "{article}");

    let (run, events) = round(library, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        fetched(&events),
        of(&[("a", 304, 0), ("b", 304, 0), ("c", 304, 0), ("one.xml", 304, 0), ("two.xml", 304, 0)])
    );
    assert_eq!(export(library), first);
    let robots = server.requests().iter().filter(|r| r.path == "/robots.txt").count();
    assert_eq!(robots, 1, "what robots.txt said is kept");

    site.put("/b", &page("Gate b", "The gate b stood half open, said Ann Lowe."));
    // Other bytes that say the same are no version.
    site.put("/c", &(page("Gate c", "The gate c stood open, said Ann Lowe.") + "<!-- served by 7 -->"));
    let (run, events) = round(library, &[&list]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        fetched(&events),
        of(&[("a", 304, 0), ("b", 200, 0), ("c", 200, 0), ("one.xml", 304, 0), ("two.xml", 304, 0)])
    );
    assert!(run.err.contains("0 new, 1 changed"), "{}", run.err);
    assert!(run.err.contains("other bytes, the same words"), "{}", run.err);
    let after = export(library);
    assert_eq!(after.len(), 4);
    let versions = variorum(&["versions", "--library", library, &article["article"].to_string()]);
    // A line for each, and beneath it what changed.
    let listed = versions.out.lines().filter(|l| !l.starts_with(' ')).count();
    assert!(listed == 2 && versions.out.contains("half"), "{}", versions.out);
    assert_eq!(variorum(&["verify", "--library", library]).code, 0);
}

#[test]
fn feeds_that_moved_or_went_are_noted() {
    let folder = Folder::new();
    let site = Site::new();
    let server = site.serve();
    site.put("/a", &page("Gate a", "The gate stood open."));
    site.moved("/old.xml", 301, "/new.xml");
    site.feed("/new.xml", &["/a".into()]);
    site.status("/gone.xml", 410, None);
    site.status("/busy.xml", 429, Some(("Retry-After", "600")));
    site.put("/page.xml", &page("No feed", "It is a page."));
    let library = &folder.path("news.db");
    let list = folder
        .put("feeds.txt", ["/old.xml", "/gone.xml", "/page.xml", "/busy.xml"].map(|p| server.url(p) + "\n").concat());
    // In this order: a host that is busy is left alone with everything else.
    let (run, _) = round(library, &[&list, "--no-pages"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for words in ["moved for good to", "gone for good; not asked again", "asked too often", "a page and no feed"] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    let before = server.asked().len();
    let (run, events) = round(library, &[&list, "--no-pages"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(fetched(&events), [("new.xml".to_owned(), Some(304), 0)]);
    assert_eq!(server.asked()[before..], ["/new.xml"]);
    site.feed("/gone.xml", &["/a".into()]);
    let (run, _) = round(library, &[&server.url("/gone.xml"), "--revive"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(server.asked()[before + 1..], ["/gone.xml", "/a"]);
}

#[test]
fn entries_are_kept_where_no_pages_are_wanted() {
    let folder = Folder::new();
    let (_site, server, list) = harbour(&folder);
    let library = &folder.path("news.db");
    let (run, _) = round(library, &[&list, "--no-pages"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let texts: Vec<_> = export(library).iter().map(|a| a["text"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(texts.len(), 4, "{texts:?}");
    assert_eq!(server.asked(), ["/one.xml", "/two.xml"]);
    // Those who want them later get them.
    let (run, _) = round(library, &[&list]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("3 new"), "{}", run.err);
}

#[test]
fn what_is_no_list_is_told() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    for (list, words) in [("some words\n", "not an address"), ("<rss/>", "no OPML"), ("", "no feed in this list")] {
        let list = folder.put("list", list);
        let (run, _) = round(library, &[&list]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(words) && run.err.contains("no feed to watch"), "{}", run.err);
    }
    let (run, _) = round(library, &[]);
    assert!(run.code == 2 && run.err.contains("no feed is watched yet"), "{}", run.err);
    let (run, _) = round(library, &["ftp://harbour.example/feed", &folder.path("none")]);
    assert!(run.code == 2 && run.err.contains("no such file"), "{}", run.err);
}

/// A feed with many pages of which one is answered only when it is let go.
fn slow(pages: usize, at: usize) -> (Server, Arc<AtomicBool>, Arc<Mutex<bool>>) {
    let site = Site::new();
    let (go, reached) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(false)));
    let (wait, tell, inner) = (go.clone(), reached.clone(), site.clone());
    let server = Server::start(move |asked, wire| {
        if asked.path == format!("/{at}") {
            *tell.lock().expect("a flag") = true;
            while !wait.load(Ordering::SeqCst) {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        }
        inner.answer(asked, wire);
    });
    for n in 0..pages {
        site.put(&format!("/{n}"), &page(&format!("Gate {n}"), &format!("The gate {n} stood open.")));
    }
    let links: Vec<String> = (0..pages).map(|n| format!("/{n}")).collect();
    site.feed("/feed.xml", &links);
    (server, go, reached)
}

fn start(library: &str, feed: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args([
            "watch",
            "--library",
            library,
            "--once",
            "--json",
            "--delay",
            "0",
            "--no-annotate",
            "--timeout",
            "1s",
            feed,
        ])
        .envs([("no_proxy", "*"), ("SSL_CERT_FILE", "")])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts")
}

#[test]
fn killed_it_goes_on_where_it_was() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let (server, go, _) = slow(12, 5);
    let mut child = start(library, &server.url("/feed.xml"));
    let lines = BufReader::new(child.stdout.take().expect("standard output")).lines();
    let told = lines.map_while(Result::ok).take_while(|l| !l.contains("/4\"")).filter(|l| l.contains("\"article\":"));
    let told = told.count();
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    go.store(true, Ordering::SeqCst);
    assert!(told >= 4, "{told} were told");
    assert!(export(library).len() >= 5);
    let again = start(library, &server.url("/feed.xml")).wait_with_output().expect("it ends");
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stdout));
    assert_eq!(export(library).len(), 12);
    // Only what was under way is asked for twice, and the feed.
    let mut asked = server.asked();
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), 13);
    assert!(server.asked().len() <= 15, "{:?}", server.asked());
    assert_eq!(variorum(&["verify", "--library", library]).code, 0);
}

#[test]
fn two_at_once_share_the_pages() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let (server, go, _) = slow(40, 40);
    go.store(true, Ordering::SeqCst);
    let both = [0, 1].map(|_| start(library, &server.url("/feed.xml")));
    for child in both {
        let done = child.wait_with_output().expect("it ends");
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
    }
    assert_eq!(export(library).len(), 40);
    let pages = server.asked().iter().filter(|p| *p != "/feed.xml").count();
    assert_eq!(pages, 40, "each page is fetched once: {:?}", server.asked());
}

#[cfg(unix)]
#[test]
fn an_interrupt_lets_it_come_to_an_end() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let (server, go, reached) = slow(12, 3);
    let child = start(library, &server.url("/feed.xml"));
    while !*reached.lock().expect("a flag") {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(kill.success());
    go.store(true, Ordering::SeqCst);
    let done = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.code().is_some(), "it ends by itself: {out}");
    assert!(out.lines().last().is_some_and(|l| l.contains("\"ended\":")), "{out}");
    assert_eq!(variorum(&["verify", "--library", library]).code, 0);
    assert!(export(library).len() >= 3);
}
