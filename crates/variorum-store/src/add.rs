//! Writing captures and their articles: a batch a transaction, each article once.

use crate::error::Error;
use crate::library::Library;
use crate::prepare::{ANNOTATION, Found, Prepared, READER, Raw, Ready, hash, prepare};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

/// What became of an article that was given to [`Library::add`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// The article's number.
    pub article: i64,
    /// Whether it is new; `false` where the library had it.
    pub new: bool,
    /// Whether the library had it without annotation, and it is annotated now.
    pub annotated: bool,
}

/// What became of captured bytes that were given to [`Library::take`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Their articles.
    pub articles: Vec<Added>,
    /// What could not be read, each a sentence that names the file or the address.
    pub problems: Vec<String>,
}

/// An article that the library has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub article: i64,
    /// Its place in a file of several, counted from 1.
    pub line: Option<u64>,
    /// Whether it is annotated.
    pub annotated: bool,
}

impl Library {
    /// Writes a batch of captures in one transaction: all of them, or on an error none. When it returns they are on the
    /// disk. An article that is there is left as it is, but where it was added without annotation and now has one, its
    /// rows are added. The result has an entry for each article of each capture, in order.
    ///
    /// # Errors
    /// Where the file cannot be written: read-only, full, held by another process for too long.
    pub fn add(&mut self, batch: &[Prepared]) -> Result<Vec<Added>, Error> {
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        self.sql(|db| transaction(db, |db| write(db, batch)))
    }

    /// Adds captured bytes by themselves: they are looked up, read, annotated where `annotated` says so, and written. When
    /// it returns they are on the disk. See [`add`](Self::add) for many.
    ///
    /// # Errors
    /// Where the file cannot be written. What cannot be read of the bytes is told in the result.
    pub fn take(&mut self, raw: Raw, annotated: bool) -> Result<Taken, Error> {
        let known = self.known(&raw)?;
        if !known.is_empty() && known.iter().all(|k| k.annotated || !annotated) {
            let articles = known.iter().map(|k| Added { article: k.article, new: false, annotated: false }).collect();
            return Ok(Taken { articles, problems: Vec::new() });
        }
        match prepare(raw, annotated) {
            Ok(mut ready) => {
                let problems = std::mem::take(&mut ready.problems);
                Ok(Taken { articles: self.add(&[ready])?, problems })
            }
            Err(problem) => Ok(Taken { articles: Vec::new(), problems: vec![problem] }),
        }
    }

    /// The articles that the library has of captured bytes: the one of their origin, or all of a file of several, also
    /// those that it knows from another file; none where any of them is not there.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn known(&self, raw: &Raw) -> Result<Vec<Known>, Error> {
        let hash = hash(&raw.bytes);
        let (known, several) = self.sql(|db| {
            let mut find = db.prepare_cached(
                "SELECT a.id, a.line, coalesce(a.annotated, 0) >= 2, a.origin <> ?2 FROM captures c \
                 JOIN articles a ON a.capture = c.id \
                 WHERE c.hash = ?1 AND (a.origin = ?2 OR a.origin >= '#' AND a.origin < '$' AND ?2 <> '') ORDER BY a.id",
            )?;
            let mut rows = find.query([&hash, &raw.origin])?;
            let (mut known, mut several) = (Vec::new(), false);
            while let Some(r) = rows.next()? {
                known.push(Known { article: r.get(0)?, line: r.get(1)?, annotated: r.get(2)? });
                several |= r.get::<_, bool>(3)?;
            }
            Ok((known, several))
        })?;
        if !several {
            return Ok(known);
        }
        // Entries that came with an earlier state of a feed stand under that one, and only the feed itself names them all.
        let Ok(read) = prepare(raw.clone(), false) else { return Ok(known) };
        self.sql(|db| {
            let mut by_entry = db.prepare_cached(ENTRY)?;
            let mut by_origin = db.prepare_cached(FIND)?;
            let row = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?));
            let mut all = Vec::with_capacity(read.articles.len());
            for ready in &read.articles {
                let mut found = by_entry.query_row([&ready.entry], row).optional()?;
                if found.is_none() {
                    found = by_origin.query_row([&hash, &ready.origin], row).optional()?;
                }
                let Some((article, annotated)) = found else { return Ok(Vec::new()) };
                all.push(Known { article, line: ready.article.line, annotated });
            }
            Ok(all)
        })
    }

    /// Lets the file take no more pages than `most`: a full disk, for tests.
    #[doc(hidden)]
    pub fn limit_pages(&self, most: u32) -> Result<(), Error> {
        self.sql(|db| db.pragma_update_and_check(None, "max_page_count", most, |_| Ok(())))
    }
}

/// The article of a capture by its hash and its origin.
const FIND: &str = "SELECT a.id, coalesce(a.annotated, 0) >= 2 FROM captures c JOIN articles a ON a.capture = c.id \
                    WHERE c.hash = ?1 AND a.origin = ?2";

/// An article of a file of several by what it says.
const ENTRY: &str = "SELECT id, coalesce(annotated, 0) >= 2 FROM articles WHERE entry = ?1";

/// Both tell whether its rows are of this version of the annotation.
const _: () = assert!(ANNOTATION == 2, "the statements above name the version");

