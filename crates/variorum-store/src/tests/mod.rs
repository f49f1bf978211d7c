//! What a library must keep to, whatever happens to its file.

mod faults;
mod stories;

use crate::prepare::{Prepared, Raw, prepare};
use crate::schema::{APPLICATION, MIGRATIONS, TABLES};
use crate::{Added, Known, Library, NoticeQuery, Query, metadata};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A folder of its own, gone when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("variorum-store-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn file(&self) -> PathBuf {
        self.0.join("news.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) const NOW: Duration = Duration::ZERO;

pub(crate) fn text(name: &str, text: &str) -> Prepared {
    let raw = Raw { path: name.into(), origin: format!("/{name}"), bytes: text.as_bytes().to_vec(), ..Raw::default() };
    prepare(raw, true).unwrap()
}

pub(crate) fn line(n: u64, text: &str, annotated: bool) -> Prepared {
    let line = format!(
        "{{\"id\":\"r{n}\",\"url\":\"https://example.org/{n}\",\"source\":\"The Lantern\",\"date\":\"2021-02-{:02}\",\"title\":\"Report {n}\",\"text\":{}}}",
        n % 28 + 1,
        serde_json::Value::from(text)
    );
    let raw = Raw { path: "a.jsonl".into(), line: Some(n), bytes: line.into_bytes(), ..Raw::default() };
    prepare(raw, annotated).unwrap()
}

pub(crate) const SAYS: &str = "“The lock gate is shut,” said harbour master Ilse Brandt on Friday. She told the Echo that the café would stay open.";

pub(crate) fn good(library: &Library) {
    let check = library.verify(|_| ()).unwrap();
    assert_eq!(check.faults, []);
    assert!(check.index);
}

fn count(library: &Library, table: &str) -> i64 {
    library.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap()
}

pub(crate) fn query(words: &str) -> Query {
    Query { words: words.into(), limit: 10, ..Query::default() }
}

#[test]
fn adding_twice_changes_nothing() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let batch = [text("a.txt", SAYS), line(1, SAYS, true), line(1, SAYS, true), text("b.txt", SAYS)];
    let first = library.add(&batch).unwrap();
    assert_eq!(first.iter().map(|a| a.new).collect::<Vec<_>>(), [true, true, false, true]);
    assert_eq!(first[1].article, first[2].article);
    let state =
        |l: &Library| (count(l, "captures"), count(l, "articles"), count(l, "quotations"), l.article(1).unwrap());
    let before = state(&library);
    assert_eq!((before.0, before.1), (2, 3), "one capture for the same bytes in two files");
    let again = library.add(&batch).unwrap();
    assert!(again.iter().all(|a| !a.new));
    assert_eq!(state(&library), before);
    assert!(before.2 > 0);
    good(&library);
    assert_eq!(library.capture(1).unwrap(), SAYS.as_bytes());
}

#[test]
fn what_is_fetched_is_taken_once_for_each_address_and_state() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    // The server knows what the page does not say: 0xE9 is é in Latin-1 and no letter in UTF-8.
    let page = |words: &[u8]| {
        [b"<html><body><article><h1>Fog</h1><p>The caf\xe9 stays open. ", words, b"</p></article>"].concat()
    };
    let raw = |url: &str, day: u32, bytes| {
        Raw::fetched(url, Some("text/html; charset=ISO-8859-1"), &format!("2031-02-0{day}T08:00:00Z"), bytes)
    };
    let (one, two) = (page(SAYS.replace(['”', '“'], "\"").replace('é', "e").as_bytes()), page(b"No fog."));
    let mut take = |raw: Raw| library.take(raw, true).unwrap().articles;
    let first = take(raw("https://a.example/1", 1, one.clone()));
    assert!(first.len() == 1 && first[0].new);
    assert_eq!(take(raw("https://a.example/1", 2, one.clone())), [Added { new: false, ..first[0] }]);
    let changed = take(raw("https://a.example/1", 3, two));
    let elsewhere = take(raw("https://b.example/1", 4, one));
    assert!(changed[0].new && elsewhere[0].new);
    good(&library);
    assert_eq!(count(&library, "captures"), 2);
    let article = library.article(elsewhere[0].article).unwrap();
    assert!(article["text"].as_str().unwrap().starts_with("The café stays open."), "{}", article["text"]);
    assert_eq!((&article["captured"], &article["format"]), (&"2031-02-04T08:00:00Z".into(), &"page".into()));
    let versions: Vec<i64> = library.versions(first[0].article).unwrap().iter().map(|v| v.article).collect();
    assert_eq!(versions, [first[0].article, changed[0].article]);
    let nothing = library.take(raw("https://a.example/feed", 1, b"<rss>".to_vec()), true).unwrap();
    assert!(nothing.articles.is_empty());
}

