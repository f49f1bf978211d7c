//! Writing reports: a batch a transaction, each report once.

use crate::error::Error;
use crate::library::Library;
use crate::prepare::{ANNOTATION, Found, Prepared};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

/// What became of a report that was given to [`Library::add`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// The article's number.
    pub article: i64,
    /// Whether it is new; `false` where the library had it.
    pub new: bool,
}

impl Library {
    /// Writes a batch of reports in one transaction: all of them, or on an error none. When it returns they are on the
    /// disk. A report that is there is left as it is, but where it was added without annotation and now has one, its
    /// rows are added. The result has an entry for each report, in order.
    ///
    /// # Errors
    /// Where the file cannot be written: read-only, full, held by another process for too long.
    pub fn add(&mut self, batch: &[Prepared]) -> Result<Vec<Added>, Error> {
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        self.sql(|db| {
            db.execute_batch("BEGIN IMMEDIATE")?;
            let written = write(db, batch).and_then(|added| db.execute_batch("COMMIT").map(|()| added));
            if written.is_err() && !db.is_autocommit() {
                // SQLite has taken it back by itself where this finds nothing to take back.
                let _ = db.execute_batch("ROLLBACK");
            }
            written
        })
    }

    /// The article that was read from bytes with this hash at this origin, and whether it is annotated.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn known(&self, hash: &str, origin: &str) -> Result<Option<(i64, bool)>, Error> {
        self.sql(|db| {
            let mut find = db.prepare_cached(FIND)?;
            find.query_row([hash, origin], |r| Ok((r.get(1)?, r.get::<_, Option<i64>>(2)?.is_some()))).optional()
        })
    }

    /// Lets the file take no more pages than `most`: a full disk, for tests.
    #[doc(hidden)]
    pub fn limit_pages(&self, most: u32) -> Result<(), Error> {
        self.sql(|db| db.pragma_update_and_check(None, "max_page_count", most, |_| Ok(())))
    }
}

const FIND: &str = "SELECT c.id, a.id, a.annotated FROM captures c JOIN articles a ON a.capture = c.id \
                    WHERE c.hash = ?1 AND a.origin = ?2";

struct Insert<'a> {
    find: CachedStatement<'a>,
    capture: CachedStatement<'a>,
    same: CachedStatement<'a>,
    article: CachedStatement<'a>,
    block: CachedStatement<'a>,
    note: CachedStatement<'a>,
}

fn write(db: &Connection, batch: &[Prepared]) -> rusqlite::Result<Vec<Added>> {
    let mut insert = Insert {
        find: db.prepare_cached(FIND)?,
        capture: db.prepare_cached(
            "INSERT INTO captures (hash, format, bytes, content) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hash) DO NOTHING",
        )?,
        same: db.prepare_cached("SELECT id FROM captures WHERE hash = ?1")?,
        article: db.prepare_cached(
            "INSERT INTO articles (capture, origin, path, line, record, url, outlet, title, published, modified, lang, \
             encoding, text, annotated) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?,
        block: db.prepare_cached("INSERT INTO blocks VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
        note: db.prepare_cached("INSERT INTO notes VALUES (?1, ?2, ?3, ?4, ?5)")?,
    };
    let mut out = Vec::with_capacity(batch.len());
    for p in batch {
        let known: Option<(i64, Option<i64>)> =
            insert.find.query_row([&p.hash, &p.origin], |r| Ok((r.get(1)?, r.get(2)?))).optional()?;
        if let Some((article, annotated)) = known {
            if let (None, Some(rows)) = (annotated, &p.found) {
                found(db, article, rows)?;
                db.prepare_cached("UPDATE articles SET annotated = ?2 WHERE id = ?1")?
                    .execute([article, ANNOTATION])?;
            }
            out.push(Added { article, new: false });
            continue;
        }
        let article = insert.one(db, p)?;
        out.push(Added { article, new: true });
    }
    Ok(out)
}

impl Insert<'_> {
    fn one(&mut self, db: &Connection, p: &Prepared) -> rusqlite::Result<i64> {
        let (a, meta) = (&p.article, &p.article.meta);
        let capture = if self.capture.execute(params![p.hash, p.format, p.bytes as i64, p.content])? == 1 {
            db.last_insert_rowid()
        } else {
            self.same.query_row([&p.hash], |r| r.get(0))?
        };
        self.article.execute(params![
            capture,
            p.origin,
            a.path,
            a.line.map(|l| l as i64),
            meta.id,
            meta.url,
            meta.outlet,
            meta.title,
            meta.date,
            meta.modified,
            p.lang,
            a.encoding.name(),
            a.text.as_str(),
            p.found.is_some().then_some(ANNOTATION),
        ])?;
        let article = db.last_insert_rowid();
        for (n, b) in a.blocks.iter().enumerate() {
            self.block.execute(params![article, n as i64, b.kind.name(), b.span.start(), b.span.end(), b.continues])?;
        }
        for (n, note) in p.notes.iter().enumerate() {
            let (start, end) = (note.span.map(|s| s.start()), note.span.map(|s| s.end()));
            self.note.execute(params![article, n as i64, note.message, start, end])?;
        }
        if let Some(rows) = &p.found {
            found(db, article, rows)?;
        }
        Ok(article)
    }
}

/// The rows that annotation gave, those first that others point at.
fn found(db: &Connection, article: i64, rows: &Found) -> rusqlite::Result<()> {
    let mut entity = db.prepare_cached("INSERT INTO entities VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, (name, kind, mentions)) in rows.entities.iter().enumerate() {
        entity.execute(params![article, n as i64, name, kind, mentions])?;
    }
    let mut name = db.prepare_cached("INSERT INTO names VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, (span, entity)) in rows.names.iter().enumerate() {
        name.execute(params![article, n as i64, span.start(), span.end(), entity])?;
    }
    let mut time = db.prepare_cached("INSERT INTO times VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (n, (span, kind, value)) in rows.times.iter().enumerate() {
        time.execute(params![article, n as i64, span.start(), span.end(), kind, value])?;
    }
    let mut quotation = db.prepare_cached(
        "INSERT INTO quotations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?;
    for (n, q) in rows.quotations.iter().enumerate() {
        quotation.execute(params![
            article,
            n as i64,
            q.kind,
            q.span.start(),
            q.span.end(),
            q.part_of.map(|n| n as i64),
            q.within.map(|n| n as i64),
            q.cue.map(|s| s.start()),
            q.cue.map(|s| s.end()),
            q.speaker,
            q.speaker_at.map(|s| s.start()),
            q.speaker_at.map(|s| s.end()),
            q.channel,
            q.addressee,
            q.addressee_at.map(|s| s.start()),
            q.addressee_at.map(|s| s.end()),
            q.time.map(|t| t.0),
            q.time.map(|t| t.1),
        ])?;
    }
    Ok(())
}
