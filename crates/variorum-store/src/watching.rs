//! What is kept of watching: feeds, the pages that they link to, every fetch, and what robots.txt files said.
//!
//! Times are UTC in ISO 8601 with milliseconds, whose order as text is that of time; the caller says what time it is. A row
//! that is being fetched is held for a while, so that two programs do not fetch the same thing; where the one who held it is
//! killed, it is free again after that.

use crate::add::transaction;
use crate::error::Error;
use crate::library::Library;
use crate::prepare::Prepared;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// A feed of the list.
    Feed,
    /// A page that a feed links to.
    Page,
}

impl Watch {
    /// Its name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Watch::Feed => "feed",
            Watch::Page => "page",
        }
    }

    fn table(self) -> &'static str {
        match self {
            Watch::Feed => "feeds",
            Watch::Page => "pages",
        }
    }
}

/// A feed or page as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Its number.
    pub id: i64,
    /// Where it is fetched.
    pub url: String,
    /// The validator `ETag` of what was fetched last.
    pub etag: Option<String>,
    /// The validator `Last-Modified`.
    pub modified: Option<String>,
    /// When it may be fetched next; `None` where it is not to be fetched again.
    pub due: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// Of a page: how often in a row it was found unchanged.
    pub unchanged: u32,
    /// Of a page: its article as it was last read.
    pub article: Option<i64>,
    /// When it came into the library.
    pub found: String,
    /// Until when a program has it to itself that fetches it.
    pub held: Option<String>,
}

/// What became of a fetch, to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// When it ended.
    pub time: String,
    /// Status of the answer; `None` where there was none.
    pub status: Option<u16>,
    /// Bytes that came, unpacked.
    pub bytes: u64,
    /// Milliseconds that it took, waiting for one's turn included.
    pub ms: u64,
    /// What there is to say of it.
    pub note: Option<String>,
    /// When to fetch next; `None` for never.
    pub due: Option<String>,
    /// Failures in a row, with this one.
    pub failures: u32,
    /// See [`Watched::unchanged`].
    pub unchanged: u32,
    /// Validators for the next request.
    pub etag: Option<String>,
    /// See `etag`.
    pub modified: Option<String>,
    /// Where it has moved for good.
    pub moved: Option<String>,
    /// It is given up: gone, or not to be had.
    pub stopped: bool,
    /// Of a page: the article that was read from it.
    pub article: Option<i64>,
    /// Of a feed: its name.
    pub title: Option<String>,
}