#[test]
fn words_are_found() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    library.add(&[line(1, SAYS, false), line(2, "Nothing of it.", false), line(9, "Fog on the gate.", false)]).unwrap();
    let found = |q: &Query| library.search(q).unwrap().iter().map(|h| h.article).collect::<Vec<_>>();
    assert_eq!(found(&query("GATE")), [3, 1]);
    assert_eq!(found(&query("\"lock gate\"")), [1]);
    assert_eq!(found(&query("cafe")), [1]);
    assert_eq!(found(&query("fog OR lock gate")).len(), 2);
    assert_eq!(found(&query("noth*")), [2]);
    assert_eq!(found(&Query { from: Some("2021-02-05".into()), ..query("gate") }), [3]);
    assert_eq!(found(&Query { until: Some("2021-02".into()), ..query("gate") }), [3, 1]);
    assert_eq!(found(&Query { until: Some("2021-02-02".into()), ..query("gate") }), [1]);
    assert_eq!(found(&Query { outlet: Some("the lantern".into()), ..query("gate") }).len(), 2);
    assert_eq!(found(&Query { outlet: Some("Echo".into()), ..query("gate") }), [0; 0]);
    let hit = &library.search(&query("lock")).unwrap()[0];
    assert_eq!(hit.marks.iter().map(|(a, b)| &hit.snippet[*a..*b]).collect::<Vec<_>>(), ["lock"]);
    for odd in ["'", "NEAR(", "a:b", "^", "{x}", "\"", "\0", "*"] {
        let _ = library.search(&query(odd));
    }
    assert!(library.search(&query("…")).is_err());
}

#[test]
fn a_library_of_version_1_is_brought_up_to_date() {
    let folder = Folder::new();
    let old = Connection::open(folder.file()).unwrap();
    old.execute_batch(MIGRATIONS[0]).unwrap();
    old.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1")).unwrap();
    let p = line(1, SAYS, true);
    old.execute(
        "INSERT INTO captures (id, hash, format, bytes, content) VALUES (1, ?1, 'jsonl', ?2, ?3)",
        (&p.hash, p.bytes as i64, &p.content),
    )
    .unwrap();
    old.execute(
        "INSERT INTO articles (id, capture, origin, path, encoding, text) VALUES (7, 1, '', 'a.jsonl', 'UTF-8', ?1)",
        [SAYS],
    )
    .unwrap();
    old.execute("INSERT INTO blocks VALUES (7, 0, 'paragraph', 0, ?1, 0)", [SAYS.len() as i64]).unwrap();
    drop(old);
    assert!(Library::read(&folder.file(), NOW).unwrap_err().to_string().contains("earlier version"));
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    good(&library);
    assert_eq!(library.search(&query("lock")).unwrap()[0].article, 7);
    let raw = Raw { bytes: library.capture(7).unwrap(), ..Raw::default() };
    assert_eq!(library.known(&raw).unwrap(), [Known { article: 7, line: None, annotated: false }]);
    let added = library.add(&[p]).unwrap();
    assert_eq!(added, [Added { article: 7, new: false, annotated: true }]);
    assert!(count(&library, "quotations") > 0, "annotated now");
    good(&library);
}

#[test]
fn every_table_and_column_is_described() {
    let folder = Folder::new();
    let library = Library::open(&folder.file(), NOW).unwrap();
    let list = |sql: &str| -> Vec<String> {
        library.db.prepare(sql).unwrap().query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let mut tables =
        list("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'articles_fts_%' ORDER BY 1");
    let mut known: Vec<String> = TABLES.iter().map(|t| t.name.to_string()).collect();
    tables.sort();
    known.sort();
    assert_eq!(tables, known);
    for table in TABLES {
        let columns = list(&format!("SELECT name FROM pragma_table_info('{}') ORDER BY cid", table.name));
        assert_eq!(columns, table.columns.iter().map(|c| c.0).collect::<Vec<_>>(), "{}", table.name);
    }
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/library.md");
    let page = std::fs::read_to_string(page).unwrap();
    let made = metadata::markdown();
    assert!(page.contains(&made), "docs/library.md must hold this section:\n{made}");
}

#[test]
fn a_full_disk_loses_nothing_that_was_added() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    library.limit_pages(120).unwrap();
    let mut stands = 0;
    let error = loop {
        let batch: Vec<Prepared> = (0..20).map(|i| line(stands * 20 + i, &SAYS.repeat(20), false)).collect();
        match library.add(&batch) {
            Ok(_) => stands += 1,
            Err(error) => break error,
        }
    };
    assert!(error.is_full() && error.to_string().contains("no room for more"), "{error}");
    assert!(stands > 0);
    assert_eq!(count(&library, "articles") as u64, stands * 20, "whole batches only");
    library.limit_pages(10_000).unwrap();
    good(&library);
    assert!(library.add(&[line(999, SAYS, true)]).unwrap()[0].new);
}

