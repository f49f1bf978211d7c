//! Notices in a library: written with the other rows of an article, and searched.

use crate::error::Error;
use crate::library::Library;
use rusqlite::{Connection, params};
use variorum::annotate::Annotated;
use variorum::annotate::notice::{ContactKinds, Notice, keypad};
use variorum::span::Span;

/// A notice that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeHit {
    /// The article's number.
    pub article: i64,
    /// The number of the notice in it, `notices.n`.
    pub notice: i64,
    /// help, appeal, event, recall or other.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// First byte of the article's text.
    pub start: i64,
    /// One past the last.
    pub end: i64,
    /// The file as it was named.
    pub path: String,
    /// The line of that file, counted from 1.
    pub line: Option<i64>,
    /// The article's title.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// When it was captured, UTC.
    pub captured: String,
    /// Its contacts as printed, those that were looked for marked.
    pub contacts: Vec<(String, bool)>,
}

/// Which notices are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeQuery {
    /// Words that must all stand in it, capitals aside; or a number, whatever its spaces, hyphens and brackets.
    pub words: String,
    /// Only articles of this outlet, capitals aside.
    pub outlet: Option<String>,
    /// Only articles published on this day or later, `2021-02-05`, `2021-02` or `2021`.
    pub from: Option<String>,
    /// Only articles published on this day or earlier, in the same form.
    pub until: Option<String>,
    /// How many at most.
    pub limit: u32,
}

/// Rows of the tables of notices, as they are written.
#[derive(Debug, Default)]
pub(crate) struct NoticeRows {
    list: Vec<(Notice, Vec<String>)>,
}

impl NoticeRows {
    /// The notices of a report, with the words that go into the tables.
    pub fn of(report: &Annotated) -> Self {
        let words = |n: &Notice| n.spans().map(|s| report.text(s).to_string()).collect();
        Self { list: report.annotations.notices.iter().map(|n| (n.clone(), words(n))).collect() }
    }

    /// Writes the rows of an article, those first that others point at.
    pub fn write(&self, db: &Connection, article: i64) -> rusqlite::Result<()> {
        let (start, end) = (|s: Option<Span>| s.map(Span::start), |s: Option<Span>| s.map(Span::end));
        let (mut services, mut contacts, mut all_hours) = (0i64, 0i64, 0i64);
        for (n, (notice, words)) in self.list.iter().enumerate() {
            // In the order of `Notice::spans`.
            let mut words = words.iter();
            let mut next = || words.next().map_or("", String::as_str);
            let n = n as i64;
            db.prepare_cached("INSERT INTO notices VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(params![
                article,
                n,
                notice.kind.name(),
                notice.in_story,
                next(),
                notice.span.start(),
                notice.span.end(),
                start(notice.label),
                end(notice.label),
            ])?;
            if notice.label.is_some() {
                next();
            }
            let first = services;
            for s in &notice.services {
                next();
                let name = s.organisation.map(|_| next());
                db.prepare_cached("INSERT INTO services VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(
                    params![
                        article,
                        services,
                        n,
                        name,
                        s.span.start(),
                        s.span.end(),
                        start(s.organisation),
                        end(s.organisation),
                        s.of.map(|row| first + i64::from(row)),
                    ],
                )?;
                for c in &s.contacts {
                    let (text, number) = (next(), next());
                    let other = c.other.map(|_| next());
                    if c.keyword.is_some() {
                        next();
                    }
                    let dialled = [ContactKinds::CALL, ContactKinds::TEXT, ContactKinds::FAX, ContactKinds::CHAT];
                    let dialled = dialled.iter().any(|k| c.kinds.has(*k)) && !c.kinds.has(ContactKinds::WEB);
                    let digits = other.map_or_else(|| keypad(number), |o| format!("{} {}", keypad(number), keypad(o)));
                    db.prepare_cached(
                        "INSERT INTO contacts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                    )?
                    .execute(params![
                        article,
                        contacts,
                        services,
                        c.kinds.names().join(" "),
                        text,
                        dialled.then_some(digits),
                        c.span.start(),
                        c.span.end(),
                        c.number.start(),
                        c.number.end(),
                        start(c.other),
                        end(c.other),
                        start(c.keyword),
                        end(c.keyword),
                    ])?;
                    contacts += 1;
                }
                for h in &s.hours {
                    db.prepare_cached("INSERT INTO hours VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(
                        params![
                            article,
                            all_hours,
                            services,
                            next(),
                            h.opening.as_ref().map(ToString::to_string),
                            h.in_name,
                            h.span.start(),
                            h.span.end(),
                        ],
                    )?;
                    all_hours += 1;
                }
                services += 1;
            }
        }
        Ok(())
    }
}

