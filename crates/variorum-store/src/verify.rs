//! The re-check of a library: every hash, every span, every row another one points at, the index.

use crate::error::Error;
use crate::export::unpack;
use crate::library::Library;
use crate::prepare::{Form, READER, hash};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Statement};
use std::fmt;
use variorum::span::Span;
use variorum_read::Intake;

/// What a re-check gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// How many captures were looked at.
    pub captures: u64,
    /// How many articles were looked at, each with its rows.
    pub articles: u64,
    /// How many articles an earlier version read from their captures in other words than this one does.
    pub otherwise: u64,
    /// Whether the full-text index was checked, which takes a file that may be written.
    pub index: bool,
    /// What does not hold.
    pub faults: Vec<Fault>,
}

/// Something in a library that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The table it is in; empty where it is about the whole file.
    pub table: String,
    /// The row: `captures.id`, else the article's number; 0 where it is about the whole table or file.
    pub row: i64,
    /// What is wrong, one sentence.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.table.as_str(), self.row) {
            ("", _) => write!(f, "the file: ")?,
            ("captures", row) => write!(f, "capture {row}: ")?,
            ("articles", row) => write!(f, "article {row}: ")?,
            (table, 0) => write!(f, "{table}: ")?,
            (table, row) if SPANS.iter().any(|(beside, _)| *beside == table) => write!(f, "article {row}, {table}: ")?,
            (table, row) => write!(f, "{table}, row {row}: ")?,
        }
        f.write_str(&self.message)
    }
}

/// The tables beside an article and the pairs of columns that are spans of its text.
const SPANS: &[(&str, &[(&str, &str)])] = &[
    ("blocks", &[("start", "end")]),
    ("notes", &[("start", "end")]),
    ("names", &[("start", "end")]),
    ("times", &[("start", "end")]),
    (
        "quotations",
        &[
            ("start", "end"),
            ("cue_start", "cue_end"),
            ("speaker_start", "speaker_end"),
            ("addressee_start", "addressee_end"),
        ],
    ),
    ("notices", &[("start", "end"), ("label_start", "label_end")]),
    ("services", &[("start", "end"), ("organisation_start", "organisation_end")]),
    (
        "contacts",
        &[
            ("start", "end"),
            ("number_start", "number_end"),
            ("other_start", "other_end"),
            ("keyword_start", "keyword_end"),
        ],
    ),
    ("hours", &[("start", "end")]),
];

impl Library {
    /// Checks the file's own structure, that every capture has its hash, that every article's text, and what stands
    /// beside it in the capture (title, address, outlet, dates, language), is what is read from its capture, so that each
    /// of its words leads back to captured bytes, that every span lies on characters
    /// of its article's text and blocks tile it, that no row points at one that is not there, and the full-text index
    /// against the texts. `progress` is told now and then how many rows were looked at.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn verify(&self, mut progress: impl FnMut(u64)) -> Result<Check, Error> {
        let mut faults = Vec::new();
        self.sql(|db| structure(db, &mut faults))?;
        let mut seen = 0;
        let mut otherwise = 0;
        let captures =
            self.sql(|db| captures(db, &mut faults, &mut otherwise, &mut || step(&mut seen, &mut progress)))?;
        let articles = self.sql(|db| articles(db, &mut faults, &mut || step(&mut seen, &mut progress)))?;
        let index = self.sql(|db| index(db, &mut faults))?;
        Ok(Check { captures, articles, otherwise, index, faults })
    }
}

fn step(seen: &mut u64, progress: &mut impl FnMut(u64)) {
    *seen += 1;
    if seen.is_multiple_of(256) {
        progress(*seen);
    }
}

fn fault(table: &str, row: i64, message: impl Into<String>) -> Fault {
    Fault { table: table.into(), row, message: message.into() }
}

fn structure(db: &Connection, faults: &mut Vec<Fault>) -> rusqlite::Result<()> {
    let mut check = db.prepare("PRAGMA integrity_check(20)")?;
    for line in check.query_map([], |r| r.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            faults.push(plain(db, &line)?);
        }
    }
    let mut check = db.prepare("PRAGMA foreign_key_check")?;
    let rows =
        check.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<i64>>(1)?, r.get::<_, String>(2)?)))?;
    for row in rows {
        let (table, row, parent) = row?;
        faults.push(fault(&table, row.unwrap_or(0), format!("points at a row of {parent} that is not there")));
    }
    Ok(())
}