#[test]
fn what_stands_in_the_way_is_named() {
    let folder = Folder::new();
    let file = folder.file();
    assert!(Library::read(&file, NOW).unwrap_err().to_string().contains("no such library"));
    let mut library = Library::open(&file, NOW).unwrap();
    library.add(&[text("a.txt", SAYS)]).unwrap();

    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = library.add(&[text("b.txt", "b")]).unwrap_err();
    assert!(error.is_busy() && error.to_string().contains("another program"), "{error}");
    assert_eq!(Library::read(&file, NOW).unwrap().search(&query("lock")).unwrap().len(), 1, "reading goes on");
    other.execute_batch("COMMIT").unwrap();
    assert!(library.add(&[text("b.txt", "b")]).unwrap()[0].new);

    let mut reader = Library::read(&file, NOW).unwrap();
    let error = reader.add(&[text("c.txt", "c")]).unwrap_err();
    assert!(error.is_read_only() && error.to_string().contains("may not be written"), "{error}");
    assert!(library.article(99).unwrap_err().to_string().contains("no article 99"));

    other.execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(Library::open(&file, NOW).unwrap_err().is_newer());
    assert!(Library::read(&file, NOW).unwrap_err().is_newer());

    let strange = folder.0.join("other.db");
    Connection::open(&strange).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    let prose = folder.0.join("prose.txt");
    std::fs::write(&prose, "This is no database. ".repeat(100)).unwrap();
    for path in [strange, prose] {
        let before = std::fs::read(&path).unwrap();
        for error in [Library::open(&path, NOW).unwrap_err(), Library::read(&path, NOW).unwrap_err()] {
            assert!(error.is_not_a_library() && error.to_string().contains("not a library"), "{error}");
        }
        assert_eq!(std::fs::read(&path).unwrap(), before, "left as it was");
    }
    assert!(Library::open(&folder.0.join("none/news.db"), NOW).unwrap_err().to_string().contains("cannot be opened"));
}

#[test]
fn verify_finds_what_was_changed() {
    for (change, table) in [
        ("UPDATE captures SET hash = replace(hash, substr(hash, 1, 1), 'x')", "captures"),
        ("UPDATE captures SET content = x'00'", "captures"),
        ("UPDATE captures SET bytes = 10000000000000", "captures"),
        ("UPDATE quotations SET \"end\" = 100000", "quotations"),
        ("UPDATE names SET start = \"end\" + 1", "names"),
        ("UPDATE blocks SET start = 1 WHERE n = 0", "blocks"),
        ("DELETE FROM entities WHERE n = 0", "names"),
        ("UPDATE articles SET text = replace(text, 'lock', 'dock')", "articles"),
        ("DROP TRIGGER articles_update; UPDATE articles SET text = replace(text, 'lock', 'dock')", "articles_fts"),
    ] {
        let folder = Folder::new();
        let mut library = Library::open(&folder.file(), NOW).unwrap();
        library.add(&[text("a.txt", SAYS)]).unwrap();
        good(&library);
        library.db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        library.db.execute_batch(change).unwrap();
        let faults = library.verify(|_| ()).unwrap().faults;
        assert!(faults.iter().any(|f| f.table == table), "{change}: {faults:?}");
    }
}

