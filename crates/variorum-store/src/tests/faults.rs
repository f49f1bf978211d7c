//! Faults that were found in use.

use super::{Folder, NOW, SAYS, good, query};
use crate::Library;
use crate::prepare::{Prepared, Raw, prepare};

fn json(line: &str) -> Prepared {
    let raw = Raw { path: "-".into(), line: Some(1), bytes: line.as_bytes().to_vec(), ..Raw::default() };
    prepare(raw, true).unwrap()
}

#[test]
fn what_is_exported_comes_back_with_authors_section_and_time() {
    let page = "<html><head><title>Fog at the gate</title><meta name=\"author\" content=\"Ilse Brandt\">\
                <script type=\"application/ld+json\">\
                {\"@type\":\"NewsArticle\",\"headline\":\"Fog at the gate\",\"articleSection\":\"Harbour\"}</script></head><body><article><h1>Fog at the gate</h1>\
                <p>The lock gate stays shut all day, said the harbour master on Friday.</p></article></body></html>";
    let (from, to) = (Folder::new(), Folder::new());
    let mut first = Library::open(&from.file(), NOW).unwrap();
    for day in [1, 2] {
        let when = format!("2031-02-0{day}T08:00:00Z");
        let bytes = page.replace("all day", &format!("for {day} days")).into_bytes();
        first.take(Raw::fetched("https://a.example/1", Some("text/html"), &when, bytes), true).unwrap();
    }
    let mut second = Library::open(&to.file(), NOW).unwrap();
    // Also the other way round: what counts is when it was captured.
    for id in [2, 1] {
        second.add(&[json(&first.article(id).unwrap().to_string())]).unwrap();
    }
    for (id, was) in [(2, 1), (1, 2)] {
        let (is, was) = (second.article(id).unwrap(), first.article(was).unwrap());
        for field in ["authors", "section", "captured", "title", "url", "text"] {
            assert_eq!(is[field], was[field], "{field}");
        }
        assert_eq!((&is["authors"][0], &is["section"]), (&"Ilse Brandt".into(), &"Harbour".into()));
    }
    assert_eq!(second.versions(1).unwrap().iter().map(|v| v.article).collect::<Vec<_>>(), [2, 1]);
    good(&second);
}

#[test]
fn what_is_no_time_is_not_taken_for_one() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    for odd in ["yesterday", "2031-02-01", "2031-02-01T08:00:00+01:00", "2031-02-01T08:00:00.Z", "é"] {
        let text = serde_json::Value::from(format!("{SAYS} {odd}"));
        let line = format!("{{\"text\":{text},\"captured\":\"{odd}\",\"authors\":[1,null,\"\"],\"section\":7}}");
        let added = library.add(&[json(&line)]).unwrap();
        let article = library.article(added[0].article).unwrap();
        assert_ne!(article["captured"], odd);
        assert_eq!((article["authors"].as_array().unwrap().len(), article["section"].is_null()), (0, true));
    }
}

#[test]
fn every_entry_of_a_feed_is_known_also_those_of_an_earlier_state() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let item = |n: u32| {
        format!(
            "<item><title>Report {n}</title><link>https://a.example/{n}</link><description>{SAYS}</description></item>"
        )
    };
    let feed = |items: &[u32]| {
        let items: String = items.iter().map(|n| item(*n)).collect();
        let bytes = format!("<rss version=\"2.0\"><channel><title>Lantern</title>{items}</channel></rss>").into_bytes();
        Raw { path: "feed.xml".into(), origin: "/feed.xml".into(), bytes, ..Raw::default() }
    };
    assert_eq!(library.take(feed(&[1]), true).unwrap().articles.len(), 1);
    assert_eq!(library.known(&feed(&[2, 1])).unwrap(), []);
    assert_eq!(library.take(feed(&[2, 1]), true).unwrap().articles.iter().filter(|a| a.new).count(), 1);
    let known = library.known(&feed(&[2, 1])).unwrap();
    assert_eq!(known.iter().map(|k| k.article).collect::<Vec<_>>(), [2, 1]);
    assert!(library.take(feed(&[2, 1]), true).unwrap().articles.iter().all(|a| !a.new && !a.annotated));
    good(&library);
}

