//! Stories as they stand: lists of them, and one with its articles.

use crate::error::Error;
use crate::library::Library;
use rusqlite::{Row, params};

/// A story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its number.
    pub id: i64,
    /// The title of its first article that has one.
    pub title: Option<String>,
    /// The earliest day of publication.
    pub first: Option<String>,
    /// The latest day of publication.
    pub last: Option<String>,
    /// How many articles it has.
    pub articles: i64,
    /// How many outlets they are of.
    pub outlets: i64,
    /// How many parts it has.
    pub parts: i64,
}

/// Which stories are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryQuery {
    /// How many articles they have at least.
    pub least: u32,
    /// Only those with an article of this day or later, `2021-02-05`, `2021-02` or `2021`.
    pub from: Option<String>,
    /// How many at most.
    pub limit: Option<u32>,
}

pub(crate) const COLUMNS: &str = "id, title, first, last, articles, outlets, parts";

pub(crate) fn story(r: &Row<'_>) -> rusqlite::Result<Story> {
    Ok(Story {
        id: r.get(0)?,
        title: r.get(1)?,
        first: r.get(2)?,
        last: r.get(3)?,
        articles: r.get(4)?,
        outlets: r.get(5)?,
        parts: r.get(6)?,
    })
}

impl Library {
    /// The stories, the latest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn stories(&self, query: &StoryQuery) -> Result<Vec<Story>, Error> {
        self.sql(|db| {
            let mut find = db.prepare(&format!(
                "SELECT {COLUMNS} FROM stories WHERE articles >= ?1 AND (?2 IS NULL OR last >= ?2) \
                 ORDER BY last DESC, id DESC LIMIT ?3"
            ))?;
            find.query_map(params![query.least, query.from, query.limit.map_or(-1, i64::from)], story)?.collect()
        })
    }

    /// One story.
    ///
    /// # Errors
    /// Where there is none of that number, or the file cannot be read.
    pub fn story(&self, id: i64) -> Result<Story, Error> {
        let found: Vec<Story> = self.sql(|db| {
            let mut find = db.prepare(&format!("SELECT {COLUMNS} FROM stories WHERE id = ?1"))?;
            find.query_map([id], story)?.collect()
        })?;
        found.into_iter().next().ok_or_else(|| Error::no_story(&self.path, id))
    }

    /// The articles of a story with the part each is in, in the order of publication.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles_of(&self, story: i64) -> Result<Vec<(i64, i64)>, Error> {
        self.sql(|db| {
            let mut find =
                db.prepare_cached("SELECT article, part FROM story_articles WHERE story = ?1 ORDER BY day, article")?;
            find.query_map([story], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        })
    }

    /// The story of an article, where it has been given one.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn story_of(&self, article: i64) -> Result<Option<i64>, Error> {
        self.sql(|db| {
            let mut find = db.prepare_cached("SELECT story FROM story_articles WHERE article = ?1")?;
            find.query_map([article], |r| r.get(0))?.next().transpose()
        })
    }
}
