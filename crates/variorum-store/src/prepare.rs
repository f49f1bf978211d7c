//! Captured bytes made ready to be written: hashed, compressed, read, annotated. A pure function, for any thread.

use crate::notices::NoticeRows;
use std::cell::RefCell;
use variorum::Note;
use variorum::annotate::Annotated;
use variorum::annotate::attribution::attributions;
use variorum::annotate::entity::{Entity, entities};
use variorum::article::{Article, BlockKind};
use variorum::span::{EntityId, Span};
use variorum_read::{Fault, Intake, Report};
use zstd::bulk::Compressor;

/// The version of the rows that annotation gives, as `articles.annotated` states it.
pub const ANNOTATION: i64 = 2;

/// What reads captures, as `articles.reader` states it.
pub const READER: &str = env!("CARGO_PKG_VERSION");

/// Bytes as they were captured, with what was said beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The file as it was named, or the address they were fetched from.
    pub path: String,
    /// Their place in a file of several, counted from 1: the line of JSON lines, the page of an archive.
    pub line: Option<u64>,
    /// What tells them apart from the same bytes found elsewhere: the real path of a file, the address of a page. Empty
    /// for one line of JSON lines, which is the same record wherever it stands.
    pub origin: String,
    /// The bytes, unpacked.
    pub bytes: Vec<u8>,
    /// Their media type as a server or an archive said, with the charset.
    pub media: Option<String>,
    /// Where they were fetched.
    pub url: Option<String>,
    /// When they were captured, UTC, ISO 8601; where nobody says, it is when they come into the library.
    pub captured: Option<String>,
    /// The id of the record they are from.
    pub record: Option<String>,
}

impl Raw {
    /// What was fetched from an address: its media type as the server said, when (UTC, ISO 8601), and what came.
    pub fn fetched(url: &str, media: Option<&str>, captured: &str, bytes: Vec<u8>) -> Self {
        Self {
            path: url.into(),
            origin: url.into(),
            bytes,
            media: media.map(Into::into),
            url: Some(url.into()),
            captured: Some(captured.into()),
            ..Self::default()
        }
    }
}

/// The hash by which a capture is known.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Bytes compressed by what this thread has for that: making it takes as long as a page.
fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    thread_local! {
        static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }
    COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(Compressor::new(1)?),
        };
        compressor.compress(bytes)
    })
}

/// A capture ready to be written, with the articles that were read from it.
#[derive(Debug)]
pub struct Prepared {
    /// Hash of the bytes.
    pub hash: String,
    /// What could not be read of it, each a sentence that names the file.
    pub problems: Vec<String>,
    pub(crate) format: &'static str,
    pub(crate) bytes: u64,
    pub(crate) content: Vec<u8>,
    pub(crate) captured: Option<String>,
    pub(crate) media: Option<String>,
    pub(crate) articles: Vec<Ready>,
}

impl Prepared {
    /// The file as it was named, with the line where it is one of several, of each article.
    pub fn places(&self) -> impl Iterator<Item = (&str, Option<u64>)> {
        self.articles.iter().map(|a| (a.article.path.as_str(), a.article.line))
    }

    /// Whether each article has a text, in the same order.
    pub fn texts(&self) -> impl Iterator<Item = bool> {
        let told = |kind: BlockKind| kind.is_story() && kind != BlockKind::Caption;
        self.articles.iter().map(move |a| a.article.blocks.iter().any(|b| told(b.kind) && !b.content.is_empty()))
    }
}

/// An article ready to be written.
#[derive(Debug)]
pub(crate) struct Ready {
    pub origin: String,
    /// Of one that came together with others: a hash of what it says, by which it is known in another file of several.
    pub entry: Option<String>,
    pub article: Article,
    pub authors: Vec<String>,
    pub section: Option<String>,
    pub lang: Option<String>,
    pub notes: Vec<Note>,
    pub found: Option<Found>,
}

/// Rows of the tables beside an article, as they are written.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub entities: Vec<(String, &'static str, u32)>,
    pub names: Vec<(Span, u32)>,
    pub times: Vec<(Span, &'static str, String)>,
    pub quotations: Vec<Quotation>,
    pub notices: NoticeRows,
}

