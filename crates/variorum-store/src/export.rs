//! Articles with all their rows as JSON.

use crate::error::Error;
use crate::library::Library;
use crate::schema::TABLES;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Statement};
use serde_json::{Map, Value};
use std::io::Read;

/// The tables beside an article, whose rows are lists of its record.
const BESIDE: [&str; 10] =
    ["blocks", "notes", "entities", "names", "times", "quotations", "notices", "services", "contacts", "hours"];

/// One capture of an address, as an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The article's number.
    pub article: i64,
    /// When it was captured, UTC.
    pub captured: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as it says.
    pub published: Option<String>,
    /// When it was changed last, as it says.
    pub modified: Option<String>,
    /// How many bytes were captured.
    pub bytes: i64,
    /// Their hash.
    pub hash: String,
}

impl Library {
    /// One article with its rows: `article` (its number), `id` (the record's own), hash, bytes and time of its capture,
    /// then its columns by name, its story (`s12`) and part, then a list for each table beside it. As a line of JSON it can be added to a library
    /// again.
    ///
    /// # Errors
    /// Where there is no such article, or the file cannot be read.
    pub fn article(&self, id: i64) -> Result<Value, Error> {
        let found = self.sql(|db| record(db, id))?;
        found.ok_or_else(|| Error::no_article(&self.path, id))
    }

    /// The captured bytes of an article.
    ///
    /// # Errors
    /// Where there is no such article, the file cannot be read, or the capture cannot be unpacked.
    pub fn capture(&self, id: i64) -> Result<Vec<u8>, Error> {
        let found: Option<(Vec<u8>, i64)> = self.sql(|db| {
            let find = "SELECT c.content, c.bytes FROM captures c JOIN articles a ON a.capture = c.id WHERE a.id = ?1";
            db.query_row(find, [id], |r| Ok((r.get(0)?, r.get(1)?))).optional()
        })?;
        let (content, bytes) = found.ok_or_else(|| Error::no_article(&self.path, id))?;
        unpack(&content, bytes).map_err(|why| Error::unpacked(&self.path, id, why))
    }

    /// The articles that have the same URL as this one, itself among them, in the order in which they were captured.
    ///
    /// # Errors
    /// Where there is no such article, or the file cannot be read.
    pub fn versions(&self, id: i64) -> Result<Vec<Version>, Error> {
        let found: Vec<Version> = self.sql(|db| {
            let mut find = db.prepare_cached(
                "SELECT a.id, coalesce(a.captured, c.captured), a.title, a.published, a.modified, c.bytes, c.hash \
                 FROM articles a JOIN captures c ON c.id = a.capture WHERE a.id = ?1 \
                 OR a.url IS NOT NULL AND a.url = (SELECT url FROM articles WHERE id = ?1) ORDER BY 2, 1",
            )?;
            let version = |r: &Row<'_>| {
                Ok(Version {
                    article: r.get(0)?,
                    captured: r.get(1)?,
                    title: r.get(2)?,
                    published: r.get(3)?,
                    modified: r.get(4)?,
                    bytes: r.get(5)?,
                    hash: r.get(6)?,
                })
            };
            find.query_map([id], version)?.collect()
        })?;
        if found.iter().any(|v| v.article == id) { Ok(found) } else { Err(Error::no_article(&self.path, id)) }
    }

    /// Gives every article, in order of arrival, to `each`, one at a time; stops where it says so with an error.
    ///
    /// # Errors
    /// Where the file cannot be read, or the error of `each`.
    pub fn export<E: From<Error>>(&self, mut each: impl FnMut(Value) -> Result<(), E>) -> Result<(), E> {
        // One reading transaction: what is added meanwhile is not half in it.
        self.sql(|db| db.execute_batch("BEGIN"))?;
        let mut last = 0;
        loop {
            let next: Option<i64> = self.sql(|db| {
                let mut find = db.prepare_cached("SELECT id FROM articles WHERE id > ?1 ORDER BY id LIMIT 1")?;
                find.query_row([last], |r| r.get(0)).optional()
            })?;
            let Some(id) = next else { break };
            each(self.article(id)?)?;
            last = id;
        }
        self.sql(|db| db.execute_batch("COMMIT"))?;
        Ok(())
    }
}

/// The bytes of a capture. What the row says of their length bounds them, but no memory is taken on its word.
pub(crate) fn unpack(content: &[u8], bytes: i64) -> Result<Vec<u8>, String> {
    let most = u64::try_from(bytes).map_err(|_| "its length is negative".to_string())?;
    let mut out = Vec::new();
    let packed = zstd::stream::read::Decoder::new(content).map_err(|e| e.to_string())?;
    packed.take(most.saturating_add(1)).read_to_end(&mut out).map_err(|e| e.to_string())?;
    Ok(out)
}

fn record(db: &Connection, id: i64) -> rusqlite::Result<Option<Value>> {
    let mut article = db.prepare_cached(
        "SELECT a.id AS article, a.record AS id, c.hash AS capture, c.bytes, c.format, \
         coalesce(a.captured, c.captured) AS captured, a.origin, a.path, a.line, a.url, a.outlet, a.title, a.authors, \
         a.section, a.published, a.modified, a.lang, a.media, a.encoding, a.reader, a.annotated, 's' || s.story AS story, s.part, a.text \
         FROM articles a JOIN captures c ON c.id = a.capture LEFT JOIN story_articles s ON s.article = a.id \
         WHERE a.id = ?1",
    )?;
    let names = columns(&article);
    let Some(mut record) = article.query_row([id], |r| object(r, &names)).optional()? else { return Ok(None) };
    if let Some(authors) = record.get_mut("authors") {
        let list = authors.as_str().and_then(|list| serde_json::from_str(list).ok());
        *authors = list.unwrap_or_else(|| Value::Array(Vec::new()));
    }
    for table in BESIDE {
        let columns: Vec<&str> = TABLES
            .iter()
            .find(|t| t.name == table)
            .map_or(Vec::new(), |t| t.columns.iter().map(|c| c.0).filter(|c| *c != "article" && *c != "n").collect());
        let list = format!("\"{}\"", columns.join("\", \""));
        let mut find = db.prepare_cached(&format!("SELECT {list} FROM {table} WHERE article = ?1 ORDER BY n"))?;
        let names: Vec<String> = columns.iter().map(ToString::to_string).collect();
        let rows: rusqlite::Result<Vec<Value>> =
            find.query_map([id], |r| Ok(Value::Object(object(r, &names)?)))?.collect();
        record.insert(table.into(), Value::Array(rows?));
    }
    Ok(Some(Value::Object(record)))
}

fn columns(statement: &Statement<'_>) -> Vec<String> {
    statement.column_names().into_iter().map(str::to_string).collect()
}

fn object(row: &Row<'_>, names: &[String]) -> rusqlite::Result<Map<String, Value>> {
    names.iter().enumerate().map(|(i, name)| Ok((name.clone(), value(row.get_ref(i)?)))).collect()
}

fn value(given: ValueRef<'_>) -> Value {
    match given {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(x) => x.into(),
        ValueRef::Text(t) => String::from_utf8_lossy(t).into(),
        // No table beside an article has bytes.
        ValueRef::Blob(_) => Value::Null,
    }
}
