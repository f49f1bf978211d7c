//! Every export leads back: bytes, code points and words of each place agree in every format, whatever went in.

mod told;

use super::generate::{self, Source};
use super::laws;
use super::properties::for_all;
use serde_json::Value;
use std::collections::BTreeSet;
use variorum::article::Article;
use variorum::ingest;
use variorum::story::edition::edition;
use variorum::story::export::table::{Cell, Column, ColumnKind, PLACE, TABLES};
use variorum::story::export::{Export, Format, cited, unguarded, xml_clean};
use variorum::story::record::EditionRecord;
use variorum::story::verify::{Citations, recheck};

fn articles(files: &[Source]) -> Vec<Article> {
    files.iter().flat_map(|f| ingest::read(&f.path, f.bytes.clone()).captures).map(Article::read).collect()
}

/// The files of a format with their names; none for Parquet, which the library does not write.
fn written(export: &Export<'_>, format: Format) -> Vec<(String, Vec<u8>)> {
    if format == Format::Parquet {
        return Vec::new();
    }
    let mut out = Vec::new();
    if let Some(name) = format.file() {
        let mut bytes = Vec::new();
        export.write(format, &mut bytes).expect("memory takes it");
        out.push((name.to_string(), bytes));
    }
    for part in export.parts(format) {
        let mut bytes = Vec::new();
        export.write_part(&part, &mut bytes).expect("memory takes it");
        out.push((part.name, bytes));
    }
    out
}

/// What all files of a format say of places.
fn said(files: &[(String, Vec<u8>)]) -> Citations<'static> {
    let mut out = Citations::default();
    for (name, bytes) in files {
        out.extend(cited(name, bytes).unwrap_or_else(|e| panic!("{e}")));
    }
    out
}

