//! Editions in the formats of others: tables, TEI, Web Annotation and the rest.
//!
//! An export is made from the record of an edition and the reports it was made from, so that it can be made long after the
//! comparison. Nothing is made unless every place of the record still stands in the reports. Every place goes out in three
//! currencies that must agree: bytes of the captured file, code points of the report's text, and the words themselves.
//!
//! One file a format; nothing here touches a disk.

pub(super) mod chars;
mod cited;
mod collatex;
mod csv;
mod dolma;
mod jsonl;
mod markdown;
mod ninjs;
mod prov;
mod rows;
mod schemaorg;
pub mod table;
mod tei;
mod webanno;
mod xml;

pub use self::cited::{cite_row, cited};
pub use self::csv::unguarded;
pub use self::xml::clean as xml_clean;

use self::chars::Chars;
use super::record::{ArticleRecord, EditionRecord, PlaceRecord};
use super::verify::{ByName, Verification, verify};
use crate::article::Article;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, Write};

/// A format in which an edition can go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The record of the edition, as `compare --json` prints it.
    Json,
    /// The tables, one line of JSON a row.
    Jsonl,
    /// The tables, one Parquet file each.
    Parquet,
    /// The tables, one file of comma-separated values each.
    Csv,
    /// TEI P5 with a critical apparatus.
    Tei,
    /// W3C Web Annotation, JSON-LD.
    WebAnno,
    /// PROV-JSON.
    Prov,
    /// ninjs 3.0, a list of news items.
    Ninjs,
    /// schema.org, JSON-LD.
    SchemaOrg,
    /// Alignment tables and witnesses of CollateX, two files a text.
    CollateX,
    /// Documents and attributes of Dolma.
    Dolma,
    /// A note for people.
    Markdown,
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: [Format; 12] = [
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Parquet,
        Format::Tei,
        Format::WebAnno,
        Format::Prov,
        Format::Ninjs,
        Format::SchemaOrg,
        Format::CollateX,
        Format::Dolma,
        Format::Markdown,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Parquet => "parquet",
            Format::Csv => "csv",
            Format::Tei => "tei",
            Format::WebAnno => "webanno",
            Format::Prov => "prov",
            Format::Ninjs => "ninjs",
            Format::SchemaOrg => "schemaorg",
            Format::CollateX => "collatex",
            Format::Dolma => "dolma",
            Format::Markdown => "markdown",
        }
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }

    /// The name of its only file; `None` where it has several.
    pub fn file(self) -> Option<&'static str> {
        match self {
            Format::Json => Some("edition.json"),
            Format::Jsonl => Some("edition.jsonl"),
            Format::Tei => Some("edition.tei.xml"),
            Format::WebAnno => Some("edition.annotations.jsonld"),
            Format::Prov => Some("edition.prov.json"),
            Format::Ninjs => Some("edition.ninjs.json"),
            Format::SchemaOrg => Some("edition.schema.jsonld"),
            Format::Markdown => Some("edition.md"),
            Format::Parquet | Format::Csv | Format::CollateX | Format::Dolma => None,
        }
    }
}

/// A place in the three currencies of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locator<'a> {
    /// The report.
    pub siglum: &'a str,
    /// First byte of the captured file.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// First code point of the report's text.
    pub char_start: u64,
    /// One past the last code point.
    pub char_end: u64,
    /// The words.
    pub text: &'a str,
}

/// An edition about to go out: its record, and the reports in which all its places stand.
#[derive(Debug)]
pub struct Export<'a> {
    record: &'a EditionRecord,
    reports: Vec<Report<'a>>,
    row: HashMap<&'a str, usize>,
}

#[derive(Debug)]
struct Report<'a> {
    record: &'a ArticleRecord,
    article: &'a Article,
    chars: Chars,
}

/// A file of an export that has several: its name, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// The name of the file.
    pub name: String,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Table(usize),
    Witnesses(usize),
    Alignment(usize),
    Documents,
    Attributes,
}