#[test]
fn only_an_empty_library_that_nobody_else_has_open_is_removed() {
    let folder = Folder::new();
    let file = folder.file();
    let library = Library::open(&file, NOW).unwrap();
    let other = Library::read(&file, NOW).unwrap();
    assert!(!library.remove_if_empty() && file.exists());
    drop(other);
    assert!(Library::open(&file, NOW).unwrap().remove_if_empty());
    assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 0, "the log beside it too");
    let mut library = Library::open(&file, NOW).unwrap();
    library.add(&[json("{\"text\":\"Fog.\"}")]).unwrap();
    assert!(!library.remove_if_empty());
    good(&Library::open(&file, NOW).unwrap());
}

#[test]
fn verify_names_the_article_in_plain_words_and_goes_on() {
    let record = format!(
        "{{\"url\":\"https://a.example/1\",\"source\":\"The Lantern\",\"date\":\"2031-02-01\",\"title\":\"Fog\",\"text\":{}}}",
        serde_json::Value::from(SAYS)
    );
    let page = "<html><head><title>Fog</title></head><body><article><h1>Fog</h1><p>The lock gate stays shut all day, said \
                the harbour master on Friday.</p></article></body></html>";
    let drop = "DROP TRIGGER articles_update; ";
    for (change, expected) in [
        ("UPDATE articles SET text = CAST(x'ff41ff' AS TEXT) WHERE id = 1", "article 1: its text is not UTF-8"),
        ("UPDATE articles SET title = 'Mist' WHERE id = 1", "article 1: its title is “Mist”, its capture says “Fog”"),
        ("UPDATE articles SET url = 'https://a.example/9' WHERE id = 2", "article 2: its url is “https://a.example/9”"),
        ("UPDATE articles SET outlet = NULL WHERE id = 1", "article 1: its outlet is nothing"),
        ("UPDATE articles SET published = '2030' WHERE id = 1", "article 1: its published is “2030”"),
        ("UPDATE names SET start = 9, \"end\" = -4", "article 1, names: from byte 9 to -4 is no stretch of the text"),
        ("UPDATE names SET start = 'x'", "article 1, names: from byte -1 to "),
        ("UPDATE captures SET hash = CAST(x'ff' AS TEXT) WHERE id = 2", "capture 2: its bytes do not have its hash"),
    ] {
        let folder = Folder::new();
        let mut library = Library::open(&folder.file(), NOW).unwrap();
        library.add(&[json(&record)]).unwrap();
        let raw = Raw::fetched("https://a.example/2", Some("text/html"), "2031-02-01T08:00:00Z", page.into());
        assert!(library.take(raw, true).unwrap().articles[0].new);
        good(&library);
        library.db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        library.db.execute_batch(&format!("{drop}{change}")).unwrap();
        let check = library.verify(|_| ()).unwrap();
        let told: Vec<String> = check.faults.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|f| f.starts_with(expected)), "{change}: {told:?}");
        assert!(check.articles >= 2 && !told.iter().any(|f| f.contains("Some(")), "{told:?}");
    }
}

#[test]
fn an_index_that_lost_a_row_is_told_with_its_table() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    library.add(&[json("{\"text\":\"Fog.\",\"url\":\"https://a.example/1\"}")]).unwrap();
    let fault = crate::verify::plain(&library.db, "row 1 missing from index articles_url").unwrap();
    assert!(
        fault.to_string().starts_with("articles, row 1") || fault.to_string().starts_with("article 1: is not found")
    );
    let fault = crate::verify::plain(&library.db, "row 3 missing from index quotations_speaker").unwrap();
    assert!(fault.to_string().starts_with("quotations: a row is not found by the index quotations_speaker"), "{fault}");
    let fault = crate::verify::plain(&library.db, "Tree 7 page 9: btreeInitPage() returns error code 11").unwrap();
    assert!(fault.to_string().starts_with("the file: its structure is damaged (Tree 7"), "{fault}");
}

#[test]
fn an_error_is_said_once_and_names_what_is_at_fault() {
    use std::error::Error as _;
    let folder = Folder::new();
    let library = Library::open(&folder.file(), NOW).unwrap();
    for words in ["…".to_string(), "fog ".repeat(5000)] {
        let Err(error) = library.search(&query(&words)) else { continue };
        let told = error.to_string();
        assert!(told.starts_with("cannot search for “") && !told.contains("news.db") && told.len() < 300, "{told}");
        assert!(error.source().is_none());
    }
    let path = folder.file().parent().unwrap().to_path_buf();
    for error in [Library::read(&path, NOW).unwrap_err(), Library::open(&path, NOW).unwrap_err()] {
        assert!(error.to_string().ends_with("is a folder; name the file of a library"), "{error}");
        assert!(error.source().is_none());
    }
}