fn exports_lead_back(files: &[Source]) {
    let given = articles(files);
    if given.is_empty() {
        return;
    }
    let record = EditionRecord::of(&edition(laws::reports(files)));
    let export = Export::new(&record, &given).unwrap_or_else(|lost| panic!("{lost:?}"));
    // The first letter of the first rendering, to be changed below.
    let first = record.utterances.first().and_then(|u| u.readings.first()?.places.first());
    let mut changed = given.clone();
    if let Some(p) = first {
        let hit = record.articles.iter().position(|a| a.siglum == p.siglum).expect("a siglum of a report");
        let spoiled = ingest::read("x.txt", b"Something else stands here now.".to_vec()).captures.remove(0);
        let (path, line) = (changed[hit].path.clone(), changed[hit].line);
        changed[hit] = Article { path, line, ..Article::read(spoiled) };
    }
    for format in Format::ALL {
        let files = written(&export, format);
        assert_eq!(files, written(&export, format), "{}: not the same bytes twice", format.name());
        let found = recheck(said(&files), &given);
        let lost: Vec<_> = found.lost.iter().take(3).collect();
        assert!(found.holds(), "{}: {lost:#?} {:?}", format.name(), found.missing);
        if first.is_some() && format != Format::Parquet {
            assert!(found.checked > 0, "{}: nothing was checked", format.name());
            let again = recheck(said(&files), &changed);
            assert!(!again.lost.is_empty(), "{}: another report in its place went unnoticed", format.name());
        }
        for (name, bytes) in &files {
            if name.ends_with(".json") || name.ends_with(".jsonld") {
                serde_json::from_slice::<Value>(bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
            }
        }
    }
    tables_are_whole(&export);
    told::tables_tell_all(&export, &record);
    witnesses_read_back(&export, &record);
    tei_is_well_formed(&export, &record);
}

/// Cells fit their columns, and comma-separated values give them back.
fn tables_are_whole(export: &Export<'_>) {
    for (part, table) in export.parts(Format::Csv).iter().zip(TABLES) {
        let columns: Vec<_> = table.columns().collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        let taken = table.rows(export, &mut |cells| {
            assert_eq!(cells.len(), columns.len(), "{}", table.name);
            let cell = |(cell, kind): (&Cell<'_>, ColumnKind)| match (cell, kind) {
                (Cell::Null, _) => String::new(),
                (Cell::Text(t), ColumnKind::Text) => t.to_string(),
                (Cell::Int(n), ColumnKind::Int) => n.to_string(),
                (Cell::Bool(b), ColumnKind::Bool) => b.to_string(),
                (cell, kind) => panic!("{}: {cell:?} in a column of {kind:?}", table.name),
            };
            rows.push(cells.iter().zip(columns.iter().map(|c| c.kind)).map(cell).collect());
            Ok(())
        });
        taken.expect("memory takes it");
        let mut bytes = Vec::new();
        export.write_part(part, &mut bytes).expect("memory takes it");
        let mut reader = csv::ReaderBuilder::new().from_reader(&bytes[..]);
        let names: Vec<&str> = columns.iter().map(|c| c.name).collect();
        assert_eq!(reader.headers().expect("a line of names"), &names[..]);
        let back: Vec<Vec<String>> =
            reader.records().map(|r| r.expect("a record").iter().map(|c| unguarded(c).to_string()).collect()).collect();
        assert_eq!(back, rows, "{}", table.name);
    }
}

/// The tokens of a witness give its rendering letter by letter, in the list and in the table.
fn witnesses_read_back(export: &Export<'_>, record: &EditionRecord) {
    let texts = record.utterances.iter().chain(&record.passages);
    let files = written(export, Format::CollateX);
    for (text, pair) in texts.zip(files.chunks(2)) {
        let json = |i: usize| serde_json::from_slice::<Value>(&pair[i].1).expect("JSON");
        let (witnesses, table) = (json(0), json(1));
        let width = table["table"][0].as_array().expect("a row").len();
        for (n, reading) in text.readings.iter().enumerate() {
            let wanted: Vec<&str> = reading.places.iter().flat_map(|p| p.text.split_whitespace()).collect();
            let joined = |tokens: Vec<&Value>| -> String { tokens.iter().filter_map(|t| t["t"].as_str()).collect() };
            let list = joined(witnesses["witnesses"][n]["tokens"].as_array().expect("tokens").iter().collect());
            assert_eq!(list.split_whitespace().collect::<Vec<_>>(), wanted, "{} {}", text.id, reading.siglum);
            let row = table["table"][n].as_array().expect("a row");
            assert_eq!(row.len(), width, "a row of another width");
            let cells = row.iter().filter_map(Value::as_array).flatten().collect();
            assert_eq!(joined(cells), list, "{}: the table has {} in another order", text.id, reading.siglum);
        }
        let empty = |c: usize| (0..text.readings.len()).all(|n| table["table"][n][c].is_null());
        assert!((0..width).all(|c| !empty(c)), "{}: a column nobody has", text.id);
    }
}

/// Every pointer inside the file has something to point at, and the fullest text stands in it.
fn tei_is_well_formed(export: &Export<'_>, record: &EditionRecord) {
    let bytes = written(export, Format::Tei).remove(0).1;
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let (mut ids, mut pointers, mut words, mut depth) = (BTreeSet::new(), Vec::new(), Vec::new(), 0);
    loop {
        use quick_xml::events::Event;
        let event = reader.read_event().unwrap_or_else(|e| panic!("{e}"));
        let opens = matches!(event, Event::Start(_));
        match event {
            Event::Eof => break,
            Event::Start(e) | Event::Empty(e) => {
                for a in e.attributes() {
                    let a = a.expect("a whole attribute");
                    let value = a.unescape_value().expect("an attribute in UTF-8").into_owned();
                    match a.key.as_ref() {
                        b"xml:id" => assert!(ids.insert(value.clone()), "{value} twice"),
                        b"from" | b"to" | b"wit" | b"corresp" => pointers.extend(value.split(' ').map(str::to_string)),
                        b"target" if value.starts_with('#') => pointers.push(value),
                        _ => {}
                    }
                }
                depth += i32::from(opens);
                if opens && e.name().as_ref() == b"ab" {
                    words.push(String::new());
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(t) => {
                if let Some(w) = words.last_mut() {
                    w.push_str(&t.decode().expect("UTF-8"));
                }
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    let missing: Vec<&String> = pointers.iter().filter(|p| !p[1..].is_empty() && !ids.contains(&p[1..])).collect();
    assert!(missing.is_empty(), "nothing has the ids {missing:?}");
    assert_eq!(words.len(), record.utterances.len() + record.passages.len());
    assert!(text.chars().all(|c| xml_clean(&c.to_string()) == c.to_string()), "a character that XML cannot hold");
}

#[test]
fn exports_of_any_story_lead_back() {
    for_all(250, generate::any_story, exports_lead_back);
}

fn source(path: &str, text: impl AsRef<[u8]>) -> Source {
    Source { path: path.into(), bytes: text.as_ref().to_vec() }
}

#[test]
fn odd_characters_keep_their_places() {
    let said = "I saw 👩‍👩‍👧 and e\u{301}clairs ]]> & <b>=1+1</b> \u{1b}[31m \u{202e}مرحبا\u{202c} there, twice over";
    let a = format!("=cmd|' /C calc'!A0 reported it.\n\n“{said},” Mara Holt said on Monday.\n\n@home +1 -2\n");
    let b = format!("🙂 First.\r\n\r\nHolt said: “{}.”\r\n", said.replace("twice", "once"));
    let line = serde_json::json!({"text": a, "id": "é | [x](y) `z`", "title": "A <i>title</i> --> *x*", "source": "The “Echo”)"});
    exports_lead_back(&[
        source("a--> b|c.txt", a.replace("\u{1b}", "\0")),
        source("b.txt", b),
        source("c.jsonl", line.to_string() + "\n"),
    ]);
    let pages = [source(
        "u16.txt",
        [0xff, 0xfe].into_iter().chain(a.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<_>>(),
    )];
    exports_lead_back(&[&pages[..], &[source("a.txt", &a)]].concat());
}

#[test]
fn nothing_one_and_long_lines_go_out_too() {
    exports_lead_back(&[source("empty.txt", "")]);
    exports_lead_back(&[source("one.txt", "“It was a cold night,” said Mara Holt.\n")]);
    let long = "the ferry was late and ".repeat(20_000);
    exports_lead_back(&[source("a.txt", format!("“{long}so on,” said Mara Holt.\n")), source("b.txt", "“So on.”\n")]);
}

#[test]
fn two_hundred_reports_go_out() {
    let report = |n: usize| {
        let word = ["cold", "bitter", "freezing"][n % 3];
        source(
            &format!("{n}.txt"),
            format!("Report {n}.\n\n“It was a {word} night and nobody slept at all,” said Mara Holt.\n"),
        )
    };
    exports_lead_back(&(0..200).map(report).collect::<Vec<_>>());
}

#[test]
fn an_edition_that_is_lost_does_not_go_out() {
    let files =
        [source("a.txt", "“It was a cold night,” said Mara Holt.\n"), source("b.txt", "“It was a cold night.”\n")];
    let record = EditionRecord::of(&edition(laws::reports(&files)));
    let given = articles(&files);
    assert_eq!(Export::new(&record, &given[..1]).expect_err("b.txt is missing").missing.len(), 1);
    let other = articles(&[source("a.txt", "“It was a bold night,” said Mara Holt.\n"), files[1].clone()]);
    assert!(!Export::new(&record, &other).expect_err("a word is another").lost.is_empty());
}

#[test]
fn what_is_no_export_is_named() {
    for bad in [
        "",
        "Some text.",
        "{}",
        "[]",
        "[1]",
        "{\"table\":1",
        "<html></html>",
        "<TEI><ref target=\"x\">",
        "a,b\n1,2\n",
        "siglum,start,end,text\nA,x,2,a\n",
    ] {
        let error = cited("bad.txt", bad.as_bytes()).expect_err(bad);
        assert!(error.is_edition() && error.to_string().starts_with("bad.txt: "), "{error}");
    }
    assert!(cited("bad.txt", b"\xff\xfe").expect_err("no UTF-8").to_string().contains("not UTF-8 at byte 0"));
}

#[test]
fn every_column_is_named_once_and_told() {
    let mut tables = BTreeSet::new();
    for table in TABLES {
        assert!(tables.insert(table.name), "{} twice", table.name);
        let mut columns = BTreeSet::new();
        for column in table.columns() {
            assert!(columns.insert(column.name), "{}.{} twice", table.name, column.name);
            assert!(column.doc.len() > 5, "{}.{}", table.name, column.name);
        }
    }
    assert_eq!(PLACE[0].name, "siglum");
}

/// The tables as a section of the page.
fn section() -> String {
    let kind = |k: ColumnKind| match k {
        ColumnKind::Text => "text",
        ColumnKind::Int => "number",
        ColumnKind::Bool => "true or false",
    };
    let rows = |columns: &[&Column]| -> String {
        let row = |c: &&Column| format!("| `{}` | {} | {} |\n", c.name, kind(c.kind), c.doc);
        "| column | | what it holds |\n|---|---|---|\n".to_string() + &columns.iter().map(row).collect::<String>()
    };
    let mut out = format!("### The place of a row\n\n{}", rows(&PLACE.iter().collect::<Vec<_>>()));
    for table in TABLES {
        let all: Vec<&Column> = table.columns().collect();
        let own: Vec<&Column> = all.iter().copied().filter(|c| PLACE.iter().all(|p| p.name != c.name)).collect();
        let place = if own.len() < all.len() { ", and its place" } else { "" };
        out.push_str(&format!("\n### `{}`\n\nA row is {}{place}.\n\n{}", table.name, table.doc, rows(&own)));
    }
    out
}

#[test]
fn the_page_tells_every_column() {
    let page =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/exports.md")).expect("the page");
    let made = section();
    assert!(page.contains(&made), "docs/exports.md must hold this section:\n{made}");
    for format in Format::ALL {
        assert!(page.contains(&format!("`{}`", format.name())), "docs/exports.md does not tell of {}", format.name());
        if let Some(file) = format.file() {
            assert!(page.contains(file), "docs/exports.md does not tell of {file}");
        }
    }
}
