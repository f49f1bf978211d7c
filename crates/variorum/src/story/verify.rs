//! Re-checks a stored edition against the captures it was made from.

use super::record::{EditionRecord, PlaceRecord};
use crate::article::Article;
use std::collections::HashMap;

/// A place whose words no longer stand where the edition says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The report's siglum in the edition.
    pub siglum: String,
    /// The file the edition names.
    pub path: String,
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The words the edition claims.
    pub claimed: String,
    /// The words that stand there now; `None` where the report was not given or has no such place.
    pub found: Option<String>,
}

/// What a re-check gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Places that were looked up.
    pub checked: usize,
    /// Places that are lost, in order of report and place.
    pub lost: Vec<Lost>,
    /// Reports the edition names that were not given: siglum and path.
    pub missing: Vec<(String, String)>,
}

/// Looks every place of an edition up in `articles` and compares the words, byte for byte. Nothing is searched
/// for elsewhere: a place that moved is lost.
///
/// A report is found by its path as the edition has it, else by its file name if only one given report has it;
/// in a file of several reports by the line.
pub fn verify(edition: &EditionRecord, articles: &[Article]) -> Verification {
    let mut out = Verification::default();
    let mut by_siglum: HashMap<&str, (&str, Option<&Article>)> = HashMap::new();
    for record in &edition.articles {
        let line = |a: &&Article| a.line == record.line;
        let exact = articles.iter().filter(line).find(|a| a.path == record.path);
        let named = || {
            let mut same = articles.iter().filter(line).filter(|a| file_name(&a.path) == file_name(&record.path));
            let first = same.next();
            if same.next().is_none() { first } else { None }
        };
        let article = exact.or_else(named);
        if article.is_none() {
            out.missing.push((record.siglum.clone(), record.path.clone()));
        }
        by_siglum.insert(&record.siglum, (&record.path, article));
    }
    let mut check = |siglum: &str, start: u64, end: u64, claimed: &str| {
        out.checked += 1;
        let (path, article) = by_siglum.get(siglum).copied().unwrap_or(("", None));
        let found = article.and_then(|a| a.text.from_source(start..end).map(|span| a.text.get(span).to_string()));
        if found.as_deref() != Some(claimed) {
            out.lost.push(Lost {
                siglum: siglum.to_string(),
                path: path.to_string(),
                start,
                end,
                claimed: claimed.to_string(),
                found,
            });
        }
    };
    // A place that several variants name is one place.
    let places = edition.places().map(|PlaceRecord { siglum, start, end, text }| (&**siglum, *start, *end, &**text));
    let marks = edition.unsupported.iter().map(|u| (&*u.siglum, u.start, u.end, &*u.text));
    let mut all: Vec<(&str, u64, u64, &str)> = places.chain(marks).collect();
    all.sort_unstable();
    all.dedup();
    for (siglum, start, end, text) in all {
        check(siglum, start, end, text);
    }
    out
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