impl Library {
    /// Puts the feeds of a list into the library, those that are not in it. Gives their numbers, in the order of the
    /// list.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn list_feeds(&mut self, listed: &[String], now: &str) -> Result<Vec<i64>, Error> {
        self.sql(|db| {
            transaction(db, |db| {
                let mut add = db.prepare_cached(
                    "INSERT INTO feeds (listed, url, found, due) VALUES (?1, ?1, ?2, ?2) ON CONFLICT DO NOTHING",
                )?;
                let mut find = db.prepare_cached("SELECT id FROM feeds WHERE listed = ?1")?;
                let mut ids = Vec::with_capacity(listed.len());
                for url in listed {
                    add.execute([url.as_str(), now])?;
                    ids.push(find.query_row([url], |r| r.get(0))?);
                }
                Ok(ids)
            })
        })
    }

    /// The numbers of all feeds.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn feeds(&self) -> Result<Vec<i64>, Error> {
        self.sql(|db| db.prepare("SELECT id FROM feeds ORDER BY id")?.query_map([], |r| r.get(0))?.collect())
    }

    /// Takes up a feed again that was given up, and asks it whatever was settled before. Whether it was given up.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn revive(&mut self, feed: i64, now: &str) -> Result<bool, Error> {
        self.sql(|db| {
            let set = "UPDATE feeds SET stopped = NULL, failures = 0, due = ?2 WHERE id = ?1 AND stopped IS NOT NULL";
            Ok(db.execute(set, params![feed, now])? == 1)
        })
    }

    /// What is watched of these feeds, by the order in which it is due: the feeds themselves, or the pages that they
    /// link to. What was given up, is not to be fetched again, or was fetched since `round` began is left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn watched(&self, what: Watch, feeds: &[i64], round: &str) -> Result<Vec<Watched>, Error> {
        let of = if what == Watch::Feed { "id" } else { "feed" };
        let list = serde_json::to_string(feeds).unwrap_or_default();
        self.sql(|db| {
            let mut find = db.prepare(&format!(
                "SELECT {} FROM {} WHERE stopped IS NULL AND due IS NOT NULL AND coalesce(checked, '') < ?2 \
                 AND {of} IN (SELECT value FROM json_each(?1)) ORDER BY due, id",
                columns(what),
                what.table()
            ))?;
            find.query_map([list.as_str(), round], watched)?.collect()
        })
    }

    /// Takes a feed or page to fetch it, and holds it until `held`. `None` where it is not due, another program has it,
    /// or it was fetched since `round` began.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn claim(
        &mut self,
        what: Watch,
        id: i64,
        now: &str,
        round: &str,
        held: &str,
    ) -> Result<Option<Watched>, Error> {
        self.sql(|db| {
            let mut claim = db.prepare_cached(&format!(
                "UPDATE {} SET held = ?4 WHERE id = ?1 AND stopped IS NULL AND due <= ?2 AND coalesce(held, '') <= ?2 \
                 AND coalesce(checked, '') < ?3 RETURNING {}",
                what.table(),
                columns(what)
            ))?;
            claim.query_row(params![id, now, round, held], watched).optional()
        })
    }

    /// Holds on to what was claimed, until `held`.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn hold(&mut self, claimed: &[(Watch, i64)], held: &str) -> Result<(), Error> {
        self.sql(|db| {
            transaction(db, |db| {
                for (what, id) in claimed {
                    let set = format!("UPDATE {} SET held = ?2 WHERE id = ?1 AND held IS NOT NULL", what.table());
                    db.prepare_cached(&set)?.execute(params![id, held])?;
                }
                Ok(())
            })
        })
    }

    /// Lets go of what was claimed and not fetched; `due` is when to fetch it where that has changed.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn release(&mut self, what: Watch, id: i64, due: Option<&str>) -> Result<(), Error> {
        self.sql(|db| {
            let mut set = db.prepare_cached(&format!(
                "UPDATE {} SET held = NULL, due = coalesce(?2, due) WHERE id = ?1",
                what.table()
            ))?;
            set.execute(params![id, due]).map(drop)
        })
    }

    /// Keeps what became of a fetch, lets go of it, and puts the pages that a feed links to beside it, all or nothing:
    /// a feed whose validators are kept has its pages kept too. Gives how many of them are new.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn settle(&mut self, what: Watch, of: &Watched, fetched: &Fetched, links: &[String]) -> Result<usize, Error> {
        self.sql(|db| {
            transaction(db, |db| {
                keep(db, what, of, fetched)?;
                log(db, what, of, fetched)?;
                let mut add = db.prepare_cached(
                    "INSERT INTO pages (url, feed, found, due) VALUES (?1, ?2, ?3, ?3) ON CONFLICT (url) DO NOTHING",
                )?;
                // What the feed that told of it first did not lead to is left to this one: that may not be watched now.
                let mut take = db.prepare_cached(
                    "UPDATE pages SET feed = ?2 WHERE url = ?1 AND article IS NULL AND stopped IS NULL",
                )?;
                let mut new = 0;
                for link in links {
                    match add.execute(params![link, of.id, fetched.time])? {
                        0 => drop(take.execute(params![link, of.id])?),
                        added => new += added,
                    }
                }
                Ok(new)
            })
        })
    }

    /// Whether an article has the title and text of the one article that was prepared.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn says_the_same(&self, article: i64, prepared: &Prepared) -> Result<bool, Error> {
        let [ready] = prepared.articles.as_slice() else { return Ok(false) };
        let (title, text) = (ready.article.meta.title.as_deref(), ready.article.text.as_str());
        self.sql(|db| {
            let mut find = db.prepare_cached("SELECT title IS ?2 AND text = ?3 FROM articles WHERE id = ?1")?;
            Ok(find.query_row(params![article, title, text], |r| r.get(0)).optional()?.unwrap_or(false))
        })
    }

    /// What robots.txt files said, each as origin, status, text and the time when it was fetched; those fetched after
    /// `since`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn robots(&self, since: &str) -> Result<Vec<(String, u16, String, String)>, Error> {
        self.sql(|db| {
            let mut find = db.prepare("SELECT origin, status, text, fetched FROM robots WHERE fetched > ?1")?;
            find.query_map([since], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?.collect()
        })
    }

    /// Keeps what a robots.txt said.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn keep_robots(&mut self, origin: &str, status: u16, text: &str, fetched: &str) -> Result<(), Error> {
        self.sql(|db| {
            db.prepare_cached("INSERT OR REPLACE INTO robots VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![origin, status, text, fetched])
                .map(drop)
        })
    }

    /// Lets go of the log of fetches before `time`.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn forget_fetches(&mut self, time: &str) -> Result<(), Error> {
        self.sql(|db| db.execute("DELETE FROM fetches WHERE time < ?1", [time]).map(drop))
    }
}

/// The columns of [`Watched`], in its order.
fn columns(what: Watch) -> &'static str {
    match what {
        Watch::Feed => "id, url, etag, modified, due, failures, 0, NULL, found, held",
        Watch::Page => "id, url, etag, modified, due, failures, unchanged, article, found, held",
    }
}

fn watched(row: &Row<'_>) -> rusqlite::Result<Watched> {
    Ok(Watched {
        id: row.get(0)?,
        url: row.get(1)?,
        etag: row.get(2)?,
        modified: row.get(3)?,
        due: row.get(4)?,
        failures: row.get(5)?,
        unchanged: row.get(6)?,
        article: row.get(7)?,
        found: row.get(8)?,
        held: row.get(9)?,
    })
}

fn keep(db: &Connection, what: Watch, of: &Watched, f: &Fetched) -> rusqlite::Result<()> {
    let stopped = f.stopped.then_some(&f.time);
    db.prepare_cached(&format!(
        "UPDATE {} SET held = NULL, checked = ?2, status = ?3, note = ?4, due = ?5, failures = ?6, etag = ?7, modified = ?8, \
         stopped = ?9 WHERE id = ?1",
        what.table()
    ))?
    .execute(params![of.id, f.time, f.status, f.note, f.due, f.failures, f.etag, f.modified, stopped])?;
    match what {
        Watch::Feed => db
            .prepare_cached("UPDATE feeds SET url = coalesce(?2, url), title = coalesce(?3, title) WHERE id = ?1")?
            .execute(params![of.id, f.moved, f.title])?,
        Watch::Page => db
            .prepare_cached("UPDATE pages SET unchanged = ?2, article = coalesce(?3, article) WHERE id = ?1")?
            .execute(params![of.id, f.unchanged, f.article])?,
    };
    Ok(())
}

fn log(db: &Connection, what: Watch, of: &Watched, f: &Fetched) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO fetches (time, kind, url, status, bytes, ms, article, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![f.time, what.name(), of.url, f.status, f.bytes as i64, f.ms as i64, f.article, f.note])
    .map(drop)
}
