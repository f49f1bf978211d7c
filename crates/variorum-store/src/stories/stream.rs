//! The stream of a library's articles: taken up where the last run left it, and laid down again.

use crate::add::transaction;
use crate::error::Error;
use crate::library::Library;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use variorum::story::gather::cluster::{Gatherer, KeptReport, Limits, ReportId, StoryId};
use variorum::story::gather::decide::Decisions;
use variorum::story::gather::sketch::Sketch;
use variorum::story::gather::words::Frequencies;

/// Counts of words are kept in so many pieces, one a run, before they become one.
const PIECES: i64 = 12;

/// So many articles of a story are asked for a title that does not stand in capitals.
const ASKED: i64 = 8;
/// Characters of a text that stand for a title where there is none.
const OPENING: usize = 120;

/// The stream of a library's articles, as the last run left it and with what was put in since.
#[derive(Debug)]
pub struct Stream {
    pub(super) gatherer: Gatherer,
    /// All articles up to this number are in, but for those that are waiting in this run.
    last: i64,
    /// How many reports were in when it was taken up,
    reports: u32,
    /// and how many the file says it has: somebody else may put some in meanwhile.
    found: Option<u32>,
    halved: u32,
    /// Whether the file has a stream by now, of this version.
    there: bool,
    /// What was put in since, in order: article and day.
    fresh: Vec<(i64, Option<i32>)>,
    /// Counts of words of what was put in since.
    words: Frequencies,
    /// Reports that were comparable when it was taken up, with a hash of their links and their stories.
    before: HashMap<ReportId, (u64, StoryId)>,
}

impl Stream {
    /// How many articles were put in, ever.
    pub fn len(&self) -> u32 {
        self.gatherer.len()
    }

    /// Whether no article was put in yet.
    pub fn is_empty(&self) -> bool {
        self.gatherer.is_empty()
    }

    /// Counts the words of an article that will be put in later, so that those before it are weighed by them.
    pub fn count(&mut self, sketch: &Sketch) {
        self.gatherer.count(sketch);
        self.words.count(sketch);
    }

    /// Puts an article in.
    pub fn put(&mut self, article: i64, sketch: &Sketch) {
        self.gatherer.add(sketch, Some(&article.to_string()));
        self.words.count(sketch);
        self.fresh.push((article, sketch.day));
    }
}

impl Library {
    /// Takes up the stream. One that another version laid down in another form begins anew: all articles are put in again
    /// then, under the decisions by hand.
    ///
    /// # Errors
    /// Where the file cannot be read, or decisions contradict each other.
    pub fn stream(&self, limits: Limits) -> Result<Stream, Error> {
        let decisions = self.decisions()?;
        let kept = self.sql(|db| load(db, limits, &decisions))?;
        let found = self.sql(|db| db.query_row(REPORTS, [], |r| r.get(0)).optional())?;
        Ok(kept.unwrap_or_else(|| Stream {
            gatherer: Gatherer::new(limits, decisions),
            found,
            last: 0,
            reports: 0,
            halved: 0,
            there: false,
            fresh: Vec::new(),
            words: Frequencies::default(),
            before: HashMap::new(),
        }))
    }

    /// The articles that were not put in yet, in the order of the stream: by day of publication, those of one day in the
    /// order of arrival, those without a day first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn waiting(&self, stream: &Stream) -> Result<Vec<i64>, Error> {
        let grouped = if stream.there { "AND id NOT IN (SELECT article FROM story_articles)" } else { "" };
        let find =
            format!("SELECT id FROM articles WHERE id > ?1 {grouped} ORDER BY coalesce(published, modified), id");
        self.sql(|db| db.prepare(&find)?.query_map([stream.last], |r| r.get(0))?.collect())
    }

    /// Writes what was put in, in one transaction, and takes the stream up again from there. `done` is the greatest number
    /// of an article when all that were waiting are in, `pause` the days of silence behind which a story is continued in
    /// a new part. Says whether that was possible: where another program has put articles in meanwhile nothing is
    /// written, and the stream must be taken up again.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn lay_down(&mut self, stream: &mut Stream, done: Option<i64>, pause: i32) -> Result<bool, Error> {
        self.lay_down_with(stream, done, pause, |_| Ok(()))
    }

    /// The same with more to be written in the same transaction.
    pub(super) fn lay_down_with(
        &mut self,
        stream: &mut Stream,
        done: Option<i64>,
        pause: i32,
        more: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    ) -> Result<bool, Error> {
        let written =
            self.sql(|db| transaction(db, |db| Ok(save(db, stream, done, pause)? && more(db).map(|()| true)?)))?;
        if written {
            stream.settled(done);
        }
        Ok(written)
    }
}

