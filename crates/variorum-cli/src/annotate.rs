//! `variorum annotate`: what is found in each report, one after the other.

mod notice;

use crate::progress::Progress;
use crate::view::clean::count;
use crate::{input, output, view};
use anyhow::{Context, anyhow};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use variorum::annotate::Annotated;
use variorum::annotate::attribution::judge::Judge;
use variorum::annotate::attribution::{Attribution, Attributions, ContentRow, attributions_by};
use variorum::annotate::entity::{Entities, entities};
use variorum::annotate::speaker::Speaker;
use variorum::span::{EntityId, Span};

/// Print what is found in each report: blocks, sentences, names, quotations, speakers
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum annotate report.txt
  variorum annotate --json reports.jsonl > found.jsonl

With --json, one object a line for each report, in order:
  id          the record's id, else the path (path:line in a file of several)
  path, line  where the report comes from
  date        of publication; modified: of the last change, where that is stated
  language    the report's language as ISO 639-1 has it: stated (lang), or told by its small words;
              null where neither tells. Quotations in marks are read in en de fr es it pt nl ru,
              what is not in marks in English only
  bytes       [start, end): which bytes of the file the text was read from
  quotations  what somebody is given as saying or thinking: start, end, kind (direct: all of it
              in marks, which are left out; mixed: some; indirect: none), part_of,
              cue, speaker and addressee (start, end, name), channel, time (when it was said:
              start and end of the words that say so, value, basis: stated beside the cue, or
              carried over from what the same speaker said before), quoted (start and end of
              the words in marks); a quotation in several parts has an entry for each, and
              part_of is the number of the first one's entry
  nested      what is quoted within somebody's own words, in the same form; within is the
              number of the quotation whose speaker says that it was said
  marks       marks that are nobody's words: start, end, kind (scare or title)
  times       expressions of time as in TIMEX3: start, end, type (DATE, TIME, DURATION, SET) and
              value, counted from the date of the report where it has one; in words in marks,
              from the day on which they were said, where the report tells it
  credits     other outlets, agencies and posts it says it has something from: start, end, kind
              (reported, told, published, obtained, agency, byline, picture, contribution,
              syndication, link, post, via), name (start, end, name), covers (kind: quotation,
              sentence, paragraph, picture, report; start, end) and own, true for its own outlet
  notices     helplines, appeals and other contacts as printed: start, end, kind (help, appeal, event,
              recall, other), in_story, label (start, end) and services, each with start, end,
              organisation (start, end, name), of (the entry above it to which it belongs), contacts
              (start, end, text, kinds: call, text, web, email, post, chat, fax; number, other and
              keyword with start and end) and hours (start, end, text, opening, in_name)
  names       names: start, end, type (person, organisation, place, other) and entity, the id of
              whom or what is named
  entities    who and what is named: id, name (its fullest form), type, and mentions, how often
  blocks, sentences, notes
Offsets count bytes of the report's text in UTF-8, end exclusive: of the field `text` for JSONL,
of the decoded file for plain text. A ` date 2021-02-05 ` at the very beginning is metadata and
not part of the text.

Exit code: 0 when all went well, 1 when a report could not be read, 2 when none could.")]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<OsString>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Weights to judge attributions by, as `cargo xtask train attributions` makes them
    #[arg(long, value_name = "FILE")]
    attributions: Option<std::path::PathBuf>,
}

