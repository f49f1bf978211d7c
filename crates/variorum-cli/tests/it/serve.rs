//! Pages over HTTP, as a browser or a hostile page asks for them. Nothing but loopback is used.

use crate::run::{Folder, Run, variorum};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that ends with the test.
struct Served {
    child: Child,
    at: String,
}

impl Served {
    fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .current_dir(crate::run::root())
            .args([&["serve", "--port", "0"], args].concat())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut said = BufReader::new(child.stderr.take().expect("standard error")).lines();
        let told = said.by_ref().map_while(Result::ok).find_map(|line| {
            let at = line.split("http://").nth(1)?.split('/').next()?;
            Some(at.to_string())
        });
        // What it says later must find somebody who reads.
        std::thread::spawn(move || said.for_each(drop));
        Self { at: told.expect("the address is told"), child }
    }

    /// Sends bytes and reads what comes until the connection is closed.
    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.at).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        // A server may close a connection that it does not like before all was sent, or read.
        let _ = stream.write_all(request.as_bytes());
        let mut got = Vec::new();
        let _ = stream.read_to_end(&mut got);
        String::from_utf8_lossy(&got).into_owned()
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Got {
        let got = self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        let (head, body) = got.split_once("\r\n\r\n").unwrap_or((&got, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Got { status, head: head.to_string(), body: body.to_string() }
    }

    fn get(&self, path: &str) -> Got {
        self.ask("GET", path, &self.at)
    }

    fn json(&self, path: &str) -> Value {
        let got = self.get(path);
        assert_eq!(got.status, 200, "{path}: {}", got.body);
        assert_eq!(got.field("content-type"), Some("application/json"), "{path}");
        serde_json::from_str(&got.body).unwrap_or_else(|e| panic!("{path}: {e}"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // As a person ends it, so that the library of files goes away too.
        let asked = cfg!(unix)
            && Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().is_ok_and(|s| s.success());
        if !asked {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

struct Got {
    status: u16,
    head: String,
    body: String,
}

impl Got {
    fn field(&self, name: &str) -> Option<&str> {
        let of = |line: &'_ str| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|f| f.1.len());
        self.head.lines().find(|line| of(line).is_some()).and_then(|line| line.split_once(": ")).map(|f| f.1)
    }
}

/// A library of the examples with its stories.
fn examples() -> (Folder, String) {
    let folder = Folder::new();
    let library = folder.path("news.db");
    let files = ["examples/harbour", "examples/bridge", "examples/feed.jsonl"];
    let Run { code, err, .. } = variorum(&[&["add", "-q", "--library", &library][..], &files].concat());
    assert_eq!(code, 0, "{err}");
    assert_eq!(variorum(&["stories", "--library", &library]).code, 0);
    (folder, library)
}

/// The number of the story that has so many articles.
fn story(served: &Served, articles: usize) -> i64 {
    let list = served.json("/stories.json");
    let found =
        list["stories"].as_array().unwrap().iter().find(|s| s["articles"].as_array().unwrap().len() == articles);
    found.expect("the story")["story"].as_str().unwrap()[1..].parse().unwrap()
}

#[test]
fn every_page_is_there_with_its_twin() {
    let (folder, library) = examples();
    let served = Served::start(&["--library", &library]);
    let harbour = story(&served, 6);
    let article = served.json("/stories.json")["stories"][0]["articles"][0]["article"].as_i64().unwrap();
    let pages = [
        ("/".to_string(), "/stories.json".to_string(), "Stories"),
        ("/search?q=harbour+master".into(), "/search.json?q=harbour+master".into(), "<mark>"),
        (format!("/story/{harbour}"), format!("/story/{harbour}.json"), "id=\"sources\""),
        (format!("/story/s{harbour}"), format!("/story/s{harbour}.json"), "id=\"sources\""),
        (format!("/story/{harbour}/u6"), format!("/story/{harbour}/u6.json"), "class=\"syn\""),
        (format!("/story/{harbour}/p1"), format!("/story/{harbour}/p1.json"), "Renderings"),
        (format!("/article/{article}"), format!("/article/{article}.json"), "The text"),
        ("/speaker/judith-orrell".into(), "/speaker/judith-orrell.json".into(), "Judith Orrell"),
    ];
    for (page, twin, has) in &pages {
        let got = served.get(page);
        assert_eq!(got.status, 200, "{page}");
        assert!(got.body.contains(has), "{page}: no {has}");
        assert!(got.body.len() < 1_000_000, "{page}: {} bytes", got.body.len());
        assert_eq!(got.field("content-length"), Some(got.body.len().to_string().as_str()), "{page}");
        let policy = got.field("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY")]
        {
            assert_eq!(got.field(name), Some(value), "{page}");
        }
        let head = served.ask("HEAD", page, &served.at);
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{page}");
        assert_eq!(head.field("content-length"), got.field("content-length"), "{page}");
        served.json(twin);
        // Every link within the site arrives.
        for link in got.body.split("href=\"/").skip(1).filter_map(|l| l.split('"').next()) {
            let link = format!("/{}", link.split('#').next().unwrap_or("").replace("&amp;", "&"));
            if !page.starts_with("/story/s") && !link.contains("?") {
                assert!(matches!(served.get(&link).status, 200 | 303), "{page} links to {link}");
            }
        }
    }
    // The entries are those of the whole edition, which verifies.
    let whole = served.json(&format!("/story/{harbour}.json"));
    assert_eq!(served.json(&format!("/story/{harbour}/u6.json")), whole["utterances"][5]);
    assert_eq!(served.json(&format!("/story/{harbour}/u6v3.json")), whole["utterances"][5]["variants"][2]);
    assert_eq!(served.json(&format!("/story/{harbour}/x1.json")), whole["unsupported"][0]);
    let edition = folder.put("edition.json", whole.to_string());
    let verified = variorum(&["verify", &edition, "examples/harbour"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    let variant = served.get(&format!("/story/{harbour}/u6v3"));
    assert_eq!(variant.field("location"), Some(format!("/story/{harbour}/u6#u6v3").as_str()));
    let speaker = served.get("/speaker/Judith%20Orrell");
    assert_eq!((speaker.status, speaker.field("location")), (303, Some("/speaker/judith-orrell")));
}

#[test]
fn lists_are_narrowed() {
    let (_folder, library) = examples();
    let served = Served::start(&["--library", &library]);
    let total = |query: &str| served.json(&format!("/stories.json{query}"))["total"].as_i64().unwrap();
    assert_eq!(total(""), 3);
    assert_eq!(total("?least=5"), 1);
    assert_eq!(total("?day=2022-10"), 1);
    assert_eq!(total("?day=2022-10-06&least=2"), 1);
    assert_eq!(total("?day=1999"), 0);
    assert_eq!(total("?q=lifeboat"), 1);
    assert_eq!(total("?outlet=radio+fenside"), 1);
    assert_eq!(total("?lang=de"), 0);
    assert_eq!(total("?page=7"), 3);
    let page = served.get("/?day=2022-10&q=bridge");
    assert!(page.body.contains("aria-current=\"true\"") && page.body.contains("name=\"day\" value=\"2022-10\""));
}

#[test]
fn what_is_not_there_says_so_with_a_way_out() {
    let (_folder, library) = examples();
    let served = Served::start(&["--library", &library]);
    let harbour = story(&served, 6);
    for path in [
        "/nothing",
        "/story",
        "/story/0",
        "/story/99",
        "/story/-1",
        "/story/1e9",
        "/story/99999999999999999999",
        "/story/x",
        "/article/99",
        "/article/s1",
        "/speaker/nobody-at-all",
        "/speaker/%20",
        "/stories",
        "/story/1/u1/u1",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/article/..%2f..%2fetc%2fpasswd",
        "/article/1%00",
        "/%ff",
        "/favicon.ico",
        "/robots.txt",
    ] {
        let got = served.get(path);
        assert_eq!(got.status, 404, "{path}");
        assert!(got.body.contains("href=\"/\"") && got.body.contains("<h1>Not here</h1>"), "{path}");
        // Who asks with a browser has neither the file nor the command line.
        assert!(!got.body.contains(&library) && !got.body.contains("`variorum"), "{path}: {}", got.body);
    }
    for entry in ["u0", "u999", "u01", "x0", "x99", "u6v999", "u6v0", "q1", "u", "uv", "é", "p1v"] {
        let got = served.get(&format!("/story/{harbour}/{}", entry.replace('é', "%C3%A9")));
        assert_eq!(got.status, 404, "{entry}");
        assert!(got.body.contains("Its page has them all"), "{entry}");
        let twin = served.get(&format!("/story/{harbour}/{}.json", entry.replace('é', "%C3%A9")));
        assert_eq!(twin.status, 404, "{entry}");
        assert!(serde_json::from_str::<Value>(&twin.body).unwrap()["error"].is_string(), "{entry}");
    }
    let odd = served.get("/search?q=%22*");
    assert!(odd.status == 200 && odd.body.contains("give at least one word"));
    assert_eq!(served.get("/search.json?q=%22*").status, 400);
    assert!(served.get("/search").body.contains("Give some words"));
}

#[test]
fn only_reading_and_only_by_its_own_name() {
    let (_folder, library) = examples();
    let served = Served::start(&["--library", &library]);
    let port = served.at.rsplit(':').next().unwrap();
    for host in [
        "evil.example".to_string(),
        format!("evil.example:{port}"),
        "127.0.0.1:1".into(),
        "192.0.2.1".into(),
        String::new(),
    ] {
        let got = served.ask("GET", "/", &host);
        assert_eq!(got.status, 403, "{host}");
        assert!(!got.body.contains("class=\"rows\""), "{host}");
    }
    assert_eq!(served.ask("GET", "/", &format!("localhost:{port}")).status, 200);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let got = served.ask(method, "/", &served.at);
        assert_eq!((got.status, got.field("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    assert!(served.raw("GET / HTTP/1.1\r\n\r\n").contains("403"), "a request without a host");
    assert!(served.raw("\r\n\0\u{1}nonsense\r\n\r\n").contains("400"));
    // No query and no header is too long to be answered.
    let long = "x".repeat(8_000);
    assert_eq!(served.get(&format!("/search?q={long}")).status, 200);
    assert_eq!(served.get(&format!("/{long}")).status, 404);
    let huge = served.raw(&format!("GET /?q={} HTTP/1.1\r\nHost: {}\r\n\r\n", "x".repeat(2 << 20), served.at));
    assert!(huge.is_empty() || huge.starts_with("HTTP/1.1 4"), "{}", huge.get(..80).unwrap_or(&huge));
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn hostile_words_stay_words() {
    let folder = Folder::new();
    let said = "I will </p></style><script>alert(1)</script> never let <img src=x onerror=alert(2)> the bridge fall into the river";
    let line = |n: u32, verb: &str| {
        let text = format!(
            "Mayor <b>Ada</b> Quill {verb}: \\\"{said} again on {n} days.\\\" A <svg/onload=alert(3)> was seen at the bridge."
        );
        format!(
            "{{\"text\":\"{text}\",\"title\":\"<script>alert({n})</script> \\\"'>\",\"source\":\"<b onclick='x'>\\\"&\",\
             \"url\":\"javascript:alert('u')\\\"><a href=http://x>\",\"date\":\"2031-02-0{n}\",\"lang\":\"\\\"><i>\"}}\n"
        )
    };
    let file = folder.put("<'\"&>.jsonl", line(1, "said") + &line(2, "added"));
    let served = Served::start(&[&file]);
    let list = served.json("/stories.json?least=1");
    let number = list["stories"][0]["story"].as_str().unwrap()[1..].to_string();
    let mut pages = vec!["/?least=1&q=%3Cscript%3Ealert(9)%3C/script%3E+bridge&outlet=%22%3E%3Cscript%3E".to_string()];
    pages.extend(
        [
            "/?least=1",
            "/article/1",
            "/article/2",
            "/search?q=bridge",
            "/search?q=%3Cscript%3E",
            "/speaker/%3Cscript%3E",
        ]
        .map(String::from),
    );
    pages.extend(["", "/u1"].map(|e| format!("/story/{number}{e}")));
    for page in pages {
        let got = served.get(&page);
        assert!(matches!(got.status, 200 | 303 | 404), "{page}: {}", got.status);
        assert!(got.body.matches("<script>").count() <= 1, "{page}");
        for bad in ["<script>alert", "<img", "<svg/", "onclick='", "href=\"javascript", "<i>", "<b>Ada", "<a href=http"]
        {
            assert!(!got.body.contains(bad), "{page}: {bad}");
        }
    }
}

#[test]
fn many_ask_at_once() {
    let (_folder, library) = examples();
    let served = Served::start(&["--library", &library]);
    let harbour = story(&served, 6);
    let paths =
        ["/".to_string(), format!("/story/{harbour}"), "/search?q=ferry".into(), format!("/story/{harbour}/u2.json")];
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..40)
            .map(|n| {
                let (served, path) = (&served, &paths[n % paths.len()]);
                scope.spawn(move || (served.get(path).status, n))
            })
            .collect();
        for asked in asked {
            let (status, n) = asked.join().expect("an answer");
            assert_eq!(status, 200, "request {n}");
        }
    });
}

#[test]
fn every_capture_shows_what_changed() {
    let folder = Folder::new();
    let library = folder.path("news.db");
    let page = |words: &str, name: &str| {
        folder.put(
            name,
            format!("{{\"url\":\"https://quay.example/1\",\"title\":\"Gate shut\",\"date\":\"2031-02-05\",\"text\":\"The gate was shut {words} and the boats lay in the basin until the water fell again at noon.\"}}\n"),
        )
    };
    for (words, name) in [("on Monday", "a.jsonl"), ("on <i>Tuesday", "b.jsonl")] {
        assert_eq!(variorum(&["add", "-q", "--library", &library, &page(words, name)]).code, 0);
    }
    let served = Served::start(&["--library", &library]);
    let got = served.get("/article/2");
    assert!(got.body.contains("2 captures") && got.body.contains("href=\"/article/1\""));
    let changed = got.body.split("class=\"chg\"").nth(1).and_then(|list| list.split("</ul>").next()).expect("changes");
    assert!(changed.contains(">Monday</del>") && changed.contains("Tuesday</ins>"), "{changed}");
    assert!(!changed.contains("<i>"), "{changed}");
    assert_eq!(served.json("/article/2.json")["versions"].as_array().map(Vec::len), Some(2));
    // Articles that nobody has grouped yet are told, and can be found.
    assert!(served.get("/").body.contains("2 articles in no story yet"));
    assert!(served.get("/search?q=basin").body.contains("/article/2"));
}

#[test]
fn notices_are_found_and_not_mixed_with_the_story() {
    let folder = Folder::new();
    let line = "{\"title\":\"Gate shut\",\"source\":\"The Quay\",\"date\":\"2031-02-05\",\"text\":\"The gate was shut on Monday and \
                the boats lay in the basin.\\n\\nIf you need help, call the Dock Line on 01632 960 118, 9am to 5pm.\\n\"}\n";
    let served = Served::start(&[&folder.put("a.jsonl", line)]);
    let got = served.get("/search?q=dock+line");
    assert!(
        got.body.contains("as printed by The Quay on 2031-02-05, not checked") && got.body.contains("01632 960 118")
    );
    assert!(
        served.get("/search?q=01632960118").body.contains("01632 960 118"),
        "a number is found however it is spaced"
    );
    let found = served.json("/search.json?q=dock+line");
    assert_eq!(found["notices"][0]["article"], 1, "{found}");
    assert!(!served.get("/search?q=basin").body.contains("id=\"notices-h\""));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_nothing() {
    let folder = Folder::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .current_dir(crate::run::root())
        .env("TMPDIR", folder.path(""))
        .args(["serve", "--port", "0", "examples/bridge"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut said = String::new();
    let mut err = BufReader::new(child.stderr.take().expect("standard error"));
    while !said.contains("http://") && err.read_line(&mut said).is_ok_and(|n| n > 0) {}
    assert_eq!(folder.names().len(), 1, "the library of the files");
    let asked = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(asked.success());
    let ended = child.wait().expect("an end");
    assert_eq!(ended.code(), Some(0), "{said}");
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}

#[test]
fn what_cannot_be_served_is_told() {
    let folder = Folder::new();
    let none = variorum(&["serve", "--port", "0", "--library", &folder.path("none.db")]);
    assert!(none.code == 2 && none.err.contains("none.db"), "{}", none.err);
    let empty = variorum(&["serve", "--port", "0", &folder.path("none.txt")]);
    assert!(empty.code == 2 && empty.err.contains("no report could be read"), "{}", empty.err);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let busy = variorum(&["serve", "--port", &port, "examples/bridge"]);
    assert!(busy.code == 2 && busy.err.contains("--port 0"), "{}", busy.err);
}

/// Every file of a folder, by its path in it.
fn files(folder: &std::path::Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                out.push(path.strip_prefix(folder).expect("inside").to_str().expect("UTF-8").to_string());
            }
        }
    }
    out.sort();
    out
}

#[test]
fn a_folder_has_the_same_pages() {
    let folder = Folder::new();
    // The second time its own pages are there already.
    for target in [folder.path("story/"), folder.path("named"), folder.path("named")] {
        let run = variorum(&["compare", "examples/harbour", "--html", &target]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        let root = std::path::Path::new(&target);
        let all = files(root);
        for name in [
            "index.html",
            "index.json",
            "article/A.html",
            "entry/u1.html",
            "entry/p1.json",
            "speaker/judith-orrell.html",
        ] {
            assert!(all.iter().any(|f| f == name), "{name}: {all:?}");
        }
        for name in &all {
            let text = std::fs::read_to_string(root.join(name)).expect("a file");
            if name.ends_with(".json") {
                serde_json::from_str::<Value>(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
                continue;
            }
            assert!(all.contains(&name.replace(".html", ".json")), "{name} has a twin");
            // Every link leads to a file of the folder, and to a place in it.
            for link in text.split("href=\"").skip(1).filter_map(|l| l.split('"').next()) {
                let (file, place) = link.split_once('#').unwrap_or((link, ""));
                let path = root.join(name).parent().expect("a folder").join(file);
                let there = if file.is_empty() { Some(text.clone()) } else { std::fs::read_to_string(&path).ok() };
                let there = there.unwrap_or_else(|| panic!("{name} links to {link}"));
                assert!(place.is_empty() || there.contains(&format!("id=\"{place}\"")), "{name} links to {link}");
            }
        }
        let verified = variorum(&["verify", &root.join("index.json").to_string_lossy(), "examples/harbour"]);
        assert_eq!(verified.code, 0, "{}", verified.err);
    }
    let one = variorum(&["compare", "examples/bridge", "--html", &folder.path("one.html")]);
    assert!(one.code == 0 && std::path::Path::new(&folder.path("one.html")).is_file());
}