impl Stream {
    /// What was written is what a later run takes up.
    fn settled(&mut self, done: Option<i64>) {
        self.before = standing(&self.gatherer);
        self.reports = self.gatherer.len();
        self.found = Some(self.reports);
        self.halved = self.gatherer.frequencies().halved();
        self.last = done.unwrap_or(self.last);
        self.there = true;
        self.fresh.clear();
        self.words = Frequencies::default();
    }

    /// The reports whose story changed since, those that are new among them, with the stories they had.
    fn moved(&self) -> Vec<(ReportId, StoryId, Option<StoryId>)> {
        let known = self.before.iter().map(|(report, (_, story))| (*report, Some(*story)));
        let all = known.chain((self.reports..self.gatherer.len()).map(|n| (ReportId(n), None)));
        all.filter_map(|(report, before)| {
            let story = self.gatherer.story(report)?;
            (before != Some(story)).then_some((report, story, before))
        })
        .collect()
    }
}

const REPORTS: &str = "SELECT reports FROM story_stream";

/// The number of a story in the library; its first is 1.
pub(super) fn number(story: StoryId) -> i64 {
    i64::from(story.0) + 1
}

/// The story of a number.
pub(super) fn story_id(number: i64) -> StoryId {
    StoryId(u32::try_from(number - 1).unwrap_or(u32::MAX))
}

fn hash(bytes: &[u8]) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(bytes)
}

fn standing(gatherer: &Gatherer) -> HashMap<ReportId, (u64, StoryId)> {
    let one = |report| Some((report, (hash(&gatherer.links(report)?), gatherer.story(report)?)));
    gatherer.comparable().filter_map(one).collect()
}

fn load(db: &Connection, limits: Limits, decisions: &Decisions) -> rusqlite::Result<Option<Stream>> {
    // One state of the file, whoever writes meanwhile.
    db.execute_batch("BEGIN")?;
    let loaded = taken_up(db, limits, decisions);
    db.execute_batch("COMMIT")?;
    loaded
}

fn taken_up(db: &Connection, limits: Limits, decisions: &Decisions) -> rusqlite::Result<Option<Stream>> {
    let head = "SELECT last, halved, state FROM story_stream";
    let head = db.query_row(head, [], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, Vec<u8>>(2)?))).optional()?;
    let Some((last, halved, state)) = head else { return Ok(None) };
    let mut words = Frequencies::default();
    let mut find = db.prepare("SELECT counts FROM story_words ORDER BY n")?;
    let mut rows = find.query([])?;
    while let Some(r) = rows.next()? {
        let unpacked = zstd::decode_all(r.get_ref(0)?.as_blob().unwrap_or(&[])).unwrap_or_default();
        if words.add_bytes(&unpacked).is_none() {
            return Ok(None);
        }
    }
    let mut find = db.prepare(
        "SELECT a.report, a.article, a.story, w.held, l.links FROM story_window w \
         JOIN story_links l ON l.report = w.report JOIN story_articles a ON a.report = w.report ORDER BY w.report",
    )?;
    let mut articles: HashMap<ReportId, i64> = HashMap::new();
    let mut kept = Vec::new();
    let mut rows = find.query([])?;
    while let Some(r) = rows.next()? {
        let report = ReportId(r.get(0)?);
        articles.insert(report, r.get(1)?);
        kept.push(KeptReport { report, story: story_id(r.get(2)?), held: r.get(3)?, links: r.get(4)? });
    }
    let name = |report: ReportId| articles.get(&report).map(i64::to_string);
    let gatherer = Gatherer::again((limits, decisions.clone()), words, &state, kept.into_iter(), name);
    Ok(gatherer.map(|gatherer| Stream {
        last,
        reports: gatherer.len(),
        found: Some(gatherer.len()),
        halved,
        there: true,
        fresh: Vec::new(),
        words: Frequencies::default(),
        before: standing(&gatherer),
        gatherer,
    }))
}

