//! `variorum annotate`: what is found in each report, one after the other.

use crate::progress::Progress;
use crate::view::clean::count;
use crate::{input, output, view};
use serde_json::{Value, json};
use std::io::{BufWriter, Write};
use std::process::ExitCode;
use variorum::annotate::Annotated;
use variorum::annotate::quotation::{Quotation, QuotationKind};
use variorum::span::Span;

/// Print what is found in each report: blocks, sentences, names, quotations, speakers
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum annotate report.txt
  variorum annotate --json reports.jsonl > found.jsonl

With --json, one object a line for each report, in order:
  id          the record's id, else the path (path:line in a file of several)
  path, line  where the report comes from
  bytes       [start, end): which bytes of the file the text was read from
  quotations  start, end (marks left out), kind (direct or mixed), part_of, nested_in, cue,
              speaker (start, end, name), channel; a quotation in several parts has an entry
              for each, and part_of is the number of the first one's entry
  marks       marks that are nobody's words: start, end, kind (scare or title)
  blocks, sentences, names, notes
Offsets count bytes of the report's text in UTF-8, end exclusive: of the field `text` for JSONL,
of the decoded file for plain text. A ` date 2021-02-05 ` at the very beginning is metadata and
not part of the text.

Exit code: 0 when all went well, 1 when a report could not be read, 2 when none could.")]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs the command. Reports are printed as they are read, argument by argument, and not kept.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut progress = Some(Progress::start("reading"));
    let (mut done, mut wanting) = (0, false);
    let width = output::width();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut terminal = anstream::stdout();
    for argument in &args.reports {
        let gathered = input::gather(std::slice::from_ref(argument));
        for article in gathered.articles {
            let report = variorum::annotate::annotate(article);
            if args.json {
                serde_json::to_writer(&mut out, &record(&report))?;
                out.write_all(b"\n")?;
            } else {
                // A progress line would be printed over.
                progress = None;
                let gap = if done > 0 { "\n" } else { "" };
                write!(terminal, "{gap}{}", view::found::summary(&report, width))?;
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

fn record(report: &Annotated) -> Value {
    let (article, a) = (&report.article, &report.annotations);
    let at = |s: Span| json!({ "start": s.start(), "end": s.end() });
    let file = article.line.map_or(article.path.clone(), |l| format!("{}:{l}", article.path));
    let bytes = article.text.source(article.text.span());
    let mut quotations: Vec<Value> = Vec::new();
    let mut marks: Vec<Value> = Vec::new();
    // The entry that holds a quotation's first part.
    let mut entry: Vec<Option<usize>> = Vec::with_capacity(a.quotations.len());
    for q in &a.quotations {
        if !q.kind.is_speech() {
            entry.push(None);
            let of = |p: &variorum::annotate::quotation::Part| json!({ "start": p.span.start(), "end": p.span.end(), "kind": q.kind.name() });
            marks.extend(report.parts(q).iter().map(of));
            continue;
        }
        let first = quotations.len();
        entry.push(Some(first));
        let within = q.nested_in.and_then(|n| entry.get(n.index()).copied().flatten());
        for (i, part) in report.parts(q).iter().enumerate() {
            quotations.push(json!({
                "start": part.span.start(),
                "end": part.span.end(),
                "kind": if q.kind == QuotationKind::Mixed { "mixed" } else { "direct" },
                "part_of": (i > 0).then_some(first),
                "nested_in": within,
                "cue": q.cue.map(at),
                "speaker": speaker(report, q),
                "channel": q.channel.map(|c| c.name),
            }));
        }
    }
    let sentence = |s: &variorum::annotate::sentence::Sentence| {
        let tokens = a.tokens.get(s.first as usize..s.end as usize)?;
        Some(at(tokens.first()?.span.cover(tokens.last()?.span)))
    };
    json!({
        "id": article.meta.id.clone().unwrap_or(file),
        "path": article.path,
        "line": article.line,
        "bytes": [bytes.start, bytes.end],
        "date": article.meta.date,
        "title": article.meta.title,
        "outlet": article.meta.outlet,
        "url": article.meta.url,
        "blocks": article.blocks.iter().map(|b| json!({
            "kind": b.kind.name(), "start": b.span.start(), "end": b.span.end(), "continues": b.continues,
        })).collect::<Vec<_>>(),
        "sentences": a.sentences.iter().filter_map(sentence).collect::<Vec<_>>(),
        "names": a.names.iter().map(|n| json!({
            "start": n.span.start(), "end": n.span.end(), "name": report.name(n.fullest),
        })).collect::<Vec<_>>(),
        "quotations": quotations,
        "marks": marks,
        "notes": article.notes.iter().chain(&a.notes).map(|n| json!({
            "message": n.message, "start": n.span.map(Span::start), "end": n.span.map(Span::end),
        })).collect::<Vec<_>>(),
    })
}

fn speaker(report: &Annotated, q: &Quotation) -> Option<Value> {
    let speaker = q.speaker?;
    Some(json!({
        "start": speaker.mention.start(), "end": speaker.mention.end(), "name": report.speaker_name(q),
    }))
}
