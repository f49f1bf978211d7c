//! Decisions by hand about the stories of a library. They are kept, and hold over everything that comes later.

use super::stream::{number, refresh, story_id};
use crate::error::Error;
use crate::library::Library;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use variorum::story::gather::cluster::{Limits, ReportId};
use variorum::story::gather::decide::Decisions;

/// One list of a decision by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRow {
    /// The decision it is of.
    pub decision: i64,
    /// Whether its articles tell one event; `false` where no two of them do.
    pub together: bool,
    /// The articles.
    pub articles: Vec<i64>,
    /// When it was made, UTC.
    pub made: String,
}

impl Library {
    /// The decisions by hand, list by list.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn decided(&self) -> Result<Vec<DecisionRow>, Error> {
        self.sql(decided)
    }

    /// Takes a decision back. Says whether there was one of that number. The stories stay as they are until articles come
    /// that move them.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn forget(&mut self, decision: i64) -> Result<bool, Error> {
        self.sql(|db| Ok(db.execute("DELETE FROM story_decisions WHERE decision = ?1", [decision])? > 0))
    }

    /// Makes one story of several, under the lowest of their numbers, which is given.
    ///
    /// # Errors
    /// Where there are not two different stories, one is not there, an earlier decision says otherwise, or the file cannot be written.
    pub fn merge(&mut self, stories: &[i64], limits: Limits, pause: i32) -> Result<i64, Error> {
        let different: BTreeSet<i64> = stories.iter().copied().collect();
        let Some(into) = different.first().copied().filter(|_| different.len() > 1) else {
            return Err(self.wrong("name two different stories or more that are to become one"));
        };
        let mut all = Vec::new();
        for story in different {
            all.extend(self.members(story)?);
        }
        self.decide(vec![(true, all.iter().map(|m| m.0).collect())], all, Some(into), limits, pause)
    }

    /// Takes articles, all of one story, out of it into a story of their own, whose number is given.
    ///
    /// # Errors
    /// Where the articles are in several stories, are all of one, or in none, an earlier decision says otherwise, or the
    /// file cannot be written.
    pub fn split(&mut self, articles: &[i64], limits: Limits, pause: i32) -> Result<i64, Error> {
        let find = "SELECT story FROM story_articles WHERE article = ?1";
        let mut story = None;
        for article in articles {
            let own: Option<i64> = self.sql(|db| one(db, find, *article))?;
            let Some(own) = own else { return Err(self.wrong(format!("article {article} is in no story"))) };
            if story.is_some_and(|s| s != own) {
                return Err(self.wrong("the articles are in several stories; take them out of one at a time"));
            }
            story = Some(own);
        }
        let Some(story) = story else { return Err(self.wrong("name at least one article")) };
        let (out, rest): (Vec<_>, Vec<_>) = self.members(story)?.into_iter().partition(|m| articles.contains(&m.0));
        let Some(first) = out.first().filter(|_| !rest.is_empty()) else {
            return Err(
                self.wrong(format!("these are all articles of story s{story}; name those that are to leave it"))
            );
        };
        let mut lists = vec![(true, out.iter().map(|m| m.0).collect())];
        lists.extend(rest.iter().map(|r| (false, vec![first.0, r.0])));
        self.decide(lists, out, None, limits, pause)
    }

    /// Keeps a decision and moves articles (with their reports) into a story, or into a new one.
    fn decide(
        &mut self,
        lists: Vec<(bool, Vec<i64>)>,
        moved: Vec<(i64, u32)>,
        into: Option<i64>,
        limits: Limits,
        pause: i32,
    ) -> Result<i64, Error> {
        let mut every: Vec<(bool, Vec<i64>)> =
            self.decided()?.into_iter().map(|row| (row.together, row.articles)).collect();
        every.extend(lists.iter().cloned());
        self.agree(&every)?;
        let mut stream = self.stream(limits)?;
        let reports: Vec<ReportId> = moved.iter().map(|m| ReportId(m.1)).collect();
        let story = number(stream.gatherer.move_to(&reports, into.map(story_id)));
        let left: Vec<i64> = self.sql(|db| {
            let mut find = db.prepare("SELECT story FROM story_articles WHERE article = ?1")?;
            moved.iter().map(|m| find.query_row([m.0], |r| r.get(0))).collect()
        })?;
        let written = self.lay_down_with(&mut stream, None, pause, |db| {
            let decision: i64 =
                db.query_row("SELECT coalesce(max(decision), 0) + 1 FROM story_decisions", [], |r| r.get(0))?;
            let mut insert = db.prepare_cached(
                "INSERT OR IGNORE INTO story_decisions (decision, list, kind, article) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for (n, (together, articles)) in lists.iter().enumerate().filter(|(_, list)| list.1.len() > 1) {
                let kind = if *together { "together" } else { "apart" };
                for article in articles {
                    insert.execute(params![decision, n as i64, kind, article])?;
                }
            }
            // Those that are no longer comparable, too.
            let mut update = db.prepare_cached("UPDATE story_articles SET story = ?2 WHERE article = ?1")?;
            for (article, _) in &moved {
                update.execute([*article, story])?;
            }
            let mut stories = left.clone();
            stories.push(story);
            stories.sort_unstable();
            stories.dedup();
            stories.into_iter().try_for_each(|story| refresh(db, story, pause))
        })?;
        if !written {
            return Err(self.wrong("another program has grouped articles meanwhile; try again"));
        }
        Ok(story)
    }

    pub(super) fn decisions(&self) -> Result<Decisions, Error> {
        self.agree(&self.decided()?.into_iter().map(|row| (row.together, row.articles)).collect::<Vec<_>>())
    }

    fn agree(&self, lists: &[(bool, Vec<i64>)]) -> Result<Decisions, Error> {
        let of = |kind: bool| -> Vec<Vec<String>> {
            let lists = lists.iter().filter(|l| l.0 == kind);
            lists.map(|l| l.1.iter().map(i64::to_string).collect()).collect()
        };
        Decisions::new(&of(true), &of(false)).map_err(|c| {
            self.wrong(format!(
                "articles {} and {} would have to stand together and apart; `variorum stories --decided` lists what was \
                 decided before, --forget N takes a decision back",
                c.a, c.b
            ))
        })
    }

    /// The articles of a story and their places in the stream.
    fn members(&self, story: i64) -> Result<Vec<(i64, u32)>, Error> {
        let found: Vec<(i64, u32)> = self.sql(|db| {
            let mut find = db.prepare("SELECT article, report FROM story_articles WHERE story = ?1 ORDER BY report")?;
            find.query_map([story], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        })?;
        if found.is_empty() { Err(Error::no_story(&self.path, story)) } else { Ok(found) }
    }

    fn wrong(&self, why: impl Into<String>) -> Error {
        Error::decision(&self.path, why)
    }
}

fn one(db: &Connection, sql: &str, given: i64) -> rusqlite::Result<Option<i64>> {
    use rusqlite::OptionalExtension;
    db.query_row(sql, [given], |r| r.get(0)).optional()
}

fn decided(db: &Connection) -> rusqlite::Result<Vec<DecisionRow>> {
    let mut find = db.prepare(
        "SELECT decision, list, kind = 'together', article, made FROM story_decisions ORDER BY decision, list, article",
    )?;
    let mut out: BTreeMap<(i64, i64), DecisionRow> = BTreeMap::new();
    let mut rows = find.query([])?;
    while let Some(r) = rows.next()? {
        let (decision, list): (i64, i64) = (r.get(0)?, r.get(1)?);
        let row = out.entry((decision, list)).or_insert(DecisionRow {
            decision,
            together: r.get(2)?,
            articles: Vec::new(),
            made: r.get(4)?,
        });
        row.articles.push(r.get(3)?);
    }
    Ok(out.into_values().collect())
}
