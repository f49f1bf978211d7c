//! Re-checks what an edition or an export of one says against the captures it was made from.

use super::export::chars::Chars;
use super::export::xml_clean;
use super::record::EditionRecord;
use crate::article::Article;
use crate::collate::spelling;
use crate::span::Span;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

/// A place as a file cites it: which report, where, which words. What a file does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation<'a> {
    /// The report's siglum.
    pub siglum: Cow<'a, str>,
    /// First byte of the captured file, and one past the last.
    pub bytes: Option<(u64, u64)>,
    /// First code point of the report's text, and one past the last.
    pub chars: Option<(u64, u64)>,
    /// The words.
    pub text: Option<Cow<'a, str>>,
    /// What stands right before them.
    pub before: Option<Cow<'a, str>>,
    /// What stands right behind them.
    pub after: Option<Cow<'a, str>>,
    /// Whether characters that XML cannot hold are replaced in the words.
    pub xml: bool,
}

/// A report as a file names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedReport<'a> {
    /// Its siglum.
    pub siglum: Cow<'a, str>,
    /// The file.
    pub path: Cow<'a, str>,
    /// The line of a JSONL file.
    pub line: Option<u64>,
    /// Length of the captured file, where it is said.
    pub bytes: Option<u64>,
}

/// Words that a file says stand at places, all together: the reading of a variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedReading<'a> {
    /// The report's siglum.
    pub siglum: Cow<'a, str>,
    /// Bytes of the captured file, in order.
    pub places: Vec<(u64, u64)>,
    /// The words.
    pub text: Cow<'a, str>,
}

/// Everything that a file says of places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citations<'a> {
    /// The reports it names, each once.
    pub reports: Vec<CitedReport<'a>>,
    /// The places, in any order.
    pub places: Vec<Citation<'a>>,
    /// The readings of variants, where the file is an edition.
    pub readings: Vec<CitedReading<'a>>,
}

impl<'a> Citations<'a> {
    /// What an edition says of places.
    pub fn of(edition: &'a EditionRecord) -> Self {
        let cite = |siglum: &'a str, start: u64, end: u64, text: &'a str| Citation {
            siglum: siglum.into(),
            bytes: Some((start, end)),
            text: Some(text.into()),
            ..Citation::default()
        };
        let places = edition.places().map(|p| cite(&p.siglum, p.start, p.end, &p.text));
        let marks = edition.unsupported.iter().map(|u| cite(&u.siglum, u.start, u.end, &u.text));
        let report = |a: &'a super::record::ArticleRecord| CitedReport {
            siglum: a.siglum.as_str().into(),
            path: a.path.as_str().into(),
            line: a.line,
            bytes: Some(a.bytes),
        };
        let variants = edition.utterances.iter().chain(&edition.passages).flat_map(|t| &t.variants);
        let readings = variants.flat_map(|v| &v.readings).flat_map(|r| {
            r.sigla.iter().map(|siglum| CitedReading {
                siglum: siglum.as_str().into(),
                places: r.places.iter().filter(|p| p.siglum == *siglum).map(|p| (p.start, p.end)).collect(),
                text: r.text.as_str().into(),
            })
        });
        Self {
            reports: edition.articles.iter().map(report).collect(),
            places: places.chain(marks).collect(),
            readings: readings.collect(),
        }
    }

    /// Adds what another file of the same export says.
    pub fn extend(&mut self, other: Citations<'a>) {
        let known: HashSet<Cow<'a, str>> = self.reports.iter().map(|r| r.siglum.clone()).collect();
        self.reports.extend(other.reports.into_iter().filter(|r| !known.contains(&r.siglum)));
        self.places.extend(other.places);
        self.readings.extend(other.readings);
    }
}

/// A place whose words no longer stand where the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The report's siglum in the edition.
    pub siglum: String,
    /// The file the edition names.
    pub path: String,
    /// First byte; where the file cites code points alone, the first of them.
    pub start: u64,
    /// One past the last.
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

impl Verification {
    /// Whether nothing was lost and nothing missing.
    pub fn holds(&self) -> bool {
        self.lost.is_empty() && self.missing.is_empty()
    }
}