fn save(db: &Connection, stream: &Stream, done: Option<i64>, pause: i32) -> rusqlite::Result<bool> {
    let found: Option<u32> = db.query_row(REPORTS, [], |r| r.get(0)).optional()?;
    if found != stream.found {
        return Ok(false);
    }
    if !stream.there {
        for table in ["story_window", "story_links", "story_articles", "story_words", "story_stream", "stories"] {
            db.execute(&format!("DELETE FROM {table}"), [])?;
        }
    }
    let gatherer = &stream.gatherer;
    let mut changed: BTreeSet<i64> = BTreeSet::new();
    let mut insert =
        db.prepare_cached("INSERT INTO story_articles (article, story, part, day, report) VALUES (?1, ?2, 1, ?3, ?4)")?;
    for (n, (article, day)) in stream.fresh.iter().enumerate() {
        let report = ReportId(stream.reports + n as u32);
        let Some(story) = gatherer.story(report) else { continue };
        insert.execute(params![article, number(story), day, report.0])?;
    }
    let mut update = db.prepare_cached("UPDATE story_articles SET story = ?2 WHERE report = ?1")?;
    for (report, story, before) in stream.moved() {
        changed.insert(number(story));
        if let Some(before) = before {
            changed.insert(number(before));
            update.execute(params![report.0, number(story)])?;
        }
    }
    window(db, stream)?;
    counts(db, stream)?;
    db.execute(
        "INSERT INTO story_stream (id, last, reports, halved, state) VALUES (1, ?1, ?2, ?3, ?4) \
         ON CONFLICT (id) DO UPDATE SET last = ?1, reports = ?2, halved = ?3, state = ?4",
        params![done.unwrap_or(stream.last), gatherer.len(), gatherer.frequencies().halved(), gatherer.rest()],
    )?;
    for story in changed {
        refresh(db, story, pause)?;
    }
    Ok(true)
}

/// Writes the reports that are comparable, as far as they changed.
fn window(db: &Connection, stream: &Stream) -> rusqlite::Result<()> {
    let gatherer = &stream.gatherer;
    let mut left: HashSet<ReportId> = stream.before.keys().copied().collect();
    let mut held = db.prepare_cached("INSERT INTO story_window (report, held) VALUES (?1, ?2)")?;
    let mut links = db.prepare_cached(
        "INSERT INTO story_links (report, links) VALUES (?1, ?2) ON CONFLICT (report) DO UPDATE SET links = ?2",
    )?;
    let mut reports: Vec<ReportId> = gatherer.comparable().collect();
    reports.sort_unstable();
    for report in reports {
        left.remove(&report);
        let Some(bytes) = gatherer.links(report) else { continue };
        let before = stream.before.get(&report);
        if before.is_none() {
            held.execute(params![report.0, gatherer.held(report)])?;
        }
        if before.is_none_or(|b| b.0 != hash(&bytes)) {
            links.execute(params![report.0, bytes])?;
        }
    }
    let mut leave = [
        db.prepare_cached("DELETE FROM story_window WHERE report = ?1")?,
        db.prepare_cached("DELETE FROM story_links WHERE report = ?1")?,
    ];
    for report in left {
        for statement in &mut leave {
            statement.execute([report.0])?;
        }
    }
    Ok(())
}

/// Writes the counts of words: what this run adds, or, now and then, all.
fn counts(db: &Connection, stream: &Stream) -> rusqlite::Result<()> {
    let pieces: i64 = db.query_row("SELECT count(*) FROM story_words", [], |r| r.get(0))?;
    let all = stream.gatherer.frequencies();
    let whole = pieces >= PIECES || all.halved() != stream.halved;
    if whole {
        db.execute("DELETE FROM story_words", [])?;
    }
    if !whole && stream.words == Frequencies::default() {
        return Ok(());
    }
    let counts = if whole { all.to_bytes() } else { stream.words.to_bytes() };
    let packed = zstd::bulk::compress(&counts, 1).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
    db.execute("INSERT INTO story_words (counts) VALUES (?1)", [packed])?;
    Ok(())
}

