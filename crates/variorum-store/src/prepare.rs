//! A report's bytes made ready to be written: hashed, compressed, read, annotated. A pure function, for any thread.

use variorum::Note;
use variorum::annotate::Annotated;
use variorum::annotate::attribution::{Attributions, attributions};
use variorum::annotate::entity::{Entity, entities};
use variorum::article::Article;
use variorum::span::{EntityId, Span};

/// The version of the rows that annotation gives, as `articles.annotated` states it.
pub const ANNOTATION: i64 = 1;

/// The bytes of one report, as they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// The file as it was named.
    pub path: String,
    /// The line of a file of JSON lines, counted from 1, whose bytes `bytes` are.
    pub line: Option<u64>,
    /// What tells apart two plain-text files of the same bytes; empty for JSON lines.
    pub origin: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The hash by which a capture is known.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// A report ready to be written.
#[derive(Debug)]
pub struct Prepared {
    /// Hash of the bytes.
    pub hash: String,
    pub(crate) origin: String,
    pub(crate) format: &'static str,
    pub(crate) bytes: u64,
    pub(crate) content: Vec<u8>,
    pub(crate) article: Article,
    pub(crate) lang: Option<String>,
    pub(crate) notes: Vec<Note>,
    pub(crate) found: Option<Found>,
}

impl Prepared {
    /// The file as it was named, with the line where it is one of several.
    pub fn place(&self) -> (&str, Option<u64>) {
        (&self.article.path, self.article.line)
    }
}

/// Rows of the tables beside an article, as they are written.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub entities: Vec<(String, &'static str, u32)>,
    pub names: Vec<(Span, u32)>,
    pub times: Vec<(Span, &'static str, String)>,
    pub quotations: Vec<Quotation>,
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

/// Makes a report ready. `annotated` says whether quotations, names and times are looked for.
///
/// # Errors
/// What keeps the report from being read, as a sentence that names file and line.
pub fn prepare(raw: Raw, annotated: bool) -> Result<Prepared, String> {
    let Raw { path, line, origin, bytes } = raw;
    let hash = hash(&bytes);
    let length = bytes.len() as u64;
    // Level 1 takes a fifth of the time of the default and gives a tenth more bytes on pages of a few kilobytes.
    let content = zstd::bulk::compress(&bytes, 1).map_err(|e| format!("{path}: cannot be compressed: {e}"))?;
    let (format, article) = if line.is_some() { ("jsonl", "line.jsonl") } else { ("text", path.as_str()) };
    let read = variorum::ingest::read(article, bytes);
    let Some(mut capture) = read.captures.into_iter().next() else {
        let why = read.errors.first().map_or_else(|| format!("{article}: nothing to read"), ToString::to_string);
        let Some(line) = line else { return Err(why) };
        // The library was given one line and calls it the first.
        return Err(format!("{path}:{line}{}", why.strip_prefix("line.jsonl:1").unwrap_or(&why)));
    };
    (capture.path, capture.line) = (path, line);
    let mut article = Article::read(capture);
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
    Ok(Prepared { hash, origin, format, bytes: length, content, article, lang, notes, found })
}

fn found(report: &Annotated) -> Found {
    let (given, named) = (attributions(report), entities(report));
    let entity = |(id, e): (usize, &Entity)| {
        (report.text(named.span(EntityId(id as u32))).to_string(), e.kind.name(), e.mentions)
    };
    let times = report.annotations.times.iter().zip(&given.values);
    Found {
        entities: named.list.iter().enumerate().map(entity).collect(),
        names: named.mentions.iter().map(|m| (m.span, m.entity.0)).collect(),
        times: times.map(|(t, value)| (t.span, t.kind().name(), value.to_string())).collect(),
        quotations: quotations(report, &given),
    }
}

/// The attributions, a row for each part; first those of the report itself, then what is quoted within them.
fn quotations(report: &Annotated, given: &Attributions) -> Vec<Quotation> {
    let mut out = Vec::with_capacity(given.contents.len());
    // The row of a quotation's first part.
    let mut row: Vec<Option<usize>> = vec![None; report.annotations.quotations.len()];
    for nested in [false, true] {
        for x in given.list.iter().filter(|x| x.within.is_some() == nested) {
            let first = out.len();
            if let Some(r) = x.quotation.filter(|_| !nested).and_then(|q| row.get_mut(q.index())) {
                *r = Some(first);
            }
            for (i, span) in given.content(x).iter().enumerate() {
                out.push(Quotation {
                    kind: x.kind.name(),
                    span: *span,
                    part_of: (i > 0).then_some(first),
                    within: x.within.and_then(|q| row.get(q.index()).copied().flatten()),
                    cue: x.cue,
                    speaker: x.source.and_then(|_| given.speaker(report, x)).map(Into::into),
                    speaker_at: x.source.map(|s| s.mention),
                    channel: x.channel.map(|c| c.name),
                    addressee: x.addressee.and_then(|s| report.speaks(s)).map(Into::into),
                    addressee_at: x.addressee.map(|s| s.mention),
                    time: x.time.filter(|t| t.time.index() < given.values.len()).map(|t| (t.time.0, t.basis.name())),
                });
            }
        }
    }
    out
}