/// One part of an attribution.
#[derive(Debug)]
pub(crate) struct Quotation {
    pub kind: &'static str,
    pub span: Span,
    pub part_of: Option<usize>,
    pub within: Option<usize>,
    pub cue: Option<Span>,
    pub speaker: Option<String>,
    pub speaker_at: Option<Span>,
    pub channel: Option<&'static str>,
    pub addressee: Option<String>,
    pub addressee_at: Option<Span>,
    pub time: Option<(u32, &'static str)>,
}

/// Makes captured bytes ready. `annotated` says whether quotations, names and times are looked for.
///
/// # Errors
/// What keeps any report from being read, as a sentence that names file and line.
pub fn prepare(mut raw: Raw, annotated: bool) -> Result<Prepared, String> {
    let hash = hash(&raw.bytes);
    let length = raw.bytes.len() as u64;
    // Level 1 takes a fifth of the time of the default and gives a tenth more bytes on pages of a few kilobytes.
    let content = compress(&raw.bytes).map_err(|e| format!("{}: cannot be compressed: {e}", raw.path))?;
    let form = Form::of_raw(&raw);
    let mut beside = if form == Form::Line { Beside::of(&raw.bytes) } else { Beside::default() };
    let captured = raw.captured.take().or_else(|| beside.captured.take());
    let (origin, media) = (std::mem::take(&mut raw.origin), raw.media.clone());
    let (intake, single) = form.take(raw);
    let problems: Vec<String> = intake.faults.iter().map(ToString::to_string).collect();
    // A feed may be empty.
    if intake.reports.is_empty() && !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    let ready = |(n, report): (usize, Report)| {
        let entry = (!single).then(|| said(&report));
        let Report { mut article, mut authors, mut section } = report;
        if single {
            if authors.is_empty() {
                authors = std::mem::take(&mut beside.authors);
            }
            section = section.or_else(|| beside.section.take());
        }
        let mut notes = std::mem::take(&mut article.notes);
        let (lang, found, article) = if annotated {
            let report = variorum::annotate::annotate(article);
            notes.extend(report.annotations.notes.iter().cloned());
            let told = report.annotations.language.map(|l| l.code().to_string());
            (told, Some(found(&report)), report.article)
        } else {
            (None, None, article)
        };
        let lang = article.meta.lang.clone().or(lang);
        let origin = if single { origin.clone() } else { format!("#{}", n + 1) };
        Ready { origin, entry, article, authors, section, lang, notes, found }
    };
    let articles = intake.reports.into_iter().enumerate().map(ready).collect();
    Ok(Prepared { hash, problems, format: form.name(), bytes: length, content, captured, media, articles })
}

/// The reports in captured bytes, each under the name of its file, and what could not be read: what [`prepare`] makes
/// ready, for those who keep nothing.
pub fn read(raw: Raw) -> Intake {
    Form::of_raw(&raw).take(raw).0
}

/// What a line of JSON says beside what every report has: a library that is exported says it, and it comes back.
#[derive(Debug, Default)]
struct Beside {
    authors: Vec<String>,
    section: Option<String>,
    captured: Option<String>,
}

/// The same as it stands there; the other fields, the text among them, are passed over and not built.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Line {
    authors: serde_json::Value,
    section: serde_json::Value,
    captured: serde_json::Value,
}

impl Beside {
    fn of(line: &[u8]) -> Self {
        let Ok(line) = serde_json::from_slice::<Line>(line) else { return Self::default() };
        let word = |value: &serde_json::Value| value.as_str().filter(|s| !s.trim().is_empty()).map(str::to_string);
        let authors = match &line.authors {
            serde_json::Value::Array(list) => list.iter().filter_map(word).collect(),
            one => word(one).into_iter().collect(),
        };
        Self { authors, section: word(&line.section), captured: word(&line.captured).filter(|t| is_time(t)) }
    }
}

/// Whether it is a time as a library states it, `2031-02-01T08:00:00Z`, with any fraction of the second: versions are
/// put in order by it.
fn is_time(given: &str) -> bool {
    let fits = |c: u8, like: u8| if like == b'0' { c.is_ascii_digit() } else { c == like };
    let like = b"0000-00-00T00:00:00";
    let Some((head, rest)) = given.as_bytes().split_at_checked(like.len()) else { return false };
    head.iter().zip(like).all(|(c, like)| fits(*c, *like))
        && match rest {
            [b'Z'] => true,
            [b'.', digits @ .., b'Z'] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
            _ => false,
        }
}