impl<'a> Export<'a> {
    /// Looks every place of a record up in the reports it was made from.
    ///
    /// # Errors
    /// Where a report is missing or a place is lost: what was missing and lost.
    pub fn new(
        record: &'a EditionRecord,
        articles: impl IntoIterator<Item = &'a Article> + Clone,
    ) -> Result<Self, Box<Verification>> {
        let checked = verify(record, articles.clone());
        if !checked.holds() {
            return Err(Box::new(checked));
        }
        let by_name = ByName::of(articles);
        let report = |r: &'a ArticleRecord| {
            let article = by_name.find(&r.path, r.line)?;
            Some(Report { record: r, article, chars: Chars::of(article.text.as_str()) })
        };
        let reports: Vec<Report<'a>> = record.articles.iter().filter_map(report).collect();
        let row = reports.iter().enumerate().map(|(i, r)| (r.record.siglum.as_str(), i)).collect();
        Ok(Self { record, reports, row })
    }

    /// The edition.
    pub fn record(&self) -> &'a EditionRecord {
        self.record
    }

    /// The files of a format that has several, in order; none for one that has one.
    pub fn parts(&self, format: Format) -> Vec<ExportFile> {
        let tables = |ending: &str| {
            let part = |(i, t): (usize, &table::ExportTable)| ExportFile {
                name: format!("{}.{ending}", t.name),
                what: What::Table(i),
            };
            table::TABLES.iter().enumerate().map(part).collect()
        };
        match format {
            Format::Csv => tables("csv"),
            Format::Parquet => tables("parquet"),
            Format::CollateX => {
                let both = |(i, id): (usize, &str)| {
                    [
                        ExportFile { name: format!("{id}.witnesses.json"), what: What::Witnesses(i) },
                        ExportFile { name: format!("{id}.table.json"), what: What::Alignment(i) },
                    ]
                };
                self.texts().map(|t| t.id.as_str()).enumerate().flat_map(both).collect()
            }
            Format::Dolma => vec![
                ExportFile { name: "documents.jsonl".into(), what: What::Documents },
                ExportFile { name: "attributes.jsonl".into(), what: What::Attributes },
            ],
            _ => Vec::new(),
        }
    }

    /// The table whose rows a file of an export has, where it has such.
    pub fn table(&self, part: &ExportFile) -> Option<&'static table::ExportTable> {
        match part.what {
            What::Table(i) => table::TABLES.get(i),
            _ => None,
        }
    }

    /// Writes a format that is one file. Of a format that is several nothing is written: those are [`parts`](Self::parts).
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Json => line(out, self.record),
            Format::Jsonl => jsonl::write(self, out),
            Format::Tei => tei::write(self, out),
            Format::WebAnno => webanno::write(self, out),
            Format::Prov => prov::write(self, out),
            Format::Ninjs => ninjs::write(self, out),
            Format::SchemaOrg => schemaorg::write(self, out),
            Format::Markdown => markdown::write(self, out),
            Format::Parquet | Format::Csv | Format::CollateX | Format::Dolma => Ok(()),
        }
    }

    /// Writes a file of a format that is several. Tables go out as comma-separated values; for Parquet see
    /// [`table`](Self::table).
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_part(&self, part: &ExportFile, out: &mut dyn Write) -> io::Result<()> {
        match part.what {
            What::Table(i) => table::TABLES.get(i).map_or(Ok(()), |t| csv::write(self, t, out)),
            What::Witnesses(i) => self.texts().nth(i).map_or(Ok(()), |t| collatex::witnesses(self, t, out)),
            What::Alignment(i) => self.texts().nth(i).map_or(Ok(()), |t| collatex::alignment(self, t, out)),
            What::Documents => dolma::documents(self, out),
            What::Attributes => dolma::attributes(self, out),
        }
    }

    /// Utterances, then passages.
    fn texts(&self) -> impl Iterator<Item = &'a super::record::TextRecord> {
        self.record.utterances.iter().chain(&self.record.passages)
    }

    fn report(&self, siglum: &str) -> Option<&Report<'a>> {
        self.reports.get(*self.row.get(siglum)?)
    }

    fn locate(&self, p: &'a PlaceRecord) -> Locator<'a> {
        self.locate_at(&p.siglum, p.start, p.end, &p.text)
    }

    fn locate_at(&self, siglum: &'a str, start: u64, end: u64, text: &'a str) -> Locator<'a> {
        let chars = self.chars(siglum, start, end).unwrap_or((0, 0));
        Locator { siglum, start, end, char_start: chars.0, char_end: chars.1, text }
    }

    /// The code points of a place.
    fn chars(&self, siglum: &str, start: u64, end: u64) -> Option<(u64, u64)> {
        let report = self.report(siglum)?;
        let text = &report.article.text;
        let span = text.from_source(start..end)?;
        Some((report.chars.at(text.as_str(), span.start()), report.chars.at(text.as_str(), span.end())))
    }

    /// The whole text of a report.
    fn whole(&self, report: &Report<'a>) -> Locator<'a> {
        let text = &report.article.text;
        let bytes = text.source(text.span());
        let chars = report.chars.at(text.as_str(), text.len());
        let siglum = report.record.siglum.as_str();
        Locator { siglum, start: bytes.start, end: bytes.end, char_start: 0, char_end: chars, text: text.as_str() }
    }

    /// The stretch from the first to the last of places of one report, with all that stands between.
    fn extent(&self, places: &'a [PlaceRecord]) -> Option<Locator<'a>> {
        let siglum = places.first()?.siglum.as_str();
        let start = places.iter().map(|p| p.start).min()?;
        let end = places.iter().map(|p| p.end).max()?;
        let text = &self.report(siglum)?.article.text;
        let words = text.get(text.from_source(start..end)?);
        Some(self.locate_at(siglum, start, end, words))
    }

    /// Which file each siglum stands for, for exports that have no place of their own for it.
    fn files(&self) -> Value {
        let file = |r: &Report<'_>| json!({"siglum": r.record.siglum, "path": r.record.path, "line": r.record.line, "bytes": r.record.bytes});
        self.reports.iter().map(file).collect()
    }

    /// Addresses by siglum that are those of one report only and no other: for formats whose ids are URIs.
    fn uris(&self) -> Vec<String> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for url in self.record.articles.iter().filter_map(|a| a.url.as_deref()) {
            *seen.entry(url).or_default() += 1;
        }
        let own = |a: &'a ArticleRecord| a.url.as_deref().filter(|u| seen.get(u) == Some(&1) && is_uri(u));
        self.record.articles.iter().map(|a| own(a).map_or_else(|| made_uri(a), str::to_string)).collect()
    }
}