#[test]
fn odd_bytes_are_kept_as_they_are() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let mut state = 1_u64;
    let pieces = [
        "“",
        "”",
        "\"",
        "said ",
        "Ilse Brandt ",
        "é",
        "\r\n\n",
        "\t",
        "‘",
        "’",
        "on Friday ",
        "✖",
        "told ",
        "he ",
        ". ",
        "\u{2}",
        "🙂",
        "das Haus ",
        "sagte ",
    ];
    let mut bytes: Vec<Vec<u8>> = (0..60)
        .map(|_| {
            (0..60)
                .flat_map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    pieces[(state >> 33) as usize % pieces.len()].bytes()
                })
                .collect()
        })
        .collect();
    bytes.extend([b"".to_vec(), b"\xff\xfea\0b\0".to_vec(), b"caf\xe9 \x93quoted\x94".to_vec()]);
    let raws = bytes.iter().enumerate().map(|(i, b)| Raw {
        path: "x.txt".into(),
        origin: format!("/{i}"),
        bytes: b.clone(),
        ..Raw::default()
    });
    let batch: Vec<Prepared> = raws.map(|raw| prepare(raw, true).unwrap()).collect();
    let added = library.add(&batch).unwrap();
    good(&library);
    for (a, b) in added.iter().zip(&bytes) {
        assert_eq!(library.capture(a.article).unwrap(), *b);
    }
}

const HELP: &str = "The lock at Wexcombe was shut on Sunday, and nobody knows for how long it will be.\n\nWhere to get help:\n\n• Harbour \
    Rest: 0800 427 268 (0800 HARBOUR), available 24/7\n\n• https://www.harbour-rest.example/talk\n\n• Call or text 1737";

fn numbers(library: &Library, words: &str) -> Vec<(i64, i64)> {
    let query = NoticeQuery { words: words.into(), limit: 10, ..NoticeQuery::default() };
    library.notices(&query).unwrap().iter().map(|hit| (hit.article, hit.notice)).collect()
}

#[test]
fn notices_are_found_by_words_and_by_numbers_however_they_are_spaced() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    library.add(&[line(1, SAYS, true), line(2, HELP, true)]).unwrap();
    good(&library);
    for words in [
        "harbour rest",
        "0800 427 268",
        "0800-427268",
        "(0800) 427 268",
        "0800 HARBOUR",
        "427268",
        "1737",
        "HARBOUR-REST.example",
    ] {
        assert_eq!(numbers(&library, words), [(2, 0)], "{words}");
    }
    for words in ["lock", "0800 427 269", "1738", "harbour wexcombe"] {
        assert_eq!(numbers(&library, words), [], "{words}");
    }
    assert!(library.notices(&NoticeQuery { words: "… -".into(), limit: 10, ..NoticeQuery::default() }).is_err());
    let record = library.article(2).unwrap();
    let list = |table: &str| record[table].as_array().unwrap().clone();
    assert_eq!(
        (list("notices").len(), list("services").len(), list("contacts").len(), list("hours").len()),
        (1, 3, 3, 1)
    );
    assert_eq!(list("services")[1]["part_of"], 0);
    assert_eq!(list("contacts")[0]["text"], "0800 427 268 (0800 HARBOUR)");
    assert_eq!(list("contacts")[2]["kinds"], "call text");
    assert_eq!(list("hours")[0]["opening"], "24/7");
    for (table, from, to, said) in [
        ("contacts", "number_start", "number_end", "0800 427 268"),
        ("contacts", "other_start", "other_end", "0800 HARBOUR"),
        ("services", "organisation_start", "organisation_end", "Harbour Rest"),
        ("notices", "label_start", "label_end", "Where to get help:"),
    ] {
        let row = &list(table)[0];
        let at = |field: &str| row[field].as_u64().unwrap() as usize;
        assert_eq!(&HELP[at(from)..at(to)], said);
    }
    library.sql(|db| db.execute("UPDATE contacts SET \"end\" = 100000", [])).unwrap();
    let check = library.verify(|_| {}).unwrap();
    assert!(check.faults.iter().any(|f| f.table == "contacts"), "{:?}", check.faults);
}

#[test]
fn an_article_of_an_earlier_annotation_gets_its_notices_when_it_comes_again() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    library.add(&[line(1, HELP, true)]).unwrap();
    let quotations = count(&library, "quotations");
    // As schema 5 left it.
    library
        .sql(|db| {
            db.execute_batch(
                "DELETE FROM hours; DELETE FROM contacts; DELETE FROM services; DELETE FROM notices; UPDATE articles SET annotated = 1",
            )
        })
        .unwrap();
    assert_eq!(numbers(&library, "1737"), []);
    let added = library.add(&[line(1, HELP, true)]).unwrap();
    assert!(!added[0].new && added[0].annotated);
    assert_eq!((numbers(&library, "1737"), count(&library, "quotations")), (vec![(1, 0)], quotations));
    assert!(!library.add(&[line(1, HELP, true)]).unwrap()[0].annotated);
    good(&library);
}
