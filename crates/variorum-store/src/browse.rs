//! Stories by what their articles have in common, and what there is to choose from.

use crate::error::Error;
use crate::library::Library;
use crate::search::expression;
use crate::stories::Story;
use crate::stories::list::{COLUMNS, story};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// Which stories are wanted: those with an article that meets every condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// Words, as [`Query::words`](crate::Query::words); none where it is blank.
    pub words: String,
    /// The outlet, capitals aside.
    pub outlet: Option<String>,
    /// The day or month or year of publication, `2021-02-05`, `2021-02`, `2021`.
    pub day: Option<String>,
    /// The language, as `articles.lang` has it.
    pub lang: Option<String>,
    /// How many articles the story has at least.
    pub least: u32,
    /// How many stories are passed over.
    pub skip: u32,
    /// How many at most.
    pub limit: u32,
}

/// Values of articles with how many articles have each, the most first.
pub type Counts = Vec<(String, i64)>;

/// What a library has to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// How many articles there are.
    pub articles: i64,
    /// How many of them are in no story yet.
    pub waiting: i64,
    /// Outlets.
    pub outlets: Counts,
    /// Months of publication, `2021-02`, the latest first.
    pub months: Counts,
    /// Languages.
    pub languages: Counts,
}

impl Library {
    /// Stories, the latest first, and how many there are in all.
    ///
    /// # Errors
    /// Where there are words of which none can be looked for, or the file cannot be read.
    pub fn browse(&self, of: &Browse) -> Result<(Vec<Story>, i64), Error> {
        let mut given: Vec<Value> = vec![i64::from(of.least).into()];
        let mut wanted: Vec<String> = Vec::new();
        let mut also = |sql: &str, value: String| {
            given.push(value.into());
            wanted.push(sql.replace('?', &format!("?{}", given.len())));
        };
        if !of.words.trim().is_empty() {
            let words = expression(&of.words).map_err(|why| Error::words(&self.path, &of.words, why))?;
            also("a.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)", words);
        }
        if let Some(outlet) = &of.outlet {
            also("a.outlet = ? COLLATE NOCASE", outlet.clone());
        }
        if let Some(day) = &of.day {
            also("substr(a.published, 1, length(?)) = ?", day.clone());
        }
        if let Some(lang) = &of.lang {
            also("a.lang = ?", lang.clone());
        }
        let narrowed = match wanted.is_empty() {
            true => String::new(),
            false => format!(
                "AND id IN (SELECT s.story FROM articles a JOIN story_articles s ON s.article = a.id WHERE {})",
                wanted.join(" AND ")
            ),
        };
        let from = format!("FROM stories WHERE articles >= ?1 {narrowed}");
        let found = self.sql(|db| {
            let total = db.query_row(&format!("SELECT count(*) {from}"), params_from_iter(&given), |r| r.get(0))?;
            let list =
                format!("SELECT {COLUMNS} {from} ORDER BY last DESC, id DESC LIMIT {} OFFSET {}", of.limit, of.skip);
            let mut find = db.prepare(&list)?;
            let stories = find.query_map(params_from_iter(&given), story)?.collect::<rusqlite::Result<_>>()?;
            Ok((stories, total))
        });
        found.map_err(|error| match error.of_the_statement() {
            Some(why) => Error::words(&self.path, &of.words, &format!("{why}; give fewer or other words")),
            None => error,
        })
    }

    /// What there is to choose from, at most `most` values of each. Looks at every article.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn facets(&self, most: u32) -> Result<Facets, Error> {
        self.sql(|db| {
            let counts = |value: &str, order: &str| -> rusqlite::Result<Counts> {
                let sql = format!(
                    "SELECT {value} AS value, count(*) AS n FROM articles WHERE coalesce({value}, '') <> '' \
                     GROUP BY 1 ORDER BY {order} LIMIT {most}"
                );
                db.prepare(&sql)?.query_map([], |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?)))?.collect()
            };
            let one = |sql: &str| db.query_row(sql, [], |r| r.get(0));
            Ok(Facets {
                articles: one("SELECT count(*) FROM articles")?,
                waiting: one("SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM story_articles)")?,
                outlets: counts("outlet", "n DESC, value")?,
                months: counts("substr(published, 1, 7)", "value DESC")?,
                languages: counts("lang", "n DESC, value")?,
            })
        })
    }

    /// What changes whenever articles or stories do: to know whether something that was looked up is still so.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn state(&self) -> Result<(i64, i64, i64), Error> {
        self.sql(|db| {
            let read = "SELECT (SELECT coalesce(max(id), 0) FROM articles), (SELECT count(*) FROM story_articles), \
                        (SELECT count(*) FROM stories)";
            db.query_row(read, [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        })
    }
}