/// What SQLite says of the structure, in plain words where it is an entry of an index.
pub(crate) fn plain(db: &Connection, line: &str) -> rusqlite::Result<Fault> {
    let entry = line.strip_prefix("row ").and_then(|rest| rest.split_once(" missing from index "));
    let Some((row, index)) = entry.and_then(|(row, index)| Some((row.parse().ok()?, index))) else {
        return Ok(fault(
            "",
            0,
            format!("its structure is damaged ({line}); restore a copy, or save what can be read"),
        ));
    };
    let find = "SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND name = ?1";
    let table: Option<String> = db.query_row(find, [index], |r| r.get(0)).optional()?;
    let message = format!("is not found by the index {index}; `sqlite3 FILE 'REINDEX {index}'` makes it anew");
    Ok(match table {
        // Rows of tables without numbers of their own are counted from the beginning, which names nothing.
        Some(table) if SPANS.iter().any(|(beside, _)| *beside == table) || table == "entities" => {
            fault(&table, 0, format!("a row {message}"))
        }
        Some(table) => fault(&table, row, message),
        None => fault("", 0, format!("row {row} {message}")),
    })
}

/// The words of a column whatever is in it, and nothing where it is empty.
fn lossy(r: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(match r.get_ref(column)? {
        ValueRef::Null => None,
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Integer(n) => Some(n.to_string()),
        ValueRef::Real(x) => Some(x.to_string()),
    })
}

/// A column that ought to be a number or empty; what is neither is a number that nothing has.
fn whole(r: &Row<'_>, column: usize) -> rusqlite::Result<Option<i64>> {
    Ok(match r.get_ref(column)? {
        ValueRef::Null => None,
        ValueRef::Integer(n) => Some(n),
        _ => Some(-1),
    })
}

fn captures(
    db: &Connection,
    faults: &mut Vec<Fault>,
    otherwise: &mut u64,
    step: &mut impl FnMut(),
) -> rusqlite::Result<u64> {
    let mut find = db.prepare("SELECT id, hash, bytes, content FROM captures ORDER BY id")?;
    let mut texts = db.prepare(
        "SELECT id, origin, path, media, reader, text, captured, title, url, outlet, published, modified, lang \
             FROM articles WHERE capture = ?1 ORDER BY origin, id",
    )?;
    let mut rows = find.query([])?;
    let mut n = 0;
    while let Some(r) = rows.next()? {
        let (id, stated, bytes) = (r.get(0)?, lossy(r, 1)?.unwrap_or_default(), whole(r, 2)?.unwrap_or(-1));
        match unpack(r.get_ref(3)?.as_blob().unwrap_or(&[]), bytes) {
            Ok(content) if content.len() as i64 != bytes => {
                faults.push(fault("captures", id, format!("has {} bytes, not {bytes}", content.len())));
            }
            Ok(content) if hash(&content) != stated => {
                faults.push(fault("captures", id, "its bytes do not have its hash"));
            }
            Ok(content) => again(&mut texts, id, &content, faults, otherwise)?,
            Err(why) => faults.push(fault("captures", id, format!("cannot be unpacked: {why}"))),
        }
        n += 1;
        step();
    }
    Ok(n)
}

