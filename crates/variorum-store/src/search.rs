//! Full-text search over titles and texts.

use crate::error::Error;
use crate::library::Library;
use rusqlite::params;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must all be there; `"in quotation marks"` in that order; `word*` for beginnings; `OR` between two for
    /// either. Capitals and accents do not matter.
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

/// An article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its number.
    pub article: i64,
    /// The file as it was named, and its line.
    pub path: String,
    /// The line of that file, counted from 1.
    pub line: Option<i64>,
    /// Title as given beside the text.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// BM25 of the words in title (four times) and text, higher for a better hit.
    pub score: f64,
    /// The stretch of the article that holds most of the words.
    pub snippet: String,
    /// Where in `snippet` the words stand: first byte, and one past the last.
    pub marks: Vec<(usize, usize)>,
}

/// Marks put around what was found; text that holds them itself is not misread by more than a mark.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

impl Library {
    /// The articles that hold what is looked for, the best first; those that are equal in order of arrival.
    ///
    /// # Errors
    /// Where there is no word to look for, or the file cannot be read.
    pub fn search(&self, query: &Query) -> Result<Vec<Hit>, Error> {
        let words = expression(&query.words).map_err(|why| Error::words(&self.path, &query.words, why))?;
        // A day, a month or a year holds all dates that begin with it.
        let until = query.until.as_ref().map(|day| format!("{day}\u{10FFFF}"));
        let found = self.sql(|db| {
            let mut find = db.prepare(
                "SELECT a.id, a.path, a.line, a.title, a.outlet, a.published, -bm25(articles_fts, 4.0, 1.0) AS score, \
                 snippet(articles_fts, -1, ?6, ?7, '…', 24) \
                 FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid \
                 WHERE articles_fts MATCH ?1 AND (?2 IS NULL OR a.outlet = ?2 COLLATE NOCASE) \
                 AND (?3 IS NULL OR a.published >= ?3) AND (?4 IS NULL OR a.published <= ?4) \
                 ORDER BY score DESC, a.id LIMIT ?5",
            )?;
            let marks = MARKS.map(String::from);
            let given = params![words, query.outlet, query.from, until, query.limit, marks[0], marks[1]];
            find.query_map(given, |r| {
                let (snippet, marks) = marked(&r.get::<_, String>(7)?);
                Ok(Hit {
                    article: r.get(0)?,
                    path: r.get(1)?,
                    line: r.get(2)?,
                    title: r.get(3)?,
                    outlet: r.get(4)?,
                    published: r.get(5)?,
                    score: r.get(6)?,
                    snippet,
                    marks,
                })
            })?
            .collect()
        });
        found.map_err(|error| match error.of_the_statement() {
            Some(why) => Error::words(&self.path, &query.words, &format!("{why}; give fewer or other words")),
            None => error,
        })
    }
}

/// A snippet without the marks, and where they stood.
fn marked(given: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut marks, mut open) = (String::with_capacity(given.len()), Vec::new(), None);
    for c in given.chars() {
        if c == MARKS[0] {
            open = Some(text.len());
        } else if c == MARKS[1] {
            marks.extend(open.take().map(|start| (start, text.len())));
        } else {
            text.push(c);
        }
    }
    (text, marks)
}

/// Words as people type them, as an expression of FTS5 in which nothing but `*`, `OR` and quotation marks has a meaning.
pub(crate) fn expression(words: &str) -> Result<String, &'static str> {
    let mut terms: Vec<String> = Vec::new();
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        let (term, prefix, bare);
        if let Some(inner) = rest.strip_prefix(['"', '“', '”']) {
            // Marks that never close go to the end.
            let end = inner.find(['"', '“', '”']).unwrap_or(inner.len());
            (term, bare) = (&inner[..end], false);
            rest = inner[end..].trim_start_matches(['"', '“', '”']);
            prefix = rest.starts_with('*');
            rest = rest.trim_start_matches('*').trim_start();
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || "\"“”".contains(c)).unwrap_or(rest.len());
            let word = &rest[..end];
            rest = rest[end..].trim_start();
            (term, prefix, bare) = (word.trim_end_matches('*'), word.ends_with('*'), true);
        }
        if bare && term == "OR" {
            if terms.last().is_some_and(|t| t != "OR") && !rest.is_empty() {
                terms.push("OR".into());
            }
        } else if term.contains(char::is_alphanumeric) {
            let star = if prefix { " *" } else { "" };
            // A zero byte would end the expression.
            terms.push(format!("\"{}\"{star}", term.replace(['"', '\0'], " ")));
        }
    }
    if terms.last().is_some_and(|t| t == "OR") {
        terms.pop();
    }
    if terms.is_empty() {
        return Err("there is no word in it; give at least one word or number");
    }
    // "a b OR c" is a and either of b and c.
    let mut out = String::new();
    for (i, term) in terms.iter().enumerate() {
        let (after, before) = (i > 0 && terms[i - 1] == "OR", terms.get(i + 1).is_some_and(|t| t == "OR"));
        match term.as_str() {
            "OR" => out.push_str(" OR "),
            term => {
                if !after {
                    out.push_str(if i > 0 { " AND (" } else { "(" });
                }
                out.push_str(term);
                if !before {
                    out.push(')');
                }
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn words_become_an_expression() {
        for (words, expected) in [
            ("lock gate", r#"("lock") AND ("gate")"#),
            ("a b OR c d", r#"("a") AND ("b" OR "c") AND ("d")"#),
            ("“harbour master” fog*", r#"("harbour master") AND ("fog" *)"#),
            ("OR a OR", r#"("a")"#),
            ("NEAR(a b) -c:d", r#"("NEAR(a") AND ("b)") AND ("-c:d")"#),
            ("\"open", r#"("open")"#),
            ("- a *", r#"("a")"#),
        ] {
            assert_eq!(expression(words).as_deref(), Ok(expected), "{words}");
        }
        for words in ["", "  ", "\"\"", "* - OR", "'"] {
            assert!(expression(words).is_err(), "{words}");
        }
    }
}