/// How the bytes of a capture are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One line of JSON lines.
    Line,
    /// What a file or an answer holds, as `variorum-read` names it.
    Whole(&'static str),
}

impl Form {
    pub fn of(path: &str, origin: &str, bytes: &[u8], media: Option<&str>) -> Self {
        if origin.is_empty() { Self::Line } else { Self::Whole(variorum_read::kind(path, bytes, media)) }
    }

    fn of_raw(raw: &Raw) -> Self {
        Self::of(&raw.path, &raw.origin, &raw.bytes, raw.media.as_deref())
    }

    /// Reads a capture, and names its reports and faults by the file and the line that it stands in. Whether it is one
    /// report by its nature.
    fn take(self, raw: Raw) -> (Intake, bool) {
        let Raw { path, line, bytes, media, url, record, .. } = raw;
        let mut intake = self.read(&path, bytes, media.as_deref(), url.as_deref());
        if let Some(line) = line {
            // The reader was given one line and calls it the first.
            for fault in &mut intake.faults {
                *fault = Fault::new(&format!("{path}:{line}"), std::mem::take(&mut fault.message));
            }
        }
        let single = self.is_single(&intake);
        for Report { article, .. } in &mut intake.reports {
            if single {
                article.line = line;
                article.meta.id = article.meta.id.take().or_else(|| record.clone());
            }
            article.path.clone_from(&path);
        }
        (intake, single)
    }

    pub fn read(self, path: &str, bytes: Vec<u8>, media: Option<&str>, url: Option<&str>) -> Intake {
        match self {
            Self::Line => variorum_read::read_capture("line.jsonl", bytes, None, None),
            Self::Whole(_) => variorum_read::read_capture(path, bytes, media, url),
        }
    }

    /// Whether a capture is one report by its nature, and not a file of several that happens to have one.
    fn is_single(self, intake: &Intake) -> bool {
        intake.reports.len() == 1 && matches!(self, Self::Line | Self::Whole("page" | "text"))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Line => "jsonl",
            Self::Whole(name) => name,
        }
    }
}

/// A hash of what a report says: the same entry in two states of a feed has the same.
fn said(report: &Report) -> String {
    let Report { article, authors, .. } = report;
    let meta = &article.meta;
    let mut hash = blake3::Hasher::new();
    for field in [&meta.id, &meta.url, &meta.title, &meta.date, &meta.modified, &meta.outlet] {
        hash.update(field.as_deref().unwrap_or_default().as_bytes());
        hash.update(b"\0");
    }
    for author in authors {
        hash.update(author.as_bytes());
        hash.update(b"\0");
    }
    hash.update(article.text.as_str().as_bytes());
    hash.finalize().to_hex().to_string()
}

fn found(report: &Annotated) -> Found {
    let (given, named) = (attributions(report), entities(report));
    let entity = |(id, e): (usize, &Entity)| {
        (report.text(named.span(EntityId(id as u32))).to_string(), e.kind.name(), e.mentions)
    };
    let times = report.annotations.times.iter().zip(&given.values);
    let rows = given.rows(report);
    let quotations = rows.iter().map(|row| {
        let x = row.attribution;
        Quotation {
            kind: x.kind.name(),
            span: row.span,
            part_of: row.part_of,
            within: row.within,
            cue: x.cue,
            speaker: x.source.and_then(|_| given.speaker(report, x)).map(Into::into),
            speaker_at: x.source.map(|s| s.mention),
            channel: x.channel.map(|c| c.name),
            addressee: x.addressee.and_then(|s| report.speaks(s)).map(Into::into),
            addressee_at: x.addressee.map(|s| s.mention),
            time: x.time.filter(|t| t.time.index() < given.values.len()).map(|t| (t.time.0, t.basis.name())),
        }
    });
    Found {
        entities: named.list.iter().enumerate().map(entity).collect(),
        names: named.mentions.iter().map(|m| (m.span, m.entity.0)).collect(),
        times: times.map(|(t, value)| (t.span, t.kind().name(), value.to_string())).collect(),
        quotations: quotations.collect(),
        notices: NoticeRows::of(report),
    }
}