/// Runs `work` as one transaction that waits for its turn to write.
pub(crate) fn transaction<T>(
    db: &Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    let written = work(db).and_then(|done| db.execute_batch("COMMIT").map(|()| done));
    if written.is_err() && !db.is_autocommit() {
        // SQLite has taken it back by itself where this finds nothing to take back.
        let _ = db.execute_batch("ROLLBACK");
    }
    written
}

struct Insert<'a> {
    db: &'a Connection,
    find: CachedStatement<'a>,
    entry: CachedStatement<'a>,
    capture: CachedStatement<'a>,
    same: CachedStatement<'a>,
    article: CachedStatement<'a>,
    index: CachedStatement<'a>,
    block: CachedStatement<'a>,
    note: CachedStatement<'a>,
}

fn write(db: &Connection, batch: &[Prepared]) -> rusqlite::Result<Vec<Added>> {
    let mut insert = Insert {
        db,
        find: db.prepare_cached(FIND)?,
        entry: db.prepare_cached(ENTRY)?,
        capture: db.prepare_cached(
            "INSERT INTO captures (hash, format, bytes, content) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hash) DO NOTHING",
        )?,
        same: db.prepare_cached("SELECT id FROM captures WHERE hash = ?1")?,
        article: db.prepare_cached(
            "INSERT INTO articles (capture, origin, path, line, record, url, outlet, title, published, modified, lang, \
             encoding, text, annotated, entry, captured, media, authors, section, reader) VALUES \
             (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?,
        index: db.prepare_cached("INSERT INTO articles_fts (rowid, title, text) VALUES (?1, ?2, ?3)")?,
        block: db.prepare_cached("INSERT INTO blocks VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
        note: db.prepare_cached("INSERT INTO notes VALUES (?1, ?2, ?3, ?4, ?5)")?,
    };
    let mut out = Vec::with_capacity(batch.len());
    for p in batch {
        let mut capture = None;
        for ready in &p.articles {
            out.push(insert.put(p, ready, &mut capture)?);
        }
    }
    Ok(out)
}

impl Insert<'_> {
    /// Writes an article unless it is there, and its capture with the first one that is not.
    fn put(&mut self, p: &Prepared, ready: &Ready, capture: &mut Option<i64>) -> rusqlite::Result<Added> {
        let row = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?));
        let known = match &ready.entry {
            Some(entry) => self.entry.query_row([entry], row).optional()?,
            None => self.find.query_row([&p.hash, &ready.origin], row).optional()?,
        };
        if let Some((article, annotated)) = known {
            if let (false, Some(rows)) = (annotated, &ready.found) {
                forget(self.db, article)?;
                found(self.db, article, rows)?;
                self.db
                    .prepare_cached("UPDATE articles SET annotated = ?2 WHERE id = ?1")?
                    .execute([article, ANNOTATION])?;
                return Ok(Added { article, new: false, annotated: true });
            }
            return Ok(Added { article, new: false, annotated: false });
        }
        let capture = match *capture {
            Some(id) => id,
            None => *capture.insert(self.capture(p)?),
        };
        Ok(Added { article: self.article(p, ready, capture)?, new: true, annotated: false })
    }

    fn capture(&mut self, p: &Prepared) -> rusqlite::Result<i64> {
        if self.capture.execute(params![p.hash, p.format, p.bytes as i64, p.content])? == 1 {
            return Ok(self.db.last_insert_rowid());
        }
        self.same.query_row([&p.hash], |r| r.get(0))
    }

    fn article(&mut self, p: &Prepared, ready: &Ready, capture: i64) -> rusqlite::Result<i64> {
        let (a, meta) = (&ready.article, &ready.article.meta);
        self.article.execute(params![
            capture,
            ready.origin,
            a.path,
            a.line.map(|l| l as i64),
            meta.id,
            meta.url,
            meta.outlet,
            meta.title,
            meta.date,
            meta.modified,
            ready.lang,
            a.encoding.name(),
            a.text.as_str(),
            ready.found.is_some().then_some(ANNOTATION),
            ready.entry,
            p.captured,
            p.media,
            (!ready.authors.is_empty()).then(|| serde_json::Value::from(ready.authors.as_slice()).to_string()),
            ready.section,
            READER,
        ])?;
        let article = self.db.last_insert_rowid();
        self.index.execute(params![article, meta.title, a.text.as_str()])?;
        for (n, b) in a.blocks.iter().enumerate() {
            self.block.execute(params![article, n as i64, b.kind.name(), b.span.start(), b.span.end(), b.continues])?;
        }
        for (n, note) in ready.notes.iter().enumerate() {
            let (start, end) = (note.span.map(|s| s.start()), note.span.map(|s| s.end()));
            self.note.execute(params![article, n as i64, note.message, start, end])?;
        }
        if let Some(rows) = &ready.found {
            found(self.db, article, rows)?;
        }
        Ok(article)
    }
}

/// Takes away the rows that an earlier version of the annotation gave.
fn forget(db: &Connection, article: i64) -> rusqlite::Result<()> {
    for table in ["hours", "contacts", "services", "notices", "quotations", "times", "names", "entities"] {
        // Rows point at others of their table.
        db.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([article])?;
    }
    Ok(())
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
    rows.notices.write(db, article)
}