/// Cuts a story into parts where it falls silent, and writes what is said of it as a whole.
pub(super) fn refresh(db: &Connection, story: i64, pause: i32) -> rusqlite::Result<()> {
    let mut find = db.prepare_cached(
        "SELECT article, day, part, continues FROM story_articles WHERE story = ?1 ORDER BY day, article",
    )?;
    type Row = (i64, Option<i32>, i64, Option<i64>);
    let rows: Vec<Row> = find
        .query_map([story], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if rows.is_empty() {
        db.prepare_cached("DELETE FROM stories WHERE id = ?1")?.execute([story])?;
        return Ok(());
    }
    let mut set = db.prepare_cached("UPDATE story_articles SET part = ?2, continues = ?3 WHERE article = ?1")?;
    let (mut part, mut last): (i64, Option<i32>) = (1, None);
    for (article, day, had, continued) in rows {
        if let (Some(last), Some(day)) = (last, day)
            && day - last > pause
        {
            part += 1;
        }
        last = day.or(last);
        let continues = (part > 1).then_some(part - 1);
        if (had, continued) != (part, continues) {
            set.execute(params![article, part, continues])?;
        }
    }
    let mut members = db.prepare_cached(
        "SELECT s.article FROM story_articles s JOIN articles t ON t.id = s.article \
         WHERE s.story = ?1 ORDER BY t.title IS NULL, s.day, t.id LIMIT ?2",
    )?;
    // The line above the text, a date or a picture's, names nothing.
    let mut called = db.prepare_cached(
        "SELECT a.title, CASE WHEN a.title IS NULL THEN coalesce( \
         (SELECT substr(CAST(a.text AS BLOB), b.start + 1, min(b.\"end\" - b.start, 1000)) FROM blocks b \
         WHERE b.article = a.id AND b.kind NOT IN ('residue', 'notice', 'caption') ORDER BY b.n LIMIT 1), \
         CAST(substr(a.text, 1, 1000) AS BLOB)) ELSE x'' END FROM articles a WHERE a.id = ?1",
    )?;
    let mut title: Option<String> = None;
    let ids: Vec<i64> = members.query_map(params![story, ASKED], |r| r.get(0))?.collect::<Result<_, _>>()?;
    for id in ids {
        let (stated, text) =
            called.query_row([id], |r| Ok((r.get::<_, Option<String>>(0)?, r.get::<_, Vec<u8>>(1)?)))?;
        // What is cut in the middle of a letter is cut again.
        let name = stated.unwrap_or_else(|| opening(&String::from_utf8_lossy(&text)));
        let calm = name.chars().any(char::is_lowercase);
        if calm || title.as_deref().is_none_or(str::is_empty) {
            title = Some(name);
        }
        if calm {
            break;
        }
    }
    let mut about = db.prepare_cached(
        "INSERT INTO stories (id, title, first, last, articles, outlets, parts) \
         SELECT ?1, ?3, \
                min(coalesce(a.published, a.modified)), max(coalesce(a.published, a.modified)), count(*), \
                count(DISTINCT a.outlet), ?2 \
         FROM story_articles s JOIN articles a ON a.id = s.article WHERE s.story = ?1 \
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, first = excluded.first, last = excluded.last, \
         articles = excluded.articles, outlets = excluded.outlets, parts = excluded.parts",
    )?;
    about.execute(params![story, part, title])?;
    Ok(())
}

/// The first line of a text as a title: whole words of it, with … where there were more.
fn opening(text: &str) -> String {
    let line = text.lines().next().unwrap_or("").trim();
    let Some((cut, _)) = line.char_indices().nth(OPENING) else { return line.to_owned() };
    let head = line.get(..cut).unwrap_or(line);
    let whole = head.rsplit_once(char::is_whitespace).map_or(head, |(words, _)| words);
    format!("{}…", whole.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{OPENING, opening};

    #[test]
    fn a_title_made_of_a_text_has_whole_words() {
        assert_eq!(opening("The lock is shut\r\nNobody knows why.\r\n"), "The lock is shut");
        let long = "The harbour board shut the old lock on Friday, ".repeat(4);
        let title = opening(&long);
        assert!(title.chars().count() <= OPENING, "{title}");
        assert!(title.ends_with("board shut…"), "{title}");
        assert_eq!(opening(&"x".repeat(200)), format!("{}…", "x".repeat(OPENING)));
        assert_eq!(opening(""), "");
    }
}