impl Library {
    /// The notices that hold what is looked for, the latest first.
    ///
    /// # Errors
    /// Where there is no word to look for, or the file cannot be read.
    pub fn notices(&self, query: &NoticeQuery) -> Result<Vec<NoticeHit>, Error> {
        let words: Vec<String> = query
            .words
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”'))
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '@').to_lowercase())
            .filter(|w| !w.is_empty())
            .collect();
        if words.is_empty() {
            return Err(Error::words(
                &self.path,
                &query.words,
                "there is no word in it; give at least one word or number",
            ));
        }
        let number = number(&query.words);
        let until = query.until.as_ref().map(|day| format!("{day}\u{10FFFF}"));
        self.sql(|db| {
            let mut find = db.prepare(
                "SELECT n.article, n.n, n.kind, n.text, n.start, n.\"end\", a.path, a.line, a.title, a.outlet, a.published, \
                 coalesce(a.captured, c.captured) FROM notices n JOIN articles a ON a.id = n.article \
                 JOIN captures c ON c.id = a.capture WHERE (?1 IS NULL OR a.outlet = ?1 COLLATE NOCASE) \
                 AND (?2 IS NULL OR a.published >= ?2) AND (?3 IS NULL OR a.published <= ?3) \
                 AND (?4 IS NULL OR EXISTS (SELECT 1 FROM contacts x JOIN services s ON s.article = x.article AND s.n = x.service \
                 WHERE x.article = n.article AND s.notice = n.n AND instr(x.digits, ?4) > 0)) \
                 ORDER BY coalesce(a.published, '') DESC, n.article DESC, n.n",
            )?;
            let mut rows = find.query(params![query.outlet, query.from, until, number])?;
            let mut out = Vec::new();
            while let Some(r) = rows.next()? {
                if out.len() as u32 >= query.limit {
                    break;
                }
                let text: String = r.get(3)?;
                if number.is_none() {
                    let low = text.to_lowercase();
                    if !words.iter().all(|w| low.contains(w.as_str())) {
                        continue;
                    }
                }
                let mut hit = NoticeHit {
                    article: r.get(0)?,
                    notice: r.get(1)?,
                    kind: r.get(2)?,
                    text,
                    start: r.get(4)?,
                    end: r.get(5)?,
                    path: r.get(6)?,
                    line: r.get(7)?,
                    title: r.get(8)?,
                    outlet: r.get(9)?,
                    published: r.get(10)?,
                    captured: r.get(11)?,
                    contacts: Vec::new(),
                };
                hit.contacts = contacts(db, hit.article, hit.notice, number.as_deref(), &words)?;
                out.push(hit);
            }
            Ok(out)
        })
    }
}

fn contacts(
    db: &Connection,
    article: i64,
    notice: i64,
    number: Option<&str>,
    words: &[String],
) -> rusqlite::Result<Vec<(String, bool)>> {
    let mut find = db.prepare_cached(
        "SELECT x.text, x.digits FROM contacts x JOIN services s ON s.article = x.article AND s.n = x.service \
         WHERE x.article = ?1 AND s.notice = ?2 ORDER BY x.n",
    )?;
    let rows = find.query_map([article, notice], |r| {
        let (text, digits) = (r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?);
        let low = text.to_lowercase();
        let met = match number {
            Some(number) => digits.is_some_and(|d| d.contains(number)),
            None => words.iter().any(|w| low.contains(w.as_str())),
        };
        Ok((text, met))
    })?;
    rows.collect()
}

/// The figures of what is a number and nothing else; letters count where they are written as in a number, "0508
/// TAUTOKO", "1-800-273-TALK".
fn number(words: &str) -> Option<String> {
    let plain =
        words.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || " -./()+\u{a0}\u{2011}–".contains(c));
    let figures = words.chars().filter(char::is_ascii_digit).count();
    let first = words.trim_start_matches([' ', '(', '+']).starts_with(|c: char| c.is_ascii_digit());
    (plain && first && figures >= 3).then(|| keypad(words))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_told_from_words() {
        for (words, digits) in [
            ("0800 543 354", Some("0800543354")),
            ("(0800) 543-354", Some("0800543354")),
            ("1-800-273-TALK", Some("18002738255")),
            ("101", Some("101")),
            ("24 hours", None),
            ("harbour 0800", None),
            ("12", None),
        ] {
            assert_eq!(number(words).as_deref(), digits, "{words}");
        }
    }
}
