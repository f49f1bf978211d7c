//! Whatever `variorum read` reads goes into a library, once, and leads back to its bytes.

use crate::run::{Folder, variorum};
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).expect("packed");
    out.finish().expect("packed")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("packed")
}

fn story(n: u32) -> String {
    format!(
        "The ferry Marigold {n} left the quay of Osterwick at dawn with forty passengers &amp; a goat on board. \
         “We were late,” said harbour master Ilse Brandt on Friday, and the café stayed open. Nobody was hurt, the \
         harbour office wrote in a statement, and the crossing took two hours as it always does in fog."
    )
}

fn page(n: u32, title: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"The Osterwick Echo\">\
         <meta name=\"author\" content=\"Nora Veldkamp\">\
         <meta property=\"article:published_time\" content=\"2031-02-0{n}T08:00:00+01:00\">\
         <link rel=\"canonical\" href=\"https://echo.example/ferry-{n}\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>{title}</h1><p>{}</p><p>{}</p></article></body></html>",
        story(n),
        story(n + 100)
    )
}

fn entry(n: u32) -> String {
    format!(
        "<item><guid>e{n}</guid><title>Ferry {n}</title><link>https://echo.example/e{n}</link><author>Nora Veldkamp</author>\
         <pubDate>Mon, 03 Feb 2031 10:00:00 GMT</pubDate><description>&lt;p&gt;{}&lt;/p&gt;</description></item>",
        story(n).replace("&amp;", "and")
    )
}

fn feed(entries: std::ops::Range<u32>) -> String {
    let entries: String = entries.map(entry).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Osterwick Echo</title>{entries}</channel></rss>"
    )
}

fn record(n: u32, url: &str, page: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-03-0{n}T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n\
         WARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
    .into_bytes()
}

struct Library(Folder);

impl Library {
    fn add(&self, path: &str) -> Vec<Value> {
        let run = variorum(&["add", "--json", "--library", &self.0.path("news.db"), path]);
        assert_eq!(run.code, 0, "{path}: {}", run.err);
        run.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
    }

    fn new_of(&self, path: &str) -> usize {
        self.add(path).iter().filter(|l| l["new"] == true).count()
    }

    fn article(&self, n: &Value) -> Value {
        let run = variorum(&["show", "--json", "--library", &self.0.path("news.db"), &n.to_string()]);
        assert_eq!(run.code, 0, "{}", run.err);
        serde_json::from_str(&run.out).expect("JSON")
    }

    fn good(&self) {
        let run = variorum(&["verify", "--library", &self.0.path("news.db")]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        assert_eq!(run.err, "", "read in the same words");
    }
}

#[test]
fn whatever_is_read_is_added_once_and_leads_back_to_its_bytes() {
    let archive: Vec<Vec<u8>> = [
        record(1, "https://echo.example/1", &page(3, "Fog over Osterwick")),
        record(2, "https://echo.example/2", &page(3, "Fog over Osterwick")),
        record(3, "https://echo.example/2", &page(3, "Fog over Osterwick")),
        record(4, "https://echo.example/2", &page(4, "Fog lifts")),
    ]
    .into();
    let packed: Vec<u8> = archive.iter().flat_map(|r| gzip(r)).collect();
    let lines: String = (0..3).map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"The ferry {n} left.\"}}\n")).collect();
    let files: [(&str, Vec<u8>, usize); 11] = [
        ("page.html", page(1, "Ferry leaves late").into(), 1),
        ("page.html.gz", gzip(page(2, "Ferry leaves early").as_bytes()), 1),
        ("feed.xml", feed(0..3).into(), 3),
        ("feed-later.rss.zst", zstd(feed(1..5).as_bytes()), 2),
        ("crawl.warc", archive.concat(), 3),
        ("crawl.warc.gz", packed, 0),
        ("crawl.warc.zst", zstd(&archive.concat()), 0),
        ("lines.jsonl", lines.clone().into(), 3),
        ("lines.jsonl.gz", gzip(lines.as_bytes()), 0),
        ("more", [zstd(lines.as_bytes()), zstd(b"{\"id\":\"r3\",\"text\":\"Another ferry left.\"}\n")].concat(), 1),
        ("plain.txt.gz", gzip(b"The harbour is closed."), 1),
    ];
    let library = Library(Folder::new());
    for (name, bytes, new) in &files {
        assert_eq!(library.new_of(&library.0.put(name, bytes)), *new, "{name}");
    }
    library.good();
    for (name, ..) in &files {
        assert_eq!(library.new_of(&library.0.path(name)), 0, "{name} again");
    }
    let got = library.article(&library.add(&library.0.path("page.html"))[0]["article"]);
    let text = got["text"].as_str().expect("a text");
    assert!(text.contains("forty passengers & a goat") && !text.contains('<') && !text.contains("Home"), "{text}");
    let stated = ["title", "outlet", "published", "url", "lang", "format"].map(|f| got[f].as_str().expect(f));
    let expected = ["Ferry leaves late", "The Osterwick Echo", "2031-02-01T08:00:00+01:00"];
    assert_eq!(stated[..3], expected);
    assert_eq!(stated[3..], ["https://echo.example/ferry-1", "en", "page"]);
    assert_eq!(got["authors"], serde_json::json!(["Nora Veldkamp"]));
    assert!(got["quotations"].as_array().is_some_and(|q| !q.is_empty()));
    let got = library.article(&library.add(&library.0.path("crawl.warc"))[0]["article"]);
    assert_eq!((&got["captured"], &got["id"]), (&"2031-03-01T00:00:00Z".into(), &"urn:uuid:1".into()));
    assert_eq!((&got["origin"], &got["line"]), (&"https://echo.example/1".into(), &1.into()));
    let got = library.article(&library.add(&library.0.path("feed.xml"))[1]["article"]);
    assert_eq!((&got["url"], &got["origin"]), (&"https://echo.example/e1".into(), &"#2".into()));
    assert_eq!((&got["title"], &got["published"]), (&"Ferry 1".into(), &"2031-02-03T10:00:00Z".into()));
}

#[test]
fn what_is_damaged_is_named_and_the_rest_is_added() {
    let folder = Folder::new();
    let lines: String = (0..5000).map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"The ferry {n} left.\"}}\n")).collect();
    let mut cut = gzip(lines.as_bytes());
    cut.truncate(cut.len() / 2);
    let mut archive: Vec<Vec<u8>> =
        (1..4).map(|n| gzip(&record(n, "https://echo.example/", &page(n, "Fog")))).collect();
    let middle = archive[1].len() / 2;
    archive[1][middle..middle + 8].fill(0);
    folder.put("cut.jsonl.gz", cut);
    folder.put("crawl.warc.gz", archive.concat());
    folder.put("broken.html.gz", b"\x1f\x8b\x08\0\0\0nothing");
    folder.put("empty.rss", "<rss version=\"2.0\"><channel><title>Echo</title></channel></rss>");
    let library = folder.path("news.db");
    let run = variorum(&["add", "-q", "--no-annotate", "--library", &library, &folder.path("")]);
    assert_eq!(run.code, 1, "{}", run.err);
    for told in ["cut.jsonl.gz: damaged", "crawl.warc.gz: byte ", "broken.html.gz: damaged gzip"] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    assert!(!run.err.contains("empty.rss"), "{}", run.err);
    let pages = variorum(&["export", "--library", &library]).out.lines().filter(|l| l.contains("\"page\"")).count();
    assert_eq!(pages, 2);
    assert_eq!(variorum(&["verify", "--library", &library]).code, 0);
}