/// Looks every place of an edition up in `articles` and compares the words, byte for byte. Nothing is searched
/// for elsewhere: a place that moved is lost.
///
/// A report is found by its path as the edition has it, else by its file name if only one given report has it;
/// in a file of several reports by the line.
pub fn verify<'a>(edition: &EditionRecord, articles: impl IntoIterator<Item = &'a Article>) -> Verification {
    recheck(Citations::of(edition), articles)
}

/// The same for whatever a file says of places. Where it cites bytes and code points both must lead to the words.
pub fn recheck<'a>(cited: Citations<'_>, articles: impl IntoIterator<Item = &'a Article>) -> Verification {
    let mut out = Verification::default();
    let mut by_siglum: HashMap<&str, Report<'_>> = HashMap::new();
    let by_name = ByName::of(articles);
    for report in &cited.reports {
        let article = by_name.find(&report.path, report.line);
        if article.is_none() {
            out.missing.push((report.siglum.to_string(), report.path.to_string()));
        }
        let chars = article.map(|a| Chars::of(a.text.as_str()));
        by_siglum.insert(&report.siglum, Report { path: &report.path, article, chars });
    }
    let mut places = cited.places;
    // A place that several variants name is one place.
    places.sort_unstable();
    places.dedup();
    for place in places {
        out.checked += 1;
        let report = by_siglum.get(&*place.siglum);
        let found = report.and_then(|r| r.look_up(&place));
        if let Err(found) = found.map_or(Err(None), |span| report.map_or(Err(None), |r| r.compare(&place, span))) {
            let (start, end) = place.bytes.or(place.chars).unwrap_or((0, 0));
            out.lost.push(Lost {
                siglum: place.siglum.into_owned(),
                path: report.map_or(String::new(), |r| r.path.to_string()),
                start,
                end,
                claimed: place.text.map_or(String::new(), Cow::into_owned),
                found,
            });
        }
    }
    for reading in &cited.readings {
        let Some(report) = by_siglum.get(&*reading.siglum) else { continue };
        let Some(found) = report.misread(reading) else { continue };
        let start = reading.places.iter().map(|p| p.0).min().unwrap_or(0);
        let end = reading.places.iter().map(|p| p.1).max().unwrap_or(0);
        out.lost.push(Lost {
            siglum: reading.siglum.to_string(),
            path: report.path.to_string(),
            start,
            end,
            claimed: reading.text.to_string(),
            found: Some(found),
        });
    }
    out.lost.sort_by(|a, b| (&a.siglum, a.start, a.end).cmp(&(&b.siglum, b.start, b.end)));
    out
}

struct Report<'a> {
    path: &'a str,
    article: Option<&'a Article>,
    chars: Option<Chars>,
}