/// Runs the command. Reports are printed as they are read, argument by argument, and not kept.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let weights = args.attributions.as_deref().map(|file| {
        let why = |e| anyhow!("--attributions: {}: {}", file.display(), input::why(&e));
        std::fs::read(file).map_err(why)
    });
    let weights = weights.transpose()?;
    let judge = match &weights {
        Some(bytes) => Some(Judge::read(bytes).context("--attributions: not a file of weights of this version")?),
        None => Judge::english(),
    };
    // On a terminal the results themselves show how far it is.
    let progress = (!std::io::stdout().is_terminal()).then(|| Progress::start("reading"));
    let (mut done, mut wanting) = (0, false);
    let width = output::width();
    let mut out: Box<dyn Write> = if args.json { Box::new(output::plain()) } else { Box::new(output::coloured()) };
    let mut given = HashSet::new();
    for argument in args.reports.iter().filter(|a| given.insert(a.as_os_str())) {
        let gathered = input::gather(std::slice::from_ref(argument));
        for article in gathered.articles {
            let report = variorum::annotate::annotate(article);
            if args.json {
                let (given, named) = (attributions_by(&report, judge), entities(&report));
                serde_json::to_writer(&mut out, &record(&report, &given, &named))?;
                out.write_all(b"\n")?;
            } else {
                let gap = if done > 0 { "\n" } else { "" };
                write!(out, "{gap}{}", view::found::summary(&report, judge, width))?;
                // On a terminal each is seen when it is done.
                out.flush()?;
            }
            done += 1;
            if let Some(p) = &progress {
                p.say(|| count(done, "report"));
            }
        }
        for problem in &gathered.problems {
            wanting = true;
            output::say(problem);
        }
    }
    out.flush()?;
    drop(progress);
    if done == 0 {
        anyhow::bail!("no report could be read");
    }
    Ok(if wanting { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// What is printed of a report. Lists that may have a million entries are made entry by entry as they are written.
#[derive(Serialize)]
struct Record<'a, B: Serialize, S: Serialize, N: Serialize, E: Serialize, T: Serialize, C: Serialize, M: Serialize> {
    id: String,
    path: &'a str,
    line: Option<u64>,
    bytes: [u64; 2],
    date: Option<&'a str>,
    modified: Option<&'a str>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'static str>,
    blocks: B,
    sentences: S,
    names: N,
    entities: E,
    quotations: Vec<QuotationEntry<'a>>,
    nested: Vec<QuotationEntry<'a>>,
    marks: Vec<MarkEntry>,
    times: T,
    credits: C,
    notices: M,
    notes: Vec<NoteEntry<'a>>,
}

#[derive(Serialize)]
struct At {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct BlockEntry {
    kind: &'static str,
    start: u32,
    end: u32,
    continues: bool,
}

#[derive(Serialize)]
struct NameEntry<'a> {
    start: u32,
    end: u32,
    name: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct MentionEntry {
    start: u32,
    end: u32,
    r#type: &'static str,
    entity: u32,
}

#[derive(Serialize)]
struct EntityEntry<'a> {
    id: usize,
    name: &'a str,
    r#type: &'static str,
    mentions: u32,
}

#[derive(Serialize)]
struct QuotationEntry<'a> {
    start: u32,
    end: u32,
    kind: &'static str,
    part_of: Option<usize>,
    within: Option<usize>,
    cue: Option<At>,
    speaker: Option<NameEntry<'a>>,
    channel: Option<&'static str>,
    addressee: Option<NameEntry<'a>>,
    time: Option<SpeechTimeEntry>,
    quoted: Vec<At>,
}

#[derive(Serialize)]
struct SpeechTimeEntry {
    start: u32,
    end: u32,
    value: String,
    basis: &'static str,
}

#[derive(Serialize)]
struct MarkEntry {
    start: u32,
    end: u32,
    kind: &'static str,
}

#[derive(Serialize)]
struct TimeEntry {
    start: u32,
    end: u32,
    r#type: &'static str,
    value: String,
}

#[derive(Serialize)]
struct CreditEntry<'a> {
    start: u32,
    end: u32,
    kind: &'static str,
    name: NameEntry<'a>,
    covers: MarkEntry,
    own: bool,
}

#[derive(Serialize)]
struct NoteEntry<'a> {
    message: &'a str,
    start: Option<u32>,
    end: Option<u32>,
}

/// A list that is made while it is written.
struct Seq<F>(F);

impl<T: Serialize, I: Iterator<Item = T>, F: Fn() -> I> Serialize for Seq<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn at(span: Span) -> At {
    At { start: span.start(), end: span.end() }
}

/// A report as `--json` prints it.
pub fn value(report: &Annotated) -> serde_json::Value {
    let (given, named) = (attributions_by(report, Judge::english()), entities(report));
    serde_json::to_value(record(report, &given, &named)).unwrap_or_default()
}