/// Where each word of a text stands in its fullest text, in bytes of that.
fn word_spans(t: &super::record::TextRecord) -> Vec<std::ops::Range<usize>> {
    let mut at = 0;
    let span = |w: &super::record::WordRecord| {
        // One that is not there next, which no edition of this program has, stands nowhere and holds nothing up.
        let Some(start) = t.text.get(at..).and_then(|rest| rest.find(&*w.text)).map(|i| at + i) else { return at..at };
        at = start + w.text.len();
        start..at
    };
    t.words.iter().map(span).collect()
}

/// The fullest text from one word up to another, with what stands between.
fn stretch<'t>(t: &'t super::record::TextRecord, spans: &[std::ops::Range<usize>], from: usize, to: usize) -> &'t str {
    let words = spans.get(from..to.min(spans.len())).unwrap_or(&[]);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
    t.text.get(first.start..last.end).unwrap_or("")
}

/// Whether an address can stand as a URI as it is.
fn is_uri(url: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
    let known = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    known.is_some_and(|rest| !rest.is_empty()) && url.bytes().all(plain) && !url.contains('[')
}

/// A URI for a report that has none of its own: its file and line.
fn made_uri(a: &ArticleRecord) -> String {
    let line = a.line.map_or(String::new(), |l| format!(":{l}"));
    format!("urn:x-variorum:{}:{}{line}", a.siglum, percent(&a.path))
}

/// A path as a relative reference of a URI.
fn percent(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for b in path.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
            out.push(b as char);
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

/// Bytes and code points of a place, as formats without fields of their own for them have it: `A:714-716`.
fn range(siglum: &str, start: u64, end: u64) -> String {
    format!("{siglum}:{start}-{end}")
}

/// A value as one line of JSON.
fn line(out: &mut dyn Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// A value as JSON for people too.
fn pretty(out: &mut dyn Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
        }
    }

    #[test]
    fn only_addresses_without_odd_characters_are_uris() {
        assert!(is_uri("https://news.example/a?b=c#d"));
        for odd in ["news.example", "https://", "https://news.example/a b", "https://news.example/é", "javascript:x"] {
            assert!(!is_uri(odd), "{odd}");
        }
        assert_eq!(percent("a b/é#1.txt"), "a%20b/%C3%A9%231.txt");
    }
}