impl Report<'_> {
    /// The span that a citation leads to; `None` where there is no such place, or its currencies lead to different ones.
    fn look_up(&self, place: &Citation<'_>) -> Option<Span> {
        let text = &self.article?.text;
        let by_bytes = place.bytes.map(|(start, end)| text.from_source(start..end));
        let by_chars = place.chars.map(|(start, end)| {
            let at = |n| self.chars.as_ref()?.byte(text.as_str(), n);
            let (start, end) = (at(start)?, at(end)?);
            (start <= end).then(|| Span::new(start, end))
        });
        match (by_bytes, by_chars) {
            (Some(a), Some(b)) => a.filter(|_| a == b),
            (found, None) | (None, found) => found.flatten(),
        }
    }

    /// What stands at the places of a reading, if these are not its words, capitals and stops apart: a reading of several
    /// reports is printed as the first of them has it. A report can have the words more than once.
    fn misread(&self, reading: &CitedReading<'_>) -> Option<String> {
        let text = &self.article?.text;
        let mut found = String::new();
        let mut last = None;
        for (start, end) in &reading.places {
            // What is no place is lost already.
            let span = text.from_source(*start..*end)?;
            if !found.is_empty() && last.is_some_and(|l| l != *start) {
                found.push(' ');
            }
            // What an extraction left inside a sentence is nobody's words.
            let blocks = &self.article?.blocks;
            let from = blocks.partition_point(|b| b.span.end() <= span.start());
            for b in blocks.iter().skip(from).take_while(|b| b.span.start() < span.end()) {
                if b.kind.is_story() {
                    let (from, to) = (b.span.start().max(span.start()), b.span.end().min(span.end()));
                    found.push_str(text.as_str().get(from as usize..to as usize)?);
                }
            }
            last = Some(*end);
        }
        let (claimed, there) = (letters(&reading.text), letters(&found));
        // Dots stand for words and between them, whatever the report says there.
        if claimed.is_empty() && !reading.text.is_empty() {
            return None;
        }
        let times = if claimed.is_empty() { 0 } else { there.len() / claimed.len() };
        (claimed.repeat(times.max(1)) != there).then_some(found)
    }

    /// Whether the words of a citation stand at a span; if not, what stands there.
    fn compare(&self, place: &Citation<'_>, span: Span) -> Result<(), Option<String>> {
        let text = self.article.map_or("", |a| a.text.as_str());
        let part = |range: std::ops::Range<usize>| {
            let words = text.get(range).unwrap_or("");
            if place.xml { xml_clean(words) } else { Cow::Borrowed(words) }
        };
        let words = part(span.range());
        let same = place.text.as_ref().is_none_or(|t| *t == words);
        let before = place.before.as_ref().is_none_or(|b| part(0..span.range().start).ends_with(&**b));
        let after = place.after.as_ref().is_none_or(|a| part(span.range().end..text.len()).starts_with(&**a));
        if same && before && after { Ok(()) } else { Err(Some(words.into_owned())) }
    }
}

/// What the same words have in common however they are set.
fn letters(words: &str) -> String {
    let composed: String = words.nfc().collect();
    spelling::fold(&composed).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Reports by the names of their files.
pub(super) struct ByName<'a> {
    exact: HashMap<(&'a str, Option<u64>), &'a Article>,
    /// `None` where several have the name.
    file: HashMap<(&'a str, Option<u64>), Option<&'a Article>>,
}

impl<'a> ByName<'a> {
    pub(super) fn of(articles: impl IntoIterator<Item = &'a Article>) -> Self {
        let mut exact = HashMap::new();
        let mut file: HashMap<_, Option<&'a Article>> = HashMap::new();
        for a in articles {
            exact.entry((a.path.as_str(), a.line)).or_insert(a);
            file.entry((file_name(&a.path), a.line)).and_modify(|known| *known = None).or_insert(Some(a));
        }
        Self { exact, file }
    }

    pub(super) fn find(&self, path: &str, line: Option<u64>) -> Option<&'a Article> {
        self.exact.get(&(path, line)).copied().or_else(|| *self.file.get(&(file_name(path), line))?)
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::story::edition::edition;

    #[test]
    fn a_reading_that_is_not_what_its_places_say_is_found() {
        let files = [
            ("a.txt", "“If those ropes had held, we would be having another talk tonight,” Ann Lowe said.\n"),
            ("b.txt", "“If those ropes had not held, we would be having another talk tonight,” Ann Lowe said.\n"),
        ];
        let read = |(path, text): &(&str, &str)| {
            Article::read(crate::ingest::read(path, text.as_bytes().to_vec()).captures.remove(0))
        };
        let articles: Vec<Article> = files.iter().map(read).collect();
        let made = edition(articles.iter().cloned().map(annotate).collect());
        let mut record = EditionRecord::of(&made);
        assert!(verify(&record, &articles).holds(), "{:?}", verify(&record, &articles).lost);
        let variants = record.utterances.iter_mut().flat_map(|u| &mut u.variants).flat_map(|v| &mut v.readings);
        for reading in variants.filter(|r| r.text == "not") {
            reading.text = "never".to_string();
        }
        let lost = verify(&record, &articles).lost;
        assert_eq!(lost.len(), 1, "{lost:?}");
        assert_eq!((lost[0].claimed.as_str(), lost[0].found.as_deref()), ("never", Some("not")));
    }
}