fn record<'a>(report: &'a Annotated, given: &'a Attributions, named: &'a Entities) -> impl Serialize + use<'a> {
    let (article, a) = (&report.article, &report.annotations);
    let file = article.line.map_or(article.path.clone(), |l| format!("{}:{l}", article.path));
    let bytes = article.text.source(article.text.span());
    let marks: Vec<MarkEntry> = a
        .quotations
        .iter()
        .filter(|q| !q.kind.is_speech())
        .flat_map(|q| report.parts(q).iter().map(|p| (p.span, q.kind)))
        .map(|(span, kind)| MarkEntry { start: span.start(), end: span.end(), kind: kind.name() })
        .collect();
    let rows = given.rows(report);
    let (own, within) = rows.split_at(rows.partition_point(|r| r.attribution.within.is_none()));
    let quotations = own.iter().map(|row| quotation(report, given, row, 0)).collect();
    let nested = within.iter().map(|row| quotation(report, given, row, own.len())).collect();
    Record {
        id: article.meta.id.clone().unwrap_or(file),
        path: &article.path,
        line: article.line,
        bytes: [bytes.start, bytes.end],
        date: article.meta.date.as_deref(),
        modified: article.meta.modified.as_deref(),
        title: article.meta.title.as_deref(),
        outlet: article.meta.outlet.as_deref(),
        url: article.meta.url.as_deref(),
        language: a.language.map(|l| l.code()),
        blocks: Seq(|| {
            article.blocks.iter().map(|b| BlockEntry {
                kind: b.kind.name(),
                start: b.span.start(),
                end: b.span.end(),
                continues: b.continues,
            })
        }),
        sentences: Seq(|| {
            a.sentences.iter().filter_map(|s| {
                let tokens = a.tokens.get(s.first as usize..s.end as usize)?;
                Some(at(tokens.first()?.span.cover(tokens.last()?.span)))
            })
        }),
        names: Seq(|| {
            named.mentions.iter().map(|m| MentionEntry {
                start: m.span.start(),
                end: m.span.end(),
                r#type: m.kind.name(),
                entity: m.entity.0,
            })
        }),
        entities: Seq(|| {
            named.list.iter().enumerate().map(|(id, e)| EntityEntry {
                id,
                name: report.text(named.span(EntityId(id as u32))),
                r#type: e.kind.name(),
                mentions: e.mentions,
            })
        }),
        quotations,
        nested,
        marks,
        times: Seq(|| {
            a.times.iter().zip(&given.values).map(|(t, value)| TimeEntry {
                start: t.span.start(),
                end: t.span.end(),
                r#type: t.kind().name(),
                value: value.to_string(),
            })
        }),
        credits: Seq(|| {
            a.credits.iter().map(|c| CreditEntry {
                start: c.span.start(),
                end: c.span.end(),
                kind: c.kind.name(),
                name: NameEntry { start: c.name.start(), end: c.name.end(), name: Some(report.text(c.outlet).into()) },
                covers: MarkEntry {
                    start: c.covers.span.start(),
                    end: c.covers.span.end(),
                    kind: c.covers.extent.name(),
                },
                own: c.own,
            })
        }),
        notices: Seq(|| a.notices.iter().map(|n| notice::entry(report, n))),
        notes: article
            .notes
            .iter()
            .chain(&a.notes)
            .map(|n| NoteEntry { message: &n.message, start: n.span.map(Span::start), end: n.span.map(Span::end) })
            .collect(),
    }
}

/// A row as an entry of its list, which begins with row `first`.
fn quotation<'a>(
    report: &'a Annotated,
    given: &Attributions,
    row: &ContentRow<'_>,
    first: usize,
) -> QuotationEntry<'a> {
    let x = row.attribution;
    QuotationEntry {
        start: row.span.start(),
        end: row.span.end(),
        kind: x.kind.name(),
        part_of: row.part_of.map(|r| r.saturating_sub(first)),
        within: row.within,
        cue: x.cue.map(at),
        speaker: x.source.map(|s| NameEntry { name: given.speaker(report, x), ..name_entry(report, s) }),
        channel: x.channel.map(|c| c.name),
        addressee: x.addressee.map(|s| name_entry(report, s)),
        time: speech_time(report, given, x),
        quoted: quoted(report, x.quotation.map_or(report.annotations.quotations.len(), |q| q.index()), row.span),
    }
}

/// When something was said, with the words that say so.
fn speech_time(report: &Annotated, given: &Attributions, x: &Attribution) -> Option<SpeechTimeEntry> {
    let time = x.time?;
    let span = report.annotations.times.get(time.time.index())?.span;
    let value = given.value(time)?.to_string();
    Some(SpeechTimeEntry { start: span.start(), end: span.end(), value, basis: time.basis.name() })
}

/// The words in marks inside a content, of the quotations from row `first` on.
fn quoted(report: &Annotated, first: usize, within: Span) -> Vec<At> {
    let rows = report.annotations.quotations.get(first..).unwrap_or(&[]).iter();
    let own = rows.filter(|q| q.nested_in.is_none() && q.kind.is_speech());
    let here = own.take_while(|q| report.parts(q).first().is_some_and(|p| p.span.start() < within.end()));
    // A quotation may have thousands of parts, one a paragraph.
    here.flat_map(|q| {
        let parts = report.parts(q);
        let first = parts.partition_point(|p| p.span.start() < within.start());
        parts[first..].iter().take_while(|p| p.span.end() <= within.end()).map(|p| at(p.span))
    })
    .collect()
}

fn name_entry(report: &Annotated, s: Speaker) -> NameEntry<'_> {
    NameEntry { start: s.mention.start(), end: s.mention.end(), name: report.speaks(s).map(Cow::Borrowed) }
}