/// Reads a capture again and compares the texts, and what is said beside them.
fn again(
    texts: &mut Statement<'_>,
    capture: i64,
    content: &[u8],
    faults: &mut Vec<Fault>,
    otherwise: &mut u64,
) -> rusqlite::Result<()> {
    let mut rows = texts.query([capture])?;
    // The articles of a file of several stand side by side, and the file is read once for all.
    let mut several: Option<Intake> = None;
    while let Some(r) = rows.next()? {
        let (article, origin, path) =
            (r.get::<_, i64>(0)?, lossy(r, 1)?.unwrap_or_default(), lossy(r, 2)?.unwrap_or_default());
        let (media, reader) = (lossy(r, 3)?, lossy(r, 4)?);
        // Where it was fetched, which decides on its address and more.
        let url = [&origin, &path].into_iter().find(|from| from.contains("://")).map(String::as_str);
        // The address of a file of several in an archive is not kept.
        let unknown = url.is_none() && origin.starts_with('#') && r.get_ref(6)? != ValueRef::Null;
        let read = || {
            let form = Form::of(&path, &origin, content, media.as_deref());
            form.read(&path, content.to_vec(), media.as_deref(), url)
        };
        let single;
        let report = match origin.strip_prefix('#').and_then(|n| n.parse::<usize>().ok()) {
            Some(n) => several.get_or_insert_with(read).reports.get(n.wrapping_sub(1)),
            None => {
                single = read();
                single.reports.first()
            }
        };
        // What is no UTF-8 is told with the rows.
        let Ok(text) = r.get_ref(5)?.as_str() else { continue };
        let Some(report) = report.filter(|report| report.article.text.as_str() == text) else {
            if reader.as_deref() == Some(READER) {
                faults.push(fault("articles", article, "its text is not what is read from its capture"));
            } else {
                *otherwise += 1;
            }
            continue;
        };
        if reader.as_deref() != Some(READER) {
            continue;
        }
        let meta = &report.article.meta;
        let beside = [
            ("title", &meta.title),
            ("url", &meta.url),
            ("outlet", &meta.outlet),
            ("published", &meta.date),
            ("modified", &meta.modified),
            ("lang", &meta.lang),
        ];
        for (n, (name, read)) in beside.into_iter().enumerate() {
            // A language that is not stated is told by the words; an address that is not may have come from outside.
            if unknown && name != "title" || read.is_none() && matches!(name, "lang" | "url") {
                continue;
            }
            let stated = lossy(r, 7 + n)?;
            if stated != *read {
                let words = |x: &Option<String>| x.as_ref().map_or("nothing".into(), |x| format!("“{x}”"));
                let message = format!("its {name} is {}, its capture says {}", words(&stated), words(read));
                faults.push(fault("articles", article, message));
            }
        }
    }
    Ok(())
}

fn articles(db: &Connection, faults: &mut Vec<Fault>, step: &mut impl FnMut()) -> rusqlite::Result<u64> {
    let mut find = db.prepare("SELECT id, text FROM articles ORDER BY id")?;
    let mut beside = Vec::new();
    for (table, pairs) in SPANS {
        let list: Vec<String> = pairs.iter().map(|(a, b)| format!("\"{a}\", \"{b}\"")).collect();
        let list = list.join(", ");
        beside.push((
            *table,
            pairs.len(),
            db.prepare(&format!("SELECT {list} FROM {table} WHERE article = ?1 ORDER BY n"))?,
        ));
    }
    let mut rows = find.query([])?;
    let mut n = 0;
    while let Some(r) = rows.next()? {
        n += 1;
        step();
        let id: i64 = r.get(0)?;
        let Ok(text) = r.get_ref(1)?.as_str() else {
            faults.push(fault("articles", id, "its text is not UTF-8, so that no place in it can be checked"));
            continue;
        };
        for (table, pairs, statement) in &mut beside {
            let mut rows = statement.query([id])?;
            let mut tiled = 0;
            while let Some(r) = rows.next()? {
                for i in 0..*pairs {
                    let (start, end) = (whole(r, 2 * i)?, whole(r, 2 * i + 1)?);
                    if !holds(text, start, end) {
                        let message = format!("from byte {} to {} is no stretch of the text", place(start), place(end));
                        faults.push(fault(table, id, message));
                    }
                    if *table == "blocks" && start != Some(tiled) {
                        let message = format!("a block begins at byte {}, not at {tiled}", place(start));
                        faults.push(fault(table, id, message));
                    }
                    tiled = end.unwrap_or(tiled);
                }
            }
            if *table == "blocks" && tiled != text.len() as i64 {
                faults.push(fault(table, id, format!("the blocks end at byte {tiled}, the text at {}", text.len())));
            }
        }
    }
    Ok(n)
}

/// A place in words.
fn place(at: Option<i64>) -> String {
    at.map_or("nowhere".into(), |at| at.to_string())
}

fn holds(text: &str, start: Option<i64>, end: Option<i64>) -> bool {
    match (start, end) {
        (None, None) => true,
        (Some(start), Some(end)) => {
            let span = u32::try_from(start).ok().zip(u32::try_from(end).ok()).filter(|(s, e)| s <= e);
            span.is_some_and(|(s, e)| text.get(Span::new(s, e).range()).is_some())
        }
        _ => false,
    }
}

/// Puts the full-text index to its own check against the texts. It is an INSERT that writes nothing, but may not be run
/// where nothing may be written; then it gives `false`.
fn index(db: &Connection, faults: &mut Vec<Fault>) -> rusqlite::Result<bool> {
    let check = "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)";
    match db.execute_batch(check) {
        Ok(()) => Ok(true),
        Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            faults.push(fault(
                "articles_fts",
                0,
                "does not fit the texts; `INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')` makes it anew",
            ));
            Ok(true)
        }
        Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => Ok(false),
        Err(e) => Err(e),
    }
}
